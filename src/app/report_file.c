#include "app/report_file.h"

#include <string.h>

#include "app/report_file_private.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mask.h"
#include "ui/ui.h"

enum { MOST_REPORT = 64 << 20, COLUMNS = 80 };
enum format { FORMAT_NONE, FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_JSON };

static struct {
	enum format format;
	struct arena *mem;
	struct str out; /* of JSON: the whole, or events parted by commas */
	bool whole;
} report;

static enum format format_of(const char *path)
{
	if (str_ends(path, ".txt"))
		return FORMAT_TEXT;
	if (str_ends(path, ".md"))
		return FORMAT_MARKDOWN;
	return str_ends(path, ".json") ? FORMAT_JSON : FORMAT_NONE;
}

enum rc report_file_open(struct app *app, struct err *e)
{
	const char *name = app->request.report;
	enum rc rc;

	if (!name)
		return RC_OK;
	if (!format_of(name)) {
		err_set(e, RC_USAGE, _("%s does not say what is to be written"), name);
		err_hint(e, _("Name a file that ends in .txt, .md or .json."));
		return RC_USAGE;
	}
	rc = app_may_write(app, name, e);
	if (rc) {
		err_hint(e, _("Name a file in a folder of yours: --report ~/goready.txt"));
		return rc;
	}
	report.mem = arena_open("report", MOST_REPORT);
	report.out = (struct str){ .mem = report.mem };
	report.format = format_of(name);
	return RC_OK;
}

void report_file_view(const struct view *v)
{
	if (report.format == FORMAT_TEXT)
		str_add(&report.out, plain_text(report.mem, v, COLUMNS));
	else if (report.format == FORMAT_MARKDOWN)
		str_add(&report.out, markdown_view(report.mem, v));
}

void report_file_sentence(const char *text)
{
	if (report.format == FORMAT_TEXT)
		str_add(&report.out, plain_sentence(report.mem, text, COLUMNS));
	else if (report.format == FORMAT_MARKDOWN)
		str_add(&report.out, markdown_sentence(report.mem, text));
}

void report_file_command(const char *line)
{
	if (report.format == FORMAT_TEXT)
		str_fmt(&report.out, "%s\n", line);
	else if (report.format == FORMAT_MARKDOWN)
		str_add(&report.out, markdown_code(report.mem, "sh", line));
}

bool report_file_wants_json(void)
{
	return report.format == FORMAT_JSON;
}

void report_file_json(const struct json *whole)
{
	if (!report_file_wants_json())
		return;
	report.out.n = 0;
	report.whole = true;
	str_add(&report.out, json_print(report.mem, whole, true));
}

void report_file_event(const struct json *event)
{
	if (!report_file_wants_json() || report.whole)
		return;
	str_fmt(&report.out, "%s%s", report.out.n ? ",\n" : "",
		json_print(report.mem, event, false));
}

static struct bytes masked(const struct app *app, struct bytes text)
{
	struct system_info system = { 0 };
	struct mask m = { .mem = report.mem, .new_home = "~" };

	(void)host_real()->system(host_real(), app->mem, &system, NULL);
	m.home = host_real()->getenv(host_real(), "HOME");
	m.user = str_equal(system.user, "root") ? NULL : system.user; /* anybody's */
	if (str_equal(m.home, "/"))
		m.home = NULL;
	return mask_text(&m, text);
}

enum rc report_file_close(struct app *app, struct err *e)
{
	struct bytes text;
	enum rc rc;

	if (report.format == FORMAT_NONE)
		return RC_OK;
	text = str_bytes(&report.out);
	if (report_file_wants_json() && !report.whole)
		text = bytes_of(arena_fmt(report.mem, "{\"schema\": 1, \"events\": [\n%s\n]}\n",
					  str_text(&report.out)));
	rc = host_real()->replace(host_real(), app_path(app, app->request.report),
				  masked(app, text), 0600, e);
	arena_close(report.mem);
	report.format = FORMAT_NONE;
	return rc ? err_while(e, _("writing the report")) : RC_OK;
}
