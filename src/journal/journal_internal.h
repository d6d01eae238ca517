/* What journal.c and journal_effects.c share. */
#ifndef JOURNAL_JOURNAL_INTERNAL_H
#define JOURNAL_JOURNAL_INTERNAL_H

#include "journal/journal.h"

struct journal {
	struct host *host;
	struct arena *mem;     /* the run's */
	struct arena *scratch; /* one record */
	const struct places *places;
	const char *id, *folder;
	int fd, lock;
	int n; /* effects so far */
};

/* One line, on disk when this returns. `fd` was opened for appending. */
enum rc journal_write_line(int fd, struct arena *scratch, const struct json *record,
			   const char *name, struct err *e);
enum rc journal_record(struct journal *j, const struct json *record, struct err *e);

#endif
