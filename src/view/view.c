/* Building views: one small function a kind of block, every text made harmless on the way in. */
#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "view/view.h"

static const char *clean(struct view *v, const char *text)
{
	return text ? text_sanitise(v->mem, bytes_of(text), 0, 0) : NULL;
}

static const char *clean_vfmt(struct view *v, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
static const char *clean_vfmt(struct view *v, const char *fmt, va_list ap)
{
	return clean(v, arena_vfmt(v->mem, fmt, ap));
}

static struct names clean_names(struct view *v, const struct names *names)
{
	struct names out = { 0 };

	for (size_t i = 0; names && i < names->n; i++)
		list_push(v->mem, &out, clean(v, names->at[i]));
	return out;
}

static struct block *block_add(struct view *v, enum block_kind kind, const char *label)
{
	struct block *b = list_add(v->mem, &v->blocks);

	b->kind = kind;
	b->label = clean(v, label);
	b->chosen = -1;
	b->seconds_left = -1;
	return b;
}

void view_open(struct view *v, struct arena *mem, const char *screen)
{
	*v = (struct view){ .mem = mem, .screen = arena_strdup(mem, screen), .route_at = -1 };
}

void view_title(struct view *v, const char *title)
{
	v->title = clean(v, title);
}

void view_text(struct view *v, const char *fmt, ...)
{
	struct block *b = block_add(v, BLOCK_TEXT, NULL);
	va_list ap;

	va_start(ap, fmt);
	b->text = clean_vfmt(v, fmt, ap);
	va_end(ap);
}

void view_more(struct view *v, const char *fmt, ...)
{
	struct block *b = block_add(v, BLOCK_TEXT, NULL);
	va_list ap;

	b->close = true;
	va_start(ap, fmt);
	b->text = clean_vfmt(v, fmt, ap);
	va_end(ap);
}

void view_heading(struct view *v, const char *text)
{
	block_add(v, BLOCK_HEADING, text);
}

struct block *view_status(struct view *v, enum status_level level, const char *label,
			  const char *fmt, ...)
{
	struct block *b = block_add(v, BLOCK_STATUS, label);
	va_list ap;

	b->level = level;
	va_start(ap, fmt);
	b->text = clean_vfmt(v, fmt, ap);
	va_end(ap);
	return b;
}

struct block *view_field(struct view *v, const char *label, const char *fmt, ...)
{
	struct block *b = block_add(v, BLOCK_FIELD, label);
	va_list ap;

	va_start(ap, fmt);
	b->text = clean_vfmt(v, fmt, ap);
	va_end(ap);
	return b;
}

struct block *view_choice(struct view *v, const char *id, const char *question, int chosen)
{
	struct block *b = block_add(v, BLOCK_CHOICE, question);

	b->id = arena_strdup(v->mem, id);
	b->chosen = chosen;
	return b;
}

struct option *view_option(struct view *v, struct block *choice, const char *id, const char *label,
			   const char *detail)
{
	struct option *o = list_add(v->mem, &choice->options);

	o->id = arena_strdup(v->mem, id);
	o->label = clean(v, label);
	o->detail = clean(v, detail);
	return o;
}

void view_about(struct view *v, struct option *o, const char *text)
{
	o->about = clean(v, text);
}

void view_beside(struct view *v, const char *title, const char *text)
{
	v->beside_title = title;
	v->beside = clean(v, text);
}

void view_diff_about(struct view *v, struct block *diff, const char *text)
{
	diff->diff.about = clean(v, text);
}

struct block *view_diff(struct view *v, const char *path, const char *unified, int change,
			int changes)
{
	struct block *b = block_add(v, BLOCK_DIFF, NULL);

	b->diff.path = clean(v, path);
	b->diff.unified = clean(v, unified ? unified : "");
	b->diff.change = change;
	b->diff.changes = changes;
	return b;
}

/* Quoted as a shell would need it, where it would. */
static void add_argument(struct str *s, const char *argument)
{
	static const char safe[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%";
	bool quoted = argument[0] == '\0';

	for (const char *p = argument; *p && !quoted; p++) {
		const char *known = safe;

		while (*known && *known != *p)
			known++;
		quoted = *known == '\0';
	}
	if (!quoted) {
		str_add(s, argument);
		return;
	}
	str_add_quoted(s, argument, "'\\''", "\\");
}

void view_command(struct view *v, const char *label, const struct names *argv)
{
	struct block *b = block_add(v, BLOCK_COMMAND, label);
	struct str s = { .mem = v->mem };

	for (size_t i = 0; argv && i < argv->n && argv->at[i]; i++) {
		if (i > 0)
			str_add_char(&s, ' ');
		add_argument(&s, argv->at[i]);
	}
	b->text = clean(v, str_text(&s));
}

struct block *view_line(struct view *v, const char *label, const char *line)
{
	struct block *b = block_add(v, BLOCK_COMMAND, label);

	b->text = clean(v, line);
	return b;
}

struct block *view_progress(struct view *v, const char *id, enum status_level level,
			    const char *label)
{
	struct block *b = block_add(v, BLOCK_PROGRESS, label);

	b->id = arena_strdup(v->mem, id);
	b->level = level;
	return b;
}

struct block *view_table(struct view *v, const char *label, const struct names *columns)
{
	struct block *b = block_add(v, BLOCK_TABLE, label);

	b->columns = clean_names(v, columns);
	return b;
}

void view_row(struct view *v, struct block *table, const struct names *cells)
{
	struct names copy = clean_names(v, cells);

	list_add(v->mem, &table->rows)->cells = copy;
}

struct block *view_box(struct view *v, const char *id, const char *question)
{
	struct block *box = block_add(v, BLOCK_BOX, question);

	box->id = arena_strdup(v->mem, id);
	return box;
}

struct way_point *view_way_point(struct view *v, const char *title, bool here)
{
	struct way_point *point;

	if (here)
		v->route_at = (int)v->route.n;
	point = list_add(v->mem, &v->route);
	point->title = clean(v, title);
	return point;
}

static const struct {
	const char *name, *label;
} actions[ACTION_N] = {
	[ACTION_NEXT] = { "next", N_("Next") },
	[ACTION_BACK] = { "back", N_("Back") },
	[ACTION_APPLY] = { "apply", N_("Apply") },
	[ACTION_CANCEL] = { "cancel", N_("Cancel") },
	[ACTION_QUIT] = { "quit", N_("Quit") },
	[ACTION_HELP] = { "help", N_("Help") },
	[ACTION_LOG] = { "log", N_("Log") },
	[ACTION_DETAILS] = { "details", N_("Details") },
	[ACTION_RETRY] = { "retry", N_("Try again") },
	[ACTION_SKIP] = { "skip", N_("Skip") },
	[ACTION_UNDO] = { "undo", N_("Undo") },
	[ACTION_LEAVE] = { "leave", N_("Leave") },
	[ACTION_CLOSE] = { "close", N_("Close") },
	[ACTION_OTHER_SOURCE] = { "source", N_("Use another source") },
	[ACTION_OTHER_ADDRESS] = { "address", N_("Type another address") },
	[ACTION_KEEP_PROJECT] = { "keep", N_("Keep the project") },
	[ACTION_REPAIR] = { "repair", N_("Repair it") },
	[ACTION_LOOK] = { "look", N_("Look further") },
	[ACTION_ANOTHER] = { "another", N_("Explain another text") },
};

const char *action_name(enum action_id id)
{
	return id < ACTION_N ? actions[id].name : "none";
}

struct action *view_action(struct view *v, enum action_id id, const char *label, bool enabled)
{
	struct action *a = list_add(v->mem, &v->actions);

	a->id = id;
	a->name = action_name(id);
	a->label = clean(v, label ? label : _(actions[id].label));
	a->enabled = enabled;
	a->consent = id == ACTION_APPLY;
	return a;
}

const char *status_word(enum status_level level)
{
	switch (level) {
	case SAY_OK:
		return _("OK");
	case SAY_PROBLEM:
		return _("Problem");
	case SAY_WARNING:
		return _("Warning");
	case SAY_NOTE:
		return _("Note");
	case SAY_SKIPPED:
		return _("Skipped");
	case SAY_DONE:
		return _("Done");
	case SAY_WORKING:
		return _("Working");
	case SAY_WAITING:
		return _("Waiting");
	}
	return "";
}

const struct action *view_main_action(const struct view *v)
{
	for (size_t i = 0; i < v->actions.n; i++)
		if (v->actions.at[i].enabled)
			return &v->actions.at[i];
	return NULL;
}

const struct action *view_yes_action(const struct view *v)
{
	for (size_t i = 0; i < v->actions.n; i++)
		if (v->actions.at[i].yes && v->actions.at[i].enabled)
			return &v->actions.at[i];
	return NULL;
}

const struct action *view_find_action(const struct view *v, enum action_id id)
{
	for (size_t i = 0; i < v->actions.n; i++)
		if (v->actions.at[i].id == id)
			return &v->actions.at[i];
	return NULL;
}

const struct block *view_find_block(const struct view *v, const char *id)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].id && str_equal(v->blocks.at[i].id, id))
			return &v->blocks.at[i];
	return NULL;
}

