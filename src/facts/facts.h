/*
 * What the machine is: plain data, gathered through struct host and never changed afterwards. What
 * is learned later stands beside it (observed.h), or gives facts anew (facts_with_shells).
 *
 *	const struct facts *f = facts_gather(mem, host, &(struct facts_options){ .project = cwd });
 *
 * Gathering writes nothing, starts neither go nor the user's shells (facts_ask_shells does, after
 * consent), and runs only what no file says (protoc --version, a plugin's --version), with stdin
 * from /dev/null, a time limit of 5 s and a scrubbed environment. What cannot be found out is
 * absent (NULL, 0, unknown), and a rule whose fact is absent is silent.
 */
#ifndef FACTS_FACTS_H
#define FACTS_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/list.h"
#include "base/platform.h"
#include "host/host.h"
#include "shell/assignments.h"
#include "shell/shell.h"
#include "tool/tool.h"

/* ---- machine ---- */

enum libc { LIBC_UNKNOWN, LIBC_GLIBC, LIBC_MUSL, LIBC_SYSTEM /* macOS */ };

struct machine_facts {
	enum os os;
	const char *os_id;      /* os-release ID: "debian"; "macos" */
	const char *os_like;    /* os-release ID_LIKE: "rhel fedora"; NULL */
	const char *os_title;   /* "Debian GNU/Linux 12 (bookworm)" */
	const char *os_version; /* "12", "24.04", "15.1"; NULL for rolling ones */
	bool os_ostree;         /* its /usr is an image: os-release has OSTREE_VERSION */
	enum arch cpu;          /* of the hardware, whatever this process runs as */
	enum arch userland;     /* of /bin/sh (Linux) or of this process (macOS) */
	int userland_bits;
	const char *cpu_title; /* "Apple M2 Pro", "AMD EPYC ..."; NULL unknown */
	const char *kernel;
	enum libc libc;
	const char *libc_version; /* "2.36"; NULL unknown */
	int wsl;                  /* 0, 1 or 2 */
	const char *container;    /* "docker", "podman", "lxc", ...; NULL: none */
	uint64_t memory;          /* bytes; in a container the limit where there is one */
	int processors;
	bool translated; /* this process or an ancestor runs under Rosetta */
	/* macOS: this process first, then its parents up to launchd. */
	LIST(struct process) ancestry;
	/* Of the outermost translated process: the application to change (its bundle's path where
	 * it has one); NULL none. */
	const char *translated_by;
	bool virtual_machine;   /* kern.hv_vmm_present */
	bool rosetta;           /* Rosetta is installed */
	const char *caffeinate; /* macOS: its program that keeps it from sleeping; NULL */
	bool admin;             /* the user may become root: group admin (macOS), or root */
	bool admin_known;
	bool root;
	bool ca_store;       /* a certificate store was found */
	const char *ca_file; /* where; NULL none */
};

/* ---- places: where goready puts things; from HOME and XDG_* ---- */

struct places {
	const char *home;
	const char *data;    /* $XDG_DATA_HOME/goready */
	const char *tools;   /* data/tools */
	const char *bin;     /* data/bin */
	const char *state;   /* $XDG_STATE_HOME/goready */
	const char *runs;    /* state/runs */
	const char *cache;   /* $XDG_CACHE_HOME/goready */
	const char *config;  /* $XDG_CONFIG_HOME or home/.config */
	bool config_set;     /* XDG_CONFIG_HOME says so */
	const char *zdotdir; /* $ZDOTDIR, where that is the user's own, or home */
	const char *tmp; /* $TMPDIR, /tmp or state/tmp: the first that is safe from other users */
	const char *go_bin; /* GOBIN, else the first of GOPATH + /bin, else home/go/bin: absolute */
	const char *
		project; /* the folder with go.mod that goready was started in or below; else NULL */
	bool tmp_unsafe;        /* none of them is */
	const char *unwritable; /* the folder in which goready's own could not be made; NULL */
	const char *unwritable_command; /* what opens it, where it lies in the home; NULL */
	bool home_unset;                /* HOME is no absolute path, and home is "/" */
	bool home_of_another;           /* we are root, and home is another user's */
	bool home_missing;              /* HOME names no folder that is there */
};

