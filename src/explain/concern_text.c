/* What the text speaks of, wherever that stands in it: the blanks of its messages take only a part of that. */
#include "explain/concern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- words ---- */

bool is_of_a_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_';
}

/* Does the text have these characters as a word of its own? */
static bool has_word(const struct explanation *x, const char *word, size_t n)
{
	for (size_t i = 0; i < x->lines.n; i++)
		for (const char *line = x->lines.at[i], *at = line; *at; at++)
			if (strncasecmp(at, word, n) == 0 && !is_of_a_name(at[n]) &&
			    (at == line || !is_of_a_name(at[-1])))
				return true;
	return false;
}

bool explain_speaks_of(const struct explanation *x, const char *name)
{
	return has_word(x, name, strlen(name));
}

static bool has_one_of(const struct explanation *x, const char *const *words)
{
	for (size_t i = 0; i < x->lines.n; i++)
		for (const char *const *word = words; *word; word++)
			if (strstr(x->lines.at[i], *word))
				return true;
	return false;
}

/* ---- words of a finding ---- */

static bool ends_a_word(char c)
{
	return c == '\0' || strchr(" ,;()", c);
}

/* The words of its evidence: a file, a setting's name and its value, a version. The colon behind one is no part of it. */
bool evidence_has_word(const struct question *q, const char *evidence,
		       bool (*is)(const struct question *q, const char *word))
{
	char word[4096];

	for (const char *at = evidence; *at;) {
		size_t n = 0;

		while (!ends_a_word(at[n]))
			n++;
		if (n && n < sizeof(word)) {
			memcpy(word, at, n);
			word[n - (at[n - 1] == ':')] = '\0';
			if (is(q, word))
				return true;
		}
		at += n + (at[n] != '\0');
	}
	return false;
}

/* ---- programs ---- */

bool speaks_of_protoc(const struct question *q)
{
	return explain_speaks_of(q->x, "protoc");
}

bool speaks_of_its_program(const struct question *q)
{
	return !q->program || explain_speaks_of(q->x, q->program) ||
	       (str_equal(q->program, "protoc") && explain_speaks_of(q->x, "protobuf"));
}

/* "protoc: /opt/homebrew/opt/abseil/lib/x.dylib does not exist": the text may name the library alone. */
bool speaks_of_its_library(const struct question *q)
{
	for (size_t i = 0; i < q->f->evidence.n; i++) {
		const char *path = strchr(q->f->evidence.at[i], '/');
		size_t n = path ? strcspn(path, " ") : 0;

		while (n && path[n - 1] != '/')
			n--;
		if (n > 1 && has_word(q->x, path, n - 1))
			return true;
	}
	return speaks_of_its_program(q);
}

