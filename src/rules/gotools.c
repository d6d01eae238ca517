/* Go's own program, and programs built with Go: do they go with each other and with this system? */
#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "wants/agreeing.h"

/* A go copied out of its tree finds no GOROOT (cmd/go/internal/cfg: findGOROOT). */
static bool lone_binary(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);

	if (!go || go->goroot || !go->binary.go || !str_equal(go->binary.go->main, "cmd/go"))
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	evidence(in, found, _("around it there is no tree of Go: no VERSION, no pkg"));
	heal_tool(in, found, TOOL_GO);
	return true;
}

/* Nothing has to be done: only, each project's toolchain is fetched once more. */
static void fetched_as_meant(const struct rule_input *in, struct finding *found, const char *asked)
{
	const char *command = newer_go_command(in, asked);

	found->level = LEVEL_NOTE;
	found->title = _("The project asks for a newer Go, which go fetches by itself");
	if (command)
		remedy(in, found, _("Nothing has to be done. To have it here for good: %s"),
		       command);
	else
		remedy(in, found, "%s", _("Nothing has to be done."));
}

/* From 1.25 on tools are built on demand, and a fetched toolchain lies in the read-only module cache
 * (golang/go#75031). */
static bool switched_toolchain(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *project = &in->facts->project;
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	const char *asked = project_go_wanted(project), *command;

	if (!go || !go->version || !asked || !go_knows_toolchains(go->version) ||
	    version_compare(go->version, asked) >= 0 || project_forbids_another_go(project) ||
	    !go_fetches_toolchains(facts_setting_value(in->facts, "GOTOOLCHAIN")))
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	evidence(in, found, _("%s asks for %s, so that go fetches that toolchain and runs it"),
		 shown(in, project->asks), asked);
	if (version_compare(asked, "1.25") < 0) {
		fetched_as_meant(in, found, asked);
		return true;
	}
	command = newer_go_command(in, asked);
	if (command)
		remedy(in, found,
		       _("Install Go %s itself (%s): a fetched toolchain cannot build the tools that are made on demand."),
		       asked, command);
	else
		remedy(in, found,
		       _("Install Go %s itself: a fetched toolchain cannot build the tools that are made on demand."),
		       asked);
	return true;
}

static const char *install_command(struct arena *mem, const struct go_choice *choice)
{
	return arena_fmt(mem, "%s %s",
			 choice->manager == ORIGIN_ASDF ? "asdf install golang" : "goenv install",
			 choice->version);
}

static void choose_one(const struct rule_input *in, struct finding *found,
		       const struct go_choice *choice)
{
	const char *version = choice->newest ? choice->newest : "latest";

	if (choice->manager == ORIGIN_ASDF)
		remedy(in, found,
		       _("Choose one: asdf set -u golang %s (asdf 0.15 and older: asdf global golang %s)"),
		       version, version);
	else
		remedy(in, found, _("Choose one: %s%s"),
		       choice->manager == ORIGIN_MISE ? "mise use -g go@" : "goenv global ",
		       version);
}

/* "system" stands for the next one on PATH. */
static bool has_another_go(const struct rule_input *in, const struct tool *shim)
{
	const struct tools *all = &in->facts->tools;

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].id == TOOL_GO && all->at[i].origin != shim->origin &&
		    tool_is_on_path(in->facts, &all->at[i]))
			return true;
	return false;
}

/* Who has one that serves is not sent to install what is too old. */
static bool has_a_better_one(const struct rule_input *in, const struct go_choice *choice)
{
	const char *minimum = in->wants->tool[TOOL_GO].minimum;

	return minimum && choice->newest && version_compare(choice->version, minimum) < 0 &&
	       version_compare(choice->newest, minimum) >= 0;
}

/* Which manager's shim is it, and do its settings choose a version that is there? */
static bool shim_without_version(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = tool_first(in->facts, TOOL_GO);
	const struct go_choice *choice = go ? facts_go_choice(in->facts, go->origin) : NULL;
	struct go_choice nothing = { .manager = go ? go->origin : ORIGIN_UNKNOWN,
				     .newest = choice ? choice->newest : NULL };

	if (!choice || !strstr(go->path, "/shims/"))
		return false;
	if (choice->gone) {
		found->title = _("go is a shim of a version manager that is gone");
		evidence(in, found, _("%s starts %s, which does not exist"), shown(in, go->path),
			 shown(in, choice->gone));
		evidence_left_gos(in, found);
		heal_tool(in, found, TOOL_GO);
		return true;
	}
	if (str_equal(choice->version, "system") && !has_another_go(in, go))
		choice = &nothing;
	if (choice->version && (!choice->absent || choice->manager == ORIGIN_MISE))
		return false; /* mise installs what is missing when it is asked for */
	evidence(in, found, _("%s: %s"), shown(in, go->path), origin_text(go->origin));
	if (!choice->version) {
		evidence(in, found, _("it is a shim, and no version of Go is chosen for it"));
		choose_one(in, found, choice);
		return true;
	}
	found->title = _("go is a version manager's shim, and the chosen version is not installed");
	evidence(in, found, _("it is a shim, and Go %s, which is chosen for it, is not installed"),
		 choice->version);
	if (has_a_better_one(in, choice))
		choose_one(in, found, choice);
	else
		remedy(in, found, _("Install that version: %s"), install_command(in->mem, choice));
	return true;
}

