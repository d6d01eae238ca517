/* What people are told of a tool that was found: each said here, and nowhere else. */
#include "base/i18n.h"
#include "tool/tool.h"

const char *origin_text(enum origin origin)
{
	switch (origin) {
	case ORIGIN_UNKNOWN:
		break;
	case ORIGIN_GOREADY:
		return _("put there by goready");
	case ORIGIN_OFFICIAL:
		return _("an official release");
	case ORIGIN_HOMEBREW:
		return _("from Homebrew");
	case ORIGIN_DISTRO:
		return _("from the distribution");
	case ORIGIN_TOOLCHAIN_MODULE:
		return _("from Go's module cache");
	case ORIGIN_GO_INSTALL:
		return _("among your Go programs");
	case ORIGIN_ASDF:
		return _("managed by asdf");
	case ORIGIN_MISE:
		return _("managed by mise");
	case ORIGIN_GVM:
		return _("managed by gvm");
	case ORIGIN_SDK:
		return _("from golang.org/dl");
	case ORIGIN_NIX:
		return _("from Nix");
	case ORIGIN_MACPORTS:
		return _("from MacPorts");
	case ORIGIN_CONDA:
		return _("from conda");
	case ORIGIN_GOENV:
		return _("managed by goenv");
	case ORIGIN_GOLAND:
		return _("fetched by GoLand");
	case ORIGIN_SNAP:
		return _("a snap");
	}
	return NULL;
}

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
