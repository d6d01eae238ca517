#include "loop/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/descriptor.h"
#include "base/environment.h"
#include "base/i18n.h"
#include "base/str.h"
#include "loop/guard.h"
#include "loop/terminal.h"

extern char **environ;

/* All that the child needs, made before the fork: after it only async-signal-safe calls are
 * allowed. */
struct image {
	char **argv, **env;
	char **candidates; /* paths to try, as execvp does */
	const char *folder;
	enum child_session session;
	int in, out, err, status;
	pid_t parent;
	int largest_fd;
};

int fd_prepare(int fd)
{
	if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
		return -1;
	return fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

static char **null_ended(struct arena *mem, const struct names *names)
{
	char **all = arena_alloc(mem, (names->n + 1) * sizeof(*all));

	for (size_t i = 0; i < names->n; i++)
		all[i] = arena_strdup(mem, names->at[i]);
	return all;
}

/* Who is in front of the terminal talks with the user: that one finds what the user has. Every
 * other one writes for us, and is told so; but for a shell that is to start as at a terminal. */
static char **environment_of(struct arena *mem, const struct spawn *s)
{
	struct names env = { 0 };

	for (char **at = environ; !s->env && at && *at; at++)
		list_push(mem, &env, *at);
	for (size_t i = 0; s->env && i < s->env->n; i++)
		list_push(mem, &env, s->env->at[i]);
	if (s->session < SESSION_FRONT && !s->env_as_given)
		environment_for_reading(mem, &env);
	return null_ended(mem, &env);
}

static const char *spawn_path_of(char **env)
{
	for (; env && *env; env++)
		if (str_starts(*env, "PATH="))
			return *env + strlen("PATH=");
	return "/usr/bin:/bin";
}

static char **find_candidates(struct arena *mem, const char *name, char **env)
{
	struct names all = { 0 }, entries;

	if (strchr(name, '/')) {
		list_push(mem, &all, name);
		return null_ended(mem, &all);
	}
	entries = str_split(mem, spawn_path_of(env), ':');
	for (size_t i = 0; i < entries.n; i++)
		list_push(mem, &all, path_join(mem, *entries.at[i] ? entries.at[i] : ".", name));
	return null_ended(mem, &all);
}

/* The error that says most: "permission denied" before "not found" (execvp(3)). */
static int exec_first(const struct image *image)
{
	int why = ENOENT;

	for (char **path = image->candidates; *path; path++) {
		execve(*path, image->argv, image->env);
		if (errno == EACCES)
			why = EACCES;
		else if (errno != ENOENT && errno != ENOTDIR)
			return errno;
	}
	return why;
}

pid_t fork_held_back(void)
{
	sigset_t all, before;
	pid_t pid;
	int why;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	why = errno;
	if (pid != 0)
		sigprocmask(SIG_SETMASK, &before, NULL);
	errno = why;
	return pid;
}

/* Our handlers go before anything comes through: they write into the pipe that our loop reads. */
static void child_signals(void)
{
	static const int usual[] = { SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT, SIGTTIN, SIGTTOU };
	struct sigaction now;
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		if (sigaction(number, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			signal(number, SIG_DFL);
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		signal(usual[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void child_session(const struct image *image)
{
	if (image->session == SESSION_OWN)
		setsid();
	else
		setpgid(0, 0);
	if (image->session >= SESSION_FRONT)
		terminal_give(getpid());
}

static void child_main(const struct image *image)
{
	int why;

	child_session(image);
	guard_child(image->parent);
	child_signals();
	if (dup2(image->in, 0) >= 0 && dup2(image->out, 1) >= 0 && dup2(image->err, 2) >= 0 &&
	    chdir(image->folder) == 0) {
		/* What we were given by whoever started us and never marked. */
		fds_close_on_exec(3, image->largest_fd);
		why = exec_first(image);
	} else {
		why = errno;
	}
	while (write(image->status, &why, sizeof(why)) < 0 && errno == EINTR)
		;
	_exit(127);
}

static void close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* in, out, err, status: read end and write end of each. */
struct pipes {
	int in[2], out[2], err[2], status[2];
};

static void close_all(struct pipes *p)
{
	for (int i = 0; i < 2; i++) {
		close_one(&p->in[i]);
		close_one(&p->out[i]);
		close_one(&p->err[i]);
		close_one(&p->status[i]);
	}
}

/* Ends that land on 0, 1 or 2 (where those were closed) would be overwritten by dup2. */
static int above_two(int *fd)
{
	int moved;

	if (*fd > 2)
		return 0;
	moved = fcntl(*fd, F_DUPFD_CLOEXEC, 3);
	if (moved < 0)
		return -1;
	close(*fd);
	*fd = moved;
	return 0;
}

static int make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return -1;
	for (int i = 0; i < 2; i++)
		if (above_two(&ends[i]) != 0 || fcntl(ends[i], F_SETFD, FD_CLOEXEC) < 0)
			return -1;
	return 0;
}

/* The child's ends only; closed like the others. */
static int open_terminal(struct pipes *p)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);

	p->in[0] = fd < 0 || above_two(&fd) ? -1 : fd;
	p->out[1] = p->in[0] < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
	p->err[1] = p->in[0] < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
	return p->out[1] < 0 || p->err[1] < 0 || make_pipe(p->status) ? -1 : 0;
}

static int open_pipes(struct pipes *p, bool input)
{
	if (make_pipe(p->out) || make_pipe(p->err) || make_pipe(p->status))
		return -1;
	if (input)
		return make_pipe(p->in);
	p->in[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	return p->in[0] < 0 ? -1 : above_two(&p->in[0]);
}

static int wait_for_exec(int status)
{
	int why = 0;
	ssize_t n;

	do {
		n = read(status, &why, sizeof(why));
	} while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(why) ? why : 0;
}

static void spawn_prepare(int fd)
{
	if (fd >= 0)
		(void)fd_prepare(fd);
}

static void hand_over(struct spawn *s, struct pipes *p, pid_t pid)
{
	s->pid = pid;
	s->in = p->in[1];
	s->out = p->out[0];
	s->err = p->err[0];
	p->in[1] = p->out[0] = p->err[0] = -1;
	spawn_prepare(s->in);
	spawn_prepare(s->out);
	spawn_prepare(s->err);
}

static enum rc start_failed(struct spawn *s, int why, struct err *e)
{
	s->start_errno = why;
	errno = why;
	return err_errno(e, _("starting %s"), s->argv->at[0]);
}

static enum rc fork_and_exec(struct spawn *s, struct image *image, struct pipes *p, struct err *e)
{
	pid_t pid = fork_held_back();
	int why;

	if (pid < 0)
		return err_errno(e, _("starting %s"), s->argv->at[0]);
	if (pid == 0)
		child_main(image);
	if (s->session != SESSION_OWN)
		(void)setpgid(pid, pid); /* whoever comes first */
	close_one(&p->status[1]);
	why = wait_for_exec(p->status[0]);
	if (why) {
		guard_forget(pid);
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
		return start_failed(s, why, e);
	}
	hand_over(s, p, pid);
	return RC_OK;
}

enum rc spawn_start(struct spawn *s, struct err *e)
{
	struct pipes p = { { -1, -1 }, { -1, -1 }, { -1, -1 }, { -1, -1 } };
	bool terminal = s->session == SESSION_TERMINAL;
	struct arena *mem;
	struct image image;
	enum rc rc;

	if (s->argv->n == 0)
		return err_set(e, RC_INTERNAL, _("an empty command"));
	if (terminal ? open_terminal(&p) : open_pipes(&p, s->input)) {
		rc = err_errno(e, _("making pipes for %s"), s->argv->at[0]);
		close_all(&p);
		return rc;
	}
	guard_start();
	mem = arena_open("starting a program", (size_t)8 << 20);
	image = (struct image){ .argv = null_ended(mem, s->argv),
				.env = environment_of(mem, s),
				.folder = s->folder ? s->folder : "/",
				.session = s->session,
				.in = p.in[0],
				.out = p.out[1],
				.err = p.err[1],
				.status = p.status[1],
				.parent = getpid(),
				.largest_fd = fd_largest() };
	image.candidates = find_candidates(mem, s->argv->at[0], image.env);
	rc = fork_and_exec(s, &image, &p, e);
	close_all(&p);
	arena_close(mem);
	return rc;
}
