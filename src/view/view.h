/*
 * What a screen says: a title, blocks from a small closed set, and actions. Block order is reading order.
 * No meaning by colour, position or symbol alone: a level is always also a word. A view knows neither
 * terminal nor width; plain mode and full screen draw the same view.
 *
 * Every text is foreign until proven otherwise: the view_* functions sanitise what they are given
 * (escape sequences dropped, control bytes shown as \xNN, bidi and zero-width characters as \u{...}).
 */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

enum status_level {
	SAY_OK,
	SAY_PROBLEM,
	SAY_WARNING,
	SAY_NOTE,
	SAY_SKIPPED,
	SAY_DONE,
	SAY_WORKING,
	SAY_WAITING
};

enum block_kind {
	BLOCK_TEXT,
	BLOCK_HEADING,
	BLOCK_STATUS,
	BLOCK_CHOICE,
	BLOCK_FIELD,
	BLOCK_DIFF,
	BLOCK_COMMAND,
	BLOCK_PROGRESS,
	BLOCK_TABLE,
	BLOCK_BOX /* where a text is pasted or typed */
};

struct option {
	const char *id;     /* "recommended": stable, what scripts and tests use */
	const char *label;  /* unique within its first 30 cells */
	const char *detail; /* one sentence; NULL */
	/* More of it, line by line, which stands beside the list where there is room; Details or help say
	 * it as well. NULL */
	const char *about;
	bool recommended; /* Return takes it in plain mode */
	bool disabled;
	const char *why_disabled;
};
struct diff_view {         /* lines of a unified diff, as plan made it */
	const char *about; /* as of an option */
	const char *path;
	const char *unified;
	int change, changes; /* "Change 1 of 2" */
	bool folded;         /* a full screen shows its lines when they are asked for */
};
struct row {
	struct names cells;
};

struct block {
	enum block_kind kind;
	const char *id;          /* stable; NULL where nothing refers to it */
	enum status_level level; /* STATUS, PROGRESS */
	const char *label; /* STATUS, FIELD, CHOICE and BOX (the question), PROGRESS, HEADING */
	/* TEXT, STATUS and FIELD value, COMMAND line; of a PROGRESS without a label, all it says */
	const char *text;
	/* What plain mode says: of a STATUS for `text`, whose sizes and times are to be seen; of a TEXT and a
	 * FIELD for all of it, "" nothing. A page that holds still shows it of a STATUS, and of a PROGRESS without a label. */
	const char *spoken;
	LIST(struct option) options; /* CHOICE */
	int chosen;                  /* CHOICE; -1 none */
	bool several;                /* CHOICE: any number (chosen_set) */
	uint64_t chosen_set;         /* bit i: option i */
	struct diff_view diff;
	uint64_t done, total, per_second; /* PROGRESS; total 0 unknown */
	int seconds_left;                 /* -1 unknown */
	bool bytes;                       /* PROGRESS counts bytes, not steps */
	/* Too long for the ear: plain mode says it when it is asked for; of a CHOICE the details of its options. */
	bool later;
	bool goes_on; /* STATUS: label and text are one sentence */
	bool close;   /* TEXT: goes with the block above, without a blank line between them */
	bool apart;   /* STATUS: something new begins: a blank line above it, on a page */
	bool listed;  /* FIELD: of a list whose labels are all said: hours, keys */
	bool one_line; /* BOX: Return ends it; else an empty line does. FIELD: cut, with a mark, where it is longer */
	struct names columns; /* TABLE */
	LIST(struct row) rows;
};

enum action_id {
	ACTION_NEXT,
	ACTION_BACK,
	ACTION_APPLY,
	ACTION_CANCEL,
	ACTION_QUIT,
	ACTION_HELP,
	ACTION_LOG,
	ACTION_DETAILS,
	ACTION_RETRY,
	ACTION_SKIP,
	ACTION_UNDO,
	ACTION_LEAVE,
	ACTION_CLOSE,
	ACTION_OTHER_SOURCE,
	ACTION_OTHER_ADDRESS,
	ACTION_KEEP_PROJECT,
	ACTION_REPAIR,
	ACTION_LOOK,
	ACTION_ANOTHER,
	ACTION_N
};
struct action {
	enum action_id id;
	const char *name;  /* "next": what one types in plain mode */
	const char *label; /* translated: "Next: Go" */
	bool enabled;
	const char *note;    /* what stands beside it */
	const char *why_not; /* where not enabled */
	bool consent;        /* only the word yes (plain), a deliberate key (TUI) */
	bool yes; /* what "yes" means where the title asks a question; "no" is the main one */
};

