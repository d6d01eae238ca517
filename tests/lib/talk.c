#include "talk.h"

#include "base/i18n.h"

#include <fcntl.h>
#include <unistd.h>

#include "test.h"

struct talk talk_open_with(struct ui_options o)
{
	struct talk t = { 0 };
	int in[2], out[2];
	struct err e;

	o.kind = UI_PLAIN;
	o.reason = _("from --plain");
	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	o.in = t.ends[0] = in[0];
	o.out = t.ends[1] = out[1];
	t.answers = in[1];
	t.said = out[0];
	fcntl(t.said, F_SETFL, O_NONBLOCK);
	assert_ok(ui_open(&o, &t.ui, &e), &e);
	return t;
}

struct talk talk_open(void)
{
	return talk_open_with((struct ui_options){ 0 });
}

void talk_close(struct talk *t)
{
	ui_close(t->ui, NULL);
	close(t->ends[0]);
	close(t->ends[1]);
	if (t->answers >= 0)
		close(t->answers);
	close(t->said);
}

const char *heard(struct talk *t)
{
	char text[60000];
	ssize_t n = read(t->said, text, sizeof(text));

	return arena_strndup(test_arena(), text, n > 0 ? (size_t)n : 0);
}

struct view *show(struct talk *t, enum sample which, const struct sample_state *state)
{
	static const struct sample_state fresh = {
		.route = -1, .method = -1, .proxy = -1, .shells = 3
	};
	struct view *v = ARENA_NEW(test_arena(), struct view);

	sample_view(v, test_arena(), which, state ? state : &fresh);
	ui_show(t->ui, v);
	return v;
}

struct ui_event answer(struct talk *t, const char *line)
{
	const char *text = arena_fmt(test_arena(), "%s\n", line);

	assert_int_equal(write(t->answers, text, strlen(text)), (ssize_t)strlen(text));
	return ui_read(t->ui);
}
