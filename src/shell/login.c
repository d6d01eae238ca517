/* The environment of a fresh login: nothing of this process that a login would not set. TERM is as terminals
 * set it, for start files that end early where it is dumb (Emacs, Tramp). */
#include "shell/asking.h"

#include <string.h>

#include "base/environment.h"

static void login_keep(const struct asking *a, struct names *env, const char *name)
{
	const char *value = a->host->getenv(a->host, name);

	if (value && *value)
		environment_set(a->mem, env, name, value);
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
		    !strchr(found.at[i - 1].value, '$') && path_is_absolute(found.at[i - 1].value))
			return found.at[i - 1].value;
	return NULL;
}

/* What login(1) sets as PATH: Debian's /etc/login.defs gives root the sbin folders, and many
 * systems give them to everybody. macOS: launchd's. */
static const char *login_path(const struct asking *a)
{
	const char *set = path_of_etc_environment(a);

	if (a->inherited)
		return a->inherited;
	if (set)
		return set;
	if (a->home.os == OS_DARWIN && a->home.launchd.n)
		return str_join(a->mem, &a->home.launchd, ":");
	if (a->home.root)
		return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
	return "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";
}

struct names asking_environment(const struct asking *a)
{
	/* XDG variables are kept: where no start file sets them, something before the shell does. */
	static const char *const kept[] = { "USER",
					    "LOGNAME",
					    "LANG",
					    "LC_ALL",
					    "LC_CTYPE",
					    "TMPDIR",
					    "XDG_RUNTIME_DIR",
					    "XDG_DATA_HOME",
					    "XDG_STATE_HOME",
					    "XDG_CACHE_HOME",
					    "XDG_CONFIG_HOME",
					    "WSL_DISTRO_NAME",
					    "WSL_INTEROP",
					    NULL };
	const struct shell_kind *kind = shell_kind(shell_or_usual(a->shell->id));
	struct names env = { 0 };

	environment_set(a->mem, &env, "HOME", a->home.home);
	if (a->shell->path)
		environment_set(a->mem, &env, "SHELL", a->shell->path);
	environment_set(a->mem, &env, "TERM", "xterm-256color");
	environment_set(a->mem, &env, "PATH", login_path(a));
	for (size_t i = 0; kept[i]; i++)
		login_keep(a, &env, kept[i]);
	if (kind->lead)
		kind->lead(a, &env);
	return env;
}