bool view_can(const struct view *v, enum action_id id)
{
	const struct action *a = view_find_action(v, id);

	return a && a->enabled;
}

const struct block *view_first_block(const struct view *v, enum block_kind kind)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].kind == kind)
			return &v->blocks.at[i];
	return NULL;
}

size_t view_questions(const struct view *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->blocks.n; i++)
		n += v->blocks.at[i].kind == BLOCK_CHOICE && v->blocks.at[i].options.n > 0;
	return n;
}

int view_box_at(const struct view *v)
{
	const struct block *box = view_first_block(v, BLOCK_BOX);

	return box ? (int)(box - v->blocks.at) : -1;
}

const char *progress_amount(struct arena *mem, const struct block *progress, uint64_t n)
{
	return progress->bytes ? size_text(mem, n) : arena_fmt(mem, "%llu", (unsigned long long)n);
}

int choice_default(const struct block *choice)
{
	int possible = -1;

	if (choice->chosen >= 0 && (size_t)choice->chosen < choice->options.n)
		return choice->chosen;
	for (size_t i = choice->options.n; i-- > 0;)
		if (!choice->options.at[i].disabled)
			possible = (int)i;
	for (size_t i = 0; i < choice->options.n; i++)
		if (choice->options.at[i].recommended && !choice->options.at[i].disabled)
			return (int)i;
	return possible;
}

