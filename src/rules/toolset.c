/* Go and what it is asked to do: the project's toolchain, other Go programs, the system's age. */
#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"
#include "wants/agreeing.h"
#include "wants/manifest.h"
#include "wants/release.h"

/* "1.28" of a go line means the release 1.28.0, which that language begins with from 1.21 on. */
static const char *as_release(struct arena *mem, const char *version)
{
	const char *dot = strchr(version, '.');

	if (!dot || dot[1 + strspn(dot + 1, "0123456789")] || !go_knows_toolchains(version))
		return version;
	return arena_fmt(mem, "%s.0", version);
}

/* go@1.24 gets releases of Go 1.24 and no other. */
static const char *brew_command(const struct rule_input *in, const struct tool *go,
				const char *version)
{
	const char *keg = tool_keg(in->mem, go), *formula = tool_kind_of(TOOL_GO)->formula;

	if (!keg || str_equal(keg, formula))
		return arena_fmt(in->mem, "brew upgrade %s", formula);
	if (str_equal(keg, arena_fmt(in->mem, "%s@%s", formula, version_minor(in->mem, version))))
		return arena_fmt(in->mem, "brew upgrade %s", keg);
	return NULL;
}

/* Not newer than all that goready has heard of. */
static bool is_known_release(const struct rule_input *in, const char *version)
{
	return version_compare(in->wants->tool[TOOL_GO].version, version) >= 0 ||
	       version_compare(manifest_version(in->manifest, TOOL_GO), version) >= 0;
}

const char *newer_go_command(const struct rule_input *in, const char *version)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	const char *command;

	version = as_release(in->mem, version);
	if (!is_known_release(in, version))
		return NULL; /* nobody's command brings it */
	command = go ? manager_command(in->mem, go, version) : NULL;
	if (go && go->origin == ORIGIN_HOMEBREW)
		command = brew_command(in, go, version);
	if (command || version_compare(in->wants->tool[TOOL_GO].version, version) < 0)
		return command;
	return own_name_in("goready upgrade go");
}

/* "go1.26.8" and nothing behind it: go runs that one, whatever go.mod says. */
static bool is_pin(struct arena *mem, const struct tool *go, const char *mode)
{
	return go_knows_toolchains(go->version) && go_named_by(mem, mode) && !strchr(mode, '+');
}

static bool keeps_go(const struct rule_input *in, const char *value)
{
	(void)in;
	return !go_fetches_toolchains(value);
}

/* The Go that go.mod asks for, where it is newer than what runs and go gets no other; NULL. Held back, only the
 * go line is a must; with "path" the toolchain line is one, too. */
static const char *out_of_reach(const struct rule_input *in, const struct tool *go,
				const char *mode)
{
	const struct project_facts *p = &in->facts->project;
	bool by_path = go_looks_on_path(mode);
	const char *asked = by_path ? project_go_wanted(p) : project_go_needed(p);
	const char *runs = is_pin(in->mem, go, mode) ? go_named_by(in->mem, mode) : go->version;

	if (!asked || version_compare(runs, asked) >= 0 ||
	    (by_path && go_is_in_sdk(in->facts, asked)))
		return NULL;
	if (go_knows_toolchains(go->version) && go_fetches_toolchains(mode) &&
	    !project_forbids_another_go(p))
		return NULL;
	return asked;
}

/* Where GOTOOLCHAIN is set, and how it is taken out; that is the user's to choose. */
static const char *way_without_setting(const struct rule_input *in, struct finding *found,
				       const struct tool *go, const char *mode)
{
	struct finding set = *found;

	evidence(in, &set, _("GOTOOLCHAIN=%s keeps go from fetching it"), mode);
	set.variable = "GOTOOLCHAIN";
	if (variable_is_bad(in, &set, keeps_go)) {
		heal_unset(in, &set, _("Then go fetches the version a project asks for."));
	} else { /* a distribution's */
		evidence(in, &set, _("%s/go.env says GOTOOLCHAIN=local"),
			 go->goroot ? shown(in, go->goroot) : "GOROOT");
		remedy(in, &set, "%s",
		       _("Let go fetch what projects ask for: go env -w GOTOOLCHAIN=auto"));
	}
	found->evidence = set.evidence;
	found->where = set.where;
	return set.remedy;
}

