/* Entries of PATH that are no good, and the lines of start files that wrote them. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/block.h"

/* "entry 3 of PATH" */
static const char *entry_place(const struct rule_input *in, const struct path_entry *entry)
{
	const struct names *new_shell = &in->facts->path.new_shell;
	int number = path_entry_number(in->facts, entry);
	size_t i = 0;

	if (number)
		return arena_fmt(in->mem, _("entry %d of PATH"), number);
	while (i < new_shell->n && !str_equal(new_shell->at[i], entry->text))
		i++;
	return arena_fmt(in->mem, _("entry %d of the PATH of new shells"), (int)i + 1);
}

/* The plain line of PATH that has this text in it; NULL. */
static const struct assignment *path_line(const struct rule_input *in, const char *text)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		if (str_equal(a->name, "PATH") && a->value && strstr(a->value, text))
			return a;
	}
	return NULL;
}

static const char *exchanged(const struct rule_input *in, const char *text, const char *wrong,
			     const char *right)
{
	struct str s = { .mem = in->mem };
	const char *at;

	while ((at = strstr(text, wrong))) {
		str_add_bytes(&s, text, (size_t)(at - text));
		str_add(&s, right);
		text = at + strlen(wrong);
	}
	str_add(&s, text);
	return str_text(&s);
}

static void change_line(const struct rule_input *in, struct finding *found,
			const struct assignment *line, const char *value)
{
	evidence_line(in, found, line);
	list_push(in->mem, &found->assignments, line);
	found->heal = HEAL_PATH_ENTRY;
	found->variable = "PATH";
	found->value = value;
	found->automatic = line_is_repairable(in, line);
}

/* The first wrong line is repaired; the others show up the next time. */
static void heal_entry(const struct rule_input *in, struct finding *found, const char *text,
		       const char *wrong, const char *right)
{
	const struct assignment *line = path_line(in, text);

	if (!line || found->heal != HEAL_NONE)
		return;
	change_line(in, found, line, exchanged(in, line->value, wrong, right));
}

/* ---- a colon that was forgotten ---- */

/* Do new shells have it? A line of a start file may take it away that this process still has. */
static bool has_entry(const struct rule_input *in, const char *folder)
{
	return new_shell_index_of(in->facts, folder) >= 0;
}

/* It does so on every Linux, or stood on PATH by itself and in new shells does no more: where it still does, nothing
 * was joined to it. */
static bool is_usual_entry(const struct rule_input *in, const char *folder)
{
	static const char *const usual[] = { "/usr/local/sbin", "/usr/local/bin",  "/usr/sbin",
					     "/usr/bin",        "/sbin",           "/bin",
					     "/usr/games",      "/usr/local/games" };

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (str_equal(folder, usual[i]))
			return true;
	for (size_t i = 0; i < in->facts->path.entries.n; i++)
		if (path_equal(in->facts->path.entries.at[i].text, folder))
			return !has_entry(in, folder);
	return false;
}

/* A sign, or several, that separates folders elsewhere, in other programs and on Windows; or stands behind the last one. */
static bool separates(const char *sign)
{
	return *sign && strchr(",;", *sign) && strchr("/$~:", sign[strspn(sign, ",;")]);
}

/* The entry is a list of folders with such signs, and the folder is one of them. */
static bool lists_folder(const char *entry, const char *folder)
{
	size_t n = strlen(folder);

	for (const char *at = entry; (at = strstr(at, folder)); at++)
		if ((at == entry || separates(at - 1)) && strchr(",;", at[n]))
			return !str_equal(entry, folder);
	return false;
}

/* The folder of a tool, in an entry that is otherwise another folder; NULL. */
static const char *second_folder(const struct rule_input *in, const struct path_entry *entry)
{
	const struct tools *tools = &in->facts->tools;

	if (entry->empty || entry->relative || entry->tilde || entry->windows || entry->is_folder)
		return NULL;
	for (size_t i = 0; i < tools->n; i++) {
		const char *folder = path_folder(in->mem, tools->at[i].path);

		size_t n = strlen(entry->text) - strlen(folder);

		if (lists_folder(entry->text, folder))
			return folder;
		if (str_equal(entry->text, folder) || !str_ends(entry->text, folder))
			continue;
		if (is_usual_entry(in, str_trim(in->mem, arena_strndup(in->mem, entry->text, n))))
			return folder;
	}
	return NULL;
}

bool path_entry_joins(const struct rule_input *in, const struct path_entry *entry,
		      const char *folder)
{
	return str_equal(second_folder(in, entry), folder) ||
	       (!entry->is_folder && lists_folder(entry->text, folder));
}

