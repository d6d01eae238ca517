#include "plan/plan.h"

#include "base/json.h"
#include "plan/diff.h"

struct json *step_preview_json(struct arena *mem, const struct step *s)
{
	struct json *preview = json_new_object(mem);

	s->kind->preview(mem, s, preview);
	return preview;
}

/* A plan in JSON ends in logs, which others read: of a diff they get what diff_for_logs leaves. Here,
 * so that no kind can forget it. */
static struct json *preview_for_logs(struct arena *mem, const struct step *s)
{
	struct json *preview = step_preview_json(mem, s), *cut;
	struct bytes diff;

	if (!json_get(preview, "diff") ||
	    json_get_bytes(mem, json_get(preview, "diff"), &diff, NULL))
		return preview;
	cut = json_new_object(mem);
	json_add_bytes(mem, cut, "diff", bytes_of(diff_for_logs(mem, diff.at)));
	return cut;
}

static void add_step(struct arena *mem, struct json *steps, const struct step *s)
{
	struct json *to = json_add_object(mem, steps, NULL);

	json_add_string(mem, to, "id", s->id);
	json_add_string(mem, to, "kind", s->kind->name);
	json_add_text(mem, to, "summary", s->summary);
	json_add_text(mem, to, "why", s->why);
	json_add_names(mem, to, "needs", &s->needs);
	json_add_string(mem, to, "undo", undo_kind_name(s->undo));
	json_add_string(mem, to, "stays", s->stays);
	json_add(mem, to, "preview", preview_for_logs(mem, s));
}

static void add_change(struct arena *mem, struct json *changes, const struct answer_change *c)
{
	struct json *to = json_add_object(mem, changes, NULL);

	json_add_string(mem, to, "command", c->name);
	json_add_string(mem, to, "now", c->now);
	json_add_string(mem, to, "then", c->then);
}

struct json *plan_json(struct arena *mem, const struct plan *p)
{
	struct json *json = json_new_object(mem), *steps, *changes;

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
	changes = json_add_array(mem, json, "changes");
	for (size_t i = 0; i < p->changes.n; i++)
		add_change(mem, changes, &p->changes.at[i]);
	return json;
}
