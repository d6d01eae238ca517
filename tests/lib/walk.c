#include "walk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/own_name.h"
#include "machine.h"
#include "screens/screens.h"
#include "ui/ui.h"
#include "wants/manifest.h"
#include "wants/probe.h"

enum { WIDE = 2000 };

const struct facts *walk_facts(const char *machine)
{
	return machine_gather(machine_named(machine));
}

void walk_look(struct wizard *w)
{
	struct probes probes = wants_probes(test_arena(), w->facts, &w->wants);
	struct addresses addresses = { 0 };

	for (size_t i = 0; i < probes.n; i++) {
		struct address address = probe_address(test_arena(), &probes.at[i]);

		address.reach = REACH_OK;
		if (address.tool != TOOL_N)
			list_push(test_arena(), &addresses, address);
	}
	wizard_on(w,
		  &(struct event){ .kind = EVENT_PROBES, .probed = { .addresses = &addresses } });
	wizard_on(w, &(struct event){ .kind = EVENT_LOOKED });
}

static void fulfil(struct wizard *w)
{
	struct err e = { 0 };

	err_set(&e, RC_CANCELLED, "no shell is started here");
	while (w->wish == WISH_LOOK || w->wish == WISH_REHEARSE) {
		enum wish wish = w->wish;

		w->wish = WISH_NONE;
		if (wish == WISH_LOOK)
			wizard_on(w, &(struct event){ .kind = EVENT_LOOKED });
		else
			wizard_on(w, &(struct event){ .kind = EVENT_REHEARSED, .error = &e });
	}
}

void walk_press(struct wizard *w, enum action_id action)
{
	wizard_on(w, &(struct event){ .kind = EVENT_ACTION, .action = action });
	fulfil(w);
}

struct wizard *walk_start(struct wizard_options o)
{
	struct arena *mem = test_arena();
	struct wizard *w = ARENA_NEW(mem, struct wizard);
	struct wants_options *wants = ARENA_NEW(mem, struct wants_options);
	struct err e = { 0 };

	if (o.wants_options)
		*wants = *o.wants_options;
	wants->manifest = manifest_builtin(mem);
	o.wants_options = wants;
	o.screens = screens;
	own_name_set("/opt/goready/bin/goready", NULL);
	assert_ok(wizard_start(w, mem, arena_open("plan", (size_t)64 << 20), &o, &e), &e);
	return w;
}

struct wizard *walk_begin(const struct facts *f, const struct profile *profile)
{
	return walk_start((struct wizard_options){
		.facts = f,
		.wants_options = &(struct wants_options){ .profile = profile },
		.clock = "17:00:00" });
}

struct wizard *walk_to_review(const struct facts *f, const struct profile *profile)
{
	struct wizard *w = walk_begin(f, profile);

	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = "route", .option = "recommended" } });
	for (int i = 0; i < 9 && wizard_screen(w) != SCREEN_REVIEW; i++)
		walk_press(w, ACTION_NEXT);
	assert_int_equal(SCREEN_REVIEW, wizard_screen(w));
	assert_true(w->plan.steps.n > 0);
	return w;
}

static const char *one_line(const char *text)
{
	char *line = arena_strdup(test_arena(), text);

	for (char *c = line; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return line;
}

static struct view *page(const struct wizard *w)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);

	wizard_view(w, test_arena(), v);
	return v;
}

const char *walk_said(const struct wizard *w)
{
	return one_line(plain_text(test_arena(), page(w), WIDE));
}

void walk_shows(const struct wizard *w, const char *text)
{
	struct layout full = { 0 };

	layout_view(test_arena(), page(w), WIDE, 0, &full);
	assert_contains(one_line(layout_text(test_arena(), &full)), text);
}

void walk_both_say(const struct wizard *w, const char *text)
{
	assert_contains(walk_said(w), text);
	walk_shows(w, text);
}

void walk_end(struct wizard *w)
{
	arena_close(w->plan_mem);
}

const char *walk_of_this_page(const struct wizard *w, const char *said)
{
	const char *name = NULL, *found = NULL;
	struct view v;

	wizard_view(w, test_arena(), &v);
	if (v.parts > 0)
		name = arena_fmt(test_arena(), _("Step %d of %d, part %d of %d: %s."), v.step,
				 v.steps, v.part, v.parts, v.title);
	else if (v.step > 0)
		name = arena_fmt(test_arena(), _("Step %d of %d: %s."), v.step, v.steps, v.title);
	else if (v.title)
		name = plain_sentence(test_arena(), v.title, WIDE);
	for (const char *at = said; name && (at = strstr(at, name)); at++)
		if (at == said || at[-1] == '\n')
			found = at;
	return found ? found : said;
}

void walk_keep_spoken(const char *name, const char *text)
{
	const char *folder = getenv("GOREADY_SPOKEN");
	FILE *f;

	if (!folder)
		return;
	f = fopen(arena_fmt(test_arena(), "%s/%s.%s.txt", folder, name, language_chosen()), "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(0, fclose(f));
}
