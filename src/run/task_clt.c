/*
 * Apple's command line tools, without a window: as Homebrew's installer does it (Homebrew/install,
 * install.sh), but with size and progress. softwareupdate -i is given one label that -l has listed:
 * told less, newer macOS begins to upgrade itself (Homebrew/brew#14061).
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "run/clt_label.h"
#include "run/sudo.h"

#define PLACEHOLDER "/tmp/.com.apple.dt.CommandLineTools.installondemand.in-progress"
#define TOOLS "/Library/Developer/CommandLineTools"

enum { LIST_SECONDS = 300, INSTALL_SECONDS = 7200, SWITCH_SECONDS = 60, TEXT_MOST = 1 << 20 };

struct clt {
	struct task *task;
	struct child *child;
	struct child_log *log;
	struct asking *asking;       /* sudo, before the next call */
	void (*then)(struct clt *c); /* that call */
	struct str listed;
	struct clt_label label;
	bool placeholder;
	int n; /* of the journal */
};

static void end(struct clt *c, struct err *e)
{
	if (c->placeholder)
		(void)unlink(PLACEHOLDER);
	child_log_close(c->log);
	if (!e->rc) {
		task_done(c->task);
		return;
	}
	task_failed(c->task, e);
}

static void wants_terminal(void *ctx)
{
	struct clt *c = ctx;

	sudo_lend(c->task->run, c->child);
}

static void log_lines(struct clt *c, struct bytes data)
{
	while (data.n) {
		const char *newline = memchr(data.at, '\n', data.n);
		size_t n = newline ? (size_t)(newline - data.at) : data.n;

		if (n)
			child_log_add(c->log, (struct bytes){ data.at, n });
		n += newline != NULL;
		data.at += n;
		data.n -= n;
	}
}

/* In pieces, not lines: its progress has none. */
static void took(void *ctx, struct bytes data)
{
	struct clt *c = ctx;
	int percent = clt_percent(data.at, data.n);

	if (c->label.label && percent >= 0 && c->label.size)
		task_progress(c->task, c->label.size / 100 * (uint64_t)percent, c->label.size);
	if (!c->label.label && c->listed.n < TEXT_MOST)
		str_add_bytes(&c->listed, data.at, data.n);
	if (percent < 0)
		log_lines(c, data);
}

/* As the plan shows it; `last` is the label that was found. */
static void call(struct clt *c, const struct names *argv, const char *last, int seconds,
		 void (*done)(void *ctx, int status, bool timed_out))
{
	struct run *r = c->task->run;
	bool sudo = str_equal(argv->at[0], "/usr/bin/sudo");
	struct child_spec spec = { .session = sudo ? sudo_session(r) : SESSION_OURS,
				   .seconds = seconds,
				   .stopped = wants_terminal,
				   .out = took,
				   .error = took,
				   .done = done,
				   .ctx = c };
	struct err e = { 0 };

	for (size_t i = 0; i < argv->n; i++)
		list_push(r->mem, &spec.argv, argv->at[i]);
	if (last)
		list_push(r->mem, &spec.argv, last);
	if (spec.session == SESSION_FRONT)
		sudo_lend_to_talk(r,
				  arena_fmt(r->mem,
					    _("%s: sudo asks for your password; typing is hidden."),
					    c->task->step->summary));
	c->child = loop_spawn(r->spec.loop, &spec, &e);
	if (!c->child)
		end(c, &e);
}

static void sudo_is_ready(void *ctx, const struct err *why_not)
{
	struct clt *c = ctx;
	struct err e = why_not ? *why_not : (struct err){ 0 };

	c->asking = NULL;
	if (why_not)
		end(c, &e);
	else
		c->then(c);
}

static void once_sudo_is_ready(struct clt *c, void (*then)(struct clt *c))
{
	struct err e = { 0 };

	c->then = then;
	c->asking = sudo_get_ready(c->task->run, NULL, sudo_is_ready, c, &e);
	if (!c->asking)
		end(c, &e);
}

/* Ended well and wanted? Else the step is over. */
static bool went_well(struct clt *c, int status, bool timed_out, const char *what)
{
	struct run *r = c->task->run;
	struct err e = { 0 };

	c->child = NULL;
	sudo_lent_back(r);
	if (!r->stopping && status == 0 && !timed_out)
		return true;
	if (r->stopping)
		err_set(&e, RC_CANCELLED, "%s", _("stopped"));
	else
		foreign_failed(r->mem, what, status, child_log_tail(r->mem, c->log), &e);
	if (timed_out)
		e.rc = RC_TIMEOUT;
	if (!r->stopping)
		err_hint(
			&e, "%s",
			_("Run xcode-select --install, agree in the window that opens, and start goready again when it has ended."));
	end(c, &e);
	return false;
}

