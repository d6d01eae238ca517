/* Where Go's variables are set: environment, start files, the `go env -w` file. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/quote.h"
#include "wants/go_environment.h"
#include "wants/goproxy.h"

static const char *environment_of(const void *ctx, const char *name)
{
	const struct setting *s = facts_setting(ctx, name);

	return s ? s->environment : NULL;
}

static void add_place(const struct rule_input *in, struct places_set *set, const char *value,
		      const struct assignment *where)
{
	struct place *place;

	if (!value || !*value) /* an empty value counts as unset (cmd/go/internal/cfg) */
		return;
	place = list_add(in->mem, set);
	place->value = value;
	place->where = where;
}

static void add_start_files(const struct rule_input *in, struct places_set *set,
			    const struct setting *s, const char *variable)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];
		const char *value;

		if (!str_equal(a->name, variable))
			continue;
		value = facts_line_value(in->mem, in->facts, a, environment_of, in->facts);
		if (!value)
			continue;
		/* A line inside an `if` may never run; it did where the environment has its value.
		 */
		if (a->certain || (s && s->environment && str_equal(s->environment, value)))
			add_place(in, set, value, a);
	}
}

static void add_environment(const struct rule_input *in, struct places_set *set,
			    const struct setting *s)
{
	for (size_t i = 0; i < set->n; i++) {
		if (str_equal(set->at[i].value, s->environment))
			return; /* the line that set it is there already */
	}
	if (s->origin == SETTING_ENVIRONMENT && str_equal(s->value, s->environment))
		add_place(in, set, s->environment, s->where);
	else
		add_place(in, set, s->environment, NULL);
}

/* The last line of a name counts (cmd/go/internal/cfg: readEnvFile). */
static struct assignment *env_file_line(const struct rule_input *in, const char *name)
{
	const struct go_settings *go = &in->facts->go;
	struct names lines = str_split(in->mem, go->content.at, '\n');
	struct assignment *a = NULL;
	size_t n = strlen(name);

	for (size_t i = 0; i < lines.n; i++) {
		if (strncmp(lines.at[i], name, n) != 0 || lines.at[i][n] != '=')
			continue;
		a = a ? a : ARENA_NEW(in->mem, struct assignment);
		a->file = go->file;
		a->line = (int)i + 1;
		a->name = name;
		a->value = str_trim(in->mem, lines.at[i] + n + 1);
		a->text = lines.at[i];
		a->plain = a->certain = true;
	}
	return a;
}

struct places_set places_of(const struct rule_input *in, const char *variable)
{
	const struct setting *s = facts_setting(in->facts, variable);
	struct places_set set = { 0 };

	add_start_files(in, &set, s, variable);
	if (!s)
		return set;
	add_environment(in, &set, s);
	if (s->go_env_file)
		add_place(in, &set, s->go_env_file, env_file_line(in, variable));
	return set;
}

static void add_assignment(const struct rule_input *in, struct finding *found,
			   const struct assignment *where)
{
	for (size_t i = 0; i < found->assignments.n; i++) {
		if (found->assignments.at[i]->line == where->line &&
		    str_equal(found->assignments.at[i]->file, where->file))
			return;
	}
	list_push(in->mem, &found->assignments, where);
}

bool value_any(const struct rule_input *in, const char *value)
{
	(void)in;
	(void)value;
	return true;
}

bool value_is_gone(const struct rule_input *in, const char *value)
{
	return names_hold(&in->facts->go.gone, value);
}

bool variable_is_bad(const struct rule_input *in, struct finding *found,
		     bool (*is_bad)(const struct rule_input *in, const char *value))
{
	struct places_set set = places_of(in, found->variable);
	bool any = false;

	for (size_t i = 0; i < set.n; i++) {
		const struct place *place = &set.at[i];

		if (!is_bad(in, place->value))
			continue;
		any = true;
		if (place->where) {
			evidence_line(in, found, place->where);
			add_assignment(in, found, place->where);
		} else {
			evidence(in, found, _("%s=%s in the environment of this process"),
				 found->variable, goproxy_redacted(in->mem, place->value));
		}
	}
	return any;
}

/* The start file that the line stands in, where its owner has closed it; NULL. */
static const struct start_file *closed_file(const struct rule_input *in,
					    const struct assignment *line)
{
	const struct start_file *file = facts_start_file(in->facts, line->file);

	return file && !file->writable ? file : NULL;
}

