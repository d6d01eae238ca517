/* A download: an address, a checksum, a size; and where else the same may come from. */
#include "base/json.h"
#include "base/url.h"
#include "plan/step_parts.h"

static struct touched fetch_touches(const struct step *s)
{
	return (struct touched){ { s->fetch.staging } };
}

static const char *fetch_scratch(struct arena *mem, const struct step *s)
{
	(void)mem;
	return s->fetch.staging;
}

static const struct fetch_step *fetches(const struct step *s)
{
	return &s->fetch;
}

/* ---- in JSON ---- */

static const char *checksum_text(struct arena *mem, const struct download *part)
{
	if (part->sha256)
		return arena_fmt(mem, "sha256:%s", part->sha256);
	return part->h1; /* begins with "h1:" */
}

static void add_download(struct arena *mem, struct json *to, const struct download *part)
{
	json_add_string(mem, to, "url", part->url ? url_redact(mem, part->url) : NULL);
	json_add_string(mem, to, "checksum", checksum_text(mem, part));
	if (part->size)
		json_add_number(mem, to, "bytes", (double)part->size);
	else
		json_add_null(mem, to, "bytes");
}

/* Maven gives two files: the first stands in the preview itself, like any other, all in "files". */
static void fetch_preview(struct arena *mem, const struct step *s, struct json *to)
{
	const struct source *source = s->fetch.source;
	struct json *files;

	add_download(mem, to, &source->parts[0]);
	if (source->part_n < 2)
		return;
	files = json_add_array(mem, to, "files");
	for (int i = 0; i < source->part_n; i++)
		add_download(mem, json_add_object(mem, files, NULL), &source->parts[i]);
}

/* ---- for people ---- */

static const char *checksum_from(const struct source *source)
{
	return source->checksum_from ? source->checksum_from : _("the release itself");
}

bool fetch_is_here(const struct source *source)
{
	for (int i = 0; i < source->part_n; i++)
		if (!source->parts[i].here)
			return false;
	return source->part_n > 0;
}

static const char *size_known(const struct step *s, struct arena *mem)
{
	if (fetch_is_here(s->fetch.source))
		return _("downloaded already");
	if (s->download_unknown)
		return _("size not known beforehand");
	if (s->download_estimated)
		return arena_fmt(mem, _("about %s"), size_text(mem, s->download));
	return size_text(mem, s->download);
}

/* Checksums are for Details; what matters here is that there is one, and who vouches for it. */
static void fetch_review(const struct step_page *page, const struct step *s)
{
	view_field(page->v, _("Download"), _("%s, %s; checksum: %s"), s->fetch.what,
		   size_known(s, page->v->mem), checksum_from(s->fetch.source));
}

/* Of a publisher whom the profile names, about as much as of the usual one. */
static const char *part_size(const struct step *s, const struct download *part, struct arena *mem)
{
	if (part->size)
		return size_text(mem, part->size);
	if (s->download_estimated && s->fetch.source->part_n == 1)
		return arena_fmt(mem, _("about %s"), size_text(mem, s->download));
	return _("not known before the download");
}

static void say_download(struct view *v, const struct step *s, const struct download *part)
{
	view_field(v, _("Address"), "%s", url_redact(v->mem, part->url));
	if (part->sha256)
		view_field(v, "SHA-256", "%s", part->sha256);
	else if (part->h1)
		view_field(v, _("Hash of the folder"), "%s", part->h1);
	view_field(v, _("Size"), "%s", part_size(s, part, v->mem));
}

static void fetch_details(const struct step_page *page, const struct step *s)
{
	const struct source *source = s->fetch.source;

	view_field(page->v, _("Source"), _("%s; checksum from %s"), source->label,
		   checksum_from(source));
	for (int i = 0; i < source->part_n; i++)
		say_download(page->v, s, &source->parts[i]);
}

const struct step_kind step_fetch = {
	.name = "fetch",
	.flags = STEP_COUNTS_BYTES,
	.touches = fetch_touches,
	.scratch = fetch_scratch,
	.fetches = fetches,
	.preview = fetch_preview,
	.part = REVIEW_WORK,
	.review = fetch_review,
	.details = fetch_details,
};
