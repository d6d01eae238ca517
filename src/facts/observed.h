/*
 * What was learned after the facts, at some cost and only with the user's consent: which addresses
 * answer, what Homebrew's API would bring, what the shells say. Facts do not change with it.
 * Whoever looks further owns one (the wizard, or a command that has none) and puts each answer into
 * it as it comes. A function that takes one takes NULL too: nothing was learned yet.
 */
#ifndef FACTS_OBSERVED_H
#define FACTS_OBSERVED_H

#include "facts/facts.h"

enum reach {
	REACH_UNKNOWN,
	REACH_OK,
	REACH_REFUSED,
	REACH_NO_NAME,
	REACH_TIMEOUT,
	REACH_TLS_UNKNOWN_CA,
	REACH_TLS_CLOCK,
	REACH_HTTP_ERROR,
	REACH_HTML,
	REACH_PROXY_DEAD
};
struct address {
	const char *role;  /* "go", "goproxy", "sumdb", "protoc", "mirror", "brew", "brew-mirror" */
	const char *url;   /* for people: redacted */
	const char *tried; /* as it was tried; may hold user info */
	enum tool_id tool; /* whose archive it has; TOOL_N: no tool's */
	enum reach reach;
	int status, ms;
	const char *detail;
};
struct addresses LIST_OF(struct address);

/* What Homebrew's API says of a formula. */
struct formula {
	const char *name;    /* "protobuf" */
	const char *version; /* that `brew install` would bring: "36.1" */
	bool bottled;        /* built already for this machine; else brew compiles it */
};
struct formulae LIST_OF(struct formula);

struct observed {
	struct addresses addresses; /* empty until tried */
	struct formulae formulae;   /* empty until asked */
	struct shell_matrix shells; /* empty until asked */
	struct names downloaded;    /* names of whole files in goready's cache */
};

const char *reach_text(enum reach reach); /* why it does not answer: "no answer in time" */
/* The same of an address that stands in front: "does not answer", "answers 404"; `status` 0 not known. */
const char *reach_says(struct arena *mem, enum reach reach, int status);
/* It answers, and has not this one thing (404, 410). Of Homebrew's mirrors that is as good as an answer: brew asks its
 * own address for a formula that a mirror lacks (Homebrew/brew, env_config.rb). */
bool address_lacks_only_it(const struct address *address);
/* The one that was tried as `url`; NULL none. */
const struct address *observed_address(const struct observed *o, const char *url);
const struct formula *observed_formula(const struct observed *o, const char *name); /* NULL none */

#endif
