/* Programs that `go install` makes say themselves who they are. */
#include "tool/tool.h"

#include "base/str.h"

/* Not by starting it: the old protoc-gen-go, for one, would wait for input. */
void go_program_describe(const struct tool_look *look, struct tool *t)
{
	const struct tool_kind *kind = tool_kind_of(t->id);
	const struct go_build *go = t->binary.go;

	(void)look;
	if (!t->real_path || t->fault == FAULT_FOLDER || t->fault == FAULT_DANGLING)
		return;
	if (t->binary.format == BINARY_SCRIPT)
		return; /* a wrapper or a version manager's shim */
	if (!go || !go->main) {
		if (t->binary.format != BINARY_NONE)
			tool_set_fault(t, FAULT_FOREIGN, NULL);
		return;
	}
	if (go->mod_version && go->mod_version[0] == 'v')
		t->version = go->mod_version + 1;
	if (kind->legacy && str_equal(go->main, kind->legacy))
		tool_set_fault(t, FAULT_LEGACY, go->main);
	else if (!str_equal(go->main, kind->package))
		tool_set_fault(t, FAULT_FOREIGN, go->main);
}
