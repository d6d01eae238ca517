/* goready: the request, the language, and the command that answers it. */
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/help.h"
#include "app/helper.h"
#include "app/report.h"
#include "app/report_file.h"
#include "app/rescue.h"
#include "app/settings.h"
#include "base/descriptor.h"
#include "base/i18n.h"
#include "base/nearest.h"
#include "base/own_name.h"
#include "base/words.h"
#include "journal/recover.h"
#include "net/net.h"
#include "ui/ui.h"

enum { MOST_PROCESS_MEMORY = 64 << 20, MOST_MACHINE_MEMORY = 256 << 20 };

static const char *main_variable(const char *name)
{
	return getenv(name);
}

/* `asked`: what --lang or its variable says; NULL: the locale decides. */
static void speak(const char *asked)
{
	const char *language = language_known(asked);

	if (!setlocale(LC_ALL, ""))
		(void)locale_of_utf8(setlocale);
	if (language && strcmp(language, "en") != 0 && strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)locale_of_utf8(setlocale);
	setlocale(LC_NUMERIC, "C"); /* numbers in JSON and versions have points everywhere */
	if (language)
		setenv("GOREADY_LANG", language, 1); /* helpers inherit it */
	language_choose(language ? language : language_wanted(main_variable));
}

/* Help is the same on each machine, as the man page is. */
static void speak_in_general(void)
{
	own_name_set("goready", NULL);
}

int command_help(struct app *app)
{
	const char *topic = app->request.word_n ? app->request.words[0] : NULL;
	const char *text;
	const char *here = topic ? command_here(topic) : NULL;
	struct nearest near = { .typed = here && *here ? here : topic };
	struct err e = { 0 };

	speak_in_general();
	text = topic ? help_topic(app->mem, topic) : help_overview(app->mem);
	app_name_itself(app);
	if (!text) {
		for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
			nearest_try(&near, command_rows[id].name);
		for (const struct topic_row *row = topic_rows; row->name; row++)
			nearest_try(&near, row->name);
		nearest_try(&near, HELP_OF_WIZARD);
		err_set(&e, RC_USAGE, _("there is no help topic \"%s\""), topic);
		nearest_hint(&e, &near, _("'goready help' lists the topics."));
		return app_fail(&e);
	}
	fputs(text, stdout);
	return EXIT_OK;
}

typedef int command_function(struct app *app);

static command_function *const commands[COMMAND_N] = {
	[COMMAND_WIZARD] = command_wizard,   [COMMAND_DOCTOR] = command_doctor,
	[COMMAND_FIX] = command_wizard,      [COMMAND_APPLY] = command_apply,
	[COMMAND_UPGRADE] = command_upgrade, [COMMAND_ROLLBACK] = command_rollback,
	[COMMAND_INSTALL] = command_apply,   [COMMAND_USE] = command_apply,
	[COMMAND_LIST] = command_list,       [COMMAND_PROVE] = command_prove,
	[COMMAND_BENCH] = command_bench,     [COMMAND_UNDO] = command_undo,
	[COMMAND_PRUNE] = command_prune,     [COMMAND_UNINSTALL] = command_uninstall,
	[COMMAND_HISTORY] = command_history, [COMMAND_ENV] = command_env,
	[COMMAND_EXPLAIN] = command_explain, [COMMAND_CAPTURE] = command_capture,
	[COMMAND_PLAIN] = command_plain,     [COMMAND_SELF_UPDATE] = command_self_update,
	[COMMAND_HINTS] = command_hints,     [COMMAND_HELP] = command_help,
};

static int main_answer(struct app *app)
{
	const struct request *r = &app->request;
	struct err e = { 0 };
	int status;

	if (r->version) {
		printf("goready %s\n", GOREADY_VERSION);
		return EXIT_OK;
	}
	if (r->help) {
		speak_in_general();
		fputs(help_command(app->mem, r->command), stdout);
		return EXIT_OK;
	}
	if (r->command == COMMAND_FIX && r->yes)
		return command_apply(app);
	if (r->command == COMMAND_FIX && r->json) {
		err_set(&e, RC_USAGE, _("fix --json needs --yes"));
		return app_fail(&e);
	}
	if (report_file_open(app, &e))
		return app_fail(&e);
	status = commands[r->command](app);
	if (report_file_close(app, &e)) {
		app_fail(&e);
		return status ? status : EXIT_FAILED;
	}
	return status;
}

/* Who may be waited for: not who has a terminal that can do no more than lines, nor one in the background or of a
 * build service. */
static bool is_somebody_there(const struct app *app, const struct ui_environment *environment)
{
	return environment->term_can && fd_is_terminal_of_ours(STDIN_FILENO) && !app->request.yes &&
	       !value_is_on(getenv("CI"));
}

/* Commands look like the wizard would: sentences where that would be plain. */
static void choose_looks(struct app *app)
{
	struct ui_environment environment;

	if (!isatty(STDOUT_FILENO))
		return;
	ui_environment_read(app->request.plain ? "plain" : NULL, STDOUT_FILENO, STDOUT_FILENO,
			    &environment);
	environment.in_deaf = false; /* nothing is read from it */
	environment.remembered = settings_read(app).plain;
	app_report_as(ui_choose(&environment, NULL) == UI_TUI ? REPORT_DRAWN
		      : is_somebody_there(app, &environment)  ? REPORT_PAGES
							      : REPORT_SENTENCES,
		      ui_wants_colour(app->request.no_color));
}

/* Standard descriptors that are closed would be taken by the first file opened. */
static void open_standard_descriptors(void)
{
	int fd = open("/dev/null", O_RDWR);

	while (fd >= 0 && fd <= STDERR_FILENO)
		fd = dup(fd);
	if (fd > STDERR_FILENO)
		close(fd);
}

/* Before it is known whether the words can be read: what cannot is told as JSON too. */
static bool is_read_by_a_program(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--json") == 0)
			return true;
	}
	return false;
}

static int run(int argc, char **argv)
{
	struct app app = { .mem = arena_open("process", MOST_PROCESS_MEMORY),
			   .machine = arena_open("machine", MOST_MACHINE_MEMORY),
			   .host = app_host() };
	struct err e = { 0 };
	enum rc wrong;
	int status;

	app.program = host_own_path(app.mem);
	net_use_helper(app.program);
	rescue_init(&app);
	app.folder = getcwd(NULL, 0);
	app_name_itself(&app);
	if (is_read_by_a_program(argc, argv))
		app_fail_as_json();
	wrong = request_parse(argc, argv, main_variable, &app.request, &e);
	choose_looks(&app);
	if (wrong) {
		status = app_fail(&e);
	} else {
		if (app.request.lang)
			speak(app.request.lang);
		app.loop = loop_open();
		status = main_answer(&app);
		loop_close(app.loop);
		if (app.left_scratch && app.facts)
			recover_temp_folder(app.host, app.facts);
	}
	status = app_told(status);
	free((char *)app.folder);
	arena_close(app.machine);
	arena_close(app.mem);
	return status;
}

int main(int argc, char **argv)
{
	open_standard_descriptors();
	signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of write, not our end */
	signal(SIGXFSZ, SIG_IGN); /* and so is a limit on how large a file may be (ulimit -f) */
	speak(getenv("GOREADY_LANG"));
	if (argc > 1 && strcmp(argv[1], "--helper") == 0)
		return helper_main(argc - 2, argv + 2);
	return run(argc, argv);
}
