/* What stands around the tools: the resolver, git, the C library's headers, the CPU's level. */
#include "facts/gather.h"

#include <string.h>
#include <strings.h>

enum { MOST_TEXT = 1 << 20 };

/* ---- resolver: without a server in it Go and the C library ask this machine itself ---- */

static void find_resolver(struct gather *g)
{
	struct surroundings *s = &g->f->surroundings;
	struct file_info info = { 0 };
	struct bytes text, line;
	size_t at = 0;

	if (g->f->machine.os != OS_LINUX)
		return;
	s->resolver_known = true;
	if (!gather_read(g, "/etc/resolv.conf", MOST_TEXT, &text)) {
		if (g->host->lstat(g->host, g->mem, "/etc/resolv.conf", &info, NULL) == RC_OK &&
		    info.type == FILE_LINK)
			s->resolver_gone = info.target;
		return;
	}
	while (next_line(text, &at, &line))
		s->resolver = s->resolver ||
			      str_starts(str_trim(g->mem, arena_strndup(g->mem, line.at, line.n)),
					 "nameserver");
}

/* ---- git ---- */

/* Without a value the list begins anew (git-config(1)). */
static void add_trusted(struct gather *g, const char *value)
{
	struct names *trusts = &g->f->surroundings.git_trusts;
	const char *home = g->f->places.home;

	if (value[0] == '"')
		value = arena_strndup(g->mem, value + 1, strcspn(value + 1, "\""));
	if (!*value)
		trusts->n = 0;
	else if (str_starts(value, "~/"))
		list_push(g->mem, trusts, path_join(g->mem, home, value + 2));
	else
		list_push(g->mem, trusts, value);
}

/* [url "TO"] ... insteadOf = FROM; [safe] directory = FOLDER (git-config(1)) */
static void read_git_config(struct gather *g, const char *file)
{
	const char *to = NULL;
	bool safe = false;
	struct bytes text, line;
	size_t at = 0;
	int number = 0;

	if (!gather_read(g, file, MOST_TEXT, &text))
		return;
	while (next_line(text, &at, &line)) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));
		const char *equals = strchr(one, '=');

		number++;
		if (one[0] == '[') {
			safe = strncasecmp(one, "[safe]", 6) == 0;
			to = str_starts(one, "[url \"")
				     ? arena_strndup(g->mem, one + 6, strcspn(one + 6, "\""))
				     : NULL;
		} else if (safe && equals && strncasecmp(one, "directory", 9) == 0) {
			add_trusted(g, str_trim(g->mem, equals + 1));
		} else if (to && equals && strncasecmp(one, "insteadof", 9) == 0) {
			*list_add(g->mem, &g->f->surroundings.git_rewrites) =
				(struct git_rewrite){ file, number, to,
						      str_trim(g->mem, equals + 1) };
		}
	}
}

static void find_git(struct gather *g)
{
	struct surroundings *s = &g->f->surroundings;

	s->git = host_which(g->host, g->mem, g->f->path.text, "git");
	read_git_config(g, "/etc/gitconfig");
	read_git_config(g, path_join(g->mem, g->f->places.config, "git/config"));
	read_git_config(g, path_join(g->mem, g->f->places.home, ".gitconfig"));
}

/* ---- the CPU's level ---- */

static bool has_flags(const char *line, const char *const *flags)
{
	for (; *flags; flags++) {
		const char *found = line;
		size_t n = strlen(*flags);

		while ((found = strstr(found, *flags)) &&
		       !((found[-1] == ' ' || found[-1] == '\t') && strchr(" \n", found[n])))
			found += n;
		if (!found)
			return false;
	}
	return true;
}

/* The flags that each level of x86-64 needs, by the kernel's names (go.dev/wiki/MinimumRequirements;
 * x86-64 psABI 3.1.1). */
static void find_level(struct gather *g)
{
	static const char *const v2[] = { "cx16",   "lahf_lm", "popcnt", "sse4_1",
					  "sse4_2", "ssse3",   NULL };
	static const char *const v3[] = { "avx",  "avx2", "bmi1",  "bmi2",
					  "f16c", "fma",  "movbe", NULL };
	static const char *const v4[] = { "avx512f",  "avx512bw", "avx512cd",
					  "avx512dq", "avx512vl", NULL };
	struct bytes text, line;
	size_t at = 0;

	if (g->f->machine.os != OS_LINUX || g->f->machine.cpu != ARCH_AMD64 ||
	    !gather_read(g, "/proc/cpuinfo", MOST_TEXT, &text))
		return;
	while (next_line(text, &at, &line)) {
		const char *one = arena_strndup(g->mem, line.at, line.n);

		if (!str_starts(one, "flags"))
			continue;
		g->f->surroundings.amd64_level = !has_flags(one, v2)   ? 1
						 : !has_flags(one, v3) ? 2
						 : !has_flags(one, v4) ? 3
								       : 4;
		return;
	}
}

/* ---- headers ---- */

