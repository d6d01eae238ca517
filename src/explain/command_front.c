/* What stands in front of a command: prompts, and the files that hold commands. Of logs: log_prefix.c. */
#include "explain/command.h"

#include <ctype.h>
#include <string.h>

#include "explain/text.h"
#include "explain/words.h"

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* "/usr/local/bin/go env > file" */
static bool begins_with_program(const char *line, size_t n)
{
	enum { MOST = 70 };
	char first[MOST + 1];
	size_t word = strcspn(line, " ");

	if (word >= n || word > MOST)
		return false;
	memcpy(first, line, word);
	first[word] = '\0';
	return is_command_word(first);
}

/* In its first word; a command may have one further on: golang@1.21 */
static bool has_user_at_host(const char *line, size_t n)
{
	size_t word = strcspn(line, " ");

	return memchr(line, '@', word < n ? word : n) != NULL;
}

/* (base), not the begin of a command: (echo; echo x) >> file */
static bool is_name_in_brackets(const char *line)
{
	size_t n = strcspn(line, " )");

	return line[0] == '(' && line[n] == ')';
}

/* Does this begin a prompt? "user@host dir ", "(base) user@box:~", "~/src ", "PS C:\x" */
static bool is_prompt_text(const char *line, size_t n)
{
	enum { MOST = 70 };

	if (n == 0)
		return true;
	if (n > MOST || strchr("'\"=", line[0]) || memchr(line, '`', n) ||
	    begins_with_program(line, n))
		return false;
	return line[0] == '~' || is_name_in_brackets(line) || line[0] == '/' ||
	       str_starts(line, "PS ") || has_user_at_host(line, n) ||
	       (isdigit((unsigned char)line[0]) && memchr(line, ':', n)) || line[0] == ' ';
}

/* robbyrussell's: an arrow, the folder, "git:(main)", then the command */
static const char *behind_folder(const char *line)
{
	enum { WORDS = 3 };
	const char *at = line;

	for (int i = 0; i <= WORDS && *at; i++) {
		if (begins_with_program(at, strlen(at)))
			return at;
		at += strcspn(at, " ");
		at += strspn(at, " ");
	}
	return line;
}

/* C:\Users\me> */
static const char *after_drive(const char *line)
{
	size_t n = strcspn(line, ">");

	return isalpha((unsigned char)line[0]) && line[1] == ':' && line[2] == '\\' && line[n] &&
			       n < 100
		       ? line + n + 1 + strspn(line + n + 1, " ")
		       : NULL;
}

static const char *after_arrow(const char *line)
{
	static const char *const arrows[] = { "\xe2\x9d\xaf ", "\xe2\x9e\x9c ", "\xce\xbb " };
	enum { NEAR = 70 };

	for (size_t at = 0; at < NEAR && line[at]; at++)
		for (size_t i = 0; !is_ascii(line[at]) && i < sizeof(arrows) / sizeof(arrows[0]);
		     i++) {
			const char *behind = line + at + strlen(arrows[i]);

			if (str_starts(line + at, arrows[i]))
				return behind_folder(behind + strspn(behind, " "));
		}
	return NULL;
}

/* '> "protoc" can't be opened ...' is quoted, not typed: what is named there does something. */
static bool is_said_of_a_name(const char *text)
{
	static const char *const verbs[] = { "can",    "is ",    "was ", "will ",
					     "would ", "could ", "not " };
	size_t n = text[0] == '"' ? strcspn(text + 1, "\"/$ ") + 1 : 0;

	if (n < 2 || text[n] != '"' || text[n + 1] != ' ')
		return false;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (str_starts(text + n + 2, verbs[i]))
			return true;
	return false;
}

/* "$sudo apt-get update", as articles have it; not "$path = ..." of a program. */
static const char *behind_its_sign(const char *line)
{
	size_t n = strcspn(line, " ");

	return line[0] == '$' && islower((unsigned char)line[1]) && line[n] == ' ' &&
			       !strchr("=<>+.", line[n + 1]) && !str_starts(line + n + 1, "->") &&
			       begins_with_program(line + 1, strlen(line + 1))
		       ? line + 1
		       : NULL;
}

/* "100% /": a share; zsh's own prompt is "host% ", in front of a command. */
static bool is_percent_of_a_prompt(const char *line, size_t at)
{
	size_t digits = at,
	       name = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789-.");

	while (digits > 0 && isdigit((unsigned char)line[digits - 1]))
		digits--;
	if (digits < at && digits > 0 && line[digits - 1] == ' ')
		return false;
	return is_prompt_text(line, at) ||
	       (name == at && isalpha((unsigned char)line[0]) &&
		begins_with_program(line + at + 2, strlen(line + at + 2)));
}

/* Behind the prompt, or NULL where there is none. */
const char *line_after_prompt(const char *line)
{
	const char *arrow = after_arrow(line), *drive = after_drive(line);

	if (!arrow)
		arrow = behind_its_sign(line);
	if (arrow || drive)
		return arrow ? arrow : drive;
	for (size_t i = 0; i < 80 && line[i]; i++) {
		bool root = line[i] == '#' && memchr(line, '@', i);

		if (line[i] != '$' && line[i] != '%' && line[i] != '>' && !root)
			continue;
		if (line[i + 1] == ' ' &&
		    (line[i] == '%' ? is_percent_of_a_prompt(line, i) : is_prompt_text(line, i))) {
			const char *typed =
				line + i + 1 + strspn(line + i + 1, line[i] == '>' ? " >" : " ");

			return line[i] == '>' && is_said_of_a_name(typed) ? NULL : typed;
		}
		if (!root && line[i] != '>' && line[i] != '$' && line[i] != '%')
			break;
	}
	return NULL;
}

