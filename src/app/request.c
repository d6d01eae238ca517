#include "app/request_private.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/nearest.h"
#include "base/words.h"

static bool applies(const struct option_row *row, enum command_id command)
{
	return row->commands == 0 || (row->commands & 1u << command);
}

static void set_switch(struct request *r, const struct option_row *row)
{
	*(bool *)((char *)r + row->offset) = true;
}

static void set_text(struct request *r, const struct option_row *row, const char *value)
{
	*(const char **)((char *)r + row->offset) = value;
}

/* What may be told where to come from: tools that are released, and Homebrew, which is the last. */
static const char **next_source(struct request *r, const char **after)
{
	size_t i = after ? (size_t)(after - r->source) + 1 : 0;

	if (after == &r->source_brew)
		return NULL;
	for (; i < (size_t)tools_end(); i++)
		if (tool_kind_of((enum tool_id)i)->pin)
			return &r->source[i];
	return &r->source_brew;
}

static const char *source_of(const struct request *r, const char **place)
{
	return place == &r->source_brew ? "homebrew" : tool_name((enum tool_id)(place - r->source));
}

/* GOREADY_SOURCE_PROTOC_GEN_GO: no name of a variable has a dash. */
static const char *source_variable(const char *name, char *room, size_t size)
{
	snprintf(room, size, "GOREADY_SOURCE_%s", name);
	for (char *at = room; *at; at++)
		*at = *at == '-' ? '_' : (char)toupper((unsigned char)*at);
	return room;
}

static enum rc set_source(struct request *r, const char *value, struct err *e)
{
	char known[200] = "";

	for (const char **place = next_source(r, NULL); place; place = next_source(r, place)) {
		const char *name = source_of(r, place);
		size_t n = strlen(name);

		if (strncmp(value, name, n) == 0 && value[n] == '=' && value[n + 1]) {
			*place = value + n + 1;
			return RC_OK;
		}
		snprintf(known + strlen(known), sizeof(known) - strlen(known), "%s%s",
			 *known ? ", " : "", name);
	}
	return err_set(e, RC_USAGE, _("--source takes TOOL=WHERE, not \"%s\"; a TOOL is one of %s"),
		       value, known);
}

static const struct option_row *find_option(const char *word, size_t length)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		if (strlen(row->name) == length && strncmp(row->name, word, length) == 0)
			return row;
	if (length == 2 && strncmp(word, "-h", 2) == 0)
		return find_option("--help", 6);
	return NULL;
}

/* What other programs call it. */
struct other_name {
	const char *typed, *here;
};

/* "" is goready alone. */
static const struct other_name other_commands[] = {
	{ "update", "upgrade" },
	{ "latest", "upgrade" },
	{ "outdated", "upgrade" },
	{ "remove", "uninstall" },
	{ "delete", "uninstall" },
	{ "version", "--version" },
	{ "setup", "apply" },
	{ "init", "apply" },
	{ "status", "doctor" },
	{ "check", "doctor" },
	{ "diagnose", "doctor" },
	{ "test", "prove" },
	{ "verify", "prove" },
	{ "repair", "fix" },
	{ "report", "capture" },
	{ "revert", "undo" },
	{ "ls", "list" },
	{ "log", "history" },
	{ "clean", "prune" },
	{ "switch", "use" },
	{ "self", "self-update" },
	{ "wizard", "" },
	{ "tui", "" },
	{ 0 },
};
static const struct other_name other_options[] = {
	{ "-y", "--yes" },
	{ "-v", "--version" },
	{ "-V", "--version" },
	{ "-n", "--dry-run" },
	{ 0 },
};

static const char *name_here(const struct other_name *names, const char *typed)
{
	while (names->typed && strcmp(names->typed, typed) != 0)
		names++;
	return names->here;
}

const char *command_here(const char *typed)
{
	return name_here(other_commands, typed);
}

