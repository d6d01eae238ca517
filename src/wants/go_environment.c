#include "wants/go_environment.h"

#include <stdlib.h>
#include <string.h>

#include "base/url.h"
#include "tool/go_variables.h"
#include "wants/goproxy.h"

static void go_environment_add(struct arena *mem, struct names *env, const char *name,
			       const char *value)
{
	if (value && *value)
		list_push(mem, env, arena_fmt(mem, "%s=%s", name, value));
}

/* Our links first, the user's Go bin folder, then what the user has: git for "direct" is there. */
static const char *search_path(struct arena *mem, const struct facts *f)
{
	struct names parts = { 0 };

	list_push(mem, &parts, f->places.bin);
	list_push(mem, &parts, f->places.go_bin);
	for (size_t i = 0; i < f->path.entries.n; i++) {
		const struct path_entry *entry = &f->path.entries.at[i];

		if (path_is_absolute(entry->text) && entry->duplicate_of < 0)
			list_push(mem, &parts, entry->text);
	}
	if (!f->path.entries.n)
		list_push(mem, &parts, "/usr/local/bin:/usr/bin:/bin");
	return str_join(mem, &parts, ":");
}

/* Where go keeps its build cache if nobody says otherwise (os.UserCacheDir): XDG on Linux only. */
static const char *default_gocache(struct arena *mem, const struct facts *f)
{
	if (f->machine.os == OS_DARWIN)
		return path_join(mem, f->places.home, "Library/Caches/go-build");
	return path_join(mem, path_folder(mem, f->places.cache), "go-build");
}

static void add_places(struct arena *mem, struct names *env, const struct facts *f)
{
	go_environment_add(mem, env, "HOME", f->places.home);
	go_environment_add(mem, env, "TMPDIR", f->places.tmp);
	go_environment_add(mem, env, "PATH", search_path(mem, f));
	/* Telemetry goes where the user's own go puts it (os.UserConfigDir). */
	if (f->machine.os != OS_DARWIN)
		go_environment_add(mem, env, "XDG_CONFIG_HOME", f->places.config);
}

static void add_setting(struct arena *mem, struct names *env, const struct facts *f,
			const char *name, const char *wanted)
{
	const char *value = wanted ? wanted : facts_setting_value(f, name);

	/* Go's own default serves where the user's is a version manager's tree, or out of reach. */
	if (facts_is_managed(f, value) || names_hold(&f->go.cannot_be_made, value))
		value = NULL;
	go_environment_add(mem, env, name, value);
}

struct names go_environment(struct arena *mem, const struct facts *f, const struct wants *w,
			    const char *gobin)
{
	struct names env = { 0 };

	add_places(mem, &env, f);
	go_environment_add(mem, &env, "GOENV", "off");
	go_environment_add(mem, &env, "GOTOOLCHAIN", "local");
	go_environment_add(mem, &env, "GOWORK", "off");
	/* Pure Go: no C compiler, whole or broken, takes part. */
	go_environment_add(mem, &env, "CGO_ENABLED", "0");
	add_setting(mem, &env, f, "GOPROXY", w->goproxy);
	add_setting(mem, &env, f, "GOSUMDB", w->gosumdb);
	add_setting(mem, &env, f, "GOPRIVATE", w->goprivate);
	go_variables_each (v)
		if (v->uses & VARIABLE_HANDED_ON && !environment_value(&env, v->name))
			add_setting(mem, &env, f, v->name, NULL);
	if (!environment_value(&env, "GOCACHE"))
		go_environment_add(mem, &env, "GOCACHE", default_gocache(mem, f));
	go_environment_add(mem, &env, "GOBIN", gobin);
	for (size_t i = 0; i < f->environment.proxies.n; i++) {
		const struct proxy_variable *proxy = &f->environment.proxies.at[i];

		if (!environment_value(&env, proxy->name))
			go_environment_add(mem, &env, proxy->name, proxy->value);
	}
	return env;
}

struct names go_environment_shown(struct arena *mem, const struct names *environment)
{
	struct names shown = { 0 };

	for (size_t i = 0; i < environment->n; i++) {
		const char *at = environment->at[i];

		if (str_starts(at, "GOPROXY="))
			at = arena_fmt(mem, "GOPROXY=%s", goproxy_redacted(mem, at + 8));
		else if (str_starts(at, "GOAUTH="))
			at = "GOAUTH=(hidden)";
		if (str_starts(at, "GO") || str_starts(at, "CGO_ENABLED="))
			list_push(mem, &shown, at);
	}
	return shown;
}

/* In a container the system's own figure knows nothing of the limit, which is machine->memory. */
static uint64_t free_memory(struct arena *mem, struct host *h, const struct machine_facts *machine)
{
	static const char name[] = "MemAvailable:";
	struct bytes text = { 0 };
	const char *at;
	uint64_t bytes;

	if (machine->os != OS_LINUX || h->read(h, mem, "/proc/meminfo", 64 << 10, &text, NULL))
		return machine->memory / 2;
	at = strstr(arena_strndup(mem, text.at, text.n), name);
	bytes = at ? (uint64_t)strtoull(at + strlen(name), NULL, 10) << 10 : 0;
	return bytes < machine->memory ? bytes : machine->memory;
}

/* The go command starts as many compilers as there are processors. Half of what is free stays free;
 * the largest packages of the standard library take about 600 MiB without a collector. */
void go_environment_hasten(struct arena *mem, struct names *environment, struct host *h,
			   const struct machine_facts *machine)
{
	uint64_t processors = machine->processors > 0 ? (uint64_t)machine->processors : 1;
	uint64_t share = (free_memory(mem, h, machine) >> 20) / 2 / processors;

	if (share < 256 || environment_value(environment, "GOGC") ||
	    environment_value(environment, "GOMEMLIMIT"))
		return;
	environment_set(mem, environment, "GOGC", "off");
	environment_set(mem, environment, "GOMEMLIMIT",
			arena_fmt(mem, "%uMiB", (unsigned)(share < 4096 ? share : 4096)));
}
