#include "base/i18n.h"

#include <locale.h>
#include <string.h>
#include <strings.h>

#include "base/embedded.h"
#include "base/own_name.h"
#include "base/po.h"

enum { MOST_MEMORY = 16 << 20 };

extern const struct embedded_file locale_files[];

static const struct po *chosen; /* NULL: English */
static const char *chosen_name = "en";

const char *message_text(const char *text)
{
	const char *found = chosen ? po_find(chosen, text) : NULL;

	return own_name_in(found ? found : text);
}

const char *message_count(const char *one, const char *many, unsigned long n)
{
	const char *found = chosen ? po_find(chosen, one) : NULL;

	return own_name_in(found ? found : n == 1 ? one : many);
}

/* ---- names of languages ---- */

/* "zh-Hans.UTF-8" as a catalogue's header spells it: zh_hans. False where it is no name. */
static bool plain_name(const char *name, char *ret, size_t room)
{
	size_t n = strcspn(name, ".@");

	if (n == 0 || n >= room)
		return false;
	for (size_t i = 0; i < n; i++)
		ret[i] = name[i] == '-' ? '_' : name[i];
	ret[n] = '\0';
	return true;
}

/* "zh_CN" of "zh_CN.po"; NULL: no catalogue. */
static const char *file_language(struct arena *mem, const struct embedded_file *file)
{
	size_t n = strlen(file->name) - strlen(".po");

	return str_ends(file->name, ".po") ? arena_strndup(mem, file->name, n) : NULL;
}

/* Texts of this file are kept for good. */
static struct arena *memory(void)
{
	static struct arena *mem;

	if (!mem)
		mem = arena_open("translations", MOST_MEMORY);
	return mem;
}

/* The one that was read last is not read again. */
static const struct po *catalogue_of(const struct embedded_file *file)
{
	static const struct embedded_file *last;
	static struct po *po;

	if (file != last) {
		last = file;
		/* a test parses each of them, so that it cannot fail */
		(void)po_parse(memory(), (struct bytes){ (const char *)file->data, file->size },
			       &po, NULL);
	}
	return po;
}

/* The header is at the start; the rest of the file is not read for a name. */
static bool goes_by(const struct embedded_file *file, const char *name)
{
	static const char label[] = "\n\"X-Also: ";
	const char *also = strstr((const char *)file->data, label);
	const char *end = also ? strstr(also, "\\n") : NULL;
	size_t n = strlen(name);

	for (also = also ? also + strlen(label) : NULL; end && also < end; also++) {
		if (strncasecmp(also, name, n) == 0 && (also[n] == ' ' || also + n == end))
			return true;
		also += strcspn(also, " \\");
	}
	return false;
}

const char *language_known(const char *name)
{
	static const char *const english[] = { "c", "en", "english", "posix" };
	char word[32];

	if (!name || !plain_name(name, word, sizeof(word)))
		return NULL;
	for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++)
		if (strcasecmp(word, english[i]) == 0)
			return "en";
	for (const struct embedded_file *f = locale_files; f->name; f++) {
		const char *language = file_language(memory(), f);

		if (language && (strcasecmp(word, language) == 0 || goes_by(f, word)))
			return language;
	}
	return strncasecmp(word, "en_", 3) == 0 ? "en" : NULL;
}

struct names language_names(struct arena *mem)
{
	struct names names = { 0 };

	list_push(mem, &names, "en");
	for (const struct embedded_file *f = locale_files; f->name; f++) {
		const char *language = file_language(mem, f);

		if (language)
			list_push(mem, &names, language);
	}
	return names;
}

/* zh_CN.GB18030 wants bytes that goready does not write. */
static bool wants_utf8(const char *locale)
{
	const char *charset = strchr(locale, '.');

	return !charset || strncasecmp(charset + 1, "utf-8", 5) == 0 ||
	       strncasecmp(charset + 1, "utf8", 4) == 0;
}

/* LANGUAGE is a list, and counts only where a language was chosen at all. */
const char *language_wanted(const char *(*variable)(const char *name))
{
	static const char *const by_rank[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL, *list = variable("LANGUAGE"), *known = NULL;

	for (size_t i = 0; i < 3 && !(locale && *locale); i++)
		locale = variable(by_rank[i]);
	if (!locale || !*locale || !wants_utf8(locale) || strcmp(locale, "C") == 0 ||
	    str_starts(locale, "C.") || strcmp(locale, "POSIX") == 0)
		return "en";
	for (; list && *list && !known; list += strspn(list, ":")) {
		size_t n = strcspn(list, ":");

		known = language_known(arena_strndup(memory(), list, n));
		list += n;
	}
	known = known ? known : language_known(locale);
	return known ? known : "en";
}

void language_choose(const char *known)
{
	chosen = NULL;
	chosen_name = "en";
	for (const struct embedded_file *f = locale_files; f->name; f++)
		if (str_equal(known, file_language(memory(), f))) {
			chosen = catalogue_of(f);
			chosen_name = file_language(memory(), f);
		}
}

const char *language_chosen(void)
{
	return chosen_name;
}

const char *locale_of_utf8(char *(*set)(int category, const char *name))
{
	static const char *const names[] = { "C.UTF-8", "en_US.UTF-8", "UTF-8" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (set(LC_CTYPE, names[i]))
			return names[i];
	return NULL;
}
