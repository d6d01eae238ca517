/*
 * A unified diff of two texts, as `patch` takes it (Myers' algorithm; 3 lines of context).
 *
 * Lines end at LF; a CR before it belongs to the line. Bytes that are not UTF-8 pass unchanged.
 */
#ifndef PLAN_DIFF_H
#define PLAN_DIFF_H

#include "base/str.h"

/* "" where they are equal. Handles a missing last newline ("\ No newline at end of file"), CRLF and
 * bytes that are not UTF-8 unchanged. before_name NULL: a new file (/dev/null); after_name NULL: the
 * file goes. NUL bytes are left out of what is read; diff_unified_bytes has them. With names that begin with "~/",
 * `cd ~ && patch -p1` applies it. */
const char *diff_unified(struct arena *mem, const char *before_name, struct bytes before,
			 const char *after_name, struct bytes after);
struct bytes diff_unified_bytes(struct arena *mem, const char *before_name, struct bytes before,
				const char *after_name, struct bytes after);

/* The same without its unchanged lines, in which anything may stand, and with what looks like a secret
 * masked in the changed ones: for JSON and for output that is no terminal. `patch` takes it as long as
 * nothing was masked. */
const char *diff_for_logs(struct arena *mem, const char *unified);

enum diff_op { DIFF_KEEP, DIFF_REMOVE, DIFF_ADD };
struct diff_line {
	enum diff_op op;
	int before_line, after_line; /* 1-based; 0 where it has none */
	struct bytes text;           /* without newline */
	bool no_newline;             /* the last of its file, and no newline follows */
};
struct diff_lines LIST_OF(struct diff_line);
/* The lines that differ, and up to three around them that do not; where the numbers jump, equal lines
 * are left out. Large files with small changes need memory for the change only. */
struct diff_lines diff_compute(struct arena *mem, struct bytes before, struct bytes after);

#endif
