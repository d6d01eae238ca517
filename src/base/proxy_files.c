#include "base/proxy_files.h"

#include <ctype.h>
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

/* "no_proxy" and "noProxy" name whom nothing is asked for through one. */
static bool is_of_exceptions(const char *line, const char *proxy)
{
	size_t before = (size_t)(proxy - line);

	return (before >= 2 && strncasecmp(proxy - 2, "no", 2) == 0) ||
	       (before >= 3 && strncasecmp(proxy - 3, "no", 2) == 0);
}

/* Behind the scheme and whose it is; a name or a password may hold what ends a value elsewhere. */
static const char *host_of(const char *value)
{
	const char *scheme = strstr(value, "://"), *host = scheme ? scheme + 3 : value;

	return strrchr(host, '@') ? strrchr(host, '@') + 1 : host;
}

/* [SCHEME://]HOST:PORT; NULL: it is none, or nobody can say where it begins. */
static const char *read_address(struct arena *mem, const char *value, size_t n)
{
	const char *whole = arena_strndup(mem, value, n), *host = host_of(whole);
	const char *colon = strrchr(host, ':');
	size_t scheme = strspn(whole, "abcdefghijklmnopqrstuvwxyz0123456789"), port;

	if (!colon || strchr(value + n, '@'))
		return NULL;
	port = strspn(colon + 1, "0123456789");
	if (!port || (colon[1 + port] && colon[1 + port] != '/') ||
	    strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]") <
		    (size_t)(colon - host))
		return NULL;
	scheme = str_starts(whole + scheme, "://") ? scheme + strlen("://") : 0;
	return arena_fmt(mem, "%.*s%.*s", (int)scheme, whole, (int)(colon + 1 + port - host), host);
}

static bool is_of_key(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-';
}

bool proxy_setting_next(struct arena *mem, const char **at, struct proxy_setting *ret)
{
	static const char word[] = "proxy";
	const char *line = *at;

	if (strchr("#;/", line[strspn(line, " \t")]))
		return false;
	for (const char *s = line; *s; s++) {
		const char *key = s, *value = s + strlen(word);

		if (strncasecmp(s, word, strlen(word)) != 0 || is_of_key(*value) ||
		    is_of_exceptions(line, s))
			continue;
		value += strspn(value, " \t=:\"'{");
		while (key > line && is_of_key(key[-1]))
			key--;
		*ret = (struct proxy_setting){
			.key = arena_strndup(mem, key, (size_t)(s - key) + strlen(word)),
			.address = read_address(mem, value, strcspn(value, " \t\r\"',;}")),
		};
		*at = value;
		if (ret->address)
			return true;
	}
	return false;
}
