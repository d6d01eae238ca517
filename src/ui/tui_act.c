/* What a key does: mostly move, sometimes answer. */
#include "ui/tui_private.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

static const struct ui_event none = { .kind = UI_NONE };

void tui_say(struct tui *t, const char *text)
{
	snprintf(t->message, sizeof(t->message), "%s", text_cut(t->frame, text, 190));
	if (t->view && t->focus >= 0 && !tui_too_small(t))
		tui_bring_into_view(t, t->focus); /* a long one takes lines from the page */
	tui_paint(t);
}

static struct ui_event tui_act_act(enum action_id id)
{
	return (struct ui_event){ .kind = UI_ACTION, .action = id };
}

static struct ui_event tui_act_choose(struct tui *t, int block, int option)
{
	const struct block *b = &t->view->blocks.at[block];
	uint64_t bit = (uint64_t)1 << (option & 63);

	return (struct ui_event){ .kind = UI_CHOOSE,
				  .choice = b->id,
				  .option = b->options.at[option].id,
				  .set = b->several ? b->chosen_set ^ bit : bit };
}

static struct ui_event tui_act_refuse(struct tui *t, const struct action *a)
{
	tui_say(t, a && a->why_not ? a->why_not : _("That is not possible here."));
	return none;
}

static struct ui_event try_action(struct tui *t, enum action_id id)
{
	const struct action *a = view_find_action(t->view, id);

	return a && a->enabled ? tui_act_act(id) : tui_act_refuse(t, a);
}

static bool is_file(const struct tui *t, int focus)
{
	const struct focusable *f = &t->layout.focus.at[focus];

	return f->block >= 0 && t->view->blocks.at[f->block].kind == BLOCK_DIFF;
}

static void fold(struct tui *t, int block)
{
	struct block *b = &t->view->blocks.at[block];

	b->diff.folded = !b->diff.folded;
	t->folds ^= (uint64_t)1 << (block & 63);
	tui_layout(t);
	tui_bring_into_view(t, t->focus);
	tui_paint(t);
}

/* The next file, or with -1 the one before; nothing where there is none. */
static void go_to_file(struct tui *t, int by)
{
	int focus = t->focus >= 0 ? t->focus + by : by > 0 ? 0 : (int)t->layout.focus.n - 1;

	while (focus >= 0 && focus < (int)t->layout.focus.n && !is_file(t, focus))
		focus += by;
	if (focus >= 0 && focus < (int)t->layout.focus.n)
		tui_focus_on(t, focus);
}

/* What one looks for, else files. */
static void go_to_next(struct tui *t, int by)
{
	if (*t->sought)
		tui_search_next(t, by);
	else
		go_to_file(t, by);
}

/* A paste, a held key or a terminal's answer is no consent: y has to be all that was typed, some time
 * after the page was shown and after whatever was typed before. */
static bool is_deliberate(const struct tui *t)
{
	return t->alone && clock_ms() - t->consent_since >= TUI_PAUSE_MS;
}

/* Two steps: Return on the change asks, and Return on Yes, which has to be gone to, answers. */
static struct ui_event answer_consent(struct tui *t)
{
	if (t->layout.focus.at[t->focus].option != TUI_CONSENT_YES) {
		tui_consent_refuse(t);
		return none;
	}
	if (!is_deliberate(t)) {
		tui_say(t,
			_("That came too quickly to be an answer. Press Enter once more to agree."));
		return none;
	}
	return tui_act_act(view_main_action(t->view)->id);
}

static struct ui_event activate(struct tui *t)
{
	const struct focusable *f;
	const struct action *a;

	if (t->focus < 0) {
		tui_scroll_to(t, t->top + tui_page_height(t) - 1, true);
		return none;
	}
	if (tui_in_box(t))
		return tui_box_end(t);
	f = &t->layout.focus.at[t->focus];
	if (is_file(t, t->focus)) {
		fold(t, f->block);
		return none;
	}
	if (f->option >= 0 && t->view->blocks.at[f->block].several) {
		tui_focus_on(t, tui_usual_focus(t, f->block));
		return none;
	}
	if (tui_consent_is_at(t))
		return answer_consent(t);
	if (f->option >= 0) {
		t->advance = view_questions(t->view) == 1;
		t->next_after = f->block;
		return tui_act_choose(t, f->block, f->option);
	}
	a = view_find_action(t->view, f->action);
	if (a && a->consent && t->view->no_letters) {
		tui_consent_ask(t);
		return none;
	}
	if (a && a->consent) {
		tui_say(t, _("Return alone does not agree. Press y to agree."));
		return none;
	}
	return tui_act_act(f->action);
}

static struct ui_event toggle(struct tui *t)
{
	const struct focusable *f = t->focus >= 0 ? &t->layout.focus.at[t->focus] : NULL;

	if (tui_consent_is_at(t))
		return answer_consent(t);
	if (f && f->option >= 0)
		return tui_act_choose(t, f->block, f->option);
	tui_scroll_to(t, t->top + tui_page_height(t) - 1, true);
	return none;
}

static struct ui_event agree(struct tui *t)
{
	const struct action *yes = view_yes_action(t->view);
	const struct action *main = view_main_action(t->view);
	int focus = main ? tui_find_focus(t, -1, -1, main->id) : -1;

