#include "base/json.h"

#include <cjson/cJSON.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/utf8.h"

enum { MOST_DEPTH = 64, MOST_BYTES = 32 << 20, MOST_KEYS = MOST_BYTES, MOST_VALUES = 300000 };

/* ---- reading ---- */

/* cJSON gives values without their lines. Keys and values stand in the text in the order of the
 * tree, so a second walk over the text, skipping strings as units, finds the line of each. */
struct lines {
	const char *at, *end;
	int line;
};

static void skip_string(struct lines *l)
{
	for (l->at++; l->at < l->end && *l->at != '"'; l->at++)
		if (*l->at == '\\')
			l->at++;
	l->at++;
}

/* Moves to where the next token begins; separators are passed over. */
static int next_token(struct lines *l)
{
	while (l->at < l->end && strchr(" \t\r\n,:]}", *l->at)) {
		if (*l->at == '\n')
			l->line++;
		l->at++;
	}
	return l->line;
}

static void pass_token(struct lines *l)
{
	if (l->at >= l->end)
		return;
	if (*l->at == '"')
		skip_string(l);
	else if (*l->at == '{' || *l->at == '[')
		l->at++;
	else
		while (l->at < l->end && !strchr(" \t\r\n,:]}", *l->at))
			l->at++;
}

static int by_key_and_line(const void *a, const void *b)
{
	const struct json *one = *(const struct json *const *)a;
	const struct json *two = *(const struct json *const *)b;
	int difference = strcmp(one->key, two->key);

	return difference ? difference : (one->line > two->line) - (one->line < two->line);
}

/* Sorted, for an object may have very many members. */
static enum rc no_key_twice(const struct json *object, struct err *e)
{
	struct arena *scratch = arena_open("keys", MOST_KEYS * sizeof(void *));
	LIST(const struct json *) all = { 0 };
	enum rc rc = RC_OK;

	json_each (member, object)
		list_push(scratch, &all, member);
	if (all.n)
		qsort(all.at, all.n, sizeof(all.at[0]), by_key_and_line);
	for (size_t i = 1; !rc && i < all.n; i++)
		if (str_equal(all.at[i - 1]->key, all.at[i]->key))
			rc = err_set(e, RC_SYNTAX, "line %d: \"%s\" is there twice",
				     all.at[i]->line, all.at[i]->key);
	arena_close(scratch);
	return rc;
}

static enum rc copy_value(struct arena *mem, const cJSON *from, struct lines *l, struct json *to,
			  int depth, struct err *e);

static enum rc copy_children(struct arena *mem, const cJSON *from, struct lines *l, struct json *to,
			     int depth, struct err *e)
{
	for (const cJSON *c = from->child; c; c = c->next) {
		struct json *child = ARENA_NEW(mem, struct json);
		enum rc rc;

		if (to->type == JSON_OBJECT) {
			child->line = next_token(l);
			pass_token(l);
			child->key = arena_strdup(mem, c->string);
		}
		rc = copy_value(mem, c, l, child, depth + 1, e);
		if (rc)
			return rc;
		json_add(mem, to, child->key, child);
	}
	return to->type == JSON_OBJECT ? no_key_twice(to, e) : RC_OK;
}

static enum rc copy_value(struct arena *mem, const cJSON *from, struct lines *l, struct json *to,
			  int depth, struct err *e)
{
	int line = next_token(l);

	if (!to->key)
		to->line = line;
	pass_token(l);
	if (depth > MOST_DEPTH)
		return err_set(e, RC_LIMIT, "line %d: nested more than %d deep", line, MOST_DEPTH);
	if (cJSON_IsObject(from) || cJSON_IsArray(from)) {
		to->type = cJSON_IsObject(from) ? JSON_OBJECT : JSON_ARRAY;
		return copy_children(mem, from, l, to, depth, e);
	}
	if (cJSON_IsString(from)) {
		to->type = JSON_STRING;
		to->string = arena_strdup(mem, from->valuestring);
	} else if (cJSON_IsNumber(from)) {
		to->type = JSON_NUMBER;
		to->number = from->valuedouble;
	} else if (cJSON_IsBool(from)) {
		to->type = JSON_BOOL;
		to->boolean = cJSON_IsTrue(from);
	}
	return RC_OK;
}

static int line_of(struct bytes text, const char *at)
{
	int line = 1;

	for (const char *p = text.at; p < at && p < text.at + text.n; p++)
		line += *p == '\n';
	return line;
}

/* A value takes two bytes of text and a hundred of memory: whoever wrote the text does not decide how
 * much. Counted by what stands in front of one; a text that is no JSON may be miscounted. */
static bool has_too_many_values(struct bytes text)
{
	struct lines l = { text.at, text.at + text.n, 1 };
	size_t n = 1;

	while (l.at < l.end) {
		if (*l.at == '"') {
			skip_string(&l);
			continue;
		}
		n += *l.at == ',' || *l.at == '[' || *l.at == '{';
		l.at++;
	}
	return n > MOST_VALUES;
}

