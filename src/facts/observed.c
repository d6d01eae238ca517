#include "facts/observed.h"

#include "base/i18n.h"

const struct address *observed_address(const struct observed *o, const char *url)
{
	for (size_t i = 0; o && i < o->addresses.n; i++)
		if (str_equal(o->addresses.at[i].tried, url))
			return &o->addresses.at[i];
	return NULL;
}

bool address_lacks_only_it(const struct address *address)
{
	return address->reach == REACH_HTTP_ERROR &&
	       (address->status == 404 || address->status == 410);
}

const struct formula *observed_formula(const struct observed *o, const char *name)
{
	for (size_t i = 0; o && i < o->formulae.n; i++)
		if (str_equal(o->formulae.at[i].name, name))
			return &o->formulae.at[i];
	return NULL;
}

const char *reach_says(struct arena *mem, enum reach reach, int status)
{
	if (reach == REACH_HTTP_ERROR && status >= 400)
		return arena_fmt(mem, _("answers %d"), status);
	if (reach == REACH_HTTP_ERROR || reach == REACH_HTML)
		return reach_text(reach);
	return _("does not answer");
}

const char *reach_text(enum reach reach)
{
	switch (reach) {
	case REACH_UNKNOWN:
		return _("not tried");
	case REACH_OK:
		return _("answers");
	case REACH_REFUSED:
		return _("refuses the connection");
	case REACH_NO_NAME:
		return _("the name is not known");
	case REACH_TIMEOUT:
		return _("no answer in time");
	case REACH_TLS_UNKNOWN_CA:
		return _("its certificate is from no known authority");
	case REACH_TLS_CLOCK:
		return _("its certificate is not valid at the time this clock shows");
	case REACH_HTTP_ERROR:
		return _("answers with an error");
	case REACH_HTML:
		return _("answers with a web page");
	case REACH_PROXY_DEAD:
		return _("the proxy on the way does not answer");
	}
	return NULL;
}
