/*
 * Is what doctor found about the thing in the text? A finding about one program, folder or variable is
 * the cause of nothing that happened to another.
 */
#include "explain/judge.h"

#include <string.h>
#include <strings.h>

const char *explain_program_of(const struct finding *f)
{
	if (f->program)
		return path_name(f->program->path);
	return f->tool < TOOL_N ? tool_name(f->tool) : NULL;
}

/* ---- what the text speaks of ---- */

static bool is_of_a_name(char c)
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

/* Does it name the folder, or what lies in it, with ~ or without? */
static bool is_folder_spoken_of(const struct facts *f, const struct explanation *x,
				const char *folder)
{
	const char *below = path_below(folder, f->places.home);

	return explain_speaks_of(x, folder) || (below && *below && explain_speaks_of(x, below));
}

/* ---- packages ---- */

/* What a tree of Go has or lacks is said of the standard library's packages only. */
static bool is_of_a_tree(const char *id)
{
	return str_equal(id, "go.too-old") || str_equal(id, "go.shadowed") ||
	       str_equal(id, "go.mixed-tree") || str_equal(id, "goenv.goroot");
}

static bool names_a_package(const struct thing *about)
{
	return about->kind == THING_MODULE || about->kind == THING_WORD ||
	       about->kind == THING_PATH;
}

/* ---- paths ---- */

/* A path of another Go's tree is not spoken of by what is wrong with the first. */
static bool is_of_the_first_go(const struct facts *f, const char *path)
{
	const struct tool *first = facts_resolve(f, TOOL_GO);

	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *t = &f->tools.at[i];

		if (t->id == TOOL_GO && t->goroot && path_is_within(path, t->goroot))
			return first && str_equal(t->goroot, first->goroot);
	}
	return true;
}

/* A file may be named with ~ or without. */
static bool is_same_file(const struct facts *facts, const char *file, const char *path)
{
	return str_equal(file, path) ||
	       (path[0] == '~' && str_equal(path_below(file, facts->places.home), path + 1));
}

bool explain_is_file_of(const struct facts *facts, const struct tool *t, const char *path)
{
	return is_same_file(facts, t->path, path) ||
	       (t->real_path && is_same_file(facts, t->real_path, path));
}

static bool is_seen_in(const struct facts *facts, const struct finding *f, const char *path)
{
	for (size_t i = 0; i < f->where.n; i++)
		if (is_same_file(facts, f->where.at[i].file, path))
			return true;
	return false;
}

/* What a line of a start file sources, and is not there. */
static bool is_read_and_gone(const struct facts *facts, const char *path)
{
	for (size_t i = 0; i < facts->shell.stale.n; i++)
		if (is_same_file(facts, facts->shell.stale.at[i].missing, path))
			return true;
	return false;
}

/* A folder in which files of another owner lie, or one of these; where no blank took a path, one that
 * the text speaks of. */
static bool is_of_another_owner(const struct facts *f, const struct explanation *x,
				const char *path)
{
	for (size_t i = 0; i < f->environment.foreign_owned.n; i++) {
		const char *owned = f->environment.foreign_owned.at[i];

		if (!path && is_folder_spoken_of(f, x, owned))
			return true;
		if (path && (path_is_within(path, owned) || path_is_within(owned, path)))
			return true;
	}
	return false;
}

/* Below what nobody may enter or write to; ~/go/bin cannot be written to where ~/go may not be entered. */
static bool is_closed_to_you(const struct facts *facts, const struct finding *f, const char *path)
{
	return path_is_within(path, f->about_name) || facts_closed_around(facts, path);
}

/* A folder that has to be made first may be one of those above it. */
static bool is_on_the_way(const char *path, const char *folder)
{
	return path_is_within(path, folder) || path_is_within(folder, path);
}

/* What lies below the folder that a variable names is wrong for its sake; another folder is not. A ~ that
 * nobody expanded means something in the home, and nothing outside of it. */
static bool is_below_the_value(const struct facts *f, const char *variable, const char *path)
{
	const struct setting *s = facts_setting(f, variable);
	const char *value = !s ? NULL : str_equal(variable, "HOME") ? s->start_file : s->value;

	if (path_is_absolute(path) && str_starts(value, "~")) {
		const char *below = path_below(path, f->places.home);

		return strchr(path, '~') || (below && is_on_the_way(below, value + 1));
	}
	if (!path_is_absolute(path) || !value || !*value)
		return true;
	/* go refuses such a value by name, before it writes anywhere */
	if (!path_is_absolute(value) && str_equal(variable, "GOBIN"))
		return false;
	return path_is_absolute(value) ? is_on_the_way(path, value)
				       : strstr(path, path_name(value)) != NULL;
}

