/*
 * A step of a plan, and the kinds there are.
 *
 * Each kind is a row. Its pure half stands in step_NAME.c beside this file: what it is called, how long
 * it takes, which paths it touches, what it says in JSON, on Review and in Details. What acts stands in
 * run/task_NAME.c. Whoever handles steps calls the row or asks its flags, and names no kind.
 *
 * A new kind: its name in STEP_KINDS and, where its data are like no other's, a member of struct step;
 * the two files; and whoever adds such steps to a plan. Without one of the files nothing links; what a
 * row leaves empty that it must not fails in tests/unit/step_kinds.c.
 */
#ifndef PLAN_STEP_H
#define PLAN_STEP_H

#include "facts/facts.h"
#include "rules/rules.h"
#include "wants/brew.h"

struct plan;
struct view;

/*
 * folder: makes a folder. fetch: downloads, hashes and unpacks into a staging folder beside its place;
 * the cache keeps the file. unpack: the staged tree, its checksum right, is renamed to where it belongs.
 * link: a link, switched at once. run: a command; what it makes is renamed from staging to its place.
 * mode: permissions of what stays as it is otherwise.
 * edit: new bytes for a text file (shell file, go env file). sudo: asks for the password, once for the
 * whole run. clt: Apple's command line tools. brew: one formula of Homebrew. proof: the proof; last.
 */
#define STEP_KINDS(ROW) \
	ROW(mode)       \
	ROW(folder)     \
	ROW(fetch)      \
	ROW(unpack)     \
	ROW(link)       \
	ROW(run)        \
	ROW(edit)       \
	ROW(sudo)       \
	ROW(clt)        \
	ROW(brew)       \
	ROW(proof)

enum undo_kind { UNDO_EXACT, UNDO_COMMAND, UNDO_STAYS };
const char *undo_kind_name(enum undo_kind kind);

struct fetch_step {
	const char *what;              /* "Go 1.27.2 from go.dev"; translated */
	const struct source *source;   /* the one to begin with */
	const struct sources *sources; /* all that may be tried, in order */
	const char *staging;           /* absolute; on the same file system as the tree */
	const char *
		otherwise; /* "go install makes it": what is done where no source has it, by a step that
				  needs this one; NULL: then it has failed */
	const char *cache; /* folder for part and whole files */
};
/* step_fetch.c: it lies in the cache, all of it. */
bool fetch_is_here(const struct source *source);
struct unpack_step {
	const char *staging, *tree;
};
struct link_step {
	const char *path, *target;
	const char *before; /* the old link's text, to the byte; NULL: there is none */
};
/* A program as Go's build information has to tell of it. */
struct built_program {
	const char *path;              /* where it would be; NULL: nobody brings one */
	const char *package, *version; /* without its v */
	enum os os;
	enum arch arch;
};
struct run_step {
	struct names argv;
	struct names env;       /* the whole environment, built up (wants/go_environment.h) */
	struct names env_shown; /* of it, what differs from a plain one: for previews; redacted */
	const char *folder;
	int seconds;        /* how long it may take */
	int usual;          /* how long it usually takes; 0: as a plugin */
	const char *result; /* file it makes in staging; NULL none */
	const char *into;   /* result is renamed to here: journaled like any file */
	const char *makes;  /* a program that is there afterwards, or it has failed; NULL any */
	/* Where an earlier step has brought it, and it is what it should be, that is put into its place and no
	 * command is run. */
	struct built_program brought;
	bool sudo; /* it calls sudo: started where sudo remembers the password */
	bool go;   /* it is Go that compiles (go_environment_hasten) */
};
struct brew_step {
	enum brew_verb verb;
	const char *prefix, *program; /* PREFIX, PREFIX/bin/brew */
	const char *formula;
	const char *makes;   /* PREFIX/bin/protoc: there afterwards, or it has failed */
	const char *version; /* that must come; NULL: whatever does */
	struct names argv, env, env_shown;
};
/* Apple's tools, in three calls; softwareupdate is given the label that it has listed itself. */
struct clt_step {
	struct names list, install; /* install: without that label, its last word */
	/* xcode-select --switch: only where the developer folder in use is not there; else none. */
	struct names change;
	const char *link, *target; /* what that switches, and to where */
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
	bool own;            /* goready's, which start files read: env.sh */
};
struct folder_step {
	const char *path;
	mode_t mode;
};
struct mode_step {
	const char *path;
	mode_t before, after; /* what was shown, and what it becomes */
};

