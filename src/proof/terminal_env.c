/*
 * What a new terminal gives: the user's shell is started as a terminal starts it (interactive, as at a
 * login), and prints its environment behind a mark (start files may print anything before it). Where
 * that is no answer (its start files start tmux, say), it is asked again as a login shell alone.
 *
 * Other ways to start it read other files. What they lack is a note, not a failure: cron and editors
 * may miss what the terminal finds.
 *
 * It begins with what a fresh login has (shell/login.c), and with what leads to the network from
 * here (proxies, certificates, GOPROXY and its like), which often comes from outside the start
 * files. Variables that change how Go builds (GOROOT, GOFLAGS, GOARCH ...) are not passed on: a
 * terminal opened before a repair still holds the bad ones, a new shell does not.
 */
#include <string.h>

#include "base/i18n.h"
#include "proof/proof_internal.h"
#include "shell/asking.h"
#include "tool/go_variables.h"
#include "wants/go_environment.h"

enum { LOGIN_SECONDS = 20 };

static const char *const passed_on[] = {
	"http_proxy",    "https_proxy",  "no_proxy",       "all_proxy",
	"HTTP_PROXY",    "HTTPS_PROXY",  "NO_PROXY",       "ALL_PROXY",
	"SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE",
};

static void pass_on(struct proof *p, struct names *env, const char *name)
{
	const char *value = p->spec->host->getenv(p->spec->host, name);

	/* A folder that is gone: the line that set it may have been repaired meanwhile. */
	if (value && *value && !names_hold(&p->spec->facts->go.cannot_be_made, value))
		environment_set(p->mem, env, name, value);
}

static struct names base_environment(struct proof *p, const struct asking *a)
{
	struct names env = asking_environment(a);

	for (size_t i = 0; i < sizeof(passed_on) / sizeof(passed_on[0]); i++)
		pass_on(p, &env, passed_on[i]);
	go_variables_each (v)
		if (v->uses & VARIABLE_HANDED_ON)
			pass_on(p, &env, v->name);
	return env;
}

/* What led the shell to copies that are gone again. */
static void lead_back(struct proof *p, const struct names *base, const struct names *led,
		      struct names *env)
{
	for (size_t i = 0; i < led->n; i++) {
		const char *name = arena_strndup(p->mem, led->at[i], strcspn(led->at[i], "="));
		const char *was = environment_value(base, name);

		if (!str_equal(was, environment_value(led, name)))
			environment_set(p->mem, env, name, was);
	}
}

/* NAME=value, each with a NUL behind it. */
static bool read_answer(struct arena *mem, struct bytes out, struct names *ret)
{
	static const char *const not_ours[] = { "_", "SHLVL", "PWD", "OLDPWD", "SHELL_SESSION_ID" };
	const char *end = out.at + out.n,
		   *at = out.n ? strstr(out.at, ASKING_ENVIRONMENT_MARK "\n") : NULL;
	struct names env = { 0 };

	/* A start file may print NULs too: look on behind them. */
	for (const char *from = out.at; !at && from && from < end;) {
		from = memchr(from, '\0', (size_t)(end - from));
		from = from ? from + 1 : NULL;
		at = from && from < end ? strstr(from, ASKING_ENVIRONMENT_MARK "\n") : NULL;
	}
	if (!at)
		return false;
	at += strlen(ASKING_ENVIRONMENT_MARK "\n");
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

static bool ask_prepared(struct proof *p, const struct asking *a, enum shell_mode mode,
			 struct names *env, struct names *ret)
{
	const struct shell_kind *kind = shell_kind(a->shell->id);
	struct host *h = p->spec->host;
	struct command command = { .argv = kind->argv(a, mode,
						      asking_at_prompt(p->mem, kind, mode,
								       kind->print_environment)),
				   .env = env,
				   .as_given = true,
				   .folder = a->home.home,
				   .seconds = LOGIN_SECONDS };
	struct command_result result = { 0 };

	return h->run(h, p->mem, &command, &result, NULL) == RC_OK && !result.timed_out &&
	       read_answer(p->mem, result.out, ret);
}

/* `base`: what a login gives before the shell is led to copies of its files. */
static bool ask_as(struct proof *p, const struct asking *a, const struct names *base,
		   enum shell_mode mode, struct names *ret)
{
	struct names led = base_environment(p, a);
	bool ok = ask_prepared(p, a, mode, &led, ret);

	if (ok)
		lead_back(p, base, &led, ret);
	return ok;
}

/* What it lacks that the terminal finds; NULL for nothing. */
static const char *note_of(struct proof *p, enum shell_id id, enum shell_mode mode,
			   const struct names *env)
{
	struct names missing = proof_missing_tools(p, env);

	if (!missing.n)
		return NULL;
	return arena_fmt(p->mem, _("Note. %s, started as a %s shell, does not find: %s"),
			 shell_name(id), shell_mode_name(mode),
			 str_join(p->mem, &missing, _(", ")));
}

static void ask_other_modes(struct proof *p, const struct asking *a, const struct names *base)
{
	static const enum shell_mode others[] = { MODE_LOGIN, MODE_INTERACTIVE };
	const struct shell_kind *kind = shell_kind(a->shell->id);

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct names env;
		const char *note = NULL;

		if (kind->inherits && kind->inherits(others[i]))
			continue;
		if (ask_as(p, a, base, others[i], &env))
			note = note_of(p, a->shell->id, others[i], &env);
		if (note)
			list_push(p->mem, &p->notes, note);
	}
}

