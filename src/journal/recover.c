/* Runs that were broken off: which one, and what becomes of it. */
#include "journal/undo.h"

#include "journal/lock.h"

const struct journal_run *undo_unfinished(const struct journal_runs *runs)
{
	const struct journal_run *run = NULL;
	struct arena *mem;
	bool held;

	for (size_t i = 0; i < runs->n; i++) {
		if (!runs->at[i].result && !runs->at[i].undone)
			run = &runs->at[i];
	}
	if (!run)
		return NULL;
	mem = arena_open("lock", (size_t)1 << 20);
	held = lock_is_held(mem, path_folder(mem, path_folder(mem, run->folder)));
	arena_close(mem);
	return held ? NULL : run;
}

enum rc undo_leave(struct arena *mem, const struct journal_run *run, struct err *e)
{
	struct json *record = json_new_object(mem);

	json_add_string(mem, record, "type", "end");
	json_add_string(mem, record, "result", "left");
	return journal_append(mem, run, record, e);
}
