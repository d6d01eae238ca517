/* Lines of start files that the shell cannot read, or that take in what is not there. */
#include "rules/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf16.h"
#include "shell/lines.h"
#include "shell/uses.h"

enum { MOST_EVIDENCE = 3, MOST_CHANGES = 2000 };

struct start_file_list start_files_once(const struct rule_input *in)
{
	struct start_file_list all = { 0 };
	struct names seen = { 0 };

	start_files_each (file, in->facts) {
		const char *real = file->target ? file->target : file->path;

		if (!in->facts->shell.shells[file->shell].installed || !file->exists ||
		    !file->content.n || names_hold(&seen, real))
			continue;
		list_push(in->mem, &seen, real);
		list_push(in->mem, &all, file);
	}
	return all;
}

bool start_file_takes_in(const struct rule_input *in, const struct start_file *file,
			 const struct start_file *other, int *ret_line)
{
	struct line_uses uses = { 0 };

	line_uses_parse(in->mem, file->content, shell_kind(file->shell), &uses);
	for (size_t i = 0; i < uses.n; i++) {
		const char *what = uses.at[i].what;

		if (uses.at[i].runs || !what || !str_equal(path_name(what), path_name(other->path)))
			continue;
		*ret_line = uses.at[i].line;
		return true;
	}
	return false;
}

static void about_file(struct finding *found, const char *path)
{
	if (found->about_name)
		return;
	found->about_kind = "file";
	found->about_name = path;
}

void heal_line(const struct rule_input *in, struct finding *found, const struct start_file *file,
	       int number, const char *text, const char *new_text)
{
	struct assignment *line = ARENA_NEW(in->mem, struct assignment);

	*line = (struct assignment){
		.file = file->path, .line = number, .name = "", .value = "", .text = text
	};
	list_push(in->mem, &found->changes,
		  ((struct line_change){ .line = line, .text = new_text }));
	found->heal = HEAL_LINES;
	found->automatic |= file->writable; /* the rest is said to be by hand */
}

static void change(const struct rule_input *in, struct finding *found,
		   const struct start_file *file, int number, const char *text,
		   const char *new_text)
{
	heal_line(in, found, file, number, text, new_text);
	found->automatic &= found->changes.n <= MOST_CHANGES;
}

/* ---- signs that nobody meant (signs.c) ---- */

static bool may_hold_signs(struct bytes text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((text.at[i] & 0x80) || text.at[i] == '\r')
			return true;
	return false;
}

/* Where one line has a carriage return, all of them lose it: a comment's does no harm and no good. */
static void take_returns_out(const struct rule_input *in, struct finding *found,
			     const struct start_file *file)
{
	struct bytes line;
	size_t at = 0;

	for (int number = 1; next_line(file->content, &at, &line); number++) {
		const char *text;

		if (!line.n || line.at[line.n - 1] != '\r')
			continue;
		text = arena_strndup(in->mem, line.at, line.n);
		change(in, found, file, number, text, arena_strndup(in->mem, text, line.n - 1));
	}
}

static void look_for_signs(const struct rule_input *in, struct finding *found,
			   const struct start_file *file)
{
	size_t n = 0, returns = 0;
	struct lines l;

	lines_open(&l, in->mem, file->content, shell_kind(file->shell)->language->lines);
	while (lines_next(&l)) {
		const struct sign *sign = sign_in(l.trimmed);

		if (!sign || (l.joined && !l.quote && sign->bytes[0] != '\r'))
			continue;
		about_file(found, file->path);
		seen_at(in, found, file->path, l.number);
		returns += sign->bytes[0] == '\r';
		if (n++ < MOST_EVIDENCE)
			evidence(in, found, _("%s line %d holds %s: %s"), shown(in, file->path),
				 l.number, _(sign->name), printable(in, l.trimmed));
		if (sign->bytes[0] != '\r')
			change(in, found, file, l.number, l.text,
			       line_without_signs(in->mem, l.text));
	}
	if (n > MOST_EVIDENCE)
		evidence(in, found, _("%s: %zu more lines like these"), shown(in, file->path),
			 n - MOST_EVIDENCE);
	if (returns)
		take_returns_out(in, found, file);
	if (returns &&
	    start_file_is_read(in,
			       file)) /* each new terminal complains, and what it sets ends so */
		found->level = LEVEL_PROBLEM;
}

static void write_line(const struct rule_input *in, struct finding *found,
		       const struct start_file *file, int number, struct bytes was,
		       const char *text)
{
	change(in, found, file, number, "", text);
	found->changes.at[found->changes.n - 1].was = was;
}

