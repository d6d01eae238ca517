/* The plugins of protoc, each asked about by itself; those that are there whoever wrote them. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"

/* A macro, so that the compiler sees the format. */
#define TITLE(text) (found->title = arena_fmt(in->mem, text, tool_name(found->tool)))

static bool plugin_legacy(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);

	return used_has(in, found, tool && tool->fault == FAULT_LEGACY, tool);
}

/* The shell runs an empty file, and it ends well: protoc then writes nothing and says nothing. */
static bool is_no_program(const struct rule_input *in, struct finding *found,
			  const struct tool *tool)
{
	if (!tool || tool->fault != FAULT_NONE || !tool_is_no_program(tool))
		return false;
	if (tool->binary.format == BINARY_SCRIPT)
		found->level = LEVEL_WARNING;
	found->title =
		arena_fmt(in->mem,
			  tool->binary.format == BINARY_SCRIPT ? _("A script has the name %s")
							       : _("%s is no program"),
			  tool_name(found->tool));
	evidence(in, found, "%s", tool_text(in, tool));
	evidence(in, found,
		 tool->binary.format == BINARY_SCRIPT
			 ? _("it is a script: what it does with protoc's request is not known")
			 : _("the file is empty, or holds no program"));
	heal_tool(in, found, found->tool);
	return true;
}

static bool plugin_foreign(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);

	if (is_no_program(in, found, tool))
		return true;
	TITLE(_("Another program has the name %s"));
	weigh_by_need(in, found);
	return used_has(in, found, tool && tool->fault == FAULT_FOREIGN, tool);
}

static bool plugin_outdated(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);
	const char *minimum = in->wants->tool[found->tool].minimum;

	if (!tool || tool->fault != FAULT_NONE || !tool->version || !minimum ||
	    version_compare(tool->version, minimum) >= 0)
		return false;
	TITLE(_("%s is old"));
	evidence(in, found, "%s", tool_text(in, tool));
	evidence(in, found, _("at least version %s is needed"), minimum);
	heal_tool(in, found, found->tool);
	return true;
}

const struct rule plugin_rules[] = {
	{
		.id = "plugin.missing",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is not installed"),
		.why = N_("protoc writes Go code through it."),
		.holds = program_missing,
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.off-path",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is installed, but not on PATH"),
		.why = N_("protoc finds its plugins through PATH."),
		.holds = program_off_path,
		.tools = TOOLS_ANY_PLUGIN,
	},
	{
		.id = "plugin.not-runnable",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc does not start"),
		.why = N_(
			"protoc passes over what cannot be executed and takes the next of that name, or none."),
		.holds = program_not_runnable,
		.tools = TOOLS_ANY_PLUGIN,
	},
	{
		.id = "plugin.wrong-arch",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is built for another machine"),
		.why = N_(
			"protoc cannot start it; on Linux the shell tries to read it as a script."),
		.holds = program_wrong_arch,
		.tools = TOOLS_ANY_PLUGIN,
	},
	{
		.id = "plugin.killed",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("macOS stops a plugin of protoc at once"),
		.why = N_(
			"Its signature is missing or no longer fits, as happens where a program is written over in place."),
		.holds = program_killed,
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.quarantined",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("macOS holds a plugin of protoc back"),
		.why = N_(
			"It came through a browser, and Apple knows nothing of it: macOS opens a window, or ends it at once."),
		.holds = program_quarantined,
		.tools = TOOLS_ANY_PLUGIN,
	},
	{
		.id = "plugin.legacy",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("The first protoc-gen-go on PATH is the old generator"),
		.why = N_(
			"github.com/golang/protobuf's generator writes code for the old API and knows no separate gRPC plugin."),
		.holds = plugin_legacy,
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.foreign",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("Another program has the name of a plugin"),
		.why = N_("protoc starts it and cannot read what it answers."),
		.holds = plugin_foreign,
		.tools = TOOLS_PLUGINS,
	},
	{
		.id = "plugin.outdated",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("A plugin of protoc is old"),
		.why = N_("It refuses newer .proto files, or writes code for an older API."),
		.holds = plugin_outdated,
		.tools = TOOLS_PLUGINS,
	},
	{ 0 },
};
