/* Tools from Homebrew; and Homebrew itself, with what its installer needs, where there is none. */
#include "plan/build.h"

#include "base/i18n.h"
#include "wants/brew_environment.h"
#include "wants/go_environment.h"
#include "wants/brew.h"
#include "wants/manifest.h"

/* ---- which brew, and how it is started ---- */

static const char *brew_program(struct builder *b)
{
	return path_join(b->mem, b->w->brew_prefix, "bin/brew");
}

/* Children of a translated process may start as their Intel half, and /opt/homebrew's brew refuses
 * to be one (Homebrew/brew, extend/os/mac/install.rb). */
static void push_native(struct builder *b, struct names *argv)
{
	if (b->f->machine.os != OS_DARWIN || b->f->machine.cpu != ARCH_ARM64)
		return;
	list_push(b->mem, argv, "/usr/bin/arch");
	list_push(b->mem, argv, "-arm64");
}

static struct step *need_brew(struct builder *b, struct step *step)
{
	build_need(b, step, "homebrew.install");
	build_need(b, step, "homebrew.update");
	build_need(b, step, "clt");
	return step;
}

static void count(struct builder *b, struct step *step, const char *name)
{
	struct brew_figure figure = manifest_brew_figure(b->w->manifest, name);

	step->download = figure.download;
	step->disk = figure.disk;
	step->download_estimated = true;
}

/* ---- Homebrew itself ---- */

/* Not below the tools: with Homebrew nothing needs that folder. */
static const char *installer_staging(struct builder *b)
{
	return path_join(b->mem, b->f->places.cache, ".staging-homebrew");
}

static const struct download *build_installer_fetch(struct builder *b)
{
	const struct sources *sources = &b->w->brew_sources;
	const struct download *script = &sources->at[0].parts[0];
	struct step *step = build_step(b, &step_fetch, "homebrew.fetch", TOPIC_HOMEBREW, TOOL_N);

	step->fetch =
		(struct fetch_step){ .what = arena_fmt(b->mem, _("Homebrew's installer from %s"),
						       sources->at[0].label),
				     .source = &sources->at[0],
				     .sources = sources,
				     .staging = installer_staging(b),
				     .cache = b->f->places.cache };
	step->summary =
		arena_fmt(b->mem, _("Download Homebrew's installer from %s"), sources->at[0].label);
	step->why = arena_fmt(
		b->mem,
		_("It is a script of Homebrew's; only the very bytes whose checksum is in %s are run."),
		sources->at[0].checksum_from);
	step->stays = arena_fmt(b->mem, _("what was downloaded, in %s"),
				build_tilde(b, b->f->places.cache));
	step->download = script->size;
	step->download_unknown = !script->size;
	return script;
}

static void build_sudo(struct builder *b)
{
	struct step *step;

	if (plan_step(b->plan, "sudo"))
		return;
	step = build_step(b, &step_sudo, "sudo", TOPIC_HOMEBREW, TOOL_N);
	step->summary = _("Let sudo ask for your password, once");
	step->why = _(
		"Homebrew's installer makes a folder that only an administrator may make. goready never sees the password; what sudo remembers is dropped when the run ends.");
	step->undo = UNDO_STAYS;
	b->plan->password = true;
}

/* install.sh looks for this git; where it is missing it would install the tools itself, without a
 * word about their size (Homebrew/install, should_install_command_line_tools). An Xcode that is in use
 * stays in use: what xcodebuild answers is the user's. */
static void build_clt(struct builder *b)
{
	const struct clt_facts *clt = &b->f->clt;
	struct step *step;

	if (b->f->machine.os != OS_DARWIN || clt->tools)
		return;
	step = build_step(b, &step_clt, "clt", TOPIC_HOMEBREW, TOOL_N);
	step->summary = _("Install Apple's command line tools");
	step->why =
		_("Homebrew needs their git. Apple's softwareupdate fetches and installs them.");
	step->undo = UNDO_STAYS;
	step->stays = _("Apple's command line tools");
	step->clt.list = str_split(b->mem, "/usr/sbin/softwareupdate -l", ' ');
	step->clt.install = str_split(b->mem, "/usr/bin/sudo /usr/sbin/softwareupdate -i", ' ');
	if (!clt->active || clt->active_gone) {
		step->clt.link = "/var/db/xcode_select_link";
		step->clt.target = "/Library/Developer/CommandLineTools";
		step->clt.change =
			str_split(b->mem, "/usr/bin/sudo /usr/bin/xcode-select --switch", ' ');
		list_push(b->mem, &step->clt.change, step->clt.target);
	}
	if (clt->active_gone)
		step->why = arena_fmt(
			b->mem,
			_("Homebrew needs their git. Apple's softwareupdate fetches and installs them. xcode-select leads to %s, where nothing is, and will lead to them; undo leads it back."),
			clt->active);
	count(b, step, "command-line-tools");
	build_need(b, step, "sudo");
}

