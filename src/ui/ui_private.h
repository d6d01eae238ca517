/* What the front ends share with ui.c; nobody else includes this. */
#ifndef UI_UI_PRIVATE_H
#define UI_UI_PRIVATE_H

#include <termios.h>

#include "base/clock.h"
#include "base/descriptor.h"
#include "ui/ui.h"

struct ui_ops {
	void (*show)(struct ui *ui, const struct view *v);
	int (*fd)(const struct ui *ui);
	struct ui_event (*read)(struct ui *ui);
	int (*wait)(const struct ui *ui);
	void (*tick)(struct ui *ui);
	void (*resize)(struct ui *ui);
	void (*flush_input)(struct ui *ui);
	void (*say)(struct ui *ui, const char *text);
	void (*suspend)(struct ui *ui, bool for_password);
	void (*resume)(struct ui *ui);
	void (*close)(struct ui *ui, const struct view *v);
};

/* Each front end's own struct begins with this. */
struct ui {
	const struct ui_ops *ops;
	enum ui_kind kind;
	struct ui_options options;
};

enum rc plain_open(const struct ui_options *o, struct ui **ret, struct err *e);
/* RC_UNSUPPORTED: this terminal does not serve. */
enum rc tui_open(const struct ui_options *o, struct ui **ret, struct err *e);
/* The terminfo entry to draw by: TERM's, or one that is like it where that has none; NULL: no full
 * screen. */
const char *tui_terminal_name(const char *term, int out);

/* tui_crash.c: whatever ends the program from now on, the terminal gets these modes, once `reset` was written to it. */
void crash_guard_on(int terminal, const struct termios *modes, const char *reset);
void crash_guard_off(void);
bool crash_guard_share(void); /* from now on with a process that is forked; false: no memory */

/* What can be typed in plain mode, at the end of a help page of either front end. */
void help_add_typed(struct view *help);

/* Of a page while something is under way: what is left is news when it changes. (still.c) */
void view_hold_still(struct view *v);

/* More of a text that is pasted into a box. However much comes, its end is kept. */
void box_add(struct str *box, const char *bytes, size_t n);

/* Columns of the terminal behind `fd`; 80 where it is none or does not say. */
int terminal_columns(int fd);

/* width.c: decodes one character of valid UTF-8; anything else counts as one odd byte. */
size_t utf8_next(const char *s, unsigned *ret_point);
int point_width(unsigned point);

/* narrow.c: the sign itself, or one like it that has one cell in every terminal. */
unsigned narrow_sign(unsigned point);

#endif
