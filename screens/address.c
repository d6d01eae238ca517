/* Where a download did not come: another address for it, typed here. Over the page that says so. */
#include "common.h"

static void say_what_it_is_for(const struct wizard *w, struct view *v, enum tool_id id)
{
	const struct tool_want *want = id == TOOL_N ? NULL : &w->wants.tool[id];

	if (!want) {
		view_text(
			v, "%s",
			_("A module proxy, as in GOPROXY. It is used for this run; Go's settings stay as they are."));
		return;
	}
	view_text(
		v,
		_("An address that has %s, or the folder it is in. Whatever it sends is compared with the checksum that goready knows."),
		want->sources.n && want->sources.at[0].part_n ? want->sources.at[0].parts[0].file
							      : tool_title(id));
}

static void address_view(const struct wizard *w, struct view *v)
{
	enum tool_id id;
	bool wanted = wizard_wants_address(w, &id);

	if (w->failure.refused)
		view_status(v, SAY_PROBLEM, _("This address cannot be used"), "%s",
			    w->failure.refused);
	if (wanted) {
		say_what_it_is_for(w, v, id);
		view_box(v, "address",
			 id == TOOL_N ? _("Which module proxy?")
				      : arena_fmt(v->mem, _("Where is %s?"), tool_title(id)))
			->one_line = true;
	}
	view_action(v, ACTION_BACK, NULL, true);
	view_action(v, ACTION_HELP, NULL, true);
	view_action(v, ACTION_QUIT, NULL, true);
}

static void address_on(struct wizard *w, const struct event *event)
{
	if (event->kind == EVENT_TEXT && str_equal(event->pasted.box, "address"))
		wizard_take_address(w, event->pasted.text);
	else if (event->kind == EVENT_ACTION && event->action == ACTION_BACK)
		w->overlays.n = 0;
}

const struct screen address_screen = {
	.id = "address",
	.title = N_("Another address"),
	.view = address_view,
	.on = address_on,
	.help = N_(
		"Type an https: address, or paste it. Nothing is fetched from it before you have seen it at Review and agreed.\n"
		"Back leaves everything as it is."),
};
