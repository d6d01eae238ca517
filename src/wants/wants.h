/*
 * What the machine should have: versions, sources, method, shells. From the manifest (embedded
 * assets/manifest.json), the profile, the command line and the wizard's choices, in rising order.
 */
#ifndef WANTS_WANTS_H
#define WANTS_WANTS_H

#include "facts/facts.h"

enum method { METHOD_KEEP, METHOD_ARCHIVE, METHOD_HOMEBREW, METHOD_N };
const char *method_name(enum method method); /* "keep", "archive", "homebrew" */

enum source_kind {
	SOURCE_ARCHIVE, /* release tar.gz or zip, SHA-256 */
	SOURCE_GOPROXY, /* golang.org/toolchain from a GOPROXY, h1 */
	SOURCE_MAVEN,   /* bare protoc and the jar with the .proto files, SHA-256 each */
};

struct download {
	const char *url;    /* as fetched; may hold user info, show url_redact(url) */
	const char *file;   /* "go1.26.8.linux-amd64.tar.gz" */
	const char *sha256; /* NULL where h1 serves */
	const char *h1;     /* NULL where sha256 serves */
	uint64_t size;      /* 0 unknown */
	const char *unpack; /* unpack.h's kind; NULL: a bare program */
	const char *prefix; /* taken off names in the archive; NULL none */
};

/* One place a tool can come from. */
struct source {
	enum source_kind kind;
	const char *label;         /* "go.dev", "GOPROXY proxy.example", "Maven mirror.example" */
	const char *checksum_from; /* "goready's manifest", "your profile" */
	bool offered;        /* a public mirror: only with the user's word (then set to false) */
	bool only_after_404; /* after a comma in GOPROXY: only where the one before it said 404 or
				410 */
	struct download parts[2];
	int part_n; /* 2 for Maven: the program, then the jar */
	/* what trying it gave; REACH_UNKNOWN before */
	enum reach reach;
	int ms;
};
struct sources LIST_OF(struct source);

struct tool_want {
	enum tool_id id;
	enum method method;
	const char *version; /* to install: "1.27.2", "36.1", "1.36.12" */
	bool exact;          /* the profile names it: another version does not do */
	const char *minimum; /* below this, what is there does not count */
	const char *package; /* plugins: Go package path */
	struct sources
		sources;       /* go, protoc; in the order they are to be tried, usable ones only */
	const char *no_source; /* why there is none for this machine; NULL fine; translated */
	const char *formula;   /* Homebrew's name for it: "go", "protobuf"; always set */
	/* The version Homebrew has installed of it (its keg's, without the revision); NULL none. */
	const char *formula_version;
	/* What its API was asked and said: the version `brew install` brings; NULL not asked. */
	const struct formula *formula_gives;
	enum method usual; /* what is recommended here; `method` unless somebody chose another */
	/* Why `method` is the usual one here, for the screens: one sentence, translated; NULL where
	 * the user or the profile chose it, or nothing is to be said. */
	const char *method_reason;
};

struct manifest; /* parsed and checked */

/* Homebrew's installer (Homebrew/install, install.sh), pinned by commit: any mirror may serve it,
 * only these bytes are run. */
struct brew_installer {
	const char *commit, *sha256;
	uint64_t size;
	struct names urls; /* in the order they are to be tried; with {commit} */
};
/* A public mirror of Homebrew: what brew.env would say. Offered, never taken unasked. */
struct brew_mirror {
	const char *name, *api_domain, *bottle_domain, *brew_git_remote; /* the last may be NULL */
};
struct brew_mirrors LIST_OF(struct brew_mirror);
/* About how much there is to download and what it takes on disk, in bytes: no address says it
 * before brew or Apple's softwareupdate is asked. */
