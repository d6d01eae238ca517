#include "base/i18n.h"
#include "proof/proof.h"

struct json *verdict_json(struct arena *mem, const struct verdict *v)
{
	struct json *object = json_new_object(mem);

	json_add_string(mem, object, "proof", v->proof);
	json_add_string(mem, object, "id", v->id);
	json_add_bool(mem, object, "ok", v->ok);
	json_add_string(mem, object, "state", v->skipped ? "skipped" : v->ok ? "passed" : "failed");
	json_add_number(mem, object, "ms", v->ms);
	json_add_text(mem, object, "title", v->title);
	json_add_text(mem, object, "evidence", v->evidence);
	json_add_names(mem, object, "command", &v->command);
	json_add_text(mem, object, "remedy", v->remedy);
	return object;
}

enum rc verdict_parse(struct arena *mem, const struct json *json, struct verdict *ret,
		      struct err *e)
{
	struct verdict v = { .proof = json_string(json, "proof"),
			     .id = json_string(json, "id"),
			     .ok = json_bool(json, "ok", false),
			     .skipped = str_equal(json_string(json, "state"), "skipped"),
			     .ms = json_int(json, "ms", 0),
			     .title = json_string(json, "title"),
			     .evidence = json_string(json, "evidence"),
			     .command = json_names(mem, json_get(json, "command")),
			     .remedy = json_string(json, "remedy") };

	if (!v.id || !v.title)
		return err_set(e, RC_INTERNAL, "%s", _("a verdict without a name"));
	*ret = v;
	return RC_OK;
}

struct json *proof_json(struct arena *mem, const struct verdicts *verdicts)
{
	struct json *root = json_new_object(mem), *list;

	json_add_bool(mem, root, "ok", proof_ok(verdicts));
	list = json_add_array(mem, root, "verdicts");
	for (size_t i = 0; i < verdicts->n; i++)
		json_add(mem, list, NULL, verdict_json(mem, &verdicts->at[i]));
	return root;
}