/* Those that go with the command come first: they are what was meant. */
static enum rc no_option(enum command_id command, const char *word, size_t length, struct err *e)
{
	char typed[64];
	const char *here;
	struct nearest near = { .typed = typed };

	snprintf(typed, sizeof(typed), "%.*s", (int)length, word);
	here = name_here(other_options, typed);
	if (here && applies(find_option(here, strlen(here)), command))
		near.typed = here;
	for (const struct option_row *row = option_rows; row->name; row++)
		if (applies(row, command))
			nearest_try(&near, row->name);
	for (const struct option_row *row = option_rows; row->name; row++)
		nearest_try(&near, row->name);
	err_set(e, RC_USAGE, _("there is no option %s"), typed);
	nearest_hint(e, &near, _("'goready --help' lists them all."));
	return RC_USAGE;
}

static enum rc no_command(const char *word, struct err *e)
{
	const char *here = command_here(word);
	struct nearest near = { .typed = here ? here : word };
	bool alone = here && !*here;
	char whole[64];

	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		nearest_try(&near, command_rows[id].name);
	nearest_try(&near, "--version");
	err_set(e, RC_USAGE, _("there is no command \"%s\""), word);
	if (alone || nearest_is_near(&near)) {
		snprintf(whole, sizeof(whole), "\"goready%s%s\"", alone ? "" : " ",
			 alone ? "" : near.name);
		near = (struct nearest){ .typed = whole, .name = whole };
	}
	nearest_hint(e, &near, _("'goready --help' lists the commands."));
	return RC_USAGE;
}

static enum command_id find_command(const char *word)
{
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
		if (strcmp(command_rows[id].name, word) == 0)
			return id;
	return COMMAND_N;
}

/* An option at argv[*i]; its value may be the next word. */
static enum rc take_option(struct request *r, int argc, char *const *argv, int *i, struct err *e)
{
	const char *word = argv[*i], *equals = strchr(word, '=');
	const struct option_row *row =
		find_option(word, equals ? (size_t)(equals - word) : strlen(word));
	const char *value = equals ? equals + 1 : NULL;

	if (!row)
		return no_option(r->command, word, strcspn(word, "="), e);
	if (!applies(row, r->command))
		return err_set(e, RC_USAGE, _("%s does not go with \"goready%s%s\""), row->name,
			       r->command == COMMAND_WIZARD ? "" : " ",
			       command_rows[r->command].name);
	if (!row->value) {
		if (value)
			return err_set(e, RC_USAGE, _("%s takes no value"), row->name);
		set_switch(r, row);
		return RC_OK;
	}
	if (!value && *i + 1 < argc &&
	    find_option(argv[*i + 1], strlen(argv[*i + 1])) != find_option("--help", 6))
		value = argv[++*i];
	if (!value || !*value)
		return err_set(e, RC_USAGE, _("%s needs a value: %s"), row->name, row->value);
	if (strcmp(row->name, "--source") == 0)
		return set_source(r, value, e);
	set_text(r, row, value);
	return RC_OK;
}

static void take_variables(struct request *r, const char *(*variable)(const char *name))
{
	char name[64];

	for (const struct option_row *row = option_rows; row->name; row++) {
		const char *value = row->variable ? variable(row->variable) : NULL;

		if (!value || !applies(row, r->command))
			continue;
		if (!row->value && value_is_on(value))
			set_switch(r, row);
		else if (row->value && *value)
			set_text(r, row, value);
	}
	/* GOREADY_UI ranks below --plain and --tui: ui_choose looks at it. */
	if (!applies(find_option("--source", 8), r->command))
		return;
	for (const char **place = next_source(r, NULL); place; place = next_source(r, place))
		*place = variable(source_variable(source_of(r, place), name, sizeof(name)));
}

