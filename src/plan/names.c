/* The fixed words of plans: JSON's names, and what people read. */
#include "plan/build.h"

#include "base/i18n.h"

const char *undo_kind_name(enum undo_kind kind)
{
	switch (kind) {
	case UNDO_EXACT:
		return "exact";
	case UNDO_COMMAND:
		return "command";
	case UNDO_STAYS:
		return "stays";
	}
	return "unknown";
}

enum topic tool_topic(enum tool_id id)
{
	switch (id) {
	case TOOL_GO:
		return TOPIC_GO;
	case TOOL_PROTOC:
		return TOPIC_PROTOC;
	case TOOL_GEN_GO:
	case TOOL_GEN_GO_GRPC:
	case TOOL_N:
		break;
	}
	return TOPIC_PLUGINS;
}
