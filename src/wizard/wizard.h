/*
 * The wizard's state: a route of screens, the choices made, and what has arrived (facts, probes, plan,
 * progress, verdicts). Pure: events go in, and what should be done comes out as a wish that app fulfils.
 *
 *	wizard_start(w, ...);                  then, for each thing that happens:
 *	wizard_on(w, &event);                  app looks at w->wish, starts it, sets it to WISH_NONE
 *	screens_view(w, view);                 what to show now
 */
#ifndef WIZARD_WIZARD_H
#define WIZARD_WIZARD_H

#include "plan/plan.h"
#include "proof/proof.h"
#include "rules/rules.h"
#include "run/run.h"
#include "run/undo.h"
#include "view/view.h"

enum screen_id { SCREEN_WELCOME, SCREEN_MACHINE, SCREEN_HOMEBREW, SCREEN_GO, SCREEN_PROTOC, SCREEN_PLUGINS,
		 SCREEN_SHELL, SCREEN_REVIEW, SCREEN_APPLY, SCREEN_PROOF, SCREEN_DONE,
		 /* overlays and starts */
		 SCREEN_RECOVER, SCREEN_UNDO, SCREEN_HELP, SCREEN_LOG, SCREEN_DETAILS, SCREEN_QUIT,
		 SCREEN_N, SCREEN_NONE = SCREEN_N };

enum wizard_mode { WIZARD_SETUP, WIZARD_FIX };
enum route { ROUTE_UNDECIDED, ROUTE_RECOMMENDED, ROUTE_STEPS, ROUTE_LOOK };

enum wish {
	WISH_NONE,
	WISH_LOOK,      /* ask shells, try sources; answer: EVENT_SHELLS, EVENT_PROBES, then EVENT_LOOKED */
	WISH_REHEARSE,  /* start shells on the plan's files; answer: EVENT_REHEARSED */
	WISH_APPLY,     /* run the plan; answers: EVENT_STEP ..., EVENT_RUN_ENDED */
	WISH_CANCEL,    /* cancel the run */
	WISH_UNDO,      /* carry out w->undo; answer: EVENT_UNDONE */
	WISH_UNDO_PLAN, /* make w->undo; answer: EVENT_UNDO_PLAN */
	WISH_PROVE,     /* the proof alone; answers: EVENT_VERDICT ..., EVENT_PROVED */
	WISH_KEEP_PROJECT, /* prove --keep into w->keep_folder */
	WISH_QUIT,      /* leave with w->exit_status */
};

enum event_kind {
	EVENT_ACTION,   /* the user: action */
	EVENT_CHOOSE,   /* the user: choice id, option id (or set) */
	EVENT_END_OF_INPUT,
	EVENT_SHELLS, EVENT_PROBES, EVENT_LOOKED, EVENT_REHEARSED,
	EVENT_STEP, EVENT_RUN_ENDED,
	EVENT_VERDICT, EVENT_PROVED,
	EVENT_UNDO_PLAN, EVENT_UNDO_ITEM, EVENT_UNDONE,
};
struct event {
	enum event_kind kind;
	enum action_id action;
	const char *choice, *option; /* EVENT_CHOOSE */
	uint64_t set;                /* EVENT_CHOOSE where several */
	const struct shell_matrix *matrix;
	const struct run_event *step;
	const struct run_result *result;
	const struct verdict *verdict;
	const struct undo_item *undo_item;
	const struct err *error;     /* of what a wish asked for; NULL it went well */
};

struct step_progress { const struct step *step; enum step_state state; uint64_t bytes, total, per_second;
		       int seconds_left, ms; struct err error; const char *note; };

struct wizard {
	struct arena *mem;        /* run: choices, log */
	struct arena *plan_mem;   /* reset at each replan */
	enum wizard_mode mode;
	enum route route;
	enum screen_id at;
	LIST(enum screen_id) overlays; /* top is shown */
	bool visited[SCREEN_N];

	struct facts *facts;
	struct wants wants;
	struct wants_options wants_options;
	const struct manifest *manifest;
	struct findings findings;
	struct names only;        /* fix ID...: these; empty: all */
	struct plan plan;
	bool plan_ok, looked, rehearsed;
	struct err plan_error;

	/* choices */
	enum method method[TOOL_N];
	bool method_chosen[TOOL_N];
	bool consented;

	LIST(struct step_progress) progress;
	LIST(struct verdict) verdicts;
	struct run_result result;
	bool run_over, proof_over;
	struct undo_plan undo;
	bool undo_known, undone;
	struct journal_runs *runs; /* what recover looks at */
	const char *keep_folder;
	struct names log;          /* sentences, oldest first */

	enum wish wish;
	bool waiting;              /* a wish is being fulfilled: busy */
	const char *waiting_for;   /* "Trying the download addresses", translated */
	int exit_status;
};

struct wizard_options {
	enum wizard_mode mode;
	struct facts *facts;
	const struct wants_options *wants_options;
	const struct names *only;
	struct journal_runs *runs;
};
enum rc wizard_start(struct wizard *w, struct arena *mem, struct arena *plan_mem,
		     const struct wizard_options *o, struct err *e);
void wizard_on(struct wizard *w, const struct event *event);

/* The table of screens (screens/screens.c), in route order. */
struct screen {
	const char *id;                                     /* "go" */
	const char *title;                                  /* N_() */
	bool overlay;
	bool (*applies)(const struct wizard *w);            /* NULL: always */
	bool (*ready)(const struct wizard *w, const char **ret_why_not); /* may Next be pressed? NULL: yes */
	void (*view)(const struct wizard *w, struct view *v);
	void (*on)(struct wizard *w, const struct event *event); /* its own choices and actions; NULL */
	const char *help;                                   /* N_(): what `?` says here */
};
const struct screen *screen_at(enum screen_id id);

/* What is on top now, ready for a front end. */
enum screen_id wizard_screen(const struct wizard *w);
void wizard_view(const struct wizard *w, struct arena *frame, struct view *ret);
/* Used by screens. */
enum screen_id wizard_next_of(const struct wizard *w, enum screen_id from);
enum screen_id wizard_back_of(const struct wizard *w, enum screen_id from);
void wizard_go(struct wizard *w, enum screen_id to);
void wizard_replan(struct wizard *w); /* wants, findings, plan anew from facts and choices */
void wizard_wish(struct wizard *w, enum wish wish, const char *waiting_for);
void wizard_log(struct wizard *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool wizard_has_findings(const struct wizard *w, enum topic topic);

#endif
