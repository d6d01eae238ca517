/* PATH and library paths, as this process and new shells have them. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"

static bool is_here(const struct path_facts *p, const struct path_entry *entry)
{
	return entry >= p->entries.at && entry < p->entries.at + p->entries.n;
}

const struct path_entry *path_entry_next(const struct facts *f, const struct path_entry *entry)
{
	const struct path_facts *p = &f->path;
	size_t i = !entry              ? 0
		   : is_here(p, entry) ? (size_t)(entry - p->entries.at) + 1
				       : p->entries.n;

	for (; i < p->entries.n; i++)
		if (!p->entries.at[i].old)
			return &p->entries.at[i];
	i = entry && !is_here(p, entry) ? (size_t)(entry - p->new_entries.at) + 1 : 0;
	return i < p->new_entries.n ? &p->new_entries.at[i] : NULL;
}

int path_entry_number(const struct facts *f, const struct path_entry *entry)
{
	const struct path_facts *p = &f->path;

	return is_here(p, entry) ? (int)(entry - p->entries.at) + 1 : 0;
}

/* Control bytes must not reach a terminal. */
const char *printable(const struct rule_input *in, const char *text)
{
	struct str s = { .mem = in->mem };

	for (; *text; text++) {
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			str_fmt(&s, "\\x%02x", (unsigned char)*text);
		else
			str_add_char(&s, *text);
	}
	return str_text(&s);
}

/* Every Mac's PATH names folders that need not be there, like /usr/local/bin: /etc/paths and
 * /etc/paths.d say so, no file of the user's. */
static bool is_given_by_macos(const struct rule_input *in, const struct path_entry *entry)
{
	return names_hold(&in->facts->path.paths_d, entry->text);
}

enum { MOST_EVIDENCE = 20 };

/* Notes about a PATH of thousands of entries are cut. */
static bool is_enough(const struct rule_input *in, struct finding *found, size_t n)
{
	if (n == MOST_EVIDENCE)
		evidence(in, found, _("... and more of the same"));
	return n >= MOST_EVIDENCE;
}

