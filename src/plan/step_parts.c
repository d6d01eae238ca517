#include "plan/step_parts.h"

#include "base/json.h"

void preview_path(struct arena *mem, struct json *to, const char *path, const char *target)
{
	json_add_string(mem, to, "path", path);
	json_add_string(mem, to, "target", target);
}

void preview_command(struct arena *mem, struct json *to, const struct names *argv,
		     const struct names *env)
{
	json_add_names(mem, to, "argv", argv);
	json_add_names(mem, to, "env", env);
}

void preview_words(struct arena *mem, struct json *to, const char *words)
{
	struct names argv = str_split(mem, words, ' '), none = { 0 };

	preview_command(mem, to, &argv, &none);
}

const char *page_path(const struct step_page *page, const char *path)
{
	return path_tilde(page->v->mem, path, page->home);
}

void say_short_command(const struct step_page *page, const char *label, const struct names *argv)
{
	struct names words = { 0 };

	for (size_t i = 0; i < argv->n; i++)
		list_push(page->v->mem, &words, i ? argv->at[i] : path_name(argv->at[i]));
	view_command(page->v, label, &words);
}

void say_words(const struct step_page *page, const char *words)
{
	struct names argv = str_split(page->v->mem, words, ' ');

	view_command(page->v, _("Command"), &argv);
}

void say_whole_command(const struct step_page *page, const struct names *argv,
		       const struct names *env)
{
	view_command(page->v, _("Command"), argv);
	for (size_t i = 0; i < env->n; i++)
		view_field(page->v, _("With"), "%s", env->at[i]);
}

size_t step_number(const struct step_page *page, const struct step *s)
{
	size_t n = 0;

	for (const struct step *at = page->plan->steps.at; at <= s; at++)
		n += at->kind == s->kind;
	return n;
}

void say_places_once(const struct step_page *page, const struct step *s, const char *label,
		     const char *(*path_of)(const struct step *s))
{
	struct names paths = { 0 };

	if (step_number(page, s) > 1)
		return;
	for (size_t i = 0; i < page->plan->steps.n; i++) {
		const struct step *other = &page->plan->steps.at[i];

		if (other->kind == s->kind)
			list_push(page->v->mem, &paths, page_path(page, path_of(other)));
	}
	view_field(page->v, label, "%s", text_list(page->v->mem, &paths));
}