/* The file's every line that is not as a shell reads it. */
static void write_in_utf8(const struct rule_input *in, struct finding *found,
			  const struct start_file *file)
{
	struct bytes line, part;
	size_t at = 0;
	int number = 0;

	for (int first = 1; next_line_of_any(file->content, &at, &line, &number);
	     first = number + 1) {
		const char *text = line_without_zeros(in->mem, line, utf16_mark(file->content));
		size_t in_line = 0;

		if (!line.n || (first == number && !memchr(line.at, 0, line.n)))
			continue;
		for (int n = first; next_line(line, &in_line, &part); n++, text = NULL)
			write_line(in, found, file, n, part, text);
	}
}

/* Returns whether they are UTF-16's. */
static bool look_for_zeros(const struct rule_input *in, struct finding *found,
			   const struct start_file *file)
{
	bool in_utf16 = false;
	struct bytes line;
	size_t at = 0, n = 0;
	int number = 0;

	for (int first = 1; next_line_of_any(file->content, &at, &line, &number);
	     first = number + 1) {
		bool utf16 = is_in_utf16(line, utf16_mark(file->content));

		if (line.n < 2 || !memchr(line.at + 1, 0, line.n - 1))
			continue;
		in_utf16 = in_utf16 || utf16;
		about_file(found, file->path);
		seen_at(in, found, file->path, first);
		if (n++ < MOST_EVIDENCE)
			evidence(
				in, found,
				utf16 ? _("%s line %d is in UTF-16, as PowerShell writes: %s")
				      : _("%s line %d holds NUL bytes, as are left where the power failed: %s"),
				shown(in, file->path), first,
				printable(in, line_without_zeros(in->mem, line,
								 utf16_mark(file->content))));
	}
	if (n)
		write_in_utf8(in, found, file);
	return in_utf16;
}

static bool begins_with_mark(const struct start_file *file)
{
	return file && utf16_mark(file->content) != UTF16_NONE;
}

static void say_without_zeros(const struct rule_input *in, struct finding *found, bool utf16)
{
	const char *file = typed(in, found->about_name);

	if (found->automatic && utf16)
		remedy(in, found,
		       _("Let goready write the lines in UTF-8: goready fix rc.bytes. From PowerShell write with Add-Content -Encoding utf8."));
	else if (found->automatic)
		remedy(in, found, _("Let goready take the bytes out: goready fix rc.bytes"));
	else if (begins_with_mark(facts_start_file(in->facts, found->about_name)))
		remedy(in, found,
		       _("Run: iconv -f UTF-16 -t UTF-8 %s >%s.new && mv %s.new %s. From PowerShell write with Add-Content -Encoding utf8."),
		       file, file, file, file);
	else
		remedy(in, found,
		       _("Run: tr -d '\\000\\r' <%s >%s.new && mv %s.new %s. From PowerShell write with Add-Content -Encoding utf8."),
		       file, file, file, file);
}

static bool signs(const struct rule_input *in, struct finding *found)
{
	struct start_file_list files = start_files_once(in);
	bool utf16 = false;

	for (size_t i = 0; i < files.n; i++)
		if (start_file_is_read(in, files.at[i]))
			utf16 = look_for_zeros(in, found, files.at[i]) || utf16;
	if (found->evidence.n) {
		say_without_zeros(in, found, utf16);
		return true;
	}
	for (size_t i = 0; i < files.n; i++)
		if (may_hold_signs(files.at[i]->content))
			look_for_signs(in, found, files.at[i]);
	if (!found->evidence.n)
		return false;
	remedy(in, found,
	       _("Type those characters again, or let goready write the lines as they were meant: goready fix rc.bytes"));
	return true;
}

/* ---- what is gone ---- */

/* In fish `test -r FILE; and source FILE`, else `[ -r FILE ] && ...`; a program by its name. */
static const char *guarded(const struct rule_input *in, const struct stale_line *s)
{
	const char *text = s->text + strspn(s->text, " \t");
	int indent = (int)(text - s->text);

	if (strpbrk(s->missing, " '\"$\\"))
		return NULL;
	if (line_ends_without_it(text)) /* and then it has to go on */
		text = str_trim(in->mem,
				arena_strndup(in->mem, text, (size_t)(strstr(text, "||") - text)));
	if (s->shell == SHELL_FISH)
		return arena_fmt(in->mem, "%.*stest -r %s; and %s", indent, s->text, s->missing,
				 text);
	return arena_fmt(in->mem, "%.*s[ -r \"%s\" ] && %s", indent, s->text, s->missing, text);
}

