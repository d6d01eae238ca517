/*
 * The tools that goready knows: one row each, and everything else loops over the rows.
 *
 *	tools_each (id)
 *		if (tool_kind_of(id)->delivery == DELIVERY_RELEASE)
 *			...
 *
 * A row says what a tool is called, how it is delivered, and how one that is found is read. The
 * constants below name the tools that rules and the proof speak of; all others are rows only. Rows
 * are constant and live as long as the program.
 */
#ifndef TOOL_TOOL_H
#define TOOL_TOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/platform.h"
#include "host/host.h"
#include "tool/download.h"
#include "tool/topic.h"

/* An index of the table; TOOL_N is no tool, and what arrays of one value a tool have room for. */
enum tool_id { TOOL_GO, TOOL_PROTOC, TOOL_GEN_GO, TOOL_GEN_GO_GRPC, TOOL_N = 24 };

/* ---- one that was found ---- */

/* Who brought it: a row of origin.c each. */
enum origin {
	ORIGIN_UNKNOWN,
	ORIGIN_GOREADY,
	ORIGIN_OFFICIAL, /* /usr/local/go, a release's tree */
	ORIGIN_HOMEBREW,
	ORIGIN_DISTRO, /* /usr/bin, /usr/lib/go-*, snap */
	ORIGIN_TOOLCHAIN_MODULE,
	ORIGIN_GO_INSTALL,
	ORIGIN_ASDF,
	ORIGIN_MISE,
	ORIGIN_GVM,
	ORIGIN_SDK, /* ~/sdk/go1.x */
	ORIGIN_NIX, /* /nix/store, whoever led there */
	ORIGIN_MACPORTS,
	ORIGIN_CONDA,
	ORIGIN_GOENV,
	ORIGIN_GOLAND, /* ~/go/go1.x */
	ORIGIN_SNAP,
	ORIGIN_N,
};
const char *origin_name(enum origin origin); /* JSON's: "go-install" */
const char *origin_text(enum origin origin); /* for people: "from Homebrew"; NULL unknown */
/* Does it come from somebody who chooses versions himself, or whose folders hold much else? Nothing is
 * written there, and none of its folders is put on PATH. */
bool origin_is_managed(enum origin origin);
/* Is what it puts on PATH a script or link that starts the real program? */
bool origin_stands_in(enum origin origin);
/* The command that makes stand-ins of what came to its Go since; NULL: it has none, or puts folders on PATH. */
const char *origin_reshim(enum origin origin);
/* By a part of the path that only one manager's folders have; ORIGIN_UNKNOWN. NULL is allowed. */
enum origin origin_of_path(const char *path);

/* Why exec would not start it, or why it is of no use. The first that holds. */
enum tool_fault {
	FAULT_NONE,
	FAULT_FOLDER,         /* a folder of that name */
	FAULT_DANGLING,       /* a link to nothing */
	FAULT_NOT_EXECUTABLE, /* no x bit */
	FAULT_WRONG_OS,
	FAULT_WRONG_ARCH,
	FAULT_NO_INTERPRETER, /* ELF interpreter or script's program is missing */
	FAULT_NO_LIBRARY,     /* found by running it; on macOS by its header */
	FAULT_LEGACY,         /* github.com/golang/protobuf's generator */
	FAULT_FOREIGN,        /* another program under this name */
	FAULT_BROKEN_TREE,    /* Go: VERSION, compile or go missing in its tree */
	FAULT_MIXED_TREE,     /* Go: VERSION and the programs' versions differ */
	FAULT_CANNOT_RUN,     /* ran, and failed */
};

struct distro; /* distros.c */

