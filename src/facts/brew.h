/* Homebrew: read from the file system; brew itself is not started. */
#ifndef FACTS_BREW_H
#define FACTS_BREW_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/platform.h"
#include "base/str.h"
#include "shell/assignments.h"

struct facts;

struct keg {                 /* one installed formula */
	const char *name;    /* "protobuf" */
	const char *version; /* of the linked keg, else the newest: "36.1", "1.27.2_1" */
	const char *folder;  /* PREFIX/Cellar/NAME/VERSION */
	bool linked;         /* PREFIX/opt/NAME leads to it */
	bool pinned;         /* brew pin: neither upgrade nor reinstall touches it */
	bool in_prefix;      /* brew notes that its programs are linked into PREFIX/bin */
	bool on_request;     /* its receipt: the user asked for it, it is no dependency */
};
struct brew {
	const char *prefix;  /* "/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew" */
	const char *program; /* prefix/bin/brew */
	enum arch arch;      /* what its bottles are built for */
	int path_index;      /* of prefix/bin in this process's PATH; -1 */
	int new_shell_index; /* in new shells' PATH; -1 */
	bool on_path;        /* path_index >= 0 */
	bool writable; /* prefix and the folders below it that brew writes to belong to the user */
	struct names unwritable; /* which do not */
	const char *owner;       /* "root", "another user", "you" */
	bool of_another;         /* its owner is neither root nor the user */
	/* macOS: the versions that its own files know ("27", "26"); none: not to be read. And the
	 * oldest that it serves with packages; NULL unknown. */
	struct names systems;
	const char *oldest_supported;
	LIST(struct keg)
	kegs; /* go, protobuf, abseil, protoc-gen-go, protoc-gen-go-grpc: those there */
	struct names installed;         /* all formulae */
	struct names missing_libraries; /* that linked programs of these kegs need: absent, or for
					 * another CPU: "protoc: /opt/homebrew/opt/abseil/... does
					 * not exist" */
	struct names insecure_completions; /* folders that others may write to (zsh compinit) */
	struct names leftover_taps;        /* that Homebrew has given up: homebrew/cask-fonts */
};
struct brew_facts {
	LIST(struct brew) brews;
	struct names variables; /* HOMEBREW_ of this process's environment: "NAME=value" */
	bool may_make_prefix;   /* Linux: its installer needs no sudo */
	bool no_install;        /* /etc/homebrew/brew.no_install: its installer refuses */
	/* macOS without Homebrew: who else brings programs here ("MacPorts"); NULL: nobody known */
	const char *instead;
	/* variables that brew.env files set, where they were found: mirrors */
	struct assignments env;
	const char *env_file; /* where the user's own brew.env is, or would be */
	struct bytes env_content;
	const char *env_why_not; /* as file_why_not */
	bool env_exists;
};

/* As brew would see it: brew.env's value goes before the environment's (Homebrew/brew, bin/brew);
 * NULL where it is unset or empty. */
const char *brew_variable(const struct facts *f, const char *name);
/* The line of brew.env or of a start file that most likely set it; NULL not found. */
const struct assignment *brew_variable_line(const struct facts *f, const char *name);
/* Does it know the macOS that runs here? True where its files do not say: without that it has no
 * packages for this system. */
bool brew_knows_system(const struct facts *f, const struct brew *brew);
/* HOMEBREW_FORBIDDEN_FORMULAE names it. */
bool brew_forbids(struct arena *mem, const struct facts *f, const char *formula);

#endif
