/* protoc-gen-go and protoc-gen-go-grpc, each asked about by itself. */
#include "rules/rule.h"

#include "base/i18n.h"

/* What protoc says when it cannot start a plugin (protobuf subprocess.cc). */
#define NOT_STARTED                                                                   \
	"program not found or is not executable", "Plugin failed with status code 1", \
		"protoc-gen-go: not found"

/* A macro, so that the compiler sees the format. */
#define TITLE(text) (found->title = arena_fmt(in->mem, text, tool_name(found->tool)))

static bool plugin_missing(const struct rule_input *in, struct finding *found)
{
	TITLE(_("%s is not installed"));
	return tool_is_missing(in, found);
}

static bool plugin_off_path(const struct rule_input *in, struct finding *found)
{
	TITLE(_("%s is installed, but on no PATH"));
	return tool_is_off_path(in, found);
}

const char *tool_fault_sentence(const struct rule_input *in, const struct tool *tool)
{
	const char *path = shown(in, tool->path);

	if (tool->fault == FAULT_FOLDER)
		return arena_fmt(in->mem, _("%s is a folder"), path);
	if (tool->fault == FAULT_DANGLING)
		return arena_fmt(in->mem, _("%s is a link to nothing"), path);
	if (tool->fault == FAULT_NOT_EXECUTABLE)
		return arena_fmt(in->mem, _("%s may not be executed (no x in its mode)"), path);
	if (tool->fault == FAULT_NO_INTERPRETER)
		return arena_fmt(in->mem, _("%s needs %s, which is not here"), path,
				 tool->binary.interpreter ? tool->binary.interpreter
							  : _("another program"));
	return arena_fmt(in->mem, _("%s does not start"), path);
}

static bool does_not_start(enum tool_fault fault)
{
	return fault_is_skipped(fault) || fault == FAULT_NO_LIBRARY || fault == FAULT_CANNOT_RUN;
}

static bool plugin_not_runnable(const struct rule_input *in, struct finding *found)
{
	const struct tool *used = facts_resolve(in->facts, found->tool), *bad = NULL;

	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];

		if (tool->id != found->tool || !tool_is_on_path(tool) || tool->windows ||
		    !does_not_start(tool->fault) || tool->killed)
			continue;
		if (used && used != tool && tool->new_shell_index > used->new_shell_index)
			continue; /* behind the one that runs */
		evidence(in, found, "%s", tool_fault_sentence(in, tool));
		if (tool->fault_detail && !fault_is_skipped(tool->fault))
			evidence(in, found, "%s", tool->fault_detail);
		bad = bad ? bad : tool;
	}
	if (!bad)
		return false;
	TITLE(_("%s does not start"));
	if (used && !does_not_start(used->fault)) {
		found->level = LEVEL_NOTE;
		evidence(in, found, _("skipped, and taken instead: %s"), tool_text(in, used));
		remedy(in, found, _("Remove %s."), shown(in, bad->path));
		return true;
	}
	heal_tool(in, found, found->tool);
	return true;
}

static bool used_has(const struct rule_input *in, struct finding *found, bool holds,
		     const struct tool *tool)
{
	if (!holds)
		return false;
	evidence(in, found, "%s", tool_text(in, tool));
	if (fault_is_foreign_cpu(tool->fault))
		evidence(in, found, _("this machine is %s"), machine_text(in));
	else if (tool->fault_detail)
		evidence(in, found, _("what it is: %s"), tool->fault_detail);
	heal_tool(in, found, found->tool);
	return true;
}

static bool plugin_wrong_arch(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);

	TITLE(_("%s is built for another machine"));
	return used_has(in, found, tool && fault_is_foreign_cpu(tool->fault), tool);
}

static bool plugin_legacy(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);

	return used_has(in, found, tool && tool->fault == FAULT_LEGACY, tool);
}

static bool plugin_foreign(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);

	TITLE(_("Another program has the name %s"));
	return used_has(in, found, tool && tool->fault == FAULT_FOREIGN, tool);
}

static bool plugin_outdated(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);
	const char *minimum = in->wants->tool[found->tool].minimum;

	if (!tool || tool->fault != FAULT_NONE || !tool->version ||
	    version_compare(tool->version, minimum) >= 0)
		return false;
	TITLE(_("%s is old"));
	evidence(in, found, "%s", tool_text(in, tool));
	evidence(in, found, _("at least version %s is needed"), minimum);
	heal_tool(in, found, found->tool);
	return true;
}

