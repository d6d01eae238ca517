/* goready explain: what a text or a command means on this machine. */
#include "app/app.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/report.h"
#include "app/report_file.h"
#include "base/descriptor.h"
#include "base/i18n.h"
#include "capture/capture.h"
#include "explain/explain.h"
#include "explain/text.h"
#include "screens/say_explain.h"
#include "ui/json_out.h"

/* More than is looked at: its end counts, and that more was there is said. */
enum { READ_MOST = 16 << 20, SILENT_MS = 1000 };

/* ---- the text ---- */

/* A pipe that nobody writes to would be waited for without a word; a terminal was told what to do. */
static void say_waiting_for(int fd, const char *name)
{
	struct pollfd readable = { .fd = fd, .events = POLLIN };

	if (!isatty(fd) && fds_wait(&readable, 1, SILENT_MS) == 0)
		app_say(_("Waiting for the text from %s. Ctrl-C stops."), name);
}

static enum rc read_all(struct app *app, int fd, const char *name, struct bytes *ret, struct err *e)
{
	struct str s = { .mem = app->machine };
	char buffer[16384];
	ssize_t n;

	say_waiting_for(fd, name);
	while ((n = read(fd, buffer, sizeof(buffer))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(e, _("reading %s"), name);
		if (s.n > READ_MOST)
			return err_set(e, RC_LIMIT, _("%s is larger than 16 MB"), name);
		str_add_bytes(&s, buffer, (size_t)n);
	}
	*ret = str_bytes(&s);
	return RC_OK;
}

/* Opening a named pipe waits for who writes, and cannot say so: it is waited for behind it. */
static int open_text(const char *name)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct pollfd readable = { .fd = fd, .events = POLLIN };
	struct stat st;

	if (fd < 0)
		return fd;
	if (fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode)) {
		say_waiting_for(fd, name);
		(void)fds_wait(&readable, 1, -1);
	}
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	return fd;
}

static enum rc explain_read_file(struct app *app, const char *name, struct bytes *ret,
				 struct err *e)
{
	int fd = open_text(name);
	enum rc rc;

	if (fd < 0)
		return err_errno(e, _("reading %s"), name);
	rc = read_all(app, fd, name, ret, e);
	close(fd);
	return rc;
}

/* What puts the clipboard's text on stdout, in the order in which they are tried. */
static enum rc read_clipboard(struct app *app, struct bytes *ret, struct err *e)
{
	static const char *const tools[][4] = {
		{ "pbpaste" },
		{ "wl-paste", "--no-newline" },
		{ "xclip", "-selection", "clipboard", "-o" },
		{ "xsel", "--clipboard", "--output" },
		{ "powershell.exe", "-command", "Get-Clipboard" },
	};
	const char *path = host_real()->getenv(host_real(), "PATH"), *asked = NULL;

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
		struct command command = { .seconds = 5, .most = READ_MOST };
		struct command_result result;

		if (!host_which(host_real(), app->machine, path, tools[i][0]))
			continue;
		asked = tools[i][0];
		for (size_t k = 0; k < 4 && tools[i][k]; k++)
			list_push(app->machine, &command.argv, tools[i][k]);
		if (host_real()->run(host_real(), app->machine, &command, &result, NULL) ||
		    result.status != 0)
			continue;
		*ret = result.out;
		return RC_OK;
	}
	if (asked) /* xclip and wl-paste fail where it is empty, and without a display */
		err_set(e, RC_NOT_FOUND, _("%s finds no text in the clipboard"), asked);
	else
		err_set(e, RC_NOT_FOUND, _("no program here can read the clipboard"));
	err_hint(
		e,
		_("Paste the text instead: run 'goready explain', paste, then press Ctrl-D on a line of its own."));
	return RC_NOT_FOUND;
}

static enum rc text_of(struct app *app, struct bytes *ret, struct err *e)
{
	struct names words = { .at = (const char **)app->request.words, .n = app->request.word_n };

	if (app->request.clipboard)
		return read_clipboard(app, ret, e);
	if (app->request.file && strcmp(app->request.file, "-") != 0)
		return explain_read_file(app, app->request.file, ret, e);
	if (words.n && !(words.n == 1 && strcmp(words.at[0], "-") == 0)) {
		*ret = bytes_of(str_join(app->machine, &words, " "));
		return RC_OK;
	}
	if (isatty(STDIN_FILENO))
		app_say("%s", _("Paste the error text, then press Ctrl-D on a line of its own."));
	return read_all(app, STDIN_FILENO, _("standard input"), ret, e);
}

/* An empty pipe, or nothing pasted: that no text was known would be an answer to nothing. */
static enum rc text_wanted(struct bytes text, struct err *e)
{
	for (size_t i = 0; i < text.n; i++)
		if (!strchr(" \t\r\n", text.at[i]) && text.at[i])
			return RC_OK;
	err_set(e, RC_NOT_FOUND, _("there is no text to explain"));
	err_hint(
		e,
		_("COMMAND 2>&1 | goready explain; goready explain 'TEXT'; --file FILE; or --clipboard."));
	return RC_NOT_FOUND;
}

static void explain_view(const struct app *app, const struct explanation *x, struct view *v)
{
	view_open(v, app->machine, "explain");
	say_explanation(x, say_explain_end(x, app->request.from != NULL), v);
}

static struct explain_input known_of(const struct app *app)
{
	return (struct explain_input){ .facts = app->facts,
				       .observed = &app->observed,
				       .wants = &app->wants,
				       .findings = &app->findings,
				       .named_here =
					       app->request.from ? host_captured_text : NULL };
}

/* The shells read their start files, and run nothing in them. Below a line that they cannot read nothing is set, so that
 * the rest of the machine is another one then. */
static enum rc judge_with_syntax(struct app *app, struct explanation *x, struct err *e)
{
	struct explain_input in;

	app->facts = facts_with_syntax(app->machine, app->host, app->facts);
	if (!app->facts->shell.syntax.n)
		app_check(app);
	else if (app_look(app, e))
		return e->rc;
	in = known_of(app);
	explain_look(app->machine, app->host, app->facts, x);
	explain_judge(app->machine, &in, x);
	return RC_OK;
}

static int exit_status(const struct explanation *x)
{
	if (explain_holds(x))
		return EXIT_PROBLEMS;
	return x->known ? EXIT_OK : EXIT_FAILED;
}

int command_explain(struct app *app)
{
	struct err e = { 0 };
	struct explain_input in;
	struct explanation x;
	struct bytes text = { 0 };
	struct view v;

	if (app_look(app, &e) || text_of(app, &text, &e) || text_wanted(text, &e))
		return app_fail(&e);
	if (app->request.option_in_text)
		app_say(_("%s was read as a part of the text. Options stand before the text, or behind one of several words in quotes."),
			app->request.option_in_text);
	in = known_of(app);
	x = explain_text(app->machine, app->host, text, &in);
	if (!app->request.from && explain_wants_checks(&x) && judge_with_syntax(app, &x, &e))
		return app_fail(&e);
	if (report_file_wants_json())
		report_file_json(explain_json(app->machine, &x));
	if (app->request.json) {
		json_out_whole(explain_json(app->machine, &x));
	} else {
		explain_view(app, &x, &v);
		app_print(&v);
	}
	return exit_status(&x);
}
