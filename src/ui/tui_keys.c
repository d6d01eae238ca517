/* Keys: both forms of the arrows, whatever terminfo says; what is unknown is swallowed whole. */
#include "ui/tui_private.h"

enum { PASTE_BEGINS = 0x3f1, PASTE_ENDS = 0x3f2 };

/* A terminal may send the cursor or the application form of a key, and terminfo names only one. */
void tui_define_keys(void)
{
	static const struct {
		const char *bytes;
		int key;
	} keys[] = {
		{ "\033[A", KEY_UP },        { "\033OA", KEY_UP },
		{ "\033[B", KEY_DOWN },      { "\033OB", KEY_DOWN },
		{ "\033[C", KEY_RIGHT },     { "\033OC", KEY_RIGHT },
		{ "\033[D", KEY_LEFT },      { "\033OD", KEY_LEFT },
		{ "\033[H", KEY_HOME },      { "\033OH", KEY_HOME },
		{ "\033[1~", KEY_HOME },     { "\033[F", KEY_END },
		{ "\033OF", KEY_END },       { "\033[4~", KEY_END },
		{ "\033[5~", KEY_PPAGE },    { "\033[6~", KEY_NPAGE },
		{ "\033[Z", KEY_BTAB },      { "\033OP", KEY_F(1) },
		{ "\033[11~", KEY_F(1) },    { "\033[200~", PASTE_BEGINS },
		{ "\033[201~", PASTE_ENDS },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		define_key(keys[i].bytes, keys[i].key);
}

/* After an ESC: true where it began a sequence or an Alt key, which is then gone. */
static bool swallow_sequence(void)
{
	wint_t c;

	if (get_wch(&c) == ERR)
		return false;
	if (c == 'O')
		return get_wch(&c), true;
	if (c != '[')
		return true;
	do {
		if (get_wch(&c) == ERR)
			break;
	} while (c < 0x40 || c > 0x7e);
	return true;
}

static enum key function_key(struct tui *t, wint_t c)
{
	switch (c) {
	case KEY_UP:
		return KEY_LINE_UP;
	case KEY_DOWN:
		return KEY_LINE_DOWN;
	case KEY_PPAGE:
		return KEY_PAGE_UP;
	case KEY_NPAGE:
		return KEY_PAGE_DOWN;
	case KEY_HOME:
		return KEY_FIRST;
	case KEY_END:
		return KEY_LAST;
	case KEY_BTAB:
		return KEY_PREVIOUS_THING;
	case KEY_LEFT:
		return KEY_GO_BACK;
	case KEY_ENTER:
		return KEY_ACTIVATE;
	case KEY_F(1):
		return KEY_ASK_HELP;
	case KEY_RESIZE:
		return KEY_SIZE;
	case PASTE_BEGINS:
		t->pasting = true;
		return KEY_NOTHING;
	case PASTE_ENDS:
		t->pasting = false;
		return KEY_NOTHING;
	default:
		return KEY_NOTHING;
	}
}

static const struct {
	char c;
	enum key key;
} letters[] = {
	{ 'k', KEY_LINE_UP },     { 'j', KEY_LINE_DOWN },   { 'g', KEY_FIRST },
	{ 'G', KEY_LAST },        { '\t', KEY_NEXT_THING }, { '\r', KEY_ACTIVATE },
	{ '\n', KEY_ACTIVATE },   { ' ', KEY_TOGGLE },      { 'b', KEY_GO_BACK },
	{ 'y', KEY_AGREE },       { '?', KEY_ASK_HELP },    { 'p', KEY_PLAIN },
	{ 'q', KEY_LEAVE },       { 'l', KEY_SHOW_LOG },    { 'd', KEY_SHOW_DETAILS },
	{ 'L' & 31, KEY_REDRAW },
};

static enum key letter_key(wint_t c)
{
	if (c >= '1' && c <= '9')
		return KEY_DIGIT + (enum key)(c - '0');
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (c == (wint_t)letters[i].c)
			return letters[i].key;
	return KEY_NOTHING;
}

enum key tui_key(struct tui *t)
{
	wint_t c;
	int kind = get_wch(&c);

	if (kind == ERR)
		return KEY_NONE_LEFT;
	if (kind == KEY_CODE_YES)
		return function_key(t, c);
	if (t->pasting) /* nobody means to answer with what they paste */
		return KEY_NOTHING;
	if (c == 27)
		return swallow_sequence() ? KEY_NOTHING : KEY_GO_BACK;
	return letter_key(c);
}
