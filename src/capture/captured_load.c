/* Reading a captured machine. Strict: a slip of the pen is an error that names its line. */
#include "capture/captured.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

enum rc captured_bad(struct err *e, const struct json *at, const char *what)
{
	return err_set(e, RC_SYNTAX, _("line %d: %s%s%s"), at ? at->line : 0,
		       at && at->key ? at->key : "", at && at->key ? _(": ") : "", what);
}

/* What a member is, wherever it stands; those that may be of several kinds are not here. */
static const struct {
	enum json_type type;
	const char *names;
} kinds[] = {
	{ JSON_STRING,
	  " os kernel machine user passwd_shell path type link may format interpreter min_os sdk instead version main mod mod_version goos goarch " },
	{ JSON_NUMBER, " processors uid gid status start_errno pid parent bits " },
	{ JSON_BOOL,
	  " timed_out translated self noexec read_only folder other cut_off signature uuid " },
	{ JSON_ARRAY, " groups argv env_has needs rpaths xattrs " },
};

static enum rc check_kind(const struct json *member, struct err *e)
{
	char words[128];

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!str_is_among(kinds[i].names, member->key, strlen(member->key)) ||
		    member->type == kinds[i].type || member->type == JSON_NULL)
			continue;
		snprintf(words, sizeof(words), _("expected %s, found %s"),
			 json_type_name(kinds[i].type), json_type_name(member->type));
		return captured_bad(e, member, words);
	}
	return RC_OK;
}

/* known: names, NULL-ended. */
enum rc captured_check(const struct json *object, const char *const *known, struct err *e)
{
	if (object->type != JSON_OBJECT)
		return captured_bad(e, object, _("must be an object"));
	json_each (item, object) {
		const char *const *name = known;

		while (*name && !str_equal(*name, item->key))
			name++;
		if (!*name)
			return captured_bad(e, item, _("is not a member that is known here"));
		if (check_kind(item, e))
			return e->rc;
	}
	return RC_OK;
}

/* A string, a list of lines, or {"b64": ...}. */
enum rc captured_bytes(struct arena *mem, const struct json *value, struct bytes *ret,
		       struct err *e)
{
	struct str s = { .mem = mem };

	*ret = (struct bytes){ "", 0 };
	if (!value || value->type == JSON_NULL)
		return RC_OK;
	if (value->type != JSON_ARRAY)
		return json_get_bytes(mem, value, ret, e);
	json_each (line, value) {
		if (line->type != JSON_STRING)
			return captured_bad(e, line, _("a line must be a string"));
		str_add(&s, line->string);
		str_add_char(&s, '\n');
	}
	*ret = str_bytes(&s);
	return RC_OK;
}

static enum rc load_system(struct captured *c, const struct json *system, struct err *e)
{
	static const char *const known[] = { "os",           "kernel",     "machine",
					     "memory",       "processors", "user",
					     "passwd_shell", "uid",        "gid",
					     "groups",       NULL };
	struct system_info *s = &c->system;
	bool root = c->home && (str_equal(c->home, "/root") || str_equal(c->home, "/var/root"));
	enum rc rc;

	if (!system)
		return err_set(e, RC_SYNTAX, _("the capture has no \"system\""));
	rc = captured_check(system, known, e);
	if (rc)
		return rc;
	if (!json_string(system, "os"))
		return captured_bad(e, system, _("needs an os"));
	s->os = os_parse(json_string(system, "os"));
	if (s->os != OS_LINUX && s->os != OS_DARWIN)
		return captured_bad(e, json_get(system, "os"), _("must be linux or darwin"));
	s->kernel = json_string(system, "kernel");
	s->machine = json_string(system, "machine");
	s->memory = json_size(system, "memory", 0);
	s->processors = json_int(system, "processors", 2);
	s->uid = (uid_t)json_integer(system, "uid", root ? 0 : 1000);
	s->user =
		json_get(system, "user") ? json_string(system, "user") : (s->uid ? "user" : "root");
	s->passwd_shell = json_string(system, "passwd_shell");
	c->gid = (gid_t)json_integer(system, "gid", s->uid);
	c->groups = json_names(c->mem, json_get(system, "groups"));
	if (!c->home)
		c->home = s->os == OS_DARWIN ? "/Users/user" : "/home/user";
	return RC_OK;
}

static enum rc load_env(struct captured *c, const struct json *env, struct err *e)
{
	struct recorded_value *v;

	json_each (item, env) {
		struct bytes value = { NULL, 0 };
		enum rc rc =
			item->type == JSON_NULL ? RC_OK : json_get_bytes(c->mem, item, &value, e);

		if (rc)
			return captured_bad(e, item, _("must be a text, {\"b64\": ...} or null"));
		v = list_add(c->mem, &c->env);
		v->name = item->key;
		v->value = value.at;
	}
	if (!json_get(env, "HOME")) {
		v = list_add(c->mem, &c->env);
		v->name = "HOME";
		v->value = c->home;
	}
	return RC_OK;
}

static enum rc load_sysctl(struct captured *c, const struct json *sysctl, struct err *e)
{
	c->has_sysctl = sysctl != NULL;
	json_each (item, sysctl) {
		struct recorded_value *v = list_add(c->mem, &c->sysctl);

		v->name = item->key;
		if (item->type == JSON_STRING)
			v->value = item->string;
		else if (item->type == JSON_NUMBER)
			v->value = arena_fmt(c->mem, "%.0f", item->number);
		else if (item->type != JSON_NULL)
			return captured_bad(e, item, _("must be a text, a number or null"));
	}
	return RC_OK;
}

static struct names expanded(struct captured *c, const struct json *array)
{
	struct names names = json_names(c->mem, array);

