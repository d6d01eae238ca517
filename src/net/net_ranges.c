/*
 * A file over several connections, where a server gives each of them less than the link could carry.
 *
 * The transfer goes on as it would alone, from the front. What is added are pieces from further on, each a
 * part of its own (PART.1, ...) with a connection that fills it, as a transfer without retries that asks for
 * the same entity of the same address. Where the front arrives at a piece, its bytes are moved over to PART
 * and handed on as if they had come just now; so PART never has a hole, and after a kill each file says by
 * its length what it holds. Whatever goes wrong with a piece is no failure: the front fetches what is missing.
 */
#include "net/net_transfer.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "net/net_pace.h"

enum {
	CHUNK = 32 * 1024,
	LEAST_BYTES_A_MS = 50, /* as of any source: less is slow */
};

struct piece {
	struct piece *next; /* further on in the file */
	struct transfer *owner;
	struct part part;
	struct transfer *lane; /* brings more of it; NULL: none does */
	uint64_t lane_from;    /* where it began */
};

struct ranges {
	struct pace pace;
	struct timer *look;
	struct piece *first;
	struct piece *newest; /* has yet to show what it brings */
	bool waiting;         /* for the connection of the first piece */
	uint64_t waited_at;   /* with so many bytes at the look before; 0: it did not wait */
	bool over;            /* nothing is begun any more */
};

static uint64_t end_of(const struct piece *p)
{
	return p->part.from + p->part.size;
}

static uint64_t limit_of(const struct piece *p)
{
	return p->next ? p->next->part.from : p->owner->part.length;
}

static bool front_runs(const struct transfer *t)
{
	return !t->kept;
}

/* Each connection ends where the next piece begins. */
static void set_limits(struct transfer *t)
{
	struct piece *first = t->ranges->first;

	t->until = first ? first->part.from : 0;
	for (struct piece *p = first; p; p = p->next)
		if (p->lane)
			p->lane->until = p->next ? limit_of(p) : 0;
}

static void lane_end(struct piece *p)
{
	struct transfer *lane = p->lane;

	p->lane = NULL;
	if (!lane)
		return;
	lane->spec.done = NULL;
	transfer_end(lane, RC_CANCELLED);
}

/* Its bytes are in PART, or are not wanted. */
static void piece_drop(struct piece *p)
{
	struct ranges *r = p->owner->ranges;
	struct piece **at = &r->first;

	lane_end(p);
	while (*at != p)
		at = &(*at)->next;
	*at = p->next;
	if (r->newest == p)
		r->newest = NULL;
	part_discard(&p->part);
}

/* ---- the front meets a piece ------------------------------------------------------------------- */

static void drain(void *ctx)
{
	struct transfer *t = ctx;
	struct piece *p = t->ranges->first;
	/* The piece that was waited for may be gone, and the next begin further on. */
	bool begins = p && p->part.from <= t->bytes;
	uint64_t here = begins && end_of(p) > t->bytes ? end_of(p) - t->bytes : 0;
	enum rc rc = RC_OK;
	long n = 0;

	t->next = NULL;
	if (t->paused)
		return; /* net_pause goes on */
	if (here)
		n = part_read(&p->part, t->bytes - p->part.from, t->chunk,
			      here < CHUNK ? (size_t)here : CHUNK);
	if (n < 0)
		rc = err_errno(&t->err, _("%s cannot be read"), p->part.path);
	else if (n > 0)
		rc = part_write(&t->part, t->chunk, (size_t)n, &t->err);
	if (!rc && n > 0 && !transfer_hand_over(t, t->chunk, (size_t)n))
		rc = RC_CANCELLED;
	if (rc) {
		transfer_end(t, rc);
		return;
	}
	if (here && !n) /* somebody has cut the file off */
		piece_drop(p);
	transfer_report(t, false);
	transfer_go_on(t);
}

static void fill_up(struct transfer *t);

bool ranges_take_over(struct transfer *t)
{
	struct ranges *r = t->ranges;
	struct piece *p;

	if (!r)
		return false;
	while ((p = r->first) && !p->lane && end_of(p) <= t->bytes)
		piece_drop(p);
	set_limits(t);
	r->waiting = false;
	if (!p || p->part.from > t->bytes)
		return false;
	if (!t->chunk)
		t->chunk = arena_alloc(t->mem, CHUNK);
	t->several = true;
	t->kept = drain;
	fill_up(t); /* the front's own connection has ended */
	if (end_of(p) > t->bytes)
		transfer_then(t, 0, drain);
	else
		r->waiting = true;
	return true;
}

