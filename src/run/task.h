/*
 * Inside a run: one task a step. A kind of step has a `start` and a `cancel`; it says how it went
 * by task_done or task_failed, once, from a callback of the loop or from `start` itself.
 */
#ifndef RUN_TASK_H
#define RUN_TASK_H

#include "journal/journal.h"
#include "run/progress.h"
#include "run/run.h"

struct task {
	struct run *run;
	const struct step *step;
	const struct task_kind *kind;
	enum step_state state;
	bool active;     /* started, and not yet done or failed */
	bool otherwise;  /* it goes the other way: step->summary_otherwise */
	bool in_place;   /* not yet done, but STEP_USES_EARLY may use it */
	int64_t started; /* loop_ms */
	struct progress progress;
	void *work; /* of its kind */
};

struct run {
	struct run_spec spec;
	struct arena *mem;
	struct journal *journal;
	struct task *tasks;
	size_t n;
	const char *log;
	struct timer *timer; /* the next look at what can be started */
	void **own;          /* what kinds of task keep for the run, by row: run_own */
	bool stopping, rolling_back, ended;
	struct run_result result;
};

void task_done(struct task *t);
void task_failed(struct task *t, const struct err *e);
void task_progress(struct task *t, uint64_t bytes, uint64_t total);
void task_note(struct task *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* For a kind that has something to do beside its steps, also in runs that have none; each may be NULL. */
struct run_hooks {
	/* Before anything is begun: what it says is why the run is not. */
	enum rc (*check)(const struct run_spec *spec, struct err *e);
	/* Each time after what can be started was. */
	void (*look)(struct run *r);
	void (*stop)(struct run *r); /* the run is stopping: so shall what of it runs */
	/* All steps are over: may the run end? What is in the way is ended first, and run_look_again
	 * called when it has. */
	bool (*may_end)(struct run *r);
};

/* One for each kind. `start` fails at once by returning an error (task_failed is then called for
 * it). `cancel` stops what runs; task_failed with RC_CANCELLED follows, now or in a later turn. */
struct task_kind {
	enum rc (*start)(struct task *t, struct err *e);
	void (*cancel)(struct task *t);          /* NULL: it is never active after start */
	bool (*may_start)(const struct task *t); /* NULL: as soon as its needs are met */
	const struct run_hooks *hooks;           /* NULL: none */
};
#define TASK_KIND_ROW(name) extern const struct task_kind task_##name;
STEP_KINDS(TASK_KIND_ROW)
#undef TASK_KIND_ROW
/* Which kind of task carries out which kind of step; a NULL step ends it. */
extern const struct task_row {
	const struct step_kind *step;
	const struct task_kind *task;
} task_rows[];
const struct task_kind *task_kind_of(const struct step *step);
/* `size` bytes that a kind has for the run as a whole, zeroed at the first call. */
void *run_own(struct run *r, const struct task_kind *kind, size_t size);

/* The tree of an unpacking step, from when it is in its place, on the disk or not; NULL: it is not. */
const char *unpack_tree_in_place(const struct task *t);

/* What `--helper NAME` is to be started of: this program. */
const char *run_helper_program(struct run *r);

void run_look_again(struct run *r);
void run_end(struct run *r); /* all is over: cleans up, rolls back where it must, tells */
void task_set_state(struct task *t, enum step_state state, const struct err *error);
bool task_is_over(const struct task *t);
struct task *run_task(struct run *r, const char *id); /* NULL: none */
/* Are there folders of the plan still to be made? Commands wait for them. */
bool run_folders_left(const struct run *r);

/* A command's environment as it is started: the planned one, and certificates. */
struct names command_environment(struct task *t, const struct names *planned);

/* The last lines a child wrote, for error messages; all of it goes to a file. */
struct child_log {
	struct arena *mem;
	int fd; /* -1: none */
	const char *path;
	char *tail[6];
	size_t n;
};
struct child_log *child_log_open(struct task *t);
void child_log_add(struct child_log *log, struct bytes line);
/* The tail as text, newline between lines; "" where nothing was written. */
const char *child_log_tail(struct arena *mem, const struct child_log *log);
void child_log_close(struct child_log *log);
/* Opens the step's log, then starts the child that writes to it; both or none. */
enum rc child_log_spawn(struct task *t, const struct child_spec *spec, struct child_log **ret_log,
			struct child **ret_child, struct err *e);

#endif
