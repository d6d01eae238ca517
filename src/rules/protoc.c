/* protoc. Its rules about other CPUs go by the file's header: file names lie (3.20's "aarch_64"
 * zips for macOS hold x86_64 programs, protobuf commit 13d559beb6). */
#include "rules/rule.h"

#include "base/i18n.h"

static bool protoc_missing(const struct rule_input *in, struct finding *found)
{
	found->tool = TOOL_PROTOC;
	return tool_is_missing(in, found);
}

static bool protoc_off_path(const struct rule_input *in, struct finding *found)
{
	found->tool = TOOL_PROTOC;
	return tool_is_off_path(in, found);
}

static bool protoc_wrong_arch(const struct rule_input *in, struct finding *found)
{
	return tool_is_of_another_cpu(in, found, TOOL_PROTOC);
}

static bool protoc_cannot_run(const struct rule_input *in, struct finding *found)
{
	const struct tool *protoc = tool_first(in->facts, TOOL_PROTOC);

	if (!protoc || protoc->fault == FAULT_NONE || fault_is_foreign_cpu(protoc->fault))
		return false;
	evidence(in, found, "%s", tool_text(in, protoc));
	if (protoc->fault == FAULT_NO_INTERPRETER)
		evidence(in, found, _("it needs %s, which is not here"),
			 protoc->binary.interpreter ? protoc->binary.interpreter
						    : _("another program"));
	else if (protoc->fault == FAULT_NOT_EXECUTABLE)
		evidence(in, found, "%s", _("it may not be executed (no x in its mode)"));
	else if (protoc->fault == FAULT_DANGLING)
		evidence(in, found, "%s", _("it is a link to nothing"));
	else if (protoc->fault == FAULT_FOLDER)
		evidence(in, found, "%s", _("it is a folder"));
	else if (protoc->fault_detail)
		evidence(in, found, "%s", protoc->fault_detail);
	heal_tool(in, found, TOOL_PROTOC);
	return true;
}

/* Browsers set the flag, curl and goready do not; protoc's releases are signed, but Apple has not
 * been asked about them (protocolbuffers/protobuf issues 6764, 20576). goready brings its own copy,
 * whose checksum is known, and takes no flag off. */
static bool protoc_quarantined(const struct rule_input *in, struct finding *found)
{
	const struct tool *protoc = tool_first(in->facts, TOOL_PROTOC);

	if (!protoc || !protoc->quarantined)
		return false;
	evidence(in, found, "%s", tool_text(in, protoc));
	evidence(in, found, _("com.apple.quarantine is set on %s"),
		 shown(in, protoc->real_path ? protoc->real_path : protoc->path));
	heal_tool(in, found, TOOL_PROTOC);
	return true;
}

static bool protoc_outdated(const struct rule_input *in, struct finding *found)
{
	const struct tool *protoc = facts_resolve(in->facts, TOOL_PROTOC);
	const char *minimum = in->wants->tool[TOOL_PROTOC].minimum;

	if (!protoc || protoc->fault != FAULT_NONE || !protoc->version ||
	    version_compare(protoc->version, minimum) >= 0)
		return false;
	evidence(in, found, "%s", tool_text(in, protoc));
	evidence(in, found, _("at least protoc %s is needed for editions"), minimum);
	if (in->wants->tool[TOOL_PROTOC].no_source) { /* the newest there is, most likely */
		found->level = LEVEL_NOTE;
		remedy(in, found,
		       _("No newer protoc is released for %s; this one serves files without editions."),
		       machine_text(in));
		return true;
	}
	heal_tool(in, found, TOOL_PROTOC);
	return true;
}

static bool protoc_no_includes(const struct rule_input *in, struct finding *found)
{
	const struct tool *protoc = facts_resolve(in->facts, TOOL_PROTOC);
	const char *folder, *add;

	if (!protoc || protoc->fault != FAULT_NONE || tool_kind_of(TOOL_PROTOC)->serves(protoc))
		return false;
	folder = path_folder(in->mem, protoc->real_path ? protoc->real_path : protoc->path);
	evidence(in, found, "%s", tool_text(in, protoc));
	/* command_line_interface.cc, AddDefaultProtoPaths */
	if (protoc->includes_lack)
		evidence(in, found,
			 protoc->includes_empty ? _("%s holds nothing") : _("missing: %s"),
			 shown(in, protoc->includes_lack));
	else
		evidence(
			in, found,
			_("google/protobuf/descriptor.proto is neither in %s nor in %s/include nor in %s"),
			shown(in, folder), shown(in, folder),
			shown(in, path_join(in->mem, path_folder(in->mem, folder), "include")));
	heal_tool(in, found, TOOL_PROTOC);
	add = distro_includes_command(in->mem, protoc);
	if (add)
		found->remedy = arena_fmt(in->mem, _("Add the package that has them: %s. Or: %s"),
					  add, found->remedy);
	return true;
}

const struct rule protoc_rules[] = {
	{
		.id = "protoc.missing",
		.topic = TOPIC_PROTOC,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc is not installed"),
		.why = N_("It reads .proto files and calls the plugins that write Go code."),
		.holds = protoc_missing,
	},
	{
		.id = "protoc.off-path",
		.topic = TOPIC_PROTOC,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc is installed, but not on PATH"),
		.why = N_("Shells, make and go generate find it through PATH only."),
		.holds = protoc_off_path,
	},
	{
		.id = "protoc.wrong-arch",
		.topic = TOPIC_PROTOC,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc is built for another machine"),
		.why = N_("It does not run here, or only through an emulator."),
		.holds = protoc_wrong_arch,
	},
	{
		.id = "protoc.cannot-run",
		.topic = TOPIC_PROTOC,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc does not start"),
		.why = N_(
			"The file is there, but something it needs is not, often because it was built for another C library."),
		.holds = protoc_cannot_run,
	},
	{
		.id = "protoc.quarantined",
		.topic = TOPIC_PROTOC,
		.level = LEVEL_PROBLEM,
		.title = N_("macOS holds protoc back"),
		.why = N_(
			"It came through a browser, and Apple knows nothing of it: macOS opens a window, or ends it at once."),
		.holds = protoc_quarantined,
	},
	{
		.id = "protoc.no-includes",
		.topic = TOPIC_PROTOC,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc lacks the .proto files that belong to it"),
		.why = N_(
			"protoc looks for them beside its own file; a copy of bin/protoc alone has none."),
		.holds = protoc_no_includes,
	},
	{
		.id = "protoc.outdated",
		.topic = TOPIC_PROTOC,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc is old"),
		.why = N_("It does not understand .proto files with editions."),
		.holds = protoc_outdated,
	},
	{ 0 },
};