/* In WSL the disks of Windows lie below /mnt; a file anywhere else is a program of Linux, and "./protoc" is looked for on
 * no PATH. */
static bool may_be_of_windows(const char *path)
{
	return !strchr(path, '/') || path_is_within(path, "/mnt") || str_ends(path, ".exe");
}

static bool is_of_homebrew(const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->brew.brews.n; i++)
		if (path_is_within(path, f->brew.brews.at[i].prefix))
			return true;
	return false;
}

static bool concerns_path(const struct explain_input *in, const struct explanation *x,
			  const struct finding *f, const char *path)
{
	const char *id = f->rule->id;

	if (f->where.n && str_starts(id, "rc."))
		return is_seen_in(in->facts, f, path) ||
		       (str_equal(id, "rc.stale-source") && is_read_and_gone(in->facts, path));
	if (str_equal(f->variable, "CC"))
		return str_equal(in->facts->environment.c_compiler_gone, path);
	if (str_equal(id, "fs.foreign-owner"))
		return is_of_another_owner(in->facts, x, path);
	if (str_equal(id, "fs.closed"))
		return is_closed_to_you(in->facts, f, path);
	if (str_starts(id, "goenv.") && f->about_name)
		return is_on_the_way(path, f->about_name);
	if (str_starts(id, "goenv.") && f->variable)
		return is_below_the_value(in->facts, f->variable, path);
	if (str_equal(id, "wsl.windows-path"))
		return may_be_of_windows(path);
	if (str_equal(id, "brew.shared"))
		return is_of_homebrew(in->facts, path);
	if (str_equal(id, "wsl.project-on-mnt"))
		return path_is_within(path, "/mnt");
	if (f->tool == TOOL_GO)
		return is_of_the_first_go(in->facts, path);
	return true;
}

/* ---- programs ---- */

/* "~/go/bin/dlv (1.22.1)": a finding about several programs has their paths in its evidence. */
static bool tells_of(const struct finding *f, const char *program)
{
	size_t n = strlen(program);

	for (size_t i = 0; i < f->evidence.n; i++)
		for (const char *at = f->evidence.at[i]; (at = strchr(at, '/')); at++)
			if (strncmp(at + 1, program, n) == 0 && !is_of_a_name(at[n + 1]))
				return true;
	return false;
}

/* A Go program beside the tools concerns a text that names it, and no other. */
static bool concerns_go_program(const struct explain_input *in, const struct explanation *x,
				const struct finding *f, const struct thing *about)
{
	const struct tools *all = &in->facts->go_tools;

	bool any = false;

	if (about->name && about->kind == THING_PROGRAM)
		return tells_of(f, about->name);
	for (size_t i = 0; i < all->n; i++) {
		const char *name = path_name(all->at[i].path);
		bool spoken = explain_speaks_of(x, name);

		if (spoken && tells_of(f, name))
			return true;
		any = any || spoken;
	}
	/* "can not run under Rosetta" is said of itself, by a program that does not give its name. */
	return !any && str_equal(f->rule->id, "gotool.wrong-arch");
}

/* These are of one program, and a text can be about any. */
static bool wants_its_program_named(const char *id)
{
	return str_starts(id, "tool.") || str_equal(id, "brew.broken-keg") ||
	       str_equal(id, "brew.link-conflict") || str_ends(id, ".off-path") ||
	       str_ends(id, ".missing");
}

/* "protoc: /opt/homebrew/opt/abseil/lib/x.dylib does not exist": the text may name the library alone. */
static bool is_library_spoken_of(const struct explanation *x, const struct finding *f)
{
	for (size_t i = 0; i < f->evidence.n; i++) {
		const char *path = strchr(f->evidence.at[i], '/');
		size_t n = path ? strcspn(path, " ") : 0;

		while (n && path[n - 1] != '/')
			n--;
		if (n > 1 && has_word(x, path, n - 1))
			return true;
	}
	return false;
}

/* The text names addresses, and none of them is a mirror of GOPROXY's: what failed is another download. The checksum
 * database is asked through the mirror. */
static bool names_other_addresses(const struct explain_input *in, const struct explanation *x)
{
	const char *goproxy = in->wants->goproxy ? in->wants->goproxy : "";
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
			if (strstr(goproxy, host) || str_equal(host, "sum.golang.org"))
				return false;
			any = true;
		}
	return any;
}

static bool has_one_of(const struct explanation *x, const char *const *words)
{
	for (size_t i = 0; i < x->lines.n; i++)
		for (const char *const *word = words; *word; word++)
			if (strstr(x->lines.at[i], *word))
				return true;
	return false;
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
		return strstr(in->wants->goproxy ? in->wants->goproxy : "", about->name) ||
		       str_equal(about->name, "sum.golang.org");
	return about->name || (!names_other_addresses(in, x) && !is_said_by_another_downloader(x));
}

