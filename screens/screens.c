/* The table of screens, in route order. */
#include "common.h"

static bool no_choice_is_open(const struct wizard *w, const char **ret_why_not)
{
	if (!wizard_mirror_wanted(w) || w->mirror != MIRROR_UNDECIDED)
		return true;
	*ret_why_not = _("Please choose first whether to use the mirror.");
	return false;
}

static bool has_a_plan(const struct wizard *w, const char **ret_why_not)
{
	if (w->plan_ok)
		return true;
	*ret_why_not = _("There is no plan that works yet; go back and choose otherwise.");
	return false;
}

static const struct screen screens[SCREEN_N] = {
	[SCREEN_WELCOME] = {
		.id = "welcome", .title = N_("Welcome"), .view = welcome_view, .on = welcome_on,
		.help = N_("Recommended takes what is usual and leads straight to Review, where you see everything before it is done.\n"
			   "Step by step visits each tool and lets you choose.\n"
			   "Only look tries no address, starts no shell and changes nothing."),
	},
	[SCREEN_MACHINE] = {
		.id = "machine", .title = N_("Machine"), .applies = machine_applies,
		.ready = no_choice_is_open, .view = machine_view, .on = machine_on,
		.help = N_("What this machine is, and whether the download addresses answer.\n"
			   "The processor is that of the hardware; tools for another one do not serve."),
	},
	[SCREEN_HOMEBREW] = {
		.id = "homebrew", .title = N_("Homebrew"), .applies = homebrew_applies,
		.view = homebrew_view, .on = homebrew_on,
		.help = N_("Which Homebrew there is, for which processor, and whether the tools come from it or from the official archives.\n"
			   "With the archives nothing outside your home folder changes. With Homebrew, brew upgrade renews the tools with all else that came from it."),
	},
	[SCREEN_GO] = {
		.id = "go", .title = N_("Go"), .applies = go_applies, .view = go_view, .on = go_on,
		.help = N_("Go that is good is kept. Installing beside it puts a new one into your home folder and in front of PATH; the old one is not touched.\n"
			   "Details lists every Go that was found."),
	},
	[SCREEN_PROTOC] = {
		.id = "protoc", .title = N_("protoc"), .applies = protoc_applies, .view = protoc_view,
		.on = protoc_on,
		.help = N_("protoc reads .proto files and lets its plugins write code. It comes with files of its own (google/protobuf), which goready installs with it."),
	},
	[SCREEN_PLUGINS] = {
		.id = "plugins", .title = N_("Plugins"), .applies = plugins_applies,
		.view = plugins_view, .on = plugins_on,
		.help = N_("protoc-gen-go writes Go code for messages, protoc-gen-go-grpc for services.\n"
			   "go install builds them, in the version that is named, and Go's checksum database checks them."),
	},
	[SCREEN_SHELL] = {
		.id = "shell", .title = N_("Shells"), .applies = shell_applies, .view = shell_view,
		.on = shell_on,
		.help = N_("New shells find the tools by a marked block that goready puts into their start files. Review shows each file's change.\n"
			   "Undo takes the block out again."),
	},
	[SCREEN_REVIEW] = {
		.id = "review", .title = N_("Review"), .ready = has_a_plan, .view = review_view,
		.on = review_on,
		.help = N_("This is all that will be done. Only the word yes starts it.\n"
			   "Lines with a plus sign are added, lines with a minus sign are removed.\n"
			   "Details gives every step with its command, address and checksum."),
	},
	[SCREEN_APPLY] = {
		.id = "apply", .title = N_("Apply"), .view = apply_view, .on = apply_on,
		.help = N_("The changes are made. Steps that do not need each other run side by side.\n"
			   "Stop ends them safely. What was there before is kept, and can be put back."),
	},
	[SCREEN_PROOF] = {
		.id = "proof", .title = N_("Proof"), .view = proof_view, .on = proof_on,
		.help = N_("A small gRPC project is generated from a .proto file, checked, built, started and called, as a new login shell would do it.\n"
			   "It happens in a temporary folder."),
	},
	[SCREEN_DONE] = {
		.id = "done", .title = N_("Done"), .view = done_view, .on = done_on,
		.help = N_("Terminals that are open keep their old settings; the line to paste renews this one. Editors and tmux must be started anew.\n"
			   "Details lists the checks of the proof."),
	},
	[SCREEN_RECOVER] = {
		.id = "recover", .title = N_("An earlier run"), .overlay = true, .view = recover_view,
		.on = recover_on,
		.help = N_("goready was cut off, for example by a power cut. Its journal says what was done, so it can be undone exactly."),
	},
	[SCREEN_UNDO] = {
		.id = "undo", .title = N_("Undo"), .overlay = true, .view = undo_view,
		.on = undo_screen_on,
		.help = N_("Files that goready changed get their old content back. Where you have edited since, only goready's block is taken out.\n"
			   "Only the word yes starts it."),
	},
	[SCREEN_HELP] = { .id = "help", .title = N_("Help"), .overlay = true, .view = help_view,
			  .help = N_("Close leads back.") },
	[SCREEN_LOG] = { .id = "log", .title = N_("What happened so far"), .overlay = true,
			 .view = log_view, .help = N_("Close leads back.") },
	[SCREEN_DETAILS] = { .id = "details", .title = N_("Details"), .overlay = true,
			     .view = details_view, .help = N_("Close leads back.") },
	[SCREEN_QUIT] = { .id = "quit", .title = N_("Quit?"), .overlay = true, .view = quit_view,
			  .help = N_("Close leads back.") },
};

const struct screen *screen_at(enum screen_id id)
{
	return id < SCREEN_N ? &screens[id] : NULL;
}