/* It was asked without one, and a start file asks for it. */
static void add_what_terminals_have(struct proof *p, const struct asking *a, struct names *env)
{
	struct names path;

	if (!a->shell->for_terminals || !proof_missing_tools(p, env).n)
		return;
	path = facts_path_at_terminal(p->mem, p->spec->facts, environment_value(env, "PATH"));
	environment_set(p->mem, env, "PATH", str_join(p->mem, &path, ":"));
}

static bool ask_shell(struct proof *p, struct asking *a, struct names *ret)
{
	struct names base = base_environment(p, a);
	bool ok = false;

	if (asking_prepare(a, p->spec->facts->places.tmp, NULL) == RC_OK) {
		ok = ask_as(p, a, &base, MODE_LOGIN_INTERACTIVE, ret);
		if (ok) {
			add_what_terminals_have(p, a, ret);
			ask_other_modes(p, a, &base);
		} else
			ok = ask_as(p, a, &base, MODE_LOGIN, ret);
	}
	asking_done(a);
	return ok;
}

/* No shell says it: what files say about PATH. */
static struct names from_files(struct proof *p, const struct asking *a)
{
	const struct facts *f = p->spec->facts;
	struct names env = base_environment(p, a);
	const char *path =
		f->path.new_shell.n ? str_join(p->mem, &f->path.new_shell, ":") : f->path.text;

	if (path)
		environment_set(p->mem, &env, "PATH", path);
	return env;
}

/* The login shell, as whatever it is called where goready does not know it. */
static struct shell login_shell(const struct facts *f)
{
	enum shell_id id = shell_or_usual(f->shell.login);
	struct shell shell = f->shell.shells[id];

	shell.id = id;
	if (f->shell.login_path || id != f->shell.login)
		shell.path = f->shell.login_path;
	return shell;
}

struct names terminal_environment(struct proof *p)
{
	const struct facts *f = p->spec->facts;
	const struct wants *w = p->spec->wants;
	const struct shell shell = login_shell(f);
	struct asking a = {
		.mem = p->mem, .host = p->spec->host, .home = facts_shell_home(f), .shell = &shell
	};
	struct names env;

	if (!shell.path || !ask_shell(p, &a, &env))
		env = from_files(p, &a);
	/* A module proxy chosen for this run holds for its proof too. */
	if (w->goproxy)
		environment_set(p->mem, &env, "GOPROXY", w->goproxy);
	if (w->gosumdb)
		environment_set(p->mem, &env, "GOSUMDB", w->gosumdb);
	return env;
}