static void clt_finish(struct clt *c)
{
	struct err e = { 0 };

	if (!host_exists(c->task->run->spec.host, TOOLS "/usr/bin/git"))
		err_set(&e, RC_COMMAND, _("softwareupdate ended well, but %s is not there"),
			TOOLS "/usr/bin/git");
	end(c, &e);
}

static void switched(void *ctx, int status, bool timed_out)
{
	struct clt *c = ctx;
	const struct clt_step *s = &c->task->step->clt;
	struct run *r = c->task->run;
	struct file_info info = { 0 };
	struct err e = { 0 };
	bool leads_there =
		r->spec.host->lstat(r->spec.host, r->mem, s->link, &info, NULL) == RC_OK &&
		info.type == FILE_LINK && str_equal(info.target, s->target);

	if (journal_developer_done(r->journal, c->n, leads_there, &e)) {
		c->child = NULL;
		sudo_lent_back(r);
		end(c, &e);
	} else if (went_well(c, status, timed_out, "xcode-select --switch")) {
		clt_finish(c);
	}
}

static void switch_to(struct clt *c)
{
	const struct clt_step *s = &c->task->step->clt;
	struct err e = { 0 };

	if (journal_developer(c->task->run->journal, c->task->step->id, s->link, s->target, &c->n,
			      &e)) {
		end(c, &e);
		return;
	}
	call(c, &c->task->step->clt.change, NULL, SWITCH_SECONDS, switched);
}

static void installed(void *ctx, int status, bool timed_out)
{
	struct clt *c = ctx;

	if (!went_well(c, status, timed_out, "softwareupdate -i"))
		return;
	if (c->task->step->clt.change.n)
		once_sudo_is_ready(c, switch_to);
	else
		clt_finish(c);
}

static void clt_install(struct clt *c)
{
	call(c, &c->task->step->clt.install, c->label.label, INSTALL_SECONDS, installed);
}

static void listed(void *ctx, int status, bool timed_out)
{
	struct clt *c = ctx;
	struct run *r = c->task->run;
	struct err e = { 0 };

	if (!went_well(c, status, timed_out, "softwareupdate -l"))
		return;
	if (!clt_label_find(r->mem, str_text(&c->listed), &c->label)) {
		err_set(&e, RC_NOT_FOUND, "%s",
			_("Apple's softwareupdate lists no command line tools for this Mac"));
		err_hint(
			&e, "%s",
			_("Run xcode-select --install, agree in the window that opens, and start goready again when it has ended."));
		end(c, &e);
		return;
	}
	task_note(c->task, _("%s, %s to download."), c->label.label,
		  c->label.size ? size_text(r->mem, c->label.size) : _("size not known"));
	once_sudo_is_ready(c, clt_install);
}

static enum rc start_clt(struct task *t, struct err *e)
{
	struct clt *c = ARENA_NEW(t->run->mem, struct clt);
	int fd = open(PLACEHOLDER, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);

	/* One that root has left, as Homebrew's installer makes it, serves as well, and stays. */
	if (fd < 0 && !host_exists(t->run->spec.host, PLACEHOLDER))
		return err_errno(e, _("%s cannot be made"), PLACEHOLDER);
	if (fd >= 0)
		close(fd);
	c->task = t;
	c->placeholder = fd >= 0;
	c->listed = (struct str){ .mem = t->run->mem };
	c->log = child_log_open(t);
	t->work = c;
	call(c, &t->step->clt.list, NULL, LIST_SECONDS, listed);
	return RC_OK;
}

/* softwareupdate runs as root, which we may not end: sudo may, and passes the signal on. */
static void cancel_clt(struct task *t)
{
	struct clt *c = t->work;
	struct child_spec spec = { .session = SESSION_OURS, .seconds = SWITCH_SECONDS };

	if (c->asking)
		sudo_ask_no_more(c->asking);
	if (!c->child)
		return;
	spec.argv = str_split(t->run->mem,
			      arena_fmt(t->run->mem, "/usr/bin/sudo -n /bin/kill -TERM %d",
					(int)child_pid(c->child)),
			      ' ');
	child_kill(c->child);
	(void)loop_spawn(t->run->spec.loop, &spec, NULL);
}

const struct task_kind task_clt = { .start = start_clt, .cancel = cancel_clt };
