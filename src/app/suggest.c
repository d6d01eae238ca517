#include "app/suggest.h"

#include <stdlib.h>

#include "base/own_name.h"
#include "shell/quote.h"

struct line {
	struct str text;
	enum shell_id shell;
};

static void add_word(struct line *line, const char *word)
{
	if (line->text.n)
		str_add_char(&line->text, ' ');
	str_add(&line->text, shell_word(line->text.mem, line->shell, word));
}

static void add_option(struct line *line, const struct option_row *row, const struct request *r)
{
	const char *at = (const char *)r + row->offset;
	const char *value = row->value ? *(const char *const *)at : NULL;

	if (row->value ? value != NULL : *(const bool *)at)
		add_word(line, row->name);
	if (value)
		add_word(line, value);
}

static void add_source(struct line *line, const struct option_row *row, const char *name,
		       const char *where)
{
	if (!where)
		return;
	add_word(line, row->name);
	add_word(line, arena_fmt(line->text.mem, "%s=%s", name, where));
}

/* The one option that has a place for each tool. */
static void add_sources(struct line *line, const struct option_row *row, const struct request *r)
{
	tools_each (id)
		add_source(line, row, tool_name(id), r->source[id]);
	add_source(line, row, "homebrew", r->source_brew);
}

static bool takes_ids(enum command_id command)
{
	return command == COMMAND_DOCTOR || command == COMMAND_FIX;
}

/* doctor --since looks at the whole machine, and takes no ids. */
static bool repeats_ids(const struct request *r, enum command_id command, const char *words)
{
	return takes_ids(command) && takes_ids(r->command) && !str_equal(words, "--since");
}

const char *suggest_line(struct arena *mem, enum shell_id shell, const char *program,
			 const struct request *r, enum command_id command, const char *words)
{
	struct line line = { .text = { .mem = mem }, .shell = shell };

	str_add(&line.text, program);
	if (*command_rows[command].name)
		add_word(&line, command_rows[command].name);
	for (size_t i = 0; repeats_ids(r, command, words) && i < r->word_n; i++)
		add_word(&line, r->words[i]);
	for (const struct option_row *row = option_rows; row->name; row++) {
		if (!row->decides || !(row->commands & (1u << command)))
			continue;
		if (row->offset)
			add_option(&line, row, r);
		else
			add_sources(&line, row, r);
	}
	if (*words)
		str_fmt(&line.text, " %s", words);
	return str_text(&line.text);
}

static enum shell_id login_shell(const struct app *app)
{
	return app->facts ? app->facts->shell.login : SHELL_N;
}

/* Does the path lead to the program that runs? */
static bool is_this_program(const struct app *app, const char *path)
{
	struct host *h = host_real();
	const char *real = NULL, *own = NULL;

	return path && h->realpath(h, app->mem, path, &real, NULL) == RC_OK &&
	       h->realpath(h, app->mem, app->program, &own, NULL) == RC_OK && str_equal(real, own);
}

const char *suggest_path(const struct app *app)
{
	const struct places *places = app->facts ? &app->facts->places : NULL;
	const char *link = places ? path_join(app->mem, places->bin, "goready") : NULL;

	if (is_this_program(app, link))
		return link;
	return places ? facts_own_name(app->mem, host_real(), places, app->program) : app->program;
}

/* By its name where PATH leads to this very program. */
const char *suggest_program(const struct app *app)
{
	const char *path = getenv("PATH");

	if (path && is_this_program(app, host_which(host_real(), app->mem, path, "goready")))
		return "goready";
	return shell_word(app->mem, login_shell(app), suggest_path(app));
}

const char *suggest(const struct app *app, enum command_id command, const char *words)
{
	return suggest_line(app->mem, login_shell(app), own_name(), &app->request, command, words);
}

const char *suggest_env(const struct app *app)
{
	return shell_kind(shell_or_usual(login_shell(app)))->language->paste(app->mem, own_name());
}
