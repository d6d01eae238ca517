/* Plain mode as a conversation: answers go in through a pipe, the transcript comes out of one. */
#ifndef TALK_H
#define TALK_H

#include "sample_views.h"
#include "ui/ui.h"

struct talk {
	struct ui *ui;
	int answers; /* we write */
	int said;    /* we read */
	int ends[2];
};

struct talk talk_open(void);
/* With these options; kind, reason and descriptors are our own. */
struct talk talk_open_with(struct ui_options o);
void talk_close(struct talk *t);
/* What was said since the last time. */
const char *heard(struct talk *t);
/* NULL: nothing is chosen yet. */
struct view *show(struct talk *t, enum sample which, const struct sample_state *state);
struct ui_event answer(struct talk *t, const char *line);

#endif
