/*
 * The environment goready's own `go` children get: built up, not inherited, so that nothing in the
 * user's settings (GOFLAGS, GOROOT, GOARCH ...) can break an installation. The plan shows it, run
 * uses it, the proof compares with it.
 *
 * A variable that should not be there is left out rather than emptied: an empty value does not
 * override one written by `go env -w` (cmd/go/internal/cfg), and GOENV=off takes that file out.
 */
#ifndef WANTS_GO_ENVIRONMENT_H
#define WANTS_GO_ENVIRONMENT_H

#include "base/environment.h"
#include "facts/facts.h"
#include "wants/wants.h"

/* The whole environment, NAME=value, in a fixed order. `gobin`: where `go install` puts what it
 * builds; NULL: not set. Values may hold user names and passwords (GOPROXY, proxies): pass what is
 * shown through go_environment_shown. */
struct names go_environment(struct arena *mem, const struct facts *f, const struct wants *w,
			    const char *gobin);
/* Of such an environment what a reader cares for: the GO* variables and CGO_ENABLED, user info and
 * passwords taken out. */
struct names go_environment_shown(struct arena *mem, const struct names *environment);
/* For a go command that compiles: compilers end before their collector is worth its work, so it rests
 * (GOGC=off) until one has its share of the memory that is free now (GOMEMLIMIT). What is built does
 * not depend on it. Nothing is set where the environment says otherwise, or memory is short. */
void go_environment_hasten(struct arena *mem, struct names *environment, struct host *h,
			   const struct machine_facts *machine);
#endif
