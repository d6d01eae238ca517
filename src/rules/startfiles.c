/* Start files that give PATH where it does not last. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/lines.h"

/* The value with $HOME expanded names this folder in front of what was there. */
static bool puts_in_front(const struct rule_input *in, const struct assignment *a,
			  const char *folder)
{
	struct names entries = str_split(in->mem, a->value, ':');

	for (size_t i = 0; i < entries.n; i++) {
		const char *entry = entries.at[i];

		if (str_starts(entry, "$PATH") || str_starts(entry, "${PATH"))
			return false;
		if (str_starts(entry, "$HOME"))
			entry = arena_fmt(in->mem, "%s%s", in->facts->places.home, entry + 5);
		if (path_equal(entry, folder))
			return true;
	}
	return false;
}

/* A tool in a folder that this line puts in front, and that login shells do not take. */
static const struct tool *demoted(const struct rule_input *in, const struct assignment *a)
{
	const struct facts *f = in->facts;

	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i], *used = facts_resolve(f, tool->id);
		const char *folder = path_folder(in->mem, tool->path);

		if (used && used != tool && puts_in_front(in, a, folder) &&
		    names_hold_path(&f->path.paths_d, path_folder(in->mem, used->path)))
			return tool;
	}
	return NULL;
}

/* /etc/zprofile runs path_helper after .zshenv was read, and it moves the folders of /etc/paths and
 * /etc/paths.d to the front (apple-oss-distributions: shell_cmds, path_helper.c). */
static bool before_path_helper(const struct rule_input *in, struct finding *found)
{
	const struct shell_facts *shell = &in->facts->shell;

	if (in->facts->machine.os != OS_DARWIN)
		return false;
	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];
		const struct tool *tool;

		if (!str_equal(a->name, "PATH") || !a->value ||
		    !str_equal(path_name(a->file), ".zshenv"))
			continue;
		tool = demoted(in, a);
		if (!tool)
			continue;
		evidence_line(in, found, a);
		evidence(in, found, _("meant: %s"), tool_text(in, tool));
		evidence(in, found, _("login shells take: %s"),
			 tool_text(in, facts_resolve(in->facts, tool->id)));
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s",
	       _("Move the line from ~/.zshenv to ~/.zprofile, which is read after macOS has put its own folders in front."));
	return true;
}

/* ---- a file that the shell does not read ---- */

/* Not another shell's, nor one that another hides: .profile beside .bash_profile. */
bool start_file_is_read(const struct rule_input *in, const struct start_file *file)
{
	enum shell_id login = in->facts->shell.login;
	const struct shell_kind *kind = shell_kind(file->shell);

	return file->shell == login && (!kind->reads || kind->reads(&in->facts->shell.shells[login],
								    file, in->facts->machine.os));
}

static bool next_file_read(struct lines_read *r)
{
	const struct shell *shell = facts_login_shell(r->in->facts);

	while (shell && r->files < shell->files.n) {
		r->file = &shell->files.at[r->files++];
		if (!r->file->exists || !start_file_is_read(r->in, r->file))
			continue;
		lines_open(&r->line, r->in->mem, r->file->content,
			   shell_kind(shell->id)->language->lines);
		return true;
	}
	r->file = NULL;
	return false;
}

bool lines_read_next(struct lines_read *r)
{
	while (!r->file || !lines_next(&r->line))
		if (!next_file_read(r))
			return false;
	return true;
}

/* Another shell's own file, which one that is read sources. */
static bool is_taken_in(const struct rule_input *in, const struct start_file *file)
{
	const struct shell *shell = &in->facts->shell.shells[in->facts->shell.login];
	int line;

	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *other = &shell->files.at[i];

		if (other->exists && start_file_is_read(in, other) &&
		    start_file_takes_in(in, other, file, &line))
			return true;
	}
	return false;
}

static const char *home_alone(const void *ctx, const char *name)
{
	const struct rule_input *in = ctx;

	return str_equal(name, "HOME") ? in->facts->places.home : NULL;
}

/* The line of PATH that names the folder; NULL. */
static const struct assignment *line_with(const struct rule_input *in,
					  const struct assignments *lines, const char *folder)
{
	const struct assignment *line = NULL;

	for (size_t i = 0; i < lines->n; i++) {
		const struct assignment *a = &lines->at[i];
		struct names entries = { 0 };

		if (str_equal(a->name, "PATH") && a->value)
			entries = str_split(in->mem, a->value, ':');
		for (size_t k = 0; k < entries.n; k++)
			if (str_equal(assignment_expanded(in->mem, entries.at[k], home_alone, in),
				      folder))
				line = a;
	}
	return line;
}

