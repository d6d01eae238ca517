/*
 * A transfer of a file that mirror_write made, followed to its end.
 *
 *	struct seen *seen = follow(follow_spec(url, test_path("part")));
 *
 *	struct seen *seen = follow_begin(loop, spec);    in a loop of the test's own, which closes it
 *	follow_for(loop, seen, 300);                     so many ms, or to the end
 *
 * All that is seen lives in the test's arena.
 */
#ifndef FOLLOW_H
#define FOLLOW_H

#include "loop/loop.h"
#include "net/net.h"

struct seen {
	struct transfer *transfer;
	size_t n;   /* bytes since the last restart */
	bool wrong; /* one of them is not the file's */
	int restarts, ends;
	enum rc rc;
	struct err err;
	struct transfer_result result;
	uint64_t progress;  /* bytes, as told last */
	size_t pause_after; /* bytes; 0: never */
};

struct transfer_spec follow_spec(const char *url, const char *part);
struct seen *follow_begin(struct loop *loop, struct transfer_spec spec);
void follow_for(struct loop *loop, const struct seen *seen, int ms);
struct seen *follow(struct transfer_spec spec);
/* It came, and so did the part: `size` bytes, each the file's. */
void assert_followed(const struct seen *seen, size_t size);
/* It holds `size` bytes of the file and nothing else. */
void assert_part(size_t size);

#endif
