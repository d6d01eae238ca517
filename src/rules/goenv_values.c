/* Go's settings that need a right value: folders, the module proxy, what is checked. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "net/net.h"
#include "wants/go_environment.h"

/* ---- folders ---- */

static bool is_no_folder(const struct rule_input *in, const char *value)
{
	(void)in;
	return *value != '/' || strchr(value, ':');
}

/* "/home/ann/go,/home/ann/work": to go that is one folder. */
static bool is_joined_otherwise(const char *value)
{
	const char *sign = strpbrk(value, ",;");

	return sign && (sign[1] == '/' || sign[1] == '~' || sign[1] == '$');
}

/* "~/go/bin" as it was meant; the first of a list; NULL where nobody can say. */
static const char *folder_meant(const struct rule_input *in, const char *value)
{
	const char *home = in->facts->places.home, *first;

	value += strspn(value, ":"); /* GOPATH=$GOPATH:$HOME/go, where there was none */
	first = arena_strndup(in->mem, value,
			      strcspn(value, is_joined_otherwise(value) ? ":,;" : ":"));

	if (*first == '/')
		return first;
	if (home && first[0] == '~' && (first[1] == '/' || !first[1]))
		return arena_fmt(in->mem, "%s%s", home, first + 1);
	return NULL;
}

static bool on_some_path(const struct rule_input *in, const char *folder)
{
	return path_index_of(in->facts, folder) >= 0 || new_shell_index_of(in->facts, folder) >= 0;
}

/* The shims of a version manager find what lies in its trees. */
static bool is_on_no_path(const struct rule_input *in, const char *value)
{
	return !on_some_path(in, value) && !facts_is_managed(in->facts, value);
}

static bool cannot_be_made(const struct rule_input *in, const char *value)
{
	const char *first = arena_strndup(in->mem, value, strcspn(value, ":"));

	return names_hold(&in->facts->go.cannot_be_made, first);
}

static bool is_of_others(const struct rule_input *in, const char *value)
{
	const char *first = arena_strndup(in->mem, value, strcspn(value, ":"));

	return names_hold(&in->facts->go.of_others, first);
}

/* A system's folder, or what sudo made: which command writes there says that. */
static void say_whose(const struct rule_input *in, struct finding *found)
{
	const struct names *of_root = &in->facts->go.of_root;
	const char *value = value_of(in, found->variable);
	const char *first = value ? arena_strndup(in->mem, value, strcspn(value, ":")) : NULL;

	if (first && names_hold(of_root, first))
		evidence(in, found, _("%s belongs to root"), shown(in, first));
}

static bool is_a_file(const struct rule_input *in, const char *value)
{
	const char *first = arena_strndup(in->mem, value, strcspn(value, ":"));

	return names_hold(&in->facts->go.no_folders, first);
}

/* "Work" of /Volumes/Work/go, of /media/ann/Work/go and of /mnt/Work/go: where disks are mounted; NULL. */
static const char *volume_of(const struct rule_input *in, const char *path)
{
	static const struct {
		bool darwin, user; /* whose name stands between */
		const char *folder;
	} all[] = { { true, false, "/Volumes/" },
		    { false, true, "/run/media/" },
		    { false, true, "/media/" },
		    { false, false, "/mnt/" } }; /* in WSL Windows' own */

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const char *at = path + strlen(all[i].folder);

		if (all[i].darwin != (in->facts->machine.os == OS_DARWIN) ||
		    !str_starts(path, all[i].folder) ||
		    (in->facts->machine.wsl && str_equal(all[i].folder, "/mnt/")))
			continue;
		if (all[i].user && strchr(at, '/'))
			at = strchr(at, '/') + 1;
		return arena_strndup(in->mem, at, strcspn(at, "/:"));
	}
	return NULL;
}

static void connect_first(const struct rule_input *in, struct finding *found, const char *path)
{
	const char *volume = path ? volume_of(in, path) : NULL;

	if (volume)
		remedy(in, found, _("Connect the disk %s, if that is where it is. Else: %s"),
		       volume, found->remedy);
}

