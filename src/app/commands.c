#include "app/commands.h"

#include "base/i18n.h"

#define BIT(name) (1u << COMMAND_##name)
#define AT(member) offsetof(struct request, member)
#define ANY_NUMBER 1000

const struct command_row command_rows[COMMAND_N] = {
	[COMMAND_WIZARD] = { "", "", N_("the setup wizard"),
			     N_("Looks at this machine, shows what it would do, and does it after "
				"one "
				"consent, at Review. Full screen on a capable terminal, else line "
				"by line."),
			     0 },
	[COMMAND_DOCTOR] = { "doctor", "[ID...]", N_("look, change nothing"),
			     N_("Says what is here and what is wrong, with evidence and remedy. "
				"Starts "
				"neither Go nor your shells and tries no address unless you ask "
				"for it. "
				"With IDs, only these rules. Exit status 2 if there are problems."),
			     ANY_NUMBER },
	[COMMAND_FIX] = { "fix", "[ID...]", N_("the wizard, for the findings only"),
			  N_("Visits only what doctor found. With --yes it repairs without "
			     "questions."),
			  ANY_NUMBER },
	[COMMAND_APPLY] = { "apply", "", N_("set everything up without questions"),
			    N_("Without --yes it prints the plan and stops with exit status 2. "
			       "With --yes "
			       "it starts your shells on the proposed files first, prints the "
			       "final plan, "
			       "and carries it out. If a step fails, what was done is taken back."),
			    0 },
	[COMMAND_PROVE] = { "prove", "", N_("prove the toolchain with a gRPC server and client"),
			    N_("In a temporary folder, with what a new login shell finds: "
			       "generates code, "
			       "vets, builds, starts a server on 127.0.0.1, calls it, and checks "
			       "the reply."),
			    0 },
	[COMMAND_UNDO] = { "undo", "[RUN]", N_("take back what goready changed"),
			   N_("Without --yes it shows what would be undone and stops with exit "
			      "status 2. "
			      "RUN is an id from 'goready history'; the last run otherwise. --all "
			      "takes back "
			      "every run, goready itself included where bootstrap or self-update "
			      "put it there."),
			   1 },
	[COMMAND_HISTORY] = { "history", "[RUN]", N_("list the runs, or show one"),
			      N_("Reads the journals."), 1 },
	[COMMAND_ENV] = { "env", "", N_("what a running shell needs"),
			  N_("Prints lines to evaluate in a terminal that was open before: eval "
			     "\"$(goready "
			     "env)\". With --shell github, lines for a workflow's GITHUB_PATH."),
			  0 },
	[COMMAND_EXPLAIN] = { "explain", "[TEXT]", N_("find the cause of an error text"),
			      N_("Takes an error text as argument or from standard input, looks "
				 "which rules "
				 "know it, and checks which of them hold on this machine."),
			      ANY_NUMBER },
	[COMMAND_CAPTURE] = { "capture", "[FILE]", N_("record this machine for a bug report"),
			      N_("Writes what doctor looks at, without secrets, user names and "
				 "home paths, "
				 "to FILE or standard output. 'goready doctor --from FILE' reads "
				 "it."),
			      1 },
	[COMMAND_SELF_UPDATE] = { "self-update", "", N_("replace goready by its newest release"),
				  N_("Takes the archive for this machine from the published "
				     "releases, or from "
				     "the folder or address of --from, checks it against the "
				     "SHA256SUMS there, "
				     "and switches to it. Without --yes it shows what it would do "
				     "and stops with "
				     "exit status 2. 'goready undo' takes it back."),
				  0 },
	[COMMAND_HELP] = { "help", "[TOPIC]", N_("help on a command or topic"), "", 1 },
};

#define WIZARDS (BIT(WIZARD) | BIT(FIX))
#define PLANNERS (BIT(WIZARD) | BIT(FIX) | BIT(APPLY))

