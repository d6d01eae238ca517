#include "mirror_process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "host/host.h"

enum { WORDS_MOST = 128, TRIES = 3000, MEMORY_MOST = 1 << 20 };

/* Neither a period of 256 nor one of a block: what is put at the wrong place shows. */
unsigned char mirror_byte(size_t i)
{
	return (unsigned char)(i * 7 + i / 251);
}

static const char *root_of(const struct mirror *m)
{
	return path_join(test_arena(), m->folder, "root");
}

void mirror_write(const struct mirror *m, const char *name, size_t size)
{
	const char *path = path_join(test_arena(), root_of(m), name);
	FILE *f;

	mkdir(m->folder, 0755);
	mkdir(root_of(m), 0755);
	mkdir(path_folder(test_arena(), path), 0755);
	f = fopen(path, "w");
	assert_non_null(f);
	for (size_t i = 0; i < size; i++)
		fputc(mirror_byte(i), f);
	fclose(f);
}

static void exec_mirror(const struct mirror *m)
{
	const char *argv[WORDS_MOST] = { "python3", TESTS_FOLDER "/lib/mirror.py",
					 "--root",  root_of(m),
					 "--state", path_join(test_arena(), m->folder, "state") };
	size_t n = 6;

#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* a failing test leaves no mirror behind */
#endif
	if (m->http)
		argv[n++] = "--http";
	for (size_t i = 0; m->faults && m->faults[i] && n + 2 < WORDS_MOST; i++) {
		argv[n++] = "--fault";
		argv[n++] = m->faults[i];
	}
	if (!freopen("/dev/null", "w", stdout))
		_exit(126);
	execvp(argv[0], (char **)(uintptr_t)argv);
	_exit(127);
}

void mirror_begin(struct mirror *m)
{
	if (m->pid)
		return;
	m->pid = fork();
	if (m->pid == 0)
		exec_mirror(m);
	for (int i = 0; access(mirror_state(m, "url"), R_OK); i++) {
		nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
		if (i > TRIES)
			fail_msg("%s", "the mirror does not start");
	}
}

void mirror_end(struct mirror *m)
{
	if (m->pid > 0) {
		kill(m->pid, SIGTERM);
		waitpid(m->pid, NULL, 0);
	}
	m->pid = 0;
}

static struct mirror *of_all;

static void remove_mirror(void)
{
	struct arena *mem = arena_open("mirror", MEMORY_MOST); /* a test's own is closed by then */

	mirror_end(of_all);
	if (host_remove_tree(host_real(), mem, of_all->folder, NULL))
		fprintf(stderr, "%s is left\n", of_all->folder);
	arena_close(mem);
}

void mirror_of_all(struct mirror *m, const char *const *folders, size_t size)
{
	static char folder[] = "/tmp/goready-mirror.XXXXXX";

	if (m->pid)
		return;
	assert_non_null(mkdtemp(folder));
	m->folder = folder;
	for (size_t i = 0; folders[i]; i++)
		mirror_write(m, arena_fmt(test_arena(), "%s/file.tar.gz", folders[i]), size);
	mirror_begin(m);
	of_all = m;
	atexit(remove_mirror);
}

const char *mirror_state(const struct mirror *m, const char *name)
{
	return arena_fmt(test_arena(), "%s/state/%s", m->folder, name);
}

const char *mirror_url(const struct mirror *m, const char *path)
{
	return arena_fmt(test_arena(), "%s%s",
			 str_trim(test_arena(), test_read(mirror_state(m, "url")).at), path);
}

struct names mirror_asked(const struct mirror *m, const char *path)
{
	struct names all =
		str_split(test_arena(), test_read(mirror_state(m, "requests.jsonl")).at, '\n');
	const char *wanted = arena_fmt(test_arena(), "\"path\": \"%s\"", path);
	struct names of_path = { 0 };

	for (size_t i = 0; i < all.n; i++)
		if (strstr(all.at[i], wanted))
			list_push(test_arena(), &of_path, all.at[i]);
	return of_path;
}
