/* GOREADY_ANIMATION=0: a page that shows something under way, without what moves by time alone. */
#include <stdlib.h>
#include <strings.h>

#include "base/words.h"
#include "ui/ui_private.h"

bool ui_wants_stillness(void)
{
	const char *animation = getenv("GOREADY_ANIMATION");

	if (animation && *animation)
		return !value_is_on(animation) || strcasecmp(animation, "off") == 0;
	return value_is_on(getenv("GH_SPINNER_DISABLED")); /* gh environment */
}

/* At its quarters, as in plain mode, and without how fast it is and how long it may take. */
static void still_progress(struct block *b)
{
	if (b->level != SAY_WORKING)
		return;
	if (b->total > 0)
		b->done = b->done * 4 / b->total * b->total / 4;
	b->per_second = 0;
	b->seconds_left = -1;
}

void view_hold_still(struct view *v)
{
	for (size_t i = 0; i < v->blocks.n; i++) {
		struct block *b = &v->blocks.at[i];

		if (b->kind == BLOCK_PROGRESS)
			still_progress(b);
		if (b->spoken && (b->kind == BLOCK_PROGRESS || b->kind == BLOCK_STATUS))
			b->text = b->spoken;
	}
}
