#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/quote.h"

struct step *build_step(struct builder *b, const struct step_kind *kind, const char *id,
			enum topic topic, enum tool_id tool)
{
	struct step *step = list_add(b->mem, &b->plan->steps);

	step->kind = kind;
	step->id = id;
	step->topic = topic;
	step->tool = tool;
	step->undo = UNDO_EXACT;
	return step;
}

void build_need(struct builder *b, struct step *step, const char *id)
{
	if (plan_step(b->plan, id))
		list_push(b->mem, &step->needs, id);
}

void build_need_all(struct builder *b, struct step *step)
{
	for (size_t i = 0; i < b->plan->steps.n; i++) {
		const struct step *other = &b->plan->steps.at[i];

		if (other == step)
			break;
		list_push(b->mem, &step->needs, other->id);
	}
}

void build_note(struct builder *b, const char *fmt, ...)
{
	const char *note;
	va_list ap;

	va_start(ap, fmt);
	note = arena_vfmt(b->mem, fmt, ap);
	va_end(ap);
	if (!names_hold(&b->plan->notes, note)) /* three tools may have the same to say */
		list_push(b->mem, &b->plan->notes, note);
}

const char *build_tilde(struct builder *b, const char *path)
{
	return path_tilde(b->mem, path, b->f->places.home);
}

const char *build_word(struct builder *b, const char *path)
{
	return path_word(b->mem, path, b->f->places.home);
}

/* upgrade, install and use touch what they name. */
static bool is_not_asked_for(const struct builder *b, const struct finding *found)
{
	return b->w->named_only && (found->tool == TOOL_N || b->w->tool[found->tool].left);
}

bool build_acts(const struct builder *b, const struct finding *found)
{
	if (is_not_asked_for(b, found))
		return false;
	return b->o->repair_only || found->level == LEVEL_PROBLEM;
}

const char *build_tool_text(struct builder *b, const struct tool *tool)
{
	return arena_fmt(b->mem, _("%s%s%s, %s"), tool_title(tool->id), tool->version ? " " : "",
			 tool->version ? tool->version : "", build_tilde(b, tool->path));
}

const struct step *plan_step(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->steps.n; i++) {
		if (str_equal(p->steps.at[i].id, id))
			return &p->steps.at[i];
	}
	return NULL;
}

size_t plan_count(const struct plan *p, const struct step_kind *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < p->steps.n; i++)
		n += p->steps.at[i].kind == kind;
	return n;
}

void plan_review(const struct step_page *page, enum review_part part)
{
	for (size_t i = 0; i < page->plan->steps.n; i++) {
		const struct step *s = &page->plan->steps.at[i];

		if (s->kind->part == part)
			s->kind->review(page, s);
	}
}

enum { BYTES_A_SECOND = 4000000, UNKNOWN_BYTES = 70000000 }; /* most likely Go's */

int plan_step_seconds(const struct step *s)
{
	uint64_t bytes = s->download + (s->download_unknown ? UNKNOWN_BYTES : 0);

	return (int)(bytes / BYTES_A_SECOND) + (s->kind->seconds ? s->kind->seconds(s) : 0);
}

int plan_step_seconds_now(const struct step *s, bool otherwise)
{
	return otherwise && s->summary_otherwise ? s->seconds_otherwise : plan_step_seconds(s);
}

const char *step_summary(const struct step *s, bool otherwise)
{
	return otherwise && s->summary_otherwise ? s->summary_otherwise : s->summary;
}

int plan_seconds(const struct plan *p)
{
	uint64_t bytes = p->download + (p->download_unknown ? UNKNOWN_BYTES : 0);
	int seconds = (int)(bytes / BYTES_A_SECOND);

	for (size_t i = 0; i < p->steps.n; i++) {
		const struct step *s = &p->steps.at[i];

		seconds += s->kind->seconds ? s->kind->seconds(s) : 0;
	}
	return seconds;
}

/* With a problem that is to stay, the proof would fail, and not for what was done. */
static bool a_problem_is_left(struct builder *b)
{
	const struct findings *left = b->o->left;

	for (size_t i = 0; left && i < left->n; i++) {
		if (left->at[i].level != LEVEL_PROBLEM)
			continue;
		build_note(b, _("There is no proof at the end, since this stays as it is: %s."),
			   left->at[i].title ? left->at[i].title : _(left->at[i].rule->title));
		return true;
	}
	return false;
}

/* A proof that cannot pass proves nothing: `fix ID` may leave tools missing, and so may the user.
 */
static bool can_be_proven(struct builder *b)
{
	required_tools_each (id) {
		enum tool_id tool = id;

		if (b->planned[id] || b->path_only[id] || wants_satisfied(b->w, b->f, tool) ||
		    build_opens_to(b, tool))
			continue;
		if (b->w->tool[id].no_source && facts_resolve(b->f, tool))
			continue; /* the best there is for this machine: let us see */
		build_note(
			b,
			b->w->named_only
				? _("There is no proof at the end, since %s is missing or cannot be used. 'goready apply' takes care of that too.")
				: _("There is no proof at the end, since %s is missing or cannot be used. 'goready fix' without names takes care of that too."),
			tool_title(tool));
		return false;
	}
	return true;
}

/* What new shells find is as it was: there is nothing new to prove. */
static bool is_all_aside(const struct builder *b)
{
	bool any = false;

	tools_each (id) {
		if (b->planned[id] && !b->w->tool[id].aside)
			return false;
		any |= b->planned[id];
	}
	return any;
}