/* How go would get it by itself, with the evidence of why it does not; NULL: it cannot. */
static const char *way_to_fetch(const struct rule_input *in, struct finding *found,
				const struct tool *go, const char *mode)
{
	if (!go_knows_toolchains(go->version)) {
		evidence(in, found, "%s", _("Go before 1.21 fetches no other"));
		return NULL;
	}
	if (!go_fetches_toolchains(mode))
		return way_without_setting(in, found, go, mode);
	evidence(in, found, "%s", _("its line \"toolchain default\" keeps go from fetching it"));
	return str_equal(path_name(in->facts->project.asks), "go.work")
		       ? _("Let go fetch it, in the project: go work edit -toolchain=none")
		       : _("Let go fetch it, in the project: go mod edit -toolchain=none");
}

/* A repair would keep the go that is here, for it serves everywhere else: an upgrade is the user's to ask for. */
static void say_which_go(const struct rule_input *in, struct finding *found, const char *asked,
			 const char *otherwise)
{
	const char *command = newer_go_command(in, asked);

	if (!is_known_release(in, as_release(in->mem, asked)))
		evidence(in, found, _("the newest Go that goready knows of is %s"),
			 manifest_version(in->manifest, TOOL_GO));
	if (command)
		remedy(in, found, _("Bring Go %s or newer: %s"), asked, command);
	else
		remedy(in, found, _("Bring Go %s or newer."), asked);
	if (otherwise)
		found->remedy = arena_fmt(in->mem, command ? _("%s. Or: %s") : _("%s Or: %s"),
					  found->remedy, otherwise);
}

/* go1.26 is a language since Go 1.21, and its releases have three numbers (go.dev/doc/toolchain); what stands behind
 * + does not change that. */
static bool is_a_language(const struct rule_input *in, const char *value)
{
	const char *name = go_named_by(in->mem, value);
	const char *dot = name && str_starts(name, "1.") ? name + strlen("1.") : NULL;

	return dot && *dot && !dot[strspn(dot, "0123456789")] && version_compare(name, "1.21") >= 0;
}

/* go1.99.0 lies years ahead. */
static bool is_years_ahead(const struct rule_input *in, const char *value)
{
	return str_starts(value, "go1.") && !strchr(value, '+') &&
	       atoi(value + strlen("go1.")) >
		       atoi(manifest_version(in->manifest, TOOL_GO) + strlen("1.")) + 4;
}

/* go1.27.3+path: go looks for a program of that name, and fetches none. */
static bool is_nowhere_on_path(const struct rule_input *in, const char *value)
{
	const char *name = go_looks_on_path(value) ? go_named_by(in->mem, value) : NULL;

	for (size_t i = 0; name && i < in->facts->tools.n; i++)
		if (in->facts->tools.at[i].id == TOOL_GO && in->facts->tools.at[i].version &&
		    version_compare(in->facts->tools.at[i].version, name) == 0)
			return false;
	return name != NULL;
}

/* Whatever a project asks for, go runs that one alone; Go before 1.21 does not read it. */
static bool pins_no_release(const struct rule_input *in, struct finding *found)
{
	static const struct {
		bool (*is_so)(const struct rule_input *in, const char *value);
		const char *title;
	} all[] = {
		{ is_a_language,
		  N_("GOTOOLCHAIN names a version of the language, and no release") },
		{ is_years_ahead, N_("GOTOOLCHAIN names a Go that was never released") },
		{ is_nowhere_on_path,
		  N_("GOTOOLCHAIN names a Go that is not here, and lets go fetch none") },
	};
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	const char *value = value_of(in, "GOTOOLCHAIN");

	if (go && go->version && !go_knows_toolchains(go->version))
		return false;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct finding pins = *found;

		pins.variable = "GOTOOLCHAIN";
		if (!variable_is_bad(in, &pins, all[i].is_so))
			continue;
		*found = pins;
		found->title = _(all[i].title);
		heal_unset(
			in, found,
			value && is_a_language(in, value)
				? arena_fmt(in->mem,
					    _("If you want that version, the name is %s.0."),
					    arena_fmt(in->mem, "go%s", go_named_by(in->mem, value)))
				: _("Then go runs itself, or what a project asks for."));
		return true;
	}
	return false;
}

static bool toolchain_unavailable(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	const char *mode = facts_setting_value(in->facts, "GOTOOLCHAIN");
	const char *asked = go && go->version ? out_of_reach(in, go, mode) : NULL;
	const char *way;

	if (pins_no_release(in, found))
		return true;
	if (!asked)
		return false;
	evidence(in, found, _("%s asks for Go %s"), shown(in, in->facts->project.asks), asked);
	evidence(in, found, "%s", tool_text(in, go));
	way = way_to_fetch(in, found, go, mode);
	if (is_pin(in->mem, go, mode)) /* a newer go would run the pinned one as well */
		remedy(in, found, "%s", way);
	else
		say_which_go(in, found, asked, way);
	return true;
}

