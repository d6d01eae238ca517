#include "tree.h"

#include "test.h"

#include "archive/digest.h"
#include "host/host.h"

static int is_excepted(const char *name, const char *const *except)
{
	for (; except && *except; except++) {
		if (strcmp(*except, name) == 0)
			return 1;
	}
	return 0;
}

static void add(struct str *s, const char *folder, const char *prefix, const char *const *except)
{
	struct host *h = host_real();
	struct dir_entries entries;
	struct err e;

	assert_ok(h->list(h, test_arena(), folder, &entries, &e), &e);
	for (size_t i = 0; i < entries.n; i++) {
		const char *path = path_join(test_arena(), folder, entries.at[i].name);
		const char *name = arena_fmt(test_arena(), "%s%s", prefix, entries.at[i].name);
		struct file_info info;
		char sha256[65] = "";

		if (is_excepted(name, except))
			continue;
		assert_ok(h->lstat(h, test_arena(), path, &info, &e), &e);
		if (info.type == FILE_REGULAR)
			assert_ok(sha256_file(path, sha256, &e), &e);
		str_fmt(s, "%d %04o %s %s%s%s\n", (int)info.type,
			info.type == FILE_LINK ? 0777 : (unsigned)info.mode, name, sha256,
			info.target ? "-> " : "", info.target ? info.target : "");
		if (info.type == FILE_FOLDER)
			add(s, path, arena_fmt(test_arena(), "%s/", name), except);
	}
}

const char *tree_text(const char *folder, const char *const *except)
{
	struct str s = { .mem = test_arena() };

	add(&s, folder, "", except);
	return str_text(&s);
}