static bool path_dangling(const struct rule_input *in, struct finding *found)
{
	size_t n = 0;

	if (path_names_old_home(in, found))
		return true;
	path_entries_each(entry, in->facts)
	{
		if (!path_entry_number(in->facts, entry) || entry->empty || entry->relative ||
		    entry->tilde || entry->windows || entry->bad_byte >= 0 ||
		    (entry->exists && entry->is_folder) || is_given_by_macos(in, entry) ||
		    str_equal(entry->text, in->facts->places.go_bin)) /* go install makes it */
			continue;
		if (is_enough(in, found, n++))
			break;
		evidence(in, found,
			 entry->exists ? _("entry %d of PATH: %s is no folder")
				       : _("entry %d of PATH: %s does not exist"),
			 path_entry_number(in->facts, entry),
			 shown(in, printable(in, entry->text)));
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s", _("Nothing needs to be done; it does no harm."));
	return true;
}

static bool path_duplicate(const struct rule_input *in, struct finding *found)
{
	size_t n = 0;

	path_entries_each(entry, in->facts)
	{
		if (entry->duplicate_of < 0 || entry->windows || entry->empty)
			continue;
		if (is_enough(in, found, n++))
			break;
		evidence(in, found, _("entry %d of PATH is entry %d once more: %s"),
			 path_entry_number(in->facts, entry), entry->duplicate_of + 1,
			 shown(in, printable(in, entry->text)));
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s", _("Nothing needs to be done; the first one counts."));
	return true;
}

static bool stale_session(const struct rule_input *in, struct finding *found)
{
	const struct brew *brew = in->wants->brew;

	tools_each (id) {
		const struct tool *tool = facts_resolve(in->facts, id);

		if (tool && !facts_resolve_here(in->facts, id))
			evidence(in, found, _("new shells find %s: %s"), tool_name(id),
				 shown(in, tool->path));
	}
	/* its installer has just been here */
	if (brew && brew->new_shell_index >= 0 && !brew->on_path)
		evidence(in, found, _("new shells find %s: %s"), "brew", shown(in, brew->program));
	for (size_t i = 0; i < in->facts->go.old.n; i++)
		evidence(in, found, _("only this terminal still has %s"),
			 printable(in, in->facts->go.old.at[i]));
	if (!found->evidence.n)
		return false;
	remedy(in, found, _("Open a new terminal, or run in this one: %s"),
	       own_name_in(shell_kind(shell_or_usual(in->facts->shell.login))
				   ->language->paste(in->mem, "goready")));
	return true;
}

/* ---- library paths ---- */

static bool is_broken_by_library(const struct tool *tool)
{
	return tool->fault == FAULT_NO_LIBRARY || tool->fault == FAULT_CANNOT_RUN;
}

/* The lines of start files that set it; the first one's value, where this process has none: macOS
 * takes DYLD_... out of the environment of its own programs (dyld(1)). */
static const char *library_lines(const struct rule_input *in, struct finding *found)
{
	const struct shell_facts *shell = &in->facts->shell;
	const char *value = NULL;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		if (!str_equal(a->name, found->variable) || !a->value || !*a->value)
			continue;
		list_push(in->mem, &found->assignments, a);
		value = value ? value : a->value;
	}
	return value;
}

/* Named, and not taken out: another program may need it. */
static void say_library_lines(const struct rule_input *in, struct finding *found)
{
	const struct assignment *first = found->assignments.n ? found->assignments.at[0] : NULL;

	for (size_t i = 0; i < found->assignments.n; i++)
		evidence_line(in, found, found->assignments.at[i]);
	if (first)
		remedy(in, found,
		       _("Take line %d out of %s, or set %s for the one program that needs it."),
		       first->line, shown(in, first->file), found->variable);
	else
		remedy(in, found,
		       _("Take %s out of your start files, or set it for the one program that needs it."),
		       found->variable);
}

static bool library_path(const struct rule_input *in, struct finding *found)
{
	bool mac = in->facts->machine.os == OS_DARWIN, dynamic = false, broken = false;
	const char *value = mac ? in->facts->environment.dyld_library_path
				: in->facts->environment.ld_library_path;
	const char *written;

	found->variable = mac ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
	written = library_lines(in, found);
	value = value && *value ? value : written;
	if (!value || !*value)
		return false;
	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];

		if (!tool_is_on_path(in->facts, tool) || !tool->binary.needs.n)
			continue;
		dynamic = true;
		if (!is_broken_by_library(tool))
			continue;
		broken = true;
		evidence(in, found, "%s", tool_text(in, tool));
		if (tool->fault_detail)
			evidence(in, found, "%s", tool->fault_detail);
	}
	if (!dynamic)
		return false;
	found->level = broken ? LEVEL_PROBLEM : LEVEL_NOTE;
	evidence(in, found, "%s=%s", found->variable, printable(in, value));
	say_library_lines(in, found);
	return true;
}

const struct rule path_rules[] = {
	{
		.id = "path.stale-session",
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("This terminal is older than the change to PATH"),
		.why = N_("A running shell keeps the PATH it started with."),
		.holds = stale_session,
	},
	{
		.id = "environment.dyld",
		.topic = TOPIC_PATH,
		.level = LEVEL_PROBLEM,
		.title = N_("A variable leads programs to other libraries"),
		.why = N_(
			"A program that loads a library of another version does not start, or fails later."),
		.holds = library_path,
	},
	{
		.id = "path.dangling",
		.variables = NAMES("PATH"),
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("PATH holds folders that do not exist"),
		.why = N_(
			"Nothing is found in such a folder: it is left over from something, or for something to come."),
		.holds = path_dangling,
	},
	{
		.id = "path.duplicate",
		.variables = NAMES("PATH"),
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("PATH holds a folder twice"),
		.why = N_("It does no harm."),
		.holds = path_duplicate,
	},
	{ 0 },
};