struct step {
	const char *id; /* "go.fetch", "shell.zshenv": stable, in canonical journals */
	const struct step_kind *kind;
	enum topic topic;    /* for the screens */
	enum tool_id tool;   /* TOOL_N none */
	const char *summary; /* "Download Go 1.27.2 for linux/amd64"; translated, home as ~ */
	/* What it has done where it went the other way (fetch.otherwise, run.brought); NULL: there is none */
	const char *summary_otherwise;
	int seconds_otherwise; /* that it takes about then */
	const char *why;       /* one sentence, translated */
	const char *stays;     /* what undo leaves, in words; NULL nothing */
	struct names needs;    /* ids */
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
		struct mode_step mode;
		struct brew_step brew;
		struct clt_step clt;
	};
};
struct steps LIST_OF(struct step);

/* What the scheduler and the screens ask of a kind. */
enum step_flag {
	STEP_MAKES_FOLDERS = 1 << 0, /* those that STEP_NEEDS_FOLDERS wait for them all */
	STEP_NEEDS_FOLDERS = 1 << 1,
	STEP_COMPILES = 1 << 2,     /* takes all processors by itself: few at a time */
	STEP_BRINGS_TOOLS = 1 << 3, /* start files are edited after it */
	STEP_COUNTS_BYTES = 1 << 5, /* its progress is bytes, not parts */
	STEP_PROVES = 1 << 6, /* comes after all others; where it fails, nothing is taken back */
	/* What it makes is right also where a power cut takes away what it was made with. */
	STEP_USES_EARLY = 1 << 7,
};

/* Paths that must not be touched by two steps at once, nor one inside the other; NULL none. */
struct touched {
	const char *at[2];
};

/* Review's parts, in their order. */
enum review_part {
	REVIEW_WORK,   /* downloads and commands */
	REVIEW_PLACES, /* what is put where */
	REVIEW_FILES,  /* edits, each with its diff */
	REVIEW_END,    /* what comes when all is done */
	REVIEW_PARTS,
};

/* Where a step tells about itself. */
struct step_page {
	struct view *v;
	const struct plan *plan;
	const char *home; /* shown as ~ */
};

struct step_kind {
	const char *name; /* in JSON and journals */
	unsigned flags;   /* of enum step_flag */
	/* About how long it takes beside its download; NULL: no time worth counting. */
	int (*seconds)(const struct step *s);
	struct touched (*touches)(const struct step *s); /* NULL: nothing */
	/* Its scratch folder, taken away when the run ends; NULL: none. */
	const char *(*scratch)(struct arena *mem, const struct step *s);
	/* What it fetches, and from where else that may come; NULL: nothing. */
	const struct fetch_step *(*fetches)(const struct step *s);
	/* What it does, into an empty object: "diff", or "argv" and "env", or "url", "checksum" and
	 * "bytes", or "path" and "target". All of it: plan_json leaves out what is not for logs. */
	void (*preview)(struct arena *mem, const struct step *s, struct json *to);
	/* What Review says before consent, and where; a kind that gathers its steps in one block says them
	 * all at the first of them. */
	enum review_part part;
	void (*review)(const struct step_page *page, const struct step *s);
	/* Details: what it does, in full; its summary stands above, why and undo beside. */
	void (*details)(const struct step_page *page, const struct step *s);
};
#define STEP_KIND_ROW(name) extern const struct step_kind step_##name;
STEP_KINDS(STEP_KIND_ROW)
#undef STEP_KIND_ROW
extern const struct step_kind *const step_kinds[]; /* all of them; NULL ends it */

#endif
