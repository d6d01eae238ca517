/* What the writer of a log, a builder or a shell's history puts in front of a line. */
#include <ctype.h>
#include <string.h>

#include "explain/command.h"

enum { FREE_WORDS = 2, PREFIX_MOST = 120 };

/* ---- what is nothing else ---- */

static size_t digits_at(const char *line)
{
	return strspn(line, "0123456789");
}

/* 2026-11-04T09:12:44.1930215Z, 2026/11/04 09:12:44.193, 09:12:44 */
static size_t time_length(const char *line)
{
	size_t n = strspn(line, "0123456789-/:.TZ+");
	size_t rest = line[n] == ' ' ? strspn(line + n + 1, "0123456789:.") : 0;

	if (digits_at(line) < 2 || !memchr(line, ':', n + 1 + rest))
		return 0;
	return rest && memchr(line + n + 1, ':', rest) ? n + 1 + rest : n;
}

/* "#12 0.345", "#12": BuildKit */
static size_t build_step_length(const char *line)
{
	size_t n = 1 + digits_at(line + 1);
	size_t seconds = line[n] == ' ' ? strspn(line + n + 1, "0123456789.") : 0;

	if (n == 1)
		return 0;
	return seconds ? n + 1 + seconds : n;
}

/* "[codegen:23]", "[linux/amd64 builder 4/6]"; not the shell's [ -d x ] || ... */
static size_t brackets_length(const char *line)
{
	enum { MOST = 40 };
	size_t n = strcspn(line, "]");

	return n < MOST && line[n] && line[n + 1] == ' ' && !memchr("&|", line[n + 2], 2) ? n + 1
											  : 0;
}

/* ": 1700000000:0;" (zsh), "- cmd: " (fish) */
static size_t history_length(const char *line)
{
	size_t n, seconds;

	if (str_starts(line, "- cmd: "))
		return strlen("- cmd: ");
	if (!str_starts(line, ": "))
		return 0;
	n = 2 + digits_at(line + 2);
	if (n == 2 || line[n] != ':')
		return 0;
	seconds = digits_at(line + n + 1);
	return seconds && line[n + 1 + seconds] == ';' ? n + 2 + seconds : 0;
}

size_t log_prefix_length(const char *line)
{
	size_t n = history_length(line);

	if (n)
		return n;
	if (str_starts(line, "##["))
		return strcspn(line, "]") + (strchr(line, ']') != NULL);
	n = line[0] == '#'   ? build_step_length(line)
	    : line[0] == '[' ? brackets_length(line)
			     : time_length(line);
	return line[n] == ' ' || !line[n] ? n : 0;
}

/* Behind "10:00:00" a sentence can stand, which begins with a command's name. */
static bool is_time_of_day(const char *line)
{
	return isdigit((unsigned char)line[0]) && !memchr(line, 'T', strcspn(line, " "));
}

const char *line_without_prefix(const char *line)
{
	static const char *const words[] = { "task: ", "RUN ", "+ ", "==> ", "make: " };
	const char *before;

	do {
		before = line;
		if (!is_time_of_day(line))
			line += log_prefix_length(line);
		line += strspn(line, " ");
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (str_starts(line, words[i]))
				line += strlen(words[i]);
	} while (line != before);
	return line;
}

/* ---- what is so only where a command follows ---- */

static size_t token_length(const char *line)
{
	return strcspn(line, " ");
}

static bool is_time(const char *token, size_t n)
{
	size_t digits = 0;

	for (size_t i = 0; i < n; i++)
		digits += isdigit((unsigned char)token[i]) != 0;
	return digits >= 4 && (memchr(token, ':', n) || memchr(token, '-', n) || digits >= 10);
}

/* A level, a stream, a month or a day of the week. */
static bool is_word_of_logs(const char *token, size_t n)
{
	static const char words[] =
		" ERROR INFO WARN WARNING DEBUG FATAL stderr stdout F P AM PM UTC Jan Feb Mar Apr May Jun"
		" Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun ";

	return str_is_among(words, token, n);
}

/* A mark, a number, something in brackets, "host[12]:". */
static bool is_of_a_log(const char *token, size_t n)
{
	bool digit = false, letter = false;

	if ((unsigned char)token[0] >= 0xe3 && (unsigned char)token[0] < 0xf0)
		return false; /* Chinese and the like */
	for (size_t i = 0; i < n; i++) {
		digit = digit || isdigit((unsigned char)token[i]);
		letter = letter || isalpha((unsigned char)token[i]);
	}
	return digit || !letter || token[0] == '[' || is_word_of_logs(token, n);
}

/* "10:00:00 failed to open database": words of a sentence too. */
static bool is_word_of_sentences(const char *at)
{
	static const char words[] =
		" open find file type set make which head tail sort host less id service source where"
		" status tree just task mount cut kill touch command hash read ";

	return str_is_among(words, at, token_length(at));
}

/* time="..." level=error msg="go get ..." */
static const char *behind_message_key(const char *line)
{
	const char *message = strstr(line, "msg=\"");

	return (str_starts(line, "time=") || str_starts(line, "ts=") ||
		str_starts(line, "level=")) &&
			       message
		       ? message + 5
		       : NULL;
}

const char *line_behind_log(struct arena *mem, const char *line)
{
	const char *at = line, *message = behind_message_key(line);
	const char *zulu = strstr(line, "Z "), *marked;
	bool timed = false, table = line[0] == '|', ends;
	int words = 0;

	if (message)
		return message;
	/* a workflow's job and step stand before its time */
	if (zulu && zulu > line && zulu - line < PREFIX_MOST && isdigit((unsigned char)zulu[-1])) {
		at = zulu + 2;
		timed = true;
		if (begins_like_command(mem, at))
			return at;
	}
	while (*at && at - line < PREFIX_MOST) {
		size_t n = token_length(at);

		timed = timed || is_time(at, n);
		if (!is_of_a_log(at, n) && !table && (!timed || words++ >= FREE_WORDS))
			return NULL;
		ends = n && strchr(":]|-", at[n - 1]);
		at += n;
		at += strspn(at, " ");
		if (line_after_prompt(at))
			return at;
		if (words && !ends)
			continue; /* a host or a name ends with one of these */
		if (begins_like_command(mem, at) && (ends || !is_word_of_sentences(at)))
			return at;
		marked = line_after_mark(mem, at);
		if (marked)
			return marked;
	}
	return NULL;
}
