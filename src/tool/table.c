/* The order in which tools are made, told of, and asked about. The first four are enum tool_id's. */
#include "tool/tool.h"

const struct tool_kind *const tool_tables[] = { go_kinds, protoc_kinds, plugin_kinds,
						go_program_kinds, NULL };