/* ---- programs built with Go ---- */

static int minor_of(const char *version)
{
	const char *dot = version ? strchr(version, '.') : NULL;

	return dot ? atoi(dot + 1) : 0;
}

static bool is_delve(const struct tool *t)
{
	return t->binary.go && str_equal(t->binary.go->main, "github.com/go-delve/delve/cmd/dlv");
}

/* Delve 1.N knows Go up to 1.N (go-delve/delve, pkg/goversion/compat.go). */
static bool knows_too_little(const struct tool *t, const struct tool *go)
{
	return is_delve(t) && t->version && go->version &&
	       minor_of(t->version) < minor_of(go->version);
}

/* Programs of those days hold modules that today's Go no longer compiles (golang/go issue 74462:
 * "invalid array length" in golang.org/x/tools): the newest is taken instead,
 * as it is of a Delve that does not know the Go here. */
#define OLDEST_THAT_BUILDS "1.23"

const char *go_tool_package(struct arena *mem, const struct facts *f, const struct tool *tool)
{
	const struct go_build *build = tool->binary.go;
	const struct tool *go = facts_resolve(f, TOOL_GO);
	bool exact;

	if (!build || !build->main ||
	    (!fault_is_foreign_cpu(tool->fault) && !facts_refuses(f, tool)))
		return NULL;
	exact = str_starts(build->mod_version, "v") &&
		version_compare(build->version, OLDEST_THAT_BUILDS) >= 0 &&
		!(go && knows_too_little(tool, go));
	return arena_fmt(mem, "%s@%s", build->main, exact ? build->mod_version : "latest");
}

/* Programs that read code with its types do so as the Go that built them: "file requires newer Go version go1.27
 * (application built with go1.24)" (golang/go, go/types). The beginnings of their packages. */
static const char *const readers_of_types[] = {
	"golang.org/x/tools/gopls",
	"golang.org/x/tools/cmd/", /* stringer, deadcode, callgraph */
	"golang.org/x/vuln/cmd/govulncheck",
	"github.com/golangci/golangci-lint/",
	"honnef.co/go/tools/cmd/staticcheck",
	"github.com/securego/gosec/",
	"github.com/kisielk/errcheck",
	"github.com/mgechev/revive",
	"github.com/vektra/mockery/",
	"github.com/google/wire/cmd/wire",
	"go.uber.org/mock/mockgen",
	"go.uber.org/nilaway/cmd/nilaway",
	"mvdan.cc/unparam",
	"sigs.k8s.io/controller-tools/cmd/controller-gen",
	NULL,
};

static bool reads_types(const char *package)
{
	for (const char *const *one = readers_of_types; *one; one++)
		if (str_starts(package, *one))
			return true;
	return false;
}

/* What a project asks for decides; without one, the Go here. */
static bool built_too_early(const struct rule_input *in, const struct tool *t,
			    const struct tool *go)
{
	const char *asked = in->facts->project.go_line;

	if (!t->binary.go || !reads_types(t->binary.go->main))
		return false;
	return t->binary.go->version &&
	       minor_of(t->binary.go->version) < minor_of(asked ? asked : go->version);
}

/* One of another CPU, or that macOS refuses, is built anew by the Go here: another finding tells of it. */
static bool is_built_anew(const struct rule_input *in, const struct tool *t)
{
	return go_tool_package(in->mem, in->facts, t) != NULL;
}

static const char *newest_of(const struct rule_input *in, const struct tool *t)
{
	const char *keg = t->origin == ORIGIN_HOMEBREW ? tool_keg(in->mem, t) : NULL;

	return keg ? arena_fmt(in->mem, "brew upgrade %s", keg)
		   : arena_fmt(in->mem, "go install %s@latest", t->binary.go->main);
}

