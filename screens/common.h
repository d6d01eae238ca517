/* What several screens say alike: findings of a topic, tools found, the choice of a method. */
#ifndef SCREENS_COMMON_H
#define SCREENS_COMMON_H

#include "base/i18n.h"
#include "base/own_name.h"
#include "wizard/wizard.h"

/* The rows of the table (screens.c), each at the end of its screen's file. */
extern const struct screen welcome_screen, explain_screen, machine_screen, brew_screen, go_screen,
	protoc_screen, plugins_screen, more_tools_screen, shell_screen, review_screen, apply_screen,
	proof_screen, done_screen, recover_screen, undo_screen, help_screen, log_screen,
	details_screen, quit_screen, address_screen;

enum status_level say_level(enum level level);
const char *say_path(const struct wizard *w, const struct view *v,
		     const char *path); /* home as ~ */
/* Files whose text a plan changes, goready's own among them: Welcome and Review say the same number. */
size_t files_to_change(const struct plan *p);
bool plan_brings(const struct plan *p, enum tool_id id);
/* Where a tool comes from, for people: "Debian's or Ubuntu's package". */
const char *say_origin(enum origin origin);
const char *finding_title(const struct finding *finding); /* translated */
/* "Step 4 of 7" has the topics of findings it talks about; TOPIC_N ends the list. */
bool topics_found(const struct wizard *w, const enum topic *topics);
/* Whether a screen of these topics is on the route: always in a set-up, in a repair where found. */
bool topics_apply(const struct wizard *w, const enum topic *topics);
void say_findings(const struct wizard *w, struct view *v, const enum topic *topics);
/* True where the event was the choice of what is repaired, which say_findings asks for. */
bool on_repairs(struct wizard *w, const struct event *event, const enum topic *topics);
void say_findings_in_full(const struct wizard *w, struct view *v, const enum topic *topics);
const char *say_version(const struct tool *tool);
void say_tool(const struct wizard *w, struct view *v, enum tool_id id);
void say_tool_in_full(const struct wizard *w, struct view *v, enum tool_id id);
/* keep, install beside, compile, Homebrew: where they apply. Choice id: "go.method". */
void choose_method(const struct wizard *w, struct view *v, enum tool_id id);
/* True where the event was the choice of this tool's method; the plan is made anew. */
bool on_method(struct wizard *w, const struct event *event, enum tool_id id);
void say_error(struct view *v, const char *label, const struct err *e);
/* Gives what to do about it. */
struct block *say_no_plan(const struct wizard *w, struct view *v);
/* Tool, version, path of all that is wanted, as new shells find them now or after the plan. */
void say_tools_in_place(const struct wizard *w, struct view *v);

/* "Go 1.27.2"; a plugin without its version, which Review gives. */
const char *tool_short_name(const struct wizard *w, struct arena *mem, enum tool_id id);

/* review.c: of the files that are said from that block on, the long ones and those that change like one
 * above are folded. */
void fold_files(struct view *v, size_t from);

/* run_rows.c: what a run does, a row for each thing it brings; the bar and the time left. */
void say_run_rows(const struct wizard *w, struct view *v);
void say_whole_run(const struct wizard *w, struct view *v);

/* Actions: the main one first, then these. */
void next_and_back(const struct wizard *w, struct view *v);
/* The same behind a page of findings and choices: what is too long for the ear is put off. */
void end_of_step(const struct wizard *w, struct view *v);
/* Is what is said of the page before its question more than one listens to? */
bool view_is_long_to_hear(const struct view *v);
void common_actions(struct view *v, bool details);
/* While something is waited for: says what; true where that is all there is to say. */
bool say_waiting(const struct wizard *w, struct view *v);

/* Where steps tell about themselves. */
struct step_page step_page(const struct wizard *w, struct view *v);
/* One step in full: why, undo, command, address, checksum. */
void say_step(const struct wizard *w, struct view *v, const struct step *step);
void say_every_step(const struct wizard *w, struct view *v);
void say_verdict_in_full(struct view *v, const struct verdict *verdict);
/* Details of what came out: verdicts, else findings; and what is left of an Intel Homebrew. */
void say_outcome_in_full(const struct wizard *w, struct view *v);
/* What of the run began when, and how long it took; nothing where there was none. */
void say_time_spent(const struct wizard *w, struct view *v);
void say_all_findings(const struct wizard *w, struct view *v);
/* What each shell found in each way it can be started. */
void say_shell_matrix(const struct wizard *w, struct view *v, const struct shell_matrix *matrix);

/* cost.c: of a plan; the spoken one is without what it takes on disk, which is heard at Review. */
const char *cost_text(struct arena *mem, const struct cost *c);
const char *cost_sentence(const struct wizard *w, struct arena *mem);
const char *cost_spoken(const struct wizard *w, struct arena *mem);

/* ways.c: what is chosen at Welcome, and the plan's steps beside a page. */
void choose_route(const struct wizard *w, struct view *v);
void plan_beside(const struct wizard *w, struct view *v);
void on_route(struct wizard *w, const struct event *event);

#endif
