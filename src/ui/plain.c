/* Plain mode: the calls of a front end, canonical line input, output in bursts. */
#include "ui/plain_private.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/descriptor.h"

enum {
	PACE_MS = 3000, /* unasked lines stand this far apart: speech that is cut off is lost */
	MOST_LEFT_OVER =
		5, /* lines of a page that is over, in one write with the question of the next */
	HEARTBEAT_MS = 14000, /* a second less than promised: undo looks at it once a second */
};

static struct plain *of(struct ui *ui)
{
	return (struct plain *)ui;
}

int plain_columns(const struct plain *p)
{
	return terminal_columns(p->ui.options.out);
}

/* Adds lines, but none that equals the one before it. */
void plain_add(struct plain *p, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		const char *line = arena_strndup(p->burst, text, n);

		if (!str_equal(line, p->last_line)) {
			str_add(&p->out, line);
			str_add_char(&p->out, '\n');
			p->last_line = line;
		}
		text += n + (text[n] == '\n');
	}
}

void plain_say(struct plain *p, const char *fmt, ...)
{
	va_list ap;
	const char *text;

	va_start(ap, fmt);
	text = arena_vfmt(p->burst, fmt, ap);
	va_end(ap);
	plain_add(p, plain_sentence(p->burst, text, plain_columns(p)));
}

void plain_flush(struct plain *p)
{
	char last[200] = "";

	if (p->out.n == 0)
		return;
	(void)fd_write_all(p->ui.options.out, p->out.at, p->out.n);
	p->written_at = clock_ms();
	if (p->last_line && strlen(p->last_line) < sizeof(last))
		memcpy(last, p->last_line, strlen(p->last_line) + 1);
	arena_reset(p->burst);
	p->out = (struct str){ .mem = p->burst };
	p->last_line = arena_strdup(p->burst, last);
}

static void flush_typed(struct ui *ui)
{
	struct plain *p = of(ui);

	if (!isatty(ui->options.in))
		return; /* answers in a pipe are meant, however early they come */
	tcflush(ui->options.in, TCIFLUSH);
	p->line_length = 0;
}

static void show_busy(struct plain *p)
{
	bool first = !p->was_busy;

	if (first)
		p->busy_since = clock_ms();
	if (first && p->visit)
		plain_try_again(p);
	p->was_busy = true;
	p->asking = ASKING_NOTHING;
	p->advance = false;
	if (!first && clock_ms() - p->written_at < PACE_MS) {
		p->dirty = true;
		return;
	}
	plain_enter(p);
	plain_news(p);
	plain_flush(p);
}

static bool says_problem(const struct view *v)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].kind == BLOCK_STATUS && v->blocks.at[i].level == SAY_PROBLEM)
			return true;
	return false;
}

/* Who is still typing when sudo has given up types a password: neither a screen nor a reader shows that one answer. */
static void hide_typing(struct plain *p, bool hide)
{
	int in = p->ui.options.in;
	struct termios as;

	if (hide == p->hides || tcgetattr(in, &as) || (hide && !(as.c_lflag & ECHO)))
		return;
	if (hide) /* whatever ends us then */
		crash_guard_on(in, &as, "");
	as.c_lflag ^= ECHO;
	if (tcsetattr(in, TCSANOW, &as) == 0)
		p->hides = hide;
	if (!p->hides)
		crash_guard_off();
}

static void hide_a_password(struct plain *p)
{
	hide_typing(p, p->may_hold_password && says_problem(p->view));
	if (p->hides)
		plain_say(
			p, "%s",
			_("This one answer is not shown, since it may be a password that came too late."));
	p->may_hold_password = false;
}

static void forget_burst(struct plain *p)
{
	arena_reset(p->burst);
	p->out = (struct str){ .mem = p->burst };
	p->last_line = NULL;
}

/* Behind the prompt: it calls for what was just said. */
static void plain_ring(struct plain *p)
{
	if (p->ui.options.bell)
		str_add_char(&p->out, '\a');
}

/* A question is open, and the view was made anew: silence, unless there is something to say. */
static void show_again(struct plain *p)
{
	uint64_t question = p->question;
	bool new_page = !str_equal(p->visit->screen, p->view->screen);
	bool grows = p->view->step ==
		     0; /* a log, while a run goes on: repeat says what has come since */
	bool hinted[HINT_N];
	size_t news;

	str_add_char(&p->out, '\n'); /* the prompt's line ends */
	plain_enter(p);
	plain_news(p);
	news = p->out.n - 1;
	memcpy(hinted, p->hinted, sizeof(hinted));
	plain_ask(p);
	if (!new_page && (news == 0 || grows) && p->question == question) {
		forget_burst(p);
		memcpy(p->hinted, hinted, sizeof(hinted));
	} else {
		plain_ring(p);
	}
	p->visit->failed = says_problem(p->view);
	plain_flush(p);
}