/* It may be plugged in again: then nothing is wrong with the line. */
static void name_the_volume(const struct rule_input *in, struct finding *found)
{
	connect_first(in, found, value_of(in, found->variable));
}

/* An account that was renamed, a disk that is gone; root's folder, or one of the system's; a file. */
static bool is_out_of_reach(const struct rule_input *in, struct finding *found, const char *because)
{
	struct finding shape = *found, other = *found, file = *found;

	if (variable_is_bad(in, &file, is_a_file)) {
		*found = file;
		found->title = arena_fmt(in->mem, _("%s names a file, where a folder is wanted"),
					 found->variable);
		heal_unset(in, found, because);
		return true;
	}
	if (variable_is_bad(in, &other, is_of_others)) {
		*found = other;
		found->title = arena_fmt(in->mem, _("%s names a folder that you may not write to"),
					 found->variable);
		say_whose(in, found);
		heal_unset(in, found, because);
		return true;
	}
	if (!variable_is_bad(in, &shape, cannot_be_made))
		return false;
	*found = shape;
	found->title =
		arena_fmt(in->mem, _("%s names a folder that cannot be made"), found->variable);
	evidence(in, found, "%s",
		 _("it does not exist, and you may not write where it would be made"));
	heal_unset(in, found, because);
	name_the_volume(in, found);
	return true;
}

static void heal_folder(const struct rule_input *in, struct finding *found, const char *because)
{
	const char *value = value_of(in, found->variable);
	const char *meant = value ? folder_meant(in, value) : NULL;

	if (meant)
		heal_set(in, found, meant);
	else
		heal_unset(in, found, because);
}

/* GOBIN=$PWD/bin: what the start files leave unknown, and only a shell could tell. */
static bool is_where_go_installs(const struct rule_input *in)
{
	const struct places_set set = places_of(in, "GOBIN");

	for (size_t i = 0; i < set.n; i++)
		if (path_equal(set.at[i].value, in->facts->places.go_bin))
			return true;
	return false;
}

static bool gobin(const struct rule_input *in, struct finding *found)
{
	struct finding shape = *found;

	if (variable_is_bad(in, &shape, is_no_folder)) {
		*found = shape;
		heal_folder(in, found, _("Without it, go install uses GOPATH/bin."));
		return true;
	}
	if (is_out_of_reach(in, found, _("Without it, go install uses GOPATH/bin.")))
		return true;
	if (!variable_is_bad(in, found, is_on_no_path))
		return false;
	found->level = LEVEL_WARNING;
	found->title = _("The folder that GOBIN names is not on PATH");
	if (!is_where_go_installs(in)) {
		heal_unset(in, found, _("Without it, go install uses GOPATH/bin."));
		return true;
	}
	found->assignments.n = 0;
	found->heal = HEAL_PATH;
	found->value = in->facts->places.go_bin;
	found->automatic = true;
	remedy(in, found, _("Put %s in front of PATH; goready does that."),
	       shown(in, found->value));
	return true;
}

static bool is_bad_gopath(const struct rule_input *in, const char *value)
{
	struct names entries = str_split(in->mem, value, ':');

	if (*value ==
	    ':') /* the first is where go install and the module cache go: it has no name */
		return true;
	for (size_t i = 0; i < entries.n; i++) {
		if (*entries.at[i] && *entries.at[i] != '/')
			return true;
	}
	for (size_t i = 0; i < in->facts->tools.n; i++) {
		if (str_equal(in->facts->tools.at[i].goroot, value))
			return true;
	}
	return is_joined_otherwise(value);
}

static bool is_list(const struct rule_input *in, const char *value)
{
	(void)in;
	return strchr(value, ':') != NULL;
}

/* PATH names the folder of programs, GOPATH the one above it: the two were taken for the same. */
static bool is_its_own_bin(const struct rule_input *in, const char *value)
{
	const char *folder = path_bare(in->mem, value);

	return str_equal(path_name(folder), "bin") && on_some_path(in, folder) &&
	       !on_some_path(in, path_join(in->mem, folder, "bin"));
}

