/*
 * It fails as a new shell has it, and works with goready's own settings: so one of the differences
 * is to blame. Each is tried by itself: the step that failed, with the shell's environment but for
 * that one variable.
 */
#include <string.h>

#include "base/i18n.h"
#include "proof/proof_internal.h"
#include "tool/go_variables.h"
#include "wants/go_environment.h"
#include "wants/goproxy.h"

/* Beside Go's own variables. */
static const char *const other_suspects[] = {
	"TMPDIR",       "HTTPS_PROXY",     "https_proxy", "HTTP_PROXY",
	"http_proxy",   "ALL_PROXY",       "all_proxy",   "SSL_CERT_FILE",
	"SSL_CERT_DIR", "LD_LIBRARY_PATH", "LD_PRELOAD",  "DYLD_LIBRARY_PATH",
};

/* In the order in which they are likely to be it. GOENV stands for the `go env -w` file. */
static struct names suspects(struct arena *mem)
{
	struct names names = { 0 };

	list_push(mem, &names, "PATH");
	go_variables_each (v)
		if (v->uses & VARIABLE_SUSPECT)
			list_push(mem, &names, v->name);
	for (size_t i = 0; i < sizeof(other_suspects) / sizeof(other_suspects[0]); i++)
		list_push(mem, &names, other_suspects[i]);
	return names;
}

static bool would_hold(struct proof *p, const struct names *login, const struct names *ours,
		       const char *name, const struct proof_step *step)
{
	struct outcome unused = { 0 };

	p->env = names_copy(p->mem, login);
	environment_set(p->mem, &p->env, name, environment_value(ours, name));
	return proof_step_holds(p, step, &unused);
}

static const char *shown_value(struct proof *p, const char *name, const char *value)
{
	if (!value)
		return _("not set");
	if (str_equal(name, "GOPROXY"))
		return goproxy_redacted(p->mem, value);
	if (strstr(name, "roxy") || strstr(name, "PROXY") || str_equal(name, "GOAUTH"))
		return _("set");
	return value;
}

/* Where it stands, as far as facts know. */
static const char *place_of(struct proof *p, const char *name)
{
	const struct facts *f = p->spec->facts;

	for (size_t i = 0; i < f->shell.assignments.n; i++) {
		const struct assignment *a = &f->shell.assignments.at[i];

		if (str_equal(a->name, name))
			return arena_fmt(p->mem, _(" (%s line %d)"),
					 path_tilde(p->mem, a->file, f->places.home), a->line);
	}
	return "";
}

static const char *file_settings(struct proof *p)
{
	const struct go_settings *go = &p->spec->facts->go;
	struct str s = { .mem = p->mem };

	for (size_t i = 0; i < go->settings.n; i++) {
		const struct setting *setting = &go->settings.at[i];

		if (setting->go_env_file)
			str_fmt(&s, "%s%s=%s", s.n ? ", " : "", setting->name,
				shown_value(p, setting->name, setting->go_env_file));
	}
	return str_text(&s);
}

static void blame_one(struct proof *p, const char *name, const struct names *login,
		      struct verdict *ret)
{
	if (str_equal(name, "GOENV")) {
		ret->evidence = arena_fmt(
			p->mem, _("It works without Go's own settings file, %s, which says: %s"),
			p->spec->facts->go.file ? p->spec->facts->go.file : "?", file_settings(p));
		ret->remedy = _("Let goready repair it: 'goready fix'. Or by hand: go env -u NAME");
		return;
	}
	ret->evidence = arena_fmt(
		p->mem, _("It works when %s is left out. A new shell has %s: %s%s"), name, name,
		shown_value(p, name, environment_value(login, name)), place_of(p, name));
	ret->remedy = arena_fmt(
		p->mem,
		_("Take the assignment of %s out of your shell's start files, or let goready do it: goready fix"),
		name);
}

static void blame_many(struct proof *p, const struct names *login, const struct names *ours,
		       struct verdict *ret)
{
	struct names names = suspects(p->mem);
	struct str s = { .mem = p->mem };

	for (size_t i = 0; i < names.n; i++) {
		const char *name = names.at[i];
		const char *value = environment_value(login, name);

		if (value && !str_equal(value, environment_value(ours, name)))
			str_fmt(&s, "%s%s", s.n ? ", " : "", name);
	}
	ret->evidence = arena_fmt(
		p->mem,
		_("It works with goready's own settings, and no single variable explains it. Different in a new shell: %s"),
		s.n ? str_text(&s) : "-");
	ret->remedy = _("Look at what sets these variables: goready doctor --shells");
}

void proof_blame(struct proof *p, const struct names *login, const struct names *ours,
		 const char *failed, struct verdict *ret)
{
	const struct proof_step *step = proof_step_named(p, failed);
	/* The server's steps hang together; a variable that breaks them breaks none of the others.
	 */
	bool alone = step && !str_equal(failed, "unary") && !str_equal(failed, "stream") &&
		     !str_equal(failed, "serve") && !str_equal(failed, "shutdown");
	struct names names = suspects(p->mem);

	for (size_t i = 0; alone && i < names.n; i++) {
		const char *name = names.at[i];

		if (p->stopped ||
		    str_equal(environment_value(login, name), environment_value(ours, name)))
			continue;
		if (would_hold(p, login, ours, name, step)) {
			blame_one(p, name, login, ret);
			return;
		}
	}
	blame_many(p, login, ours, ret);
}
