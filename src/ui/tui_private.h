/*
 * The full screen: the files tui*.c, and no others, know curses. tui.c (a front end's calls), tui_show.c (another
 * view), tui_draw.c (painting), tui_focus.c (what is lit and in view), tui_keys.c (bytes to meanings), tui_act.c
 * (meanings to events), tui_consent.c (agreeing without letters), tui_help.c (which of them a page has),
 * tui_search.c (words on it), tui_frame.c (--frames), tui_term.c (modes). tui_crash.c gives the terminal back when
 * the program dies.
 *
 * A braille line and a screen reader follow the hardware cursor, so it stands on the focused row after
 * every refresh, and a row that gains the focus is painted last.
 */
#ifndef UI_TUI_PRIVATE_H
#define UI_TUI_PRIVATE_H

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <termios.h>

#include "ui/ui_private.h"

enum { TUI_LEAST_COLUMNS = 30, TUI_LEAST_ROWS = 8 };
enum { TUI_PAUSE_MS = 500 };  /* before a key that may be consent */
enum { TUI_REDRAW_MS = 500 }; /* calm, and little for a screen reader to say */

/* What keys mean, whatever their bytes. */
enum key {
	KEY_NOTHING,
	KEY_LINE_UP,
	KEY_LINE_DOWN,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_FIRST,
	KEY_LAST,
	KEY_PREVIOUS_FILE,
	KEY_SEARCH,
	KEY_NEXT_THING,
	KEY_PREVIOUS_THING,
	KEY_ACTIVATE,
	KEY_TOGGLE,
	KEY_GO_BACK,
	KEY_AGREE,
	KEY_REFUSE,
	KEY_DIGIT, /* + 1 to 9 */
	KEY_ASK_HELP = KEY_DIGIT + 10,
	KEY_PLAIN,
	KEY_LEAVE,
	KEY_SHOW_LOG,
	KEY_SHOW_DETAILS,
	KEY_REDRAW,
	KEY_SIZE,
	KEY_NONE_LEFT, /* nothing more was typed */
};

/* Control sequences and strings (ECMA-48 5.4, 5.6), which may come in pieces. */
enum sequence {
	SEQUENCE_NONE,
	SEQUENCE_ESC,    /* ESC, and what follows is not known yet */
	SEQUENCE_CSI,    /* up to a letter or the like */
	SEQUENCE_SS3,    /* one more byte */
	SEQUENCE_STRING, /* up to BEL or ESC \: a terminal's answer, such as its colours */
	SEQUENCE_STRING_ESC,
};

struct key_line {
	const char *key, *what; /* translated */
};

struct tui {
	struct ui ui;
	SCREEN *screen;
	FILE *in, *out;
	int saved_stderr;
	bool colour, utf8, pasting, suspended;

	struct arena *mem;      /* the session */
	struct arena *views[2]; /* the view shown, and room for the next */
	struct arena *frame;    /* its layout */
	struct arena *boxes;    /* what is in the box */
	int current;
	struct view *view;
	struct layout layout;
	struct lines route, about;
	const char *first_screen; /* it offers plain mode */

	int focus; /* index into layout.focus; -1: reading, the cursor is on the page's first line */
	int anchor;        /* line from which Up and Down look for the next thing */
	int top;           /* first line shown */
	char message[600]; /* above the key bar; gone with the next key */
	bool advance, dirty;
	bool anew;            /* a page of its own comes: rows that are as before are sent too */
	bool asked;           /* whether the change is to be made: tui_consent.c */
	bool searching;       /* letters are words to look for */
	char sought[80];      /* "": no search */
	int hit;              /* the line it was found on; -1 */
	const char *folds_of; /* the screen whose files were folded or opened */
	uint64_t folds;       /* bit i: its file i is not as the screen has it */
	int next_after;       /* after an answer: focus what follows this block; -1 no */
	struct ui_event pending;
	struct {                    /* where one was when an overlay was opened */
		const char *screen; /* NULL: no overlay, or none that lies over a screen */
		struct focusable focus;
		int top;
		bool focused;
	} under;
	LIST(struct key_line) keys; /* of the page that help was asked on */
	long long painted_at;
	long long consent_since; /* when the page that asks for consent was shown */
	long long typed_at;      /* the last input before this one */
	struct str box;          /* what was pasted or typed into the page's box */
	bool box_is_new;         /* a paste has just ended in it */
	bool box_dirty;          /* it holds more than the page shows */
	bool alone;              /* the key being handled is all that was typed, after a pause */
	enum sequence sequence;  /* what the bytes so far have begun */
	long long sequence_at;   /* its last byte */
};

