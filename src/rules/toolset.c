/* Go and what it is asked to do: the project's toolchain, other Go programs, the system's age. */
#include "rules/rule.h"

#include "base/i18n.h"
#include "wants/manifest.h"

/* May go fetch another toolchain than itself? (go.dev/doc/toolchain, "GOTOOLCHAIN") */
bool toolchain_may_not_be_fetched(const char *mode)
{
	if (!mode || !*mode)
		return false;
	return !str_equal(mode, "auto") && !str_ends(mode, "+auto");
}

static const char *asked_by_project(const struct rule_input *in)
{
	const struct project_facts *project = &in->facts->project;
	const char *toolchain = project->toolchain_line, *line = project->go_line;

	if (!project->folder)
		return NULL;
	/* `toolchain` is a wish, `go` a must; the newer counts where go is free to choose. */
	if (toolchain && str_starts(toolchain, "go1") &&
	    (!line || version_compare(toolchain, line) > 0))
		return toolchain;
	return line;
}

static bool toolchain_unavailable(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	const char *mode = facts_setting_value(in->facts, "GOTOOLCHAIN");
	const char *asked = asked_by_project(in);

	if (!go || !go->version || !asked || version_compare(go->version, asked) >= 0)
		return false;
	if (!toolchain_may_not_be_fetched(mode) && version_compare(go->version, "1.21") >= 0)
		return false;
	/* Held back by GOTOOLCHAIN, only the go line is a must. */
	if (!in->facts->project.go_line ||
	    version_compare(go->version, in->facts->project.go_line) >= 0)
		return false;
	evidence(in, found, _("%s/go.mod asks for Go %s"), shown(in, in->facts->project.folder),
		 in->facts->project.go_line);
	evidence(in, found, "%s", tool_text(in, go));
	if (toolchain_may_not_be_fetched(mode))
		evidence(in, found, _("GOTOOLCHAIN=%s keeps go from fetching it"), mode);
	if (version_compare(in->wants->tool[TOOL_GO].version, in->facts->project.go_line) >= 0) {
		found->tool = TOOL_GO;
		found->heal = HEAL_INSTALL;
		found->automatic = true;
	}
	remedy(in, found, _("Use Go %s or newer, or unset GOTOOLCHAIN so that go fetches it."),
	       in->facts->project.go_line);
	return true;
}

/* Programs of those days hold modules that today's Go no longer compiles (golang/go issue 74462:
 * "invalid array length" in golang.org/x/tools): the newest is taken instead. */
#define OLDEST_THAT_BUILDS "1.23"

const char *go_tool_package(struct arena *mem, const struct facts *f, const struct tool *tool)
{
	const struct go_build *build = tool->binary.go;
	bool exact;

	if (!build || !build->main ||
	    (!fault_is_foreign_cpu(tool->fault) && !go_program_is_refused(f, tool)))
		return NULL;
	exact = str_starts(build->mod_version, "v") &&
		version_compare(build->version, OLDEST_THAT_BUILDS) >= 0;
	return arena_fmt(mem, "%s@%s", build->main, exact ? build->mod_version : "latest");
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
		.title = N_("This macOS is too old for the pinned Go"),
		.why = N_("A Go program that is built for a newer macOS does not start."),
		.holds = needs_newer_os,
	},
	{ 0 },
};
