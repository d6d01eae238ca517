#include "base/po.h"

#include <string.h>

#include "base/i18n.h"

struct entry {
	const char *text, *translated;
};

struct po {
	LIST(struct entry) entries;
	const struct entry **slots; /* by hash, open addressing */
	size_t slot_n;              /* a power of two */
	const char *header;
};

static const struct entry **slot_of(const struct po *po, const char *text)
{
	size_t at = hash_bytes(HASH_BEGIN, bytes_of(text)) & (po->slot_n - 1);

	while (po->slots[at] && strcmp(po->slots[at]->text, text) != 0)
		at = (at + 1) & (po->slot_n - 1);
	return &po->slots[at];
}

const char *po_find(const struct po *po, const char *text)
{
	const struct entry *found = *slot_of(po, text);

	return found ? found->translated : NULL;
}

bool po_each(const struct po *po, size_t *at, const char **ret_text, const char **ret_translated)
{
	if (*at >= po->entries.n)
		return false;
	*ret_text = po->entries.at[*at].text;
	*ret_translated = po->entries.at[(*at)++].translated;
	return true;
}

const char *po_header(struct arena *mem, const struct po *po, const char *name)
{
	struct names lines = str_split(mem, po->header, '\n');

	for (size_t i = 0; i < lines.n; i++) {
		const char *rest = lines.at[i] + strlen(name);

		if (str_starts(lines.at[i], name) && *rest == ':')
			return str_trim(mem, rest + 1);
	}
	return NULL;
}

/* ---- reading ---- */

enum field { FIELD_NONE, FIELD_ID, FIELD_PLURAL, FIELD_TEXT, FIELD_N };

struct reader {
	struct arena *mem;
	struct po *po;
	struct str fields[FIELD_N];
	enum field at;
	bool fuzzy;
	int line;
	struct err *e;
};

static enum rc wrong(const struct reader *r, const char *what)
{
	return err_set(r->e, RC_SYNTAX, _("line %d of the translations: %s"), r->line, what);
}

static void end_entry(struct reader *r)
{
	const char *text = str_text(&r->fields[FIELD_ID]);
	const char *translated = str_text(&r->fields[FIELD_TEXT]);

	if (r->at == FIELD_TEXT && !*text)
		r->po->header = translated;
	else if (r->at == FIELD_TEXT && *translated && !r->fuzzy)
		list_push(r->mem, &r->po->entries, ((struct entry){ text, translated }));
	for (int i = 0; i < FIELD_N; i++)
		r->fields[i] = (struct str){ .mem = r->mem };
	r->at = FIELD_NONE;
	r->fuzzy = false;
}

static enum rc add_escaped(struct reader *r, char c)
{
	static const char letters[] = "ntr\"\\", meant[] = "\n\t\r\"\\";
	const char *found = c ? strchr(letters, c) : NULL;

	if (!found)
		return wrong(r, _("an escape that is not known"));
	str_add_char(&r->fields[r->at], meant[found - letters]);
	return RC_OK;
}

/* A string in quotes, to the end of the line. */
static enum rc read_string(struct reader *r, const char *s)
{
	if (*s++ != '"' || r->at == FIELD_NONE)
		return wrong(r, _("a string was expected"));
	for (;;) {
		size_t n = strcspn(s, "\"\\");

		str_add_bytes(&r->fields[r->at], s, n);
		s += n;
		if (*s != '\\')
			break;
		if (add_escaped(r, s[1]))
			return RC_SYNTAX;
		s += 2;
	}
	return *s == '"' && !s[1] ? RC_OK : wrong(r, _("the string does not end"));
}

static enum rc po_read_line(struct reader *r, const char *line)
{
	static const struct {
		const char *word;
		enum field field;
	} words[] = { { "msgid ", FIELD_ID },
		      { "msgid_plural ", FIELD_PLURAL },
		      { "msgstr ", FIELD_TEXT },
		      { "msgstr[0] ", FIELD_TEXT } };

	if (*line == '#' || !*line) {
		if (r->at == FIELD_TEXT)
			end_entry(r);
		if (str_starts(line, "#,") && strstr(line, "fuzzy"))
			r->fuzzy = true;
		return RC_OK;
	}
	if (*line == '"')
		return read_string(r, line);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!str_starts(line, words[i].word))
			continue;
		if (words[i].field == FIELD_ID && r->at == FIELD_TEXT)
			end_entry(r);
		if (words[i].field <= r->at)
			return wrong(r, _("msgid and msgstr do not follow each other"));
		r->at = words[i].field;
		return read_string(r, line + strlen(words[i].word));
	}
	return wrong(r, _("neither a comment nor msgid, msgid_plural or msgstr"));
}

/* A quarter of the lines only says where a text is from: those are not copied. */
static enum rc read_bytes(struct reader *r, struct bytes line)
{
	static const char from[] = "#:";

	if (line.n < 2 || memcmp(line.at, from, 2) != 0)
		return po_read_line(r, str_trim(r->mem, arena_strndup(r->mem, line.at, line.n)));
	if (r->at == FIELD_TEXT)
		end_entry(r);
	return RC_OK;
}

static void make_slots(struct reader *r)
{
	struct po *po = r->po;

	for (po->slot_n = 16; po->slot_n < po->entries.n * 2;)
		po->slot_n *= 2;
	po->slots = arena_alloc(r->mem, po->slot_n * sizeof(struct entry *));
	for (size_t i = 0; i < po->entries.n; i++)
		*slot_of(po, po->entries.at[i].text) = &po->entries.at[i];
}

enum rc po_parse(struct arena *mem, struct bytes text, struct po **ret, struct err *e)
{
	struct reader r = { .mem = mem, .po = ARENA_NEW(mem, struct po), .e = e };
	struct bytes line;
	size_t at = 0;

	r.po->header = "";
	end_entry(&r);
	while (next_line(text, &at, &line)) {
		r.line++;
		if (read_bytes(&r, line))
			return RC_SYNTAX;
	}
	if (r.at == FIELD_TEXT)
		end_entry(&r);
	make_slots(&r);
	*ret = r.po;
	return RC_OK;
}
