#include "app/help.h"

#include <string.h>

#include "base/i18n.h"
#include "tool/tool.h"
#include "base/str.h"
#include "ui/ui.h"

enum { WIDTH = 79, OPTION_COLUMN = 24 };

/* Text in lines of at most WIDTH cells, each indented; a line that begins with a blank stays as it
 * is. */
static void add_wrapped(struct str *s, const char *text, int indent)
{
	struct names paragraphs = str_split(s->mem, text, '\n');

	if (paragraphs.n && str_ends(text, "\n"))
		paragraphs.n--;
	for (size_t i = 0; i < paragraphs.n; i++) {
		struct names lines = { 0 };

		if (*paragraphs.at[i] == ' ' || !*paragraphs.at[i])
			list_push(s->mem, &lines, paragraphs.at[i]);
		else
			lines = text_wrap(s->mem, paragraphs.at[i], WIDTH - indent);
		for (size_t k = 0; k < lines.n; k++)
			str_fmt(s, "%*s%s\n", *lines.at[k] ? indent : 0, "", lines.at[k]);
	}
}

static void add_entry(struct str *s, const char *name, const char *value, const char *summary)
{
	const char *head = value && *value ? arena_fmt(s->mem, "%s %s", name, value) : name;

	if (strlen(head) < OPTION_COLUMN - 3) {
		struct str text = { .mem = s->mem };
		const char *skip;

		add_wrapped(&text, summary, OPTION_COLUMN);
		skip = str_text(&text) + OPTION_COLUMN;
		str_fmt(s, "  %-*s%s", OPTION_COLUMN - 2, head, skip);
		return;
	}
	str_fmt(s, "  %s\n", head);
	add_wrapped(s, summary, OPTION_COLUMN);
}

const char *option_choices(struct arena *mem, const struct option_row *row)
{
	struct names names = { 0 };

	if (!str_equal(row->choices, TOOL_CHOICES))
		return row->choices;
	tools_each (id)
		if (tool_kind_of(id)->optional)
			list_push(mem, &names, tool_name(id));
	return str_join(mem, &names, " ");
}

const char *topic_text(struct arena *mem, const struct topic_row *row)
{
	struct str s = { .mem = mem };

	if (!str_ends(row->text, TOOL_LIST))
		return _(row->text);
	/* it is no part of the message: xgettext does not fill in what is defined */
	str_add(&s, _(arena_strndup(mem, row->text, strlen(row->text) - strlen(TOOL_LIST))));
	tools_each (id)
		if (tool_kind_of(id)->optional)
			str_fmt(&s, "\n  %s",
				arena_fmt(mem, _("%s: %s"), tool_name(id),
					  _(tool_kind_of(id)->about)));
	return str_text(&s);
}

const char *option_summary(struct arena *mem, const struct option_row *row)
{
	/* "go=" is no word to choose, but how one begins */
	if (!row->choices || strchr(row->choices, '='))
		return _(row->summary);
	return arena_fmt(mem, _("%s: %s"), _(row->summary), option_choices(mem, row));
}

static void add_options(struct str *s, int command)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		if (command < 0 ? row->commands == 0
				: row->commands && (row->commands & 1u << command))
			add_entry(s, row->name, row->value, option_summary(s->mem, row));
}

const char *help_overview(struct arena *mem)
{
	struct str s = { .mem = mem };

	str_add(&s,
		_("goready sets up Go and gRPC on this machine, and proves that they work.\n"
		  "Nothing is changed before you have seen it, and everything can be undone.\n\n"
		  "Usage: goready [COMMAND] [OPTIONS]\n\nCommands:\n"));
	add_entry(&s, "goready", "", _(command_rows[COMMAND_WIZARD].summary));
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		add_entry(&s, command_rows[id].name, command_rows[id].words,
			  _(command_rows[id].summary));
	str_add(&s, _("\nOptions of the wizard:\n"));
	add_options(&s, COMMAND_WIZARD);
	str_add(&s, _("\nOptions everywhere:\n"));
	add_options(&s, -1);
	str_add(&s, _("\nHelp topics (goready help TOPIC):\n"));
	for (const struct topic_row *row = topic_rows; row->name; row++)
		add_entry(&s, row->name, NULL, _(row->summary));
	str_add(&s, _("\nStart with: goready doctor\n"));
	return str_text(&s);
}

const char *help_command(struct arena *mem, enum command_id command)
{
	const struct command_row *row = &command_rows[command];
	struct str s = { .mem = mem };

	if (command == COMMAND_WIZARD || command == COMMAND_HELP)
		return help_overview(mem);
	str_fmt(&s, "goready %s\n\n", arena_fmt(mem, _("%s: %s"), row->name, _(row->summary)));
	str_fmt(&s, _("Usage: goready %s%s%s [OPTIONS]\n\n"), row->name, *row->words ? " " : "",
		row->words);
	add_wrapped(&s, _(row->about), 0);
	str_add(&s, _("\nOptions:\n"));
	add_options(&s, command);
	add_options(&s, -1);
	return str_text(&s);
}

const char *help_topic(struct arena *mem, const char *name)
{
	struct str s = { .mem = mem };

	if (strcmp(name, HELP_OF_WIZARD) == 0 || strcmp(name, "goready") == 0)
		return help_command(mem, COMMAND_WIZARD);
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		if (strcmp(command_rows[id].name, name) == 0)
			str_add(&s, help_command(mem, id));
	for (const struct topic_row *row = topic_rows; row->name; row++) {
		if (strcmp(row->name, name) != 0)
			continue;
		if (s.n) /* "plain" is a command and a topic */
			str_add(&s, "\n");
		add_wrapped(&s, topic_text(mem, row), 0);
	}
	return s.n ? str_text(&s) : NULL;
}
