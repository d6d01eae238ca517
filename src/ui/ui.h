/*
 * Front ends: draw a view, tell what the user did. They know views, not screens, facts or plans.
 *
 * Two: tui (ncurses, full screen) and plain (line by line). Never blocking: app polls ui_fd.
 *
 * The loop:
 *	ui_show(ui, view);
 *	poll(ui_fd(ui), ui_wait(ui));         ui_fd is -1 while nothing may be typed: poll skips it
 *	if (nothing readable) ui_tick(ui);    ui_wait is 0 where an event stands ready without typing
 *	event = ui_read(ui);                  after ui_tick too
 *	... handle it, and ui_show again after EVERY event, also one that changed nothing:
 *	plain mode asks its question anew then.
 * Before Apply, call ui_flush_input when the Review screen is shown (what was typed ahead is no consent).
 */
#ifndef UI_UI_H
#define UI_UI_H

#include "base/err.h"
#include "view/view.h"

enum ui_kind { UI_PLAIN, UI_TUI };
enum ui_event_kind {
	UI_NONE,
	UI_ACTION,
	UI_CHOOSE,
	UI_TEXT /* into the box `choice` */,
	UI_SWITCH /* to the other front end */,
	UI_END
};
struct ui_event {
	enum ui_event_kind kind;
	enum action_id action;
	const char *choice, *option; /* ids; valid until the next ui_show */
	uint64_t set;
	struct bytes text; /* as it was pasted; valid as long */
};

/* How much plain mode says. It asks the same questions whichever it is. */
enum ui_words {
	WORDS_USUAL,
	WORDS_BRIEF,  /* what is wrong, what is asked, how it ended; `more` says the rest */
	WORDS_VERBOSE /* what else would be said when it is asked for, too */
};
struct ui_options {
	enum ui_kind kind;
	enum ui_words words;
	bool no_hints; /* how to answer is not said */
	bool no_offer; /* nor the other mode, by who has just come from there */
	bool colour;
	bool no_letters; /* letters, digits and signs are no keys of the full screen */
	bool frames;     /* lines around the full screen's page */
	bool wide_signs; /* the terminal gives two cells to quotes, dashes and the like: others are shown */
	bool still;         /* nothing moves on the full screen by time alone */
	bool bell;          /* rings at each question; at the end is for the caller */
	const char *reason; /* why this mode, from ui_choose: plain's first line; NULL none */
	int in, out;        /* descriptors; 0 and 1 */
	int err;            /* where stderr goes while the screen is full; 0 or less: nowhere */
};
struct ui;

/* What decides between the two (P1, T1 of the accessibility rules); NULL where unset. */
struct ui_environment {
	const char *flag;          /* "plain", "tui", NULL: what the command line says */
	const char *goready_ui;    /* GOREADY_UI */
	bool remembered;           /* 'goready plain on' */
	const char *accessible;    /* ACCESSIBLE */
	const char *gh_accessible; /* GH_ACCESSIBLE_PROMPTER */
	const char *term_program;  /* TERM_PROGRAM */
	const char *term;          /* TERM */
	bool in_tty, out_tty;
	bool in_deaf;  /* it cannot be waited for (base/descriptor.h) */
	bool term_can; /* terminfo knows TERM, and it can move the cursor and clear */
};
void ui_environment_read(const char *flag, int in, int out, struct ui_environment *ret);
/* Pure. The reason reads well after "Plain text mode is on, ": "from --plain". */
enum ui_kind ui_choose(const struct ui_environment *env, const char **ret_reason);
/* False with --no-color, a non-empty NO_COLOR or GOREADY_NO_COLOR. */
bool ui_wants_colour(bool no_color_flag);

/* GOREADY_KEYS=arrows: nothing is done by a single letter, which a dictation program or a trembling hand types
 * by mistake (WCAG 2.1.4). */
bool ui_wants_no_letters(void);

/* GOREADY_AMBIGUOUS=wide: a terminal set up for Chinese, Japanese or Korean, in which what may be narrow or wide
 * (UAX 11, Ambiguous) is wide. curses counts one cell for it, so the full screen shows an ASCII sign in its place. */
bool ui_has_wide_signs(void);

/* GOREADY_ANIMATION=0, or GH_SPINNER_DISABLED: progress at its quarters, and no seconds that go by. */
bool ui_wants_stillness(void);

/* A terminal that turns out not to serve gives plain mode, with that as the reason: not an error. */
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
void ui_resize(struct ui *ui);      /* after SIGWINCH */
void ui_flush_input(struct ui *ui); /* what was typed ahead is forgotten (terminals only) */
/* One sentence that answers a key or a signal; it changes nothing on the page. */
void ui_say(struct ui *ui, const char *text);
void ui_suspend(struct ui *ui,
		bool for_password); /* hand the terminal over: to sudo, or after Ctrl-Z */
void ui_resume(struct ui *ui);
/* A last sentence after the ui is gone stays in the scrollback: summary of `v`, NULL none. */
void ui_close(struct ui *ui, const struct view *v);
enum ui_kind ui_kind(const struct ui *ui);

/* ---- layout: pure; shared by tui and snapshots ---- */

