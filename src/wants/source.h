/* Where the bytes of a tool can be had from, and how they are known to be the right ones. */
#ifndef WANTS_SOURCE_H
#define WANTS_SOURCE_H

#include "facts/facts.h"

enum source_kind {
	SOURCE_ARCHIVE, /* release tar.gz or zip, SHA-256 */
	SOURCE_GOPROXY, /* golang.org/toolchain from a GOPROXY, h1 */
	SOURCE_MAVEN,   /* bare protoc and the jar with the .proto files, SHA-256 each */
};

struct download {
	const char *url;    /* as fetched; may hold user info, show url_redact(url) */
	const char *file;   /* "go1.26.8.linux-amd64.tar.gz" */
	const char *sha256; /* NULL where h1 serves */
	const char *h1;     /* NULL where sha256 serves */
	uint64_t size;      /* 0 unknown */
	const char *unpack; /* unpack.h's kind; NULL: a bare program */
	const char *prefix; /* taken off names in the archive; NULL none */
};

/* One place a tool can come from. */
struct source {
	enum source_kind kind;
	const char *label;         /* "go.dev", "GOPROXY proxy.example", "Maven mirror.example" */
	const char *checksum_from; /* "goready's manifest", "your profile" */
	bool offered;        /* a public mirror: only with the user's word (then set to false) */
	bool only_after_404; /* after a comma in GOPROXY: only where the one before it said 404 or
				410 */
	struct download parts[2];
	int part_n; /* 2 for Maven: the program, then the jar */
	/* what trying it gave; REACH_UNKNOWN before */
	enum reach reach;
	int ms;
};
struct sources LIST_OF(struct source);

#endif
