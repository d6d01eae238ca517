/*
 * The wizard's state: a route of screens, the choices made, and what has arrived (facts, probes,
 * plan, progress, verdicts). Pure: events go in, and what should be done comes out as a wish that
 * app fulfils.
 *
 *	wizard_start(w, ...);                  then, for each thing that happens:
 *	wizard_on(w, &event);                  app looks at w->wish, starts it, sets it to WISH_NONE
 *	wizard_view(w, frame, &view);          what to show now
 */
#ifndef WIZARD_WIZARD_H
#define WIZARD_WIZARD_H

#include "facts/observed.h"
#include "plan/plan.h"
#include "proof/proof.h"
#include "rules/rules.h"
#include "run/run.h"
#include "journal/undo.h"
#include "view/view.h"
#include "wants/probe.h"
#include "wizard/event.h"
#include "wizard/screen.h"

enum wizard_mode { WIZARD_SETUP, WIZARD_FIX };
/* A public module mirror in place of a GOPROXY that does not answer. */
enum mirror { MIRROR_UNDECIDED, MIRROR_NO, MIRROR_THIS_RUN, MIRROR_FOR_GOOD };
/* The proxy of macOS' System Settings, for this run. */
enum system_proxy { PROXY_UNDECIDED, PROXY_NO, PROXY_YES };
/* May public mirrors be asked at all? Until then none of them hears of this machine. */
enum mirror_try { TRY_UNDECIDED, TRY_NO, TRY_YES };

/* How often block placement is tried on the shells before Review says that it does not hold. */
enum { REHEARSALS_MAX = PLAN_PLACEMENTS };

struct step_progress {
	const struct step *step;
	enum step_state state;
	bool otherwise; /* as in run_event */
	uint64_t bytes, total, per_second;
	int seconds_left, ms;
	int began; /* ms since the run began */
	struct err error;
	const char *note;
};

struct undo_told {
	const char *summary;
	const char *error; /* NULL: done */
	bool left;         /* left as it is, on purpose */
};

/* How far the changes are that the user agreed to. */
enum phase {
	PHASE_CHOOSING, /* nothing is agreed to; what an earlier try left: run.left_something */
	PHASE_CHANGING, /* the run is under way */
	PHASE_STOPPING, /* it was told to stop */
	PHASE_CHANGED,  /* it has ended; run.result says how */
};

/* What the user decided. */
struct choices {
	enum method method[TOOL_N];
	bool method_chosen[TOOL_N];
	bool compiled[TOOL_N]; /* though an archive of it may be had */
	bool shell[SHELL_N], shells_chosen;
	enum system_proxy system_proxy;
	enum mirror_try try_mirrors;
	bool prefer_mirrors; /* they were asked for though the usual addresses answer */
	enum mirror mirror;
	struct names agreed;   /* previews of the steps that were consented to */
	bool upgrade;          /* newer tools, where those that are here would do */
	struct names avoided;  /* addresses of sources that the user turned away from */
	struct names declined; /* what is not to be repaired: rules' ids, or findings' own keys */
	const char *source[TOOL_N], *goproxy; /* typed, where a run failed; NULL none */
};

/* The plan's start files, tried on the user's shells. */
struct rehearsal {
	struct shell_matrix answers;
	bool holds;          /* new shells would find the tools */
	const char *why_not; /* they would not; NULL where it holds, or was not tried */
	int tries, placement;
};

struct run_state {
	LIST(struct step_progress) progress;
	int ms; /* since it began, as far as it was told */
	struct {
		bool any;
		int percent, seconds_left;
		int since;        /* ms, when so many minutes were told first */
	} told;                   /* how far it is: estimate.h */
	struct run_result result; /* of the last one */
	bool path_changed;        /* by one of them: terminals that are open keep their old one */
	int left_something;       /* so many runs left what was complete, which is not taken back */
};

struct proof_state {
	struct verdicts verdicts;
	bool ended;
	int since, ms; /* when nothing else was left, and how long it took from there; 0 unknown */
	struct err error; /* why it could not be tried */
};

enum undo_progress {
	UNDO_UNPLANNED, /* not asked for, or cannot be: error */
	UNDO_PLANNED,
	UNDO_UNDER_WAY,
	UNDO_DONE, /* as far as it could be: failed, error */
};
struct undo_state {
	enum undo_progress progress;
	const char *run; /* which one; NULL: the last one */
	struct undo_plan plan;
	LIST(struct undo_told) told; /* items as they are done */
	size_t failed;
	struct err error; /* why there is no plan, or it could not be carried out */
};

