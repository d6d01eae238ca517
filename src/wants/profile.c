#include "wants/profile.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "base/outside.h"
#include "base/url.h"
#include "net/net.h"
#include "wants/goproxy.h"
#include "wants/release.h"

/* The place in the file, as text ("go.sources"), goes with the reader; the first mistake is kept.
 */
struct reader {
	struct arena *mem;
	const char *name;
	struct profile *profile;
	struct err *e;
	enum rc rc;
};

static void profile_complain(struct reader *r, const struct json *at, const char *field,
			     const char *what)
{
	if (r->rc)
		return;
	r->rc = err_set(r->e, RC_PROFILE, _("%s line %d: %s: %s"), r->name, at->line, field, what);
	err_hint(r->e, "%s",
		 _("Correct that field of the profile, or take it out: every field is optional."));
}

static bool is_type(struct reader *r, const struct json *value, enum json_type type,
		    const char *field)
{
	if (value->type == type)
		return true;
	profile_complain(r, value, field,
			 arena_fmt(r->mem, _("expected %s, found %s"), json_type_name(type),
				   json_type_name(value->type)));
	return false;
}

static const char *read_string(struct reader *r, const struct json *value, const char *field)
{
	if (!is_type(r, value, JSON_STRING, field))
		return NULL;
	if (!*value->string)
		profile_complain(r, value, field, _("must not be empty"));
	return value->string;
}

static const char *read_version(struct reader *r, const struct json *value, const char *field)
{
	const char *version = read_string(r, value, field);

	if (!version)
		return NULL;
	if (str_starts(version, "go"))
		version += 2;
	else if (*version == 'v')
		version++;
	if (!isdigit((unsigned char)*version) || !outside_version(version))
		profile_complain(r, value, field,
				 _("expected an exact version such as \"1.26.8\""));
	return version;
}

static void read_method(struct reader *r, const struct json *value, const char *field,
			struct profile_tool *tool)
{
	const char *name = read_string(r, value, field);

	for (int method = 0; name && method < METHOD_N; method++) {
		if (str_equal(name, method_name((enum method)method))) {
			tool->method = (enum method)method;
			tool->method_set = true;
			return;
		}
	}
	profile_complain(r, value, field, _("expected \"keep\", \"archive\" or \"homebrew\""));
}

static void read_hash(struct reader *r, const struct json *value, const char *field, bool h1,
		      const char *file, struct profile_checksums *ret)
{
	const char *hash = read_string(r, value, field);
	struct profile_checksum *checksum;

	if (!hash)
		return;
	if (!h1)
		hash = outside_sha256(r->mem, hash);
	if (!hash || (h1 && !h1_is_valid(hash))) {
		profile_complain(r, value, field,
				 h1 ? _("expected a hash of the form h1:...=, as in go.sum")
				    : _("expected a SHA-256: 64 hexadecimal digits"));
		return;
	}
	checksum = list_add(r->mem, ret);
	checksum->file = file;
	checksum->hash = hash;
}

static void read_checksums(struct reader *r, const struct json *value, const char *field, bool h1,
			   struct profile_checksums *ret)
{
	if (value->type != JSON_OBJECT) {
		if (value->type != JSON_STRING)
			profile_complain(
				r, value, field,
				_("expected a string, or an object from file name to hash"));
		else
			read_hash(r, value, field, h1, NULL, ret);
		return;
	}
	json_each (entry, value)
		read_hash(r, entry, arena_fmt(r->mem, "%s.%s", field, entry->key), h1, entry->key,
			  ret);
}

static void read_sources(struct reader *r, const struct json *value, const char *field,
			 enum tool_id id, struct names *ret)
{
	if (!is_type(r, value, JSON_ARRAY, field))
		return;
	json_each (item, value) {
		const char *address, *why = NULL, *source = read_string(r, item, field);

		if (source && where_parse(id, source, &address, &why) == WHERE_BAD)
			profile_complain(r, item, field,
					 arena_fmt(r->mem, "\"%s\": %s", source, why));
		if (source)
			list_push(r->mem, ret, source);
	}
	if (!ret->n)
		profile_complain(r, value, field, _("must not be empty"));
}

