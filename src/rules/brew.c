/* Homebrew: is there one, was it built for this machine, may it be used? An Intel Homebrew on Apple
 * Silicon is never touched: it may stand beside the native one (Homebrew/brew, docs/FAQ.md). */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/brew.h"
#include "wants/manifest.h"

/* ---- questions ---- */

static bool is_wanted(const struct rule_input *in)
{
	tools_each (id) {
		if (in->wants->tool[id].method == METHOD_HOMEBREW)
			return true;
	}
	return false;
}

static bool all_satisfied(const struct rule_input *in)
{
	bool all = true;

	required_tools_each (id)
		all = all && wants_satisfied(in->wants, in->facts, id);
	return all;
}

/* A tool that stays in use lies in this Homebrew. */
static bool is_used(const struct rule_input *in, const struct brew *brew)
{
	required_tools_each (id) {
		const struct tool *kept = wants_kept(in->wants, in->facts, id);

		if (kept && path_is_within(kept->path, brew->prefix) &&
		    kept->origin == ORIGIN_HOMEBREW)
			return true;
	}
	return false;
}

/* Is `a` in front of `b` in the PATH of new shells? Where neither is, nothing comes first. */
static bool comes_before(const struct brew *a, const struct brew *b)
{
	if (a->new_shell_index < 0)
		return false;
	return b->new_shell_index < 0 || a->new_shell_index < b->new_shell_index;
}

static void say_where(const struct rule_input *in, struct finding *found, const struct brew *brew)
{
	const char *arch = arch_name(brew->arch);

	if (brew->new_shell_index >= 0)
		evidence(in, found, _("%s/bin/brew, built for %s: entry %d of new shells' PATH"),
			 brew->prefix, arch ? arch : "?", brew->new_shell_index + 1);
	else
		evidence(in, found, _("%s/bin/brew, built for %s: not on the PATH of new shells"),
			 brew->prefix, arch ? arch : "?");
}

/* ---- rules ---- */

static bool brew_missing(const struct rule_input *in, struct finding *found)
{
	if (!is_wanted(in) || in->wants->brew || in->wants->no_brew || !in->wants->brew_prefix)
		return false;
	evidence(in, found, _("%s/bin/brew does not exist"), in->wants->brew_prefix);
	found->heal = HEAL_BREW;
	found->value = in->wants->brew_prefix;
	found->automatic = manifest_brew_installer(in->manifest) != NULL;
	if (found->automatic && !wants_brew_password(in->facts))
		remedy(in, found, "%s",
		       _("Run Homebrew's own installer; goready does that, with its checksum checked. Or choose the official archives."));
	else if (found->automatic)
		remedy(in, found, "%s",
		       _("Run Homebrew's own installer, natively; goready does that, with its checksum checked, and sudo asks for your password once. Or choose the official archives, which need no password."));
	else
		remedy(in, found, "%s",
		       _("Run Homebrew's own installer in a native terminal, as brew.sh says; or choose the official archives, which need no password."));
	return true;
}

/* Which file that is; what has no word for it is told by goready's own block. */
static const char *start_file_of_brew(const struct rule_input *in)
{
	enum shell_id login = in->facts->shell.login;

	if (login == SHELL_BASH)
		return in->facts->machine.os == OS_DARWIN ? "bash: ~/.bash_profile"
							  : "bash: ~/.bashrc";
	if (login == SHELL_FISH)
		return "fish: ~/.config/fish/config.fish";
	if (login == SHELL_SH)
		return "sh: ~/.profile";
	if (login == SHELL_NU)
		return "nu: config.nu, $nu.config-path";
	return in->facts->machine.os == OS_DARWIN ? "zsh: ~/.zprofile" : "zsh: ~/.zshrc";
}

/* As install.sh tells people (Homebrew/brew, cmd/shellenv.sh); fish has "$(...)" from 3.4 on only, and nushell
 * reads nothing that brew prints. */
