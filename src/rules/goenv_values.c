/* Go's settings that need a right value: folders, the module proxy, what is checked. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "host/net.h"
#include "wants/go_environment.h"

static bool any_value(const struct rule_input *in, const char *value)
{
	(void)in;
	(void)value;
	return true;
}

/* ---- folders ---- */

static bool is_no_folder(const struct rule_input *in, const char *value)
{
	(void)in;
	return *value != '/' || strchr(value, ':');
}

/* "~/go/bin" as it was meant; the first of a list; NULL where nobody can say. */
static const char *folder_meant(const struct rule_input *in, const char *value)
{
	const char *home = in->facts->places.home;
	const char *first = arena_strndup(in->mem, value, strcspn(value, ":"));

	if (*first == '/')
		return first;
	if (home && first[0] == '~' && (first[1] == '/' || !first[1]))
		return arena_fmt(in->mem, "%s%s", home, first + 1);
	return NULL;
}

static bool on_some_path(const struct rule_input *in, const char *folder)
{
	const struct path_facts *path = &in->facts->path;

	for (size_t i = 0; i < path->entries.n; i++) {
		if (str_equal(path->entries.at[i].text, folder))
			return true;
	}
	for (size_t i = 0; i < path->new_shell.n; i++) {
		if (str_equal(path->new_shell.at[i], folder))
			return true;
	}
	return false;
}

static bool is_on_no_path(const struct rule_input *in, const char *value)
{
	return !on_some_path(in, value);
}

static void heal_folder(const struct rule_input *in, struct finding *found, const char *because)
{
	const char *value = value_of(in, found->variable);
	const char *meant = value ? folder_meant(in, value) : NULL;

	if (meant)
		heal_set(in, found, meant);
	else
		heal_unset(in, found, because);
}

static bool gobin(const struct rule_input *in, struct finding *found)
{
	struct finding shape = *found;

	if (variable_is_bad(in, &shape, is_no_folder)) {
		*found = shape;
		heal_folder(in, found, _("Without it, go install uses GOPATH/bin."));
		return true;
	}
	if (!variable_is_bad(in, found, is_on_no_path))
		return false;
	found->level = LEVEL_WARNING;
	found->title = _("The folder that GOBIN names is on no PATH");
	found->assignments.n = 0;
	found->heal = HEAL_PATH;
	found->tool = TOOL_GEN_GO;
	found->value = in->facts->places.go_bin;
	found->automatic = true;
	remedy(in, found, _("Put %s in front of PATH; goready does that."),
	       shown(in, found->value));
	return true;
}

static bool is_bad_gopath(const struct rule_input *in, const char *value)
{
	struct names entries = str_split(in->mem, value, ':');

	for (size_t i = 0; i < entries.n; i++) {
		if (*entries.at[i] && *entries.at[i] != '/')
			return true;
	}
	for (size_t i = 0; i < in->facts->tools.n; i++) {
		if (str_equal(in->facts->tools.at[i].goroot, value))
			return true;
	}
	return false;
}

static bool is_list(const struct rule_input *in, const char *value)
{
	(void)in;
	return strchr(value, ':') != NULL;
}

static bool gopath(const struct rule_input *in, struct finding *found)
{
	struct finding shape = *found;
	const char *value, *meant;

	if (variable_is_bad(in, &shape, is_bad_gopath)) {
		*found = shape;
		value = value_of(in, "GOPATH");
		meant = value ? folder_meant(in, value) : NULL;
		if (meant && !str_equal(meant, value))
			heal_set(in, found, meant);
		else
			heal_unset(in, found, _("Without it, Go uses the folder go in your home."));
		return true;
	}
	if (!variable_is_bad(in, found, is_list))
		return false;
	found->level = LEVEL_NOTE;
	found->title = _("GOPATH is a list");
	remedy(in, found, "%s",
	       _("go install uses the first folder of it only; one folder is enough today."));
	return true;
}

/* GOCACHE=off was taken away in Go 1.12; a relative one is refused (cmd/go/internal/cache). */
static bool is_bad_cache(const struct rule_input *in, const char *value)
{
	(void)in;
	return *value != '/';
}

static bool is_volatile(const struct rule_input *in, const char *value)
{
	(void)in;
	return path_is_within(value, "/tmp") || path_is_within(value, "/dev/shm") ||
	       path_is_within(value, "/run") || path_is_within(value, "/private/tmp");
}

