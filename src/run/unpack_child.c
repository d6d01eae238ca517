#include "run/unpack_child.h"

#include <string.h>

#include "base/i18n.h"

enum { QUEUE_MOST = 1 << 20 };

struct unpack_child {
	struct unpack_child_spec spec;
	struct child *child;
	bool ended;      /* all bytes have been given */
	bool restarting; /* the old helper is being stopped */
	bool cancelled, over, said_done, said_error;
	struct str waiting; /* bytes that came meanwhile */
	struct arena *waiting_mem;
	const char *h1;
	struct err error;
};

static void unpack_child_take_line(void *ctx, struct bytes line)
{
	struct unpack_child *u = ctx;
	const char *text = arena_strndup(u->spec.run->mem, line.at, line.n);
	struct json *json;
	const char *error;

	/* Progress lines are told from the last one by their members; only that one is kept. */
	if (!strstr(text, "\"done\"") && !strstr(text, "\"error\""))
		return;
	if (json_parse(u->spec.run->mem, bytes_of(text), &json, NULL))
		return;
	error = json_string(json, "error");
	u->said_done = json_bool(json, "done", false);
	u->h1 = json_string(json, "h1");
	if (error) {
		u->said_error = true;
		err_set(&u->error, rc_named(json_string(json, "rc"), RC_ARCHIVE), "%s", error);
	}
}

static void take_error(void *ctx, struct bytes line)
{
	struct unpack_child *u = ctx;

	if (!u->said_error)
		err_set(&u->error, RC_ARCHIVE, "%.*s", (int)line.n, line.at);
}

static enum rc spawn(struct unpack_child *u, struct err *e);

static void unpack_child_finish(struct unpack_child *u, enum rc rc)
{
	u->over = true;
	if (u->waiting_mem)
		arena_close(u->waiting_mem);
	u->waiting_mem = NULL;
	u->spec.done(u->spec.ctx, rc, &u->error, u->h1);
}

static void start_anew(struct unpack_child *u)
{
	struct run *r = u->spec.run;
	enum rc rc = staging_empty(r->spec.host, r->mem, u->spec.staging, &u->error);

	u->restarting = false;
	if (!rc)
		rc = spawn(u, &u->error);
	if (rc) {
		unpack_child_finish(u, rc);
		return;
	}
	if (u->waiting.n)
		child_write(u->child, u->waiting.at, u->waiting.n);
	if (u->waiting_mem)
		arena_close(u->waiting_mem);
	u->waiting_mem = NULL;
	u->waiting = (struct str){ 0 };
	if (u->ended)
		child_end_input(u->child);
}

static void helper_done(void *ctx, int status, bool timed_out)
{
	struct unpack_child *u = ctx;

	(void)timed_out;
	u->child = NULL;
	if (u->cancelled) {
		unpack_child_finish(u, err_set(&u->error, RC_CANCELLED, "%s", _("stopped")));
		return;
	}
	if (u->restarting) {
		start_anew(u);
		return;
	}
	if (status == 0 && u->said_done) {
		unpack_child_finish(u, RC_OK);
		return;
	}
	if (!u->error.rc)
		err_set(&u->error, RC_INTERNAL,
			_("the helper that unpacks broke off with status %d"), status);
	unpack_child_finish(u, u->error.rc);
}

static enum rc spawn(struct unpack_child *u, struct err *e)
{
	struct run *r = u->spec.run;
	struct child_spec spec = { .lines = true,
				   .input = true,
				   .out = unpack_child_take_line,
				   .error = take_error,
				   .done = helper_done,
				   .ctx = u };

	list_push(r->mem, &spec.argv, run_helper_program(r));
	list_push(r->mem, &spec.argv, "--helper");
	list_push(r->mem, &spec.argv, "unpack");
	list_push(r->mem, &spec.argv, u->spec.kind);
	list_push(r->mem, &spec.argv, u->spec.staging);
	if (u->spec.prefix)
		list_push(r->mem, &spec.argv, u->spec.prefix);
	u->said_done = u->said_error = false;
	u->error = (struct err){ .rc = RC_OK };
	u->h1 = NULL;
	u->child = loop_spawn(r->spec.loop, &spec, e);
	return u->child ? RC_OK : e->rc ? e->rc : RC_COMMAND;
}

enum rc unpack_child_start(const struct unpack_child_spec *spec, struct unpack_child **ret,
			   struct err *e)
{
	struct unpack_child *u = ARENA_NEW(spec->run->mem, struct unpack_child);
	enum rc rc;

	u->spec = *spec;
	rc = spawn(u, e);
	if (!rc)
		*ret = u;
	return rc;
}

void unpack_child_add(struct unpack_child *u, const void *data, size_t n)
{
	if (u->over)
		return; /* it failed; the bytes are still wanted for their checksum */
	if (!u->restarting) {
		(void)child_write(u->child, data, n);
		return;
	}
	if (!u->waiting_mem)
		u->waiting_mem = arena_open("unpacking", (size_t)64 << 20);
	u->waiting.mem = u->waiting_mem;
	str_add_bytes(&u->waiting, data, n);
}

void unpack_child_end(struct unpack_child *u)
{
	u->ended = true;
	if (!u->over && !u->restarting)
		child_end_input(u->child);
}

void unpack_child_restart(struct unpack_child *u)
{
	u->ended = false;
	if (u->waiting_mem)
		arena_close(u->waiting_mem);
	u->waiting_mem = NULL;
	u->waiting = (struct str){ 0 };
	if (u->over) {
		u->over = false;
		start_anew(u);
	} else if (!u->restarting) {
		u->restarting = true;
		child_kill(u->child);
	}
}

void unpack_child_cancel(struct unpack_child *u)
{
	if (u->over || u->cancelled)
		return;
	u->cancelled = true;
	child_kill(u->child);
}

bool unpack_child_is_full(const struct unpack_child *u)
{
	if (u->over)
		return false;
	return u->restarting ? u->waiting.n > QUEUE_MOST : child_queued(u->child) > QUEUE_MOST;
}
