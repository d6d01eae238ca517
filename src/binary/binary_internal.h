/* The parts of the binary reader: binary.c, elf.c, macho.c, go_build.c. Inside binary only. */
#ifndef BINARY_BINARY_INTERNAL_H
#define BINARY_BINARY_INTERNAL_H

#include "binary/binary.h"

enum {
	TEXT_MOST = 4096,     /* PATH_MAX: longer names are no names */
	TABLE_MOST = 1 << 20, /* bytes of headers, load commands, dynamic entries */
	NEEDS_MOST = 200,
	GO_TEXT_MOST = 1 << 20, /* as Go's own reader would for sane files */
};

/* All n bytes, or false: nothing past the end is ever asked for. */
bool source_read(const struct binary_source *s, uint64_t offset, void *into, size_t n);
/* A text that ends with NUL within `most` bytes and TEXT_MOST; NULL where there is none. */
const char *source_text(struct arena *mem, const struct binary_source *s, uint64_t offset,
			uint64_t most);
uint16_t number_16(const unsigned char *at, bool big);
uint32_t number_32(const unsigned char *at, bool big);
uint64_t number_64(const unsigned char *at, bool big);
void binary_add_arch(struct binary *b, enum arch arch);

/* A part of the file as it lies in memory. */
struct segment {
	uint64_t address, offset, size; /* size in the file */
};
struct segments LIST_OF(struct segment);
/* Where in the file an address of the running program comes from; false: from none of them. */
bool segments_offset(const struct segments *all, uint64_t address, uint64_t *ret);

/* Where Go's build information is looked for. */
struct go_place {
	const struct binary_source *source;
	struct segments segments; /* to follow addresses (before Go 1.18) */
	struct segment window;    /* size 0: none */
	int bits;
	bool big;
};
/* NULL: not built by Go. */
const struct go_build *go_build_read(struct arena *mem, const struct go_place *place);

/* ret->format is BINARY_OTHER when these begin. */
void elf_read(struct arena *mem, const struct binary_source *s, struct binary *ret);
void macho_read(struct arena *mem, const struct binary_source *s, uint32_t magic,
		struct binary *ret);

#endif
