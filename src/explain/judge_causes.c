/* Which of the hypotheses that hold is told first: a cause before what follows from it. */
#include "explain/judge.h"

#include <string.h>

/* The rule whose finding stands above this one; NULL. */
static const struct rule *cause_of(const struct explain_input *in, const struct hypothesis *h)
{
	if (h->finding && h->finding->under)
		return h->finding->under;
	for (size_t i = 0; i < in->findings->n; i++) {
		const struct finding *f = &in->findings->at[i];
		const char *kind, *name;

		if (f->under && str_equal(f->rule->id, h->id) && finding_about(f, &kind, &name) &&
		    str_equal(name, h->about.name))
			return f->under;
	}
	return NULL;
}

/* Causes that no text tells of: what lies in a closed folder, or on PATH by a line that is not read, is "not found" as
 * one that nobody has installed. What a stray byte did to another variable's value, go says by itself. */
static bool is_silent(const char *id, const struct hypothesis *follows)
{
	static const struct {
		const char *cause, *follows; /* as in rules_are */
	} silent[] = {
		{ "fs.closed", "*" },
		{ "fs.foreign-owner", "*" },
		{ "goenv.gopath", "*" },
		{ "rc.syntax", "*" },
		{ "rc.resets-path", "*" },
		{ "rc.stale-source", "*" },
		{ "rc.bytes", "path.bytes" },
		{ "rc.bytes", "*.off-path" },
		{ "rc.bytes", "brew.not-on-path" },
		{ "rc.bytes", "path.stale-session" },
	};

	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		if (str_equal(id, silent[i].cause) && rules_are(silent[i].follows, follows->id))
			return true;
	return false;
}

static const struct rule *cause_above(const struct explain_input *in, const struct rule *rule)
{
	for (size_t i = 0; i < in->findings->n; i++)
		if (in->findings->at[i].rule == rule && in->findings->at[i].under)
			return in->findings->at[i].under;
	return NULL;
}

static void add_cause(struct arena *mem, const struct explain_input *in, struct explanation *x,
		      const struct rule *cause)
{
	for (size_t i = 0; i < in->findings->n; i++) {
		struct hypothesis h = { .id = cause->id };

		if (in->findings->at[i].rule != cause)
			continue;
		hypothesis_take_finding(&h, &in->findings->at[i]);
		explain_judge_add(mem, x, h);
		return;
	}
}

/* Those that no text tells of are added where what follows from them holds. */
static void add_silent_causes(struct arena *mem, const struct explain_input *in,
			      struct explanation *x)
{
	size_t n = x->hypotheses.n;

	for (size_t i = 0; i < n; i++) {
		const struct rule *cause = cause_of(in, &x->hypotheses.at[i]);

		for (size_t most = in->findings->n; cause && most; most--) {
			if (is_silent(cause->id, &x->hypotheses.at[i]))
				add_cause(mem, in, x, cause);
			cause = cause_above(in, cause);
		}
	}
}

/* Where behind `i` that cause is told; 0: nowhere. */
static size_t told_behind(const struct explanation *x, size_t i, const struct rule *cause)
{
	for (size_t k = i + 1; k < x->hypotheses.n; k++)
		if (str_equal(x->hypotheses.at[k].id, cause->id))
			return k;
	return 0;
}

static void move_forward(struct explanation *x, size_t from, size_t to)
{
	struct hypothesis h = x->hypotheses.at[from];

	memmove(&x->hypotheses.at[to + 1], &x->hypotheses.at[to], (from - to) * sizeof(h));
	x->hypotheses.at[to] = h;
}

/* As doctor has it: a cause stands before what follows from it, and from what follows from that. */
static void put_causes_first(const struct explain_input *in, struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const struct rule *cause = cause_of(in, &x->hypotheses.at[i]);
		size_t k = 0;

		for (size_t most = in->findings->n; cause && !k && most; most--) {
			k = told_behind(x, i, cause);
			cause = cause_above(in, cause);
		}
		if (k)
			move_forward(x, k, i);
	}
}

/* A line that takes in what is gone says so in each terminal, and a terminal that is old is none the worse for it:
 * neither made a command fail that something else breaks. It may be the line that was to start Homebrew. */
static bool breaks_nothing(const struct hypothesis *h)
{
	return (str_equal(h->id, "rc.stale-source") &&
		!(h->finding && h->finding->level == LEVEL_PROBLEM)) ||
	       str_equal(h->id, "path.stale-session");
}

static void put_what_breaks_nothing_last(struct arena *mem, struct explanation *x)
{
	size_t n = x->hypotheses.n, at = 0;
	struct hypothesis *all = arena_alloc(mem, (n + 1) * sizeof(*all));

	for (int last = 0; last <= 1; last++)
		for (size_t i = 0; i < n; i++)
			if (breaks_nothing(&x->hypotheses.at[i]) == (last == 1))
				all[at++] = x->hypotheses.at[i];
	if (n)
		memcpy(x->hypotheses.at, all, n * sizeof(*all));
}

/* brew was a means to what the text asks for next: that is told first, and where it can be had. */
static void put_tools_before_brew(struct explanation *x)
{
	size_t brew = 0;

	while (brew < x->hypotheses.n && !str_equal(x->hypotheses.at[brew].id, "brew.missing"))
		brew++;
	for (size_t i = brew + 1; i < x->hypotheses.n; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (h->verdict == HYPOTHESIS_HOLDS && h->about.name &&
		    tool_find(h->about.name) != TOOL_N)
			move_forward(x, i, brew++);
	}
}

void explain_judge_causes(struct arena *mem, const struct explain_input *in, struct explanation *x)
{
	add_silent_causes(mem, in, x);
	put_causes_first(in, x);
	put_what_breaks_nothing_last(mem, x);
	put_tools_before_brew(x);
}
