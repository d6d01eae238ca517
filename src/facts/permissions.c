/* What keeps the user out of folders and files: another owner, their mode, or what lies in their place. */
#include "facts/gather.h"

#include <string.h>
#include <unistd.h>

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

/* Folders an old `sudo go install` leaves to root. */
static void find_foreign_caches(struct gather *g)
{
	const struct places *p = &g->f->places;
	struct arena *mem = g->mem;
	const struct go_folders go = go_folders_of(g);
	int left = MOST_MODULES;

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

	check_folders_to(g, g->f->places.go_bin, R_OK | W_OK | X_OK);
	check_foreign_go_bin(g);
	for (size_t i = 0; i < path->n && i < MOST_LOOKED_AT; i++)
		check_folders_to(g, path->at[i], X_OK);
}

static bool is_closed_cache(struct gather *g, const char *folder)
{
	struct file_info info = { 0 };

	return g->host->stat(g->host, g->mem, folder, &info, NULL) == RC_OK &&
	       info.type == FILE_FOLDER && info.uid == g->system.uid &&
	       !g->host->may(g->host, folder, W_OK | X_OK);
}

/* In the build cache each entry lies in one of 256 folders, 00 to ff: the first that is closed stands for them. */
static const char *closed_part_of(struct gather *g, const char *built)
{
	struct dir_entries parts = { 0 };

	if (g->host->list(g->host, g->mem, built, &parts, NULL) != RC_OK)
		list_push(g->mem, &parts, ((struct dir_entry){ "00", FILE_FOLDER }));
	for (size_t i = 0; i < parts.n; i++) {
		const char *part = path_join(g->mem, built, parts.at[i].name);

		if (strlen(parts.at[i].name) == 2 && is_closed_cache(g, part))
			return part;
	}
	return NULL;
}

static void find_closed_caches(struct gather *g)
{
	struct arena *mem = g->mem;
	const struct go_folders go = go_folders_of(g);
	const char *const all[] = { go.built, closed_part_of(g, go.built), go.modules,
				    path_join(mem, go.modules, "cache/download") };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i] && is_closed_cache(g, all[i]))
			list_push(mem, &g->f->environment.caches_closed, all[i]);
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

/* Where nothing names another place for it. */
static struct barred find_cache_barred(struct gather *g)
{
	if (facts_setting_value(g->f, "GOCACHE") || facts_setting_value(g->f, "XDG_CACHE_HOME"))
		return (struct barred){ 0 };
	return find_barred(g, go_folders_of(g).built);
}

static void find_closed_start_files(struct gather *g)
{
	const struct shell *shell = facts_login_shell(g->f);

	for (size_t i = 0; shell && i < shell->files.n; i++)
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

void gather_permissions(struct gather *g)
{
	struct environment_facts *e = &g->f->environment;

	if (g->system.uid != 0) { /* root may use everything */
		find_foreign_caches(g);
		find_closed_folders(g);
		find_closed_caches(g);
		find_closed_start_files(g);
		e->go_closed = find_go_closed(g);
	}
	e->go_bin_barred = find_barred(g, g->f->places.go_bin);
	e->cache_barred = find_cache_barred(g);
}
