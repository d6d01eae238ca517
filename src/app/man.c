/* The man page, in man(7) macros. */
#include "app/help.h"
#include "base/i18n.h"
#include "base/str.h"

/* A line that begins with a dot or a quote would be a request; a backslash an escape. */
static void add_roff(struct str *s, const char *text)
{
	bool start = true;

	for (; *text; text++) {
		if (start && (*text == '.' || *text == '\''))
			str_add(s, "\\&");
		if (*text == '\\')
			str_add(s, "\\e");
		else if (*text == '-')
			str_add(s, "\\-");
		else
			str_add_char(s, *text);
		start = *text == '\n';
	}
}

/* Paragraphs: an empty line parts them, a line that begins with a blank stays a line. */
static void add_paragraphs(struct str *s, const char *text)
{
	struct names lines = str_split(s->mem, text, '\n');

	for (size_t i = 0; i < lines.n; i++) {
		if (!*lines.at[i])
			str_add(s, ".PP\n");
		else {
			if (i && *lines.at[i - 1])
				str_add(s, ".br\n");
			add_roff(s, str_trim(s->mem, lines.at[i]));
			str_add_char(s, '\n');
		}
	}
}

static void add_tagged(struct str *s, const char *head, const char *value, const char *text)
{
	str_add(s, ".TP\n\\fB");
	add_roff(s, head);
	str_add(s, "\\fR");
	if (value && *value) {
		str_add(s, " \\fI");
		add_roff(s, value);
		str_add(s, "\\fR");
	}
	str_add_char(s, '\n');
	add_paragraphs(s, text);
}

static const char *commands_of(struct arena *mem, unsigned set)
{
	struct names names = { 0 };

	for (enum command_id id = COMMAND_WIZARD; id < COMMAND_HELP; id++)
		if (set & 1u << id)
			list_push(mem, &names,
				  id == COMMAND_WIZARD ? "goready" : command_rows[id].name);
	return str_join(mem, &names, _(", "));
}

static void add_options(struct str *s)
{
	str_add(s, ".SH OPTIONS\n");
	for (const struct option_row *row = option_rows; row->name; row++) {
		struct str text = { .mem = s->mem };

		str_fmt(&text, _("%s."), option_summary(s->mem, row));
		if (row->commands)
			str_fmt(&text, _(" Goes with: %s."), commands_of(s->mem, row->commands));
		if (row->variable)
			str_fmt(&text, _(" Variable: %s."), row->variable);
		add_tagged(s, row->name, row->value, str_text(&text));
	}
}

const char *help_man(struct arena *mem)
{
	struct str s = { .mem = mem };

	str_fmt(&s, ".TH GOREADY 1 \"\" \"goready %s\" \"User Commands\"\n", GOREADY_VERSION);
	str_fmt(&s, ".SH NAME\ngoready \\- %s\n",
		_("set up Go and gRPC, and prove that they work"));
	str_add(&s, ".SH SYNOPSIS\n\\fBgoready\\fR [\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]\n");
	str_add(&s, ".SH DESCRIPTION\n");
	add_paragraphs(
		&s,
		_("Takes this machine to a Go and gRPC toolchain that is proven to work: it generates code from a .proto file, builds a server and a client, runs them, and checks the reply. Nothing is changed before you have seen it and agreed, and all of it can be undone."));
	str_add(&s, ".SH COMMANDS\n");
	for (enum command_id id = COMMAND_WIZARD; id < COMMAND_HELP; id++)
		add_tagged(&s, id == COMMAND_WIZARD ? "(none)" : command_rows[id].name,
			   command_rows[id].words, _(command_rows[id].about));
	add_options(&s);
	str_add(&s, ".SH ENVIRONMENT\n");
	for (const struct variable_row *row = variable_rows; row->name; row++)
		add_tagged(&s, row->name, NULL, _(row->summary));
	for (const struct topic_row *row = topic_rows; row->name; row++) {
		str_fmt(&s, ".SH \"HELP: %s\"\n", row->name);
		add_paragraphs(&s, topic_text(mem, row));
	}
	return str_text(&s);
}
