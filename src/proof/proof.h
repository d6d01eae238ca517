/*
 * Proofs: hello, a small gRPC project that is generated, vetted, built, run and answers, is what
 * each run ends with; the others are a table of small projects, each about one kind of work.
 *
 * In a temp folder (and Go's caches), with what a new terminal gives; if that fails, once more
 * with the installer's environment, and the difference names the variable to blame. Blocking,
 * minutes long: app runs it in a helper process (`goready --helper prove`).
 */
#ifndef PROOF_PROOF_H
#define PROOF_PROOF_H

#include "facts/facts.h"
#include "wants/wants.h"

/* One of the table. Texts are marked for translation, and not translated. */
struct proof_about {
	const char *name;  /* "mtls": for the command line and JSON */
	const char *title; /* "Mutual TLS" */
	const char *about; /* what it does, a sentence */
};
const struct proof_about *proof_at(size_t i);            /* NULL: past the last; 0 is hello */
const struct proof_about *proof_named(const char *name); /* NULL: none */

/* The title of the proof's step behind the one of that id (NULL: its first), translated; NULL where
 * there is none. */
const char *proof_step_after(const char *proof, const char *id);
const char *proof_step_at(const char *proof, size_t i); /* the same, by its place */

struct verdict {
	const char *proof; /* "hello" */
	const char *id; /* "generate", "vet", "build", "cpu", "serve", "unary", "stream", "shutdown"
			   ... */
	bool ok;
	bool skipped; /* ok too: this machine lacks what it is about; evidence says what */
	int ms;
	const char *title;    /* translated: "Generate Go code from hello.proto" */
	const char *evidence; /* one or two lines */
	struct names command; /* argv; may be empty */
	const char *remedy;   /* where not ok */
};
struct verdicts LIST_OF(struct verdict);

struct proof_spec {
	struct host *host;
	const struct facts *facts; /* after the run */
	const struct wants *wants;
	const struct names *names; /* which proofs, in this order; NULL: hello */
	const char *keep;          /* --keep DIR: the project stays there; NULL */
	void (*event)(void *ctx, const struct verdict *verdict); /* as each is reached */
	void *ctx;
};
/* RC_OK also where verdicts say no: look at proof_ok. An error: it could not be tried. */
enum rc proof_run(struct arena *mem, const struct proof_spec *spec, struct verdicts *ret,
		  struct err *e);
/* Fetches the modules the proof will need, and once stdin ends compiles them, into Go's own caches
 * and nothing else: for a helper process (`goready --helper warm`) while other steps run
 * (run_spec.warm_argv). `go` is the one to use; NULL: the one that is found. Blocking; keep and event are not used. Its failure is no matter: the proof
 * fetches them itself then. */
enum rc proof_warm(struct arena *mem, const struct proof_spec *spec, const char *go, struct err *e);
/* True where none says no and one at least was more than skipped. */
bool proof_ok(const struct verdicts *verdicts);
/* What the first verdict that says no has seen; NULL where all say yes. */
const char *proof_refusal(const struct verdicts *verdicts);
struct json *verdict_json(struct arena *mem, const struct verdict *v);
enum rc verdict_parse(struct arena *mem, const struct json *json, struct verdict *ret,
		      struct err *e);
struct json *proof_json(struct arena *mem, const struct verdicts *verdicts); /* prove --json */

#endif
