/*
 * Inside facts: what the topics share while facts are gathered.
 *
 * Each topic is one file with one gather_TOPIC function, called in order by facts_gather. They fill
 * in f and never fail: what cannot be read is absent.
 */
#ifndef FACTS_GATHER_H
#define FACTS_GATHER_H

#include "base/text_table.h"
#include "facts/facts.h"
#include "shell/asking.h"

struct gather {
	struct arena *mem;
	struct host *host;
	struct facts *f;
	struct system_info system;
	struct names looked_into;  /* tools.c: folders, for all tools */
	struct text_table on_path; /* new_shell.c: what one line makes of PATH */
	struct bytes go_mod;       /* project.c: of places.project */
};

void gather_places(struct gather *g);
/* As the host's, but what is goready's own is named as facts_own_name has it. */
enum rc gather_realpath(struct gather *g, const char *path, const char **ret);
void gather_machine(struct gather *g);
void gather_macos(struct gather *g);   /* the machine's part that is of macOS only */
void gather_paths_d(struct gather *g); /* what path_helper makes of PATH; launchd's PATH */
void gather_clt(struct gather *g);
void gather_brew(struct gather *g);
void gather_shells(struct gather *g);
void gather_stale_lines(struct gather *g); /* once PATH is known */
void gather_syntax(struct gather *g);      /* by the shells' own checks */
void gather_go_settings(struct gather *g); /* environment, start files, `go env -w` file */
void gather_path(struct gather *g);
void gather_tools(struct gather *g);
void gather_manager_roots(struct gather *g); /* once the start files are read */
void gather_left_gos(struct gather *g);      /* once PATH and Homebrew are known */
void gather_managers(struct gather *g);      /* what version managers keep is added to the tools */
void gather_own_links(struct gather *g);
void gather_fronts(struct gather *g); /* what folders would change that came to the front */
void gather_goroot_settings(struct gather *g); /* GOROOT/go.env, once go is known */
void gather_proxies(struct gather *g);
void gather_permissions(struct gather *g); /* once PATH and the settings of Go are known */
void gather_environment(struct gather *g);
void gather_surroundings(struct gather *g);
void gather_program_proxies(struct gather *g);
void gather_editors(struct gather *g);
void gather_project_folder(struct gather *g,
			   const char *folder); /* before tools: shims of asdf ask it */
void gather_project(struct gather *g, const char *folder);
void gather_generated(struct gather *g); /* of the project: what wrote its *.pb.go */
void gather_toolchain_file(struct gather *g, const char *folder); /* once the project is known */
/* The go.work in effect there; NULL: none is. */
const char *toolchain_work_file(struct gather *g, const char *folder);

/* ---- editors.c, goland.c, editor_lines.c ---- */

void gather_goland(struct gather *g);
void gather_editor_lines(struct gather *g); /* Vim, Neovim, Emacs, Helix, Zed */
/* The file with its content, not yet among facts.editors; NULL where there is none. */
struct editor_file *editor_file_at(struct gather *g, const char *editor, const char *path);
/* It may not be written where a link leads out of the home folder. */
void gather_stay_at_home(const struct gather *g, struct start_file *file);
/* Adds it, with what its value leads to. */
void editor_setting_add(struct gather *g, struct editor_setting s);

/* ---- managers.c ---- */

/* Whose folder it lies in, also where that was moved; ORIGIN_UNKNOWN. */
enum origin manager_of(const struct facts *f, const char *path);
const char *manager_gos(struct gather *g, enum origin manager); /* the folder of its Gos; NULL */
/* Plugins that go install put beside this Go of its, and that it has no shim of. */
void manager_look_for_unshimmed(struct gather *g, enum origin manager, const char *version);

/* ---- helpers (facts.c) ---- */

/* The variable, or NULL where it is unset or empty: for Go and the shells that is the same. */
const char *gather_env(const struct gather *g, const char *name);
/* A small text file, links followed; false where it cannot be read. */
bool gather_read(const struct gather *g, const char *path, size_t most, struct bytes *ret);
/* The same; *ret_why says why there is a file that cannot be read, else it is NULL. */
bool gather_read_or_why(const struct gather *g, const char *path, size_t most, struct bytes *ret,
			const char **ret_why);
/* Its first line without blanks at the ends; NULL. */
const char *gather_first_line(const struct gather *g, const char *path);
/* The program that the script goes on as by `exec PATH` in its last line, where neither that nor another one it
 * might go on as is there; NULL. */
const char *script_starts_gone(struct gather *g, const char *script);
bool gather_is_file(const struct gather *g, const char *path); /* follows links */
bool gather_is_gone(const struct gather *g,
		    const char *path); /* absent, which is more than not recorded */
/* What lies in the folder and is called like the pattern, in the folder's order; false: it is not to be read. */
bool gather_list_like(struct gather *g, const char *folder, const char *pattern,
		      struct dir_entries *ret);
