#include "app/quarters.h"

static struct quarter_told *told_of(struct arena *mem, struct quarters *q, const void *what)
{
	struct quarter_told *told;

	for (size_t i = 0; i < q->told.n; i++)
		if (q->told.at[i].what == what)
			return &q->told.at[i];
	told = list_add(mem, &q->told);
	told->what = what;
	return told;
}

int quarters_news(struct arena *mem, struct quarters *q, const void *what, uint64_t done,
		  uint64_t total)
{
	int quarter = total ? (int)((double)done * 4 / (double)total) : 0;
	struct quarter_told *told = told_of(mem, q, what);

	if (quarter <= told->quarter || quarter > 3)
		return 0;
	told->quarter = quarter;
	return quarter * 25;
}
