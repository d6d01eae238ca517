/*
 * What the machine is: plain data, gathered through struct host and never changed afterwards. What
 * is learned later stands beside it (observed.h), or gives facts anew (facts_with_shells).
 *
 *	const struct facts *f = facts_gather(mem, host, &(struct facts_options){ .project = cwd });
 *
 * Gathering writes nothing, starts neither go nor the user's shells (facts_ask_shells does, after
 * consent), and runs only what no file says (protoc --version, a plugin's --version), with stdin
 * from /dev/null, a time limit of 5 s and a scrubbed environment. What cannot be found out is
 * absent (NULL, 0, unknown), and a rule whose fact is absent is silent.
 */
#ifndef FACTS_FACTS_H
#define FACTS_FACTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/list.h"
#include "facts/brew.h"
#include "facts/clt.h"
#include "facts/editors.h"
#include "facts/environment.h"
#include "facts/goenv.h"
#include "facts/machine.h"
#include "facts/managers.h"
#include "facts/path.h"
#include "facts/places.h"
#include "facts/project.h"
#include "facts/shell.h"
#include "facts/surroundings.h"
#include "host/host.h"
#include "tool/tool.h"

/* What stands in goready's own bin folder, whatever its name (gofmt is no tool). */
struct own_link {
	const char *path;
	const char *target;   /* as written: "../tools/go-1.26.8/bin/go"; NULL: it is no link */
	const char *leads_to; /* resolved; NULL where it dangles */
};

struct facts {
	struct machine_facts machine;
	struct places places;
	struct path_facts path;
	struct tools tools;    /* every one found, PATH order first, then well-known places */
	struct tools go_tools; /* Go programs in the Go bin folder that not everybody needs */
	struct tools plugins;  /* protoc-gen-NAME that has no row: the first of each name */
	struct names
		unfinished; /* trees of goready's that are not all there, and hold no tools: names */
	struct manager_roots managers;
	LIST(struct own_link) own_links;
	struct go_settings go;
	struct shell_facts shell;
	struct environment_facts environment;
	struct surroundings surroundings;
	struct editor_facts editors;
	struct project_facts project;
	struct brew_facts brew;
	struct clt_facts clt;
};

struct facts_options {
	const char *project; /* a go.mod is looked for in it and above it; NULL none */
	bool shells;         /* the user has agreed: the shells check their start files (-n) */
	bool toolchain_file; /* its line is to be written */
	bool managers; /* the tools are only listed: those of version managers that no shell finds, too */
	/* What the shells said of the syntax of their files then; NULL: nothing yet. */
	const struct facts *checked;
};
/* The mark beside a tree of goready's (a folder): its files are not all on the disk yet. What has the
 * mark is no tool. */
const char *facts_unfinished_mark(struct arena *mem, const char *tree);
/* The tree that such a mark is of; NULL: the path is none. */
const char *facts_marked_tree(struct arena *mem, const char *mark);
/* Never fails as a whole: what could not be read is absent. */
const struct facts *facts_gather(struct arena *mem, struct host *host,
				 const struct facts_options *options);

/* Every file of that name where programs are looked for: PATH's order first, then the usual places.
 * For programs that a text names; those of `tools` are known already. */
struct tools facts_programs(struct arena *mem, struct host *host, const struct facts *f,
			    const char *name);
/* The tool a new shell would run: first without a fault that exec skips, in new_shell order; NULL.
 * exec skips folders, dangling links, files without x bit or interpreter (execvp(3)), and takes the
 * next; a file for another CPU it does not skip. */
const struct tool *facts_resolve(const struct facts *f, enum tool_id id);
/* The same by this process's PATH. */
const struct tool *facts_resolve_here(const struct facts *f, enum tool_id id);
/* The i-th program that Go built: those of the folder of go install, then what comes first on PATH of `tools` but go
 * itself; NULL at the end. */
const struct tool *facts_go_program(const struct facts *f, size_t i);
/* Does this macOS refuse to start it, for what the Go that built it left out of its header? */
bool facts_refuses(const struct facts *f, const struct tool *tool);
/* What lies where go install is to put this one, and must first be moved or opened by its owner: a folder, or what
 * nobody may read; NULL. */
const struct tool *facts_in_the_way(struct arena *mem, const struct facts *f, enum tool_id id);

/* "doctor --json"'s machine, tools and homebrew members. */
struct json *facts_machine_json(struct arena *mem, const struct facts *f);
struct json *facts_tools_json(struct arena *mem, const struct facts *f);
struct json *facts_brew_json(struct arena *mem, const struct facts *f); /* a list */

#endif
