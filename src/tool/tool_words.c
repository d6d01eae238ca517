/* What people are told of what is wrong with a tool. */
#include "base/i18n.h"
#include "tool/tool.h"

const char *tool_fault_text(struct arena *mem, const struct tool *tool)
{
	switch (tool->fault) {
	case FAULT_NONE:
		break;
	case FAULT_FOLDER:
		return _("is a folder");
	case FAULT_DANGLING:
		return _("is a link to nothing");
	case FAULT_NOT_EXECUTABLE:
		return _("may not be executed (no x in its mode)");
	case FAULT_WRONG_OS:
		return _("is for another system");
	case FAULT_WRONG_ARCH:
		return _("is for another processor");
	case FAULT_NO_INTERPRETER:
		return arena_fmt(mem, _("needs %s, which is not here"),
				 tool->binary.interpreter ? tool->binary.interpreter
							  : _("another program"));
	case FAULT_NO_LIBRARY:
		return _("needs a library that is not here");
	case FAULT_LEGACY:
		return _("is the old generator of github.com/golang/protobuf");
	case FAULT_FOREIGN:
		return _("is another program of the same name");
	case FAULT_BROKEN_TREE:
		return _("lacks parts of its folder");
	case FAULT_MIXED_TREE:
		return _("has parts of two versions in its folder");
	case FAULT_CANNOT_RUN:
		return _("does not start");
	}
	return NULL;
}
