/* Looking for words on a page: / asks for them, Return goes to the first, n and N to the others. */
#include "ui/tui_private.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

#include "base/i18n.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins_with(const char *text, const char *words)
{
	while (*words && lower(*text) == lower(*words))
		text++, words++;
	return *words == '\0';
}

static bool holds(const char *text, const char *words)
{
	for (; *text; text++)
		if (begins_with(text, words))
			return true;
	return false;
}

static void ask(struct tui *t)
{
	tui_say(t, arena_fmt(t->frame, _("Search, then Enter: %s"), t->sought));
}

void tui_search_begin(struct tui *t)
{
	t->searching = true;
	t->sought[0] = '\0';
	t->hit = -1;
	ask(t);
}

bool tui_search_end(struct tui *t)
{
	bool was = t->searching || *t->sought;

	t->searching = false;
	t->sought[0] = '\0';
	t->hit = -1;
	return was;
}

static void go_to(struct tui *t, int line)
{
	t->hit = t->anchor = line;
	t->top = line > 2 ? line - 2 : 0;
	tui_move_focus(t, -1);
	tui_say(t, arena_fmt(t->frame,
			     t->ui.options.no_letters
				     ? _("%s: F3 leads to the next, Esc ends the search")
				     : _("%s: n and N lead to the next, Esc ends the search"),
			     t->sought));
}

/* All lines once, from the one after the last hit on, and round the end. */
void tui_search_next(struct tui *t, int by)
{
	int lines = (int)t->layout.lines.n;
	int at = t->hit >= 0 ? t->hit : t->top - (by > 0);

	for (int i = 0; i < lines; i++) {
		at = (at + by + lines) % lines;
		if (holds(t->layout.lines.at[at].text, t->sought)) {
			go_to(t, at);
			return;
		}
	}
	tui_say(t, arena_fmt(t->frame, _("%s is not on this page."), t->sought));
	tui_search_end(t);
}

static void take(struct tui *t, wint_t c)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };
	size_t n = wcrtomb(bytes, (wchar_t)c, &state), have = strlen(t->sought);

	if (n == (size_t)-1 || have + n >= sizeof(t->sought))
		return;
	memcpy(t->sought + have, bytes, n);
	t->sought[have + n] = '\0';
}

static void take_back(struct tui *t)
{
	size_t n = strlen(t->sought);

	while (n > 0 && (t->sought[n - 1] & 0xc0) == 0x80)
		n--;
	t->sought[n ? n - 1 : 0] = '\0';
}

void tui_search_key(struct tui *t, wint_t c)
{
	if (c == '\r' || c == '\n') {
		t->searching = false;
		if (*t->sought)
			tui_search_next(t, 1);
		else
			tui_say(t, "");
		return;
	}
	if (c == 127 || c == 8)
		take_back(t);
	else if (c >= ' ')
		take(t, c);
	ask(t);
}
