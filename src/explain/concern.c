/*
 * Is what doctor found about the thing in the text? A finding about one program, folder or variable is
 * the cause of nothing that happened to another.
 *
 * What speaks against it is a row of `refusals`, what decides it is the first of `answers`: of rules that have
 * one of their own, then of all others by the kind of the thing.
 */
#include "explain/concern.h"

#include <string.h>

const char *explain_program_of(const struct finding *f)
{
	if (f->program)
		return path_name(f->program->path);
	return f->tool < TOOL_N ? tool_name(f->tool) : NULL;
}

/* ---- which Go the text asks for ---- */

static bool names_a_package(const struct thing *about)
{
	return about->kind == THING_MODULE || about->kind == THING_WORD ||
	       about->kind == THING_PATH;
}

/* The first on PATH, or the older one that it starts by GOTOOLCHAIN=go1.20.1. */
static const char *version_of_the_go_that_runs(const struct facts *f)
{
	const char *chosen = facts_setting_value(f, "GOTOOLCHAIN");
	const struct tool *first = facts_resolve(f, TOOL_GO);

	if (first && first->version && str_starts(chosen, "go1.") && !strchr(chosen, '+') &&
	    version_compare(chosen + strlen("go"), first->version) < 0)
		return chosen + strlen("go");
	return first ? first->version : NULL;
}

bool explain_go_is_new_enough(const struct facts *f, const struct thing *about)
{
	const char *runs = version_of_the_go_that_runs(f);

	return about->kind == THING_VERSION && about->name && runs &&
	       version_compare(runs, about->name) >= 0;
}

const char *explain_go_asked_for(const struct explanation *x, const struct thing *about)
{
	if (!about->name)
		return x->needed_go;
	if (about->kind == THING_VERSION)
		return about->name;
	return names_a_package(about) ? explain_came_with(about) : NULL;
}

/* "requires go >= 1.20" was said by another, whatever else wants a newer one than this. */
static bool go_is_new_enough(const struct question *q)
{
	return explain_go_is_new_enough(q->in->facts, q->about);
}

/* "package slices is not in std" and "undefined: slices.Sort" are not said by a Go that has them, however old it is for
 * gRPC. */
static bool has_what_is_asked_for(const struct question *q)
{
	const struct thing since = { THING_VERSION, explain_go_asked_for(q->x, q->about) };

	return explain_go_is_new_enough(q->in->facts, &since);
}

/* What a tree of Go has or lacks is said of the standard library's packages only. */
static bool is_no_package_of_a_tree(const struct question *q)
{
	return names_a_package(q->about) && !explain_is_standard_package(q->about);
}

/* ---- where the thing is a program ---- */

/* Whatever is wrong with PATH, it hides no program that is nowhere on this machine. */
static bool is_nowhere(const struct question *q)
{
	const struct named_program *p = explain_program(q->x, q->about->name);

	return p && !p->found.n;
}

/* "No version is set for shim: node": what no Go brings has a version of its own to be chosen. */
static bool is_no_shim_of_go(const struct question *q)
{
	static const char others[] = " dlv mockgen stringer staticcheck wire air evans ghz ";
	const char *name = q->about->name;

	return !str_starts(name, "go") && !str_starts(name, "protoc-gen-") &&
	       !str_is_among(others, name, strlen(name));
}

/* It lies in none of the system's folders, so it is not for their sake that it is not found. */
static bool is_not_of_the_system(const struct question *q)
{
	const struct named_program *p = explain_program(q->x, q->about->name);

	for (size_t i = 0; p && i < p->found.n; i++)
		if (str_starts(p->found.at[i].path, "/bin/") ||
		    str_starts(p->found.at[i].path, "/usr/bin/"))
			return false;
	return p && p->found.n;
}

/* ---- whatever the thing is ---- */

/* Of a folder of PATH that is gone: nothing was in it. */
static bool is_a_note(const struct question *q)
{
	return q->f->level == LEVEL_NOTE;
}

/* GOOS and GOARCH change what go builds, and neither protoc nor go itself is of that; a folder below pkg has their names. */
static bool is_of_the_target(const struct question *q)
{
	const char *value = facts_setting_value(q->in->facts, q->f->variable);

	if (q->about->kind == THING_WORD)
		return value && strstr(q->about->name, value);
	return !str_equal(path_name(q->about->name), "protoc") &&
	       !str_equal(path_name(q->about->name), "go");
}

static bool is_its_program(const struct question *q)
{
	return !q->program || str_equal(q->program, q->about->name);
}

static bool is_told_of(const struct question *q)
{
	return finding_tells_of(q->f, q->about->name);
}

static bool is_its_variable(const struct question *q)
{
	return !q->f->variable || str_equal(q->f->variable, q->about->name);
}

static bool is_host_of_its_value(const struct question *q)
{
	const char *value = NULL;

	if (str_equal(q->f->variable, "GOSUMDB"))
		value = facts_setting_value(q->in->facts, "GOSUMDB");
	else if (str_equal(q->f->variable, "GOPROXY"))
		value = q->in->wants->goproxy;
	else
		return true;
	return value && strstr(value, q->about->name);
}

/* ---- the rows ---- */

enum {
	NOTHING = 1u << THING_N, /* has no name */
	SOMETHING = NOTHING - 1,
	ANYTHING = SOMETHING | NOTHING,
	PROGRAM = 1u << THING_PROGRAM,
	PATH = 1u << THING_PATH,
	HOST = 1u << THING_HOST,
	VARIABLE = 1u << THING_VARIABLE,
	WORD = 1u << THING_WORD,
};

