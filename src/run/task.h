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
	struct timer *timer;   /* the next look at what can be started */
	struct child *warming; /* warm_argv's process */
	bool warmed;           /* it was started */
	bool warm_may_compile; /* it was told so */
	bool stopping, rolling_back, ended;
	bool lent; /* the terminal, to a child */
	struct {
		bool ours;    /* it remembers a password that was given for this run */
		bool forgets; /* it never remembers one */
		struct timer *beat;
		struct asking *asking; /* of the beat */
		struct child *forgetting;
	} sudo;
	struct run_result result;
};

void task_done(struct task *t);
void task_failed(struct task *t, const struct err *e);
void task_progress(struct task *t, uint64_t bytes, uint64_t total);
void task_note(struct task *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* One for each kind. `start` fails at once by returning an error (task_failed is then called for
 * it). `cancel` stops what runs; task_failed with RC_CANCELLED follows, now or in a later turn. */
struct task_kind {
	enum rc (*start)(struct task *t, struct err *e);
	void (*cancel)(struct task *t); /* NULL: it is never active after start */
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

/* Starts warm_argv once all steps that bring Go are done (run_proof.c). */
void proof_warm_when_ready(struct run *r);
void run_look_again(struct run *r);
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
