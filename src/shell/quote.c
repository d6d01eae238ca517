#include "shell/quote.h"

#include <string.h>

static bool is_plain_word(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@") ==
	       strlen(s);
}

const char *shell_word(struct arena *mem, enum shell_id shell, const char *text)
{
	return is_plain_word(text) ? text
				   : shell_kind(shell_or_usual(shell))->language->quote(mem, text);
}

const char *path_word(struct arena *mem, const char *path, const char *home)
{
	return is_plain_word(path) ? path_tilde(mem, path, home) : shell_word(mem, SHELL_SH, path);
}

const char *posix_quote(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	str_add_quoted(&s, text, "'\\''", "\\");
	return str_text(&s);
}
