/*
 * The tools that not everybody needs. Missing ones count only where somebody asks for them; what is
 * wrong with one that is there is a warning. Go programs of another CPU in the Go bin folder have
 * gotool.wrong-arch.
 */
#include "rules/rule.h"

#include "base/i18n.h"

static bool wrong_arch(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = facts_resolve(in->facts, found->tool);

	if (!tool || str_equal(path_folder(in->mem, tool->path), in->facts->places.go_bin))
		return false;
	return program_wrong_arch(in, found);
}

/* golang/vscode-go, src/utils/pathUtils.ts: GOBIN and GOPATH's bin are looked into before PATH. */
static const char *editor_that_finds_it(const struct rule_input *in, const struct tool *tool)
{
	const struct editor_facts *f = &in->facts->editors;
	bool asks = tool->id == tool_find("gopls") || tool->id == tool_find("dlv");

	for (size_t i = 0; asks && i < f->editors.n; i++)
		if (f->editors.at[i].extension &&
		    str_equal(path_folder(in->mem, tool->path), in->facts->places.go_bin))
			return f->editors.at[i].name;
	return NULL;
}

static bool off_path(const struct rule_input *in, struct finding *found)
{
	const struct tool *there = tool_anywhere(in->facts, found->tool);
	const char *editor = there ? editor_that_finds_it(in, there) : NULL;

	if (!program_off_path(in, found))
		return false;
	if (editor && found->level == LEVEL_WARNING) {
		found->level = LEVEL_NOTE;
		evidence(in, found, _("%s looks there by itself"), editor);
	}
	return true;
}

static bool is_newer_behind(const struct tool *first, const struct tool *other)
{
	return other->id == first->id && other->fault == FAULT_NONE && !other->windows &&
	       other->new_shell_index > first->new_shell_index && other->version &&
	       first->version && version_compare(other->version, first->version) > 0;
}

/* The Go bin folder may come to the front; other folders hold more than this program. */
static bool shadowed(const struct rule_input *in, struct finding *found)
{
	const struct tool *first = facts_resolve(in->facts, found->tool), *newer = NULL;
	const char *folder;

	for (size_t i = 0; first && i < in->facts->tools.n; i++)
		if (is_newer_behind(first, &in->facts->tools.at[i]))
			newer = &in->facts->tools.at[i];
	if (!newer)
		return false;
	found->title = arena_fmt(in->mem, _("An older %s stands in front of a newer one"),
				 tool_name(found->tool));
	evidence(in, found, "%s", tool_text(in, first));
	evidence(in, found, "%s", tool_text(in, newer));
	folder = path_folder(in->mem, newer->path);
	remedy(in, found, _("Put %s in front of %s in PATH, or remove the older one."),
	       shown(in, folder), shown(in, path_folder(in->mem, first->path)));
	if (str_equal(folder, in->facts->places.go_bin)) {
		found->heal = HEAL_PATH;
		found->value = folder;
		found->automatic = true;
	}
	return true;
}

const struct rule more_tools_rules[] = {
	{
		.id = "tool.missing",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_PROBLEM,
		.title = N_("A tool that you ask for is not installed"),
		.why = N_("Your profile, or --with, names it."),
		.holds = program_missing,
		.tools = TOOLS_OPTIONAL,
	},
	{
		.id = "tool.off-path",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_PROBLEM,
		.title = N_("A tool is installed, but not on PATH"),
		.why = N_("Shells, editors and make find programs through PATH only."),
		.holds = off_path,
		.tools = TOOLS_OPTIONAL,
	},
	{
		.id = "tool.not-runnable",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_PROBLEM,
		.title = N_("A tool does not start"),
		.why = N_(
			"Shells pass over what cannot be executed and take the next of that name, or none."),
		.holds = program_not_runnable,
		.tools = TOOLS_OPTIONAL,
	},
	{
		.id = "tool.wrong-arch",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_PROBLEM,
		.title = N_("A tool is built for another machine"),
		.why = N_("It does not run here, or only through an emulator."),
		.holds = wrong_arch,
		.tools = TOOLS_OPTIONAL,
	},
	{
		.id = "tool.quarantined",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_PROBLEM,
		.title = N_("macOS holds a tool back"),
		.why = N_(
			"It came through a browser, and Apple knows nothing of it: macOS opens a window, or ends it at once."),
		.holds = program_quarantined,
		.tools = TOOLS_OPTIONAL,
	},
	{
		.id = "tool.killed",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_PROBLEM,
		.title = N_("macOS stops a tool at once"),
		.why = N_(
			"Its signature is missing or no longer fits, as happens where a program is written over in place."),
		.holds = program_killed,
		.tools = TOOLS_OPTIONAL,
	},
	{
		.id = "tool.shadowed",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_WARNING,
		.title = N_("An older program of the same name comes first"),
		.why = N_("The first on PATH runs, so that an upgrade seems to have no effect."),
		.holds = shadowed,
		.tools = TOOLS_OPTIONAL,
	},
	{ 0 },
};