struct brew_figure {
	const char *name; /* a formula's with what it needs; "homebrew", "command-line-tools" */
	uint64_t download, disk;
};

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
	const struct manifest *manifest; /* it was made from */
	const struct brew *brew;         /* wants_brew: what METHOD_HOMEBREW uses; NULL: the
					    installer comes first */
	const char *brew_prefix;         /* where it is, or will be; NULL: none for this machine */
	/* Of its installer, in the order they are to be tried; empty where there is no checksum. */
	struct sources brew_sources;
	const char *no_brew; /* why METHOD_HOMEBREW cannot serve here; NULL it can; translated */
	const struct brew_mirror *brew_mirror; /* the user took it; NULL Homebrew's own addresses */
	bool brew_mirror_for_good;             /* into the user's brew.env */
};

/* ---- manifest ---- */

/* The embedded one; it cannot fail (a test parses it). */
const struct manifest *manifest_builtin(struct arena *mem);
enum rc manifest_parse(struct arena *mem, struct bytes text, const struct manifest **ret,
		       struct err *e);
const char *manifest_minimum(const struct manifest *m, enum tool_id id);
const char *manifest_version(const struct manifest *m, enum tool_id id);
/* Public mirrors to offer. */
const char *manifest_default_goproxy(const struct manifest *m); /* Go's own, without any setting */
struct names manifest_goproxies(struct arena *mem, const struct manifest *m);
struct names manifest_maven_repositories(struct arena *mem, const struct manifest *m);
const char *manifest_mirror_sumdb(const struct manifest *m, const char *goproxy); /* NULL */
/* Where releases of goready itself are published: SHA256SUMS and the archives lie below it. */
const char *manifest_goready_releases(const struct manifest *m);
/* Released minor versions that get fixes: "1.27", "1.26". */
struct names manifest_supported_go(struct arena *mem, const struct manifest *m);
/* The newest patch of a minor version that the manifest holds: "1.27" gives "1.27.2"; NULL. */
const char *manifest_go_patch(const struct manifest *m, const char *minor);
/* The oldest macOS that a Go version runs on: "1.27.2" gives "13"; NULL unknown. */
const char *manifest_minimum_macos(const struct manifest *m, const char *go_version);
/* The oldest grpc module that code of the pinned protoc-gen-go-grpc compiles with: "v1.64.0". */
const char *manifest_needed_grpc(const struct manifest *m);

/* NULL: the manifest has none. */
const struct brew_installer *manifest_brew_installer(const struct manifest *m);
struct brew_mirrors manifest_brew_mirrors(const struct manifest *m);
/* Where Homebrew's own uninstall script is, of the same commit as the installer; NULL. */
const char *manifest_brew_uninstaller(struct arena *mem, const struct manifest *m);
/* Zeros where it names none. */
struct brew_figure manifest_brew_figure(const struct manifest *m, const char *name);
const char *manifest_brew_api(const struct manifest *m); /* Homebrew's own */

/* ---- --latest ----
 * app asks latest_requests, GETs each url (go.dev's JSON, a proxy's lines; one that fails is left out), and
 * hands the bodies to manifest_with_latest, which gives a manifest whose newest releases come
 * first. Requests with the same id are alternatives: one answer is enough. A body that is no such
 * list is an error.
 */
struct latest_request {
	const char *id, *url;
};
struct latest_requests LIST_OF(struct latest_request);
struct latest_requests latest_requests(struct arena *mem, const struct manifest *m,
				       const char *goproxy);
struct latest_answer {
	const char *id;
	struct bytes body;
};
enum rc manifest_with_latest(struct arena *mem, const struct manifest *m,
			     const struct latest_answer *answers, size_t answer_n,
			     const struct manifest **ret, struct err *e);

/* ---- profile ---- */

struct profile; /* checked field by field */
/* `name` for messages: "FILE line 3: go.version: expected a string". RC_PROFILE. */
enum rc profile_parse(struct arena *mem, struct bytes text, const char *name,
		      const struct profile **ret, struct err *e);

/* ---- putting them together ---- */

