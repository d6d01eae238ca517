#include "archive/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#include <CommonCrypto/CommonDigest.h>
#elif defined(GOREADY_MBEDTLS)
#include <mbedtls/sha256.h>

#include "archive/sha256_cpu.h"
#else
#include <openssl/evp.h>
#endif

#include "base/i18n.h"
#include "base/list.h"

/* The libraries differ in four calls. */
struct sha256 {
#ifdef __APPLE__
	CC_SHA256_CTX state;
#elif defined(GOREADY_MBEDTLS)
	bool by_cpu; /* of the two that one is in use */
	struct sha256_cpu cpu;
	mbedtls_sha256_context state;
#else
	EVP_MD_CTX *state;
#endif
};

#ifdef __APPLE__
static bool state_begin(struct sha256 *h)
{
	return CC_SHA256_Init(&h->state) == 1;
}

static void state_add(struct sha256 *h, const void *data, size_t n)
{
	/* CC_LONG has 32 bits. */
	for (const char *at = data; n;) {
		size_t piece = n < (1u << 30) ? n : (1u << 30);

		CC_SHA256_Update(&h->state, at, (CC_LONG)piece);
		at += piece;
		n -= piece;
	}
}

static void state_end(struct sha256 *h, unsigned char ret[32])
{
	CC_SHA256_Final(ret, &h->state);
}
#elif defined(GOREADY_MBEDTLS)
/* Its plain C takes a second of processor time for Go's archive and what is in it. */
static bool state_begin(struct sha256 *h)
{
	h->by_cpu = sha256_cpu_is_there();
	if (h->by_cpu) {
		sha256_cpu_begin(&h->cpu);
		return true;
	}
	mbedtls_sha256_init(&h->state);
	return mbedtls_sha256_starts(&h->state, 0) == 0;
}

static void state_add(struct sha256 *h, const void *data, size_t n)
{
	if (h->by_cpu)
		sha256_cpu_add(&h->cpu, data, n);
	else if (mbedtls_sha256_update(&h->state, data, n) != 0)
		abort();
}

static void state_end(struct sha256 *h, unsigned char ret[32])
{
	if (h->by_cpu) {
		sha256_cpu_end(&h->cpu, ret);
		return;
	}
	if (mbedtls_sha256_finish(&h->state, ret) != 0)
		abort();
	mbedtls_sha256_free(&h->state);
}
#else
static bool state_begin(struct sha256 *h)
{
	h->state = EVP_MD_CTX_new();
	return h->state && EVP_DigestInit_ex(h->state, EVP_sha256(), NULL) == 1;
}

static void state_add(struct sha256 *h, const void *data, size_t n)
{
	if (EVP_DigestUpdate(h->state, data, n) != 1)
		abort();
}

static void state_end(struct sha256 *h, unsigned char ret[32])
{
	if (EVP_DigestFinal_ex(h->state, ret, NULL) != 1)
		abort();
	EVP_MD_CTX_free(h->state);
}
#endif

/* A digest that cannot be computed must never pass for one that could: no memory ends the program.
 */
struct sha256 *sha256_open(void)
{
	struct sha256 *h = calloc(1, sizeof(*h));

	if (!h || !state_begin(h)) {
		fputs("goready: SHA-256 is not available (out of memory?)\n", stderr);
		exit(1);
	}
	return h;
}

void sha256_add(struct sha256 *h, const void *data, size_t n)
{
	if (n)
		state_add(h, data, n);
}

void sha256_close_raw(struct sha256 *h, unsigned char ret[32])
{
	state_end(h, ret);
	free(h);
}

static void to_hex(const unsigned char raw[32], char ret[65])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 32; i++) {
		ret[2 * i] = digits[raw[i] >> 4];
		ret[2 * i + 1] = digits[raw[i] & 15];
	}
	ret[64] = '\0';
}

void sha256_close(struct sha256 *h, char ret[65])
{
	unsigned char raw[32];

	sha256_close_raw(h, raw);
	to_hex(raw, ret);
}

void sha256_of(struct bytes data, char ret[65])
{
	struct sha256 *h = sha256_open();

	sha256_add(h, data.at, data.n);
	sha256_close(h, ret);
}

static enum rc add_all(struct sha256 *h, int fd, const char *path, struct err *e)
{
	char buffer[65536];

	for (;;) {
		ssize_t n = read(fd, buffer, sizeof(buffer));

		if (n == 0)
			return RC_OK;
		if (n > 0)
			sha256_add(h, buffer, (size_t)n);
		else if (errno != EINTR)
			return err_errno(e, _("reading %s"), path);
	}
}

enum rc sha256_file(const char *path, char ret[65], struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct sha256 *h;
	char hex[65];
	enum rc rc;

	if (fd < 0)
		return err_errno(e, _("opening %s"), path);
	h = sha256_open();
	rc = add_all(h, fd, path, e);
	close(fd);
	sha256_close(h, hex);
	if (!rc)
		memcpy(ret, hex, sizeof(hex));
	return rc;
}
