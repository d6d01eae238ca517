/* A text's messages and commands: what they mean, before any fact is looked at. */
#include "explain/read.h"

#include "explain/cut.h"
#include "explain/languages.h"

static bool is_prompted(const struct pipelines *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].prompted)
			return true;
	return false;
}

static void complete_last(struct arena *mem, const struct catalogue *c, struct names *lines)
{
	size_t last = lines->n;

	while (last > 0 && !lines->at[last - 1][0])
		last--;
	if (last > 0)
		lines->at[last - 1] = cut_completed(mem, c, lines->at[last - 1]);
}

/* Commands and nothing else: "go build x: cannot find it" is a message for all that. */
static bool was_typed(struct arena *mem, const struct explanation *x, const struct names *lines)
{
	for (size_t i = 0; i < x->pipelines.n; i++)
		for (size_t k = 0; k + 1 < x->pipelines.at[i].words.n; k++)
			if (str_ends(x->pipelines.at[i].words.at[k], ":"))
				return false;
	return x->only_commands && are_all_commands(mem, lines);
}

/* How much was found: a message says more than a kind of message, and a general one least. */
enum told { TOLD_NOTHING, TOLD_A_KIND, TOLD_A_MESSAGE };

static enum told told_by(const struct explanation *x, const struct founds *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].message->kind)
			return TOLD_A_MESSAGE;
	return x->known ? TOLD_A_KIND : TOLD_NOTHING;
}

static struct explanation read_lines(struct arena *mem, const struct catalogue *catalogue,
				     const struct names *pasted, enum told *ret_told)
{
	struct explanation x = { .catalogue = catalogue };
	struct names lines = lines_in_english(mem, catalogue, pasted);
	struct founds all = { 0 }, answers;

	complete_last(mem, catalogue, &lines);
	x.lines = lines;
	x.needed_go = explain_needed_go(mem, &x);
	x.pipelines = commands_in(mem, pasted);
	answers = answers_find(mem, &x, &lines);
	answers_leave_out(&answers, &x.pipelines);
	x.only_commands = !answers.n && x.pipelines.n &&
			  are_only_commands(mem, pasted, is_prompted(&x.pipelines));
	if (!was_typed(mem, &x, pasted))
		all = messages_find(mem, &x, haystack_make(mem, &lines));
	for (size_t i = 0; i < all.n; i++)
		if (messages_count(&all, i)) {
			explain_add_meanings(mem, &x, &all.at[i]);
			x.known = x.known || !all.at[i].message->general ||
				  all.at[i].message->settled;
		}
	for (size_t i = 0; i < answers.n; i++)
		explain_add_meanings(mem, &x, &answers.at[i]);
	x.known = x.known || answers.n;
	explain_add_programs(mem, &x);
	x.only_commands = x.only_commands && !all.n;
	*ret_told = told_by(&x, &all);
	return x;
}

/* Lines of nearly one length look wrapped and may not be: then as they were written they say more. */
struct explanation explain_read_pasted(struct arena *mem, const struct catalogue *catalogue,
				       struct pasted pasted)
{
	enum told told, told_as_written = TOLD_NOTHING;
	struct explanation x = read_lines(mem, catalogue, &pasted.lines, &told);

	if (told < TOLD_A_MESSAGE && pasted.as_written.n) {
		struct explanation y =
			read_lines(mem, catalogue, &pasted.as_written, &told_as_written);

		if (told_as_written > told ||
		    (told_as_written == told && y.pipelines.n > x.pipelines.n))
			x = y;
	}
	x.cut = pasted.cut;
	return x;
}

struct explanation explain_read(struct arena *mem, const struct catalogue *catalogue,
				struct bytes text)
{
	return explain_read_pasted(mem, catalogue, pasted_read(mem, text));
}
