/* What of a view is new: each sentence of a screen is said once, progress at its quarters. */
#include <string.h>

#include "base/i18n.h"
#include "ui/plain_private.h"

static void visit_begin(struct visit *visit, const char *screen)
{
	struct arena *mem = visit->mem;

	arena_reset(mem);
	*visit = (struct visit){ .mem = mem, .screen = arena_strdup(mem, screen) };
}

void plain_header(struct plain *p)
{
	const struct view *v = p->view;

	if (v->parts > 0 && v->title)
		plain_say(p, _("Step %d of %d, part %d of %d: %s."), v->step, v->steps, v->part,
			  v->parts, v->title);
	else if (v->step > 0 && v->title)
		plain_say(p, _("Step %d of %d: %s."), v->step, v->steps, v->title);
	else if (v->title)
		plain_say(p, "%s", v->title);
}

void plain_enter(struct plain *p)
{
	struct visit *visit = p->view->step > 0 ? &p->steps : &p->overlay;
	bool came_back = p->visit && p->visit != visit;

	if (!str_equal(visit->screen, p->view->screen) || (came_back && visit == &p->overlay)) {
		visit_begin(visit, p->view->screen);
		p->rest = NULL;
		came_back = true;
	}
	if (!p->visit || came_back) {
		plain_header(p);
		p->advance = false;
	}
	p->visit = visit;
}

/* While something runs, counters in a text change all the time: they do not make it news. */
static const char *key_of(struct plain *p, const struct block *b, const char *text)
{
	char *key;

	if (b->kind == BLOCK_STATUS && b->level == SAY_WORKING)
		return arena_fmt(p->visit->mem, "working %s", b->label);
	key = arena_strdup(p->visit->mem, text);
	if (p->view->busy && b->kind == BLOCK_TEXT)
		for (char *c = key; *c; c++)
			if (*c >= '0' && *c <= '9')
				*c = '0';
	return key;
}

static bool was_said(const struct visit *visit, const char *key)
{
	for (size_t i = 0; i < visit->said.n; i++)
		if (str_equal(visit->said.at[i], key))
			return true;
	return false;
}

static void say_once(struct plain *p, size_t index)
{
	const struct block *b = &p->view->blocks.at[index];
	/* Where its lines break is no news: a terminal may become narrower meanwhile. */
	const char *key = key_of(p, b, plain_block_at(p->burst, p->view, index, 0));

	if (was_said(p->visit, key))
		return;
	list_push(p->visit->mem, &p->visit->said, key);
	plain_add(p, plain_block_at(p->burst, p->view, index, plain_columns(p)));
}

static struct spoken_progress *progress_of(struct visit *visit, const char *key, bool *ret_new)
{
	struct spoken_progress *s;

	for (size_t i = 0; i < visit->progress.n; i++) {
		if (str_equal(visit->progress.at[i].key, key)) {
			*ret_new = false;
			return &visit->progress.at[i];
		}
	}
	s = list_add(visit->mem, &visit->progress);
	s->key = arena_strdup(visit->mem, key);
	*ret_new = true;
	return s;
}

/* At the start, at 25, 50 and 75 percent, and when its state changes (done, skipped, a problem). */
static void plain_say_progress(struct plain *p, const struct block *b)
{
	bool in_quarters = b->total > 0 && p->ui.options.words != WORDS_BRIEF;
	int quarter = in_quarters ? (int)(b->done * 4 / b->total) : 0;
	bool is_new;
	struct spoken_progress *s = progress_of(p->visit, b->id ? b->id : b->label, &is_new);

	if (quarter > 3)
		quarter = 3; /* the end is said when it is there: a level of its own */
	if (!is_new && s->level == b->level && (b->level != SAY_WORKING || quarter <= s->quarter))
		return;
	s->quarter = quarter;
	s->level = b->level;
	plain_add(p, plain_block(p->burst, b, plain_columns(p)));
}

static void say_news_of(struct plain *p, size_t index)
{
	const struct block *b = &p->view->blocks.at[index];

	if (b->kind == BLOCK_PROGRESS)
		plain_say_progress(p, b);
	else if (b->kind != BLOCK_CHOICE && b->kind != BLOCK_BOX &&
		 !plain_puts_off(p, b)) /* told when it is asked for */
		say_once(p, index);
}

void plain_try_again(struct plain *p)
{
	struct visit *visit = p->visit;

	if (!visit->failed || !str_equal(visit->screen, p->view->screen))
		return;
	visit->failed = false;
	visit->said.n = 0;
	visit->progress.n = 0;
}

void plain_last_news(struct plain *p)
{
	for (size_t i = 0; i < p->view->blocks.n; i++)
		if (p->view->blocks.at[i].level != SAY_WORKING)
			say_news_of(p, i);
}

void plain_news(struct plain *p)
{
	const struct view *v = p->view;

	for (size_t i = 0; i < v->blocks.n; i++)
		say_news_of(p, i);
	if (v->busy && view_can(v, ACTION_CANCEL) && plain_hint(p, HINT_CANCEL))
		plain_say(p, "%s", _("Control and C together cancel."));
}

/* The last one: the first is the sum of them all. */
static const struct block *what_works(const struct view *v)
{
	const struct block *found = NULL;

	for (size_t i = 0; i < v->blocks.n; i++) {
		const struct block *b = &v->blocks.at[i];

		if (b->level == SAY_WORKING && b->label &&
		    (b->kind == BLOCK_PROGRESS || b->kind == BLOCK_STATUS))
			found = b;
	}
	return found;
}

void plain_heartbeat(struct plain *p)
{
	const struct block *b = what_works(p->view);
	int seconds = (int)((clock_ms() - p->busy_since) / 1000);

	if (b && b->kind == BLOCK_PROGRESS && b->total > 0)
		plain_say(p,
			  P_("Working. Still at it after %d second: %s, %d percent.",
			     "Working. Still at it after %d seconds: %s, %d percent.", seconds),
			  seconds, b->label, (int)(b->done * 100 / b->total));
	else if (b)
		plain_say(p,
			  P_("Working. Still at it after %d second: %s.",
			     "Working. Still at it after %d seconds: %s.", seconds),
			  seconds, b->label);
	else
		plain_say(p,
			  P_("Working. Still at it after %d second.",
			     "Working. Still at it after %d seconds.", seconds),
			  seconds);
}
