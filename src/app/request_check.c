/* Whether what was asked for goes together. */
#include "app/request_private.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/str.h"

static enum rc check_language(struct request *r, struct err *e)
{
	struct nearest near = { .typed = r->lang };
	const char *known = language_known(r->lang);
	struct arena *mem;
	struct names names;

	if (!r->lang || known) {
		r->lang = known;
		return RC_OK;
	}
	mem = arena_open("languages", 1 << 16);
	names = language_names(mem);
	for (size_t i = 0; i < names.n; i++)
		nearest_try(&near, names.at[i]);
	err_set(e, RC_USAGE, _("there is no language \"%s\""), r->lang);
	nearest_hint(
		e, &near,
		arena_fmt(mem, _("goready speaks these: %s."), str_join(mem, &names, _(", "))));
	arena_close(mem);
	return RC_USAGE;
}

static enum rc check_front_end(const struct request *r, const char *value, struct err *e)
{
	struct nearest near = { .typed = value };

	if (!value || !*value || (r->command != COMMAND_WIZARD && r->command != COMMAND_FIX) ||
	    strcasecmp(value, "plain") == 0 || strcasecmp(value, "tui") == 0)
		return RC_OK;
	nearest_try(&near, "plain");
	nearest_try(&near, "tui");
	err_set(e, RC_USAGE, _("GOREADY_UI=%s is neither plain nor tui"), value);
	nearest_hint(e, &near, _("It takes plain or tui."));
	return RC_USAGE;
}

static enum rc check_keys(const struct request *r, const char *value, struct err *e)
{
	if (!value || !*value || (r->command != COMMAND_WIZARD && r->command != COMMAND_FIX) ||
	    strcasecmp(value, "arrows") == 0)
		return RC_OK;
	err_set(e, RC_USAGE, _("GOREADY_KEYS=%s is not known"), value);
	err_hint(e, "%s", _("It takes arrows: no single letter is a key of the full screen then."));
	return RC_USAGE;
}

/* What --from names is another machine, where its plan can be looked at. */
static bool changes_recorded(const struct request *r)
{
	if (!r->from)
		return false;
	return (r->command == COMMAND_FIX && r->yes) ||
	       (r->command == COMMAND_APPLY && !r->dry_run);
}

static enum rc check_together(const struct request *r, struct err *e)
{
	if (r->plain && r->tui)
		return err_set(e, RC_USAGE, _("--plain and --tui exclude each other"));
	if (r->brief && r->verbose)
		return err_set(e, RC_USAGE, _("--brief and --verbose exclude each other"));
	if (r->yes && r->dry_run)
		return err_set(e, RC_USAGE, _("--yes and --dry-run exclude each other"));
	if (r->since && (r->from || r->shells || r->network || r->mirrors || r->word_n))
		return err_set(
			e, RC_USAGE,
			_("--since stands alone: it compares this machine with what it was"));
	if (r->command == COMMAND_EXPLAIN && r->clipboard + (r->file != NULL) + (r->word_n > 0) > 1)
		return err_set(
			e, RC_USAGE,
			_("--clipboard, --file and a text exclude each other: one of them is explained"));
	if (changes_recorded(r)) {
		err_set(e, RC_USAGE, _("nothing can be changed on the recorded machine of --from"));
		err_hint(
			e,
			_("Without --yes, 'goready fix --from' rehearses, and 'goready apply --dry-run --from' prints the plan."));
		return RC_USAGE;
	}
	if (r->command == COMMAND_UNDO && r->all && r->word_n) {
		err_set(e, RC_USAGE, _("--all and run %s exclude each other"), r->words[0]);
		err_hint(
			e,
			_("'goready undo %s' takes back that run, 'goready undo --all' every one."),
			r->words[0]);
		return RC_USAGE;
	}
	return RC_OK;
}

static bool is_version(const char *word)
{
	return isdigit((unsigned char)*word) || strcmp(word, "latest") == 0;
}

static enum rc too_many_words(const struct request *r, struct err *e)
{
	const char *word = r->words[command_rows[r->command].most_words];

	err_set(e, RC_USAGE, _("\"%s\" is one word too many"), word);
	if (r->command == COMMAND_INSTALL && is_version(word))
		err_hint(e, _("A version follows the name: goready install %s@%s"), r->words[0],
			 word);
	else if (r->command == COMMAND_USE && is_version(word) && strcmp(r->words[0], "go") == 0)
		err_hint(e, _("The version alone is enough: goready use %s"), word);
	return RC_USAGE;
}

enum rc request_check(struct request *r, const char *(*variable)(const char *name), struct err *e)
{
	enum rc rc = check_language(r, e);

	if (rc || r->help)
		return rc;
	if (r->word_n > command_rows[r->command].most_words)
		return too_many_words(r, e);
	rc = check_together(r, e);
	if (!rc)
		rc = check_front_end(r, variable("GOREADY_UI"), e);
	if (!rc)
		rc = check_keys(r, variable("GOREADY_KEYS"), e);
	return rc;
}
