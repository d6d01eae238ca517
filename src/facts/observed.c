#include "facts/observed.h"

const struct address *observed_address(const struct observed *o, const char *url)
{
	for (size_t i = 0; o && i < o->addresses.n; i++)
		if (str_equal(o->addresses.at[i].tried, url))
			return &o->addresses.at[i];
	return NULL;
}

const struct formula *observed_formula(const struct observed *o, const char *name)
{
	for (size_t i = 0; o && i < o->formulae.n; i++)
		if (str_equal(o->formulae.at[i].name, name))
			return &o->formulae.at[i];
	return NULL;
}