static void wake(struct transfer *t)
{
	if (!t->ranges->waiting || t->paused || t->next)
		return;
	t->ranges->waiting = false;
	transfer_then(t, 0, drain);
}

/* ---- connections -------------------------------------------------------------------------------- */

static bool on_lane_data(void *ctx, const void *data, size_t n)
{
	struct piece *p = ctx;

	(void)data;
	p->part.size += n;
	transfer_report(p->owner, false);
	wake(p->owner);
	return true;
}

static bool is_passing(enum rc rc)
{
	return rc == RC_TRUNCATED || rc == RC_TIMEOUT;
}

static void on_lane_done(void *ctx, enum rc rc, const struct err *e,
			 const struct transfer_result *result)
{
	struct piece *p = ctx;
	struct transfer *t = p->owner;

	(void)e;
	p->lane = NULL;
	if (rc && (result->bytes == p->lane_from || !is_passing(rc)))
		pace_refused(&t->ranges->pace);
	if (!p->part.size || rc == RC_LIMIT || rc == RC_NOT_ARCHIVE)
		piece_drop(p);
	set_limits(t);
	if (!rc)
		fill_up(t);
	wake(t);
}

static bool lane_start(struct piece *p)
{
	struct transfer_spec spec = { .url = p->owner->spec.url,
				      .expect = p->owner->part.length,
				      .may_be_slow = true,
				      .data = on_lane_data,
				      .done = on_lane_done,
				      .ctx = p };

	p->lane_from = end_of(p);
	p->lane = transfer_ahead(p->owner->loop, &spec, &p->part);
	return p->lane != NULL;
}

static const char *free_name(const struct transfer *t)
{
	for (int i = 1; i <= PART_PARTS; i++) {
		const char *path = part_of_part(t->mem, t->spec.part, i);
		const struct piece *p = t->ranges->first;

		while (p && !str_equal(p->part.path, path))
			p = p->next;
		if (!p)
			return path;
	}
	return NULL;
}

static void insert(struct transfer *t, struct piece *p)
{
	struct piece **at = &t->ranges->first;

	while (*at && (*at)->part.from < p->part.from)
		at = &(*at)->next;
	p->next = *at;
	*at = p;
}

static struct piece *piece_new(struct transfer *t, uint64_t from)
{
	struct piece *p = ARENA_NEW(t->mem, struct piece);
	const char *path = free_name(t);

	if (!path)
		return NULL;
	part_remove(path);
	p->owner = t;
	if (part_open(&p->part, t->mem, path, t->shown, NULL))
		return NULL;
	p->part.from = from;
	if (part_describe(&p->part, t->part.etag, t->part.modified, t->part.length, NULL)) {
		part_discard(&p->part);
		return NULL;
	}
	insert(t, p);
	return p;
}

/* What one connection has before it, or nobody fetches. */
struct gap {
	struct piece *piece; /* that ends at it; NULL: the front */
	uint64_t at, end;
	bool runs;
};

static void consider(struct gap *best, struct gap gap)
{
	uint64_t width = (gap.end - gap.at) / (gap.runs ? 2 : 1);

	if (gap.end > gap.at && width > (best->end - best->at) / (best->runs ? 2 : 1))
		*best = gap;
}

static struct gap widest(struct transfer *t)
{
	struct piece *first = t->ranges->first;
	struct gap best = { .at = 0 };

	if (front_runs(t))
		consider(&best, (struct gap){ NULL, t->bytes,
					      first ? first->part.from : t->part.length, true });
	for (struct piece *p = first; p; p = p->next)
		consider(&best, (struct gap){ p, end_of(p), limit_of(p), p->lane != NULL });
	return best;
}

/* Another connection, in the middle of what takes longest; NULL where that is not worth it. */
static struct piece *add_connection(struct transfer *t)
{
	struct gap gap = widest(t);
	struct piece *p = gap.piece;

	if (!pace_is_long(&t->ranges->pace, gap.end - gap.at))
		return NULL;
	if (gap.runs)
		p = piece_new(t, gap.at + (gap.end - gap.at) / 2);
	if (p && !lane_start(p)) {
		if (!p->part.size)
			piece_drop(p);
		p = NULL;
	}
	set_limits(t);
	return p;
}

static int running(const struct transfer *t)
{
	int n = front_runs(t);

	for (const struct piece *p = t->ranges->first; p; p = p->next)
		n += p->lane != NULL;
	return n;
}

