#include "archive/sha256_cpu.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#elif defined(__aarch64__) && defined(__linux__)
#include <arm_neon.h>
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

#if defined(__x86_64__) || (defined(__aarch64__) && defined(__linux__))
/* FIPS 180-4, 4.2.2. */
static const uint32_t rounds[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
	0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
	0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
	0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
	0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2
};
#endif

/* ---- 64 bytes at a time: the schedule of 16 words turns in four registers ---- */

#if defined(__x86_64__)

static bool ask_cpu(void)
{
	static const unsigned sse = bit_SSSE3 | bit_SSE4_1, sha = 1u << 29;
	unsigned a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || (c & sse) != sse)
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & sha;
}

/* Asked once: in a virtual machine each CPUID leaves it, and takes as long as hashing a small file. */
bool sha256_cpu_is_there(void)
{
	static atomic_int known; /* 0: not yet */

	if (!known)
		known = ask_cpu() ? 1 : -1;
	return known > 0;
}

/* The instructions want the eight words as ABEF and CDGH, the highest first. */
__attribute__((target("sha,ssse3,sse4.1"))) static void add_blocks(uint32_t state[8],
								   const unsigned char *data,
								   size_t blocks)
{
	const __m128i turned = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const void *)state), 0xb1);
	__m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const void *)(state + 4)), 0x1b);
	__m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);

	for (; blocks > 0; blocks--, data += 64) {
		const __m128i abef_before = abef, cdgh_before = cdgh;
		__m128i w[4];

		for (int i = 0; i < 4; i++)
			w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const void *)(data + 16 * i)),
						turned);
		for (int i = 0; i < 16; i++) {
			__m128i four = w[i % 4];
			__m128i sum = _mm_add_epi32(
				four, _mm_loadu_si128((const void *)(rounds + 4 * i)));

			cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
			abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
			/* The four words that come 16 later. */
			four = _mm_sha256msg1_epu32(four, w[(i + 1) % 4]);
			four = _mm_add_epi32(four,
					     _mm_alignr_epi8(w[(i + 3) % 4], w[(i + 2) % 4], 4));
			w[i % 4] = _mm_sha256msg2_epu32(four, w[(i + 3) % 4]);
		}
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	abef = _mm_shuffle_epi32(abef, 0x1b);
	cdgh = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((void *)state, _mm_blend_epi16(abef, cdgh, 0xf0));
	_mm_storeu_si128((void *)(state + 4), _mm_alignr_epi8(cdgh, abef, 8));
}

#elif defined(__aarch64__) && defined(__linux__)

bool sha256_cpu_is_there(void)
{
	return getauxval(AT_HWCAP) & HWCAP_SHA2;
}

#if defined(__clang__)
#define WITH_SHA2 __attribute__((target("sha2")))
#else
#define WITH_SHA2 __attribute__((target("+crypto")))
#endif

WITH_SHA2 static void add_blocks(uint32_t state[8], const unsigned char *data, size_t blocks)
{
	uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);

	for (; blocks > 0; blocks--, data += 64) {
		const uint32x4_t abcd_before = abcd, efgh_before = efgh;
		uint32x4_t w[4];

		for (int i = 0; i < 4; i++)
			w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(data + 16 * i)));
		for (int i = 0; i < 16; i++) {
			uint32x4_t four = w[i % 4],
				   sum = vaddq_u32(four, vld1q_u32(rounds + 4 * i));
			uint32x4_t abcd_now = abcd;

			abcd = vsha256hq_u32(abcd, efgh, sum);
			efgh = vsha256h2q_u32(efgh, abcd_now, sum);
			/* The four words that come 16 later. */
			four = vsha256su0q_u32(four, w[(i + 1) % 4]);
			w[i % 4] = vsha256su1q_u32(four, w[(i + 2) % 4], w[(i + 3) % 4]);
		}
		abcd = vaddq_u32(abcd, abcd_before);
		efgh = vaddq_u32(efgh, efgh_before);
	}
	vst1q_u32(state, abcd);
	vst1q_u32(state + 4, efgh);
}

#else

bool sha256_cpu_is_there(void)
{
	return false;
}

static void add_blocks(uint32_t state[8], const unsigned char *data, size_t blocks)
{
	(void)state;
	(void)data;
	(void)blocks;
}

#endif

/* ---- all of it ---- */

void sha256_cpu_begin(struct sha256_cpu *s)
{
	static const uint32_t first[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
					   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

	memcpy(s->state, first, sizeof(first));
	s->bytes = 0;
}

void sha256_cpu_add(struct sha256_cpu *s, const void *data, size_t n)
{
	const unsigned char *at = data;
	size_t kept = s->bytes % 64, some = n < 64 - kept ? n : 64 - kept;

	s->bytes += n;
	if (kept) {
		memcpy(s->block + kept, at, some);
		at += some;
		n -= some;
		if (kept + some < 64)
			return;
		add_blocks(s->state, s->block, 1);
	}
	add_blocks(s->state, at, n / 64);
	if (n % 64)
		memcpy(s->block, at + n / 64 * 64, n % 64);
}

static void put(unsigned char *to, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(value >> 8 * (bytes - 1 - i));
}

void sha256_cpu_end(struct sha256_cpu *s, unsigned char ret[32])
{
	static const unsigned char filling[64] = { 0x80 };
	unsigned char length[8];
	size_t kept = s->bytes % 64;

	put(length, s->bytes * 8, 8);
	sha256_cpu_add(s, filling, (kept < 56 ? 56 : 120) - kept);
	sha256_cpu_add(s, length, 8);
	for (int i = 0; i < 8; i++)
		put(ret + 4 * i, s->state[i], 4);
}