/* ---- PATH ---- */

struct path_entry {
	const char *text;     /* as in PATH */
	bool empty;           /* "" means the current folder */
	bool relative, tilde; /* literal ~ at the start */
	int bad_byte; /* offset of a CR, no-break space, curly quote, full-width sign ...; -1 */
	bool exists, is_folder;
	bool windows;     /* /mnt/c/... under WSL */
	int duplicate_of; /* index of an equal earlier entry, -1 */
	bool old;         /* the shells were asked, and new ones have it no more */
};

/* A command that would mean another program if a folder came to the front of PATH. */
struct answer {
	const char *name;
	const char *now; /* what new shells find today */
};
struct front {
	const char *folder;
	LIST(struct answer) answers;
};

struct path_facts {
	bool set;
	const char *text;
	LIST(struct path_entry) entries;
	/* What new shells get, by our blocks and plain assignments in start files, in front of the
	 * present PATH; by the login shell itself once asked (new_shell_asked). */
	struct names new_shell;
	bool new_shell_asked;
	/* Of new_shell what this process has not: by their text alone, nobody looks whether they exist. */
	LIST(struct path_entry) new_entries;
	LIST(struct front) fronts; /* of folders that a plan may put in front */
	/* macOS */
	struct names
		paths_d; /* folders that /etc/paths and /etc/paths.d name, in path_helper's order */
	struct names
		path_helper; /* what path_helper makes of this process's PATH in a login shell */
	struct names path_helper_lost; /* of paths_d, what the login shell, once asked, has not */
	struct names launchd;          /* what programs started from the Dock get */
};

/* ---- goready's own links ---- */

/* What stands in goready's own bin folder, whatever its name (gofmt is no tool). */
struct own_link {
	const char *path;
	const char *target;   /* as written: "../tools/go-1.26.8/bin/go"; NULL: it is no link */
	const char *leads_to; /* resolved; NULL where it dangles */
};

/* ---- Go's settings ---- */

enum setting_origin {
	SETTING_DEFAULT,
	SETTING_ENVIRONMENT,
	SETTING_GO_ENV_FILE,
	SETTING_GOROOT_FILE
};

struct setting {
	const char *name; /* "GOROOT" */
	/* In effect for go: this process's environment, else what a plain line of a start file
	 * gives new shells (origin is SETTING_ENVIRONMENT then too), the `go env -w` file,
	 * GOROOT/go.env. NULL: unset, Go's own default holds. */
	const char *value;
	enum setting_origin origin;
	const struct assignment *where; /* the line that most likely set it; NULL not found */
	const char *environment, *go_env_file, *goroot_file; /* each place's value; NULL unset */
	const char *start_file; /* what a plain line of a start file gives, $HOME expanded; NULL */
};

struct go_settings {
	const char *file;      /* the `go env -w` file's path, existing or not; NULL: GOENV=off */
	bool file_by_variable; /* GOENV names it */
	struct bytes content;  /* its bytes */
	bool file_exists;
	const char
		*file_why_not; /* it is there and cannot be read, so it is not edited; else NULL */
	LIST(struct setting) settings; /* every variable docs/rules.md names, set or not */
	/* Folders that GOPATH, GOBIN or a cache is to be, which are not there and cannot be made:
	 * below a home that has another name now. Those that are there and may not be written to are
	 * in both lists. */
	struct names cannot_be_made, of_others;
	struct names no_folders; /* of those: there, and no folder */
	/* Once the shells were asked: what this process has of an older start file, and new shells have
	 * not, NAME=value. It is no setting then. */
	struct names old;
	/* What GOTMPDIR and GOWORK name and is not there: go makes neither. */
	struct names gone;
};

/* ---- shells ---- */

/* What a shell found, started in one of its modes. */
struct resolved {
	enum shell_id shell;
	enum shell_mode mode;
	bool inherits; /* bash -c reads no file: says nothing about start files */
	bool asked, timed_out;
	int status;
	const char *path_text;    /* PATH it ends with; NULL */
	const char *tool[TOOL_N]; /* absolute path, NULL not found */
	struct names variables;   /* Go's that it has: NAME=value */
	bool variables_told;      /* it was asked for them, and said */
	const char *complaint;    /* first line it wrote to stderr; NULL */
	/* The login shell in a terminal: the lines it ran that set variables, whoever led it there. */
	struct assignments traced;
	bool traced_told; /* all of them: what is not among them did not run */
	int ms;
};
struct shell_matrix LIST_OF(struct resolved);
/* Did this line run? True also where nobody told. */
bool resolved_ran(const struct resolved *r, const struct assignment *a);

