#include "base/str.h"

#include <string.h>

const char *path_join(struct arena *mem, const char *folder, const char *name)
{
	size_t n = strlen(folder);

	return arena_fmt(mem, n && folder[n - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}

const char *path_folder(struct arena *mem, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	if (slash == path)
		return "/";
	return arena_strndup(mem, path, (size_t)(slash - path));
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool path_is_absolute(const char *path)
{
	return path && path[0] == '/';
}

/* At a slash: the last one of a//b, and of a/./b; at the end where nothing follows. */
static const char *to_next_name(const char *at)
{
	while (at[0] == '/') {
		const char *next = at + strspn(at, "/");

		if (!next[0])
			return next;
		if (next[0] != '.' || (next[1] && next[1] != '/'))
			return next - 1;
		at = next + 1;
	}
	return at;
}

bool path_equal(const char *a, const char *b)
{
	if (!a || !b || !*a != !*b || (*a == '/') != (*b == '/'))
		return a == b;
	for (; *a && *b; a++, b++) {
		a = to_next_name(a);
		b = to_next_name(b);
		if (*a != *b)
			return false;
		if (!*a)
			return true;
	}
	return !*to_next_name(a) && !*to_next_name(b);
}

bool names_hold_path(const struct names *names, const char *path)
{
	for (size_t i = 0; i < names->n; i++)
		if (path_equal(names->at[i], path))
			return true;
	return false;
}

static bool is_bare(const char *path)
{
	while (*path && to_next_name(path) == path)
		path++;
	return !*path;
}

const char *path_bare(struct arena *mem, const char *path)
{
	struct str s = { .mem = mem };

	if (is_bare(path))
		return path;
	for (const char *at = path; *at;) {
		at = to_next_name(at);
		if (*at)
			str_add_char(&s, *at++);
	}
	return *path == '/' && !s.n ? "/" : str_text(&s);
}

const char *path_below(const char *path, const char *folder)
{
	for (;; path++, folder++) {
		path = to_next_name(path);
		folder = to_next_name(folder);
		if (!*folder)
			return *path && *path != '/' ? NULL : path;
		if (*path != *folder)
			return NULL;
	}
}

bool path_is_within(const char *path, const char *folder)
{
	return path_below(path, folder) != NULL;
}

const char *path_tilde(struct arena *mem, const char *path, const char *home)
{
	const char *below =
		path && home && home[0] == '/' && home[1] ? path_below(path, home) : NULL;

	return below ? arena_fmt(mem, "~%s", below) : path;
}
