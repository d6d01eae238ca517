/*
 * Messages in the user's language.
 *
 * Every text a user reads goes through _() (or N_() in a table, translated where it is shown).
 * Catalogues are looked for beside the program (../share/locale); none at all is no error.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define GOREADY_DOMAIN "goready"
#define _(text) gettext(text)
#define N_(text) text
#define P_(one, many, n) ngettext((one), (many), (n))

#endif
