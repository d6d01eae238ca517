/*
 * Where was it set? The login shell is started once more as a terminal starts it, and tells each line that
 * it runs: also those of files that a program names, of functions, and of what eval was given. Nothing of
 * the trace is kept but the lines that set variables which matter here.
 */
#include "facts/gather.h"

#include "base/environment.h"

#include <stdlib.h>
#include <string.h>

enum { TRACE_SECONDS = 10, MOST_TRACE = 16 << 20, MOST_TRACED = 400 };

/* What the last eval was given, and where it stands: zsh counts the lines inside of it on. */
struct evaluated {
	const char *file, *text;
	int line;
};

/* What each shell runs first of what it does at its prompt, by no file. */
#define FIRST_AT_PROMPT "unset HISTFILE"

/* "FILE:LINE@@ COMMAND" */
static bool read_place(struct arena *mem, const char *at, struct assignment *ret)
{
	const char *end = strstr(at, "@@ "), *colon = end;

	while (colon && colon > at && *colon != ':')
		colon--;
	if (!colon || colon <= at || at[0] != '/')
		return false;
	ret->file = arena_strndup(mem, at, (size_t)(colon - at));
	ret->line = atoi(colon + 1);
	ret->text = end + strlen("@@ ");
	return ret->line > 0;
}

/* An interactive bash counts the lines of a function from where that begins. */
static bool is_of_its_function(const struct assignment *traced, const struct assignment *a)
{
	return a->function && traced->line <= a->line && str_equal(traced->file, a->file) &&
	       str_equal(traced->name, a->name) && str_equal(traced->value, a->value);
}

bool resolved_ran(const struct resolved *r, const struct assignment *a)
{
	bool ran = !r->traced_told || assignments_hold(&r->traced, a);

	for (size_t i = 0; i < r->traced.n; i++)
		ran |= is_of_its_function(&r->traced.at[i], a);
	return ran;
}

/* A line of a file may run once more at the prompt. */
static bool is_noted(const struct assignments *list, const struct assignment *a)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].at_prompt == a->at_prompt && assignment_is(&list->at[i], a))
			return true;
	return false;
}

static bool shell_tells_lines(enum shell_id shell)
{
	return shell_kind(shell)->trace && !shell_kind(shell)->read_trace;
}

/* A new terminal has it: a line that ran is no less certain for the function it stands in. */
static bool is_in_effect(const struct facts *f, const struct resolved *r,
			 const struct assignment *a)
{
	const struct start_file *file = facts_start_file(f, a->file);

	if (!str_equal(environment_value(&r->variables, a->name), a->value))
		return false;
	return assignments_hold(&r->traced, a) ||
	       (!shell_tells_lines(r->shell) && file && file->shell == r->shell);
}

static void trace_note(struct arena *mem, const struct assignment *place, enum shell_id shell,
		       struct resolved *r)
{
	struct assignments found = { 0 };

	assignments_parse(mem, bytes_of(place->text), place->file, shell_kind(shell), &found);
	for (size_t i = 0; i < found.n && r->traced.n < MOST_TRACED; i++) {
		struct assignment a = found.at[i];

		a.line = place->line;
		a.at_prompt = place->at_prompt;
		a.plain = a.shared = a.certain = false;
		a.text = arena_fmt(mem, "%s=%s", a.name, a.value);
		if (!is_noted(&r->traced, &a))
			list_push(mem, &r->traced, a);
	}
}

/* Each shell quotes in its own way what it tells. */
static const char *unquoted(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	for (; *text; text++)
		if (!strchr("'\"\\", *text))
			str_add_char(&s, *text);
	return str_text(&s);
}

static void trace_read_line(struct arena *mem, const char *line, struct evaluated *evaluated,
			    bool *at_prompt, enum shell_id shell, struct resolved *r)
{
	const char *at = strstr(line, ASKING_LINE);
	struct assignment place = { .at_prompt = *at_prompt };

	if (!at)
		return;
	if (!read_place(mem, at + strlen(ASKING_LINE), &place)) {
		*at_prompt |= str_ends(line, "@@ " FIRST_AT_PROMPT);
		return;
	}
	if (str_starts(place.text, "eval "))
		*evaluated =
			(struct evaluated){ place.file, unquoted(mem, place.text), place.line };
	else if (str_equal(evaluated->file, place.file) &&
		 strstr(evaluated->text, unquoted(mem, place.text)))
		place.line = evaluated->line;
	trace_note(mem, &place, shell, r);
}

void traced_read(struct arena *mem, struct bytes printed, enum shell_id shell, struct resolved *r)
{
	struct evaluated evaluated = { 0 };
	bool at_prompt = false;
	struct bytes line;
	size_t at = 0;

	while (next_line(printed, &at, &line))
		trace_read_line(mem, arena_strndup(mem, line.at, line.n), &evaluated, &at_prompt,
				shell, r);
}

