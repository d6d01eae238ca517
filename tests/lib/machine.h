/*
 * A captured machine of tests/machines, with changes, and what the rules say about it.
 *
 *	struct machine *m = machine_named("debian-bare");
 *	machine_env(m, "GOROOT", "/usr/local/go");    NULL: unset
 *	machine_file(m, "~/.zshrc", "export GOROOT=/gone\n");
 *	machine_look(m);                              facts, wants, findings
 */
#ifndef MACHINE_H
#define MACHINE_H

#include "rules/rules.h"
#include "test.h"

struct machine {
	const char *name;
	struct json *capture;
	const char *project;
	const char *profile; /* JSON text; NULL none */
	struct observed observed;
	const struct facts *facts;
	const struct manifest *manifest;
	struct wants wants;
	struct findings findings;
};

struct machine *machine_named(const char *name);
void machine_env(struct machine *m, const char *name, const char *value);
void machine_file(struct machine *m, const char *path, const char *text);
void machine_home(struct machine *m, const char *path);
void machine_gone(struct machine *m, const char *path); /* the file, or the folder and all in it */
void machine_json(struct machine *m, const char *member, const char *key, const char *json);
void machine_address(struct machine *m, const char *role, enum reach reach, const char *url);
void machine_command(struct machine *m, const char *json); /* what a program says: argv, out ... */
void machine_look(struct machine *m);
/* The same where the machine may have to refuse what its profile asks for (UNSUPPORTED). */
enum rc machine_try_to_look(struct machine *m, struct err *e);
/* Without a look: for another profile, by the facts that are there. */
enum rc machine_try_to_judge(struct machine *m, struct err *e);
const struct finding *machine_finding(const struct machine *m, const char *id); /* first; NULL */
/* What plays it as it is now, for who looks by himself. */
struct host *machine_host(const struct machine *m);
/* Its facts alone. A question that was not recorded fails the test. */
const struct facts *machine_gather(const struct machine *m);
const struct tool *machine_tool_at(const struct facts *f, const char *path); /* fails without */
/* Names of tests/machines without .json, sorted. */
struct names machine_names(void);
void machine_each(void (*check)(const char *name));
/* "problem go.missing; evidence; evidence" a line each, for failure messages. */
const char *machine_report(const struct machine *m);

#endif
