/*
 * Front ends: draw a view, tell what the user did. They know views, not screens, facts or plans.
 *
 * Two: tui (ncurses, full screen) and plain (line by line). Never blocking: app polls ui_fd.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include "base/err.h"
#include "view/view.h"

enum ui_kind { UI_PLAIN, UI_TUI };
enum ui_event_kind { UI_NONE, UI_ACTION, UI_CHOOSE, UI_SWITCH /* to the other front end */, UI_END };
struct ui_event {
	enum ui_event_kind kind;
	enum action_id action;
	const char *choice, *option; /* ids; valid until the next ui_show */
	uint64_t set;
};

struct ui_options {
	enum ui_kind kind;
	bool colour;
	const char *reason;   /* why this mode: plain's first line */
	int in, out;          /* descriptors; 0 and 1 */
	bool brief;
};
struct ui;
enum rc ui_open(const struct ui_options *o, struct ui **ret, struct err *e);
/* Shows the view: TUI redraws what changed; plain writes a step once, later only what is new
 * (progress at 25 %, verdicts), and the prompt when nothing is busy. The view may be freed after. */
void ui_show(struct ui *ui, const struct view *v);
int ui_fd(const struct ui *ui);
/* One event, UI_NONE (call again when the descriptor is readable), or UI_END. */
struct ui_event ui_read(struct ui *ui);
/* ms until the ui wants ui_tick (heartbeat, redraw), -1 never. */
int ui_wait(const struct ui *ui);
void ui_tick(struct ui *ui);
void ui_resize(struct ui *ui);   /* after SIGWINCH */
void ui_flush_input(struct ui *ui); /* what was typed ahead is forgotten (terminals only) */
void ui_suspend(struct ui *ui);  /* hand the terminal over (sudo, Ctrl-Z) */
void ui_resume(struct ui *ui);
/* A last sentence after the ui is gone stays in the scrollback: summary of `v`, NULL none. */
void ui_close(struct ui *ui, const struct view *v);
enum ui_kind ui_kind(const struct ui *ui);

/* ---- layout: pure; shared by tui and snapshots ---- */

enum role { ROLE_TEXT, ROLE_TITLE, ROLE_HEADING, ROLE_OK, ROLE_PROBLEM, ROLE_WARNING, ROLE_NOTE, ROLE_LABEL,
	    ROLE_FOCUS, ROLE_ADD, ROLE_REMOVE, ROLE_HUNK, ROLE_DIM, ROLE_KEYS };
struct span { int start, width; /* cells */ enum role role; };
struct line {
	const char *text;   /* fits the width in cells, no control characters */
	LIST(struct span) spans;
	int focus;          /* index of the focusable thing this line begins, -1 */
};
struct lines LIST_OF(struct line);
struct focusable { int block, option; enum action_id action; int line; };
struct layout { struct lines lines; LIST(struct focusable) focus; };
/* width in cells, >= 20. */
void layout_view(struct arena *mem, const struct view *v, int width, int focused, struct layout *ret);
/* Cells a UTF-8 text takes. */
int text_width(const char *utf8);
/* Breaks at spaces (between any two CJK characters too) so that each line has at most `width` cells. */
struct names text_wrap(struct arena *mem, const char *text, int width);

/* ---- plain rendering without a dialogue: doctor, prove, history, undo, apply ---- */

/* The view as sentences (P6 to P11), wrapped to min(columns, 80) - 1. */
const char *plain_text(struct arena *mem, const struct view *v, int columns);

#endif
