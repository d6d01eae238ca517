/* Names in an archive, one a line ("name", or "name -> target"): what is taken lies in the tree, and
 * no link in it leads out. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/unpack_tree.h"
#include "base/str.h"
#include "host/host.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(struct tree *t, struct arena *mem, const char *line)
{
	const char *arrow = strstr(line, " -> ");
	struct tree_file file;
	struct err e;

	if (arrow) {
		(void)tree_add_link(t, arena_strndup(mem, line, (size_t)(arrow - line)), arrow + 4,
				    &e);
	} else if (str_ends(line, "/")) {
		(void)tree_add_folder(t, arena_strndup(mem, line, strlen(line) - 1), &e);
	} else if (!tree_begin_file(t, line, 0644, &file, &e)) {
		(void)tree_end_file(&file, &e); /* what stands below a link, say, cannot be made */
	}
}

/* Two folders up from the tree nothing may have appeared. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	char top[] = "/dev/shm/goready-fuzz.XXXXXX", folder[sizeof(top) + 8];
	struct bytes text = { (const char *)data, size }, line;
	struct tree tree;
	struct stat st;
	struct err e;
	size_t at = 0;

	arena_on_exhausted(abort);
	if (!mkdtemp(top))
		abort();
	snprintf(folder, sizeof(folder), "%s/a", top);
	mkdir(folder, 0755);
	snprintf(folder, sizeof(folder), "%s/a/tree", top);
	mkdir(folder, 0755);
	if (tree_open(&tree, mem, folder, &e))
		abort();
	for (int i = 0; i < 50 && next_line(text, &at, &line); i++)
		add(&tree, mem, arena_strndup(mem, line.at, line.n));
	tree_close(&tree);
	if (stat(top, &st) || st.st_nlink != 3)
		abort();
	snprintf(folder, sizeof(folder), "%s/a", top);
	if (stat(folder, &st) || st.st_nlink != 3)
		abort();
	if (host_remove_tree(host_real(), mem, top, &e))
		abort();
	arena_close(mem);
	return 0;
}
