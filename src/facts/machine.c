/* The machine itself: system, CPU, C library, WSL, container, memory, certificates. */
#include "facts/gather.h"

#include <stdlib.h>
#include <string.h>

#include "net/net.h"

/* NAME=value lines with optional quotes, as os-release(5) has them. */
static const char *release_value(struct gather *g, struct bytes text, const char *name)
{
	size_t at = 0, n = strlen(name);
	struct bytes line;

	while (next_line(text, &at, &line)) {
		const char *value;
		size_t length;

		if (line.n <= n || memcmp(line.at, name, n) != 0 || line.at[n] != '=')
			continue;
		value = str_trim(g->mem, arena_strndup(g->mem, line.at + n + 1, line.n - n - 1));
		length = strlen(value);
		if (length >= 2 && (value[0] == '"' || value[0] == '\'') &&
		    value[length - 1] == value[0])
			value = arena_strndup(g->mem, value + 1, length - 2);
		return *value ? value : NULL;
	}
	return NULL;
}

static void read_os_release(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;
	struct bytes text;

	if (!gather_read(g, "/etc/os-release", 64 << 10, &text) &&
	    !gather_read(g, "/usr/lib/os-release", 64 << 10, &text))
		return;
	m->os_id = release_value(g, text, "ID");
	m->os_like = release_value(g, text, "ID_LIKE");
	m->os_version = release_value(g, text, "VERSION_ID");
	m->os_ostree = release_value(g, text, "OSTREE_VERSION") != NULL;
	m->os_title = release_value(g, text, "PRETTY_NAME");
	if (!m->os_title)
		m->os_title = release_value(g, text, "NAME");
}

/* "key : value" of /proc/cpuinfo; the first one. */
static const char *cpuinfo_value(struct gather *g, struct bytes text, const char *key)
{
	size_t at = 0, n = strlen(key);
	struct bytes line;

	while (next_line(text, &at, &line)) {
		const char *colon = memchr(line.at, ':', line.n);
		const char *value;

		if (line.n < n || memcmp(line.at, key, n) != 0 || !colon ||
		    (line.at[n] != ' ' && line.at[n] != '\t' && line.at[n] != ':'))
			continue;
		value = arena_strndup(g->mem, colon + 1, line.n - (size_t)(colon + 1 - line.at));
		value = str_trim(g->mem, value);
		return *value ? value : NULL;
	}
	return NULL;
}

static void read_cpu_linux(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;
	struct binary sh = { 0 };
	struct bytes text;

	/* uname -m may speak of the kernel only: a 32-bit user land runs on 64-bit ones (Raspberry
	 * Pi OS), so the user land is what /bin/sh was built for. */
	m->cpu = arch_parse(g->system.machine);
	if (g->host->binary(g->host, g->mem, "/bin/sh", &sh, NULL) == RC_OK && sh.arch_n > 0) {
		m->userland = sh.archs[0];
		m->userland_bits = sh.bits;
		if (sh.interpreter && strstr(sh.interpreter, "ld-musl"))
			m->libc = LIBC_MUSL;
		else if (sh.interpreter && strstr(sh.interpreter, "/ld"))
			m->libc = LIBC_GLIBC;
	}
	if (m->cpu == ARCH_UNKNOWN)
		m->cpu = m->userland;
	if (gather_read(g, "/proc/cpuinfo", 4 << 20, &text)) {
		m->cpu_title = cpuinfo_value(g, text, "model name");
		if (!m->cpu_title)
			m->cpu_title = cpuinfo_value(g, text, "Model");
	}
}

static void find_libc(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;
	struct dir_entries entries = { 0 };

	if (m->libc == LIBC_UNKNOWN &&
	    g->host->list(g->host, g->mem, "/lib", &entries, NULL) == RC_OK)
		for (size_t i = 0; i < entries.n; i++)
			if (str_starts(entries.at[i].name, "ld-musl-"))
				m->libc = LIBC_MUSL;
	if (m->libc == LIBC_GLIBC)
		m->libc_version = g->host->sysctl(g->host, g->mem, "gnu_get_libc_version");
}

/* WSL 1 writes its kernel "4.4.0-19041-Microsoft", WSL 2 "5.15...-microsoft-standard-WSL2". */
static int wsl_generation(const char *kernel)
{
	if (!kernel)
		return 0;
	if (strstr(kernel, "microsoft"))
		return 2;
	return strstr(kernel, "Microsoft") ? 1 : 0;
}

static const char *find_container(struct gather *g)
{
	const char *said = gather_env(g, "container"); /* systemd-nspawn, podman, lxc set it */
	struct bytes cgroup;

	if (host_exists(g->host, "/.dockerenv"))
		return "docker";
	if (host_exists(g->host, "/run/.containerenv"))
		return "podman";
	if (said)
		return said;
	if (!gather_read(g, "/proc/1/cgroup", 64 << 10, &cgroup) || !cgroup.n)
		return NULL;
	if (strstr(cgroup.at, "/docker"))
		return "docker";
	if (strstr(cgroup.at, "kubepods"))
		return "kubernetes";
	return strstr(cgroup.at, "/lxc") ? "lxc" : NULL;
}

/* cgroup v2, then v1; "max" and v1's huge number mean no limit. */
static uint64_t memory_limit(struct gather *g, uint64_t memory)
{
	static const char *const files[] = { "/sys/fs/cgroup/memory.max",
					     "/sys/fs/cgroup/memory/memory.limit_in_bytes" };

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const char *line = gather_first_line(g, files[i]);
		unsigned long long limit = line ? strtoull(line, NULL, 10) : 0;

		if (limit && (!memory || limit < memory))
			return limit;
	}
	return memory;
}

static void find_certificates(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;

	m->ca_file = gather_env(g, "SSL_CERT_FILE");
	if (m->ca_file && !gather_is_file(g, m->ca_file))
		m->ca_file = NULL;
	for (const char *const *file = net_authority_files; !m->ca_file && *file; file++)
		if (gather_is_file(g, *file))
			m->ca_file = *file;
	m->ca_store = m->ca_file != NULL;
}

void gather_machine(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;

	m->os = g->system.os != OS_UNKNOWN ? g->system.os : g->host->os;
	m->kernel = g->system.kernel;
	m->memory = g->system.memory;
	m->processors = g->system.processors;
	m->root = g->system.uid == 0;
	m->admin = m->admin_known = m->root;
	if (m->os == OS_DARWIN) {
		gather_macos(g);
		return;
	}
	read_os_release(g);
	read_cpu_linux(g);
	find_libc(g);
	m->wsl = wsl_generation(m->kernel);
	m->container = find_container(g);
	m->memory = memory_limit(g, m->memory);
	find_certificates(g);
}
