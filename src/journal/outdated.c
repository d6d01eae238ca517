#include "journal/outdated.h"

#include "journal/effect.h"

enum { TEXT_MOST = 8 << 20 };

struct search {
	struct arena *mem;
	struct host *host;
	const struct facts *f;
	enum shell_id shell;
	struct outdated_variables found;
};

static const char *variable(const void *ctx, const char *name)
{
	const struct facts *f = ctx;

	return str_equal(name, "HOME") ? f->places.home : NULL;
}

static const char *value_of(const struct search *s, const struct assignment *a)
{
	return assignment_expanded(s->mem, a->value, variable, s->f);
}

static bool gives(const struct search *s, const struct assignments *lines, const char *name,
		  const char *value)
{
	for (size_t i = 0; i < lines->n; i++)
		if (str_equal(lines->at[i].name, name) &&
		    str_equal(value_of(s, &lines->at[i]), value))
			return true;
	return false;
}

/* A line of a file that this shell reads, or of one that is no shell's. */
static bool is_read(const struct search *s, const struct assignment *a)
{
	const struct shell *shell = &s->f->shell.shells[s->shell];
	const char *path = a->read_by ? a->read_by : a->file;
	bool somebodys = false;

	start_files_each (file, s->f)
		somebodys |= str_equal(file->path, path);
	for (size_t i = 0; i < shell->files.n; i++)
		if (str_equal(shell->files.at[i].path, path))
			return true;
	return !somebodys;
}

/* False where only the shell can tell. */
static bool find_new_value(const struct search *s, const char *name, const char **ret)
{
	const struct assignments *lines = &s->f->shell.assignments;
	const struct assignment *last = NULL;

	for (size_t i = 0; i < lines->n; i++)
		if (str_equal(lines->at[i].name, name) && is_read(s, &lines->at[i]))
			last = &lines->at[i];
	*ret = last && last->certain ? value_of(s, last) : NULL;
	return !last || *ret;
}

static bool is_told(const struct search *s, const char *name)
{
	for (size_t i = 0; i < s->found.n; i++)
		if (str_equal(s->found.at[i].name, name))
			return true;
	return false;
}

static void compare(struct search *s, const struct assignments *before,
		    const struct assignments *after)
{
	for (size_t i = 0; i < before->n; i++) {
		struct outdated_variable old = { .name = before->at[i].name };
		const struct setting *setting = facts_setting(s->f, old.name);
		const char *now = setting ? setting->environment : NULL;

		if (now && !is_told(s, old.name) && str_equal(value_of(s, &before->at[i]), now) &&
		    !gives(s, after, old.name, now) &&
		    !gives(s, &s->f->shell.assignments, old.name, now) &&
		    find_new_value(s, old.name, &old.value))
			list_push(s->mem, &s->found, old);
	}
}

static bool read_lines(const struct search *s, const struct journal_effect *effect,
		       const char *text_at, struct assignments *ret)
{
	const struct start_file *file = facts_start_file(s->f, effect->path);
	struct bytes text;

	if (!file || !text_at ||
	    s->host->read(s->host, s->mem, text_at, TEXT_MOST, &text, NULL) != RC_OK)
		return false;
	assignments_parse(s->mem, text, effect->path, shell_kind(file->shell), ret);
	return true;
}

static void look_at(struct search *s, const struct journal_run *run,
		    const struct journal_effect *effect)
{
	struct assignments before = { 0 }, after = { 0 };

	if (effect->kind != EFFECT_FILE || effect->before != BEFORE_FILE || !effect->after_text ||
	    !effect->done || effect->undone)
		return;
	if (read_lines(s, effect, effect_kept_path(s->mem, run, effect), &before) &&
	    read_lines(s, effect, path_join(s->mem, run->folder, effect->after_text), &after))
		compare(s, &before, &after);
}

struct outdated_variables outdated_variables(struct arena *mem, struct host *host,
					     const struct facts *f, enum shell_id shell)
{
	struct search s = { .mem = mem, .host = host, .f = f, .shell = shell };
	struct journal_runs runs = { 0 };

	if (journal_read_all(mem, host, &f->places, &runs, NULL) != RC_OK)
		return s.found;
	for (size_t i = 0; i < runs.n; i++)
		for (size_t k = 0; !runs.at[i].undone && k < runs.at[i].effects.n; k++)
			look_at(&s, &runs.at[i], &runs.at[i].effects.at[k]);
	return s.found;
}