static const char *with_colons(struct arena *mem, const char *value)
{
	struct str out = { .mem = mem };

	for (const char *at = value; *at; at++)
		if (!separates(at))
			str_add_char(&out, *at);
		else if (at[1] && !strchr(":,;", at[1]))
			str_add_char(&out, ':');
	return str_text(&out);
}

/* The value with a colon in front of the folder; NULL where it is not written there without one. */
static const char *parted(const struct rule_input *in, const char *value, const char *folder)
{
	const char *below = path_below(folder, in->facts->places.home);
	const char *at = strstr(value, folder);
	size_t n = strlen(folder);
	int before;

	if (!at && below) {
		at = strstr(value, arena_fmt(in->mem, "$HOME%s", below));
		n = strlen("$HOME") + strlen(below);
	}
	if (!at)
		return NULL;
	if ((at > value && separates(at - 1)) || separates(at + n))
		return with_colons(in->mem, value);
	before = (int)(at - value);
	while (before > 0 && value[before - 1] == ' ')
		before--;
	if (!before || value[before - 1] == ':')
		return NULL;
	return arena_fmt(in->mem, "%.*s:%s", before, value, at);
}

static void heal_joined(const struct rule_input *in, struct finding *found, const char *folder)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; found->heal == HEAL_NONE && i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];
		const char *value = str_equal(a->name, "PATH") && a->value
					    ? parted(in, a->value, folder)
					    : NULL;

		if (!value)
			continue;
		change_line(in, found, a, value);
	}
}

static bool path_joined(const struct rule_input *in, struct finding *found)
{
	path_entries_each(entry, in->facts)
	{
		const char *second = second_folder(in, entry);

		if (!second)
			continue;
		evidence(in, found, _("%s: %s is no folder, but %s is"), entry_place(in, entry),
			 printable(in, entry->text), shown(in, second));
		heal_joined(in, found, second);
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s",
	       _("Put a colon between the two folders, as in export PATH=\"$PATH:FOLDER\" (fish: fish_add_path FOLDER)."));
	return true;
}

const char *path_entry_meant(const struct rule_input *in, const struct path_entry *entry)
{
	static const char *const homes[] = { "~", "$HOME", "${HOME}" };
	const char *text = entry->text;

	for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++) {
		const char *rest = text + strlen(homes[i]);

		if (str_starts(text, homes[i]) && (!*rest || *rest == '/'))
			return arena_fmt(in->mem, "%s%s", in->facts->places.home, rest);
	}
	return entry->tilde ? text : NULL;
}

static bool path_tilde_rule(const struct rule_input *in, struct finding *found)
{
	path_entries_each(entry, in->facts)
	{
		if (!path_entry_meant(in, entry))
			continue;
		evidence(in, found, _("%s: %s"), entry_place(in, entry),
			 printable(in, entry->text));
		if (!entry->tilde)
			found->title = _("PATH holds a $ that nobody expands");
		heal_entry(in, found, entry->text, entry->tilde ? "~/" : "\\$",
			   entry->tilde ? "$HOME/" : "$");
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s",
	       _("Write $HOME in the place of ~, in double quotes and without a \\ in front: a shell expands neither a ~ in quotes nor a $ in single ones."));
	return true;
}

const char *path_entry_moved(const struct rule_input *in, const struct path_entry *entry)
{
	const char *here;

	if (!entry->gone_home)
		return NULL;
	here = path_join(in->mem, in->facts->places.home, entry->text + entry->gone_home + 1);
	if (has_entry(in, here)) /* and so nothing is lost */
		return NULL;
	for (size_t i = 0; i < in->facts->tools.n; i++)
		if (path_equal(path_folder(in->mem, in->facts->tools.at[i].path), here))
			return here;
	return NULL;
}

bool path_names_old_home(const struct rule_input *in, struct finding *found)
{
	path_entries_each(entry, in->facts)
	{
		const char *here = path_entry_moved(in, entry);

		if (!here || !path_line(in, entry->text)) /* no new terminal would have it */
			continue;
		evidence(in, found, _("%s: %s is no folder, but %s is"), entry_place(in, entry),
			 printable(in, entry->text), shown(in, here));
		heal_entry(in, found, entry->text,
			   arena_strndup(in->mem, entry->text, entry->gone_home), "$HOME");
	}
	if (!found->evidence.n)
		return false;
	found->level = LEVEL_WARNING;
	found->title = _("PATH names a home that is not here");
	remedy(in, found, "%s",
	       _("The home was renamed or moved. Write $HOME in the place of its old name, in double quotes: it is right for every user and on every machine."));
	return true;
}

