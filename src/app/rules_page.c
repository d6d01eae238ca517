/* docs/rules.md: every rule, as its table row says it. */
#include "app/help.h"
#include "base/i18n.h"
#include "base/str.h"
#include "rules/rules.h"

static void add_symptoms(struct str *s, const struct rule *rule)
{
	if (!rule->symptoms || !rule->symptoms[0])
		return;
	str_fmt(s, "\n%s\n\n", _("Also found by what programs say:"));
	for (size_t i = 0; rule->symptoms[i]; i++)
		str_fmt(s, "- `%s`\n", rule->symptoms[i]);
}

static void add_rule(struct str *s, const struct rule *rule)
{
	static const char *const titles[] = {
		[LEVEL_OK] = N_("OK"),
		[LEVEL_NOTE] = N_("Note"),
		[LEVEL_WARNING] = N_("Warning"),
		[LEVEL_PROBLEM] = N_("Problem"),
	};

	str_fmt(s, "\n### %s\n\n", rule->id);
	str_fmt(s, _("%s. %s\n"), _(titles[rule->level]), _(rule->title));
	if (rule->why)
		str_fmt(s, "\n%s\n", _(rule->why));
	if (rule->advice)
		str_fmt(s, _("\nWhat to do: %s\n"), _(rule->advice));
	if (rule->by_symptom_only)
		str_fmt(s, "\n%s\n",
			_("Not looked for beforehand: `explain` and failed steps find it."));
	add_symptoms(s, rule);
}

const char *help_rules(struct arena *mem)
{
	struct str s = { .mem = mem };

	str_add(&s,
		_("# What goready looks for\n\n"
		  "Made from the tables of `src/rules` by `goready --helper rules`; do not edit. A rule's name\n"
		  "is what `doctor --json` prints, and what `goready fix NAME` takes. Where a sentence has `%s`,\n"
		  "the name of the tool or the variable stands.\n"));
	for (enum topic topic = 0; topic < TOPIC_N; topic++) {
		bool any = false;
		const struct rule *rule;

		for (size_t i = 0; (rule = rules_at(i)); i++) {
			if (rule->topic != topic)
				continue;
			if (!any)
				str_fmt(&s, "\n## %s\n", topic_title(topic));
			any = true;
			add_rule(&s, rule);
		}
	}
	return str_text(&s);
}
