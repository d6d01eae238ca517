/* What stands around the page: title bar, key bar, the list of steps. */
#include "base/i18n.h"
#include "ui/layout_private.h"

/* A page beside others is as wide as one that has the usual screen for itself, so that its lines end where they did;
 * longer ones are hard to follow. */
enum { USUAL_PAGE = 80, WIDEST_PAGE = 96, GAP = 2 };
enum { SIDE_FROM = 100, LEAST_SIDE = 26, ABOUT_FROM = 116, WIDEST_SIDE = 60 };

static int between(int least, int n, int most)
{
	return n < least ? least : n > most ? most : n;
}

struct page_area layout_area(int columns, bool has_route)
{
	int side = between(LEAST_SIDE, columns - GAP - USUAL_PAGE, WIDEST_SIDE);
	int page = between(0, columns - GAP - side, WIDEST_PAGE);

	if (!has_route || columns < SIDE_FROM)
		return (struct page_area){ .page = between(0, columns, WIDEST_PAGE) };
	return (struct page_area){
		.page = page, .side_at = page + GAP, .side = side, .about = columns >= ABOUT_FROM
	};
}

enum { WIDTH_OF_NAME = 45 }; /* below it, which step this is matters more than whose */

static const char *title_in_short(struct arena *mem, const struct view *v, const char *title)
{
	if (v->parts > 0)
		return arena_fmt(mem, _("  %d of %d, %d of %d: %s"), v->step, v->steps, v->part,
				 v->parts, title);
	return arena_fmt(mem, _("  %d of %d: %s"), v->step, v->steps, title);
}

const char *layout_title(struct arena *mem, const struct view *v, int width)
{
	const char *title = v->title ? v->title : "", *text;

	if (v->parts > 0)
		text = arena_fmt(mem, _("  goready, step %d of %d, part %d of %d: %s"), v->step,
				 v->steps, v->part, v->parts, title);
	else if (v->step > 0)
		text = arena_fmt(mem, _("  goready, step %d of %d: %s"), v->step, v->steps, title);
	else
		text = arena_fmt(mem, "  %s", arena_fmt(mem, _("%s: %s"), "goready", title));
	if (v->step > 0 && (width < WIDTH_OF_NAME || text_width(text) > width))
		text = title_in_short(mem, v, title);
	return text_pad(mem, text_cut(mem, text, width), width);
}

struct bar {
	struct arena *mem;
	const char *text;
	int width;
};

/* Adds a key where it still fits: the first ones are the most needed. */
static void bar_add(struct bar *b, const char *key)
{
	const char *longer = arena_fmt(b->mem, "%s  %s", b->text, key);

	if (text_width(longer) < b->width)
		b->text = longer;
}

/* Letters are text there. */
static const char *box_keys(struct bar *b)
{
	bar_add(b, _("Enter ends it"));
	bar_add(b, _("Tab leaves the box"));
	bar_add(b, _("Esc back"));
	bar_add(b, _("Ctrl-U empties it"));
	return text_pad(b->mem, b->text, b->width);
}

static size_t rows_of_actions(const struct view *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->actions.n; i++)
		n += v->actions.at[i].enabled && layout_has_row(v, &v->actions.at[i]);
	return n;
}

/* What leads on; Return does not agree, and takes what is lit where that may be one of several things. */
static const char *enter_key(const struct view *v, enum bar_place place)
{
	const struct action *main = view_main_action(v);

	if (main && main->consent && !v->no_letters)
		return _("y agree");
	if (place == BAR_READING)
		return _("Enter next page");
	if (view_first_block(v, BLOCK_CHOICE) || view_first_block(v, BLOCK_BOX) ||
	    rows_of_actions(v) > 1)
		return _("Enter choose");
	if (main && main->id == ACTION_CLOSE)
		return _("Enter close");
	return main && main->id == ACTION_QUIT ? _("Enter finish") : _("Enter go on");
}

/* What has no letter has a row on the page. */
static const char *keys_without_letters(struct bar *b, const struct view *v, enum bar_place place)
{
	if (!v->busy)
		bar_add(b, enter_key(v, place));
	if (!v->keys)
		bar_add(b, _("F1 help"));
	if (view_can(v, ACTION_BACK) || view_can(v, ACTION_CLOSE))
		bar_add(b, _("Esc back"));
	bar_add(b, _("F2 plain"));
	bar_add(b, _("F3 search"));
	bar_add(b, _("Up Down move"));
	bar_add(b, _("PgUp PgDn scroll"));
	return text_pad(b->mem, text_cut(b->mem, b->text, b->width), b->width);
}

