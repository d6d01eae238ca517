#include "journal/prune.h"

#include <string.h>

#include "base/i18n.h"
#include "journal/lock.h"
#include "journal/undo.h"

struct pruning {
	struct arena *mem;
	struct host *h;
	const struct facts *f;
	struct journal_runs runs;
	struct prune_plan plan;
};

static uint64_t size_of(struct pruning *p, const char *path)
{
	struct dir_entries entries = { 0 };
	struct file_info info = { 0 };
	uint64_t bytes = 0;

	if (p->h->lstat(p->h, p->mem, path, &info, NULL))
		return 0;
	if (info.type != FILE_FOLDER)
		return info.size;
	if (p->h->list(p->h, p->mem, path, &entries, NULL))
		return 0;
	for (size_t i = 0; i < entries.n; i++)
		bytes += size_of(p, path_join(p->mem, path, entries.at[i].name));
	return bytes;
}

static void prune_add(struct pruning *p, enum prune_kind kind, const char *path,
		      const char *gives_up)
{
	struct prune_item item = {
		.kind = kind, .path = path, .bytes = size_of(p, path), .gives_up = gives_up
	};

	list_push(p->mem, &p->plan.items, item);
	p->plan.bytes += item.bytes;
}

/* A link anywhere that goready knows of: its own bin folder, and whatever a shell finds. */
static bool is_in_use(const struct pruning *p, const char *tree)
{
	for (size_t i = 0; i < p->f->own_links.n; i++)
		if (p->f->own_links.at[i].leads_to &&
		    path_is_within(p->f->own_links.at[i].leads_to, tree))
			return true;
	for (size_t i = 0; i < p->f->tools.n; i++) {
		const struct tool *tool = &p->f->tools.at[i];

		if ((tool->path_index >= 0 || tool->new_shell_index >= 0) && tool->real_path &&
		    path_is_within(tool->real_path, tree))
			return true;
	}
	return false;
}

/* "../tools/go-1.26.8/bin/go", as links in the bin folder are written. */
static bool leads_into(const struct pruning *p, const struct journal_effect *effect,
		       const char *tree)
{
	const char *target = effect->before_target;

	if (effect->kind != EFFECT_LINK || effect->undone || !target)
		return false;
	if (str_starts(target, "../tools/"))
		target = arena_fmt(p->mem, "%s/%s", p->f->places.tools,
				   target + sizeof("../tools/") - 1);
	return path_is_within(target, tree);
}

static const char *given_up(const struct pruning *p, const char *tree)
{
	for (size_t i = 0; i < p->runs.n; i++) {
		const struct journal_run *run = &p->runs.at[i];

		for (size_t k = 0; !run->undone && k < run->effects.n; k++)
			if (leads_into(p, &run->effects.at[k], tree))
				return run->id;
	}
	return NULL;
}

/* What a prune that was cut off at its last moment has left: the mark of a tree that is gone. */
static bool is_left_mark(const struct pruning *p, const char *path)
{
	const char *tree = facts_marked_tree(p->mem, path);

	return tree && !host_exists(p->h, tree);
}

static void add_trees(struct pruning *p)
{
	struct dir_entries entries = { 0 };

	if (p->h->list(p->h, p->mem, p->f->places.tools, &entries, NULL))
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *tree = path_join(p->mem, p->f->places.tools, entries.at[i].name);

		if (entries.at[i].type != FILE_FOLDER)
			continue;
		if (entries.at[i].name[0] == '.' ? is_left_mark(p, tree) : !is_in_use(p, tree))
			prune_add(p, PRUNE_TREE, tree, given_up(p, tree));
	}
}

/* Somebody may have named one folder in all XDG variables: env.sh, the lock and the like are then beside the
 * downloads, which are told by their names. */
static bool is_download(const struct places *places, const char *name)
{
	static const char *const parts[] = { ".tar.gz", ".tgz", ".zip", ".jar", ".exe", ".part" };

	if (!str_equal(places->cache, places->data) && !str_equal(places->cache, places->state))
		return true;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strstr(name, parts[i]))
			return true;
	return false;
}

static struct names downloads(struct arena *mem, struct host *h, const struct places *places)
{
	struct dir_entries entries = { 0 };
	struct names found = { 0 };

