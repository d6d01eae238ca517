/* goready: the request, the language, and the command that answers it. */
#include <fcntl.h>
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
#include "app/rescue.h"
#include "base/i18n.h"
#include "base/nearest.h"

enum { MOST_PROCESS_MEMORY = 64 << 20, MOST_MACHINE_MEMORY = 256 << 20 };

#ifndef GOREADY_LOCALE_DIR
#define GOREADY_LOCALE_DIR "/usr/share/locale"
#endif

static const char *variable(const char *name)
{
	return getenv(name);
}

/* Catalogues lie beside the program (../share/locale), else under the install prefix. */
static void choose_language(struct arena *mem, const char *lang)
{
	const char *beside =
		arena_fmt(mem, "%s/../share/locale", path_folder(mem, host_own_path(mem)));
	struct stat st;

	if (lang)
		setenv("LANGUAGE", lang, 1);
	if (!setlocale(LC_ALL, ""))
		setlocale(LC_CTYPE, "C.UTF-8");
	if (lang)
		setlocale(LC_MESSAGES, lang); /* musl reads no LANGUAGE, and takes any name */
	setlocale(LC_NUMERIC, "C"); /* numbers in JSON and versions have points everywhere */
	bindtextdomain(GOREADY_DOMAIN, stat(beside, &st) == 0 ? beside : GOREADY_LOCALE_DIR);
	bind_textdomain_codeset(GOREADY_DOMAIN, "UTF-8");
	textdomain(GOREADY_DOMAIN);
}

int command_help(struct app *app)
{
	const char *topic = app->request.word_n ? app->request.words[0] : NULL;
	const char *text = topic ? help_topic(app->mem, topic) : help_overview(app->mem);
	struct nearest near = { .typed = topic };
	struct err e = { 0 };

	if (!text) {
		for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++)
			nearest_try(&near, command_rows[id].name);
		for (const struct topic_row *row = topic_rows; row->name; row++)
			nearest_try(&near, row->name);
		err_set(&e, RC_USAGE, _("there is no help topic \"%s\""), topic);
		err_hint(&e, _("Did you mean %s? 'goready help' lists the topics."), near.name);
		return app_fail(&e);
	}
	fputs(text, stdout);
	return EXIT_OK;
}

typedef int command_function(struct app *app);

static command_function *const commands[COMMAND_N] = {
	[COMMAND_WIZARD] = command_wizard,
	[COMMAND_DOCTOR] = command_doctor,
	[COMMAND_FIX] = command_wizard,
	[COMMAND_APPLY] = command_apply,
	[COMMAND_PROVE] = command_prove,
	[COMMAND_UNDO] = command_undo,
	[COMMAND_HISTORY] = command_history,
	[COMMAND_ENV] = command_env,
	[COMMAND_EXPLAIN] = command_explain,
	[COMMAND_CAPTURE] = command_capture,
	[COMMAND_SELF_UPDATE] = command_self_update,
	[COMMAND_HELP] = command_help,
};

static int answer(struct app *app)
{
	const struct request *r = &app->request;
	struct err e = { 0 };

	if (r->version) {
		printf("goready %s\n", GOREADY_VERSION);
		return EXIT_OK;
	}
	if (r->help) {
		fputs(help_command(app->mem, r->command), stdout);
		return EXIT_OK;
	}
	if (r->command == COMMAND_FIX && r->yes)
		return command_apply(app);
	if (r->command == COMMAND_FIX && r->json) {
		err_set(&e, RC_USAGE, _("fix --json needs --yes"));
		return app_fail(&e);
	}
	return commands[r->command](app);
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

static void speak(const char *lang)
{
	struct arena *mem = arena_open("language", 1 << 20);

	choose_language(mem, lang);
	arena_close(mem);
}

static int run(int argc, char **argv)
{
	struct app app = { .mem = arena_open("process", MOST_PROCESS_MEMORY),
			   .machine = arena_open("machine", MOST_MACHINE_MEMORY),
			   .host = app_host() };
	struct err e = { 0 };
	int status;

	app.program = host_own_path(app.mem);
	rescue_init(&app);
	app.folder = getcwd(NULL, 0);
	if (request_parse(argc, argv, variable, &app.request, &e)) {
		status = app_fail(&e);
	} else {
		if (app.request.lang)
			speak(app.request.lang); /* helpers inherit it */
		app.loop = loop_open();
		status = answer(&app);
		loop_close(app.loop);
	}
	free((char *)app.folder);
	arena_close(app.machine);
	arena_close(app.mem);
	return status;
}

int main(int argc, char **argv)
{
	open_standard_descriptors();
	signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of write, not our end */
	speak(getenv("GOREADY_LANG"));
	if (argc > 1 && strcmp(argv[1], "--helper") == 0)
		return helper_main(argc - 2, argv + 2);
	return run(argc, argv);
}
