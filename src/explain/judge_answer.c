/* What a command printed, against what was found here: a finding speaks of that version, that file, that value. */
#include "explain/judge.h"

#include <string.h>

static const struct thing *thing_of_kind(const struct things *things, enum thing_kind kind)
{
	for (size_t i = 0; i < things->n; i++)
		if (things->at[i].kind == kind)
			return &things->at[i];
	return NULL;
}

/* The program that the finding is about, as it is found here; NULL: it is about none. */
static const struct tool *tool_of(const struct facts *f, const struct finding *finding)
{
	if (!finding || finding->program)
		return finding ? finding->program : NULL;
	return finding->tool < TOOL_N ? facts_resolve(f, finding->tool) : NULL;
}

/* "go1.20", "v1.31.0", and "3.21.12" of the release 21.12: a version that nobody knows may be it. */
static bool is_its_version(const struct tool *t, const char *printed)
{
	printed += strcspn(printed, "0123456789");
	return !t || !t->version || version_compare(t->version, printed) == 0 ||
	       (t->id == TOOL_PROTOC && str_starts(printed, "3.") &&
		version_compare(t->version, printed + 2) == 0);
}

static bool is_told(struct arena *mem, const struct facts *f, const struct names *evidence,
		    const char *path)
{
	const char *tilde = path_tilde(mem, path, f->places.home);

	for (size_t i = 0; i < evidence->n; i++)
		if (strstr(evidence->at[i], path) || strstr(evidence->at[i], tilde))
			return true;
	return false;
}

/* One of those that the finding tells of, or the one that is found first. */
static bool is_its_file(struct arena *mem, const struct facts *f, const struct tool *t,
			const struct hypothesis *h, const char *path)
{
	return (t && explain_is_file_of(f, t, path)) || is_told(mem, f, &h->evidence, path);
}

/* Without the quotation marks that `go env` and `env` put around it. */
static const char *bare_value(struct arena *mem, const char *value)
{
	size_t n = strlen(value);

	if (n > 1 && strchr("'\"|", value[0]) && value[n - 1] == value[0])
		return arena_strndup(mem, value + 1, n - 2);
	return value;
}

/* A sentence may go on behind it. */
static bool begins_with_value(const char *text, const char *value)
{
	size_t n = strlen(value);

	if (strncmp(text, value, n) != 0)
		return false;
	text += n + (text[n] && strchr("`'\",.;)", text[n]));
	return !*text || *text == ' ' || (*text & 0x80);
}

static bool is_its_value(struct arena *mem, const struct facts *f, const char *variable,
			 const struct things *printed)
{
	const char *value = facts_setting_value(f, variable);
	const struct thing *text = thing_of_kind(printed, THING_TEXT);

	return !value || !text || begins_with_value(bare_value(mem, text->name), value);
}

/* The first sign of what was printed may be the pattern's. */
static bool has_folder(struct arena *mem, const struct tool *t, const char *path)
{
	return strstr(path, path_folder(mem, t->path) + 1) != NULL;
}

/* What is off PATH lies in no folder of the PATH that was printed. */
static bool is_its_path(struct arena *mem, const struct facts *f, const struct finding *finding,
			const struct things *printed)
{
	const struct thing *text = thing_of_kind(printed, THING_TEXT);

	if (!text || !finding || !str_ends(finding->rule->id, ".off-path"))
		return true;
	if (finding->program)
		return !has_folder(mem, finding->program, text->name);
	for (size_t i = 0; i < f->tools.n; i++)
		if (f->tools.at[i].id == finding->tool &&
		    has_folder(mem, &f->tools.at[i], text->name))
			return false;
	return true;
}

static bool has_a_messages_cause(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS &&
		    !x->hypotheses.at[i].of_an_answer)
			return true;
	return false;
}

bool explain_answer_agrees(struct arena *mem, const struct explain_input *in,
			   const struct explanation *x, const struct things *printed,
			   const struct hypothesis *h)
{
	const struct thing *version = thing_of_kind(printed, THING_VERSION);
	const struct thing *path = thing_of_kind(printed, THING_PATH);
	const struct tool *t = tool_of(in->facts, h->finding);

	if (version && (has_a_messages_cause(x) || !is_its_version(t, version->name)))
		return false;
	if (path && (t || h->about.kind == THING_PROGRAM) &&
	    !is_its_file(mem, in->facts, t, h, path->name))
		return false;
	if (!is_its_path(mem, in->facts, h->finding, printed))
		return false;
	return !h->finding || !h->finding->variable || str_equal(h->finding->variable, "PATH") ||
	       is_its_value(mem, in->facts, h->finding->variable, printed);
}
