/* Answers to a choice: one option, or several of them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "ui/plain_private.h"

/* "two" as a number; 0: none. Said aloud to a dictation program, a number may come out as a word. */
static long number_word(const char *typed)
{
	static const char *const words[] = { "one", "two",   "three", "four", "five",
					     "six", "seven", "eight", "nine", "ten" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(typed, words[i]) == 0)
			return (long)i + 1;
	return 0;
}

int plain_option_meant(const struct block *b, const char *typed)
{
	char *end;
	long number = strtol(typed, &end, 10);
	size_t n = strlen(typed);
	int found = -1;

	if (end == typed && (number = number_word(typed)) > 0)
		end += n;
	if (end != typed && (*end == '\0' || str_equal(end, ".") || str_equal(end, ")")))
		return number >= 1 && number <= (long)b->options.n ? (int)number - 1 : -1;
	for (size_t i = 0; i < b->options.n; i++) {
		const struct option *o = &b->options.at[i];

		if (strcasecmp(o->label, typed) == 0 || strcasecmp(o->id, typed) == 0)
			return (int)i;
		if (strncasecmp(o->label, typed, n) == 0 || strncasecmp(o->id, typed, n) == 0)
			found = found == -1 ? (int)i : -2;
	}
	return found;
}

static void remember(struct plain *p, const struct block *b, const char *answer)
{
	const char *words = arena_fmt(p->mem, "%s %s", b->label, answer);
	struct given_answer *given;

	list_push(p->visit->mem, &p->visit->answered, arena_strdup(p->visit->mem, b->id));
	for (size_t i = 0; i < p->given.n; i++) {
		if (str_equal(p->given.at[i].id, b->id)) {
			p->given.at[i].words = words;
			return;
		}
	}
	given = list_add(p->mem, &p->given);
	given->id = arena_strdup(p->mem, b->id);
	given->words = words;
}

static struct ui_event emit_choice(struct plain *p, const struct block *b, int option, uint64_t set)
{
	p->asking = ASKING_NOTHING;
	p->advance = view_questions(p->view) == 1;
	return (struct ui_event){ .kind = UI_CHOOSE,
				  .choice = b->id,
				  .option = option >= 0 ? b->options.at[option].id : NULL,
				  .set = set };
}

static struct ui_event choose_one(struct plain *p, const struct block *b, int option)
{
	const struct option *o = &b->options.at[option];

	if (o->disabled)
		return plain_reply(p, arena_fmt(p->burst, _("%s is not possible. %s"), o->label,
						o->why_disabled ? o->why_disabled : ""));
	plain_say(p, plain_is_brief(p) ? _("%d, %s.") : _("You chose %d, %s."), option + 1,
		  o->label);
	remember(p, b, o->label);
	return emit_choice(p, b, option, (uint64_t)1 << option);
}

static bool add_range(const struct block *b, const char *part, uint64_t *set)
{
	char *end;
	long first, last;

	first = last = strtol(part, &end, 10);
	if (end != part && *end == '-')
		last = strtol(end + 1, &end, 10);
	if (end == part || *end != '\0') {
		first = last = plain_option_meant(b, part) + 1;
	}
	if (first < 1 || last < first || last > (long)b->options.n)
		return false;
	for (long i = first; i <= last; i++) {
		if (b->options.at[i - 1].disabled)
			return false;
		*set |= (uint64_t)1 << (i - 1);
	}
	return true;
}

static uint64_t all_possible(const struct block *b)
{
	uint64_t set = 0;

	for (size_t i = 0; i < b->options.n && i < 64; i++)
		if (!b->options.at[i].disabled)
			set |= (uint64_t)1 << i;
	return set;
}

static bool set_meant(struct arena *mem, const struct block *b, const char *typed, uint64_t *ret)
{
	struct str commas = { .mem = mem };
	struct names parts;
	uint64_t set = 0;

	if (strcasecmp(typed, "all") == 0 || strcasecmp(typed, "none") == 0) {
		*ret = tolower((unsigned char)typed[0]) == 'a' ? all_possible(b) : 0;
		return true;
	}
	for (const char *c = typed; *c; c++)
		str_add_char(&commas, *c == ' ' ? ',' : *c);
	parts = str_split(mem, str_text(&commas), ',');
	for (size_t i = 0; i < parts.n; i++)
		if (*parts.at[i] && !add_range(b, parts.at[i], &set))
			return false;
	*ret = set;
	return true;
}

static struct ui_event choose_several(struct plain *p, const struct block *b, const char *typed)
{
	uint64_t set = b->chosen_set;
	const char *words;

	if (*typed && !set_meant(p->burst, b, typed, &set))
		return plain_not_understood(p, typed);
	words = plain_chosen_words(p->burst, b, set);
	plain_say(p, plain_is_brief(p) ? "%s" : _("You chose %s."), words);
	remember(p, b, words);
	return emit_choice(p, b, -1, set);
}

struct ui_event plain_answer_choice(struct plain *p, const char *typed)
{
	const struct block *b = &p->view->blocks.at[p->choice];
	int option, action;

	if (strcasecmp(typed, "next") == 0)
		typed = "";
	if (b->several)
		return choose_several(p, b, typed);
	option = *typed ? plain_option_meant(b, typed) : choice_default(b);
	if (option >= 0)
		return choose_one(p, b, option);
	action = *typed ? plain_action_meant(p->view, typed) : -1;
	if (action >= 0 && strcasecmp(p->view->actions.at[action].name, typed) == 0)
		return plain_take_action(p, &p->view->actions.at[action]);
	return plain_not_understood(p, typed);
}
