/* Homebrew: comes to life with the macOS issue; until then no route leads here. */
#include "common.h"

bool homebrew_applies(const struct wizard *w)
{
	return w->facts->brew.brews.n > 0 && topics_found(w, topics_homebrew);
}

void homebrew_view(const struct wizard *w, struct view *v)
{
	if (say_waiting(w, v))
		return;
	for (size_t i = 0; i < w->facts->brew.brews.n; i++) {
		const struct brew *brew = &w->facts->brew.brews.at[i];
		const char *arch = arch_name(brew->arch);

		view_status(v, SAY_OK, _("Homebrew"), _("%s, built for %s"), brew->prefix,
			    arch ? arch : _("an unknown processor"));
	}
	say_findings(w, v, topics_homebrew);
	next_and_back(w, v);
}
