/*
 * What a screen is: one row, which stands at the end of its file in screens/. The wizard knows the
 * way through them, but none of their files: it is started with the table.
 */
#ifndef WIZARD_SCREEN_H
#define WIZARD_SCREEN_H

#include <stdbool.h>

#include "view/view.h"

struct wizard;
struct event;

/* In the order of the route. */
enum screen_id {
	SCREEN_WELCOME,
	SCREEN_EXPLAIN,
	SCREEN_MACHINE,
	SCREEN_HOMEBREW,
	SCREEN_GO,
	SCREEN_PROTOC,
	SCREEN_PLUGINS,
	SCREEN_MORE_TOOLS,
	SCREEN_SHELL,
	SCREEN_REVIEW,
	SCREEN_APPLY,
	SCREEN_PROOF,
	SCREEN_DONE,
	/* over any of these */
	SCREEN_RECOVER,
	SCREEN_UNDO,
	SCREEN_ADDRESS,
	SCREEN_HELP,
	SCREEN_LOG,
	SCREEN_DETAILS,
	SCREEN_QUIT,
	SCREEN_N,
	SCREEN_NONE = SCREEN_N
};

/* PROVE: nothing is needed, only the proof is run. EXPLAIN: an error text, and what it means here. */
enum route {
	ROUTE_UNDECIDED,
	ROUTE_RECOMMENDED,
	ROUTE_STEPS,
	ROUTE_LOOK,
	ROUTE_PROVE,
	ROUTE_EXPLAIN
};
/* On which routes a screen lies. */
#define ON_ROUTE(route) (1u << (route))
enum {
	CHOOSING_ROUTES = ON_ROUTE(ROUTE_STEPS) | ON_ROUTE(ROUTE_LOOK),
	CHANGING_ROUTES =
		ON_ROUTE(ROUTE_UNDECIDED) | ON_ROUTE(ROUTE_RECOMMENDED) | ON_ROUTE(ROUTE_STEPS),
	EVERY_ROUTE = CHOOSING_ROUTES | CHANGING_ROUTES | ON_ROUTE(ROUTE_PROVE),
};

struct screen {
	const char *id;                          /* "go" */
	const char *title;                       /* N_() */
	unsigned routes;                         /* 0: none, it is shown over any screen */
	bool (*applies)(const struct wizard *w); /* on these routes, here; NULL: always */
	/* May Next be pressed? NULL: yes. */
	bool (*ready)(const struct wizard *w, const char **ret_why_not);
	void (*view)(const struct wizard *w, struct view *v);
	/* What Details says of it; NULL: the findings. */
	void (*details)(const struct wizard *w, struct view *v);
	/* Its own choices and actions; NULL: it has none, and an overlay is closed by Back. */
	void (*on)(struct wizard *w, const struct event *event);
	const char *help; /* N_(): what `?` says here */
	const char *
		help_without_letters; /* in place of it, where keys are named; NULL: it names none */
};

#endif
