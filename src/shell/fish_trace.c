/*
 * What `PROGRAM | source` sets, and the line that says so. Of its trace fish tells the commands, each behind as
 * many dashes as blocks are open around it and "> ", and no line of a file (fish(1), fish_trace); but the program is
 * told right before the `source` that takes in what it prints, and what that sets one block further in.
 */
#include "shell/fish.h"

#include <string.h>

#include "base/environment.h"
#include "shell/lines.h"
#include "shell/posix.h"

enum { MOST_DEPTH = 64 };

struct names fish_trace(const struct asking *a, struct names *env)
{
	environment_set(a->mem, env, "fish_trace", "1");
	return posix_argv(a, MODE_LOGIN_INTERACTIVE, shell_fish.prompt);
}

/* ---- the lines of the files ---- */

struct piped_line {
	const char *command; /* "mise activate fish" */
	const char *file;
	int line;
};
struct piped_lines LIST_OF(struct piped_line);

/* What is piped: from where its command begins. */
static const char *piped_command(struct arena *mem, const char *line)
{
	static const char *const before[] = { "and ", "if ", "not ", "command ", "builtin " };
	const char *pipe = strstr(line, "| source"), *at = pipe;

	if (!pipe)
		return NULL;
	while (at > line && !strchr(";&|", at[-1]))
		at--;
	line = str_trim(mem, arena_strndup(mem, at, (size_t)(pipe - at)));
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		if (str_starts(line, before[i]))
			line += strlen(before[i]);
	return line;
}

static struct piped_lines piped_lines(struct arena *mem, const struct shell *shell)
{
	struct piped_lines all = { 0 };

	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];
		struct lines l;

		if (!file->exists)
			continue;
		lines_open(&l, mem, file->content, &fish_lines);
		while (lines_next(&l)) {
			const char *command = piped_command(mem, l.trimmed);

			if (command)
				list_push(mem, &all,
					  ((struct piped_line){ command, file->path, l.number }));
		}
	}
	return all;
}

/* The program by its name, for ~ and variables are told expanded; what follows as it stands. */
static const struct piped_line *line_of(const struct piped_lines *all, struct arena *mem,
					const char *told)
{
	const char *rest = told + strcspn(told, " ");
	const char *name = path_name(arena_strndup(mem, told, (size_t)(rest - told)));

	for (size_t i = 0; i < all->n; i++) {
		const char *command = all->at[i].command, *own = command + strcspn(command, " ");

		if (str_equal(path_name(arena_strndup(mem, command, (size_t)(own - command))),
			      name) &&
		    str_equal(own, rest))
			return &all->at[i];
	}
	return NULL;
}

/* ---- the trace ---- */

struct fish_tracing {
	struct arena *mem;
	const struct piped_lines *lines;
	const struct piped_line
		*last[MOST_DEPTH];       /* told last at that depth, where it is one of them */
	const struct piped_line *source; /* whose output is taken in; NULL: none */
	size_t depth;                    /* of that `source` */
	struct assignments *into;
};

static void take_in(struct fish_tracing *t, const char *command)
{
	struct assignments found = { 0 };

	assignments_parse(t->mem, bytes_of(command), t->source->file, &shell_fish, &found);
	for (size_t i = 0; i < found.n; i++) {
		struct assignment a = found.at[i];

		a.line = t->source->line;
		a.plain = a.shared = a.certain = false;
		a.text = arena_fmt(t->mem, "%s=%s", a.name, a.value);
		if (!assignments_hold(t->into, &a))
			list_push(t->mem, t->into, a);
	}
}

static void read_command(struct fish_tracing *t, size_t depth, const char *command)
{
	if (t->source && depth > t->depth) {
		take_in(t, command);
		return;
	}
	t->source = NULL;
	if (str_equal(command, "source") || str_equal(command, "source -")) {
		t->source = t->last[depth];
		t->depth = depth;
	}
	t->last[depth] = line_of(t->lines, t->mem, command);
}

void fish_read_trace(struct arena *mem, const struct shell *shell, struct bytes printed,
		     struct assignments *ret)
{
	const struct piped_lines lines = piped_lines(mem, shell);
	struct fish_tracing t = { .mem = mem, .lines = &lines, .into = ret };
	struct bytes line;
	size_t at = 0;

	while (lines.n && next_line(printed, &at, &line)) {
		const char *text = arena_strndup(mem, line.at, line.n);
		size_t depth = strspn(text, "-");

		if (depth < MOST_DEPTH && str_starts(text + depth, "> "))
			read_command(&t, depth, text + depth + 2);
	}
}
