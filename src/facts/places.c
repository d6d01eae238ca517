/* Where goready puts things: HOME, not the passwd entry, decides, and the XDG variables. */
#include "facts/gather.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "shell/quote.h"

/* A relative value is to be ignored (XDG Base Directory Specification, "Basics"). */
static const char *xdg(struct gather *g, const char *name, const char *otherwise)
{
	const char *value = gather_env(g, name);

	if (path_is_absolute(value))
		return path_bare(g->mem, value);
	return path_join(g->mem, g->f->places.home, otherwise);
}

static const char *absolute_env(struct gather *g, const char *name, const char *otherwise)
{
	const char *value = gather_env(g, name);

	return path_is_absolute(value) ? path_bare(g->mem, value) : otherwise;
}

/* sudo on macOS keeps HOME (its sudoers: env_keep += HOME). */
static bool home_of_another(struct gather *g)
{
	struct file_info info = { 0 };

	return g->system.uid == 0 && !g->host->captured &&
	       g->host->stat(g->host, g->mem, g->f->places.home, &info, NULL) == RC_OK &&
	       info.type == FILE_FOLDER && info.uid != 0;
}

/* Another user who may rename our temp folder could put his own start files in its place, which the
 * rehearsal would run. Below the state folder it is made when it is needed. */
static void find_tmp(struct gather *g)
{
	struct places *p = &g->f->places;
	const char *wanted = absolute_env(g, "TMPDIR", "/tmp");
	unsigned uid = g->system.uid;

	p->tmp = wanted;
	if (g->host->captured || host_is_safe_from_others(g->host, wanted, uid))
		return;
	p->tmp = "/tmp";
	if (host_is_safe_from_others(g->host, p->tmp, uid))
		return;
	p->tmp = path_join(g->mem, p->state, "tmp");
	p->tmp_unsafe = !host_is_safe_from_others(g->host, p->home, uid);
}

static const char *command_that_opens(struct gather *g, const char *folder)
{
	struct file_info info = { 0 };

	if (!folder || !path_is_within(folder, g->f->places.home) ||
	    g->host->stat(g->host, g->mem, folder, &info, NULL) != RC_OK)
		return NULL;
	return arena_fmt(g->mem, "%s %s",
			 info.uid == g->system.uid ? "chmod u+rwx" : "sudo chown -R \"$(id -un)\"",
			 shell_word(g->mem, SHELL_SH, folder));
}

/* Noticed now, not when everything is downloaded. */
static const char *places_unwritable(struct gather *g)
{
	const struct places *p = &g->f->places;
	const char *const wanted[] = { p->data, p->state, p->cache };

	for (size_t i = 0; !g->host->captured && i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		const char *folder = wanted[i];

		while (!host_exists(g->host, folder) && !str_equal(folder, "/"))
			folder = path_folder(g->mem, folder);
		if (host_is_folder(g->host, folder) && !g->host->may(g->host, folder, W_OK))
			return folder;
	}
	return NULL;
}

static bool is_temporary(struct gather *g, const char *folder)
{
	static const char *const places[] = { "/tmp", "/private/tmp", "/var/folders",
					      "/private/var/folders" };
	const char *tmp = gather_env(g, "TMPDIR");

	if (path_is_within(folder, g->f->places.home)) /* the home itself may be */
		return false;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (path_is_within(folder, places[i]))
			return true;
	return path_is_absolute(tmp) && path_is_within(folder, path_bare(g->mem, tmp));
}

/* In a temp folder, or inside an application: a terminal's own start files, which read the user's. */
static bool is_of_a_terminal(struct gather *g, const char *folder)
{
	return is_temporary(g, folder) || strstr(folder, ".app/") ||
	       strstr(folder, "/shell-integration");
}

/* Terminals that put their own folder in ZDOTDIR leave the user's in a variable of theirs: VS Code,
 * kitty, Ghostty, JetBrains', Theia (microsoft/vscode: shellIntegration-env.zsh; kitty:
 * shell_integration.py; ghostty: shell-integration/zsh/.zshenv; JetBrains/intellij-community;
 * eclipse-theia: shell-integration-injector). WezTerm and Warp leave ZDOTDIR alone. */
static const char *find_zdotdir(struct gather *g)
{
	static const char *const names[] = { "ZDOTDIR",
					     "USER_ZDOTDIR",
					     "KITTY_ORIG_ZDOTDIR",
					     "GHOSTTY_ZSH_ZDOTDIR",
					     "JETBRAINS_INTELLIJ_ORIGINAL_ZDOTDIR",
					     "THEIA_ORIGINAL_ZDOTDIR" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *folder = absolute_env(g, names[i], NULL);

		if (folder && !is_of_a_terminal(g, folder))
			return folder;
		if (!folder && i == 0) /* nobody has taken its place */
			break;
	}
	return g->f->places.home;
}

