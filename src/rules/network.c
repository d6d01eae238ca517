/* What trying addresses gave. Before that, these rules are silent. */
#include "rules/rule.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "wants/manifest.h"

#define each_address(address, in)                                                                  \
	for (const struct address *address = (in)->observed->addresses.at,                         \
				  *address##_end = (in)->observed->addresses.n                     \
							   ? address + (in)->observed->addresses.n \
							   : address;                              \
	     address < address##_end; address++)

static void address_evidence(const struct rule_input *in, struct finding *found,
			     const struct address *address)
{
	if (address->detail)
		evidence(in, found, _("%s: %s (%s)"), address->url, reach_text(address->reach),
			 address->detail);
	else
		evidence(in, found, _("%s: %s"), address->url, reach_text(address->reach));
}

static bool any_reach(const struct rule_input *in, struct finding *found, enum reach reach)
{
	bool any = false;

	each_address(address, in)
	{
		if (address->reach == reach) {
			address_evidence(in, found, address);
			any = true;
		}
	}
	return any;
}

static bool is_silent(enum reach reach)
{
	return reach == REACH_REFUSED || reach == REACH_NO_NAME || reach == REACH_TIMEOUT;
}

static bool offline(const struct rule_input *in, struct finding *found)
{
	size_t tried = 0, silent = 0, pages = 0;

	each_address(address, in)
	{
		tried += address->reach != REACH_UNKNOWN;
		silent += is_silent(address->reach);
		pages += address->reach == REACH_HTML;
	}
	if (!tried || silent + pages < tried)
		return false;
	each_address(address, in)
	{
		if (address->reach != REACH_UNKNOWN)
			address_evidence(in, found, address);
	}
	if (pages) {
		found->title = _("A web page comes in the place of what was asked for");
		remedy(in, found, "%s",
		       _("A sign-in page of the network may be in the way: open a browser, sign in, and run goready again."));
		return true;
	}
	remedy(in, found, "%s",
	       _("Connect this machine to the network, or set https_proxy if it is behind a proxy, and try again. What was fetched so far is kept."));
	return true;
}

static void proxies_evidence(const struct rule_input *in, struct finding *found)
{
	const struct environment_facts *environment = &in->facts->environment;

	for (size_t i = 0; i < environment->proxies.n; i++) {
		const struct proxy_variable *proxy = &environment->proxies.at[i];

		if (proxy->where)
			evidence_line(in, found, proxy->where);
		else
			evidence(in, found, _("%s is set in the environment of this process"),
				 proxy->name);
	}
}

/* The addresses are all https: http_proxy alone is in nobody's way. */
static bool proxy_is_in_the_way(const struct rule_input *in)
{
	const struct environment_facts *environment = &in->facts->environment;

	for (size_t i = 0; i < environment->proxies.n; i++) {
		const char *name = environment->proxies.at[i].name;

		if (strcasecmp(name, "https_proxy") == 0 || strcasecmp(name, "all_proxy") == 0)
			return true;
	}
	return false;
}

/* Nobody beyond it is seen where it refuses or keeps silent: libcurl tells of the proxy then as it would of the
 * host. A name that is not known was asked for here, so that no proxy was in the way. */
static bool nothing_comes_through(const struct rule_input *in, struct finding *found)
{
	size_t tried = 0;

	if (!proxy_is_in_the_way(in))
		return false;
	each_address(address, in)
	{
		tried += address->reach != REACH_UNKNOWN;
		if (address->reach != REACH_UNKNOWN && address->reach != REACH_REFUSED &&
		    address->reach != REACH_TIMEOUT)
			return false;
	}
	each_address(address, in)
	{
		if (address->reach != REACH_UNKNOWN)
			address_evidence(in, found, address);
	}
	return tried > 0;
}

static bool proxy_dead(const struct rule_input *in, struct finding *found)
{
	if (!any_reach(in, found, REACH_PROXY_DEAD) && !nothing_comes_through(in, found))
		return false;
	proxies_evidence(in, found);
	remedy(in, found, "%s",
	       _("Start the proxy, correct its address, or unset these variables if there is none any more."));
	return true;
}

/* Whoever was reached by https has shown a certificate that is known, and valid at the time of this clock. */
static bool any_certificate_fits(const struct rule_input *in)
{
	each_address(address, in)
	{
		if (str_starts(address->url, "https://") &&
		    (address->reach == REACH_OK || address->reach == REACH_HTTP_ERROR ||
		     address->reach == REACH_HTML))
			return true;
	}
	return false;
}

static bool intercepted(const struct rule_input *in, struct finding *found)
{
	if (!in->facts->machine.ca_store || !any_reach(in, found, REACH_TLS_UNKNOWN_CA))
		return false;
	if (any_certificate_fits(in)) /* of all others: a company's own host, or a way of its own */
		found->title = _("A certificate is from an authority that is not known here");
	evidence(in, found, _("certificates known here: %s"), in->facts->machine.ca_file);
	remedy(in, found, "%s",
	       _("Ask who runs this network for its certificate (PEM), and set SSL_CERT_FILE to a file that holds it and the usual ones. Checks are never switched off."));
	return true;
}

/* Go and curl read that one in the place of the system's, and nothing where it is not there. */
static bool ca_is_gone(const struct rule_input *in, struct finding *found)
{
	struct finding gone = *found;

	gone.variable = "SSL_CERT_FILE";
	if (!variable_is_bad(in, &gone, value_is_gone))
		return false;
	*found = gone;
	if (any_reach(in, found, REACH_TLS_UNKNOWN_CA))
		found->level = LEVEL_PROBLEM;
	found->title = _("SSL_CERT_FILE names a file that is gone");
	heal_unset(in, found, _("Without it, programs use the certificates of the system."));
	return true;
}

static bool no_ca(const struct rule_input *in, struct finding *found)
{
	const struct machine_facts *machine = &in->facts->machine;

	if (ca_is_gone(in, found))
		return true;

	/* Only Linux comes without one; macOS keeps its own in the keychain. */
	if (machine->os != OS_LINUX || machine->ca_store)
		return false;
	if (any_reach(in, found, REACH_TLS_UNKNOWN_CA))
		found->level = LEVEL_PROBLEM;
	evidence(in, found, "%s", _("no certificate store was found in any of the usual places"));
	remedy(in, found, "%s",
	       _("Install the package ca-certificates (Debian, Ubuntu: apt-get install ca-certificates; Fedora: dnf install ca-certificates; Alpine: apk add ca-certificates), or set SSL_CERT_FILE."));
	return true;
}

/* Where brew itself asks, by a setting of the user's; its own addresses are net.blocked's. */
static const struct address *dead_brew_mirror(const struct rule_input *in)
{
	const struct address *dead = NULL;

	each_address(address, in)
	{
		if (!str_equal(address->role, "brew"))
			continue;
		if (address->reach == REACH_OK || address_lacks_only_it(address))
			return NULL;
		if (is_silent(address->reach) || address->reach == REACH_HTTP_ERROR ||
		    address->reach == REACH_HTML)
			dead = address;
	}
	return dead;
}

static bool brew_mirror(const struct rule_input *in, struct finding *found)
{
	static const char name[] = "HOMEBREW_API_DOMAIN";
	const char *value = brew_variable(in->facts, name);
	const struct assignment *line = brew_variable_line(in->facts, name);
	const struct address *dead = value ? dead_brew_mirror(in) : NULL;

	if (!dead)
		return false;
	address_evidence(in, found, dead);
	if (line)
		evidence_line(in, found, line);
	else
		evidence(in, found, _("%s is set in the environment of this process"), name);
	found->variable = name;
	remedy(in, found,
	       _("Take HOMEBREW_API_DOMAIN, HOMEBREW_BOTTLE_DOMAIN and HOMEBREW_BREW_GIT_REMOTE out where they are set, or let them name a mirror that answers; then open a new terminal and run: brew update"));
	return true;
}

static const struct address *answering_mirror(const struct rule_input *in)
{
	each_address(address, in)
	{
		if (address->reach == REACH_OK && str_equal(address->role, "mirror"))
			return address;
	}
	return NULL;
}

static const char *mirror_base(const struct rule_input *in, const char *url)
{
	struct names proxies = manifest_goproxies(in->mem, in->manifest);

	for (size_t i = 0; i < proxies.n; i++) {
		if (str_starts(url, proxies.at[i]))
			return proxies.at[i];
	}
	return NULL;
}

/* A GOPROXY that somebody has set is not among them: goenv.proxy tells of it. */
static bool is_usual(const struct rule_input *in, const struct address *address)
{
	return str_equal(address->role, "go") || str_equal(address->role, "protoc") ||
	       (str_equal(address->role, "goproxy") && !in->wants->goproxy_set);
}

static bool blocked(const struct rule_input *in, struct finding *found)
{
	const struct address *mirror = answering_mirror(in);
	bool proxy = false;

	if (!mirror)
		return false;
	each_address(address, in)
	{
		if (!is_usual(in, address) ||
		    (!is_silent(address->reach) && address->reach != REACH_HTML))
			continue;
		address_evidence(in, found, address);
		proxy |= str_equal(address->role, "goproxy");
	}
	if (!found->evidence.n)
		return false;
	address_evidence(in, found, mirror);
	if (proxy) {
		found->heal = HEAL_GOPROXY;
		found->value = mirror_base(in, mirror->url);
		found->automatic = found->value && wants_fetch(in->wants, in->facts);
	}
	remedy(in, found,
	       _("Use the mirror %s; every download is checked against the same checksums."),
	       found->value ? found->value : mirror->url);
	return true;
}

static const char *how_to_set_the_clock(const struct machine_facts *machine)
{
	if (machine->os == OS_DARWIN)
		return _(
			"Set the clock: System Settings, General, Date & Time, \"Set time and date automatically\".");
	if (machine->wsl)
		return _(
			"Set the clock, which WSL may lose while Windows sleeps: sudo hwclock -s, or wsl --shutdown in Windows.");
	if (machine->container)
		return _("Set the clock of the machine that this container runs on.");
	return _("Set the clock: sudo timedatectl set-ntp true.");
}

static bool bad_clock(const struct rule_input *in, struct finding *found)
{
	/* Where another is valid, the clock is right: that one's owner has to renew it. */
	bool tls = !any_certificate_fits(in) && any_reach(in, found, REACH_TLS_CLOCK);

	if (in->facts->environment.clock_bad)
		evidence(in, found, "%s",
			 _("the clock shows a time before this goready was built"));
	if (!tls && !in->facts->environment.clock_bad)
		return false;
	remedy(in, found, "%s", how_to_set_the_clock(&in->facts->machine));
	return true;
}

/* curl, go, git and brew read variables, not System Settings. */
static bool system_proxy(const struct rule_input *in, struct finding *found)
{
	const struct environment_facts *e = &in->facts->environment;

	if (facts_proxy_is_set(in->facts))
		return false;
	if (!e->system_proxy && !e->system_proxy_file)
		return false;
	evidence(in, found, _("System Settings name the proxy %s (scutil --proxy)"),
		 e->system_proxy ? e->system_proxy : e->system_proxy_file);
	evidence(in, found, "%s", _("https_proxy and all_proxy are not set"));
	if (e->system_proxy)
		remedy(in, found,
		       _("Where downloads fail, goready offers it for its run (goready apply --system-proxy does not ask). For the go of this terminal: export https_proxy=%s"),
		       e->system_proxy);
	else
		remedy(in, found, "%s",
		       _("Where downloads fail, ask who runs your network for the proxy's address, and start goready with it: https_proxy=http://HOST:PORT goready"));
	return true;
}

const struct rule network_rules[] = {
	{
		.id = "net.system-proxy",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_NOTE,
		.title = N_("A proxy is set in System Settings only"),
		.why = N_("Programs of the command line read variables, and go without it."),
		.holds = system_proxy,
		.looks_at = LOOKS_AT_ADDRESSES,
	},
	{
		.id = "net.offline",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_PROBLEM,
		.title = N_("No address answers"),
		.why = N_("What is missing cannot be fetched."),
		.holds = offline,
		.looks_at = LOOKS_AT_ADDRESSES,
	},
	{
		.id = "net.proxy-dead",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_PROBLEM,
		.title = N_("A proxy is set that does not answer"),
		.why = N_("Everything goes through it."),
		.holds = proxy_dead,
		.looks_at = LOOKS_AT_ADDRESSES,
	},
	{
		.id = "net.clock",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_PROBLEM,
		.title = N_("The clock is wrong"),
		.why = N_("Certificates look expired, or not yet valid."),
		.holds = bad_clock,
	},
	{
		.id = "net.no-ca",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_WARNING,
		.title = N_("This machine has no certificate store"),
		.why = N_("No address can be trusted: neither goready nor go can fetch anything."),
		.holds = no_ca,
	},
	{
		.id = "net.intercepted",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_PROBLEM,
		.title = N_("Somebody on the way shows a certificate of their own"),
		.why = N_("Companies inspect traffic like that; so does an attacker."),
		.holds = intercepted,
		.looks_at = LOOKS_AT_ADDRESSES,
	},
	{
		.id = "net.blocked",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_WARNING,
		.title = N_("The usual addresses do not answer, a mirror does"),
		.why = N_("Some networks block them."),
		.holds = blocked,
		.looks_at = LOOKS_AT_ADDRESSES,
	},
	{
		.id = "brew.mirror",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_WARNING,
		.title = N_("The mirror that Homebrew is told to use does not answer"),
		.why = N_("brew asks it first for all that it installs, and waits for it."),
		.holds = brew_mirror,
		.looks_at = LOOKS_AT_ADDRESSES,
	},
	{
		.id = "net.checksum-mismatch",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_PROBLEM,
		.title = N_("A module is not the one that the checksum database knows"),
		.why = N_("Its bytes were changed on the way or at the source."),
		.by_symptom_only = true,
		.advice = N_(
			"Run go clean -modcache, and try once more through another mirror in GOPROXY. Never switch the checksum database off for it: if the bytes still differ, tell the module's authors."),
	},
	{ 0 },
};
