/* What is pasted into a box: its end counts, which explain reads too. */
#include <string.h>

#include "ui/ui_private.h"

enum { BOX_MOST = 600 << 10, BOX_KEPT = 300 << 10 };

void box_add(struct str *box, const char *bytes, size_t n)
{
	str_add_bytes(box, bytes, n);
	if (box->n <= BOX_MOST)
		return;
	memmove(box->at, box->at + box->n - BOX_KEPT, BOX_KEPT + 1);
	box->n = BOX_KEPT;
}