void trace_shell(const struct asking *a, struct resolved *r)
{
	const struct shell_kind *kind = shell_kind(a->shell->id);
	struct names env = asking_environment(a);
	struct command command = { .env = &env,
				   .as_given = true,
				   .folder = a->home.home,
				   .seconds = TRACE_SECONDS,
				   .most = MOST_TRACE };
	struct command_result result = { 0 };

	if (!kind->trace || a->host->captured)
		return;
	command.argv = kind->trace(a, &env);
	if (a->host->run(a->host, a->mem, &command, &result, NULL) != RC_OK)
		return;
	if (kind->read_trace)
		kind->read_trace(a->mem, a->shell, result.err, &r->traced);
	else
		traced_read(a->mem, result.err, a->shell->id, r);
	r->traced_told = shell_tells_lines(a->shell->id) && result.status == 0 &&
			 !result.timed_out && !result.start_errno && r->traced.n < MOST_TRACED;
}

/* ---- as JSON, from the helper that asks ---- */

void traced_to_json(struct arena *mem, struct json *parent, const struct resolved *r)
{
	struct json *list = json_add_array(mem, parent, "traced");

	json_add_bool(mem, parent, "traced_told", r->traced_told);
	for (size_t i = 0; i < r->traced.n; i++) {
		const struct assignment *a = &r->traced.at[i];
		struct json *o = json_add_object(mem, list, NULL);

		json_add_string(mem, o, "file", a->file);
		json_add_number(mem, o, "line", a->line);
		json_add_string(mem, o, "name", a->name);
		json_add_string(mem, o, "value", a->value);
		if (a->at_prompt)
			json_add_bool(mem, o, "at_prompt", true);
	}
}

void traced_parse(struct arena *mem, const struct json *parent, struct resolved *r)
{
	const struct json *list = json_get(parent, "traced");

	if (!list || list->type != JSON_ARRAY)
		return;
	r->traced_told = json_bool(parent, "traced_told", false);
	json_each (o, list) {
		struct assignment a = { .file = arena_strdup(mem, json_string(o, "file")),
					.line = json_int(o, "line", 0),
					.name = arena_strdup(mem, json_string(o, "name")),
					.value = arena_strdup(mem, json_string(o, "value")),
					.at_prompt = json_bool(o, "at_prompt", false) };

		if (!a.file || !a.name || !a.value || a.line < 1)
			continue;
		a.text = arena_fmt(mem, "%s=%s", a.name, a.value);
		list_push(mem, &r->traced, a);
	}
}

/* ---- what no file told of ---- */

static const char *environment_of(const void *ctx, const char *name)
{
	const struct setting *s = facts_setting(ctx, name);

	return s ? s->environment : NULL;
}

/* A shell alone knows what it comes to: NAME="$(program)", or a variable that no line and no environment has. */
static bool is_to_be_learnt(struct arena *mem, const struct facts *f, const struct assignment *a)
{
	return a->computed || ((a->plain || a->shared) && !str_equal(a->name, "PATH") &&
			       !facts_line_value(mem, f, a, environment_of, f));
}

static void learn_value(struct arena *mem, struct facts *f, const struct assignment *traced)
{
	struct shell_facts *s = &f->shell;

	for (size_t i = 0; i < s->assignments.n; i++) {
		struct assignment *a = &s->assignments.at[i];

		if (!assignment_is(a, traced) || !is_to_be_learnt(mem, f, a))
			continue;
		a->value = traced->value;
		a->plain |= a->computed;
	}
}

static const struct assignment *last_of_shell(const struct facts *f, enum shell_id shell,
					      const char *name)
{
	const struct assignments *all = &f->shell.assignments;

	for (size_t i = all->n; i > 0; i--) {
		const struct start_file *file = facts_start_file(f, all->at[i - 1].file);

		if (file && file->shell == shell && str_equal(all->at[i - 1].name, name))
			return &all->at[i - 1];
	}
	return NULL;
}

/* Of a shell that tells no lines: what a variable has in the end is of the last line that sets it. */
static void learn_from_the_end(struct arena *mem, struct facts *f, const struct resolved *r)
{
	struct assignments *all = &f->shell.assignments;

	for (size_t i = 0; !shell_tells_lines(r->shell) && i < all->n; i++) {
		struct assignment *a = &all->at[i];
		const char *value = environment_value(&r->variables, a->name);

		if (!value || !is_to_be_learnt(mem, f, a) ||
		    last_of_shell(f, r->shell, a->name) != a)
			continue;
		a->value = value;
		a->plain |= a->computed;
	}
}

void traced_add(struct arena *mem, struct facts *f, const struct resolved *r)
{
	struct shell_facts *s = &f->shell;
	const struct assignment *old = s->assignments.at;
	size_t n = s->assignments.n;

	memset(&s->assignments, 0, sizeof(s->assignments));
	for (size_t i = 0; i < n; i++)
		list_push(mem, &s->assignments, old[i]);
	for (size_t i = 0; i < r->traced.n; i++)
		if (!assignments_hold(&s->assignments, &r->traced.at[i]))
			list_push(mem, &s->assignments, r->traced.at[i]);
		else
			learn_value(mem, f, &r->traced.at[i]);
	learn_from_the_end(mem, f, r);
	for (size_t i = 0; i < s->assignments.n; i++)
		s->assignments.at[i].certain |= is_in_effect(f, r, &s->assignments.at[i]);
}
