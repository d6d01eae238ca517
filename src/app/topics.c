/* What `goready help TOPIC` says; the man page has the same texts. */
#include "app/commands.h"
#include "base/i18n.h"

const struct topic_row topic_rows[] = {
	{ "profile", N_("a file with versions, sources and choices"),
	  N_("A profile is a JSON file for --profile. Every field is optional; an unknown field or a wrong type is an error that names the line.\n"
	     "\n"
	     "  \"schema\": 1\n"
	     "  \"method\": \"keep\", \"archive\" or \"homebrew\", for all tools or inside one\n"
	     "  \"go\": {\"version\": \"1.26.8\", \"sources\": [...], \"sha256\": ..., \"h1\": ...}\n"
	     "  \"protoc\": {\"version\": \"36.1\", \"sources\": [...], \"sha256\": ...}\n"
	     "  \"plugins\": {\"protoc-gen-go\": \"v1.36.12\", \"protoc-gen-go-grpc\": \"v1.6.2\"}\n"
	     "      or for each {\"version\": ..., \"sources\": [...], \"sha256\": ...}\n"
	     "  \"tools\": {\"gopls\": true, \"buf\": \"v1.75.0\"}: more tools ('help tools')\n"
	     "  \"homebrew\": {\"sources\": [...], \"sha256\": ...} for its installer\n"
	     "  \"goproxy\": \"https://mirror.example/modules,direct\"\n"
	     "  \"shells\": [\"zsh\", \"bash\", \"fish\", \"sh\", \"nu\"]\n"
	     "\n"
	     "Sources are tried in order: an address with {file} for the archive's name, goproxy (Go as a module from your GOPROXY), maven:ADDRESS (protoc from a Maven repository), official. A plugin comes as its release archive where a checksum of that is known, and is compiled by go install else; goproxy means compiling it. A version that goready does not know needs a checksum: \"sha256\" (a text, or an object from file name to text) or \"h1\". Plain http: works for addresses of this machine only.") },
	{ "tools", N_("more tools, for who asks for them"),
	  N_("Not everybody needs these. --with, the field \"tools\" of a profile, or the screen More tools, under Let me choose, asks for them by name; one that is found and good is kept. go install builds them into your Go bin folder, in the newest version that the Go here builds, and Go's checksum database checks them.\n" TOOL_LIST) },
	{ "files", N_("what goready writes, and where"),
	  N_("Tools: $XDG_DATA_HOME/goready/tools, with links in $XDG_DATA_HOME/goready/bin (usually ~/.local/share/goready).\n"
	     "goready itself, with its man page and completions, where the bootstrap brought it: there too, before anything is asked.\n"
	     "Plugins: your Go bin folder (GOBIN, or GOPATH/bin, or ~/go/bin).\n"
	     "Journals and replaced bytes: $XDG_STATE_HOME/goready/runs (~/.local/state).\n"
	     "What the machine was when the proof passed, without secrets, for 'doctor --since' (all that 'goready prove' keeps): $XDG_STATE_HOME/goready/proven.json.\n"
	     "Downloads: $XDG_CACHE_HOME/goready (~/.cache).\n"
	     "With Homebrew: kegs and links in its prefix, as brew install makes them; a mirror you take for good is written to your brew.env.\n"
	     "Shell files: one line between '# >>> goready >>>' and '# <<< goready <<<' in .zshenv (on macOS .zprofile), .bashrc and the first of .bash_profile, .bash_login, .profile; for fish its own file in conf.d. The line reads $XDG_DATA_HOME/goready/env.sh (fish: env.fish), which puts the folders first on PATH, and does nothing where that file is gone. For nushell the folders stand in config.nu itself.\n"
	     "Settings: $XDG_CONFIG_HOME/goready/settings, only where you typed 'goready plain on' or 'goready hints off'; 'goready plain off' and 'goready hints on' remove it.\n"
	     "Nothing else, and nothing of the rest before you have seen it and said yes.") },
	{ "journal",
	  N_("how changes are recorded and taken back"), N_("Ahead of each change goready writes to a journal what it will do and keeps the bytes it will replace. 'goready undo' walks that journal backwards, also after a crash. A file you have edited since keeps your edits: only goready's block is taken out. What Homebrew brought it uninstalls again, but for what something else has come to need; Homebrew itself and Apple's command line tools stay. What Go itself keeps (module and build caches), goready's journals and its downloads stay, and Review says so.") },
	{ "plain", N_("using goready with a screen reader"),
	  N_("goready --plain writes lines only: no colours, no cursor movements, no drawing. Each line begins with its status in words. Questions end with a short prompt; type the number or the name of an answer, or press Return for the one that is named. At any question: help, back, list, repeat, where, more, details, log, plain, tui, quit; where files change, diff, and change 1 for the first of them. Only the word yes, at Review, changes anything.\n"
	     "How much is said: --brief halves it, --verbose puts nothing off, and neither changes a question; brief, verbose and usual may be typed at any question too. How to answer is said once; 'hints off', at a question or as 'goready hints off' for every start, leaves it out.\n"
	     "GOREADY_KEYS=arrows is for the full screen: no letter, digit or sign is a key there (WCAG 2.1.4). Arrows and Enter reach all that letters do, and consent is a Yes that you go to; F1 is help, F2 plain text, F3 search. GOREADY_ANIMATION=0 keeps it still: progress is told at its quarters, and no seconds go by. --frames draws lines around its pages, for who finds their way by boxes.\n"
	     "GOREADY_UI=plain, ACCESSIBLE=1 or TERM=dumb choose plain mode too. 'goready plain on' remembers it for every start, with --brief or --verbose that too; 'goready plain off' forgets it.\n"
	     "Commands that ask nothing (doctor, apply, undo, history ...) write sentences then too, and so do all with --plain; on a terminal twenty lines at a time: Return goes on, stop ends it. Else a terminal gets pages from them: columns, marks, and diffs with signs.") },
	{ "machines", N_("which machines are supported"),
	  N_("Apple Silicon and Intel Macs from macOS 11 on, with the newest Go that each runs. On Apple Silicon Homebrew is the usual way, elsewhere the official archives are.\n"
	     "Linux on amd64 and arm64, also in WSL 2 and in containers. Alpine works: Go and protoc of these releases need no C library. On 32-bit ARM there is Go, but no protoc release.") },
	{ "exit", N_("exit statuses"),
	  N_("0    healthy, or done\n"
	     "1    it could not be done\n"
	     "2    problems found; the plan is not empty (apply, upgrade, use, install, undo, rollback, prune or self-update without --yes); upgrade --check found what is newer; explain found the cause; the proof failed\n"
	     "3    stopped before consent\n"
	     "64   wrong usage, or an invalid profile\n"
	     "130  stopped by Ctrl-C (128 + the signal's number)") },
	{ 0 },
};
