/*
 * Which versions go together in a Go project (assets/versions.json): what the code that a plugin writes asks
 * of the modules in go.mod and of its go line; and which version of a plugin the project itself names.
 *
 * Pure, over facts. What it gives lives as long as the arena it was read into.
 */
#ifndef WANTS_AGREEING_H
#define WANTS_AGREEING_H

#include "base/err.h"
#include "facts/facts.h"

struct code_needs {
	const char *from;             /* from this version of the plugin on */
	const char *install;          /* of these, for who needs no newer; NULL: the manifest's */
	bool not_installed;           /* go install refuses all of them */
	const char *module, *version; /* the oldest that its code compiles with */
	const char *promised;         /* the oldest that is promised to work; NULL: that one */
	const char *go_line;          /* the oldest go line; NULL: any */
};
struct plugin_code {
	const char *plugin, *remote;  /* "protoc-gen-go"; at buf.build, NULL */
	LIST(struct code_needs) code; /* newest first */
};
struct module_line {
	const char *module, *version, *go_line;
};
struct versions {
	LIST(struct plugin_code) plugins;
	LIST(struct module_line) modules; /* the newest that each go line allows, newest first */
};

/* The embedded file; it cannot fail (a test parses it). */
const struct versions *versions_builtin(struct arena *mem);
enum rc versions_parse(struct arena *mem, struct bytes text, const struct versions **ret,
		       struct err *e);

/* What the code of this version of a plugin needs; NULL: nothing is known of it. */
const struct code_needs *versions_needs(const struct versions *v, const char *plugin,
					const char *version);

/* What speaks against code in a project; nothing does where it does not require the module. */
enum disagreement { AGREES, MODULE_TOO_OLD, GO_LINE_TOO_OLD };
enum disagreement project_disagrees(const struct project_facts *p, const struct code_needs *needs);

/* The newest version of a plugin whose code the project compiles, where it is not the manifest's; NULL: the
 * manifest's does, or none does. *ret_why is what holds the newer ones back. */
const char *project_plugin_version(const struct versions *v, const struct project_facts *p,
				   const char *plugin, const char *newest,
				   const struct code_needs **ret_why);

/* The version of a module to ask for so that the go line can stay: the newest that the line allows and that
 * is not below `at_least`, else `at_least`. */
const char *project_module_version(const struct versions *v, const struct project_facts *p,
				   const char *module, const char *at_least);

/* From this version on go runs others, and reads GOTOOLCHAIN and toolchain lines (go.dev/doc/toolchain). */
bool go_knows_toolchains(const char *version);
/* Does go, with this GOTOOLCHAIN (NULL: not set), fetch what a line of the project names? auto, or NAME+auto, also
 * local+auto. */
bool go_fetches_toolchains(const char *mode);
/* Or look for it on PATH alone, as go1.28.0? path, or NAME+path. */
bool go_looks_on_path(const char *mode);
/* The "1.26.8" of go1.26.8, go1.26.8+auto or go1.26.8+path: that one is run where nothing newer is asked for and to
 * be had. NULL: none is named. */
const char *go_named_by(struct arena *mem, const char *mode);
/* Is it there so, from golang.org/dl? */
bool go_is_in_sdk(const struct facts *f, const char *version);
/* The Go that go.work or go.mod asks for, "1.28.0": what its go line needs, and the newer of that and its toolchain line,
 * which go runs where it is free to choose. NULL: none is asked for. */
const char *project_go_needed(const struct project_facts *p);
const char *project_go_wanted(const struct project_facts *p);
/* "toolchain default": go runs no other than itself, whatever the go line says. */
bool project_forbids_another_go(const struct project_facts *p);
/* The Go that the one in use runs in its place, in the folder one is in; NULL: it runs itself. *ret_because is
 * "GOTOOLCHAIN", or the file that asks. */
const char *go_runs_instead(struct arena *mem, const struct facts *f, const char **ret_because);

/* How the project itself says which program is this plugin; NULL: it is the one on PATH. *ret_version is
 * NULL where none is said. */
const struct project_plugin *project_own_plugin(struct arena *mem, const struct versions *v,
						const struct project_facts *p, const char *plugin,
						const char **ret_version);

#endif