/* A line that takes in a file, or runs a program, that is not there. */
struct stale_line {
	const struct start_file *file;
	int line;
	const char *text, *missing;
	enum shell_id shell;
};
/* What a shell's own check says of a start file. */
struct syntax_fault {
	const struct start_file *file;
	int line; /* 0: it names none */
	const char *complaint;
};

/* A file of goready's own that the blocks of start files read (shell/block.h). */
struct env_file {
	const char *path;
	bool exists;
	struct bytes content;
	const char *why_not; /* it is there and cannot be read */
};

struct shell_facts {
	struct shell shells[SHELL_N];
	LIST(struct env_file) env_files; /* where they would be, and those that blocks name */
	enum shell_id login;             /* SHELL_N where it is none of these */
	const char *login_path;
	struct assignments assignments; /* of GO*, PATH, proxies in all start files */
	/* Lines of PATH in /etc/profile and profile.d, which bash and sh read; zsh where its own file of
	 * the system takes them in, as Arch's does. */
	struct assignments profile_paths;
	bool zsh_reads_profile;
	/* Files that set variables and are no shell's start file: those that start files source, and
	 * those that a login reads (environment.d, .pam_environment). */
	LIST(struct start_file) others;
	LIST(struct stale_line) stale;
	LIST(struct syntax_fault) syntax;
	bool syntax_checked; /* the shells were asked for it */
};

/* ---- environment, network, disk ---- */

struct proxy_variable {
	const char *name, *value;
	const struct assignment *where;
};

/* What keeps the user out: the user's own by its mode, another's by its owner. */
struct closed_path {
	const char *path;
	mode_t mode;
	bool start_file; /* of the user's shell; else a folder */
	bool read_only;  /* of go install: what is in it is found, and nothing can be added */
	bool foreign;    /* it belongs to another user */
	/* Its bits say so: else a network's file system, an ACL or macOS may be the one. */
	bool by_mode;
	const char *leads_to; /* the folder itself, where the path is a link; else NULL */
};

struct environment_facts {
	LIST(struct proxy_variable) proxies;
	/* macOS: what System Settings name: "http://proxy.example:8080", or the address of a file
	 * that says it; NULL none. */
	const char *system_proxy, *system_proxy_file;
	const char
		*system_no_proxy; /* hosts that go without it, as no_proxy names them; NULL none */
	bool system_proxy_used;   /* facts_with_system_proxy */
	const char *ld_library_path, *dyld_library_path;
	bool fs_known;
	struct disk_info home_disk, tmp_disk;
	struct names foreign_owned;      /* caches that belong to another user */
	LIST(struct closed_path) closed; /* folders of go install and of PATH, start files */
	const char
		*go_closed; /* what keeps the user out of a Go that is no part of the home; NULL */
	const char *
		go_bin_barred; /* a file where the folder of go install, or one around it, is to be; NULL */
	bool barred_by_link;         /* it is a link, to nothing or to itself */
	const char *c_compiler;      /* path of cc, gcc or clang; NULL (macOS: from CLT files) */
	const char *c_compiler_gone; /* what CC names, and is not there; NULL */
	bool sudo;                   /* a sudo program is there */
	bool clock_bad;              /* before this program was built */
};

/* ---- what stands around the tools, and decides whether they work ---- */

