/* PATH: of this process, of new shells, and of programs that start from the Dock. */
#ifndef FACTS_PATH_H
#define FACTS_PATH_H

#include <stdbool.h>

#include "base/list.h"

struct facts;

struct path_entry {
	const char *text;     /* as in PATH */
	bool empty;           /* "" means the current folder */
	bool relative, tilde; /* literal ~ at the start */
	int bad_byte; /* offset of a CR, no-break space, curly quote, full-width sign ...; -1 */
	bool exists, is_folder;
	size_t gone_home; /* length of the name of the home it is in, of which there is none; 0 */
	bool windows;     /* /mnt/c/... under WSL */
	int duplicate_of; /* index of an equal earlier entry, -1 */
	bool old;         /* the shells were asked, and new ones have it no more */
};

/* A command that would mean another program if a folder came to the front of PATH. */
struct answer {
	const char *name;
	const char *now; /* what new shells find today */
};
struct front {
	const char *folder;
	LIST(struct answer) answers;
};

struct path_facts {
	bool set;
	const char *text;
	LIST(struct path_entry) entries;
	/* What new shells get, by our blocks and plain assignments in start files, in front of the
	 * present PATH; by the login shell itself once asked (new_shell_asked). */
	struct names new_shell;
	bool new_shell_asked;
	/* Of new_shell what this process has not: by their text, nobody looks whether they exist. */
	LIST(struct path_entry) new_entries;
	LIST(struct front) fronts; /* of folders that a plan may put in front */
	/* macOS */
	struct names
		paths_d; /* folders that /etc/paths and /etc/paths.d name, in path_helper's order */
	struct names
		path_helper; /* what path_helper makes of this process's PATH in a login shell */
	struct names path_helper_lost; /* of paths_d, what the login shell, once asked, has not */
	struct names launchd;          /* what programs started from the Dock get */
};

/* Position of a folder in PATH's entries, or in new shells' PATH; -1. */
int path_index_of(const struct facts *f, const char *folder);
int new_shell_index_of(const struct facts *f, const char *folder);

#endif
