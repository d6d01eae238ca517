/*
 * A folder that comes to the front of PATH brings all that is in it: of each command that would mean
 * another program then, it is said before consent. The tools that the plan is about are its very
 * purpose, and have a table of their own on Review.
 */
#include "plan/build.h"

#include "base/i18n.h"

static bool is_meant(const struct builder *b, const char *name)
{
	enum tool_id id = tool_find(name);

	tools_each (tool) {
		const char *const *more = tool_kind_of(tool)->programs;

		for (; more && *more && id == TOOL_N; more++)
			if (str_equal(*more, name))
				id = tool;
	}
	return id != TOOL_N && (b->planned[id] || b->path_only[id] || b->kept[id]);
}

static bool answers_is_told(const struct plan *plan, const char *name)
{
	for (size_t i = 0; i < plan->changes.n; i++)
		if (str_equal(plan->changes.at[i].name, name))
			return true;
	return false;
}

/* Does what is found now stand in one of the folders that come before this one? */
static bool stays_in_front(struct builder *b, const char *now, size_t before)
{
	const char *folder = path_folder(b->mem, now);

	for (size_t i = 0; i < before; i++)
		if (str_equal(b->folders.at[i], folder))
			return true;
	return false;
}

static const struct front *front_of(const struct facts *f, const char *folder)
{
	for (size_t i = 0; i < f->path.fronts.n; i++)
		if (str_equal(f->path.fronts.at[i].folder, folder))
			return &f->path.fronts.at[i];
	return NULL;
}

static void add_changes(struct builder *b, size_t at)
{
	const char *folder = b->folders.at[at];
	const struct front *front = front_of(b->f, folder);
	struct names said = { 0 };

	for (size_t i = 0; front && i < front->answers.n; i++) {
		const struct answer *answer = &front->answers.at[i];

		if (is_meant(b, answer->name) || answers_is_told(b->plan, answer->name) ||
		    stays_in_front(b, answer->now, at))
			continue;
		list_push(b->mem, &b->plan->changes,
			  ((struct answer_change){
				  .name = answer->name,
				  .now = answer->now,
				  .then = path_join(b->mem, folder, answer->name) }));
		list_push(b->mem, &said,
			  arena_fmt(b->mem, "%s (%s)", answer->name, build_tilde(b, answer->now)));
	}
	if (said.n)
		build_note(
			b,
			_("%s comes first on PATH, and with it these commands, which new shells find elsewhere now: %s"),
			build_tilde(b, folder), str_join(b->mem, &said, _(", ")));
}

static bool changes_a_shell(const struct plan *plan)
{
	for (size_t i = 0; i < plan->steps.n; i++)
		if (plan->steps.at[i].kind == &step_edit && plan->steps.at[i].edit.shell < SHELL_N)
			return true;
	return false;
}

void build_answers(struct builder *b)
{
	for (size_t i = 0; changes_a_shell(b->plan) && i < b->folders.n; i++)
		add_changes(b, i);
}
