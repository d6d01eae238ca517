#include "wants/brew.h"
#include "wants/choose.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/manifest.h"
#include "wants/profile.h"

const char *method_name(enum method method)
{
	static const char *const names[METHOD_N] = { "keep", "archive", "homebrew" };

	return method < METHOD_N ? names[method] : NULL;
}

/* ---- formulae ---- */

/* A keg's folder is named VERSION or VERSION_REVISION (Homebrew/brew, pkg_version.rb). */
static const char *keg_version(struct arena *mem, const struct brew *brew, const char *formula)
{
	for (size_t i = 0; brew && i < brew->kegs.n; i++) {
		const char *version = brew->kegs.at[i].version;

		if (str_equal(brew->kegs.at[i].name, formula) && version)
			return arena_strndup(mem, version, strcspn(version, "_"));
	}
	return NULL;
}

void formula_choose(struct arena *mem, const struct observed *observed, const struct wants *w,
		    struct tool_want *want)
{
	want->formula = tool_kind_of(want->id)->formula;
	want->formula_version = keg_version(mem, w->brew, want->formula);
	want->formula_gives = observed_formula(observed, want->formula);
}

/* ---- where Homebrew would be usual, and what speaks against it ---- */

struct choice {
	struct arena *mem;
	const struct facts *f;
	const struct wants_options *o;
	const struct wants *w;
	const struct tool_want *want;
};

/* `brew upgrade go` and `brew reinstall go` refuse (Homebrew/brew, cmd/upgrade.rb, cmd/reinstall.rb). */
static bool is_pinned(const struct choice *c)
{
	const struct keg *keg = wants_keg(c->w, c->want->id);

	return keg && keg->pinned && wants_brew_verb(c->mem, c->w, c->f, c->want->id) != BREW_LINK;
}

static const char *forbidden(const struct choice *c)
{
	bool plugin = tool_is_plugin(c->want->id); /* their formulae need protobuf's */

	if (is_pinned(c))
		return arena_fmt(
			c->mem,
			_("Homebrew keeps %s as it is, because you pinned it; brew unpin %s lifts that."),
			c->want->formula, c->want->formula);
	if (!brew_forbids(c->mem, c->f, c->want->formula) &&
	    !(plugin && brew_forbids(c->mem, c->f, "protobuf")))
		return NULL;
	return arena_fmt(c->mem, _("HOMEBREW_FORBIDDEN_FORMULAE forbids %s on this machine."),
			 c->want->formula);
}

/* The Homebrew that is here, on a Mac. One that several people share is unsupported by Homebrew
 * (docs/Support-Tiers.md). */
static const char *brew_speaks_against(const struct choice *c)
{
	const struct brew *brew = c->w->brew;

	if (forbidden(c))
		return forbidden(c);
	if (brew && !brew_knows_system(c->f, brew))
		return arena_fmt(
			c->mem,
			_("The Homebrew here is older than macOS %s and has no packages for it; brew update renews it."),
			c->f->machine.os_version);
	if (brew && brew->of_another)
		return _(
			"The Homebrew here is another user's, and Homebrew does not support that several share one.");
	return NULL;
}

/* homebrew's bottles reach back to macOS 14; on older ones brew compiles for hours
 * (Homebrew/brew, docs/Support-Tiers.md). */
static const char *system_speaks_against(const struct choice *c)
{
	const struct machine_facts *machine = &c->f->machine;
	const char *oldest =
		c->w->brew && c->w->brew->oldest_supported ? c->w->brew->oldest_supported : "14";

	if (machine->os != OS_DARWIN && c->want->formula_version)
		return c->w->no_brew; /* it came from there: the user has chosen */
	if (machine->os != OS_DARWIN)
		return c->w->brew && !c->w->no_brew
			       ? _("The official archives need no password; the Homebrew that is here can be chosen instead.")
			       : _("The official archives need no password and no other program.");
	if (machine->cpu != ARCH_ARM64)
		return _(
			"For Intel Macs Homebrew builds no new packages since September 2026; the official archives serve them.");
	if (machine->os_version && version_compare(machine->os_version, oldest) < 0)
		return arena_fmt(
			c->mem,
			_("Homebrew serves macOS %s and newer; the official archives serve this one."),
			oldest);
	return c->w->no_brew ? c->w->no_brew : brew_speaks_against(c);
}

