/* What a plan costs, as Welcome, Review and Homebrew say it. */
#include "common.h"

static const char *time_text(struct arena *mem, int seconds)
{
	int minutes = (seconds + 59) / 60;

	if (seconds < 30)
		return _("less than a minute");
	return arena_fmt(mem, P_("about %d minute", "about %d minutes", minutes), minutes);
}

/* "about 880 MB to download": what is not known makes it more, what is guessed about. */
static const char *download_text(struct arena *mem, const struct cost *c)
{
	const char *size = size_text(mem, c->download);

	if (!c->download)
		return c->unknown ? _("a download of unknown size") : _("no download");
	if (c->unknown)
		return arena_fmt(mem, _("more than %s to download"), size);
	if (c->estimated)
		return arena_fmt(mem, _("about %s to download"), size);
	return arena_fmt(mem, _("%s to download"), size);
}

static const char *password_text(const struct cost *c)
{
	return c->password ? _("sudo will ask for your password") : _("no password");
}

const char *cost_text(struct arena *mem, const struct cost *c)
{
	const char *time = time_text(mem, c->seconds), *download = download_text(mem, c);
	const char *password = password_text(c);

	if (!c->download && !c->unknown && !c->disk)
		return arena_fmt(mem, _("%s, %s; %s"), download, time, password);
	return arena_fmt(mem, _("%s, %s on disk, %s; %s"), download, size_text(mem, c->disk), time,
			 password);
}

const char *cost_sentence(const struct wizard *w, struct arena *mem)
{
	struct cost cost = plan_cost(&w->plan);

	return cost_text(mem, &cost);
}

/* In one sentence with the files that change; what it takes on disk, and that no password is asked for, are heard at Review. */
const char *cost_spoken(const struct wizard *w, struct arena *mem)
{
	struct cost c = plan_cost(&w->plan);
	size_t files = w->mode == WIZARD_FIX ? 0 : files_to_change(&w->plan);
	const char *needed = c.password ? arena_fmt(mem, _("%s, %s; %s"), download_text(mem, &c),
						    time_text(mem, c.seconds), password_text(&c))
					: arena_fmt(mem, _("%s, %s"), download_text(mem, &c),
						    time_text(mem, c.seconds));

	if (!files)
		return arena_fmt(mem, _("Needed: %s"), needed);
	return arena_fmt(mem, _("%s, %s"),
			 arena_fmt(mem, P_("%zu file changes", "%zu files change", files), files),
			 needed);
}
