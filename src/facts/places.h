/* Where goready puts things; from HOME and XDG_*. */
#ifndef FACTS_PLACES_H
#define FACTS_PLACES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "host/host.h"

struct facts;

struct places {
	const char *home;
	const char *data;    /* $XDG_DATA_HOME/goready */
	const char *tools;   /* data/tools */
	const char *bin;     /* data/bin */
	const char *state;   /* $XDG_STATE_HOME/goready */
	const char *runs;    /* state/runs */
	const char *cache;   /* $XDG_CACHE_HOME/goready */
	const char *config;  /* $XDG_CONFIG_HOME or home/.config */
	bool config_set;     /* XDG_CONFIG_HOME says so */
	const char *zdotdir; /* $ZDOTDIR, where that is the user's own, or home */
	const char *tmp; /* $TMPDIR, /tmp or state/tmp: the first that is safe from other users */
	const char *go_bin; /* GOBIN, else the first of GOPATH + /bin, else home/go/bin: absolute */
	const char *
		project; /* the folder with go.mod that goready was started in or below; else NULL */
	bool tmp_unsafe;        /* none of them is */
	const char *unwritable; /* the folder in which goready's own could not be made; NULL */
	const char *unwritable_command; /* what opens it, where it lies in the home; NULL */
	bool home_unset;                /* HOME is no absolute path, and home is "/" */
	bool home_of_another;           /* we are root, and home is another user's */
	bool home_missing;              /* HOME names no folder that is there */
};

/* May goready change things here? RC_DENIED where HOME is unset or relative (everything would go
 * into "/"), or root has the home of another user (root's files would lie there), or no temp folder is safe from others. */
enum rc facts_check_home(const struct facts *f, struct err *e);
/* The places alone, for who must know something of them before the rest is looked at. */
struct places facts_places(struct arena *mem, struct host *host);
/* What realpath gave, below `places` where it is there: a home, or a folder on the way to goready's own, may be a
 * link, and trees are told by the names that goready gave them. */
const char *facts_own_name(struct arena *mem, struct host *host, const struct places *places,
			   const char *real);

#endif
