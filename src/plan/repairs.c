/* Plain assignments that are wrong are repaired where they stand: as a diff of that line. */
#include "plan/build.h"
#include "plan/rcfile.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "wants/go_environment.h"
#include "wants/goproxy.h"
#include "wants/manifest.h"

/* ---- one line ---- */

/* Where a shell word that begins at `at` ends. */
static size_t word_end(const char *text, size_t at)
{
	char quote = 0;

	for (; text[at]; at++) {
		if (quote) {
			if (text[at] == quote)
				quote = 0;
			else if (text[at] == '\\' && quote == '"' && text[at + 1])
				at++;
		} else if (text[at] == '\'' || text[at] == '"') {
			quote = text[at];
		} else if (text[at] == '\\' && text[at + 1]) {
			at++;
		} else if (strchr(" \t;\r", text[at])) {
			break;
		}
	}
	return at;
}

/* In double quotes, in which $HOME still means the home folder. */
static const char *double_quoted(struct arena *mem, const char *value)
{
	struct str out = { .mem = mem };

	str_add_char(&out, '"');
	for (; *value; value++) {
		if (strchr("\"\\`", *value))
			str_add_char(&out, '\\');
		str_add_char(&out, *value);
	}
	str_add_char(&out, '"');
	return str_text(&out);
}

/* The place of NAME in a line, as a word of its own. */
static const char *find_name(const char *text, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name)) {
		bool begins = at == text || (!isalnum((unsigned char)at[-1]) && at[-1] != '_');

		if (begins && !isalnum((unsigned char)at[n]) && at[n] != '_')
			return at;
	}
	return NULL;
}

/* zsh's path=(a b): written anew as the variable it is tied to. */
static const char *repaired_array(struct arena *mem, const char *text, const char *value)
{
	const char *at = find_name(text, "path"), *open = at ? strchr(at, '(') : NULL;
	const char *close = open ? strchr(open, ')') : NULL;

	if (!close)
		return NULL;
	return arena_fmt(mem, "%.*sPATH=%s%s", (int)(at - text), text, double_quoted(mem, value),
			 close + 1);
}

static const char *repaired_sh(struct arena *mem, const struct assignment *a, const char *value)
{
	const char *at = find_name(a->text, a->name);
	size_t end, start;

	if (!at)
		return str_equal(a->name, "PATH") ? repaired_array(mem, a->text, value) : NULL;
	start = (size_t)(at - a->text) + strlen(a->name);
	end = start;
	if (a->text[end] == '+')
		end++; /* NAME+=more becomes NAME=all */
	if (a->text[end] != '=')
		return NULL;
	end = word_end(a->text, end + 1);
	return arena_fmt(mem, "%.*s=%s%s", (int)start, a->text, double_quoted(mem, value),
			 a->text + end);
}

/* fish: a list for PATH, one word for the others. */
static const char *repaired_fish(struct arena *mem, const struct assignment *a, const char *value)
{
	struct str out = { .mem = mem };
	struct names parts = { 0 };
	size_t indent = strspn(a->text, " \t");

	if (str_equal(a->name, "PATH"))
		parts = str_split(mem, value, ':');
	else
		list_push(mem, &parts, value);
	str_fmt(&out, "%.*sset -gx %s", (int)indent, a->text, a->name);
	for (size_t i = 0; i < parts.n; i++) {
		bool itself = str_equal(parts.at[i], "$PATH"); /* in quotes it would be one word */

		str_fmt(&out, " %s", itself ? "$PATH" : double_quoted(mem, parts.at[i]));
	}
	return str_text(&out);
}

const char *repaired_line(struct arena *mem, const struct assignment *a, const char *value,
			  enum shell_id shell)
{
	switch (shell) {
	case SHELL_N: /* the go env file: NAME=value, no quotes (cmd/go/internal/cfg) */
		return arena_fmt(mem, "%s=%s", a->name, value);
	case SHELL_FISH:
		return repaired_fish(mem, a, value);
	case SHELL_ZSH:
	case SHELL_BASH:
	case SHELL_SH:
		break;
	}
	return repaired_sh(mem, a, value);
}