static bool stale_source(const struct rule_input *in, struct finding *found)
{
	for (size_t i = 0; i < in->facts->shell.stale.n; i++) {
		const struct stale_line *s = &in->facts->shell.stale.at[i];
		const char *better = path_is_absolute(s->missing) ? guarded(in, s) : NULL;

		about_file(found, s->missing);
		evidence_at(in, found, s->file->path, s->line, str_trim(in->mem, s->text));
		evidence(in, found, _("%s does not exist"), shown(in, s->missing));
		if (better)
			change(in, found, s->file, s->line, s->text, better);
	}
	if (!found->evidence.n)
		return false;
	remedy(in, found,
	       _("Take the line out, or let it look first whether the file is there: goready fix rc.stale-source"));
	return true;
}

/* ---- what the shell's own check says, and what ends it as it reads ---- */

/* Not counting what stands in quotes, as the commands of a trap. */
static bool is_one_command(const char *line)
{
	char quote = 0;

	for (; *line; line++)
		if (quote)
			quote = *line == quote ? 0 : quote;
		else if (*line == '\'' || *line == '"')
			quote = *line;
		else if (strchr(";&|", *line))
			return false;
	return true;
}

/* The whole line sets options, and nothing depends on that it is there. */
void heal_strict(const struct rule_input *in, struct finding *found, const struct start_file *file)
{
	if (is_one_command(file->end.strict_text))
		change(in, found, file, file->end.strict_line, file->end.strict_text, NULL);
}

/* bash ends with it; zsh goes on to its prompt, without what stands below. */
static bool came_through(const struct rule_input *in, enum shell_id login)
{
	if (!answer_of_shell(in, login, MODE_LOGIN_INTERACTIVE))
		return false;
	required_tools_each (id)
		if (!facts_resolve(in->facts, id))
			return login != SHELL_ZSH;
	return true;
}

static void stops_at_unset(const struct rule_input *in, struct finding *found)
{
	const struct shell *shell = facts_login_shell(in->facts);

	if (!shell || came_through(in, shell->id))
		return;
	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];
		const struct shell_kind *kind = shell_kind(shell->id);

		if (!file->end.unset ||
		    (kind->reads && !kind->reads(shell, file, in->facts->machine.os)))
			continue;
		found->title = _("A start file ends at a variable that is not set");
		about_file(found, file->path);
		evidence_at(in, found, file->path, file->end.strict_line,
			    str_trim(in->mem, file->end.strict_text));
		evidence(in, found, _("line %d names $%s, which nothing sets: %s reads no further"),
			 file->end.line, file->end.unset, shell_name(shell->id));
		heal_strict(in, found, file);
	}
}

/* The word of the test that begins at `at` which is the home's and not quoted; NULL. */
static const char *unquoted_home_in(const char *at)
{
	char quote = 0;

	for (const char *word = at; *at && !str_starts(at, " ]"); at++) {
		if (quote)
			quote = *at == quote ? 0 : quote;
		else if (*at == '"' || *at == '\'')
			quote = *at;
		else if (*at == ' ')
			word = at + 1;
		else if (str_starts(at, "$HOME") || str_starts(at, "${HOME}"))
			return word;
	}
	return NULL;
}

/* The word of `[ -d $HOME/go/bin ]` that is not quoted; NULL. zsh splits none, nor does [[. */
static const char *unquoted_home(const char *line)
{
	const char *word = NULL;

	for (const char *at = *line == '#' ? NULL : line; !word && at && (at = strstr(at, "[ "));
	     at++)
		if (at == line || strchr(" \t;&|(", at[-1]))
			word = unquoted_home_in(at + strlen("[ "));
	return word;
}

/* In a home with a blank it is two words, and the test fails. */
static void splits_the_home(const struct rule_input *in, struct finding *found)
{
	enum shell_id login = in->facts->shell.login;
	struct lines_read r = { .in = in };

	if (!strpbrk(in->facts->places.home, " \t") || (login != SHELL_BASH && login != SHELL_SH))
		return;
	while (lines_read_next(&r)) {
		const struct lines *l = &r.line;
		const char *word = l->joined ? NULL : unquoted_home(l->text);
		size_t n = word ? strcspn(word, " \"'") : 0;

		if (!word || word[n] != ' ')
			continue;
		about_file(found, r.file->path);
		evidence_at(in, found, r.file->path, l->number, l->trimmed);
		change(in, found, r.file, l->number, l->text,
		       arena_fmt(in->mem, "%.*s\"%.*s\"%s", (int)(word - l->text), l->text, (int)n,
				 word, word + n));
	}
}

