#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "shell/quote.h"

#define MB ((uint64_t)1000 * 1000)

/* What is installed, and what the proof's build leaves in Go's caches. */
static uint64_t space_needed(const struct rule_input *in)
{
	uint64_t needed = 0;

	tools_each (id) {
		if (in->wants->tool[id].method != METHOD_KEEP)
			needed += tool_kind_of(id)->sizes.disk;
	}
	return needed + 300 * MB;
}

static bool space(const struct rule_input *in, struct finding *found)
{
	const struct environment_facts *environment = &in->facts->environment;
	uint64_t needed = space_needed(in);

	if (!environment->fs_known || environment->home_disk.free_bytes >= needed)
		return false;
	if (needed == 300 * MB) /* nothing to install: builds may still stop */
		found->level = LEVEL_WARNING;
	evidence(in, found, _("%s free where %s is, %s needed"),
		 size_text(in->mem, environment->home_disk.free_bytes),
		 shown(in, in->facts->places.data), size_text(in->mem, needed));
	remedy(in, found,
	       _("Make room for %s, or set XDG_DATA_HOME and GOCACHE to folders on another disk."),
	       size_text(in->mem, needed));
	return true;
}

static bool noexec_tmp(const struct rule_input *in, struct finding *found)
{
	const struct environment_facts *environment = &in->facts->environment;
	const char *gotmpdir = facts_setting_value(in->facts, "GOTMPDIR");

	if (!environment->fs_known || !environment->tmp_disk.noexec || path_is_absolute(gotmpdir))
		return false;
	evidence(in, found, _("%s is mounted with noexec"), in->facts->places.tmp);
	remedy(in, found, _("Run: mkdir -p %s/tmp && go env -w GOTMPDIR=%s/tmp"),
	       shell_word(in->mem, SHELL_SH, in->facts->places.cache),
	       shell_word(in->mem, SHELL_SH, in->facts->places.cache));
	return true;
}

static bool is_inside_another(const struct names *folders, size_t i)
{
	for (size_t j = 0; j < folders->n; j++) {
		if (i != j && path_is_within(folders->at[i], folders->at[j]) &&
		    !path_is_within(folders->at[j], folders->at[i]))
			return true;
	}
	return false;
}

static bool any_tool_is_lost(const struct rule_input *in)
{
	tools_each (id)
		if (!tool_kind_of(id)->optional && !facts_resolve(in->facts, id))
			return true;
	return false;
}

/* Caches and folders of go install; a folder of PATH where something is missing that may lie in it. */
static struct names foreign_folders(const struct rule_input *in)
{
	const struct environment_facts *e = &in->facts->environment;
	struct names folders = { 0 };

	for (size_t i = 0; i < e->foreign_owned.n; i++)
		list_push(in->mem, &folders, e->foreign_owned.at[i]);
	for (size_t i = 0; i < e->closed.n; i++)
		if (e->closed.at[i].foreign &&
		    (e->closed.at[i].start_file || any_tool_is_lost(in)) &&
		    !names_hold(&folders, e->closed.at[i].path))
			list_push(in->mem, &folders, e->closed.at[i].path);
	return folders;
}

static bool start_files_alone(const struct rule_input *in, const struct names *paths)
{
	for (size_t i = 0; i < paths->n; i++) {
		const struct closed_path *closed = facts_closed_around(in->facts, paths->at[i]);

		if (!closed || !closed->start_file)
			return false;
	}
	return true;
}

static bool is_beyond(const struct rule_input *in, const char *folder)
{
	return names_hold(&in->facts->environment.foreign_beyond, folder);
}

/* A shared folder is not to be taken over: the link to it is the user's, and a wrong one. */
static bool foreign_beyond_links(const struct rule_input *in, struct finding *found)
{
	const struct names *folders = &in->facts->environment.foreign_beyond;

	for (size_t i = 0; i < folders->n; i++)
		if (!is_inside_another(folders, i))
			evidence(in, found,
				 _("%s leads out of your home, to a folder of another user"),
				 shown(in, folders->at[i]));
	remedy(in, found, "%s",
	       _("Put a folder of your own in the place of that link, or ask its owner to let you write there."));
	return folders->n > 0;
}

