/*
 * The seam: everything the program learns about the machine, or does to it, goes through here.
 *
 * Two implementations: host_real (this machine) and host_captured (a machine recorded as JSON:
 * `doctor --from FILE`, and every test of facts and rules). On a captured machine a call that was
 * not recorded fails with RC_UNRECORDED and is counted, and changing anything always fails.
 *
 * All calls return before they have side effects on failure; results live in `mem`. Blocking calls
 * are short (files), or have a time limit (run). What takes long (downloads, go install) goes
 * through loop/loop.h, which is for the real machine only.
 *
 * Paths are absolute. Nothing follows a symlink unless it says so.
 */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/list.h"
#include "base/platform.h"
#include "base/str.h"
#include "binary/binary.h"

enum file_type { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_LINK, FILE_OTHER };

struct file_info {
	enum file_type type;
	mode_t mode; /* permission bits only, 07777 */
	uid_t uid;
	gid_t gid;
	uint64_t size;
	uint64_t inode, device;
	int64_t changed;    /* its bytes were last written, in seconds since 1970; 0: not known */
	unsigned names;     /* hard links, this one among them; 0 unknown */
	const char *target; /* FILE_LINK: as written */
};

struct dir_entry {
	const char *name;
	enum file_type type;
};
struct dir_entries LIST_OF(struct dir_entry);

/* argv[0] is an absolute path or is looked up on the PATH of `env`. Never a shell string. */
struct command {
	struct names argv;
	const struct names
		*env; /* NAME=value, the whole environment; NULL: ours, without our GOREADY_ */
	const char *folder; /* NULL: "/" */
	int seconds;        /* time limit; 0: 10 */
	size_t most;        /* output kept of each stream; 0: 1 MiB; the rest is read and dropped */
	bool as_given; /* env as it is: a shell that is to start as at a terminal; else without colours */
	bool ours; /* in our session, where what sudo remembers for this terminal holds; else in its own */
};
struct command_result {
	int status; /* exit status, 128+n for signal n, 127 where it could not be started */
	bool timed_out;
	int start_errno; /* why it could not be started, else 0 */
	struct bytes out, err;
};

/* Commands that run side by side. */
struct jobs {
	int at_once; /* the most */
	/* The next command, and the job that its answer is of; false: none for now. It is asked again
	 * after each answer. */
	bool (*next)(void *ctx, struct command *ret, void **ret_job);
	/* `result` is NULL where nothing could be tried. */
	void (*answered)(void *ctx, void *job, const struct command_result *result);
	void *ctx;
};

struct process {
	pid_t pid, parent;
	const char *path; /* executable, NULL where it may not be known */
	bool translated;  /* P_TRANSLATED (macOS) */
};

struct system_info { /* uname and its like; raw */
	enum os os;
	const char *kernel;  /* release */
	const char *machine; /* never to be trusted (docs/facts.md, macOS): shown only */
	uint64_t memory;     /* bytes, 0 unknown */
	const char *passwd_shell, *user; /* of the real uid, NULL where there is no entry */
	uid_t uid;
	int processors;
};

struct disk_info {
	uint64_t free_bytes; /* for this user */
	bool noexec, read_only;
	const char *type; /* "ext4", "9p", ...; NULL unknown */
};

struct host {
	enum os os;
	bool captured;
	void *self;

	/* Looking. */
	enum rc (*system)(struct host *, struct arena *, struct system_info *ret, struct err *);
	const char *(*getenv)(struct host *, const char *name); /* NULL where unset */
	struct names (*environ)(struct host *, struct arena *); /* NAME=value */
	/* lstat; a missing file is no error: ret->type is FILE_NONE. */
	enum rc (*lstat)(struct host *, struct arena *, const char *path, struct file_info *ret,
			 struct err *);
	enum rc (*stat)(struct host *, struct arena *, const char *path, struct file_info *ret,
			struct err *); /* follows links; a dangling one gives FILE_NONE */
	enum rc (*read)(struct host *, struct arena *, const char *path, size_t most,
			struct bytes *ret, struct err *); /* follows; larger than most: RC_LIMIT */
	enum rc (*list)(struct host *, struct arena *, const char *path, struct dir_entries *ret,
			struct err *); /* sorted by name; without . and .. */
	enum rc (*realpath)(struct host *, struct arena *, const char *path, const char **ret,
			    struct err *);
	bool (*may)(struct host *, const char *path, int mode); /* access(2): R_OK, W_OK, X_OK */
	enum rc (*binary)(struct host *, struct arena *, const char *path, struct binary *ret,
			  struct err *);
	enum rc (*disk)(struct host *, struct arena *, const char *path, struct disk_info *ret,
			struct err *); /* of the nearest existing parent */
	/* NULL where there is no such name; as text, numbers in decimal. */
	const char *(*sysctl)(struct host *, struct arena *, const char *name);
	enum rc (*process)(struct host *, struct arena *, pid_t pid, struct process *ret,
			   struct err *); /* pid 0: this one */
	/* Is there such an extended attribute on the file itself (links not followed)? */
	bool (*has_xattr)(struct host *, const char *path, const char *name);
	/* Is the user in this group, by name? False where there is no such group. */
	bool (*in_group)(struct host *, const char *group);
	/* Runs with stdin from /dev/null in a process group of its own. Fails only where nothing
	 * could be tried; look at ret->status. */
	enum rc (*run)(struct host *, struct arena *, const struct command *,
		       struct command_result *ret, struct err *);
	/* As run, several at once; NULL: they run in turn. Call host_run_jobs. */
	void (*run_jobs)(struct host *, struct arena *, const struct jobs *);
	time_t (*now)(struct host *);

