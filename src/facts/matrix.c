/*
 * Asking the shells: each installed one is started as login, interactive, both and script, and says
 * what its PATH has become, where it finds each tool, and which of Go's variables it has.
 *
 * They are asked side by side: one that sleeps costs its own time limit, and no other's. They get the environment of a fresh login (on a Mac those that are no login shells: the PATH that a
 * login shell made), stdin from /dev/null and ten seconds. In a rehearsal the proposed start files lie
 * in a temp folder; how a shell is led there stands in its row.
 */
#include "facts/gather.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "tool/go_variables.h"

/* Few enough that a slow start file has its ten seconds also where there are two processors. */
enum { AT_ONCE = 6 };

/* "go=/usr/bin/go", "protoc=" */
static bool answers_for_a_tool(const char *line)
{
	tools_each (id) {
		size_t n = strlen(tool_name(id));

		if (str_starts(line, tool_name(id)) && line[n] == '=')
			return true;
	}
	return false;
}

/* What start files print first may hold any bytes. */
static void read_answer(struct arena *mem, struct bytes printed, struct resolved *r)
{
	const char *start = bytes_find(printed, "\n" ASKING_MARK "\n");
	const char *end = start ? strstr(start + 1 + strlen(ASKING_MARK), ASKING_MARK "\n") : NULL;
	struct bytes answer, line;
	bool in_path = false;
	size_t at = 0;

	if (!end)
		return;
	r->variables_told = true;
	start += strlen("\n" ASKING_MARK "\n");
	answer = (struct bytes){ start, (size_t)(end - start) };
	while (next_line(answer, &at, &line)) {
		const char *s = arena_strndup(mem, line.at, line.n);

		in_path = in_path && !answers_for_a_tool(s);
		if (in_path) /* a line break in PATH itself */
			r->path_text = arena_fmt(mem, "%s\n%s", r->path_text, s);
		if (str_starts(s, "PATH=") && !r->path_text) {
			r->path_text = s + 5;
			in_path = true;
		}
		tools_each (id) {
			size_t n = strlen(tool_name(id));

			if (str_starts(s, tool_name(id)) && s[n] == '=' && s[n + 1] == '/')
				r->tool[id] = path_bare(mem, s + n + 1);
		}
		go_variables_each (v) {
			size_t n = strlen(v->name);

			if (str_starts(s, v->name) && s[n] == '=' && s[n + 1])
				list_push(mem, &r->variables, s);
		}
	}
}

/* What every interactive shell without a terminal says. */
static bool is_noise(const char *line)
{
	return strstr(line, "cannot set terminal process group") ||
	       strstr(line, "no job control in this shell") ||
	       strstr(line, "Inappropriate ioctl for device") || strstr(line, "can't access tty") ||
	       strstr(line, "can't change option: zle") || strstr(line, "stty:");
}

static const char *find_complaint(struct arena *mem, struct bytes text)
{
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		const char *s = str_trim(mem, arena_strndup(mem, line.at, line.n));

		if (*s && !is_noise(s))
			return s;
	}
	return NULL;
}

/* One shell in one mode. */
struct question {
	struct asking *asking; /* of the shell */
	struct resolved *answer;
	const struct resolved *modes; /* the shell's, by mode */
	struct names env;
	bool begun, over;
	int64_t start;
};

/* All of them, side by side. */
struct questions {
	struct arena *mem;
	struct host *host;
	struct names programs, variables;
	LIST(struct question) all;
};

static bool is_login(enum shell_mode mode)
{
	return mode == MODE_LOGIN || mode == MODE_LOGIN_INTERACTIVE;
}

static bool is_wanted(const struct asking *a, const struct shell *shell)
{
	if (!shell->installed)
		return false;
	if (shell->login_shell || shell->has_start_file)
		return true;
	for (size_t i = 0; i < shell->files.n; i++)
		if (asking_proposed(a, shell->files.at[i].path))
			return true;
	return false;
}

/* On a Mac every terminal starts a login shell, and path_helper runs in those alone, so any other shell
 * is started from one and inherits its PATH. Elsewhere a desktop starts
 * shells of each kind. */
static const char *path_handed_on(enum os os, const struct resolved *modes)
{
	const char *path = modes[MODE_LOGIN_INTERACTIVE].path_text;

	if (os != OS_DARWIN)
		return NULL;
	return path ? path : modes[MODE_LOGIN].path_text;
}

/* A shell that hung twice is not waited for again; and on a Mac a login shell comes first. */
static bool may_begin(const struct questions *q, const struct question *one)
{
	int slow = 0;

	if (one->begun)
		return false;
	for (size_t i = 0; i < q->all.n; i++) {
		const struct question *other = &q->all.at[i];

		if (other->modes != one->modes)
			continue;
		slow += other->answer->timed_out;
		if (one->asking->home.os == OS_DARWIN && is_login(other->answer->mode) &&
		    !other->over && !is_login(one->answer->mode))
			return false;
	}
	return slow < 2;
}

