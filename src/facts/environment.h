/* What of the environment, the network and the disk decides whether things work. */
#ifndef FACTS_ENVIRONMENT_H
#define FACTS_ENVIRONMENT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/list.h"
#include "host/host.h"
#include "shell/assignments.h"

struct facts;

struct proxy_variable {
	const char *name, *value;
	const struct assignment *where;
};

/* What git, curl, wget, apt, pip or docker has in a file of its settings. */
struct program_proxy {
	const char *program;
	const char *file;
	int line;
	const char *value;
};

/* What is where a folder, or one around it, is to be. */
struct barred {
	const char *path; /* a file, or a link to nothing; NULL */
	bool by_link;     /* it is a link, to nothing or to itself */
	const char *to;   /* where that leads, as it is written */
};

/* What keeps the user out: the user's own by its mode, another's by its owner. */
struct closed_path {
	const char *path;
	mode_t mode;
	bool start_file; /* of the user's shell; else a folder */
	bool read_only;  /* of go install: what is in it is found, and nothing can be added */
	bool foreign;    /* it belongs to another user */
	/* Its bits say so: else a network's file system, an ACL or macOS may be the one. */
	bool by_mode;
	const char *leads_to; /* the folder itself, where the path is a link; else NULL */
};

struct environment_facts {
	LIST(struct proxy_variable) proxies;
	LIST(struct program_proxy) program_proxies;
	/* macOS: what System Settings name: "http://proxy.example:8080", or the address of a file
	 * that says it; NULL none. */
	const char *system_proxy, *system_proxy_file;
	const char
		*system_no_proxy; /* hosts that go without it, as no_proxy names them; NULL none */
	bool system_proxy_used;   /* facts_with_system_proxy */
	const char *ld_library_path, *dyld_library_path;
	bool fs_known;
	struct disk_info home_disk, tmp_disk;
	struct names foreign_owned;  /* caches that belong to another user */
	struct names foreign_beyond; /* of those: a link leads to them, out of the home */
	/* Outside of the home, and the user's: what others made in it is to be given back; NULL. */
	const char *own_gopath;
	LIST(struct closed_path) closed; /* folders of go install and of PATH, start files */
	struct names caches_closed; /* Go's, the user's own, and nothing can be added to them */
	const char
		*go_closed; /* what keeps the user out of a Go that is no part of the home; NULL */
	struct barred go_bin_barred; /* the folder of go install */
	struct barred cache_barred;  /* that of the build cache, where nothing names one */
	const char *c_compiler;      /* path of cc, gcc or clang; NULL (macOS: from CLT files) */
	const char *c_compiler_gone; /* what CC names, and is not there; NULL */
	const char *
		foreign_compiler; /* conda's cc, gcc, clang or ld, before the system's on PATH; NULL */
	bool sudo;                /* a sudo program is there */
	bool clock_bad;           /* before this program was built */
};

/* Does a variable name a proxy? Programs of the command line look nowhere else. */
bool facts_proxy_is_set(const struct facts *f);
/* The proxy of System Settings in the variables that stand for it, as if the user had set them; `f`
 * stays as it is, and comes back where there is none or another is set. */
const struct facts *facts_with_system_proxy(struct arena *mem, const struct facts *f);
/* And taken back. */
const struct facts *facts_without_system_proxy(struct arena *mem, const struct facts *f);
/* What keeps its owner out of this path: it, or a folder around it; NULL. */
const struct closed_path *facts_closed_around(const struct facts *f, const char *path);
/* The outermost folder of another user around the path, which is given back where there is none: what chown -R takes. */
const char *facts_foreign_around(const struct facts *f, const char *path);

#endif
