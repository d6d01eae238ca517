/* Facts about what the text names, and that nobody gathers unasked: files of a program, what is gone from a tree. */
#include "explain/judge.h"

#include <string.h>

static void take_known(struct arena *mem, const struct facts *f, struct named_program *p)
{
	for (size_t i = 0; i < f->tools.n; i++)
		if (str_equal(tool_name(f->tools.at[i].id), p->name))
			list_push(mem, &p->found, f->tools.at[i]);
}

/* A tree that was unpacked in part, or from which somebody took something away; a capture holds no sources. */
static void look_into_the_tree(struct arena *mem, struct host *host, const struct facts *f,
			       const char *path, struct names *gone)
{
	const struct tool *go = facts_resolve(f, TOOL_GO);
	struct file_info info = { 0 };

	if (go && go->goroot && path_is_within(path, go->goroot) && !names_hold(gone, path) &&
	    host_is_folder(host, path_join(mem, go->goroot, "src/runtime")) &&
	    host->stat(host, mem, path, &info, NULL) == RC_OK && info.type == FILE_NONE)
		list_push(mem, gone, path);
}

void explain_look(struct arena *mem, struct host *host, const struct facts *f,
		  struct explanation *x)
{
	x->absent = command_managers_absent(mem, host, f, &x->pipelines);
	x->gone = (struct names){ 0 };
	for (size_t i = 0; i < x->meanings.n; i++)
		if (str_equal(x->meanings.at[i].id, "go.mixed-tree") &&
		    x->meanings.at[i].about.kind == THING_PATH && x->meanings.at[i].about.name)
			look_into_the_tree(mem, host, f, x->meanings.at[i].about.name, &x->gone);

	for (size_t i = 0; i < x->programs.n; i++) {
		struct named_program *p = &x->programs.at[i];

		memset(&p->found, 0, sizeof(p->found));
		take_known(mem, f, p);
		if (!p->found.n)
			p->found = facts_programs(mem, host, f, p->name);
	}
}

const struct named_program *explain_program(const struct explanation *x, const char *name)
{
	for (size_t i = 0; i < x->programs.n; i++)
		if (str_equal(x->programs.at[i].name, name))
			return &x->programs.at[i];
	return NULL;
}
