/*
 * What Go's linker writes into a program: its version, and the lines `go version -m` prints.
 * Layout: Go's debug/buildinfo (buildinfo.go) and runtime/debug (mod.go).
 */
#include "binary/binary_internal.h"

#include <string.h>

#include "base/str.h"

enum {
	HEADER = 32,
	ALIGNMENT = 16,
	PIECE = 1 << 14, /* a multiple of ALIGNMENT: a mark is never cut in two */
	WINDOW_MOST = 16 << 20,
	FLAG_BIG = 1,
	FLAG_INLINE = 2, /* since Go 1.18 the texts follow; before, addresses of them */
	FRAME = 16,      /* bytes of mark on both ends of the module information */
};

static const char mark[] = "\xff Go buildinf:";
enum { MARK = sizeof(mark) - 1 };

/* The header lies at a multiple of sixteen, in the program's addresses. */
static bool find_header(const struct go_place *p, uint64_t *ret)
{
	uint64_t skip = (ALIGNMENT - p->window.address % ALIGNMENT) % ALIGNMENT;
	uint64_t start = p->window.offset, size = p->window.size;
	unsigned char piece[PIECE];

	if (start > p->source->size || skip > size)
		return false;
	if (size > p->source->size - start)
		size = p->source->size - start;
	if (size > WINDOW_MOST)
		size = WINDOW_MOST;
	for (uint64_t at = skip; at < size && size - at >= HEADER; at += PIECE) {
		size_t n = size - at < PIECE ? (size_t)(size - at) : PIECE;

		if (!source_read(p->source, start + at, piece, n))
			return false;
		for (size_t i = 0; i + MARK <= n; i += ALIGNMENT) {
			if (memcmp(piece + i, mark, MARK) == 0 && size - at - i >= HEADER) {
				*ret = start + at + i;
				return true;
			}
		}
	}
	return false;
}

/* encoding/binary's uvarint: seven bits a byte, the lowest first. */
static bool read_length(const struct binary_source *s, uint64_t *at, uint64_t *ret)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 63; shift += 7) {
		unsigned char byte;

		if (*at == UINT64_MAX || !source_read(s, *at, &byte, 1))
			return false;
		(*at)++;
		value |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80)) {
			*ret = value;
			return true;
		}
	}
	return false;
}

static bool read_bytes(struct arena *mem, const struct binary_source *s, uint64_t at, uint64_t n,
		       struct bytes *ret)
{
	char *text;

	if (n > GO_TEXT_MOST || at > s->size || n > s->size - at)
		return false;
	text = arena_alloc(mem, (size_t)n + 1);
	if (!source_read(s, at, text, (size_t)n))
		return false;
	*ret = (struct bytes){ text, (size_t)n };
	return true;
}

static bool read_inline(struct arena *mem, const struct binary_source *s, uint64_t at,
			struct bytes *version, struct bytes *info)
{
	uint64_t n = 0;

	if (!read_length(s, &at, &n) || !read_bytes(mem, s, at, n, version))
		return false;
	at += n;
	return read_length(s, &at, &n) && read_bytes(mem, s, at, n, info);
}

static bool read_pointer(const struct go_place *p, uint64_t offset, size_t size, bool big,
			 uint64_t *ret)
{
	unsigned char at[8];

	if (!source_read(p->source, offset, at, size))
		return false;
	*ret = size == 8 ? number_64(at, big) : number_32(at, big);
	return true;
}

/* The address of a Go string: address and length of its bytes. */
static bool read_go_string(struct arena *mem, const struct go_place *p, uint64_t header,
			   size_t size, bool big, struct bytes *ret)
{
	uint64_t at, address, n;

	if (!read_pointer(p, header, size, big, &address) ||
	    !segments_offset(&p->segments, address, &at) ||
	    !read_pointer(p, at, size, big, &address) ||
	    !read_pointer(p, at + size, size, big, &n) ||
	    !segments_offset(&p->segments, address, &at))
		return false;
	return read_bytes(mem, p->source, at, n, ret);
}

static const char *after_tab(struct arena *mem, const char *line, const char *key)
{
	if (!str_starts(line, key) || line[strlen(key)] != '\t')
		return NULL;
	return arena_strdup(mem, line + strlen(key) + 1);
}

static void take_setting(struct arena *mem, const char *setting, struct go_build *b)
{
	if (str_starts(setting, "GOOS="))
		b->goos = arena_strdup(mem, setting + strlen("GOOS="));
	else if (str_starts(setting, "GOARCH="))
		b->goarch = arena_strdup(mem, setting + strlen("GOARCH="));
}

/* "path\tMAIN", "mod\tMODULE\tVERSION\tSUM", "build\tKEY=VALUE"; a program of Debian's has the path
 * only. */
static void go_build_take_line(struct arena *mem, const char *line, struct go_build *b)
{
	const char *value = after_tab(mem, line, "path");

	if (value)
		b->main = value;
	value = after_tab(mem, line, "mod");
	if (value) {
		struct names parts = str_split(mem, value, '\t');

		b->mod = parts.n > 0 ? parts.at[0] : NULL;
		b->mod_version = parts.n > 1 && *parts.at[1] ? parts.at[1] : NULL;
	}
	value = after_tab(mem, line, "build");
	if (value)
		take_setting(mem, value, b);
}

static void take_info(struct arena *mem, struct bytes info, struct go_build *b)
{
	struct names lines;

	/* runtime/debug's modinfo: framed, and the text ends with a newline before the second
	 * frame. */
	if (info.n < 2 * FRAME + 1 || info.at[info.n - FRAME - 1] != '\n')
		return;
	lines = str_split(mem, arena_strndup(mem, info.at + FRAME, info.n - 2 * FRAME), '\n');
	for (size_t i = 0; i < lines.n; i++)
		go_build_take_line(mem, lines.at[i], b);
}

/* "go1.26.8 X:experiment" is 1.26.8; "devel go1.28-1234 date" stays as it is. */
static const char *version_of(struct arena *mem, const char *text)
{
	if (!str_starts(text, "go"))
		return arena_strdup(mem, text);
	return arena_strndup(mem, text + 2, strcspn(text + 2, " "));
}

const struct go_build *go_build_read(struct arena *mem, const struct go_place *p)
{
	struct bytes version = { 0 }, info = { 0 };
	unsigned char flags[2];
	struct go_build *b;
	uint64_t header;
	size_t size;
	bool big;

	if (!p->window.size || !find_header(p, &header) ||
	    !source_read(p->source, header + MARK, flags, 2))
		return NULL;
	if (flags[1] & FLAG_INLINE) {
		if (!read_inline(mem, p->source, header + HEADER, &version, &info))
			return NULL;
	} else {
		size = flags[0];
		big = (flags[1] & FLAG_BIG) != 0;
		if ((size != 4 && size != 8) ||
		    !read_go_string(mem, p, header + 16, size, big, &version))
			return NULL;
		/* A program without modules has no information. */
		(void)read_go_string(mem, p, header + 16 + size, size, big, &info);
	}
	if (!version.n)
		return NULL;
	b = ARENA_NEW(mem, struct go_build);
	b->version = version_of(mem, version.at);
	take_info(mem, info, b);
	return b;
}
