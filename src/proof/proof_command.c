#include <string.h>

#include "base/foreign.h"
#include "base/i18n.h"
#include "proof/proof_internal.h"
#include "wants/go_environment.h"

enum { SAID_MOST = 256 << 10, EXCERPT_LINES = 4, EXCERPT_MOST = 600 };

struct running {
	struct proof *proof;
	struct str text;
	bool over;
	struct said said;
};

struct names proof_argv(struct arena *mem, const char *const *words)
{
	struct names argv = { 0 };

	for (; *words; words++)
		list_push(mem, &argv, *words);
	return argv;
}

const char *proof_excerpt(struct arena *mem, const char *who, const char *text)
{
	const char *at = text;
	size_t n;

	for (int i = 0; i < EXCERPT_LINES && *at; i++) {
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	n = (size_t)(at - text);
	if (n > EXCERPT_MOST)
		n = EXCERPT_MOST;
	return foreign_said(mem, who, str_trim(mem, arena_strndup(mem, text, n)));
}

static void proof_add(void *ctx, struct bytes data)
{
	struct running *r = ctx;

	if (r->text.n + data.n < SAID_MOST)
		str_add_bytes(&r->text, data.at, data.n);
}

static void done(void *ctx, int status, bool timed_out)
{
	struct running *r = ctx;

	r->over = true;
	r->said.status = status;
	r->said.timed_out = timed_out;
	r->said.peak_memory = child_peak_memory(r->proof->asking);
	r->proof->asking = NULL;
}

static bool run(struct proof *p, const struct names *argv, const struct names *env, int seconds,
		struct said *ret)
{
	struct running r = { .proof = p, .text = { .mem = p->mem } };
	struct child_spec spec = { .argv = *argv,
				   .env = env,
				   .folder = p->project,
				   .seconds = seconds,
				   .out = proof_add,
				   .error = proof_add,
				   .done = done,
				   .ctx = &r };
	struct err e = { .rc = RC_OK };

	if (!p->stopped)
		p->asking = loop_spawn(p->loop, &spec, &e);
	if (!p->asking) {
		*ret = (struct said){ .status = 127,
				      .not_started = true,
				      .text = arena_strdup(p->mem,
							   p->stopped ? _("stopped") : e.text) };
		return false;
	}
	while (!r.over)
		loop_turn(p->loop, -1);
	r.said.text = str_trim(p->mem, str_text(&r.text));
	*ret = r.said;
	return r.said.status == 0 && !r.said.timed_out;
}

bool proof_command(struct proof *p, const struct names *argv, int seconds, struct said *ret)
{
	return run(p, argv, &p->env, seconds, ret);
}

bool proof_go(struct proof *p, const struct names *argv, int seconds, struct said *ret)
{
	struct names env = names_copy(p->mem, &p->env);

	go_environment_hasten(p->mem, &env, p->spec->host, &p->spec->facts->machine);
	return run(p, argv, &env, seconds, ret);
}
