#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "journal/files.h"
#include "run/task.h"

enum { TAIL = sizeof(((struct child_log *)0)->tail) / sizeof(char *), LINE_MOST = 300 };

struct child_log *child_log_open(struct task *t)
{
	struct child_log *log = ARENA_NEW(t->run->mem, struct child_log);

	log->mem = arena_open("child output", (size_t)64 << 10);
	log->path = arena_fmt(t->run->mem, "%s/%s.log", t->run->log, t->step->id);
	log->fd = open(log->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	for (size_t i = 0; i < TAIL; i++)
		log->tail[i] = arena_alloc(log->mem, LINE_MOST + 1);
	return log;
}

void child_log_add(struct child_log *log, struct bytes line)
{
	char *last = log->tail[log->n % TAIL];
	size_t n = line.n < LINE_MOST ? line.n : LINE_MOST;

	/* A log that cannot be written (disk full) is no reason to stop: what matters is said. */
	if (log->fd >= 0 && (file_write_all(log->fd, line.at, line.n, log->path, NULL) ||
			     file_write_all(log->fd, "\n", 1, log->path, NULL))) {
		close(log->fd);
		log->fd = -1;
	}
	if (!n)
		return;
	memcpy(last, line.at, n);
	last[n] = '\0';
	log->n++;
}

const char *child_log_tail(struct arena *mem, const struct child_log *log)
{
	struct str text = { .mem = mem };
	size_t first = log->n > TAIL ? log->n - TAIL : 0;

	for (size_t i = first; i < log->n; i++)
		str_fmt(&text, "%s%s", i > first ? "\n" : "", log->tail[i % TAIL]);
	return str_text(&text);
}

void child_log_close(struct child_log *log)
{
	if (log->fd >= 0)
		close(log->fd);
	log->fd = -1;
	arena_close(log->mem);
	log->mem = NULL;
}

enum rc child_log_spawn(struct task *t, const struct child_spec *spec, struct child_log **ret_log,
			struct child **ret_child, struct err *e)
{
	*ret_log = child_log_open(t);
	*ret_child = loop_spawn(t->run->spec.loop, spec, e);
	if (*ret_child)
		return RC_OK;
	child_log_close(*ret_log);
	return e->rc ? e->rc : RC_COMMAND;
}
