/* protoc and its two plugins: who they are, and, where no file says it, which version. */
#include "facts/gather.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "base/i18n.h"

#define GEN_GO "google.golang.org/protobuf/cmd/protoc-gen-go"
#define GEN_GO_LEGACY "github.com/golang/protobuf/protoc-gen-go"
#define GEN_GO_GRPC "google.golang.org/grpc/cmd/protoc-gen-go-grpc"

static void set_fault(struct tool *t, enum tool_fault fault, const char *detail)
{
	if (t->fault != FAULT_NONE)
		return;
	t->fault = fault;
	t->fault_detail = detail;
}

/* protoc looks at its real path: there, in include there, in ../include (protobuf
 * command_line_interface.cc, AddDefaultProtoPaths). */
static const char *find_includes(struct gather *g, const char *real_path)
{
	const char *folder = path_folder(g->mem, real_path);
	const char *places[] = { folder, path_join(g->mem, folder, "include"),
				 path_join(g->mem, path_folder(g->mem, folder), "include") };

	for (size_t i = 0; i < 3; i++)
		if (gather_is_file(
			    g, path_join(g->mem, places[i], "google/protobuf/descriptor.proto")))
			return places[i];
	return NULL;
}

/* .../NAME/VERSION/... or .../NAME-VERSION/...: goready's trees and Homebrew's kegs say it. */
static const char *version_in_path(struct gather *g, const char *path, const char *mark)
{
	const char *found = strstr(path, mark);
	const char *end;

	if (!found)
		return NULL;
	found += strlen(mark);
	/* A keg's "_1" is Homebrew's own revision; "+2" is a tree that stood beside a broken one. */
	end = found + strcspn(found, "/_+");
	return *found >= '0' && *found <= '9' && end > found
		       ? arena_strndup(g->mem, found, (size_t)(end - found))
		       : NULL;
}

static void describe_protoc(struct gather *g, struct tool *t)
{
	const char *version, *program = shim_program(g, t, &version);

	if (program) {
		t->version = version;
		t->includes = find_includes(g, program);
		return;
	}
	t->includes = find_includes(g, t->real_path);
	if (path_is_within(t->real_path, g->f->places.tools))
		t->version = version_in_path(g, t->real_path, "/protoc-");
	else if (t->binary.format != BINARY_SCRIPT)
		t->version = version_in_path(g, t->real_path, "/Cellar/protobuf/");
}

/* A plugin's main package says who it is without starting it; the legacy one would wait for input.
 */
static void describe_plugin(struct gather *g, struct tool *t)
{
	const char *expected = t->id == TOOL_GEN_GO ? GEN_GO : GEN_GO_GRPC;
	const struct go_build *go = t->binary.go;

	(void)g;
	if (t->binary.format == BINARY_SCRIPT)
		return; /* a wrapper or a version manager's shim: not to be started */
	if (!go || !go->main) {
		if (t->binary.format != BINARY_NONE)
			set_fault(t, FAULT_FOREIGN, NULL);
		return;
	}
	if (go->mod_version && go->mod_version[0] == 'v')
		t->version = go->mod_version + 1;
	if (str_equal(go->main, GEN_GO_LEGACY))
		set_fault(t, FAULT_LEGACY, go->main);
	else if (!str_equal(go->main, expected))
		set_fault(t, FAULT_FOREIGN, go->main);
}

void protobuf_describe(struct gather *g, struct tool *t)
{
	if (!t->real_path || t->fault == FAULT_FOLDER || t->fault == FAULT_DANGLING)
		return;
	if (t->id == TOOL_PROTOC)
		describe_protoc(g, t);
	else
		describe_plugin(g, t);
}

/* ---- asking ---- */

static bool worth_asking(const struct tool *t)
{
	if (t->id == TOOL_GO || t->version || t->fault != FAULT_NONE || !t->real_path || t->windows)
		return false;
	if (t->quarantined)
		return false; /* macOS would open a window */
	/* a version manager's shim is its manager, which may download what it does not have yet */
	if (strstr(t->path, "/shims/"))
		return false;
	return t->binary.format == BINARY_ELF || t->binary.format == BINARY_MACHO ||
	       t->binary.format == BINARY_FAT;
}

static const char *first_line_of(struct arena *mem, struct bytes out)
{
	struct bytes line;
	size_t at = 0;

	while (next_line(out, &at, &line)) {
		const char *text = str_trim(mem, arena_strndup(mem, line.at, line.n));

		if (*text)
			return text;
	}
	return NULL;
}

/* "libprotoc 36.1", "protoc-gen-go v1.36.12", "protoc-gen-go-grpc 1.6.2" */
static const char *version_answered(const struct tool *t, const char *line)
{
	const char *name = t->id == TOOL_PROTOC ? "libprotoc" : tool_name(t->id);
	size_t n = strlen(name);

	if (!line || strncmp(line, name, n) != 0 || line[n] != ' ')
		return NULL;
	line += n + 1;
	return *line == 'v' ? line + 1 : line;
}

static void judge_answer(struct gather *g, struct tool *t, const struct command_result *r)
{
	const char *said = first_line_of(g->mem, r->err);
	const char *line = first_line_of(g->mem, r->out);

	if (r->start_errno == ENOENT)
		set_fault(t, FAULT_NO_INTERPRETER, t->binary.interpreter);
	else if (r->timed_out)
		set_fault(t, FAULT_CANNOT_RUN, _("no answer within 5 seconds"));
	else if (said && (strstr(said, "error while loading shared libraries") || /* glibc */
			  strstr(said, "Error loading shared library") ||         /* musl */
			  strstr(said, "symbol lookup error") ||
			  strstr(said, "Library not loaded"))) /* dyld */
		set_fault(t, FAULT_NO_LIBRARY, said);
	else if (r->status == 128 + SIGKILL) {
		t->killed = g->f->machine.os == OS_DARWIN;
		set_fault(t, FAULT_CANNOT_RUN, _("the system killed it (signal 9)"));
	} else if (r->status != 0)
		set_fault(t, FAULT_CANNOT_RUN,
			  said ? said : arena_fmt(g->mem, _("exit status %d"), r->status));
	else if (!version_answered(t, line))
		set_fault(t, FAULT_FOREIGN, line);
	else
		t->version = version_answered(t, line);
}

static bool ask(struct gather *g, struct tool *t)
{
	struct names env = gather_scrubbed_env(g);
	struct command command = { .env = &env, .seconds = 5, .most = 4096 };
	struct command_result result = { 0 };

	list_push(g->mem, &command.argv, t->path);
	list_push(g->mem, &command.argv, "--version");
	if (g->host->run(g->host, g->mem, &command, &result, NULL) != RC_OK)
		return false;
	judge_answer(g, t, &result);
	return !result.timed_out;
}

/* In PATH order; after one that hangs, and past six, the rest stays unknown: looking is quick. */
void protobuf_ask_versions(struct gather *g, struct tools *tools)
{
	int asked = 0;

	for (size_t i = 0; i < tools->n && asked < 6; i++) {
		if (!worth_asking(&tools->at[i]))
			continue;
		asked++;
		if (!ask(g, &tools->at[i]))
			return;
	}
}