struct row {
	const char *rules; /* as in rules_are */
	unsigned things;   /* that it is asked of */
	bool (*says)(const struct question *q);
};

/* The finding is about something else where one of them says so. */
static const struct row refusals[] = {
	{ "*", ANYTHING, go_is_new_enough },
	{ "*", NOTHING, names_another_plugin },
	{ "go.too-old", ANYTHING, has_what_is_asked_for },
	{ "go.shadowed", ANYTHING, has_what_is_asked_for },
	{ "go.too-old", SOMETHING, is_no_package_of_a_tree },
	{ "go.shadowed", SOMETHING, is_no_package_of_a_tree },
	{ "goenv.toolchain-local", ANYTHING, has_what_is_asked_for },
	{ "goenv.toolchain-local", SOMETHING, is_no_package_of_a_tree },
	{ "go.mixed-tree", SOMETHING, is_no_package_of_a_tree },
	{ "goenv.goroot", SOMETHING, is_no_package_of_a_tree },
	{ "go.shim-without-version", ANYTHING, names_another_manager },
	{ "go.shim-without-version", PROGRAM, is_no_shim_of_go },
	{ "cgo.no-compiler", ANYTHING, has_a_compiler_that_speaks },
	{ "goenv.proxy", NOTHING, names_another_download },
	{ "goenv.target-forced", NOTHING, speaks_of_protoc },
	{ "path.*", PROGRAM, is_nowhere },
	{ "path.no-system", PROGRAM, is_not_of_the_system },
	{ "path.dangling", SOMETHING, is_a_note },
	{ "rc.*", NOTHING, names_another_start_file },
	{ 0 },
};

/* The first of them decides; where none is asked, nothing speaks against it. */
static const struct row answers[] = {
	{ "brew.broken-keg", NOTHING, speaks_of_its_library },
	{ "brew.leftover-tap", NOTHING, speaks_of_its_tap },
	{ "brew.link-conflict", NOTHING, speaks_of_its_program },
	{ "brew.link-conflict", WORD, is_told_of },
	{ "brew.mirror", NOTHING, speaks_of_homebrew },
	{ "brew.shared", PATH, is_of_homebrew },
	{ "brew.unwritable", PATH, is_below_what_it_names },
	{ "cgo.no-compiler", PATH | PROGRAM, is_the_compiler_gone },
	{ "editor.go-path", PATH, is_told_of_its_setting },
	{ "editor.gopath", SOMETHING, is_told_of_its_setting },
	{ "editor.other-go", NOTHING, speaks_of_the_editors_go },
	{ "editor.other-go", SOMETHING, is_told_of_its_setting },
	{ "editor.tool-missing", SOMETHING, is_told_of_its_setting },
	{ "editor.tools-env", SOMETHING, is_told_of_its_setting },
	{ "fs.closed", NOTHING, speaks_of_its_folder },
	{ "fs.closed", PATH, is_closed_to_you },
	{ "fs.foreign-owner", NOTHING, speaks_of_a_foreign_folder },
	{ "fs.foreign-owner", PATH, is_of_another_owner },
	{ "fs.noexec-tmp", PATH, is_of_the_temporary_folder },
	{ "goenv.goflags", ANYTHING, speaks_of_its_flags },
	{ "goenv.target-forced", SOMETHING, is_of_the_target },
	{ "goenv.*", PATH, is_of_its_value },
	{ "gotool.no-uuid", PATH, is_a_program_it_tells_of },
	{ "gotool.outdated", ANYTHING, speaks_of_its_go_program },
	{ "gotool.wrong-arch", ANYTHING, speaks_of_its_go_program },
	{ "path.dangling", PATH, is_below_what_it_names },
	{ "rc.alias", PATH, is_below_what_it_names },
	{ "rc.stale-source", PATH, is_sourced_and_gone },
	{ "rc.unwritable", PATH, is_below_what_it_names },
	{ "rc.syntax", PATH, is_a_file_or_in_its_lines },
	{ "rc.*", PATH, is_a_file_of_its_lines },
	{ "wsl.project-on-mnt", PATH, is_on_a_disk_of_windows },
	{ "wsl.windows-path", PATH, may_be_of_windows },
	{ "tool.*", NOTHING, speaks_of_its_program },
	{ "*.missing", NOTHING, speaks_of_its_program },
	{ "*.off-path", NOTHING, speaks_of_its_program },
	{ "*", PROGRAM, is_its_program },
	{ "*", PATH, may_be_of_its_go },
	{ "*", HOST, is_host_of_its_value },
	{ "*", VARIABLE, is_its_variable },
	{ 0 },
};

static bool is_asked(const struct row *row, const struct question *q)
{
	unsigned thing = q->about->name ? 1u << q->about->kind : NOTHING;

	return (row->things & thing) && rules_are(row->rules, q->f->rule->id);
}

bool explain_concerns(const struct explain_input *in, const struct explanation *x,
		      const struct finding *f, const struct thing *about)
{
	const struct question q = { in, x, f, about, explain_program_of(f) };
	const struct row *row;

	for (row = refusals; row->rules; row++)
		if (is_asked(row, &q) && row->says(&q))
			return false;
	for (row = answers; row->rules; row++)
		if (is_asked(row, &q))
			return row->says(&q);
	return true;
}
