/* explain --json. */
#include "base/json.h"
#include "explain/explain.h"

/* A pattern's own kinds are no kinds of things: a word that names nothing is about nothing. */
static enum thing_kind kind_told(enum thing_kind kind)
{
	return kind == THING_KNOWN ? THING_PROGRAM : kind < THING_KNOWN ? kind : THING_N;
}

static void add_about(struct arena *mem, struct json *parent, const struct thing *about)
{
	struct json *o;

	if (!about->name || kind_told(about->kind) == THING_N) {
		json_add_null(mem, parent, "about");
		return;
	}
	o = json_add_object(mem, parent, "about");
	json_add_string(mem, o, "kind", thing_kind_name(kind_told(about->kind)));
	json_add_string(mem, o, "name", about->name);
}

static void add_hypothesis(struct arena *mem, struct json *list, const struct hypothesis *h)
{
	struct json *o = json_add_object(mem, list, NULL), *fix;

	json_add_string(mem, o, "id", h->id);
	json_add_string(mem, o, "verdict", hypothesis_verdict_name(h->verdict));
	add_about(mem, o, &h->about);
	json_add_names(mem, o, "evidence", &h->evidence);
	json_add_string(mem, o, "remedy", h->remedy);
	if (!h->finding || !h->finding->remedy) {
		json_add_null(mem, o, "fix");
		return;
	}
	fix = json_add_object(mem, o, "fix");
	json_add_string(mem, fix, "summary", h->finding->remedy);
	json_add_bool(mem, fix, "automatic", h->finding->automatic);
}

static void add_command(struct arena *mem, struct json *list, const struct explained_command *c)
{
	struct json *o = json_add_object(mem, list, NULL);

	json_add_string(mem, o, "text", c->text);
	json_add_string(mem, o, "verdict", command_verdict_name(c->verdict));
	json_add_string(mem, o, "instead", c->instead);
	json_add_string(mem, o, "why", c->why);
}

struct json *explain_json(struct arena *mem, const struct explanation *x)
{
	struct json *o = json_new_object(mem), *list;

	json_add_number(mem, o, "schema", 1);
	json_add_bool(mem, o, "known", x->known);
	list = json_add_array(mem, o, "hypotheses");
	for (size_t i = 0; i < x->hypotheses.n; i++)
		add_hypothesis(mem, list, &x->hypotheses.at[i]);
	list = json_add_array(mem, o, "commands");
	for (size_t i = 0; i < x->commands.n; i++)
		add_command(mem, list, &x->commands.at[i]);
	return o;
}
