/* The only file with ISA-L; see gunzip.h. */
#ifdef GOREADY_ISAL
#include "archive/gunzip.h"

#include <errno.h>
#include <isa-l/igzip_lib.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* HEADER: usual ones are 10 bytes and a name. ISA-L forgets its flags between two calls, so it gets all at once. */
enum { BLOCK = 64 * 1024, MAGIC = 2, HEADER = 4096 };

struct gunzip {
	int fd;
	int error; /* of read, else 0 */
	bool ended;
	uint64_t bytes;
	enum { NOT_BEGUN, MEMBERS, AS_IT_IS } content;
	struct inflate_state state; /* its next_in and avail_in are what of `in` is left */
	unsigned char in[BLOCK], out[BLOCK];
};

struct gunzip *gunzip_open(struct arena *mem, int fd)
{
	struct gunzip *g = arena_alloc(mem, sizeof(*g));

	g->fd = fd;
	return g;
}

uint64_t gunzip_bytes(const struct gunzip *g)
{
	return g->bytes;
}

/* So that `least` bytes are in `in`, where so many come. */
static void fill(struct gunzip *g, size_t least)
{
	size_t have = g->state.avail_in;

	if (have)
		memmove(g->in, g->state.next_in, have);
	while (have < least && !g->ended) {
		ssize_t n = read(g->fd, g->in + have, sizeof(g->in) - have);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			g->error = errno;
		g->ended = n <= 0;
		have += n > 0 ? (size_t)n : 0;
		g->bytes += n > 0 ? (uint64_t)n : 0;
	}
	g->state.next_in = g->in;
	g->state.avail_in = (uint32_t)have;
}

static bool begin_member(struct gunzip *g)
{
	uint32_t n;

	fill(g, HEADER);
	n = g->state.avail_in;
	if (n < MAGIC || g->in[0] != 0x1f || g->in[1] != 0x8b)
		return false;
	isal_inflate_init(&g->state);
	g->state.crc_flag = ISAL_GZIP;
	g->state.next_in = g->in;
	g->state.avail_in = n;
	return true;
}

static ssize_t failed(const struct gunzip *g, const char **ret_why, const char *why)
{
	*ret_why = g->error ? strerror(g->error) : why;
	return -1;
}

static ssize_t give_as_it_is(struct gunzip *g, const void **ret_data, const char **ret_why)
{
	ssize_t n;

	fill(g, 1);
	n = g->state.avail_in;
	g->state.avail_in = 0;
	*ret_data = g->in;
	return n || !g->error ? n : failed(g, ret_why, "");
}

ssize_t gunzip_read(struct gunzip *g, const void **ret_data, const char **ret_why)
{
	struct inflate_state *s = &g->state;

	if (g->content == NOT_BEGUN)
		g->content = begin_member(g) ? MEMBERS : AS_IT_IS;
	if (g->content == AS_IT_IS)
		return give_as_it_is(g, ret_data, ret_why);
	do {
		if (s->block_state == ISAL_BLOCK_FINISH && !begin_member(g))
			return g->error ? failed(g, ret_why, "") : 0;
		if (!s->avail_in)
			fill(g, 1);
		s->next_out = g->out;
		s->avail_out = sizeof(g->out);
		if (isal_inflate(s) != ISAL_DECOMP_OK)
			return failed(g, ret_why, "gzip decompression failed");
		if (g->ended && !s->avail_in && s->avail_out == sizeof(g->out) &&
		    s->block_state != ISAL_BLOCK_FINISH)
			return failed(g, ret_why, "truncated gzip input");
	} while (s->avail_out == sizeof(g->out));
	*ret_data = g->out;
	return (ssize_t)(sizeof(g->out) - s->avail_out);
}
#endif
