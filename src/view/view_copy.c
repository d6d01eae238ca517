/* A deep copy: front ends keep the view that is on the screen after its frame is gone. */
#include "view/view.h"

static void copy_options(struct arena *mem, struct block *to, const struct block *from)
{
	for (size_t i = 0; i < from->options.n; i++) {
		const struct option *o = &from->options.at[i];
		struct option *copy = list_add(mem, &to->options);

		*copy = *o;
		copy->id = arena_strdup(mem, o->id);
		copy->label = arena_strdup(mem, o->label);
		copy->detail = arena_strdup(mem, o->detail);
		copy->about = arena_strdup(mem, o->about);
		copy->why_disabled = arena_strdup(mem, o->why_disabled);
	}
}

static void copy_block(struct arena *mem, struct block *to, const struct block *from)
{
	*to = *from;
	to->id = arena_strdup(mem, from->id);
	to->label = arena_strdup(mem, from->label);
	to->text = arena_strdup(mem, from->text);
	to->spoken = arena_strdup(mem, from->spoken);
	to->options.at = NULL;
	to->options.n = to->options.room = 0;
	copy_options(mem, to, from);
	to->diff.path = arena_strdup(mem, from->diff.path);
	to->diff.about = arena_strdup(mem, from->diff.about);
	to->diff.unified = arena_strdup(mem, from->diff.unified);
	to->diff.folded = from->diff.folded;
	to->columns = names_copy(mem, &from->columns);
	to->rows.at = NULL;
	to->rows.n = to->rows.room = 0;
	for (size_t i = 0; i < from->rows.n; i++) {
		struct names cells = names_copy(mem, &from->rows.at[i].cells);

		list_add(mem, &to->rows)->cells = cells;
	}
}

struct view *view_copy(struct arena *mem, const struct view *v)
{
	struct view *copy = ARENA_NEW(mem, struct view);

	view_open(copy, mem, v->screen);
	copy->title = arena_strdup(mem, v->title);
	copy->step = v->step;
	copy->steps = v->steps;
	copy->part = v->part;
	copy->parts = v->parts;
	copy->keys = v->keys;
	copy->no_letters = v->no_letters;
	copy->at_end = v->at_end;
	copy->busy = v->busy;
	copy->to_come = v->to_come;
	copy->where = arena_strdup(mem, v->where);
	copy->beside_title = arena_strdup(mem, v->beside_title);
	copy->beside = arena_strdup(mem, v->beside);
	copy->route_at = v->route_at;
	for (size_t i = 0; i < v->route.n; i++) {
		struct way_point *point = list_add(mem, &copy->route);

		*point = v->route.at[i];
		point->title = arena_strdup(mem, point->title);
	}
	for (size_t i = 0; i < v->blocks.n; i++)
		copy_block(mem, list_add(mem, &copy->blocks), &v->blocks.at[i]);
	for (size_t i = 0; i < v->actions.n; i++) {
		struct action *a = list_add(mem, &copy->actions);

		*a = v->actions.at[i];
		a->label = arena_strdup(mem, a->label);
		a->note = arena_strdup(mem, a->note);
		a->why_not = arena_strdup(mem, a->why_not);
	}
	return copy;
}