/* Where a compiler, an assembler or a linker complains, there is one. */
static bool has_a_compiler_that_speaks(const struct explanation *x)
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

	return has_one_of(x, said);
}

/* GOFLAGS is the cause of what is said about it or about one of its flags, and of nothing else: "-mod=vendor" of what is
 * said about the vendor folder too. With -w each `go env NAME` is one that writes. */
static bool is_said_of_its_flags(const struct explain_input *in, const struct explanation *x)
{
	const char *at = facts_setting_value(in->facts, "GOFLAGS");
	size_t n;

	if (!at || explain_speaks_of(x, "GOFLAGS") ||
	    (strstr(at, "vendor") && explain_speaks_of(x, "vendor")))
		return true;
	for (; *(at += strspn(at, " \t'\"")); at += strcspn(at, " \t")) {
		n = strcspn(at, "= \t");
		if (has_word(x, at, n))
			return true;
		if (n == 2 && strchr("uw", at[1]) && explain_speaks_of(x, "KEY"))
			return true;
	}
	return false;
}

/* "protoc-gen-go: unknown path type" is said of the plugin that it names, and of no other. */
static bool names_another_plugin(const struct explanation *x, const char *program)
{
	static const char prefix[] = "protoc-gen-";

	if (!program || !str_starts(program, prefix) || explain_speaks_of(x, program))
		return false;
	for (size_t i = 0; i < x->lines.n; i++)
		if (strstr(x->lines.at[i], prefix))
			return true;
	return false;
}

/* What a version manager says is of its own shims, and of no other manager's. */
static bool names_another_manager(const struct explanation *x, const struct finding *f)
{
	static const char *const managers[] = { "asdf", "mise", "rtx", "goenv" };
	bool other = false;

	for (size_t i = 0; i < sizeof(managers) / sizeof(managers[0]); i++) {
		if (!explain_speaks_of(x, managers[i]))
			continue;
		other = true;
		for (size_t k = 0; k < f->evidence.n; k++)
			if (strstr(f->evidence.at[k], managers[i]))
				return false;
	}
	return other;
}

