/* What several screens say alike: findings of a topic, tools found, the choice of a method. */
#ifndef SCREENS_COMMON_H
#define SCREENS_COMMON_H

#include "base/i18n.h"
#include "wizard/wizard.h"

/* One function a screen; the table in screens.c holds them. */
void welcome_view(const struct wizard *w, struct view *v);
void welcome_on(struct wizard *w, const struct event *event);
bool machine_applies(const struct wizard *w);
void machine_view(const struct wizard *w, struct view *v);
void machine_on(struct wizard *w, const struct event *event);
bool homebrew_applies(const struct wizard *w);
void homebrew_view(const struct wizard *w, struct view *v);
void homebrew_on(struct wizard *w, const struct event *event);
bool go_applies(const struct wizard *w);
void go_view(const struct wizard *w, struct view *v);
void go_on(struct wizard *w, const struct event *event);
bool protoc_applies(const struct wizard *w);
void protoc_view(const struct wizard *w, struct view *v);
void protoc_on(struct wizard *w, const struct event *event);
bool plugins_applies(const struct wizard *w);
void plugins_view(const struct wizard *w, struct view *v);
void plugins_on(struct wizard *w, const struct event *event);
bool shell_applies(const struct wizard *w);
void shell_view(const struct wizard *w, struct view *v);
void shell_on(struct wizard *w, const struct event *event);
void review_view(const struct wizard *w, struct view *v);
void review_on(struct wizard *w, const struct event *event);
void apply_view(const struct wizard *w, struct view *v);
void apply_on(struct wizard *w, const struct event *event);
void proof_view(const struct wizard *w, struct view *v);
void proof_on(struct wizard *w, const struct event *event);
void done_view(const struct wizard *w, struct view *v);
void done_on(struct wizard *w, const struct event *event);
void recover_view(const struct wizard *w, struct view *v);
void recover_on(struct wizard *w, const struct event *event);
void undo_view(const struct wizard *w, struct view *v);
void undo_screen_on(struct wizard *w, const struct event *event);
void help_view(const struct wizard *w, struct view *v);
void log_view(const struct wizard *w, struct view *v);
void details_view(const struct wizard *w, struct view *v);
void quit_view(const struct wizard *w, struct view *v);

enum status_level say_level(enum level level);
const char *say_path(const struct wizard *w, const struct view *v,
		     const char *path); /* home as ~ */
/* Each once; of two of which one goes on where the other ends, the longer. NULL is allowed. */
void push_once(struct arena *mem, struct names *names, const char *name);
/* Where a tool comes from, for people: "Debian's or Ubuntu's package". */
const char *say_origin(enum origin origin);
const char *finding_title(const struct finding *finding); /* translated */
/* "Step 4 of 7" has the topics of findings it talks about; TOPIC_N ends the list. */
bool topics_found(const struct wizard *w, const enum topic *topics);
/* Whether a screen of these topics is on the route: always in a set-up, in a repair where found. */
bool topics_apply(const struct wizard *w, const enum topic *topics);
void say_findings(const struct wizard *w, struct view *v, const enum topic *topics);
void say_findings_in_full(const struct wizard *w, struct view *v, const enum topic *topics);
void say_tool(const struct wizard *w, struct view *v, enum tool_id id);
void say_tool_in_full(const struct wizard *w, struct view *v, enum tool_id id);
/* keep, install beside, Homebrew: where they apply. Choice id: "go.method". */
void choose_method(const struct wizard *w, struct view *v, enum tool_id id);
/* True where the event was the choice of this tool's method; the plan is made anew. */
bool on_method(struct wizard *w, const struct event *event, enum tool_id id);
void say_error(struct view *v, const struct err *e);

/* Actions: the main one first, then these. */
void next_and_back(const struct wizard *w, struct view *v);
void common_actions(struct view *v, bool details);
/* While something is waited for: says what; true where that is all there is to say. */
bool say_waiting(const struct wizard *w, struct view *v);

/* Where steps tell about themselves. */
struct step_page step_page(const struct wizard *w, struct view *v);
/* One step in full: why, undo, command, address, checksum. */
void say_step(const struct wizard *w, struct view *v, const struct step *step);
void say_verdict(struct view *v, const struct verdict *verdict);
/* welcome.c: what it costs, as Welcome, Review and Homebrew say it. */
const char *cost_text(struct arena *mem, const struct cost *c);
const char *cost_sentence(const struct wizard *w, struct arena *mem);
const char *reach_text(enum reach reach);
void say_addresses_in_full(const struct wizard *w, struct view *v); /* machine.c */
void say_left_over_in_full(const struct wizard *w, struct view *v); /* done.c */
/* Topics of a screen, TOPIC_N at the end. */
extern const enum topic topics_machine[], topics_homebrew[], topics_go[], topics_protoc[],
	topics_plugins[], topics_shell[];

#endif