	if (yes)
		return tui_act_act(yes->id);
	if (!main || !main->consent || focus < 0)
		return none;
	if (t->focus != focus) { /* the end of what is agreed to should have been on the screen */
		tui_focus_on(t, focus);
		tui_say(t, _("Press y once more to agree."));
		return none;
	}
	if (!is_deliberate(t)) {
		tui_say(t,
			_("That came too quickly to be an answer. Press y, and nothing else, to agree."));
		return none;
	}
	return tui_act_act(main->id);
}

static struct ui_event refuse_question(struct tui *t)
{
	const struct action *main = view_main_action(t->view);

	return main && view_yes_action(t->view) ? tui_act_act(main->id) : none;
}

/* What has that number: an option of the question one is at, else a file. */
static int find_number(const struct tui *t, int number)
{
	int block = t->focus >= 0 ? t->layout.focus.at[t->focus].block : -1;
	int file = -1;

	for (int i = 0; i < (int)t->layout.focus.n; i++) {
		const struct focusable *f = &t->layout.focus.at[i];

		if (f->option == number - 1 && (block < 0 || f->block == block))
			return i;
		if (is_file(t, i) && t->view->blocks.at[f->block].diff.change == number)
			file = i;
	}
	return file;
}

static struct ui_event digit(struct tui *t, int number)
{
	int focus = find_number(t, number);

	if (focus < 0)
		return none;
	tui_focus_on(t, focus);
	return is_file(t, focus) ? none
				 : tui_act_choose(t, t->layout.focus.at[focus].block, number - 1);
}

static struct ui_event go_back(struct tui *t)
{
	if (view_can(t->view, ACTION_CLOSE) && !view_can(t->view, ACTION_BACK))
		return tui_act_act(ACTION_CLOSE);
	return try_action(t, ACTION_BACK);
}

/* A page laid over any other; from itself it leads nowhere. */
static struct ui_event look_at(struct tui *t, enum action_id id)
{
	return tui_is_page_of(t->view, id) ? none : tui_act_act(id);
}

static void step_thing(struct tui *t, int by)
{
	int focus = t->focus;

	if (focus < 0)
		focus = by > 0 ? -1 : (int)t->layout.focus.n;
	tui_focus_on(t, focus + by);
}

void tui_redraw(struct tui *t)
{
	tui_take_size(t);
	clearok(curscr, TRUE);
	tui_layout(t);
	if (t->focus >= 0 && !tui_too_small(t))
		tui_bring_into_view(t, t->focus);
	tui_paint(t);
}

static struct ui_event on_moving_key(struct tui *t, enum key key)
{
	int page = tui_page_height(t) - 1;

	if (key == KEY_LINE_UP)
		tui_step_up(t);
	else if (key == KEY_LINE_DOWN)
		tui_step_down(t);
	else if (key == KEY_PAGE_UP)
		tui_scroll_to(t, t->top - page, false);
	else if (key == KEY_PAGE_DOWN)
		tui_scroll_to(t, t->top + page, true);
	else if (key == KEY_FIRST)
		tui_scroll_to(t, 0, false);
	else if (key == KEY_LAST)
		tui_scroll_to(t, (int)t->layout.lines.n, true);
	else if (key == KEY_NEXT_THING || key == KEY_PREVIOUS_THING)
		step_thing(t, key == KEY_NEXT_THING ? 1 : -1);
	return none;
}

static struct ui_event on_key(struct tui *t, enum key key)
{
	if (key > KEY_DIGIT && key <= KEY_DIGIT + 9)
		return digit(t, (int)key - KEY_DIGIT);
	if (key == KEY_ACTIVATE)
		return activate(t);
	if (key == KEY_TOGGLE)
		return toggle(t);
	if (key == KEY_AGREE)
		return agree(t);
	if (key == KEY_REFUSE && view_yes_action(t->view) && !*t->sought)
		return refuse_question(t);
	if (key == KEY_REFUSE || key == KEY_PREVIOUS_FILE) {
		go_to_next(t, key == KEY_REFUSE ? 1 : -1);
		return none;
	}
	if (key == KEY_SEARCH && t->view->no_letters && *t->sought) {
		tui_search_next(t, 1);
		return none;
	}
	if (key == KEY_SEARCH) {
		tui_search_begin(t);
		return none;
	}
	if (key == KEY_GO_BACK && t->asked && !*t->sought) {
		tui_consent_refuse(t);
		return none;
	}
	if (key == KEY_GO_BACK)
		return tui_search_end(t) ? none : go_back(t);
	if (key == KEY_ASK_HELP)
		return look_at(t, ACTION_HELP);
	if (key == KEY_SHOW_LOG)
		return look_at(t, ACTION_LOG);
	if (key == KEY_SHOW_DETAILS)
		return look_at(t, ACTION_DETAILS);
	return on_moving_key(t, key);
}

struct ui_event tui_on_key(struct tui *t, enum key key)
{
	bool had_message = *t->message != '\0';

	if (key == KEY_REDRAW || key == KEY_SIZE) {
		tui_redraw(t);
		return none;
	}
	if (key == KEY_PLAIN)
		return (struct ui_event){ .kind = UI_SWITCH };
	if (key == KEY_LEAVE)
		return tui_act_act(ACTION_QUIT);
	if (key == KEY_NOTHING || tui_too_small(t))
		return none;
	t->message[0] = '\0';
	if (had_message)
		tui_paint(t);
	return on_key(t, key);
}
