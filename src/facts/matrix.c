/*
 * Asking the shells: each installed one is started as login, interactive, both and script, and says
 * what its PATH has become and where it finds each tool.
 *
 * They get the environment of a fresh login (on a Mac those that are no login shells: the PATH that a
 * login shell made), stdin from /dev/null and ten seconds. In a rehearsal the proposed start files lie
 * in a temp folder; how a shell is led there stands in its row.
 */
#include "facts/gather.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"

static void read_answer(struct arena *mem, const char *text, struct resolved *r)
{
	const char *start = text ? strstr(text, "\n" ASKING_MARK "\n") : NULL;
	const char *end = start ? strstr(start + 1 + strlen(ASKING_MARK), ASKING_MARK "\n") : NULL;
	struct bytes answer, line;
	size_t at = 0;

	if (!end)
		return;
	start += strlen("\n" ASKING_MARK "\n");
	answer = (struct bytes){ start, (size_t)(end - start) };
	while (next_line(answer, &at, &line)) {
		const char *s = arena_strndup(mem, line.at, line.n);

		if (str_starts(s, "PATH="))
			r->path_text = s + 5;
		tools_each (id) {
			size_t n = strlen(tool_name(id));

			if (str_starts(s, tool_name(id)) && s[n] == '=' && s[n + 1] == '/')
				r->tool[id] = s + n + 1;
		}
	}
}

/* What every interactive shell without a terminal says. */
static bool is_noise(const char *line)
{
	return strstr(line, "cannot set terminal process group") ||
	       strstr(line, "no job control in this shell") ||
	       strstr(line, "Inappropriate ioctl for device") || strstr(line, "can't access tty") ||
	       strstr(line, "can't change option: zle") || strstr(line, "stty:");
}

static const char *find_complaint(struct arena *mem, struct bytes text)
{
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		const char *s = str_trim(mem, arena_strndup(mem, line.at, line.n));

		if (*s && !is_noise(s))
			return s;
	}
	return NULL;
}

/* What is asked of one shell after the other. */
struct questions {
	struct asking asking;
	struct names programs;
};

static void ask_one(const struct questions *q, enum shell_mode mode, struct resolved *r)
{
	const struct asking *a = &q->asking;
	const struct shell_kind *kind = shell_kind(a->shell->id);
	struct names env = asking_environment(a);
	struct command command = { .argv = kind->argv(a, mode,
						      kind->question(a->mem, &q->programs)),
				   .env = &env,
				   .folder = a->home.home,
				   .seconds = 10 };
	struct command_result result = { 0 };
	int64_t start = clock_ms();

	if (a->host->run(a->host, a->mem, &command, &result, NULL) != RC_OK)
		return;
	r->asked = true;
	r->ms = a->host->captured ? 0 : (int)(clock_ms() - start);
	r->timed_out = result.timed_out;
	r->status = result.status;
	r->complaint = find_complaint(a->mem, result.err);
	read_answer(a->mem, result.out.at, r);
}

static bool is_wanted(const struct asking *a, const struct shell *shell)
{
	if (!shell->installed)
		return false;
	if (shell->login_shell || shell->has_start_file)
		return true;
	for (size_t i = 0; i < shell->files.n; i++)
		if (asking_proposed(a, shell->files.at[i].path))
			return true;
	return false;
}

/* On a Mac every terminal starts a login shell, and path_helper runs in those alone, so any other shell
 * is started from one and inherits its PATH. Elsewhere a desktop starts
 * shells of each kind. */
static const char *path_handed_on(enum os os, const struct resolved *modes)
{
	const char *path = modes[MODE_LOGIN_INTERACTIVE].path_text;

	if (os != OS_DARWIN)
		return NULL;
	return path ? path : modes[MODE_LOGIN].path_text;
}

/* In each mode, login shells first. */
static void ask_shell(struct questions *q, struct shell_matrix *matrix)
{
	static const enum shell_mode order[MODE_N] = { MODE_LOGIN, MODE_LOGIN_INTERACTIVE,
						       MODE_INTERACTIVE, MODE_SCRIPT };
	struct asking *a = &q->asking;
	const struct shell_kind *kind = shell_kind(a->shell->id);
	struct resolved *modes;
	int slow = 0;

	for (int mode = 0; mode < MODE_N; mode++)
		list_push(a->mem, matrix,
			  ((struct resolved){ .shell = a->shell->id,
					      .mode = (enum shell_mode)mode,
					      .inherits = kind->inherits &&
							  kind->inherits((enum shell_mode)mode) }));
	modes = &matrix->at[matrix->n - MODE_N];
	for (int i = 0; i < MODE_N; i++) {
		struct resolved *r = &modes[order[i]];
		bool login = r->mode == MODE_LOGIN || r->mode == MODE_LOGIN_INTERACTIVE;

		a->inherited = login ? NULL : path_handed_on(a->home.os, modes);
		/* a shell that hung twice is not waited for again */
		if (!r->inherits && slow < 2)
			ask_one(q, r->mode, r);
		slow += r->timed_out;
	}
	if (a->shell->login_shell && !a->overlay && !slow)
		trace_shell(a, &modes[MODE_LOGIN_INTERACTIVE]);
}

enum rc facts_ask_shells(struct arena *mem, struct host *host, const struct facts *f,
			 const char *overlay, struct shell_matrix *ret, struct err *e)
{
	struct questions q = { .asking = { .mem = mem,
					   .host = host,
					   .home = facts_shell_home(f),
					   .overlay = overlay } };
	struct shell_matrix matrix = { 0 };
	enum rc rc = RC_OK;

	tools_each (id)
		list_push(mem, &q.programs, tool_name(id));
	for (int id = 0; !rc && id < SHELL_N; id++) {
		q.asking.shell = &f->shell.shells[id];
		if (!is_wanted(&q.asking, q.asking.shell))
			continue;
		rc = asking_prepare(&q.asking, f->places.tmp, e);
		if (!rc)
			ask_shell(&q, &matrix);
	}
	asking_done(&q.asking);
	if (rc)
		return err_while(e, _("asking the shells"));
	*ret = matrix;
	return RC_OK;
}