/* A step of the way, or a part of the step above it. */
struct way_point {
	const char *title;
	bool part, left_out; /* an answer has made it needless */
};

struct view {
	struct arena *mem;
	const char *screen; /* "welcome": the id */
	const char *title;
	int step, steps; /* "Step 3 of 7"; 0: none (overlays) */
	int part, parts; /* of the step: "part 2 of 6"; 0: it has none */
	LIST(struct block) blocks;
	LIST(struct action) actions; /* the first enabled one is the main one */
	bool keys;                   /* help: a full screen lists its keys here */
	/* A full screen without single-letter keys: it has a row for each action, and names no letters. */
	bool no_letters;
	bool at_end; /* what is new stands at its end: a full screen opens there */
	bool busy;   /* something runs: plain mode asks nothing but waits */
	/* The whole way, shown beside the text where there is room. */
	LIST(struct way_point) route;
	int route_at; /* which of them this is; -1 none of them */
	/* What stands below that, line by line, where nothing that is lit says more; NULL. */
	const char *beside_title, *beside;
	const char *where; /* what is changed by now, one sentence, for who asks; NULL */
	int to_come; /* questions on the pages after this one; for plain mode, filled by who shows it */
};

void view_open(struct view *v, struct arena *mem, const char *screen);
void view_title(struct view *v, const char *title);
void view_text(struct view *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Another line of what the block above says. */
void view_more(struct view *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void view_heading(struct view *v, const char *text);
struct block *view_status(struct view *v, enum status_level level, const char *label,
			  const char *fmt, ...) __attribute__((format(printf, 4, 5)));
struct block *view_field(struct view *v, const char *label, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
struct block *view_choice(struct view *v, const char *id, const char *question, int chosen);
struct option *view_option(struct view *v, struct block *choice, const char *id, const char *label,
			   const char *detail);
/* Made harmless, as all that is said. */
void view_about(struct view *v, struct option *o, const char *text);
void view_beside(struct view *v, const char *title, const char *text);
void view_diff_about(struct view *v, struct block *diff, const char *text);
struct block *view_diff(struct view *v, const char *path, const char *unified, int change,
			int changes);
void view_command(struct view *v, const char *label,
		  const struct names *argv); /* quoted for reading */
/* A line to paste, as it is: "eval \"$(goready env)\"". */
struct block *view_line(struct view *v, const char *label, const char *line);
struct block *view_progress(struct view *v, const char *id, enum status_level level,
			    const char *label);
struct block *view_table(struct view *v, const char *label, const struct names *columns);
void view_row(struct view *v, struct block *table, const struct names *cells);
/* The front end says how its text is ended. */
struct block *view_box(struct view *v, const char *id, const char *question);
/* A NULL label gives the action's usual one ("Back"). ACTION_APPLY asks for consent; so may others. */
struct action *view_action(struct view *v, enum action_id id, const char *label, bool enabled);
/* The next point of the whole way; `here`: it is this screen. wizard_view does it for each screen. */
struct way_point *view_way_point(struct view *v, const char *title, bool here);

/* Looking into a view. */
const struct action *view_main_action(const struct view *v); /* the first enabled; NULL */
const struct action *view_yes_action(const struct view *v);  /* enabled, with `yes`; NULL */
const struct action *view_find_action(const struct view *v, enum action_id id); /* NULL */
bool view_can(const struct view *v, enum action_id id); /* it is there, and enabled */
const struct block *view_find_block(const struct view *v, const char *id);        /* NULL */
const struct block *view_first_block(const struct view *v, enum block_kind kind); /* NULL */
size_t view_questions(const struct view *v); /* choices among something */
int view_box_at(const struct view *v);       /* index of its first box; -1 none */
/* What Return takes: the chosen option, else the recommended, else the first possible; -1 none. */
int choice_default(const struct block *choice);
/* So many of what a PROGRESS counts: "75.8 MB", "12". */
const char *progress_amount(struct arena *mem, const struct block *progress, uint64_t n);
/* A copy that shares nothing with `v`: front ends keep what they showed. */
struct view *view_copy(struct arena *mem, const struct view *v);

const char *action_name(enum action_id id); /* "next", "back": typed in plain mode, and in tests */
const char *status_word(enum status_level level); /* "OK", "Problem": translated */

/* Foreign text made harmless (docs/accessibility.md, T27); keeps newlines, cuts lines at most_line bytes (0: 4,000)
 * and the whole at most_total (0: 200,000), saying so. */
const char *text_sanitise(struct arena *mem, struct bytes text, size_t most_line,
			  size_t most_total);
/* "a, b and c" in the user's language. */
const char *text_list(struct arena *mem, const struct names *names);

#endif
