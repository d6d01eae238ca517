/*
 * The shells, one row each: which files a shell reads, how its lines are read and repaired. Everything
 * else loops over the rows: `for (int id = 0; id < SHELL_N; id++) shell_kind(id)->...`.
 *
 * A new shell is a line in SHELLS and a file that defines its `struct shell_kind shell_NAME`.
 */
#ifndef SHELL_SHELL_H
#define SHELL_SHELL_H

#include "base/list.h"
#include "host/host.h"
#include "shell/assignments.h"

/* A test compiles everything anew with a shell that does not exist (tests/made_up). */
#ifndef SHELLS_MADE_UP
#define SHELLS_MADE_UP(ROW)
#endif

/* In the order in which they are asked and shown. */
#define SHELLS(ROW)     \
	ROW(ZSH, zsh)   \
	ROW(BASH, bash) \
	ROW(FISH, fish) \
	ROW(SH, sh)     \
	ROW(NU, nu)     \
	SHELLS_MADE_UP(ROW)

enum block_place { PLACE_END, PLACE_START, PLACE_ABOVE_EARLY_RETURN };

#define SHELL_ID(ID, name) SHELL_##ID,
enum shell_id { SHELLS(SHELL_ID) SHELL_N /* none of them */ };

/* Where the user's files are, as shells see it. */
struct shell_home {
	enum os os;
	const char *home;
	const char *config;  /* $XDG_CONFIG_HOME or home/.config */
	bool config_set;     /* XDG_CONFIG_HOME says so */
	const char *zdotdir; /* $ZDOTDIR or home */
	bool root;
	struct names launchd; /* macOS: the PATH that launchd gives; none: not known */
};

/* Where a terminal's shell stops reading a file (file_end.h). */
struct file_end {
	int line; /* 1-based, the first that has no effect, or none on PATH; 0: all of it is read */
	const char *
		unset; /* the variable without a value that ends it; NULL: a return, an exit or an exec */
	const char *goes_on;     /* the other shell in whose place this one goes on; NULL */
	int strict_line;         /* of `set -u` or `set -e`; 0: there is none */
	const char *strict_text; /* that line */
	bool errexit;            /* the shell ends with whatever fails */
	int path_line;           /* makes PATH read-only; 0: none */
	const char *path_text;   /* that line */
	bool is_last;            /* zsh reads none of the files behind it */
};

struct start_file {
	enum shell_id shell;
	const char *name;      /* ".zshenv", "conf.d/goready.fish" */
	const char *path;      /* absolute, links not resolved */
	struct file_info info; /* lstat */
	const char *target;    /* where a link leads, resolved; NULL no link */
	bool exists;           /* a readable regular file, through links */
	bool writable; /* it, or its folder where it does not exist; no root's privilege counted */
	const char *why_not; /* "read-only file system", "belongs to root", "managed by Nix" */
	mode_t mode;         /* of the regular file */
	struct bytes content;
	/* Folders that its own lines (not goready's block) put on PATH, and those in front of what PATH was. */
	struct names puts, puts_first;
	struct file_end end;
};

struct shell {
	enum shell_id id;
	bool installed;
	const char *path; /* of the program */
	bool login_shell; /* the user's, by SHELL or the passwd entry */
	bool has_start_file;
	bool for_terminals; /* a file does more where there is a terminal (terminal_test.h) */
	LIST(struct start_file)
	files; /* all it may read in the home folder, in the order it reads them */
	/* Those there are where it would look for them, had its folder not been moved by a variable. */
	LIST(struct start_file) unread;
};

/* NULL: it reads no file of that name. */
const struct start_file *start_file_named(const struct shell *shell, const char *name);

/* How a shell can be started. */
enum shell_mode { MODE_LOGIN, MODE_INTERACTIVE, MODE_LOGIN_INTERACTIVE, MODE_SCRIPT, MODE_N };
const char *shell_mode_name(enum shell_mode mode); /* "login", "interactive", ... */

/* A file that gets goready's block. The placement rises where a rehearsal shows that later lines take
 * PATH back: 0, 1 and 2. */
#define BLOCK_LOGIN_FILE "(login)" /* the one that login_file says */
struct block_file {
	const char *name;   /* of a start file, or BLOCK_LOGIN_FILE */
	int from;           /* the placement from which on it gets a block */
	bool only_existing; /* below placement 2 */
	enum block_place place;
};

struct asking;
struct start_files;
struct block_words;

/* What shells of one language have in common: sh, bash and zsh read the same lines and the same block. */
struct shell_language {
	/* ---- what is typed into it ---- */
	const char *(*quote)(struct arena *, const char *text); /* as one word (quote.h) */
	/* The line that makes an open terminal find the tools; program is a word already. */
	const char *(*paste)(struct arena *, const char *program);

	/* ---- the lines of its files (assignments.h) ---- */
	const struct line_syntax *lines;
	/* The line with another value, in double quotes in which $HOME still means the home folder;
	 * NULL where its parts cannot be told apart. */
	const char *(*repair)(struct arena *, const struct assignment *, const char *value);
	/* Of a line that assigns several (`shared`): the line without this one; NULL: nothing is left. A
	 * shell whose lines assign one each has none. */
	const char *(*take_out)(struct arena *, const struct assignment *);

