/*
 * What a program file is: system, CPU, what it needs to start, who built it. Read from its headers
 * alone; nothing is run. Layouts: shared facts cite elf.h, mach-o/loader.h, Go's debug/buildinfo.
 *
 * binary_read is pure over a `read_at` function, so tests and fuzzers feed it bytes. Files are
 * hostile: every offset and length is checked, and a header that lies gives BINARY_OTHER or fewer
 * facts, never a read out of bounds.
 */
#ifndef BINARY_BINARY_H
#define BINARY_BINARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/platform.h"

enum binary_format {
	BINARY_NONE, /* empty or unreadable */
	BINARY_ELF,
	BINARY_MACHO, /* one CPU */
	BINARY_FAT,   /* Mach-O for several CPUs */
	BINARY_PE,
	BINARY_SCRIPT, /* #! */
	BINARY_OTHER,  /* text, data, damaged */
};

/* What a download brings instead of a program. */
enum binary_instead { INSTEAD_NOTHING, INSTEAD_PAGE, INSTEAD_ARCHIVE };

/* From Go's build information (`go version -m` prints the same). NULL members: not recorded. */
struct go_build {
	const char *version; /* "1.26.8" (without "go") */
	const char *main;    /* path of the main package; identifies a plugin without running it */
	const char *mod;     /* module path */
	const char
		*mod_version; /* "v1.36.12"; "(devel)" for Homebrew's and distributions' builds */
	const char *goos, *goarch;
};

struct binary {
	enum binary_format format;
	enum os os;
	enum arch archs[4]; /* several in a fat file, else one; none for scripts */
	int arch_n;
	int bits;                    /* 32 or 64; 0 where unknown */
	const char *interpreter;     /* ELF PT_INTERP, or a script's program; NULL: none (static) */
	struct names needs;          /* Mach-O LC_LOAD_DYLIB, ELF DT_NEEDED */
	struct names rpaths;         /* Mach-O LC_RPATH: what @rpath stands for */
	const char *min_os;          /* Mach-O: "11.0"; else NULL */
	const char *sdk;             /* Mach-O: the SDK it was built with: "15.2"; NULL unknown */
	int uuid;                    /* Mach-O: LC_UUID: 1 is there, -1 is not, 0 nobody looked */
	enum binary_instead instead; /* BINARY_OTHER: a web page, a zip or gzip archive */
	bool cut_off;                /* ELF: a part of it lies behind the end of the file */
	bool signature;              /* Mach-O: LC_CODE_SIGNATURE is there */
	const struct go_build *go;   /* NULL: not built by Go */
};

/* Reads up to n bytes at offset; returns how many (less at the end of file), or -1. */
struct binary_source {
	long (*read_at)(void *ctx, uint64_t offset, void *into, size_t n);
	void *ctx;
	uint64_t size;
};

void binary_read(struct arena *mem, const struct binary_source *source, struct binary *ret);
bool binary_runs_on(const struct binary *b, enum os os, enum arch arch);
/* The first CPU's name, "several" joined by " and " for fat files; NULL for scripts. */
const char *binary_arch_text(struct arena *mem, const struct binary *b);

#endif