static bool names_its_bin(const struct rule_input *in, struct finding *found)
{
	const char *usual = path_join(in->mem, in->facts->places.home, "go");
	const char *value = value_of(in, "GOPATH"), *above;
	bool sets;

	if (!value || !is_its_own_bin(in, value))
		return false;
	above = path_folder(in->mem, path_bare(in->mem, value));
	sets = str_equal(path_name(above), "go") && !is_bad_gopath(in, above);
	/* Where Go itself lies, it keeps no packages: neither there nor in the usual place. */
	if ((!sets && is_bad_gopath(in, usual)) || !variable_is_bad(in, found, is_its_own_bin))
		return false;
	found->level = LEVEL_WARNING;
	found->title = _("GOPATH names its own folder bin");
	evidence(in, found, _("go install puts programs into %s, which is not on PATH"),
		 shown(in, path_join(in->mem, path_bare(in->mem, value), "bin")));
	if (sets)
		heal_set(in, found, above);
	else
		heal_unset(in, found, _("Without it, Go uses the folder go in your home."));
	return true;
}

/* mv PROGRAM ~/go/bin before there was such a folder, or a download that was saved as ~/go. */
static bool is_barred(const struct rule_input *in, struct finding *found)
{
	const char *file = in->facts->environment.go_bin_barred.path;

	if (!file || value_of(in, "GOBIN"))
		return false;
	found->title = _("A file has the place of a folder of Go's");
	found->about_kind = "file";
	found->about_name = file;
	evidence(
		in, found,
		in->facts->environment.go_bin_barred.by_link
			? _("%s is a link that leads to no folder, and go install needs the folder %s")
			: _("%s is a file, and go install needs the folder %s"),
		shown(in, file), shown(in, in->facts->places.go_bin));
	remedy(in, found, _("Move it away: mv %s %s.old"), typed(in, file), typed(in, file));
	connect_first(in, found, in->facts->environment.go_bin_barred.to);
	return true;
}

/* The archive was unpacked in the home folder: GOPATH is ~/go by itself, and go warns at each command that both are
 * one folder (cmd/go, main.go). */
static bool holds_the_tree(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	const char *usual = path_join(in->mem, in->facts->places.home, "go");

	if (value_of(in, "GOPATH") || !go || !go->goroot || !path_equal(go->goroot, usual))
		return false;
	found->level = LEVEL_WARNING;
	found->title = _("Go's own tree lies where GOPATH is");
	evidence(in, found, "%s", tool_text(in, go));
	evidence(in, found,
		 _("without a GOPATH go keeps modules and programs in %s, among its own files"),
		 shown(in, usual));
	remedy(in, found,
	       _("Move the tree, for instance mv %s %s, and its bin on PATH with it. Or give GOPATH another folder: go env -w GOPATH=\"$HOME/gopath\""),
	       typed(in, usual), typed(in, path_join(in->mem, in->facts->places.home, "sdk-go")));
	return true;
}

static bool gopath(const struct rule_input *in, struct finding *found)
{
	struct finding shape = *found;
	const char *value, *meant;

	if (variable_is_bad(in, &shape, is_bad_gopath)) {
		*found = shape;
		value = value_of(in, "GOPATH");
		meant = value ? folder_meant(in, value) : NULL;
		if (meant && !str_equal(meant, value))
			heal_set(in, found, meant);
		else
			heal_unset(in, found, _("Without it, Go uses the folder go in your home."));
		return true;
	}
	if (is_out_of_reach(in, found, _("Without it, Go uses the folder go in your home.")))
		return true;
	if (is_barred(in, found) || names_its_bin(in, found) || holds_the_tree(in, found))
		return true;
	if (!variable_is_bad(in, found, is_list))
		return false;
	found->level = LEVEL_NOTE;
	found->title = _("GOPATH is a list");
	remedy(in, found, "%s",
	       _("go install uses the first folder of it only; one folder is enough today."));
	return true;
}