/* ---- a template of a dotfile manager that nobody filled in ---- */

static const char *word_begin(const char *line, const char *at)
{
	while (at > line && !strchr(" \t", at[-1]))
		at--;
	return at;
}

/* "--format {{.Id}}", "-f={{.Id}}": a program's own template. */
static bool is_of_an_option(const char *line, const char *at)
{
	const char *word = word_begin(line, at), *before;

	if (*word == '-')
		return true;
	for (before = word; before > line && strchr(" \t", before[-1]);)
		before--;
	return word + strspn(word, "'\"") == at && *word_begin(line, before) == '-';
}

/* Where `opens` stands in no quotes, or in any where the line sets PATH or a variable of Go's. */
static bool holds_sign(const char *line, const char *opens, const char *closes)
{
	bool sets = strstr(line, "PATH=") || strstr(line, " GO") || str_starts(line, "GO");
	size_t n = strlen(opens);
	char quote = 0;

	for (const char *at = line; *at; at++) {
		if (*at == '\\' && at[1])
			at++;
		else if (str_starts(at, opens) && at[n] && strchr(" -.=", at[n]) &&
			 (sets || !quote) && !is_of_an_option(line, at))
			return strstr(at + n, closes) != NULL;
		else if (!quote && *at == '#' && at > line && strchr(" \t", at[-1]))
			break;
		else if (quote)
			quote = *at == quote ? 0 : quote;
		else if (*at == '\'' || *at == '"')
			quote = *at;
	}
	return false;
}

/* chezmoi's and yadm's, Jinja's as Ansible has them, ERB's */
static bool is_of_a_template(const char *line)
{
	return *line != '#' && (holds_sign(line, "{{", "}}") || holds_sign(line, "{%", "%}") ||
				holds_sign(line, "<%", "%>"));
}

bool start_file_is_template(const struct rule_input *in, const struct start_file *file)
{
	struct lines l;

	lines_open(&l, in->mem, file->content, shell_kind(file->shell)->language->lines);
	while (lines_next(&l))
		if (is_of_a_template(l.trimmed))
			return true;
	return false;
}

static bool templates(const struct rule_input *in, struct finding *found)
{
	struct lines_read r = { .in = in };
	size_t n = 0;

	while (lines_read_next(&r)) {
		if (!is_of_a_template(r.line.trimmed))
			continue;
		about_file(found, r.file->path);
		if (n++ < MOST_EVIDENCE)
			evidence_at(in, found, r.file->path, r.line.number, r.line.trimmed);
	}
	if (!n)
		return false;
	found->title = _("A start file is a template that nobody has filled in");
	remedy(in, found, "%s",
	       _("Let the program that it was written for write the file, as chezmoi apply or yadm alt do, or write in the place of each pair of braces what it stands for."));
	return true;
}

/* zsh reads no further than a pattern that nothing is called like. */
static void let_it_match_nothing(const struct rule_input *in, struct finding *found,
				 const struct syntax_fault *s)
{
	const char *end = strstr(s->text, s->no_match);

	end = end ? end + strlen(s->no_match) : NULL;
	found->title = _("A start file ends at a pattern that nothing is called like");
	if (end)
		change(in, found, s->file, s->line, s->text,
		       arena_fmt(in->mem, "%.*s(N)%s", (int)(end - s->text), s->text, end));
}

/* "FILE:3: bad assignment": zsh itself, which reads no further; what one of its commands says names that before
 * the line. */
static const struct start_file *complained_of(const struct rule_input *in, const char *complaint,
					      int *ret_line)
{
	const struct shell *zsh = &in->facts->shell.shells[SHELL_ZSH];

	for (size_t i = 0; i < zsh->files.n; i++) {
		const char *path = zsh->files.at[i].path, *at = complaint + strlen(path);

		if (!str_starts(complaint, path) || *at != ':' || (*ret_line = atoi(at + 1)) < 1)
			continue;
		at += 1 + strspn(at + 1, "0123456789");
		if (str_starts(at, ": ") && !strstr(at, "command not found") &&
		    !strstr(at, "permission denied") && !strstr(at, "bad interpreter"))
			return &zsh->files.at[i];
	}
	return NULL;
}

/* What it said when it was started. */
static bool stops_at_complaint(const struct rule_input *in, struct finding *found)
{
	for (size_t i = 0; i < in->observed->shells.n; i++) {
		const struct resolved *r = &in->observed->shells.at[i];
		const struct start_file *file;
		int line;

		if (r->shell != SHELL_ZSH || !r->complaint || in->facts->shell.login != SHELL_ZSH ||
		    came_through(in, SHELL_ZSH))
			continue;
		file = complained_of(in, r->complaint, &line);
		if (!file)
			continue;
		found->title = _("A start file ends at a line that fails");
		about_file(found, file->path);
		seen_at(in, found, file->path, line);
		evidence(in, found, _("%s says: %s"), shell_name(SHELL_ZSH),
			 printable(in, r->complaint));
		return true;
	}
	return false;
}

