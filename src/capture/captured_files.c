/* Reading a captured machine: its files. */
#include <stdlib.h>

#include "base/base64.h"
#include "base/i18n.h"
#include "capture/captured.h"

static enum rc load_mode(const struct json *value, mode_t *ret, struct err *e)
{
	char *end;
	unsigned long mode;

	if (!value)
		return RC_OK;
	if (value->type != JSON_STRING || !*value->string)
		return captured_bad(e, value, _("must be a text like \"0644\""));
	mode = strtoul(value->string, &end, 8);
	if (*end || mode > 07777)
		return captured_bad(e, value, _("must be a text like \"0644\""));
	*ret = (mode_t)mode;
	return RC_OK;
}

static const char *const formats[] = {
	[BINARY_NONE] = "none",   [BINARY_ELF] = "elf", [BINARY_MACHO] = "macho",
	[BINARY_FAT] = "fat",     [BINARY_PE] = "pe",   [BINARY_SCRIPT] = "script",
	[BINARY_OTHER] = "other",
};

const char *captured_format_name(enum binary_format format)
{
	return formats[format];
}

static const char *const insteads[] = { [INSTEAD_PAGE] = "page", [INSTEAD_ARCHIVE] = "archive" };

const char *captured_instead_name(enum binary_instead instead)
{
	return insteads[instead];
}

static enum binary_instead instead_parse(const char *name)
{
	return str_equal(name, insteads[INSTEAD_PAGE])      ? INSTEAD_PAGE
	       : str_equal(name, insteads[INSTEAD_ARCHIVE]) ? INSTEAD_ARCHIVE
							    : INSTEAD_NOTHING;
}

static bool format_parse(const char *name, enum binary_format *ret)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (str_equal(formats[i], name)) {
			*ret = (enum binary_format)i;
			return true;
		}
	}
	return false;
}

static enum rc load_go(struct arena *mem, const struct json *go, struct binary *b, struct err *e)
{
	static const char *const known[] = { "version", "main",   "mod", "mod_version",
					     "goos",    "goarch", NULL };
	struct go_build *build = ARENA_NEW(mem, struct go_build);
	enum rc rc;

	if (!go || go->type == JSON_NULL)
		return RC_OK;
	rc = captured_check(go, known, e);
	if (rc)
		return rc;
	*build = (struct go_build){ .version = json_string(go, "version"),
				    .main = json_string(go, "main"),
				    .mod = json_string(go, "mod"),
				    .mod_version = json_string(go, "mod_version"),
				    .goos = json_string(go, "goos"),
				    .goarch = json_string(go, "goarch") };
	b->go = build;
	return RC_OK;
}

static void load_archs(const struct json *arch, struct binary *b)
{
	if (arch && arch->type == JSON_STRING)
		b->archs[b->arch_n++] = arch_parse(arch->string);
	if (!arch || arch->type != JSON_ARRAY)
		return;
	json_each (item, arch)
		if (item->type == JSON_STRING && b->arch_n < 4)
			b->archs[b->arch_n++] = arch_parse(item->string);
}

static enum rc load_binary(struct captured *c, const struct json *value, struct node *n,
			   struct err *e)
{
	static const char *const known[] = { "format",      "os",    "arch",      "bits",
					     "interpreter", "needs", "rpaths",    "min_os",
					     "sdk",         "uuid",  "signature", "cut_off",
					     "instead",     "go",    NULL };
	struct binary *b = ARENA_NEW(c->mem, struct binary);
	enum rc rc = captured_check(value, known, e);

	if (rc)
		return rc;
	if (!format_parse(json_string(value, "format"), &b->format))
		return captured_bad(e, value,
				    _("needs a format: elf, macho, fat, pe, script, other, none"));
	if (json_string(value, "os"))
		b->os = os_parse(json_string(value, "os"));
	load_archs(json_get(value, "arch"), b);
	b->bits = json_int(value, "bits", 0);
	b->interpreter = json_string(value, "interpreter");
	b->needs = json_names(c->mem, json_get(value, "needs"));
	b->rpaths = json_names(c->mem, json_get(value, "rpaths"));
	b->min_os = json_string(value, "min_os");
	b->sdk = json_string(value, "sdk");
	if (json_get(value, "uuid"))
		b->uuid = json_bool(value, "uuid", false) ? 1 : -1;
	b->instead = instead_parse(json_string(value, "instead"));
	b->cut_off = json_bool(value, "cut_off", false);
	b->signature = json_bool(value, "signature", false);
	n->binary = b;
	n->mode = 0755;
	if (!n->has_size)
		n->size = 1000000;
	return load_go(c->mem, json_get(value, "go"), b, e);
}

static void set_content(struct node *n, struct bytes content)
{
	n->type = FILE_REGULAR;
	n->has_content = true;
	n->content = content;
	if (content.n > 2 && content.at[0] == '#' && content.at[1] == '!')
		n->mode = 0755;
}

