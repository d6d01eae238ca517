#include "plan/self_install.h"

#include "base/i18n.h"
#include "plan/build.h"

enum { TRY_SECONDS = 20 };

const char *self_folder(struct arena *mem, const struct places *places)
{
	return path_join(mem, places->data, "app");
}

const char *self_link(struct arena *mem, const struct places *places)
{
	return path_join(mem, places->bin, "goready");
}

const char *self_man(struct arena *mem, const struct places *places)
{
	return path_join(mem, places->data, "man");
}

static struct sources *sources_of(struct builder *b, const struct self_source *from)
{
	const struct self_release *r = &from->release;
	struct sources *sources = ARENA_NEW(b->mem, struct sources);
	struct source *source = list_add(b->mem, sources);

	source->kind = SOURCE_ARCHIVE;
	source->label = from->label;
	source->checksum_from = from->checksum_from;
	source->part_n = 1;
	source->parts[0] = (struct download){ .url = from->url,
					      .file = r->file,
					      .sha256 = r->sha256,
					      .size = from->size,
					      .unpack = "tar.gz",
					      .prefix = arena_fmt(b->mem, "%s/", r->name) };
	return sources;
}

static void add_fetch(struct builder *b, const struct self_source *from, const char *staging)
{
	struct step *step = build_step(b, &step_fetch, "goready.fetch", TOPIC_MACHINE, TOOL_N);
	struct sources *sources = sources_of(b, from);

	step->fetch = (struct fetch_step){ .what = arena_fmt(b->mem, _("%s %s from %s"), "goready",
							     from->release.version, from->label),
					   .source = &sources->at[0],
					   .sources = sources,
					   .staging = staging,
					   .cache = from->cache };
	step->summary = arena_fmt(b->mem, _("Fetch goready %s from %s"), from->release.version,
				  from->label);
	step->why = arena_fmt(b->mem, _("Every byte is checked against the SHA-256 in %s: %s"),
			      from->checksum_from, from->release.sha256);
	step->stays =
		arena_fmt(b->mem, _("what was downloaded, in %s"), build_tilde(b, from->cache));
	step->download = step->disk = from->size;
	step->download_unknown = from->size == 0;
}

/* Right bytes may still be another machine's program, or want a newer system: it says its version
 * before anything leads to it. */
static void add_try(struct builder *b, const struct self_source *from, const char *staging)
{
	struct step *step = build_step(b, &step_run, "goready.try", TOPIC_MACHINE, TOOL_N);
	struct run_step *run = &step->run;

	list_push(b->mem, &run->argv, path_join(b->mem, staging, "bin/goready"));
	list_push(b->mem, &run->argv, "--version");
	list_push(b->mem, &run->env, "PATH=/usr/bin:/bin");
	run->folder = "/";
	run->seconds = TRY_SECONDS;
	step->summary = arena_fmt(b->mem, _("Start goready %s once"), from->release.version);
	step->why = _("It must run here before it takes the place of another.");
	build_need(b, step, "goready.fetch");
}

static void add_tree(struct builder *b, const struct self_source *from, const char *staging,
		     const char *tree)
{
	struct step *step = build_step(b, &step_unpack, "goready.unpack", TOPIC_MACHINE, TOOL_N);

	step->unpack = (struct unpack_step){ .staging = staging, .tree = tree };
	step->summary = arena_fmt(b->mem, _("Put goready %s in %s"), from->release.version,
				  build_tilde(b, tree));
	step->why = _(
		"A folder of its own for each version: nothing that is there already is touched.");
	build_need(b, step, "goready.try");
}

static void add_link(struct builder *b, const char *id, const char *path, const char *target,
		     const char *before, const char *why)
{
	struct step *step = build_step(b, &step_link, id, TOPIC_MACHINE, TOOL_N);

	step->link = (struct link_step){ .path = path, .target = target, .before = before };
	step->summary = arena_fmt(b->mem, _("Link %s to %s"), build_tilde(b, path), target);
	step->why = before ? arena_fmt(b->mem, _("It leads to %s now; it is switched in one go."),
				       before)
			   : why;
	build_need(b, step, "goready.unpack");
}

static void add_links(struct builder *b, const struct self_source *from)
{
	const char *version = from->release.version;

	add_link(b, "goready.link", self_link(b->mem, &b->f->places),
		 arena_fmt(b->mem, "../app/goready-%s/bin/goready", version), from->linked,
		 _("One name for the goready in use, whatever its version."));
	if (from->man_is_theirs)
		return;
	add_link(b, "goready.man", self_man(b->mem, &b->f->places),
		 arena_fmt(b->mem, "app/goready-%s/share/man", version), from->linked_man,
		 _("man looks there for what lies in the bin folder beside it."));
}

void plan_self(struct arena *mem, const struct facts *f, const struct self_source *from,
	       struct plan *ret)
{
	struct builder b = { .mem = mem, .f = f, .plan = ret };
	const char *app = self_folder(mem, &f->places);
	const char *name = arena_fmt(mem, "goready-%s", from->release.version);
	const char *staging = path_join(mem, app, arena_fmt(mem, ".staging-%s", name));

	*ret = (struct plan){ 0 };
	add_fetch(&b, from, staging);
	add_try(&b, from, staging);
	add_tree(&b, from, staging, path_join(mem, app, name));
	add_links(&b, from);
	ret->download = ret->disk = from->size;
	ret->download_unknown = from->size == 0;
}