/* Of UTF-8: the first byte of nearly every Han character, which has three. */
static bool is_han(char first)
{
	return (unsigned char)first >= 0xe3 && (unsigned char)first <= 0xe9;
}

/* In Chinese a blank stands between Han and Latin letters, and none between two Han characters; those in the names
 * themselves, which may be of files, stay. */
static const char *two_names(struct arena *mem, const char *head, const char *last)
{
	const char *text = arena_fmt(mem, _("%s and %s"), head, last);
	size_t from = strlen(head), to = strlen(text) - strlen(last);
	struct str s = { .mem = mem };

	for (size_t i = 0; text[i]; i++)
		if (text[i] != ' ' || i < from || i >= to || i < 3 || !is_han(text[i - 3]) ||
		    !is_han(text[i + 1]))
			str_add_char(&s, text[i]);
	return str_text(&s);
}

const char *text_list(struct arena *mem, const struct names *names)
{
	struct names once = { 0 }, head;

	for (size_t i = 0; i < names->n; i++)
		if (!names_hold(&once, names->at[i]))
			list_push(mem, &once, names->at[i]);
	if (once.n == 0)
		return "";
	if (once.n == 1)
		return once.at[0];
	head = once;
	head.n--;
	return two_names(mem, str_join(mem, &head, _(", ")), once.at[once.n - 1]);
}
