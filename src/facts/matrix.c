/*
 * Asking the shells: each installed one is started as login, interactive, both and script, and says
 * what its PATH has become and where it finds each tool.
 *
 * They get the environment of a fresh login, stdin from /dev/null and ten seconds. fish makes
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
#include "facts/gather.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "facts/scratch.h"

#define MARK "@@goready-asks@@"

struct asking {
	struct arena *mem;
	struct host *host;
	const struct facts *f;
	const char *overlay;
	const char *scratch; /* NULL on a captured machine */
};

/* ---- how each is started ---- */

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

/* Start files may print anything and end lines or not: the answer stands between two marks. The
 * path search is asked for, not aliases or functions. */
static const char *question(struct arena *mem, enum shell_id shell)
{
	const char *search = shell == SHELL_ZSH    ? "whence -p"
			     : shell == SHELL_BASH ? "type -P"
			     : shell == SHELL_FISH ? "command -s"
						   : "command -v";
	struct str s = { .mem = mem };

	if (shell == SHELL_FISH)
		str_add(&s, "printf '\\n" MARK "\\nPATH=%s\\n' (string join : $PATH);");
	else
		str_add(&s, "printf '\\n" MARK "\\nPATH=%s\\n' \"$PATH\";");
	for (int id = 0; id < TOOL_N; id++) {
		const char *name = tool_name((enum tool_id)id);

		if (shell == SHELL_FISH)
			str_fmt(&s, " printf '%s=%%s\\n' (%s %s; or echo)[1];", name, search, name);
		else
			str_fmt(&s, " printf '%s=%%s\\n' \"$(%s %s)\";", name, search, name);
	}
	str_add(&s, " printf '" MARK "\\n'");
	return str_text(&s);
}

static const char *sh_quote(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	str_add_char(&s, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_add(&s, "'\\''");
		else
			str_add_char(&s, *text);
	}
	str_add_char(&s, '\'');
	return str_text(&s);
}

static const struct start_file *file_named(const struct shell *shell, const char *name)
{
	for (size_t i = 0; i < shell->files.n; i++)
		if (str_equal(shell->files.at[i].name, name))
			return &shell->files.at[i];
	return NULL;
}

/* The file in the overlay, as a path there; NULL where the overlay has none. */
static const char *overlay_path(const struct asking *a, const char *path)
{
	const char *home = a->f->places.home, *there;

	if (!a->overlay || !path_is_within(path, home))
		return NULL;
	there = path_join(a->mem, a->overlay, path + strlen(home) + (home[1] != '\0'));
	return host_exists(a->host, there) ? there : NULL;
}

/* The proposed file's path, else the user's own where it exists; NULL. */
static const char *effective(const struct asking *a, const struct start_file *file)
{
	const char *proposed = file ? overlay_path(a, file->path) : NULL;

	if (proposed)
		return proposed;
	return file && file->exists ? file->path : NULL;
}

/* Functions named `.` and `source` that know which files are proposed ones. */
static void add_redirection(const struct asking *a, const struct shell *shell, struct str *s)
{
	str_add(s, "goready_lead() { case $1 in\n");
	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];
		const char *proposed = overlay_path(a, file->path);

		if (proposed)
			str_fmt(s, "%s) goready_file=%s ;;\n", sh_quote(a->mem, file->path),
				sh_quote(a->mem, proposed));
	}
	str_add(s, "*) goready_file=$1 ;;\nesac; }\n"
		   ".() { local goready_file; goready_lead \"$1\"; shift; builtin . "
		   "\"$goready_file\" \"$@\"; }\n"
		   "source() { local goready_file; goready_lead \"$1\"; shift; builtin . "
		   "\"$goready_file\" \"$@\"; }\n");
}

static const char *first_login_file(const struct asking *a, const struct shell *shell)
{
	static const char *const names[] = { ".bash_profile", ".bash_login", ".profile" };

	for (size_t i = 0; i < 3; i++) {
		const char *path = effective(a, file_named(shell, names[i]));

		if (path)
			return path;
	}
	return NULL;
}

