/*
 * The manifest as values. Inside src/wants only: others ask through manifest.h.
 *
 * A release lists the files there are for each system and CPU with their checksums; newest release
 * first.
 */
#ifndef WANTS_RELEASE_H
#define WANTS_RELEASE_H

#include "wants/manifest.h"

struct release_file {
	enum os os;
	enum arch arch;
	const char *file;   /* "go1.27.2.linux-amd64.tar.gz" */
	const char *sha256; /* NULL: not known */
	uint64_t size;      /* 0: not known */
	/* The same from elsewhere: Go's toolchain module, protoc's bare program in a Maven
	 * repository. */
	const char *module_version, *module_h1;
	uint64_t module_size;
	const char *maven_file, *maven_sha256;
	uint64_t maven_size;
};

struct release {
	const char *version;
	const char *checksum_from; /* translated; "goready's manifest" */
	const char *minimum_macos; /* protoc: the oldest macOS it runs on; NULL unknown */
	LIST(struct release_file) files;
	/* protoc: the jar with the .proto files */
	const char *includes_file, *includes_sha256;
	uint64_t includes_size;
};
struct releases LIST_OF(struct release);

/* A version that `go install` builds. */
struct go_pin {
	const char *version;  /* with its v */
	const char *needs_go; /* the oldest Go that builds it; NULL: any */
};
struct go_pins LIST_OF(struct go_pin);

/* What is pinned of one tool. */
struct tool_pins {
	/* Archives; newest first, the addresses with {file} and {version}. With DELIVERY_GO_INSTALL
	 * there may be none, or none of some versions: those are compiled. */
	struct names urls;
	struct releases releases;
	/* DELIVERY_GO_INSTALL; newest first */
	struct go_pins versions;
	const char *module;
	const char *needs_grpc; /* the oldest grpc its code compiles with; NULL: any */
	const char *minimum;    /* an older one does not do; NULL: any does */
};

/* Versions that go together where Go is older than `minimum` and may not be newer. */
struct older_go {
	const char *go;              /* from this Go on, to `minimum` */
	const char *version[TOOL_N]; /* with its v; NULL: the usual */
	const char *grpc_version, *protobuf_version;
};

struct macos_minimum {
	const char *go, *macos;
};

struct goproxy_mirror {
	const char *url, *sumdb;
};

struct manifest {
	const struct versions *versions; /* what goes together (agreeing.h) */
	struct tool_pins tool[TOOL_N];
	struct names supported_go;
	struct names security_go; /* releases known to mend security problems */
	const char *grpc_version, *protobuf_version;
	const char *goready_releases;
	LIST(struct older_go) older; /* newest first */
	LIST(struct macos_minimum) macos;
	const char *default_goproxy; /* Go's own, where nobody has set another */
	LIST(struct goproxy_mirror) goproxies;
	struct names maven_repositories;
	struct brew_installer brew_installer; /* commit NULL: none */
	struct brew_mirrors brew_mirrors;
	const char *brew_api;
	const char *brew_uninstaller; /* with {commit} */
	LIST(struct brew_figure) brew_figures;
};

/* The newest version that a Go builds; NULL: none of them. */
const struct go_pin *go_pin_for(const struct tool_pins *pins, const char *go_version);
/* NULL: it is none of them. */
const struct go_pin *go_pin_find(const struct tool_pins *pins, const char *version);
const struct release *release_find(const struct releases *releases, const char *version);
const struct release_file *release_file_for(const struct release *release, enum os os,
					    enum arch arch);
/* The newest release of a tool that the system of these facts runs. */
const struct release *release_for(const struct manifest *m, enum tool_id id, const struct facts *f);
/* The set for a Go that is older than the usual minimum; NULL: the usual one. */
const struct older_go *older_go_for(const struct manifest *m, const char *go_version);
/* An address with {commit} replaced. */
const char *brew_address_of_commit(struct arena *mem, const char *url, const char *commit);
/* "1.27" of "1.27.2" and of "go1.27rc1". */
const char *version_minor(struct arena *mem, const char *version);
/* "h1:" and the base64 of 32 bytes. */
bool h1_is_valid(const char *text);

#endif