/* Of a finding that was to be repaired: what the rules say now. */
struct repair_outcome {
	const struct finding *finding;
	bool healed, declined;
	const char *reason; /* why it stays, translated; NULL: it is healed */
};

/* The hello project, kept after the proof. */
struct hello {
	const char *folder;
	bool asked, kept;
};

/* What a plan asks of the user's line, disk, time and patience. */
struct cost {
	uint64_t download, disk;
	bool unknown, estimated; /* of the download: not all of it is known; it is about */
	int seconds;
	bool password, clt; /* Apple's command line tools are installed */
};
struct cost plan_cost(const struct plan *p);

/* An error text that the user pasted; what it means here; and the repair of that. */
struct explaining {
	struct bytes text;
	const struct explanation *answer; /* NULL: none yet */
	bool repairing;                   /* only what the text is about; else as before: */
	enum wizard_mode mode;
	struct names only;
};

enum { CLOCK_SIZE = 9 };
/* What happened, and when. */
struct log_line {
	const char *at; /* "14:03:22"; "" not known */
	const char *text;
};

/* Of a run that failed. */
struct run_failure {
	struct bytes text; /* what it printed and said */
	const struct explanation
		*why;        /* what that means on this machine; NULL: nobody has looked */
	const char *refused; /* the address that was typed cannot serve: why, translated; NULL */
};

struct wizard {
	struct arena *mem;      /* run: choices, log */
	struct arena *plan_mem; /* reset at each replan */
	const struct screen *const *screens;
	enum wizard_mode mode;
	enum route route;
	enum screen_id at;
	LIST(enum screen_id) overlays; /* top is shown */
	enum screen_id read_over; /* what Help and Details tell of: the page they were opened on */
	unsigned steps_said; /* bit i: the step of screen i was counted at Welcome, or came since */
	bool unattended;     /* as in wizard_options */
	const char *recorded; /* the same */
	bool no_letters;      /* the same */
	struct {
		bool goes_on; /* an earlier run was broken off, and the user wants the rest of it */
		const char *run; /* NULL: there is none, or it was taken back */
		bool unproven;   /* it never came to its proof */
	} unfinished;

	const struct facts *facts;
	struct observed observed;
	struct wants wants;
	struct wants_options wants_options;
	const struct manifest *manifest;
	struct findings findings;
	struct names only; /* fix ID...: these; empty: all */
	struct plan plan;
	bool plan_ok;
	/* Where nothing is needed: what there is newer, "Go 1.27.2". */
	struct names upgrades;
	bool upgrade_asked;     /* by the command line */
	bool looked;            /* further than the facts: at addresses and shells */
	bool start_file_faulty; /* what is known of PATH by the files may not hold in the shells */
	bool mirrors_tried;
	struct err plan_error;
	/* Where Homebrew and the archives are both open: what either would cost for all tools that
	 * are installed. */
	bool way_planned[METHOD_N];
	struct cost way[METHOD_N];

	enum phase phase;
	struct choices choices;
	struct rehearsal rehearsal;
	struct run_state run;
	struct proof_state proof;
	LIST(struct repair_outcome) outcomes; /* of the last repair; none: nobody looked */
	struct undo_state undo;
	struct hello hello;
	struct explaining explaining;
	struct run_failure failure;
	enum screen_id heading_for; /* where to go when what is waited for has come; SCREEN_NONE */
	bool input_ended;
	bool own_link;             /* plan_options.own_link */
	struct journal_runs *runs; /* what recover looks at */
	uint64_t left_over;        /* bytes of the Intel Homebrew that stays; 0 not known */
	LIST(struct log_line) log; /* oldest first */
	char clock[CLOCK_SIZE];    /* what app says it is: "14:03:22"; "" nobody said */

	enum wish wish;
	const char *waiting_for; /* "Trying the download addresses", translated; NULL: nothing */
	int exit_status;
};

