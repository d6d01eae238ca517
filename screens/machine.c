/* The machine: system, processor, network, disk; and the one question the network may raise. */
#include "common.h"
#include "wants/manifest.h"

static const enum topic topics[] = { TOPIC_MACHINE, TOPIC_NETWORK, TOPIC_DISK, TOPIC_N };

static bool asks_for_proxy(const struct wizard *w)
{
	return wizard_system_proxy_may_serve(w) || w->choices.system_proxy != PROXY_UNDECIDED;
}

static bool machine_applies(const struct wizard *w)
{
	bool asks = wizard_mirror_wanted(w) || wizard_mirrors_may_serve(w) || asks_for_proxy(w);

	/* The one question that the recommended route cannot answer for the user. */
	if (w->route == ROUTE_RECOMMENDED)
		return asks;
	return topics_apply(w, topics) || asks;
}

static bool no_choice_is_open(const struct wizard *w, const char **ret_why_not)
{
	if (asks_for_proxy(w) && w->choices.system_proxy == PROXY_UNDECIDED) {
		*ret_why_not = _("Please choose first whether to use the proxy.");
		return false;
	}
	if (wizard_mirrors_may_serve(w) && w->choices.try_mirrors == TRY_UNDECIDED) {
		*ret_why_not = _("Please choose first whether to try the public mirrors.");
		return false;
	}
	if (!wizard_mirror_wanted(w) || w->choices.mirror != MIRROR_UNDECIDED)
		return true;
	*ret_why_not = _("Please choose first whether to use the mirror.");
	return false;
}

static void say_system(const struct wizard *w, struct view *v)
{
	const struct machine_facts *m = &w->facts->machine;
	const char *arch = arch_name(m->cpu);

	view_status(v, SAY_OK, _("System"), _("%s, %s"), m->os_title ? m->os_title : _("unknown"),
		    arch ? arch : _("unknown processor"));
	if (m->wsl)
		view_field(v, _("Windows Subsystem for Linux"), _("version %d"), m->wsl);
	if (m->container)
		view_field(v, _("Container"), "%s", m->container);
}

/* What the chip is, what programs of this terminal run as, and which application decides that. */
static void say_terminal(const struct wizard *w, struct view *v)
{
	const struct machine_facts *m = &w->facts->machine;

	if (m->os != OS_DARWIN)
		return;
	if (m->cpu_title)
		view_field(v, _("Processor"), "%s", m->cpu_title);
	if (m->cpu != ARCH_ARM64)
		return;
	if (!m->translated)
		view_field(v, _("Programs of this terminal"), "%s", _("run natively, as arm64"));
	else
		view_field(v, _("Programs of this terminal"), _("run as Intel ones, because of %s"),
			   m->translated_by ? say_path(w, v, m->translated_by)
					    : _("what started it"));
}

static void say_room(const struct wizard *w, struct view *v)
{
	const struct machine_facts *m = &w->facts->machine;
	const struct environment_facts *env = &w->facts->environment;

	if (m->memory)
		view_field(v, _("Memory"), "%s", size_text(v->mem, m->memory))->later = true;
	if (env->fs_known)
		view_field(v, _("Free space at home"), "%s",
			   size_text(v->mem, env->home_disk.free_bytes))
			->later = true;
}

static void say_addresses(const struct wizard *w, struct view *v)
{
	const struct addresses *addresses = &w->observed.addresses;
	size_t good = 0;

	if (!addresses->n) {
		view_status(v, SAY_SKIPPED, _("Network"), "%s", _("not tried"));
		return;
	}
	for (size_t i = 0; i < addresses->n; i++)
		good += addresses->at[i].reach == REACH_OK;
	view_status(v, good && !wizard_needed_is_silent(w) ? SAY_OK : SAY_WARNING, _("Network"),
		    _("%zu of %zu addresses answer"), good, addresses->n);
}

static void say_addresses_in_full(const struct wizard *w, struct view *v)
{
	const struct addresses *addresses = &w->observed.addresses;

	for (size_t i = 0; i < addresses->n; i++) {
		const struct address *address = &addresses->at[i];

		view_field(v, address->url, "%s%s%s", reach_text(address->reach),
			   address->detail ? _(": ") : "", address->detail ? address->detail : "");
	}
}

static void say_who_is_silent(const struct wizard *w, struct view *v)
{
	const char *dead = wizard_dead_proxy(w);
	const char *mirror = wizard_mirror(w);

	if (wizard_dead_brew(w) && wizard_brew_mirror(w))
		view_status(v, SAY_WARNING, _("Homebrew"),
			    _("%s does not answer, the public mirror %s does"), wizard_dead_brew(w),
			    wizard_brew_mirror(w)->name);
	if (dead && mirror)
		view_status(v, SAY_WARNING, _("Go's module proxy"),
			    _("%s does not answer, the public mirror %s does"), dead, mirror);
	tools_each (id)
		if (wizard_short_of_sources(w, id))
			view_status(v, SAY_WARNING, tool_title(id), "%s",
				    _("its usual addresses do not answer, a public mirror does"));
}

static void ask_for_proxy(const struct wizard *w, struct view *v)
{
	struct block *choice = view_choice(
		v, "system-proxy",
		arena_fmt(v->mem,
			  _("Not every address answers. Use the proxy of System Settings, %s?"),
			  w->facts->environment.system_proxy),
		(int)w->choices.system_proxy - 1);

	view_option(v, choice, "no", _("No, as it is"), _("The downloads may fail."));
	view_option(v, choice, "run", _("For this run only"),
		    _("Downloads, go and brew go through it; no setting is changed."))
		->recommended = true;
}

