/* A file to be fetched, and the names that a tool's release has in each kind of place. */
#ifndef TOOL_DOWNLOAD_H
#define TOOL_DOWNLOAD_H

#include <stdbool.h>
#include <stdint.h>

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
	bool here;          /* whole, in goready's cache: nothing has to be fetched */
};

/* Without addresses; `file` NULL where there is no such thing. */
struct release_files {
	struct download archive;
	struct download module;   /* of a GOPROXY */
	struct download program;  /* of a Maven repository: `file` is the path in it */
	struct download includes; /* and its jar */
};

#endif
