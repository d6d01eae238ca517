/* What the shells answered when they were asked (doctor --shells); silent before that. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/lines.h"
#include "shell/uses.h"

/* ---- modes that differ ---- */

const struct resolved *answer_of_shell(const struct rule_input *in, enum shell_id shell,
				       enum shell_mode mode)
{
	const struct observed *o = in->observed;

	for (size_t i = 0; i < o->shells.n; i++) {
		const struct resolved *r = &o->shells.at[i];

		if (r->shell == shell && r->mode == mode && r->asked && !r->inherits &&
		    !r->timed_out && r->path_text && !resolved_lacks_terminal(in->facts, r))
			return r;
	}
	return NULL;
}

static const char *found_text(const struct rule_input *in, const struct resolved *r,
			      enum tool_id id)
{
	return r->tool[id] ? shown(in, r->tool[id]) : _("not found");
}

/* One shell, of one tool: what a terminal gives against each other mode. */
static bool differs_in(const struct rule_input *in, struct finding *found, enum shell_id shell,
		       enum tool_id id)
{
	const struct resolved *terminal = answer_of_shell(in, shell, MODE_LOGIN_INTERACTIVE);
	bool differs = false;

	for (int mode = 0; terminal && mode < MODE_N; mode++) {
		const struct resolved *other = answer_of_shell(in, shell, (enum shell_mode)mode);

		if (!other || str_equal(other->tool[id], terminal->tool[id]))
			continue;
		differs = true;
		evidence(in, found, _("%s, %s: %s is %s; in a terminal: %s"), shell_name(shell),
			 shell_mode_name((enum shell_mode)mode), tool_name(id),
			 found_text(in, other, id), found_text(in, terminal, id));
		if (!terminal->tool[id] && shell == in->facts->shell.login &&
		    !tool_kind_of(id)->optional)
			found->level = LEVEL_WARNING;
	}
	return differs;
}

static bool differs(const struct rule_input *in, struct finding *found)
{
	bool any = false;

	for (int shell = 0; shell < SHELL_N; shell++)
		tools_each (id)
			any = differs_in(in, found, (enum shell_id)shell, id) || any;
	if (!any)
		return false;
	remedy(in, found,
	       _("Set PATH in the file that each kind of start reads (zsh: ~/.zshenv on Linux, ~/.zprofile on a Mac; bash: ~/.bashrc, and a login file that reads it)."));
	return true;
}

/* ---- shells that do not end ---- */

/* What asks, waits or puts another program in the shell's place, outside of any condition. */
static const char *waits(const char *line)
{
	static const char *const words[] = { "exec ",  "read ",  "sleep ",   "ssh-add",
					     "tmux",   "vared ", "select ",  "fish",
					     "zellij", "screen", "keychain", "ssh " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(line, words[i]))
			return words[i];
	return NULL;
}

/* Outside of any condition. */
static const char *ends_the_shell(const char *line)
{
	static const char *const words[] = { "exit", "logout" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (str_starts(line, words[i]) && (!line[n] || strchr(" \t;", line[n])))
			return words[i];
	}
	return NULL;
}

/* `[ -z "$TMUX" ] && exec tmux`: nobody knows whether the condition holds, but the shell has ended. */
static bool runs_in_its_place(const char *line)
{
	const char *at = *line == '#' ? NULL : strstr(line, "exec ");

	return at && (at == line || strchr(" ;&|", at[-1])) && at[strlen("exec ")] >= 'A';
}

/* `exec bash -l` in a file that bash reads again then, in every case: it goes round for ever. */
static bool name_rounds(const struct rule_input *in, struct finding *found,
			const struct shell *shell)
{
	bool any = false;

	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];
		struct lines l;

		if (!file->exists || !file->end.goes_on ||
		    shell_of_program(file->end.goes_on) != shell->id)
			continue;
		lines_open(&l, in->mem, file->content, shell_kind(shell->id)->language->lines);
		while (lines_next(&l))
			if (l.number == file->end.line && !l.depth &&
			    str_starts(l.trimmed, "exec ")) {
				heal_line(in, found, file, l.number, l.text, NULL);
				any = true;
			}
	}
	return any;
}

/* Two files that take each other in, or one that takes in itself: the shell never comes to an end. */
static bool name_circles(const struct rule_input *in, struct finding *found,
			 const struct shell *shell)
{
	bool any = false;

	for (size_t i = 0; i < shell->files.n; i++)
		for (size_t k = 0; k < shell->files.n; k++) {
			const struct start_file *file = &shell->files.at[i];
			const struct start_file *other = &shell->files.at[k];
			int line, back;

			if (!file->exists || !other->exists ||
			    !start_file_takes_in(in, file, other, &line) ||
			    !start_file_takes_in(in, other, file, &back))
				continue;
			evidence(in, found, _("%s line %d takes in %s, which takes it in again"),
				 shown(in, file->path), line, shown(in, other->path));
			seen_at(in, found, file->path, line);
			any = true;
		}
	return any;
}

