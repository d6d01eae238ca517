#include "run/order.h"

struct touched {
	const char *at[2];
};

static struct touched touched_by(const struct step *s)
{
	switch (s->kind) {
	case STEP_FOLDER:
		return (struct touched){ { s->folder.path } };
	case STEP_FETCH:
		return (struct touched){ { s->fetch.staging } };
	case STEP_UNPACK:
		return (struct touched){ { s->unpack.staging, s->unpack.tree } };
	case STEP_LINK:
		return (struct touched){ { s->link.path } };
	case STEP_RUN:
		return (struct touched){ { s->run.result, s->run.into } };
	case STEP_EDIT:
		return (struct touched){ { s->edit.target } };
	case STEP_BREW: /* brew locks its Cellar; one call after the other */
		return (struct touched){ { s->brew.prefix } };
	case STEP_SUDO:
	case STEP_CLT:
	case STEP_PROOF:
	case STEP_KIND_N:
		break;
	}
	return (struct touched){ { NULL } };
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