enum rc json_parse(struct arena *mem, struct bytes text, struct json **ret_root, struct err *e)
{
	struct json *root = ARENA_NEW(mem, struct json);
	struct lines lines;
	const char *end = NULL;
	cJSON *tree;
	enum rc rc;

	if (text.n > MOST_BYTES)
		return err_set(e, RC_LIMIT, "it has more than %d bytes", MOST_BYTES);
	if (has_too_many_values(text))
		return err_set(e, RC_LIMIT, "it has more than %d values", MOST_VALUES);
	if (text.n && memchr(text.at, '\0', text.n))
		return err_set(e, RC_SYNTAX, "it holds a zero byte, so it is no JSON");
	text.at = arena_memdup(mem, text.at, text.n); /* cJSON wants the NUL behind it */
	lines = (struct lines){ text.at, text.at + text.n, 1 };
	tree = cJSON_ParseWithLengthOpts(text.at, text.n + 1, &end, 1);
	if (!tree)
		return err_set(e, RC_SYNTAX, "line %d is no JSON", end ? line_of(text, end) : 1);
	rc = copy_value(mem, tree, &lines, root, 0, e);
	cJSON_Delete(tree);
	if (!rc)
		*ret_root = root;
	return rc;
}

const struct json *json_get(const struct json *object, const char *key)
{
	if (!object || object->type != JSON_OBJECT)
		return NULL;
	json_each (member, object)
		if (str_equal(member->key, key))
			return member;
	return NULL;
}

const char *json_string(const struct json *object, const char *key)
{
	const struct json *value = json_get(object, key);

	return value && value->type == JSON_STRING ? value->string : NULL;
}

double json_number(const struct json *object, const char *key, double otherwise)
{
	const struct json *value = json_get(object, key);

	return value && value->type == JSON_NUMBER ? value->number : otherwise;
}

static double number_within(double number, double low, double high)
{
	return number < low ? low : number > high ? high : number;
}

int64_t json_integer(const struct json *object, const char *key, int64_t otherwise)
{
	const double limit = 9007199254740992.0; /* 2^53 */

	return (int64_t)number_within(json_number(object, key, (double)otherwise), -limit, limit);
}

int json_int(const struct json *object, const char *key, int otherwise)
{
	return (int)number_within(json_number(object, key, otherwise), INT_MIN, INT_MAX);
}

uint64_t json_size(const struct json *object, const char *key, uint64_t otherwise)
{
	int64_t number = json_integer(object, key, (int64_t)otherwise);

	return number > 0 ? (uint64_t)number : 0;
}

bool json_bool(const struct json *object, const char *key, bool otherwise)
{
	const struct json *value = json_get(object, key);

	return value && value->type == JSON_BOOL ? value->boolean : otherwise;
}

size_t json_count(const struct json *array)
{
	size_t n = 0;

	json_each (item, array)
		n++;
	return n;
}

struct names json_names(struct arena *mem, const struct json *array)
{
	struct names names = { 0 };

	json_each (item, array)
		if (item->type == JSON_STRING)
			list_push(mem, &names, item->string);
	return names;
}

const char *json_type_name(enum json_type type)
{
	static const char *const names[] = {
		[JSON_NULL] = "null",       [JSON_BOOL] = "true or false",
		[JSON_NUMBER] = "a number", [JSON_STRING] = "a string",
		[JSON_ARRAY] = "a list",    [JSON_OBJECT] = "an object",
	};

	return names[type];
}

/* ---- making ---- */

static struct json *new_value(struct arena *mem, enum json_type type)
{
	struct json *value = ARENA_NEW(mem, struct json);

	value->type = type;
	return value;
}

struct json *json_new_object(struct arena *mem)
{
	return new_value(mem, JSON_OBJECT);
}

struct json *json_new_array(struct arena *mem)
{
	return new_value(mem, JSON_ARRAY);
}

struct json *json_add(struct arena *mem, struct json *parent, const char *key, struct json *value)
{
	value->key = parent->type == JSON_OBJECT ? arena_strdup(mem, key) : NULL;
	if (parent->last)
		parent->last->next = value;
	else
		parent->first = value;
	parent->last = value;
	return value;
}

struct json *json_add_string(struct arena *mem, struct json *parent, const char *key, const char *s)
{
	struct json *value = new_value(mem, s ? JSON_STRING : JSON_NULL);

	value->string = arena_strdup(mem, s);
	return json_add(mem, parent, key, value);
}

struct json *json_add_text(struct arena *mem, struct json *parent, const char *key, const char *s)
{
	return json_add_string(mem, parent, key, s ? utf8_shown(mem, s) : NULL);
}

struct json *json_add_texts(struct arena *mem, struct json *parent, const char *key,
			    const struct names *texts)
{
	struct json *array = json_add_array(mem, parent, key);

	for (size_t i = 0; i < texts->n; i++)
		json_add_text(mem, array, NULL, texts->at[i]);
	return array;
}