/* What brew fetches for itself: another download goes by no mirror of its. */
static bool speaks_of_homebrew(const struct explanation *x)
{
	static const char *const words[] = { "brew", "homebrew", "formula", "bottle" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (explain_speaks_of(x, words[i]))
			return true;
	return false;
}

/* "/Users/me/.zshrc:101: ..." is said of that start file, and of no other. */
static bool names_another_start_file(const struct facts *facts, const struct explanation *x,
				     const struct finding *f)
{
	bool other = false;

	if (!str_starts(f->rule->id, "rc.") || !f->where.n)
		return false;
	for (size_t i = 0; i < f->where.n; i++)
		if (explain_speaks_of(x, path_name(f->where.at[i].file)))
			return false;
	for (int id = 0; id < SHELL_N; id++)
		for (size_t i = 0; i < facts->shell.shells[id].files.n; i++)
			other = other ||
				explain_speaks_of(
					x, path_name(facts->shell.shells[id].files.at[i].path));
	return other;
}

/* The text's blanks took nothing: what the finding is about has to stand elsewhere in it. */
static bool concerns_the_text(const struct explain_input *in, const struct explanation *x,
			      const struct finding *f)
{
	const char *program = explain_program_of(f);

	if (str_equal(f->rule->id, "fs.foreign-owner"))
		return is_of_another_owner(in->facts, x, NULL);
	if (str_equal(f->rule->id, "fs.closed") && f->about_name)
		return is_folder_spoken_of(in->facts, x, f->about_name);
	if (str_equal(f->rule->id, "goenv.target-forced") && explain_speaks_of(x, "protoc"))
		return false;
	if (str_equal(f->rule->id, "brew.broken-keg") && is_library_spoken_of(x, f))
		return true;
	if (str_equal(f->rule->id, "goenv.proxy") &&
	    !explain_may_be_of_goproxy(in, x, &(struct thing){ 0 }))
		return false;
	if (names_another_start_file(in->facts, x, f))
		return false;
	if (names_another_plugin(x, program))
		return false;
	if (str_equal(f->rule->id, "brew.mirror"))
		return speaks_of_homebrew(x);
	return !program || !wants_its_program_named(f->rule->id) || explain_speaks_of(x, program) ||
	       (str_equal(program, "protoc") && explain_speaks_of(x, "protobuf"));
}

/* Whatever is wrong with PATH, it hides no program that is nowhere on this machine. */
static bool is_nowhere(const struct explanation *x, const struct thing *about)
{
	const struct named_program *p = explain_program(x, about->name);

	return about->kind == THING_PROGRAM && p && !p->found.n;
}

/* It lies in none of the system's folders, so it is not for their sake that it is not found. */
static bool is_elsewhere(const struct explanation *x, const struct thing *about)
{
	const struct named_program *p = explain_program(x, about->name);

	for (size_t i = 0; p && i < p->found.n; i++)
		if (str_starts(p->found.at[i].path, "/bin/") ||
		    str_starts(p->found.at[i].path, "/usr/bin/"))
			return false;
	return about->kind == THING_PROGRAM && p && p->found.n;
}

bool explain_go_is_new_enough(const struct facts *f, const struct thing *about)
{
	const struct tool *first = facts_resolve(f, TOOL_GO);

	return about->kind == THING_VERSION && about->name && first && first->version &&
	       version_compare(first->version, about->name) >= 0;
}

const char *explain_go_asked_for(const struct explanation *x, const struct thing *about)
{
	if (!about->name)
		return x->needed_go;
	if (about->kind == THING_VERSION)
		return about->name;
	return names_a_package(about) ? explain_came_with(about) : NULL;
}

/* "package slices is not in std" and "undefined: slices.Sort" are not said by a Go that has them, however old it is for
 * gRPC. */
static bool has_what_is_asked_for(const struct facts *f, const struct explanation *x,
				  const struct finding *found, const struct thing *about)
{
	const struct thing since = { THING_VERSION, explain_go_asked_for(x, about) };

	return (str_equal(found->rule->id, "go.too-old") ||
		str_equal(found->rule->id, "go.shadowed")) &&
	       explain_go_is_new_enough(f, &since);
}

static bool is_in_setting(const struct facts *f, const char *variable, const char *host)
{
	const char *value = facts_setting_value(f, variable);

	return value && strstr(value, host);
}

/* GOOS and GOARCH change what go builds, and neither protoc nor go itself is of that; a folder below pkg has their names. */
static bool is_of_the_target(const struct facts *facts, const struct finding *f,
			     const struct thing *about)
{
	const char *value = facts_setting_value(facts, f->variable);

	if (about->kind == THING_WORD)
		return value && strstr(about->name, value);
	return !str_equal(path_name(about->name), "protoc") &&
	       !str_equal(path_name(about->name), "go");
}

bool explain_concerns(const struct explain_input *in, const struct explanation *x,
		      const struct finding *f, const struct thing *about)
{
	const char *program = explain_program_of(f);

	/* "requires go >= 1.20" was said by another, whatever else wants a newer one than this. */
	if (explain_go_is_new_enough(in->facts, about) ||
	    has_what_is_asked_for(in->facts, x, f, about))
		return false;

	if (str_starts(f->rule->id, "gotool.") && !str_equal(f->rule->id, "gotool.no-uuid"))
		return concerns_go_program(in, x, f, about);
	if (str_equal(f->rule->id, "goenv.goflags"))
		return is_said_of_its_flags(in, x);
	if (str_equal(f->rule->id, "goenv.target-forced") && about->name)
		return is_of_the_target(in->facts, f, about);
	if (str_equal(f->rule->id, "cgo.no-compiler") && has_a_compiler_that_speaks(x))
		return false;
	if (str_equal(f->rule->id, "go.shim-without-version") && names_another_manager(x, f))
		return false;
	if (about->kind == THING_HOST && str_equal(f->variable, "GOSUMDB"))
		return about->name && is_in_setting(in->facts, "GOSUMDB", about->name);
	if (!about->name)
		return concerns_the_text(in, x, f);
	if (str_starts(f->rule->id, "path.") && is_nowhere(x, about))
		return false;
	if (str_equal(f->rule->id, "path.no-system") && is_elsewhere(x, about))
		return false;
	if (str_equal(f->rule->id, "path.dangling") &&
	    f->level == LEVEL_NOTE) /* nothing was in it */
		return false;
	if (is_of_a_tree(f->rule->id) && names_a_package(about) &&
	    !explain_is_standard_package(about))
		return false;
	if (about->kind == THING_PATH && str_equal(f->rule->id, "gotool.no-uuid"))
		return tells_of(f, path_name(about->name));
	if (about->kind == THING_PATH)
		return concerns_path(in, x, f, about->name);
	if (about->kind == THING_PROGRAM && program)
		return str_equal(program, about->name);
	if (about->kind == THING_VARIABLE && f->variable)
		return str_equal(f->variable, about->name);
	if (about->kind == THING_HOST && str_equal(f->variable, "GOPROXY"))
		return strstr(in->wants->goproxy ? in->wants->goproxy : "", about->name) != NULL;
	return about->kind != THING_PROGRAM || !program;
}