/* An exit somewhere in the line, whatever it depends on. */
static bool holds_exit(const char *line)
{
	for (const char *at = line; *line != '#' && (at = strstr(at, "exit")); at += strlen("exit"))
		if ((at == line || strchr(" \t;&|{(", at[-1])) &&
		    strchr(" \t;&|})", at[strlen("exit")])) /* or the line's end */
			return true;
	return false;
}

/* A script that was made to be run, and is taken in: its exit is the terminal's. */
static void name_exits(const struct rule_input *in, struct finding *found,
		       const struct start_file *file)
{
	for (size_t i = 0; i < in->facts->shell.others.n; i++) {
		const struct start_file *other = &in->facts->shell.others.at[i];
		struct lines l;
		int line;

		if (!start_file_takes_in(in, file, other, &line))
			continue;
		lines_open(&l, in->mem, other->content, shell_kind(file->shell)->language->lines);
		while (lines_next(&l)) {
			if (l.function || l.joined || !holds_exit(l.trimmed))
				continue;
			evidence(in, found, _("%s line %d takes in %s"), shown(in, file->path),
				 line, shown(in, other->path));
			seen_at(in, found, file->path, line);
			evidence_at(in, found, other->path, l.number, l.trimmed);
			break;
		}
	}
}

static void name_lines(const struct rule_input *in, struct finding *found,
		       const struct shell *shell, bool ended)
{
	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];
		struct lines l;

		if (!file->exists)
			continue;
		if (file->end.errexit && ended) {
			evidence_at(in, found, file->path, file->end.strict_line,
				    str_trim(in->mem, file->end.strict_text));
			heal_strict(in, found, file);
		}
		if (ended)
			name_exits(in, found, file);
		lines_open(&l, in->mem, file->content, shell_kind(shell->id)->language->lines);
		while (lines_next(&l)) {
			if (!(ended &&
			      (runs_in_its_place(l.trimmed) || line_ends_without_it(l.trimmed))) &&
			    (l.depth || !(waits(l.trimmed) || ends_the_shell(l.trimmed))))
				continue;
			evidence_at(in, found, file->path, l.number, l.trimmed);
		}
	}
}

static bool names_another_program(const char *line)
{
	static const char *const words[] = { "exec ", "tmux", "TMUX", "zellij", "screen" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(line, words[i]))
			return true;
	return false;
}

/* A terminal may go on as another program, which nobody but a terminal can start. */
static bool hands_over(const struct rule_input *in, const struct shell *shell)
{
	for (size_t i = 0; i < shell->files.n; i++) {
		struct lines l;

		lines_open(&l, in->mem, shell->files.at[i].content,
			   shell_kind(shell->id)->language->lines);
		while (lines_next(&l))
			if (names_another_program(l.trimmed))
				return true;
	}
	return false;
}

/* Started as a terminal starts it the user's shell ends. */
static bool terminal_ended(const struct rule_input *in)
{
	enum shell_id login = in->facts->shell.login;

	for (size_t i = 0; login < SHELL_N && i < in->observed->shells.n; i++) {
		const struct resolved *r = &in->observed->shells.at[i];

		if (r->shell == login && r->mode == MODE_LOGIN_INTERACTIVE && r->asked &&
		    !r->inherits && !r->timed_out && !r->path_text)
			return true;
	}
	return false;
}

/* There is no terminal to type go in. */
static bool terminal_ends(const struct rule_input *in)
{
	return terminal_ended(in) &&
	       !hands_over(in, &in->facts->shell.shells[in->facts->shell.login]);
}

