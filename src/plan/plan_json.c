#include "plan/plan.h"

#include "base/url.h"

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
static void preview_fetch(struct arena *mem, struct json *to, const struct source *source)
{
	struct json *files;

	add_download(mem, to, &source->parts[0]);
	if (source->part_n < 2)
		return;
	files = json_add_array(mem, to, "files");
	for (int i = 0; i < source->part_n; i++)
		add_download(mem, json_add_object(mem, files, NULL), &source->parts[i]);
}

static void preview_run(struct arena *mem, struct json *to, const struct run_step *run)
{
	json_add_names(mem, to, "argv", &run->argv);
	json_add_names(mem, to, "env", &run->env_shown);
	if (run->into)
		json_add_string(mem, to, "path", run->into);
}

/* What the run will call; softwareupdate's label is not known before it was asked. */
static void preview_words(struct arena *mem, struct json *to, const char *words)
{
	struct names argv = str_split(mem, words, ' '), env = { 0 };

	json_add_names(mem, to, "argv", &argv);
	json_add_names(mem, to, "env", &env);
}

static void preview_path(struct arena *mem, struct json *to, const char *path, const char *target)
{
	json_add_string(mem, to, "path", path);
	json_add_string(mem, to, "target", target);
}

struct json *step_preview_json(struct arena *mem, const struct step *s)
{
	struct json *preview = json_new_object(mem);

	switch (s->kind) {
	case STEP_FOLDER:
		preview_path(mem, preview, s->folder.path, NULL);
		break;
	case STEP_FETCH:
		preview_fetch(mem, preview, s->fetch.source);
		break;
	case STEP_UNPACK:
		preview_path(mem, preview, s->unpack.tree, NULL);
		break;
	case STEP_LINK:
		preview_path(mem, preview, s->link.path, s->link.target);
		break;
	case STEP_RUN:
		preview_run(mem, preview, &s->run);
		break;
	case STEP_EDIT:
		json_add_bytes(mem, preview, "diff", bytes_of(s->edit.diff));
		break;
	case STEP_SUDO:
		preview_words(mem, preview, "sudo -v");
		break;
	case STEP_CLT:
		preview_words(mem, preview, "sudo /usr/sbin/softwareupdate -i LABEL");
		break;
	case STEP_BREW:
		json_add_names(mem, preview, "argv", &s->brew.argv);
		json_add_names(mem, preview, "env", &s->brew.env_shown);
		break;
	case STEP_PROOF:
		preview_words(mem, preview, "goready prove");
		break;
	case STEP_KIND_N:
		break;
	}
	return preview;
}

static void add_step(struct arena *mem, struct json *steps, const struct step *s)
{
	struct json *to = json_add_object(mem, steps, NULL);

	json_add_string(mem, to, "id", s->id);
	json_add_string(mem, to, "kind", step_kind_name(s->kind));
	json_add_string(mem, to, "summary", s->summary);
	json_add_string(mem, to, "why", s->why);
	json_add_names(mem, to, "needs", &s->needs);
	json_add_string(mem, to, "undo", undo_kind_name(s->undo));
	json_add_string(mem, to, "stays", s->stays);
	json_add(mem, to, "preview", step_preview_json(mem, s));
}

struct json *plan_json(struct arena *mem, const struct plan *p)
{
	struct json *json = json_new_object(mem), *steps;

	json_add_string(mem, json, "event", "plan");
	steps = json_add_array(mem, json, "steps");
	for (size_t i = 0; i < p->steps.n; i++)
		add_step(mem, steps, &p->steps.at[i]);
	if (p->download_unknown || p->download_estimated)
		json_add_null(mem, json, "download");
	else
		json_add_number(mem, json, "download", (double)p->download);
	json_add_number(mem, json, "disk", (double)p->disk);
	json_add_bool(mem, json, "rehearsed", p->rehearsed);
	json_add_names(mem, json, "notes", &p->notes);
	return json;
}
