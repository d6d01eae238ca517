/* The helper that fetches: `goready --helper net`. Frames in on stdin, frames out on stdout (net_wire.h). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/sandbox.h"
#include "net/net_fetch.h"

enum { MOST_MEMORY = 16 << 20, MOST_FETCH_MEMORY = 1 << 20 };

struct helper {
	struct fetcher *fetcher;
	struct fetch *fetches;
	struct frame_reader reader;
	bool over; /* the program is gone, or does not want us any more */
	char out[sizeof(struct frame) + FRAME_MOST];
};

/* The program always reads: waiting for it holds up nothing that it could want meanwhile. */
static void put(struct helper *h, enum frame_kind kind, uint32_t id, const void *data, size_t n)
{
	struct frame frame = { .kind = kind, .id = id, .n = (uint32_t)n };

	memcpy(h->out, &frame, sizeof(frame));
	memcpy(h->out + sizeof(frame), data, n);
	h->over = h->over || !fd_write_all(STDOUT_FILENO, h->out, sizeof(frame) + n);
}

static void on_fetch_head(void *ctx, struct fetch *f, const char *line, size_t n)
{
	put(ctx, FRAME_HEAD, f->id, line, n < FRAME_MOST ? n : FRAME_MOST);
}

static void on_fetch_body(void *ctx, struct fetch *f, const char *data, size_t n)
{
	while (n) {
		size_t piece = n < FRAME_MOST ? n : FRAME_MOST;

		put(ctx, FRAME_BODY, f->id, data, piece);
		data += piece;
		n -= piece;
	}
}

static void fetch_free(struct helper *h, struct fetch *f)
{
	struct fetch **at = &h->fetches;

	while (*at != f)
		at = &(*at)->next;
	*at = f->next;
	fetch_stop(f);
	arena_close(f->mem);
}

static void say_end(struct helper *h, uint32_t id, enum attempt_end how, const char *words)
{
	struct frame_end end = { .how = how };
	char data[sizeof(end) + 256];
	size_t n = strnlen(words, 256);

	memcpy(data, &end, sizeof(end));
	memcpy(data + sizeof(end), words, n);
	put(h, FRAME_END, id, data, sizeof(end) + n);
}

static void on_fetch_end(void *ctx, struct fetch *f, enum attempt_end how)
{
	say_end(ctx, f->id, how, f->detail);
	fetch_free(ctx, f);
}

static void helper_start(struct helper *h, const struct frame *frame, const char *data)
{
	struct arena *mem = arena_open("fetching", MOST_FETCH_MEMORY);
	struct fetch *f = ARENA_NEW(mem, struct fetch);
	const char *words = data + sizeof(f->how);

	memcpy(&f->how, data, sizeof(f->how));
	f->mem = mem;
	f->id = frame->id;
	f->url = arena_strdup(mem, words);
	f->validator = arena_strdup(mem, words + strlen(words) + 1);
	if (!fetch_start(h->fetcher, f)) {
		say_end(h, frame->id, END_UNREACHABLE, "out of memory");
		arena_close(mem);
		return;
	}
	f->next = h->fetches;
	h->fetches = f;
}

/* What the program says: it is believed. */
static void on_frame(void *ctx, const struct frame *frame, const char *data)
{
	struct helper *h = ctx;
	struct fetch *f = h->fetches;

	if (frame->kind == FRAME_START) {
		helper_start(h, frame, data);
		return;
	}
	while (f && f->id != frame->id)
		f = f->next;
	if (!f)
		return; /* it has ended meanwhile */
	if (frame->kind == FRAME_STOP)
		fetch_free(h, f);
	else
		fetch_pause(f, frame->kind == FRAME_PAUSE);
}

static void on_input(void *ctx, int fd, int events)
{
	struct helper *h = ctx;
	char room[16384];
	ssize_t n = read(fd, room, sizeof(room));

	(void)events;
	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0 ||
	    !frame_reader_take(&h->reader, (struct bytes){ room, (size_t)n }, on_frame, h))
		h->over = true;
}

int net_helper_main(void)
{
	struct arena *mem = arena_open("fetching", MOST_MEMORY);
	struct helper *h = ARENA_NEW(mem, struct helper);
	struct loop *loop = loop_open();
	struct fetch_events events = {
		.head = on_fetch_head, .body = on_fetch_body, .end = on_fetch_end, .ctx = h
	};

	frame_reader_open(&h->reader, mem);
	h->fetcher = fetcher_open(loop, &events);
	h->over = !h->fetcher;
	sandbox_network();
	loop_watch(loop, STDIN_FILENO, LOOP_READ, on_input, h);
	while (!h->over)
		loop_turn(loop, -1);
	while (h->fetches)
		fetch_free(h, h->fetches);
	if (h->fetcher)
		fetcher_close(h->fetcher);
	loop_close(loop);
	arena_close(mem);
	return 0;
}