bool line_is_repairable(const struct rule_input *in, const struct assignment *line)
{
	return (line->plain || line->shared) && !closed_file(in, line);
}

/* The rest is for the user, with the line named. */
static bool any_is_repairable(const struct rule_input *in, struct finding *found)
{
	bool any = false;

	for (size_t i = 0; i < found->assignments.n; i++) {
		const struct assignment *line = found->assignments.at[i];
		const struct start_file *closed = closed_file(in, line);

		any |= (line->plain || line->shared) && !closed;
		if (closed && closed->why_not)
			evidence(in, found, _("%s: %s"), shown(in, closed->path), closed->why_not);
	}
	return any;
}

/* A file that is no shell's is read by the login, before any terminal. */
static bool is_read_at_login(const char *file)
{
	return strstr(file, "/environment.d/") || str_ends(file, "/.pam_environment") ||
	       str_equal(file, "/etc/environment");
}

static const char *take_out_of(const struct rule_input *in, const struct finding *found,
			       const struct assignment *a)
{
	if (str_equal(a->file, in->facts->go.file))
		return arena_fmt(in->mem, _("Take the setting out (go env -u %s does the same)."),
				 found->variable);
	if (str_ends(a->file, "/fish_variables"))
		return arena_fmt(
			in->mem,
			_("It is a universal variable of fish; take it out in fish: set -Ue %s"),
			found->variable);
	if (str_ends(a->file, ".plist"))
		return arena_fmt(
			in->mem,
			_("Take it out of %s, and for now: launchctl unsetenv %s. Then start the terminal anew."),
			shown(in, a->file), found->variable);
	if (is_read_at_login(a->file))
		return arena_fmt(
			in->mem,
			str_starts(a->file, "/etc/")
				? _("Take the line out of %s with sudo, and log in anew: a new terminal is not enough.")
				: _("Take the line out of %s and log in anew: a new terminal is not enough."),
			shown(in, a->file));
	return arena_fmt(in->mem, _("Take the line out of %s and open a new terminal."),
			 shown(in, a->file));
}

void heal_unset(const struct rule_input *in, struct finding *found, const char *because)
{
	const struct assignment *first = found->assignments.n ? found->assignments.at[0] : NULL;

	found->heal = HEAL_UNSET;
	found->automatic = any_is_repairable(in, found);
	if (first)
		remedy(in, found, "%s",
		       str_sentences(in->mem, take_out_of(in, found, first), because));
	else
		remedy(in, found,
		       _("No line that sets %s was found in your start files: look where this terminal, editor or container gets its environment, or run: unset %s. %s"),
		       found->variable, found->variable, because);
}

void heal_set(const struct rule_input *in, struct finding *found, const char *value)
{
	const struct assignment *first = found->assignments.n ? found->assignments.at[0] : NULL;

	found->heal = HEAL_SET;
	found->value = value;
	found->automatic = any_is_repairable(in, found);
	value = goproxy_redacted(in->mem, value);
	if (first && str_ends(first->file, "/fish_variables"))
		remedy(in, found,
		       _("It is a universal variable of fish; set it in fish: set -Ux %s %s"),
		       found->variable, shell_word(in->mem, SHELL_FISH, value));
	else if (first)
		remedy(in, found,
		       !is_read_at_login(first->file) ? _("Set %s=%s in %s.")
		       : str_starts(first->file, "/etc/")
			       ? _("Set %s=%s in %s with sudo, and log in anew: a new terminal is not enough.")
			       : _("Set %s=%s in %s and log in anew: a new terminal is not enough."),
		       found->variable, value, shown(in, first->file));
	else
		remedy(in, found,
		       _("Set %s=%s where this terminal gets its environment, or run: go env -w %s=%s"),
		       found->variable, value, found->variable, value);
}

/* "none" is what people write for an empty one, which go would take for "not set" (cmd/go/internal/cfg). */
const char *modules_past_proxies(const struct rule_input *in, const char **ret_variable)
{
	const char *value = value_of(in, *ret_variable = "GONOPROXY");

	if (!value)
		value = value_of(in, *ret_variable = "GOPRIVATE");
	return str_equal(value, "none") ? NULL : value;
}

const char *value_of(const struct rule_input *in, const char *variable)
{
	const struct setting *s = facts_setting(in->facts, variable);

	if (!s || s->origin == SETTING_DEFAULT || s->origin == SETTING_GOROOT_FILE)
		return NULL;
	return s->value && *s->value ? s->value : NULL;
}