	if (h->list(h, mem, places->cache, &entries, NULL))
		return found;
	for (size_t i = 0; i < entries.n; i++)
		if (entries.at[i].type == FILE_REGULAR && is_download(places, entries.at[i].name))
			list_push(mem, &found, path_join(mem, places->cache, entries.at[i].name));
	return found;
}

bool prune_has_downloads(struct arena *mem, struct host *h, const struct places *places)
{
	return downloads(mem, h, places).n > 0;
}

static void add_downloads(struct pruning *p)
{
	struct names found = downloads(p->mem, p->h, &p->f->places);

	for (size_t i = 0; i < found.n; i++)
		prune_add(p, PRUNE_DOWNLOAD, found.at[i], NULL);
}

static void add_runs(struct pruning *p)
{
	for (size_t i = 0; i < p->runs.n; i++)
		if (p->runs.at[i].undone)
			prune_add(p, PRUNE_RUN, p->runs.at[i].folder, NULL);
}

/* What a broken-off run would go on with or go back to is not to be told from what nobody needs. */
static enum rc refuse_unfinished(const struct journal_run *run, struct err *e)
{
	if (!run)
		return RC_OK;
	err_set(e, RC_NEEDED, _("run %s was broken off, and may still need what would go"),
		run->id);
	err_hint(e, "%s",
		 _("Finish it with 'goready apply', or take it back: 'goready undo'. Then prune."));
	return RC_NEEDED;
}

static enum rc prune_look(struct pruning *p, bool locked, struct err *e)
{
	enum rc rc = journal_read_all(p->mem, p->h, &p->f->places, &p->runs, e);

	if (!rc)
		rc = refuse_unfinished(
			locked ? undo_not_ended(&p->runs) : undo_unfinished(&p->runs), e);
	if (rc)
		return rc;
	add_trees(p);
	add_downloads(p);
	add_runs(p);
	return RC_OK;
}

enum rc prune_make(struct arena *mem, struct host *h, const struct facts *f, struct prune_plan *ret,
		   struct err *e)
{
	struct pruning p = { .mem = mem, .h = h, .f = f };
	enum rc rc = prune_look(&p, false, e);

	*ret = p.plan;
	return rc;
}

/* What was shown, as long as it still is what it was then. */
static bool is_still_so(const struct prune_plan *now, const struct prune_item *item)
{
	for (size_t i = 0; i < now->items.n; i++)
		if (str_equal(now->items.at[i].path, item->path))
			return true;
	return false;
}

/* A tree that is half gone is no tool, whatever ends this in the middle: the mark says so. On a full
 * disk, which this is to help, there may be no room for one. */
static enum rc take_tree(struct pruning *p, const char *tree, struct err *e)
{
	const char *mark = facts_unfinished_mark(p->mem, tree);
	bool marked = host_exists(p->h, mark);
	enum rc rc = marked ? RC_OK : p->h->make_folder(p->h, mark, 0700, e);

	if (rc && rc != RC_NO_SPACE)
		return rc;
	marked = !rc;
	rc = host_remove_tree(p->h, p->mem, tree, e);
	return rc || !marked ? rc : p->h->remove_folder(p->h, mark, e);
}

static enum rc take(struct pruning *p, const struct prune_item *item, struct err *e)
{
	bool tree = item->kind == PRUNE_TREE && !facts_marked_tree(p->mem, item->path);

	return tree ? take_tree(p, item->path, e) : host_remove_tree(p->h, p->mem, item->path, e);
}

enum rc prune_run(struct arena *mem, struct host *h, const struct facts *f,
		  const struct prune_plan *plan, struct err *e)
{
	struct pruning now = { .mem = mem, .h = h, .f = f };
	int lock = -1;
	enum rc rc = RC_OK;

	if (host_is_folder(h, f->places.state))
		rc = lock_take(mem, f->places.state, &lock, e);
	if (!rc)
		rc = prune_look(&now, true, e);
	for (size_t i = 0; !rc && i < plan->items.n; i++)
		if (is_still_so(&now.plan, &plan->items.at[i]))
			rc = take(&now, &plan->items.at[i], e);
	lock_release(lock);
	return rc;
}
