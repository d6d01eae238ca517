/*
 * What the files of this folder share while a plan is built: the builder, and one function for each
 * kind of step. Not for others.
 */
#ifndef PLAN_BUILD_H
#define PLAN_BUILD_H

#include "plan/plan.h"

struct builder {
	struct arena *mem;
	const struct facts *f;
	const struct wants *w;
	const struct plan_options *o;
	struct plan *plan;
	struct err *e;
	bool planned[TOOL_N];            /* is installed by this plan */
	bool by_brew[TOOL_N];            /* ... by Homebrew */
	bool path_only[TOOL_N];          /* is there, and needs only a place on PATH */
	const struct tool *kept[TOOL_N]; /* stays in use; NULL: installed, or nowhere */
	bool brew_to_path;               /* Homebrew's folder has to come to the front of PATH */
	const char *go_program;          /* the go that builds plugins */
	struct names extra;              /* folders that findings ask for */
	struct names folders;            /* for PATH, in order */
};

/* ---- plan.c ---- */

/* A new step at the end of the plan; valid until the next one is added. */
struct step *build_step(struct builder *b, const struct step_kind *kind, const char *id,
			enum topic topic, enum tool_id tool);
/* Adds a need, where there is a step of that id. */
void build_need(struct builder *b, struct step *step, const char *id);
void build_need_all(struct builder *b, struct step *step); /* all steps before it */
void build_note(struct builder *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *build_word(struct builder *b, const char *path); /* of a command that people type */
const char *build_tilde(struct builder *b, const char *path);
/* Is it healed by this plan? `apply` heals problems, `fix` all that it is given; upgrade, install and
 * use what is about their tools. */
bool build_acts(const struct builder *b, const struct finding *found);
/* "Go 1.26.8, ~/x/go" */
const char *build_tool_text(struct builder *b, const struct tool *tool);

/* ---- one file for each kind ---- */

/* step_folder.c: nothing where the facts show that it is there. Gives the step's id, or NULL. */
const char *build_folder(struct builder *b, const char *id, const char *path, enum topic topic);
/* step_mode.c: HEAL_MODE; before all else. What lies in there is not known before it is open. */
void build_modes(struct builder *b);
/* The tool, or the line that puts it on PATH, may be in what this plan opens. */
bool build_opens_to(const struct builder *b, enum tool_id id);
/* fetch.c and tree.c: Go or protoc from one of its sources, and the links to it. */
enum rc build_fetch(struct builder *b, enum tool_id id, const char *staging);
/* The same of a program that is made otherwise where none comes; NULL where no archive is known, or none of
 * its addresses answers. Gives the step's id. */
const char *build_fetch_program(struct builder *b, enum tool_id id, const char *staging,
				const char *otherwise);
enum rc build_no_source(struct builder *b, enum tool_id id); /* says why there is none */
enum rc build_install(struct builder *b, enum tool_id id);
/* link.c */
/* Of a tool and what belongs to it, to a folder relative to that of the links. */
void build_links(struct builder *b, enum tool_id id, const char *folder, const char *need);
void build_link_gofmt(struct builder *b);                         /* where only that is missing */
void build_link_kept(struct builder *b, const struct tool *tool); /* a link is all it needs */
/* go_program.c: by `go install` */
void build_go_program(struct builder *b, enum tool_id id);
/* go_tools.c: HEAL_GO_TOOLS; after the tools. */
void build_go_tools(struct builder *b);
/* brew.c: Homebrew itself, where there is none; a formula. */
enum rc build_brew_installer(struct builder *b);
enum rc build_brew(struct builder *b, enum tool_id id);
/* tools.c: what is installed, what stays, what needs a place on PATH; and the steps for it. */
enum rc build_tools(struct builder *b);
/* on_path.c: what has to come to the front of PATH for Homebrew's; NULL: nothing. */
const char *build_brew_folder(struct builder *b, enum tool_id id);
/* Once the start files are decided on: where new shells find what Homebrew brings, also where its
 * folder is on PATH already. */
void build_brew_folders(struct builder *b);
/* A tool that is here, and needs only that. */
void build_on_path(struct builder *b, enum tool_id id);
/* All folders that come to PATH, when the tools are decided on. */
void build_path_folders(struct builder *b);

/* ---- edits: files.c, repairs.c, editors.c, blocks.c ---- */

/* A file that is going to change, from several sides; one step in the end. */
struct file_edit {
	const char *id;              /* "shell.zshenv" */
	const char *name;            /* ".zshenv" */
	const struct start_file *at; /* NULL: the go env file */
	bool of_editor;
	const char *path, *target;
	struct bytes before, after;
	bool existed;
	mode_t mode;
	enum shell_id shell;
	bool block;
	bool of_the_shell;    /* a repair of what the shell cannot read, whatever it is about */
	const char *reads;    /* the env file that the block reads; NULL: the folders stand in it */
	struct names repairs; /* sentences: what is repaired */
};
struct edits LIST_OF(struct file_edit);

/* The edit of a start file by shell and name, of the file a path names, of the go env file. NULL
 * and a reason where it may not be changed. */
struct file_edit *edits_start_file(struct builder *b, struct edits *edits, enum shell_id shell,
				   const char *name, const char **ret_why_not);
struct file_edit *edits_path(struct builder *b, struct edits *edits, const char *path,
			     const char **ret_why_not);
/* The file that the blocks of this shell read; NULL where it cannot be read itself. */
struct file_edit *edits_env_file(struct builder *b, struct edits *edits, enum shell_id shell,
				 const char **ret_why_not);
/* repairs.c */
enum rc build_repairs(struct builder *b, struct edits *edits);
/* What this plan does not heal; a line that may not be changed; what was repaired, from the last line to the
 * first. */
void build_note_left(struct builder *b, const struct finding *found);
void build_note_by_hand(struct builder *b, const struct finding *found, const char *file, int line,
			const char *why_not);
void build_repaired(struct builder *b, struct file_edit *edit, const char *sentence);
/* editors.c: HEAL_EDITOR */
enum rc build_editors(struct builder *b, struct edits *edits);
/* The line with the assignment's value replaced, in the file's own syntax (shell SHELL_N: go env).
 */
const char *repaired_line(struct arena *mem, const struct assignment *a, const char *value,
			  enum shell_id shell);
/* blocks.c */
enum rc build_blocks(struct builder *b, struct edits *edits);
/* answers.c: what else the folders change; once the edits are steps. */
void build_answers(struct builder *b);
/* toolchain_line.c: wants.here, and nothing else then. */
#define EDIT_TOOLCHAIN "project.toolchain"
enum rc build_toolchain_line(struct builder *b, struct edits *edits);
/* edit.c: the steps. */
enum rc build_edits(struct builder *b, const struct edits *edits);

#endif