	for (size_t i = 0; i < names.n; i++)
		names.at[i] = captured_expand(c, names.at[i]);
	return names;
}

static enum rc load_command(struct captured *c, const struct json *item, struct err *e)
{
	static const char *const known[] = { "argv", "env_has",   "status",      "out",
					     "err",  "timed_out", "start_errno", NULL };
	struct recorded_command *command;
	enum rc rc = captured_check(item, known, e);

	if (rc)
		return rc;
	if (!json_count(json_get(item, "argv")))
		return captured_bad(e, item, _("a command needs an argv"));
	command = list_add(c->mem, &c->commands);
	command->argv = expanded(c, json_get(item, "argv"));
	command->env_has = json_names(c->mem, json_get(item, "env_has"));
	command->result.status = json_int(item, "status", 0);
	command->result.timed_out = json_bool(item, "timed_out", false);
	command->result.start_errno = json_int(item, "start_errno", 0);
	rc = captured_bytes(c->mem, json_get(item, "out"), &command->result.out, e);
	if (!rc)
		rc = captured_bytes(c->mem, json_get(item, "err"), &command->result.err, e);
	return rc;
}

static enum rc load_commands(struct captured *c, const struct json *commands, struct err *e)
{
	enum rc rc = RC_OK;

	json_each (item, commands) {
		rc = load_command(c, item, e);
		if (rc)
			return rc;
	}
	return rc;
}

static enum rc load_processes(struct captured *c, const struct json *processes, struct err *e)
{
	static const char *const known[] = { "pid", "parent", "path", "translated", "self", NULL };

	json_each (item, processes) {
		struct recorded_process *p;
		enum rc rc = captured_check(item, known, e);

		if (rc)
			return rc;
		p = list_add(c->mem, &c->processes);
		p->process.pid = (pid_t)json_integer(item, "pid", 0);
		p->process.parent = (pid_t)json_integer(item, "parent", 0);
		p->process.path = captured_expand(c, json_string(item, "path"));
		p->process.translated = json_bool(item, "translated", false);
		p->self = json_bool(item, "self", false);
	}
	if (!processes) {
		list_add(c->mem, &c->processes)->process =
			(struct process){ .pid = 1000, .parent = 1 };
		list_add(c->mem, &c->processes)->process = (struct process){ .pid = 1 };
	}
	return RC_OK;
}

static enum rc load_disks(struct captured *c, const struct json *disks, struct err *e)
{
	static const char *const known[] = { "free", "noexec", "read_only", "type", NULL };

	json_each (item, disks) {
		struct recorded_disk *d;
		enum rc rc = captured_check(item, known, e);

		if (rc)
			return rc;
		d = list_add(c->mem, &c->disks);
		d->path = captured_expand(c, item->key);
		d->info.free_bytes = json_size(item, "free", 100000000000);
		d->info.noexec = json_bool(item, "noexec", false);
		d->info.read_only = json_bool(item, "read_only", false);
		d->info.type = json_get(item, "type") ? json_string(item, "type") : "ext4";
	}
	return RC_OK;
}

/* 2026-11-20T12:00:00Z in seconds: days since 1970 by the civil calendar's rule (POSIX, "Seconds
 * Since the Epoch"). */
static enum rc load_now(const struct json *now, time_t *ret, struct err *e)
{
	int year, month, day, hour, minute, second, end = 0;
	static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334 };
	const char *text = now && now->type == JSON_STRING ? now->string : "2026-11-20T12:00:00Z";
	long days;

	if (now && now->type == JSON_NUMBER) {
		*ret = (time_t)now->number;
		return RC_OK;
	}
	if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &year, &month, &day, &hour, &minute, &second,
		   &end) != 6 ||
	    text[end] || month < 1 || month > 12 || year < 1970)
		return captured_bad(e, now, _("must be seconds, or like \"2026-11-20T12:00:00Z\""));
	days = (year - 1970) * 365L + (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400;
	days += before[month - 1] + day - 1;
	if (month > 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		days++;
	*ret = (time_t)(((days * 24 + hour) * 60 + minute) * 60 + second);
	return RC_OK;
}

static void load_roots(struct captured *c, const struct json *roots)
{
	if (roots)
		c->roots = expanded(c, roots);
	else
		list_push(c->mem, &c->roots, "/");
}

static enum rc load_parts(struct captured *c, const struct json *capture, struct err *e)
{
	enum rc rc = load_system(c, json_get(capture, "system"), e);

	if (!rc)
		rc = load_env(c, json_get(capture, "env"), e);
	if (!rc)
		rc = captured_load_files(c, json_get(capture, "files"), e);
	if (!rc)
		rc = load_commands(c, json_get(capture, "commands"), e);
	if (!rc)
		rc = load_sysctl(c, json_get(capture, "sysctl"), e);
	if (!rc)
		rc = load_processes(c, json_get(capture, "processes"), e);
	if (!rc)
		rc = load_disks(c, json_get(capture, "disk"), e);
	if (!rc)
		rc = load_now(json_get(capture, "now"), &c->now, e);
	return rc;
}

enum rc captured_load(struct captured *c, const struct json *capture, struct err *e)
{
	static const char *const known[] = { "schema",   "about", "sources",   "system",  "home",
					     "env",      "now",   "files",     "roots",   "sysctl",
					     "commands", "disk",  "processes", "project", NULL };
	enum rc rc = captured_check(capture, known, e);

	if (rc)
		return rc;
	if (json_number(capture, "schema", 0) != 1)
		return err_set(e, RC_SYNTAX, _("this is no capture of schema 1"));
	c->home = json_string(capture, "home");
	c->project = json_string(capture, "project"); /* older ones have none */
	rc = load_parts(c, capture, e);
	if (!rc)
		load_roots(c, json_get(capture, "roots"));
	return rc;
}