static enum rc load_list(struct captured *c, const struct json *list, struct node *folder,
			 struct err *e)
{
	static const struct {
		const char *name;
		enum file_type type;
	} types[] = { { "file", FILE_REGULAR },
		      { "folder", FILE_FOLDER },
		      { "link", FILE_LINK },
		      { "other", FILE_OTHER } };
	const char *path = captured_path(c->mem, folder);

	if (list->type != JSON_OBJECT)
		return captured_bad(e, list, _("must be an object: name to kind"));
	folder->listed = true;
	json_each (item, list) {
		struct node *n = captured_child(folder, item->key);
		size_t i = 0;

		while (i < 4 && item->type == JSON_STRING &&
		       !str_equal(types[i].name, item->string))
			i++;
		if (i == 4 || item->type != JSON_STRING)
			return captured_bad(e, item, _("must be file, folder, link or other"));
		if (n)
			continue;
		n = captured_make(c, path_join(c->mem, path, item->key));
		n->implied = false;
		n->type_only = true;
		n->type = types[i].type;
	}
	return RC_OK;
}

/* What kind of thing a file's object describes; in `n`. */
static enum rc load_kind(struct captured *c, const struct json *file, struct node *n, struct err *e)
{
	const struct json *text = json_get(file, "text"), *list = json_get(file, "list");
	struct bytes content = { "", 0 };
	enum rc rc;

	n->type = FILE_REGULAR;
	n->mode = 0644;
	if (json_string(file, "link")) {
		n->type = FILE_LINK;
		n->mode = 0777;
		n->target = captured_expand(c, json_string(file, "link"));
		return RC_OK;
	}
	if (json_bool(file, "folder", false) || list) {
		n->type = FILE_FOLDER;
		n->mode = 0755;
		return list ? load_list(c, list, n, e) : RC_OK;
	}
	if (json_bool(file, "other", false)) {
		n->type = FILE_OTHER;
		return RC_OK;
	}
	if (json_string(file, "b64")) {
		if (!base64_decode(c->mem, json_string(file, "b64"), &content))
			return captured_bad(e, json_get(file, "b64"), _("is not base64"));
		set_content(n, content);
	} else if (text) {
		rc = captured_bytes(c->mem, text, &content, e);
		if (rc)
			return rc;
		set_content(n, content);
	} else if (!json_get(file, "binary") && !json_get(file, "size")) {
		return captured_bad(e, file,
				    _("says neither text, b64, binary, link, folder nor size"));
	}
	return json_get(file, "binary") ? load_binary(c, json_get(file, "binary"), n, e) : RC_OK;
}

static enum rc load_file_object(struct captured *c, const struct json *file, struct node *n,
				struct err *e)
{
	static const char *const known[] = { "text",   "xattrs", "b64",   "binary", "link",
					     "folder", "list",   "other", "size",   "mode",
					     "uid",    "gid",    "may",   NULL };
	enum rc rc = captured_check(file, known, e);

	if (!rc)
		rc = load_kind(c, file, n, e);
	if (!rc)
		rc = load_mode(json_get(file, "mode"), &n->mode, e);
	if (rc)
		return rc;
	n->uid = (uid_t)json_integer(file, "uid", n->uid);
	n->gid = (gid_t)json_integer(file, "gid", n->gid);
	n->may = json_string(file, "may");
	n->xattrs = json_names(c->mem, json_get(file, "xattrs"));
	if (n->has_content)
		n->size = n->content.n;
	if (json_get(file, "size"))
		n->size = json_size(file, "size", 0);
	return RC_OK;
}

static enum rc load_file(struct captured *c, const struct json *file, struct err *e)
{
	const char *path = captured_expand(c, file->key);
	bool users = captured_is_below(path, c->home);
	struct node *n;

	if (path[0] != '/')
		return captured_bad(e, file, _("a path must begin with / or ~"));
	n = captured_make(c, path);
	n->implied = n->type_only = false;
	n->uid = users ? c->system.uid : 0;
	n->gid = users ? c->gid : 0;
	switch (file->type) {
	case JSON_NULL:
		n->type = FILE_NONE;
		return RC_OK;
	case JSON_STRING:
		n->mode = 0644;
		set_content(n, bytes_of(file->string));
		n->size = n->content.n;
		return RC_OK;
	case JSON_OBJECT:
		return load_file_object(c, file, n, e);
	case JSON_BOOL:
	case JSON_NUMBER:
	case JSON_ARRAY:
		break;
	}
	return captured_bad(e, file, _("must be a text, an object or null"));
}

/* A folder that is only implied below home belongs to the user, too. */
static void own_implied(struct captured *c, struct node *n, bool users)
{
	for (struct node *child = n->first; child; child = child->next) {
		bool below = users || captured_is_below(captured_path(c->mem, child), c->home);

		if (below && child->implied) {
			child->uid = c->system.uid;
			child->gid = c->gid;
		}
		own_implied(c, child, below);
	}
}

enum rc captured_load_files(struct captured *c, const struct json *files, struct err *e)
{
	captured_make(c, c->home);
	json_each (file, files) {
		enum rc rc = load_file(c, file, e);

		if (rc)
			return rc;
	}
	own_implied(c, c->root, false);
	return RC_OK;
}
