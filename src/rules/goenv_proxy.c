/* Where modules come from, and what is checked about them. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/go_environment.h"
#include "wants/goprivate.h"
#include "wants/goproxy.h"
#include "wants/manifest.h"

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
		if (!strchr(" \t\r", *value)) /* go takes those off itself */
			str_add_char(&s, *value);
	}
	return str_text(&s);
}

/* https//goproxy.cn, https:/goproxy.cn: go asks a host that is called so. */
static bool names_a_scheme_as_host(const char *url)
{
	const char *host = strstr(url, "://");
	size_t n;

	host = host ? host + strlen("://") : url;
	n = strcspn(host, ":/");
	return (n == strlen("http") || n == strlen("https")) && str_starts(host, "http") &&
	       (n == strlen("http") || host[n - 1] == 's');
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
		if (names_a_scheme_as_host(url))
			return true;
	}
	return false;
}

static const char *answering_mirror(const struct rule_input *in)
{
	const struct addresses *addresses = &in->observed->addresses;
	struct names mirrors = manifest_goproxies(in->mem, in->manifest);

	for (size_t i = 0; i < addresses->n; i++) {
		const struct address *address = &addresses->at[i];

		for (size_t j = 0; j < mirrors.n; j++) {
			if (address->reach == REACH_OK && str_equal(address->role, "mirror") &&
			    str_starts(address->url, mirrors.at[j]))
				return mirrors.at[j];
		}
	}
	return NULL;
}

/* The first of the list is tried. Behind it, go goes on at any error where a | stands, and where the proxy lacks the
 * module where a comma does (cmd/go/internal/modfetch/proxy.go, TryProxies). */
static bool goes_on(const struct rule_input *in, bool at_any_error)
{
	const char *list = in->wants->goproxy ? in->wants->goproxy : "", *next;

	list += strcspn(list, ",|");
	next = *list ? list + 1 + strspn(list + 1, " ,|") : list;
	return *next && !str_equal(next, "off") && (*list == '|' || !at_any_error);
}

static bool is_dead(const struct rule_input *in, const struct address *address)
{
	switch ((int)address->reach) {
	case REACH_REFUSED:
	case REACH_NO_NAME:
	case REACH_TIMEOUT:
	case REACH_HTML:
	case REACH_TLS_CLOCK: /* where others are valid; else net.clock says it */
		return true;
	case REACH_HTTP_ERROR:
		/* It lacks the public module that was asked for, as a company's own may. */
		return !address_lacks_only_it(address) || !goes_on(in, false);
	default:
		return false;
	}
}

static const struct address *dead_goproxy(const struct rule_input *in)
{
	const struct addresses *addresses = &in->observed->addresses;
	const struct address *dead = NULL;
	bool any = false; /* nothing answers at all: that is net.offline's to say */

	for (size_t i = 0; i < addresses->n; i++) {
		const struct address *address = &addresses->at[i];

		if (str_equal(address->role, "goproxy") && is_dead(in, address))
			dead = address;
		else
			any |= address->reach == REACH_OK || address->reach == REACH_HTTP_ERROR;
	}
	return any ? dead : NULL;
}

/* Where all is there nothing is fetched, and no run of goready needs a mirror. */
static void heal_goproxy(const struct rule_input *in, struct finding *found)
{
	const char *mirror = answering_mirror(in);

	found->heal = HEAL_GOPROXY;
	found->value = mirror;
	found->automatic = mirror && wants_fetch(in->wants, in->facts);
	if (mirror && !found->automatic)
		remedy(in, found,
		       _("%s is a public mirror that answers: GOPROXY=%s,direct in the place where it is set now, or go env -w GOPROXY=%s,direct where no variable sets it."),
		       mirror, mirror, mirror);
	else if (mirror)
		remedy(in, found,
		       _("Use %s, a public mirror that answers: for this run, or for good with go env -w GOPROXY=%s,direct"),
		       mirror, mirror);
	else
		remedy(in, found, "%s",
		       _("Ask for the address of your company's module proxy, or try a public mirror: goready doctor --mirrors tries those it knows."));
}

