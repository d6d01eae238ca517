/* The two front ends behind one set of calls. */
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <errno.h>
#include <fcntl.h>

#include "base/i18n.h"
#include "base/descriptor.h"
#include "ui/ui_private.h"

enum rc ui_open(const struct ui_options *o, struct ui **ret, struct err *e)
{
	struct ui_options plain = *o;
	enum rc rc;

	if (o->kind == UI_TUI) {
		rc = tui_open(o, ret, e);
		if (rc != RC_UNSUPPORTED)
			return rc;
		plain.kind = UI_PLAIN;
		plain.reason = _("because this terminal cannot show a full screen");
	}
	return plain_open(&plain, ret, e);
}

void ui_show(struct ui *ui, const struct view *v)
{
	ui->ops->show(ui, v);
}

int ui_fd(const struct ui *ui)
{
	return ui->ops->fd(ui);
}

struct ui_event ui_read(struct ui *ui)
{
	return ui->ops->read(ui);
}

int ui_wait(const struct ui *ui)
{
	return ui->ops->wait(ui);
}

void ui_tick(struct ui *ui)
{
	ui->ops->tick(ui);
}

void ui_settle_input(int in, int out)
{
	const int others[] = { out, STDERR_FILENO };

	for (size_t i = 0; i < 2 && isatty(in) && !fd_can_be_polled(in); i++) {
		const char *name = isatty(others[i]) ? ttyname(others[i]) : NULL;
		int own = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;

		if (own < 0)
			continue;
		if (fd_can_be_polled(own))
			dup2(own, in);
		close(own);
	}
}

void ui_resize(struct ui *ui)
{
	ui->ops->resize(ui);
}

void ui_flush_input(struct ui *ui)
{
	ui->ops->flush_input(ui);
}

void ui_say(struct ui *ui, const char *text)
{
	ui->ops->say(ui, text);
}

void ui_suspend(struct ui *ui, bool for_password)
{
	ui->ops->suspend(ui, for_password);
}

void ui_resume(struct ui *ui)
{
	ui->ops->resume(ui);
}

void ui_close(struct ui *ui, const struct view *v)
{
	if (ui)
		ui->ops->close(ui, v);
}

enum ui_kind ui_kind(const struct ui *ui)
{
	return ui->kind;
}

int terminal_columns(int fd)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}
