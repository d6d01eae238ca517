/* Machines made by hand for tests of the plan: facts as facts_gather would give them. */
#ifndef PLAN_MACHINE_H
#define PLAN_MACHINE_H

#include "plan/plan.h"

struct facts *machine_bare(
	struct arena *mem); /* Debian, bash, nothing but ~/.bashrc and ~/.profile */
/* A start file with content; a shell that has one is installed. */
struct start_file *machine_start_file(struct arena *mem, struct facts *f, enum shell_id shell,
				      const char *name, const char *content);
/* A good native tool; on the PATH of new shells where `on_path`. */
struct tool *machine_tool(struct arena *mem, struct facts *f, enum tool_id id, const char *path,
			  const char *version, bool on_path);
struct assignment *machine_line(struct arena *mem, struct facts *f, const char *file, int line,
				const char *name, const char *value, const char *text);
/* facts after a plan was carried out: files, tools, PATH of new shells. */
void machine_after(struct arena *mem, struct facts *f, const struct plan *p);
/* Versions, sizes and checksums of releases change with the manifest: golden files go without. */
const char *machine_without_versions(struct arena *mem, const char *text);

#endif
