/*
 * What can be wrong with a tool or a plugin, whichever it is: asked of plugins (plugins.c) and of the
 * tools that not everybody needs (more_tools.c); of plugins also where no row names them.
 */
#include "rules/rule.h"

#include "base/i18n.h"

/* A macro, so that the compiler sees the format. */
#define TITLE(text) (found->title = arena_fmt(in->mem, text, by_name_of(found)))

static const char *by_name_of(const struct finding *found)
{
	return found->program ? path_name(found->program->path) : tool_name(found->tool);
}

/* What nobody asked for is of less weight: what goready needs does not need it. */
void weigh_by_need(const struct rule_input *in, struct finding *found)
{
	if (found->program || !in->wants->tool[found->tool].wanted)
		found->level = LEVEL_WARNING;
}

bool program_missing(const struct rule_input *in, struct finding *found)
{
	TITLE(_("%s is not installed"));
	return in->wants->tool[found->tool].wanted && tool_is_missing(in, found);
}

/* ---- off PATH ---- */

static bool other_off_path(const struct rule_input *in, struct finding *found)
{
	if (tool_is_on_path(in->facts, found->program))
		return false;
	evidence(in, found, "%s", tool_text(in, found->program));
	found->heal = HEAL_PATH;
	found->value = path_folder(in->mem, found->program->path);
	found->automatic = true;
	remedy(in, found, _("Put %s in front of PATH in the shell start files; goready does that."),
	       shown(in, found->value));
	return true;
}

bool program_off_path(const struct rule_input *in, struct finding *found)
{
	TITLE(_("%s is installed, but not on PATH"));
	weigh_by_need(in, found);
	return found->program ? other_off_path(in, found) : tool_is_off_path(in, found);
}

/* ---- does not start ---- */

const char *tool_fault_sentence(const struct rule_input *in, const struct tool *tool)
{
	const char *fault = tool_fault_text(in->mem, tool);

	return arena_fmt(in->mem, "%s %s", shown(in, tool->path),
			 fault ? fault : _("does not start"));
}

static bool does_not_start(enum tool_fault fault)
{
	return fault_is_skipped(fault) || fault == FAULT_NO_LIBRARY || fault == FAULT_CANNOT_RUN;
}

static void say_not_runnable(const struct rule_input *in, struct finding *found,
			     const struct tool *tool)
{
	evidence(in, found, "%s", tool_fault_sentence(in, tool));
	if (tool->fault_detail && !fault_is_skipped(tool->fault))
		evidence(in, found, "%s", tool->fault_detail);
}

static bool other_not_runnable(const struct rule_input *in, struct finding *found)
{
	const struct tool *other = found->program;

	if (!tool_is_on_path(in->facts, other) || !does_not_start(other->fault))
		return false;
	say_not_runnable(in, found, other);
	remedy(in, found, _("Remove %s, or install it anew."), shown(in, other->path));
	return true;
}

static bool tool_not_runnable(const struct rule_input *in, struct finding *found)
{
	const struct tool *used = facts_resolve(in->facts, found->tool), *bad = NULL;

	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];

		if (tool->id != found->tool || !tool_is_on_path(in->facts, tool) || tool->windows ||
		    !does_not_start(tool->fault) || tool->killed)
			continue;
		if (tool_is_gone(in->facts, tool) ||
		    (used && used != tool && tool->new_shell_index > used->new_shell_index))
			continue; /* behind the one that runs */
		say_not_runnable(in, found, tool);
		bad = bad ? bad : tool;
	}
	if (!bad)
		return false;
	if (used && !does_not_start(used->fault)) {
		found->level = LEVEL_NOTE;
		evidence(in, found, _("skipped, and taken instead: %s"), tool_text(in, used));
		remedy(in, found, _("Remove %s."), shown(in, bad->path));
		return true;
	}
	heal_tool(in, found, found->tool);
	return true;
}

bool program_not_runnable(const struct rule_input *in, struct finding *found)
{
	TITLE(_("%s does not start"));
	weigh_by_need(in, found);
	return found->program ? other_not_runnable(in, found) : tool_not_runnable(in, found);
}

/* ---- built for another machine ---- */

bool used_has(const struct rule_input *in, struct finding *found, bool holds,
	      const struct tool *tool)
{
	if (!holds)
		return false;
	evidence(in, found, "%s", tool_text(in, tool));
	if (fault_is_foreign_cpu(tool->fault))
		evidence(in, found, _("this machine is %s"), machine_text(in));
	else if (tool->fault_detail)
		evidence(in, found, _("what it is: %s"), tool->fault_detail);
	if (!found->program)
		heal_tool(in, found, found->tool);
	return true;
}

/* What lies in the Go bin folder and says what it was built from is built anew there. */
static void heal_other(const struct rule_input *in, struct finding *found)
{
	const struct tool *other = found->program;
	const char *package = go_tool_package(in->mem, in->facts, other);

	if (package && str_equal(path_folder(in->mem, other->path), in->facts->places.go_bin)) {
		found->heal = HEAL_GO_TOOLS;
		found->automatic = true;
	}
	remedy(in, found, _("Build it anew for this machine: go install %s"),
	       package ? package : _("PACKAGE@VERSION"));
}

bool program_wrong_arch(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool =
		found->program ? found->program : facts_resolve(in->facts, found->tool);

	TITLE(_("%s is built for another machine"));
	weigh_by_need(in, found);
	if (!used_has(in, found, tool && fault_is_foreign_cpu(tool->fault), tool))
		return false;
	if (found->program)
		heal_other(in, found);
	return true;
}

/* Browsers set the flag, curl and go do not. It is not taken off: nobody knows what those bytes are. */
bool program_quarantined(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool =
		found->program ? found->program : tool_first(in->facts, found->tool);

	if (!tool || !tool->quarantined)
		return false;
	TITLE(_("macOS holds %s back"));
	weigh_by_need(in, found);
	evidence(in, found, "%s", tool_text(in, tool));
	evidence(in, found, _("com.apple.quarantine is set on %s"),
		 shown(in, tool->real_path ? tool->real_path : tool->path));
	if (found->program)
		remedy(in, found,
		       _("Install %s anew, with go install or Homebrew: what they bring is not held back."),
		       by_name_of(found));
	else
		heal_tool(in, found, found->tool);
	return true;
}

/* Apple Silicon runs signed programs only, and remembers the signature of a file that was written
 * over (Homebrew/brew, keg.rb; xnu, kern_exec.c). */
bool program_killed(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = tool_first(in->facts, found->tool);

	if (!tool || !tool->killed)
		return false;
	TITLE(_("macOS stops %s at once"));
	weigh_by_need(in, found);
	evidence(in, found, "%s", tool_text(in, tool));
	if (tool->fault_detail)
		evidence(in, found, "%s", tool->fault_detail);
	heal_tool(in, found, found->tool);
	return true;
}