static bool cache(const struct rule_input *in, struct finding *found)
{
	struct finding shape = *found;

	if (variable_is_bad(in, &shape, is_bad_cache)) {
		*found = shape;
		found->title = arena_fmt(in->mem, _("%s is no absolute path"), found->variable);
		heal_folder(in, found, _("Without it, Go uses a folder that serves."));
		return true;
	}
	if (str_equal(found->variable, "GOTMPDIR") || !variable_is_bad(in, found, is_volatile))
		return false;
	found->level = LEVEL_NOTE;
	found->title = arena_fmt(in->mem, _("%s is where files do not last"), found->variable);
	remedy(in, found, "%s",
	       _("Everything is fetched and compiled anew after a restart; unset it, or name a "
		 "folder "
		 "that stays."));
	return true;
}

/* ---- GOPROXY ---- */

/* "off" says it on purpose; a list without entries stops go (cmd/go/internal/modfetch/proxy.go). */
static bool is_off_or_empty(const struct rule_input *in, const char *value)
{
	return !goproxy_split(in->mem, value).n && !strstr(value, "direct");
}

static const char *without_blanks(const struct rule_input *in, const char *value)
{
	struct str s = { .mem = in->mem };

	for (; *value; value++) {
		if (*value != ' ' && *value != '\t') /* go takes those off itself */
			str_add_char(&s, *value);
	}
	return str_text(&s);
}

static bool is_malformed(const struct rule_input *in, const char *value)
{
	struct goproxy_entries entries = goproxy_split(in->mem, value);

	if (!str_equal(goproxy_repaired(in->mem, value), without_blanks(in, value)))
		return true;
	for (size_t i = 0; i < entries.n; i++) {
		const char *url = entries.at[i].url;

		if (!str_starts(url, "https://") && !str_starts(url, "http://") &&
		    !str_starts(url, "file://"))
			return true;
	}
	return false;
}

static const char *answering_mirror(const struct rule_input *in)
{
	const struct environment_facts *environment = &in->facts->environment;
	struct names mirrors = manifest_goproxies(in->mem, in->manifest);

	for (size_t i = 0; i < environment->addresses.n; i++) {
		const struct address *address = &environment->addresses.at[i];

		for (size_t j = 0; j < mirrors.n; j++) {
			if (address->reach == REACH_OK && str_equal(address->role, "mirror") &&
			    str_starts(address->url, mirrors.at[j]))
				return mirrors.at[j];
		}
	}
	return NULL;
}

static bool is_dead(enum reach reach)
{
	return reach == REACH_REFUSED || reach == REACH_NO_NAME || reach == REACH_TIMEOUT ||
	       reach == REACH_HTTP_ERROR || reach == REACH_HTML;
}

static const struct address *dead_goproxy(const struct rule_input *in)
{
	const struct environment_facts *environment = &in->facts->environment;
	const struct address *dead = NULL;
	bool any = false; /* nothing answers at all: that is net.offline's to say */

	for (size_t i = 0; i < environment->addresses.n; i++) {
		const struct address *address = &environment->addresses.at[i];

		any |= address->reach == REACH_OK;
		if (str_equal(address->role, "goproxy") && is_dead(address->reach))
			dead = address;
	}
	return any ? dead : NULL;
}

static void heal_goproxy(const struct rule_input *in, struct finding *found)
{
	const char *mirror = answering_mirror(in);

	found->heal = HEAL_GOPROXY;
	found->value = mirror;
	found->automatic = mirror != NULL;
	if (mirror)
		remedy(in, found,
		       _("Use %s, a public mirror that answers: for this run, or for good "
			 "with go env -w GOPROXY=%s,direct"),
		       mirror, mirror);
	else
		remedy(in, found, "%s",
		       _("Ask for the address of your company's module proxy, or try a public "
			 "mirror: "
			 "goready doctor --network tries those it knows."));
}

