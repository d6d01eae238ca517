/*
 * Messages in the user's language.
 *
 * Every text a user reads goes through _() (or N_() in a table, translated where it is shown). The
 * catalogues of assets/locale are embedded in the program: one file that was downloaded speaks all
 * of them, with any C library. Until language_choose is called, and for what a catalogue does not
 * hold, texts are English, as they stand in the source.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include "base/str.h"

#define _(text) message_text(text)
#define N_(text) text
#define P_(one, many, n) message_count((one), (many), (n))

/* The text itself where there is no translation. Lives as long as the process. */
const char *message_text(const char *text) __attribute__((format_arg(1)));
const char *message_count(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

/* "zh", "zh-Hans" and "zh_CN.UTF-8" are one language: the name its catalogue has ("en", where
 * none is needed), or NULL: one that goready does not speak. */
const char *language_known(const char *name);
/* Every language's name, English first. */
struct names language_names(struct arena *mem);
/* What the variables of the environment ask for, as gettext reads them; "en" where they ask for
 * nothing, or for a character set other than UTF-8. */
const char *language_wanted(const char *(*variable)(const char *name));
/* From now on messages are in this one; a name of language_known. */
void language_choose(const char *known);
const char *language_chosen(void);

/* Where a locale is not installed, or says ASCII though another language was asked for: characters of
 * UTF-8, by the first name that `set`, setlocale(3), takes; NULL: none. Not every macOS has C.UTF-8. */
const char *locale_of_utf8(char *(*set)(int category, const char *name));

#endif
