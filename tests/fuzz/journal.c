/* A journal is a file in the user's home: whatever stands in it, reading it ends, and what is taken
 * for an effect has a path that undo can judge. */
#include <stdint.h>
#include <stdlib.h>

#include "journal/journal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bytes content;

static enum rc stat_folder(struct host *h, struct arena *mem, const char *path,
			   struct file_info *ret, struct err *e)
{
	(void)h;
	(void)mem;
	(void)path;
	(void)e;
	*ret = (struct file_info){ .type = FILE_FOLDER, .mode = 0700 };
	return RC_OK;
}

static enum rc list_one(struct host *h, struct arena *mem, const char *path,
			struct dir_entries *ret, struct err *e)
{
	(void)h;
	(void)path;
	(void)e;
	*ret = (struct dir_entries){ 0 };
	*list_add(mem, ret) = (struct dir_entry){ .name = "0001", .type = FILE_FOLDER };
	return RC_OK;
}

static enum rc read_content(struct host *h, struct arena *mem, const char *path, size_t most,
			    struct bytes *ret, struct err *e)
{
	(void)h;
	(void)path;
	(void)most;
	(void)e;
	*ret = (struct bytes){ arena_memdup(mem, content.at, content.n), content.n };
	return RC_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct host host = {
		.stat = stat_folder, .lstat = stat_folder, .list = list_one, .read = read_content
	};
	struct places places = { .home = "/home/dev",
				 .runs = "/home/dev/runs",
				 .state = "/home/dev" };
	struct arena *mem = arena_open("fuzz", (size_t)256 << 20);
	struct journal_runs runs = { 0 };
	struct err e;

	arena_on_exhausted(abort);
	content = (struct bytes){ (const char *)data, size };
	if (journal_read_all(mem, &host, &places, &runs, &e) == RC_OK) {
		for (size_t i = 0; i < runs.n; i++) {
			for (size_t k = 0; !runs.at[i].damaged && k < runs.at[i].effects.n; k++)
				if (!runs.at[i].effects.at[k].path ||
				    runs.at[i].effects.at[k].path[0] != '/')
					abort();
			if (!runs.at[i].damaged)
				(void)json_print(mem,
						 journal_canonical(mem, &runs.at[i], places.home),
						 false);
		}
	}
	arena_close(mem);
	return 0;
}
