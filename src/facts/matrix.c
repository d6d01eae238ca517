/*
 * Asking the shells: each installed one is started as login, interactive, both and script, and says
 * what its PATH has become and where it finds each tool.
 *
 * They get the environment of a fresh login (on a Mac those that are no login shells: the PATH that a
 * login shell made), stdin from /dev/null and ten seconds. fish makes
 * folders at every start, so it always gets copies of its own (XDG_*). In a rehearsal the proposed
 * start files lie in a temp folder:
 *  - zsh through ZDOTDIR; the user's other .z* files are linked there, for frameworks that look
 * beside it. A .zshenv that sets ZDOTDIR itself sends zsh to the real files for the rest.
 *  - fish through XDG_CONFIG_HOME.
 *  - bash keeps the real HOME, for lines that say $HOME: --rcfile for interactive shells; for login
 *    shells /etc/profile and the proposed file are sourced by hand, and `.` and `source` of a
 * proposed file by its usual name are led to the proposed one. `shopt login_shell` is off then.
 *  - sh like bash's login shells, without the leading of further files.
 */
#include "facts/asking.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "shell/scratch.h"

static bool shell_inherits(enum shell_id shell, enum shell_mode mode)
{
	switch (shell) {
	case SHELL_BASH:
		return mode == MODE_SCRIPT;
	case SHELL_SH: /* interactive ones read only what ENV names */
		return mode != MODE_LOGIN;
	case SHELL_ZSH:
	case SHELL_FISH:
	case SHELL_N:
		break;
	}
	return false;
}

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

static int ms_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int)((now.tv_sec - start->tv_sec) * 1000 +
		     (now.tv_nsec - start->tv_nsec) / 1000000);
}

static void ask_one(const struct asking *a, const struct shell *shell, enum shell_mode mode,
		    struct resolved *r)
{
	struct names env = shell_env(a, shell);
	struct command command = { .argv = shell_argv(a, shell, mode),
				   .env = &env,
				   .folder = a->f->places.home,
				   .seconds = 10 };
	struct command_result result = { 0 };
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	if (a->host->run(a->host, a->mem, &command, &result, NULL) != RC_OK)
		return;
	r->asked = true;
	r->ms = a->host->captured ? 0 : ms_since(&start);
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
		if (overlay_path(a, shell->files.at[i].path))
			return true;
	return false;
}

/* On a Mac every terminal starts a login shell, and path_helper runs in those alone, so any other shell
 * is started from one and inherits its PATH. Elsewhere a desktop starts
 * shells of each kind. */
static const char *path_handed_on(const struct asking *a, const struct resolved *modes)
{
	const char *path = modes[MODE_LOGIN_INTERACTIVE].path_text;

	if (a->f->machine.os != OS_DARWIN)
		return NULL;
	return path ? path : modes[MODE_LOGIN].path_text;
}

/* In each mode, login shells first. */
static void ask_shell(struct asking *a, const struct shell *shell, struct shell_matrix *matrix)
{
	static const enum shell_mode order[MODE_N] = { MODE_LOGIN, MODE_LOGIN_INTERACTIVE,
						       MODE_INTERACTIVE, MODE_SCRIPT };
	struct resolved *modes;
	int slow = 0;

	for (int mode = 0; mode < MODE_N; mode++)
		list_push(a->mem, matrix,
			  ((struct resolved){
				  .shell = shell->id,
				  .mode = (enum shell_mode)mode,
				  .inherits = shell_inherits(shell->id, (enum shell_mode)mode) }));
	modes = &matrix->at[matrix->n - MODE_N];
	for (int i = 0; i < MODE_N; i++) {
		struct resolved *r = &modes[order[i]];
		bool login = r->mode == MODE_LOGIN || r->mode == MODE_LOGIN_INTERACTIVE;

		a->inherited = login ? NULL : path_handed_on(a, modes);
		/* a shell that hung twice is not waited for again */
		if (!r->inherits && slow < 2)
			ask_one(a, shell, r->mode, r);
		slow += r->timed_out;
	}
}

enum rc facts_ask_shells(struct arena *mem, struct host *host, const struct facts *f,
			 const char *overlay, struct shell_matrix *ret, struct err *e)
{
	struct asking a = { .mem = mem, .host = host, .f = f, .overlay = overlay };
	struct shell_matrix matrix = { 0 };
	enum rc rc = prepare_copies(&a, e);

	for (int id = 0; !rc && id < SHELL_N; id++) {
		if (is_wanted(&a, &f->shell.shells[id]))
			ask_shell(&a, &f->shell.shells[id], &matrix);
	}
	if (a.scratch)
		scratch_remove(a.scratch);
	if (rc)
		return err_while(e, _("asking the shells"));
	*ret = matrix;
	return RC_OK;
}
