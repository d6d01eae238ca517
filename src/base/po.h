/*
 * Catalogues of translations: .po files, as gettext's tools and translators' editors write them.
 *
 * What is read of them: msgid, msgid_plural and msgstr (or msgstr[0], which serves every count: only
 * languages with one form). Entries that are fuzzy or empty count as not translated. The table and
 * its texts live in `mem`.
 */
#ifndef BASE_PO_H
#define BASE_PO_H

#include "base/err.h"
#include "base/str.h"

struct po;

/* RC_SYNTAX names the line. */
enum rc po_parse(struct arena *mem, struct bytes text, struct po **ret, struct err *e);
/* The translation of a text, by its singular; NULL where there is none. */
const char *po_find(const struct po *po, const char *text);
/* A line of the header ("Language: zh_CN"): what stands after its name; NULL. */
const char *po_header(struct arena *mem, const struct po *po, const char *name);
/* Every translation, in the order of the file; false at the end. */
bool po_each(const struct po *po, size_t *at, const char **ret_text, const char **ret_translated);

#endif
