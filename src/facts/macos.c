/* What is so on a Mac: chip and translation, who started this process, administrator, Rosetta. */
#include "facts/gather.h"

#include <string.h>

static bool sysctl_is_one(struct gather *g, const char *name)
{
	return str_equal(g->host->sysctl(g->host, g->mem, name), "1");
}

/* This process and its parents, without launchd. A native program under a translated terminal
 * starts translated children, and sysctl.proc_translated speaks of the caller only (xnu
 * bsd/kern/kern_sysctl.c), so each process is asked for its own flag. */
static void find_ancestry(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;
	pid_t pid = 0;

	for (int depth = 0; depth < 32; depth++) {
		struct process p = { 0 };

		if (g->host->process(g->host, g->mem, pid, &p, NULL) != RC_OK || p.pid == 1)
			return;
		if (depth == 0 && sysctl_is_one(g, "sysctl.proc_translated"))
			p.translated = true;
		list_push(g->mem, &m->ancestry, p);
		if (p.parent <= 1)
			return;
		pid = p.parent;
	}
}

/* /Applications/iTerm.app/Contents/MacOS/iTerm2 -> /Applications/iTerm.app; a helper inside belongs
 * to the outer application. iTerm's shells are children of a server of its own, which lies in the
 * user's Library and whose parent is launchd (gnachman/iTerm2, iTermMultiServerMain.c). */
static const char *bundle_of(struct gather *g, const char *path)
{
	const char *end = path ? strstr(path, ".app/") : NULL;
	const char *iterm = "/Applications/iTerm.app";

	if (end)
		return arena_strndup(g->mem, path, (size_t)(end + 4 - path));
	if (path && str_starts(path_name(path), "iTermServer") && host_is_folder(g->host, iterm))
		return iterm;
	return path;
}

static void find_translated(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;

	for (size_t i = 0; i < m->ancestry.n; i++) {
		const struct process *p = &m->ancestry.at[i];

		if (!p->translated)
			continue;
		m->translated = true;
		m->translated_by = bundle_of(g, p->path);
	}
}

void gather_macos(struct gather *g)
{
	struct machine_facts *m = &g->f->machine;
	struct host *h = g->host;

	m->os_id = "macos";
	m->os_version = h->sysctl(h, g->mem, "kern.osproductversion");
	m->os_title = m->os_version ? arena_fmt(g->mem, "macOS %s", m->os_version) : "macOS";
	m->cpu_title = h->sysctl(h, g->mem, "machdep.cpu.brand_string");
	/* 1 on Apple Silicon even for translated processes, absent on Intel (xnu
	 * bsd/kern/kern_mib.c); uname would answer for the caller. */
	m->cpu = sysctl_is_one(g, "hw.optional.arm64") ? ARCH_ARM64 : ARCH_AMD64;
	m->userland = sysctl_is_one(g, "sysctl.proc_translated") ? ARCH_AMD64 : m->cpu;
	m->userland_bits = 64;
	m->libc = LIBC_SYSTEM;
	find_ancestry(g);
	find_translated(g);
	m->virtual_machine = sysctl_is_one(g, "kern.hv_vmm_present");
	/* Homebrew asks the same file (Homebrew/brew, hardware.rb). */
	m->rosetta = m->cpu == ARCH_ARM64 &&
		     gather_is_file(g, "/Library/Apple/usr/libexec/oah/libRosettaRuntime");
	m->admin = m->root || h->in_group(h, "admin");
	m->admin_known = true;
	if (gather_is_file(g, "/usr/bin/caffeinate"))
		m->caffeinate = "/usr/bin/caffeinate";
	m->ca_file = "/etc/ssl/cert.pem";
	m->ca_store = true; /* the keychain */
}
