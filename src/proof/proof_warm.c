/*
 * While other steps still run, the proof's modules are fetched, so that the proof itself begins
 * with compiling. Only modules: two compilers at once would compile what they share twice.
 */
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
	if (!proof_command(p, &argv, SECONDS, &said))
		return err_set(e, RC_COMMAND, _("fetching the proof's modules: %s"),
			       proof_excerpt(p->mem, said.text));
	return RC_OK;
}

enum rc proof_warm(struct arena *mem, const struct proof_spec *spec, struct err *e)
{
	struct proof p = { .mem = mem, .spec = spec, .loop = loop_open() };
	const char *go = good_go(spec->facts);
	enum rc rc;

	proof_heed_signals(&p);
	if (go)
		rc = proof_folder_open(&p, e);
	else
		rc = err_set(e, RC_NOT_FOUND, "%s", _("there is no Go yet"));
	if (!rc)
		rc = download(&p, go, e);
	proof_folder_close(&p);
	loop_close(p.loop);
	return rc;
}