/* Sizes and times are to be seen, not heard; but for who wants to hear everything. */
static void take_view(struct plain *p, const struct view *v)
{
	p->current = !p->current;
	arena_reset(p->views[p->current]);
	p->view = view_copy(p->views[p->current], v);
	if (v->keys)
		help_add_typed(p->view);
	for (size_t i = 0; p->ui.options.words == WORDS_VERBOSE && i < p->view->blocks.n; i++)
		p->view->blocks.at[i].spoken = NULL;
}

static void plain_show(struct ui *ui, const struct view *v)
{
	struct plain *p = of(ui);

	if (p->dirty && p->view && !str_equal(p->view->screen, v->screen)) {
		plain_enter(p); /* what was kept back for its time ends before the page changes */
		plain_last_news(p);
	}
	take_view(p, v);
	plain_greet(p);
	if (v->busy) {
		if (!says_problem(p->view))
			hide_typing(p, false);
		show_busy(p);
		return;
	}
	if (p->asking != ASKING_NOTHING) {
		show_again(p);
		return;
	}
	if (p->was_busy)
		flush_typed(ui);
	p->deaf = false;
	if (str_lines(&p->out) > (size_t)MOST_LEFT_OVER)
		plain_flush(p);
	p->was_busy = p->dirty = false;
	plain_enter(p);
	plain_news(p);
	hide_a_password(p);
	plain_ask(p);
	p->visit->failed = says_problem(p->view);
	if (p->asking != ASKING_NOTHING)
		plain_ring(p);
	plain_flush(p);
}

/* While something runs: on a terminal only, since what waits in a pipe answers the questions to come; not while a
 * password may be typed, nor from the background, where reading would stop what runs. */
static bool listens(const struct plain *p)
{
	return p->was_busy && !p->lent && !p->deaf && fd_is_terminal_of_ours(p->ui.options.in);
}

static int fd(const struct ui *ui)
{
	const struct plain *p = (const struct plain *)ui;

	return p->ended || (p->asking == ASKING_NOTHING && !listens(p)) ? -1 : ui->options.in;
}

static struct ui_event end_of_input(struct plain *p)
{
	p->ended = true;
	p->asking = ASKING_NOTHING;
	str_add_char(&p->out, '\n');
	plain_flush(p); /* whether anything was changed is not for a front end to say */
	return (struct ui_event){ .kind = UI_END };
}

/* The input has ended in the middle of it: what came is the text. */
static struct ui_event plain_end_box(struct plain *p)
{
	struct ui_event event = plain_box_end(p);

	plain_flush(p);
	return event;
}

static struct ui_event plain_take_line(struct plain *p)
{
	struct ui_event event;

	bool in_box = p->asking == ASKING_TEXT;

	p->line[p->line_length] = '\0';
	p->line_length = 0;
	if (p->hides)
		str_add_char(&p->out, '\n'); /* nothing echoed the Return */
	hide_typing(p, false);
	if (p->asking == ASKING_NOTHING) {
		event = plain_while_busy(p, p->line);
		plain_flush(p);
		return event;
	}
	if (in_box && (p->box.n || p->box_in_line || !plain_is_command(p, p->line))) {
		event = plain_box_line(p, p->line);
		plain_flush(p);
		return event;
	}
	if (!isatty(p->ui.options.in)) /* nothing echoed the Return */
		str_add_char(&p->out, '\n');
	p->last_line = NULL;
	event = plain_answer(p, p->line);
	plain_flush(p);
	return event;
}

enum { NO_TEXT = '\x01' }; /* for a NUL: what follows it is a part of the answer too */
/* Of a line without an end, as /dev/zero's: a signal is heeded in between. */
enum { AT_ONCE = 65536 };

/* Byte by byte: what follows the line stays in the pipe, for whoever reads it next. */
static struct ui_event read_event(struct ui *ui)
{
	struct plain *p = of(ui);
	struct ui_event event = p->pending;
	struct pollfd ready = { .fd = ui->options.in, .events = POLLIN };
	char c;

	p->pending = (struct ui_event){ .kind = UI_NONE };
	if (event.kind != UI_NONE)
		return event;
	for (int taken = 0; taken < AT_ONCE && fd(ui) >= 0 && fds_wait(&ready, 1, 0) > 0; taken++) {
		ssize_t n = read(ui->options.in, &c, 1);

		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			break;
		if (n <= 0 && p->asking == ASKING_NOTHING) {
			p->deaf = true; /* what runs goes on; the next question finds the end */
			break;
		}
		if (n <= 0 && p->line_length == 0 && p->asking == ASKING_TEXT && p->box.n)
			return plain_end_box(p);
		if (n <= 0 && p->line_length == 0)
			return end_of_input(p);
		if (n <= 0 || c == '\n') {
			event = plain_take_line(p);
			if (event.kind != UI_NONE)
				return event;
		} else if (p->line_length < sizeof(p->line) - 1) {
			p->line[p->line_length++] = c ? c : NO_TEXT;
		} else if (p->asking == ASKING_TEXT) {
			plain_box_piece(p);
			p->line[0] = c ? c : NO_TEXT;
			p->line_length = 1;
		}
	}
	return (struct ui_event){ .kind = UI_NONE };
}

