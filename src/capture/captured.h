/*
 * A captured machine in memory: host_captured.c plays it, captured_load.c reads it from JSON,
 * captured_tree.c holds its files. Inside capture only. The format: tests/machines/README.md.
 */
#ifndef CAPTURE_CAPTURED_H
#define CAPTURE_CAPTURED_H

#include "capture/capture.h"

struct node {
	struct node *parent, *first, *last, *next;
	const char *name;
	enum file_type type; /* FILE_NONE: known to be missing */
	bool implied;        /* a folder that only the paths below it tell of */
	bool type_only;      /* from a list: nothing but its type is known */
	bool listed;         /* a folder of which all names are known */
	bool has_content, has_size;
	mode_t mode;
	uid_t uid;
	gid_t gid;
	uint64_t size, inode;
	const char *target, *may;
	struct bytes content;
	struct binary *binary;
	struct names xattrs;
};

struct recorded_command {
	struct names argv, env_has;
	struct command_result result;
};
struct recorded_value {
	const char *name, *value; /* NULL: known to be absent */
};
struct recorded_process {
	struct process process;
	bool self;
};
struct recorded_disk {
	const char *path;
	struct disk_info info;
};

struct captured {
	struct host host;
	struct arena *mem;
	const char *home;
	const char *project; /* the folder with go.mod that it was made in or below; NULL */
	struct system_info system;
	gid_t gid;
	time_t now;
	LIST(struct recorded_value) env;
	LIST(struct recorded_value) sysctl;
	bool has_sysctl;
	struct names groups; /* that the user is in */
	LIST(struct recorded_command) commands;
	LIST(struct recorded_process) processes;
	LIST(struct recorded_disk) disks;
	struct names roots;
	struct node *root;
	uint64_t nodes;
	size_t unrecorded;
	const char *first_unrecorded;
};

/* Fills c, which has mem only. */
enum rc captured_load(struct captured *c, const struct json *capture, struct err *e);

/* Parts of it. An error that names the line and the member. */
enum rc captured_bad(struct err *e, const struct json *at, const char *what);
/* An object with no members but these; `known` ends with NULL. */
enum rc captured_check(const struct json *object, const char *const *known, struct err *e);
/* A text, a list of lines, or {"b64": ...}; NULL gives no bytes. */
enum rc captured_bytes(struct arena *mem, const struct json *value, struct bytes *ret,
		       struct err *e);
enum rc captured_load_files(struct captured *c, const struct json *files, struct err *e);

/* `~` and `~/x` at the beginning become the home folder. */
const char *captured_expand(const struct captured *c, const char *path);
/* Is a path at or below folder? Pure text. */
bool captured_is_below(const char *path, const char *folder);

/* The calls of its host, which are split over host_captured.c and captured_run.c. */
struct captured *captured_of(struct host *h);
/* Counts it, keeps the first, and sets RC_UNRECORDED. */
enum rc captured_unrecorded(struct captured *c, const char *what, const char *about, struct err *e);
struct names captured_environ(struct host *h, struct arena *mem);
enum rc captured_run(struct host *h, struct arena *mem, const struct command *command,
		     struct command_result *ret, struct err *e);

enum found { FOUND, FOUND_NOTHING, FOUND_UNKNOWN };
/* The node of an absolute path, for loading; made, with its parents, where there is none. */
struct node *captured_make(struct captured *c, const char *path);
struct node *captured_child(struct node *folder, const char *name); /* NULL */
/* Follows links on the way, and the last one too where `follow`. */
enum found captured_find(struct captured *c, const char *path, bool follow, struct node **ret);
const char *captured_path(struct arena *mem, const struct node *node);
/* Could this user do that (R_OK, W_OK, X_OK), by owner and mode? */
bool captured_node_may(const struct captured *c, const struct node *node, int mode);
bool captured_is_complete(const struct captured *c, const struct node *folder);

/* The format of tests/machines/README.md from what was recorded; `m` says what to hide. */
struct mask;
struct json *captured_json(struct arena *mem, const struct captured *c, const struct mask *m);
const char *captured_format_name(enum binary_format format);
const char *captured_instead_name(enum binary_instead instead); /* NULL: it is none */

#endif
