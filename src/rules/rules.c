#include "rules/rules.h"

#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "rules/rule.h"

/* Within a level, the order doctor prints. */
static const struct rule *const tables[] = {
	machine_rules,     brew_rules,
	clt_rules,         wsl_rules,
	go_rules,          toolset_rules,
	goenv_rules,       goflags_rules,
	goenv_value_rules, goenv_toolchain_rules,
	goenv_proxy_rules, protoc_rules,
	plugin_rules,      brew_missing_rules,
	more_tools_rules,  path_line_rules,
	path_rules,        start_file_rules,
	start_line_rules,  shell_answer_rules,
	network_rules,     disk_rules,
	gotool_rules,      goenv_conflict_rules,
	surrounding_rules, editor_rules,
	project_rules,     own_block_rules,
};

const char *level_name(enum level level)
{
	static const char *const names[] = {
		[LEVEL_OK] = "ok",
		[LEVEL_NOTE] = "note",
		[LEVEL_WARNING] = "warning",
		[LEVEL_PROBLEM] = "problem",
	};

	return names[level];
}

const struct rule *rules_at(size_t i)
{
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
		for (const struct rule *rule = tables[t]; rule->id; rule++) {
			if (i-- == 0)
				return rule;
		}
	}
	return NULL;
}

const struct rule *rules_find(const char *id)
{
	const struct rule *rule;

	for (size_t i = 0; (rule = rules_at(i)); i++) {
		if (str_equal(rule->id, id))
			return rule;
	}
	return NULL;
}

bool rules_need_shells(const char *id)
{
	const struct rule *rule = rules_find(id);

	return rule && rule->looks_at == LOOKS_AT_SHELLS;
}

bool rules_are(const char *pattern, const char *id)
{
	const char *dot = strchr(id, '.');

	if (str_equal(pattern, "*"))
		return true;
	if (str_ends(pattern, ".*"))
		return strncmp(pattern, id, strlen(pattern) - 1) == 0;
	return pattern[0] == '*' ? str_equal(pattern + 1, dot) : str_equal(pattern, id);
}

static void rules_ask(const struct rule_input *in, const struct rule *rule, struct finding about,
		      struct findings *found)
{
	about.rule = rule;
	about.level = rule->level;
	if (!rule->holds(in, &about))
		return;
	if (!about.title)
		about.title = _(rule->title);
	list_push(in->mem, found, about);
}

static bool is_asked_of(enum rule_tools tools, enum tool_id id)
{
	switch (tools) {
	case TOOLS_ALL:
		return true;
	case TOOLS_REQUIRED:
		return !tool_kind_of(id)->optional;
	case TOOLS_PLUGINS:
	case TOOLS_ANY_PLUGIN:
	case TOOLS_PLUGINS_AND_ONCE:
		return tool_is_plugin(id);
	case TOOLS_OPTIONAL:
		return tool_kind_of(id)->optional && !tool_is_plugin(id);
	case TOOLS_NONE:
		break;
	}
	return false;
}

static void check_rule(const struct rule_input *in, const struct rule *rule, struct findings *found)
{
	const struct tools *plugins = &in->facts->plugins;

	if (rule->by_symptom_only || !rule->holds)
		return;
	tools_each (id)
		if (is_asked_of(rule->tools, id))
			rules_ask(in, rule, (struct finding){ .tool = id }, found);
	for (size_t i = 0; rule->tools == TOOLS_ANY_PLUGIN && i < plugins->n; i++)
		rules_ask(in, rule, (struct finding){ .tool = TOOL_N, .program = &plugins->at[i] },
			  found);
	for (size_t i = 0; rule->variables && rule->variables[i]; i++)
		rules_ask(in, rule,
			  (struct finding){ .tool = TOOL_N, .variable = rule->variables[i] },
			  found);
	if ((!rule->tools && !rule->variables) || rule->tools == TOOLS_PLUGINS_AND_ONCE)
		rules_ask(in, rule, (struct finding){ .tool = TOOL_N }, found);
}

struct findings rules_check(const struct rule_input *in)
{
	static const struct observed nothing;
	struct rule_input all = *in;
	struct findings found = { 0 };
	const struct rule *rule;

	if (!all.observed)
		all.observed = &nothing;
	for (size_t i = 0; (rule = rules_at(i)); i++)
		check_rule(&all, rule, &found);
	findings_group(&all, &found);
	return found;
}

size_t findings_count(const struct findings *f, enum level level)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->at[i].level == level;
	return n;
}

bool finding_about(const struct finding *f, const char **ret_kind, const char **ret_name)
{
	*ret_kind = NULL;
	if (f->about_name) {
		*ret_kind = f->about_kind;
		*ret_name = f->about_name;
	} else if (f->tool < TOOL_N) {
		*ret_kind = "program";
		*ret_name = tool_name(f->tool);
	} else if (f->program) {
		*ret_kind = "program";
		*ret_name = path_name(f->program->path);
	} else if (f->variable) {
		*ret_kind = "variable";
		*ret_name = f->variable;
	}
	return *ret_kind != NULL;
}

bool finding_is_same(const struct finding *a, const struct finding *b)
{
	const char *kind, *name = NULL, *other = NULL;

	(void)finding_about(a, &kind, &name);
	(void)finding_about(b, &kind, &other);
	return a->rule == b->rule && str_equal(name, other);
}

void finding_add_about(struct arena *mem, struct json *object, const struct finding *f)
{
	const char *kind, *name;
	struct json *about;

	if (!finding_about(f, &kind, &name)) {
		json_add_null(mem, object, "about");
		return;
	}
	about = json_add_object(mem, object, "about");
	json_add_string(mem, about, "kind", kind);
	json_add_text(mem, about, "name", name);
}

static void add_where(struct arena *mem, struct json *object, const struct finding *f)
{
	struct json *list = json_add_array(mem, object, "where");

	for (size_t i = 0; i < f->where.n; i++) {
		struct json *one = json_add_object(mem, list, NULL);

		json_add_text(mem, one, "file", f->where.at[i].file);
		json_add_number(mem, one, "line", f->where.at[i].line);
	}
}

static void add_finding(struct arena *mem, struct json *list, const struct finding *f)
{
	struct json *object = json_add_object(mem, list, NULL), *fix;

	json_add_string(mem, object, "id", f->rule->id);
	json_add_string(mem, object, "topic", topic_name(f->rule->topic));
	json_add_string(mem, object, "level", level_name(f->level));
	json_add_text(mem, object, "title", f->title);
	finding_add_about(mem, object, f);
	json_add_string(mem, object, "under", f->under ? f->under->id : NULL);
	add_where(mem, object, f);
	json_add_texts(mem, object, "evidence", &f->evidence);
	json_add_text(mem, object, "why", f->rule->why ? _(f->rule->why) : NULL);
	if (!f->remedy) {
		json_add_null(mem, object, "fix");
		return;
	}
	fix = json_add_object(mem, object, "fix");
	json_add_text(mem, fix, "summary", f->remedy);
	json_add_bool(mem, fix, "automatic", f->automatic);
}

struct json *findings_json(struct arena *mem, const struct findings *f)
{
	struct json *list = json_new_array(mem);

	for (size_t i = 0; i < f->n; i++)
		add_finding(mem, list, &f->at[i]);
	return list;
}
