/* A view as data: what parity tests compare, and what snapshots of screens are made of. */
#include "view_json.h"

static const char *kind_name(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_TEXT:
		return "text";
	case BLOCK_HEADING:
		return "heading";
	case BLOCK_STATUS:
		return "status";
	case BLOCK_CHOICE:
		return "choice";
	case BLOCK_FIELD:
		return "field";
	case BLOCK_DIFF:
		return "diff";
	case BLOCK_COMMAND:
		return "command";
	case BLOCK_PROGRESS:
		return "progress";
	case BLOCK_TABLE:
		return "table";
	case BLOCK_BOX:
		return "box";
	}
	return "";
}

static const char *level_id(enum status_level level)
{
	static const char *const ids[] = {
		[SAY_OK] = "ok",           [SAY_PROBLEM] = "problem", [SAY_WARNING] = "warning",
		[SAY_NOTE] = "note",       [SAY_SKIPPED] = "skipped", [SAY_DONE] = "done",
		[SAY_WORKING] = "working", [SAY_WAITING] = "waiting"
	};

	return ids[level];
}

static void add_choice(struct arena *mem, struct json *to, const struct block *b)
{
	struct json *options = json_add_array(mem, to, "options");

	json_add_bool(mem, to, "several", b->several);
	for (size_t i = 0; i < b->options.n; i++) {
		const struct option *o = &b->options.at[i];
		struct json *item = json_add_object(mem, options, NULL);
		bool on = b->several ? i < 64 && (b->chosen_set >> i & 1) : b->chosen == (int)i;

		json_add_string(mem, item, "id", o->id);
		json_add_string(mem, item, "label", o->label);
		json_add_string(mem, item, "detail", o->detail);
		json_add_bool(mem, item, "chosen", on);
		json_add_bool(mem, item, "recommended", o->recommended);
		json_add_bool(mem, item, "disabled", o->disabled);
		json_add_string(mem, item, "why_disabled", o->why_disabled);
	}
}

static void add_progress(struct arena *mem, struct json *to, const struct block *b)
{
	json_add_string(mem, to, "level", level_id(b->level));
	json_add_number(mem, to, "done", (double)b->done);
	json_add_number(mem, to, "total", (double)b->total);
	json_add_bool(mem, to, "bytes", b->bytes);
}

static void add_table(struct arena *mem, struct json *to, const struct block *b)
{
	struct json *rows;

	json_add_names(mem, to, "columns", &b->columns);
	rows = json_add_array(mem, to, "rows");
	for (size_t i = 0; i < b->rows.n; i++)
		json_add_names(mem, rows, NULL, &b->rows.at[i].cells);
}

static void add_diff(struct arena *mem, struct json *to, const struct block *b)
{
	json_add_string(mem, to, "path", b->diff.path);
	json_add_string(mem, to, "unified", b->diff.unified);
	json_add_number(mem, to, "change", b->diff.change);
	json_add_number(mem, to, "changes", b->diff.changes);
}

static void add_block(struct arena *mem, struct json *to, const struct block *b)
{
	json_add_string(mem, to, "kind", kind_name(b->kind));
	if (b->id)
		json_add_string(mem, to, "id", b->id);
	if (b->label)
		json_add_string(mem, to, "label", b->label);
	if (b->text)
		json_add_string(mem, to, "text", b->text);
	switch (b->kind) {
	case BLOCK_STATUS:
		json_add_string(mem, to, "level", level_id(b->level));
		break;
	case BLOCK_CHOICE:
		add_choice(mem, to, b);
		break;
	case BLOCK_DIFF:
		add_diff(mem, to, b);
		break;
	case BLOCK_PROGRESS:
		add_progress(mem, to, b);
		break;
	case BLOCK_TABLE:
		add_table(mem, to, b);
		break;
	case BLOCK_TEXT:
	case BLOCK_HEADING:
	case BLOCK_FIELD:
	case BLOCK_COMMAND:
	case BLOCK_BOX:
		break;
	}
}

struct json *view_json(struct arena *mem, const struct view *v)
{
	struct json *root = json_new_object(mem);
	struct json *list;

	json_add_string(mem, root, "screen", v->screen);
	json_add_string(mem, root, "title", v->title);
	json_add_number(mem, root, "step", v->step);
	json_add_number(mem, root, "steps", v->steps);
	if (v->parts) {
		json_add_number(mem, root, "part", v->part);
		json_add_number(mem, root, "parts", v->parts);
	}
	json_add_bool(mem, root, "busy", v->busy);
	list = json_add_array(mem, root, "blocks");
	for (size_t i = 0; i < v->blocks.n; i++)
		add_block(mem, json_add_object(mem, list, NULL), &v->blocks.at[i]);
	list = json_add_array(mem, root, "actions");
	for (size_t i = 0; i < v->actions.n; i++) {
		const struct action *a = &v->actions.at[i];
		struct json *item = json_add_object(mem, list, NULL);

		json_add_string(mem, item, "name", a->name);
		json_add_string(mem, item, "label", a->label);
		json_add_bool(mem, item, "enabled", a->enabled);
		json_add_string(mem, item, "why_not", a->why_not);
		json_add_bool(mem, item, "consent", a->consent);
	}
	return root;
}
