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

bool path_is_within(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	while (n > 1 && folder[n - 1] == '/')
		n--;
	if (strncmp(path, folder, n) != 0)
		return false;
	return path[n] == '\0' || path[n] == '/' || (n == 1 && folder[0] == '/');
}

const char *path_tilde(struct arena *mem, const char *path, const char *home)
{
	size_t n;

	if (!path || !home || home[0] != '/' || home[1] == '\0' || !path_is_within(path, home))
		return path;
	n = strlen(home);
	while (n > 1 && home[n - 1] == '/')
		n--;
	return arena_fmt(mem, "~%s", path + n);
}
