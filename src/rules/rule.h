/*
 * What the rules share: saying what was seen, and where a variable is set. Inside src/rules only.
 *
 * Each topic file has a table that ends with an empty row; rules.c joins the tables.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "base/utf16.h"
#include "rules/rules.h"
#include "shell/lines.h"

#define NAMES(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

extern const struct rule machine_rules[], brew_rules[], brew_missing_rules[], clt_rules[],
	go_rules[], toolset_rules[], goenv_rules[], goflags_rules[], goenv_value_rules[],
	goenv_toolchain_rules[], goenv_proxy_rules[], protoc_rules[], plugin_rules[],
	more_tools_rules[], path_line_rules[], path_rules[], start_file_rules[], network_rules[],
	disk_rules[], wsl_rules[], gotool_rules[], goenv_conflict_rules[], surrounding_rules[],
	start_line_rules[], shell_answer_rules[], editor_rules[], project_rules[],
	own_block_rules[];

/* ---- saying what was seen ---- */

void evidence(const struct rule_input *in, struct finding *found, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void remedy(const struct rule_input *in, struct finding *found, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* With ~ for the home folder. */
const char *shown(const struct rule_input *in, const char *path);
/* The same as one word of a command. */
const char *typed(const struct rule_input *in, const char *path);
/* "~/sdk/go1.22/bin/go: version 1.22.0, amd64, from sdk, entry 3 of PATH" */
const char *tool_text(const struct rule_input *in, const struct tool *tool);
/* "~/.zshrc line 12: export GOROOT=/usr/local/go" as evidence, and where it stands. */
void evidence_line(const struct rule_input *in, struct finding *found, const struct assignment *a);
/* "~/.zshrc line 3: TEXT" as evidence, and where it stands. */
void evidence_at(const struct rule_input *in, struct finding *found, const char *file, int line,
		 const char *text);
/* Evidence names this line. */
void seen_at(const struct rule_input *in, struct finding *found, const char *file, int line);
/* "linux/amd64" */
const char *machine_text(const struct rule_input *in);

/* A sign that looks like another, or like nothing. */
struct sign {
	const char *bytes, *name;
	const char *in_path, *in_line; /* what was meant, in PATH and in a line of a shell */
};
const struct sign *sign_at(const char *at); /* NULL: none begins there */
/* The first in a line that its shell takes for something else; NULL: there is none. */
const struct sign *sign_in(const char *line);
/* The line as it was meant. What is quoted, printed or a comment is for people, and stays. */
const char *line_without_signs(struct arena *mem, const char *line);
/* As PowerShell's >> writes it. */
bool is_in_utf16(struct bytes line, enum utf16_order order);
/* Also of a file that is in UTF-16, or partly: `number` is that of the last line, as a shell counts them. */
bool next_line_of_any(struct bytes file, size_t *at, struct bytes *ret_line, int *ret_number);
/* Of a line in UTF-16, as PowerShell's >> writes it, what an editor shows. The zero before the line is the
 * second byte of the newline above. */
const char *line_without_zeros(struct arena *mem, struct bytes line, enum utf16_order order);
/* A dotfile manager's, with braces that nobody has filled in. */
bool start_file_is_template(const struct rule_input *in, const struct start_file *file);
/* rc.unwritable of a start file that is a link to what is gone. */
bool finding_is_link_to_nowhere(const struct rule_input *in, const struct finding *found);
/* The folder of this home, with a tool in it, that an entry of PATH names in one that is not there; NULL. */
const char *path_entry_moved(const struct rule_input *in, const struct path_entry *entry);
bool path_names_old_home(const struct rule_input *in, struct finding *found);
/* Control bytes as \x0d: they must not reach a terminal. */
const char *printable(const struct rule_input *in, const char *text);

/* ---- PATH ---- */

/* The entries that new terminals have: of this process's PATH those that are not old, then what start
 * files add. NULL: before the first, and past the last. */
const struct path_entry *path_entry_next(const struct facts *f, const struct path_entry *entry);
/* Counted from 1 in this process's PATH; 0: only new terminals have it. */
int path_entry_number(const struct facts *f, const struct path_entry *entry);
/* A line gives PATH folders alone, and by that a tool is found no more that lines before it had put there. */
bool path_line_forgets(const struct rule_input *in, struct finding *found);
/* The folder that "~/go/bin" or "$HOME/go/bin" was to be; NULL: the entry begins with neither. */
const char *path_entry_meant(const struct rule_input *in, const struct path_entry *entry);
/* The line that puts the folder on PATH, in /etc/profile or where the login shell would look, had its folder not been
 * moved, where it does not read that; NULL. */
const struct assignment *unread_line_with(const struct rule_input *in, const char *folder);
/* Is the folder written behind another one, without a colon? */
bool path_entry_joins(const struct rule_input *in, const struct path_entry *entry,
		      const char *folder);
#define path_entries_each(entry, f)                                            \
	for (const struct path_entry *entry = path_entry_next(f, NULL); entry; \
	     entry = path_entry_next(f, entry))

/* ---- one cause, its consequences under it (under.c) ---- */

/* Fills in `under` and moves consequences behind their cause. */
void findings_group(const struct rule_input *in, struct findings *found);

/* ---- tools ---- */

/* exec skips such a file and takes the next of that name on PATH (execvp(3), ENOENT and EACCES). */
bool fault_is_skipped(enum tool_fault fault);
bool fault_is_foreign_cpu(enum tool_fault fault);
bool is_installed_for_another(const struct rule_input *in, const struct tool *tool);
/* Why exec would not start it: "~/go/bin/x is a link to nothing". */
const char *tool_fault_sentence(const struct rule_input *in, const struct tool *tool);
/* Once the shells were asked their PATH alone counts: a terminal may be older than its start files. */
bool tool_is_on_path(const struct facts *f, const struct tool *tool);
/* Another rule does not speak of it, and it is no program: a file that exec skips under go's name, a link
 * of goready's own to a tree that was deleted. */
bool tool_is_gone(const struct facts *f, const struct tool *tool);
/* The first on PATH (new shells', else this process's), whatever else is wrong with it; NULL. */
const struct tool *tool_first(const struct facts *f, enum tool_id id);
/* Any that could be run on this machine, wherever it is; modules in Go's cache do not count. */
const struct tool *tool_anywhere(const struct facts *f, enum tool_id id);
bool tool_is_missing(const struct rule_input *in, struct finding *found);
/* Gos that version managers left, which are gone, as evidence. */
void evidence_left_gos(const struct rule_input *in, struct finding *found);
bool tool_is_off_path(const struct rule_input *in, struct finding *found);
/* The one in use is built for another CPU. */
bool tool_is_of_another_cpu(const struct rule_input *in, struct finding *found, enum tool_id id);
/* A PATH line where a good one is there, else the wanted version: heal, value, remedy, automatic.
 */
void heal_tool(const struct rule_input *in, struct finding *found, enum tool_id id);

/* What brings at least this Go: the command of whoever looks after the one here, else goready's; NULL: goready
 * knows none so new. */
const char *newer_go_command(const struct rule_input *in, const char *version);

/* ---- shells (shell_answers.c) ---- */

/* What it answered, started so; NULL: it was not asked, or did not say. */
const struct resolved *answer_of_shell(const struct rule_input *in, enum shell_id shell,
				       enum shell_mode mode);

/* ---- start files (start_lines.c) ---- */

/* Those with something in them that installed shells read, each once: two names of one file are one. */
struct start_file_list LIST_OF(const struct start_file *);
struct start_file_list start_files_once(const struct rule_input *in);
/* The login shell's own, and not one that another hides. */
bool start_file_is_read(const struct rule_input *in, const struct start_file *file);
/* The lines of all start files that the login shell reads, from the first on where all but `in` is zero. */
struct lines_read {
	const struct rule_input *in;
	const struct start_file *file; /* of `line` */
	struct lines line;
	size_t files; /* that were looked at */
};
bool lines_read_next(struct lines_read *r);
/* A line of it sources the other, be it in a condition. */
bool start_file_takes_in(const struct rule_input *in, const struct start_file *file,
			 const struct start_file *other, int *ret_line);
/* A line's value for PATH, GOPATH and the like ends at a blank in it (torn_values.c). */
bool torn_values(const struct rule_input *in, struct finding *found);
/* It is spelt so that it sets nothing, as NAME = value (misspelt_lines.c). */
bool misspelt_lines(const struct rule_input *in, struct finding *found);
/* Takes out the line that has its shell end with what fails. */
void heal_strict(const struct rule_input *in, struct finding *found, const struct start_file *file);
/* That line of it is to become the other; NULL: it goes. */
void heal_line(const struct rule_input *in, struct finding *found, const struct start_file *file,
	       int number, const char *text, const char *new_text);

/* ---- tools and plugins by name (by_name.c); each says so in found->title ---- */

bool program_missing(const struct rule_input *in, struct finding *found);
bool program_off_path(const struct rule_input *in, struct finding *found);
bool program_not_runnable(const struct rule_input *in, struct finding *found);
bool program_wrong_arch(const struct rule_input *in, struct finding *found);
bool program_quarantined(const struct rule_input *in, struct finding *found);
bool program_killed(const struct rule_input *in, struct finding *found);
/* What nobody asked for is of less weight: a warning. */
void weigh_by_need(const struct rule_input *in, struct finding *found);
/* `holds` of a tool: says which, and heals it. */
bool used_has(const struct rule_input *in, struct finding *found, bool holds,
	      const struct tool *tool);

/* ---- variables ---- */

/* One place that sets a variable. */
struct place {
	const char *value; /* $HOME expanded */
	const struct assignment
		*where; /* NULL: the process environment, by no line that is known */
};
struct places_set LIST_OF(struct place);
struct places_set places_of(const struct rule_input *in, const char *variable);
/* Asks `is_bad` of each place that sets found->variable; adds evidence and assignments of the bad
 * ones. */
bool variable_is_bad(const struct rule_input *in, struct finding *found,
		     bool (*is_bad)(const struct rule_input *in, const char *value));
bool value_any(const struct rule_input *in, const char *value);     /* every value is bad */
bool value_is_gone(const struct rule_input *in, const char *value); /* the path it names */
/* Goready repairs whole lines only, and only in files that are open to their owner. */
bool line_is_repairable(const struct rule_input *in, const struct assignment *line);
/* Heals by taking the assignments out; `because` is the end of the remedy, translated. */
void heal_unset(const struct rule_input *in, struct finding *found, const char *because);
void heal_set(const struct rule_input *in, struct finding *found, const char *value);
/* In effect for go, Go's own default and GOROOT/go.env not counted; NULL. */
const char *value_of(const struct rule_input *in, const char *variable);
/* Of https addresses: an organisation's, or those of a host that nobody else keeps modules on. */
bool git_rewrite_is_of_one_owner(const struct rule_input *in, const struct git_rewrite *r);
/* Which modules are kept from every proxy: by GONOPROXY, or where that is not set by GOPRIVATE; NULL none. */
const char *modules_past_proxies(const struct rule_input *in, const char **ret_variable);

/* ---- kegs and taps: kegs.c, whose rows are Homebrew's (brew.c) ---- */

bool brew_broken_keg(const struct rule_input *in, struct finding *found);
bool brew_link_conflict(const struct rule_input *in, struct finding *found);
bool brew_leftover_tap(const struct rule_input *in, struct finding *found);

#endif
