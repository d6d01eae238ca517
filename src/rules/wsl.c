/* Windows Subsystem for Linux. */
#include "rules/rule.h"

#include <ctype.h>

#include "base/i18n.h"

static bool version1(const struct rule_input *in, struct finding *found)
{
	if (in->facts->machine.wsl != 1)
		return false;
	evidence(in, found, _("kernel %s"), in->facts->machine.kernel);
	remedy(in, found, "%s",
	       _("In PowerShell: wsl --set-version DISTRIBUTION 2 (wsl -l -v lists them)."));
	return true;
}

static bool windows_path(const struct rule_input *in, struct finding *found)
{
	bool first = false;

	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];
		const struct tool *used;

		if (!tool->windows)
			continue;
		used = facts_resolve_here(in->facts, tool->id);
		if (used && !used->windows && tool->path_index > used->path_index)
			continue;
		first = first || (used && !used->windows);
		evidence(in, found, "%s", tool_text(in, tool));
	}
	if (!found->evidence.n)
		return false;
	if (!first) /* Windows' folders come last on PATH, as a rule */
		found->title = _("Of some programs only those of Windows are on PATH");
	remedy(in, found, "%s",
	       _("Use Linux programs in WSL: goready installs them in front of these. To keep Windows' folders off PATH, put \"appendWindowsPath=false\" under [interop] in /etc/wsl.conf."));
	return true;
}

/* drvfs: /mnt/c and the like */
static bool is_windows_drive(const char *path)
{
	return str_starts(path, "/mnt/") && isalpha((unsigned char)path[5]) &&
	       (path[6] == '/' || !path[6]);
}

static bool project_on_mnt(const struct rule_input *in, struct finding *found)
{
	const char *folder = in->facts->project.folder;

	if (!in->facts->machine.wsl || !is_windows_drive(folder))
		return false;
	evidence(in, found, _("the project is in %s, on a Windows disk"), folder);
	remedy(in, found, "%s",
	       _("Move it into your Linux home, for instance with: cp -r . ~/PROJECT"));
	return true;
}

const struct rule wsl_rules[] = {
	{
		.id = "wsl.version1",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("This is WSL 1"),
		.why = N_("It is slow with many small files, and some programs do not run in it."),
		.holds = version1,
	},
	{
		.id = "wsl.windows-path",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("Windows programs stand first on PATH"),
		.why = N_("They cannot read Linux paths, and make Windows programs."),
		.holds = windows_path,
	},
	{
		.id = "wsl.project-on-mnt",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("The project is on a Windows disk"),
		.why = N_("Builds there are many times slower, and modes and links are not kept."),
		.holds = project_on_mnt,
	},
	{ 0 },
};
