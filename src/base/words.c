#include "base/words.h"

#include <stddef.h>
#include <strings.h>

static bool is_one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcasecmp(word, *list) == 0)
			return true;
	return false;
}

bool word_consents(const char *typed)
{
	return is_one_of(typed, (const char *const[]){ "yes", "是", NULL });
}

bool word_is_yes(const char *typed)
{
	return is_one_of(typed, (const char *const[]){ "yes", "y", "是", NULL });
}

bool word_is_no(const char *typed)
{
	return is_one_of(typed, (const char *const[]){ "no", "n", "否", NULL });
}

bool value_is_on(const char *value)
{
	return value && *value &&
	       !is_one_of(value, (const char *const[]){ "0", "false", "no", NULL });
}
