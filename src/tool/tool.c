#include "tool/tool.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"

const struct tool_kind *tool_kind_of(enum tool_id id)
{
	int left = (int)id;

	for (size_t t = 0; tool_tables[t]; t++)
		for (const struct tool_kind *row = tool_tables[t]; row->name; row++)
			if (left-- == 0)
				return row;
	return NULL;
}

enum tool_id tools_end(void)
{
	int n = 0;

	for (size_t t = 0; tool_tables[t]; t++)
		for (const struct tool_kind *row = tool_tables[t]; row->name; row++)
			n++;
	return (enum tool_id)n;
}

enum tool_id tool_find(const char *name)
{
	tools_each (id)
		if (str_equal(tool_kind_of(id)->name, name))
			return id;
	return TOOL_N;
}

const char *tool_name(enum tool_id id)
{
	const struct tool_kind *kind = tool_kind_of(id);

	return kind ? kind->name : NULL;
}

const char *tool_title(enum tool_id id)
{
	const struct tool_kind *kind = tool_kind_of(id);

	return kind && kind->title ? kind->title : tool_name(id);
}

bool tool_is_plugin(enum tool_id id)
{
	return str_starts(tool_name(id), "protoc-gen-");
}

/* Of PREFIX/Cellar/buf/1.61.0_1/bin/buf what stands behind PREFIX. */
static struct names keg_parts(struct arena *mem, const struct tool *t)
{
	return str_split(mem, t->real_path ? strstr(t->real_path, "/Cellar/") : NULL, '/');
}

const char *tool_keg(struct arena *mem, const struct tool *t)
{
	struct names parts = keg_parts(mem, t);

	return parts.n > 4 ? parts.at[2] : NULL;
}

/* After the _ stands Homebrew's own revision. */
const char *tool_keg_version(struct arena *mem, const struct tool *t)
{
	struct names parts = keg_parts(mem, t);

	return parts.n > 4 ? arena_strndup(mem, parts.at[3], strcspn(parts.at[3], "_")) : NULL;
}

void tool_set_fault(struct tool *t, enum tool_fault fault, const char *detail)
{
	if (t->fault != FAULT_NONE)
		return;
	t->fault = fault;
	t->fault_detail = detail;
}

/* A shell runs a file without bytes as a script that does nothing: all seems well. */
void tool_look_whether_empty(const struct tool_look *look, struct tool *t)
{
	struct file_info info = { 0 };

	if (look->host->stat(look->host, look->mem, t->real_path, &info, NULL) == RC_OK &&
	    info.type == FILE_REGULAR && info.changed && !info.size)
		tool_set_fault(t, FAULT_CANNOT_RUN, _("it is empty"));
}
