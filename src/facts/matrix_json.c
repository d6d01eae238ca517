/* The shells' answers as JSON and back. */
#include "facts/gather.h"

#include "base/i18n.h"

struct json *shell_matrix_json(struct arena *mem, const struct shell_matrix *matrix)
{
	struct json *list = json_new_array(mem);

	for (size_t i = 0; i < matrix->n; i++) {
		const struct resolved *r = &matrix->at[i];
		struct json *o = json_add_object(mem, list, NULL);
		struct json *tools;

		json_add_string(mem, o, "shell", shell_name(r->shell));
		json_add_string(mem, o, "mode", shell_mode_name(r->mode));
		json_add_bool(mem, o, "inherits", r->inherits);
		json_add_bool(mem, o, "asked", r->asked);
		json_add_bool(mem, o, "timed_out", r->timed_out);
		json_add_number(mem, o, "status", r->status);
		json_add_string(mem, o, "path", r->path_text);
		tools = json_add_object(mem, o, "tools");
		tools_each (id)
			if (!tool_kind_of(id)->optional || r->tool[id])
				json_add_string(mem, tools, tool_name(id), r->tool[id]);
		if (r->variables_told)
			json_add_names(mem, o, "variables", &r->variables);
		json_add_string(mem, o, "complaint", r->complaint);
		json_add_number(mem, o, "ms", r->ms);
		traced_to_json(mem, o, r);
	}
	return list;
}

static bool parse_names(const struct json *o, struct resolved *r)
{
	const char *shell = json_string(o, "shell"), *mode = json_string(o, "mode");
	int id = 0, m = 0;

	while (id < SHELL_N && !str_equal(shell_name((enum shell_id)id), shell))
		id++;
	while (m < MODE_N && !str_equal(shell_mode_name((enum shell_mode)m), mode))
		m++;
	r->shell = (enum shell_id)id;
	r->mode = (enum shell_mode)m;
	return id < SHELL_N && m < MODE_N;
}

enum rc shell_matrix_parse(struct arena *mem, const struct json *json, struct shell_matrix *ret,
			   struct err *e)
{
	struct shell_matrix matrix = { 0 };

	if (!json || json->type != JSON_ARRAY)
		return err_set(e, RC_SYNTAX, _("the answers of the shells are not a list"));
	json_each (o, json) {
		struct resolved *r = list_add(mem, &matrix);

		if (!parse_names(o, r))
			return err_set(e, RC_SYNTAX,
				       _("the shells' answers, line %d: no such shell or mode"),
				       o->line);
		r->inherits = json_bool(o, "inherits", false);
		r->asked = json_bool(o, "asked", false);
		r->timed_out = json_bool(o, "timed_out", false);
		r->status = json_int(o, "status", 0);
		r->path_text = arena_strdup(mem, json_string(o, "path"));
		tools_each (id)
			r->tool[id] =
				arena_strdup(mem, json_string(json_get(o, "tools"), tool_name(id)));
		r->variables_told = json_get(o, "variables") != NULL;
		r->variables = json_names(mem, json_get(o, "variables"));
		r->complaint = arena_strdup(mem, json_string(o, "complaint"));
		r->ms = json_int(o, "ms", 0);
		traced_parse(mem, o, r);
	}
	*ret = matrix;
	return RC_OK;
}
