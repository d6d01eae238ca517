/* What the text means, judged: which hypotheses are told, in which order. */
#include "explain/judge.h"

#include <string.h>

#include "base/i18n.h"

static bool is_same(const struct hypothesis *a, const struct hypothesis *b)
{
	if (!str_equal(a->id, b->id))
		return false;
	return str_equal(a->about.name, b->about.name) || (a->finding && a->finding == b->finding);
}

void explain_judge_add(struct arena *mem, struct explanation *x, struct hypothesis h)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (is_same(&x->hypotheses.at[i], &h))
			return;
	list_push(mem, &x->hypotheses, h);
}

/* No fact decides it, and the text does not either: what it says is repeated, and nothing claimed. */
static void say_in_general(struct arena *mem, struct hypothesis *h, const char *general)
{
	if (!general)
		return;
	h->general = _(general);
	list_push(mem, &h->evidence, h->general);
}

/* "~/.nvm/nvm.sh: line 12: syntax error" is no fault of a start file of the user, nor is what a program's file says. */
static bool is_of_another_file(const struct hypothesis *h)
{
	const char *name = h->about.name ? path_name(h->about.name) : NULL;

	return name && str_starts(h->id, "rc.") && name[0] != '.' &&
	       (str_ends(name, ".sh") || str_ends(name, ".zsh") || strstr(h->about.name, "/bin/"));
}

static void add_meaning_of_verdict(struct arena *mem, const struct explain_input *in,
				   struct explanation *x, const struct meaning *m,
				   enum hypothesis_verdict verdict)
{
	struct hypothesis h = explain_judge_meaning(mem, in, x, m);

	if ((m->if_here && h.verdict != HYPOTHESIS_HOLDS) ||
	    (h.verdict == HYPOTHESIS_ELSEWHERE && is_of_another_file(&h)))
		return;
	if (h.verdict == verdict && h.verdict == HYPOTHESIS_ELSEWHERE)
		say_in_general(mem, &h, m->general);
	if (h.verdict == verdict)
		explain_judge_add(mem, x, h);
}

/* Those that hold are added first: what is meant otherwise is then left out. What commands print that people ask with
 * comes behind what messages say: it may be told beside them. */
static void add_of_verdict(struct arena *mem, const struct explain_input *in, struct explanation *x,
			   enum hypothesis_verdict verdict)
{
	bool holds = explain_holds(x);

	for (int answers = 0; answers <= 1; answers++)
		for (size_t i = 0; i < x->meanings.n; i++) {
			const struct meaning *m = &x->meanings.at[i];

			if ((m->printed != NULL) == answers && !(holds && m->otherwise))
				add_meaning_of_verdict(mem, in, x, m, verdict);
		}
}

static bool tells_a_cause(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (h->verdict == HYPOTHESIS_HOLDS ||
		    (h->verdict == HYPOTHESIS_ELSEWHERE && !h->general))
			return true;
	}
	return false;
}

/* What the text says in general is told only where nothing tells a cause. */
static void leave_out_the_general(struct explanation *x)
{
	size_t n = 0;

	if (!tells_a_cause(x))
		return;
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (!x->hypotheses.at[i].general)
			x->hypotheses.at[n++] = x->hypotheses.at[i];
	x->hypotheses.n = n;
}

/* Nothing of the text holds: what is wrong with its programs comes before what else is wrong. */
static void add_besides(struct arena *mem, const struct explain_input *in, struct explanation *x)
{
	for (int about_it = 1; about_it >= 0; about_it--)
		for (size_t i = 0; i < in->findings->n; i++) {
			const struct finding *f = &in->findings->at[i];
			const char *program = explain_program_of(f);
			bool is_about = program && explain_program(x, program);

			if (f->level > LEVEL_NOTE && is_about == (about_it == 1))
				list_push(mem, &x->besides, f);
		}
}

void explain_judge(struct arena *mem, const struct explain_input *in, struct explanation *x)
{
	x->hypotheses.n = 0;
	x->commands.n = 0;
	x->besides.n = 0;
	add_of_verdict(mem, in, x, HYPOTHESIS_HOLDS);
	explain_judge_causes(mem, in, x);
	add_of_verdict(mem, in, x, HYPOTHESIS_NOT_LOOKED);
	add_of_verdict(mem, in, x, HYPOTHESIS_ELSEWHERE);
	leave_out_the_general(x);
	x->known = x->known || explain_holds(x);
	add_of_verdict(mem, in, x, HYPOTHESIS_RULED_OUT);
	explain_judge_commands(mem, in, x);
	if (!explain_holds(x))
		add_besides(mem, in, x);
}