static bool continues_a_name(char c)
{
	return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The tap homebrew/cask-fonts lies in Taps/homebrew/homebrew-cask-fonts. */
static bool names_the_tap(const char *line, const char *tap)
{
	for (const char *at = line; (at = strstr(at, "omebrew")) != NULL; at++) {
		const char *name = at + strlen("omebrew");

		if ((*name == '-' || *name == '/') && str_starts(name + 1, tap) &&
		    !continues_a_name(name[1 + strlen(tap)]))
			return true;
	}
	return false;
}

bool speaks_of_its_tap(const struct question *q)
{
	for (size_t i = 0; i < q->f->evidence.n; i++) {
		const char *slash = strrchr(q->f->evidence.at[i], '/');

		for (size_t k = 0; slash && k < q->x->lines.n; k++)
			if (names_the_tap(q->x->lines.at[k], slash + 1))
				return true;
	}
	return false;
}

/* "built with go1.25", "(go1.25) used to build": by the Go of that minor version. */
static bool tells_its_go(const struct explanation *x, const char *version)
{
	static const char *const said[] = { "built with", "used to build", "built by", NULL };
	char name[32];

	if (!version || !has_one_of(x, said))
		return false;
	snprintf(name, sizeof(name), "go%d.%d", atoi(version),
		 strchr(version, '.') ? atoi(strchr(version, '.') + 1) : 0);
	return explain_speaks_of(x, name);
}

/* A Go program beside the tools concerns a text that names it, and no other. */
bool speaks_of_its_go_program(const struct question *q)
{
	const struct facts *f = q->in->facts;
	const struct tool *t;
	bool any = false;

	if (q->about->name && q->about->kind == THING_PROGRAM)
		return finding_tells_of(q->f, q->about->name);
	for (size_t i = 0; (t = facts_go_program(f, i)); i++) {
		bool spoken = explain_speaks_of(q->x, path_name(t->path));

		if (spoken && finding_tells_of(q->f, path_name(t->path)))
			return true;
		any = any || spoken;
	}
	/* "application built with go1.25" tells as much of a program that does not give its name. */
	for (size_t i = 0; !any && (t = facts_go_program(f, i)); i++)
		if (str_equal(q->f->rule->id, "gotool.outdated") && t->binary.go &&
		    finding_tells_of(q->f, path_name(t->path)) &&
		    tells_its_go(q->x, t->binary.go->version))
			return true;
	/* "can not run under Rosetta" is said of itself, by a program that does not give its name. */
	return !any && str_equal(q->f->rule->id, "gotool.wrong-arch");
}

/* "protoc-gen-go: unknown path type" is said of the plugin that it names, and of no other. */
bool names_another_plugin(const struct question *q)
{
	static const char *const plugins[] = { "protoc-gen-", NULL };

	return str_starts(q->program, plugins[0]) && !explain_speaks_of(q->x, q->program) &&
	       has_one_of(q->x, plugins);
}

/* What a version manager says is of its own shims, and of no other manager's. */
bool names_another_manager(const struct question *q)
{
	static const char *const managers[] = { "asdf", "mise", "rtx", "goenv", "gvm" };
	bool other = false;

	for (size_t i = 0; i < sizeof(managers) / sizeof(managers[0]); i++) {
		if (!explain_speaks_of(q->x, managers[i]))
			continue;
		other = true;
		for (size_t k = 0; k < q->f->evidence.n; k++)
			if (strstr(q->f->evidence.at[k], managers[i]))
				return false;
	}
	return other;
}

/* Where a compiler, an assembler or a linker complains, there is one. */
bool has_a_compiler_that_speaks(const struct question *q)
{
	static const char *const said[] = { "collect2: ",
					    "gcc: error",
					    "gcc: fatal",
					    "clang: error",
					    "cc1: ",
					    "Assembler messages",
					    "fatal error: '",
					    ".h: No such file",
					    "/ld: ",
					    ": error: ",
					    NULL };

	return has_one_of(q->x, said);
}

/* ---- flags, folders and files ---- */

/* "-mod=vendor" by its name, "for flag -mod", or with its value: "-mod=readonly" is said of another. */
static bool has_flag(const struct explanation *x, const char *flag)
{
	const char *bare = flag + strspn(flag, "-");
	size_t n = strcspn(flag, "= \t"), all = strcspn(flag, " \t'\"");

	if (all > n && has_word(x, bare, all - (size_t)(bare - flag)))
		return true;
	for (size_t i = 0; i < x->lines.n; i++)
		for (const char *at = x->lines.at[i]; *at; at++)
			if (strncasecmp(at, flag, n) == 0 && !is_of_a_name(at[n]) &&
			    (at == x->lines.at[i] || !is_of_a_name(at[-1])) &&
			    (all == n || at[n] != '='))
				return true;
	return false;
}

/* GOFLAGS is the cause of what is said about it or about one of its flags, and of nothing else: "-mod=vendor" of what is
 * said about the vendor folder too. With -w each `go env NAME` is one that writes. */
bool speaks_of_its_flags(const struct question *q)
{
	const char *at = facts_setting_value(q->in->facts, "GOFLAGS");
	size_t n;

	if (!at || explain_speaks_of(q->x, "GOFLAGS") ||
	    (strstr(at, "vendor") && explain_speaks_of(q->x, "vendor")))
		return true;
	for (; *(at += strspn(at, " \t'\"")); at += strcspn(at, " \t")) {
		n = strcspn(at, "= \t");
		if (has_flag(q->x, at))
			return true;
		if (n == 2 && strchr("uw", at[1]) && explain_speaks_of(q->x, "KEY"))
			return true;
	}
	return false;
}

/* The folder, or what lies in it, with ~ or without. */
static bool speaks_of_folder(const struct question *q, const char *folder)
{
	const char *below = path_below(folder, q->in->facts->places.home);

	return explain_speaks_of(q->x, folder) ||
	       (below && *below && explain_speaks_of(q->x, below));
}

bool speaks_of_its_folder(const struct question *q)
{
	return speaks_of_folder(q, q->f->about_name);
}

bool speaks_of_a_foreign_folder(const struct question *q)
{
	const struct names *owned = &q->in->facts->environment.foreign_owned;

	for (size_t i = 0; i < owned->n; i++)
		if (speaks_of_folder(q, owned->at[i]))
			return true;
	return false;
}

/* "/Users/me/.zshrc:101: ..." is said of that start file, and of no other. */
bool names_another_start_file(const struct question *q)
{
	for (size_t i = 0; i < q->f->where.n; i++)
		if (explain_speaks_of(q->x, path_name(q->f->where.at[i].file)))
			return false;
	start_files_each (file, q->in->facts)
		if (q->f->where.n && explain_speaks_of(q->x, path_name(file->path)))
			return true;
	return false;
}

/* ---- downloads ---- */

/* What brew fetches for itself: another download goes by no mirror of its. */
bool speaks_of_homebrew(const struct question *q)
{
	static const char *const words[] = { "brew", "homebrew", "formula", "bottle" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (explain_speaks_of(q->x, words[i]))
			return true;
	return false;
}

/* The checksum database is asked through the mirror. */
static bool is_host_of_goproxy(const struct explain_input *in, const char *host)
{
	return (in->wants->goproxy && strstr(in->wants->goproxy, host)) ||
	       str_equal(host, "sum.golang.org");
}

/* The text names addresses, and none of them is a mirror of GOPROXY's: what failed is another download. */
static bool names_other_addresses(const struct explain_input *in, const struct explanation *x)
{
	char host[256];
	bool any = false;

	for (size_t i = 0; i < x->lines.n; i++)
		for (const char *at = x->lines.at[i]; (at = strstr(at, "://"));) {
			size_t n;

			at += strlen("://");
			n = strcspn(at, "/:,;)]}'\"` \t");
			if (!n || n >= sizeof(host))
				continue;
			memcpy(host, at, n);
			host[n] = '\0';
			if (is_host_of_goproxy(in, host))
				return false;
			any = true;
		}
	return any;
}

/* "/@v/" is in what is asked of a module proxy, whichever it is. */
static bool asks_a_module_proxy(const struct explanation *x)
{
	static const char *const words[] = { "/@v/", "GOPROXY", NULL };

	return has_one_of(x, words);
}

/* curl, wget, ping and apt ask no module proxy, unless go started them. */
static bool is_said_by_another_downloader(const struct explanation *x)
{
	static const char *const theirs[] = { "curl: (",
					      "wget: ",
					      "ping: ",
					      "W: ",
					      "E: ",
					      "Err:",
					      "|:443",
					      "==> Downloading",
					      "apt-get ",
					      "apt update",
					      "fatal: unable to access",
					      "Failed to download",
					      "Download failed",
					      NULL };
	static const char *const of_go[] = { "go: ",     "go get ",  "go install ", "go mod ",
					     "go build", "go run ",  "go list ",    "go test",
					     "go env",   "go work ", "go tool ",    NULL };

	return has_one_of(x, theirs) && !has_one_of(x, of_go);
}

bool explain_may_be_of_goproxy(const struct explain_input *in, const struct explanation *x,
			       const struct thing *about)
{
	if (asks_a_module_proxy(x))
		return true;
	if (about->name && about->kind == THING_HOST)
		return is_host_of_goproxy(in, about->name);
	return about->name || (!names_other_addresses(in, x) && !is_said_by_another_downloader(x));
}

bool names_another_download(const struct question *q)
{
	return !explain_may_be_of_goproxy(q->in, q->x, q->about);
}
