/* Tools that somebody else looks after: how a newer one comes in that manager's own words. */
#include <string.h>

#include "base/i18n.h"
#include "tool/tool.h"

/* Of go alone; the others' packages have names of their own everywhere. */
static const char *command_for_go(struct arena *mem, const struct tool *tool, const char *version)
{
	switch (tool->origin) {
	case ORIGIN_ASDF: /* asdf 0.16: `set -u` in place of `global` */
		return arena_fmt(mem, "asdf install golang %s && asdf set -u golang %s", version,
				 version);
	case ORIGIN_MISE:
		return arena_fmt(mem, "mise use -g go@%s", version);
	case ORIGIN_GVM: /* -B: the binary, for there may be no older Go that could build it */
		return arena_fmt(mem, "gvm install go%s -B && gvm use go%s --default", version,
				 version);
	case ORIGIN_GOENV:
		return arena_fmt(mem, "goenv install %s && goenv global %s", version, version);
	case ORIGIN_NIX: /* elsewhere a configuration says what is there, and no command */
		return strstr(tool->path, "/.nix-profile/") ? "nix profile upgrade go" : NULL;
	case ORIGIN_MACPORTS:
		return "sudo port selfupdate && sudo port upgrade go";
	case ORIGIN_CONDA:
		return "conda update -c conda-forge go";
	case ORIGIN_SNAP:
		return "sudo snap refresh go";
	case ORIGIN_UNKNOWN:
	case ORIGIN_GOREADY:
	case ORIGIN_OFFICIAL:
	case ORIGIN_HOMEBREW:
	case ORIGIN_DISTRO: /* has one version in each of its releases */
	case ORIGIN_TOOLCHAIN_MODULE:
	case ORIGIN_GO_INSTALL:
	case ORIGIN_SDK:
	case ORIGIN_GOLAND:
		break;
	}
	return NULL;
}

/* asdf's and mise's registries have protoc, conda-forge has it in libprotobuf, snap in protobuf. */
static const char *command_for_protoc(struct arena *mem, enum origin origin, const char *version)
{
	if (origin == ORIGIN_ASDF)
		return arena_fmt(mem, "asdf install protoc %s && asdf set -u protoc %s", version,
				 version);
	if (origin == ORIGIN_MISE)
		return arena_fmt(mem, "mise use -g protoc@%s", version);
	if (origin == ORIGIN_CONDA)
		return "conda update -c conda-forge libprotobuf";
	if (origin == ORIGIN_SNAP)
		return "sudo snap refresh protobuf";
	return NULL;
}

const char *manager_command(struct arena *mem, const struct tool *tool, const char *version)
{
	if (!version)
		return NULL;
	if (tool->id == TOOL_GO)
		return command_for_go(mem, tool, version);
	return tool->id == TOOL_PROTOC ? command_for_protoc(mem, tool->origin, version) : NULL;
}

const char *manager_sentence(struct arena *mem, const struct tool *tool, const char *version)
{
	const char *command = tool ? manager_command(mem, tool, version) : NULL;

	if (!command)
		return NULL;
	return arena_fmt(mem, _("The %s that comes first now is %s; to stay with that instead: %s"),
			 tool_title(tool->id), origin_text(tool->origin), command);
}