static bool path_bytes(const struct rule_input *in, struct finding *found)
{
	path_entries_each(entry, in->facts)
	{
		const struct sign *sign;

		if (entry->bad_byte < 0 || entry->windows || !entry->text ||
		    (size_t)entry->bad_byte >= strlen(entry->text))
			continue;
		sign = sign_at(entry->text + entry->bad_byte);
		evidence(in, found, _("%s: \"%s\" holds %s"), entry_place(in, entry),
			 printable(in, entry->text),
			 sign ? _(sign->name)
			 : entry->text[entry->bad_byte] == '\n'
				 ? _("a line break")
				 : arena_fmt(in->mem, _("the byte 0x%02x"),
					     (unsigned char)entry->text[entry->bad_byte]));
		if (sign)
			heal_entry(in, found, entry->text, sign->bytes, sign->in_path);
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s",
	       _("Type that line again in the start file: no folder has this name, so nothing in it is found."));
	return true;
}

/* PATH='$PATH:/x': in single quotes it is four letters and a sign. The line as it was meant; NULL: it is not so, or
 * double quotes would change more than that. */
static const char *without_single_quotes(struct arena *mem, const char *line)
{
	char *meant = arena_strdup(mem, line);
	bool doubled = false;

	for (char *at = meant; *at; at++) {
		char *end = *at == '\'' && !doubled ? strchr(at + 1, '\'') : NULL;

		doubled ^= *at == '"';
		if (!end)
			continue;
		*end = '\0';
		if ((strstr(at, "$PATH") || strstr(at, "${PATH")) && !strpbrk(at, "\"`\\!")) {
			*at = *end = '"';
			return meant;
		}
		*end = '\'';
		at = end;
	}
	return NULL;
}

/* sh's own file is bash's too. */
static bool is_of_login(const struct shell_facts *shell, const struct start_file *file)
{
	return file->shell == shell->login ||
	       (file->shell == SHELL_SH && shell->login == SHELL_BASH);
}

static bool heal_quoted_path(const struct rule_input *in, struct finding *found)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];
		const struct start_file *file = facts_start_file(in->facts, a->file);
		const char *meant =
			file && is_of_login(shell, file) && str_equal(a->name, "PATH") && a->text
				? without_single_quotes(in->mem, a->text)
				: NULL;

		if (!meant)
			continue;
		evidence_line(in, found, a);
		heal_line(in, found, file, a->line, a->text, meant);
		found->about_kind = "file";
		found->about_name = a->file;
	}
	if (!found->changes.n)
		return false;
	remedy(in, found, "%s",
	       _("Write double quotes in the place of the single ones, in which $PATH is not replaced by what PATH was."));
	return true;
}

/* PATH=PATH:/opt/x/bin: the value with the $ that was forgotten; NULL: that is not it. */
static const char *with_dollar(const struct rule_input *in, const char *value)
{
	struct names parts = str_split(in->mem, value, ':');
	bool any = false;

	for (size_t i = 0; i < parts.n; i++)
		if (str_equal(parts.at[i], "PATH")) {
			parts.at[i] = "$PATH";
			any = true;
		}
	return any ? str_join(in->mem, &parts, ":") : NULL;
}

/* A line such as PATH=/opt/x/bin in the place of PATH=/opt/x/bin:$PATH. */
static void heal_forgotten_path(const struct rule_input *in, struct finding *found)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		const char *value;

		if (!str_equal(a->name, "PATH") || !a->value || !a->plain ||
		    strstr(a->value, "/usr/bin"))
			continue;
		value = with_dollar(in, a->value);
		if (!value && !strstr(a->value, "PATH"))
			value = arena_fmt(in->mem, "%s:$PATH", a->value);
		if (!value)
			continue;
		change_line(in, found, a, value);
		return;
	}
}

/* "$PATHexport NVM_DIR=...": an installer added its line where the last one had no end. Where the second begins; NULL. */
static const char *second_line(const char *line)
{
	static const char *const words[] = { "export ", "alias ", "eval ", "source ",
					     "if ",     "# ",     "[ " };

	for (const char *at = line; (at = strstr(at, "$PATH")); at++)
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			const char *behind = at + strlen("$PATH");

			behind += *behind == '"';
			if (str_starts(behind, words[i]))
				return behind;
		}
	return NULL;
}

