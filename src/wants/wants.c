#include "wants/wants.h"

#include "base/i18n.h"
#include "wants/agreeing.h"
#include "wants/choose.h"
#include "wants/release.h"
#include "wants/brew.h"
#include "wants/sources.h"

enum { MOST_NAMED = 8 }; /* versions in a sentence */

enum arch wants_arch(const struct facts *f)
{
	if (f->machine.os == OS_LINUX && f->machine.userland != ARCH_UNKNOWN)
		return f->machine.userland;
	return f->machine.cpu;
}

enum method wants_way(const struct tool_want *want)
{
	return want->wanted ? want->method : want->usual;
}

const char *wants_version(const struct tool_want *want)
{
	if (want->method != METHOD_HOMEBREW)
		return want->version;
	if (want->formula_gives)
		return want->formula_gives->version;
	return want->exact ? want->version : NULL;
}

/* ---- versions and methods ---- */

static const char *known_version(const struct facts *f, const struct wants_options *o,
				 const struct older_go *older, enum tool_id id)
{
	if (tool_kind_of(id)->delivery == DELIVERY_RELEASE)
		return release_for(o->manifest, id, f)->version;
	if (older && older->version[id])
		return older->version[id] + (older->version[id][0] == 'v');
	return manifest_version(o->manifest, id);
}

bool wants_asked_for(const struct wants_options *o, enum tool_id id)
{
	if (!tool_kind_of(id)->optional || o->asked[id] == ASKED_FOR)
		return true;
	return o->asked[id] == ASKED_BY_PROFILE && o->profile && o->profile->tool[id].wanted;
}

/* The Go that will be in use, as far as it is known. */
static const char *go_in_use(const struct facts *f, const struct wants *w)
{
	const struct tool_want *go = &w->tool[TOOL_GO];
	const struct tool *kept = go->method == METHOD_KEEP ? wants_kept(w, f, TOOL_GO) : NULL;
	const char *comes = wants_version(go);

	return kept ? kept->version : comes ? comes : go->version;
}

/* A version that was asked for and cannot be had; in a profile with its line, typed without. */
static enum rc refuse(const struct wants_options *o, const struct tool_want *want, struct err *e)
{
	int line = o->profile ? o->profile->tool[want->id].line : 0;

	if (!line)
		return err_set(e, RC_PROFILE, "%s", want->no_source);
	return err_set(e, RC_PROFILE, _("%s line %d: %s"), o->profile->name, line, want->no_source);
}

/* What the Go in use builds: its newest, or why there is none. */
static enum rc fit_to_go(struct arena *mem, const struct facts *f, const struct wants_options *o,
			 const struct wants *w, struct tool_want *want, struct err *e)
{
	const struct tool_pins *pins = &o->manifest->tool[want->id];
	const char *go = go_in_use(f, w);
	const struct go_pin *fits = go_pin_for(pins, go), *asked = go_pin_find(pins, want->version);

	if (!want->exact && fits)
		want->version = fits->version + (fits->version[0] == 'v');
	if (want->exact ? !asked || !asked->needs_go || version_compare(go, asked->needs_go) >= 0
			: fits != NULL)
		return RC_OK;
	if (!want->version) {
		want->no_source =
			arena_fmt(mem, _("goready knows no version of %s; name one in a profile."),
				  tool_title(want->id));
		return RC_OK;
	}
	want->no_source =
		arena_fmt(mem, _("%s %s needs Go %s, and Go %s is what is used here."),
			  tool_title(want->id), want->version,
			  (asked ? asked : &pins->versions.at[pins->versions.n - 1])->needs_go, go);
	if (!want->exact || !want->wanted)
		return RC_OK;
	refuse(o, want, e);
	err_hint(
		e, "%s",
		_("Ask for an older version of it, or for a newer Go (\"go\": {\"version\": ...})."));
	return RC_PROFILE;
}

/* A version manager that exports GOROOT, at each prompt, decides which go works: another one in front
 * would look into that tree and fail (asdf-golang: set-env.zsh; mise: go_set_goroot). */
