#include "app/report.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/app.h"
#include "app/report_file.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/words.h"
#include "loop/loop.h"
#include "plan/diff.h"
#include "ui/json_out.h"
#include "ui/ui.h"

/* A page and the line below it: twenty lines. */
enum { MOST_SENTENCE = 8 << 20, PAGE_LINES = 19 };

static enum report_looks looks;
static bool has_colour;

void app_report_as(enum report_looks wanted, bool colour)
{
	looks = wanted;
	has_colour = colour;
}

bool app_is_heard(void)
{
	return looks == REPORT_PAGES;
}

bool app_is_spoken(void)
{
	return looks != REPORT_DRAWN && isatty(STDOUT_FILENO);
}

/* "Done. Go is installed." is a status: what follows its word, or NULL where it is none. */
static const char *after_word(const char *sentence, enum status_level *ret_level)
{
	static const char *const stops[] = { ". ", ": ", "\u3002", "\uff1a" };

	for (enum status_level level = SAY_OK; level <= SAY_WAITING; level++) {
		const char *word = status_word(level), *rest = sentence + strlen(word);

		for (size_t i = 0;
		     str_starts(sentence, word) && i < sizeof(stops) / sizeof(stops[0]); i++)
			if (str_starts(rest, stops[i])) {
				*ret_level = level;
				return rest + strlen(stops[i]);
			}
	}
	return NULL;
}

static bool draws_on(FILE *to)
{
	return looks == REPORT_DRAWN && isatty(fileno(to));
}

static int report_columns(void)
{
	struct winsize size = { 0 };
	const char *columns = getenv("COLUMNS");

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
		return size.ws_col;
	return columns && atoi(columns) > 0 ? atoi(columns) : 80;
}

static void put_drawn(const struct view *v, FILE *to)
{
	const char *text = scroll_text(v->mem, v, report_columns(), has_colour);
	size_t n = strlen(text);

	while (n > 1 && text[n - 2] == '\n')
		n--;
	fwrite(text, 1, n, to);
}

/* As a page has it. False where it is no status, or the stream no terminal that is drawn on. */
static bool draw_sentence(struct arena *mem, const char *sentence, FILE *to)
{
	enum status_level level;
	const char *rest = draws_on(to) ? after_word(sentence, &level) : NULL;
	struct view v;

	if (!rest)
		return false;
	view_open(&v, mem, "sentence");
	view_status(&v, level, NULL, "%s", rest);
	put_drawn(&v, to);
	return true;
}

static void draw_failure(const struct err *e)
{
	struct arena *mem = arena_open("complaint", 1 << 20);
	struct view v;

	view_open(&v, mem, "failure");
	view_status(&v, SAY_PROBLEM, NULL, "%s", e->text);
	view_more(&v, _("What to do: %s"), err_remedy(e));
	put_drawn(&v, stderr);
	arena_close(mem);
}

/* What failed may quote a child's or a server's words: they are made harmless. In a file a sentence
 * stays one line, so that it can be searched for. */
static void report_complain(const char *label, const char *text)
{
	struct arena *mem = arena_open("complaint", 1 << 20);
	const char *clean = text_sanitise(mem, bytes_of(text), 0, 0);
	const char *sentence = arena_fmt(mem, _("%s: %s"), label, clean);

	if (isatty(STDERR_FILENO))
		fputs(plain_sentence(mem, sentence, report_columns()), stderr);
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

/* A report has what failed, however it was told. */
static void keep_failure(const struct err *e)
{
	struct arena *mem = arena_open("complaint", 1 << 20);
	struct json *line = json_new_object(mem);

	add_error_json(mem, line, e);
	report_file_event(line);
	report_file_sentence(arena_fmt(mem, _("%s: %s"), _("Problem"),
				       text_sanitise(mem, bytes_of(e->text), 0, 0)));
	report_file_sentence(arena_fmt(mem, _("%s: %s"), _("What to do"),
				       text_sanitise(mem, bytes_of(err_remedy(e)), 0, 0)));
	arena_close(mem);
}

int app_fail(const struct err *e)
{
	keep_failure(e);
	if (as_json) {
		print_error(e);
	} else if (draws_on(stderr)) {
		draw_failure(e);
	} else {
		report_complain(_("Problem"), e->text);
		report_complain(_("What to do"), err_remedy(e));
	}
	if (e->rc == RC_USAGE || e->rc == RC_PROFILE)
		return EXIT_WRONG_USAGE;
	return EXIT_FAILED;
}

static bool reader_is_there(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&out, 1, 0) >= 0 && !(out.revents & (POLLERR | POLLHUP));
}

