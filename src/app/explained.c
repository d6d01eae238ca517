/* What failed, explained at once. */
#include "app/explained.h"

#include "app/report.h"
#include "base/i18n.h"

static const struct hypothesis *likeliest(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS ||
		    (x->hypotheses.at[i].verdict == HYPOTHESIS_ELSEWHERE &&
		     !x->hypotheses.at[i].general))
			return &x->hypotheses.at[i];
	return NULL;
}

void app_explain_failure(struct app *app, const struct failure *failure)
{
	struct explain_input in = { .facts = failure->facts,
				    .observed = failure->observed,
				    .wants = failure->wants,
				    .findings = failure->findings };
	struct explanation x = explain_text(app->machine, app->host, bytes_of(failure->text), &in);
	const struct hypothesis *h = likeliest(&x);

	if (!h)
		return;
	app_say(_("Note. A known cause of this: %s [%s]."), h->title ? h->title : h->id, h->id);
	if (h->remedy)
		app_say(_("What to do: %s"), h->remedy);
}
