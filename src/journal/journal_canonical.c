/* The canonical form: what was done, without what differs from one machine clock or network to the
 * next. Two runs with equal answers give equal forms, whichever front end asked. */
#include "journal/effect.h"

#include <stdlib.h>
#include <string.h>

static const char *last_state(const struct journal_run *run, const char *step)
{
	const char *state = NULL;

	for (size_t i = 0; i < run->steps.n; i++) {
		if (str_equal(run->steps.at[i].step, step))
			state = run->steps.at[i].state;
	}
	return state;
}

static void add_effect(struct arena *mem, struct json *effects, const struct journal_effect *effect,
		       const char *home, bool built)
{
	struct json *item = json_add_object(mem, effects, NULL), *before, *after;
	const struct effect_row *row = effect_row(effect->kind);

	json_add_string(mem, item, "effect", effect->kind_text);
	effect_add_path(mem, item, "path", effect->path, home);
	before = json_add_object(mem, item, "before");
	json_add_string(mem, before, "type", before_name(effect->before));
	after = json_add_object(mem, item, "after");
	if (row && row->canonical)
		row->canonical(mem, effect, home, built, before, after);
}

static bool is_told_by_step(const struct journal_effect *effect)
{
	const struct effect_row *row = effect_row(effect->kind);

	return effect->done && !(row && row->apart);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Which of two steps made a folder that both need is a matter of time: folders stand apart. */
static void add_folders(struct arena *mem, struct json *root, const struct journal_run *run,
			const char *home)
{
	struct json *folders = json_add_array(mem, root, "folders");
	struct names paths = { 0 };

	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];

		if (effect->kind == EFFECT_FOLDER && effect->done)
			list_push(mem, &paths, path_tilde(mem, effect->path, home));
	}
	if (paths.n)
		qsort(paths.at, paths.n, sizeof(*paths.at), by_text);
	for (size_t i = 0; i < paths.n; i++)
		json_add_bytes(mem, folders, NULL, bytes_of(paths.at[i]));
}

static void add_step(struct arena *mem, struct json *steps, const struct journal_run *run,
		     const struct json *planned, const char *home)
{
	struct json *item = json_add_object(mem, steps, NULL), *effects;
	const char *id = json_string(planned, "id");
	bool built = str_equal(json_string(planned, "kind"), "run");

	json_add_string(mem, item, "id", id);
	json_add_string(mem, item, "kind", json_string(planned, "kind"));
	json_add_string(mem, item, "undo", json_string(planned, "undo"));
	json_add_string(mem, item, "state", last_state(run, id));
	effects = json_add_array(mem, item, "effects");
	for (size_t i = 0; i < run->effects.n; i++) {
		const struct journal_effect *effect = &run->effects.at[i];

		if (str_equal(effect->step, id) && is_told_by_step(effect))
			add_effect(mem, effects, effect, home, built);
	}
}

struct json *journal_canonical(struct arena *mem, const struct journal_run *run, const char *home)
{
	struct json *root = json_new_object(mem), *steps;

	json_add_number(mem, root, "schema", 1);
	json_add_string(mem, root, "result", run->result);
	json_add_bool(mem, root, "undone", run->undone);
	steps = json_add_array(mem, root, "steps");
	json_each (planned, run->plan)
		add_step(mem, steps, run, planned, home);
	add_folders(mem, root, run, home);
	return root;
}
