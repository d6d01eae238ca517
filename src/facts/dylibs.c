/*
 * What keeps a Mach-O program from running although its CPU is right: a library that is not there
 * or has another CPU, a newer macOS, quarantine. Read as dyld would do it (dyld(1)), from headers
 * alone; on any system, so that a Mac can be judged from its capture.
 */
#include "facts/gather.h"

#include <string.h>

#include "base/i18n.h"

enum { LIBRARIES_MOST = 300 };

struct library {
	const char *path; /* real */
	struct binary binary;
};

struct search {
	struct gather *g;
	enum arch arch;          /* of the program */
	const char *program_dir; /* @executable_path */
	struct names rpaths;     /* those of all that loaded so far, expanded */
	LIST(struct library) seen;
	struct names missing;
};

static bool is_macho(const struct binary *b)
{
	return b->format == BINARY_MACHO || b->format == BINARY_FAT;
}

/* These are in the dyld cache and no longer files since macOS 11 (dyld's release notes). */
static bool is_system_library(const char *path)
{
	return str_starts(path, "/usr/lib/") || str_starts(path, "/System/");
}

static const char *expand(const struct search *s, const char *path, const char *loader_dir)
{
	if (str_starts(path, "@loader_path/"))
		return path_join(s->g->mem, loader_dir, path + strlen("@loader_path/"));
	if (str_starts(path, "@executable_path/"))
		return path_join(s->g->mem, s->program_dir, path + strlen("@executable_path/"));
	if (str_equal(path, "@loader_path"))
		return loader_dir;
	return str_equal(path, "@executable_path") ? s->program_dir : path;
}

/* dyld looks for the last part of the name there when all else fails (dyld(1),
 * DYLD_FALLBACK_LIBRARY_PATH). */
static const char *fallback(const struct search *s, const char *name)
{
	const char *path = path_join(s->g->mem, "/usr/local/lib", path_name(name));

	return gather_is_file(s->g, path) ? path : NULL;
}

/* Where dyld finds it; NULL nowhere. */
static const char *locate(const struct search *s, const char *name, const char *loader_dir)
{
	const char *path = expand(s, name, loader_dir);

	if (!str_starts(path, "@rpath/"))
		return gather_is_file(s->g, path) ? path : fallback(s, path);
	for (size_t i = 0; i < s->rpaths.n; i++) {
		const char *try = path_join(s->g->mem, s->rpaths.at[i], path + strlen("@rpath/"));

		if (is_system_library(try) || gather_is_file(s->g, try))
			return try;
	}
	return fallback(s, path);
}

static void add_rpaths(struct search *s, const struct binary *b, const char *loader_dir)
{
	for (size_t i = 0; i < b->rpaths.n; i++)
		list_push(s->g->mem, &s->rpaths, expand(s, b->rpaths.at[i], loader_dir));
}

static bool has_arch(const struct binary *b, enum arch arch)
{
	for (int i = 0; i < b->arch_n; i++)
		if (b->archs[i] == arch)
			return true;
	return false;
}

static void dylibs_say(struct search *s, const char *text)
{
	if (!names_hold(&s->missing, text))
		list_push(s->g->mem, &s->missing, text);
}

static bool was_seen(const struct search *s, const char *path)
{
	for (size_t i = 0; i < s->seen.n; i++)
		if (str_equal(s->seen.at[i].path, path))
			return true;
	return false;
}

/* A library that was found: right CPU? Its own needs are put off by adding it to `seen`. */
static void dylibs_judge(struct search *s, const char *path)
{
	struct arena *mem = s->g->mem;
	struct host *h = s->g->host;
	struct library l = { 0 };

	if (is_system_library(path) || h->realpath(h, mem, path, &l.path, NULL) != RC_OK ||
	    was_seen(s, l.path))
		return;
	if (h->binary(h, mem, l.path, &l.binary, NULL) != RC_OK || !is_macho(&l.binary))
		return;
	if (l.binary.arch_n && !has_arch(&l.binary, s->arch))
		dylibs_say(s, arena_fmt(mem, _("%s is built for %s"), path,
					binary_arch_text(mem, &l.binary)));
	else
		list_push(mem, &s->seen, l);
}

