#include "base/i18n.h"
#include "wants/release.h"
#include "wants/wants.h"

const char *wants_security(struct arena *mem, const struct manifest *m, const struct tool *tool,
			   const char *version)
{
	const char *mends;

	if (tool->id != TOOL_GO || !tool->version || !version ||
	    version_compare(version, tool->version) <= 0)
		return NULL;
	mends = manifest_security_go(mem, m, tool->version, version);
	if (mends)
		return arena_fmt(mem, _("Go %s fixed security problems"), mends);
	if (manifest_go_is_abandoned(mem, m, tool->version))
		return arena_fmt(mem, _("Go %s gets no security fixes any more"),
				 version_minor(mem, tool->version));
	return NULL;
}
