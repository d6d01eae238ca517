/*
 * Every go, protoc and plugin, each once by its path. What the file's headers say is read here, the
 * rest by its topic's file; tool_places.c says where they are looked for, origin.c who brought them.
 */
#include "facts/gather.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

/* ---- what the file itself says ---- */

static bool runs_here(const struct gather *g, const struct binary *b)
{
	const struct machine_facts *m = &g->f->machine;

	return binary_runs_on(b, m->os, m->cpu) ||
	       (m->os == OS_LINUX && m->userland != ARCH_UNKNOWN &&
		binary_runs_on(b, m->os, m->userland));
}

static bool is_program(const struct binary *b)
{
	return b->format == BINARY_ELF || b->format == BINARY_MACHO || b->format == BINARY_FAT ||
	       b->format == BINARY_PE;
}

/* macOS keeps its system programs' loaders out of the file system; there only scripts are asked. */
static bool interpreter_missing(const struct gather *g, const struct binary *b)
{
	if (!b->interpreter || b->interpreter[0] != '/')
		return false;
	if (b->format != BINARY_SCRIPT && b->format != BINARY_ELF)
		return false;
	return !gather_is_file(g, b->interpreter);
}

static const char *instead_text(enum binary_instead instead)
{
	switch (instead) {
	case INSTEAD_PAGE:
		return _(
			"the file is a web page: what was downloaded is a page about it, not the program");
	case INSTEAD_ARCHIVE:
		return _(
			"the file is a packed archive: the program is in it, and has to be unpacked");
	case INSTEAD_NOTHING:
		break;
	}
	return NULL;
}

static void read_header_faults(struct gather *g, const struct file_info *info, struct tool *t)
{
	const struct binary *b = &t->binary;

	if (!g->host->may(g->host, t->path, X_OK)) {
		t->fault = FAULT_NOT_EXECUTABLE;
		t->unreadable = !g->host->may(g->host, t->path, R_OK);
		t->of_another_user = info->uid != g->system.uid;
		t->fault_detail = instead_text(b->instead);
		return;
	}
	if (is_program(b) && b->os != OS_UNKNOWN && b->os != g->f->machine.os) {
		t->fault = FAULT_WRONG_OS;
		t->fault_detail = os_name(b->os);
	} else if (is_program(b) && b->arch_n > 0 && !runs_here(g, b)) {
		t->fault = FAULT_WRONG_ARCH;
		t->fault_detail = binary_arch_text(g->mem, b);
	} else if (b->cut_off) {
		t->fault = FAULT_CANNOT_RUN;
		t->fault_detail = _("the file is cut off: a part of the program is missing");
	} else if (b->instead) {
		t->fault = FAULT_CANNOT_RUN;
		t->fault_detail = instead_text(b->instead);
	} else if (interpreter_missing(g, b)) {
		t->fault = FAULT_NO_INTERPRETER;
		t->fault_detail = b->interpreter;
	}
}

static void tools_read_file(struct gather *g, struct tool *t)
{
	struct host *h = g->host;
	struct file_info info = { 0 };

	if (h->stat(h, g->mem, t->path, &info, NULL) != RC_OK || info.type == FILE_NONE) {
		t->fault = FAULT_DANGLING;
		if (h->lstat(h, g->mem, t->path, &info, NULL) == RC_OK)
			t->link = info.target;
		return;
	}
	if (gather_realpath(g, t->path, &t->real_path) != RC_OK)
		t->real_path = t->path;
	if (info.type == FILE_FOLDER) {
		t->fault = FAULT_FOLDER;
		return;
	}
	if (h->binary(h, g->mem, t->real_path, &t->binary, NULL) != RC_OK)
		t->binary = (struct binary){ 0 };
	read_header_faults(g, &info, t);
	dylibs_judge_tool(g, t);
}

/* What `exec WORD` names, $HOME expanded; NULL: another line, or one that only redirects. */
static const char *program_of_exec(struct gather *g, const char *line)
{
	const char *word;

	if (!str_starts(line, "exec "))
		return NULL;
	word = line + strlen("exec ");
	word += strspn(word, " \"'");
	word = arena_strndup(g->mem, word, strcspn(word, " \"'"));
	if (strpbrk(word, "<>"))
		return NULL;
	return str_starts(word, "$HOME/") ? path_join(g->mem, g->f->places.home, word + 6) : word;
}

static bool is_known_to_be_gone(struct gather *g, const char *program)
{
	struct file_info info = { 0 };

	if (islower((unsigned char)*program) && !strchr(program, '/'))
		return !g->host->captured && !str_equal(program, "command") &&
		       gather_is_on_no_path(g, program);
	return path_is_absolute(program) && !strchr(program, '$') &&
	       g->host->stat(g->host, g->mem, program, &info, NULL) == RC_OK &&
	       info.type == FILE_NONE;
}

