/* Go's settings, wherever they are made. */
#ifndef FACTS_GOENV_H
#define FACTS_GOENV_H

#include <stdbool.h>

#include "base/list.h"
#include "base/str.h"
#include "shell/assignments.h"

struct facts;

enum setting_origin {
	SETTING_DEFAULT,
	SETTING_ENVIRONMENT,
	SETTING_GO_ENV_FILE,
	SETTING_GOROOT_FILE
};

struct setting {
	const char *name; /* "GOROOT" */
	/* In effect for go: this process's environment, else what a plain line of a start file
	 * gives new shells (origin is SETTING_ENVIRONMENT then too), the `go env -w` file,
	 * GOROOT/go.env. NULL: unset, Go's own default holds. */
	const char *value;
	enum setting_origin origin;
	const struct assignment *where; /* the line that most likely set it; NULL not found */
	const char *environment, *go_env_file, *goroot_file; /* each place's value; NULL unset */
	const char *start_file; /* what a plain line of a start file gives, $HOME expanded; NULL */
};

struct go_settings {
	const char *file;      /* the `go env -w` file's path, existing or not; NULL: GOENV=off */
	bool file_by_variable; /* GOENV names it */
	struct bytes content;  /* its bytes */
	bool file_exists;
	const char
		*file_why_not; /* it is there and cannot be read, so it is not edited; else NULL */
	LIST(struct setting) settings; /* every variable docs/rules.md names, set or not */
	/* Folders that GOPATH, GOBIN or a cache is to be, which are not there and cannot be made:
	 * below a home that has another name now. Those that are there and may not be written to are
	 * in both lists. */
	struct names cannot_be_made, of_others;
	struct names of_root;    /* of the latter, those that root owns */
	struct names no_folders; /* of those: there, and no folder */
	/* Once the shells were asked: what this process has of an older start file, and new shells have
	 * not, NAME=value. It is no setting then. */
	struct names old;
	/* What GOTMPDIR and GOWORK name and is not there: go makes neither. */
	struct names gone;
};

const struct setting *facts_setting(const struct facts *f,
				    const char *name); /* never NULL for known names */
const char *facts_setting_value(const struct facts *f, const char *name); /* NULL where unset */

#endif
