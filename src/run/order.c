#include "run/order.h"

static struct touched touched_by(const struct step *s)
{
	return s->kind->touches ? s->kind->touches(s) : (struct touched){ { NULL } };
}

bool steps_touch(const struct step *a, const struct step *b)
{
	struct touched x = touched_by(a), y = touched_by(b);

	for (int i = 0; i < 2; i++) {
		for (int k = 0; k < 2; k++) {
			const char *one = x.at[i], *other = y.at[k];

			if (one && other &&
			    (path_is_within(one, other) || path_is_within(other, one)))
				return true;
		}
	}
	return false;
}