struct json *json_add_number(struct arena *mem, struct json *parent, const char *key, double number)
{
	struct json *value = new_value(mem, JSON_NUMBER);

	value->number = number;
	return json_add(mem, parent, key, value);
}

struct json *json_add_bool(struct arena *mem, struct json *parent, const char *key, bool boolean)
{
	struct json *value = new_value(mem, JSON_BOOL);

	value->boolean = boolean;
	return json_add(mem, parent, key, value);
}

struct json *json_add_null(struct arena *mem, struct json *parent, const char *key)
{
	return json_add(mem, parent, key, new_value(mem, JSON_NULL));
}

struct json *json_add_object(struct arena *mem, struct json *parent, const char *key)
{
	return json_add(mem, parent, key, json_new_object(mem));
}

struct json *json_add_array(struct arena *mem, struct json *parent, const char *key)
{
	return json_add(mem, parent, key, json_new_array(mem));
}

struct json *json_add_names(struct arena *mem, struct json *parent, const char *key,
			    const struct names *names)
{
	struct json *array = json_add_array(mem, parent, key);

	for (size_t i = 0; i < names->n; i++)
		json_add_string(mem, array, NULL, names->at[i]);
	return array;
}

struct json *json_add_bytes(struct arena *mem, struct json *parent, const char *key,
			    struct bytes bytes)
{
	struct json *object;

	if (utf8_valid(bytes))
		return json_add_string(mem, parent, key, arena_strndup(mem, bytes.at, bytes.n));
	object = json_add_object(mem, parent, key);
	json_add_string(mem, object, "b64", base64_encode(mem, bytes));
	return object;
}

enum rc json_get_bytes(struct arena *mem, const struct json *value, struct bytes *ret,
		       struct err *e)
{
	const char *b64 = json_string(value, "b64");

	if (value && value->type == JSON_STRING) {
		*ret = bytes_of(value->string);
		return RC_OK;
	}
	if (b64 && base64_decode(mem, b64, ret))
		return RC_OK;
	return err_set(e, RC_SYNTAX, "line %d: expected text, or base64 in \"b64\"",
		       value ? value->line : 0);
}

/* ---- printing ---- */

/* JSON is UTF-8 (RFC 8259, 8.1): what is not, a path above all, stands as {"b64"}. */
static cJSON *string_to_cjson(const char *s)
{
	struct arena *scratch;
	cJSON *made;

	if (!s || utf8_valid(bytes_of(s)))
		return cJSON_CreateString(s ? s : "");
	scratch = arena_open("base64", (size_t)3 * MOST_BYTES);
	made = cJSON_CreateObject();
	cJSON_AddStringToObject(made, "b64", base64_encode(scratch, bytes_of(s)));
	arena_close(scratch);
	return made;
}

static void add_member(cJSON *object, const struct json *member, cJSON *value)
{
	struct arena *scratch;

	if (utf8_valid(bytes_of(member->key))) {
		cJSON_AddItemToObject(object, member->key, value);
		return;
	}
	scratch = arena_open("a key", (size_t)4 * MOST_BYTES);
	cJSON_AddItemToObject(object, utf8_shown(scratch, member->key), value);
	arena_close(scratch);
}

static cJSON *to_cjson(const struct json *value)
{
	cJSON *made = NULL;

	switch (value->type) {
	case JSON_NULL:
		return cJSON_CreateNull();
	case JSON_BOOL:
		return cJSON_CreateBool(value->boolean);
	case JSON_NUMBER:
		return cJSON_CreateNumber(isfinite(value->number) ? value->number : 0);
	case JSON_STRING:
		return string_to_cjson(value->string);
	case JSON_ARRAY:
		made = cJSON_CreateArray();
		json_each (item, value)
			cJSON_AddItemToArray(made, to_cjson(item));
		return made;
	case JSON_OBJECT:
		made = cJSON_CreateObject();
		json_each (member, value)
			add_member(made, member, to_cjson(member));
		return made;
	}
	return made;
}

/* cJSON indents with tabs after "key":; two spaces read better in files people open. */
static const char *with_spaces(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };
	bool start = true, quoted = false;

	for (; *text; text++) {
		if (*text == '\t' && !quoted) {
			str_add(&s, start ? "  " : " ");
			continue;
		}
		if (*text == '"' && text[-1] != '\\')
			quoted = !quoted;
		start = *text == '\n';
		str_add_char(&s, *text);
	}
	str_add_char(&s, '\n');
	return str_text(&s);
}

const char *json_print(struct arena *mem, const struct json *value, bool indented)
{
	cJSON *tree = to_cjson(value);
	char *text = indented ? cJSON_Print(tree) : cJSON_PrintUnformatted(tree);
	const char *copy = indented ? with_spaces(mem, text) : arena_strdup(mem, text);

	cJSON_free(text);
	cJSON_Delete(tree);
	return copy;
}
