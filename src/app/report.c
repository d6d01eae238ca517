#include "app/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/app.h"
#include "base/i18n.h"
#include "base/json.h"
#include "plan/diff.h"
#include "ui/ui.h"

enum { MOST_SENTENCE = 8 << 20 };

/* What failed may quote a child's or a server's words: they are made harmless. In a file a sentence
 * stays one line, so that it can be searched for. */
static void report_complain(const char *label, const char *text)
{
	struct arena *mem = arena_open("complaint", 1 << 20);
	const char *clean = text_sanitise(mem, bytes_of(text), 0, 0);
	const char *sentence = arena_fmt(mem, _("%s: %s"), label, clean);

	if (isatty(STDERR_FILENO))
		fputs(plain_sentence(mem, sentence, app_columns()), stderr);
	else
		fprintf(stderr, "%s\n", sentence);
	arena_close(mem);
}

static bool as_json;

void app_fail_as_json(void)
{
	as_json = true;
}

void add_error_json(struct arena *mem, struct json *parent, const struct err *e)
{
	struct json *error = json_add_object(mem, parent, "error");

	json_add_text(mem, error, "text", e->text);
	json_add_text(mem, error, "hint", err_remedy(e));
}

static void print_error(const struct err *e)
{
	struct arena *mem = arena_open("complaint", 1 << 20);
	struct json *line = json_new_object(mem);

	add_error_json(mem, line, e);
	puts(json_print(mem, line, false));
	arena_close(mem);
}

int app_fail(const struct err *e)
{
	if (as_json) {
		print_error(e);
	} else {
		report_complain(_("Problem"), e->text);
		report_complain(_("What to do"), err_remedy(e));
	}
	if (e->rc == RC_USAGE || e->rc == RC_PROFILE)
		return EXIT_WRONG_USAGE;
	return EXIT_FAILED;
}

int app_columns(void)
{
	struct winsize size = { 0 };
	const char *columns = getenv("COLUMNS");

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	return columns && atoi(columns) > 0 ? atoi(columns) : 80;
}

/* A file or a pipe may be a CI log, which others read: a person at a terminal sees all. */
static const struct view *for_others(const struct view *v)
{
	struct view *copy = view_copy(v->mem, v);

	for (size_t i = 0; i < copy->blocks.n; i++) {
		struct diff_view *diff = &copy->blocks.at[i].diff;

		if (diff->unified)
			diff->unified = diff_for_logs(v->mem, diff->unified);
	}
	return copy;
}

void app_print(const struct view *v)
{
	if (!isatty(STDOUT_FILENO))
		v = for_others(v);
	fputs(plain_text(v->mem, v, app_columns()), stdout);
	fflush(stdout);
}

__attribute__((format(printf, 2, 0))) static const char *harmless(struct arena *mem,
								  const char *fmt, va_list ap)
{
	return text_sanitise(mem, bytes_of(arena_vfmt(mem, fmt, ap)), 0, 0);
}

void app_say(const char *fmt, ...)
{
	struct arena *mem = arena_open("sentence", MOST_SENTENCE);
	va_list ap;

	va_start(ap, fmt);
	fputs(plain_sentence(mem, harmless(mem, fmt, ap), app_columns()), stderr);
	va_end(ap);
	arena_close(mem);
}

void app_say_line(const char *line)
{
	struct arena *mem = arena_open("line", MOST_SENTENCE);

	fprintf(stderr, "%s\n", text_sanitise(mem, bytes_of(line), 0, 0));
	arena_close(mem);
}

void app_tell(const char *fmt, ...)
{
	struct arena *mem = arena_open("line", MOST_SENTENCE);
	va_list ap;

	va_start(ap, fmt);
	printf("%s\n", harmless(mem, fmt, ap));
	va_end(ap);
	arena_close(mem);
}
