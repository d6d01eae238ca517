/*
 * What messages mean: assets/catalogue/, one readable file a topic, embedded in the program.
 *
 * A file is paragraphs of `keyword rest of the line`; an empty line ends one, # begins a comment.
 *
 *	message plugin-not-found          a name of its own
 *	says {program}: program not found or is not executable
 *	means *.missing program           what can be the cause, and which blank it is about
 *	means *.off-path program          (program2: the second of that type; a|b: the first there is)
 *	otherwise usage.not-found-there   likewise, said only where no cause of the text holds here
 *	if-here rc.stale-source path      likewise, said only where it holds on this machine
 *	source protoc, compiler/subprocess.cc
 *	example protoc-gen-go: program not found or is not executable
 *	also command-not-found            another entry that its examples may match too
 *	within rpc-*                      may stand inside of these, and then says more than they do
 *	only-within rpc-*                 says nothing anywhere else
 *
 *	phrase Permission denied          words of a message, {1} and {2#} (a number) their blanks
 *	is Keine Berechtigung             the same in another language
 *
 *	kind no-permission                a message that is asked only where no message of its own matches
 *	answer uname-tells-another-cpu    what a command printed that only together with it says something
 *	after uname -m                    that command, as `types` of a command has it; its blanks are things
 *	says x86_64                       a whole line of it; (nothing): it printed none
 *
 *	general The text says that ...    it names no cause, and is said in these words where nothing does
 *	settled The text says that ...    likewise, and the text counts as known
 *	remark go-remarks                 a kind that stops nothing: it is asked after all others
 *
 *	cause project.genproto-split      a cause that no fact of a machine decides
 *	title Two modules hold the same package
 *	advice In the project: go get google.golang.org/genproto@latest
 *
 *	system darwin                     causes that only this system can have
 *	has clt.*                         (all whose ids begin so)
 *
 *	release 1.21                      names that came with this Go
 *	has cmp.Compare slices.Sort
 *
 * `means ID KIND NAME` has its thing by name. An id that begins with `*.` is about any program: `*.missing`
 * is go.missing, protoc.missing, plugin.missing or tool.missing, by what the blank took. Commands are
 * described in command.h.
 */
#ifndef EXPLAIN_CATALOGUE_H
#define EXPLAIN_CATALOGUE_H

#include "explain/command.h"
#include "explain/pattern.h"

enum { PHRASE_BUCKETS_LOG2 = 13 };

struct meaning {
	const char *id;
	const char *blank;   /* type of the blank it is about, "path2"; NULL: about `about` */
	struct thing about;  /* name NULL: about nothing in particular */
	bool otherwise;      /* only where nothing that the text means holds */
	bool if_here;        /* only where facts of this machine say so: elsewhere it is no cause */
	const char *general; /* as its message has it */
	const char *path;    /* "*.x": the absolute path that the text names its program by; NULL */
	const struct things *printed; /* of an answer: what its line names */
};

struct message {
	const char *name;
	const char *file;    /* of the catalogue, for errors */
	bool kind;           /* only where nothing more exact is known of the text */
	bool remark;         /* a kind that is asked after all others */
	const char *general; /* what the text says, of one that tells no cause; NULL */
	bool settled; /* of a general one: where the cause lies is known, and it is no fault of this machine */
	LIST(struct typed_pattern) after; /* of an answer: the commands that print it */
	LIST(struct pattern *) says;
	LIST(struct meaning) means;
	struct names sources, examples, also;
	/* Names of messages (`rpc-*`: all that begin so) inside of whose words it may stand, and then
	 * says more than they do; and those outside of which it says nothing. */
	struct names within, only_within;
};

struct cause {
	const char *id, *title,
		*advice; /* N_()-like: looked up in the translations as they stand */
};

/* In another language: characters as languages.c compares them, with its blanks. */
struct phrase {
	const char *english;
	const uint32_t *words;
	size_t n;
	unsigned next; /* in its bucket, plus 1 */
};

struct system_causes {
	const char *system; /* os_name */
	struct names has;   /* ids; `clt.*`: all that begin so */
};

struct go_release {
	const char *version;
	struct names has; /* "slices.Sort", "min" */
};

struct catalogue {
	LIST(struct message) messages;
	LIST(struct ending) endings; /* of all that messages say */
	LIST(struct message) answers;
	struct names asked; /* first words of the commands that answers are of */
	LIST(struct cause) causes;
	LIST(struct phrase) phrases;
	unsigned first_phrase[1 << PHRASE_BUCKETS_LOG2]; /* by their first characters; plus 1 */
	LIST(struct system_causes) systems;
	LIST(struct go_release) releases;
	struct command_entries commands;
};

/* The embedded one; a test parses it, so that it cannot fail. */
const struct catalogue *catalogue_builtin(struct arena *mem);
/* Adds a file's entries. RC_SYNTAX: names file and line. */
enum rc catalogue_parse(struct arena *mem, const char *file, struct bytes text,
			struct catalogue *ret, struct err *e);
const struct cause *catalogue_cause(const struct catalogue *c, const char *id); /* NULL none */
/* The only system that can have this cause, as os_name has it; NULL: any. */
const char *catalogue_system(const struct catalogue *c, const char *id);
/* Is it one of the names, of which those with a * at their end stand for all that begin so? */
bool catalogue_names_hold(const struct names *names, const char *name);

#endif
