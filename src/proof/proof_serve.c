/* The server in the background, the client against it. */
#include <signal.h>
#include <string.h>

#include "base/i18n.h"
#include "proof/proof_internal.h"

enum { START_MS = 20000, STOP_MS = 10000, CALL_SECONDS = 20, SAID_MOST = 64 << 10, NUMBERS = 5 };

static const char listening[] = "listening on ";

static void server_says(void *ctx, struct bytes line)
{
	struct proof *p = ctx;
	const char *text = arena_strndup(p->mem, line.at, line.n);

	if (str_starts(text, listening))
		p->address = text + strlen(listening);
	if (str_equal(text, "stopped"))
		p->server_stopped_well = true;
	if (p->server_said.n + line.n < SAID_MOST)
		str_fmt(&p->server_said, "%s\n", text);
}

static void server_done(void *ctx, int status, bool timed_out)
{
	struct proof *p = ctx;

	(void)timed_out;
	p->server = NULL;
	p->server_ended = true;
	p->server_status = status;
}

static void time_is_up(void *ctx)
{
	*(bool *)ctx = true;
}

/* Turns the loop until *what is so, the server is gone, or time is up. */
static void wait_for(struct proof *p, const char *const *what, int ms)
{
	bool up = false;
	struct timer *timer = loop_after(p->loop, ms, time_is_up, &up);

	while (!up && !p->server_ended && !p->stopped && !(what && *what))
		loop_turn(p->loop, -1);
	if (!up)
		loop_cancel_timer(p->loop, timer);
}

bool proof_serve(struct proof *p, struct outcome *ret)
{
	const char *words[] = { path_join(p->mem, p->programs, "server"), "-listen", "127.0.0.1:0",
				NULL };
	struct child_spec spec = { .env = &p->env,
				   .folder = p->project,
				   .lines = true,
				   .out = server_says,
				   .error = server_says,
				   .done = server_done,
				   .ctx = p };
	struct err e = { .rc = RC_OK };

	ret->command = spec.argv = proof_argv(p->mem, words);
	p->address = NULL;
	p->server_ended = p->server_stopped_well = false;
	p->server_said = (struct str){ .mem = p->mem };
	p->server = loop_spawn(p->loop, &spec, &e);
	if (!p->server) {
		ret->evidence = arena_strdup(p->mem, e.text);
		return false;
	}
	wait_for(p, &p->address, START_MS);
	if (p->address) {
		ret->evidence = arena_fmt(p->mem, _("it listens on %s"), p->address);
		return true;
	}
	ret->evidence =
		p->server_ended
			? arena_fmt(p->mem, _("it ended with status %d\n%s"), p->server_status,
				    proof_excerpt(p->mem, "server", str_text(&p->server_said)))
			: _("it did not say in time that it listens");
	return false;
}

static bool call(struct proof *p, const char *option, const char *value, struct outcome *ret,
		 struct said *said)
{
	const char *words[] = {
		path_join(p->mem, p->programs, "client"), "-server", p->address, option, value, NULL
	};
	bool ok;

	ret->command = proof_argv(p->mem, words);
	ok = proof_command(p, &ret->command, CALL_SECONDS, said);
	ret->evidence = proof_excerpt(p->mem, "client", said->text);
	return ok;
}

/* The client checks text and time of the reply; that it is not our own expectation echoed, we check
 * by the name. What a library that is preloaded says stands before it. */
bool proof_unary(struct proof *p, struct outcome *ret)
{
	struct said said;

	return call(p, "-name", "goready", ret, &said) &&
	       strstr(said.text, "Hello, goready! (sent ");
}

bool proof_stream(struct proof *p, struct outcome *ret)
{
	struct said said;
	bool ok = call(p, "-count", arena_fmt(p->mem, "%d", NUMBERS), ret, &said) &&
		  str_ends(said.text, "1\n2\n3\n4\n5");

	if (ok)
		ret->evidence = arena_fmt(p->mem, _("%d messages came, in order"), NUMBERS);
	return ok;
}

bool proof_shutdown(struct proof *p, struct outcome *ret)
{
	const char *pid;

	if (p->server_ended) {
		ret->evidence = arena_fmt(p->mem, _("it had ended before, with status %d"),
					  p->server_status);
		return false;
	}
	pid = arena_fmt(p->mem, "%ld", (long)child_pid(p->server));
	ret->command = proof_argv(p->mem, (const char *[]){ "kill", "-TERM", pid, NULL });
	(void)kill(child_pid(p->server), SIGTERM);
	wait_for(p, NULL, STOP_MS);
	if (!p->server_ended) {
		ret->evidence = _("it did not stop within 10 seconds");
		return false;
	}
	ret->evidence = arena_fmt(p->mem, _("it stopped with status %d"), p->server_status);
	return p->server_status == 0 && p->server_stopped_well;
}

void proof_kill_server(struct proof *p)
{
	if (!p->server)
		return;
	child_kill(p->server);
	while (!p->server_ended)
		loop_turn(p->loop, -1);
}
