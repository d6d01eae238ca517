/* Start files that give PATH where it does not last. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"

static bool is_named(const struct names *folders, const char *folder)
{
	for (size_t i = 0; i < folders->n; i++) {
		if (str_equal(folders->at[i], folder))
			return true;
	}
	return false;
}

/* The value with $HOME expanded names this folder in front of what was there. */
static bool puts_in_front(const struct rule_input *in, const struct assignment *a,
			  const char *folder)
{
	struct names entries = str_split(in->mem, a->value, ':');

	for (size_t i = 0; i < entries.n; i++) {
		const char *entry = entries.at[i];

		if (str_starts(entry, "$PATH") || str_starts(entry, "${PATH"))
			return false;
		if (str_starts(entry, "$HOME"))
			entry = arena_fmt(in->mem, "%s%s", in->facts->places.home, entry + 5);
		if (str_equal(entry, folder))
			return true;
	}
	return false;
}

/* A tool in a folder that this line puts in front, and that login shells do not take. */
static const struct tool *demoted(const struct rule_input *in, const struct assignment *a)
{
	const struct facts *f = in->facts;

	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i], *used = facts_resolve(f, tool->id);
		const char *folder = path_folder(in->mem, tool->path);

		if (used && used != tool && puts_in_front(in, a, folder) &&
		    is_named(&f->path.paths_d, path_folder(in->mem, used->path)))
			return tool;
	}
	return NULL;
}

/* /etc/zprofile runs path_helper after .zshenv was read, and it moves the folders of /etc/paths and
 * /etc/paths.d to the front (apple-oss-distributions: shell_cmds, path_helper.c). */
static bool before_path_helper(const struct rule_input *in, struct finding *found)
{
	const struct shell_facts *shell = &in->facts->shell;

	if (in->facts->machine.os != OS_DARWIN)
		return false;
	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];
		const struct tool *tool;

		if (!str_equal(a->name, "PATH") || !a->value ||
		    !str_equal(path_name(a->file), ".zshenv"))
			continue;
		tool = demoted(in, a);
		if (!tool)
			continue;
		evidence_line(in, found, a);
		evidence(in, found, _("meant: %s"), tool_text(in, tool));
		evidence(in, found, _("login shells take: %s"),
			 tool_text(in, facts_resolve(in->facts, tool->id)));
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s",
	       _("Move the line from ~/.zshenv to ~/.zprofile, which is read after macOS has put its own folders in front."));
	return true;
}

const struct rule start_file_rules[] = {
	{
		.id = "rc.wrong-file",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("PATH is set in a file where it does not last"),
		.why = N_("It works in one kind of terminal and not in another."),
		.holds = before_path_helper,
		.symptoms = SYMPTOMS("command not found"),
	},
	{ 0 },
};
