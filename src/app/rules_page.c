/* docs/rules.md: every rule, as its table row says it. */
#include "app/help.h"
#include "base/i18n.h"
#include "base/str.h"
#include "explain/explain.h"
#include "rules/rules.h"

struct page {
	struct str s;
	const struct catalogue *c;
	/* What each example is read as, message by message. */
	LIST(struct symptom {
		const struct message *message;
		const char *example;
		struct names ids;
	})
	symptoms;
};

/* "*.missing" is go.missing, protoc.missing, plugin.missing or tool.missing, by what the example names. */
static const char *id_of(struct arena *mem, const struct meaning *m)
{
	if (!str_starts(m->id, "*."))
		return m->id;
	return m->about.name ? rules_program_id(mem, m->id + 2, m->about.name) : NULL;
}

static bool can_mean(const struct message *m, const char *id)
{
	for (size_t i = 0; i < m->means.n; i++)
		if (str_equal(m->means.at[i].id, id))
			return true;
	return false;
}

static void read_example(struct page *p, const struct message *m, const char *example)
{
	struct arena *mem = p->s.mem;
	struct explanation x = explain_read(mem, p->c, bytes_of(example));
	struct symptom *symptom = list_add(mem, &p->symptoms);

	*symptom = (struct symptom){ .message = m, .example = example };
	for (size_t i = 0; i < x.meanings.n; i++) {
		const char *id = id_of(mem, &x.meanings.at[i]);

		/* The words of another message may stand in it too. */
		if (id && can_mean(m, x.meanings.at[i].id))
			list_push(mem, &symptom->ids, id);
	}
}

/* One example of each message that is read as having this cause. */
static void add_symptoms(struct page *p, const char *id)
{
	const struct message *last = NULL;

	for (size_t i = 0; i < p->symptoms.n; i++) {
		const struct symptom *symptom = &p->symptoms.at[i];

		if (symptom->message == last || !names_hold(&symptom->ids, id))
			continue;
		if (!last)
			str_fmt(&p->s, "\n%s\n\n", _("What programs say then:"));
		last = symptom->message;
		str_fmt(&p->s, "- `` %s ``\n", symptom->example);
	}
}

static void add_rule(struct page *p, const struct rule *rule)
{
	static const char *const titles[] = {
		[LEVEL_OK] = N_("OK"),
		[LEVEL_NOTE] = N_("Note"),
		[LEVEL_WARNING] = N_("Warning"),
		[LEVEL_PROBLEM] = N_("Problem"),
	};
	struct str *s = &p->s;

	str_fmt(s, "\n### %s\n\n", rule->id);
	str_fmt(s, _("%s. %s\n"), _(titles[rule->level]), _(rule->title));
	if (rule->why)
		str_fmt(s, "\n%s\n", _(rule->why));
	if (rule->advice)
		str_fmt(s, _("\nWhat to do: %s\n"), _(rule->advice));
	if (rule->by_symptom_only)
		str_fmt(s, "\n%s\n",
			_("Not looked for beforehand: `explain` and failed steps find it."));
	add_symptoms(p, rule->id);
}

/* What only a text tells of. */
static void add_causes(struct page *p)
{
	str_add(&p->s,
		_("\n## Known by what programs say alone\n\n"
		  "`goready explain` names these, by the text and what it finds on this machine.\n"));
	for (size_t i = 0; i < p->c->causes.n; i++) {
		const struct cause *cause = &p->c->causes.at[i];

		if (rules_find(cause->id))
			continue;
		str_fmt(&p->s, "\n### %s\n\n%s\n", cause->id, _(cause->title));
		str_fmt(&p->s, _("\nWhat to do: %s\n"), _(cause->advice));
		add_symptoms(p, cause->id);
	}
}

const char *help_rules(struct arena *mem)
{
	struct page p = { .s = { .mem = mem }, .c = catalogue_builtin(mem) };

	for (size_t i = 0; i < p.c->messages.n; i++)
		for (size_t k = 0; k < p.c->messages.at[i].examples.n; k++)
			read_example(&p, &p.c->messages.at[i], p.c->messages.at[i].examples.at[k]);
	str_add(&p.s,
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
				str_fmt(&p.s, "\n## %s\n", topic_title(topic));
			any = true;
			add_rule(&p, rule);
		}
	}
	add_causes(&p);
	return str_text(&p.s);
}