static bool names_a_source(const struct choice *c)
{
	const struct profile *profile = c->o->profile;
	enum tool_id id = c->want->id;

	return c->o->source[id] || (profile && profile->tool[id].sources.n);
}

static bool gives_exactly(const struct tool_want *want)
{
	const char *gives =
		want->formula_gives ? want->formula_gives->version : want->formula_version;

	return gives && version_compare(gives, want->version) == 0;
}

static const char *wish_speaks_against(const struct choice *c)
{
	const struct tool_want *want = c->want;

	if (want->exact && !gives_exactly(want))
		return _(
			"Your profile names an exact version, which a formula of Homebrew does not promise.");
	if (want->for_project && !gives_exactly(want))
		return _(
			"The project here needs an older version than a formula of Homebrew brings.");
	if (names_a_source(c))
		return _("You name a source of the archive.");
	if (want->formula_gives && want->minimum &&
	    version_compare(want->formula_gives->version, want->minimum) < 0)
		return _("What Homebrew gives is older than what is known to work.");
	if (want->formula_gives && !want->formula_gives->bottled)
		return _("Homebrew has no package built for this system, and would compile it.");
	return NULL;
}

/* A plugin that `go install` made is renewed where it is: one from Homebrew would stand beside it,
 * and which of them runs would be a matter of PATH. Its formula also brings protobuf's. */
static const char *plugin_speaks_against(const struct choice *c)
{
	const struct tool *protoc = wants_kept(c->w, c->f, TOOL_PROTOC);
	enum method by = c->w->tool[TOOL_PROTOC].method;

	if (tool_kind_of(c->want->id)->delivery != DELIVERY_GO_INSTALL)
		return NULL;
	for (size_t i = 0; i < c->f->tools.n; i++) {
		const struct tool *tool = &c->f->tools.at[i];

		if (tool->id == c->want->id && path_is_within(tool->path, c->f->places.go_bin))
			return _(
				"There is one in the Go bin folder: go install puts the new one in its place.");
	}
	if (by == METHOD_HOMEBREW ||
	    (by == METHOD_KEEP && protoc && protoc->origin == ORIGIN_HOMEBREW))
		return NULL;
	return _("protoc does not come from Homebrew, so go install makes its plugins.");
}

/* Who has Go's own package and no Homebrew has chosen, and keeps the way it came, also where that tree broke. */
static bool go_is_official(const struct choice *c)
{
	const struct tool *go = facts_resolve(c->f, TOOL_GO);

	return go && go->origin == ORIGIN_OFFICIAL && go->fault != FAULT_WRONG_ARCH &&
	       go->fault != FAULT_WRONG_OS;
}

/* Homebrew and Apple's command line tools are a lot to install for protoc alone. */
static const char *effort_speaks_against(const struct choice *c)
{
	if (c->w->brew)
		return NULL;
	if (c->want->id == TOOL_GO && go_is_official(c))
		return _(
			"The Go here is an official release, and there is no Homebrew: the newer release goes before it, in a folder of its own.");
	if (c->want->id == TOOL_GO || c->w->tool[TOOL_GO].method == METHOD_HOMEBREW)
		return NULL;
	return _("There is no Homebrew, and Go does not come from it either.");
}

/* Packages are built for /opt/homebrew alone (Homebrew/brew, docs/Installation.md). */
static bool is_elsewhere(const struct choice *c)
{
	for (size_t i = 0; i < c->f->brew.brews.n; i++)
		if (c->f->brew.brews.at[i].arch == c->f->machine.cpu)
			return true;
	return false;
}

/* On a Mac whose tools come from elsewhere Homebrew is not brought in; nor is it, for a tool of which
 * somebody else's copy comes first on PATH: its folder would have to go before theirs. */
