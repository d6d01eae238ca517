/*
 * Homebrew's prefixes, their kegs and what keeps them from working: from the file system alone,
 * since starting brew takes a second. Layout: Homebrew/brew (keg.rb, tab.rb, env_config.rb) and
 * Homebrew/install (install.sh).
 */
#include "facts/cellar.h"
#include "facts/gather.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"

/* ---- kegs ---- */

static void consider_keg(struct gather *g, struct brew *b, const char *name)
{
	struct keg k = { .name = name,
			 .version = cellar_version(g->mem, g->host, b->prefix, name) };
	const char *opt, *real;

	if (!k.version)
		return;
	k.folder = arena_fmt(g->mem, "%s/Cellar/%s/%s", b->prefix, name, k.version);
	opt = arena_fmt(g->mem, "%s/opt/%s", b->prefix, name);
	k.linked = g->host->realpath(g->host, g->mem, opt, &real, NULL) == RC_OK &&
		   str_equal(path_name(real), k.version);
	k.in_prefix = cellar_is_linked(g->host, g->mem, b->prefix, name);
	k.pinned = cellar_is_pinned(g->host, g->mem, b->prefix, name);
	/* An old receipt or none says nothing: asked for. */
	k.on_request = json_bool(cellar_receipt(g->mem, g->host, b->prefix, name),
				 "installed_on_request", true);
	list_push(g->mem, &b->kegs, k);
}

/* "protoc: /opt/homebrew/opt/abseil/lib/libabsl... does not exist" */
static void check_programs(struct gather *g, struct brew *b, const struct keg *k)
{
	const char *bin = path_join(g->mem, k->folder, "bin");
	struct dir_entries programs = { 0 };

	if (g->host->list(g->host, g->mem, bin, &programs, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < programs.n && i < 10; i++) {
		const char *path = path_join(g->mem, bin, programs.at[i].name), *real;
		struct binary binary = { 0 };
		struct names missing;

		if (programs.at[i].type == FILE_FOLDER ||
		    g->host->realpath(g->host, g->mem, path, &real, NULL) != RC_OK ||
		    g->host->binary(g->host, g->mem, real, &binary, NULL) != RC_OK)
			continue;
		missing = dylibs_missing(g, real, &binary);
		for (size_t j = 0; j < missing.n; j++)
			list_push(g->mem, &b->missing_libraries,
				  arena_fmt(g->mem, "%s: %s", programs.at[i].name, missing.at[j]));
	}
}

static void find_kegs(struct gather *g, struct brew *b)
{
	static const char *const formulae[] = { "go", "protobuf", "abseil", "protoc-gen-go",
						"protoc-gen-go-grpc" };
	struct dir_entries all = { 0 };

	for (size_t i = 0; i < sizeof(formulae) / sizeof(formulae[0]); i++)
		consider_keg(g, b, formulae[i]);
	for (size_t i = 0; i < b->kegs.n; i++)
		check_programs(g, b, &b->kegs.at[i]);
	if (g->host->list(g->host, g->mem, path_join(g->mem, b->prefix, "Cellar"), &all, NULL) !=
	    RC_OK)
		return;
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].type == FILE_FOLDER && all.at[i].name[0] != '.')
			list_push(g->mem, &b->installed, all.at[i].name);
}

/* ---- the prefix ---- */

/* brew's own files: the prefix itself on Apple Silicon, PREFIX/Homebrew elsewhere (install.sh). */
static const char *repository_of(struct gather *g, const struct brew *b)
{
	const char *below = path_join(g->mem, b->prefix, "Homebrew");

	return host_is_folder(g->host, below) ? below : b->prefix;
}

static const char *owner_of(struct gather *g, const char *path)
{
	struct file_info info = { 0 };

	if (g->host->stat(g->host, g->mem, path, &info, NULL) != RC_OK || info.type == FILE_NONE)
		return NULL;
	if (info.uid == g->system.uid)
		return _("you");
	return info.uid == 0 ? _("root") : _("another user");
}