/* Apple Silicon runs signed programs only, and remembers the signature of a file that was written
 * over (Homebrew/brew, keg.rb; xnu, kern_exec.c). */
static bool plugin_killed(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = tool_first(in->facts, found->tool);

	if (!tool || !tool->killed)
		return false;
	TITLE(_("macOS stops %s at once"));
	evidence(in, found, "%s", tool_text(in, tool));
	if (tool->fault_detail)
		evidence(in, found, "%s", tool->fault_detail);
	heal_tool(in, found, found->tool);
	return true;
}

/* The version that will be used: what is there, else what will be installed. */
static const char *grpc_plugin_version(const struct rule_input *in)
{
	const struct tool *tool = wants_kept(in->wants, in->facts, TOOL_GEN_GO_GRPC);

	return tool ? tool->version : in->wants->tool[TOOL_GEN_GO_GRPC].version;
}

static bool ahead_of_grpc(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *project = &in->facts->project;
	const char *plugin = grpc_plugin_version(in);

	/* grpc-go's SupportPackageIsVersion9 came with v1.64.0, the plugin asks for it from 1.5.0
	 * on */
	if (!project->folder || !project->grpc_version || version_compare(plugin, "1.5.0") < 0 ||
	    version_compare(project->grpc_version, "1.64.0") >= 0)
		return false;
	evidence(in, found, _("%s/go.mod requires google.golang.org/grpc %s"),
		 shown(in, project->folder), project->grpc_version);
	evidence(in, found, _("protoc-gen-go-grpc %s writes code for grpc v1.64.0 and newer"),
		 plugin);
	remedy(in, found, "%s",
	       _("In that project run: go get google.golang.org/grpc@v1.64.0 (or newer). If it must stay, generate there with protoc-gen-go-grpc v1.3.0."));
	return true;
}

const struct rule plugin_rules[] = {
	{
		.id = "plugin.missing",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is not installed"),
		.why = N_("protoc writes Go code through it."),
		.holds = plugin_missing,
		.symptoms = SYMPTOMS(NOT_STARTED),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.off-path",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is installed, but on no PATH"),
		.why = N_("protoc finds its plugins through PATH."),
		.holds = plugin_off_path,
		.symptoms = SYMPTOMS(NOT_STARTED),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.not-runnable",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc does not start"),
		.why = N_(
			"protoc passes over what cannot be executed and takes the next of that name, or none."),
		.holds = plugin_not_runnable,
		.symptoms = SYMPTOMS(NOT_STARTED),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.wrong-arch",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is built for another machine"),
		.why = N_(
			"protoc cannot start it; on Linux the shell tries to read it as a script."),
		.holds = plugin_wrong_arch,
		.symptoms = SYMPTOMS(NOT_STARTED, "Syntax error: \"(\" unexpected",
				     "Plugin failed with status code 2"),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.killed",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("macOS stops a plugin of protoc at once"),
		.why = N_(
			"Its signature is missing or no longer fits, as happens where a program is written over in place."),
		.holds = plugin_killed,
		.symptoms = SYMPTOMS("Plugin killed by signal 9", "zsh: killed", "Killed: 9"),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.legacy",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("The first protoc-gen-go on PATH is the old generator"),
		.why = N_(
			"github.com/golang/protobuf's generator writes code for the old API and knows no separate gRPC plugin."),
		.holds = plugin_legacy,
		.symptoms = SYMPTOMS("plugins are not supported", "unknown argument \"--version\"",
				     "github.com/golang/protobuf"),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.foreign",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("Another program has the name of a plugin"),
		.why = N_("protoc starts it and cannot read what it answers."),
		.holds = plugin_foreign,
		.symptoms = SYMPTOMS("Plugin output is unparseable"),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.outdated",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is old"),
		.why = N_("It refuses newer .proto files, or writes code for an older API."),
		.holds = plugin_outdated,
		.symptoms = SYMPTOMS("hasn't been updated to support"),
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.ahead-of-grpc",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc-gen-go-grpc is newer than this project's grpc module"),
		.why = N_("The code it writes does not compile with that module."),
		.holds = ahead_of_grpc,
		.symptoms = SYMPTOMS("undefined: grpc.SupportPackageIsVersion"),
	},
	{ 0 },
};