/* sudo has made a folder in a GOPATH of the user's own. */
static bool is_in_own_gopath(const struct rule_input *in, const char *folder)
{
	const char *gopath = in->facts->environment.own_gopath;

	return gopath && path_is_within(folder, gopath) && !path_equal(folder, gopath);
}

static bool foreign_owner(const struct rule_input *in, struct finding *found)
{
	const struct names of_others = foreign_folders(in), *folders = &of_others;
	struct str command = { .mem = in->mem };

	str_add(&command, "sudo chown -R \"$(id -un)\"");
	for (size_t i = 0; i < folders->n; i++) {
		/* A shared folder is not to be taken over; what names it is wrong (goenv.gopath).
		 */
		if ((!path_is_within(folders->at[i], in->facts->places.home) &&
		     !is_in_own_gopath(in, folders->at[i])) ||
		    is_beyond(in, folders->at[i]))
			continue;
		evidence(in, found, _("%s belongs to another user"), shown(in, folders->at[i]));
		if (!is_inside_another(folders, i))
			str_fmt(&command, " %s", typed(in, folders->at[i]));
	}
	if (!found->evidence.n)
		return foreign_beyond_links(in, found);
	if (start_files_alone(in, folders)) {
		found->title =
			_("A start file of yours belongs to another user, and you may not read it");
		remedy(in, found, _("Run: %s"), str_text(&command));
		return true;
	}
	for (size_t i = 0; i < folders->n; i++)
		if (is_in_own_gopath(in, folders->at[i]) &&
		    !path_is_within(folders->at[i], in->facts->places.home))
			found->title = _("Go's folders belong to another user");
	remedy(in, found, _("Run: %s. Never run go install with sudo."), str_text(&command));
	return true;
}

/* "go-build/4b": one of the folders in which the entries of the build cache lie. */
static bool is_part_of_cache(const char *path)
{
	return strspn(path_name(path), "0123456789abcdef") == 2 && strlen(path_name(path)) == 2;
}

/* Its files are go's own: in the module cache they are meant to be read only, its folders not. */
static bool closed_caches(const struct rule_input *in, struct finding *found)
{
	const struct names *caches = &in->facts->environment.caches_closed;
	struct names commands = { 0 };

	for (size_t i = 0; i < caches->n; i++) {
		const char *path = caches->at[i];
		bool built = str_equal(path_name(path), "go-build") || is_part_of_cache(path);
		const char *whole = is_part_of_cache(path) ? path_folder(in->mem, path) : path;
		const char *command =
			arena_fmt(in->mem, "chmod %s %s", built ? "-R u+rwX" : "u+rwx",
				  shell_word(in->mem, SHELL_SH, whole));

		evidence(in, found, _("%s is yours, but its permissions let you add nothing"),
			 shown(in, path));
		if (!names_hold(&commands, command))
			list_push(in->mem, &commands, command);
	}
	if (!caches->n)
		return false;
	found->title = _("Go may not write to its cache");
	found->about_kind = "file";
	found->about_name = caches->at[0];
	remedy(in, found, _("Run: %s"), str_join(in->mem, &commands, " && "));
	return true;
}

/* `umask 755`: a mode was meant, and a mask names what is taken away, here from the owner. */
static bool takes_from_the_owner(const char *line)
{
	const char *mask = line + strlen("umask ");

	return str_starts(line, "umask ") && strspn(mask, "01234567") >= 3 &&
	       (strtoul(mask, NULL, 8) & 0700);
}