static void build_installer(struct builder *b, const struct download *script)
{
	struct step *step;
	struct names env = brew_environment(b->mem, b->f, b->w, b->w->brew_prefix);
	struct run_step run = { .folder = "/", .seconds = 3600, .sudo = b->plan->password };

	push_native(b, &run.argv);
	list_push(b->mem, &run.argv, "/bin/bash");
	list_push(b->mem, &run.argv,
		  arena_fmt(b->mem, "%s/bin/%s", installer_staging(b), script->file));
	environment_set(b->mem, &env, "NONINTERACTIVE", "1");
	run.env = env;
	run.env_shown = brew_environment_shown(b->mem, &env);
	run.makes = brew_program(b);
	step = build_step(b, &step_run, "homebrew.install", TOPIC_HOMEBREW, TOOL_N);
	step->run = run;
	step->summary = arena_fmt(b->mem, _("Install Homebrew in %s"), b->w->brew_prefix);
	step->why =
		b->f->machine.os == OS_DARWIN && b->f->machine.cpu == ARCH_ARM64
			? _("Its own installer does it, started natively, so that it becomes the Homebrew for this processor.")
			: _("Its own installer does it.");
	step->undo = UNDO_STAYS;
	step->stays = arena_fmt(b->mem,
				_("Homebrew itself, in %s; its own uninstall script takes it away"),
				b->w->brew_prefix);
	count(b, step, "homebrew");
	build_need(b, step, "homebrew.fetch");
	build_need(b, step, "sudo");
	build_need(b, step, "clt");
}

enum rc build_brew_installer(struct builder *b)
{
	const struct download *script;
	enum rc rc;

	if (b->w->brew || plan_step(b->plan, "homebrew.install"))
		return RC_OK;
	if (!b->w->brew_sources.n || !b->w->brew_prefix || b->w->no_brew) {
		rc = err_set(b->e, RC_UNSUPPORTED, "%s",
			     b->w->no_brew ? b->w->no_brew
					   : _("There is no Homebrew for this system."));
		err_hint(
			b->e, "%s",
			_("Choose the official archives (\"method\": \"archive\"), or install Homebrew yourself and start goready again."));
		return rc;
	}
	script = build_installer_fetch(b);
	if (wants_brew_password(b->f))
		build_sudo(b);
	build_clt(b);
	build_installer(b, script);
	return RC_OK;
}

/* A brew that does not know this macOS finds no package for it, and may not renew itself unasked
 * (HOMEBREW_NO_AUTO_UPDATE): it is renewed in plain sight. */
static void build_brew_update(struct builder *b)
{
	struct step *step;

	if (!b->w->brew || brew_knows_system(b->f, b->w->brew) ||
	    plan_step(b->plan, "homebrew.update"))
		return;
	step = build_step(b, &step_run, "homebrew.update", TOPIC_HOMEBREW, TOOL_N);
	step->run = (struct run_step){ .folder = "/", .seconds = 1800, .makes = brew_program(b) };
	if (b->f->machine.translated)
		push_native(b, &step->run.argv);
	list_push(b->mem, &step->run.argv, brew_program(b));
	list_push(b->mem, &step->run.argv, "update");
	step->run.env = brew_environment(b->mem, b->f, b->w, b->w->brew_prefix);
	step->run.env_shown = brew_environment_shown(b->mem, &step->run.env);
	step->summary = _("Let Homebrew renew itself");
	step->why = arena_fmt(b->mem, _("It is older than macOS %s and has no packages for it."),
			      b->f->machine.os_version);
	step->undo = UNDO_STAYS;
	step->stays = _("the newer Homebrew");
}

/* On Intel Macs brew installs nothing without them (Homebrew/brew,
 * extend/os/mac/diagnostic.rb: check_for_installed_developer_tools). */
static void build_clt_for_intel(struct builder *b)
{
	const struct facts *f = b->f;

	if (f->machine.os != OS_DARWIN || f->machine.cpu == ARCH_ARM64 || f->clt.tools ||
	    (f->clt.xcode && !f->clt.active_gone))
		return;
	build_sudo(b);
	build_clt(b);
}

/* ---- a formula ---- */

static const char *formula_text(struct builder *b, enum tool_id id)
{
	const char *version = wants_version(&b->w->tool[id]), *name = b->w->tool[id].formula;

	return version ? arena_fmt(b->mem, "%s %s", name, version) : name;
}

