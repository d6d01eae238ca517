/*
 * Their arguments:
 *
 *	unpack KIND FOLDER [PREFIX]      archive/unpack.h
 *	net                              net/net.h
 *	sync FOLDER                      waits until all files of its file system are on the disk
 *	shells OVERLAY FOLDER PROFILE    asks the shells, prints the matrix as JSON
 *	prove KEEP FOLDER PROFILE [NAME,...]  prints a JSON line per verdict, at the end {"event":"proved",...}
 *	warm "" FOLDER PROFILE [GO]      fetches and compiles the proof's modules ahead of it
 *	install FOLDER                   app/self_install.h
 *	take-back RUN [json]             app/rescue.h
 *	man | completions SHELL          texts that the build installs
 *	rules                            docs/rules.md
 */
#include "app/helper.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/help.h"
#include "app/rescue.h"
#include "app/self_install.h"
#include "base/i18n.h"
#include "base/sync.h"
#include "archive/unpack.h"
#include "net/net.h"
#include "proof/proof.h"
#include "ui/json_out.h"

enum { MOST_HELPER_MEMORY = 256 << 20 };

static const char *word(int argc, char **argv, int i)
{
	return i < argc && *argv[i] ? argv[i] : NULL;
}

/* Fetches and compiles the proof's modules while other steps run; whether it works is no matter. */
static int warm_main(struct app *app, const char *go)
{
	struct proof_spec spec = { .host = app->host };
	struct err e = { 0 };
	enum rc rc = app_look(app, &e);

	spec.facts = app->facts;
	spec.wants = &app->wants;
	if (!rc)
		rc = proof_warm(app->machine, &spec, go, &e);
	if (rc)
		fprintf(stderr, "%s\n", e.text);
	return rc ? EXIT_FAILED : EXIT_OK;
}

struct names app_helper_argv(struct app *app, const char *name, const char *argument)
{
	const struct request *r = &app->request;
	struct names argv = { 0 };

	list_push(app->mem, &argv, app->program);
	list_push(app->mem, &argv, "--helper");
	list_push(app->mem, &argv, name);
	list_push(app->mem, &argv, argument ? argument : "");
	list_push(app->mem, &argv, app->folder ? app->folder : "/");
	list_push(app->mem, &argv, r->profile ? r->profile : "");
	return argv;
}

/* The main process's options, as app_helper_argv passes them. */
static void take_words(struct app *app, int argc, char **argv)
{
	app->folder = word(argc, argv, 2);
	app->request.profile = word(argc, argv, 3);
}

static int shells_main(struct app *app, const char *overlay)
{
	struct facts_options options = { .project = NULL };
	struct shell_matrix matrix = { 0 };
	struct err e = { 0 };

	app->facts = facts_gather(app->machine, app->host, &options);
	if (app_load_wants(app, &e) ||
	    facts_ask_shells(app->machine, app->host, app->facts, overlay, &matrix, &e)) {
		printf("%s\n", e.text); /* the parent shows what came where the status is not 0 */
		return EXIT_FAILED;
	}
	json_out_line(shell_matrix_json(app->machine, &matrix));
	return EXIT_OK;
}

static void verdict_line(void *ctx, const struct verdict *verdict)
{
	struct app *app = ctx;
	struct json *json = verdict_json(app->machine, verdict);

	json_add_string(app->machine, json, "event", "verdict");
	json_out_line(json);
}

static int prove_main(struct app *app, const char *keep, const char *list)
{
	const struct names names = str_split(app->mem, list ? list : "hello", ',');
	struct proof_spec spec = {
		.host = app->host, .names = &names, .keep = keep, .event = verdict_line, .ctx = app
	};
	struct json *end = json_new_object(app->machine);
	struct verdicts verdicts = { 0 };
	struct err e = { 0 };
	enum rc rc = app_look(app, &e);

	spec.facts = app->facts;
	spec.wants = &app->wants;
	if (!rc)
		rc = facts_check_home(app->facts, &e); /* Go fills its caches there */
	if (!rc)
		rc = proof_run(app->machine, &spec, &verdicts, &e);
	json_add_string(app->machine, end, "event", "proved");
	json_add_bool(app->machine, end, "ok", !rc && proof_ok(&verdicts));
	json_add_text(app->machine, end, "error", rc ? e.text : NULL);
	json_add_text(app->machine, end, "remedy", rc ? err_remedy(&e) : NULL);
	json_out_line(end);
	return rc ? EXIT_FAILED : proof_ok(&verdicts) ? EXIT_OK : EXIT_PROBLEMS;
}

static int text_main(struct arena *mem, const char *name, const char *shell)
{
	const char *text = strcmp(name, "man") == 0     ? help_man(mem)
			   : strcmp(name, "rules") == 0 ? help_rules(mem)
							: help_completions(mem, shell ? shell : "");

	if (!text)
		return EXIT_WRONG_USAGE;
	fputs(text, stdout);
	return EXIT_OK;
}

/* Of its error it says id and text, for the parent (run/task_unpack.c). */
static int sync_main(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct err e = { .rc = RC_OK };

	if (fd < 0 || sync_file_system(fd))
		err_errno(&e, _("%s cannot be written"), folder);
	if (fd >= 0)
		close(fd);
	if (e.rc)
		fprintf(stderr, "%s %s\n", rc_id(e.rc), e.text);
	return e.rc ? EXIT_FAILED : EXIT_OK;
}

static int run_helper(struct app *app, int argc, char **argv)
{
	const char *name = argv[0];

	take_words(app, argc, argv);
	if (strcmp(name, "shells") == 0)
		return shells_main(app, word(argc, argv, 1));
	if (strcmp(name, "prove") == 0)
		return prove_main(app, word(argc, argv, 1), word(argc, argv, 4));
	if (strcmp(name, "install") == 0)
		return self_install_main(app, word(argc, argv, 1));
	if (strcmp(name, "warm") == 0)
		return warm_main(app, word(argc, argv, 4));
	if (strcmp(name, "take-back") == 0 && word(argc, argv, 1))
		return take_back_main(app, word(argc, argv, 1), word(argc, argv, 2) != NULL);
	if (strcmp(name, "man") == 0 || strcmp(name, "rules") == 0 ||
	    strcmp(name, "completions") == 0)
		return text_main(app->machine, name, word(argc, argv, 1));
	fprintf(stderr, "goready: there is no helper %s\n", name);
	return EXIT_WRONG_USAGE;
}

int helper_main(int argc, char **argv)
{
	struct app app = { .host = app_host() };
	int status;

	if (argc < 1)
		return EXIT_WRONG_USAGE;
	if (strcmp(argv[0], "unpack") == 0)
		return unpack_main(argc - 1, argv + 1);
	if (strcmp(argv[0], "net") == 0)
		return net_helper_main();
	if (strcmp(argv[0], "sync") == 0 && argc == 2)
		return sync_main(argv[1]);
	app.mem = app.machine = arena_open("helper", MOST_HELPER_MEMORY);
	app.program = host_own_path(app.mem);
	app.loop = loop_open();
	status = run_helper(&app, argc, argv);
	loop_close(app.loop);
	arena_close(app.mem);
	return status;
}
