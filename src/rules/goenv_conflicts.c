/* Settings of Go that contradict each other, or this machine: what one place says and another undoes. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/goprivate.h"
#include "wants/goproxy.h"

/* What `go env -w` wrote does not count where the environment has the variable too
 * (cmd/go/internal/cfg). */
static bool overridden(const struct rule_input *in, struct finding *found)
{
	const struct setting *s = facts_setting(in->facts, found->variable);
	const char *environment = s && s->environment ? s->environment : s ? s->start_file : NULL;

	if (!s || !environment || !s->go_env_file || str_equal(environment, s->go_env_file))
		return false;
	found->title = arena_fmt(in->mem, _("%s is set twice, and go env -w does not win"),
				 found->variable);
	if (s->where)
		evidence_line(in, found, s->where);
	else
		evidence(in, found, _("the environment has %s=%s"), found->variable, environment);
	evidence(in, found, _("%s has %s=%s"), shown(in, in->facts->go.file), found->variable,
		 s->go_env_file);
	remedy(in, found,
	       _("Take the line out of the start file, or change it there: the environment goes before what go env -w wrote."));
	return true;
}

/* A name with its key, "off", or a name that go knows, and an address behind it (x/mod sumdb/note:
 * NewVerifier; cmd/go/internal/modfetch/sumdb.go). */
static bool is_bad_database(const struct rule_input *in, const char *value)
{
	size_t n = strcspn(value, " +");
	const char *name = arena_strndup(in->mem, value, n);

	if (str_equal(value, "off") || str_equal(name, "sum.golang.org") ||
	    str_equal(name, "sum.golang.google.cn"))
		return false;
	return value[n] != '+' || strstr(name, "://");
}

/* The database that articles in Chinese named before sum.golang.google.cn was there: nobody runs it any more. */
static bool is_gone_database(const struct rule_input *in, const char *value)
{
	(void)in;
	return str_starts(value, "gosum.io+");
}

static bool database(const struct rule_input *in, struct finding *found)
{
	struct finding gone = *found;

	if (variable_is_bad(in, &gone, is_gone_database)) {
		*found = gone;
		found->title = _("GOSUMDB names a database that is gone");
		heal_unset(in, found, _("Then Go's own default holds."));
		return true;
	}
	if (!variable_is_bad(in, found, is_bad_database))
		return false;
	heal_unset(
		in, found,
		_("It has to be a database's name with its key, not an address: every download stops at it."));
	return true;
}

static bool ends_with_direct(const struct rule_input *in, const char *proxy)
{
	struct names parts = str_split(in->mem, goproxy_repaired(in->mem, proxy), ',');
	const char *last = parts.n ? parts.at[parts.n - 1] : "";

	return str_ends(last, "direct");
}

/* What GOPRIVATE keeps from the proxies comes directly, whether GOPROXY ends with direct or not
 * (cmd/go/internal/modfetch/proxy.go: "noproxy" comes first; tried): trouble only where the proxy alone
 * reaches their hosts. */
static bool no_direct(const struct rule_input *in, struct finding *found)
{
	const char *proxy = value_of(in, "GOPROXY"), *name;
	const char *kept = modules_past_proxies(in, &name);
	struct finding at = *found;

	if (!kept || !proxy || str_equal(proxy, "off") || ends_with_direct(in, proxy))
		return false;
	at.variable = "GOPROXY";
	variable_is_bad(in, &at, value_any);
	*found = at;
	evidence(in, found, _("%s=%s keeps these modules from every proxy"), name, kept);
	remedy(in, found,
	       _("Nothing needs to be done where git reaches their hosts from here. Where only the proxy has them, unset %s and set GONOSUMDB=%s."),
	       name, kept);
	return true;
}

/* Names that no public name server has (RFC 6762, RFC 8375; ICANN: internal, home, corp and mail are never given). */
static bool is_private_host(const char *host)
{
	static const char *const ends[] = {
		".local", ".internal", ".intranet",  ".intra", ".corp",
		".lan",   ".private",  ".home.arpa", ".home",  ".mail"
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(host, ends[i]))
			return true;
	return false;
}

/* Who has git fetch an organisation's addresses with a key, or a password, has no public modules there. */
static const struct git_rewrite *own_rewrite(const struct rule_input *in, const char *module)
{
	static const char scheme[] = "https://";
	const struct surroundings *s = &in->facts->surroundings;

	for (size_t i = 0; i < s->git_rewrites.n; i++) {
		const struct git_rewrite *r = &s->git_rewrites.at[i];

		if (!str_starts(r->from, scheme) || /* "gh:" is shorter than that */
		    !str_starts(module, r->from + sizeof(scheme) - 1) ||
		    (str_starts(r->to, scheme) && !strchr(r->to, '@')))
			continue;
		if (git_rewrite_is_of_one_owner(in, r))
			return r;
	}
	return NULL;
}

