/* The table of screens, in route order. */
#include "screens/screens.h"

#include "common.h"

const struct screen *const screens[SCREEN_N] = {
	[SCREEN_WELCOME] = &welcome_screen, [SCREEN_EXPLAIN] = &explain_screen,
	[SCREEN_MACHINE] = &machine_screen, [SCREEN_HOMEBREW] = &brew_screen,
	[SCREEN_GO] = &go_screen,           [SCREEN_PROTOC] = &protoc_screen,
	[SCREEN_PLUGINS] = &plugins_screen, [SCREEN_MORE_TOOLS] = &more_tools_screen,
	[SCREEN_SHELL] = &shell_screen,     [SCREEN_REVIEW] = &review_screen,
	[SCREEN_APPLY] = &apply_screen,     [SCREEN_PROOF] = &proof_screen,
	[SCREEN_DONE] = &done_screen,       [SCREEN_RECOVER] = &recover_screen,
	[SCREEN_UNDO] = &undo_screen,       [SCREEN_HELP] = &help_screen,
	[SCREEN_LOG] = &log_screen,         [SCREEN_DETAILS] = &details_screen,
	[SCREEN_QUIT] = &quit_screen,       [SCREEN_ADDRESS] = &address_screen,
};
