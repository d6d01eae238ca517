/*
 * What a text means on this machine: messages in it become hypotheses about the things it names, and
 * each hypothesis gets a verdict from the facts. Commands in it are judged as well.
 *
 *	struct explanation x = explain_text(mem, host, bytes, &(struct explain_input){ ... });
 *
 * or its three parts, where the text is read on another occasion than it is judged:
 *
 *	struct explanation x = explain_read(mem, catalogue, bytes); what it says; pure
 *	explain_look(mem, host, facts, &x);                         facts about the things it names
 *	explain_judge(mem, &(struct explain_input){ ... }, &x);     pure
 *
 * All of it is of `mem`. Nothing fails: a text that says nothing has no hypotheses.
 */
#ifndef EXPLAIN_EXPLAIN_H
#define EXPLAIN_EXPLAIN_H

#include "explain/catalogue.h"
#include "rules/rules.h"

enum hypothesis_verdict {
	HYPOTHESIS_HOLDS,      /* facts of this machine say so */
	HYPOTHESIS_NOT_LOOKED, /* nobody has looked yet; `remedy` says which flag would */
	HYPOTHESIS_ELSEWHERE,  /* no fact of this machine decides it */
	HYPOTHESIS_RULED_OUT,  /* facts of this machine say no */
};
const char *hypothesis_verdict_name(enum hypothesis_verdict verdict); /* JSON's: "ruled-out" */

struct hypothesis {
	const char *id;
	enum hypothesis_verdict verdict;
	struct thing about; /* name NULL: about nothing in particular */
	const char *title;
	struct names evidence;         /* why it holds, or by which fact it is ruled out */
	bool of_another_system;        /* that rules it out */
	bool of_an_answer;             /* to a typed question, and no message's cause */
	const char *remedy;            /* NULL where ruled out */
	const struct finding *finding; /* what doctor says of it here; NULL */
	/* The text says no more than this, and no fact of this machine decides: told in its place, and no
	 * cause (its evidence in JSON); NULL. */
	const char *general;
};

struct explained_command {
	const char *text; /* without its prompt */
	enum command_verdict verdict;
	const char *instead, *why; /* instead: NULL none */
};

/* A program that the text names, and every file of that name on this machine. */
struct named_program {
	const char *name;
	struct tools found; /* PATH's order first */
};

struct explanation {
	/* a message that tells its cause, or a command in it, is in the catalogue */
	bool known;
	bool cut;                           /* only the end of the text was read */
	bool only_commands;                 /* nothing in it is what a command printed */
	LIST(struct hypothesis) hypotheses; /* in the order they are told */
	LIST(struct explained_command) commands;
	LIST(struct named_program) programs;
	struct names absent; /* managers that commands of the text call, and this machine has not */
	struct names gone;   /* paths in a tree of Go that the text names, and that are not there */
	/* Nothing holds: what doctor finds wrong about programs of the text, then what else. */
	LIST(const struct finding *) besides;
	/* between reading and judging */
	struct names lines;            /* of the text, as they were read */
	const char *needed_go;         /* by the names that it lacks: explain_needed_go */
	LIST(struct meaning) meanings; /* each with its thing */
	struct pipelines pipelines;
	const struct catalogue *catalogue;
};

struct explain_input {
	const struct facts *facts;
	const struct observed *observed; /* NULL: nothing yet */
	const struct wants *wants;
	const struct findings *findings;
	const struct catalogue *catalogue; /* NULL: the one that is built in */
	/* A line of the text as a captured machine would have it; NULL: it is of this machine. */
	const char *(*named_here)(struct arena *mem, struct host *host, const char *line);
};

struct explanation explain_read(struct arena *mem, const struct catalogue *catalogue,
				struct bytes text);
/* Both begin anew where they are called again, with facts that tell more. */
void explain_look(struct arena *mem, struct host *host, const struct facts *f,
		  struct explanation *x);
void explain_judge(struct arena *mem, const struct explain_input *in, struct explanation *x);
struct explanation explain_text(struct arena *mem, struct host *host, struct bytes text,
				const struct explain_input *in);
/* The text may be a shell's about its start file, and none was asked: facts_with_syntax would tell. */
bool explain_wants_checks(const struct explanation *x);
/* Does one hold here? */
bool explain_holds(const struct explanation *x);
struct json *explain_json(struct arena *mem, const struct explanation *x);

#endif
