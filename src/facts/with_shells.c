/* The machine as its shells see it: facts anew, from older ones and the shells' answers. */
#include "facts/gather.h"

#include <string.h>

#include "base/environment.h"
#include "base/text_table.h"
#include "tool/go_variables.h"

/* The login shell's answer counts: as a terminal starts it, else as a login does; of one that goes on as another
 * shell in its place that one's. */
static const struct resolved *login_answer(const struct facts *f, const struct shell_matrix *matrix,
					   const struct start_file *goes_on)
{
	static const enum shell_mode order[] = { MODE_INTERACTIVE, MODE_LOGIN_INTERACTIVE,
						 MODE_LOGIN, MODE_INTERACTIVE };
	enum shell_id login =
		goes_on ? shell_of_program(goes_on->end.goes_on) : shell_or_usual(f->shell.login);

	for (size_t k = goes_on ? 0 : 1; k < sizeof(order) / sizeof(order[0]); k++)
		for (size_t i = 0; i < matrix->n; i++)
			if (matrix->at[i].shell == login && matrix->at[i].mode == order[k] &&
			    matrix->at[i].path_text)
				return &matrix->at[i];
	return NULL;
}

/* Tools in folders no file told of (`eval "$(mise activate)"`) are looked at now. */
static void look_again(struct gather *g)
{
	struct facts *f = g->f;
	size_t known = f->tools.n;
	struct tools fresh = { 0 };

	tools_add_new_shell(g);
	for (size_t i = known; i < f->tools.n; i++)
		list_push(g->mem, &fresh, f->tools.at[i]);
	versions_ask(g, &fresh);
	for (size_t i = 0; i < fresh.n; i++)
		f->tools.at[known + i] = fresh.at[i];
}

/* What path_helper puts on PATH and the start files then took away again. */
static void compare_path_helper(struct gather *g)
{
	struct path_facts *p = &g->f->path;

	p->path_helper_lost = (struct names){ 0 };
	for (size_t i = 0; i < p->paths_d.n; i++)
		if (new_shell_index_of(g->f, p->paths_d.at[i]) < 0)
			list_push(g->mem, &p->path_helper_lost, p->paths_d.at[i]);
}

/* Lists whose elements change are copied; the rest is shared with the older facts. */
static void take_tools(struct gather *g, const struct tools *tools)
{
	g->f->tools = (struct tools){ 0 };
	for (size_t i = 0; i < tools->n; i++) {
		struct tool *tool = list_add(g->mem, &g->f->tools);

		*tool = tools->at[i];
		tool->new_shell_index = new_shell_index_of(g->f, path_folder(g->mem, tool->path));
	}
}

static void take_brews(struct gather *g, const struct brew *brews, size_t n)
{
	memset(&g->f->brew.brews, 0, sizeof(g->f->brew.brews));
	for (size_t i = 0; i < n; i++) {
		struct brew *brew = list_add(g->mem, &g->f->brew.brews);

		*brew = brews[i];
		brew->new_shell_index =
			new_shell_index_of(g->f, path_join(g->mem, brew->prefix, "bin"));
	}
}

/* A terminal keeps what a line set that was taken out since: no new one has it. Where modules come from
 * and where things lie is the user's word for this terminal all the same (GOPROXY=... goready). */
static bool is_old(const struct gather *g, const struct resolved *login, const struct setting *s)
{
	return s->environment && !go_variable_is(s->name, VARIABLE_HANDED_ON) &&
	       !environment_value(&login->variables, s->name) && !gather_last_line(g, s->name);
}

static void forget_old_settings(struct gather *g, const struct resolved *login)
{
	const struct go_settings was = g->f->go;

	if (!login->variables_told)
		return;
	memset(&g->f->go.settings, 0, sizeof(g->f->go.settings));
	for (size_t i = 0; i < was.settings.n; i++) {
		struct setting *s = list_add(g->mem, &g->f->go.settings);

		*s = was.settings.at[i];
		if (!is_old(g, login, s))
			continue;
		list_push(g->mem, &g->f->go.old,
			  arena_fmt(g->mem, "%s=%s", s->name, s->environment));
		s->environment = NULL;
		s->value = s->go_env_file ? s->go_env_file : s->goroot_file;
		s->origin = s->go_env_file   ? SETTING_GO_ENV_FILE
			    : s->goroot_file ? SETTING_GOROOT_FILE
					     : SETTING_DEFAULT;
	}
}

const struct facts *facts_with_syntax(struct arena *mem, struct host *host, const struct facts *f)
{
	struct gather g = { .mem = mem, .host = host, .f = arena_memdup(mem, f, sizeof(*f)) };

	gather_syntax(&g);
	g.f->shell.syntax_checked = true;
	return g.f;
}

/* It was asked by itself, and has what the shell before it had as well. */
static void add_handed_over(struct gather *g)
{
	struct names *path = &g->f->path.new_shell;
	const struct names more = path_handed_over(g);
	struct text_table seen = { 0 };

	for (size_t i = 0; i < path->n; i++)
		(void)text_table_add(g->mem, &seen, path_bare(g->mem, path->at[i]), 0);
	for (size_t i = 0; i < more.n; i++)
		if (text_table_add(g->mem, &seen, path_bare(g->mem, more.at[i]), 0))
			list_push(g->mem, path, more.at[i]);
}

bool resolved_lacks_terminal(const struct facts *f, const struct resolved *r)
{
	if (!f->shell.shells[r->shell].for_terminals || !r->path_text ||
	    (r->mode != MODE_INTERACTIVE && r->mode != MODE_LOGIN_INTERACTIVE))
		return false;
	required_tools_each (id)
		if (!r->tool[id])
			return true;
	return false;
}

struct names facts_path_at_terminal(struct arena *mem, const struct facts *f, const char *path)
{
	struct names all = { 0 }, asked = str_split(mem, path, ':');

	for (size_t i = 0; i < f->path.new_shell.n; i++)
		list_push(mem, &all, f->path.new_shell.at[i]);
	for (size_t i = 0; i < asked.n; i++)
		if (!names_hold_path(&all, asked.at[i]))
			list_push(mem, &all, asked.at[i]);
	return all;
}

const struct facts *facts_with_shells(struct arena *mem, struct host *host, const struct facts *f,
				      const struct shell_matrix *matrix)
{
	const struct start_file *goes_on = facts_goes_on(f);
	const struct resolved *login = login_answer(f, matrix, goes_on);
	struct gather g = { .mem = mem, .host = host };

	if (!login)
		return f;
	if (host)
		(void)host->system(host, mem, &g.system, NULL); /* whose is what others made? */
	g.f = arena_memdup(mem, f, sizeof(*f));
	traced_add(mem, g.f, login);
	forget_old_settings(&g, login);
	g.f->path.new_shell = resolved_lacks_terminal(f, login)
				      ? facts_path_at_terminal(mem, f, login->path_text)
				      : str_split(mem, login->path_text, ':');
	if (goes_on && host)
		add_handed_over(&g);
	g.f->path.new_shell_asked = true;
	path_compare_new_shell(&g);
	take_tools(&g, &f->tools);
	take_brews(&g, f->brew.brews.at, f->brew.brews.n);
	compare_path_helper(&g);
	if (host && !f->shell.syntax_checked) { /* until they may be started nobody knows */
		gather_syntax(&g);
		g.f->shell.syntax_checked = true;
	}
	if (host && login->variables_told)
		goenv_look_at_told(&g, &login->variables);
	if (host)
		look_again(&g);
	if (host)
		gather_fronts(&g);
	return g.f;
}