static const char *version_of_manager(const struct facts *f, const struct wants_options *o)
{
	const struct setting *goroot = facts_setting(f, "GOROOT");
	const struct tool *go = facts_resolve(f, TOOL_GO);

	if (o->method_chosen[TOOL_GO] || !goroot || !facts_is_managed(f, goroot->environment) ||
	    !go || !go->version || go->fault != FAULT_NONE || !facts_is_managed(f, go->real_path))
		return NULL;
	if (version_compare(go->version, manifest_minimum(o->manifest, TOOL_GO)) < 0 &&
	    !older_go_for(o->manifest, go->version))
		return NULL;
	return go->version;
}

/* What keeps newer ones back: "~/app/go.mod requires google.golang.org/grpc v1.58.3; ..." */
static const char *held_back(struct arena *mem, const struct facts *f, const struct tool_want *want,
			     const struct code_needs *why)
{
	const struct project_facts *p = &f->project;
	const char *file = path_tilde(mem, path_join(mem, p->folder, "go.mod"), f->places.home);

	if (project_disagrees(p, why) == MODULE_TOO_OLD)
		return arena_fmt(
			mem,
			_("%s requires %s %s, and the code that %s writes from %s on needs %s."),
			file, why->module, project_requires(p, why->module), tool_name(want->id),
			why->from, why->version);
	return arena_fmt(
		mem, _("%s says go %s, and the code that %s writes from %s on needs go %s."), file,
		p->go_line ? p->go_line : "1.16", tool_name(want->id), why->from, why->go_line);
}

/* In a Go project: the newest plugin whose code it compiles, unless the project brings its own. */
static void choose_for_project(struct arena *mem, const struct facts *f, const struct wants *w,
			       struct tool_want *want)
{
	const char *name = tool_name(want->id), *own_version, *version;
	const struct code_needs *why = NULL;

	if (want->exact || project_own_plugin(mem, w->versions, &f->project, name, &own_version))
		return;
	version = project_plugin_version(w->versions, &f->project, name, want->version, &why);
	if (!version)
		return;
	want->version = version;
	want->for_project = held_back(mem, f, want, why);
	if (want->minimum && version_compare(want->minimum, version) > 0)
		want->minimum = version;
}

static void choose_version(const struct facts *f, const struct wants_options *o,
			   const struct wants *w, struct tool_want *want)
{
	/* What is left as it is may be another than the profile would have. */
	const char *asked = o->profile && !want->left ? o->profile->tool[want->id].version : NULL;
	const struct older_go *older = NULL;

	if (tool_kind_of(want->id)->delivery == DELIVERY_GO_INSTALL)
		older = older_go_for(o->manifest, w->tool[TOOL_GO].version);
	want->version = asked ? asked : known_version(f, o, older, want->id);
	want->exact = asked != NULL;
	want->minimum = manifest_minimum(o->manifest, want->id);
	want->package = tool_kind_of(want->id)->package;
	if (want->id != TOOL_GO)
		return;
	if (!asked && version_of_manager(f, o))
		want->version = version_of_manager(f, o);
	older = older_go_for(o->manifest, want->version);
	if (older) /* no newer one can be had: it counts */
		want->minimum = older->go;
}

/* What goes with the Go that will be in use. */
static void choose_modules(const struct wants_options *o, struct wants *w)
{
	const struct older_go *older = older_go_for(o->manifest, w->tool[TOOL_GO].version);

	w->older_go = older ? older->go : NULL;
	w->grpc_version = older ? older->grpc_version : o->manifest->grpc_version;
	w->protobuf_version = older ? older->protobuf_version : o->manifest->protobuf_version;
}

/* None is released for this machine, and the one that is there runs: better that than nothing. */
static void keep_what_runs(const struct facts *f, struct tool_want *want)
{
	const struct tool *tool = facts_resolve(f, want->id);

	if (tool_kind_of(want->id)->any_serves && want->method == METHOD_ARCHIVE && !want->exact &&
	    want->no_source && tool && tool->fault == FAULT_NONE && choose_is_native(f, tool))
		want->method = METHOD_KEEP;
}