static bool heal_glued(const struct rule_input *in, struct finding *found)
{
	struct lines_read r = { .in = in };

	while (lines_read_next(&r)) {
		const char *line = r.line.text, *second = second_line(r.line.trimmed);

		if (!second)
			continue;
		evidence_at(in, found, r.file->path, r.line.number, r.line.trimmed);
		heal_line(in, found, r.file, r.line.number, line,
			  arena_fmt(in->mem, "%.*s; %s", (int)(second - line), line, second));
		found->about_kind = "file";
		found->about_name = r.file->path;
	}
	if (!found->changes.n)
		return false;
	remedy(in, found, "%s",
	       _("Part the two lines: whatever added the second one began it at the end of the first, which had no line end."));
	return true;
}

static bool path_no_system(const struct rule_input *in, struct finding *found)
{
	bool usr = has_entry(in, "/usr/bin"), bin = has_entry(in, "/bin");

	/* Who reads the files alone takes such a line for what it was to be. */
	if (in->facts->path.set && usr && bin &&
	    !answer_of_shell(in, in->facts->shell.login, MODE_LOGIN_INTERACTIVE))
		return heal_quoted_path(in, found);
	/* NixOS keeps nothing but env in /usr/bin. */
	if (!in->facts->path.set || (usr && bin) || str_equal(in->facts->machine.os_id, "nixos"))
		return false;
	evidence(in, found, _("PATH has no %s"),
		 usr   ? "/bin"
		 : bin ? "/usr/bin"
		       : "/usr/bin, no /bin");
	if (usr && in->facts->machine.os == OS_LINUX)
		found->level = LEVEL_NOTE; /* today's distributions link /bin to /usr/bin */
	else if (heal_glued(in, found) || heal_quoted_path(in, found))
		return true;
	else
		heal_forgotten_path(in, found);
	if (found->assignments.n) {
		if (with_dollar(in, found->assignments.at[0]->value)) {
			remedy(in, found, _("Put a $ in front of PATH in line %d of %s."),
			       found->assignments.at[0]->line,
			       shown(in, found->assignments.at[0]->file));
			return true;
		}
		remedy(in, found, _("Add :$PATH at the end of what line %d of %s gives PATH."),
		       found->assignments.at[0]->line, shown(in, found->assignments.at[0]->file));
		return true;
	}
	remedy(in, found, "%s",
	       _("Look for a line in your start files that sets PATH without $PATH at its end, and add it there."));
	return true;
}

/* Does the file put it on PATH, by a line of its own or by goready's block above the line? */
static bool file_puts(const struct rule_input *in, const struct start_file *file,
		      const struct assignment *line, const char *folder)
{
	struct shell_block block = shell_block_first(file->content);
	struct names folders;

	if (names_hold_path(&file->puts, folder))
		return true;
	if (!block.found || (str_equal(file->path, line->file) && block.last_line > line->line))
		return false;
	folders = facts_block_in_effect(in->mem, in->facts, file->shell, file->content);
	return names_hold_path(&folders, folder);
}

/* Does macOS itself, or a start file that is read no later than the line, put the folder on PATH? */
static bool is_put_before(const struct rule_input *in, const struct assignment *line,
			  const char *folder)
{
	const struct shell *shell = &in->facts->shell.shells[in->facts->shell.login];
	const char *early = shell_kind(shell->id)->before_path_helper;
	const struct resolved *at_prompt = answer_of_shell(in, shell->id, MODE_LOGIN_INTERACTIVE);

	if (at_prompt && at_prompt->traced_told) {
		for (size_t i = 0; i < at_prompt->traced.n; i++) {
			const struct assignment *ran = &at_prompt->traced.at[i];
			const struct names had = str_split(in->mem, ran->value, ':');

			if (str_equal(ran->name, "PATH") && names_hold_path(&had, folder))
				return true;
		}
		return false;
	}
	if (names_hold_path(&in->facts->path.paths_d, folder))
		return !str_equal(path_name(line->file), early);
	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];

		if (file->exists && start_file_is_read(in, file) &&
		    file_puts(in, file, line, folder))
			return true;
		if (str_equal(file->path, line->file))
			break;
	}
	return false;
}

/* A login file may bring back what each other terminal has lost. */
static bool is_lost(const struct rule_input *in, enum tool_id id)
{
	const struct resolved *terminal =
		answer_of_shell(in, in->facts->shell.login, MODE_INTERACTIVE);

	return !facts_resolve(in->facts, id) || (terminal && !terminal->tool[id]);
}

/* The folder of a tool that nothing finds any more, and that was on PATH before the line; NULL. */
static const char *folder_lost(const struct rule_input *in, const struct assignment *line)
{
	const struct names kept = str_split(in->mem, line->value, ':');

	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];
		const char *folder = path_folder(in->mem, tool->path);

		if (tool->fault == FAULT_NONE && !tool_kind_of(tool->id)->optional &&
		    is_lost(in, tool->id) && !names_hold_path(&kept, folder) &&
		    is_put_before(in, line, folder))
			return folder;
	}
	return NULL;
}