/* [url "git@github.com:"] insteadOf = https://github.com/ */
struct git_rewrite {
	const char *file;
	int line; /* of insteadOf, 1-based */
	const char *to, *from;
};
/* The version of Go that a manager's own files, or the environment, choose. */
struct go_choice {
	enum origin manager;
	const char *version; /* NULL: none */
	bool absent;         /* it is not among those that the manager has */
	const char *newest;  /* of the versions that it has; NULL: it has none */
	const char *
		gone; /* the manager's own program, which its shim of go names; NULL: it is there */
};
struct go_choices LIST_OF(struct go_choice);
struct surroundings {
	bool resolver_known, resolver; /* Linux: /etc/resolv.conf names a server */
	const char *git;               /* path; NULL none */
	LIST(struct git_rewrite) git_rewrites;
	/* safe.directory: work trees of others; all of them where it ends with a star alone, or those below. */
	struct names git_trusts;
	int amd64_level;             /* GOAMD64's v1 to v4, as this CPU has it; 0 unknown */
	bool headers_known, headers; /* of the C library, where a C compiler is */
	struct go_choices go_choices;
	struct tools unshimmed; /* plugins beside the Go that a manager's shim runs */
};

/* ---- editors ---- */

struct editor {
	const char *name;      /* "VS Code", "VS Code's server" */
	const char *extension; /* version of the extension golang.go; NULL: it is not there */
};
/* A file that is there and says something of Go: VS Code's settings.json (of the user, of a profile, of a
 * server, of the project); what another editor is told, which is looked at and never edited. */
struct editor_file {
	const char *editor; /* "VS Code" */
	const char *id;     /* of the step that edits it: "editor.vscode"; NULL: none does */
	struct start_file file;
	bool unreadable;    /* file.why_not says why */
	const char *broken; /* why no setting was found in it: "line 3: ..."; NULL */
	bool of_project;    /* everybody's who works on it: looked at, never edited */
	bool no_gopls;      /* go.useLanguageServer is false */
};
enum editor_value {
	EDITOR_GOROOT,  /* a folder that holds bin/go */
	EDITOR_FOLDER,  /* GOPATH's kind */
	EDITOR_PROGRAM, /* a program */
	EDITOR_SDK,     /* GoLand's list: a Go that a project there can choose */
	EDITOR_TEXT,    /* another variable's value */
};
/* One that says where Go and its tools are: go.goroot, go.alternateTools, go.toolsEnvVars ... */
struct editor_setting {
	const struct editor_file *of;
	int line;         /* 1-based */
	size_t from;      /* where it begins in the file (base/jsonc.h) */
	const char *name; /* "go.goroot", "go.alternateTools dlv" */
	const char *part; /* "dlv", the variable of go.toolsEnvVars; else NULL */
	enum editor_value kind;
	const char *value; /* as it is written */
	const char *path; /* what that leads to; NULL: only the editor knows (${workspaceFolder}) */
	bool there;       /* something is at that path */
	bool can_be_made; /* EDITOR_FOLDER that is not there: by this user */
	const struct tool *program; /* at the path, or in its bin; NULL none */
};
/* An editor that was found by its settings, and started from the desktop gets another PATH than in a
 * terminal. */
struct desktop_editor {
	const char *name, *app; /* "Emacs", "/Applications/Emacs.app" */
	const char *file;       /* the settings that could tell it PATH */
	bool sets_path;         /* they do */
};
struct editor_facts {
	LIST(struct editor) editors;
	LIST(struct desktop_editor) desktop; /* macOS */
	LIST(const struct editor_file *) files;
	LIST(struct editor_setting) settings;
};

/* ---- a Go project, where goready was started in one ---- */

