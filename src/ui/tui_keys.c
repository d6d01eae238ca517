/* Keys: both forms of the arrows, whatever terminfo says; what is unknown is swallowed whole. */
#include "ui/tui_private.h"

#include "base/i18n.h"

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
		{ "\033OQ", KEY_F(2) },      { "\033[12~", KEY_F(2) },
		{ "\033OR", KEY_F(3) },      { "\033[13~", KEY_F(3) },
		{ "\033[11~", KEY_F(1) },    { "\033[200~", PASTE_BEGINS },
		{ "\033[201~", PASTE_ENDS },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		define_key(keys[i].bytes, keys[i].key);
}

enum { SEQUENCE_MS = 500 }; /* a piece that comes later is no part of it */

static enum sequence after_escape(wint_t c)
{
	switch (c) {
	case '[':
		return SEQUENCE_CSI;
	case 'O':
		return SEQUENCE_SS3;
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		return SEQUENCE_STRING;
	default:
		return SEQUENCE_NONE;
	}
}

static enum sequence further(enum sequence sequence, wint_t c)
{
	switch (sequence) {
	case SEQUENCE_ESC:
		return c == 27 ? SEQUENCE_ESC : after_escape(c);
	case SEQUENCE_CSI:
		return c >= 0x40 && c <= 0x7e ? SEQUENCE_NONE : SEQUENCE_CSI;
	case SEQUENCE_STRING:
		return c == 7 || c == 0x9c ? SEQUENCE_NONE
		       : c == 27           ? SEQUENCE_STRING_ESC
					   : SEQUENCE_STRING;
	case SEQUENCE_STRING_ESC:
		return c == '\\' ? SEQUENCE_NONE : after_escape(c);
	case SEQUENCE_NONE:
	case SEQUENCE_SS3:
		break;
	}
	return SEQUENCE_NONE;
}

/* One byte after a sequence was begun. True where it belonged to it and is gone. */
static bool swallow(struct tui *t, wint_t c)
{
	if (clock_ms() - t->sequence_at > SEQUENCE_MS)
		t->sequence = SEQUENCE_NONE;
	if (t->sequence == SEQUENCE_ESC && after_escape(c) == SEQUENCE_NONE)
		t->sequence = SEQUENCE_NONE; /* the key Esc, and another one after it */
	if (t->sequence == SEQUENCE_NONE)
		return false;
	t->sequence = further(t->sequence, c);
	t->sequence_at = clock_ms();
	return true;
}

/* ESC: alone it is the key, which means "back"; what else it may begin follows at once. */
static enum key escape(struct tui *t)
{
	wint_t c;

	t->sequence = SEQUENCE_ESC;
	t->sequence_at = clock_ms();
	if (get_wch(&c) == ERR)
		return KEY_GO_BACK;
	t->sequence = further(SEQUENCE_ESC, c);
	return KEY_NOTHING; /* with Alt, a key is none of ours */
}

static enum key function_key(struct tui *t, wint_t c)
{
	if (tui_too_small(t) && (c == KEY_BACKSPACE || c == KEY_ENTER))
		return KEY_NOTHING;
	if (t->searching && (c == KEY_BACKSPACE || c == KEY_ENTER)) {
		tui_search_key(t, c == KEY_ENTER ? '\r' : 127);
		return KEY_NOTHING;
	}
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
		return tui_in_box(t) ? KEY_NOTHING : KEY_GO_BACK;
	case KEY_BACKSPACE:
		return tui_in_box(t) ? tui_box_key(t, 127) : KEY_NOTHING;
	case KEY_ENTER:
		return tui_in_box(t) ? tui_box_key(t, '\r') : KEY_ACTIVATE;
	case KEY_F(1):
		return KEY_ASK_HELP;
	case KEY_F(2):
		return t->ui.options.no_letters ? KEY_PLAIN : KEY_NOTHING;
	case KEY_F(3):
		return t->ui.options.no_letters ? KEY_SEARCH : KEY_NOTHING;
	case KEY_RESIZE:
		return KEY_SIZE;
	case PASTE_BEGINS:
		t->pasting = true;
		return KEY_NOTHING;
	case PASTE_ENDS:
		t->pasting = false;
		t->box_is_new = true;
		if (t->view && view_box_at(t->view) < 0)
			tui_say(t,
				_("Nothing on this page takes a paste. An error text is pasted where Welcome offers to explain one."));
		return KEY_NOTHING;
	default:
		return KEY_NOTHING;
	}
}

static const struct {
	char c;
	enum key key;
} letters[] = {
	{ 'k', KEY_LINE_UP },   { 'j', KEY_LINE_DOWN },    { 'g', KEY_FIRST },
	{ 'G', KEY_LAST },      { '\t', KEY_NEXT_THING },  { '\r', KEY_ACTIVATE },
	{ '\n', KEY_ACTIVATE }, { ' ', KEY_TOGGLE },       { 'b', KEY_GO_BACK },
	{ 'y', KEY_AGREE },     { 'n', KEY_REFUSE },       { 'N', KEY_PREVIOUS_FILE },
	{ '?', KEY_ASK_HELP },  { 'p', KEY_PLAIN },        { 'q', KEY_LEAVE },
	{ 'l', KEY_SHOW_LOG },  { 'd', KEY_SHOW_DETAILS }, { 'L' & 31, KEY_REDRAW },
	{ '/', KEY_SEARCH },
};

/* A Chinese input method types its own letters and digits, each a copy of ASCII. */
static wint_t narrow(wint_t c)
{
	if (c == 0x3000)
		return ' ';
	return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!' : c;
}

static bool prints(wint_t c)
{
	return c > ' ' && c < 127;
}

static enum key letter_key(const struct tui *t, wint_t c)
{
	c = narrow(c);
	if (t->ui.options.no_letters && prints(c))
		return KEY_NOTHING;
	if (c >= '1' && c <= '9')
		return KEY_DIGIT + (enum key)(c - '0');
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (c == (wint_t)letters[i].c)
			return letters[i].key;
	return KEY_NOTHING;
}

/* The key Esc, and no escape sequence in a paste. It ends one whose end got lost, in which all keys are
 * swallowed else. */
static bool is_by_itself(void)
{
	wint_t next;
	int kind = get_wch(&next);

	if (kind == KEY_CODE_YES)
		ungetch((int)next);
	else if (kind != ERR)
		unget_wch((wchar_t)next);
	return kind == ERR;
}

enum key tui_key(struct tui *t)
{
	wint_t c;
	int kind = get_wch(&c);

	if (kind == ERR)
		return KEY_NONE_LEFT;
	if (kind == KEY_CODE_YES) {
		t->sequence = SEQUENCE_NONE;
		if (t->pasting && c != PASTE_ENDS && c != KEY_RESIZE)
			return KEY_NOTHING;
		return function_key(t, c);
	}
	if (t->pasting) { /* nobody means to answer with what they paste */
		if (c == 27 && is_by_itself())
			return function_key(t, PASTE_ENDS);
		tui_box_paste(t, c);
		return KEY_NOTHING;
	}
	if (swallow(t, c))
		return KEY_NOTHING;
	if (c == 27)
		return escape(t);
	if (tui_too_small(t)) /* nobody types into what is not to be seen */
		return letter_key(t, c);
	if (t->searching) {
		tui_search_key(t, c);
		return KEY_NOTHING;
	}
	if (tui_in_box(t))
		return tui_box_key(t, c);
	return letter_key(t, c);
}