static const char *shellenv_line(const struct rule_input *in, const struct brew *brew)
{
	if (in->facts->shell.login == SHELL_NU)
		return arena_fmt(in->mem, "$env.PATH = ($env.PATH | prepend [%s/bin %s/sbin])",
				 brew->prefix, brew->prefix);
	if (in->facts->shell.login == SHELL_FISH)
		return arena_fmt(in->mem, "%s shellenv | source", brew->program);
	return arena_fmt(in->mem, "eval \"$(%s shellenv)\"", brew->program);
}

static bool not_on_path(const struct rule_input *in, struct finding *found)
{
	const struct brew *brew = in->wants->brew;

	if (!brew || !brew->program || brew->new_shell_index >= 0)
		return false;
	found->level = is_wanted(in) || is_used(in, brew) ? LEVEL_PROBLEM : LEVEL_NOTE;
	say_where(in, found, brew);
	remedy(in, found,
	       _("Add to a start file of your shell (%s): %s; goready puts %s/bin on PATH there."),
	       start_file_of_brew(in), shellenv_line(in, brew), brew->prefix);
	found->heal = HEAL_BREW_PATH;
	found->automatic = true;
	found->value = brew->prefix;
	return true;
}

static bool intel_on_arm(const struct rule_input *in, struct finding *found)
{
	const struct brew *intel = wants_intel_brew(in->facts), *native = in->wants->brew;

	if (!intel || (native && !comes_before(intel, native)))
		return false;
	say_where(in, found, intel);
	if (native)
		say_where(in, found, native);
	evidence(in, found, _("this machine is %s"), machine_text(in));
	if (native) {
		found->heal = HEAL_BREW_PATH;
		found->automatic = true;
		found->value = native->prefix;
		remedy(in, found,
		       _("Put %s/bin in front of PATH. The Intel Homebrew in %s stays as it is."),
		       native->prefix, intel->prefix);
		return true;
	}
	if (all_satisfied(in))
		found->level = LEVEL_NOTE;
	remedy(in, found,
	       _("Use native tools, from a Homebrew in %s or from the official archives, in front of PATH. The Intel Homebrew in %s stays as it is, with all that it holds."),
	       wants_brew_prefix(in->facts), intel->prefix);
	return true;
}

static bool brew_order(const struct rule_input *in, struct finding *found)
{
	const struct brew *intel = wants_intel_brew(in->facts), *native = in->wants->brew;

	if (!intel || !native || intel == native || !comes_before(intel, native))
		return false;
	say_where(in, found, intel);
	say_where(in, found, native);
	found->heal = HEAL_BREW_PATH;
	found->automatic = true;
	found->value = native->prefix;
	remedy(in, found, _("Put %s/bin in front of %s/bin in a start file of your shell (%s): %s"),
	       native->prefix, intel->prefix, start_file_of_brew(in), shellenv_line(in, native));
	return true;
}

static const char *chown_command(const struct rule_input *in, const struct brew *brew)
{
	/* Each folder by its name, never a whole prefix that others may share. */
	return arena_fmt(in->mem, "sudo chown \"$(id -un)\" %s",
			 str_join(in->mem, &brew->unwritable, " "));
}

/* What came from there is renewed there, or was to be; what another person installs with is theirs. */
static enum level weight_of_unwritable(const struct rule_input *in, const struct brew *brew)
{
	if (is_wanted(in))
		return LEVEL_PROBLEM;
	if (brew->of_another)
		return LEVEL_NOTE;
	required_tools_each (id) {
		bool serves = in->facts->machine.os != OS_DARWIN || brew->arch == ARCH_ARM64;

		/* For Intel Macs it has no new packages: what is too old comes from elsewhere. */
		if (serves && wants_keg(in->wants, id) &&
		    !wants_satisfied(in->wants, in->facts, id))
			return LEVEL_PROBLEM;
	}
	return is_used(in, brew) ? LEVEL_WARNING : LEVEL_NOTE;
}

