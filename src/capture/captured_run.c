/* Running a program on a captured machine: what it said when it was recorded. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "capture/captured.h"

static bool env_has(const struct names *env, const char *want)
{
	bool any = str_ends(want, "=");

	for (size_t i = 0; i < env->n; i++)
		if (any ? str_starts(env->at[i], want) : str_equal(env->at[i], want))
			return true;
	return false;
}

static bool env_fits(const struct recorded_command *recorded, const struct names *env)
{
	for (size_t i = 0; i < recorded->env_has.n; i++)
		if (!env_has(env, recorded->env_has.at[i]))
			return false;
	return true;
}

static const char *path_in(const struct names *env)
{
	for (size_t i = 0; i < env->n; i++)
		if (str_starts(env->at[i], "PATH="))
			return env->at[i] + strlen("PATH=");
	return "/usr/bin:/bin";
}

/* Why execve would refuse it; 0: it would not. */
static int start_refusal(struct host *h, struct arena *mem, const char *program,
			 const struct names *env)
{
	struct captured *c = captured_of(h);
	struct node *n = NULL;

	if (!strchr(program, '/'))
		return host_which(h, mem, path_in(env), program) ? 0 : ENOENT;
	switch (captured_find(c, program, true, &n)) {
	case FOUND_NOTHING:
		return ENOENT;
	case FOUND_UNKNOWN:
		return 0;
	case FOUND:
		break;
	}
	return n->type == FILE_REGULAR && captured_node_may(c, n, X_OK) ? 0 : EACCES;
}

static bool ends_as_a_check(const struct names *argv)
{
	return argv->n >= 3 && str_equal(argv->at[argv->n - 2], "-n");
}

/* `zsh -n FILE`, whatever options stand before that: older captures have others. Where none was recorded, the shell
 * has nothing against the file. */
static bool is_shell_check(const struct captured *c, const struct command *command,
			   struct command_result *ret)
{
	const struct names *argv = &command->argv;

	if (!ends_as_a_check(argv) || !command->env ||
	    !env_has(command->env, "HOME=/dev/null/none"))
		return false;
	*ret = (struct command_result){ .out = { "", 0 }, .err = { "", 0 } };
	for (size_t i = 0; i < c->commands.n; i++) {
		const struct names *recorded = &c->commands.at[i].argv;

		if (ends_as_a_check(recorded) &&
		    str_equal(path_name(recorded->at[0]), path_name(argv->at[0])) &&
		    str_equal(recorded->at[recorded->n - 1], argv->at[argv->n - 1]))
			*ret = c->commands.at[i].result;
	}
	return true;
}

enum rc captured_run(struct host *h, struct arena *mem, const struct command *command,
		     struct command_result *ret, struct err *e)
{
	struct captured *c = captured_of(h);
	struct names env = command->env ? *command->env : captured_environ(h, mem);
	int refusal;

	for (size_t i = 0; i < c->commands.n; i++) {
		const struct recorded_command *recorded = &c->commands.at[i];

		if (names_equal(&recorded->argv, &command->argv) && env_fits(recorded, &env)) {
			*ret = recorded->result;
			return RC_OK;
		}
	}
	if (is_shell_check(c, command, ret))
		return RC_OK;
	refusal = start_refusal(h, mem, command->argv.at[0], &env);
	if (!refusal)
		return captured_unrecorded(c, "run", str_join(mem, &command->argv, " "), e);
	*ret = (struct command_result){ .status = 127, .start_errno = refusal };
	ret->out = ret->err = (struct bytes){ "", 0 };
	return RC_OK;
}
