/* Reading the headers of a program on this machine. */
#include "host/host_real.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Headers are small and lie together, those of sections apart from their names: two pages at hand are a tenth of
 * the calls. */
struct page {
	uint64_t offset;
	size_t n;
	char at[4096];
};

struct pages {
	int fd;
	int last; /* which one was used last */
	struct page page[2];
};

static long read_whole(int fd, uint64_t offset, char *into, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t piece = pread(fd, into + got, n - got, (off_t)(offset + got));

		if (piece < 0 && errno == EINTR)
			continue;
		if (piece < 0)
			return -1;
		if (piece == 0)
			break;
		got += (size_t)piece;
	}
	return (long)got;
}

static bool page_holds(const struct page *p, uint64_t offset, size_t n)
{
	return offset >= p->offset && offset - p->offset <= p->n &&
	       n <= p->n - (size_t)(offset - p->offset);
}

static long read_at(void *ctx, uint64_t offset, void *into, size_t n)
{
	struct pages *all = ctx;
	struct page *p = &all->page[all->last];

	if (n > sizeof(p->at))
		return read_whole(all->fd, offset, into, n);
	if (!page_holds(p, offset, n)) {
		all->last = !all->last;
		p = &all->page[all->last];
	}
	if (!page_holds(p, offset, n)) {
		long got = read_whole(all->fd, offset, p->at, sizeof(p->at));

		p->offset = offset;
		p->n = got > 0 ? (size_t)got : 0;
		if (got < 0)
			return -1;
		if (n > p->n)
			n = p->n;
	}
	memcpy(into, p->at + (offset - p->offset), n);
	return (long)n;
}

enum rc real_binary(struct host *h, struct arena *mem, const char *path, struct binary *ret,
		    struct err *e)
{
	struct pages pages = { .last = 0 };
	struct binary_source source = { .read_at = read_at, .ctx = &pages };
	enum rc rc = real_open_regular(path, &pages.fd, &source.size, e);

	(void)h;
	if (rc)
		return rc;
	binary_read(mem, &source, ret);
	close(pages.fd);
	return RC_OK;
}