static bool brew_unwritable(const struct rule_input *in, struct finding *found)
{
	const struct brew *brew = in->wants->brew;

	if (!brew || brew->writable || !brew->unwritable.n || in->facts->machine.root)
		return false;
	found->level = weight_of_unwritable(in, brew);
	if (brew->unwritable.n <= 3)
		evidence(in, found, _("you may not write to %s"),
			 str_join(in->mem, &brew->unwritable, _(", ")));
	else
		evidence(in, found, _("you may not write to %s, and to %zu more of its folders"),
			 brew->unwritable.at[0], brew->unwritable.n - 1);
	if (brew->of_another)
		remedy(in, found,
		       _("%s belongs to another user of this machine, whose Homebrew it is: let them install with it. goready uses the official archives for you."),
		       brew->prefix);
	else if (in->facts->machine.admin_known && !in->facts->machine.admin)
		remedy(in, found, "%s",
		       _("Changing the owner needs an administrator, which you are not; goready uses the official archives for you."));
	else
		remedy(in, found,
		       _("Give these folders back to yourself: %s. Until then goready uses the official archives."),
		       chown_command(in, brew));
	return true;
}

static bool older_than_system(const struct rule_input *in, struct finding *found)
{
	const struct brew *brew = in->wants->brew;

	if (!brew || in->facts->machine.os != OS_DARWIN || brew_knows_system(in->facts, brew))
		return false;
	evidence(in, found, _("%s knows macOS %s; this is macOS %s"), brew->program,
		 str_join(in->mem, &brew->systems, _(", ")), in->facts->machine.os_version);
	remedy(in, found, _("Renew it: %s update. Until then goready uses the official archives."),
	       brew->program);
	return true;
}

static bool shared(const struct rule_input *in, struct finding *found)
{
	const struct brew *brew = in->wants->brew;

	if (!brew || !brew->of_another || !brew->writable)
		return false;
	evidence(in, found, _("%s belongs to another user, and you may write to it"), brew->prefix);
	remedy(in, found, "%s",
	       _("Let its owner alone install with it; goready uses the official archives for you."));
	return true;
}

static bool no_admin(const struct rule_input *in, struct finding *found)
{
	const struct machine_facts *machine = &in->facts->machine;

	if (machine->os != OS_DARWIN || in->facts->brew.brews.n || !machine->admin_known ||
	    machine->admin || machine->cpu != ARCH_ARM64 || all_satisfied(in))
		return false;
	evidence(in, found, "%s", _("there is no Homebrew, and you are not in the group admin"));
	if (is_wanted(in))
		found->level = LEVEL_PROBLEM;
	remedy(in, found, "%s",
	       _("goready installs the official archives in your home folder, which needs no administrator. To have Homebrew, ask an administrator of this Mac to install it."));
	return true;
}

/* "compinit" as a command, without -i, -u and -C, which ask nothing. */
static bool calls_compinit(const struct rule_input *in, const char *line)
{
	struct names commands = str_split(in->mem, line, ';');

	for (size_t i = 0; i < commands.n; i++) {
		struct names parts = str_split(in->mem, commands.at[i], '&');

		for (size_t k = 0; k < parts.n; k++) {
			const char *call = strstr(parts.at[k], "compinit");

			if (call && !strstr(parts.at[k], "autoload") && !strstr(call, " -i") &&
			    !strstr(call, " -u") && !strstr(call, " -C"))
				return true;
		}
	}
	return false;
}

/* oh-my-zsh calls it itself, and tells about insecure folders (ohmyzsh: lib/compfix.zsh). */
static bool uses_compinit(const struct rule_input *in)
{
	const struct shell *zsh = &in->facts->shell.shells[SHELL_ZSH];
	struct bytes line;

	for (size_t i = 0; zsh->installed && i < zsh->files.n; i++) {
		for (size_t at = 0;
		     zsh->files.at[i].exists && next_line(zsh->files.at[i].content, &at, &line);) {
			const char *text =
				str_trim(in->mem, arena_strndup(in->mem, line.at, line.n));

			if (*text != '#' &&
			    (strstr(text, "/oh-my-zsh.sh") || calls_compinit(in, text)))
				return true;
		}
	}
	return false;
}