/* ---- all lines ---- */

struct repair {
	const struct finding *found;
	const struct assignment *line;
};
struct repairs LIST_OF(struct repair);

static bool is_repair(const struct finding *found)
{
	return found->heal == HEAL_UNSET || found->heal == HEAL_SET ||
	       found->heal == HEAL_PATH_ENTRY;
}

/* Lines from the last to the first, so that numbers stay right; each line once. */
static void add_repair(struct builder *b, struct repairs *repairs, struct repair repair)
{
	size_t at = 0;

	for (size_t i = 0; i < repairs->n; i++) {
		const struct assignment *line = repairs->at[i].line;

		if (line->line == repair.line->line && str_equal(line->file, repair.line->file))
			return;
	}
	(void)list_add(b->mem, repairs);
	while (at < repairs->n - 1 && repairs->at[at].line->line > repair.line->line)
		at++;
	memmove(&repairs->at[at + 1], &repairs->at[at],
		(repairs->n - 1 - at) * sizeof(repairs->at[0]));
	repairs->at[at] = repair;
}

/* Nothing fails with it now: it is changed only by who asks for it. */
static void note_left(struct builder *b, const struct finding *found)
{
	if (found->rule && found->automatic)
		build_note(b, _("Left as it is: %s. To change it: goready fix %s"),
			   found->title ? found->title : found->rule->title, found->rule->id);
}

static struct repairs collect(struct builder *b)
{
	const struct findings *findings = b->o->findings;
	struct repairs repairs = { 0 };

	for (size_t i = 0; findings && i < findings->n; i++) {
		const struct finding *found = &findings->at[i];

		if (!is_repair(found))
			continue;
		if (!build_acts(b, found)) {
			note_left(b, found);
			continue;
		}
		for (size_t k = 0; k < found->assignments.n; k++) {
			if (found->assignments.at[k]->plain)
				add_repair(b, &repairs,
					   (struct repair){ found, found->assignments.at[k] });
		}
	}
	return repairs;
}

static void note_by_hand(struct builder *b, const struct repair *r, const char *why_not)
{
	build_note(b, _("%s line %d is not changed (%s). %s"), build_tilde(b, r->line->file),
		   r->line->line, why_not, r->found->remedy ? r->found->remedy : "");
}

/* Lines are repaired from the last to the first, and told of from the first to the last. */
static void add_sentence(struct builder *b, struct file_edit *edit, const char *sentence)
{
	list_push(b->mem, &edit->repairs, sentence);
	memmove(&edit->repairs.at[1], &edit->repairs.at[0],
		(edit->repairs.n - 1) * sizeof(edit->repairs.at[0]));
	edit->repairs.at[0] = sentence;
}

static enum rc repair_line(struct builder *b, struct edits *edits, const struct repair *r)
{
	const char *why_not = NULL, *new_line = NULL;
	struct file_edit *edit = edits_path(b, edits, r->line->file, &why_not);
	enum rc rc;

	if (edit && r->found->heal != HEAL_UNSET) {
		new_line = r->found->value
				   ? repaired_line(b->mem, r->line, r->found->value, edit->shell)
				   : NULL;
		if (!new_line)
			why_not = _("goready cannot tell its parts apart");
	}
	if (why_not) {
		note_by_hand(b, r, why_not);
		return RC_OK;
	}
	rc = rcfile_line(b->mem, edit->after, r->line->line, r->line->text, new_line, &edit->after,
			 b->e);
	if (rc)
		return err_while(b->e, _("repairing %s"), build_tilde(b, r->line->file));
	add_sentence(b, edit,
		     new_line ? arena_fmt(b->mem, _("%s is set right in line %d"), r->line->name,
					  r->line->line)
			      : arena_fmt(b->mem, _("%s is taken out of line %d"), r->line->name,
					  r->line->line));
	return RC_OK;
}

/* ---- GOPROXY for good, in Go's own settings ---- */

static int line_of_setting(struct bytes content, const char *name, const char **ret_text,
			   struct arena *mem)
{
	struct names lines = str_split(mem, arena_strndup(mem, content.at, content.n), '\n');
	size_t n = strlen(name);