const char *layout_keys(struct arena *mem, const struct view *v, enum bar_place place, int width)
{
	struct bar b = { .mem = mem, .text = "", .width = width };

	if (place == BAR_BOX)
		return box_keys(&b);
	if (v->no_letters)
		return keys_without_letters(&b, v, place);
	if (!v->busy)
		bar_add(&b, enter_key(v, place));
	if (!v->keys)
		bar_add(&b, _("? help"));
	if (view_can(v, ACTION_DETAILS))
		bar_add(&b, _("d details"));
	if (view_first_block(v, BLOCK_DIFF))
		bar_add(&b, _("n file"));
	if (view_can(v, ACTION_BACK))
		bar_add(&b, _("b back"));
	bar_add(&b, _("q quit"));
	bar_add(&b, _("p plain"));
	if (view_can(v, ACTION_LOG))
		bar_add(&b, _("l log"));
	bar_add(&b, _("Up Down move"));
	bar_add(&b, _("PgUp PgDn scroll"));
	return text_pad(mem, text_cut(mem, b.text, width), width);
}

/* Columns of titles; a part stands below the title of its step. */
enum { STEP_AT = 3, PART_AT = 5 };

static int title_end(const struct way_point *point)
{
	return (point->part ? PART_AT : STEP_AT) + text_width(point->title);
}

static const char *point_state(const struct way_point *point, int i, int at)
{
	if (point->left_out)
		return _("left out");
	return i < at ? _("done") : i == at ? _("here") : "";
}

/* A title so long that no state fits beside it does not push the others away. */
static int states_at(const struct view *v, int width)
{
	int column = 0;

	for (size_t i = 0; i < v->route.n; i++) {
		const struct way_point *point = &v->route.at[i];
		int end = title_end(point) + 2;

		if (end > column &&
		    end + text_width(point_state(point, (int)i, v->route_at)) < width)
			column = end;
	}
	return column;
}

/* Beside the title, or below it. */
static void put_state(struct page *p, int title_at, int column, const char *state)
{
	bool fits = column + text_width(state) <= p->width;

	if (!fits && *state)
		page_line(p);
	page_wrap(p, fits ? column : title_at, state, ROLE_DIM);
}

struct lines layout_route(struct arena *mem, const struct view *v, int width)
{
	struct layout out = { 0 };
	struct page p = { .mem = mem, .view = v, .width = width, .focused = -1, .out = &out };
	int states = states_at(v, width), step = 0;

	for (size_t i = 0; i < v->route.n; i++) {
		const struct way_point *point = &v->route.at[i];
		int column = point->part ? PART_AT : 0, end = title_end(point) + 2;
		const char *text =
			point->part ? point->title : arena_fmt(mem, "%d  %s", ++step, point->title);

		page_line(&p);
		page_hang(&p, column, STEP_AT, text,
			  (int)i == v->route_at ? ROLE_CHOSEN : ROLE_TEXT);
		put_state(&p, column, end > states ? end : states,
			  point_state(point, (int)i, v->route_at));
	}
	return out.lines;
}

struct lines layout_about(struct arena *mem, const struct view *v, const struct focusable *f,
			  int width)
{
	struct layout out = { 0 };
	struct page p = { .mem = mem, .view = v, .width = width, .focused = -1, .out = &out };
	const struct block *b = f && f->block >= 0 ? &v->blocks.at[f->block] : NULL;
	bool option = b && b->kind == BLOCK_CHOICE && f->option >= 0;
	const char *title = option ? b->options.at[f->option].label : b ? b->diff.path : NULL;
	const char *about = option ? b->options.at[f->option].about : b ? b->diff.about : NULL;
	struct names lines;

	if (!about) {
		about = v->beside;
		title = v->beside_title;
	}
	if (!about)
		return out.lines;
	lines = str_split(mem, about, '\n');
	page_line(&p);
	page_wrap(&p, 0, title, ROLE_HEADING);
	for (size_t i = 0; i < lines.n; i++) {
		page_line(&p);
		page_hang(&p, 0, 2, lines.at[i], ROLE_TEXT);
	}
	return out.lines;
}
