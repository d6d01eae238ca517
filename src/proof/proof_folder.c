/* The project: in a temp folder, out of reach of any go.work or go.mod around; kept where asked. */
#include <string.h>

#include "base/embedded.h"
#include "base/i18n.h"
#include "base/temp_folder.h"
#include "proof/proof_internal.h"

extern const struct embedded_file hello_files[];
/* go.mod and go.sum for a Go that is older than the usual minimum (wants->older_go). */
extern const struct embedded_file hello_older_files[];

enum { FILE_MOST = 4 << 20 };

static enum rc not_empty(const char *folder, struct err *e)
{
	err_set(e, RC_EXISTS, _("%s is not an empty folder"), folder);
	err_hint(e, "%s", _("Name a folder that does not exist yet: goready prove --keep DIR"));
	return RC_EXISTS;
}

enum rc proof_check_keep(struct proof *p, struct err *e)
{
	const char *keep = p->spec->keep;
	struct host *h = p->spec->host;
	struct dir_entries entries = { 0 };
	enum rc rc;

	if (!keep || !host_exists(h, keep))
		return RC_OK;
	if (!host_is_folder(h, keep))
		return not_empty(keep, e);
	rc = h->list(h, p->mem, keep, &entries, e);
	return rc ? rc : entries.n ? not_empty(keep, e) : RC_OK;
}

/* Programs must be allowed to run where they are built. */
static const char *base_folder(struct proof *p)
{
	const struct facts *f = p->spec->facts;
	bool may_run = !f->environment.fs_known || !f->environment.tmp_disk.noexec;

	return may_run && f->places.tmp ? f->places.tmp : f->places.cache;
}

enum rc proof_folder_open(struct proof *p, struct err *e)
{
	struct host *h = p->spec->host;
	const char *base = base_folder(p);
	const char *folder;
	enum rc rc = host_make_folders(h, p->mem, base, 0755, NULL, NULL, e);

	if (!rc)
		rc = temp_folder_make(p->mem, base, TEMP_PROOF, &folder, e);
	if (rc)
		return rc;
	p->folder = folder;
	p->project = path_join(p->mem, folder, "hello");
	p->programs = path_join(p->mem, folder, "programs");
	return RC_OK;
}

static enum rc write_file(struct proof *p, const char *folder, const char *name, struct bytes bytes,
			  struct err *e)
{
	struct host *h = p->spec->host;
	const char *path = path_join(p->mem, folder, name);
	enum rc rc = host_make_folders(h, p->mem, path_folder(p->mem, path), 0755, NULL, NULL, e);

	return rc ? rc : h->replace(h, path, bytes, 0644, e);
}

static const struct embedded_file *file_for(const struct proof *p, const struct embedded_file *f)
{
	const struct embedded_file *older = hello_older_files;

	if (!p->spec->wants->older_go ||
	    !(p->kind->grpc || p->kind->hello || p->kind == proof_kinds))
		return f;
	while (older->name && strcmp(older->name, f->name) != 0)
		older++;
	return older->name ? older : f;
}

static enum rc write_embedded(struct proof *p, const char *folder, const struct embedded_file *f,
			      struct err *e)
{
	return write_file(p, folder, f->name, (struct bytes){ (const char *)f->data, f->size }, e);
}

/* One go.mod and one go.sum serve all projects with gRPC in them. */
static enum rc write_modules(struct proof *p, const char *folder, struct err *e)
{
	enum rc rc = RC_OK;

	for (const struct embedded_file *f = hello_files; !rc && f->name; f++)
		if (str_equal(f->name, "go.mod") || str_equal(f->name, "go.sum"))
			rc = write_embedded(p, folder, file_for(p, f), e);
	return rc;
}

static enum rc write_project(struct proof *p, const char *folder, struct err *e)
{
	enum rc rc = RC_OK;

	if (p->kind->grpc)
		rc = write_modules(p, folder, e);
	for (const struct embedded_file *f = hello_files; !rc && p->kind->hello && f->name; f++)
		rc = write_embedded(p, folder, file_for(p, f), e);
	for (const struct embedded_file *f = p->kind->files; !rc && f->name; f++)
		rc = write_embedded(p, folder, file_for(p, f), e);
	return rc;
}

enum rc proof_project_write(struct proof *p, struct err *e)
{
	struct host *h = p->spec->host;
	enum rc rc = host_remove_tree(h, p->mem, p->project, e);

	if (!rc)
		rc = host_remove_tree(h, p->mem, p->programs, e);
	if (!rc)
		rc = h->make_folder(h, p->project, 0755, e);
	if (!rc)
		rc = h->make_folder(h, p->programs, 0755, e);
	return rc ? rc : write_project(p, p->project, e);
}

static enum rc copy_generated(struct proof *p, const char *name, struct err *e)
{
	struct host *h = p->spec->host;
	const char *from = path_join(p->mem, p->project, name);
	struct bytes bytes;
	enum rc rc;

	if (!host_exists(h, from))
		return RC_OK;
	rc = h->read(h, p->mem, from, FILE_MOST, &bytes, e);
	return rc ? rc : write_file(p, p->spec->keep, name, bytes, e);
}

enum rc proof_keep(struct proof *p, struct err *e)
{
	enum rc rc;

	if (!p->spec->keep)
		return RC_OK;
	rc = write_project(p, p->spec->keep, e);
	if (!rc)
		rc = copy_generated(p, "hellopb/hello.pb.go", e);
	if (!rc)
		rc = copy_generated(p, "hellopb/hello_grpc.pb.go", e);
	return rc ? err_while(e, _("keeping the project in %s"), p->spec->keep) : RC_OK;
}

void proof_folder_close(struct proof *p)
{
	if (p->folder)
		(void)host_remove_tree(p->spec->host, p->mem, p->folder, NULL);
}