static bool compinit(const struct rule_input *in, struct finding *found)
{
	const struct facts *f = in->facts;
	struct names insecure = { 0 };
	bool of_another = false;

	for (size_t i = 0; i < f->brew.brews.n; i++) {
		const struct names *folders = &f->brew.brews.at[i].insecure_completions;

		for (size_t j = 0; j < folders->n; j++)
			list_push(in->mem, &insecure, folders->at[j]);
		of_another = of_another || (folders->n && f->brew.brews.at[i].of_another);
	}
	if (!insecure.n || !uses_compinit(in))
		return false;
	for (size_t i = 0; i < insecure.n; i++)
		evidence(in, found, _("others may change what is in %s"), insecure.at[i]);
	if (of_another)
		remedy(in, found, "%s",
		       _("They belong to another user, whom you trust with it or not: if you do, write compinit -i (which leaves them out) or compinit -u (which takes them) in your .zshrc."));
	else
		remedy(in, found, _("Let only its owner write there: chmod go-w %s"),
		       str_join(in->mem, &insecure, " "));
	return true;
}

const struct rule brew_rules[] = {
	{
		.id = "brew.link-conflict",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_WARNING,
		.title = N_("Homebrew has linked another version than the newest it has"),
		.why = N_("The older one is what every shell finds."),
		.holds = brew_link_conflict,
	},
	{
		.id = "brew.not-on-path",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_PROBLEM,
		.title = N_("Homebrew is installed, but not on PATH"),
		.why = N_("Shells find brew and what it installs through PATH only."),
		.holds = not_on_path,
	},
	{
		.id = "brew.intel-on-arm",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_PROBLEM,
		.title = N_("The Homebrew in use is built for Intel Macs"),
		.why = N_(
			"What it installs runs translated by Rosetta, and does not link with native code."),
		.holds = intel_on_arm,
	},
	{
		.id = "brew.order",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_PROBLEM,
		.title = N_("The Intel Homebrew comes before the native one"),
		.why = N_("Of two programs with one name, the one that is first on PATH runs."),
		.holds = brew_order,
	},
	{
		.id = "brew.unwritable",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_PROBLEM,
		.title = N_("Homebrew's folders do not belong to you"),
		.why = N_("brew installs nothing into folders that it may not write to."),
		.holds = brew_unwritable,
	},
	{
		.id = "brew.broken-keg",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_PROBLEM,
		.title = N_("A program of Homebrew lacks a library"),
		.why = N_(
			"It was built for libraries that an upgrade has taken away, or that have another CPU."),
		.holds = brew_broken_keg,
		.tools = TOOLS_REQUIRED,
	},
	{
		.id = "brew.older-than-macos",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_WARNING,
		.title = N_("Homebrew is older than this macOS"),
		.why = N_(
			"It has no packages for a system that it does not know: it compiles for hours, or stops."),
		.holds = older_than_system,
	},
	{
		.id = "brew.shared",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_NOTE,
		.title = N_("Several people use one Homebrew"),
		.why = N_(
			"Homebrew does not support that: what one installs the other may not upgrade."),
		.holds = shared,
	},
	{
		.id = "brew.no-admin",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_NOTE,
		.title = N_("Homebrew cannot be installed without an administrator"),
		.why = N_("Its installer makes a folder outside of your home folder."),
		.holds = no_admin,
	},
	{
		.id = "brew.compinit",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_WARNING,
		.title = N_("zsh does not trust Homebrew's completions"),
		.why = N_(
			"It asks at every start, which also stops editors that read your environment."),
		.holds = compinit,
	},
	{
		.id = "brew.leftover-tap",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_NOTE,
		.title = N_("Homebrew has a tap that does nothing"),
		.why = N_(
			"What it gave is in Homebrew itself today, and brew update may stumble over it."),
		.holds = brew_leftover_tap,
	},
	{ 0 },
};

/* What is wrong with a tool that is here is told before what would bring another. */
const struct rule brew_missing_rules[] = {
	{
		.id = "brew.missing",
		.topic = TOPIC_HOMEBREW,
		.level = LEVEL_PROBLEM,
		.title = N_("Homebrew is not installed"),
		.why = N_("The tools are to come from it."),
		.holds = brew_missing,
	},
	{ 0 },
};
