/*
 * One effect in the journal: what will be replaced is kept and synced, then the intent is written
 * and synced, then the host acts (and syncs), then the intent is settled. That order makes undo
 * possible after a crash.
 */
#ifndef JOURNAL_RECORD_H
#define JOURNAL_RECORD_H

#include "journal/effect.h"

struct journal {
	struct host *host;
	struct arena *mem;     /* the run's */
	struct arena *scratch; /* one record */
	const struct facts *facts;
	const struct places *places;
	const char *id, *folder;
	int fd, lock;
	int n; /* effects so far */
};

struct intent {
	enum effect_kind kind;
	const char *step, *path;
	struct json *before, *after; /* after NULL: nothing to say */
	int n;
	struct json *record; /* once written */
};

/* One line, on disk when this returns. `fd` was opened for appending. */
enum rc journal_write_line(int fd, struct arena *scratch, const struct json *record,
			   const char *name, struct err *e);
enum rc journal_record(struct journal *j, const struct json *record, struct err *e);
enum rc intent_write(struct journal *j, struct intent *in, struct err *e);
/* Says what became of it. "failed" only where everything is as it was: a call that failed may have
 * done its work (a sync after a rename), and then undo finds that out. The effect's own error matters
 * more than one of saying so. */
enum rc intent_settle(struct journal *j, const struct intent *in, enum rc rc, struct err *e);
struct json *state_none(struct journal *j);
void state_add_mode(struct arena *mem, struct json *to, mode_t mode);        /* "mode": "0755" */
struct json *state_file(struct journal *j, const char *sha256, mode_t mode); /* after it */
/* An intent record, read. */
void journal_read_intent(struct arena *mem, const struct json *line, struct journal_effect *ret);
/* What stands at `path` now, its bytes kept in the run's folder. */
enum rc state_keep(struct journal *j, const char *path, int n, struct json **ret, struct err *e);

#endif