/* Is it there, and the user's? */
bool gather_is_own(const struct gather *g, const char *path);
/* Is it there, and another user's, in a folder of the user's own? sudo has made it. */
bool gather_is_made_by_another(const struct gather *g, const char *path);
/* `env` of children that look: nothing but what the system needs to find its own programs. */
struct names gather_scrubbed_env(const struct gather *g);

/* ---- dylibs.c ---- */

/* What dyld would not find for this Mach-O program: "PATH does not exist", "PATH is built for
 * x86_64"; what those libraries need is looked at too. None where it is no Mach-O program. */
struct names dylibs_missing(struct gather *g, const char *program, const struct binary *b);
/* Quarantine, libraries and macOS version of a program; macOS only. */
void dylibs_judge_tool(struct gather *g, struct tool *t);

/* ---- paths_d.c ---- */

/* path_helper's result: the folders of /etc/paths and /etc/paths.d, then `inherited`. */
struct names path_helper_result(struct gather *g, const struct names *inherited);

/* ---- start_lines.c, login_files.c ---- */

/* The assignments of a start file, and of what it sources, in the order they are read. */
/* Neither of this process nor of new shells, nor in the usual places. */
bool gather_is_on_no_path(const struct gather *g, const char *name);
/* nushell's files stayed, or came with somebody's dotfiles: nobody reads them. Those of others are where an article
 * may have led (rc.other-shell). */
bool gather_shell_is_gone(const struct shell *shell);
void start_lines_read(struct gather *g, const struct start_file *file);
/* A file that is no shell's own, looked at as start files are; NULL where there is none. */
const struct start_file *other_file_add(struct gather *g, enum shell_id shell, const char *name,
					const char *path);
/* What a login sets before any shell: environment.d, .pam_environment, launchd, fish's variables. */
void login_files_read(struct gather *g);

/* ---- trace.c ---- */

/* Starts the shell once more, as a terminal does, and notes which lines set variables. */
void trace_shell(const struct asking *a, struct resolved *r);
/* What it printed. */
void traced_read(struct arena *mem, struct bytes printed, enum shell_id shell, struct resolved *r);
void traced_to_json(struct arena *mem, struct json *parent, const struct resolved *r);
void traced_parse(struct arena *mem, const struct json *parent, struct resolved *r);
/* What no file told of is added to the assignments of f, which are copied for it. */
void traced_add(struct arena *mem, struct facts *f, const struct resolved *r);

/* ---- goenv.c ---- */

/* Of the values that a new shell has: go.cannot_be_made, go.of_others, go.no_folders. */
void goenv_look_at_told(struct gather *g, const struct names *variables);

/* ---- expand.c ---- */

/* The value with $HOME, ${HOME} and $NAME of earlier plain assignments expanded; NULL where
 * something in it is not known. $PATH stays as it is. */
const char *assignment_expand(const struct gather *g, const char *value);
/* The same of a line that sets PATH, of which assignments further down have not run yet. */
const char *path_line_expand(const struct gather *g, const struct assignment *line);
/* The last line of the start files that assigns it; NULL none. */
const struct assignment *gather_last_line(const struct gather *g, const char *name);

/* ---- path.c, line_counts.c, new_shell.c, tools.c, tool_places.c, origin.c, versions.c, go_bin.c ---- */

/* path.new_entries, and which of path.entries are old, once path.new_shell is known. */
void path_compare_new_shell(struct gather *g);
/* Is the line that gives PATH this value run by new shells, as far as files tell? */
bool path_line_counts(struct gather *g, const struct assignment *line, const char *value);
/* path.new_shell, and what each start file puts on PATH. */
void path_find_new_shell(struct gather *g);
/* What the login shell's files put on PATH before another shell goes on (facts_goes_on). */
struct names path_handed_over(struct gather *g);

/* Adds the tool at folder/name if something is there and it was not seen yet. */
void tools_consider(struct gather *g, enum tool_id id, const char *folder);
void tools_consider_windows(struct gather *g, const char *folder); /* go.exe and its like */
/* Reads the file at t->path: header, fault, version and origin. */
void tools_describe(struct gather *g, struct tool *t);
/* By its path and what is known of the file so far. */
enum origin tool_origin(struct gather *g, const struct tool *t);
bool gather_in_system_folder(
	const char *path); /* /usr/bin and its like, which a distribution fills */
void tools_look_on_path(struct gather *g);
void tools_look_into_known_places(struct gather *g);
/* Looks into the folders new shells have on PATH that were not looked into yet. */
void tools_add_new_shell(struct gather *g);
/* Starts those whose version no file says; slow ones are given up. */
void versions_ask(struct gather *g, struct tools *tools);
/* places.go_bin by the settings known so far; and every folder of GOPATH's list + "/bin". */
void go_bin_find(struct gather *g);
struct names go_bin_folders(const struct gather *g);

#endif