static bool proxy(const struct rule_input *in, struct finding *found)
{
	struct finding off = *found, malformed = *found;
	const struct address *dead = dead_goproxy(in);
	const char *value = value_of(in, "GOPROXY");

	if (variable_is_bad(in, &off, is_off_or_empty)) {
		*found = off;
		found->title = _("GOPROXY is off, or names no proxy");
		heal_unset(in, found, _("Then Go's own default holds."));
		return true;
	}
	if (variable_is_bad(in, &malformed, is_malformed)) {
		*found = malformed;
		value = value ? goproxy_repaired(in->mem, value) : NULL;
		if (value && !is_malformed(in, value))
			heal_set(in, found, value);
		else
			heal_unset(in, found, _("An address of a proxy begins with https://."));
		return true;
	}
	if (!dead)
		return false;
	found->title = _("The module proxy does not answer");
	evidence(in, found, "%s: %s", dead->url, dead->detail ? dead->detail : _("no answer"));
	variable_is_bad(in, found, any_value); /* names the line that sets it */
	heal_goproxy(in, found);
	return true;
}

/* ---- what is checked ---- */

static bool is_wide_open(const struct rule_input *in, const char *value)
{
	struct names patterns = str_split(in->mem, value, ',');

	for (size_t i = 0; i < patterns.n; i++) {
		/* globs of path prefixes (go.dev/ref/mod, "private modules") */
		if (strspn(patterns.at[i], "*/.?") == strlen(patterns.at[i]) && *patterns.at[i])
			return true;
		if (str_equal(patterns.at[i], "*.com") || str_equal(patterns.at[i], "github.com") ||
		    str_equal(patterns.at[i], "golang.org") ||
		    str_equal(patterns.at[i], "google.golang.org"))
			return true;
	}
	return false;
}

static bool checks_off(const struct rule_input *in, struct finding *found)
{
	bool sumdb = str_equal(found->variable, "GOSUMDB");

	if (!variable_is_bad(in, found, sumdb ? is_off_or_empty : is_wide_open))
		return false;
	found->title = arena_fmt(in->mem, _("%s switches checks of modules off"), found->variable);
	heal_unset(in, found,
		   str_equal(found->variable, "GOINSECURE")
			   ? _("Or name your own hosts in it: now anybody on the way can exchange "
			       "what "
			       "you download.")
			   : _("Or name your own modules in GONOSUMDB: now a changed module goes "
			       "unnoticed."));
	/* Somebody may have a reason, in a network without the database: only on request. */
	found->heal = HEAL_NONE;
	found->automatic = false;
	return true;
}

#define NAMES(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

const struct rule goenv_value_rules[] = {
	{
		.id = "goenv.gobin",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOBIN is no absolute path of one folder"),
		.why = N_("go install refuses to install anything."),
		.holds = gobin,
		.symptoms = SYMPTOMS("GOBIN must be an absolute path",
				     "program not found or is not executable"),
		.variables = NAMES("GOBIN"),
	},
	{
		.id = "goenv.gopath",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOPATH has a value that Go refuses"),
		.why = N_("Every go command stops, or warns and goes elsewhere."),
		.holds = gopath,
		.symptoms = SYMPTOMS("GOPATH entry cannot start with shell metacharacter",
				     "GOPATH entry is relative", "GOPATH set to GOROOT"),
		.variables = NAMES("GOPATH"),
	},
	{
		.id = "goenv.cache",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("One of Go's caches has a value that does not serve"),
		.why = N_("Nothing can be built without a cache."),
		.holds = cache,
		.symptoms = SYMPTOMS("build cache is required", "creating work dir",
				     "GOCACHE is not an absolute path"),
		.variables = NAMES("GOCACHE", "GOMODCACHE", "GOTMPDIR"),
	},
	{
		.id = "goenv.proxy",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOPROXY has a value that go cannot read"),
		.why = N_("No module can be fetched, and so no plugin installed."),
		.holds = proxy,
		.symptoms = SYMPTOMS("module lookup disabled by GOPROXY=off", "no such host",
				     "i/o timeout", "contains no entries", "invalid proxy URL"),
		.variables = NAMES("GOPROXY"),
	},
	{
		.id = "goenv.checks-off",
		.topic = TOPIC_GOENV,
		.level = LEVEL_WARNING,
		.title = N_("Checks of modules are switched off"),
		.why = N_(
			"The checksum database and HTTPS are what tells a changed module from the "
			"real one."),
		.holds = checks_off,
		.variables = NAMES("GOSUMDB", "GONOSUMDB", "GOINSECURE"),
	},
	{ 0 },
};