void gather_places(struct gather *g)
{
	struct places *p = &g->f->places;

	p->home = absolute_env(g, "HOME", "/");
	p->home_unset = !gather_env(g, "HOME") || gather_env(g, "HOME")[0] != '/';
	p->home_of_another = home_of_another(g);
	p->home_missing = !g->host->captured && !host_is_folder(g->host, p->home);
	p->data = path_join(g->mem, xdg(g, "XDG_DATA_HOME", ".local/share"), "goready");
	p->tools = path_join(g->mem, p->data, "tools");
	p->bin = path_join(g->mem, p->data, "bin");
	p->state = path_join(g->mem, xdg(g, "XDG_STATE_HOME", ".local/state"), "goready");
	p->runs = path_join(g->mem, p->state, "runs");
	p->cache = path_join(g->mem, xdg(g, "XDG_CACHE_HOME", ".cache"), "goready");
	p->config = xdg(g, "XDG_CONFIG_HOME", ".config");
	p->unwritable = places_unwritable(g);
	p->unwritable_command = command_that_opens(g, p->unwritable);
	p->config_set = absolute_env(g, "XDG_CONFIG_HOME", NULL) != NULL;
	p->zdotdir = find_zdotdir(g);
	find_tmp(g);
	p->go_bin = path_join(g->mem, p->home, "go/bin"); /* go_bin_find knows better */
}

struct places facts_places(struct arena *mem, struct host *host)
{
	struct facts *f = ARENA_NEW(mem, struct facts);
	struct gather g = { .mem = mem, .host = host, .f = f };

	(void)host->system(host, mem, &g.system, NULL);
	gather_places(&g);
	return f->places;
}

/* A tree of a tool, or goready itself (plan/self_install.c). */
static bool is_in_a_tree(const char *below)
{
	return str_starts(below, "tools/") || str_starts(below, "app/");
}

/* "/big/me/.local/share/goready/tools/go-1.26.8/bin/go" of "/home/me": what follows "/goready" is looked up. */
const char *facts_own_name(struct arena *mem, struct host *host, const struct places *places,
			   const char *real)
{
	const char *data = places->data, *mark = arena_fmt(mem, "/%s/", path_name(data)), *other;

	if (!real || path_is_within(real, data))
		return real;
	for (const char *at = strstr(real, mark); at; at = strstr(at + 1, mark)) {
		const char *own = path_join(mem, data, at + strlen(mark));

		if (is_in_a_tree(at + strlen(mark)) && host_exists(host, own) &&
		    host->realpath(host, mem, own, &other, NULL) == RC_OK && str_equal(other, real))
			return own;
	}
	return real;
}

enum rc gather_realpath(struct gather *g, const char *path, const char **ret)
{
	const char *real = NULL;
	enum rc rc = g->host->realpath(g->host, g->mem, path, &real, NULL);

	if (!rc)
		*ret = facts_own_name(g->mem, g->host, &g->f->places, real);
	return rc;
}

enum rc facts_check_home(const struct facts *f, struct err *e)
{
	const struct places *p = &f->places;

	if (p->home_unset) {
		err_set(e, RC_DENIED, "%s",
			_("the variable HOME names no folder, so there is no home folder to install into"));
		err_hint(
			e, "%s",
			_("Set HOME to the absolute path of your home folder, for example: HOME=/home/me goready"));
		return RC_DENIED;
	}
	if (str_equal(p->home, "/")) {
		err_set(e, RC_DENIED, "%s",
			_("HOME is /, the root of the file system, as services and containers have it: that is nobody's home"));
		err_hint(
			e, "%s",
			_("Set HOME to a folder of your own, for example: mkdir -p /var/tmp/me && HOME=/var/tmp/me goready"));
		return RC_DENIED;
	}
	if (p->home_missing) {
		err_set(e, RC_DENIED, _("HOME names %s, and there is no such folder"), p->home);
		err_hint(
			e, "%s",
			_("Make that folder, or set HOME to your home folder, for example: HOME=/home/me goready"));
		return RC_DENIED;
	}
	if (p->home_of_another) {
		err_set(e, RC_DENIED,
			_("this is root, and HOME (%s) belongs to another user: files that root makes there would not be theirs"),
			p->home);
		err_hint(
			e, "%s",
			_("Run goready as that user, without sudo. To set up root itself: sudo -H goready"));
		return RC_DENIED;
	}
	if (p->unwritable) {
		err_set(e, RC_DENIED,
			_("%s cannot be written, and goready's own files go below it"),
			p->unwritable);
		if (p->unwritable_command)
			err_hint(
				e,
				_("Run: %s. Or name other folders: XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME."),
				p->unwritable_command);
		else
			err_hint(
				e, "%s",
				_("Give yourself the right to write there, or name other folders: XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME."));
		return RC_DENIED;
	}
	if (p->tmp_unsafe) {
		err_set(e, RC_DENIED,
			_("other users could exchange what goready makes in TMPDIR, in /tmp and in %s"),
			p->home);
		err_hint(
			e, "%s",
			_("Set TMPDIR to a folder that only you may write: mkdir -m 700 DIR; TMPDIR=DIR goready"));
		return RC_DENIED;
	}
	return RC_OK;
}
