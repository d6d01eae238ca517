/* Plain assignments that are wrong are repaired where they stand: as a diff of that line. */
#include "plan/build.h"
#include "shell/block.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/go_environment.h"
#include "wants/goproxy.h"
#include "wants/manifest.h"

const char *repaired_line(struct arena *mem, const struct assignment *a, const char *value,
			  enum shell_id shell)
{
	if (shell == SHELL_N) /* the go env file: NAME=value, no quotes (cmd/go/internal/cfg) */
		return arena_fmt(mem, "%s=%s", a->name, value);
	return shell_kind(shell)->language->repair(mem, a, value);
}

/* ---- all lines ---- */

struct repair {
	const struct finding *found;
	const struct assignment *line;
	const struct line_change *change; /* HEAL_LINES */
};
struct repairs LIST_OF(struct repair);

static bool is_repair(const struct finding *found)
{
	return found->heal == HEAL_UNSET || found->heal == HEAL_SET ||
	       found->heal == HEAL_PATH_ENTRY || found->heal == HEAL_LINES;
}

/* Lines from the last to the first, so that numbers stay right; each line once. */
static void add_repair(struct builder *b, struct repairs *repairs, struct repair repair)
{
	size_t at = 0;

	for (size_t i = 0; i < repairs->n; i++) {
		const struct assignment *line = repairs->at[i].line;

		if (line->line == repair.line->line && str_equal(line->file, repair.line->file) &&
		    (!repair.line->shared || str_equal(line->name, repair.line->name)))
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
void build_note_left(struct builder *b, const struct finding *found)
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
			build_note_left(b, found);
			continue;
		}
		for (size_t k = 0; k < found->assignments.n; k++) {
			if (found->assignments.at[k]->plain || found->assignments.at[k]->shared)
				add_repair(
					b, &repairs,
					(struct repair){ found, found->assignments.at[k], NULL });
		}
		for (size_t k = 0; k < found->changes.n; k++)
			add_repair(b, &repairs,
				   (struct repair){ found, found->changes.at[k].line,
						    &found->changes.at[k] });
	}
	return repairs;
}

void build_note_by_hand(struct builder *b, const struct finding *found, const char *file, int line,
			const char *why_not)
{
	build_note(b, _("%s line %d is not changed (%s). %s"), build_tilde(b, file), line, why_not,
		   found->remedy ? found->remedy : "");
}

/* Lines are repaired from the last to the first, and told of from the first to the last. */
void build_repaired(struct builder *b, struct file_edit *edit, const char *sentence)
{
	list_push(b->mem, &edit->repairs, sentence);
	memmove(&edit->repairs.at[1], &edit->repairs.at[0],
		(edit->repairs.n - 1) * sizeof(edit->repairs.at[0]));
	edit->repairs.at[0] = sentence;
}

/* Many lines of one file may have the same done to them. */
static void add_once(struct builder *b, struct file_edit *edit, const char *sentence)
{
	edit->of_the_shell = true;
	if (!names_hold(&edit->repairs, sentence))
		build_repaired(b, edit, sentence);
}

static const char *repaired_sentence(struct builder *b, const struct repair *r, bool set)
{
	return set ? arena_fmt(b->mem, _("%s is set right in line %d"), r->line->name,
			       r->line->line)
		   : arena_fmt(b->mem, _("%s is taken out of line %d"), r->line->name,
			       r->line->line);
}

/* A line that assigns several may have another of them repaired already. */
static struct assignment line_as_it_is(struct builder *b, const struct file_edit *edit,
				       const struct assignment *line)
{
	struct assignment now = *line;
	struct bytes text;
	size_t at = 0;

	for (int number = 1; line->shared && next_line(edit->after, &at, &text); number++)
		if (number == line->line)
			now.text = arena_strndup(b->mem, text.at, text.n);
	return now;
}

/* What the line becomes; NULL: it is taken out. */
static const char *new_text(struct builder *b, const struct repair *r,
			    const struct assignment *line, enum shell_id shell,
			    const char **ret_why_not)
{
	const char *text = NULL;

	if (r->change)
		return r->change->text;
	if (r->found->heal == HEAL_UNSET)
		return line->shared && shell != SHELL_N
			       ? shell_kind(shell)->language->take_out(b->mem, line)
			       : NULL;
	if (r->found->value)
		text = repaired_line(b->mem, line, r->found->value, shell);
	if (!text)
		*ret_why_not = _("goready cannot tell its parts apart");
	return text;
}

static enum rc repair_line(struct builder *b, struct edits *edits, const struct repair *r)
{
	const char *why_not = NULL, *new_line = NULL;
	struct file_edit *edit = edits_path(b, edits, r->line->file, &why_not);
	struct assignment line = { 0 };
	enum rc rc;

	if (edit) {
		line = line_as_it_is(b, edit, r->line);
		new_line = new_text(b, r, &line, edit->shell, &why_not);
	}
	if (why_not) {
		build_note_by_hand(b, r->found, r->line->file, r->line->line, why_not);
		return RC_OK;
	}
	rc = r->change && (new_line || r->change->was.n)
		     ? shell_line_rewrite(b->mem, edit->after, line.line,
					  r->change->was.n ? r->change->was : bytes_of(line.text),
					  new_line, &edit->after, b->e)
		     : shell_line_replace(b->mem, edit->after, line.line, line.text, new_line,
					  &edit->after, b->e);
	if (rc)
		return err_while(b->e, _("repairing %s"), build_tilde(b, r->line->file));
	if (r->found->heal == HEAL_LINES)
		add_once(b, edit,
			 arena_fmt(b->mem, _("what %s found is put right"), r->found->rule->id));
	else
		build_repaired(b, edit, repaired_sentence(b, r, r->found->heal != HEAL_UNSET));
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
		return shell_line_replace(b->mem, edit->after, line, old, text, &edit->after, b->e);
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
			return repair_line(b, edits, &(struct repair){ found, now->where, NULL });
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