/* The folders install.sh makes and brew writes to; /usr/local itself is the system's. */
static void find_unwritable(struct gather *g, struct brew *b)
{
	static const char *const folders[] = {
		"bin",    "etc",      "include", "lib",          "opt",
		"sbin",   "share",    "var",     "var/homebrew", "var/homebrew/linked",
		"Cellar", "Caskroom",
	};
	const char *repository = repository_of(g, b);

	b->owner = owner_of(g, repository);
	b->of_another = str_equal(b->owner, _("another user"));
	if (!g->host->may(g->host, repository, W_OK))
		list_push(g->mem, &b->unwritable, repository);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		const char *path = path_join(g->mem, b->prefix, folders[i]);

		if (host_is_folder(g->host, path) && !g->host->may(g->host, path, W_OK))
			list_push(g->mem, &b->unwritable, path);
	}
	b->writable = b->unwritable.n == 0;
}

/* zsh's compaudit refuses folders of fpath, and their parents, that others may write to or that
 * belong to somebody else but root (zsh, Completion/compaudit). */
static void find_insecure(struct gather *g, struct brew *b)
{
	static const char *const folders[] = { "share/zsh", "share/zsh/site-functions" };

	for (size_t i = 0; i < 2; i++) {
		const char *path = path_join(g->mem, b->prefix, folders[i]);
		struct file_info info = { 0 };

		if (g->host->stat(g->host, g->mem, path, &info, NULL) != RC_OK ||
		    info.type != FILE_FOLDER)
			continue;
		if ((info.mode & 022) || (info.uid != 0 && info.uid != g->system.uid))
			list_push(g->mem, &b->insecure_completions, path);
	}
}

/* Homebrew/brew, official_taps.rb: given up, and most repositories are gone. Old advice made an empty tap
 * core-arm64 in the hope of "ARM sources". */
static bool is_given_up(const char *tap)
{
	static const char names[] =
		" aliases apache binary bundle cask-drivers cask-eid cask-fonts cask-versions "
		"command-not-found completions devel-only dupes emacs formula-analytics fuse games gui "
		"head-only linux-fonts livecheck nginx php python science services tex versions x11 ";

	return str_starts(tap, "core-arm") || str_is_among(names, tap, strlen(tap));
}