static void build_proof(struct builder *b)
{
	struct step *step;

	if ((!b->plan->steps.n && !b->o->unproven) || b->o->skip_proof || is_all_aside(b) ||
	    a_problem_is_left(b) || !can_be_proven(b))
		return;
	step = build_step(b, &step_proof, "proof", TOPIC_PROJECT, TOOL_N);
	step->summary =
		_("Prove it: generate, build and run a gRPC server and client, and read the reply");
	step->why = _(
		"Only an answer from a program made with these tools shows that they work together.");
	step->undo = UNDO_STAYS;
	step->stays = _("Go's module and build caches and its telemetry files");
	build_need_all(b, step);
}

/* An idle Mac falls asleep in the middle of a download; -w ends it with the process (caffeinate(8)). */
static void keep_awake(struct builder *b)
{
	const char *program = b->f->machine.caffeinate;

	if (!program || !b->plan->steps.n)
		return;
	list_push(b->mem, &b->plan->awake, program);
	list_push(b->mem, &b->plan->awake, "-i");
	list_push(b->mem, &b->plan->awake, "-w");
	build_note(b, _("Meanwhile this Mac is kept from falling asleep: %s PID"),
		   str_join(b->mem, &b->plan->awake, " "));
}

static void add_up(struct plan *plan)
{
	for (size_t i = 0; i < plan->steps.n; i++) {
		plan->download += plan->steps.at[i].download;
		plan->disk += plan->steps.at[i].disk;
		plan->download_unknown |= plan->steps.at[i].download_unknown;
		plan->download_estimated |= plan->steps.at[i].download_estimated;
	}
}

/* Room that should be left over: a full disk breaks more than goready. */
#define SPARE 50000000

static enum rc check_space(struct builder *b)
{
	uint64_t room = b->f->environment.home_disk.free_bytes;
	uint64_t needed = b->plan->disk + SPARE;
	enum rc rc;

	if (!b->f->environment.fs_known || !b->plan->disk || room >= needed)
		return RC_OK;
	rc = err_set(b->e, RC_NO_SPACE, _("the plan needs about %s where %s is, and %s are free"),
		     size_text(b->mem, needed), build_tilde(b, b->f->places.data),
		     size_text(b->mem, room));
	err_hint(
		b->e,
		_("Free at least %s there, or set XDG_DATA_HOME to a folder on a larger disk, and start goready again."),
		size_text(b->mem, needed - room));
	return rc;
}

/* As hardening guides have it for /home. */
static enum rc check_programs_run(struct builder *b)
{
	const struct environment_facts *e = &b->f->environment;
	enum rc rc;

	if (!e->fs_known || !e->home_disk.noexec || !plan_count(b->plan, &step_unpack))
		return RC_OK;
	rc = err_set(b->e, RC_DENIED,
		     _("%s is on a disk mounted with noexec: no program runs there"),
		     build_tilde(b, b->f->places.data));
	err_hint(
		b->e,
		_("Set XDG_DATA_HOME (and GOPATH, where that is on it too) to folders on a disk from which programs run, and start goready again."));
	return rc;
}

/* PATH has no way to write a folder with a colon in it. */
static enum rc check_folders(struct builder *b)
{
	for (size_t i = 0; i < b->folders.n; i++) {
		enum rc rc;

		if (!strpbrk(b->folders.at[i], ":\n"))
			continue;
		rc = err_set(b->e, RC_UNSUPPORTED,
			     _("%s cannot be on PATH: its name holds a colon or a line break"),
			     b->folders.at[i]);
		err_hint(
			b->e,
			_("Set XDG_DATA_HOME (or GOBIN, where it is that folder) to one without, and start goready again."));
		return rc;
	}
	return RC_OK;
}

static void say_proxy(struct builder *b)
{
	const struct environment_facts *e = &b->f->environment;

	if (e->system_proxy_used)
		build_note(
			b,
			_("Everything goes through %s, the proxy of System Settings, in this run; no setting is changed."),
			e->system_proxy);
}

/* It is go that acts on the line, and the machine stays as it is: there is nothing to prove. */
static enum rc build_here(struct builder *b)
{
	struct edits edits = { 0 };
	enum rc rc = build_toolchain_line(b, &edits);

	return rc ? rc : build_edits(b, &edits);
}

static enum rc build_all(struct builder *b)
{
	struct edits edits = { 0 };
	enum rc rc;

	if (b->w->here)
		return build_here(b);
	build_modes(b);
	rc = build_tools(b);
	if (!rc)
		rc = check_folders(b);
	if (!rc)
		rc = build_repairs(b, &edits);
	if (!rc)
		rc = build_editors(b, &edits);
	if (!rc)
		rc = build_blocks(b, &edits);
	if (!rc)
		rc = build_edits(b, &edits);
	if (rc)
		return rc;
	build_answers(b);
	build_brew_folders(b);
	build_go_tools(b);
	build_proof(b);
	keep_awake(b);
	say_proxy(b);
	add_up(b->plan);
	b->plan->folders = b->folders;
	rc = check_programs_run(b);
	return rc ? rc : check_space(b);
}

enum rc plan_build(struct arena *mem, const struct facts *f, const struct wants *w,
		   const struct plan_options *o, struct plan *ret, struct err *e)
{
	static const struct plan_options none;
	struct plan plan = { 0 };
	struct builder b = {
		.mem = mem, .f = f, .w = w, .o = o ? o : &none, .plan = &plan, .e = e
	};
	enum rc rc = build_all(&b);

	/* Whatever else is wrong comes from that. */
	if ((rc || plan.steps.n) && facts_check_home(f, e))
		rc = RC_DENIED;
	if (rc)
		return rc;
	if (!plan.steps.n)
		plan.notes = (struct names){ 0 };
	*ret = plan;
	return RC_OK;
}