/* A line of go.mod that requires a module. */
struct project_module {
	const char *path, *version; /* as `replace` lines make it; NULL: a folder takes its place */
	int line;
	const char *
		fetched; /* the module that go fetches for it: its own path, or that of a `replace` line */
	bool in_database; /* Go's public checksum database has answered for it; where git's settings rewrite addresses */
};
enum project_plugin_how {
	PLUGIN_BY_TOOL_LINE,   /* value: its package, in go.mod's `tool` or in tools.go */
	PLUGIN_BY_BUF_REMOTE,  /* "buf.build/protocolbuffers/go:v1.36.6" */
	PLUGIN_BY_BUF_COMMAND, /* "go tool protoc-gen-go"; one word alone: looked for on PATH */
};
/* A line in which the project says which program a plugin is; other tools have such lines too. */
struct project_plugin {
	enum project_plugin_how how;
	const char *value, *file;
	int line;
};
/* A *.pb.go of the project, by its first lines. */
struct generated_file {
	const char *path;
	int line;                     /* that names the plugin, 1-based */
	const char *plugin, *version; /* "protoc-gen-go", "1.28.1" */
	const char *protoc; /* "3.21.12", "29.3", as protoc says it of itself; NULL not told */
};
/* One of the lines that choose the toolchain; number 0: there is none. */
struct toolchain_line {
	int number;       /* 1-based */
	const char *text; /* the whole line, without its newline */
	const char *word; /* "1.26", "go1.26.8" */
};
/* The file whose lines they are, where goready was started: go.work, else go.mod. */
struct toolchain_file {
	const char *folder;     /* where goready was started; NULL not known */
	struct start_file file; /* .path NULL: there is neither */
	bool unreadable;        /* file.why_not says why */
	bool is_work;
	struct toolchain_line module, go, toolchain;
};
struct project_facts {
	const char *folder; /* that holds go.mod; NULL: none */
	const char *go_line, *toolchain_line;
	/* The file that says which Go runs here, and its lines: go.work's where one is in effect, else those above. */
	const char *asks, *asks_go, *asks_toolchain;
	LIST(struct project_module) modules;
	LIST(struct project_plugin) plugins;         /* buf.gen.yaml's first */
	LIST(struct generated_file) generated;       /* the first few */
	const char *buf;                             /* buf.gen.yaml; NULL: there is none */
	const struct toolchain_file *toolchain_file; /* where facts_options ask for it; else NULL */
	bool owner_is_other; /* a git work tree that belongs to another user: git refuses it */
};
/* The version that go.mod has of a module; NULL: it requires none, or it is not known. */
const char *project_requires(const struct project_facts *p, const char *module);

/* ---- Homebrew: read from the file system; brew itself is not started ---- */

struct keg {                 /* one installed formula */
	const char *name;    /* "protobuf" */
	const char *version; /* of the linked keg, else the newest: "36.1", "1.27.2_1" */
	const char *folder;  /* PREFIX/Cellar/NAME/VERSION */
	bool linked;         /* PREFIX/opt/NAME leads to it */
	bool in_prefix;      /* brew notes that its programs are linked into PREFIX/bin */
	bool on_request;     /* its receipt: the user asked for it, it is no dependency */
};
struct brew {
	const char *prefix;  /* "/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew" */
	const char *program; /* prefix/bin/brew */
	enum arch arch;      /* what its bottles are built for */
	int path_index;      /* of prefix/bin in this process's PATH; -1 */
	int new_shell_index; /* in new shells' PATH; -1 */
	bool on_path;        /* path_index >= 0 */
	bool writable; /* prefix and the folders below it that brew writes to belong to the user */
	struct names unwritable; /* which do not */
	const char *owner;       /* "root", "another user", "you" */
	bool of_another;         /* its owner is neither root nor the user */
	/* macOS: the versions that its own files know ("27", "26"); none: not to be read. And the
	 * oldest that it serves with packages; NULL unknown. */
	struct names systems;
	const char *oldest_supported;
	LIST(struct keg)
	kegs; /* go, protobuf, abseil, protoc-gen-go, protoc-gen-go-grpc: those there */
	struct names installed;         /* all formulae */
	struct names missing_libraries; /* that linked programs of these kegs need: absent, or for
					 * another CPU: "protoc: /opt/homebrew/opt/abseil/... does
					 * not exist" */
	struct names insecure_completions; /* folders that others may write to (zsh compinit) */
	struct names leftover_taps;        /* of old advice: homebrew/core-arm64 */
};
struct brew_facts {
	LIST(struct brew) brews;
	struct names variables; /* HOMEBREW_ of this process's environment: "NAME=value" */
	bool may_make_prefix;   /* Linux: its installer needs no sudo */
	bool no_install;        /* /etc/homebrew/brew.no_install: its installer refuses */
	/* macOS without Homebrew: who else brings programs here ("MacPorts"); NULL: nobody known */
	const char *instead;
	/* variables that brew.env files set, where they were found: mirrors */
	LIST(struct assignment) env;
	const char *env_file; /* where the user's own brew.env is, or would be */
	struct bytes env_content;
	const char *env_why_not; /* as file_why_not */
	bool env_exists;
};

