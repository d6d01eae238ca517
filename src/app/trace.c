#include "app/trace.h"

#include <errno.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"

enum { SAMPLE_MS = 250, EVENT_ROOM = 64 << 10 };

static struct json *begin_event(struct arena *mem, const char *phase, const char *name,
				const char *lane, double ms)
{
	struct json *event = json_new_object(mem);

	json_add_string(mem, event, "ph", phase);
	json_add_string(mem, event, "name", name);
	json_add_number(mem, event, "pid", 1);
	json_add_string(mem, event, "tid", lane);
	json_add_number(mem, event, "ts", ms * 1000);
	return event;
}

static void write_event(struct trace *t, struct arena *mem, const struct json *event)
{
	fprintf(t->file, "%s%s", t->more ? ",\n" : "", json_print(mem, event, false));
	t->more = true;
}

/* What has just ended, and began `ms` ago. */
static void write_span(struct trace *t, const char *name, const char *lane, int ms, const char *how)
{
	struct arena *mem = arena_open("trace", EVENT_ROOM);
	double now = (double)(loop_ms(t->loop) - t->began);
	struct json *event = begin_event(mem, "X", name, lane, now - ms), *more;

	json_add_number(mem, event, "dur", (double)ms * 1000);
	more = json_add_object(mem, event, "args");
	json_add_string(mem, more, "state", how);
	write_event(t, mem, event);
	arena_close(mem);
}

static void write_counter(struct trace *t, const char *name, const char *what, double value)
{
	struct arena *mem = arena_open("trace", EVENT_ROOM);
	double now = (double)(loop_ms(t->loop) - t->began);
	struct json *event = begin_event(mem, "C", name, name, now);

	json_add_number(mem, json_add_object(mem, event, "args"), what, value);
	write_event(t, mem, event);
	arena_close(mem);
}

/* ---- processors: Linux says what each has done since it started ---- */

static void sample_processor(struct trace *t, const char *line)
{
	unsigned long long v[8] = { 0 }, all = 0, busy;
	unsigned n;
	char name[32];

	if (sscanf(line, "cpu%u %llu %llu %llu %llu %llu %llu %llu %llu", &n, &v[0], &v[1], &v[2],
		   &v[3], &v[4], &v[5], &v[6], &v[7]) < 6 ||
	    n >= TRACE_PROCESSORS)
		return;
	for (size_t i = 0; i < 8; i++)
		all += v[i];
	busy = all - v[3] - v[4]; /* idle, waiting for a disk */
	snprintf(name, sizeof(name), "cpu%u", n);
	if (t->all[n] && all > t->all[n])
		write_counter(t, name, "percent",
			      100 * (double)(busy - t->busy[n]) / (double)(all - t->all[n]));
	t->busy[n] = busy;
	t->all[n] = all;
}

static void sample(void *ctx)
{
	struct trace *t = ctx;
	FILE *f = fopen("/proc/stat", "re");
	char line[512];

	t->timer = NULL;
	if (!f)
		return;
	while (fgets(line, sizeof(line), f))
		sample_processor(t, line);
	fclose(f);
	t->timer = loop_after(t->loop, SAMPLE_MS, sample, t);
}

/* ---- */

enum rc trace_open(struct trace *t, struct loop *loop, const char *path, struct err *e)
{
	*t = (struct trace){ .file = fopen(path, "we"), .loop = loop, .began = loop_ms(loop) };
	if (!t->file)
		return err_errno(e, _("%s cannot be written"), path);
	fputs("[\n", t->file);
	sample(t);
	return RC_OK;
}

static void trace_verdict(struct trace *t, const struct run_event *event)
{
	const char *id = json_string(event->verdict, "id");

	write_span(t, id ? id : "?", event->step->id, json_int(event->verdict, "ms", 0),
		   json_bool(event->verdict, "ok", false) ? "passed" : "failed");
}

void trace_step(struct trace *t, const struct run_event *event)
{
	if (!t->file)
		return;
	switch (event->state) {
	case STATE_PROGRESS:
		if (event->verdict)
			trace_verdict(t, event);
		else if (event->bytes)
			write_counter(t, event->step->id, "bytes", (double)event->bytes);
		break;
	case STATE_DONE:
	case STATE_FAILED:
	case STATE_CANCELLED:
		write_span(t, event->step->id, event->step->id, event->ms,
			   step_state_name(event->state));
		break;
	case STATE_WAITING:
	case STATE_STARTED:
	case STATE_SKIPPED:
	case STATE_ROLLED_BACK:
		break;
	}
}

void trace_close(struct trace *t)
{
	if (!t->file)
		return;
	loop_cancel_timer(t->loop, t->timer);
	fputs("\n]\n", t->file);
	fclose(t->file);
	t->file = NULL;
}
