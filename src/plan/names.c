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
