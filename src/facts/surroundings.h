/* What stands around the tools, and decides whether they work. */
#ifndef FACTS_SURROUNDINGS_H
#define FACTS_SURROUNDINGS_H

#include <stdbool.h>

#include "base/list.h"
#include "tool/tool.h"

/* [url "git@github.com:"] insteadOf = https://github.com/ */
struct git_rewrite {
	const char *file;
	int line; /* of insteadOf, 1-based */
	const char *to, *from;
};
/* The version of Go that a manager's own files, or the environment, choose. */
struct go_choice {
	enum origin manager;
	const char *version; /* NULL: none */
	bool absent;         /* it is not among those that the manager has */
	const char *newest;  /* of the versions that it has; NULL: it has none */
	const char *
		gone; /* the manager's own program, which its shim of go names; NULL: it is there */
};
struct go_choices LIST_OF(struct go_choice);
/* The newest Go that is left of a version manager that is gone. */
struct left_go {
	enum origin manager;
	const char *path; /* of its go */
};
struct surroundings {
	bool resolver_known, resolver; /* Linux: /etc/resolv.conf names a server */
	const char *resolver_gone;     /* what it is a link to, and is not there; NULL */
	const char *git;               /* path; NULL none */
	LIST(struct git_rewrite) git_rewrites;
	/* safe.directory: work trees of others; all of them where it ends with a star alone, or those below. */
	struct names git_trusts;
	int amd64_level;             /* GOAMD64's v1 to v4, as this CPU has it; 0 unknown */
	bool headers_known, headers; /* of the C library, where a C compiler is */
	struct go_choices go_choices;
	LIST(struct left_go) left_gos;
	struct tools unshimmed; /* plugins beside the Go that a manager's shim runs */
	struct names
		version_bins; /* where go install puts programs of that Go: on no PATH, shims start them */
};

#endif