int app_told(int status)
{
	bool all = fflush(stdout) == 0 && !ferror(stdout) && !json_out_is_cut();

	if (all || !reader_is_there())
		return status;
	report_complain(_("Problem"),
			_("not all that was to be told could be written to standard output"));
	report_complain(
		_("What to do"),
		_("Make room where it goes, or send it elsewhere, and run the same command again."));
	return status ? status : EXIT_FAILED;
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

const char *app_answer(struct arena *mem)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	const char *answer = NULL;

	loop_catches_signals(false);
	n = getline(&line, &room, stdin);
	loop_catches_signals(true);
	if (n >= 0) {
		answer = str_trim(mem, words_narrow(mem, line));
		if (strlen(line) != (size_t)n) /* behind a NUL stands more that was typed */
			answer = "\\0";
	}
	free(line);
	return answer;
}

/* Return, or the end of what can be typed: then nobody is there to wait for. */
static bool hears_on(void)
{
	struct arena *mem = arena_open("answer", MOST_SENTENCE);
	const char *typed;
	bool goes_on;

	app_tell("%s", _("There is more. Press Return to hear it, or type stop."));
	fflush(stdout);
	typed = app_answer(mem);
	if (!typed)
		looks = REPORT_SENTENCES;
	goes_on = !typed || !*typed;
	arena_close(mem);
	return goes_on;
}

static void put_by_pages(const char *text)
{
	while (app_is_heard() && *plain_page_end(text, PAGE_LINES)) {
		const char *end = plain_page_end(text, PAGE_LINES);

		fwrite(text, 1, (size_t)(end - text), stdout);
		text = end;
		if (!hears_on())
			return;
	}
	fputs(text, stdout);
}

void app_print(const struct view *v)
{
	report_file_view(for_others(v));
	if (!isatty(STDOUT_FILENO))
		v = for_others(v);
	if (draws_on(stdout))
		fputs(scroll_text(v->mem, v, report_columns(), has_colour), stdout);
	else if (app_is_heard())
		put_by_pages(plain_text(v->mem, v, report_columns()));
	else
		fputs(plain_text(v->mem, v, report_columns()), stdout);
	fflush(stdout);
}

/* What others wrote is made harmless. `folded`: to the width of the terminal. */
__attribute__((format(printf, 3, 0))) static void put_sentence(FILE *to, bool folded,
							       const char *fmt, va_list ap)
{
	struct arena *mem = arena_open("sentence", MOST_SENTENCE);
	const char *text = text_sanitise(mem, bytes_of(arena_vfmt(mem, fmt, ap)), 0, 0);

	report_file_sentence(text);
	if (!draw_sentence(mem, text, to)) {
		if (folded)
			text = plain_sentence(mem, text, report_columns());
		fprintf(to, folded ? "%s" : "%s\n", text);
	}
	arena_close(mem);
}

void app_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_sentence(stderr, true, fmt, ap);
	va_end(ap);
}

/* Set in where pages are, below the sentence that it goes with. */
static void put_command(const char *line, FILE *to)
{
	struct arena *mem = arena_open("line", MOST_SENTENCE);

	line = text_sanitise(mem, bytes_of(line), 0, 0);
	report_file_command(line);
	fprintf(to, "%s%s\n", draws_on(to) ? "    " : "", line);
	arena_close(mem);
}

void app_say_line(const char *line)
{
	put_command(line, stderr);
}

void app_tell_line(const char *line)
{
	put_command(line, stdout);
}

/* In a file it stays one line, to be searched for. */
void app_tell(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_sentence(stdout, isatty(STDOUT_FILENO) && !draws_on(stdout), fmt, ap);
	va_end(ap);
}