static bool umask_closes(const struct rule_input *in, struct finding *found)
{
	struct lines_read r = { .in = in };

	while (lines_read_next(&r)) {
		if (r.line.depth || !takes_from_the_owner(r.line.trimmed))
			continue;
		evidence_at(in, found, r.file->path, r.line.number, r.line.trimmed);
		heal_line(in, found, r.file, r.line.number, r.line.text, NULL);
	}
	if (!found->evidence.n)
		return false;
	found->title = _("What programs make is closed to you yourself");
	remedy(in, found, "%s",
	       _("Take that line out and open a new terminal: umask names what is taken away, not what is given, and 022 is usual. What was made with it stays closed; of Go's that is: chmod -R u+rwX \"$(go env GOCACHE)\" \"$(go env GOPATH)\""));
	return true;
}

static bool closed(const struct rule_input *in, struct finding *found)
{
	const struct environment_facts *environment = &in->facts->environment;
	struct names commands = { 0 };
	bool folder = false, of_path = false, needed = any_tool_is_lost(in);

	for (size_t i = 0; i < environment->closed.n; i++) {
		const struct closed_path *one = &environment->closed.at[i];
		const char *path = one->path;

		if (one->foreign) /* fs.foreign-owner */
			continue;
		evidence(in, found,
			 one->read_only ? _("%s is yours, but its permissions let you add nothing")
					: _("%s is yours, but its permissions keep you out"),
			 shown(in, path));
		found->about_name = found->about_name ? found->about_name : path;
		list_push(in->mem, &commands,
			  arena_fmt(in->mem, "chmod %s %s", one->start_file ? "u+rw" : "u+rwx",
				    shell_word(in->mem, SHELL_SH, path)));
		found->automatic |= one->by_mode;
		folder |= !one->start_file;
		of_path |= !one->start_file && !path_is_within(in->facts->places.go_bin, path);
		needed |= one->start_file || path_is_within(in->facts->places.go_bin, path);
	}
	if (!found->evidence.n)
		return umask_closes(in, found) || closed_caches(in, found);
	if (!needed) { /* somebody's own folder, closed on purpose */
		found->level = LEVEL_NOTE;
		found->automatic = false;
	}
	if (!folder)
		found->title = _("A start file is closed to you");
	else if (of_path)
		found->title = _("A folder of PATH is closed to you");
	found->about_kind = "file";
	found->heal = found->automatic ? HEAL_MODE : HEAL_NONE;
	if (!found->automatic && needed)
		remedy(in, found,
		       _("Its mode lets you in, so chmod does not help. On a network drive, log in to it again; on a Mac an access list may keep you out: ls -lde %s"),
		       shell_word(in->mem, SHELL_SH, found->about_name));
	else
		remedy(in, found, _("Run: %s"), str_join(in->mem, &commands, " && "));
	return true;
}

const struct rule disk_rules[] = {
	{
		.id = "fs.space",
		.topic = TOPIC_DISK,
		.level = LEVEL_PROBLEM,
		.title = N_("There is too little space on the disk"),
		.why = N_("Unpacking and building would stop half-way."),
		.holds = space,
	},
	{
		.id = "fs.noexec-tmp",
		.topic = TOPIC_DISK,
		.level = LEVEL_PROBLEM,
		.title = N_("Programs cannot be run from the folder for temporary files"),
		.why = N_("go run and go test build their programs there."),
		.holds = noexec_tmp,
	},
	{
		.id = "fs.foreign-owner",
		.topic = TOPIC_DISK,
		.level = LEVEL_PROBLEM,
		.title = N_("Go's folders in your home belong to another user"),
		.why = N_("go cannot write its caches; a go install with sudo leaves that behind."),
		.holds = foreign_owner,
	},
	{
		.id = "fs.closed",
		.topic = TOPIC_DISK,
		.level = LEVEL_PROBLEM,
		.title = N_("The folder of go install is closed"),
		.why = N_(
			"No shell can use what is in it: a program of a closed folder is not found, a line of a closed start file not read."),
		.holds = closed,
	},
	{ 0 },
};
