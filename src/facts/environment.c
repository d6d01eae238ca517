/* What surrounds the tools: proxies, disks, caches of other users, compiler, sudo, clock. */
#include "facts/gather.h"

#include <string.h>
#include <unistd.h>

const struct assignment *gather_last_line(const struct gather *g, const char *name)
{
	return assignments_last(&g->f->shell.assignments, name);
}

static void find_proxies(struct gather *g)
{
	static const char *const names[] = { "http_proxy",  "HTTP_PROXY", "https_proxy",
					     "HTTPS_PROXY", "all_proxy",  "ALL_PROXY",
					     "no_proxy",    "NO_PROXY" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct assignment *where = gather_last_line(g, names[i]);
		const char *value = gather_env(g, names[i]);

		if (!value && where && where->plain)
			value = assignment_expand(g, where->value);
		if (value && *value)
			list_push(g->mem, &g->f->environment.proxies,
				  ((struct proxy_variable){
					  .name = names[i], .value = value, .where = where }));
	}
}

/* "  HTTPSPort : 8080" */
static const char *scutil_value(struct gather *g, struct bytes text, const char *name)
{
	struct bytes line;
	size_t n = strlen(name);

	for (size_t at = 0; next_line(text, &at, &line);) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));

		if (strncmp(one, name, n) == 0 && strncmp(one + n, " : ", 3) == 0)
			return one + n + 3;
	}
	return NULL;
}

static const char *scutil_proxy(struct gather *g, struct bytes text, const char *kind,
				const char *scheme)
{
	struct arena *mem = g->mem;
	const char *on = scutil_value(g, text, arena_fmt(mem, "%sEnable", kind));
	const char *host = scutil_value(g, text, arena_fmt(mem, "%sProxy", kind));
	const char *port = scutil_value(g, text, arena_fmt(mem, "%sPort", kind));

	if (!str_equal(on, "1") || !host)
		return NULL;
	return arena_fmt(mem, "%s://%s%s%s", scheme, host, port ? ":" : "", port ? port : "");
}

static bool is_part_of_address(const char *text)
{
	return *text && !text[strspn(text, "0123456789.")];
}

/* How no_proxy says it, which curl and Go read: "*.local" is ".local", "169.254/16" "169.254.0.0/16", and
 * "10.*" "10.0.0.0/8"; NULL: it has no word for it. */
static const char *exception_in_variables(struct gather *g, const char *host)
{
	const char *slash = strchr(host, '/'), *star = strchr(host, '*');
	const char *address = arena_strndup(g->mem, host,
					    slash  ? (size_t)(slash - host)
					    : star ? (size_t)(star - host)
						   : strlen(host));
	struct names parts;
	int given;

	if (str_equal(host, "*") || (!slash && !star))
		return host;
	if (star == host)
		return strchr(host + 1, '*') || !host[1] ? NULL : host + 1;
	if (!is_part_of_address(address) || (star && star[1]))
		return NULL;
	parts = str_split(g->mem, path_bare(g->mem, address), '.');
	given = (int)parts.n - (star ? 1 : 0);
	for (size_t i = (size_t)given; i < 4; i++)
		address = arena_fmt(g->mem, "%s%s0", address, str_ends(address, ".") ? "" : ".");
	return slash ? arena_fmt(g->mem, "%s%s", address, slash)
		     : arena_fmt(g->mem, "%s/%d", address, 8 * given);
}

/* "    0 : *.local" in the list of what goes without the proxy. */
static struct names scutil_exceptions(struct gather *g, struct bytes text)
{
	struct names hosts = { 0 };
	struct bytes line;
	bool inside = false;

	for (size_t at = 0; next_line(text, &at, &line);) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));
		const char *host = inside ? strstr(one, " : ") : NULL;

		if (str_starts(one, "ExceptionsList :"))
			inside = true;
		else if (one[0] == '}')
			inside = false;
		else if (host && exception_in_variables(g, host + 3))
			list_push(g->mem, &hosts, exception_in_variables(g, host + 3));
	}
	return hosts;
}

