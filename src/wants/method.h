/* By which method a tool comes. */
#ifndef WANTS_METHOD_H
#define WANTS_METHOD_H

enum method { METHOD_KEEP, METHOD_ARCHIVE, METHOD_HOMEBREW, METHOD_N };
const char *method_name(enum method method); /* "keep", "archive", "homebrew" */

#endif
