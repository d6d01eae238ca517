/* Completion scripts for zsh, bash and fish. */
#include "app/help.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "proof/proof.h"
#include "rules/rules.h"
#include "shell/shell.h"
#include "tool/tool.h"

static const char *quoted(struct arena *mem, enum shell_id shell, const char *text)
{
	return shell_kind(shell)->language->quote(mem, text);
}

static void add_rules(struct arena *mem, struct names *words)
{
	for (size_t i = 0; rules_at(i); i++)
		list_push(mem, words, rules_at(i)->id);
}

static void add_proofs(struct arena *mem, struct names *words)
{
	for (size_t i = 0; proof_at(i); i++)
		list_push(mem, words, proof_at(i)->name);
}

static void add_tools(struct arena *mem, struct names *words)
{
	tools_each (id)
		list_push(mem, words, tool_name(id));
}

/* What help has words about: topics, and commands. */
static void add_helped(struct str *s)
{
	struct names names = { 0 };

	for (const struct topic_row *row = topic_rows; row->name; row++)
		list_push(s->mem, &names, row->name);
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		if (!names_hold(&names, command_rows[id].name))
			list_push(s->mem, &names, command_rows[id].name);
	str_add(s, str_join(s->mem, &names, " "));
}

/* What follows a command, where that is known beforehand; else NULL. */
static const char *word_choices(struct arena *mem, enum command_id id)
{
	struct names words = str_split(mem, command_rows[id].words, '|');

	if (words.n == 1)
		words.n = 0; /* what it is called, in help */
	if (id == COMMAND_DOCTOR || id == COMMAND_FIX)
		add_rules(mem, &words);
	else if (id == COMMAND_PROVE)
		add_proofs(mem, &words);
	else if (id == COMMAND_UPGRADE || id == COMMAND_INSTALL || id == COMMAND_ROLLBACK)
		add_tools(mem, &words);
	return words.n ? str_join(mem, &words, " ") : NULL;
}

/* A measurement is compared with one of before, a capture is written. */
static bool takes_a_file(enum command_id id)
{
	return str_equal(command_rows[id].words, "[FILE]");
}

/* The runs and the Gos that there are are looked up when they are asked for. */
#define FOLDER_SH(variable, usual, below) \
	"command ls \"${" variable ":-$HOME/" usual "}/goready/" below "\" 2>/dev/null"
#define FOLDER_FISH(variable, usual, below)                                             \
	"command ls (set -q " variable "; and echo $" variable "; or echo $HOME/" usual \
	")/goready/" below " 2>/dev/null"

static const char *looked_up(enum command_id id, enum shell_id shell)
{
	bool is_fish = shell == SHELL_FISH;

	if (id == COMMAND_UNDO || id == COMMAND_HISTORY)
		return is_fish ? "(" FOLDER_FISH("XDG_STATE_HOME", ".local/state", "runs") ")"
			       : "$(" FOLDER_SH("XDG_STATE_HOME", ".local/state", "runs") ")";
	if (id == COMMAND_USE)
		return is_fish ? "(" FOLDER_FISH("XDG_DATA_HOME", ".local/share",
						 "tools") " | string replace -fr \"^go-\" \"\")"
			       : "$(" FOLDER_SH("XDG_DATA_HOME", ".local/share",
						"tools") " | sed -n \"s/^go-//p\")";
	return NULL;
}

static const char *condition(struct arena *mem, const struct option_row *row)
{
	struct names names = { 0 };

	if (!row->commands)
		return "";
	if (row->commands & 1u << COMMAND_WIZARD)
		list_push(mem, &names, "__fish_use_subcommand");
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		if (row->commands & 1u << id)
			list_push(mem, &names,
				  arena_fmt(mem, "__fish_seen_subcommand_from %s",
					    command_rows[id].name));
	return arena_fmt(mem, " -n '%s'", str_join(mem, &names, "; or "));
}

static const char *fish(struct arena *mem)
{
	struct str s = { .mem = mem };

	str_add(&s, "# fish completions for goready\ncomplete -c goready -f\n");
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		str_fmt(&s, "complete -c goready -n __fish_use_subcommand -a %s -d %s\n",
			command_rows[id].name, quoted(mem, SHELL_FISH, command_rows[id].summary));
	str_add(&s, "complete -c goready -n '__fish_seen_subcommand_from help' -a '");
	add_helped(&s);
	str_add(&s, "'\n");
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++) {
		const char *words = looked_up(id, SHELL_FISH);

		if (!words)
			words = word_choices(mem, id);
		if (takes_a_file(id))
			str_fmt(&s, "complete -c goready -n '__fish_seen_subcommand_from %s' -F\n",
				command_rows[id].name);
		else if (words)
			str_fmt(&s,
				"complete -c goready -n '__fish_seen_subcommand_from %s' -a '%s'\n",
				command_rows[id].name, words);
	}
	for (const struct option_row *row = option_rows; row->name; row++) {
		str_fmt(&s, "complete -c goready%s -l %s", condition(mem, row), row->name + 2);
		if (row->value)
			str_add(&s, row->file ? " -r -F" : " -x");
		if (row->choices)
			str_fmt(&s, " -a %s", quoted(mem, SHELL_FISH, option_choices(mem, row)));
		str_fmt(&s, " -d %s\n", quoted(mem, SHELL_FISH, row->summary));
	}
	return str_text(&s);
}

