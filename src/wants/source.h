/* Where the bytes of a tool can be had from, and how they are known to be the right ones. */
#ifndef WANTS_SOURCE_H
#define WANTS_SOURCE_H

#include "facts/observed.h"
#include "tool/download.h"

/* One place a tool can come from. */
struct source {
	enum source_kind kind;
	const char *label;         /* "go.dev", "GOPROXY proxy.example", "Maven mirror.example" */
	const char *checksum_from; /* "goready's manifest", "your profile" */
	bool offered;        /* a public mirror: only with the user's word (then set to false) */
	bool only_after_404; /* after a comma in GOPROXY: only where the one before it said 404 or
				410 */
	struct download parts[2];
	int part_n; /* 2 for Maven: the program, then the jar */
	/* what trying it gave, where that is known (the wizard); else REACH_UNKNOWN */
	enum reach reach;
	int status, ms; /* the first is HTTP's, 0 not known */
};
struct sources LIST_OF(struct source);

/* Is nothing known that speaks against it? */
bool source_may_answer(const struct source *source);
/* The one to begin with, of those that need no word of the user; NULL: none of them may answer. */
const struct source *sources_first(const struct sources *all);

#endif