struct tool {
	enum tool_id id;
	const char *path;      /* as found: PATH entry + name, or a well-known place */
	const char *real_path; /* links resolved; NULL where dangling */
	const char *version;   /* without "go" and "v"; NULL unknown */
	struct binary binary;  /* of the real file; a Go wrapper script has BINARY_SCRIPT */
	enum origin origin;
	const struct distro *distro; /* ORIGIN_DISTRO: whose package manager; NULL: not known */
	enum tool_fault fault;
	/* The interpreter that is missing, what it printed, ...; or NULL */
	const char *fault_detail;
	const char *link; /* FAULT_DANGLING: where it leads, as written */
	/* FAULT_NOT_EXECUTABLE: nor may it be read, so nobody could keep a copy; and it is another user's */
	bool unreadable, of_another_user;
	struct names
		also;   /* off PATH, and leading to the same file: PREFIX/opt/go/libexec/bin/go */
	int path_index; /* entry of PATH it was found through; -1: not on PATH */
	int new_shell_index; /* the same for new shells' PATH */
	bool windows;        /* protoc.exe and the like, found through /mnt */
	/* macOS */
	bool quarantined; /* com.apple.quarantine is on the real file */
	bool killed;      /* the system ends it at once: it has no signature, or was seen to */
	/* Libraries its header asks for: "PATH does not exist", "PATH is for x86_64"; in words. */
	struct names missing_libraries;
	const char *needs_os; /* the macOS it asks for, where that is newer than this one; NULL */
	/* go only */
	const char *goroot;       /* tree it belongs to */
	const char *tree_version; /* of VERSION; differs from version in a mixed tree */
	const char *compiler_version;
	/* protoc only */
	bool closed_tree;     /* FAULT_BROKEN_TREE: what is told of is there, and may not be run */
	const char *includes; /* folder that holds google/protobuf/descriptor.proto; NULL none */
	const char
		*includes_lack; /* what is not beside it, and comes with it; NULL: all is there */
	bool includes_empty;    /* it is there, and holds nothing */
};
/* Of what is wrong with it, what follows its name: "is a folder"; NULL: nothing is. */
const char *tool_fault_text(struct arena *mem, const struct tool *tool);
struct tools LIST_OF(struct tool);

/* What brings that version in the words of who looks after the tool ("mise use -g go@1.27.2");
 * NULL: nobody does, or it is not known. */
const char *manager_command(struct arena *mem, const struct tool *tool, const char *version);
/* A go that starts another one, as the shims of managers that goready does not know do. */
bool tool_is_stand_in(const struct tool *t);
/* A plugin's name is given to a script, a text or an empty file; a version manager's stand-in starts the real one. */
bool tool_is_no_program(const struct tool *t);
/* The same as a sentence for who would rather stay with that; rules and plan say it alike. */
const char *manager_sentence(struct arena *mem, const struct tool *tool, const char *version);

/* What os-release(5) says: ID, ID_LIKE and VERSION_ID, each perhaps NULL; and whether it has OSTREE_VERSION. */
struct distro_release {
	const char *id, *like, *version;
	bool ostree;
};
/* NULL: its packages are not known here. */
const struct distro *distro_of(const struct distro_release *release);
/* Of a program that is the package manager of other distributions: which this one has. NULL: it is its own, none, or
 * the distribution is not known. */
const char *distro_manager_for(struct arena *mem, const struct distro_release *release,
			       const char *program);
/* How the distribution's is brought up to date or taken away, by who wants that: goready does neither, and no
 * plan speaks of it. NULL: it is not a package that is known. */
const char *distro_sentence(struct arena *mem, const struct tool *tool);
/* What removes its package; NULL: it is not one that is known. */
const char *distro_remove_command(struct arena *mem, const struct tool *tool);
/* What adds the .proto files that the distribution keeps apart from its protoc; NULL: nothing does. */
const char *distro_includes_command(struct arena *mem, const struct tool *protoc);

/* Of one in a keg of Homebrew, by its path: the formula, as "go@1.24"; NULL. */
const char *tool_keg(struct arena *mem, const struct tool *t);
const char *tool_keg_version(struct arena *mem, const struct tool *t);
/* Keeps the first fault. */
void tool_set_fault(struct tool *t, enum tool_fault fault, const char *detail);
struct tool_look;
void tool_look_whether_empty(const struct tool_look *look, struct tool *t);

/* ---- a row ---- */

enum delivery {
	DELIVERY_RELEASE, /* an archive with a checksum, unpacked into a tree of its own */
	/* compiled by `go install` into the Go bin folder, or put there from an archive (`pin`) */
	DELIVERY_GO_INSTALL,
};

