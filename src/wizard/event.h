/*
 * What goes into the wizard and what comes out of it: events tell what happened, a wish asks app for
 * the one thing that is to be done next.
 */
#ifndef WIZARD_EVENT_H
#define WIZARD_EVENT_H

#include "explain/explain.h"
#include "facts/observed.h"
#include "journal/undo.h"
#include "proof/proof.h"
#include "run/run.h"
#include "view/view.h"

enum wish {
	WISH_NONE,
	/* Ask the shells, try the addresses of wants_probes(&w->wants), which are not valid any
	 * more once the answers are there: EVENT_SHELLS, EVENT_PROBES, then EVENT_LOOKED. */
	WISH_LOOK,
	WISH_REHEARSE, /* start shells on the plan's files; answer: EVENT_REHEARSED */
	/* Run the plan, with run_spec.keep_going (what is complete stays; the user then decides);
	 * answers: EVENT_STEP ..., EVENT_RUN_ENDED. */
	WISH_APPLY,
	WISH_CANCEL,       /* cancel the run */
	WISH_UNDO,         /* carry out w->undo; answer: EVENT_UNDONE */
	WISH_UNDO_PLAN,    /* plan it for w->undo_run (NULL: the last); answer: EVENT_UNDO_PLAN */
	WISH_PROVE,        /* the proof alone; answers: EVENT_VERDICT ..., EVENT_PROVED */
	WISH_KEEP_PROJECT, /* prove --keep into w->keep_folder; answer: EVENT_PROJECT_KEPT */
	WISH_REFRESH,      /* gather facts anew (and its shells, once they were asked); answer:
			      EVENT_FACTS */
	WISH_CHECK,   /* the same after a repair, to see what it healed; answer: EVENT_CHECKED */
	WISH_MEASURE, /* how large is what stays of an Intel Homebrew; nobody waits for it; answer:
			 EVENT_MEASURED */
	/* Earlier runs that were broken off have nothing left to do: their journals say so from now
	 * on; nobody waits for it. */
	WISH_FINISH,
	WISH_EXPLAIN, /* read w->explaining.text and judge it; answer: EVENT_EXPLAINED */
	WISH_WHY,     /* the same of w->failure.text; nobody waits for it; answer: EVENT_WHY */
	WISH_QUIT,    /* leave with w->exit_status */
};

enum event_kind {
	EVENT_ACTION, /* the user pressed one */
	EVENT_CHOOSE, /* the user chose */
	EVENT_TEXT,   /* the user pasted one into a box */
	EVENT_END_OF_INPUT,
	EVENT_SHELLS,    /* what they say, and the facts as it shows them */
	EVENT_PROBES,    /* which addresses answered, and what they said */
	EVENT_LOOKED,    /* nothing more will come of that look */
	EVENT_REHEARSED, /* what the shells found with the plan's files */
	EVENT_STEP,
	EVENT_TICK, /* about once a second while changes are made, so that the page can tell the time */
	EVENT_RUN_ENDED,
	EVENT_VERDICT,
	EVENT_PROVED,
	EVENT_UNDO_PLAN,
	EVENT_UNDO_ITEM, /* done, or not: error */
	EVENT_UNDONE,
	EVENT_PROJECT_KEPT,
	EVENT_FACTS,   /* facts anew, and what the shells say where they were asked again */
	EVENT_CHECKED, /* the same after a repair */
	EVENT_MEASURED,
	EVENT_EXPLAINED,
	EVENT_WHY,
};

/* What it points to need not outlive the call, except where it says so. */
struct event {
	enum event_kind kind;    /* which of the members below holds */
	const struct err *error; /* why what a wish asked for was not done; NULL: it was */
	union {
		enum action_id action; /* EVENT_ACTION */
		struct {
			const char *choice, *option;
			uint64_t set; /* in place of an option, where several may be chosen */
		} chosen;             /* EVENT_CHOOSE */
		struct {
			const struct facts *facts;         /* lives as long as the wizard */
			const struct shell_matrix *matrix; /* NULL: they were not asked */
			const struct names *downloaded; /* as in struct observed; NULL: as before */
		} looked; /* EVENT_SHELLS, EVENT_FACTS, EVENT_CHECKED */
		struct {  /* what they hold lives as long as the wizard */
			const struct addresses *addresses;
			const struct formulae *formulae;
		} probed;                             /* EVENT_PROBES */
		const struct shell_matrix *rehearsal; /* EVENT_REHEARSED; the same */
		const struct run_event *step;         /* EVENT_STEP */
		int ms;                               /* EVENT_TICK: since the run began */
		const struct run_result *result;      /* EVENT_RUN_ENDED */
		const struct verdict *verdict;        /* EVENT_VERDICT */
		const struct undo_plan *undo_plan;    /* EVENT_UNDO_PLAN; the same */
		const struct undo_item *undo_item;    /* EVENT_UNDO_ITEM */
		uint64_t bytes;                       /* EVENT_MEASURED */
		struct {
			const char *box;
			struct bytes text;
		} pasted;                            /* EVENT_TEXT */
		const struct explanation *explained; /* EVENT_EXPLAINED, EVENT_WHY; the same */
	};
};

#endif
