/*
 * What the machine should have: versions, sources, method, shells. From the manifest, the profile,
 * the command line and the wizard's choices, in rising order.
 */
#ifndef WANTS_WANTS_H
#define WANTS_WANTS_H

#include "facts/facts.h"
#include "wants/method.h"
#include "wants/source.h"

struct tool_want {
	enum tool_id id;
	bool wanted;         /* everybody needs it, or it is asked for by name */
	enum method method;  /* METHOD_KEEP for what is not wanted */
	const char *version; /* to install: "1.27.2", "36.1", "1.36.12" */
	bool exact;          /* the profile names it: another version does not do */
	bool aside;          /* beside the one in use, which stays in use */
	bool left;           /* not asked about: neither brought nor put on PATH */
	const char *minimum; /* below this, what is there does not count */
	const char *package; /* plugins: Go package path */
	/* Why it is older than usual: the project that goready was started in compiles no code of a
	 * newer one. A sentence, translated; NULL: it is the usual one. */
	const char *for_project;
	struct sources
		sources; /* of archives; in the order they are to be tried, usable ones only. With
			    DELIVERY_GO_INSTALL none is needed: what does not come is compiled */
	bool compiled;   /* whatever archive there is: the user chose to have it compiled */
	const char *
		no_source; /* why there is none for this machine, translated; NULL: there are some */
	const char *formula; /* Homebrew's name for it: "go", "protobuf"; NULL: not from there */
	/* The version Homebrew has installed of it (its keg's, without the revision); NULL none. */
	const char *formula_version;
	/* What its API was asked and said: the version `brew install` brings; NULL not asked. */
	const struct formula *formula_gives;
	enum method usual; /* what is recommended here; `method` unless somebody chose another */
	/* Why `method` is the usual one here, for the screens: one sentence, translated; NULL where
	 * the user or the profile chose it, or nothing is to be said. */
	const char *method_reason;
};

struct manifest;
struct brew_mirror;
struct profile;
struct versions;

struct wants {
	struct tool_want tool[TOOL_N];
	const char *grpc_version, *protobuf_version; /* the proof's go.mod */
	/* Go is older than the manifest's minimum and may not be newer (an older macOS, the
	 * profile's word): plugins and grpc are the newest that agree with it. NULL: the usual. */
	const char *older_go; /* "1.24.0": the oldest Go of that set */
	bool shell[SHELL_N];  /* shells whose files are edited */
	bool shells_chosen;   /* by profile or user; else as found */
	const char
		*goproxy; /* for this run: profile, else resolved as go does; may hold user info */
	bool goproxy_set; /* somebody set one: not merely Go's own default */
	const char *gosumdb, *goprivate; /* resolved; NULL Go's default */
	bool goproxy_from_profile;       /* differs from the user's own: writing it is offered */
	bool goproxy_for_good;           /* the user said yes */
	bool upgrade, latest;
	bool named_only; /* some tools are asked for, and nothing else is */
	/* "1.26.8": what the toolchain line of the project is to name, and nothing else is to be done;
	 * NULL: not asked for. */
	const char *here;
	const struct manifest *manifest; /* it was made from */
	const struct versions *versions; /* which of them go together (agreeing.h) */
	const struct brew *brew;         /* wants_brew: what METHOD_HOMEBREW uses; NULL: the
					    installer comes first */
	const char *brew_prefix;         /* where it is, or will be; NULL: none for this machine */
	/* Of its installer, in the order they are to be tried; empty where there is no checksum. */
	struct sources brew_sources;
	const char *no_brew; /* why METHOD_HOMEBREW cannot serve here; NULL it can; translated */
	const struct brew_mirror *brew_mirror; /* the user took it; NULL Homebrew's own addresses */
	bool brew_mirror_for_good;             /* into the user's brew.env */
};

/* Of a tool that not everybody needs. */
enum asked { ASKED_BY_PROFILE, ASKED_FOR, ASKED_NOT };

struct wants_options {
	const struct observed *observed; /* NULL: nothing yet */
	const struct manifest *manifest;
	const struct profile *profile;            /* NULL none */
	const char *source[TOOL_N], *source_brew; /* --source, NULL none */
	enum asked asked[TOOL_N];
	bool aside[TOOL_N]; /* tool_want.aside */
	bool left[TOOL_N];  /* tool_want.left */
	bool upgrade;
	bool named_only;  /* wants.named_only */
	const char *here; /* wants.here */
	bool latest;      /* the manifest is one of manifest_with_latest: said in wants */
	/* The wizard's choices; they count more than the profile. Zero: none made. */
	enum method method[TOOL_N];
	bool method_chosen[TOOL_N];
	bool compiled[TOOL_N]; /* tool_want.compiled */
	const char *goproxy;   /* a mirror the user took, NULL none */
	bool goproxy_for_good;
	bool take_offered;                     /* public mirrors may be used without asking again */
	const struct brew_mirror *brew_mirror; /* of Homebrew; NULL none */
	bool brew_mirror_for_good;
};
/* A version no checksum is known for, a source for nothing of this machine: an error. */
enum rc wants_make(struct arena *mem, const struct facts *f, const struct wants_options *o,
		   struct wants *ret, struct err *e);

/* wants.goproxy alone. */
const char *wants_goproxy(struct arena *mem, const struct facts *f, const struct wants_options *o);
/* Why going from a tool that is here to that version matters for its user's security, translated ("Go 1.26.6
 * fixed security problems"); NULL: nothing of the kind is known. */
const char *wants_security(struct arena *mem, const struct manifest *m, const struct tool *tool,
			   const char *version);

/* Does everybody need it, or is it asked for by name? */
bool wants_asked_for(const struct wants_options *o, enum tool_id id);

/* Is the tool there as the wants ask (what a new shell resolves is native, runs, new enough)? */
bool wants_satisfied(const struct wants *w, const struct facts *f, enum tool_id id);
bool wants_fetch(const struct wants *w, const struct facts *f); /* Is any that is required not? */
/* The tool that stays in use: what a new shell resolves where that satisfies, else a good one that
 * is not on PATH, or behind a worse one (a PATH line is all it needs; wants_make then says
 * METHOD_KEEP). NULL: one has to be installed. */
const struct tool *wants_kept(const struct wants *w, const struct facts *f, enum tool_id id);
/* How it would be brought where something is wrong with one that is not wanted, too. */
enum method wants_way(const struct tool_want *want);
/* The version that installing it would bring; NULL: Homebrew has not said yet. */
const char *wants_version(const struct tool_want *want);
/* The CPU that programs for this machine are built for: the user land's on Linux. */
enum arch wants_arch(const struct facts *f);

#endif
