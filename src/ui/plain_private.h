/*
 * Plain mode: plain.c (the front end's calls, input and output), plain_text.c (views as sentences),
 * plain_say.c (what of a view is new and so is said), plain_hints.c (how to answer, and how much is said),
 * plain_ask.c (questions), plain_answer.c (what was typed), plain_choose.c (an answer to a choice), plain_commands.c
 * (what can be typed at every question), plain_help.c (what of that help says).
 *
 * Text is collected in `out` and leaves in one write; nothing is written while a question is open
 * but the reply to an answer that was not understood.
 */
#ifndef UI_PLAIN_PRIVATE_H
#define UI_PLAIN_PRIVATE_H

#include "ui/ui_private.h"

struct spoken_progress {
	const char *key;
	int quarter;
	enum status_level level;
};

/* What was said and answered since a screen was entered. */
struct visit {
	struct arena *mem;
	const char *screen; /* NULL: none yet */
	struct names said;
	struct names answered; /* ids of choices, in order */
	bool failed; /* what went wrong was said, and a question followed: the next try is news */
	LIST(struct spoken_progress) progress;
};

struct given_answer {
	const char *id, *words;
};

/* How to answer: each is said once a session. */
enum hint { HINT_NUMBER, HINT_SEVERAL, HINT_MORE, HINT_CHANGE, HINT_CANCEL, HINT_N };

enum asking { ASKING_NOTHING, ASKING_CHOICE, ASKING_ACTION, ASKING_TEXT };

struct plain {
	struct ui ui;
	struct arena *mem;      /* the session */
	struct arena *views[2]; /* the view shown, and room for the next */
	struct arena *burst;    /* out */
	int current;
	struct view *view;
	struct visit steps, overlay; /* an overlay does not make its screen forget what was said */
	struct visit *visit;
	struct str out;
	const char *rest;      /* of what was asked for, and is longer than a page; NULL: nothing */
	bool question_comes;   /* behind it; until then nothing can be agreed to */
	struct arena *pages;   /* it */
	const char *last_line; /* in mem_last: never the same line twice in a row */
	LIST(struct given_answer) given;
	bool greeted, dirty, was_busy, ended, advance;
	bool was_lent;          /* the terminal, to a program that asks for a password */
	bool lent;              /* it is that program's now, or the shell's after Ctrl-Z */
	bool for_password;      /* the program's */
	bool may_hold_password; /* the next answer: it was just lent */
	bool hides;             /* what is typed is not shown */
	bool deaf;              /* what is typed while something runs has ended */
	bool as_typed;          /* the answer holds nothing but what it seems to */
	bool in_full; /* the details of all options were asked for, and not only the usual one's */
	bool hinted[HINT_N];
	enum asking asking;
	size_t choice;     /* ASKING_CHOICE, ASKING_TEXT: index of the block */
	uint64_t question; /* digest of the question asked last */
	struct ui_event pending;
	long long written_at, busy_since;
	char line[1024];
	size_t line_length;
	struct str box;      /* ASKING_TEXT: the lines so far */
	struct arena *boxes; /* it */
	bool box_in_line;    /* the rest of a line that is longer than `line` follows */
};

/* plain.c */
void plain_add(struct plain *p, const char *text); /* lines, wrapped already */
void plain_say(struct plain *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void plain_flush(struct plain *p);
int plain_columns(const struct plain *p);

/* plain_say.c */
void plain_enter(struct plain *p); /* the header, where the screen is another than before */
void plain_header(struct plain *p);
void plain_news(struct plain *p);
/* Of a page that is over: nothing of it is at work any more. */
void plain_last_news(struct plain *p);
void plain_heartbeat(struct plain *p);
/* What failed on this page is tried once more: how that ends is news, also where it ends alike. */
void plain_try_again(struct plain *p);

/* plain_hints.c */
void plain_greet(struct plain *p);
bool plain_is_brief(const struct plain *p);
/* May it be said, now? Asking is saying it: the next time it may not. */
bool plain_hint(struct plain *p, enum hint hint);
/* Is the block said only when it is asked for? */
bool plain_puts_off(const struct plain *p, const struct block *b);
/* Was only heard what it is? more says the rest. */
bool plain_half_told(const struct block *b);
void plain_hint_choice(struct plain *p, const struct block *b);
void plain_hint_more(struct plain *p); /* what the page holds beside what was said */
/* Typed at a question. Both give what to reply. */
const char *plain_set_words(struct plain *p, enum ui_words words);
const char *plain_set_hints(struct plain *p, bool on);

/* plain_ask.c */
void plain_ask(struct plain *p);
void plain_question(struct plain *p); /* the open question in full, with its prompt */
void plain_prompt(struct plain *p);
/* Of what was collected, or of the rest of it, no more than a terminal reads aloud, and the prompt. `asks`: the
 * page's own question stands behind it. */
void plain_page(struct plain *p, bool asks);
void plain_list(struct plain *p);
void plain_repeat(struct plain *p);
void plain_where(struct plain *p);
/* A choice, with the details of no option, of what Return takes, of all. (plain_text.c) */
enum detail { DETAIL_NONE, DETAIL_USUAL, DETAIL_ALL };
const char *plain_choice(struct arena *mem, const struct block *b, enum detail detail, int columns);
const char *plain_chosen_words(struct arena *mem, const struct block *b, uint64_t set);
bool action_is_everywhere(
	enum action_id id); /* help, log, details, quit: said once, always there */

/* plain_commands.c */
/* What can be typed at every question; help says all of them (plain_help.c). Ends with a NULL. */
struct plain_command {
	const char *word;
	struct ui_event (*run)(struct plain *p);
	/* with what follows the word, as in "change 2" */
	struct ui_event (*run_with)(struct plain *p, const char *rest);
	bool at_once; /* also while something runs, and nothing is asked */
};
extern const struct plain_command plain_commands[];

/* plain_choose.c */
/* To the choice that is asked. */
struct ui_event plain_answer_choice(struct plain *p, const char *typed);
/* Which option is meant: its number, its label or id, or a beginning of one that no other has.
 * -1 none, -2 several. */
int plain_option_meant(const struct block *b, const char *typed);

/* plain_answer.c */
struct ui_event plain_answer(struct plain *p, const char *typed);
/* The question is answered by that action. */
struct ui_event plain_emit(struct plain *p, enum action_id id);
/* One line with the reason and what may be typed, and the prompt again; never the whole list. */
struct ui_event plain_reply(struct plain *p, const char *reason);
/* It is no answer here: says which are. */
struct ui_event plain_not_understood(struct plain *p, const char *typed);
/* As plain_option_meant, of the page's actions. */
int plain_action_meant(const struct view *v, const char *typed);
/* The action, unless it is not possible now, or needs the word yes. */
struct ui_event plain_take_action(struct plain *p, const struct action *a);
/* "help", "quit": is this line meant for us where a text is typed? */
bool plain_is_command(struct plain *p, const char *line);
/* What is typed while something runs: each line is answered, and what needs a question is for later. */
struct ui_event plain_while_busy(struct plain *p, const char *line);

/* plain_box.c: a text of several lines */
void plain_box_begin(struct plain *p);
struct ui_event plain_box_line(struct plain *p, const char *line);
struct ui_event plain_box_end(struct plain *p);
void plain_box_piece(struct plain *p); /* `line` is full, and its end is not there yet */

#endif
