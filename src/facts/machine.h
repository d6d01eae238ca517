/* The machine itself: system, processor, C library, and what runs around this process. */
#ifndef FACTS_MACHINE_H
#define FACTS_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "base/platform.h"
#include "host/host.h"

enum libc { LIBC_UNKNOWN, LIBC_GLIBC, LIBC_MUSL, LIBC_SYSTEM /* macOS */ };

struct machine_facts {
	enum os os;
	const char *os_id;      /* os-release ID: "debian"; "macos" */
	const char *os_like;    /* os-release ID_LIKE: "rhel fedora"; NULL */
	const char *os_title;   /* "Debian GNU/Linux 12 (bookworm)" */
	const char *os_version; /* "12", "24.04", "15.1"; NULL for rolling ones */
	bool os_ostree;         /* its /usr is an image: os-release has OSTREE_VERSION */
	enum arch cpu;          /* of the hardware, whatever this process runs as */
	enum arch userland;     /* of /bin/sh (Linux) or of this process (macOS) */
	int userland_bits;
	const char *cpu_title; /* "Apple M2 Pro", "AMD EPYC ..."; NULL unknown */
	const char *kernel;
	enum libc libc;
	const char *libc_version; /* "2.36"; NULL unknown */
	int wsl;                  /* 0, 1 or 2 */
	const char *container;    /* "docker", "podman", "lxc", ...; NULL: none */
	uint64_t memory;          /* bytes; in a container the limit where there is one */
	int processors;
	bool translated; /* this process or an ancestor runs under Rosetta */
	/* macOS: this process first, then its parents up to launchd. */
	LIST(struct process) ancestry;
	/* Of the outermost translated process: the application to change (its bundle's path where
	 * it has one); NULL none. */
	const char *translated_by;
	bool virtual_machine;   /* kern.hv_vmm_present */
	bool rosetta;           /* Rosetta is installed */
	const char *caffeinate; /* macOS: its program that keeps it from sleeping; NULL */
	bool admin;             /* the user may become root: group admin (macOS), or root */
	bool admin_known;
	bool root;
	bool ca_store;       /* a certificate store was found */
	const char *ca_file; /* where; NULL none */
};

#endif