struct wizard_options {
	enum wizard_mode mode;
	const struct facts *facts;
	const struct wants_options *wants_options;
	const struct names *only;
	const struct names *except; /* ids of what stays as it is, whatever was found; NULL: none */
	struct journal_runs *runs;
	const struct names *downloaded;      /* as in struct observed; NULL: nothing */
	const struct screen *const *screens; /* SCREEN_N of them: screens/screens.h */
	bool own_link;                       /* plan_options.own_link */
	/* Nobody is asked (apply): no question about an earlier run, and no public mirror. */
	bool unattended;
	const char *clock; /* wizard.clock; NULL: nobody says what it is */
	/* Another machine, recorded in that file: up to Review, and nothing is tried or changed. NULL:
	 * this one. */
	const char *recorded;
	bool no_letters; /* no letter is a key of the full screen: help names none */
};
enum rc wizard_start(struct wizard *w, struct arena *mem, struct arena *plan_mem,
		     const struct wizard_options *o, struct err *e);
void wizard_on(struct wizard *w, const struct event *event);

/* What is on top now, ready for a front end. */
enum screen_id wizard_screen(const struct wizard *w);
const struct screen *wizard_screen_at(const struct wizard *w, enum screen_id id);
void wizard_view(const struct wizard *w, struct arena *frame, struct view *ret);
/* Questions on the pages behind this one up to consent, which is one itself, as far as the answers so far
 * tell. Those pages are made for it: it is for who asks. */
