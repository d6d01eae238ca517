/* The shells' answers as JSON and back, and what they say put into facts. */
#include "facts/gather.h"

#include <string.h>

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
		for (int id = 0; id < TOOL_N; id++)
			json_add_string(mem, tools, tool_name((enum tool_id)id), r->tool[id]);
		json_add_string(mem, o, "complaint", r->complaint);
		json_add_number(mem, o, "ms", r->ms);
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
		return err_set(e, RC_SYNTAX, _("the shells' answers are not a list"));
	json_each (o, json) {
		struct resolved *r = list_add(mem, &matrix);

		if (!parse_names(o, r))
			return err_set(e, RC_SYNTAX,
				       _("the shells' answers, line %d: no such shell or mode"),
				       o->line);
		r->inherits = json_bool(o, "inherits", false);
		r->asked = json_bool(o, "asked", false);
		r->timed_out = json_bool(o, "timed_out", false);
		r->status = (int)json_number(o, "status", 0);
		r->path_text = arena_strdup(mem, json_string(o, "path"));
		for (int id = 0; id < TOOL_N; id++)
			r->tool[id] = arena_strdup(mem, json_string(json_get(o, "tools"),
								    tool_name((enum tool_id)id)));
		r->complaint = arena_strdup(mem, json_string(o, "complaint"));
		r->ms = (int)json_number(o, "ms", 0);
	}
	*ret = matrix;
	return RC_OK;
}

/* The login shell's answer counts: as a terminal starts it, else as a login does. */
static const struct resolved *login_answer(const struct facts *f, const struct shell_matrix *matrix)
{
	static const enum shell_mode order[] = { MODE_LOGIN_INTERACTIVE, MODE_LOGIN,
						 MODE_INTERACTIVE };
	enum shell_id login = f->shell.login < SHELL_N ? f->shell.login : SHELL_SH;

	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < matrix->n; i++)
			if (matrix->at[i].shell == login && matrix->at[i].mode == order[k] &&
			    matrix->at[i].path_text)
				return &matrix->at[i];
	return NULL;
}

/* Tools in folders no file told of (`eval "$(mise activate)"`) are looked at now. */
static void look_again(struct arena *mem, struct facts *f)
{
	struct gather g = { .mem = mem, .host = f->host, .f = f };
	size_t known = f->tools.n;
	struct tools fresh = { 0 };

	if (!f->host)
		return;
	(void)f->host->system(f->host, mem, &g.system, NULL);
	tools_add_new_shell(&g);
	for (size_t i = known; i < f->tools.n; i++)
		list_push(mem, &fresh, f->tools.at[i]);
	versions_ask(&g, &fresh);
	for (size_t i = 0; i < fresh.n; i++)
		f->tools.at[known + i] = fresh.at[i];
}

/* What path_helper puts on PATH and the start files then took away again. */
static void compare_path_helper(struct arena *mem, struct facts *f)
{
	struct path_facts *p = &f->path;

	p->path_helper_lost = (struct names){ 0 };
	for (size_t i = 0; i < p->paths_d.n; i++)
		if (new_shell_index_of(f, p->paths_d.at[i]) < 0)
			list_push(mem, &p->path_helper_lost, p->paths_d.at[i]);
}

void facts_set_matrix(struct arena *mem, struct facts *f, const struct shell_matrix *matrix)
{
	const struct resolved *r = login_answer(f, matrix);

	f->shell.matrix = *matrix;
	if (!r)
		return;
	f->path.new_shell = str_split(mem, r->path_text, ':');
	f->path.new_shell_asked = true;
	for (size_t i = 0; i < f->tools.n; i++)
		f->tools.at[i].new_shell_index =
			new_shell_index_of(f, path_folder(mem, f->tools.at[i].path));
	for (size_t i = 0; i < f->brew.brews.n; i++) {
		struct brew *b = &f->brew.brews.at[i];

		b->new_shell_index = new_shell_index_of(f, path_join(mem, b->prefix, "bin"));
	}
	compare_path_helper(mem, f);
	look_again(mem, f);
}
