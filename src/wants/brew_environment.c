#include "wants/brew_environment.h"

#include <string.h>

#include "base/url.h"
#include "wants/go_environment.h"
#include "wants/manifest.h"

/* brew finds these out by itself; another Homebrew's values would only mislead. */
static const char *const own[] = { "HOMEBREW_PREFIX", "HOMEBREW_CELLAR", "HOMEBREW_REPOSITORY",
				   "HOMEBREW_LIBRARY" };

static const char *const quiet[] = {
	"HOMEBREW_NO_ASK",                /* 6.0 asks before it installs more than was named */
	"HOMEBREW_NO_AUTO_UPDATE",        /* brew itself is the user's to renew */
	"HOMEBREW_FORCE_API_AUTO_UPDATE", /* but what formulae give is as Review said */
	"HOMEBREW_NO_INSTALL_UPGRADE",
	"HOMEBREW_NO_INSTALL_CLEANUP",
	"HOMEBREW_NO_AUTOREMOVE",
	"HOMEBREW_NO_ENV_HINTS",
	"HOMEBREW_NO_ANALYTICS",
	"HOMEBREW_NO_COLOR",
	"HOMEBREW_NO_EMOJI",
};

static bool is_own(const char *variable)
{
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		size_t n = strlen(own[i]);

		if (strncmp(variable, own[i], n) == 0 && variable[n] == '=')
			return true;
	}
	return false;
}

static void add_mirror(struct arena *mem, struct names *env, const struct brew_mirror *mirror)
{
	environment_set(mem, env, "HOMEBREW_API_DOMAIN", mirror->api_domain);
	environment_set(mem, env, "HOMEBREW_BOTTLE_DOMAIN", mirror->bottle_domain);
	if (mirror->brew_git_remote)
		environment_set(mem, env, "HOMEBREW_BREW_GIT_REMOTE", mirror->brew_git_remote);
}

static const char *search_path(struct arena *mem, const struct facts *f, const char *prefix)
{
	return arena_fmt(mem, "%s/bin:%s/sbin:%s/usr/bin:/bin:/usr/sbin:/sbin", prefix, prefix,
			 f->machine.os == OS_LINUX ? "/usr/local/bin:" : "");
}

struct names brew_environment(struct arena *mem, const struct facts *f, const struct wants *w,
			      const char *prefix)
{
	struct names env = { 0 };

	environment_set(mem, &env, "HOME", f->places.home);
	environment_set(mem, &env, "TMPDIR", f->places.tmp);
	environment_set(mem, &env, "PATH", search_path(mem, f, prefix));
	environment_set(mem, &env, "TERM", "dumb");
	/* install.sh asks which it is, under `set -u` */
	environment_set(mem, &env, "SHELL", f->shell.login_path ? f->shell.login_path : "/bin/sh");
	if (!str_equal(f->places.config, path_join(mem, f->places.home, ".config")))
		environment_set(mem, &env, "XDG_CONFIG_HOME", f->places.config);
	for (size_t i = 0; i < f->environment.proxies.n; i++)
		environment_set(mem, &env, f->environment.proxies.at[i].name,
				f->environment.proxies.at[i].value);
	for (size_t i = 0; i < f->brew.variables.n; i++)
		if (!is_own(f->brew.variables.at[i]))
			list_push(mem, &env, f->brew.variables.at[i]);
	if (w && w->brew_mirror)
		add_mirror(mem, &env, w->brew_mirror);
	for (size_t i = 0; i < sizeof(quiet) / sizeof(quiet[0]); i++)
		environment_set(mem, &env, quiet[i], "1");
	return env;
}

static bool is_secret(const char *name)
{
	return strstr(name, "TOKEN") || strstr(name, "AUTH") || strstr(name, "PASS") ||
	       strstr(name, "KEY");
}

struct names brew_environment_shown(struct arena *mem, const struct names *environment)
{
	struct names shown = { 0 };

	for (size_t i = 0; i < environment->n; i++) {
		const char *at = environment->at[i], *equals = strchr(at, '=');
		const char *name = arena_strndup(mem, at, equals ? (size_t)(equals - at) : 0);

		if (!str_starts(name, "HOMEBREW_") && !str_equal(name, "NONINTERACTIVE"))
			continue;
		if (is_secret(name))
			at = arena_fmt(mem, "%s=(hidden)", name);
		else if (equals)
			at = arena_fmt(mem, "%s=%s", name, url_redact(mem, equals + 1));
		list_push(mem, &shown, at);
	}
	return shown;
}