static const char *another_speaks_against(const struct choice *c)
{
	const struct tool *used = facts_resolve(c->f, c->want->id);

	if (c->f->machine.os != OS_DARWIN)
		return NULL;
	if (!c->w->brew && is_elsewhere(c))
		return _(
			"The Homebrew here lies where it has no packages and compiles everything: the official archives go beside it.");
	if (!c->w->brew && c->f->brew.instead)
		return arena_fmt(
			c->mem,
			_("Your tools come from %s: the official archives go beside them, in a folder of their own."),
			c->f->brew.instead);
	if (used && origin_is_managed(used->origin) && !c->want->formula_version)
		return _(
			"The one in use comes from somewhere else: the official archive goes before it, in a folder of its own.");
	return NULL;
}

static const char *speaks_against(const struct choice *c)
{
	const char *against = system_speaks_against(c);

	if (!against)
		against = another_speaks_against(c);

	if (!against)
		against = wish_speaks_against(c);
	if (!against)
		against = effort_speaks_against(c);
	return against ? against : plugin_speaks_against(c);
}

static const char *speaks_for(const struct choice *c)
{
	if (c->w->brew && c->want->formula_version)
		return _("It comes from Homebrew here; brew upgrade keeps it up to date.");
	if (c->w->brew)
		return _(
			"Homebrew is here, built for this Mac; brew upgrade keeps up to date what comes from it.");
	return _(
		"Homebrew is what most people use on Apple Silicon; brew upgrade keeps up to date what comes from it. Its installer asks for your password once.");
}

static enum method usual_install(const struct choice *c, const char **ret_reason)
{
	const char *against;

	*ret_reason = NULL;
	if (!c->want->formula)
		return c->want->no_source ? METHOD_KEEP : METHOD_ARCHIVE;
	against = speaks_against(c);
	*ret_reason = against ? against : speaks_for(c);
	return against ? METHOD_ARCHIVE : METHOD_HOMEBREW;
}

static bool gives_newer(const struct tool_want *want, const struct tool *kept)
{
	return !want->formula_gives ||
	       version_compare(want->formula_gives->version, kept->version) > 0;
}

static enum method usual_method(const struct choice *c, const char **ret_reason)
{
	const struct tool *kept = wants_kept(c->w, c->f, c->want->id);

	if (!kept)
		return usual_install(c, ret_reason);
	*ret_reason = NULL;
	if (!c->w->upgrade || !kept->version || c->want->no_source ||
	    version_compare(kept->version, c->want->version) >= 0)
		return METHOD_KEEP;
	/* Who brought it renews it, if there is something newer to be had from there. */
	if (kept->origin == ORIGIN_HOMEBREW && !speaks_against(c))
		return gives_newer(c->want, kept) ? usual_install(c, ret_reason) : METHOD_KEEP;
	return METHOD_ARCHIVE;
}

static enum rc check_brew(const struct choice *c, struct err *e)
{
	const char *why_not = c->w->no_brew ? c->w->no_brew : forbidden(c);

	if (c->want->method != METHOD_HOMEBREW || !why_not)
		return RC_OK;
	err_set(e, RC_UNSUPPORTED, _("%s by Homebrew: %s"), tool_name(c->want->id), why_not);
	err_hint(e, "%s", _("Set \"method\" to \"archive\" in the profile, or leave it out."));
	return RC_UNSUPPORTED;
}

enum rc method_choose(struct arena *mem, const struct facts *f, const struct wants_options *o,
		      const struct wants *w, struct tool_want *want, struct err *e)
{
	const struct profile_tool *asked = o->profile ? &o->profile->tool[want->id] : NULL;
	const struct choice c = { .mem = mem, .f = f, .o = o, .w = w, .want = want };
	const char *reason;
	enum method usual = usual_method(&c, &reason);

	if (o->method_chosen[want->id])
		want->method = o->method[want->id];
	else if (usual == METHOD_KEEP || !asked || !asked->method_set)
		want->method = usual; /* what is there and good is not installed twice */
	else
		want->method = asked->method;
	if (!want->wanted || want->left || want->no_source)
		want->method = METHOD_KEEP;
	else if (want->method == METHOD_HOMEBREW && !want->formula)
		want->method = METHOD_ARCHIVE;
	want->usual = usual;
	want->method_reason = want->method == usual ? reason : NULL;
	return check_brew(&c, e);
}
