/*
 * What a new login shell gives: the user's shell is started as at a login, and prints its
 * environment behind a mark (start files may print anything before it).
 *
 * It begins with what a fresh login has, and with what leads to the network from here (proxies,
 * certificates, GOPROXY and its like), which often comes from outside the start files. Variables
 * that change how Go builds (GOROOT, GOFLAGS, GOARCH ...) are not passed on: a terminal opened
 * before a repair still holds the bad ones, a new shell does not.
 */
#include <string.h>

#include "base/i18n.h"
#include "shell/scratch.h"
#include "proof/proof_internal.h"
#include "tool/go_variables.h"
#include "wants/go_environment.h"

#define MARK "@@goready-environment@@"
enum { LOGIN_SECONDS = 20 };

static const char *const passed_on[] = {
	"USER",
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
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"all_proxy",
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"ALL_PROXY",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR",
	"CURL_CA_BUNDLE",
	"WSL_DISTRO_NAME",
	"WSL_INTEROP",
};

/* fish makes folders at every start: they are made elsewhere. */
static const char *const moved[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
				     "XDG_STATE_HOME" };
static const char *const moved_to[] = { "config", "data", "cache", "state" };

static const char *system_path(const struct facts *f)
{
	if (f->machine.os == OS_DARWIN)
		return "/usr/bin:/bin:/usr/sbin:/sbin"; /* launchd's */
	return "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";
}

static void pass_on(struct proof *p, struct names *env, const char *name)
{
	const char *value = p->spec->host->getenv(p->spec->host, name);

	if (value && *value)
		environment_set(p->mem, env, name, value);
}

static struct names base_environment(struct proof *p, const char *shell)
{
	const struct facts *f = p->spec->facts;
	struct host *h = p->spec->host;
	struct names env = { 0 };

	environment_set(p->mem, &env, "HOME", f->places.home);
	environment_set(p->mem, &env, "TERM", "dumb");
	environment_set(p->mem, &env, "PATH", system_path(f));
	if (shell)
		environment_set(p->mem, &env, "SHELL", shell);
	for (size_t i = 0; i < sizeof(passed_on) / sizeof(passed_on[0]); i++)
		pass_on(p, &env, passed_on[i]);
	go_variables_each(v) if (v->uses & VARIABLE_HANDED_ON) pass_on(p, &env, v->name);
	if (f->places.zdotdir && !str_equal(f->places.zdotdir, f->places.home) &&
	    h->getenv(h, "ZDOTDIR"))
		environment_set(p->mem, &env, "ZDOTDIR", f->places.zdotdir);
	return env;
}

static const char *prepare_fish(struct proof *p, struct names *env)
{
	const char *scratch = NULL;

	if (scratch_open(p->mem, p->spec->facts->places.tmp, &scratch, NULL))
		return NULL;
	(void)scratch_folder(p->mem, scratch, "config/fish", NULL);
	scratch_copy(p->mem, path_join(p->mem, p->spec->facts->places.config, "fish"),
		     path_join(p->mem, scratch, "config/fish"));
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++)
		environment_set(p->mem, env, moved[i], path_join(p->mem, scratch, moved_to[i]));
	return scratch;
}

static void move_back(struct proof *p, struct names *env, const struct names *base)
{
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++)
		environment_set(p->mem, env, moved[i], environment_value(base, moved[i]));
}

/* NAME=value, each with a NUL behind it. */
static bool read_answer(struct arena *mem, struct bytes out, struct names *ret)
{
	static const char *const not_ours[] = { "_", "SHLVL", "PWD", "OLDPWD", "SHELL_SESSION_ID" };
	const char *end = out.at + out.n, *at = out.n ? strstr(out.at, MARK "\n") : NULL;
	struct names env = { 0 };

	/* A start file may print NULs too: look on behind them. */
	for (const char *from = out.at; !at && from && from < end;) {
		from = memchr(from, '\0', (size_t)(end - from));
		from = from ? from + 1 : NULL;
		at = from && from < end ? strstr(from, MARK "\n") : NULL;
	}
	if (!at)
		return false;
	at += strlen(MARK "\n");
	while (at < end) {
		size_t n = strnlen(at, (size_t)(end - at));

		if (memchr(at, '=', n))
			list_push(mem, &env, arena_strndup(mem, at, n));
		at += n + 1;
	}
	for (size_t i = 0; i < sizeof(not_ours) / sizeof(not_ours[0]); i++)
		environment_set(mem, &env, not_ours[i], NULL);
	*ret = env;
	return environment_value(&env, "PATH") != NULL;
}

static bool ask_shell(struct proof *p, const char *path, enum shell_id shell, struct names *ret)
{
	const struct facts *f = p->spec->facts;
	struct host *h = p->spec->host;
	struct names base = base_environment(p, path), env = base_environment(p, path);
	const char *scratch = shell == SHELL_FISH ? prepare_fish(p, &env) : NULL;
	/* A program path with a slash: PATH may be what is broken. */
	const char *words[] = { path, "-l", "-c", "printf '\\n" MARK "\\n'; /usr/bin/env -0",
				NULL };
	struct command command = { .argv = proof_argv(p->mem, words),
				   .env = &env,
				   .folder = f->places.home,
				   .seconds = LOGIN_SECONDS };
	struct command_result result = { 0 };
	bool ok = h->run(h, p->mem, &command, &result, NULL) == RC_OK && !result.timed_out &&
		  read_answer(p->mem, result.out, ret);

	if (scratch) {
		scratch_remove(scratch);
		if (ok)
			move_back(p, ret, &base);
	}
	return ok;
}

/* No shell says it: what files say about PATH. */
static struct names from_files(struct proof *p)
{
	const struct facts *f = p->spec->facts;
	struct names env = base_environment(p, NULL);
	const char *path =
		f->path.new_shell.n ? str_join(p->mem, &f->path.new_shell, ":") : f->path.text;

	if (path)
		environment_set(p->mem, &env, "PATH", path);
	return env;
}

struct names login_environment(struct proof *p)
{
	const struct facts *f = p->spec->facts;
	const struct wants *w = p->spec->wants;
	const char *path = f->shell.login_path;
	struct names env;

	if (!path && f->shell.login < SHELL_N)
		path = f->shell.shells[f->shell.login].path;
	if (!path || !ask_shell(p, path, f->shell.login, &env))
		env = from_files(p);
	/* A module proxy chosen for this run holds for its proof too. */
	if (w->goproxy)
		environment_set(p->mem, &env, "GOPROXY", w->goproxy);
	if (w->gosumdb)
		environment_set(p->mem, &env, "GOSUMDB", w->gosumdb);
	return env;
}