/* What a login shell does by itself, by hand: /etc/profile, then the first file there is. */
static const char *rehearsed_login(const struct asking *a, const struct shell *shell,
				   const char *ask)
{
	const char *file = first_login_file(a, shell);
	struct str s = { .mem = a->mem };

	if (shell->id == SHELL_BASH)
		add_redirection(a, shell, &s);
	str_add(&s, "if [ -r /etc/profile ]; then . /etc/profile; fi\n");
	if (file)
		str_fmt(&s, ". %s\n", sh_quote(a->mem, file));
	if (shell->id == SHELL_BASH)
		str_add(&s, "unset -f . source goready_lead\n");
	str_add(&s, ask);
	return str_text(&s);
}

static void add_words(struct arena *mem, struct names *argv, const char *const *words)
{
	for (; *words; words++)
		list_push(mem, argv, *words);
}

static struct names bash_argv(const struct asking *a, const struct shell *shell,
			      enum shell_mode mode, const char *ask)
{
	static const char *const by_hand[] = { "--noprofile", "--norc", NULL };
	const char *rc = effective(a, file_named(shell, ".bashrc"));
	struct names argv = { 0 };
	bool login = mode != MODE_INTERACTIVE;

	list_push(a->mem, &argv, shell->path);
	if (a->overlay && login) {
		add_words(a->mem, &argv, by_hand);
		ask = rehearsed_login(a, shell, ask);
	} else if (a->overlay && rc) {
		list_push(a->mem, &argv, "--rcfile");
		list_push(a->mem, &argv, rc);
	} else if (login) {
		list_push(a->mem, &argv, "--login");
	}
	if (mode != MODE_LOGIN)
		list_push(a->mem, &argv, "-i");
	list_push(a->mem, &argv, "-c");
	list_push(a->mem, &argv, ask);
	return argv;
}

static struct names shell_argv(const struct asking *a, const struct shell *shell,
			       enum shell_mode mode)
{
	const char *ask = question(a->mem, shell->id);
	struct names argv = { 0 };

	if (shell->id == SHELL_BASH)
		return bash_argv(a, shell, mode, ask);
	list_push(a->mem, &argv, shell->path);
	if (shell->id == SHELL_SH && a->overlay)
		ask = rehearsed_login(a, shell, ask);
	else if (mode == MODE_LOGIN || mode == MODE_LOGIN_INTERACTIVE)
		list_push(a->mem, &argv, "-l");
	if (mode == MODE_INTERACTIVE || mode == MODE_LOGIN_INTERACTIVE)
		list_push(a->mem, &argv, "-i");
	list_push(a->mem, &argv, "-c");
	list_push(a->mem, &argv, ask);
	return argv;
}

/* ---- the environment of a fresh login ---- */

static void keep(const struct asking *a, struct names *env, const char *name)
{
	const char *value = a->host->getenv(a->host, name);

	if (value && *value)
		list_push(a->mem, env, arena_fmt(a->mem, "%s=%s", name, value));
}

/* PATH as pam_env sets it on Ubuntu: NAME="value" lines that are no shell's. */
static const char *path_of_etc_environment(const struct asking *a)
{
	struct assignments found = { 0 };
	struct bytes text;

	if (a->host->read(a->host, a->mem, "/etc/environment", 64 << 10, &text, NULL) != RC_OK)
		return NULL;
	assignments_parse(a->mem, text, "/etc/environment", SYNTAX_SH, &found);
	for (size_t i = found.n; i > 0; i--)
		if (str_equal(found.at[i - 1].name, "PATH") &&
		    !strchr(found.at[i - 1].value, '$') && found.at[i - 1].value[0] == '/')
			return arena_fmt(a->mem, "PATH=%s", found.at[i - 1].value);
	return NULL;
}

/* What login(1) sets as PATH: Debian's /etc/login.defs gives root the sbin folders, and many
 * systems give them to everybody. macOS: launchd's. */
static const char *login_path(const struct asking *a)
{
	const char *set = path_of_etc_environment(a);

	if (set)
		return set;
	if (a->f->machine.os == OS_DARWIN)
		return "PATH=/usr/bin:/bin:/usr/sbin:/sbin";
	if (a->f->machine.root)
		return "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	return "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";
}