/* tui_show.c */
void tui_show(struct tui *t, const struct view *v);

/* tui_draw.c */
void tui_colours(struct tui *t);
void tui_layout(struct tui *t); /* view and size to lines; keeps focus and top valid */
void tui_paint(struct tui *t);
void tui_move_focus(struct tui *t, int focus); /* painted without, then with the new focus */
int tui_page_height(const struct tui *t);
bool tui_too_small(const struct tui *t);

/* tui_frame.c */
/* Cells that a frame takes at each edge: 0 where there is none. */
int tui_frame(const struct tui *t);
/* `divider`: the column between the page and what stands beside it; 0 none. */
void tui_put_frame(const struct tui *t, int divider);

/* tui_focus.c */
int tui_find_focus(const struct tui *t, int block, int option, enum action_id action);
/* The usual answer of the first question after block `after`, else the main action; -1 none. */
int tui_usual_focus(const struct tui *t, int after);
void tui_bring_into_view(struct tui *t, int focus);
void tui_focus_on(struct tui *t, int focus);
void tui_scroll_to(struct tui *t, int top, bool forward);
void tui_step_down(struct tui *t);
void tui_step_up(struct tui *t);

/* tui_act.c */
struct ui_event tui_on_key(struct tui *t, enum key key);
void tui_say(struct tui *t, const char *text); /* above the key bar, until the next key */
void tui_redraw(struct tui *t);                /* everything, in the size the terminal has now */

/* tui_box.c */
bool tui_in_box(const struct tui *t); /* letters are text there */
void tui_box_show(struct tui *t);     /* what it holds, into the view and onto the page */
void tui_box_forget(struct tui *t);
void tui_box_paste(struct tui *t, wint_t c);
enum key tui_box_key(struct tui *t, wint_t c);
struct ui_event tui_box_end(struct tui *t);

/* tui_consent.c */
enum { TUI_CONSENT_YES = 1 }; /* the option */
void tui_consent_ask(struct tui *t);
void tui_consent_keep(struct tui *t); /* in a page that was made anew */
bool tui_consent_is_at(const struct tui *t);
void tui_consent_close(struct tui *t);  /* the change itself is lit again; not painted */
void tui_consent_refuse(struct tui *t); /* painted */

/* tui_help.c */
/* Is this the page that the action leads to? It leads nowhere from there. */
bool tui_is_page_of(const struct view *v, enum action_id id);
void tui_remember_keys(struct tui *t, const struct view *page);
void tui_list_keys(const struct tui *t, struct view *help); /* before what it says already */

/* tui_search.c */
void tui_search_begin(struct tui *t);
bool tui_search_end(struct tui *t); /* false where there was none */
void tui_search_key(struct tui *t, wint_t c);
void tui_search_next(struct tui *t, int by); /* 1, -1 */

/* tui_term.c */
/* Before the terminal is opened. */
void tui_size_is_the_terminals(int out);
/* What it says now; one of no size, or of more cells than there can be, stays as it is. */
void tui_take_size(const struct tui *t);
void tui_set_modes(struct tui *t);
/* Once the terminal is open. */
void tui_without_repeat(void);
void tui_guard(struct tui *t, const struct termios *modes); /* as they were before curses */
void tui_clear_page(struct tui *t); /* where it does not go away by itself */
void tui_set_paste(struct tui *t, bool on);
void tui_divert_stderr(struct tui *t);
void tui_restore_stderr(struct tui *t);

/* tui_keys.c */
void tui_define_keys(void);
enum key tui_key(struct tui *t);

#endif