/* Whoever made the machine's image has switched it off in the tree of Go. */
static bool off_in_the_tree(const struct rule_input *in, struct finding *found)
{
	const struct setting *s = facts_setting(in->facts, "GOPROXY");
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);

	if (!go || !go->goroot || !s || s->origin != SETTING_GOROOT_FILE ||
	    !is_off_or_empty(in, s->value))
		return false;
	found->title = _("GOPROXY is off, or names no proxy");
	evidence(in, found, _("%s: %s"), shown(in, path_join(in->mem, go->goroot, "go.env")),
		 arena_fmt(in->mem, "GOPROXY=%s", printable(in, s->value)));
	remedy(in, found, "%s",
	       _("Your own setting goes before that of Go's tree: go env -w GOPROXY=https://proxy.golang.org,direct"));
	return true;
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
	if (off_in_the_tree(in, found))
		return true;
	if (!dead)
		return false;
	found->title = dead->reach == REACH_HTTP_ERROR || dead->reach == REACH_HTML ||
				       dead->reach == REACH_TLS_CLOCK
			       ? _("The module proxy answers, and gives no modules")
			       : _("The module proxy does not answer");
	evidence(in, found, _("%s: %s"), dead->url,
		 dead->detail ? dead->detail : reach_text(dead->reach));
	if (goes_on(in, true))
		found->level =
			LEVEL_WARNING; /* go asks the next one, once it has waited for this one */
	variable_is_bad(in, found, value_any); /* names the line that sets it */
	heal_goproxy(in, found);
	return true;
}

/* ---- what is checked ---- */

static bool is_wide_open(const struct rule_input *in, const char *value)
{
	return goprivate_covers_public(in->mem, value);
}

static bool is_everything(const struct rule_input *in, const char *value)
{
	struct names patterns = str_split(in->mem, value, ',');

	for (size_t i = 0; i < patterns.n; i++)
		if (*patterns.at[i] && strspn(patterns.at[i], "*/.?") == strlen(patterns.at[i]))
			return true;
	return false;
}

static bool too_much_is_private(const struct rule_input *in, struct finding *found)
{
	struct finding everything = *found;

	if (!variable_is_bad(in, found, is_wide_open))
		return false;
	found->title = arena_fmt(in->mem,
				 variable_is_bad(in, &everything, is_everything)
					 ? _("%s counts every module as private")
					 : _("%s counts public modules as private"),
				 found->variable);
	heal_unset(
		in, found,
		_("Or name your own hosts in it, as HOST/ORGANISATION: what it names comes through no proxy, and is not checked."));
	found->heal = HEAL_NONE;
	found->automatic = false;
	return true;
}

static bool checks_off(const struct rule_input *in, struct finding *found)
{
	bool sumdb = str_equal(found->variable, "GOSUMDB");

	if (str_equal(found->variable, "GOPRIVATE"))
		return too_much_is_private(in, found);
	if (!variable_is_bad(in, found, sumdb ? is_off_or_empty : is_wide_open))
		return false;
	found->title = arena_fmt(in->mem, _("%s switches checks of modules off"), found->variable);
	heal_unset(
		in, found,
		str_equal(found->variable, "GOINSECURE")
			? _("Or name your own hosts in it: now anybody on the way can exchange what you download.")
			: _("Or name your own modules in GONOSUMDB: now a changed module goes unnoticed."));
	/* Somebody may have a reason, in a network without the database: only on request. */
	found->heal = HEAL_NONE;
	found->automatic = false;
	return true;
}

const struct rule goenv_proxy_rules[] = {
	{
		.id = "goenv.proxy",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOPROXY has a value that go cannot read"),
		.why = N_("No module can be fetched, and so no plugin installed."),
		.holds = proxy,
		.variables = NAMES("GOPROXY"),
		.looks_at = LOOKS_AT_ADDRESSES,
	},
	{
		.id = "goenv.checks-off",
		.topic = TOPIC_GOENV,
		.level = LEVEL_WARNING,
		.title = N_("Checks of modules are switched off"),
		.why = N_(
			"The checksum database and HTTPS are what tells a changed module from the real one."),
		.holds = checks_off,
		.variables = NAMES("GOSUMDB", "GONOSUMDB", "GOINSECURE", "GOPRIVATE"),
	},
	{ 0 },
};