/* ZDOTDIR or XDG_CONFIG_HOME says that the login shell's files lie elsewhere, and the line stands in the one that
 * was read before. */
static const struct assignment *line_left_behind(const struct rule_input *in, const char *folder)
{
	const struct shell *shell = &in->facts->shell.shells[in->facts->shell.login];

	for (size_t i = 0; i < shell->unread.n; i++) {
		const struct start_file *file = &shell->unread.at[i];
		struct assignments lines = { 0 };
		const struct assignment *line;

		assignments_parse(in->mem, file->content, file->path, shell_kind(shell->id),
				  &lines);
		line = line_with(in, &lines, folder);
		if (line && !is_taken_in(in, file))
			return line;
	}
	return NULL;
}

static bool names_folder(const struct rule_input *in, const struct assignment *a,
			 const char *folder)
{
	const char *value = facts_line_value(in->mem, in->facts, a, home_alone, in);
	struct names entries = { 0 };

	if (!value) /* $GOPATH/bin, of which nobody knows where it is */
		return a->value && strstr(a->value, path_name(folder));
	entries = str_split(in->mem, value, ':');
	return names_hold_path(&entries, folder);
}

/* 0: what puts it on PATH stands in another file, which this one takes in. */
static int line_that_names(const struct rule_input *in, const struct start_file *file,
			   const char *folder)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		if (str_equal(a->file, file->path) && str_equal(a->name, "PATH") &&
		    names_folder(in, a, folder))
			return a->line;
	}
	return 0;
}

static const struct start_file *unread_file_with(const struct rule_input *in, const char *folder)
{
	const struct start_file *unread = NULL;

	start_files_each (file, in->facts) {
		if (!file->exists || !names_hold(&file->puts, folder))
			continue;
		if (start_file_is_read(in, file))
			return NULL;
		if (!is_taken_in(in, file) && (!unread || line_that_names(in, file, folder)))
			unread = file;
	}
	return unread;
}

const struct assignment *unread_line_with(const struct rule_input *in, const char *folder)
{
	const struct shell_facts *shell = &in->facts->shell;
	const struct assignment *line = line_left_behind(in, folder);

	if (line ||
	    (shell->login != SHELL_FISH && (shell->login != SHELL_ZSH || shell->zsh_reads_profile)))
		return line;
	return line_with(in, &shell->profile_paths, folder);
}

const char *rules_unread_file_with(const struct rule_input *in, const char *folder)
{
	const struct start_file *file =
		in->facts->shell.login < SHELL_N ? unread_file_with(in, folder) : NULL;
	const struct assignment *line =
		file || in->facts->shell.login >= SHELL_N ? NULL : unread_line_with(in, folder);

	return file ? file->path : line ? line->file : NULL;
}

static void name_unread_line(const struct rule_input *in, struct finding *found, const char *file,
			     int line, const char *folder)
{
	found->about_kind = "file";
	found->about_name = file;
	seen_at(in, found, file, line);
	evidence(in, found, _("%s puts %s on PATH, and %s does not read it"), shown(in, file),
		 shown(in, folder), shell_name(in->facts->shell.login));
}

/* A file that the login shell reads as well, were another not read in its place: .bash_profile before .profile. */
static void name_what_hides(const struct rule_input *in, struct finding *found,
			    const struct start_file *file)
{
	enum shell_id login = in->facts->shell.login;
	const struct shell *shell = &in->facts->shell.shells[login];
	const struct shell_kind *kind = shell_kind(login);
	const struct start_file *own = start_file_named(shell, file->name), *read;

	if (!own || !str_equal(own->path, file->path) || !kind->login_file)
		return;
	read = start_file_named(shell, kind->login_file(shell, in->facts->machine.os));
	if (read && read->exists && read != own)
		evidence(in, found, _("%s reads %s in its place"), shell_name(login),
			 shown(in, read->path));
}

