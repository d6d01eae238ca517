#include "wants/sources.h"

#include "base/i18n.h"

static void pin_hashes(struct pinned_files *p, const struct release *release,
		       const struct release_file *file)
{
	p->archive_from = p->module_from = p->program_from = release->checksum_from;
	p->files.archive.file = file->file;
	p->files.archive.sha256 = file->sha256;
	p->files.archive.size = file->size;
	p->files.module.h1 = file->module_h1;
	p->files.module.size = file->module_size;
	if (file->maven_file)
		p->files.program.file = file->maven_file;
	p->files.program.sha256 = file->maven_sha256;
	p->files.program.size = file->maven_size;
	if (release->includes_file)
		p->files.includes.file = release->includes_file;
	p->files.includes.sha256 = release->includes_sha256;
	p->files.includes.size = release->includes_size;
}

/* The profile's word in place of the manifest's; a size is of the manifest's bytes only. */
static bool replace_hash(const char **hash, uint64_t *size, const char *by)
{
	if (!by)
		return false;
	if (!str_equal(*hash, by))
		*size = 0;
	*hash = by;
	return true;
}

/* A Maven file has to be named: a lone string is the archive's checksum. */
static const char *named_hash(const struct profile_checksums *checksums, const char *file)
{
	struct profile_checksums one = { 0 };

	for (size_t i = 0; i < checksums->n; i++) {
		one.at = &checksums->at[i];
		one.n = 1;
		if (checksums->at[i].file && profile_checksum(&one, file))
			return checksums->at[i].hash;
	}
	return NULL;
}

static void pin_profile(struct pinned_files *p, const struct profile_tool *tool)
{
	const char *from = _("your profile");

	if (replace_hash(&p->files.archive.sha256, &p->files.archive.size,
			 profile_checksum(&tool->sha256, p->files.archive.file)))
		p->archive_from = from;
	if (replace_hash(&p->files.module.h1, &p->files.module.size,
			 profile_checksum(&tool->h1, p->files.module.file)))
		p->module_from = from;
	if (replace_hash(&p->files.program.sha256, &p->files.program.size,
			 named_hash(&tool->sha256, p->files.program.file)))
		p->program_from = from;
	replace_hash(&p->files.includes.sha256, &p->files.includes.size,
		     named_hash(&tool->sha256, p->files.includes.file));
}

struct pinned_files pinned_files_make(const struct source_maker *maker, enum os os, enum arch arch)
{
	const struct manifest *m = maker->options->manifest;
	struct pinned_files p = { .id = maker->want->id, .version = maker->want->version };
	const struct release *release = release_find(&m->tool[p.id].releases, p.version);
	const struct release_file *file = release_file_for(release, os, arch);

	tool_kind_of(p.id)->pin(maker->mem, p.version, os, arch, &p.files);
	if (file)
		pin_hashes(&p, release, file);
	if (maker->options->profile)
		pin_profile(&p, &maker->options->profile->tool[p.id]);
	return p;
}