/* ---- files and articles that hold commands ---- */

/* "1. ", "2) ", "Step 5/7 : " */
static const char *after_number(const char *line)
{
	const char *at = str_starts(line, "Step ") ? line + 5 : line;
	size_t n = strspn(at, "0123456789/");

	at += n;
	if (n == 0)
		return line;
	at += at[0] == ' ' && at[1] == ':';
	return strchr(".):", *at) && at[0] && at[1] == ' ' ? at + 2 : line;
}

/* RUN --mount=type=cache,target=/go/pkg/mod go build */
static const char *after_option_of_run(const char *line)
{
	static const char *const options[] = { "--mount=", "--network=", "--security=" };

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (str_starts(line, options[i])) {
			line += strcspn(line, " ");
			return line + strspn(line, " ");
		}
	return line;
}

const char *line_after_mark(struct arena *mem, const char *line)
{
	static const char *const marks[] = { "- ",
					     "* ",
					     "\xe2\x80\xa2 ",
					     "run: ",
					     "RUN ",
					     "script: ",
					     "//go:generate ",
					     "-@",
					     "command: ",
					     "@",
					     "`" };
	const char *before, *first = line;

	do {
		before = line;
		line = after_option_of_run(after_number(line));
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
			if (str_starts(line, marks[i]))
				line += strlen(marks[i]);
	} while (line != before);
	return line != first && begins_like_command(mem, line) ? line : NULL;
}

/* The end of a command in a sentence: a backtick, a quote of JSON, or what is no ASCII; but a full-width sign directly
 * before a letter was meant to be part of it. */
static size_t prose_command_length(const char *at, char before)
{
	enum { LONGEST = 1000, CHARACTER = 4 };
	char close = before == '"' ? '"' : '`';
	size_t n = 0, length;

	while (n < LONGEST && at[n] && at[n] != close) {
		uint32_t c = next_character(at + n, strnlen(at + n, CHARACTER), &length);

		if (c >= 0x80 &&
		    !((c >= 0xff01 && c <= 0xff5e) && isalnum((unsigned char)at[n + length])))
			break;
		n += length;
	}
	while (n && strchr(" .,;:", at[n - 1]))
		n--;
	return n;
}

/* A plain word, an assignment, or PowerShell's $env: what is in quotation marks is looked at for nothing more. */
static bool may_begin_in_prose(const char *at)
{
	size_t n = strcspn(at, " \t\n\"'\\`|;&#");

	return at[n] == ' ' || memchr(at, '=', n) || at[0] == '$';
}

/* "Mac: brew install protobuf": what stands behind a word that announces a command, and tells of no failure; NULL. */
static const char *announced(struct arena *mem, const char *line)
{
	enum { NEAR = 80 };
	const char *colon = strstr(line, ": "), *before, *word;

	if (!colon || colon - line > NEAR)
		return NULL;
	before = arena_strndup(mem, line, (size_t)(colon - line));
	if (strstr(before, "fail") || strstr(before, "rror"))
		return NULL;
	word = before + strlen(before);
	while (word > before && !strchr(" *(", word[-1]))
		word--;
	return *word && words_have("before_command", word) ? colon + 2 : NULL;
}

/* "... run (echo; echo 'LINE') >> ~/.zprofile, then ...": brackets that write, up to the file's name; NULL. */
static const char *writing_brackets(struct arena *mem, const char *line)
{
	static const char ends[] = " `\"'),;";
	const char *begin = strstr(line, "(echo"), *behind = begin ? strstr(begin, ") >> ") : NULL;
	size_t n = 0;

	if (!behind || begin == line)
		return NULL;
	behind += strlen(") >> ");
	while (behind[n] && is_ascii(behind[n]) && !strchr(ends, behind[n]))
		n++;
	while (n && behind[n - 1] == '.')
		n--;
	return n ? arena_strndup(mem, begin, (size_t)(behind - begin) + n) : NULL;
}

void commands_in_prose(struct arena *mem, const char *line, struct names *ret)
{
	enum { BEGINNING = 120 }; /* tells whether it is one */
	const char *behind = announced(mem, line), *brackets = writing_brackets(mem, line);

	if (brackets)
		behind = brackets;
	if (behind && begins_like_command(mem, behind)) {
		list_push(mem, ret, str_trim(mem, behind));
		return;
	}

	for (size_t i = *line != '\0'; line[i]; i++) {
		const char *beginning;
		size_t n;

		if (!is_ascii(line[i]) || (is_ascii(line[i - 1]) && !strchr("`\"", line[i - 1])))
			continue;
		i += strspn(line + i, " :'\"");
		i += line[i] == '$' && (line[i + 1] == ' ' || islower((unsigned char)line[i + 1]));
		i += line[i] == ' ';
		i += str_starts(line + i, "RUN ") ? strlen("RUN ") : 0;
		if (!line[i])
			break;
		if (!may_begin_in_prose(line + i))
			continue;
		n = prose_command_length(line + i, line[i - 1]);
		beginning = arena_strndup(mem, line + i, n < BEGINNING ? n : BEGINNING);
		if (!begins_like_command(mem, beginning))
			continue;
		list_push(mem, ret, arena_strndup(mem, line + i, n));
		i += n - 1;
	}
}