/* XDG variables are kept where no start file sets them: then something before the shell does. */
static struct names login_env(const struct asking *a, const struct shell *shell)
{
	static const char *const kept[] = { "USER",
					    "LOGNAME",
					    "LANG",
					    "LC_ALL",
					    "LC_CTYPE",
					    "TMPDIR",
					    "XDG_RUNTIME_DIR",
					    "XDG_DATA_HOME",
					    "XDG_STATE_HOME",
					    "WSL_DISTRO_NAME",
					    "WSL_INTEROP",
					    NULL };
	static const char *const xdg[] = { "XDG_CACHE_HOME", "XDG_CONFIG_HOME", NULL };
	struct names env = { 0 };
	bool moved = shell->id == SHELL_FISH && a->scratch;

	list_push(a->mem, &env, arena_fmt(a->mem, "HOME=%s", a->f->places.home));
	list_push(a->mem, &env, arena_fmt(a->mem, "SHELL=%s", shell->path));
	list_push(a->mem, &env, "TERM=dumb");
	list_push(a->mem, &env, login_path(a));
	for (size_t i = 0; kept[i]; i++)
		if (!moved || !str_equal(kept[i], "XDG_DATA_HOME"))
			keep(a, &env, kept[i]);
	for (size_t i = 0; !moved && xdg[i]; i++)
		keep(a, &env, xdg[i]);
	return env;
}

/* A ZDOTDIR that ~/.zshenv sets comes by itself; any other was there before zsh. */
static bool zdotdir_from_outside(const struct asking *a, const struct shell *zsh)
{
	return !str_equal(a->f->places.zdotdir, a->f->places.home) && zsh->files.n &&
	       !str_equal(zsh->files.at[0].path, path_join(a->mem, a->f->places.home, ".zshenv"));
}

static void add_moved_folders(const struct asking *a, const struct shell *shell, struct names *env)
{
	struct arena *mem = a->mem;

	if (shell->id == SHELL_FISH && a->scratch) {
		list_push(mem, env, arena_fmt(mem, "XDG_CONFIG_HOME=%s/config", a->scratch));
		list_push(mem, env, arena_fmt(mem, "XDG_DATA_HOME=%s/data", a->scratch));
		list_push(mem, env, arena_fmt(mem, "XDG_CACHE_HOME=%s/cache", a->scratch));
	}
	if (shell->id != SHELL_ZSH)
		return;
	if (a->overlay && a->scratch)
		list_push(mem, env, arena_fmt(mem, "ZDOTDIR=%s/zsh", a->scratch));
	else if (zdotdir_from_outside(a, shell))
		list_push(mem, env, arena_fmt(mem, "ZDOTDIR=%s", a->f->places.zdotdir));
}

/* ---- copies ---- */

static enum rc copy_file(const struct asking *a, const struct start_file *file, const char *name,
			 struct err *e)
{
	const char *proposed = overlay_path(a, file->path);
	struct bytes content = file->content;
	enum rc rc;

	if (!proposed && !file->exists)
		return RC_OK;
	if (proposed) {
		rc = a->host->read(a->host, a->mem, proposed, 4 << 20, &content, e);
		if (rc)
			return err_while(e, _("rehearsing %s"), file->path);
	}
	return scratch_write(a->mem, a->scratch, name, content, e);
}

/* fish: the user's whole folder (functions, variables), the proposed files over it. */
static enum rc prepare_fish(const struct asking *a, const struct shell *fish, struct err *e)
{
	static const char *const folders[] = { "config/fish", "data", "cache" };
	enum rc rc = RC_OK;

	for (size_t i = 0; !rc && i < 3; i++)
		rc = scratch_folder(a->mem, a->scratch, folders[i], e);
	if (rc)
		return rc;
	scratch_copy(a->mem, path_join(a->mem, a->f->places.config, "fish"),
		     path_join(a->mem, a->scratch, "config/fish"));
	for (size_t i = 0; !rc && i < fish->files.n; i++)
		if (overlay_path(a, fish->files.at[i].path))
			rc = copy_file(a, &fish->files.at[i],
				       path_join(a->mem, "config/fish", fish->files.at[i].name), e);
	return rc;
}

