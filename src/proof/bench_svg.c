/* A report as a picture: a bar each, the interval as a line at its end, all values in words too. Pure. */
#include "base/i18n.h"
#include "proof/bench.h"

enum { WIDTH = 860, LABEL = 330, BAR = 340, ROW = 26, THICK = 14, TOP = 64 };

static const char style[] =
	"<style>\n"
	"svg{background:#fff;font:13px system-ui,sans-serif;fill:#1f2328}\n"
	".quiet{fill:#59636e}.here{fill:#0969da}.there{fill:#8c959f}\n"
	".range{stroke:#1f2328;stroke-width:1.5}\n"
	"@media(prefers-color-scheme:dark){\n"
	"svg{background:#0d1117;fill:#f0f6fc}\n"
	".quiet{fill:#9198a1}.here{fill:#4493f8}.there{fill:#656c76}.range{stroke:#f0f6fc}\n"
	"}\n"
	"</style>\n";

static void add_escaped(struct str *s, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '&':
			str_add(s, "&amp;");
			break;
		case '<':
			str_add(s, "&lt;");
			break;
		case '>':
			str_add(s, "&gt;");
			break;
		case '"':
			str_add(s, "&quot;");
			break;
		default:
			/* XML knows no other control characters, not even escaped. */
			str_add_char(s, (unsigned char)*text < ' ' ? ' ' : *text);
		}
}

static void add_text(struct str *s, int x, int y, const char *class, const char *text)
{
	str_fmt(s, "<text x=\"%d\" y=\"%d\"%s>", x, y, class);
	add_escaped(s, text);
	str_add(s, "</text>\n");
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

/* What fills a bar: the most that the measure has anywhere, in either report. */
static double most_of(struct arena *mem, const struct bench_report *report,
		      const struct series *like, double most)
{
	for (size_t i = 0; report && i < report->series.n; i++) {
		const struct series *s = &report->series.at[i];

		if (s->measure == like->measure)
			most = larger(most, samples_interval(mem, &s->samples).high);
	}
	return most;
}

static double cells(double value, double most)
{
	return most > 0 ? BAR * value / most : 0;
}

static void add_bar(struct str *s, int y, const char *class, const struct series *series,
		    double most)
{
	struct interval interval = samples_interval(s->mem, &series->samples);
	int middle = y + THICK / 2;

	str_fmt(s, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" class=\"%s\"/>\n",
		LABEL, y, cells(interval.median, most), THICK, class);
	if (interval.known)
		str_fmt(s, "<path d=\"M%.1f %dH%.1f\" class=\"range\"/>\n",
			LABEL + cells(interval.low, most), middle,
			LABEL + cells(interval.high, most));
	add_text(s, LABEL + BAR + 12, y + THICK - 2, "",
		 bench_value(s->mem, series->measure->unit, interval.median));
}

static void add_head(struct str *s, int height, const struct bench_report *report,
		     const struct bench_report *against)
{
	const char *title = _("What the Go and gRPC toolchain takes"),
		   *here = bench_machine(s->mem, report);

	str_fmt(s,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
		"role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">",
		WIDTH, height, WIDTH, height);
	add_escaped(s, title);
	str_add(s, "</title>\n");
	str_add(s, style);
	add_text(s, 16, 24, " font-size=\"16\" font-weight=\"600\"", title);
	str_fmt(s, "<rect x=\"16\" y=\"36\" width=\"10\" height=\"10\" class=\"here\"/>\n");
	add_text(s, 32, 45, " class=\"quiet\"", here);
	if (!against)
		return;
	str_fmt(s, "<rect x=\"16\" y=\"54\" width=\"10\" height=\"10\" class=\"there\"/>\n");
	add_text(s, 32, 63, " class=\"quiet\"", bench_machine(s->mem, against));
}

const char *bench_svg(struct arena *mem, const struct bench_report *report,
		      const struct bench_report *against)
{
	struct str s = { .mem = mem };
	int row = against ? ROW + THICK + 2 : ROW, y = against ? TOP + 18 : TOP;

	add_head(&s, y + (int)report->series.n * row + 12, report, against);
	for (size_t i = 0; i < report->series.n; i++, y += row) {
		const struct series *series = &report->series.at[i],
				    *other = bench_find(against, series);
		double most = most_of(mem, against, series, most_of(mem, report, series, 0));

		add_text(&s, 16, y + THICK - 2, "", series_title(mem, series));
		add_bar(&s, y, "here", series, most);
		if (other)
			add_bar(&s, y + THICK + 2, "there", other, most);
	}
	str_add(&s, "</svg>\n");
	return str_text(&s);
}
