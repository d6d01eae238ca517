#include "machine.h"

#include <dirent.h>
#include <stdlib.h>

#include "capture/capture.h"
#include "wants/manifest.h"
#include "wants/profile.h"

struct machine *machine_named(const char *name)
{
	struct arena *mem = test_arena();
	struct machine *m = ARENA_NEW(mem, struct machine);
	struct err e = { 0 };

	m->name = name;
	assert_ok(json_parse(mem, test_fixture(arena_fmt(mem, "machines/%s.json", name)),
			     &m->capture, &e),
		  &e);
	return m;
}

/* The tree was read from a file: taking a member out is done here, not in base. */
static void drop(struct json *object, const char *key)
{
	struct json **at = &object->first;

	object->last = NULL;
	while (*at) {
		if (str_equal((*at)->key, key)) {
			*at = (*at)->next;
			continue;
		}
		object->last = *at;
		at = &(*at)->next;
	}
}

static struct json *member(struct machine *m, const char *name)
{
	struct json *object = (struct json *)json_get(m->capture, name);

	return object ? object : json_add_object(test_arena(), m->capture, name);
}

void machine_env(struct machine *m, const char *name, const char *value)
{
	struct json *env = member(m, "env");

	drop(env, name);
	if (value)
		json_add_string(test_arena(), env, name, value);
}

void machine_file(struct machine *m, const char *path, const char *text)
{
	struct json *files = member(m, "files");

	drop(files, path);
	json_add_string(test_arena(), files, path, text);
}

void machine_home(struct machine *m, const char *path)
{
	drop(m->capture, "home");
	json_add_string(test_arena(), m->capture, "home", path);
	machine_env(m, "HOME", path);
}

void machine_gone(struct machine *m, const char *path)
{
	struct json *files = member(m, "files"), **at = &files->first;

	files->last = NULL;
	while (*at) {
		if (path_is_within((*at)->key, path)) {
			*at = (*at)->next;
			continue;
		}
		files->last = *at;
		at = &(*at)->next;
	}
}

void machine_json(struct machine *m, const char *object, const char *key, const char *text)
{
	struct arena *mem = test_arena();
	struct json *value;
	struct err e = { 0 };

	assert_ok(json_parse(mem, bytes_of(text), &value, &e), &e);
	drop(member(m, object), key);
	json_add(mem, member(m, object), arena_strdup(mem, key), value);
}

void machine_address(struct machine *m, const char *role, enum reach reach, const char *url)
{
	struct address *address = list_add(test_arena(), &m->observed.addresses);

	address->role = role;
	address->tool = TOOL_N;
	address->reach = reach;
	address->url = url;
}

void machine_command(struct machine *m, const char *text)
{
	struct arena *mem = test_arena();
	struct json *commands = (struct json *)json_get(m->capture, "commands"), *value;
	struct err e = { 0 };

	if (!commands)
		commands = json_add_array(mem, m->capture, "commands");
	assert_ok(json_parse(mem, bytes_of(text), &value, &e), &e);
	json_add(mem, commands, NULL, value);
}

struct host *machine_host(const struct machine *m)
{
	struct host *host;
	struct err e = { 0 };

	assert_ok(host_captured_open(test_arena(), m->capture, &host, &e), &e);
	return host;
}

const struct facts *machine_gather(const struct machine *m)
{
	struct host *host = machine_host(m);
	const struct facts *f = facts_gather(test_arena(), host, NULL);

	if (host_captured_unrecorded(host))
		fail_msg("%s: %s", m->name, host_captured_first_unrecorded(host));
	return f;
}

const struct tool *machine_tool_at(const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->tools.n; i++)
		if (str_equal(f->tools.at[i].path, path))
			return &f->tools.at[i];
	fail_msg("no tool was found at %s", path);
	return NULL;
}

static enum rc want(struct machine *m, struct err *e)
{
	struct arena *mem = test_arena();
	struct wants_options o = { .manifest = manifest_builtin(mem), .observed = &m->observed };

	if (m->profile)
		assert_ok(profile_parse(mem, bytes_of(m->profile), "profile.json", &o.profile, e),
			  e);
	m->manifest = o.manifest;
	m->wants = (struct wants){ 0 };
	return wants_make(mem, m->facts, &o, &m->wants, e);
}

enum rc machine_try_to_judge(struct machine *m, struct err *e)
{
	struct arena *mem = test_arena();
	enum rc rc = want(m, e);

	if (rc)
		return rc;
	m->findings = rules_check(&(struct rule_input){ .facts = m->facts,
							.observed = &m->observed,
							.wants = &m->wants,
							.manifest = m->manifest,
							.mem = mem });
	return RC_OK;
}

enum rc machine_try_to_look(struct machine *m, struct err *e)
{
	m->facts = facts_gather(test_arena(), machine_host(m),
				&(struct facts_options){ .project = m->project, .shells = true });
	return machine_try_to_judge(m, e);
}

void machine_look(struct machine *m)
{
	struct err e = { 0 };

	assert_ok(machine_try_to_look(m, &e), &e);
}

const struct finding *machine_finding(const struct machine *m, const char *id)
{
	for (size_t i = 0; i < m->findings.n; i++) {
		if (str_equal(m->findings.at[i].rule->id, id))
			return &m->findings.at[i];
	}
	return NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct names machine_names(void)
{
	struct arena *mem = test_arena();
	DIR *folder = opendir(TESTS_FOLDER "/machines");
	struct names names = { 0 };
	struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		size_t n = strlen(entry->d_name);

		if (str_ends(entry->d_name, ".json"))
			list_push(mem, &names, arena_strndup(mem, entry->d_name, n - 5));
	}
	closedir(folder);
	qsort(names.at, names.n, sizeof(*names.at), by_name);
	return names;
}

void machine_each(void (*check)(const char *name))
{
	struct names names = machine_names();

	assert_true(names.n > 50);
	for (size_t i = 0; i < names.n; i++)
		check(names.at[i]);
}

const char *machine_report(const struct machine *m)
{
	struct arena *mem = test_arena();
	struct str s = { .mem = mem };

	for (size_t i = 0; i < m->findings.n; i++) {
		const struct finding *f = &m->findings.at[i];

		str_fmt(&s, "%s %s (%s)\n", level_name(f->level), f->rule->id, f->title);
		if (f->under)
			str_fmt(&s, "\tunder %s\n", f->under->id);
		for (size_t j = 0; j < f->evidence.n; j++)
			str_fmt(&s, "\t%s\n", f->evidence.at[j]);
		str_fmt(&s, "\t-> %s%s\n", f->remedy ? f->remedy : "(no remedy)",
			f->automatic ? " [automatic]" : "");
	}
	return str_text(&s);
}