static void add_words_of(struct str *s, enum command_id id)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		if (!row->commands || (row->commands & 1u << id))
			str_fmt(s, " %s", row->name);
}

static const char *bash(struct arena *mem)
{
	struct str s = { .mem = mem };

	str_add(&s,
		"# bash completions for goready\n_goready() {\n"
		"\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words i\n"
		"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		"\t\tcase ${COMP_WORDS[i]} in -*) ;; *) command=${COMP_WORDS[i]}; break ;; esac\n\tdone\n"
		"\tcase $before in\n");
	for (const struct option_row *row = option_rows; row->name; row++) {
		if (row->file)
			str_fmt(&s, "\t%s) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n",
				row->name);
		else if (row->choices)
			str_fmt(&s,
				"\t%s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n",
				row->name, option_choices(mem, row));
	}
	str_add(&s, "\thelp) COMPREPLY=($(compgen -W '");
	add_helped(&s);
	str_add(&s, "' -- \"$word\")); return ;;\n\tesac\n\tcase $command in\n\t'') words='");
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		str_fmt(&s, "%s ", command_rows[id].name);
	add_words_of(&s, COMMAND_WIZARD);
	str_add(&s, "' ;;\n");
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++) {
		const char *choices = word_choices(mem, id), *others = looked_up(id, SHELL_BASH);

		str_fmt(&s, "\t%s)", command_rows[id].name);
		if (takes_a_file(id))
			str_add(&s,
				" [[ $word == -* ]] || { COMPREPLY=($(compgen -f -- \"$word\")); return; };");
		str_fmt(&s, " words='%s", choices ? choices : "");
		add_words_of(&s, id);
		str_add(&s, others ? arena_fmt(mem, "'\" %s\" ;;\n", others) : "' ;;\n");
	}
	str_add(&s,
		"\t*) words= ;;\n\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
		"complete -F _goready goready\n");
	return str_text(&s);
}

/* In zsh's _arguments a colon and a bracket in a description end it. */
static const char *zsh_text(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	for (; *text; text++) {
		if (strchr(":[]", *text))
			str_add_char(&s, '\\');
		str_add_char(&s, *text);
	}
	return str_text(&s);
}

static void add_zsh_options(struct str *s, enum command_id id)
{
	for (const struct option_row *row = option_rows; row->name; row++) {
		const char *text =
			arena_fmt(s->mem, "%s[%s]", row->name, zsh_text(s->mem, row->summary));

		if (row->commands && !(row->commands & 1u << id))
			continue;
		if (row->value)
			text = arena_fmt(s->mem, "%s:%s:%s", text, row->value,
					 row->file      ? "_files"
					 : row->choices ? arena_fmt(s->mem, "(%s)",
								    option_choices(s->mem, row))
							: "");
		str_fmt(s, " \\\n\t\t\t%s", quoted(s->mem, SHELL_ZSH, text));
	}
}

static const char *zsh(struct arena *mem)
{
	struct str s = { .mem = mem };

	str_add(&s,
		"#compdef goready\n# zsh completions for goready\n_goready() {\n\tlocal -a commands topics\n"
		"\tcommands=(\n");
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		str_fmt(&s, "\t\t%s\n",
			quoted(mem, SHELL_ZSH,
			       arena_fmt(mem, "%s:%s", command_rows[id].name,
					 zsh_text(mem, command_rows[id].summary))));
	str_add(&s, "\t)\n\ttopics=( ");
	add_helped(&s);
	str_add(&s, " )\n\tif (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
		    "\t\t_describe command commands\n\t\treturn\n\tfi\n\tcase $words[2] in\n");
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++) {
		/* _arguments counts from the command: it has to be the first word. */
		str_fmt(&s, "\t%s)\n\t\tshift words\n\t\t(( CURRENT-- ))\n\t\t_arguments",
			command_rows[id].name);
		add_zsh_options(&s, id);
		if (id == COMMAND_HELP)
			str_add(&s, " \\\n\t\t\t'1:topic:($topics)'");
		else if (takes_a_file(id))
			str_add(&s, " \\\n\t\t\t'1:file:_files'");
		else if (looked_up(id, SHELL_ZSH))
			str_fmt(&s, " \\\n\t\t\t'1:word:{compadd -- %s}'",
				looked_up(id, SHELL_ZSH));
		else if (word_choices(mem, id))
			str_fmt(&s, " \\\n\t\t\t'*:word:(%s)'", word_choices(mem, id));
		else if (*command_rows[id].words)
			str_add(&s, " \\\n\t\t\t'*: : '");
		str_add(&s, "\n\t\t;;\n");
	}
	str_add(&s, "\t*)\n\t\t_arguments");
	add_zsh_options(&s, COMMAND_WIZARD);
	str_add(&s, "\n\t\t;;\n\tesac\n}\n_goready \"$@\"\n");
	return str_text(&s);
}

const char *help_completions(struct arena *mem, const char *shell)
{
	if (strcmp(shell, "zsh") == 0)
		return zsh(mem);
	if (strcmp(shell, "bash") == 0)
		return bash(mem);
	return strcmp(shell, "fish") == 0 ? fish(mem) : NULL;
}