const char *script_starts_gone(struct gather *g, const char *script)
{
	const char *gone = NULL;
	struct bytes text, line;
	bool at_end = false;
	size_t at = 0;

	if (!gather_read(g, script, 64 << 10, &text))
		return NULL;
	while (next_line(text, &at, &line)) {
		const char *words = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));
		const char *program = program_of_exec(g, words);

		if (!*words || *words == '#')
			continue;
		at_end = program && *line.at == 'e';
		if (program && !is_known_to_be_gone(g, program))
			return NULL; /* it has that one, too */
		gone = gone ? gone : program;
	}
	return at_end ? gone : NULL;
}

/* Whatever stands in for go hands on what it is told, all or one by one, or a file that it reads does; protoc is asked
 * its version. */
static bool takes_no_arguments(struct gather *g, const struct tool *t)
{
	static const char *const shells[] = { "sh", "bash", "dash", "zsh", "ksh" };
	static const char *const hand_on[] = { "$@",    "${@",     "$*",   "${*",
					       "go $1", "go \"$1", "\n. ", "\nsource " };
	const char *shell = path_name(t->binary.interpreter ? t->binary.interpreter : "");
	struct bytes text;
	bool is_shell = false;

	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		is_shell = is_shell || str_equal(shell, shells[i]);
	if (t->id != TOOL_GO || !is_shell ||
	    !gather_read(g, t->real_path ? t->real_path : t->path, 64 << 10, &text))
		return false;
	for (size_t i = 0; i < sizeof(hand_on) / sizeof(hand_on[0]); i++)
		if (bytes_find(text, hand_on[i]))
			return false;
	return true;
}

/* A wrapper of somebody's own; a manager's is told of by its manager. */
static void judge_wrapper(struct gather *g, struct tool *t)
{
	const char *gone;

	if (t->fault != FAULT_NONE || t->binary.format != BINARY_SCRIPT ||
	    origin_stands_in(t->origin))
		return;
	gone = script_starts_gone(g, t->real_path ? t->real_path : t->path);
	if (gone)
		tool_set_fault(t, FAULT_CANNOT_RUN,
			       arena_fmt(g->mem, _("it starts %s, which does not exist"), gone));
	else if (takes_no_arguments(g, t))
		tool_set_fault(
			t, FAULT_CANNOT_RUN,
			_("it is a script that hands no options on: another program of this name"));
}

void tools_describe(struct gather *g, struct tool *t)
{
	const struct tool_kind *kind = tool_kind_of(t->id);
	const struct tool_look look = { .mem = g->mem,
					.host = g->host,
					.os = g->f->machine.os,
					.userland = g->f->machine.userland,
					.trees = g->f->places.tools,
					.home = g->f->places.home,
					.config = g->f->places.config,
					.project = g->f->places.project };

	tools_read_file(g, t);
	if (kind && !t->windows)
		kind->describe(&look, t);
	t->origin = tool_origin(g, t);
	judge_wrapper(g, t);
	if (t->origin == ORIGIN_DISTRO)
		t->distro =
			distro_of(&(struct distro_release){ .id = g->f->machine.os_id,
							    .like = g->f->machine.os_like,
							    .version = g->f->machine.os_version,
							    .ostree = g->f->machine.os_ostree });
}

/* ---- trees that are not all there ---- */

static const char unfinished_mark[] = ".unfinished-";

const char *facts_unfinished_mark(struct arena *mem, const char *tree)
{
	return arena_fmt(mem, "%s/%s%s", path_folder(mem, tree), unfinished_mark, path_name(tree));
}

const char *facts_marked_tree(struct arena *mem, const char *mark)
{
	const char *name = path_name(mark);

	return str_starts(name, unfinished_mark)
		       ? path_join(mem, path_folder(mem, mark), name + strlen(unfinished_mark))
		       : NULL;
}

static void look_for_unfinished(struct gather *g)
{
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, g->f->places.tools, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++)
		if (str_starts(entries.at[i].name, unfinished_mark))
			list_push(g->mem, &g->f->unfinished,
				  entries.at[i].name + strlen(unfinished_mark));
}

/* The power may have gone before its bytes were on the disk: a link on PATH may lead there. */
static bool in_unfinished_tree(struct gather *g, const char *path)
{
	const char *real;

	if (!g->f->unfinished.n || gather_realpath(g, path, &real) != RC_OK)
		return false;
	for (size_t i = 0; i < g->f->unfinished.n; i++)
		if (path_is_within(real,
				   path_join(g->mem, g->f->places.tools, g->f->unfinished.at[i])))
			return true;
	return false;
}

/* ---- finding them ---- */

static bool tools_seen(const struct tools *tools, enum tool_id id, const char *path)
{
	for (size_t i = 0; i < tools->n; i++)
		if (tools->at[i].id == id && str_equal(tools->at[i].path, path))
			return true;
	return false;
}

/* A well-known place that a link on PATH leads to is no second find; nor is /bin/x beside
 * /usr/bin/x where /bin is a link. */
