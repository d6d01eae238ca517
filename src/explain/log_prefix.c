/* Commands in a log: what its writer put in front of them. */
#include <ctype.h>
#include <string.h>

#include "explain/command.h"

enum { TOKEN_MOST = 48, FREE_WORDS = 2, PREFIX_MOST = 120 };

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
	char word[TOKEN_MOST + 3];

	if (n == 0 || n > TOKEN_MOST)
		return false;
	word[0] = ' ';
	memcpy(word + 1, token, n);
	memcpy(word + 1 + n, " ", 2);
	return strstr(words, word) != NULL;
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
	char word[TOKEN_MOST + 3];
	size_t n = token_length(at);

	if (n > TOKEN_MOST)
		return false;
	word[0] = ' ';
	memcpy(word + 1, at, n);
	memcpy(word + 1 + n, " ", 2);
	return strstr(words, word) != NULL;
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
