/* What JSON and HTML write in place of a character. */
#include "explain/decode.h"

#include <string.h>

#include "base/json.h"
#include "base/utf16.h"

/* C:\Users\name, .\new.proto, %USERPROFILE%\bin, models\user.proto: a word whose backslashes are those of a Windows
 * path, which JSON writes twice. */
static bool is_windows_path(const char *begin, const char *end)
{
	return (end - begin > 2 && begin[1] == ':' && begin[2] == '\\') ||
	       str_starts(begin, ".\\") || str_starts(begin, "..\\") || begin[0] == '%' ||
	       (end - begin > 6 && memcmp(end - 6, ".proto", 6) == 0);
}

static bool hex_value(const char *digits, uint32_t *ret)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++) {
		const char *all = "0123456789abcdef";
		char c = digits[i] >= 'A' && digits[i] <= 'F' ? (char)(digits[i] + 32) : digits[i];
		const char *found = c ? strchr(all, c) : NULL;

		if (!found)
			return false;
		value = value << 4 | (uint32_t)(found - all);
	}
	*ret = value;
	return true;
}

/* Of what JSON escapes, that which hardly anything else holds; \n is told by the word that it stands in. */
static bool is_json_escape(const char *at)
{
	uint32_t c;

	return at[1] == '"' || (at[1] == 'u' && hex_value(at + 2, &c));
}

/* A log line in JSON has its ends of lines as \n, and hardly any real ones. */
static bool is_json_text(const char *text)
{
	size_t escaped = 0, real = 0;
	const char *command = str_starts(text, "$ ") ? text + 2 : text;
	const char *begin = text, *end = text; /* of the word */

	if (str_starts(command, "echo ") || str_starts(command, "printf "))
		return false; /* which take such escapes themselves */
	for (const char *c = text; *c; c++) {
		real += *c == '\n' && c[1];
		if (*c == '\\' && c[1]) {
			if (c > text && strchr("'\"", c[-1]) && c[2] == c[-1])
				continue; /* tr ':' '\n' */
			if (c >= end)
				end = c + strcspn(c, " \t\n\"';");
			escaped +=
				is_json_escape(c) || (c[1] == 'n' && !is_windows_path(begin, end));
			c++;
		}
		if (strchr(" \t\n\"'=;", *c))
			begin = c + 1;
	}
	return escaped > 0 && escaped >= real;
}

const char *text_without_json(struct arena *mem, const char *text)
{
	struct str out = { .mem = mem };
	uint32_t c, low;

	if (!is_json_text(text))
		return text;
	for (const char *at = text; *at; at++) {
		if (*at != '\\' || !at[1]) {
			str_add_char(&out, *at);
		} else if (at[1] == 'u' && hex_value(at + 2, &c)) {
			if (c == 0x1b) { /* \u001b[31m */
				at += 4 + text_escape_length(at + 5, strlen(at + 5));
				continue;
			}
			at += 5;
			if (at[1] == '\\' && at[2] == 'u' && hex_value(at + 3, &low) &&
			    utf16_pair(c, low)) {
				c = utf16_pair(c, low);
				at += 6;
			}
			text_add_plain(&out, c);
		} else if (!strchr("\"\\/bfnrt'", at[1])) {
			str_add_char(&out, *at); /* none that JSON has */
		} else {
			at++;
			str_add_char(&out, *at == 'n' || *at == 'r' ? '\n'
					   : *at == 't'             ? ' '
								    : *at);
		}
	}
	return str_text(&out);
}

static void count_values(const struct json *value, const char **ret_string, size_t *ret_n)
{
	if (value->type != JSON_OBJECT && value->type != JSON_ARRAY) {
		*ret_string = value->type == JSON_STRING ? value->string : NULL;
		++*ret_n;
	}
	json_each (one, value)
		count_values(one, ret_string, ret_n);
}

const char *text_only_string(struct arena *mem, struct bytes text)
{
	const char *only = NULL;
	size_t n = 0;
	struct json *root;

	if (!memchr("[{\"", text.n ? text.at[0] : 'x', 3) || json_parse(mem, text, &root, NULL))
		return NULL;
	count_values(root, &only, &n);
	return n == 1 ? only : NULL;
}

/* A tag of HTML, with its attributes; 0 none. Those that begin a line say so. */
static size_t tag_length(const char *at, bool *ret_breaks)
{
	static const char breaking[] =
		" br p div pre li ul ol tr table h1 h2 h3 h4 details summary ";
	static const char others[] =
		" code span b i em strong a kbd samp tt td th tbody thead font mark small ";
	enum { LONGEST = 300 };
	size_t begin = at[1] == '/' ? 2 : 1, end = begin, length = 0;

	while (end - begin < 10 && ((at[end] >= 'a' && at[end] <= 'z') ||
				    (end > begin && at[end] >= '1' && at[end] <= '6')))
		end++;
	if (at[0] != '<' || end == begin || !at[end] || !strchr(" />", at[end]))
		return 0;
	while (length < LONGEST && at[length] && !strchr(">\n", at[length]))
		length++;
	if (at[length] != '>')
		return 0;
	*ret_breaks = str_is_among(breaking, at + begin, end - begin);
	return *ret_breaks || str_is_among(others, at + begin, end - begin) ? length + 1 : 0;
}

const char *text_without_html(struct arena *mem, const char *text)
{
	static const struct {
		const char *name, *means;
	} entities[] = {
		{ "&lt;", "<" },   { "&gt;", ">" },   { "&quot;", "\"" }, { "&#39;", "'" },
		{ "&#x27;", "'" }, { "&apos;", "'" }, { "&nbsp;", " " },  { "&#34;", "\"" },
		{ "&#x2F;", "/" }, { "&#47;", "/" },  { "&#160;", " " },  { "&amp;", "&" },
	};
	struct str out = { .mem = mem };
	size_t k, tag;
	bool breaks = false;

	if (!strchr(text, '&') && !strchr(text, '<'))
		return text;
	for (const char *at = text; *at;) {
		size_t plain = strcspn(at, "&<");

		str_add_bytes(&out, at, plain);
		at += plain;
		for (k = 0; k < sizeof(entities) / sizeof(entities[0]); k++)
			if (str_starts(at, entities[k].name))
				break;
		tag = *at ? tag_length(at, &breaks) : 0;
		if (k < sizeof(entities) / sizeof(entities[0])) {
			str_add(&out, entities[k].means);
			at += strlen(entities[k].name);
		} else if (tag) {
			if (breaks)
				str_add_char(&out, '\n');
			at += tag;
		} else if (*at) {
			str_add_char(&out, *at++);
		}
	}
	return str_text(&out);
}
