#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#include "archive/digest.h"
#include "archive/sha256_cpu.h"

static void assert_sha256(const char *expected, struct bytes data)
{
	char hex[65];

	sha256_of(data, hex);
	assert_string_equal(hex, expected);
}

static void assert_sha256_by_cpu(const char *expected, struct bytes data, size_t piece)
{
	struct sha256_cpu s;
	unsigned char raw[32];
	char hex[65];

	sha256_cpu_begin(&s);
	for (size_t at = 0; at < data.n; at += piece)
		sha256_cpu_add(&s, data.at + at, data.n - at < piece ? data.n - at : piece);
	sha256_cpu_end(&s, raw);
	for (size_t i = 0; i < sizeof(raw); i++)
		snprintf(hex + 2 * i, 3, "%02x", raw[i]);
	assert_string_equal(hex, expected);
}

/* FIPS 180-2, appendix B. */
TEST(known_texts_have_their_published_sha256)
{
	assert_sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		      BYTES(""));
	assert_sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		      BYTES("abc"));
}

TEST(a_hash_fed_in_pieces_equals_the_hash_of_the_whole)
{
	struct sha256 *h = sha256_open();
	char pieces[65], whole[65];

	sha256_add(h, "hello, ", 7);
	sha256_add(h, "", 0);
	sha256_add(h, "world", 5);
	sha256_close(h, pieces);
	sha256_of(BYTES("hello, world"), whole);
	assert_string_equal(pieces, whole);
}

/* Every length around the ends of blocks, in pieces of every size around them. */
TEST(the_processors_own_sha256_equals_the_librarys)
{
	char data[300], hex[65];

	if (!sha256_cpu_is_there())
		skip_because("this processor has no instructions for SHA-256");
	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = (char)(i * i + 7 * i);
	for (size_t n = 0; n <= sizeof(data); n++) {
		sha256_of((struct bytes){ data, n }, hex);
		for (size_t piece = 1; piece <= 130; piece += 7)
			assert_sha256_by_cpu(hex, (struct bytes){ data, n }, piece);
	}
}

TEST(a_file_hashes_as_its_bytes_do)
{
	struct str s = { .mem = test_arena() };
	char of_file[65], of_bytes[65];
	struct err e = { 0 };

	for (int i = 0; i < 100000; i++)
		str_fmt(&s, "%d\n", i);
	test_write_bytes("big", str_bytes(&s), 0644);
	assert_ok(sha256_file(test_path("big"), of_file, &e), &e);
	sha256_of(str_bytes(&s), of_bytes);
	assert_string_equal(of_file, of_bytes);
}

static void on_signal(int number)
{
	(void)number;
}

/* Opened by both ends, a pipe without bytes is waited for; meanwhile signals come. */
static void write_late(const char *pipe_path)
{
	FILE *f = fopen(pipe_path, "w");

	for (int i = 0; i < 20; i++) {
		usleep(2000);
		kill(getppid(), SIGUSR1);
	}
	fputs("hello, world", f);
	fclose(f);
	_exit(0);
}

TEST(a_signal_in_the_middle_does_not_end_the_reading)
{
	struct sigaction act = { .sa_handler = on_signal }, before; /* no SA_RESTART */
	char late[65], whole[65];
	struct err e = { 0 };
	enum rc rc;
	pid_t pid;

	assert_int_equal(0, mkfifo(test_path("pipe"), 0600));
	pid = fork();
	if (pid == 0)
		write_late(test_path("pipe"));
	sigaction(SIGUSR1, &act, &before);
	rc = sha256_file(test_path("pipe"), late, &e);
	while (waitpid(pid, NULL, 0) < 0)
		;
	sigaction(SIGUSR1, &before, NULL);
	assert_ok(rc, &e);
	sha256_of(BYTES("hello, world"), whole);
	assert_string_equal(whole, late);
}

TEST(a_missing_file_leaves_the_result_alone_and_names_the_path)
{
	char hex[65] = "untouched";
	struct err e = { 0 };

	assert_rc(RC_NOT_FOUND, sha256_file(test_path("nothing"), hex, &e), &e);
	assert_contains(e.text, "/nothing");
	assert_string_equal(hex, "untouched");
}