enum role {
	ROLE_TEXT,
	ROLE_TITLE,
	ROLE_HEADING,
	ROLE_OK,
	ROLE_PROBLEM,
	ROLE_WARNING,
	ROLE_NOTE,
	ROLE_LABEL,
	ROLE_FOCUS,
	ROLE_ADD,
	ROLE_REMOVE,
	ROLE_HUNK,
	ROLE_DIM,
	ROLE_KEYS,
	ROLE_CHOSEN,
	ROLE_BAR,
	ROLE_BAR_REST
};
struct span {
	int start, width; /* cells */
	enum role role;
};
/* The cell of a line that is marked for it: a status at the left edge, a line of a file at its sign. */
int span_mark_at(const struct span *s);
struct line {
	const char *text; /* fits the width in cells, no control characters */
	LIST(struct span) spans;
	int focus;  /* index of the focusable thing this line begins, -1 */
	bool opens; /* a label, whose value is the next line */
};
struct lines LIST_OF(struct line);
struct focusable {
	int block, option;
	enum action_id action;
	int line;
};
struct layout {
	struct lines lines;
	LIST(struct focusable) focus;
};
/* width in cells, >= 20. */
void layout_view(struct arena *mem, const struct view *v, int width, int focused,
		 struct layout *ret);
/* A page that is longer than `rows` gives up as many of its blank lines as let it fit; none, where all of them
 * would not do. */
void layout_fit(struct layout *l, int rows);
/* Where the page is on a screen so wide, and what stands beside it where there is room. */
struct page_area {
	int page;    /* cells */
	int side_at; /* column, from the page's first one on; 0: nothing stands beside it */
	int side;    /* cells: the list of steps */
	bool about;  /* and below it, what is in focus */
};
struct page_area layout_area(int columns, bool has_route);
/* The list of steps that stands at the right where there is room; no lines where there is no route. */
struct lines layout_route(struct arena *mem, const struct view *v, int width);
/* What there is to say of the thing in focus, for beside the list; no lines where there is nothing. */
struct lines layout_about(struct arena *mem, const struct view *v, const struct focusable *f,
			  int width);
/* Row 0, and the key bar: what the keys do where one is. In a box they are letters; while nothing is lit, since
 * one reads, Return turns the page. */
enum bar_place { BAR_PAGE, BAR_BOX, BAR_READING };
const char *layout_title(struct arena *mem, const struct view *v, int width);
const char *layout_keys(struct arena *mem, const struct view *v, enum bar_place place, int width);
/* Lines of text for snapshots; trailing blanks cut. */
const char *layout_text(struct arena *mem, const struct layout *l);
/* Cells a UTF-8 text takes. */
int text_width(const char *utf8);
/* Breaks at spaces (between any two CJK characters too) so that each line has at most `width` cells. A
 * word that is longer than a line is broken after a slash, before an @, after a hyphen, else anywhere. */
struct names text_wrap(struct arena *mem, const char *text, int width);
/* The same, but where a word or two would be left for the last line, the one before it ends with a clause. */
struct names text_wrap_for_the_eye(struct arena *mem, const char *text, int width);
/* Bytes of the first line of a text without newlines, broken as above; no blank of it gets lost. */
size_t text_piece(const char *text, int width);
/* Cells of the longest word between blanks. */
int text_longest_word(const char *text);
/* The text, or where it is wider than `width` cells its beginning and "...". */
const char *text_cut(struct arena *mem, const char *text, int width);
/* Filled up with blanks to `width` cells. */
const char *text_pad(struct arena *mem, const char *text, int width);

/* ---- a page without a dialogue, on a terminal that scrolls: doctor, prove, history, undo, apply ---- */

/* The view laid out as on a full screen, with its weights and marks as escape sequences. What is copied stays
 * in one piece, however long. */
const char *scroll_text(struct arena *mem, const struct view *v, int columns, bool colour);

/* ---- plain rendering without a dialogue: doctor, prove, history, undo, apply ---- */

/* The view as sentences (P6 to P11), wrapped to min(columns, 80) - 1; choices as what there is. */
const char *plain_text(struct arena *mem, const struct view *v, int columns);
/* One block of it. */
const char *plain_block(struct arena *mem, const struct block *b, int columns);
/* The same, but lines that an earlier diff of the view has as well are not said again. */
const char *plain_block_at(struct arena *mem, const struct view *v, size_t index, int columns);
/* The end of what is heard of it without a break: so many lines at most, and no longer than one can listen to; a
 * little earlier where a sentence goes on beyond. The end of the text: that is all of it. */
const char *plain_page_end(const char *text, int lines);
/* A sentence with its full stop, wrapped, and a newline at the end. */
const char *plain_sentence(struct arena *mem, const char *text, int columns);
/* A unified diff in words: "Change 1 of 2. File: ~/.zshrc. Add 3 lines. Line 11, add: ..." */
struct names diff_words(struct arena *mem, const struct diff_view *diff);

/* The terminal as it was before a full screen took it, or echo was switched off: for an end in the middle of
 * anything. False where it is so. */
bool ui_give_terminal_back(void);
/*
 * From here on the program runs in a child of the process that was started, which gives the terminal
 * back when the child is killed, and ends as it ends. Before any thread, child or ui_open; returns in
 * the child only, with a descriptor that becomes readable when the guard dies; -1 where there is none.
 */
int ui_guard(void);
/* A terminal that was opened as /dev/tty cannot be waited for on macOS: `in` becomes the same terminal
 * by its own name, if that of `out` or stderr is it. */
void ui_settle_input(int in, int out);

#endif
