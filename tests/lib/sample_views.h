/* Pages as the wizard makes them, for tests of the front ends and for tests/demo/ui_demo.c. */
#ifndef SAMPLE_VIEWS_H
#define SAMPLE_VIEWS_H

#include "view/view.h"

enum sample {
	SAMPLE_WELCOME,
	SAMPLE_MACHINE,
	SAMPLE_GO,
	SAMPLE_SHELL,
	SAMPLE_REVIEW,
	SAMPLE_APPLY,
	SAMPLE_DONE,
	SAMPLE_STEPS,
	SAMPLE_HELP = SAMPLE_STEPS,
	SAMPLE_QUIT,
	SAMPLE_CHINESE,
	SAMPLE_N
};

struct sample_state {
	int route, method, proxy; /* what was chosen */
	uint64_t shells;
	int percent; /* of the download on SAMPLE_APPLY; 100: over */
};

void sample_view(struct view *v, struct arena *mem, enum sample which,
		 const struct sample_state *state);

/* Is the line one that is copied, which stays in one piece however long? */
bool sample_is_command(const struct view *v, const char *line);

#endif