static bool syntax(const struct rule_input *in, struct finding *found)
{
	if (templates(in, found) || torn_values(in, found) || misspelt_lines(in, found))
		return true;
	splits_the_home(in, found);
	if (found->evidence.n) {
		found->title =
			_("The blank in your home folder's name splits a test in a start file");
		remedy(in, found,
		       _("Put the word in double quotes: the test then fails no more, and what depends on it is run: goready fix rc.syntax"));
		return true;
	}
	stops_at_unset(in, found);
	if (found->evidence.n) {
		remedy(in, found,
		       _("Take the line out: that mode is for scripts. What stands below the variable is read then: goready fix rc.syntax"));
		return true;
	}
	for (size_t i = 0; i < in->facts->shell.syntax.n; i++) {
		const struct syntax_fault *s = &in->facts->shell.syntax.at[i];

		about_file(found, s->file->path);
		if (s->line)
			seen_at(in, found, s->file->path, s->line);
		evidence(in, found, _("%s says: %s"), shell_name(s->file->shell),
			 printable(in, s->complaint));
		if (s->no_match)
			let_it_match_nothing(in, found, s);
	}
	if (!found->evidence.n && stops_at_complaint(in, found)) {
		remedy(in, found, "%s",
		       _("Mend that line, or take it out: zsh reads nothing of what stands below it."));
		return true;
	}
	if (!found->evidence.n)
		return false;
	if (found->changes.n) {
		remedy(in, found,
		       _("Write (N) behind the pattern: zsh then goes on where nothing is called like it: goready fix rc.syntax"));
		return true;
	}
	remedy(in, found,
	       _("Look at that line and those before it: a quote, a bracket, a fi or a done is missing or is one too many. What stands below it in the file is not read."));
	return true;
}

/* ---- files that cannot be changed ---- */

static bool is_odd(const struct start_file *file)
{
	return !file->exists && file->why_not && file->info.type != FILE_NONE;
}

bool finding_is_link_to_nowhere(const struct rule_input *in, const struct finding *found)
{
	const struct start_file *file =
		found->about_name ? facts_start_file(in->facts, found->about_name) : NULL;

	return file && is_odd(file) && file->info.type == FILE_LINK && !file->target;
}

/* Of the login shell: what is on PATH has to be said there. */
static bool start_lines_unwritable(const struct rule_input *in, struct finding *found)
{
	const struct shell *shell = facts_login_shell(in->facts);

	for (size_t i = 0; shell && i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];

		if (!(file->exists && !file->writable) && !is_odd(file))
			continue;
		if (!file->why_not || str_equal(file->target, "/dev/null"))
			continue;
		about_file(found, file->path);
		evidence(in, found, _("%s: %s"), shown(in, file->path), file->why_not);
		if (is_odd(file))
			found->level = LEVEL_WARNING; /* the shell reads nothing there */
	}
	if (!found->evidence.n)
		return false;
	if (finding_is_link_to_nowhere(in, found)) {
		found->title = _("A start file is a link that leads nowhere");
		remedy(in, found,
		       _("Bring back what it leads to, as your dotfiles have it, or take the link away: rm %s"),
		       typed(in, found->about_name));
		return true;
	}
	remedy(in, found,
	       _("goready uses another file that this shell reads, or prints the line to add by hand. To have it use this one, make it a file of yours that may be written (for Home Manager or Nix: change it in their configuration)."));
	return true;
}

const struct rule start_line_rules[] = {
	{
		.id = "rc.bytes",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("A start file holds signs that the shell takes for something else"),
		.why = N_("They look right, and the shell reads another word than you do."),
		.holds = signs,
	},
	{
		.id = "rc.syntax",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("A shell cannot read its start file"),
		.why = N_("The lines below the error are not run: PATH is not set there."),
		.holds = syntax,
	},
	{
		.id = "rc.stale-source",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("A start file takes in what is gone"),
		.why = N_("Each new terminal complains, and what it was to set is not set."),
		.holds = stale_source,
	},
	{
		.id = "rc.unwritable",
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("A start file cannot be changed"),
		.why = N_("A line for PATH has to stand in another file."),
		.holds = start_lines_unwritable,
	},
	{ 0 },
};