static bool gotool_wrong_arch(const struct rule_input *in, struct finding *found)
{
	struct str commands = { .mem = in->mem };

	for (size_t i = 0; i < in->facts->go_tools.n; i++) {
		const struct tool *tool = &in->facts->go_tools.at[i];
		const char *package = go_tool_package(in->mem, in->facts, tool);

		if (!fault_is_foreign_cpu(tool->fault) ||
		    str_starts(path_name(tool->path), "protoc-gen-")) /* plugin.wrong-arch */
			continue;
		evidence(in, found, "%s", tool_text(in, tool));
		if (package)
			str_fmt(&commands, "%sgo install %s", commands.n ? "; " : "", package);
	}
	if (!found->evidence.n)
		return false;
	if (commands.n) {
		found->heal = HEAL_GO_TOOLS;
		found->automatic = true;
	}
	remedy(in, found, _("Build them anew for this machine: %s"),
	       commands.n ? str_text(&commands) : _("go install PACKAGE@VERSION for each"));
	return true;
}

/* The Go that new shells find was built for a newer macOS: LC_BUILD_VERSION of its header. */
static bool built_for_newer_os(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = tool_first(in->facts, TOOL_GO);
	const char *oldest;

	if (!go || !go->needs_os)
		return false;
	/* Homebrew's header names the system that it was built on; Go's own word counts more. */
	oldest = go->version ? manifest_minimum_macos(in->manifest, go->version) : NULL;
	if (oldest && in->facts->machine.os_version &&
	    version_compare(oldest, in->facts->machine.os_version) <= 0)
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	evidence(in, found, _("this is macOS %s; its header asks for macOS %s"),
		 in->facts->machine.os_version, go->needs_os);
	found->title = _("The Go here is built for a newer macOS");
	found->level = LEVEL_WARNING;
	remedy(in, found,
	       _("Use Go %s, the newest that runs here, or update macOS: this one may fail at any call that older systems do not have."),
	       in->wants->tool[TOOL_GO].version);
	return true;
}

static bool needs_newer_os(const struct rule_input *in, struct finding *found)
{
	const struct machine_facts *machine = &in->facts->machine;
	const struct tool_want *want = &in->wants->tool[TOOL_GO];
	const char *newest = manifest_version(in->manifest, TOOL_GO);
	const char *pinned = want->exact ? want->version : newest;
	const char *minimum = manifest_minimum_macos(in->manifest, pinned);

	if (machine->os != OS_DARWIN || !machine->os_version)
		return false;
	if (built_for_newer_os(in, found))
		return true;
	if (!minimum || version_compare(machine->os_version, minimum) >= 0 ||
	    wants_satisfied(in->wants, in->facts, TOOL_GO))
		return false;
	evidence(in, found, _("this is macOS %s; Go %s needs macOS %s"), machine->os_version,
		 pinned, minimum);
	if (want->exact || str_equal(want->version, newest)) {
		remedy(in, found, "%s",
		       _("Ask for an older Go in the profile (\"go\": {\"version\": ...}), or update macOS."));
		return true;
	}
	found->level = LEVEL_NOTE;
	found->tool = TOOL_GO;
	found->heal = HEAL_INSTALL;
	found->automatic = want->method != METHOD_KEEP;
	remedy(in, found,
	       _("goready installs Go %s, the newest that this macOS runs, with plugins and a grpc module that agree with it."),
	       want->version);
	return true;
}

const struct rule toolset_rules[] = {
	{
		.id = "go.toolchain-unavailable",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("The project asks for a newer Go, which go may not fetch"),
		.why = N_("Every go command in that folder stops."),
		.holds = toolchain_unavailable,
		.looks_at = LOOKS_AT_PROJECT,
	},
	{
		.id = "gotool.wrong-arch",
		.topic = TOPIC_GO,
		.level = LEVEL_WARNING,
		.title = N_("Go programs in the Go bin folder are built for another machine"),
		.why = N_("Editors start them; they fail, or run translated."),
		.holds = gotool_wrong_arch,
	},
	{
		.id = "go.needs-newer-os",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("This macOS is too old for the newest Go"),
		.why = N_("A Go program that is built for a newer macOS does not start."),
		.holds = needs_newer_os,
	},
	{ 0 },
};