	for (size_t i = 0; i < lines.n; i++) {
		if (strncmp(lines.at[i], name, n) == 0 && lines.at[i][n] == '=') {
			*ret_text = lines.at[i];
			return (int)i + 1;
		}
	}
	return 0;
}

/* NAME=value in a file of such lines, in the place of an older one. */
static enum rc set_setting(struct builder *b, struct file_edit *edit, const char *name,
			   const char *value)
{
	const char *text = arena_fmt(b->mem, "%s=%s", name, value), *old = NULL;
	int line = line_of_setting(edit->after, name, &old, b->mem);

	if (line)
		return rcfile_line(b->mem, edit->after, line, old, text, &edit->after, b->e);
	if (edit->after.n && edit->after.at[edit->after.n - 1] != '\n')
		text = arena_fmt(b->mem, "\n%s", text);
	edit->after = bytes_of(arena_fmt(b->mem, "%.*s%s\n", (int)edit->after.n,
					 edit->after.n ? edit->after.at : "", text));
	return RC_OK;
}

static enum rc set_goproxy_line(struct builder *b, struct file_edit *edit)
{
	list_push(b->mem, &edit->repairs, _("GOPROXY is set for good"));
	return set_setting(b, edit, "GOPROXY", b->w->goproxy);
}

/* The mirror of Homebrew that the user took for good, in brew's own settings. */
static enum rc set_brew_mirror(struct builder *b, struct edits *edits)
{
	const struct brew_mirror *mirror = b->w->brew_mirror;
	const char *why_not = NULL;
	struct file_edit *edit;
	enum rc rc;

	if (!mirror || !b->w->brew_mirror_for_good || !b->f->brew.env_file)
		return RC_OK;
	edit = edits_path(b, edits, b->f->brew.env_file, &why_not);
	if (!edit)
		return RC_OK;
	list_push(b->mem, &edit->repairs,
		  arena_fmt(b->mem, _("Homebrew uses the mirror %s"), mirror->name));
	rc = set_setting(b, edit, "HOMEBREW_API_DOMAIN", mirror->api_domain);
	if (!rc)
		rc = set_setting(b, edit, "HOMEBREW_BOTTLE_DOMAIN", mirror->bottle_domain);
	if (!rc && mirror->brew_git_remote)
		rc = set_setting(b, edit, "HOMEBREW_BREW_GIT_REMOTE", mirror->brew_git_remote);
	return rc;
}

/* A variable of the environment goes before Go's own settings (cmd/go/internal/cfg): then the line
 * that sets it is the one to change. */
static enum rc set_goproxy(struct builder *b, struct edits *edits)
{
	const struct setting *now = facts_setting(b->f, "GOPROXY");
	struct finding *found = ARENA_NEW(b->mem, struct finding);
	const char *why_not = NULL;
	struct file_edit *edit;

	if (!b->w->goproxy_for_good || !b->w->goproxy ||
	    (now && str_equal(b->w->goproxy, now->value)))
		return RC_OK;
	if (now && now->origin == SETTING_ENVIRONMENT) {
		*found = (struct finding){ .heal = HEAL_SET, .value = b->w->goproxy };
		if (now->where && now->where->plain)
			return repair_line(b, edits, &(struct repair){ found, now->where });
		build_note(
			b,
			_("GOPROXY is set in your environment, which goes before Go's own settings. For good, set it to %s where it is set now."),
			goproxy_redacted(b->mem, b->w->goproxy));
		return RC_OK;
	}
	edit = b->f->go.file ? edits_path(b, edits, b->f->go.file, &why_not) : NULL;
	return edit ? set_goproxy_line(b, edit) : RC_OK;
}

enum rc build_repairs(struct builder *b, struct edits *edits)
{
	struct repairs repairs = collect(b);

	for (size_t i = 0; i < repairs.n; i++) {
		enum rc rc = repair_line(b, edits, &repairs.at[i]);

		if (rc)
			return rc;
	}
	if (set_goproxy(b, edits))
		return b->e->rc;
	return set_brew_mirror(b, edits);
}