/* What browsers use, and programs of the command line do not (scutil(8)). */
static void find_system_proxy(struct gather *g)
{
	struct environment_facts *e = &g->f->environment;
	struct names env = gather_scrubbed_env(g);
	struct command command = { .env = &env, .seconds = 5, .most = 64 << 10 };
	struct command_result result = { 0 };
	struct names exceptions;

	if (g->f->machine.os != OS_DARWIN || !gather_is_file(g, "/usr/sbin/scutil"))
		return;
	list_push(g->mem, &command.argv, "/usr/sbin/scutil");
	list_push(g->mem, &command.argv, "--proxy");
	if (g->host->run(g->host, g->mem, &command, &result, NULL) != RC_OK || result.status)
		return;
	e->system_proxy = scutil_proxy(g, result.out, "HTTPS", "http");
	if (!e->system_proxy)
		e->system_proxy = scutil_proxy(g, result.out, "SOCKS", "socks5h");
	exceptions = scutil_exceptions(g, result.out);
	if (names_hold(&exceptions, "*"))
		e->system_proxy = NULL; /* everything goes without it */
	else if (exceptions.n)
		e->system_no_proxy = str_join(g->mem, &exceptions, ",");
	if (str_equal(scutil_value(g, result.out, "ProxyAutoConfigEnable"), "1"))
		e->system_proxy_file = scutil_value(g, result.out, "ProxyAutoConfigURLString");
}

bool facts_proxy_is_set(const struct facts *f)
{
	for (size_t i = 0; i < f->environment.proxies.n; i++)
		if (!str_equal(f->environment.proxies.at[i].name, "no_proxy") &&
		    !str_equal(f->environment.proxies.at[i].name, "NO_PROXY"))
			return true;
	return false;
}

const struct facts *facts_with_system_proxy(struct arena *mem, const struct facts *f)
{
	const struct environment_facts *e = &f->environment;
	const struct proxy_variable variables[] = {
		{ .name = "https_proxy", .value = e->system_proxy },
		{ .name = "http_proxy", .value = e->system_proxy },
		{ .name = "no_proxy", .value = e->system_no_proxy }
	};
	struct facts *with;

	if (!e->system_proxy || facts_proxy_is_set(f))
		return f;
	with = arena_memdup(mem, f, sizeof(*f));
	with->environment.system_proxy_used = true;
	memset(&with->environment.proxies, 0, sizeof(with->environment.proxies));
	for (size_t i = 0; i < e->proxies.n; i++)
		list_push(mem, &with->environment.proxies, e->proxies.at[i]);
	for (size_t i = 0; i < (e->proxies.n || !e->system_no_proxy ? 2 : 3); i++)
		list_push(mem, &with->environment.proxies, variables[i]);
	return with;
}

const struct facts *facts_without_system_proxy(struct arena *mem, const struct facts *f)
{
	const struct environment_facts *e = &f->environment;
	struct facts *without;

	if (!e->system_proxy_used)
		return f;
	without = arena_memdup(mem, f, sizeof(*f));
	without->environment.system_proxy_used = false;
	memset(&without->environment.proxies, 0, sizeof(without->environment.proxies));
	for (size_t i = 0; i < e->proxies.n; i++)
		if (e->proxies.at[i].value != e->system_proxy &&
		    e->proxies.at[i].value != e->system_no_proxy)
			list_push(mem, &without->environment.proxies, e->proxies.at[i]);
	return without;
}

static void find_disks(struct gather *g)
{
	struct environment_facts *e = &g->f->environment;
	const struct places *p = &g->f->places;
	struct host *h = g->host;

	e->fs_known = h->disk(h, g->mem, p->data, &e->home_disk, NULL) == RC_OK &&
		      h->disk(h, g->mem, p->tmp, &e->tmp_disk, NULL) == RC_OK;
}

/* ~/go is a link to /Users/Shared/go: that is not the user's to take over. */
static bool is_beyond_home(struct gather *g, const char *path)
{
	const char *home, *real;

	return path_is_within(path, g->f->places.home) &&
	       gather_realpath(g, path, &real) == RC_OK &&
	       gather_realpath(g, g->f->places.home, &home) == RC_OK && !path_is_within(real, home);
}

static void check_owner(struct gather *g, const char *path)
{
	struct environment_facts *e = &g->f->environment;
	struct file_info info = { 0 };
	bool beyond;

	if (g->host->lstat(g->host, g->mem, path, &info, NULL) != RC_OK || info.type == FILE_NONE ||
	    info.uid == g->system.uid || names_hold(&e->foreign_owned, path))
		return;
	beyond = is_beyond_home(g, path);
	if (beyond && g->host->may(g->host, path, W_OK))
		return;
	list_push(g->mem, &e->foreign_owned, path);
	if (beyond)
		list_push(g->mem, &e->foreign_beyond, path);
}

