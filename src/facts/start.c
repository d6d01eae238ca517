/* How each shell is started, and what it is asked. */
#include "facts/asking.h"

#include <string.h>

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
		str_add(&s, "printf '\\n" ASKING_MARK "\\nPATH=%s\\n' (string join : $PATH);");
	else
		str_add(&s, "printf '\\n" ASKING_MARK "\\nPATH=%s\\n' \"$PATH\";");
	tools_each (id) {
		const char *name = tool_name(id);

		if (shell == SHELL_FISH)
			str_fmt(&s, " printf '%s=%%s\\n' (%s %s; or echo)[1];", name, search, name);
		else
			str_fmt(&s, " printf '%s=%%s\\n' \"$(%s %s)\";", name, search, name);
	}
	str_add(&s, " printf '" ASKING_MARK "\\n'");
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
const char *overlay_path(const struct asking *a, const char *path)
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
	str_add(s,
		"*) goready_file=$1 ;;\nesac; }\n"
		".() { local goready_file; goready_lead \"$1\"; shift; builtin . \"$goready_file\" \"$@\"; }\n"
		"source() { local goready_file; goready_lead \"$1\"; shift; builtin . \"$goready_file\" \"$@\"; }\n");
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

struct names shell_argv(const struct asking *a, const struct shell *shell, enum shell_mode mode)
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
