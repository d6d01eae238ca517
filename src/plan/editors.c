/* Settings of editors that lead astray are taken out of the files they stand in: as a diff of those lines. */
#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"
#include "base/jsonc.h"

struct removal {
	const struct finding *found;
	const struct editor_setting *setting;
};
struct removals LIST_OF(struct removal);

/* From the end of a file to its beginning, so that places stay right; each once. */
static void add_removal(struct builder *b, struct removals *all, struct removal removal)
{
	size_t at = 0;

	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].setting == removal.setting)
			return;
	(void)list_add(b->mem, all);
	while (at < all->n - 1 && all->at[at].setting->from > removal.setting->from)
		at++;
	memmove(&all->at[at + 1], &all->at[at], (all->n - 1 - at) * sizeof(all->at[0]));
	all->at[at] = removal;
}

static struct removals removals_of(struct builder *b)
{
	const struct findings *findings = b->o->findings;
	struct removals all = { 0 };

	for (size_t i = 0; findings && i < findings->n; i++) {
		const struct finding *found = &findings->at[i];

		if (found->heal != HEAL_EDITOR)
			continue;
		if (!build_acts(b, found)) {
			build_note_left(b, found);
			continue;
		}
		for (size_t k = 0; k < found->settings.n; k++)
			add_removal(b, &all, (struct removal){ found, found->settings.at[k] });
	}
	return all;
}

static enum rc take_out(struct builder *b, struct edits *edits, const struct removal *r)
{
	const struct editor_setting *s = r->setting;
	const char *path = s->of->file.path, *why_not = NULL;
	struct file_edit *edit = edits_path(b, edits, path, &why_not);

	if (!edit) {
		build_note_by_hand(b, r->found, path, s->line, why_not);
		return RC_OK;
	}
	if (jsonc_take_out(b->mem, edit->after, s->from, &edit->after, b->e))
		return err_while(b->e, _("repairing %s"), build_tilde(b, path));
	build_repaired(b, edit,
		       arena_fmt(b->mem, _("%s is taken out of line %d"), s->name, s->line));
	return RC_OK;
}

enum rc build_editors(struct builder *b, struct edits *edits)
{
	struct removals all = removals_of(b);
	enum rc rc = RC_OK;

	for (size_t i = 0; !rc && i < all.n; i++)
		rc = take_out(b, edits, &all.at[i]);
	return rc;
}
