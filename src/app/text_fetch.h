/* Small texts from addresses, kept in memory: lists of releases and of checksums. */
#ifndef APP_TEXT_FETCH_H
#define APP_TEXT_FETCH_H

#include "app/app.h"

/* Side by side. In app->mem, since a signal may end the wait while some are under way. RC_CANCELLED after a signal; else look at each one's error. */
struct text_fetch {
	const char *url;
	struct str body;
	struct err error; /* rc is not RC_OK: it could not be had */
	size_t most;
	struct text_fetches *all;
};
struct text_fetches {
	struct text_fetch *at;
	size_t n, left;
	bool done;
};
struct text_fetches *text_fetches_new(struct app *app, size_t n);
enum rc text_fetches_wait(struct app *app, struct text_fetches *all, int seconds, size_t most,
			  struct err *e);

#endif
