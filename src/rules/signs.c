/* Signs that word processors, web pages and input methods put in the place of others. */
#include "rules/rule.h"

#include "base/i18n.h"

static const struct sign signs[] = {
	{ "\r", N_("a carriage return (a line with a Windows end)"), "", "" },
	{ "\xc2\xa0", N_("a no-break space"), "", " " },
	{ "\xe2\x80\x9c", N_("a curly quote"), "", "\"" },
	{ "\xe2\x80\x9d", N_("a curly quote"), "", "\"" },
	{ "\xe2\x80\x98", N_("a curly quote"), "", "'" },
	{ "\xe2\x80\x99", N_("a curly quote"), "", "'" },
	{ "\xef\xbc\x9a", N_("a full-width colon"), ":", ":" },
	{ "\xef\xbc\x8f", N_("a full-width slash"), "/", "/" },
	{ "\xef\xbc\x8c", N_("a full-width comma"), ":", "," },
	{ "\xef\xbc\x9b", N_("a full-width semicolon"), ":", ";" },
	{ "\xef\xbc\x9d", N_("a full-width equals sign"), "=", "=" },
	{ "\xef\xbc\x84", N_("a full-width dollar sign"), "$", "$" },
	{ "\xe3\x80\x80", N_("an ideographic space"), "", " " },
	{ "\xe2\x80\x8b", N_("a zero-width space"), "", "" },
	{ "\xef\xbb\xbf", N_("a byte order mark"), "", "" },
};

const struct sign *sign_at(const char *at)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (str_starts(at, signs[i].bytes))
			return &signs[i];
	}
	return NULL;
}
