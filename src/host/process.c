/* host->run: one child on a loop of its own, until it has ended. */
#include "host/host_real.h"

#include <stdlib.h>

#include "loop/loop_internal.h"

enum { SECONDS = 10, MOST = 1 << 20 };

struct waiting {
	struct str out, err;
	size_t most;
	bool ended, timed_out;
	int status;
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

static struct bytes bytes_in(const struct str *s)
{
	return (struct bytes){ str_text(s), s->n };
}

enum rc process_run(struct arena *mem, const struct command *command, struct command_result *ret,
		    struct err *e)
{
	struct waiting w = { .out = { .mem = mem }, .err = { .mem = mem } };
	struct names env = command->env ? *command->env : environment(mem);
	struct child_spec spec = { .argv = command->argv,
				   .env = &env,
				   .folder = command->folder,
				   .seconds = command->seconds ? command->seconds : SECONDS,
				   .out = got_out,
				   .error = got_err,
				   .done = process_ended,
				   .ctx = &w };
	struct loop *loop = loop_open();
	struct err why_not = { 0 };
	int why = 0;

	w.most = command->most ? command->most : MOST;
	if (!loop_spawn_why(loop, &spec, &why, &why_not)) {
		loop_close(loop);
		if (!why) {
			if (e)
				*e = why_not;
			return why_not.rc;
		}
		*ret = (struct command_result){ .status = 127, .start_errno = why };
		ret->out = ret->err = (struct bytes){ "", 0 };
		return RC_OK;
	}
	while (!w.ended)
		loop_turn(loop, -1);
	loop_close(loop);
	*ret = (struct command_result){ .status = w.status,
					.timed_out = w.timed_out,
					.out = bytes_in(&w.out),
					.err = bytes_in(&w.err) };
	return RC_OK;
}