static int wait_ms(const struct ui *ui)
{
	const struct plain *p = (const struct plain *)ui;
	long long since = clock_ms() - p->written_at;
	long long left;

	if (p->pending.kind != UI_NONE)
		return 0;
	if (!p->was_busy)
		return -1;
	left = (p->dirty ? PACE_MS : HEARTBEAT_MS) - since;
	return left > 0 ? (int)left : 0;
}

static void tick(struct ui *ui)
{
	struct plain *p = of(ui);
	long long since = clock_ms() - p->written_at;

	if (!p->was_busy || !p->view)
		return;
	if (p->dirty && since >= PACE_MS) {
		p->dirty = false;
		plain_enter(p);
		plain_news(p);
	} else if (since >= HEARTBEAT_MS) {
		plain_heartbeat(p);
	}
	plain_flush(p);
}

static void suspend(struct ui *ui, bool for_password)
{
	struct plain *p = of(ui);

	hide_typing(p, false);
	p->lent = true;
	p->was_lent = p->was_lent || for_password;
	p->for_password = for_password;
}

static void nothing(struct ui *ui)
{
	(void)ui; /* lines that were written stay as they are; the next ones fit the new width */
}

/* At an open question the prompt's line is left and the question stands again below. */
static void say(struct ui *ui, const char *text)
{
	struct plain *p = of(ui);

	if (p->asking != ASKING_NOTHING)
		str_add_char(&p->out, '\n');
	plain_say(p, "%s", text);
	if (p->asking != ASKING_NOTHING)
		plain_prompt(p);
	plain_flush(p);
}

/* The shell has written over the prompt: the question is asked anew with the next view. */
static void resume(struct ui *ui)
{
	flush_typed(ui);
	of(ui)->lent = false;
	/* until it is known whether sudo gave up */
	of(ui)->may_hold_password = of(ui)->for_password && of(ui)->asking == ASKING_NOTHING;
	hide_typing(of(ui), of(ui)->may_hold_password);
	of(ui)->question = 0;
}

/* What of it was not said yet, when it is left from a page over it, too. */
static void say_last_page(struct plain *p)
{
	size_t before = p->out.n, header;

	plain_enter(p);
	header = p->out.n;
	plain_news(p);
	if (p->out.n == header)
		p->out.n = before;
	plain_flush(p);
}

static void close_plain(struct ui *ui, const struct view *v)
{
	struct plain *p = of(ui);

	hide_typing(p, false);
	if (v) {
		take_view(p, v);
		say_last_page(p);
	}
	arena_close(p->steps.mem);
	arena_close(p->overlay.mem);
	arena_close(p->views[0]);
	arena_close(p->views[1]);
	arena_close(p->burst);
	arena_close(p->pages);
	arena_close(p->boxes);
	arena_close(p->mem); /* holds p itself */
}

static const struct ui_ops plain_ops = { .show = plain_show,
					 .fd = fd,
					 .read = read_event,
					 .wait = wait_ms,
					 .tick = tick,
					 .resize = nothing,
					 .flush_input = flush_typed,
					 .say = say,
					 .suspend = suspend,
					 .resume = resume,
					 .close = close_plain };

enum rc plain_open(const struct ui_options *o, struct ui **ret, struct err *e)
{
	struct arena *mem = arena_open("plain mode", (size_t)4 << 20);
	struct plain *p = ARENA_NEW(mem, struct plain);

	(void)e;
	p->ui = (struct ui){ .ops = &plain_ops, .kind = UI_PLAIN, .options = *o };
	p->ui.options.kind = UI_PLAIN;
	p->ui.options.reason = arena_strdup(mem, o->reason);
	p->mem = mem;
	p->views[0] = arena_open("view", (size_t)32 << 20);
	p->views[1] = arena_open("view", (size_t)32 << 20);
	p->burst = arena_open("output", (size_t)32 << 20);
	p->pages = arena_open("pages", (size_t)4 << 20);
	p->boxes = arena_open("box", (size_t)8 << 20);
	p->steps.mem = arena_open("what was said", (size_t)32 << 20);
	p->overlay.mem = arena_open("what was said", (size_t)32 << 20);
	p->out = (struct str){ .mem = p->burst };
	*ret = &p->ui;
	return RC_OK;
}