/* It is to be made there: where it does not exist yet, the folder around it counts. */
static void check_place(struct gather *g, const char *place)
{
	const char *at = path_bare(g->mem, place), *home = path_bare(g->mem, g->f->places.home);
	struct file_info info = { 0 };

	check_owner(g, at);
	while (path_is_within(at, home) && !str_equal(at, home)) {
		if (g->host->stat(g->host, g->mem, at, &info, NULL) != RC_OK)
			return;
		if (info.type != FILE_NONE) {
			if (!g->host->may(g->host, at, W_OK | X_OK))
				check_owner(g, at);
			return;
		}
		at = path_folder(g->mem, at);
	}
}

static const char *setting_or(struct gather *g, const char *name, const char *otherwise)
{
	const char *value = facts_setting_value(g->f, name);

	return path_is_absolute(value) ? value : otherwise;
}

enum { MOST_MODULES = 400 };

/* `sudo go get` of one module: its host's or its owner's folder is root's, in a cache that is the user's. */
static void check_modules(struct gather *g, const char *folder, int depth, int *left)
{
	struct dir_entries entries = { 0 };

	if (g->host->list(g->host, g->mem, folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *path = path_join(g->mem, folder, entries.at[i].name);

		if (*left == 0)
			return;
		if (entries.at[i].type != FILE_FOLDER || strchr(entries.at[i].name, '@'))
			continue;
		--*left;
		if (!g->host->may(g->host, path, W_OK))
			check_owner(g, path);
		if (depth && !names_hold(&g->f->environment.foreign_owned, path))
			check_modules(g, path, depth - 1, left);
	}
}

/* os.UserCacheDir, where go keeps its own */
static const char *user_caches(const struct gather *g)
{
	const struct places *p = &g->f->places;

	return g->f->machine.os == OS_DARWIN ? path_join(g->mem, p->home, "Library/Caches")
					     : path_folder(g->mem, p->cache);
}

/* What go writes to besides the folder of its programs. */
struct go_folders {
	const char *gopath, *modules, *built;
};

static struct go_folders go_folders_of(struct gather *g)
{
	struct arena *mem = g->mem;
	struct go_folders f;

	f.gopath = setting_or(g, "GOPATH", path_join(mem, g->f->places.home, "go"));
	f.gopath = str_split(mem, f.gopath, ':').at[0];
	f.modules = setting_or(g, "GOMODCACHE", path_join(mem, f.gopath, "pkg/mod"));
	f.built = setting_or(g, "GOCACHE", path_join(mem, user_caches(g), "go-build"));
	return f;
}

/* Folders an old `sudo go install` leaves to root. Root itself may use everything. */
static void find_foreign_caches(struct gather *g)
{
	const struct places *p = &g->f->places;
	struct arena *mem = g->mem;
	const struct go_folders go = go_folders_of(g);
	int left = MOST_MODULES;

	if (g->system.uid == 0)
		return;
	if (!path_is_within(go.gopath, p->home) && gather_is_own(g, go.gopath))
		g->f->environment.own_gopath = go.gopath;
	check_owner(g, go.gopath);
	check_owner(g, p->go_bin);
	check_owner(g, path_join(mem, go.gopath, "pkg"));
	check_owner(g, go.modules);
	check_owner(g, path_join(mem, go.modules, "cache"));
	if (!names_hold(&g->f->environment.foreign_owned, go.modules)) {
		check_modules(g, path_join(mem, go.modules, "cache/download"), 1, &left);
		check_modules(g, go.modules, 1, &left);
	}
	check_owner(g, go.built);
	check_owner(g, user_caches(g));
	check_place(g, p->data);
	check_place(g, p->state);
	check_place(g, p->config);
	if (g->f->go.file && !g->host->may(g->host, g->f->go.file, R_OK))
		check_owner(g, g->f->go.file); /* go passes over it without a word */
}

/* Nothing in it is found, by no shell and by nobody who looks; or, where go install writes, nothing is added. */
static void check_open(struct gather *g, const char *path, int access, bool start_file)
{
	struct closed_path closed = { .path = path, .start_file = start_file };
	mode_t needed = (mode_t)access << 6;
	struct host *h = g->host;
	struct file_info info = { 0 }, own = { 0 };

	if (h->stat(h, g->mem, path, &info, NULL) != RC_OK ||
	    info.type != (start_file ? FILE_REGULAR : FILE_FOLDER) || h->may(h, path, access))
		return;
	closed.mode = info.mode;
	closed.foreign = info.uid != g->system.uid;
	closed.read_only = !start_file && h->may(h, path, R_OK | X_OK);
	closed.by_mode = !closed.foreign && (info.mode & needed) != needed;
	if (closed.foreign && closed.read_only &&
	    is_beyond_home(g, path)) /* not to be taken over */
		return;
	if (h->lstat(h, g->mem, path, &own, NULL) == RC_OK && own.type == FILE_LINK)
		(void)h->realpath(h, g->mem, path, &closed.leads_to, NULL);
	list_push(g->mem, &g->f->environment.closed, closed);
}

static bool is_closed_already(const struct gather *g, const char *folder)
{
	for (size_t i = 0; i < g->f->environment.closed.n; i++)
		if (str_equal(g->f->environment.closed.at[i].path, folder))
			return true;
	return false;
}

/* Those below the home, the outer ones first: what lies in one is not seen where it is closed. Where it does not
 * exist yet, it is to be made in the last one that does. */
static void check_folders_to(struct gather *g, const char *folder, int access)
{
	const char *home = path_bare(g->mem, g->f->places.home);
	struct names around = { 0 };
	struct file_info info = { 0 };

	if (!path_is_within(folder, home))
		return;
	for (const char *at = path_bare(g->mem, folder); !str_equal(at, home);
	     at = path_folder(g->mem, at))
		if (around.n || g->host->stat(g->host, g->mem, at, &info, NULL) != RC_OK ||
		    info.type != FILE_NONE)
			list_push(g->mem, &around, at);
	for (size_t i = around.n; i > 0; i--)
		if (!is_closed_already(g, around.at[i - 1]))
			check_open(g, around.at[i - 1], i == 1 ? access : X_OK, false);
}

/* Outside of the home, where the folders around it are nobody's concern. */
static void check_foreign_go_bin(struct gather *g)
{
	const char *folder = g->f->places.go_bin;

	if (!path_is_within(folder, g->f->places.home) && gather_is_made_by_another(g, folder))
		check_open(g, folder, R_OK | W_OK | X_OK, false);
}

enum { MOST_LOOKED_AT = 100 };

static void find_closed_folders(struct gather *g)
{
	const struct names *path = &g->f->path.new_shell;

	if (g->system.uid == 0)
		return;
	check_folders_to(g, g->f->places.go_bin, R_OK | W_OK | X_OK);
	check_foreign_go_bin(g);
	for (size_t i = 0; i < path->n && i < MOST_LOOKED_AT; i++)
		check_folders_to(g, path->at[i], X_OK);
}

/* In the build cache each entry lies in one of 256 folders: the first stands for them. */
static void find_closed_caches(struct gather *g)
{
	struct arena *mem = g->mem;
	const struct go_folders go = go_folders_of(g);
	const char *const all[] = { go.built, path_join(mem, go.built, "00"), go.modules,
				    path_join(mem, go.modules, "cache/download") };

	for (size_t i = 0; g->system.uid != 0 && i < sizeof(all) / sizeof(all[0]); i++) {
		struct file_info info = { 0 };

		if (g->host->stat(g->host, mem, all[i], &info, NULL) == RC_OK &&
		    info.type == FILE_FOLDER && info.uid == g->system.uid &&
		    !g->host->may(g->host, all[i], W_OK | X_OK))
			list_push(mem, &g->f->environment.caches_closed, all[i]);
	}
}

/* The outermost folder around it that may not be entered; NULL. */
static const char *closed_for(struct gather *g, const char *folder)
{
	const char *closed = NULL;
	struct file_info info = { 0 };

	for (const char *at = folder; !str_equal(at, "/"); at = path_folder(g->mem, at))
		if (g->host->stat(g->host, g->mem, at, &info, NULL) == RC_OK &&
		    info.type == FILE_FOLDER && !g->host->may(g->host, at, X_OK))
			closed = at;
	return closed;
}

/* An umask of root's, or chmod 700: where Go usually lies, and where PATH looks for one. */
static const char *find_go_closed(struct gather *g)
{
	const struct names *path = &g->f->path.new_shell;
	const char *closed = closed_for(g, "/usr/local/go/bin");

	for (size_t i = 0; !closed && i < path->n && i < MOST_LOOKED_AT; i++)
		if (path_is_absolute(path->at[i]) && str_ends(path->at[i], "/go/bin") &&
		    !path_is_within(path->at[i], g->f->places.home))
			closed = closed_for(g, path_bare(g->mem, path->at[i]));
	return closed;
}

/* A file, or a link to nothing, where the folder or one around it is to be. */
static struct barred find_barred(struct gather *g, const char *folder)
{
	struct file_info info = { 0 };
	const char *at = folder;

	while (path_is_within(at, g->f->places.home) && !str_equal(at, "/")) {
		if (g->host->stat(g->host, g->mem, at, &info, NULL) == RC_OK &&
		    info.type != FILE_NONE)
			return (struct barred){ .path = info.type == FILE_REGULAR ? at : NULL };
		if (g->host->lstat(g->host, g->mem, at, &info, NULL) == RC_OK &&
		    info.type == FILE_LINK)
			return (struct barred){ .path = at, .by_link = true, .to = info.target };
		at = path_folder(g->mem, at);
	}
	return (struct barred){ 0 };
}

/* Where nothing says otherwise (os.UserCacheDir). */
static struct barred find_cache_barred(struct gather *g)
{
	const char *home = path_bare(g->mem, g->f->places.home);

	if (facts_setting_value(g->f, "GOCACHE") || facts_setting_value(g->f, "XDG_CACHE_HOME"))
		return (struct barred){ 0 };
	return find_barred(g, path_join(g->mem, home,
					g->f->machine.os == OS_DARWIN ? "Library/Caches/go-build"
								      : ".cache/go-build"));
}

static void find_closed_start_files(struct gather *g)
{
	const struct shell_facts *facts = &g->f->shell;
	const struct shell *shell = facts->login < SHELL_N ? &facts->shells[facts->login] : NULL;

	for (size_t i = 0; shell && g->system.uid != 0 && i < shell->files.n; i++)
		if (path_is_within(shell->files.at[i].path, g->f->places.home))
			check_open(g, shell->files.at[i].path, R_OK, true);
}

const struct closed_path *facts_closed_around(const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->environment.closed.n; i++)
		if (path_is_within(path, f->environment.closed.at[i].path))
			return &f->environment.closed.at[i];
	return NULL;
}