	/* ---- goready's block (block.h); folders are never none ---- */
	const struct block_words *block_words;
	/* The file in goready's own folder that holds the folders, shared by shells that read the same
	 * syntax; NULL: the block holds them itself, as the shell cannot read a file that may be gone. */
	const char *env_file;
	/* The line that reads it where it is there, its path quoted; it never fails. */
	void (*add_reading)(struct str *, const char *quoted);
	/* Puts the folders in front of PATH, each once; sourcing it again changes nothing. One line
	 * of it is that of block_words. */
	void (*add_folders)(struct str *, const struct names *folders, const char *home);
	/* What Homebrew sets beside PATH. */
	void (*add_shellenv)(struct str *, const char *prefix, const char *home);
	/* One line that a person adds: the folders in front of PATH. */
	void (*add_by_hand)(struct str *, const struct names *folders, const char *home);
	/* The line that gives an open shell a variable, as programs see it too; value NULL: takes it away. */
	void (*add_variable)(struct str *, const char *name, const char *value);
};

struct shell_kind {
	const char *name;
	const char *const *also; /* what its program may be called besides; NULL: nothing else */

	/* ---- its start files; lists end with NULL, of block files with { 0 } ---- */
	const char *(*folder)(struct arena *, const struct shell_home *); /* where they lie */
	void (*list_files)(struct start_files *); /* all it may read, in the order it reads them */
	const char *const *system_files;          /* those of the whole machine; NULL: none */
	const char *own_file; /* one of them that is goready's alone; NULL: none */
	/* Does a new terminal read this file, which is there? NULL: all that are there. */
	bool (*reads)(const struct shell *, const struct start_file *, enum os);
	/* macOS: the file that is read before path_helper runs; NULL: none. */
	const char *before_path_helper;
	bool no_path_helper; /* macOS: none runs for it */
	/* Folders that it keeps on PATH by itself, in a file that is no start file; NULL: none. */
	struct names (*kept_folders)(struct arena *, struct host *, const struct shell_home *);
	const struct block_file *linux_blocks, *mac_blocks;
	const char *(*login_file)(const struct shell *, enum os);

	/* ---- starting and asking it (asking.h) ---- */
	bool writes_at_start; /* it makes folders at every start: it gets copies of its own */
	/* Started so it reads no file that gets a block; NULL: it always does. */
	bool (*inherits)(enum shell_mode);
	/* Commands that print PATH=..., NAME=path of each program, and NAME=value of each variable,
	 * between two marks. */
	const char *(*question)(struct arena *, const struct names *programs,
				const struct names *variables);
	/* Calls what it runs before each prompt and at each change of folder: given commands, it comes to no
	 * prompt, and a terminal does. NULL: nothing. */
	const char *prompt;
	const char *print_environment; /* a mark, then NAME=value with a NUL behind each */
	struct names (*argv)(const struct asking *, enum shell_mode, const char *commands);
	/* As a terminal starts it, and each command it runs told to stderr behind ASKING_LINE, the file, a
	 * colon, the line and "@@ "; what that takes in `env`. NULL: it is not traced. */
	struct names (*trace)(const struct asking *, struct names *env);
	/* Where it tells no lines: adds what can be told all the same. NULL: it tells them. */
	void (*read_trace)(struct arena *, const struct shell *, struct bytes printed,
			   struct assignments *);
	/* Copies of its start files, and what in the environment leads there; NULL: none needed. */
	enum rc (*prepare)(const struct asking *, struct err *);
	void (*lead)(const struct asking *, struct names *env);

	/* Its own check of a file's syntax, which reads nothing else: status 0 where all is well. */
	struct names (*check)(struct arena *, const char *program, const char *file);
	/* The check reads what the file takes in, and looks for it from the file's own folder. */
	bool checked_in_place;

	/* ---- the lines of its files (assignments.h) ---- */
	const struct shell_language *language;
	void (*read_line)(struct line_reader *, const char *line);
	/* A function that is called so, or named in a line with one of these, runs at each prompt or change of
	 * folder; NULL: it has no such functions. */
	const char *const *prompt_words;
};

/* "zsh bash ... ": for lists in tables. */
#define SHELL_WORD(ID, name) #name " "
#define SHELL_WORDS SHELLS(SHELL_WORD)

#define SHELL_ROW(ID, name) extern const struct shell_kind shell_##name;
SHELLS(SHELL_ROW)

const struct shell_kind *shell_kind(enum shell_id id); /* NULL for SHELL_N */
const char *shell_name(enum shell_id id);              /* "zsh"; NULL for SHELL_N */
const char *shell_names(struct arena *mem);            /* all: "zsh, bash, ..." */
enum shell_id shell_named(const char *name);           /* SHELL_N: there is none of that name */
enum shell_id shell_of_program(const char *path);      /* also by its other names */
/* The shell itself, and for SHELL_N what most of those that goready does not know can read. */
enum shell_id shell_or_usual(enum shell_id id);

/* For `check`: nothing of the user's is read or written, and a shell that makes its folders at every start makes
 * them in this one. */
struct names shell_check_environment(struct arena *mem, const char *folder);

/* Looks at all files that the shell may read and lists them in it. The home may change: zsh's own
 * start file may say that the others lie elsewhere. */
void shell_list_files(struct arena *mem, struct host *host, struct shell_home *home, uid_t uid,
		      struct shell *shell);

#endif
