/* Help, man page and completions: texts made from the tables of commands.h. */
#ifndef APP_HELP_H
#define APP_HELP_H

#include "app/commands.h"
#include "base/arena.h"

#define HELP_OF_WIZARD "wizard" /* a topic, and no command */

const char *help_overview(struct arena *mem);                         /* --help */
const char *help_command(struct arena *mem, enum command_id command); /* COMMAND --help */
const char *help_topic(struct arena *mem, const char *name); /* NULL: there is no such topic */
const char *help_man(struct arena *mem);                     /* goready.1, for man(7) */
const char *help_rules(struct arena *mem);                   /* docs/rules.md */
/* Its summary, translated, with the words it takes where it takes only those. */
const char *option_summary(struct arena *mem, const struct option_row *row);
/* A completion script for "zsh", "bash" or "fish"; NULL for another name. */
const char *help_completions(struct arena *mem, const char *shell);

/* What completions and help offer for an option's value; NULL. */
const char *option_choices(struct arena *mem, const struct option_row *row);
/* Translated, with the list that belongs to it. */
const char *topic_text(struct arena *mem, const struct topic_row *row);

#endif
