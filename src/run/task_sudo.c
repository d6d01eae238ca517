/* The step that has sudo ask for the password; and what sudo has to do with a run as a whole. */
#include "base/i18n.h"
#include "run/sudo.h"

static void step_answered(void *ctx, const struct err *e)
{
	struct task *t = ctx;
	if (e) {
		task_failed(t, e);
		return;
	}
	if (sudo_forgets(t->run))
		task_note(
			t, "%s",
			_("sudo keeps no password here: each step that needs it asks by itself."));
	else
		sudo_keep(t->run);
	task_done(t);
}

static enum rc start_sudo(struct task *t, struct err *e)
{
	t->work = sudo_get_ready(t->run, _("sudo will ask for your password; typing is hidden."),
				 step_answered, t, e);
	return t->work ? RC_OK : e->rc;
}

static void cancel_sudo(struct task *t)
{
	sudo_ask_no_more(t->work);
}

static const struct run_hooks hooks = {
	.check = sudo_check,
	.may_end = sudo_is_forgotten,
};

const struct task_kind task_sudo = {
	.start = start_sudo,
	.cancel = cancel_sudo,
	.hooks = &hooks,
};
