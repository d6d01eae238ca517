/* The full screen as a front end: opening and closing, giving events, lending the terminal. */
#include "ui/tui_private.h"

#include <langinfo.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/descriptor.h"

static const struct ui_event none = { .kind = UI_NONE };

static struct tui *of(struct ui *ui)
{
	return (struct tui *)ui;
}

static void show(struct ui *ui, const struct view *v)
{
	tui_show(of(ui), v);
}

static int fd(const struct ui *ui)
{
	return ui->options.in;
}

static bool hung_up(const struct tui *t)
{
	struct pollfd state = { .fd = t->ui.options.in, .events = POLLIN };
	int waiting = 0;

	if (fds_wait(&state, 1, 0) <= 0)
		return false;
	if (state.revents & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	return ioctl(state.fd, FIONREAD, &waiting) == 0 &&
	       waiting == 0; /* select's way to say it */
}

/* How much was typed at once, and after what pause: before the first byte of it is taken. */
static void note_typing(struct tui *t)
{
	int waiting = 0;
	long long now = clock_ms();

	if (ioctl(t->ui.options.in, FIONREAD, &waiting) != 0 || waiting == 0)
		return;
	t->alone = waiting == 1 && now - t->typed_at >= TUI_PAUSE_MS;
	t->typed_at = now;
}

static struct ui_event read_event(struct ui *ui)
{
	struct tui *t = of(ui);
	struct ui_event event = t->pending;
	enum key key;

	t->pending = none;
	if (event.kind != UI_NONE || !t->view || t->suspended)
		return event;
	if (hung_up(t))
		return (struct ui_event){ .kind = UI_END };
	note_typing(t);
	while ((key = tui_key(t)) != KEY_NONE_LEFT) {
		event = tui_on_key(t, key);
		if (event.kind != UI_NONE)
			return event;
	}
	if (t->box_dirty)
		tui_box_show(t);
	return none;
}

static int wait_ms(const struct ui *ui)
{
	const struct tui *t = (const struct tui *)ui;
	long long left = TUI_REDRAW_MS - (clock_ms() - t->painted_at);

	if (t->pending.kind != UI_NONE)
		return 0;
	if (!t->dirty)
		return -1;
	return left > 0 ? (int)left : 0;
}

static void tick(struct ui *ui)
{
	struct tui *t = of(ui);

	if (t->dirty && clock_ms() - t->painted_at >= TUI_REDRAW_MS)
		tui_paint(t);
}

static void resize(struct ui *ui)
{
	if (of(ui)->view && !of(ui)->suspended)
		tui_redraw(of(ui));
}

static void flush_typed(struct ui *ui)
{
	(void)ui;
	flushinp();
}

static void close_arenas(struct tui *t)
{
	arena_close(t->views[0]);
	arena_close(t->views[1]);
	arena_close(t->frame);
	arena_close(t->boxes);
	arena_close(t->mem); /* holds t itself */
}

static struct tui *tui_new(const struct ui_options *o);

static enum rc no_terminal(struct tui *t, struct err *e)
{
	if (t->in)
		fclose(t->in);
	if (t->out)
		fclose(t->out);
	close_arenas(t);
	return err_set(e, RC_UNSUPPORTED, _("this terminal cannot show a full screen"));
}

enum rc tui_open(const struct ui_options *o, struct ui **ret, struct err *e)
{
	struct tui *t = tui_new(o);
	const char *term = getenv("TERM"), *name = term ? tui_terminal_name(term, o->out) : NULL;
	struct termios modes;
	int in = fcntl(o->in, F_DUPFD_CLOEXEC, 3), out = fcntl(o->out, F_DUPFD_CLOEXEC, 3);

	t->in = in >= 0 ? fdopen(in, "r") : NULL;
	t->out = out >= 0 ? fdopen(out, "w") : NULL;
	if (!t->in || !t->out || !name || tcgetattr(o->out, &modes) != 0)
		return no_terminal(t, e);
	tui_size_is_the_terminals(o->out);
	t->screen = newterm(name, t->out, t->in);
	if (!t->screen)
		return no_terminal(t, e);
	tui_take_size(t);
	tui_without_repeat();
	tui_guard(t, &modes);
	tui_set_modes(t);
	tui_divert_stderr(t);
	*ret = &t->ui;
	return RC_OK;
}

static void say(struct ui *ui, const char *text)
{
	tui_say(of(ui), text);
}

static void suspend(struct ui *ui, bool for_password)
{
	struct tui *t = of(ui);

	(void)for_password;
	if (t->suspended)
		return;
	tui_set_paste(t, false);
	def_prog_mode();
	endwin();
	tui_clear_page(t);
	tui_restore_stderr(t);
	t->suspended = true;
}

static void resume(struct ui *ui)
{
	struct tui *t = of(ui);

	if (!t->suspended)
		return;
	t->suspended = false;
	tui_divert_stderr(t);
	reset_prog_mode();
	flushinp();
	t->consent_since = clock_ms();
	tui_set_paste(t, true);
	if (t->view)
		tui_redraw(t);
}

/* The last view stays in the scrollback, as sentences. */
static void close_tui(struct ui *ui, const struct view *v)
{
	struct tui *t = of(ui);
	const char *text;

	if (!t->suspended)
		suspend(ui, false);
	delscreen(t->screen);
	crash_guard_off();
	fclose(t->in);
	fclose(t->out);
	if (v) {
		text = plain_text(t->mem, v, terminal_columns(ui->options.out));
		(void)fd_write_all(ui->options.out, text, strlen(text));
	}
	close_arenas(t);
}

static const struct ui_ops tui_ops = { .show = show,
				       .fd = fd,
				       .read = read_event,
				       .wait = wait_ms,
				       .tick = tick,
				       .resize = resize,
				       .flush_input = flush_typed,
				       .say = say,
				       .suspend = suspend,
				       .resume = resume,
				       .close = close_tui };

static struct tui *tui_new(const struct ui_options *o)
{
	struct arena *mem = arena_open("full screen", (size_t)8 << 20);
	struct tui *t = ARENA_NEW(mem, struct tui);

	t->ui = (struct ui){ .ops = &tui_ops, .kind = UI_TUI, .options = *o };
	t->mem = mem;
	t->views[0] = arena_open("view", (size_t)32 << 20);
	t->views[1] = arena_open("view", (size_t)32 << 20);
	t->frame = arena_open("page", (size_t)64 << 20);
	t->boxes = arena_open("box", (size_t)8 << 20);
	t->box = (struct str){ .mem = t->boxes };
	t->colour = o->colour;
	t->utf8 = str_equal(nl_langinfo(CODESET), "UTF-8");
	t->focus = t->next_after = t->hit = -1;
	t->saved_stderr = -1;
	return t;
}