/* Nothing has been sent to any of them yet. */
static void ask_to_try(const struct wizard *w, struct view *v)
{
	struct names hosts = wizard_mirror_hosts(w, v->mem, false);
	bool needed = wizard_mirrors_may_serve(w);
	struct block *choice;

	choice = view_choice(
		v, "try-mirrors",
		needed ? _("Something that is needed does not answer. Try the public mirrors?")
		       : _("Try the public mirrors of mainland China, which may be quicker there?"),
		w->choices.try_mirrors == TRY_UNDECIDED ? -1 : (int)w->choices.try_mirrors - 1);
	view_option(v, choice, "no", _("No, as it is"),
		    needed ? _("The downloads may fail.") : _("They are not asked."))
		->recommended = !needed;
	view_option(v, choice, "yes", _("Try them"),
		    arena_fmt(v->mem, _("They are %s. Which to use is asked afterwards."),
			      str_join(v->mem, &hosts, _(", "))))
		->recommended = needed;
}

static void ask_mirror(const struct wizard *w, struct view *v)
{
	struct names hosts = wizard_mirror_hosts(w, v->mem, true);
	struct block *choice;

	say_who_is_silent(w, v);
	if (w->choices.prefer_mirrors)
		view_field(v, _("Mirrors that answer"), "%s", str_join(v->mem, &hosts, _(", ")));
	choice = view_choice(
		v, "mirror", _("Use the public mirror? Every file is checked all the same."),
		w->choices.mirror == MIRROR_UNDECIDED ? -1 : (int)w->choices.mirror - 1);
	view_option(v, choice, "no", _("No, as it is"), _("The downloads may fail."));
	view_option(v, choice, "run", _("For this run only"), _("Go's settings stay as they are."))
		->recommended = true;
	if ((wizard_dead_proxy(w) && wizard_mirror(w)) ||
	    (wizard_dead_brew(w) && wizard_brew_mirror(w)) || w->choices.prefer_mirrors)
		view_option(
			v, choice, "good", _("For good"),
			_("It is written to the tools' own settings; Review shows the change."));
}

/* Who comes here for the one question about the network hears what it is about. */
static void put_off_but_network(const struct wizard *w, struct view *v, size_t network)
{
	for (size_t i = 0; w->route == ROUTE_RECOMMENDED && i < v->blocks.n; i++) {
		struct block *b = &v->blocks.at[i];

		b->later = i < network || b->kind != BLOCK_STATUS;
		if (b->level == SAY_PROBLEM || b->level == SAY_WARNING)
			b->spoken = i > network ? "" : NULL; /* whole addresses are in Details */
	}
}

static void machine_view(const struct wizard *w, struct view *v)
{
	size_t network;

	if (say_waiting(w, v))
		return;
	say_system(w, v);
	say_terminal(w, v);
	say_room(w, v);
	network = v->blocks.n;
	say_addresses(w, v);
	say_findings(w, v, topics);
	put_off_but_network(w, v, network);
	if (asks_for_proxy(w))
		ask_for_proxy(w, v);
	if (wizard_mirrors_may_serve(w) || wizard_mirrors_suggested(w))
		ask_to_try(w, v);
	if (w->choices.mirror != MIRROR_UNDECIDED || wizard_mirror_wanted(w))
		ask_mirror(w, v);
	else if (w->mirrors_tried)
		view_status(v, SAY_NOTE, _("Public mirrors"), "%s",
			    _("no mirror that could help here answers"));
	end_of_step(w, v);
}

static void machine_details(const struct wizard *w, struct view *v)
{
	const struct machine_facts *m = &w->facts->machine;

	if (m->kernel)
		view_field(v, _("Kernel"), "%s", m->kernel);
	if (m->cpu_title)
		view_field(v, _("Processor"), "%s", m->cpu_title);
	if (m->libc_version)
		view_field(v, _("C library"), "%s", m->libc_version);
	say_addresses_in_full(w, v);
	say_findings_in_full(w, v, topics);
}

static void machine_on(struct wizard *w, const struct event *event)
{
	static const char *const ids[] = { "no", "run", "good" };

	if (event->kind != EVENT_CHOOSE || on_repairs(w, event, topics))
		return;
	if (str_equal(event->chosen.choice, "system-proxy"))
		wizard_use_system_proxy(w, str_equal(event->chosen.option, "run"));
	if (str_equal(event->chosen.choice, "try-mirrors"))
		wizard_try_mirrors(w, str_equal(event->chosen.option, "yes"));
	if (!str_equal(event->chosen.choice, "mirror"))
		return;
	for (int i = 0; i < 3; i++)
		if (str_equal(event->chosen.option, ids[i])) {
			w->choices.mirror = (enum mirror)(MIRROR_NO + i);
			wizard_replan(w);
		}
}

const struct screen machine_screen = {
	.id = "machine",
	.title = N_("Machine"),
	.routes = CHOOSING_ROUTES | ON_ROUTE(ROUTE_RECOMMENDED),
	.applies = machine_applies,
	.ready = no_choice_is_open,
	.view = machine_view,
	.details = machine_details,
	.on = machine_on,
	.help = N_("What this machine is, and whether the download addresses answer.\n"
		   "The processor is that of the hardware; tools for another one do not serve."),
};