/* Weak libraries have a load command of their own and are not among `needs`. */
static void look_at_needs(struct search *s, const struct binary *b, const char *loader_dir)
{
	add_rpaths(s, b, loader_dir);
	for (size_t i = 0; i < b->needs.n; i++) {
		const char *name = b->needs.at[i], *path;

		if (is_system_library(name) || (name[0] != '/' && name[0] != '@'))
			continue;
		path = locate(s, name, loader_dir);
		if (path)
			dylibs_judge(s, path);
		else
			dylibs_say(s, arena_fmt(s->g->mem, _("%s does not exist"),
						expand(s, name, loader_dir)));
	}
}

struct names dylibs_missing(struct gather *g, const char *program, const struct binary *b)
{
	struct search s = { .g = g, .program_dir = path_folder(g->mem, program) };

	if (!is_macho(b) || !b->arch_n)
		return s.missing;
	s.arch = has_arch(b, g->f->machine.cpu) ? g->f->machine.cpu : b->archs[0];
	look_at_needs(&s, b, s.program_dir);
	for (size_t i = 0; i < s.seen.n && i < LIBRARIES_MOST; i++) {
		struct library l = s.seen.at[i]; /* the list may move */

		look_at_needs(&s, &l.binary, path_folder(g->mem, l.path));
	}
	return s.missing;
}

/* Apple Silicon runs signed programs only (xnu, kern_exec.c; Go's and clang's linkers sign for this
 * machine's own use). */
static bool is_unsigned(const struct machine_facts *m, const struct binary *b)
{
	return m->cpu == ARCH_ARM64 && b->format == BINARY_MACHO && b->os == OS_DARWIN &&
	       b->arch_n && b->archs[0] == ARCH_ARM64 && !b->signature;
}

void dylibs_judge_tool(struct gather *g, struct tool *t)
{
	const struct machine_facts *m = &g->f->machine;

	if (m->os != OS_DARWIN || !t->real_path)
		return;
	t->quarantined = g->host->has_xattr(g->host, t->real_path, "com.apple.quarantine");
	if (!is_macho(&t->binary))
		return;
	if (t->binary.min_os && m->os_version &&
	    version_compare(t->binary.min_os, m->os_version) > 0)
		t->needs_os = t->binary.min_os;
	if (is_unsigned(m, &t->binary)) {
		t->killed = true;
		if (t->fault == FAULT_NONE) {
			t->fault = FAULT_CANNOT_RUN;
			t->fault_detail = _("its header holds no code signature");
		}
	}
	t->missing_libraries = dylibs_missing(g, t->real_path, &t->binary);
	if (t->missing_libraries.n && t->fault == FAULT_NONE) {
		t->fault = FAULT_NO_LIBRARY;
		t->fault_detail = t->missing_libraries.at[0];
	}
}

/* Go writes LC_UUID since 1.24; macOS 26 starts no program without it that was built with an SDK of that
 * year (golang/go#68678; apple-oss-distributions/dyld, Policy.cpp). The header says so, or else the Go
 * that built it. */
bool facts_refuses(const struct facts *f, const struct tool *t)
{
	const struct binary *b = &t->binary;

	if (f->machine.os != OS_DARWIN || !f->machine.os_version ||
	    version_compare(f->machine.os_version, "26") < 0 || !b->go ||
	    b->format != BINARY_MACHO || b->uuid > 0)
		return false;
	if (b->uuid < 0 && b->sdk)
		return version_compare(b->sdk, "26") >= 0;
	return b->uuid < 0 || (b->go->version && version_compare(b->go->version, "1.24") < 0);
}
