/* Editing a text file: the one that was shown or none; and a shell must still be able to read it.
 */
#include <string.h>

#include "base/i18n.h"
#include "run/task.h"

enum { TEXT_MOST = 8 << 20, CHECK_SECONDS = 10 };

/* A link that was turned elsewhere since leads to a file that nobody was shown. */
static bool leads_there(struct task *t)
{
	const struct edit_step *s = &t->step->edit;
	struct host *h = t->run->spec.host;
	const char *real = NULL, *target = NULL;

	if (str_equal(s->path, s->target) || !host_exists(h, s->path))
		return true;
	return h->realpath(h, t->run->mem, s->path, &real, NULL) == RC_OK &&
	       h->realpath(h, t->run->mem, s->target, &target, NULL) == RC_OK &&
	       str_equal(real, target);
}

/* ret_done: the file is already as it shall become (a step that is tried again). */
static enum rc check_unchanged(struct task *t, bool *ret_done, struct err *e)
{
	const struct edit_step *s = &t->step->edit;
	struct host *h = t->run->spec.host;
	struct bytes now = { "", 0 };
	enum rc rc = RC_OK;

	if (s->existed && !leads_there(t)) {
		rc = err_set(e, RC_CHANGED, _("%s leads elsewhere since it was shown"), s->path);
		err_hint(
			e, "%s",
			_("Start again: goready reads the file as it is now and shows the new change."));
		return rc;
	}
	if (host_exists(h, s->target)) {
		rc = h->read(h, t->run->mem, s->target, TEXT_MOST, &now, e);
		*ret_done = !rc && bytes_equal(now, s->after);
		if (*ret_done || (!rc && s->existed && bytes_equal(now, s->before)))
			return RC_OK;
	} else if (!s->existed) {
		return RC_OK;
	}
	if (rc)
		return rc;
	err_set(e, RC_CHANGED, _("%s has been changed since it was shown"), s->path);
	err_hint(e, "%s",
		 _("Start again: goready reads the file as it is now and shows the new change."));
	return RC_CHANGED;
}

/* ---- the shell's own syntax check ---- */

struct check {
	bool tried, passed;
	const char *complaint;
};

static void name_file(struct arena *mem, struct check *check, const struct command_result *result,
		      const char *file, const char *shown)
{
	struct names lines = str_split(mem, result->err.at, '\n');
	const char *first = lines.n ? lines.at[0] : "";
	const char *at = strstr(first, file);

	check->complaint = first;
	if (at)
		check->complaint = arena_fmt(mem, "%.*s%s%s", (int)(at - first), first, shown,
					     at + strlen(file));
}

static struct check check_syntax(struct task *t, const char *folder, struct bytes content)
{
	const struct edit_step *s = &t->step->edit;
	const struct shell *shell = &t->run->spec.facts->shell.shells[s->shell];
	struct arena *mem = t->run->mem;
	struct host *h = t->run->spec.host;
	const char *file = path_join(mem, folder, "start-file");
	const struct shell_kind *kind = shell_kind(s->shell);
	const char *in_place = path_folder(mem, s->target);
	bool there = kind->checked_in_place && host_is_folder(h, in_place);
	struct names env =
		shell_check_environment(mem, there ? t->run->spec.facts->places.home : folder);
	struct command command = { .env = &env,
				   .folder = there ? in_place : folder,
				   .seconds = CHECK_SECONDS };
	struct command_result result;
	struct check check = { 0 };

	if (h->replace(h, file, content, 0600, NULL))
		return check;
	command.argv = kind->check(mem, shell->path, file);
	if (h->run(h, mem, &command, &result, NULL) == RC_OK && !result.start_errno &&
	    !result.timed_out) {
		check.tried = true;
		check.passed = result.status == 0;
		name_file(mem, &check, &result, file, s->path);
	}
	return check;
}

static enum rc check_both(struct task *t, const char *folder, struct err *e)
{
	const struct edit_step *s = &t->step->edit;
	struct check after = check_syntax(t, folder, s->after);

	if (!after.tried || after.passed)
		return RC_OK;
	if (!check_syntax(t, folder, s->before).passed && s->existed) {
		task_note(t, _("%s had an error before: %s"), s->path, after.complaint);
		return RC_OK;
	}
	err_set(e, RC_SYNTAX, _("%s would not read %s any more: %s"), shell_name(s->shell), s->path,
		after.complaint);
	err_hint(e, "%s", _("Nothing was written. Please report this as a bug of goready."));
	return RC_SYNTAX;
}

static enum rc check_shell(struct task *t, struct err *e)
{
	const struct edit_step *s = &t->step->edit;
	struct arena *mem = t->run->mem;
	struct host *h = t->run->spec.host;
	const char *folder;
	enum rc rc;

	if (s->shell >= SHELL_N || !t->run->spec.facts->shell.shells[s->shell].path)
		return RC_OK;
	folder = arena_fmt(mem, "%s/check-%s", journal_folder(t->run->journal), t->step->id);
	rc = host_make_folders(h, mem, folder, 0700, NULL, NULL, e);
	if (!rc)
		rc = check_both(t, folder, e);
	(void)host_remove_tree(h, mem, folder, NULL);
	return rc;
}

static enum rc start_edit(struct task *t, struct err *e)
{
	const struct edit_step *s = &t->step->edit;
	struct journal *j = t->run->journal;
	bool done = false;
	enum rc rc = check_shell(t, e);

	if (!rc)
		rc = check_unchanged(t, &done, e);
	if (!rc && !done)
		rc = journal_folders(j, t->step->id, path_folder(t->run->mem, s->target), 0755, e);
	if (!rc && !done)
		rc = journal_file(j, t->step->id, s->target, s->after, s->mode ? s->mode : 0644, e);
	if (!rc)
		task_done(t);
	return rc;
}

const struct task_kind task_edit = { .start = start_edit };
