#include "shell/quote.h"

const char *quote_posix(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	str_add_char(&s, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_add(&s, "'\\''");
		else
			str_add_char(&s, *text);
	}
	str_add_char(&s, '\'');
	return str_text(&s);
}
