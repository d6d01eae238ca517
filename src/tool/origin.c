/* Who may have brought a tool: a row each. What a row leaves out does not hold of it. */
#include <string.h>

#include "base/i18n.h"
#include "tool/tool.h"

struct origin_row {
	const char *name; /* JSON's */
	const char *text; /* N_(): for people */
	bool managed;     /* origin_is_managed */
	bool stands_in;   /* origin_stands_in */
	/* Parts of a path that only its folders have. */
	const char *parts[3];
	/* What brings a {version} of go or protoc, in its own words; `below`: only of what lies there. The others'
	 * packages have names of their own everywhere. */
	const char *go, *protoc, *below;
	const char *reshim; /* makes the stand-ins of what came to its Go since */
};

static const struct origin_row rows[ORIGIN_N] = {
	[ORIGIN_UNKNOWN] = { .name = "unknown" },
	[ORIGIN_GOREADY] = { .name = "goready",
			     .text = N_("put there by goready"),
			     .stands_in = true },
	[ORIGIN_OFFICIAL] = { .name = "official", .text = N_("an official release") },
	[ORIGIN_HOMEBREW] = { .name = "homebrew", .text = N_("from Homebrew") },
	[ORIGIN_DISTRO] = { .name = "distro", .text = N_("from the distribution") },
	[ORIGIN_TOOLCHAIN_MODULE] = { .name = "toolchain-module",
				      .text = N_("from Go's module cache") },
	[ORIGIN_GO_INSTALL] = { .name = "go-install", .text = N_("among your Go programs") },
	/* asdf 0.16: `set -u` in place of `global`; its registry and mise's have protoc */
	[ORIGIN_ASDF] = { .name = "asdf",
			  .text = N_("managed by asdf"),
			  .managed = true,
			  .stands_in = true,
			  .parts = { "/.asdf/", "/asdf/shims/", "/asdf/installs/" },
			  .go = "asdf install golang {version} && asdf set -u golang {version}",
			  .protoc = "asdf install protoc {version} && asdf set -u protoc {version}",
			  .reshim = "asdf reshim golang" },
	[ORIGIN_MISE] = { .name = "mise",
			  .text = N_("managed by mise"),
			  .managed = true,
			  .stands_in = true,
			  .parts = { "/mise/", "/.mise/" },
			  .go = "mise use -g go@{version}",
			  .protoc = "mise use -g protoc@{version}",
			  .reshim = "mise reshim" },
	/* -B: the binary, for there may be no older Go that could build it */
	[ORIGIN_GVM] = { .name = "gvm",
			 .text = N_("managed by gvm"),
			 .managed = true,
			 .parts = { "/.gvm/" },
			 .go = "gvm install go{version} -B && gvm use go{version} --default" },
	[ORIGIN_SDK] = { .name = "sdk", .text = N_("from golang.org/dl") },
	/* elsewhere a configuration says what is there, and no command */
	[ORIGIN_NIX] = { .name = "nix",
			 .text = N_("from Nix"),
			 .managed = true,
			 .stands_in = true,
			 .parts = { "/nix/store/" },
			 .go = "nix profile upgrade go",
			 .protoc = "nix profile upgrade protobuf",
			 .below = "/.nix-profile/" },
	[ORIGIN_MACPORTS] = { .name = "macports",
			      .text = N_("from MacPorts"),
			      .managed = true,
			      .parts = { "/opt/local/" },
			      .go = "sudo port selfupdate && sudo port upgrade go" },
	/* conda-forge has protoc in libprotobuf */
	[ORIGIN_CONDA] = { .name = "conda",
			   .text = N_("from conda"),
			   .managed = true,
			   .go = "conda update -c conda-forge go",
			   .protoc = "conda update -c conda-forge libprotobuf" },
	[ORIGIN_GOENV] = { .name = "goenv",
			   .text = N_("managed by goenv"),
			   .managed = true,
			   .stands_in = true,
			   .parts = { "/.goenv/" },
			   .go = "goenv install {version} && goenv global {version}",
			   .reshim = "goenv rehash" },
	[ORIGIN_GOLAND] = { .name = "goland", .text = N_("fetched by GoLand") },
	[ORIGIN_SNAP] = { .name = "snap",
			  .text = N_("a snap"),
			  .parts = { "/snap/" },
			  .go = "sudo snap refresh go",
			  .protoc = "sudo snap refresh protobuf" },
};

const char *origin_name(enum origin origin)
{
	return rows[origin].name;
}

const char *origin_text(enum origin origin)
{
	return rows[origin].text ? _(rows[origin].text) : NULL;
}

bool origin_is_managed(enum origin origin)
{
	return rows[origin].managed;
}

bool origin_stands_in(enum origin origin)
{
	return rows[origin].stands_in;
}

const char *origin_reshim(enum origin origin)
{
	return rows[origin].reshim;
}

enum origin origin_of_path(const char *path)
{
	for (int origin = 0; path && origin < ORIGIN_N; origin++)
		for (int i = 0; i < 3 && rows[origin].parts[i]; i++)
			if (strstr(path, rows[origin].parts[i]))
				return (enum origin)origin;
	return ORIGIN_UNKNOWN;
}

static const char *with_version(struct arena *mem, const char *command, const char *version)
{
	static const char blank[] = "{version}";
	struct str s = { .mem = mem };
	const char *at;

	while ((at = strstr(command, blank))) {
		str_add_bytes(&s, command, (size_t)(at - command));
		str_add(&s, version);
		command = at + strlen(blank);
	}
	str_add(&s, command);
	return str_text(&s);
}

const char *manager_command(struct arena *mem, const struct tool *tool, const char *version)
{
	const struct origin_row *row = &rows[tool->origin];
	const char *command = tool->id == TOOL_GO       ? row->go
			      : tool->id == TOOL_PROTOC ? row->protoc
							: NULL;

	if (!command || !version || (row->below && !strstr(tool->path, row->below)))
		return NULL;
	return with_version(mem, command, version);
}

const char *manager_sentence(struct arena *mem, const struct tool *tool, const char *version)
{
	const char *command = tool ? manager_command(mem, tool, version) : NULL;

	if (!command && tool && tool->origin == ORIGIN_NIX)
		return arena_fmt(
			mem,
			_("The %s that comes first now is from Nix; to stay with that instead, change it in the configuration of Nix, Home Manager or NixOS."),
			tool_title(tool->id));
	if (!command)
		return NULL;
	return arena_fmt(mem, _("The %s that comes first now is %s; to stay with that instead: %s"),
			 tool_title(tool->id), origin_text(tool->origin), command);
}