static bool next_question(void *ctx, struct command *ret, void **ret_job)
{
	struct questions *q = ctx;

	for (size_t i = 0; i < q->all.n; i++) {
		struct question *one = &q->all.at[i];
		struct asking *a = one->asking;
		const struct shell_kind *kind = shell_kind(a->shell->id);

		if (!may_begin(q, one))
			continue;
		one->begun = true;
		one->start = clock_ms();
		a->inherited =
			is_login(one->answer->mode) ? NULL : path_handed_on(a->home.os, one->modes);
		one->env = asking_environment(a);
		*ret = (struct command){
			.argv = kind->argv(a, one->answer->mode,
					   asking_at_prompt(q->mem, kind, one->answer->mode,
							    kind->question(q->mem, &q->programs,
									   &q->variables))),
			.env = &one->env,
			.as_given = true,
			.folder = a->home.home,
			.seconds = 10,
		};
		*ret_job = one;
		return true;
	}
	return false;
}

static void question_answered(void *ctx, void *job, const struct command_result *result)
{
	struct questions *q = ctx;
	struct question *one = job;
	struct resolved *r = one->answer;

	one->over = true;
	if (!result)
		return;
	r->asked = true;
	r->ms = q->host->captured ? 0 : (int)(clock_ms() - one->start);
	r->timed_out = result->timed_out;
	r->status = result->status;
	r->complaint = find_complaint(q->mem, result->err);
	read_answer(q->mem, result->out, r);
}

static void add_modes(struct arena *mem, enum shell_id id, struct shell_matrix *matrix)
{
	const struct shell_kind *kind = shell_kind(id);

	for (int mode = 0; mode < MODE_N; mode++)
		list_push(mem, matrix,
			  ((struct resolved){ .shell = id,
					      .mode = (enum shell_mode)mode,
					      .inherits = kind->inherits &&
							  kind->inherits((enum shell_mode)mode) }));
}

/* In each mode, login shells first, all shells of a mode before the next. */
static void add_questions(struct questions *q, struct asking *askings, struct shell_matrix *matrix)
{
	static const enum shell_mode order[MODE_N] = { MODE_LOGIN, MODE_LOGIN_INTERACTIVE,
						       MODE_INTERACTIVE, MODE_SCRIPT };

	for (int k = 0; k < MODE_N; k++)
		for (size_t i = 0; i < matrix->n; i += MODE_N) {
			struct resolved *modes = &matrix->at[i];
			struct question one = { .asking = &askings[modes->shell],
						.answer = &modes[order[k]],
						.modes = modes };

			if (!one.answer->inherits)
				list_push(q->mem, &q->all, one);
		}
}

/* Where was it set? The login shell alone tells. */
static void trace_login(struct asking *askings, struct shell_matrix *matrix)
{
	for (size_t i = 0; i < matrix->n; i += MODE_N) {
		struct resolved *modes = &matrix->at[i];
		struct asking *a = &askings[modes->shell];
		bool slow = false;

		for (int mode = 0; mode < MODE_N; mode++)
			slow |= modes[mode].timed_out;
		if (a->shell->login_shell && !a->overlay && !slow)
			trace_shell(a, &modes[MODE_LOGIN_INTERACTIVE]);
	}
}

static void ask_all(struct questions *q, struct asking *askings, struct shell_matrix *matrix)
{
	const struct jobs jobs = {
		.at_once = AT_ONCE, .next = next_question, .answered = question_answered, .ctx = q
	};

	tools_each (id)
		list_push(q->mem, &q->programs, tool_name(id));
	go_variables_each (v)
		list_push(q->mem, &q->variables, v->name);
	add_questions(q, askings, matrix);
	host_run_jobs(q->host, q->mem, &jobs);
	trace_login(askings, matrix);
}

enum rc facts_ask_shells(struct arena *mem, struct host *host, const struct facts *f,
			 const char *overlay, struct shell_matrix *ret, struct err *e)
{
	struct asking askings[SHELL_N] = { 0 };
	struct asking shared = {
		.mem = mem, .host = host, .home = facts_shell_home(f), .overlay = overlay
	};
	struct questions q = { .mem = mem, .host = host };
	struct shell_matrix matrix = { 0 };
	enum rc rc = RC_OK;

	for (int id = 0; !rc && id < SHELL_N; id++) {
		shared.shell = &f->shell.shells[id];
		if (!is_wanted(&shared, shared.shell))
			continue;
		rc = asking_prepare(&shared, f->places.tmp, e);
		add_modes(mem, (enum shell_id)id, &matrix);
	}
	for (int id = 0; id < SHELL_N; id++) {
		askings[id] = shared;
		askings[id].shell = &f->shell.shells[id];
	}
	if (!rc)
		ask_all(&q, askings, &matrix);
	asking_done(&shared);
	if (rc)
		return err_while(e, _("asking the shells"));
	*ret = matrix;
	return RC_OK;
}
