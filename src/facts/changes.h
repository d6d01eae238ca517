/*
 * What is different between two looks at one machine: what was there when the proof passed, and what
 * is there now. Pure. Both facts come from captures, where values are masked alike.
 *
 *	struct changes changes = facts_changes(mem, before, now);
 */
#ifndef FACTS_CHANGES_H
#define FACTS_CHANGES_H

#include "facts/facts.h"

enum change_kind {
	CHANGE_SYSTEM,  /* name: "os", "login shell" */
	CHANGE_TOOL,    /* name: its path; before and now: versions */
	CHANGE_PATH,    /* name: a folder; before and now: which entry it is, from "1" on */
	CHANGE_SETTING, /* name: "GOPROXY" */
	CHANGE_LINE,    /* name: a start file; before or now: the line */
};
const char *change_kind_name(enum change_kind kind); /* JSON's: "tool" */

/* before NULL: it is new; now NULL: it is gone. Paths below the home folder begin with ~. */
struct change {
	enum change_kind kind;
	const char *name, *before, *now;
};
struct changes LIST_OF(struct change);

struct changes facts_changes(struct arena *mem, const struct facts *before,
			     const struct facts *now);

#endif