static bool other_shell(const struct rule_input *in, struct finding *found)
{
	const struct facts *f = in->facts;
	struct names told = { 0 };

	for (size_t i = 0; f->shell.login < SHELL_N && i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];
		const char *folder = path_folder(in->mem, tool->path);
		const struct assignment *line;
		const struct start_file *file;

		if (tool_is_on_path(f, tool) || tool->fault != FAULT_NONE ||
		    facts_resolve(f, tool->id))
			continue;
		file = unread_file_with(in, folder);
		line = file ? NULL : unread_line_with(in, folder);
		if ((!file && !line) || names_hold(&told, folder))
			continue;
		list_push(in->mem, &told, folder);
		if (file) {
			int n = line_that_names(in, file, folder);

			name_unread_line(in, found, file->path, n ? n : 1, folder);
			name_what_hides(in, found, file);
		} else {
			name_unread_line(in, found, line->file, line->line, folder);
		}
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found,
	       _("Move those lines to a file that %s reads; 'goready fix' does that by its own block."),
	       shell_name(f->shell.login));
	return true;
}

/* ---- a function that sets PATH anew, at each prompt or wherever it is called ---- */

/* The shell has run this line, and has what it says and nothing else. */
static bool is_all_of_path(const struct rule_input *in, const struct resolved *at_prompt,
			   const struct assignment *a)
{
	if (!a->function || !str_equal(a->name, "PATH") || !a->value)
		return false;
	return str_equal(assignment_expanded(in->mem, a->value, home_alone, in),
			 at_prompt->path_text) &&
	       resolved_ran(at_prompt, a);
}

/* Every login has those folders: nothing is lost with the line. */
static bool names_only_the_systems(const struct rule_input *in, const char *path)
{
	static const char *const folders[] = { "/usr/local/bin",  "/usr/bin",  "/bin",
					       "/usr/local/sbin", "/usr/sbin", "/sbin" };
	struct names entries = str_split(in->mem, path, ':');
	bool all = true;

	for (size_t i = 0; i < entries.n; i++) {
		bool known = false;

		for (size_t k = 0; k < sizeof(folders) / sizeof(folders[0]); k++)
			known |= path_equal(entries.at[i], folders[k]);
		all &= known;
	}
	return all;
}

/* A function must not become empty: `:` does nothing in every shell. */
static void take_out_of_function(const struct rule_input *in, struct finding *found,
				 const struct assignment *a)
{
	const struct start_file *file = facts_start_file(in->facts, a->file);
	size_t indent = strspn(a->text, " \t");

	if (!file || !file->writable || !a->certain || !names_only_the_systems(in, a->value))
		return;
	list_push(in->mem, &found->changes,
		  ((struct line_change){
			  .line = a, .text = arena_fmt(in->mem, "%.*s:", (int)indent, a->text) }));
	found->heal = HEAL_LINES;
	found->automatic = true;
}

/* A folder of the one that is not in the other. */
static bool lacks_a_folder_of(const struct rule_input *in, const char *path, const char *before)
{
	struct names had = str_split(in->mem, before, ':'), has = str_split(in->mem, path, ':');

	for (size_t i = 0; i < had.n; i++)
		if (path_is_absolute(had.at[i]) && !names_hold_path(&has, had.at[i]))
			return true;
	return false;
}

static bool any_tool_is_lost(const struct rule_input *in)
{
	required_tools_each (id)
		if (!facts_resolve(in->facts, id))
			return true;
	return false;
}

/* Start files had put more there than is left at the prompt. */
static bool had_more(const struct rule_input *in, const struct resolved *at_prompt)
{
	for (size_t i = 0; i < at_prompt->traced.n; i++) {
		const struct assignment *one = &at_prompt->traced.at[i];

		if (!one->at_prompt && str_equal(one->name, "PATH") && one->value &&
		    lacks_a_folder_of(in, at_prompt->path_text, one->value))
			return true;
	}
	return false;
}

/* The line that the shell ran at its prompt, as the file has it: what stands in its function may be known better. */
static const struct assignment *as_written(const struct rule_input *in,
					   const struct assignment *traced)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		/* an interactive bash counts the lines of a function from where that begins */
		if (str_equal(a->file, traced->file) && str_equal(a->name, traced->name) &&
		    (a->line == traced->line || (a->function && traced->line < a->line)))
			return a;
	}
	return traced;
}

