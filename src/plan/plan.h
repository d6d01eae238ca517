/*
 * What will be done: steps with needs (a DAG), previews, why, and how each is undone. Pure: built from
 * facts, wants and findings; nothing is read, run or written here.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "plan/step.h"

/* A command that new shells find elsewhere now, and no tool of the plan. */
struct answer_change {
	const char *name, *now, *then;
};

struct plan {
	struct steps steps;      /* in an order that respects needs */
	uint64_t download, disk; /* sums */
	bool download_unknown, download_estimated;
	bool password; /* a step asks for one */
	/* macOS: what keeps it from sleeping while the plan is carried out; goready's process id is its
	 * last word. Empty: nothing does. A note shows it. */
	struct names awake;
	bool rehearsed;       /* the shells were started on the proposed files */
	struct names notes;   /* what Review says beside: "kept: ~/go/bin/..." and the like */
	const char *in_place; /* no steps: why none is needed, translated; NULL: all is there */
	struct names folders; /* what blocks put in front of PATH, in order */
	LIST(struct answer_change) changes; /* all of them; a note says the same */
	const char *tool_folder[TOOL_N]; /* where new shells will find each tool; NULL as before */
	bool shell[SHELL_N]; /* shells whose files are edited, or hold the same block already */
};

struct plan_options {
	const struct findings
		*findings;           /* what is to be healed (fix ID: only those); may be NULL */
	const struct findings *left; /* what stays as it is by the user's word; may be NULL */
	bool repair_only;            /* fix: nothing that no finding asks for */
	bool skip_proof;
	bool own_link; /* goready was started by its link in data/bin, which is to be found again */
	bool unproven; /* an earlier run never came to its proof: there is one, if nothing else */
	/* An earlier run was broken off, and this goes on from it: what is half made of goready's own is made
	 * whole, also where all tools are found already and no finding asks for it. */
	bool goes_on;
	/* Where blocks go: 0 the usual files (blocks.c); after plan_holds said no, 1: in further start files that
	 * exist, and at their ends; 2: also in new ones. PLAN_PLACEMENTS in all. */
	int placement;
};
#define PLAN_PLACEMENTS 3

/* An empty plan is RC_OK with no steps. Damaged markers, no source, too little space: an error. */
enum rc plan_build(struct arena *mem, const struct facts *f, const struct wants *w,
		   const struct plan_options *o, struct plan *ret, struct err *e);
/* After a rehearsal: false where new shells would not resolve what the plan installs; `why` says
 * which shell, mode and line. The next try is plan_build with another placement. */
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
size_t plan_count(const struct plan *p, const struct step_kind *kind);
/* What Review says of the steps of one part; in their order. */
void plan_review(const struct step_page *page, enum review_part part);
/* About how long it takes, in seconds: 4 MB/s is a modest line. */
int plan_seconds(const struct plan *p);
int plan_step_seconds(const struct step *s);
int plan_step_seconds_now(const struct step *s, bool otherwise); /* as the run has turned out */
const char *step_summary(const struct step *s, bool otherwise);  /* what it does, or has done */
struct json *plan_json(struct arena *mem, const struct plan *p); /* apply --json's first event */
/* What Review shows of it, whole: for comparison, not for logs. */
struct json *step_preview_json(struct arena *mem, const struct step *s);

#endif
