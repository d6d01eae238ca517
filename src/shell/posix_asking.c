/* How sh, bash and zsh are asked, and shells that take the same options. */
#include "shell/asking.h"
#include "shell/posix.h"
#include "shell/quote.h"

const char *posix_question(struct arena *mem, const char *search, const struct names *programs,
			   const struct names *variables)
{
	struct str s = { .mem = mem };

	str_add(&s, "printf '\\n" ASKING_MARK "\\nPATH=%s\\n' \"$PATH\";");
	for (size_t i = 0; i < programs->n; i++)
		str_fmt(&s, " printf '%s=%%s\\n' \"$(%s %s)\";", programs->at[i], search,
			programs->at[i]);
	for (size_t i = 0; i < variables->n; i++)
		str_fmt(&s, " printf '%s=%%s\n' \"${%s-}\";", variables->at[i], variables->at[i]);
	str_add(&s, " printf '" ASKING_MARK "\\n'");
	return str_text(&s);
}

void posix_add_login(struct str *s, const char *file)
{
	str_add(s, "if [ -r /etc/profile ]; then . /etc/profile; fi\n");
	if (file)
		str_fmt(s, ". %s\n", posix_quote(s->mem, file));
}

struct names posix_argv(const struct asking *a, enum shell_mode mode, const char *commands)
{
	struct names argv = { 0 };

	list_push(a->mem, &argv, a->shell->path);
	if (mode == MODE_LOGIN || mode == MODE_LOGIN_INTERACTIVE)
		list_push(a->mem, &argv, "-l");
	if (mode == MODE_INTERACTIVE || mode == MODE_LOGIN_INTERACTIVE)
		list_push(a->mem, &argv, "-i");
	list_push(a->mem, &argv, "-c");
	list_push(a->mem, &argv, commands);
	return argv;
}

struct names posix_check(struct arena *mem, const char *program, const char *file)
{
	struct names argv = { 0 };

	list_push(mem, &argv, program);
	list_push(mem, &argv, "-n");
	list_push(mem, &argv, file);
	return argv;
}
