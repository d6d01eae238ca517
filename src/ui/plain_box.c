/* A text of several lines, pasted at a question: an empty line ends it, or a lone full stop. */
#include <string.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/i18n.h"
#include "ui/plain_private.h"

static const struct ui_event none = { .kind = UI_NONE };

/* A paste may hold empty lines: at a terminal, what follows at once is part of it. */
static bool more_is_coming(const struct plain *p)
{
	struct pollfd ready = { .fd = p->ui.options.in, .events = POLLIN };

	return isatty(ready.fd) && fds_wait(&ready, 1, 0) > 0;
}

void plain_box_begin(struct plain *p)
{
	arena_reset(p->boxes);
	p->box = (struct str){ .mem = p->boxes };
	p->box_in_line = false;
}

static bool is_one_line(const struct plain *p)
{
	return p->view->blocks.at[p->choice].one_line;
}

struct ui_event plain_box_end(struct plain *p)
{
	size_t lines = str_lines(&p->box);

	if (!*str_trim(p->burst, str_text(&p->box))) {
		plain_box_begin(p);
		plain_say(p, "%s",
			  is_one_line(p)
				  ? _("Nothing was typed. Type it, or back, help or quit.")
				  : _("Nothing was pasted. Paste it, or type back, help or quit."));
		plain_prompt(p);
		return none;
	}
	if (is_one_line(p))
		plain_say(p, _("You typed %s."), str_trim(p->burst, str_text(&p->box)));
	else
		plain_say(p, P_("You pasted %zu line.", "You pasted %zu lines.", lines), lines);
	p->asking = ASKING_NOTHING;
	p->visit->said.n = 0; /* the same cause of another text is news */
	return (struct ui_event){ .kind = UI_TEXT,
				  .choice = p->view->blocks.at[p->choice].id,
				  .text = str_bytes(&p->box) };
}

void plain_box_piece(struct plain *p)
{
	box_add(&p->box, p->line, p->line_length);
	p->box_in_line = true;
}

struct ui_event plain_box_line(struct plain *p, const char *line)
{
	bool whole = !p->box_in_line;
	bool stop = str_equal(line, ".") || str_equal(line, ".\r");
	bool empty = !*line || str_equal(line, "\r");

	p->box_in_line = false;
	if (is_one_line(p)) {
		box_add(&p->box, line, strlen(line));
		return plain_box_end(p);
	}
	if (whole && (stop || (empty && !more_is_coming(p))))
		return plain_box_end(p);
	box_add(&p->box, line, strlen(line));
	box_add(&p->box, "\n", 1);
	return none;
}
