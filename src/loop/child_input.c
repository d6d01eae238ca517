/* What goes to a child's stdin: as much as the pipe takes at once, the rest queued. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "loop/child.h"

void child_drop_queue(struct child *c)
{
	while (c->first) {
		struct chunk *next = c->first->next;

		free(c->first);
		c->first = next;
	}
	c->last = NULL;
	c->queued = 0;
}

size_t child_queued(const struct child *c)
{
	return c->queued;
}

/* How many bytes the pipe took; -1 where the child has closed it. */
static ssize_t write_some(int fd, const char *at, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t piece = write(fd, at + done, n - done);

		if (piece < 0 && errno == EINTR)
			continue;
		if (piece < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			break;
		if (piece < 0)
			return -1;
		done += (size_t)piece;
	}
	return (ssize_t)done;
}

static void end_input_now(struct child *c)
{
	child_drop_queue(c);
	child_close_watched(c, &c->in);
}

static void in_ready(void *ctx, int fd, int events)
{
	struct child *c = ctx;

	(void)events;
	while (c->first) {
		struct chunk *first = c->first;
		ssize_t n = write_some(fd, first->data + first->taken, first->n - first->taken);

		if (n < 0) {
			end_input_now(c);
			return;
		}
		first->taken += (size_t)n;
		c->queued -= (size_t)n;
		if (first->taken < first->n)
			return;
		c->first = first->next;
		if (!c->first)
			c->last = NULL;
		free(first);
	}
	loop_unwatch(c->loop, fd);
	if (c->input_ends)
		end_input_now(c);
}

static void queue(struct child *c, const char *at, size_t n)
{
	struct chunk *chunk = loop_grab(NULL, sizeof(*chunk) + n);

	chunk->next = NULL;
	chunk->n = n;
	chunk->taken = 0;
	memcpy(chunk->data, at, n);
	if (c->last)
		c->last->next = chunk;
	else
		c->first = chunk;
	c->last = chunk;
	c->queued += n;
	loop_watch(c->loop, c->in, LOOP_WRITE, in_ready, c);
}

bool child_write(struct child *c, const void *data, size_t n)
{
	ssize_t taken = 0;

	if (c->in < 0 || c->input_ends)
		return false;
	if (!c->first)
		taken = write_some(c->in, data, n);
	if (taken < 0) {
		end_input_now(c);
		return false;
	}
	if ((size_t)taken < n)
		queue(c, (const char *)data + taken, n - (size_t)taken);
	return true;
}

void child_end_input(struct child *c)
{
	c->input_ends = true;
	if (!c->first)
		end_input_now(c);
}