/* The command is the first word that is no option and no option's value. */
static enum rc find_words(int argc, char *const *argv, struct request *r, struct err *e)
{
	for (int i = 1; i < argc; i++) {
		const struct option_row *row;

		if (argv[i][0] != '-') {
			r->command = find_command(argv[i]);
			return r->command == COMMAND_N ? no_command(argv[i], e) : RC_OK;
		}
		row = find_option(argv[i], strcspn(argv[i], "="));
		if (!row && strcmp(argv[i], "--") != 0) /* what follows it may be its value */
			return no_option(COMMAND_WIZARD, argv[i], strcspn(argv[i], "="), e);
		if (row && row->value && !strchr(argv[i], '='))
			i++;
	}
	return RC_OK;
}

static const struct option_row *own_option(const struct request *r, const char *word)
{
	const struct option_row *row =
		word[0] == '-' ? find_option(word, strcspn(word, "=")) : NULL;

	return row && applies(row, r->command) ? row : NULL;
}

/* explain's text may begin with a dash: what is no option of it is text, and so is all behind it. */
static bool text_begins(const struct request *r, const char *word, bool command_seen)
{
	return r->command == COMMAND_EXPLAIN && command_seen && !own_option(r, word);
}

/* But for a text of several words in quotes, which ends where they do, and for "-": if nothing but options of
 * explain's own stands behind it, they are meant as that. */
static bool only_options_follow(const struct request *r, int argc, char *const *argv, int text)
{
	if (strcmp(argv[text], "-") != 0 && !strpbrk(argv[text], " \t\n"))
		return false;
	for (int i = text + 1; i < argc; i++) {
		const struct option_row *row = own_option(r, argv[i]);

		if (!row)
			return false;
		if (row->value && !strchr(argv[i], '='))
			i++;
	}
	return true;
}

/* The last word of a text, should it be an option that was perhaps meant as one. What asks for help or a version is
 * what a command of an article ends with. */
static const char *perhaps_an_option(const struct request *r)
{
	const char *last = r->word_n > 1 ? r->words[r->word_n - 1] : "";
	const struct option_row *row = own_option(r, last);
	bool asks = row && (row == find_option("--help", 6) || row == find_option("--version", 9));

	return r->command == COMMAND_EXPLAIN && row && !asks ? last : NULL;
}

static enum rc take_words(int argc, char *const *argv, struct request *r, const char **words,
			  struct err *e)
{
	bool options = true, literal = false, command_seen = r->command == COMMAND_WIZARD;

	for (int i = 1; i < argc; i++) {
		enum rc rc = RC_OK;

		if (options && strcmp(argv[i], "--") == 0) {
			options = false;
			literal = true;
		} else if (options && text_begins(r, argv[i], command_seen)) {
			options = only_options_follow(r, argc, argv, i);
			words[r->word_n++] = argv[i];
		} else if (options && argv[i][0] == '-' && argv[i][1]) {
			rc = take_option(r, argc, argv, &i, e);
		} else if (!command_seen) {
			command_seen = true;
		} else {
			words[r->word_n++] = argv[i];
		}
		if (rc)
			return rc;
	}
	r->option_in_text = literal ? NULL : perhaps_an_option(r);
	return RC_OK;
}

enum rc request_parse(int argc, char *const *argv, const char *(*variable)(const char *name),
		      struct request *ret, struct err *e)
{
	static const char *words[1024];
	struct request r = { .words = words };
	enum rc rc;

	if (argc > (int)(sizeof(words) / sizeof(words[0])))
		return err_set(e, RC_USAGE, _("there are too many words"));
	rc = find_words(argc, argv, &r, e);
	if (rc)
		return rc;
	take_variables(&r, variable);
	rc = take_words(argc, argv, &r, words, e);
	if (!rc)
		rc = request_check(&r, variable, e);
	if (rc) {
		if (r.command != COMMAND_WIZARD && !e->hint[0])
			err_hint(e, _("'goready help %s' says what it takes."),
				 command_rows[r.command].name);
		return rc;
	}
	r.network |= r.mirrors;
	*ret = r;
	return RC_OK;
}
