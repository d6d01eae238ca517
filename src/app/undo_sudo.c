#include "app/undo_sudo.h"

#include "base/i18n.h"
#include "loop/loop.h"
#include "loop/terminal.h"

#define SUDO "/usr/bin/sudo"

enum { CHECK_SECONDS = 10 };

struct waiting {
	bool ended;
	int status;
};

static void ended(void *ctx, int status, bool timed_out)
{
	struct waiting *w = ctx;

	(void)timed_out;
	w->ended = true;
	w->status = status;
}

static bool sudo(const char *words, enum child_session session)
{
	struct arena *mem = arena_open("asking sudo", (size_t)1 << 20);
	struct loop *loop = loop_open();
	struct waiting w = { 0 };
	struct child_spec spec = { .argv = str_split(mem, words, ' '),
				   .session = session,
				   /* no limit on a person */
				   .seconds = session == SESSION_OURS ? CHECK_SECONDS : 0,
				   .done = ended,
				   .ctx = &w };

	if (!loop_spawn(loop, &spec, NULL))
		w = (struct waiting){ .ended = true, .status = 127 };
	while (!w.ended)
		loop_turn(loop, -1);
	loop_close(loop);
	arena_close(mem);
	return w.status == 0;
}

static bool calls_sudo(const struct undo_plan *plan)
{
	for (size_t i = 0; i < plan->items.n; i++) {
		const struct names *command = &plan->items.at[i].command;

		if (command->n && str_equal(command->at[0], SUDO))
			return true;
	}
	return false;
}

bool undo_sudo_ask(const struct undo_plan *plan,
		   void (*lend)(void *ctx, bool lent, const char *why), void *ctx)
{
	bool given;

	if (!calls_sudo(plan) || !terminal_is_there() || sudo(SUDO " -n -v", SESSION_OURS))
		return false;
	if (lend)
		lend(ctx, true, _("sudo asks for your password; typing is hidden."));
	given = sudo(SUDO " -v", SESSION_TERMINAL);
	if (lend)
		lend(ctx, false, NULL);
	return given;
}

void undo_sudo_forget(void)
{
	(void)sudo(SUDO " -k", SESSION_OURS);
}
