/*
 * A wizard on its way, as far as it comes without a network and without starting a shell.
 *
 *	struct wizard *w = walk_to_review(facts, profile);	NULL: none
 *	walk_press(w, ACTION_DETAILS);
 *	walk_both_say(w, "~/.zshrc");
 *	walk_end(w);
 */
#ifndef WALK_H
#define WALK_H

#include "wizard/wizard.h"

/* Facts of tests/machines/NAME.json. */
const struct facts *walk_facts(const char *machine);
/* At its first screen; screens and manifest are the built-in ones. */
struct wizard *walk_start(struct wizard_options o);
struct wizard *walk_begin(const struct facts *f, const struct profile *profile); /* at Welcome */
struct wizard *walk_to_review(const struct facts *f, const struct profile *profile);
/* The addresses were tried, and each answers. */
void walk_look(struct wizard *w);
void walk_press(struct wizard *w, enum action_id action);
/* The page as plain mode says it, in one line. */
const char *walk_said(const struct wizard *w);
/* Plain mode and the full screen both have the text. */
void walk_shows(const struct wizard *w,
		const char *text); /* the full screen does; times are not for the ear */
void walk_both_say(const struct wizard *w, const char *text);
/* Of what was said, from the last line on that is the name of the page that stands now. */
const char *walk_of_this_page(const struct wizard *w, const char *said);
/* With GOREADY_SPOKEN=FOLDER a text before a question is left there, as NAME.LANGUAGE.txt. */
void walk_keep_spoken(const char *name, const char *text);
void walk_end(struct wizard *w);

#endif