struct wants_options {
	const struct manifest *manifest;
	const struct profile *profile;                           /* NULL none */
	const char *source_go, *source_protoc, *source_homebrew; /* --source, NULL none */
	bool upgrade;
	bool latest; /* the manifest is one of manifest_with_latest: said in wants */
	/* The wizard's choices; they count more than the profile. Zero: none made. */
	enum method method[TOOL_N];
	bool method_chosen[TOOL_N];
	const char *goproxy; /* a mirror the user took, NULL none */
	bool goproxy_for_good;
	bool take_offered;                     /* public mirrors may be used without asking again */
	const struct brew_mirror *brew_mirror; /* of Homebrew; NULL none */
	bool brew_mirror_for_good;
};
/* A version no checksum is known for, a source for nothing of this machine: an error. */
enum rc wants_make(struct arena *mem, const struct facts *f, const struct wants_options *o,
		   struct wants *ret, struct err *e);

/* What trying the sources needs, and what it gave (app does the fetching): `source->reach` and
 * `ms`, and an entry in facts' environment.addresses with the role. Roles: "go", "protoc" (HEAD of
 * an archive), "goproxy", "sumdb" (404: the proxy does not pass it on, go asks the database
 * itself), "mirror" (offered ones), "brew" (Homebrew's API: the body goes through formula_read into
 * facts' brew.formulae), "brew-mirror". Empty where every tool is kept. */
struct probe {
	const char *role, *url;
	struct source *source;
	bool head;
	bool formula; /* the body is wanted */
};
struct probes LIST_OF(struct probe);
struct probes wants_probes(struct arena *mem, const struct facts *f, struct wants *w);
/* The same for kept tools too: what `doctor --network` tries. */
struct probes wants_probes_all(struct arena *mem, struct wants *w);

/* Is the tool there as the wants ask (what a new shell resolves is native, runs, new enough)? */
bool wants_satisfied(const struct wants *w, const struct facts *f, enum tool_id id);
/* Would this one do (native, without fault, new enough, exact where that is asked), wherever it is?
 */
bool wants_accepts(const struct wants *w, const struct facts *f, const struct tool *tool);
/* The tool that stays in use: what a new shell resolves where that satisfies, else a good one that
 * is on no PATH, or behind a worse one (a PATH line is all it needs; wants_make then says
 * METHOD_KEEP). NULL: one has to be installed. */
const struct tool *wants_kept(const struct wants *w, const struct facts *f, enum tool_id id);
/* The version that installing it would bring; NULL: Homebrew has not said yet. */
const char *wants_version(const struct tool_want *want);
/* The CPU that programs for this machine are built for: the user land's on Linux. */
enum arch wants_arch(const struct facts *f);

/* ---- Homebrew ---- */

/* Where Homebrew belongs on this machine, whether it is there or not: bottles are built for one
 * prefix. NULL: none for this system and CPU. */
const char *wants_brew_prefix(const struct facts *f);
/* The Homebrew at that prefix, built for this machine's CPU; NULL none. An Intel Homebrew on Apple
 * Silicon is never it. */
const struct brew *wants_brew(const struct facts *f);
/* Apple Silicon: one for Intel Macs, which is left as it is; NULL none. */
const struct brew *wants_intel_brew(const struct facts *f);
/* Why METHOD_HOMEBREW cannot serve: no prefix, not writable, none there and no administrator ...;
 * NULL it can; translated. */
const char *wants_no_brew(struct arena *mem, const struct facts *f);
/* Does its installer ask for a password here (Homebrew/install, install.sh: have_sudo_access)? */
bool wants_brew_password(const struct facts *f);

/* GOPROXY's list as Go reads it (cmd/go modfetch/proxy.go): without blanks and empty entries,
 * https:// added where a host name stands alone, ended by `direct` or `off`, which are not in the
 * result. */
struct goproxy_entry {
	const char *url;
	bool next_on_any_error; /* a | follows */
};
struct goproxy_entries LIST_OF(struct goproxy_entry);
struct goproxy_entries goproxy_split(struct arena *mem, const char *goproxy);
/* A list as it was meant: full-width and other wrong separators made commas, quotes and blanks
 * dropped. */
const char *goproxy_repaired(struct arena *mem, const char *goproxy);
/* Joins with exactly one slash. */
const char *url_join(struct arena *mem, const char *base, const char *rest);

#endif