/* ---- Apple's command line tools: by their files; no stub is ever started ---- */

struct clt_facts {
	bool known; /* macOS */
	bool tools; /* /Library/Developer/CommandLineTools/usr/bin/clang and git are there */
	const char *version;       /* of the receipt; NULL unknown */
	const char *active;        /* where xcode-select leads; NULL none */
	bool active_gone;          /* that folder does not exist: xcrun fails */
	const char *variable_gone; /* DEVELOPER_DIR, which leads nowhere; NULL: it does not */
	const char *xcode;         /* Xcode's Developer folder; NULL none */
	bool licence_known, licence_accepted; /* Xcode's */
};

/* Where a version manager keeps what it brings, whether it is there or not. */
struct manager_root {
	enum origin origin;
	const char *path;
	const char *shims; /* NULL: it has none */
};
struct manager_roots LIST_OF(struct manager_root);

struct facts {
	struct machine_facts machine;
	struct places places;
	struct path_facts path;
	struct tools tools;    /* every one found, PATH order first, then well-known places */
	struct tools go_tools; /* Go programs in the Go bin folder that not everybody needs */
	struct tools plugins;  /* protoc-gen-NAME that has no row: the first of each name */
	struct names
		unfinished; /* trees of goready's that are not all there, and hold no tools: names */
	struct manager_roots managers;
	LIST(struct own_link) own_links;
	struct go_settings go;
	struct shell_facts shell;
	struct environment_facts environment;
	struct surroundings surroundings;
	struct editor_facts editors;
	struct project_facts project;
	struct brew_facts brew;
	struct clt_facts clt;
};

struct facts_options {
	const char *project; /* a go.mod is looked for in it and above it; NULL none */
	bool shells;         /* the user has agreed: the shells check their start files (-n) */
	bool toolchain_file; /* its line is to be written */
	bool managers; /* the tools are only listed: those of version managers that no shell finds, too */
};
/* May goready change things here? RC_DENIED where HOME is unset or relative (everything would go
 * into "/"), or root has the home of another user (root's files would lie there), or no temp folder is safe from others. */
enum rc facts_check_home(const struct facts *f, struct err *e);
/* The mark beside a tree of goready's (a folder): its files are not all on the disk yet. What has the
 * mark is no tool. */
const char *facts_unfinished_mark(struct arena *mem, const char *tree);
/* The tree that such a mark is of; NULL: the path is none. */
const char *facts_marked_tree(struct arena *mem, const char *mark);
/* Never fails as a whole: what could not be read is absent. */
const struct facts *facts_gather(struct arena *mem, struct host *host,
				 const struct facts_options *options);
/* The places alone, for who must know something of them before the rest is looked at. */
struct places facts_places(struct arena *mem, struct host *host);
/* What realpath gave, below `places` where it is there: a home, or a folder on the way to goready's own, may be a
 * link, and trees are told by the names that goready gave them. */
const char *facts_own_name(struct arena *mem, struct host *host, const struct places *places,
			   const char *real);

/* Starts each installed shell in each mode and asks what it resolves (only after consent).
 * `overlay`: folder with proposed start files instead of the user's (rehearsal), or NULL.
 * Slow (up to 10 s a start): call it in a helper process. */
enum rc facts_ask_shells(struct arena *mem, struct host *host, const struct facts *f,
			 const char *overlay, struct shell_matrix *ret, struct err *e);
struct json *shell_matrix_json(struct arena *mem, const struct shell_matrix *matrix);
enum rc shell_matrix_parse(struct arena *mem, const struct json *json, struct shell_matrix *ret,
			   struct err *e);
/* Facts as the shells' answers show them: what new shells have on PATH, and which tools stand in
 * it. Those in folders that no file told of are looked at through `host` (NULL: they are not). `f`
 * stays as it is; it is what comes back where the login shell said nothing. */
const struct facts *facts_with_shells(struct arena *mem, struct host *host, const struct facts *f,
				      const struct shell_matrix *matrix);

/* Does a variable name a proxy? Programs of the command line look nowhere else. */
bool facts_proxy_is_set(const struct facts *f);
/* The proxy of System Settings in the variables that stand for it, as if the user had set them; `f`
 * stays as it is, and comes back where there is none or another is set. */