	/* Changing; only run, and what it calls, may use these. All sync to disk before they
	 * return. */
	/* New bytes under an old name: temp file beside the target of a link, mode (owner, xattrs,
	 * ACL of the old one kept where there is one), fsync, rename, fsync of the folder. */
	enum rc (*replace)(struct host *, const char *path, struct bytes content,
			   mode_t mode_if_new, struct err *);
	/* A link, made beside and renamed over: switching is atomic. */
	enum rc (*link)(struct host *, const char *path, const char *target, struct err *);
	enum rc (*make_folder)(struct host *, const char *path, mode_t mode, struct err *);
	enum rc (*rename)(struct host *, const char *from, const char *to, struct err *);
	enum rc (*remove_file)(struct host *, const char *path, struct err *);   /* or link */
	enum rc (*remove_folder)(struct host *, const char *path, struct err *); /* empty */
	enum rc (*chmod)(struct host *, const char *path, mode_t mode, struct err *);
};

/* The machine we run on; one for the whole process. */
struct host *host_real(void);
/* Called ten times a second, and when it says something, while one of its commands is waited for, and so often while
 * a tree of files is gone through; NULL: nobody is. It may start nothing. One for the process. */
void process_meanwhile(void (*fn)(void *ctx), void *ctx);
/* Between the parts of something long that starts no command, such as a tree of 15,000 files: calls it when its time
 * has come. */
void process_moment(void);

/* Helpers over the seam. */
/* Returns once all are answered and there is no next one. */
void host_run_jobs(struct host *h, struct arena *mem, const struct jobs *jobs);
void dir_entries_sort(struct dir_entries *entries);
const struct dir_entry *dir_entries_find(const struct dir_entries *sorted, const char *name);
bool host_exists(struct host *h, const char *path); /* lstat finds something */
/* Can nobody but us and root exchange what we make in this folder? It and all above it belong to us
 * or root, and where others may write there, the sticky bit keeps them from renaming what is not
 * theirs. */
bool host_is_safe_from_others(struct host *h, const char *folder, unsigned uid);
bool host_is_folder(struct host *h, const char *path); /* follows */
bool host_is_file(struct host *h, const char *path);   /* follows */
/* The first line of a small text file without blanks at the ends; NULL. */
const char *host_first_line(struct host *h, struct arena *mem, const char *path);
/* Makes a folder and its missing parents; calls before(ctx, path), which may refuse, before each
 * is made (the journal); NULL: nothing. */
enum rc host_make_folders(struct host *h, struct arena *mem, const char *path, mode_t mode,
			  enum rc (*before)(void *ctx, const char *path, struct err *), void *ctx,
			  struct err *e);
/* A file, links followed; *ret_why says why there is one that cannot be read, else it is NULL. */
bool host_read_or_why(struct host *h, struct arena *mem, const char *path, size_t most,
		      struct bytes *ret, const char **ret_why);
/* Removes a tree without following links; a missing one is no error. */
enum rc host_remove_tree(struct host *h, struct arena *mem, const char *path, struct err *e);
/* Where a program is, on a PATH text; NULL. Follows execvp: skips folders and what may not run. */
const char *host_which(struct host *h, struct arena *mem, const char *path_text, const char *name);
/* This program's own absolute path (for starting helpers). */
const char *host_own_path(struct arena *mem);

#endif