const char *facts_foreign_around(const struct facts *f, const char *path)
{
	const struct names *all = &f->environment.foreign_owned;
	const char *outer = path;

	for (size_t i = 0; i < all->n; i++)
		if (path_is_within(outer, all->at[i]))
			outer = all->at[i];
	return outer;
}

/* On macOS the programs' names are there without the tools: starting them opens a window, so their
 * real place is looked at. */
static const char *find_compiler(struct gather *g)
{
	static const char *const names[] = { "cc", "gcc", "clang" };
	const char *clt = "/Library/Developer/CommandLineTools/usr/bin/clang";

	if (g->f->machine.os == OS_DARWIN)
		return gather_is_file(g, clt) ? clt : NULL;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = host_which(g->host, g->mem, g->f->path.text, names[i]);

		if (path)
			return path;
	}
	return NULL;
}

static bool is_on_some_path(struct gather *g, const char *name)
{
	const char *new_shell = str_join(g->mem, &g->f->path.new_shell, ":");

	return host_which(g->host, g->mem, g->f->path.text, name) ||
	       host_which(g->host, g->mem, new_shell, name);
}

/* Where CC names one, go looks for no other. */
static const char *find_compiler_gone(struct gather *g)
{
	const char *cc = facts_setting_value(g->f, "CC");

	if (!cc || !*cc || strpbrk(cc, " \t\"'$"))
		return NULL;
	if (path_is_absolute(cc) ? gather_is_gone(g, cc)
				 : !strchr(cc, '/') && !g->host->captured && g->f->path.set &&
					   !is_on_some_path(g, cc))
		return cc;
	return NULL;
}

void gather_environment(struct gather *g)
{
	/* 2026-10-01: the releases in the manifest are newer than that */
	const time_t oldest = 1790812800;
	struct environment_facts *e = &g->f->environment;

	find_proxies(g);
	find_system_proxy(g);
	find_disks(g);
	find_foreign_caches(g);
	find_closed_folders(g);
	find_closed_caches(g);
	find_closed_start_files(g);
	e->go_closed = g->system.uid == 0 ? NULL : find_go_closed(g);
	e->go_bin_barred = find_barred(g, g->f->places.go_bin);
	e->cache_barred = find_cache_barred(g);
	e->ld_library_path = gather_env(g, "LD_LIBRARY_PATH");
	e->dyld_library_path = gather_env(g, "DYLD_LIBRARY_PATH");
	e->c_compiler = find_compiler(g);
	e->c_compiler_gone = find_compiler_gone(g);
	e->sudo = host_which(g->host, g->mem, "/usr/bin:/bin:/usr/local/bin", "sudo") != NULL;
	e->clock_bad = g->host->now(g->host) < oldest;
}
