/*
 * Words that mean yes or no: what a person types, and what a variable of the environment is set to.
 * Nothing here is translated: each word counts in every language.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>

#include "base/arena.h"

bool word_consents(const char *typed); /* the whole word, as consent needs it */
bool word_is_yes(const char *typed);   /* short forms too */
bool word_is_no(const char *typed);
/* Full-width letters, digits and signs, as a Chinese input method types them, in their ASCII forms; the
 * Chinese comma and full stop too. */
const char *words_narrow(struct arena *mem, const char *typed);
/* A variable that is there, and says neither 0, false nor no (as gh reads its own, cli/cli
 * pkg/iostreams). NULL is unset. */
bool value_is_on(const char *value);

#endif
