/* docs/rules.md: every rule, as its table row says it. */
#include "app/help.h"
#include "base/i18n.h"
#include "base/str.h"
#include "explain/catalogue.h"
#include "rules/rules.h"

/* "*.missing" is about go.missing, protoc.missing, plugin.missing and tool.missing. */
static bool is_meant(const char *meant, const char *id)
{
	return meant[0] == '*' ? str_ends(id, meant + 1) : str_equal(meant, id);
}

static bool means(const struct message *m, const char *id)
{
	for (size_t i = 0; i < m->means.n; i++)
		if (is_meant(m->means.at[i].id, id))
			return true;
	return false;
}

/* One example of each message that can have this cause. */
static void add_symptoms(struct str *s, const struct catalogue *c, const char *id)
{
	bool any = false;

	for (size_t i = 0; i < c->messages.n; i++) {
		const struct message *m = &c->messages.at[i];

		if (!m->examples.n || !means(m, id))
			continue;
		if (!any)
			str_fmt(s, "\n%s\n\n", _("What programs say then:"));
		any = true;
		str_fmt(s, "- `` %s ``\n", m->examples.at[0]);
	}
}

static void add_rule(struct str *s, const struct catalogue *c, const struct rule *rule)
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
	add_symptoms(s, c, rule->id);
}

/* What only a text tells of. */
static void add_causes(struct str *s, const struct catalogue *c)
{
	str_add(s, "\n## Known by what programs say alone\n\n"
		   "No fact of this machine decides these; `goready explain` names them.\n");
	for (size_t i = 0; i < c->causes.n; i++) {
		const struct cause *cause = &c->causes.at[i];

		if (rules_find(cause->id))
			continue;
		str_fmt(s, "\n### %s\n\n%s\n\nWhat to do: %s\n", cause->id, cause->title,
			cause->advice);
		add_symptoms(s, c, cause->id);
	}
}

const char *help_rules(struct arena *mem)
{
	const struct catalogue *c = catalogue_builtin(mem);
	struct str s = { .mem = mem };

	str_add(&s,
		_("# What goready looks for\n\n"
		  "Made from the tables of `src/rules` and from `assets/catalogue` by `goready --helper rules`; do not edit. A rule's name\n"
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
			add_rule(&s, c, rule);
		}
	}
	add_causes(&s, c);
	return str_text(&s);
}
