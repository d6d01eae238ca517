/* A tool, a shell and a kind of step that there are not, and the tables that have them. */
#include "run/task.h"
#include "plan/step_parts.h"
#include "shell/asking.h"
#include "shell/posix.h"
#include "shell/quote.h"
#include "shell/start_files.h"

/* ---- a shell: as sh, with a file of its own ---- */

static const char *folder(struct arena *mem, const struct shell_home *home)
{
	(void)mem;
	return home->home;
}

static void list_files(struct start_files *s)
{
	start_files_add(s, s->home.home, ".oddrc");
}

static const struct block_file blocks[] = { { ".oddrc", 0, false, PLACE_END }, { 0 } };

static const char *question(struct arena *mem, const struct names *programs,
			    const struct names *variables)
{
	return posix_question(mem, "command -v", programs, variables);
}

const struct shell_kind shell_odd = {
	.name = "odd",
	.folder = folder,
	.list_files = list_files,
	.linux_blocks = blocks,
	.mac_blocks = blocks,
	.question = question,
	.print_environment = POSIX_PRINT_ENVIRONMENT,
	.argv = posix_argv,
	.check = posix_check,
	.language = &posix_language,
	.read_line = posix_read_line,
};

/* ---- a kind of step: puts up a sign, a file with one word ---- */

static struct touched touches(const struct step *s)
{
	return (struct touched){ { s->folder.path } };
}

static void preview(struct arena *mem, const struct step *s, struct json *to)
{
	preview_path(mem, to, s->folder.path, NULL);
}

static void review(const struct step_page *page, const struct step *s)
{
	view_field(page->v, "Sign", "%s", page_path(page, s->folder.path));
}

static const struct step_kind step_sign = {
	.name = "sign",
	.touches = touches,
	.preview = preview,
	.part = REVIEW_PLACES,
	.review = review,
	.details = review,
};

static enum rc start(struct task *t, struct err *e)
{
	enum rc rc = journal_file(t->run->journal, t->step->id, t->step->folder.path,
				  BYTES("here\n"), 0644, e);

	if (!rc)
		task_done(t);
	return rc;
}

static const struct task_kind task_sign = { .start = start };

/* ---- a tool: a Go program that its publisher calls odd ---- */

static const struct tool_kind tools[] = {
	{
		.name = "odd-tool",
		.topic = TOPIC_TOOLS,
		.step = "tool.odd-tool",
		.about = "It is like no other.",
		.profile = "tools",
		.delivery = DELIVERY_GO_INSTALL,
		.optional = true,
		.package = "example.org/odd/cmd/odd-tool",
		.sizes = { .disk = 1000000 },
		.describe = go_program_describe,
	},
	{ 0 },
};

/* ---- the tables ---- */

const struct tool_kind *const tool_tables[] = { go_kinds,         protoc_kinds, plugin_kinds,
						go_program_kinds, tools,        NULL };

#define STEP(name) &step_##name,
const struct step_kind *const step_kinds[] = { STEP_KINDS(STEP) & step_sign, NULL };

#define TASK(name) { &step_##name, &task_##name },
const struct task_row task_rows[] = { STEP_KINDS(TASK){ &step_sign, &task_sign }, { NULL, NULL } };
