/*
 * While other steps still run, the proof's modules are fetched, and compiled as soon as the parent
 * closes our stdin: not before, since two compilers at once compile what they share twice.
 */
#include <unistd.h>

#include "base/i18n.h"
#include "proof/proof_internal.h"
#include "wants/go_environment.h"

enum { SECONDS = 300 };

static const char *good_go(const struct facts *f)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == TOOL_GO && tool->fault == FAULT_NONE && !tool->windows)
			return tool->path;
	}
	return NULL;
}

static enum rc download(struct proof *p, const char *go, struct err *e)
{
	const char *words[] = { go, "mod", "download", NULL };
	struct names argv = proof_argv(p->mem, words);
	struct said said;
	enum rc rc = proof_project_write(p, e);

	if (rc)
		return rc;
	p->env = go_environment(p->mem, p->spec->facts, p->spec->wants, NULL);
	/* As in the proof: with a C compiler, `net` and all above it are other packages. */
	environment_set(p->mem, &p->env, "CGO_ENABLED", NULL);
	if (!proof_command(p, &argv, SECONDS, &said))
		return err_set(e, RC_COMMAND, _("fetching the proof's modules\n%s"),
			       proof_excerpt(p->mem, go, said.text));
	return RC_OK;
}

/* What hello's own packages import; the generated code is not there yet. */
static enum rc compile(struct proof *p, const char *go, struct err *e)
{
	const char *words[] = { go,
				"build",
				"google.golang.org/grpc",
				"google.golang.org/grpc/credentials/insecure",
				"google.golang.org/protobuf/runtime/protoimpl",
				"google.golang.org/protobuf/types/known/timestamppb",
				NULL };
	struct names argv = proof_argv(p->mem, words);
	struct said said;

	if (!proof_go(p, &argv, SECONDS, &said))
		return err_set(e, RC_COMMAND, _("compiling the proof's modules\n%s"),
			       proof_excerpt(p->mem, go, said.text));
	return RC_OK;
}

static void input_came(void *ctx, int fd, int events)
{
	char unused[64];

	(void)events;
	if (read(fd, unused, sizeof(unused)) <= 0)
		*(bool *)ctx = true;
}

/* In the loop, so that a signal is heeded meanwhile. */
static void wait_for_end_of_input(const struct proof *p)
{
	bool ended = false;

	loop_watch(p->loop, STDIN_FILENO, LOOP_READ, input_came, &ended);
	while (!ended && !p->stopped)
		loop_turn(p->loop, -1);
	loop_unwatch(p->loop, STDIN_FILENO);
}

enum rc proof_warm(struct arena *mem, const struct proof_spec *spec, const char *go, struct err *e)
{
	struct proof p = { .mem = mem, .spec = spec, .kind = proof_kinds, .loop = loop_open() };
	enum rc rc;

	if (!go)
		go = good_go(spec->facts);
	proof_heed_signals(&p);
	if (go)
		rc = proof_folder_open(&p, e);
	else
		rc = err_set(e, RC_NOT_FOUND, "%s", _("there is no Go yet"));
	if (!rc)
		rc = download(&p, go, e);
	if (!rc)
		wait_for_end_of_input(&p);
	if (!rc && !p.stopped)
		rc = compile(&p, go, e);
	proof_folder_close(&p);
	loop_close(p.loop);
	return rc;
}