static bool is_asked_of_the_database(const struct rule_input *in, const char *module)
{
	const char *database = value_of(in, "GOSUMDB"), *none = value_of(in, "GONOSUMDB");

	return !str_equal(database, "off") &&
	       !goprivate_may_cover(in->mem, none ? none : value_of(in, "GOPRIVATE"), module);
}

static bool private_module(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *p = &in->facts->project;
	const char *go_mod = p->folder ? path_join(in->mem, p->folder, "go.mod") : NULL;
	const struct setting *s = facts_setting(in->facts, "GOPRIVATE");
	const char *set = value_of(in, "GOPRIVATE");
	struct names parts = { 0 };

	for (size_t i = 0; i < p->modules.n; i++) {
		const struct project_module *one = &p->modules.at[i];
		const struct git_rewrite *rewrite = own_rewrite(in, one->fetched);
		const char *part = goprivate_part(in->mem, one->fetched);

		if (!one->version || one->in_database ||
		    !is_asked_of_the_database(in, one->fetched) || names_hold(&parts, part))
			continue;
		if (is_private_host(part))
			evidence(in, found,
				 _("%s line %d requires %s, from a host of a private network"),
				 shown(in, go_mod), one->line, one->fetched);
		else if (rewrite)
			evidence(in, found,
				 _("%s line %d requires %s, which git fetches as %s (%s line %d)"),
				 shown(in, go_mod), one->line, one->fetched,
				 str_starts(rewrite->to, "http")
					 ? goproxy_redacted(in->mem, rewrite->to)
					 : rewrite->to,
				 shown(in, rewrite->file), rewrite->line);
		else
			continue;
		seen_at(in, found, go_mod, one->line);
		list_push(in->mem, &parts, part);
	}
	if (!parts.n)
		return false;
	found->about_kind = "host";
	found->about_name = parts.at[0];
	if (set)
		evidence(in, found, "GOPRIVATE=%s", set);
	remedy(in, found,
	       set && (s->environment || s->start_file)
		       ? _("Name it where GOPRIVATE is set: GOPRIVATE=%s. Then go asks neither a proxy nor the checksum database for it.")
		       : _("Name it: go env -w GOPRIVATE=%s. Then go asks neither a proxy nor the checksum database for it."),
	       arena_fmt(in->mem, "%s%s%s", set ? set : "", set ? "," : "",
			 str_join(in->mem, &parts, ",")));
	return true;
}

/* A program of a higher level does not start on a CPU of a lower one (runtime/asm_amd64.s). */
static bool microarchitecture(const struct rule_input *in, struct finding *found)
{
	const char *value = value_of(in, "GOAMD64");
	int level = in->facts->surroundings.amd64_level;

	if (!value || !level || value[0] != 'v' || value[1] - '0' <= level)
		return false;
	variable_is_bad(in, found, value_any);
	evidence(in, found, _("this CPU is of level v%d"), level);
	heal_unset(in, found, _("What is built with it does not start on this machine."));
	return true;
}

const struct rule goenv_conflict_rules[] = {
	{
		.id = "goenv.overridden",
		.topic = TOPIC_GOENV,
		.level = LEVEL_WARNING,
		.title = N_("A variable of Go is set twice"),
		.why = N_(
			"What go env -w wrote has no effect while the environment says otherwise."),
		.variables = NAMES("GOPROXY", "GOTOOLCHAIN", "GOFLAGS", "GOPRIVATE", "GOSUMDB",
				   "GOPATH", "GOBIN", "GONOPROXY", "GONOSUMDB", "CGO_ENABLED"),
		.holds = overridden,
	},
	{
		.id = "goenv.sumdb",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOSUMDB names no checksum database"),
		.why = N_("No module and no toolchain can be fetched while it cannot be checked."),
		.variables = NAMES("GOSUMDB"),
		.holds = database,
	},
	{
		.id = "goenv.no-direct",
		.topic = TOPIC_GOENV,
		.level = LEVEL_NOTE,
		.title = N_("Private modules come past the proxy"),
		.why = N_("What GOPRIVATE names is asked of its own host, whatever GOPROXY says."),
		.holds = no_direct,
	},
	{
		.id = "goenv.private",
		.topic = TOPIC_GOENV,
		.level = LEVEL_WARNING,
		.title = N_("A private module is looked up in the public checksum database"),
		.why = N_(
			"It answers 404 or 410 for a version that it has not seen, and learns the module's name."),
		.holds = private_module,
	},
	{
		.id = "goenv.microarch",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOAMD64 asks for a newer processor"),
		.why = N_("Programs built with it stop at once on this one."),
		.variables = NAMES("GOAMD64"),
		.holds = microarchitecture,
	},
	{ 0 },
};
