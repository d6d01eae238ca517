/* A text is read, what it names is looked at, and what it means is judged. */
#include "explain/judge.h"

const char *hypothesis_verdict_name(enum hypothesis_verdict verdict)
{
	switch (verdict) {
	case HYPOTHESIS_HOLDS:
		return "holds";
	case HYPOTHESIS_NOT_LOOKED:
		return "not-looked-at";
	case HYPOTHESIS_ELSEWHERE:
		return "elsewhere";
	case HYPOTHESIS_RULED_OUT:
		return "ruled-out";
	}
	return NULL;
}

bool explain_wants_checks(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (str_equal(x->hypotheses.at[i].id, "rc.syntax") &&
		    x->hypotheses.at[i].verdict != HYPOTHESIS_HOLDS)
			return true;
	return false;
}

bool explain_holds(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS)
			return true;
	return false;
}

/* Line by line, once they are whole: another name is longer or shorter, and where lines were cut is seen by their
 * lengths. */
static void put_in_names(struct arena *mem, struct host *host, const struct explain_input *in,
			 struct names *lines)
{
	for (size_t i = 0; in->named_here && i < lines->n; i++)
		lines->at[i] = in->named_here(mem, host, lines->at[i]);
}

struct explanation explain_text(struct arena *mem, struct host *host, struct bytes text,
				const struct explain_input *in)
{
	struct pasted pasted = pasted_read(mem, text);
	struct explanation x;

	put_in_names(mem, host, in, &pasted.lines);
	put_in_names(mem, host, in, &pasted.as_written);
	x = explain_read_pasted(mem, in->catalogue ? in->catalogue : catalogue_builtin(mem),
				pasted);
	explain_look(mem, host, in->facts, &x);
	explain_judge(mem, in, &x);
	return x;
}