/* Those of the system among them: else path.no-system tells of the line. */
static bool gives_folders_alone(const struct assignment *a)
{
	return str_equal(a->name, "PATH") && a->plain && a->value &&
	       (*a->value == '/' || str_starts(a->value, "$HOME/")) && !strstr(a->value, "PATH") &&
	       strstr(a->value, "/usr/bin");
}

bool path_line_forgets(const struct rule_input *in, struct finding *found)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; shell->login < SHELL_N && i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];
		const struct start_file *file = facts_start_file(in->facts, a->file);
		const char *lost;

		if (!gives_folders_alone(a) || !file || file->shell != shell->login ||
		    !start_file_is_read(in, file) || !(lost = folder_lost(in, a)))
			continue;
		change_line(in, found, a, arena_fmt(in->mem, "%s:$PATH", a->value));
		evidence(in, found, _("%s was on PATH before that line, and is not in it"),
			 shown(in, lost));
		found->title = _("A line sets PATH anew, without what start files had put there");
		found->about_kind = "file";
		found->about_name = a->file;
		remedy(in, found, _("Add :$PATH at the end of what line %d of %s gives PATH."),
		       a->line, shown(in, a->file));
		return true;
	}
	return false;
}

/* The value of the line without the entry; NULL: it is no whole part of it. */
static const char *without_entry(const struct rule_input *in, const char *value, const char *text)
{
	struct names parts = str_split(in->mem, value, ':'), kept = { 0 };

	for (size_t i = 0; i < parts.n; i++)
		if (!str_equal(parts.at[i], text))
			list_push(in->mem, &kept, parts.at[i]);
	return kept.n && kept.n < parts.n ? str_join(in->mem, &kept, ":") : NULL;
}

static void heal_relative(const struct rule_input *in, struct finding *found, const char *text)
{
	const struct shell_facts *shell = &in->facts->shell;

	/* A good line says the same, and means what PATH was; path.no-system heals the other. */
	if (strchr(text, '$') || str_equal(text, "PATH"))
		return;
	for (size_t i = 0; found->heal == HEAL_NONE && i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];
		const char *value = str_equal(a->name, "PATH") && a->value
					    ? without_entry(in, a->value, text)
					    : NULL;

		if (!value || !a->plain)
			continue;
		change_line(in, found, a, value);
	}
}

static bool path_relative(const struct rule_input *in, struct finding *found)
{
	path_entries_each(entry, in->facts)
	{
		if (path_entry_meant(in, entry) || entry->bad_byte >= 0) /* said by other rules */
			continue;
		if (entry->empty)
			evidence(in, found, _("%s is empty: the current folder"),
				 entry_place(in, entry));
		else if (entry->relative)
			evidence(in, found, _("%s: %s"), entry_place(in, entry),
				 printable(in, entry->text));
		if (entry->relative && !entry->empty)
			heal_relative(in, found, entry->text);
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found, "%s",
	       _("Use absolute folders: with this one, which program runs depends on where you are. Go refuses to run programs found that way."));
	return true;
}

const struct rule path_line_rules[] = {
	{
		.id = "path.no-system",
		.variables = NAMES("PATH"),
		.topic = TOPIC_PATH,
		.level = LEVEL_PROBLEM,
		.title = N_("PATH lacks the system's folders"),
		.why = N_("Ordinary commands such as ls and cp are not found."),
		.holds = path_no_system,
	},
	{
		.id = "path.tilde",
		.variables = NAMES("PATH"),
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("PATH holds a ~ that nobody expands"),
		.why = N_("bash finds what is there, make, protoc and editors do not."),
		.holds = path_tilde_rule,
	},
	{
		.id = "path.joined",
		.variables = NAMES("PATH"),
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("Two folders of PATH are written as one, without a colon"),
		.why = N_("No folder has that name, so nothing in either of them is found."),
		.holds = path_joined,
	},
	{
		.id = "path.bytes",
		.variables = NAMES("PATH"),
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("PATH holds a stray character"),
		.why = N_("It came along with a copied line; that folder is never found."),
		.holds = path_bytes,
	},
	{
		.id = "path.relative",
		.variables = NAMES("PATH"),
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("PATH holds a folder that is not absolute"),
		.why = N_(
			"A program in the folder you happen to be in can run in the place of the real one."),
		.holds = path_relative,
	},
	{ 0 },
};
