/*
 * A host that passes everything on to another and remembers what it looked at, in the same shape a
 * captured machine has (captured.h); captured_json.c writes it. For each path the links and folders
 * on the way are remembered too, so that any way to the same file gives the same answer later.
 */
#include <string.h>
#include <unistd.h>

#include "capture/recorder.h"
#include "base/mask.h"

struct recorder *recorder_of(struct host *h)
{
	return h->self;
}

static enum rc record_system(struct host *h, struct arena *mem, struct system_info *ret,
			     struct err *e)
{
	struct recorder *r = recorder_of(h);

	return r->inner->system(r->inner, mem, ret, e);
}

static const char *record_getenv(struct host *h, const char *name)
{
	struct recorder *r = recorder_of(h);

	return r->inner->getenv(r->inner, name);
}

static struct names record_environ(struct host *h, struct arena *mem)
{
	struct recorder *r = recorder_of(h);

	return r->inner->environ(r->inner, mem);
}

static enum rc record_disk(struct host *h, struct arena *mem, const char *path,
			   struct disk_info *ret, struct err *e)
{
	struct recorder *r = recorder_of(h);
	enum rc rc = r->inner->disk(r->inner, mem, path, ret, e);
	struct recorded_disk *d;

	if (rc)
		return rc;
	d = list_add(r->seen.mem, &r->seen.disks);
	d->path = arena_strdup(r->seen.mem, path);
	d->info = *ret;
	d->info.type = arena_strdup(r->seen.mem, ret->type);
	return RC_OK;
}

static const char *record_sysctl(struct host *h, struct arena *mem, const char *name)
{
	struct recorder *r = recorder_of(h);
	const char *value = r->inner->sysctl(r->inner, mem, name);
	struct recorded_value *v;

	for (size_t i = 0; i < r->seen.sysctl.n; i++)
		if (str_equal(r->seen.sysctl.at[i].name, name))
			return value;
	v = list_add(r->seen.mem, &r->seen.sysctl);
	v->name = arena_strdup(r->seen.mem, name);
	v->value = arena_strdup(r->seen.mem, value);
	return value;
}

static enum rc record_process(struct host *h, struct arena *mem, pid_t pid, struct process *ret,
			      struct err *e)
{
	struct recorder *r = recorder_of(h);
	enum rc rc = r->inner->process(r->inner, mem, pid, ret, e);
	struct recorded_process *p;

	if (rc)
		return rc;
	for (size_t i = 0; i < r->seen.processes.n; i++) {
		if (r->seen.processes.at[i].process.pid == ret->pid) {
			r->seen.processes.at[i].self |= pid == 0;
			return rc;
		}
	}
	p = list_add(r->seen.mem, &r->seen.processes);
	p->process = *ret;
	p->process.path = arena_strdup(r->seen.mem, ret->path);
	p->self = pid == 0;
	return rc;
}

/* Adds a name that is not there yet. */
void recorder_note_name(struct recorder *r, struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_equal(names->at[i], name))
			return;
	list_push(r->seen.mem, names, arena_strdup(r->seen.mem, name));
}

static bool record_in_group(struct host *h, const char *group)
{
	struct recorder *r = recorder_of(h);
	bool in = r->inner->in_group(r->inner, group);

	if (in)
		recorder_note_name(r, &r->seen.groups, group);
	return in;
}

/* What tells a second run of the same command from the first: names that are set for it alone. */
static struct names own_env(struct recorder *r, const struct names *env)
{
	struct names own = { 0 };

	for (size_t i = 0; env && i < env->n; i++) {
		const char *equals = strchr(env->at[i], '=');
		const char *name, *ours;

		if (!equals)
			continue;
		name = arena_strndup(r->seen.mem, env->at[i], (size_t)(equals - env->at[i]));
		ours = r->inner->getenv(r->inner, name);
		if (!str_equal(ours, equals + 1))
			list_push(r->seen.mem, &own, arena_fmt(r->seen.mem, "%s=", name));
	}
	return own;
}

static void note_command(struct recorder *r, const struct command *command,
			 const struct command_result *result)
{
	struct captured *c = &r->seen;
	struct recorded_command recorded = { .argv = names_copy(c->mem, &command->argv),
					     .result = *result };

	recorded.result.out = (struct bytes){ arena_memdup(c->mem, result->out.at, result->out.n),
					      result->out.n };
	recorded.result.err = (struct bytes){ arena_memdup(c->mem, result->err.at, result->err.n),
					      result->err.n };
	for (size_t i = 0; i < c->commands.n; i++) {
		if (names_equal(&c->commands.at[i].argv, &recorded.argv)) {
			recorded.env_has = own_env(r, command->env);
			break;
		}
	}
	list_push(c->mem, &c->commands, recorded);
}

static enum rc record_run(struct host *h, struct arena *mem, const struct command *command,
			  struct command_result *ret, struct err *e)
{
	struct recorder *r = recorder_of(h);
	enum rc rc = r->inner->run(r->inner, mem, command, ret, e);