/* What else could be asked for. */
static void hint_at_versions(struct arena *mem, const struct facts *f,
			     const struct wants_options *o, enum tool_id id, struct err *e)
{
	const struct releases *all = &o->manifest->tool[id].releases;
	struct names versions = { 0 };

	for (size_t i = 0; i < all->n && versions.n < MOST_NAMED; i++)
		if (release_file_for(&all->at[i], f->machine.os, wants_arch(f)))
			list_push(mem, &versions, all->at[i].version);
	if (!versions.n)
		return;
	if (o->latest)
		err_hint(e, _("There are: %s"), str_join(mem, &versions, _(", ")));
	else
		err_hint(
			e,
			_("By itself goready knows %s. What the publishers list it asks for with --latest; else give the checksum."),
			str_join(mem, &versions, _(", ")));
}

static enum rc make_tool(struct arena *mem, const struct facts *f, const struct wants_options *o,
			 struct wants *w, enum tool_id id, struct err *e)
{
	struct tool_want *want = &w->tool[id];
	struct source_maker maker = {
		.mem = mem, .facts = f, .options = o, .wants = w, .want = want, .err = e
	};
	enum rc rc;

	want->id = id;
	want->wanted = wants_asked_for(o, id);
	want->aside = o->aside[id];
	want->compiled = o->compiled[id];
	want->left = o->left[id];
	formula_choose(mem, o->observed, w, want);
	choose_version(f, o, w, want);
	choose_for_project(mem, f, w, want);
	rc = tool_kind_of(id)->optional ? fit_to_go(mem, f, o, w, want, e) : RC_OK;
	if (!rc)
		rc = method_choose(mem, f, o, w, want, e);
	if (rc || !tool_kind_of(id)->pin)
		return rc;
	rc = sources_make(&maker);
	if (rc == RC_PROFILE && o->profile && o->profile->tool[id].line)
		err_while(e, _("%s line %d"), o->profile->name, o->profile->tool[id].line);
	if (!rc && want->exact && want->method == METHOD_ARCHIVE && !want->sources.n &&
	    want->no_source) {
		rc = refuse(o, want, e);
		hint_at_versions(mem, f, o, id, e);
	}
	keep_what_runs(f, want);
	/* What a kept tool's sources lack is of no interest; a wrong --source is wrong all the
	 * same. */
	return want->method == METHOD_ARCHIVE || rc == RC_USAGE ? rc : RC_OK;
}

/* ---- shells ---- */

static void wants_choose_shells(const struct facts *f, const struct profile *profile,
				struct wants *w)
{
	bool any = false;

	w->shells_chosen = profile && profile->shells_set;
	for (int id = 0; id < SHELL_N; id++) {
		const struct shell *shell = &f->shell.shells[id];
		bool wanted = shell->has_start_file || f->shell.login == (enum shell_id)id;

		if (w->shells_chosen)
			wanted = profile->shell[id];
		w->shell[id] = wanted && shell->installed;
		any |= w->shell[id];
	}
	if (!any &&
	    !w->shells_chosen) /* a login shell we do not know: what most of them can read */
		w->shell[shell_or_usual(SHELL_N)] = true;
}

enum rc wants_make(struct arena *mem, const struct facts *f, const struct wants_options *o,
		   struct wants *ret, struct err *e)
{
	struct wants w = { .upgrade = o->upgrade,
			   .latest = o->latest,
			   .named_only = o->named_only,
			   .here = o->here,
			   .manifest = o->manifest,
			   .versions = o->manifest->versions,
			   .brew_mirror = o->brew_mirror,
			   .brew_mirror_for_good = o->brew_mirror && o->brew_mirror_for_good };
	enum rc rc;

	choose_goproxy(mem, f, o, &w);
	wants_choose_shells(f, o->profile, &w);
	w.brew = wants_brew(f);
	w.brew_prefix = w.brew ? w.brew->prefix : wants_brew_prefix(f);
	w.no_brew = wants_no_brew(mem, f);
	rc = brew_sources_make(mem, o, &w.brew_sources, e);
	if (rc)
		return rc;
	tools_each (id) {
		rc = make_tool(mem, f, o, &w, id, e);
		if (rc)
			return rc;
	}
	choose_modules(o, &w);
	*ret = w;
	return RC_OK;
}
