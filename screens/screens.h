/* All screens of goready: what the wizard is started with (wizard_options). */
#ifndef SCREENS_SCREENS_H
#define SCREENS_SCREENS_H

#include "wizard/screen.h"

extern const struct screen *const screens[SCREEN_N];

#endif