/* `PATH=$saved`, in a function or in a file that one sources: what it came to is known by the trace. */
static const struct assignment *takes_path_back(const struct rule_input *in,
						const struct resolved *at_prompt)
{
	const struct assignment *last = NULL;

	for (size_t i = 0; i < at_prompt->traced.n; i++)
		if (at_prompt->traced.at[i].at_prompt &&
		    str_equal(at_prompt->traced.at[i].name, "PATH"))
			last = &at_prompt->traced.at[i];
	if (!last || !str_equal(last->value, at_prompt->path_text) || !had_more(in, at_prompt))
		return NULL;
	return as_written(in, last);
}

/* "PROMPT_COMMAND='history -a; PATH=$saved'", and not one that adds to it. */
static bool is_prompt_command_with_path(const char *line, const char *path_text, bool any_value)
{
	const char *command = strstr(line, "PROMPT_COMMAND="), *at = command;

	while (at && (at = strstr(at, "PATH="))) {
		const char *value = at + strlen("PATH=");
		size_t n = strcspn(value, ";'");

		if (strchr("'\"; \t", at[-1]) &&
		    (str_starts(value, path_text) ||
		     (any_value && !bytes_find((struct bytes){ value, n }, "$PATH") &&
		      !bytes_find((struct bytes){ value, n }, "${PATH"))))
			return true;
		at = value;
	}
	return false;
}

/* No function, and no line of its own. */
static void look_at_prompt_command(const struct rule_input *in, struct finding *found,
				   const struct resolved *at_prompt)
{
	bool lost = any_tool_is_lost(in) && had_more(in, at_prompt);
	struct lines_read r = { .in = in };

	while (at_prompt->path_text && lines_read_next(&r)) {
		if (!is_prompt_command_with_path(r.line.trimmed, at_prompt->path_text, lost))
			continue;
		evidence_at(in, found, r.file->path, r.line.number, r.line.trimmed);
		found->about_kind = "file";
		found->about_name = r.file->path;
	}
}

static void resets_by(const struct rule_input *in, struct finding *found,
		      const struct assignment *a)
{
	evidence_line(in, found, a);
	take_out_of_function(in, found, a);
	found->about_kind = "file";
	found->about_name = a->file;
}

/* No shell was asked: a function that runs at each prompt says all of PATH, and some tool is not found. */
static bool would_reset(const struct rule_input *in, const struct assignment *a)
{
	const struct start_file *file = facts_start_file(in->facts, a->file);

	return a->function && a->certain && str_equal(a->name, "PATH") && a->value &&
	       path_is_absolute(a->value) && !strchr(a->value, '$') && file &&
	       file->shell == in->facts->shell.login && start_file_is_read(in, file) &&
	       any_tool_is_lost(in);
}

static bool resets_path(const struct rule_input *in, struct finding *found)
{
	const struct shell_facts *shell = &in->facts->shell;
	const struct resolved *at_prompt =
		answer_of_shell(in, shell->login, MODE_LOGIN_INTERACTIVE);
	const struct assignment *taken;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		if (at_prompt ? is_all_of_path(in, at_prompt, a) : would_reset(in, a))
			resets_by(in, found, a);
	}
	if (at_prompt && !found->evidence.n && any_tool_is_lost(in) &&
	    (taken = takes_path_back(in, at_prompt)))
		resets_by(in, found, taken);
	if (at_prompt && !found->evidence.n)
		look_at_prompt_command(in, found, at_prompt);
	if (!found->evidence.n)
		return path_line_forgets(in, found);
	if (at_prompt)
		evidence(in, found,
			 _("PATH at the prompt of a new terminal is what that line says"));
	remedy(in, found,
	       _("Take the line out of the function, and set PATH once in the start file itself, with what was there before: export PATH=\"FOLDER:$PATH\" (fish: fish_add_path FOLDER). Then: goready fix"));
	return true;
}

const struct rule start_file_rules[] = {
	{
		.id = "rc.resets-path",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("A function sets PATH anew, whatever the start files have put there"),
		.why = N_("Whatever other lines put on PATH before it is found by no shell."),
		.holds = resets_path,
	},
	{
		.id = "rc.other-shell",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_(
			"The lines that put a tool on PATH are in a file that your shell does not read"),
		.why = N_("They work where that file is read, and in no new terminal."),
		.holds = other_shell,
	},
	{
		.id = "rc.wrong-file",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("PATH is set in a file where it does not last"),
		.why = N_("It works in one kind of terminal and not in another."),
		.holds = before_path_helper,
	},
	{ 0 },
};