int wizard_questions_behind(const struct wizard *w, struct arena *mem);
/* Used by screens. */
enum screen_id wizard_next_of(const struct wizard *w, enum screen_id from);
enum screen_id wizard_back_of(const struct wizard *w, enum screen_id from);
void wizard_go(struct wizard *w, enum screen_id to);
/* Help, log and details: opened over any page to read in them, and closed by who reads. */
bool wizard_is_read(enum screen_id screen);
void wizard_end_questions(struct wizard *w); /* of what lies over the page, what one reads stays */
void wizard_replan(struct wizard *w);        /* wants, findings, plan anew from facts and choices */
void wizard_wish(struct wizard *w, enum wish wish, const char *waiting_for);
/* At the machine, and then to that page. */
void wizard_look_again(struct wizard *w, enum screen_id then);
void wizard_log(struct wizard *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool wizard_has_findings(const struct wizard *w, enum topic topic);
bool wizard_asks_about(const struct wizard *w,
		       enum topic topic); /* it has some that can be decided on now */
/* Nothing is needed: an empty plan, and no problem left. */
bool wizard_healthy(const struct wizard *w);
/* By the files nothing is to be done, but one of them has a fault, or a repair was agreed to beforehand: only
 * the shells can tell. */
bool wizard_shells_decide(const struct wizard *w);
/* For exit status 2; what the user left out is none. Before a repair, and where nothing is planned ... */
bool wizard_problem_open(const struct wizard *w);
/* ... and after it, when the rules were asked again. */
bool wizard_problem_stays(const struct wizard *w);
enum route wizard_best_route(const struct wizard *w); /* what Welcome recommends */
/* An address does not answer, and System Settings name a proxy that no variable does. */
bool wizard_system_proxy_may_serve(const struct wizard *w);
void wizard_use_system_proxy(struct wizard *w, bool yes); /* and tries the addresses anew */
/* Something needed does not answer, and no public mirror was chosen in its place. */
bool wizard_needed_is_silent(const struct wizard *w);
/* Something needed does not answer, and public mirrors were not asked yet: that takes the user's word. */
bool wizard_mirrors_may_serve(const struct wizard *w);
/* Where the user's language is one of mainland China: mirrors may be quicker than what answers. */
bool wizard_mirrors_suggested(const struct wizard *w);
void wizard_try_mirrors(struct wizard *w, bool yes);
/* Hosts of the manifest's public mirrors; `answering`: of those that answered. */
struct names wizard_mirror_hosts(const struct wizard *w, struct arena *mem, bool answering);
/* Something needed comes from nowhere but a public mirror, which takes the user's word: GOPROXY, or
 * the sources of a tool, do not answer, and the mirror does. */
bool wizard_mirror_wanted(const struct wizard *w);
const char *wizard_mirror(const struct wizard *w);     /* a module mirror that answers; NULL none */
const char *wizard_dead_proxy(const struct wizard *w); /* the GOPROXY tried in vain; NULL none */
bool wizard_short_of_sources(const struct wizard *w, enum tool_id id);
const struct brew_mirror *wizard_brew_mirror(const struct wizard *w); /* one that answers; NULL */
const char *wizard_dead_brew(const struct wizard *w); /* Homebrew's API, tried in vain; NULL none */
/* May the user choose between Homebrew and the official archives here? */
bool wizard_offers_brew(const struct wizard *w);
/* The last run has left what was complete. */
bool wizard_left_something(const struct wizard *w);
/* The user goes on from a run that was broken off; where nothing is left to do, it has ended. */
void wizard_finish_earlier(struct wizard *w);
/* Are changes being made at this moment? */
bool wizard_is_changing(const struct wizard *w);
/* What the run would exit with if it ended now. */
int wizard_status(const struct wizard *w);
/* What failed: the first failed step's progress, NULL none. */
const struct step_progress *wizard_failed(const struct wizard *w);
bool wizard_proven(const struct wizard *w); /* the proof ran and every verdict is good */
/* The step leads to the undo question; `run` NULL: the last run. */
void wizard_ask_undo(struct wizard *w, const char *run);

/* declining.c: what a finding is called in a choice; may its repair be declined; the user's word on it,
 * upon which the plan is to be made anew; the plan of its repair alone; and why it stays, for Done. */
const char *wizard_finding_key(struct arena *mem, const struct finding *f);
bool wizard_may_decline(const struct wizard *w, const struct finding *f);
void wizard_decline(struct wizard *w, const struct finding *f, bool declined);
/* false: none can be made. */
bool wizard_plan_repair(const struct wizard *w, struct arena *mem, const struct finding *f,
			struct plan *ret);
const char *wizard_why_declined(struct arena *mem, const struct finding *f);

/* explaining.c: reads what was pasted; goes on to a repair of its causes; and has them all again. */
void wizard_explain(struct wizard *w, struct bytes text);
void wizard_explain_another(struct wizard *w);
/* Is there a cause that holds here, and that goready repairs? */
bool wizard_can_repair_explained(const struct wizard *w);
void wizard_repair_explained(struct wizard *w);
/* On the page of an explanation: does that cause its text? What doctor only notes may do so. */
bool wizard_is_cause(const struct wizard *w, const struct finding *f);
/* Would starting the shells and trying the addresses decide more of it? */
bool wizard_can_look_further(const struct wizard *w);
void wizard_look_further(struct wizard *w);

/* failing.c: what of a failed run another address can mend: a tool's download, or the modules that go
 * fetches (TOOL_N). */
bool wizard_wants_address(const struct wizard *w, enum tool_id *ret);
/* The plan is made anew with it, and is reviewed: it was not agreed to. What cannot serve is refused. */
void wizard_take_address(struct wizard *w, struct bytes text);
void wizard_try_again(struct wizard *w);
void wizard_review_again(struct wizard *w); /* with what is there by now */
/* The last run has opened what was closed, so that there may be more to do. */
bool wizard_has_opened(const struct wizard *w);

/* Parts of wizard_on, one file each. */
void route_on_action(struct wizard *w, enum action_id action); /* route.c: next, back, overlays */
void route_arrive(struct wizard *w);                           /* after what was waited for */
/* After each event: what Welcome has counted stays a step, also where an answer makes it needless. */
void route_keep_steps(struct wizard *w);
void progress_on(struct wizard *w, const struct event *event); /* progress.c */
void progress_begin(struct wizard *w);
void undo_on(struct wizard *w, const struct event *event);       /* leave.c */
void explaining_on(struct wizard *w, const struct event *event); /* explaining.c */
/* healed.c: after a repair, with what the shells say then (NULL: they were not asked) */
void healed_check(struct wizard *w, const struct facts *facts, const struct shell_matrix *matrix);
void failing_ask_why(struct wizard *w); /* failing.c */
void explaining_end(struct wizard *w);  /* the user is at Welcome again */
void declining_mark(struct wizard *w);  /* declining.c: once the findings are there */
struct findings declining_of(const struct wizard *w, bool declined); /* into plan_mem */
void leave_on_quit(struct wizard *w);
void leave_on_end_of_input(struct wizard *w);
void leave_now(struct wizard *w);
void replan_elsewhere(struct wizard *w);         /* replan.c: after a rehearsal that did not hold */
void replan_upgrade(struct wizard *w, bool yes); /* the plan of newer tools, or of what is needed */
bool replan_agreed(const struct wizard *w);
void replan_remember_consent(struct wizard *w);

#endif