static void say_brew(struct builder *b, struct step *step, enum tool_id id)
{
	const char *formula = b->w->tool[id].formula;

	switch (step->brew.verb) {
	case BREW_INSTALL:
		step->summary =
			arena_fmt(b->mem, _("Install %s with Homebrew"), formula_text(b, id));
		step->why = _("With it comes what it needs. brew upgrade keeps it up to date.");
		step->undo = UNDO_COMMAND;
		step->stays = _("what Homebrew has downloaded, in its own cache");
		break;
	case BREW_LINK:
		step->summary =
			arena_fmt(b->mem, _("Link %s, which Homebrew has installed"), formula);
		step->why = arena_fmt(b->mem,
				      _("It is there, and only its links in %s/bin are missing."),
				      b->w->brew_prefix);
		step->undo = UNDO_COMMAND;
		break;
	case BREW_REINSTALL:
		step->summary = arena_fmt(b->mem, _("Install %s anew with Homebrew"), formula);
		step->why = _("What is there does not run; what it needs comes with it.");
		step->undo = UNDO_STAYS;
		step->stays = arena_fmt(b->mem, _("%s as Homebrew has repaired it"), formula);
		break;
	case BREW_UPGRADE:
		step->summary =
			arena_fmt(b->mem, _("Upgrade to %s with Homebrew"), formula_text(b, id));
		step->why = _("It came from Homebrew, which renews it.");
		step->undo = UNDO_STAYS;
		step->stays =
			arena_fmt(b->mem, _("the newer %s; Homebrew keeps no way back"), formula);
		break;
	}
}

static struct names brew_argv(struct builder *b, enum brew_verb verb, const char *formula)
{
	struct names argv = { 0 };

	if (b->f->machine.translated)
		push_native(b, &argv);
	list_push(b->mem, &argv, brew_program(b));
	list_push(b->mem, &argv, brew_verb_name(verb));
	if (verb != BREW_LINK) /* which knows nothing but formulae */
		list_push(b->mem, &argv, "--formula");
	list_push(b->mem, &argv, formula);
	return argv;
}

/* An exact version is promised by the formula, or it is not promised at all. */
static enum rc check_version(struct builder *b, enum tool_id id)
{
	const struct tool_want *want = &b->w->tool[id];
	enum rc rc;

	if (!want->formula_gives || !want->exact ||
	    version_compare(want->formula_gives->version, want->version) == 0)
		return RC_OK;
	rc = err_set(b->e, RC_UNSUPPORTED, _("Homebrew gives %s %s, and exactly %s is asked for"),
		     want->formula, want->formula_gives->version, want->version);
	err_hint(
		b->e,
		_("Let %s come as the official archive (\"method\": \"archive\"), or ask for another version."),
		tool_title(id));
	return rc;
}

static void note_compiling(struct builder *b, enum tool_id id)
{
	const struct tool_want *want = &b->w->tool[id];

	if (want->formula_gives && !want->formula_gives->bottled)
		build_note(
			b,
			_("Homebrew has no package of %s built for this system: it compiles it, which takes long and needs a compiler."),
			want->formula);
}

enum rc build_brew(struct builder *b, enum tool_id id)
{
	const struct tool_want *want = &b->w->tool[id];
	const char *name = tool_name(id), *step_id;
	struct brew_step brew = { .prefix = b->w->brew_prefix, .formula = want->formula };
	struct step *step;
	enum rc rc = check_version(b, id);

	if (!rc)
		rc = build_brew_installer(b);
	if (rc)
		return rc;
	build_brew_update(b);
	build_clt_for_intel(b);
	note_compiling(b, id);
	brew.program = brew_program(b);
	brew.makes = arena_fmt(b->mem, "%s/bin/%s", brew.prefix, name);
	brew.verb = wants_brew_verb(b->mem, b->w, b->f, id);
	brew.version = want->exact ? want->version : NULL;
	brew.argv = brew_argv(b, brew.verb, want->formula);
	brew.env = brew_environment(b->mem, b->f, b->w, brew.prefix);
	brew.env_shown = brew_environment_shown(b->mem, &brew.env);
	step_id = tool_kind_of(id)->delivery == DELIVERY_RELEASE
			  ? arena_fmt(b->mem, "%s.brew", tool_kind_of(id)->step)
			  : tool_kind_of(id)->step;
	step = build_step(b, &step_brew, step_id, tool_kind_of(id)->topic, id);
	step->brew = brew;
	say_brew(b, step, id);
	if (brew.verb != BREW_LINK)
		count(b, step, want->formula);
	need_brew(b, step);
	if (id == TOOL_GO)
		b->go_program = brew.makes;
	b->plan->tool_folder[id] = build_brew_folder(b, id);
	return RC_OK;
}
