/* The environment of a fresh login: nothing of this process that a login would not set. */
#include "facts/asking.h"

#include <string.h>

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
	assignments_parse(a->mem, text, "/etc/environment", shell_kind(SHELL_SH), &found);
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

	if (a->inherited)
		return arena_fmt(a->mem, "PATH=%s", a->inherited);
	if (set)
		return set;
	if (a->f->machine.os == OS_DARWIN && a->f->path.launchd.n)
		return arena_fmt(a->mem, "PATH=%s", str_join(a->mem, &a->f->path.launchd, ":"));
	if (a->f->machine.root)
		return "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	return "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";
}

/* XDG variables are kept where no start file sets them: then something before the shell does. */
static struct names fresh_env(const struct asking *a, const struct shell *shell)
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

struct names shell_env(const struct asking *a, const struct shell *shell)
{
	struct names env = fresh_env(a, shell);

	add_moved_folders(a, shell, &env);
	return env;
}