/* In the place of a connection that has brought its piece. */
static void fill_up(struct transfer *t)
{
	while (!t->ranges->over && running(t) < t->ranges->pace.connections && add_connection(t))
		;
}

static void try_another(struct transfer *t)
{
	t->ranges->newest = add_connection(t);
	if (!t->ranges->newest)
		pace_refused(&t->ranges->pace);
}

static void take_back(struct transfer *t)
{
	struct piece *p = t->ranges->newest;

	t->ranges->newest = NULL;
	if (!p)
		return;
	lane_end(p);
	if (!p->part.size)
		piece_drop(p);
	set_limits(t);
	wake(t);
}

uint64_t ranges_ahead(const struct transfer *t)
{
	uint64_t n = 0;

	for (const struct piece *p = t->ranges ? t->ranges->first : NULL; p; p = p->next)
		if (end_of(p) > t->bytes)
			n += end_of(p) - (p->part.from > t->bytes ? p->part.from : t->bytes);
	return n;
}

/* A connection that hardly brings anything is not waited for: the front fetches that itself, and its
 * caller has said how slow a server may be. */
static void wait_no_longer(struct transfer *t)
{
	struct ranges *r = t->ranges;
	uint64_t least = (uint64_t)t->spec.look_ms * LEAST_BYTES_A_MS;
	bool in_vain = r->waiting && r->waited_at && t->bytes - r->waited_at < least;

	r->waited_at = r->waiting && !t->paused ? t->bytes : 0;
	if (!in_vain || t->paused || t->next || !r->first)
		return;
	pace_refused(&r->pace);
	lane_end(r->first);
	set_limits(t);
	wake(t);
}

static void look(void *ctx)
{
	struct transfer *t = ctx;
	struct ranges *r = t->ranges;
	uint64_t got = t->bytes + ranges_ahead(t);

	r->look = loop_after(t->loop, t->spec.look_ms, look, t);
	switch (pace_look(&r->pace, loop_ms(t->loop), attempts_received(t->loop),
			  t->part.length - got)) {
	case PACE_TAKE_BACK:
		take_back(t);
		break;
	case PACE_ADD:
		try_another(t);
		break;
	case PACE_STAY:
		fill_up(t);
	}
	wait_no_longer(t);
}

/* ---- begin and end ------------------------------------------------------------------------------ */

void ranges_watch(struct transfer *t)
{
	struct ranges *r = t->ranges;

	if (!r || r->look || r->over || !t->part.length || !part_validator(&t->part))
		return;
	pace_open(&r->pace, t->spec.look_ms, loop_ms(t->loop), attempts_received(t->loop));
	r->look = loop_after(t->loop, t->spec.look_ms, look, t);
}

static bool same_entity(const struct part *a, const struct part *b)
{
	return a->from && a->size && a->length == b->length &&
	       str_equal(part_validator(a), part_validator(b));
}

static void load(struct transfer *t, const char *path)
{
	struct piece *p = ARENA_NEW(t->mem, struct piece);

	p->owner = t;
	if (access(path, F_OK) != 0 || part_open(&p->part, t->mem, path, t->shown, NULL))
		return;
	if (!same_entity(&p->part, &t->part) || end_of(p) <= t->bytes) {
		part_discard(&p->part);
		return;
	}
	t->resumed += p->part.size;
	insert(t, p);
}

void ranges_load(struct transfer *t)
{
	if (!t->spec.look_ms)
		return;
	t->ranges = ARENA_NEW(t->mem, struct ranges);
	if (!t->part.size) {
		part_remove_parts(t->spec.part);
		return;
	}
	for (int i = 1; i <= PART_PARTS; i++)
		load(t, part_of_part(t->mem, t->spec.part, i));
	for (struct piece *p = t->ranges->first; p; p = p->next)
		if (end_of(p) > limit_of(p))
			p->part.size = limit_of(p) - p->part.from;
}

void ranges_forget(struct transfer *t)
{
	if (!t->ranges)
		return;
	while (t->ranges->first)
		piece_drop(t->ranges->first);
	t->until = 0;
	t->ranges->over = true;
	loop_cancel_timer(t->loop, t->ranges->look);
	t->ranges->look = NULL;
}

void ranges_close(struct transfer *t)
{
	if (!t->ranges)
		return;
	t->ranges->over = true;
	loop_cancel_timer(t->loop, t->ranges->look);
	for (struct piece *p = t->ranges->first; p; p = p->next) {
		lane_end(p);
		if (end_of(p) > t->bytes && p->part.size)
			part_close(&p->part);
		else
			part_discard(&p->part);
	}
}
