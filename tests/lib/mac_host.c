/*
 * A Mac that can be walked through on Linux (tests/lib/mac.sh): this machine's files, programs and
 * network, and what only Darwin's kernel would say from a file in the shape of a captured machine
 * (tests/machines): its sysctl, its system's name and, where the file has them, its processes.
 */
#include "app/app.h"

#define MACHINE "/usr/lib/mac/machine.json"

enum { MOST_MACHINE = 1 << 20 };

static struct host *real;

static const struct json *machine(void)
{
	static struct json *loaded;
	struct arena *mem;
	struct bytes text;

	if (loaded)
		return loaded;
	mem = arena_open("mac", 8 << 20); /* for as long as the process lives */
	if (real->read(real, mem, MACHINE, MOST_MACHINE, &text, NULL) ||
	    json_parse(mem, text, &loaded, NULL))
		loaded = json_new_object(mem);
	return loaded;
}

static enum rc mac_system(struct host *h, struct arena *mem, struct system_info *ret, struct err *e)
{
	const struct json *system = json_get(machine(), "system");
	enum rc rc = real->system(real, mem, ret, e);

	(void)h;
	if (rc)
		return rc;
	ret->os = OS_DARWIN;
	ret->kernel = json_string(system, "kernel");
	ret->machine = json_string(system, "machine");
	ret->memory = (uint64_t)json_number(system, "memory", 0);
	return RC_OK;
}

static const char *mac_sysctl(struct host *h, struct arena *mem, const char *name)
{
	const struct json *value = json_get(json_get(machine(), "sysctl"), name);

	(void)h;
	if (!value)
		return NULL;
	return value->type == JSON_STRING ? value->string : arena_fmt(mem, "%.0f", value->number);
}

/* Without any in the file it is the real ancestry, in which nobody is translated. */
static enum rc mac_process(struct host *h, struct arena *mem, pid_t pid, struct process *ret,
			   struct err *e)
{
	const struct json *all = json_get(machine(), "processes");

	(void)h;
	if (!all)
		return real->process(real, mem, pid, ret, e);
	json_each (one, all) {
		pid_t number = (pid_t)json_number(one, "pid", 0);

		if (pid ? number != pid : !json_bool(one, "self", false))
			continue;
		*ret = (struct process){ .pid = number,
					 .parent = (pid_t)json_number(one, "parent", 0),
					 .path = json_string(one, "path"),
					 .translated = json_bool(one, "translated", false) };
		return RC_OK;
	}
	return err_set(e, RC_NOT_FOUND, "no process %ld", (long)pid);
}

struct host *app_host(void)
{
	static struct host mac;

	if (real)
		return &mac;
	real = host_real();
	mac = *real;
	mac.os = OS_DARWIN;
	mac.system = mac_system;
	mac.sysctl = mac_sysctl;
	mac.process = mac_process;
	return &mac;
}
