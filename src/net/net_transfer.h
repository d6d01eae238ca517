/*
 * Between net.c (what a transfer is: kept bytes, attempts, retries), net_answer.c (what came) and
 * net_remote.c (the helper that fetches, and what it says). Private to these.
 */
#ifndef NET_NET_TRANSFER_H
#define NET_NET_TRANSFER_H

#include "net/net.h"
#include "net/net_part.h"

/* Seconds. Who asks to be left alone for longer (Retry-After) is not waited for: another source may be there. */
enum { LONGEST_WAIT = 30 };

struct transfer {
	struct loop *loop;
	struct arena *mem;
	struct transfer_spec spec; /* url and part are our copies */
	const char *shown;         /* the address without user info */
	struct part part;          /* fd -1 where nothing is kept */
	struct ranges *ranges;     /* NULL: one connection does */
	bool ahead;   /* brings a piece of another transfer: part.from is where it begins */
	bool several; /* some of the bytes came over another connection */

	uint64_t bytes; /* given to `data` since the last restart; ahead: of the file, up to here */
	uint64_t until; /* from here on another connection has them; 0: none */
	uint64_t resumed; /* of them, from an earlier process */
	uint64_t total;   /* 0 unknown */
	int attempt;
	uint64_t attempt_from; /* bytes when this attempt began */
	int64_t started, reported;
	struct timer *next;   /* what happens next */
	struct timer *limit;  /* spec.seconds */
	char *chunk;          /* for kept bytes */
	void (*kept)(void *); /* hands them on; NULL: they come from the server */

	/* The answer to this attempt. */
	int status;
	int64_t length; /* Content-Length, -1 unknown */
	uint64_t range_from;
	bool has_range;
	int64_t date, retry_at; /* Date, and a Retry-After that is one; 0 not said */
	int retry_after;        /* seconds, 0 not said */
	char etag[256], modified[64], content_type[128]; /* "" where none, or a longer one, came */
	size_t head_bytes;
	bool judged;    /* the head of the answer was looked at */
	bool anew;      /* the kept bytes do not fit: begin again without a range */
	bool ended;     /* spec.most was reached */
	bool arrived;   /* `until` was */
	char first[32]; /* the beginning of the file, to know an HTML page by */
	size_t first_n;

	bool paused; /* by our caller */
	bool cancelled;
	bool failed; /* err says why */
	bool no_retry;
	bool no_name, no_proxy; /* names that nobody knows */
	bool bad_time;          /* of a certificate */
	struct err err;

	uint32_t id; /* of the attempt that runs; 0: none */
	struct transfer *next_running;
};

/* net_remote.c: has the helper start one attempt from t->bytes on; ends it (idempotent). */
enum rc attempt_start(struct transfer *t, struct err *e);
void attempt_stop(struct transfer *t);
void attempt_pause(struct transfer *t, bool paused);
/* Bytes that came in all, to whomever. */
uint64_t attempts_received(struct loop *loop);

/* net_answer.c, called by net_remote.c: a line of the answer's head, a piece of its body (false:
 * stop, and where t->failed, t->err says why). */
bool transfer_head_line(struct transfer *t, const char *line, size_t n);
bool transfer_body(struct transfer *t, const void *data, size_t n);
/* The same for net.c: the head is judged once, before the first byte or at the end. */
bool transfer_judged(struct transfer *t);
void transfer_forget_answer(struct transfer *t);
bool transfer_hand_over(struct transfer *t, const void *data, size_t n);

/* net_ranges.c. Called once the part is open, and has gone through `data`: PART.1 and so on, of an earlier run. */
void ranges_load(struct transfer *t);
/* The server has begun to answer: should it be slow, other connections are tried. */
void ranges_watch(struct transfer *t);
/* The bytes from t->bytes on are here, or another connection brings them: they are handed on. */
bool ranges_take_over(struct transfer *t);
/* Bytes that are here, and whose turn has not come. */
uint64_t ranges_ahead(const struct transfer *t);
/* They are void; the transfer ends, and what has come is kept. */
void ranges_forget(struct transfer *t);
void ranges_close(struct transfer *t);

/* net.c, for net_ranges.c: a transfer that brings what `part` lacks; NULL: it cannot be begun. */
struct transfer *transfer_ahead(struct loop *loop, const struct transfer_spec *spec,
				const struct part *part);
void transfer_then(struct transfer *t, int ms, void (*fn)(void *)); /* what happens next */
void transfer_go_on(
	struct transfer *t); /* with the bytes that are next: from here, or from the server */
void transfer_end(struct transfer *t, enum rc rc);

/* net.c: all bytes so far are void: the consumer, the part and the counters begin again. */
enum rc transfer_begin_anew(struct transfer *t);
void transfer_report(struct transfer *t, bool now);
/* The end of an attempt; rc with t->err set, RC_OK where the bytes ended as they should. */
void transfer_attempt_over(struct transfer *t, enum rc rc);

#endif