static void find_headers(struct gather *g)
{
	struct surroundings *s = &g->f->surroundings;
	const char *active = g->f->clt.active;

	if (g->f->machine.os == OS_DARWIN && g->f->clt.tools && active &&
	    path_is_within(active, "/Library/Developer/CommandLineTools")) {
		/* without the folder that holds them nothing is said */
		s->headers_known =
			host_is_folder(g->host, "/Library/Developer/CommandLineTools/SDKs");
		s->headers = gather_is_file(
			g,
			"/Library/Developer/CommandLineTools/SDKs/MacOSX.sdk/usr/include/stdlib.h");
	} else if (g->f->machine.os == OS_LINUX && g->f->environment.c_compiler) {
		s->headers_known = true;
		s->headers = gather_is_file(g, "/usr/include/stdlib.h");
	}
}

/* ---- version managers ---- */

/* "go = " of mise's settings, "golang 1.26.8" of .tool-versions: "1.26.8"; NULL. */
static const char *go_named(struct gather *g, const char *folder, const char *name)
{
	struct bytes text, line;
	size_t at = 0;

	if (!folder || !gather_read(g, path_join(g->mem, folder, name), MOST_TEXT, &text))
		return NULL;
	while (next_line(text, &at, &line)) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));
		size_t n = strcspn(one, " \t=");
		const char *value = one + n + strspn(one + n, " \t=[{\"'");

		if (!one[n] || !((n == 2 && strncmp(one, "go", 2) == 0) ||
				 (n == 6 && strncmp(one, "golang", 6) == 0)))
			continue;
		if (str_starts(value, "version")) /* go = { version = "1.26" } */
			value = value + 7 + strspn(value + 7, " \t=\"'");
		return arena_strndup(g->mem, value, strcspn(value, " \t\"'#,"));
	}
	return NULL;
}

/* mise.jdx.dev/configuration.html; asdf-vm.com/manage/configuration.html; go-nv/goenv, COMMANDS.md. The
 * environment wins, then the project, then the home folder. */
static const char *chosen_go(struct gather *g, const struct manager_root *root)
{
	static const char *const of_asdf[] = { ".tool-versions", NULL };
	static const char *const of_mise[] = { "mise.toml", ".mise.toml", ".tool-versions", NULL };
	bool mise = root->origin == ORIGIN_MISE;
	const struct places *p = &g->f->places;
	const char *folders[] = { p->project, p->home };
	const char *chosen = gather_env(g, mise                          ? "MISE_GO_VERSION"
					   : root->origin == ORIGIN_ASDF ? "ASDF_GOLANG_VERSION"
									 : "GOENV_VERSION");

	if (root->origin == ORIGIN_GOENV) {
		if (!chosen && p->project)
			chosen = host_first_line(g->host, g->mem,
						 path_join(g->mem, p->project, ".go-version"));
		return chosen ? chosen
			      : host_first_line(g->host, g->mem,
						path_join(g->mem, root->path, "version"));
	}
	for (size_t i = 0; i < 2; i++)
		for (const char *const *name = mise ? of_mise : of_asdf; *name && !chosen; name++)
			chosen = go_named(g, folders[i], *name);
	if (mise && !chosen)
		chosen = go_named(g, p->config, "mise/config.toml");
	if (mise && !chosen)
		chosen = go_named(g, p->config, "mise.toml");
	return chosen;
}

/* "1.26" takes any 1.26.N. */
static bool gives(const char *installed, const char *version)
{
	size_t n = strlen(version);

	return strncmp(installed, version, n) == 0 && (!installed[n] || installed[n] == '.');
}

static void find_choice(struct gather *g, const struct manager_root *root)
{
	struct go_choice choice = { .manager = root->origin,
				    .version = chosen_go(g, root),
				    .gone = script_starts_gone(
					    g, path_join(g->mem, root->shims, "go")) };
	const char *gos = manager_gos(g, root->origin);
	struct dir_entries entries = { 0 };
	enum rc rc = gos ? g->host->list(g->host, g->mem, gos, &entries, NULL) : RC_UNRECORDED;

	/* "latest", "system" and "path:..." name no folder */
	choice.absent = choice.version && strspn(choice.version, "0123456789") > 0 &&
			(rc == RC_OK || rc == RC_NOT_FOUND);
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;

		if (name[0] == '.')
			continue;
		choice.absent = choice.absent && !gives(name, choice.version);
		if (choice.version && gives(name, choice.version))
			manager_look_for_unshimmed(g, root->origin, name);
		if (entries.at[i].type == FILE_FOLDER &&
		    strspn(name, "0123456789") && /* mise has links, too */
		    (!choice.newest || version_compare(name, choice.newest) > 0))
			choice.newest = name;
	}
	list_push(g->mem, &g->f->surroundings.go_choices, choice);
}

static void find_choices(struct gather *g)
{
	for (size_t i = 0; i < g->f->managers.n; i++)
		if (g->f->managers.at[i].shims)
			find_choice(g, &g->f->managers.at[i]);
}

const struct go_choice *facts_go_choice(const struct facts *f, enum origin manager)
{
	const struct go_choices *all = &f->surroundings.go_choices;

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].manager == manager)
			return &all->at[i];
	return NULL;
}

void gather_surroundings(struct gather *g)
{
	find_resolver(g);
	find_git(g);
	find_level(g);
	find_headers(g);
	find_choices(g);
	gather_left_gos(g);
}
