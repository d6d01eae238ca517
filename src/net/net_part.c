#include "net/net_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/str.h"

enum { RECORD_MOST = 8192 };

static const char *record_path(struct arena *mem, const char *path)
{
	return arena_fmt(mem, "%s.json", path);
}

static struct json *read_record(struct part *p)
{
	char *text = arena_alloc(p->mem, RECORD_MOST);
	int fd = open(record_path(p->mem, p->path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct json *root;
	ssize_t n;

	if (fd < 0)
		return NULL;
	n = read(fd, text, RECORD_MOST - 1);
	close(fd);
	if (n <= 0 || json_parse(p->mem, (struct bytes){ text, (size_t)n }, &root, NULL))
		return NULL;
	return root;
}

/* True where the record is about this address and the bytes can be continued. */
static bool load_record(struct part *p)
{
	const struct json *record = read_record(p);

	if (!record || !str_equal(json_string(record, "url"), p->url))
		return false;
	p->etag = json_string(record, "etag");
	p->modified = json_string(record, "last_modified");
	p->length = json_size(record, "length", 0);
	p->from = json_size(record, "from", 0);
	return part_validator(p) &&
	       (!p->length || (p->from <= p->length && p->size <= p->length - p->from));
}

enum rc part_open(struct part *p, struct arena *mem, const char *path, const char *url,
		  struct err *e)
{
	struct stat st;
	enum rc rc = RC_OK;

	*p = (struct part){ .mem = mem, .path = path, .url = url, .fd = -1 };
	p->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (p->fd < 0 || fstat(p->fd, &st)) {
		rc = err_errno(e, _("%s cannot be opened"), path);
	} else {
		p->size = (uint64_t)st.st_size;
		if (p->size && !load_record(p))
			rc = part_empty(p, e);
	}
	if (rc)
		part_close(p);
	return rc;
}

enum rc part_write(struct part *p, const void *data, size_t n, struct err *e)
{
	const char *at = data;

	while (n) {
		ssize_t done = pwrite(p->fd, at, n, (off_t)p->size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return err_errno(e, _("%s cannot be written"), p->path);
		at += done;
		n -= (size_t)done;
		p->size += (uint64_t)done;
	}
	return RC_OK;
}

long part_read(const struct part *p, uint64_t offset, void *buffer, size_t n)
{
	ssize_t got;

	do
		got = pread(p->fd, buffer, n, (off_t)offset);
	while (got < 0 && errno == EINTR);
	return (long)got;
}

static enum rc write_record(struct part *p, const char *text, struct err *e)
{
	const char *target = record_path(p->mem, p->path);
	const char *fresh = arena_fmt(p->mem, "%s.new", target);
	FILE *f = fopen(fresh, "we");

	if (!f)
		return err_errno(e, _("%s cannot be made"), fresh);
	fputs(text, f);
	if (fclose(f) || rename(fresh, target)) {
		enum rc rc = err_errno(e, _("%s cannot be written"), target);

		unlink(fresh);
		return rc;
	}
	return RC_OK;
}

enum rc part_describe(struct part *p, const char *etag, const char *modified, uint64_t length,
		      struct err *e)
{
	struct json *record = json_new_object(p->mem);

	p->etag = arena_strdup(p->mem, etag);
	p->modified = arena_strdup(p->mem, modified);
	p->length = length;
	json_add_string(p->mem, record, "url", p->url);
	json_add_string(p->mem, record, "etag", p->etag);
	json_add_string(p->mem, record, "last_modified", p->modified);
	json_add_number(p->mem, record, "length", (double)length);
	if (p->from)
		json_add_number(p->mem, record, "from", (double)p->from);
	return write_record(p, json_print(p->mem, record, true), e);
}

enum rc part_empty(struct part *p, struct err *e)
{
	p->size = 0;
	p->length = 0;
	p->etag = p->modified = NULL;
	unlink(record_path(p->mem, p->path));
	if (ftruncate(p->fd, 0))
		return err_errno(e, _("%s cannot be emptied"), p->path);
	return RC_OK;
}

const char *part_validator(const struct part *p)
{
	/* RFC 9110 13.1.5: a weak ETag may not be used in If-Range. */
	if (p->etag && !str_starts(p->etag, "W/"))
		return p->etag;
	return p->modified;
}

void part_close(struct part *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

void part_discard(struct part *p)
{
	part_close(p);
	part_remove(p->path);
}

void part_remove(const char *path)
{
	char record[4096];

	if (!path)
		return;
	unlink(path);
	if (snprintf(record, sizeof(record), "%s.json", path) < (int)sizeof(record))
		unlink(record);
}

const char *part_of_part(struct arena *mem, const char *path, int i)
{
	return arena_fmt(mem, "%s.%d", path, i);
}

void part_remove_parts(const char *path)
{
	char name[4096];

	for (int i = 1; path && i <= PART_PARTS; i++)
		if (snprintf(name, sizeof(name), "%s.%d", path, i) < (int)sizeof(name))
			part_remove(name);
}