static bool same_file_seen(struct gather *g, enum tool_id id, const char *path, bool on_path)
{
	struct tools *tools = &g->f->tools;
	const char *real, *folder, *other;
	struct host *h = g->host;

	if (gather_realpath(g, path, &real) != RC_OK)
		return false;
	for (size_t i = 0; i < tools->n; i++) {
		struct tool *t = &tools->at[i];

		if (t->id != id || !str_equal(t->real_path, real))
			continue;
		if (!on_path) {
			list_push(g->mem, &t->also, path);
			return true;
		}
		if (h->realpath(h, g->mem, path_folder(g->mem, path), &folder, NULL) == RC_OK &&
		    h->realpath(h, g->mem, path_folder(g->mem, t->path), &other, NULL) == RC_OK &&
		    str_equal(folder, other))
			return true;
	}
	return false;
}

static void consider(struct gather *g, enum tool_id id, const char *folder, const char *name,
		     bool windows)
{
	const char *path = path_join(g->mem, folder, name);
	struct file_info info = { 0 };
	int here, new_shell;
	struct tool *t;

	if (g->host->lstat(g->host, g->mem, path, &info, NULL) != RC_OK || info.type == FILE_NONE ||
	    tools_seen(&g->f->tools, id, path))
		return;
	/* not before: PATH may have thousands of entries */
	here = path_index_of(g->f, folder);
	new_shell = new_shell_index_of(g->f, folder);
	if (same_file_seen(g, id, path, here >= 0 || new_shell >= 0) || in_unfinished_tree(g, path))
		return;
	t = list_add(g->mem, &g->f->tools);
	t->id = id;
	t->path = path;
	t->path_index = here;
	t->new_shell_index = new_shell;
	t->windows = windows;
	tools_describe(g, t);
}

void tools_consider(struct gather *g, enum tool_id id, const char *folder)
{
	consider(g, id, folder, tool_name(id), false);
}

/* Programs of Windows answer to their whole name only. */
void tools_consider_windows(struct gather *g, const char *folder)
{
	tools_each (id)
		consider(g, id, folder, arena_fmt(g->mem, "%s.exe", tool_name(id)), true);
}

/* ---- other Go programs ---- */

/* By rules of its own, whatever machine it is built for. */
static bool is_told_of(const char *name)
{
	enum tool_id id = tool_find(name);

	return id != TOOL_N && (!tool_kind_of(id)->optional || tool_is_plugin(id));
}

static void look_at_go_tools(struct gather *g)
{
	const char *folder = g->f->places.go_bin;
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n && i < 60; i++) {
		struct tool t = { .id = TOOL_N };

		if (entries.at[i].type == FILE_FOLDER || is_told_of(entries.at[i].name))
			continue;
		t.path = path_join(g->mem, folder, entries.at[i].name);
		t.path_index = path_index_of(g->f, folder);
		t.new_shell_index = new_shell_index_of(g->f, folder);
		tools_describe(g, &t);
		if (!t.binary.go)
			continue;
		if (t.binary.go->mod_version && t.binary.go->mod_version[0] == 'v')
			t.version = t.binary.go->mod_version + 1;
		list_push(g->mem, &g->f->go_tools, t);
	}
}

/* ---- plugins of protoc that have no row ---- */

static bool plugin_is_seen(const struct gather *g, const char *name)
{
	for (size_t i = 0; i < g->f->plugins.n; i++)
		if (str_equal(path_name(g->f->plugins.at[i].path), name))
			return true;
	return tool_find(name) != TOOL_N;
}

static void look_for_plugins(struct gather *g, const char *folder)
{
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n && g->f->plugins.n < 60; i++) {
		struct tool t = { .id = TOOL_N };

		if (!str_starts(entries.at[i].name, "protoc-gen-") ||
		    str_ends(entries.at[i].name, ".exe") || plugin_is_seen(g, entries.at[i].name))
			continue;
		t.path = path_join(g->mem, folder, entries.at[i].name);
		t.path_index = path_index_of(g->f, folder);
		t.new_shell_index = new_shell_index_of(g->f, folder);
		tools_describe(g, &t);
		list_push(g->mem, &g->f->plugins, t);
	}
}

/* The system's own folders are not read through: they are long, and a distribution builds what lies
 * there for its machine. */
static void look_at_other_plugins(struct gather *g)
{
	const struct path_facts *p = &g->f->path;

	for (size_t i = 0; i < p->new_shell.n; i++)
		if (path_is_absolute(p->new_shell.at[i]) &&
		    !gather_in_system_folder(p->new_shell.at[i]))
			look_for_plugins(g, path_bare(g->mem, p->new_shell.at[i]));
	for (size_t i = 0; i < p->entries.n; i++)
		if (p->entries.at[i].is_folder && !p->entries.at[i].windows &&
		    path_is_absolute(p->entries.at[i].text) &&
		    !gather_in_system_folder(p->entries.at[i].text))
			look_for_plugins(g, path_bare(g->mem, p->entries.at[i].text));
	look_for_plugins(g, g->f->places.go_bin);
}

void gather_tools(struct gather *g)
{
	look_for_unfinished(g);
	tools_look_on_path(g);
	tools_add_new_shell(g);
	tools_look_into_known_places(g);
	versions_ask(g, &g->f->tools);
	look_at_go_tools(g);
	look_at_other_plugins(g);
}