/* Too old for the Go here: Delve by its own version, what reads types by the Go that built it; that one is a warning
 * only where a project asks for what it cannot read. */
static bool outdated(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO), *t, *last = NULL;
	struct str commands = { .mem = in->mem };
	enum level level = LEVEL_NOTE;
	size_t n = 0;

	for (size_t i = 0; go && go->version && (t = facts_go_program(in->facts, i)); i++) {
		if (is_built_anew(in, t))
			continue;
		if (knows_too_little(t, go))
			evidence(in, found, "%s", tool_text(in, t));
		else if (built_too_early(in, t, go))
			evidence(in, found, _("%s, built by Go %s"), tool_text(in, t),
				 t->binary.go->version);
		else
			continue;
		if (knows_too_little(t, go) || in->facts->project.go_line)
			level = found->level;
		str_fmt(&commands, "%s%s", n++ ? "; " : "", newest_of(in, t));
		last = t;
	}
	if (!n)
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	if (n == 1)
		found->title = arena_fmt(in->mem, _("%s is older than the Go here needs"),
					 path_name(last->path));
	else
		found->title = _("Go programs are older than the Go here needs");
	found->level = level;
	remedy(in, found, "%s", str_text(&commands));
	return true;
}

static bool plugin_has_no_uuid(const struct rule_input *in, struct finding *found)
{
	const struct tool *t = facts_resolve(in->facts, found->tool);

	if (!t || t->fault != FAULT_NONE || !facts_refuses(in->facts, t))
		return false;
	found->level = LEVEL_PROBLEM;
	found->title =
		arena_fmt(in->mem, _("This macOS does not start %s"), tool_name(found->tool));
	evidence(in, found, _("%s, built by Go %s"), tool_text(in, t), t->binary.go->version);
	heal_tool(in, found, found->tool);
	return true;
}

static bool no_uuid(const struct rule_input *in, struct finding *found)
{
	struct str commands = { .mem = in->mem };

	if (found->tool < TOOL_N)
		return plugin_has_no_uuid(in, found);
	for (size_t i = 0; i < in->facts->go_tools.n; i++) {
		const struct tool *t = &in->facts->go_tools.at[i];

		if (!facts_refuses(in->facts, t))
			continue;
		evidence(in, found, _("%s, built by Go %s"), tool_text(in, t),
			 t->binary.go->version);
		str_fmt(&commands, "%sgo install %s", commands.n ? "; " : "",
			go_tool_package(in->mem, in->facts, t));
	}
	if (!commands.n)
		return false;
	found->heal = HEAL_GO_TOOLS;
	found->automatic = true;
	remedy(in, found, _("Build it anew with a newer Go: %s"), str_text(&commands));
	return true;
}

static bool too_old_for_os(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = tool_first(in->facts, TOOL_GO);

	if (!go || go->fault != FAULT_NONE || !facts_refuses(in->facts, go))
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	heal_tool(in, found, TOOL_GO);
	return true;
}

const struct rule gotool_rules[] = {
	{
		.id = "go.lone-binary",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("go was copied out of its tree"),
		.why = N_("It finds neither its compiler nor the standard library."),
		.holds = lone_binary,
	},
	{
		.id = "go.switched-toolchain",
		.topic = TOPIC_GO,
		.level = LEVEL_WARNING,
		.title = N_("The project runs with a toolchain that go fetched"),
		.why = N_("Tools that are built on demand, such as covdata, are missing in it."),
		.holds = switched_toolchain,
		.looks_at = LOOKS_AT_PROJECT,
	},
	{
		.id = "go.shim-without-version",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("go is a version manager's shim, and no version is chosen"),
		.why = N_("No go command works until the manager has a version for it."),
		.holds = shim_without_version,
	},
	{
		.id = "go.too-old-for-os",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("This Go is too old for this macOS"),
		.why = N_(
			"macOS 26 does not start programs without LC_UUID, which Go writes since 1.24."),
		.holds = too_old_for_os,
	},
	{
		.id = "gotool.outdated",
		.topic = TOPIC_GO,
		.level = LEVEL_WARNING,
		.title = N_("A Go program is older than the Go here needs"),
		.why = N_("It misreads what the newer Go builds."),
		.holds = outdated,
	},
	{
		.id = "gotool.no-uuid",
		.topic = TOPIC_GO,
		.level = LEVEL_WARNING,
		.title = N_("Go programs that this macOS does not start"),
		.why = N_(
			"macOS 26 does not start programs without LC_UUID, which Go writes since 1.24."),
		.holds = no_uuid,
		.tools = TOOLS_PLUGINS_AND_ONCE,
	},
	{ 0 },
};
