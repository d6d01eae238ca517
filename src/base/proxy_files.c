#include "base/proxy_files.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"

static const struct proxy_file all[] = {
	{ "git", "/etc/gitconfig" },
	{ "git", "~/.config/git/config" },
	{ "git", "~/.gitconfig" },
	{ "curl", "~/.config/curlrc" },
	{ "curl", "~/.curlrc" },
	{ "wget", "/etc/wgetrc" },
	{ "wget", "~/.wgetrc" },
	{ "apt", "/etc/apt/apt.conf" },
	{ "apt", "/etc/apt/apt.conf.d/*" },
	{ "pip", "/etc/pip.conf" },
	{ "pip", "~/.config/pip/pip.conf" },
	{ "pip", "~/.pip/pip.conf" },
	{ "docker", "/etc/docker/daemon.json" },
	{ "docker", "/etc/systemd/system/docker.service.d/*" },
};

const struct proxy_file *proxy_file_at(size_t i)
{
	return i < sizeof(all) / sizeof(all[0]) ? &all[i] : NULL;
}

const char *proxy_file_word(const char *line)
{
	while (*line && strncasecmp(line, "proxy", strlen("proxy")) != 0)
		line++;
	return *line ? line : NULL;
}

/* The file, or one that lies right in the folder. */
static bool is_one(const char *path, const char *file)
{
	size_t n = strcspn(file, "*");

	if (*file == '~')
		return str_ends(path, file + 1);
	return strncmp(path, file, n) == 0 && (file[n] ? !strchr(path + n, '/') : !path[n]);
}

bool proxy_file_is(const char *path)
{
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!str_equal(all[i].program, "git") && is_one(path, all[i].file))
			return true;
	return false;
}

bool proxy_file_shows(const char *line)
{
	static const char *const secrets[] = { "user", "pass", "auth", "token" };

	for (const char *at = line; *at; at++)
		for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
			if (strncasecmp(at, secrets[i], strlen(secrets[i])) == 0)
				return false;
	return proxy_file_word(line) != NULL;
}