	if (!rc && command->argv.n) {
		(void)recorder_note(r, command->argv.at[0], true);
		note_command(r, command, ret);
	}
	return rc;
}

static time_t record_now(struct host *h)
{
	struct recorder *r = recorder_of(h);

	return r->inner->now(r->inner);
}

/* ---- changing: passed on ---- */

static enum rc pass_replace(struct host *h, const char *path, struct bytes content, mode_t mode,
			    struct err *e)
{
	return recorder_of(h)->inner->replace(recorder_of(h)->inner, path, content, mode, e);
}

static enum rc pass_link(struct host *h, const char *path, const char *target, struct err *e)
{
	return recorder_of(h)->inner->link(recorder_of(h)->inner, path, target, e);
}

static enum rc pass_make_folder(struct host *h, const char *path, mode_t mode, struct err *e)
{
	return recorder_of(h)->inner->make_folder(recorder_of(h)->inner, path, mode, e);
}

static enum rc pass_rename(struct host *h, const char *from, const char *to, struct err *e)
{
	return recorder_of(h)->inner->rename(recorder_of(h)->inner, from, to, e);
}

static enum rc pass_remove_file(struct host *h, const char *path, struct err *e)
{
	return recorder_of(h)->inner->remove_file(recorder_of(h)->inner, path, e);
}

static enum rc pass_remove_folder(struct host *h, const char *path, struct err *e)
{
	return recorder_of(h)->inner->remove_folder(recorder_of(h)->inner, path, e);
}

static enum rc pass_chmod(struct host *h, const char *path, mode_t mode, struct err *e)
{
	return recorder_of(h)->inner->chmod(recorder_of(h)->inner, path, mode, e);
}

static const struct host functions = {
	.system = record_system,
	.getenv = record_getenv,
	.environ = record_environ,
	.lstat = record_lstat,
	.stat = record_stat,
	.read = record_read,
	.list = record_list,
	.realpath = record_realpath,
	.may = record_may,
	.binary = record_binary,
	.disk = record_disk,
	.sysctl = record_sysctl,
	.process = record_process,
	.has_xattr = record_has_xattr,
	.in_group = record_in_group,
	.run = record_run,
	.now = record_now,
	.replace = pass_replace,
	.link = pass_link,
	.make_folder = pass_make_folder,
	.rename = pass_rename,
	.remove_file = pass_remove_file,
	.remove_folder = pass_remove_folder,
	.chmod = pass_chmod,
};

static void note_env(struct recorder *r)
{
	struct captured *c = &r->seen;
	struct names all = r->inner->environ(r->inner, c->mem);

	for (size_t i = 0; i < all.n; i++) {
		const char *equals = strchr(all.at[i], '=');
		struct recorded_value *v;

		if (!equals || equals == all.at[i])
			continue;
		v = list_add(c->mem, &c->env);
		v->name = arena_strndup(c->mem, all.at[i], (size_t)(equals - all.at[i]));
		v->value = equals + 1;
	}
}

static const char *home_of(struct host *inner, struct arena *mem)
{
	const char *home = inner->getenv(inner, "HOME");
	size_t n = home ? strlen(home) : 0;

	while (n > 1 && home[n - 1] == '/')
		n--;
	return n && home[0] == '/' ? arena_strndup(mem, home, n) : "/";
}

/* The group files in the home folder usually have. */
static gid_t group_of(struct host *inner, struct arena *mem, const char *home, gid_t otherwise)
{
	struct file_info info = { 0 };

	if (inner->stat(inner, mem, home, &info, NULL) || info.type != FILE_FOLDER)
		return otherwise;
	return info.gid;
}

struct host *host_recorder(struct arena *mem, struct host *inner)
{
	struct recorder *r = ARENA_NEW(mem, struct recorder);
	struct captured *c = &r->seen;

	r->inner = inner;
	c->mem = mem;
	c->host = functions;
	c->host.os = inner->os;
	c->host.captured = inner->captured;
	c->host.self = r;
	c->has_sysctl = true;
	c->home = home_of(inner, mem);
	(void)inner->system(inner, mem, &c->system, NULL);
	c->gid = group_of(inner, mem, c->home, (gid_t)c->system.uid);
	c->now = inner->now(inner);
	(void)captured_make(c, "/");
	note_env(r);
	return &c->host;
}

static const char *made_up_home(const struct captured *c)
{
	if (str_equal(c->home, "/root") || str_equal(c->home, "/var/root") ||
	    str_equal(c->home, "/"))
		return c->home;
	return c->system.os == OS_DARWIN ? "/Users/user" : "/home/user";
}

void host_recorder_started_in(struct host *recorder, const char *project)
{
	recorder_of(recorder)->seen.project = project;
}

struct json *host_recorder_json(struct arena *mem, struct host *recorder)
{
	const struct captured *c = &recorder_of(recorder)->seen;
	struct names hosts = { 0 };
	struct mask m = { .mem = mem,
			  .home = c->home,
			  .user = c->system.user,
			  .new_home = made_up_home(c),
			  .hosts = &hosts };

	return captured_json(mem, c, &m);
}