/* GOCACHE=off was taken away in Go 1.12; a relative one is refused (cmd/go/internal/cache). */
static bool is_bad_cache(const struct rule_input *in, const char *value)
{
	(void)in;
	return *value != '/';
}

static bool is_volatile(const struct rule_input *in, const char *value)
{
	(void)in;
	return path_is_within(value, "/tmp") || path_is_within(value, "/dev/shm") ||
	       path_is_within(value, "/run") || path_is_within(value, "/private/tmp");
}

/* What go makes its cache's folder of where nobody names it (os.UserCacheDir). */
static bool is_around_the_cache(const char *variable)
{
	return str_equal(variable, "XDG_CACHE_HOME") || str_equal(variable, "HOME");
}

static bool counts_here(const struct rule_input *in, const char *variable)
{
	if (!is_around_the_cache(variable))
		return true;
	return !value_of(in, "GOCACHE") &&
	       (in->facts->machine.os != OS_DARWIN || str_equal(variable, "HOME"));
}

/* ~/.cache leads to a disk that is gone: no variable is to blame. */
static bool cache_is_barred(const struct rule_input *in, struct finding *found)
{
	const struct barred *barred = &in->facts->environment.cache_barred;

	if (!barred->path || !str_equal(found->variable, "GOCACHE"))
		return false;
	found->title = _("A file has the place of a folder of Go's");
	found->about_kind = "file";
	found->about_name = barred->path;
	evidence(
		in, found,
		barred->by_link
			? _("%s is a link that leads to no folder, and go keeps what it builds there")
			: _("%s is a file, and go keeps what it builds in a folder of that name"),
		shown(in, barred->path));
	remedy(in, found, _("Move it away: mv %s %s.old"), typed(in, barred->path),
	       typed(in, barred->path));
	connect_first(in, found, barred->to);
	return true;
}

static bool cache(const struct rule_input *in, struct finding *found)
{
	struct finding shape = *found, gone = *found;

	if (cache_is_barred(in, found))
		return true;
	if (!counts_here(in, found->variable))
		return false;
	if (variable_is_bad(in, &gone, value_is_gone)) {
		*found = gone;
		found->title =
			arena_fmt(in->mem, _("%s names a folder that is gone"), found->variable);
		evidence(in, found, _("that folder does not exist, and go does not make it"));
		heal_unset(in, found, _("Without it, Go uses a folder that serves."));
		return true;
	}
	if (variable_is_bad(in, &shape, is_bad_cache)) {
		*found = shape;
		found->title = arena_fmt(in->mem, _("%s is no absolute path"), found->variable);
		heal_folder(in, found, _("Without it, Go uses a folder that serves."));
		return true;
	}
	if (is_out_of_reach(in, found, _("Without it, Go uses a folder that serves.")))
		return true;
	if (str_ends(found->variable, "TMPDIR") || is_around_the_cache(found->variable) ||
	    !variable_is_bad(in, found, is_volatile))
		return false;
	found->level = LEVEL_NOTE;
	found->title = arena_fmt(in->mem, _("%s is where files do not last"), found->variable);
	remedy(in, found, "%s",
	       _("Everything is fetched and compiled again after a restart; unset it, or name a folder that stays."));
	return true;
}

const struct rule goenv_value_rules[] = {
	{
		.id = "goenv.gobin",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOBIN is no absolute path of one folder"),
		.why = N_("go install refuses to install anything."),
		.holds = gobin,
		.variables = NAMES("GOBIN"),
	},
	{
		.id = "goenv.gopath",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOPATH has a value that Go refuses"),
		.why = N_("Every go command stops, or warns and goes elsewhere."),
		.holds = gopath,
		.variables = NAMES("GOPATH"),
	},
	{
		.id = "goenv.cache",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("The setting of one of Go's caches cannot be used"),
		.why = N_("Nothing can be built without a cache."),
		.holds = cache,
		.variables = NAMES("GOCACHE", "GOMODCACHE", "GOTMPDIR", "TMPDIR", "XDG_CACHE_HOME",
				   "HOME"),
	},
	{ 0 },
};
