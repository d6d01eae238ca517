/* host->run: one child on a loop of its own, until it has ended; and host->run_jobs, several of them. */
#include "host/host_real.h"

#include <stdlib.h>

#include "base/clock.h"
#include "loop/loop.h"

enum { SECONDS = 10, MOST = 1 << 20, MEANWHILE_MS = 100 }; /* a key is answered at once */

static struct {
	void (*fn)(void *ctx);
	void *ctx;
	int64_t last; /* when process_moment called it */
} meanwhile;

void process_meanwhile(void (*fn)(void *ctx), void *ctx)
{
	meanwhile.fn = fn;
	meanwhile.ctx = ctx;
	meanwhile.last = 0;
}

void process_moment(void)
{
	int64_t now = meanwhile.fn ? clock_ms() : 0;

	if (!meanwhile.fn || now - meanwhile.last < MEANWHILE_MS)
		return;
	meanwhile.last = now;
	meanwhile.fn(meanwhile.ctx);
}

static void wait_a_turn(struct loop *loop)
{
	loop_turn(loop, meanwhile.fn ? MEANWHILE_MS : -1);
	if (meanwhile.fn)
		meanwhile.fn(meanwhile.ctx);
}

struct waiting {
	struct str out, err;
	size_t most;
	bool ended, timed_out;
	int status, start_errno;
};

static void process_keep(struct str *s, struct bytes data, size_t most)
{
	size_t room = s->n < most ? most - s->n : 0;

	str_add_bytes(s, data.at, data.n < room ? data.n : room);
}

static void got_out(void *ctx, struct bytes data)
{
	struct waiting *w = ctx;

	process_keep(&w->out, data, w->most);
}

static void got_err(void *ctx, struct bytes data)
{
	struct waiting *w = ctx;

	process_keep(&w->err, data, w->most);
}

static void process_ended(void *ctx, int status, bool timed_out)
{
	struct waiting *w = ctx;

	w->ended = true;
	w->status = status;
	w->timed_out = timed_out;
}

/* Our own settings are not the business of the programs we ask. */
static struct names environment(struct arena *mem)
{
	struct host *h = host_real();
	struct names all = h->environ(h, mem), kept = { 0 };

	for (size_t i = 0; i < all.n; i++)
		if (!str_starts(all.at[i], "GOREADY_"))
			list_push(mem, &kept, all.at[i]);
	return kept;
}

/* A program that cannot be started is an answer, too: status 127. */
static enum rc start(struct loop *loop, struct arena *mem, const struct command *command,
		     struct waiting *w, struct err *e)
{
	struct names env = command->env ? *command->env : environment(mem);
	struct child_spec spec = { .argv = command->argv,
				   .env = &env,
				   .env_as_given = command->as_given,
				   .folder = command->folder,
				   .seconds = command->seconds ? command->seconds : SECONDS,
				   .session = command->ours ? SESSION_OURS : SESSION_OWN,
				   .out = got_out,
				   .error = got_err,
				   .done = process_ended,
				   .ctx = w };
	struct err why_not = { 0 };

	*w = (struct waiting){ .out = { .mem = mem }, .err = { .mem = mem } };
	w->most = command->most ? command->most : MOST;
	if (loop_spawn_why(loop, &spec, &w->start_errno, &why_not))
		return RC_OK;
	if (!w->start_errno) {
		if (e)
			*e = why_not;
		return why_not.rc;
	}
	process_ended(w, 127, false);
	return RC_OK;
}

static struct command_result result_of(const struct waiting *w)
{
	return (struct command_result){ .status = w->status,
					.timed_out = w->timed_out,
					.start_errno = w->start_errno,
					.out = str_bytes(&w->out),
					.err = str_bytes(&w->err) };
}

enum rc process_run(struct arena *mem, const struct command *command, struct command_result *ret,
		    struct err *e)
{
	struct loop *loop = loop_open();
	struct waiting w;
	enum rc rc = start(loop, mem, command, &w, e);

	while (!rc && !w.ended)
		wait_a_turn(loop);
	loop_close(loop);
	if (!rc)
		*ret = result_of(&w);
	return rc;
}

/* ---- several at once ---- */

struct running {
	void *job;
	struct waiting waiting;
};
struct all_running LIST_OF(struct running *);

/* One more, where there is a next one; false: there is none for now. */
static bool start_next(struct loop *loop, struct arena *mem, const struct jobs *jobs,
		       struct all_running *all)
{
	struct command command = { 0 };
	struct running *r;
	void *job;

	if (!jobs->next(jobs->ctx, &command, &job))
		return false;
	r = ARENA_NEW(mem, struct running);
	r->job = job;
	if (start(loop, mem, &command, &r->waiting, NULL))
		jobs->answered(jobs->ctx, job, NULL);
	else
		list_push(mem, all, r);
	return true;
}

/* Those that have ended are told, and taken off. */
static void tell_ended(const struct jobs *jobs, struct all_running *all)
{
	for (size_t i = 0; i < all->n;) {
		struct running *r = all->at[i];
		struct command_result result;

		if (!r->waiting.ended) {
			i++;
			continue;
		}
		all->at[i] = all->at[--all->n];
		result = result_of(&r->waiting);
		jobs->answered(jobs->ctx, r->job, &result);
	}
}

void process_run_jobs(struct arena *mem, const struct jobs *jobs)
{
	struct loop *loop = loop_open();
	struct all_running all = { 0 };

	for (;;) {
		while ((int)all.n < jobs->at_once && start_next(loop, mem, jobs, &all))
			;
		if (!all.n)
			break;
		tell_ended(jobs, &all);
		if (all.n)
			wait_a_turn(loop);
		tell_ended(jobs, &all);
	}
	loop_close(loop);
}
