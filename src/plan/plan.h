/*
 * What will be done: steps with needs (a DAG), previews, why, and how each is undone. Pure: built from
 * facts, wants and findings; nothing is read, run or written here.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "facts/facts.h"
#include "rules/rules.h"
#include "wants/wants.h"

enum step_kind {
	STEP_FOLDER, /* make a folder */
	STEP_FETCH, /* download, hash and unpack into a staging folder beside `into`; cache keeps the file */
	STEP_UNPACK, /* the staged tree, its checksum right, is renamed to where it belongs */
	STEP_LINK,   /* a link, switched atomically */
	STEP_RUN,  /* a command; a plugin's result is renamed from staging into the Go bin folder */
	STEP_EDIT, /* new bytes for a text file (shell file, go env file) */
	STEP_SUDO, /* sudo asks for the password, once for the whole run */
	STEP_CLT,  /* Apple's command line tools */
	STEP_BREW, /* one formula of Homebrew */
	STEP_PROOF, /* the hello-gRPC proof; last */
	STEP_KIND_N,
};
const char *step_kind_name(enum step_kind kind);

enum undo_kind { UNDO_EXACT, UNDO_COMMAND, UNDO_STAYS };
const char *undo_kind_name(enum undo_kind kind);

struct fetch_step {
	const struct source *source;   /* the one to begin with */
	const struct sources *sources; /* all that may be tried, in order */
	const char *staging;           /* absolute; on the same file system as the tree */
	const char *cache;             /* folder for part and whole files */
};
struct unpack_step {
	const char *staging, *tree;
};
struct link_step {
	const char *path, *target;
	const char *before; /* the old link's text, to the byte; NULL: there is none */
};
struct run_step {
	struct names argv;
	struct names env;       /* the whole environment, built up (wants/go_environment.h) */
	struct names env_shown; /* of it, what differs from a plain one: for previews; redacted */
	const char *folder;
	int seconds;
	const char *result; /* file it makes in staging; NULL none */
	const char *into;   /* result is renamed to here: journaled like any file */
	const char *makes;  /* a program that is there afterwards, or it has failed; NULL any */
	bool sudo;          /* it calls sudo: started where sudo remembers the password */
};
enum brew_verb { BREW_INSTALL, BREW_LINK, BREW_REINSTALL, BREW_UPGRADE };
const char *brew_verb_name(enum brew_verb verb);
struct brew_step {
	enum brew_verb verb;
	const char *prefix, *program; /* PREFIX, PREFIX/bin/brew */
	const char *formula;
	const char *makes;   /* PREFIX/bin/protoc: there afterwards, or it has failed */
	const char *version; /* that must come; NULL: whatever does */
	struct names argv, env, env_shown;
};
struct edit_step {
	const char *path;    /* as the user knows it */
	const char *target;  /* file written: links followed */
	struct bytes before; /* what was shown */
	bool existed;
	struct bytes after;
	mode_t mode;         /* for a new file */
	const char *diff;    /* unified, `patch` applies it */
	enum shell_id shell; /* whose -n checks it; SHELL_N none */
};
struct folder_step {
	const char *path;
	mode_t mode;
};

struct step {
	const char *id; /* "go.fetch", "shell.zshenv": stable, in canonical journals */
	enum step_kind kind;
	enum topic topic;    /* for the screens */
	enum tool_id tool;   /* TOOL_N none */
	const char *summary; /* "Download Go 1.27.2 for linux/amd64"; translated, home as ~ */
	const char *why;     /* one sentence, translated */
	const char *stays;   /* what undo leaves, in words; NULL nothing */
	struct names needs;  /* ids */
	enum undo_kind undo;
	uint64_t download, disk; /* bytes; 0 none or unknown (download_unknown) */
	bool download_unknown;
	bool download_estimated; /* download and disk are about */
	union {
		struct fetch_step fetch;
		struct unpack_step unpack;
		struct link_step link;
		struct run_step run;
		struct edit_step edit;
		struct folder_step folder;
		struct brew_step brew;
	};
};
struct steps LIST_OF(struct step);

struct plan {
	struct steps steps;      /* in an order that respects needs */
	uint64_t download, disk; /* sums */
	bool download_unknown, download_estimated;
	bool password;        /* a step asks for one */
	bool rehearsed;       /* the shells were started on the proposed files */
	struct names notes;   /* what Review says beside: "kept: ~/go/bin/..." and the like */
	struct names folders; /* what blocks put in front of PATH, in order */
	const char *tool_folder[TOOL_N]; /* where new shells will find each tool; NULL as before */
	bool shell[SHELL_N]; /* shells whose files are edited, or hold the same block already */
};

struct plan_options {
	const struct findings
		*findings; /* what is to be healed (fix ID: only those); may be NULL */
	bool repair_only;  /* fix: nothing that no finding asks for */
	bool skip_proof;
	/* Where blocks go: 0 the usual files (blocks.c); after plan_holds said no, 1: in further start files that
	 * exist, and at their ends; 2: also in new ones. PLAN_PLACEMENTS in all. */
	int placement;
};
#define PLAN_PLACEMENTS 3

/* An empty plan is RC_OK with no steps. Damaged markers, no source, too little space: an error. */
enum rc plan_build(struct arena *mem, const struct facts *f, const struct wants *w,
		   const struct plan_options *o, struct plan *ret, struct err *e);
/* After a rehearsal: false where new shells would not resolve what the plan installs; `why` says
 * which shell, mode and line. plan_build looks at f->shell.matrix of a rehearsal to place blocks. */
bool plan_holds(struct arena *mem, const struct plan *p, const struct facts *f,
		const struct shell_matrix *rehearsal, const char **ret_why);
/* The proposed start files written as a folder that facts_ask_shells takes as overlay: path relative
 * to home, content. (app writes them to a temp folder after consent.) */
struct proposed_file {
	const char *path;
	struct bytes content;
};
struct proposed_files LIST_OF(struct proposed_file);
struct proposed_files plan_proposed_files(struct arena *mem, const struct plan *p,
					  const struct facts *f);

const struct step *plan_step(const struct plan *p, const char *id);
/* About how long it takes, in seconds: 4 MB/s is a modest line. */
int plan_seconds(const struct plan *p);
struct json *plan_json(struct arena *mem, const struct plan *p); /* apply --json's first event */
struct json *step_preview_json(struct arena *mem, const struct step *s);

#endif
