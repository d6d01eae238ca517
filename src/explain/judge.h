/* Between the parts of judging; nobody else includes it. */
#ifndef EXPLAIN_JUDGE_H
#define EXPLAIN_JUDGE_H

#include "explain/explain.h"
#include "explain/text.h"

struct explanation explain_read_pasted(struct arena *mem, const struct catalogue *catalogue,
				       struct pasted pasted);

/* The verdict of one meaning. (judge_meaning.c) */
struct hypothesis explain_judge_meaning(struct arena *mem, const struct explain_input *in,
					const struct explanation *x, const struct meaning *m);
/* Is what a command printed what doctor found? Another version, path or value was printed elsewhere, or
 * since; and which version is in use is told beside messages, whose causes are in `x` by then. (judge_answer.c) */
bool explain_answer_agrees(struct arena *mem, const struct explain_input *in,
			   const struct explanation *x, const struct things *printed,
			   const struct hypothesis *h);
/* It holds, in doctor's words for what was found. */
void hypothesis_take_finding(struct hypothesis *h, const struct finding *f);
/* Behind those that are there already, unless one of them says the same. (judge.c) */
void explain_judge_add(struct arena *mem, struct explanation *x, struct hypothesis h);
/* Adds what stands behind the hypotheses that hold, and puts all of these into order. (judge_causes.c) */
void explain_judge_causes(struct arena *mem, const struct explain_input *in, struct explanation *x);
/* Fills x->commands. (judge_commands.c) */
void explain_judge_commands(struct arena *mem, const struct explain_input *in,
			    struct explanation *x);
/* The program of the text with that name; NULL: the text names none. (look.c) */
const struct named_program *explain_program(const struct explanation *x, const char *name);
/* Verdict and words of a hypothesis that the text itself decides; false: it is none of these. */
bool explain_judge_by_text(struct arena *mem, const struct explain_input *in,
			   const struct explanation *x, struct hypothesis *h);
/* Rules out what only another system can have; false: this one can have it. */
bool explain_judge_by_system(struct arena *mem, const struct explain_input *in,
			     const struct explanation *x, struct hypothesis *h);
/* What doctor reports only to who asks for it, and the text asks; false: it is there, or another id. */
bool explain_judge_wanted(struct arena *mem, const struct explain_input *in,
			  const struct explanation *x, struct hypothesis *h);

/* Is the finding about the thing? Where the text names none, about what else it speaks of. */
bool explain_concerns(const struct explain_input *in, const struct explanation *x,
		      const struct finding *f, const struct thing *about);
/* Does it name it, as a word of its own? */
bool explain_speaks_of(const struct explanation *x, const char *name);
/* Is that path the program's, or the one that it leads to? */
bool explain_is_file_of(const struct facts *facts, const struct tool *t, const char *path);
/* Can GOPROXY have anything to do with it? Not where the text names another host or other addresses. */
bool explain_may_be_of_goproxy(const struct explain_input *in, const struct explanation *x,
			       const struct thing *about);
/* Is the version one of Go, and the first go here as new as that? */
bool explain_go_is_new_enough(const struct facts *f, const struct thing *about);
/* The Go that the text asks for where it speaks of that thing; NULL: it does not say. */
const char *explain_go_asked_for(const struct explanation *x, const struct thing *about);
/* The program that a finding is about; NULL: none. */
const char *explain_program_of(const struct finding *f);
/* "net/http", or a path ".../src/net/http": is it of the standard library? */
bool explain_is_standard_package(const struct thing *about);
/* The Go that it came with, "1.21"; NULL: an older Go has it too. */
const char *explain_came_with(const struct thing *about);
/* The Go that has all names which the text lacks, "1.21"; "0": any or none; NULL: it lacks none of the standard
 * library's. */
const char *explain_needed_go(struct arena *mem, const struct explanation *x);
/* Is it one of those that an older Go has not? */
bool explain_came_later(const struct thing *about);

#endif