static void find_leftover_taps(struct gather *g, struct brew *b)
{
	const char *taps = path_join(g->mem, repository_of(g, b), "Library/Taps/homebrew");
	struct dir_entries all = { 0 };

	if (g->host->list(g->host, g->mem, taps, &all, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < all.n; i++)
		if (str_starts(all.at[i].name, "homebrew-") &&
		    is_given_up(all.at[i].name + strlen("homebrew-")))
			list_push(g->mem, &b->leftover_taps,
				  arena_fmt(g->mem, "homebrew/%s",
					    all.at[i].name + strlen("homebrew-")));
}

/* "    tahoe:       "26"," of the table that every brew has of the systems it knows. */
static void read_system(struct gather *g, struct brew *b, const char *line)
{
	const char *open = strstr(line, ": "), *version;
	size_t n;

	version = open ? strchr(open, '"') : NULL;
	n = version ? strspn(version + 1, "0123456789.") : 0;
	if (n && version[1 + n] == '"')
		list_push(g->mem, &b->systems, arena_strndup(g->mem, version + 1, n));
}

/* Library/Homebrew/macos_version.rb and brew.sh, of whatever age (Homebrew/brew). */
static void find_systems(struct gather *g, struct brew *b)
{
	static const char oldest[] = "HOMEBREW_MACOS_OLDEST_SUPPORTED=\"";
	const char *library = path_join(g->mem, repository_of(g, b), "Library/Homebrew");
	struct bytes text, line;
	bool inside = false;

	if (gather_read(g, path_join(g->mem, library, "macos_version.rb"), 256 << 10, &text)) {
		for (size_t at = 0; next_line(text, &at, &line);) {
			const char *one = arena_strndup(g->mem, line.at, line.n);

			if (inside && strchr(one, '}'))
				break;
			if (inside && !str_starts(str_trim(g->mem, one), "#"))
				read_system(g, b, one);
			inside = inside || strstr(one, "SYMBOLS =");
		}
	}
	if (!gather_read(g, path_join(g->mem, library, "brew.sh"), 1 << 20, &text))
		return;
	for (size_t at = 0; next_line(text, &at, &line);) {
		const char *one = arena_strndup(g->mem, line.at, line.n);

		if (str_starts(one, oldest))
			b->oldest_supported =
				arena_strndup(g->mem, one + sizeof(oldest) - 1,
					      strcspn(one + sizeof(oldest) - 1, "\""));
	}
}

static void consider_prefix(struct gather *g, const char *prefix)
{
	const struct machine_facts *m = &g->f->machine;
	const char *bin;
	struct brew *b;

	if (!path_is_absolute(prefix))
		return;
	prefix = path_bare(g->mem, prefix);
	bin = path_join(g->mem, prefix, "bin");
	for (size_t i = 0; i < g->f->brew.brews.n; i++)
		if (str_equal(g->f->brew.brews.at[i].prefix, prefix))
			return;
	if (!gather_is_file(g, path_join(g->mem, bin, "brew")))
		return;
	b = list_add(g->mem, &g->f->brew.brews);
	b->prefix = prefix;
	b->program = path_join(g->mem, bin, "brew");
	b->arch = m->cpu;
	/* On macOS the prefix says what it was built for (Homebrew/install, install.sh); in another
	 * one everything is compiled, for the CPU that is there. */
	if (m->os == OS_DARWIN && str_equal(prefix, "/usr/local"))
		b->arch = ARCH_AMD64;
	b->path_index = path_index_of(g->f, bin);
	b->new_shell_index = new_shell_index_of(g->f, bin);
	b->on_path = b->path_index >= 0;
	find_unwritable(g, b);
	find_insecure(g, b);
	find_leftover_taps(g, b);
	if (m->os == OS_DARWIN)
		find_systems(g, b);
	find_kegs(g, b);
}

/* ---- brew.env ---- */

/* NAME=value without quotes; brew takes only its own names, proxies and SUDO_ASKPASS
 * (Homebrew/brew, bin/brew). */
static void read_brew_env(struct gather *g, const char *path)
{
	struct bytes text, line;
	size_t at = 0;
	int number = 0;

	if (!gather_read(g, path, 64 << 10, &text))
		return;
	while (next_line(text, &at, &line)) {
		const char *s = arena_strndup(g->mem, line.at, line.n), *equals = strchr(s, '=');
		const char *name = equals ? arena_strndup(g->mem, s, (size_t)(equals - s)) : NULL;

		number++;
		if (!name || (!str_starts(name, "HOMEBREW_") && !str_ends(name, "_proxy") &&
			      !str_equal(name, "SUDO_ASKPASS")))
			continue;
		list_push(g->mem, &g->f->brew.env,
			  ((struct assignment){ .file = path,
						.line = number,
						.name = name,
						.value = equals + 1,
						.text = s,
						.plain = true,
						.certain = true }));
	}
}

/* In the order brew reads them; later ones win (Homebrew/brew, docs/Manpage.md). */
static void find_brew_env(struct gather *g)
{
	struct brew_facts *f = &g->f->brew;
	const char *xdg = gather_env(g, "XDG_CONFIG_HOME");

	f->env_file = xdg ? path_join(g->mem, xdg, "homebrew/brew.env")
			  : path_join(g->mem, g->f->places.home, ".homebrew/brew.env");
	read_brew_env(g, "/etc/homebrew/brew.env");
	for (size_t i = 0; i < f->brews.n; i++)
		read_brew_env(g, path_join(g->mem, f->brews.at[i].prefix, "etc/homebrew/brew.env"));
	read_brew_env(g, f->env_file);
	f->env_exists =
		gather_read_or_why(g, f->env_file, 64 << 10, &f->env_content, &f->env_why_not);
}

/* install.sh asks for sudo where it may write none of these (Homebrew/install, install.sh). */
static bool may_make_prefix(struct gather *g)
{
	static const char *const folders[] = { "/home/linuxbrew/.linuxbrew", "/home/linuxbrew",
					       "/home" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (host_is_folder(g->host, folders[i]) && g->host->may(g->host, folders[i], W_OK))
			return true;
	return false;
}

static void find_variables(struct gather *g)
{
	struct names all = g->host->environ(g->host, g->mem);

	for (size_t i = 0; i < all.n; i++)
		if (str_starts(all.at[i], "HOMEBREW_"))
			list_push(g->mem, &g->f->brew.variables, all.at[i]);
}

const struct assignment *brew_variable_line(const struct facts *f, const char *name)
{
	const struct assignment *line = assignments_last(&f->brew.env, name);

	return line ? line : assignments_last(&f->shell.assignments, name);
}

const char *brew_variable(const struct facts *f, const char *name)
{
	const char *value = NULL;
	size_t n = strlen(name);

	for (size_t i = 0; i < f->brew.variables.n; i++) {
		const char *at = f->brew.variables.at[i];

		if (strncmp(at, name, n) == 0 && at[n] == '=')
			value = at + n + 1;
	}
	for (size_t i = 0; i < f->brew.env.n; i++)
		if (str_equal(f->brew.env.at[i].name, name))
			value = f->brew.env.at[i].value;
	return value && *value ? value : NULL;
}

bool brew_knows_system(const struct facts *f, const struct brew *brew)
{
	const char *version = f->machine.os_version;
	size_t n = version ? strcspn(version, ".") : 0;

	for (size_t i = 0; n && i < brew->systems.n; i++) {
		const char *known = brew->systems.at[i];

		if (strncmp(known, version, n) == 0 && (known[n] == '.' || !known[n]))
			return true;
	}
	return !n || !brew->systems.n;
}

bool brew_forbids(struct arena *mem, const struct facts *f, const char *formula)
{
	const char *forbidden = brew_variable(f, "HOMEBREW_FORBIDDEN_FORMULAE");
	struct names all = str_split(mem, forbidden, ' ');

	for (size_t i = 0; formula && i < all.n; i++) {
		const char *name = strrchr(all.at[i], '/'); /* homebrew/core/go */

		if (str_equal(name ? name + 1 : all.at[i], formula))
			return true;
	}
	return false;
}

/* People who have one of these have chosen it. */
static const char *find_instead(struct gather *g)
{
	const char *home = g->f->places.home;
	const struct {
		const char *file, *name;
	} others[] = {
		{ "/opt/local/bin/port", "MacPorts" },
		{ "/nix/store", "Nix" },
		{ "/opt/pkg/bin/pkgin", "pkgsrc" },
		{ path_join(g->mem, home, ".local/bin/mise"), "mise" },
		{ path_join(g->mem, home, ".local/share/mise/installs"), "mise" },
		{ path_join(g->mem, home, ".asdf/installs"), "asdf" },
		{ gather_env(g, "CONDA_PREFIX"), "conda" },
	};

	if (g->f->machine.os != OS_DARWIN || g->f->brew.brews.n)
		return NULL;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].file && host_exists(g->host, others[i].file))
			return others[i].name;
	return NULL;
}

void gather_brew(struct gather *g)
{
	consider_prefix(g, "/opt/homebrew");
	consider_prefix(g, "/usr/local");
	consider_prefix(g, "/home/linuxbrew/.linuxbrew");
	consider_prefix(g, path_join(g->mem, g->f->places.home, ".linuxbrew"));
	consider_prefix(g, path_join(g->mem, g->f->places.home, "homebrew"));
	consider_prefix(g, path_join(g->mem, g->f->places.home, ".homebrew"));
	consider_prefix(g, gather_env(g, "HOMEBREW_PREFIX"));
	g->f->brew.instead = find_instead(g);
	g->f->brew.no_install = host_exists(g->host, "/etc/homebrew/brew.no_install");
	find_brew_env(g);
	find_variables(g);
	g->f->brew.may_make_prefix = g->f->machine.os == OS_LINUX && may_make_prefix(g);
}