const struct option_row option_rows[] = {
	{ "--plain", NULL, NULL, N_("line by line, for screen readers and logs (GOREADY_UI=plain)"),
	  WIZARDS, AT(plain), NULL, false },
	{ "--tui", NULL, NULL, N_("full screen (GOREADY_UI=tui)"), WIZARDS, AT(tui), NULL, false },
	{ "--print-mode", NULL, "GOREADY_PRINT_MODE",
	  N_("say which of the two it would be, and why"), WIZARDS, AT(print_mode), NULL, false },
	{ "--yes", NULL, "GOREADY_YES", N_("do it without asking"),
	  BIT(FIX) | BIT(APPLY) | BIT(UNDO) | BIT(SELF_UPDATE), AT(yes), NULL, false },
	{ "--dry-run", NULL, "GOREADY_DRY_RUN", N_("show the plan, exit status 0"), BIT(APPLY),
	  AT(dry_run), NULL, false },
	{ "--upgrade", NULL, "GOREADY_UPGRADE", N_("replace healthy tools by newer ones too"),
	  PLANNERS, AT(upgrade), NULL, false },
	{ "--keep-going", NULL, "GOREADY_KEEP_GOING", N_("keep what is complete when a step fails"),
	  BIT(FIX) | BIT(APPLY), AT(keep_going), NULL, false },
	{ "--json", NULL, "GOREADY_JSON", N_("JSON on standard output"),
	  BIT(DOCTOR) | BIT(FIX) | BIT(APPLY) | BIT(PROVE) | BIT(UNDO) | BIT(HISTORY), AT(json),
	  NULL, false },
	{ "--profile", "FILE", "GOREADY_PROFILE",
	  N_("versions, sources and choices ('help profile')"), PLANNERS | BIT(DOCTOR) | BIT(PROVE),
	  AT(profile), NULL, true },
	{ "--latest", NULL, "GOREADY_LATEST",
	  N_("the newest releases, asked from their publishers"), PLANNERS, AT(latest), NULL,
	  false },
	{ "--source", "TOOL=WHERE", NULL,
	  N_("where Go, protoc or Homebrew's installer comes from: an address, goproxy, "
	     "maven:ADDRESS, official (GOREADY_SOURCE_GO, GOREADY_SOURCE_PROTOC, "
	     "GOREADY_SOURCE_HOMEBREW)"),
	  PLANNERS, 0, "go= protoc= homebrew=", false },
	{ "--shells", NULL, "GOREADY_SHELLS", N_("start your shells and ask what they find"),
	  BIT(DOCTOR), AT(shells), NULL, false },
	{ "--network", NULL, "GOREADY_NETWORK", N_("try the download addresses"), BIT(DOCTOR),
	  AT(network), NULL, false },
	{ "--from", "WHERE", "GOREADY_FROM",
	  N_("doctor: look at a recorded machine (a file of 'goready capture'); self-update: the "
	     "folder or address that holds a release"),
	  BIT(DOCTOR) | BIT(SELF_UPDATE), AT(from), NULL, true },
	{ "--keep", "DIR", "GOREADY_KEEP", N_("leave the hello project there, as your first one"),
	  BIT(PROVE), AT(keep), NULL, true },
	{ "--all", NULL, "GOREADY_ALL", N_("every run: the uninstaller"), BIT(UNDO), AT(all), NULL,
	  false },
	{ "--shell", "NAME", "GOREADY_SHELL", N_("zsh, bash, fish, sh, github or json"), BIT(ENV),
	  AT(shell), "zsh bash fish sh github json", false },
	{ "--no-color", NULL, "GOREADY_NO_COLOR", N_("no colours (so does NO_COLOR)"), 0,
	  AT(no_color), NULL, false },
	{ "--lang", "LANG", "GOREADY_LANG", N_("language of messages"), 0, AT(lang), "en zh_CN",
	  false },
	{ "--version", NULL, NULL, N_("print the version"), 0, AT(version), NULL, false },
	{ "--help", NULL, NULL, N_("print this help"), 0, AT(help), NULL, false },
	{ 0 },
};

const struct variable_row variable_rows[] = {
	{ "GOREADY_UI", N_("plain or tui, as --plain and --tui") },
	{ "GOREADY_SOURCE_GO, GOREADY_SOURCE_PROTOC, GOREADY_SOURCE_HOMEBREW", N_("as --source") },
	{ "HOMEBREW_...",
	  N_("handed on to brew and its installer; HOMEBREW_API_DOMAIN (also of brew.env) is asked "
	     "which versions it would install") },
	{ "ACCESSIBLE, GH_ACCESSIBLE_PROMPTER",
	  N_("set to anything but 0, false or no: plain mode") },
	{ "TERM, TERM_PROGRAM, ESCDELAY", N_("the terminal; TERM=dumb means plain mode") },
	{ "COLUMNS", N_("how wide to write where the output is no terminal") },
	{ "WSL_DISTRO_NAME, WSL_INTEROP", N_("signs of WSL") },
	{ "GOREADY_HELPER",
	  N_("for tests: the program that unpacks archives, in place of goready itself") },
	{ "NO_COLOR", N_("no colours") },
	{ "LANG, LC_ALL, LC_MESSAGES, LANGUAGE", N_("language and character set") },
	{ "HOME, ZDOTDIR, SHELL, PATH, TMPDIR", N_("where your files, shells and programs are") },
	{ "XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME, XDG_CONFIG_HOME",
	  N_("where tools, journals, downloads and settings go; on macOS too") },
	{ "GOPROXY, GOBIN, GOPATH and Go's other variables",
	  N_("looked at and, where wrong, reported") },
	{ "https_proxy, http_proxy, all_proxy, no_proxy", N_("proxies, as curl uses them") },
	{ "SSL_CERT_FILE, SSL_CERT_DIR, CURL_CA_BUNDLE", N_("certificates for downloads") },
	{ 0 },
};
