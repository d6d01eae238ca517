#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "net/net.h"

static struct CMUnitTest tests[400];
static size_t test_count;
static struct arena *mem;
static char folder[200];

static int begin(void **state)
{
	static const char *const places[][2] = { { "HOME", "home" },
						 { "XDG_DATA_HOME", "home/.local/share" },
						 { "XDG_STATE_HOME", "home/.local/state" },
						 { "XDG_CACHE_HOME", "home/.cache" },
						 { "XDG_CONFIG_HOME", "home/.config" } };
	char template[] = "/tmp/goready-test.XXXXXX";
	char path[300];

	(void)state;
	mem = arena_open("test", (size_t)512 << 20);
	if (!mkdtemp(template) || !realpath(template, folder))
		return -1;
	snprintf(path, sizeof(path), "%s/home", folder);
	if (mkdir(path, 0755))
		return -1;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, places[i][1]);
		setenv(places[i][0], path, 1);
	}
	unsetenv("ZDOTDIR");
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int unlock_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (kind == FTW_D || kind == FTW_DNR)
		(void)chmod(path, 0700);
	return 0;
}

static int end(void **state)
{
	(void)state;
	nftw(folder, unlock_one, 16, FTW_PHYS);
	nftw(folder, remove_one, 16, FTW_PHYS | FTW_DEPTH);
	arena_close(mem);
	mem = NULL;
	return 0;
}

void test_register(const char *name, void (*run)(void **state))
{
	if (test_count == sizeof(tests) / sizeof(tests[0]))
		abort();
	tests[test_count++] = (struct CMUnitTest){
		.name = name, .test_func = run, .setup_func = begin, .teardown_func = end
	};
}

int main(int argc, char **argv)
{
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	if (argc > 2)
		cmocka_set_skip_filter(argv[2]);
	net_use_helper(getenv("GOREADY_TEST_PROGRAM"));
	return _cmocka_run_group_tests(argv[0], tests, test_count, NULL, NULL);
}

struct arena *test_arena(void)
{
	return mem;
}

const char *test_folder(void)
{
	return folder;
}

const char *test_path(const char *name)
{
	return path_join(mem, folder, name);
}

int test_divert_stderr(const char *name)
{
	int kept = dup(STDERR_FILENO);
	int file = open(test_path(name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	dup2(file, STDERR_FILENO);
	close(file);
	return kept;
}

void test_restore_stderr(int kept)
{
	dup2(kept, STDERR_FILENO);
	close(kept);
}

static void make_parents(const char *path)
{
	char copy[1000];

	snprintf(copy, sizeof(copy), "%s", path);
	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0755) && errno != EEXIST)
			fail_msg("mkdir %s: %s", copy, strerror(errno));
		*slash = '/';
	}
}

void test_write(const char *name, const char *text)
{
	test_write_bytes(name, bytes_of(text), 0644);
}

static void write_file(const char *path, struct bytes bytes, unsigned mode)
{
	FILE *f;

	make_parents(path);
	f = fopen(path, "wb");
	if (!f)
		fail_msg("%s: %s", path, strerror(errno));
	fwrite(bytes.at, 1, bytes.n, f);
	fclose(f);
	chmod(path, mode);
}

void test_write_bytes(const char *name, struct bytes bytes, unsigned mode)
{
	write_file(test_path(name), bytes, mode);
}

struct bytes test_read(const char *path)
{
	struct str s = { .mem = mem };
	char buffer[8192];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (!f)
		fail_msg("%s: %s", path, strerror(errno));
	while ((n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		str_add_bytes(&s, buffer, n);
	fclose(f);
	return str_bytes(&s);
}

bool test_has_program(const char *name)
{
	return system(arena_fmt(mem, "command -v %s >/dev/null 2>&1", name)) == 0;
}

const char *test_pipe(const char *name)
{
	assert_int_equal(0, mkfifo(test_path(name), 0600));
	return test_path(name);
}

bool test_pipe_is_let_go(const char *path)
{
	for (int i = 0; i < 2000; i++) {
		int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);

		if (fd < 0)
			return errno == ENXIO; /* nobody has it open */
		close(fd);
		usleep(10000);
	}
	return false;
}

struct bytes test_fixture(const char *name)
{
	return test_read(path_join(mem, TESTS_FOLDER, name));
}

void assert_rc_at(enum rc expected, enum rc got, const struct err *e, const char *call,
		  const char *file, int line)
{
	if (expected == got)
		return;
	print_error("%s:%d: %s gave %s, expected %s: %s\n", file, line, call, rc_id(got),
		    rc_id(expected), got && e ? e->text : "");
	_fail(file, line);
}

void assert_bytes_at(struct bytes expected, struct bytes got, const char *file, int line)
{
	if (bytes_equal(expected, got))
		return;
	print_error("%s:%d: bytes differ\n--- expected\n%.*s\n--- got\n%.*s\n---\n", file, line,
		    (int)expected.n, expected.at, (int)got.n, got.at);
	_fail(file, line);
}

void assert_contains_at(const char *text, const char *piece, const char *file, int line)
{
	if (text && strstr(text, piece))
		return;
	print_error("%s:%d: \"%s\" is not in:\n%s\n", file, line, piece, text ? text : "(null)");
	_fail(file, line);
}

void fail_with(const char *mistakes)
{
	fprintf(stderr, "%s\n", mistakes);
	fail_msg("%s", "what is written above");
}

void assert_snapshot(const char *name, const char *text)
{
	const char *path = arena_fmt(mem, "%s/snap/%s", TESTS_FOLDER, name);
	const char *write = getenv("GOREADY_SNAP");

	if (write && strcmp(write, "write") == 0) {
		write_file(path, bytes_of(text), 0644);
		return;
	}
	if (access(path, R_OK) != 0)
		fail_msg("no snapshot %s (GOREADY_SNAP=write makes it)", path);
	if (!bytes_equal(test_read(path), bytes_of(text))) {
		print_error("snapshot %s differs; it would be now:\n%s\n", name, text);
		fail();
	}
}