/* `command -v tmux >/dev/null && exec tmux`: behind || it would be of another meaning. */
static const char *if_it_is_there(const struct rule_input *in, const struct stale_line *s)
{
	const char *exec = strstr(s->text, "exec "), *at = exec;

	while (at > s->text && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at > s->text && at[-1] == '|'
		       ? NULL
		       : arena_fmt(in->mem, "%.*scommand -v %s >/dev/null && %s",
				   (int)(exec - s->text), s->text, s->missing, exec);
}

/* It was to become a program that is not there, and zsh does not go on behind that. */
static bool becomes_what_is_gone(const struct rule_input *in, struct finding *found)
{
	bool any = false;

	for (size_t i = 0; terminal_ended(in) && i < in->facts->shell.exec_gone.n; i++) {
		const struct stale_line *s = &in->facts->shell.exec_gone.at[i];
		const char *better = if_it_is_there(in, s);

		if (s->shell != in->facts->shell.login)
			continue;
		any = true;
		evidence(in, found,
			 path_is_absolute(s->missing) ? _("%s does not exist")
						      : _("no entry of PATH holds %s"),
			 shown(in, s->missing));
		if (better)
			heal_line(in, found, s->file, s->line, s->text, better);
	}
	if (!any)
		return false;
	found->level = LEVEL_PROBLEM;
	remedy(in, found,
	       _("Install the program, or let the line look first whether it is there: goready fix rc.slow"));
	return true;
}

/* `read -p "Load the proxy? " answer`: of the keyboard, and not in a pipe, from a file, or for a while only. */
static bool asks_for_input(const char *line)
{
	static const char *const words[] = { "read ", "vared ", "select " };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_starts(line, words[i]))
			return !strchr(line, '<') && !strstr(line, " -t") &&
			       !strstr(line, "/dev/null");
	return false;
}

/* Asked by goready the shell has no keyboard, and goes on at once. */
static void look_for_questions(const struct rule_input *in, struct finding *found)
{
	struct lines_read r = { .in = in };

	while (lines_read_next(&r))
		if (!r.line.depth && !r.line.joined && asks_for_input(r.line.trimmed))
			evidence_at(in, found, r.file->path, r.line.number, r.line.trimmed);
}

/* Asked it has gone on as another shell, which knows nothing of the question; sh too, where the file is its own. */
static bool goes_on_there(const struct rule_input *in, const struct resolved *r)
{
	const struct start_file *file = facts_goes_on(in->facts);

	return file && (r->shell == in->facts->shell.login ||
			(r->shell == SHELL_SH && str_equal(path_name(file->path), ".profile")));
}

static bool slow(const struct rule_input *in, struct finding *found)
{
	bool circle = false; /* it may take long to break off */
	bool round = false;

	for (int id = 0; id < SHELL_N; id++) {
		bool named = false, ended = false, timed_out = false;

		for (size_t i = 0; i < in->observed->shells.n; i++) {
			const struct resolved *r = &in->observed->shells.at[i];

			if (r->shell != (enum shell_id)id || !r->asked || r->inherits)
				continue;
			if (!r->timed_out && (r->path_text || goes_on_there(in, r)))
				continue;
			evidence(in, found,
				 r->timed_out ? _("%s, %s: no answer within 10 seconds")
					      : _("%s, %s: it ended before it could answer"),
				 shell_name(r->shell), shell_mode_name(r->mode));
			named = true;
			ended |= !r->timed_out;
			timed_out |= r->timed_out;
		}
		if (!named)
			continue;
		name_lines(in, found, &in->facts->shell.shells[id], ended);
		round |= timed_out && name_rounds(in, found, &in->facts->shell.shells[id]);
		circle |= name_circles(in, found, &in->facts->shell.shells[id]) &&
			  (enum shell_id)id == in->facts->shell.login;
	}
	if (!found->evidence.n)
		look_for_questions(in, found);
	if (!found->evidence.n)
		return false;
	if (becomes_what_is_gone(in, found))
		return true;
	if (round) {
		found->level = LEVEL_PROBLEM;
		remedy(in, found,
		       _("Take that line out: the shell that it starts reads the same line, and so on for ever: goready fix rc.slow"));
		return true;
	}
	if (found->changes.n) {
		found->level = terminal_ends(in) ? LEVEL_PROBLEM : LEVEL_WARNING;
		remedy(in, found,
		       _("Take that line out: with it the shell ends as soon as anything fails, as a script is to do: goready fix rc.slow"));
		return true;
	}
	if (circle || terminal_ends(in)) {
		found->level = LEVEL_PROBLEM;
		remedy(in, found,
		       _("Take out of the start files what ends the shell: an exit outside of any condition, or a file that takes in the one that takes it in."));
		return true;
	}
	remedy(in, found,
	       _("Let what waits, asks or starts another program run in a terminal alone: put it inside  if [ -t 0 ]; then ...; fi"));
	return true;
}

const struct rule shell_answer_rules[] = {
	{
		.id = "rc.differs",
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("Tools are found in one kind of start and not in another"),
		.why = N_("Editors, scripts and terminals start shells in different ways."),
		.holds = differs,
		.looks_at = LOOKS_AT_SHELLS,
	},
	{
		.id = "rc.slow",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("A shell does not come to its prompt"),
		.why = N_(
			"Editors ask the shell for its environment, and give up after ten seconds."),
		.holds = slow,
		.looks_at = LOOKS_AT_SHELLS,
	},
	{ 0 },
};
