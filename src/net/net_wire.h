/*
 * What goes between the program and its helper that fetches (`goready --helper net`): frames, each a head
 * and at most FRAME_MOST bytes, over the two pipes of the helper. Both are the same program, so numbers go
 * as they lie in memory.
 *
 * What libcurl has read from a server is in the helper only. The program believes none of it: a frame that
 * is too long, or of no kind that is known, ends the helper; one of an attempt that is over is passed by.
 */
#ifndef NET_NET_WIRE_H
#define NET_NET_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { FRAME_MOST = 64 * 1024 };

enum frame_kind {
	/* To the helper. */
	FRAME_START, /* struct frame_start, the address, the validator, each with its NUL */
	FRAME_STOP,
	FRAME_PAUSE,
	FRAME_GO_ON,
	/* From it. */
	FRAME_HEAD, /* a line of the answer's head */
	FRAME_BODY,
	FRAME_END, /* struct frame_end, libcurl's words */
	FRAME_KINDS,
};

struct frame {
	uint32_t kind;
	uint32_t id; /* of the attempt */
	uint32_t n;  /* bytes that follow */
};

struct frame_start {
	uint64_t from; /* the first byte that is wanted */
	uint8_t head, may_be_slow;
};

enum attempt_end {
	END_WHOLE,
	END_CERTIFICATE,
	END_TIME,
	END_SENT_AWAY, /* sent on to an address that is not fetched from */
	END_NO_HTTP,   /* what came is no answer of a web server */
	END_REDIRECTS,
	END_BROKEN,
	END_NO_NAME,
	END_NO_PROXY, /* its name is not known */
	END_UNREACHABLE,
	END_CERTIFICATE_TIME, /* run out, or not valid yet, as this clock has it */
};

struct frame_end {
	uint32_t how;
};

/* Puts frames together again out of a pipe's pieces. */
struct frame_reader {
	struct frame head;
	size_t n; /* bytes of head and data that are there */
	char *data;
};

typedef void frame_function(void *ctx, const struct frame *frame, const char *data);

void frame_reader_open(struct frame_reader *r, struct arena *mem);
/* Calls `fn` for each frame that is complete now; its data holds during the call, with a
 * NUL behind it. False: these are no frames. */
bool frame_reader_take(struct frame_reader *r, struct bytes piece, frame_function *fn, void *ctx);

#endif