static void read_tool(struct reader *r, const struct json *object, enum tool_id id)
{
	struct profile_tool *tool = &r->profile->tool[id];

	if (!is_type(r, object, JSON_OBJECT, object->key))
		return;
	tool->line = object->line;
	json_each (value, object) {
		const char *field = arena_fmt(r->mem, "%s.%s", object->key, value->key);

		if (str_equal(value->key, "version")) {
			tool->version = read_version(r, value, field);
			tool->line = value->line;
		} else if (str_equal(value->key, "method"))
			read_method(r, value, field, tool);
		else if (str_equal(value->key, "sources"))
			read_sources(r, value, field, id, &tool->sources);
		else if (str_equal(value->key, "sha256"))
			read_checksums(r, value, field, false, &tool->sha256);
		else if (tool_kind_of(id)->sources & 1u << SOURCE_GOPROXY &&
			 str_equal(value->key, "h1"))
			read_checksums(r, value, field, true, &tool->h1);
		else
			profile_complain(r, value, field, _("this field is not known"));
	}
}

/* Of those that not everybody needs `true` is enough; what is released may be told where from. */
static void read_go_program(struct reader *r, const struct json *value, const char *field,
			    enum tool_id id)
{
	struct profile_tool *tool = &r->profile->tool[id];

	tool->wanted = true;
	if (tool_kind_of(id)->pin && value->type == JSON_OBJECT)
		read_tool(r, value, id);
	else if (!tool_kind_of(id)->optional)
		tool->version = read_version(r, value, field);
	else if (value->type == JSON_STRING)
		tool->version = read_version(r, value, field);
	else if (value->type != JSON_BOOL || !value->boolean)
		profile_complain(r, value, field,
				 _("expected true, or a version such as \"v1.2.3\""));
}

static void read_go_programs(struct reader *r, const struct json *object)
{
	if (!is_type(r, object, JSON_OBJECT, object->key))
		return;
	json_each (value, object) {
		const char *field = arena_fmt(r->mem, "%s.%s", object->key, value->key);
		bool known = false;

		tools_each (id) {
			struct profile_tool *tool = &r->profile->tool[id];

			if (!str_equal(tool_kind_of(id)->profile, object->key))
				continue;
			if (str_equal(value->key, tool_name(id)))
				read_go_program(r, value, field, id);
			else if (!tool_kind_of(id)->optional && str_equal(value->key, "method"))
				read_method(r, value, field, tool);
			else
				continue;
			tool->line = value->line;
			known = true;
		}
		if (!known)
			profile_complain(r, value, field, _("this field is not known"));
	}
}

/* Addresses of its installer, {commit} in them stands for the pinned one; and its checksum. */
static void read_brew(struct reader *r, const struct json *object)
{
	if (!is_type(r, object, JSON_OBJECT, object->key))
		return;
	json_each (value, object) {
		const char *field = arena_fmt(r->mem, "homebrew.%s", value->key);
		struct profile_checksums checksums = { 0 };

		if (str_equal(value->key, "sources")) {
			read_sources(r, value, field, TOOL_N, &r->profile->brew_sources);
		} else if (str_equal(value->key, "sha256")) {
			read_hash(r, value, field, false, NULL, &checksums);
			if (checksums.n)
				r->profile->homebrew_sha256 = checksums.at[0].hash;
		} else {
			profile_complain(r, value, field, _("this field is not known"));
		}
	}
}

static void read_goproxy(struct reader *r, const struct json *value)
{
	const char *list = read_string(r, value, value->key);
	struct goproxy_entries entries;

	if (!list)
		return;
	entries = goproxy_split(r->mem, list);
	for (size_t i = 0; i < entries.n; i++) {
		if (!net_url_allowed(entries.at[i].url))
			profile_complain(
				r, value, value->key,
				arena_fmt(
					r->mem,
					_("\"%s\" is no https: address (http: serves loopback addresses only)"),
					url_redact(r->mem, entries.at[i].url)));
	}
	r->profile->goproxy = list;
}

static void read_shells(struct reader *r, const struct json *value)
{
	if (!is_type(r, value, JSON_ARRAY, value->key))
		return;
	r->profile->shells_set = true;
	json_each (item, value) {
		const char *name = read_string(r, item, value->key);
		enum shell_id id = shell_named(name);

		if (id < SHELL_N)
			r->profile->shell[id] = true;
		else
			profile_complain(r, item, value->key,
					 arena_fmt(r->mem, _("expected the name of a shell: %s"),
						   shell_names(r->mem)));
	}
}

