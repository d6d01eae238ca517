/* Between the parts of decoding; nobody else includes it. */
#ifndef EXPLAIN_DECODE_H
#define EXPLAIN_DECODE_H

#include "explain/text.h"

/* The length of a control sequence or string at an ESC (ECMA-48 5.4, 5.6). (decode.c) */
size_t text_escape_length(const char *s, size_t n);
/* A character as it is kept: a blank for each kind of them, a newline for each end of a line, letters for a ligature;
 * nothing for what has no shape. (decode.c) */
void text_add_plain(struct str *out, uint32_t c);

/* Each gives the text as it is where there is nothing to take off. (escapes.c) */
const char *text_without_json(struct arena *mem, const char *text);
const char *text_without_html(struct arena *mem, const char *text);
/* {"output": "$ go version"}: what a tool or a chat handed on whole; NULL: it is no such thing, as a server's
 * {"code": 5, "message": "Not Found"} is none. (escapes.c) */
const char *text_only_string(struct arena *mem, struct bytes text);

#endif