const struct facts *facts_with_system_proxy(struct arena *mem, const struct facts *f);
/* And taken back. */
const struct facts *facts_without_system_proxy(struct arena *mem, const struct facts *f);

/* Where shells look for their files. */
struct shell_home facts_shell_home(const struct facts *f);
/* Where the shell's blocks read the folders for PATH; NULL: they hold them themselves. */
const char *facts_env_path(struct arena *mem, const struct facts *f, enum shell_id shell);
const struct env_file *facts_env_file(const struct facts *f,
				      const char *path); /* NULL: not looked at */
/* The folders that goready's block in a file of that shell puts in front, by itself or by what it reads;
 * none where the file that it reads is gone. */
struct names facts_block_folders(struct arena *mem, const struct facts *f, enum shell_id shell,
				 struct bytes file);
/* The same for what new shells get: none where the block was edited, and sets PATH no more. */
struct names facts_block_in_effect(struct arena *mem, const struct facts *f, enum shell_id shell,
				   struct bytes file);

/* Every file of that name where programs are looked for: PATH's order first, then the usual places.
 * For programs that a text names; those of `tools` are known already. */
struct tools facts_programs(struct arena *mem, struct host *host, const struct facts *f,
			    const char *name);
/* The tool a new shell would run: first without a fault that exec skips, in new_shell order; NULL.
 * exec skips folders, dangling links, files without x bit or interpreter (execvp(3)), and takes the
 * next; a file for another CPU it does not skip. */
const struct tool *facts_resolve(const struct facts *f, enum tool_id id);
/* The start file, or the file that one of them sources, at this path or behind this link; NULL. */
const struct start_file *facts_start_file(const struct facts *f, const char *path);
/* The same by this process's PATH. */
const struct tool *facts_resolve_here(const struct facts *f, enum tool_id id);
/* Does this macOS refuse to start it, for what the Go that built it left out of its header? */
bool facts_refuses(const struct facts *f, const struct tool *tool);
/* What keeps its owner out of this path: it, or a folder around it; NULL. */
const struct closed_path *facts_closed_around(const struct facts *f, const char *path);
/* What this line of facts->shell.assignments sets, by the lines before it and else by `environment`; NULL where
 * the shell would put in something unknown. */
const char *facts_line_value(struct arena *mem, const struct facts *f,
			     const struct assignment *line, variable_value *environment,
			     const void *ctx);
/* Position of a folder in PATH's entries, or in new shells' PATH; -1. */
int path_index_of(const struct facts *f, const char *folder);
int new_shell_index_of(const struct facts *f, const char *folder);
/* What lies where go install is to put this one, and must first be moved or opened by its owner: a folder, or what
 * nobody may read; NULL. */
const struct tool *facts_in_the_way(struct arena *mem, const struct facts *f, enum tool_id id);
/* Does it lie in a tree that a version manager or Nix keeps for one version? Nothing is written there,
 * and it is on PATH for as long as that version is chosen. */
bool facts_is_managed(const struct facts *f, const char *path);
/* What a manager's shim of go would start; NULL: the manager has no shims. */
const struct go_choice *facts_go_choice(const struct facts *f, enum origin manager);
const struct setting *facts_setting(const struct facts *f,
				    const char *name); /* never NULL for known names */
const char *facts_setting_value(const struct facts *f, const char *name); /* NULL where unset */
/* As brew would see it: brew.env's value goes before the environment's (Homebrew/brew, bin/brew);
 * NULL where it is unset or empty. */
const char *brew_variable(const struct facts *f, const char *name);
/* Does it know the macOS that runs here? True where its files do not say: without that it has no
 * packages for this system. */
bool brew_knows_system(const struct facts *f, const struct brew *brew);
/* HOMEBREW_FORBIDDEN_FORMULAE names it. */
bool brew_forbids(struct arena *mem, const struct facts *f, const char *formula);

/* "doctor --json"'s machine, tools and homebrew members. */
struct json *facts_machine_json(struct arena *mem, const struct facts *f);
struct json *facts_tools_json(struct arena *mem, const struct facts *f);
struct json *facts_brew_json(struct arena *mem, const struct facts *f); /* a list */

#endif