static void read_schema(struct reader *r, const struct json *value)
{
	if (is_type(r, value, JSON_NUMBER, value->key) && value->number != 1)
		profile_complain(r, value, value->key, _("this goready knows schema 1 only"));
}

static void read_method_for_all(struct reader *r, const struct json *value)
{
	struct profile_tool all = { 0 };

	read_method(r, value, value->key, &all);
	required_tools_each (id) {
		struct profile_tool *tool = &r->profile->tool[id];

		if (all.method_set &&
		    !tool->method_set) { /* the tool's own counts more, wherever it stands */
			tool->method = all.method;
			tool->method_set = true;
		}
	}
}

/* False: it is the name of no tool, nor of several. */
static bool read_tools(struct reader *r, const struct json *value)
{
	tools_each (id) {
		const struct tool_kind *kind = tool_kind_of(id);

		if (!str_equal(value->key, kind->profile))
			continue;
		if (kind->delivery == DELIVERY_RELEASE)
			read_tool(r, value, id);
		else
			read_go_programs(r, value);
		return true;
	}
	return false;
}

static void read_field(struct reader *r, const struct json *value)
{
	if (str_equal(value->key, "schema"))
		read_schema(r, value);
	else if (str_equal(value->key, "homebrew"))
		read_brew(r, value);
	else if (str_equal(value->key, "goproxy"))
		read_goproxy(r, value);
	else if (str_equal(value->key, "shells"))
		read_shells(r, value);
	else if (!read_tools(r, value) && !str_equal(value->key, "method"))
		profile_complain(r, value, value->key, _("this field is not known"));
}

enum rc profile_parse(struct arena *mem, struct bytes text, const char *name,
		      const struct profile **ret, struct err *e)
{
	struct reader r = { .mem = mem, .name = name, .e = e };
	struct json *root;
	const struct json *method;

	if (json_parse(mem, text, &root, e)) {
		err_while(e, "%s", name);
		if (e)
			e->rc = RC_PROFILE;
		return RC_PROFILE;
	}
	r.profile = ARENA_NEW(mem, struct profile);
	r.profile->name = name;
	if (!is_type(&r, root, JSON_OBJECT, _("the profile")))
		return r.rc;
	json_each (value, root)
		read_field(&r, value);
	method = json_get(root, "method");
	if (method)
		read_method_for_all(&r, method);
	if (!r.rc)
		*ret = r.profile;
	return r.rc;
}

const char *profile_checksum(const struct profile_checksums *checksums, const char *file)
{
	for (size_t i = 0; file && i < checksums->n; i++) {
		const struct profile_checksum *checksum = &checksums->at[i];

		if (!checksum->file || str_equal(checksum->file, file) ||
		    str_equal(checksum->file, path_name(file)))
			return checksum->hash;
	}
	return NULL;
}

enum where where_parse(enum tool_id id, const char *text, const char **ret_address,
		       const char **ret_why)
{
	unsigned sources = id == TOOL_N ? 0 : tool_kind_of(id)->sources; /* Homebrew's installer */
	enum where where = WHERE_ADDRESS;

	*ret_address = text;
	if (str_equal(text, "official"))
		return WHERE_OFFICIAL;
	if (str_equal(text, "goproxy") && sources & 1u << SOURCE_GOPROXY)
		return WHERE_GOPROXY;
	if (str_equal(text, "goproxy") && id != TOOL_N &&
	    tool_kind_of(id)->delivery == DELIVERY_GO_INSTALL)
		return WHERE_COMPILED;
	if (str_equal(text, "goproxy")) {
		*ret_why = _("only Go comes through GOPROXY");
		return WHERE_BAD;
	}
	if (str_starts(text, "maven:")) {
		*ret_address = text + strlen("maven:");
		where = WHERE_MAVEN;
	}
	if (where == WHERE_MAVEN && !(sources & 1u << SOURCE_MAVEN)) {
		*ret_why = _("only protoc comes from Maven repositories");
		return WHERE_BAD;
	}
	if (net_url_allowed(*ret_address))
		return where;
	*ret_why = _("this is no https: address (http: serves loopback addresses only)");
	return WHERE_BAD;
}
