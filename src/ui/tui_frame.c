/* --frames: lines around the page, and between it and the steps, for who finds their way by boxes. A screen reader
 * would spell them, so nobody else gets them (T7 of docs/accessibility.md). */
#include "ui/tui_private.h"

#include <locale.h>
#include <wchar.h>

/* Below, the room is needed for text. */
enum { FRAMED_COLUMNS = 50, FRAMED_ROWS = 15 };

struct frame {
	const wchar_t *across, *down, *top_left, *top_right, *bottom_left, *bottom_right;
	const wchar_t *top_join, *bottom_join;
};

static const struct frame drawn = { L"\u2500", L"\u2502", L"\u250c", L"\u2510",
				    L"\u2514", L"\u2518", L"\u252c", L"\u2534" };
static const struct frame typed = { L"-", L"|", L"+", L"+", L"+", L"+", L"+", L"+" };

int tui_frame(const struct tui *t)
{
	return t->ui.options.frames && COLS >= FRAMED_COLUMNS && LINES >= FRAMED_ROWS ? 1 : 0;
}

/* A terminal set up for Chinese, Japanese or Korean may give these characters two cells (UAX 11, Ambiguous). */
static bool may_be_wide(void)
{
	const char *locale = setlocale(LC_CTYPE, NULL);

	return locale &&
	       (str_starts(locale, "zh") || str_starts(locale, "ja") || str_starts(locale, "ko"));
}

static void put_edge(int row, const struct frame *f, const wchar_t *left, const wchar_t *right)
{
	for (int column = 1; column < COLS - 1; column++)
		mvaddwstr(row, column, f->across);
	mvaddwstr(row, 0, left);
	mvaddwstr(row, COLS - 1, right);
}

static void put_side(int from, int to, int column, const struct frame *f)
{
	for (int row = from; row <= to; row++)
		mvaddwstr(row, column, f->down);
}

void tui_put_frame(const struct tui *t, int divider)
{
	const struct frame *f =
		t->utf8 && !t->ui.options.wide_signs && !may_be_wide() ? &drawn : &typed;
	int bottom = LINES - 2;

	put_edge(1, f, f->top_left, f->top_right);
	put_edge(bottom, f, f->bottom_left, f->bottom_right);
	put_side(2, bottom - 1, 0, f);
	put_side(2, bottom - 1, COLS - 1, f);
	if (divider <= 0)
		return;
	mvaddwstr(1, divider, f->top_join);
	mvaddwstr(bottom, divider, f->bottom_join);
	put_side(2, bottom - 1, divider, f);
}