/* Links to what else lies beside the start files: .zcompdump, .zprezto, plugins, .p10k.zsh. */
static void link_others(const struct asking *a)
{
	const char *from = a->f->places.zdotdir;
	bool home = str_equal(from, a->f->places.home);
	const char *to = path_join(a->mem, a->scratch, "zsh");
	struct dir_entries entries = { 0 };

	if (a->host->list(a->host, a->mem, from, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;

		if (!home || str_starts(name, ".z") || str_starts(name, ".p10k"))
			scratch_link(a->mem, to, name, path_join(a->mem, from, name));
	}
}

static enum rc prepare_zsh(const struct asking *a, const struct shell *zsh, struct err *e)
{
	enum rc rc = scratch_folder(a->mem, a->scratch, "zsh", e);

	for (size_t i = 0; !rc && i < zsh->files.n; i++)
		rc = copy_file(a, &zsh->files.at[i],
			       path_join(a->mem, "zsh", zsh->files.at[i].name), e);
	if (!rc)
		link_others(a);
	return rc;
}

static enum rc prepare(struct asking *a, struct err *e)
{
	const struct shell *zsh = &a->f->shell.shells[SHELL_ZSH];
	const struct shell *fish = &a->f->shell.shells[SHELL_FISH];
	enum rc rc;

	if (a->host->captured)
		return RC_OK;
	rc = scratch_open(a->mem, a->f->places.tmp, &a->scratch, e);
	if (!rc && fish->installed)
		rc = prepare_fish(a, fish, e);
	if (!rc && zsh->installed && a->overlay)
		rc = prepare_zsh(a, zsh, e);
	return rc;
}

/* ---- reading the answer ---- */

static void read_answer(struct arena *mem, const char *text, struct resolved *r)
{
	const char *start = text ? strstr(text, "\n" MARK "\n") : NULL;
	const char *end = start ? strstr(start + 1 + strlen(MARK), MARK "\n") : NULL;
	struct bytes answer, line;
	size_t at = 0;

	if (!end)
		return;
	start += strlen("\n" MARK "\n");
	answer = (struct bytes){ start, (size_t)(end - start) };
	while (next_line(answer, &at, &line)) {
		const char *s = arena_strndup(mem, line.at, line.n);

		if (str_starts(s, "PATH="))
			r->path_text = s + 5;
		for (int id = 0; id < TOOL_N; id++) {
			size_t n = strlen(tool_name((enum tool_id)id));

			if (str_starts(s, tool_name((enum tool_id)id)) && s[n] == '=' &&
			    s[n + 1] == '/')
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
	struct names env = login_env(a, shell);
	struct command command = { .argv = shell_argv(a, shell, mode),
				   .env = &env,
				   .folder = a->f->places.home,
				   .seconds = 10 };
	struct command_result result = { 0 };
	struct timespec start;

	add_moved_folders(a, shell, &env);
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

enum rc facts_ask_shells(struct arena *mem, struct host *host, const struct facts *f,
			 const char *overlay, struct shell_matrix *ret, struct err *e)
{
	struct asking a = { .mem = mem, .host = host, .f = f, .overlay = overlay };
	struct shell_matrix matrix = { 0 };
	enum rc rc = prepare(&a, e);

	for (int id = 0; !rc && id < SHELL_N; id++) {
		const struct shell *shell = &f->shell.shells[id];
		int slow = 0;

		if (!is_wanted(&a, shell))
			continue;
		for (int mode = 0; mode < MODE_N; mode++) {
			struct resolved *r = list_add(mem, &matrix);

			r->shell = (enum shell_id)id;
			r->mode = (enum shell_mode)mode;
			r->inherits = shell_inherits(r->shell, r->mode);
			/* a shell that hung twice is not waited for again */
			if (!r->inherits && slow < 2)
				ask_one(&a, shell, r->mode, r);
			slow += r->timed_out;
		}
	}
	if (a.scratch)
		scratch_remove(a.scratch);
	if (rc)
		return err_while(e, _("asking the shells"));
	*ret = matrix;
	return RC_OK;
}
