/*
 * What a person wants of goready for good: $XDG_CONFIG_HOME/goready/settings, a setting a line. The file
 * is there only where 'goready plain on' or 'goready hints off' was typed, and goes with the last of them.
 */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "app/app.h"
#include "ui/ui.h"

struct settings {
	bool plain; /* at every start */
	enum ui_words words;
	bool no_hints;
};
/* What is usual where there is no file, or it cannot be read. It is read once. */
struct settings settings_read(struct app *app);

#endif