/* What a row's functions may look at. */
struct tool_look {
	struct arena *mem;
	struct host *host;
	enum os os;
	enum arch userland;
	const char *trees;         /* folder of goready's own trees */
	const char *home, *config; /* where version managers note what the user chose */
	const char *project;       /* and what holds in it; NULL: goready was started in none */
};

/* About what it takes, in bytes and seconds, where nothing says it. */
struct tool_sizes {
	uint64_t download; /* 0: no guess is made */
	uint64_t unpacked; /* its tree; 0: has none */
	uint64_t disk;     /* all that installing it leaves */
	int seconds;       /* compiling it on two cores, its modules at hand; 0: as a plugin, 10 */
};

struct tool_kind {
	const char *name;    /* of the program: "protoc-gen-go" */
	const char *title;   /* in sentences; NULL: its name */
	enum topic topic;    /* of its screen, findings and steps */
	const char *step;    /* what its steps' ids begin with: "go", "plugin.protoc-gen-go" */
	const char *about;   /* N_(): what it is for, a sentence; NULL: everybody knows */
	const char *profile; /* object of the profile that asks for it: "go", "plugins" */
	enum delivery delivery;
	bool optional;       /* only for who asks for it by name */
	const char *formula; /* homebrew-core's; NULL: not had from there */
	/* DELIVERY_RELEASE */
	unsigned sources;            /* of 1u << SOURCE_..., beside archives */
	const char *const *programs; /* linked beside its own name; NULL-ended, or NULL */
	/* An old one serves where none is released for a machine. */
	bool any_serves;
	/* What a release of that version is called for a machine; nothing where none is made. With
	 * DELIVERY_GO_INSTALL its archive holds that program; NULL: there are no archives. */
	void (*pin)(struct arena *mem, const char *version, enum os os, enum arch arch,
		    struct release_files *ret);
	/* DELIVERY_GO_INSTALL */
	const char *package; /* as its build information names it, too */
	const char *legacy;  /* the package of one that had its name before; NULL none */

	struct tool_sizes sizes;
	/* The word before the version that `--version` prints; NULL: it is not asked. */
	const char *says;
	/* Fills in version, tree and what makes it faulty beyond what every program's header says. */
	void (*describe)(const struct tool_look *look, struct tool *t);
	/* Of one without fault: is all there that it needs to be of use? NULL: it needs nothing. */
	bool (*serves)(const struct tool *t);
};

const struct tool_kind *tool_kind_of(enum tool_id id); /* NULL: TOOL_N */
enum tool_id tools_end(void);                          /* one past the last */
enum tool_id tool_find(const char *name);              /* TOOL_N: no row has it */
#define tools_each(id) for (enum tool_id id = TOOL_GO, id##_end = tools_end(); id < id##_end; id++)
/* Those that everybody needs. */
#define required_tools_each(id)                   \
	tools_each (id)                           \
		if (tool_kind_of(id)->optional) { \
		} else

const char *tool_name(enum tool_id id);
bool tool_is_plugin(enum tool_id id);    /* of protoc */
const char *tool_title(enum tool_id id); /* in sentences: "Go", else its name */

/* ---- inside src/tool ---- */

/* Rows of each file, in the order of the table, which ends with NULL; each ends with an empty row. */
extern const struct tool_kind *const tool_tables[];
extern const struct tool_kind go_kinds[], protoc_kinds[], plugin_kinds[], go_program_kinds[];

/* The program a version manager's shim leads to, where that is certain; else NULL. */
const char *shim_program(const struct tool_look *look, const struct tool *t,
			 const char **ret_version);
/* The Go that is chosen, where an asdf shim leads to what other Gos have installed; NULL. */
const char *shim_not_of_the_chosen_go(const struct tool_look *look, const struct tool *t);
/* Why an asdf shim starts nothing: no version is chosen, or the chosen one is not there; NULL: it starts. */
const char *shim_lacks_its_version(const struct tool_look *look, const struct tool *t);
/* binary and real_path become those of that program. */
void shim_look_behind(const struct tool_look *look, struct tool *t);
/* Who a Go program is and its version, by its build information: it is never started. */
void go_program_describe(const struct tool_look *look, struct tool *t);

#endif
