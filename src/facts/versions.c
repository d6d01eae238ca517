/* Which version a program is, where no file says it: it is started with --version. */
#include "facts/gather.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "base/i18n.h"

/* Libraries of others may be put in the place of its own: a version that its folder tells says nothing then. */
static bool is_led_to_other_libraries(const struct gather *g, const struct tool *t)
{
	const char *variable =
		g->f->machine.os == OS_DARWIN ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";

	return t->id == TOOL_PROTOC && gather_env(g, variable) && *gather_env(g, variable);
}

static bool worth_asking(const struct gather *g, const struct tool *t)
{
	const struct tool_kind *kind = tool_kind_of(t->id);

	if (!kind || !kind->says || (t->version && !is_led_to_other_libraries(g, t)) ||
	    t->fault != FAULT_NONE || !t->real_path || t->windows)
		return false;
	if (t->quarantined)
		return false; /* macOS would open a window */
	/* a version manager's shim is its manager, which may download what it does not have yet */
	if (strstr(t->path, "/shims/"))
		return false;
	/* A wrapper of protoc says what it leads to; one under a plugin's name may start anything. */
	if (t->id == TOOL_PROTOC && t->binary.format == BINARY_SCRIPT &&
	    !origin_is_managed(t->origin))
		return true;
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
	const char *name = tool_kind_of(t->id)->says;
	size_t n = strlen(name);

	if (!line || strncmp(line, name, n) != 0 || line[n] != ' ')
		return NULL;
	line += n + 1;
	line += *line == 'v';
	return *line >= '0' && *line <= '9' ? line : NULL;
}

static void judge_answer(struct gather *g, struct tool *t, const struct command_result *r)
{
	const char *said = first_line_of(g->mem, r->err);
	const char *line = first_line_of(g->mem, r->out);

	if (r->start_errno == ENOENT)
		tool_set_fault(t, FAULT_NO_INTERPRETER, t->binary.interpreter);
	else if (said && (strstr(said, "error while loading shared libraries") || /* glibc */
			  strstr(said, "Error loading shared library") ||         /* musl */
			  strstr(said, "symbol lookup error") ||
			  strstr(said, "Library not loaded"))) /* dyld */
		tool_set_fault(t, FAULT_NO_LIBRARY, said);
	else if (r->status == 128 + SIGKILL) {
		t->killed = g->f->machine.os == OS_DARWIN;
		tool_set_fault(t, FAULT_CANNOT_RUN, _("the system killed it (signal 9)"));
	} else if (r->status != 0)
		tool_set_fault(t, FAULT_CANNOT_RUN,
			       said ? said : arena_fmt(g->mem, _("exit status %d"), r->status));
	else if (!version_answered(t, line))
		tool_set_fault(t, FAULT_FOREIGN, line);
	else
		t->version = version_answered(t, line);
}

static bool ask_once(struct gather *g, struct tool *t, int seconds)
{
	struct names env = gather_scrubbed_env(g);
	struct command command = { .env = &env, .seconds = seconds, .most = 4096 };
	struct command_result result = { 0 };

	list_push(g->mem, &command.argv, t->path);
	list_push(g->mem, &command.argv, "--version");
	if (g->host->run(g->host, g->mem, &command, &result, NULL) != RC_OK)
		return true;
	if (result.timed_out)
		return false;
	judge_answer(g, t, &result);
	return true;
}

/* macOS looks at a program when it is started for the first time (XProtect), and so does a company's
 * software: there it is given a second, longer chance. */
static bool ask_version(struct gather *g, struct tool *t)
{
	if (ask_once(g, t, 5) || (g->f->machine.os == OS_DARWIN && ask_once(g, t, 20)))
		return true;
	tool_set_fault(t, FAULT_CANNOT_RUN,
		       g->f->machine.os == OS_DARWIN ? _("no answer within 20 seconds")
						     : _("no answer within 5 seconds"));
	return false;
}

/* In PATH order; after one that hangs, and past six, the rest stays unknown: looking is quick. */
void versions_ask(struct gather *g, struct tools *tools)
{
	int asked = 0;

	for (size_t i = 0; i < tools->n && asked < 6; i++) {
		if (!worth_asking(g, &tools->at[i]))
			continue;
		asked++;
		if (!ask_version(g, &tools->at[i]))
			return;
	}
}
