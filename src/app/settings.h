/*
 * What a person wants of goready for good: $XDG_CONFIG_HOME/goready/settings, one word a line. The file
 * is there only where 'goready plain on' was typed; 'goready plain off' takes it away.
 */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "app/app.h"

/* Is plain mode to be taken at every start? False too where the file cannot be read. */
bool settings_plain(struct app *app);

#endif
