/* Facts of this machine with a home folder of the test's own: real files, links, modes. */
#include "machine.h"
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/capture.h"
#include "facts/gather.h"
#include "shell/block.h"

static const char *const variables[] = { "GOROOT", "GOBIN",  "GOPATH",  "GOENV",  "GOPROXY",
					 "GOOS",   "GOARCH", "GOFLAGS", "ZDOTDIR" };

static void clean_environment(const char *shell, const char *path)
{
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
		unsetenv(variables[i]);
	setenv("SHELL", shell, 1);
	setenv("PATH", path, 1);
}

static const struct facts *gather(void)
{
	return facts_gather(test_arena(), host_real(), NULL);
}

static const struct start_file *start_file(const struct facts *f, enum shell_id shell,
					   const char *name)
{
	const struct shell *s = &f->shell.shells[shell];

	for (size_t i = 0; i < s->files.n; i++)
		if (str_equal(s->files.at[i].name, name))
			return &s->files.at[i];
	fail_msg("%s does not know %s", shell_name(shell), name);
	return NULL;
}

/* ---- places ---- */

TEST(relative_xdg_variable_is_ignored)
{
	clean_environment("/bin/bash", "/usr/bin:/bin");
	setenv("XDG_DATA_HOME", "data", 1);
	assert_string_equal(test_path("home/.local/share/goready"), gather()->places.data);
	setenv("XDG_DATA_HOME", "/elsewhere/", 1);
	assert_string_equal("/elsewhere/goready/tools", gather()->places.tools);
}

TEST(go_bin_folder_is_gobin_else_first_of_gopath_and_never_what_go_refuses)
{
	clean_environment("/bin/bash", "/usr/bin:/bin");
	assert_string_equal(test_path("home/go/bin"), gather()->places.go_bin);
	setenv("GOPATH", "/one:/two", 1);
	assert_string_equal("/one/bin", gather()->places.go_bin);
	setenv("GOBIN", "~/bin", 1);
	assert_string_equal("/one/bin", gather()->places.go_bin);
	setenv("GOBIN", "/three/", 1);
	assert_string_equal("/three", gather()->places.go_bin);
}

/* ---- programs that start files run ---- */

TEST(a_program_on_a_path_that_another_shell_gets_is_not_gone)
{
	const struct facts *f;

	test_write("home/.own/bin/own-prompt", "#!/bin/sh\n");
	chmod(test_path("home/.own/bin/own-prompt"), 0755);
	test_write("home/.bashrc", "PATH=$HOME/.own/bin:$PATH\n"
				   "eval \"$(own-prompt init bash)\"\n"
				   "eval \"$(no-such-prompt init bash)\"\n");
	clean_environment("/bin/sh", "/usr/bin:/bin");
	f = gather();
	assert_int_equal(1, f->shell.stale.n);
	assert_string_equal("no-such-prompt", f->shell.stale.at[0].missing);
}

/* ---- version managers ---- */

static void a_go_in(const char *folder)
{
	test_write(arena_fmt(test_arena(), "%s/VERSION", folder), "go1.27.2\n");
	test_write(arena_fmt(test_arena(), "%s/bin/go", folder), "#!/bin/sh\n");
	chmod(test_path(arena_fmt(test_arena(), "%s/bin/go", folder)), 0755);
}

TEST(what_a_version_manager_keeps_is_known_also_where_its_folder_was_moved)
{
	static const struct facts_options listed = { .managers = true };
	static const struct {
		const char *variable, *root, *gos;
		enum origin origin;
	} moved[] = {
		{ "ASDF_DATA_DIR", "elsewhere/versions-of-asdf", "installs/golang/1.27.2/go",
		  ORIGIN_ASDF },
		{ "MISE_DATA_DIR", "elsewhere/m", "installs/go/1.27.2", ORIGIN_MISE },
		{ "GVM_ROOT", "elsewhere/gvm", "gos/go1.27.2", ORIGIN_GVM },
		{ "GOENV_ROOT", "elsewhere/goenv", "versions/1.27.2", ORIGIN_GOENV },
		{ "XDG_DATA_HOME", "data", "mise/installs/go/1.27.2", ORIGIN_MISE },
	};
	struct arena *mem = test_arena();

	clean_environment("/bin/bash", "/usr/bin:/bin");
	for (size_t i = 0; i < sizeof(moved) / sizeof(moved[0]); i++) {
		const char *tree = arena_fmt(mem, "%s/%s", moved[i].root, moved[i].gos);
		const char *go = test_path(arena_fmt(mem, "%s/bin/go", tree));
		const struct facts *f;

		a_go_in(tree);
		setenv(moved[i].variable, test_path(moved[i].root), 1);
		f = facts_gather(mem, host_real(), &listed);
		assert_int_equal(moved[i].origin, machine_tool_at(f, go)->origin);
		assert_true(facts_is_managed(f, go));
		assert_false(
			facts_is_managed(f, test_path(arena_fmt(mem, "%s/notes", moved[i].root))));
		unsetenv(moved[i].variable);
	}
}

TEST(where_a_manager_was_moved_to_is_read_in_start_files_too)
{
	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/.bashrc", "export GOENV_ROOT=\"$HOME/tools/goenv\"\n"
				   "export PATH=\"$GOENV_ROOT/shims:$PATH\"\n");
	assert_int_equal(ORIGIN_GOENV,
			 manager_of(gather(), test_path("home/tools/goenv/shims/go")));
	assert_int_equal(ORIGIN_UNKNOWN, manager_of(gather(), test_path("home/tools/goenv/x")));
	assert_int_equal(ORIGIN_UNKNOWN, manager_of(gather(), NULL));
}

/* ---- goready's own folders ---- */

TEST(links_of_goready_are_known_by_their_text_and_by_what_they_lead_to)
{
	const struct facts *f;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/.local/share/goready/tools/go-1.26.7/bin/go", "x");
	test_write("home/.local/share/goready/bin/notes", "no link");
	assert_int_equal(0, symlink("../tools/go-1.26.7/bin/go",
				    test_path("home/.local/share/goready/bin/go")));
	assert_int_equal(0, symlink("../tools/gone/bin/gofmt",
				    test_path("home/.local/share/goready/bin/gofmt")));
	f = gather();
	assert_int_equal(3, f->own_links.n);
	assert_null(f->own_links.at[2].target); /* "notes" is no link */
	assert_string_equal("../tools/go-1.26.7/bin/go", f->own_links.at[0].target);
	assert_string_equal(test_path("home/.local/share/goready/tools/go-1.26.7/bin/go"),
			    f->own_links.at[0].leads_to);
	assert_string_equal("../tools/gone/bin/gofmt", f->own_links.at[1].target);
	assert_null(f->own_links.at[1].leads_to);
}

TEST(what_is_unfinished_or_put_aside_is_no_tool)
{
	const struct facts *f;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/.local/share/goready/tools/.staging-go-1.27.2/bin/go", "x");
	test_write("home/.local/share/goready/tools/.before-0003-protoc-36.1/bin/protoc", "x");
	f = gather();
	for (size_t i = 0; i < f->tools.n; i++)
		assert_false(path_is_within(f->tools.at[i].path, f->places.tools));
}

static size_t count_within(const struct facts *f, const char *folder)
{
	size_t n = 0;

	for (size_t i = 0; i < f->tools.n; i++)
		n += path_is_within(f->tools.at[i].path, folder);
	return n;
}

/* An earlier goready knew no mark: what has none is whole. */
TEST(a_tree_with_the_mark_of_the_unfinished_is_no_tool_through_no_link)
{
	const struct facts *f;
	const char *mark;

	clean_environment("/bin/bash", test_path("home/.local/share/goready/bin"));
	test_write("home/.local/share/goready/tools/go-1.27.2/bin/go", "x");
	test_write("home/.local/share/goready/tools/protoc-36.1/bin/protoc", "x");
	test_write("home/.local/share/goready/bin/notes", "x");
	assert_int_equal(0, symlink("../tools/go-1.27.2/bin/go",
				    test_path("home/.local/share/goready/bin/go")));
	f = gather();
	assert_int_equal(2, count_within(f, f->places.data)); /* go by its link */
	mark = facts_unfinished_mark(test_arena(),
				     test_path("home/.local/share/goready/tools/go-1.27.2"));
	assert_int_equal(0, mkdir(mark, 0700));
	f = gather();
	assert_int_equal(1, count_within(f, f->places.data));
	assert_int_equal(1,
			 count_within(f, path_join(test_arena(), f->places.tools, "protoc-36.1")));
}

/* ---- settings ---- */

TEST(environment_comes_before_the_go_env_file_and_empty_counts_as_unset)
{
	const struct setting *s;
	const struct facts *f;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/.config/go/env", "GOPROXY=https://file.example\nGOFLAGS=-x\n");
	setenv("GOPROXY", "https://env.example", 1);
	setenv("GOFLAGS", "", 1);
	f = gather();
	s = facts_setting(f, "GOPROXY");
	assert_string_equal("https://env.example", s->value);
	assert_string_equal("https://file.example", s->go_env_file);
	assert_int_equal(SETTING_ENVIRONMENT, s->origin);
	s = facts_setting(f, "GOFLAGS");
	assert_string_equal("-x", s->value);
	assert_int_equal(SETTING_GO_ENV_FILE, s->origin);
	assert_int_equal(2, s->where->line);
}

TEST(goenv_off_means_no_file)
{
	const struct facts *f;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/.config/go/env", "GOFLAGS=-x\n");
	setenv("GOENV", "off", 1);
	f = gather();
	assert_null(f->go.file);
	assert_null(facts_setting_value(f, "GOFLAGS"));
}

TEST(line_that_set_the_variable_is_the_one_with_its_value)
{
	const struct setting *s;

	clean_environment("/bin/zsh", "/usr/bin:/bin");
	test_write("home/.zshrc", "export GOROOT=$HOME/go1.20\n");
	test_write("home/.bashrc", "export GOROOT=/usr/lib/go\n");
	setenv("GOROOT", test_path("home/go1.20"), 1);
	s = facts_setting(gather(), "GOROOT");
	assert_string_equal(test_path("home/.zshrc"), s->where->file);
	assert_string_equal("$HOME/go1.20", s->where->value);
	assert_string_equal(test_path("home/go1.20"), s->start_file);
}

/* ---- PATH of new shells ---- */

static const char *new_shell(const char *shell)
{
	clean_environment(shell, "/usr/bin:/bin");
	return str_join(test_arena(), &gather()->path.new_shell, ":");
}

TEST(plain_lines_of_the_login_shells_files_are_put_together_in_order)
{
	test_write("home/.zshenv", "path=(/a $path)\n");
	test_write("home/.zshrc", "export PATH=$PATH:/c\nexport PATH=\"$HOME/b:$PATH\"\n"
				  "eval \"$(something)\"\n");
	test_write("home/.bashrc", "PATH=/never:$PATH\n");
	assert_string_equal(arena_fmt(test_arena(), "%s:/a:/usr/bin:/bin:/c", test_path("home/b")),
			    new_shell("/bin/zsh"));
}

TEST(path_has_of_a_variable_what_it_is_at_that_line)
{
	const char *bin = test_path("home/go/bin");

	test_write("home/.zshrc", "export PATH=$PATH:$GOPATH/bin\nexport GOPATH=$HOME/go\n");
	assert_string_equal("/usr/bin:/bin", new_shell("/bin/zsh"));
	clean_environment("/bin/zsh", "/usr/bin");
	setenv("GOPATH", test_path("home/go"), 1); /* this terminal has it of the second line */
	assert_string_equal("/usr/bin:/bin",
			    str_join(test_arena(), &gather()->path.new_shell, ":"));
	setenv("GOPATH", "/old", 1);
	assert_string_equal("/usr/bin:/old/bin",
			    str_join(test_arena(), &gather()->path.new_shell, ":"));
	test_write("home/.zshrc", "GOPATH=/first\nPATH=$PATH:$GOPATH/bin\nGOPATH=/second\n");
	assert_string_equal("/usr/bin:/bin:/first/bin", new_shell("/bin/zsh"));
	test_write("home/.zshrc", "PATH=$PATH:$GOPATH/bin\n");
	test_write("home/.zshenv", "GOPATH=$HOME/go\n");
	assert_string_equal(arena_fmt(test_arena(), "/usr/bin:/bin:%s", bin),
			    new_shell("/bin/zsh"));
}

TEST(bash_reads_the_first_profile_there_is)
{
	test_write("home/.profile", "PATH=/profile:$PATH\n");
	test_write("home/.bash_profile", "PATH=/bash_profile:$PATH\n");
	assert_string_equal("/bash_profile:/usr/bin:/bin", new_shell("/bin/bash"));
}

TEST(conditional_line_counts_where_its_folder_is_there)
{
	test_write("home/bin/x", "");
	test_write("home/.profile",
		   "if [ -d \"$HOME/bin\" ]; then\n\tPATH=\"$HOME/bin:$PATH\"\nfi\n"
		   "if [ -d /nowhere ]; then\n\tPATH=\"/nowhere:$PATH\"\nfi\n");
	assert_string_equal(arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("home/bin")),
			    new_shell("/bin/bash"));
}

TEST(line_counts_that_is_for_where_something_is_not_there)
{
	static const char *const lines[] = {
		"if [ ! -d /nowhere ]; then\n\tPATH=\"$HOME/bin:$PATH\"\nfi\n",
		"if ! [ -d /nowhere ]; then\n\tPATH=\"$HOME/bin:$PATH\"\nfi\n",
		"if ! test -e /nowhere; then\n\tPATH=\"$HOME/bin:$PATH\"\nfi\n",
		"[[ ! -f /nowhere ]] && PATH=\"$HOME/bin:$PATH\"\n",
		"[ ! -f /nowhere ] && export PATH=\"$HOME/bin:$PATH\"\n",
	};

	test_write("home/bin/x", "");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		test_write("home/.profile", lines[i]);
		assert_string_equal(
			arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("home/bin")),
			new_shell("/bin/bash"));
	}
}

TEST(line_does_not_count_whose_test_asks_for_what_is_not_there)
{
	test_write("home/bin/x", "");
	test_write("home/.profile", "if [ -d /nowhere ]; then\n\tPATH=\"$HOME/bin:$PATH\"\nfi\n"
				    "[ -d /nowhere ] && export PATH=\"$HOME/bin:$PATH\"\n");
	assert_string_equal("/usr/bin:/bin", new_shell("/bin/bash"));
}

TEST(an_option_of_a_command_is_no_test_of_a_file)
{
	test_write("home/bin/x", "");
	test_write("home/.profile", "if echo \"$HOME\" | grep -e /nowhere -e / >/dev/null; then\n"
				    "\tPATH=\"$HOME/bin:$PATH\"\nfi\n");
	assert_string_equal(arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("home/bin")),
			    new_shell("/bin/bash"));
	test_write("home/.profile", "if [[ -d $HOME && -d /nowhere ]]; then\n"
				    "\tPATH=\"$HOME/bin:$PATH\"\nfi\n"
				    "test -e /nowhere && export PATH=\"$HOME/bin:$PATH\"\n");
	assert_string_equal("/usr/bin:/bin", new_shell("/bin/bash"));
}

TEST(a_file_that_something_else_is_done_without_is_not_missed)
{
	test_write("home/.profile", ". /nowhere/a || return\n"
				    ". /nowhere/b || { exit 1; }\n"
				    ". /nowhere/c || exit_code=1\n"
				    ". /nowhere/d || returns_nothing\n");
	clean_environment("/bin/bash", "/usr/bin:/bin");
	assert_int_equal(2, gather()->shell.stale.n);
}

TEST(a_variable_that_several_lines_may_set_leads_to_no_file_that_is_missed)
{
	test_write("home/.profile", "A=/nowhere/a\nexport A\n. $A/env\n");
	clean_environment("/bin/bash", "/usr/bin:/bin");
	assert_int_equal(1, gather()->shell.stale.n);
	test_write("home/.profile", "A=/nowhere\nread -r A </etc/a\n. $A/env\n"
				    "B=/nowhere\nfor B in /usr /opt; do . $B/env; done\n"
				    "C=/nowhere\nunset C\n. ${C:-/x}/env\n"
				    "D=/nowhere\neval \"D=$HOME\"\n. $D/env\n"
				    "E=/nowhere\nprintf -v E %s /x\n. $E/env\n"
				    "if true; then\n\tF=$HOME\nelse\n\tF=/nowhere\nfi\n. $F/env\n"
				    "G=/nowhere\n[ -d /usr ] && G=/usr\n. $G/env\n"
				    "H=/nowhere\n: ${H:=/usr}\n. $H/env\n");
	assert_int_equal(0, gather()->shell.stale.n);
}

TEST(of_thousands_of_lines_with_a_variable_the_first_are_looked_at)
{
	struct str lines = { .mem = test_arena() };

	str_add(&lines, "A=/nowhere\n");
	for (int i = 0; i < 3000; i++)
		str_fmt(&lines, ". $A/%d\n", i);
	test_write("home/.profile", str_text(&lines));
	clean_environment("/bin/bash", "/usr/bin:/bin");
	assert_int_equal(60, gather()->shell.stale.n);
}

TEST(lines_of_nus_files_count_for_nu)
{
	test_write("home/.config/nushell/env.nu", "$env.PATH = ($env.PATH | prepend /a)\n");
	test_write("home/.config/nushell/config.nu",
		   "$env.PATH ++= ['/c']\npath add ~/b\n$env.PATH = (something)\n");
	assert_string_equal(arena_fmt(test_arena(), "%s:/a:/usr/bin:/bin:/c", test_path("home/b")),
			    new_shell("/usr/bin/nu"));
}

TEST(fish_universal_paths_come_in_front)
{
	test_write("home/.config/fish/fish_variables",
		   "# VERSION: 3.0\nSETUVAR fish_user_paths:/opt/a\\x1e/opt/b\n");
	test_write("home/.config/fish/config.fish", "fish_add_path /opt/c\n");
	assert_string_equal("/opt/c:/opt/a:/opt/b:/usr/bin:/bin", new_shell("/usr/bin/fish"));
}

TEST(goready_block_counts_and_a_cut_off_one_does_not)
{
	static const char block[] =
		"# >>> goready >>>\nfor goready_folder in \"$HOME/x y\" \"/z\"; "
		"do\n\t:\ndone\nexport PATH=\"$HOME/x y:/z:$PATH\"\n# <<< goready <<<\n";

	test_write("home/.zshenv", block);
	assert_string_equal(arena_fmt(test_arena(), "%s:/z:/usr/bin:/bin", test_path("home/x y")),
			    new_shell("/bin/zsh"));
	test_write_bytes("home/.zshenv", (struct bytes){ block, 60 }, 0644);
	assert_string_equal("/usr/bin:/bin", new_shell("/bin/zsh"));
}

TEST(goready_block_counts_by_what_it_reads)
{
	struct arena *mem = test_arena();
	struct names folders = { 0 };
	const char *env_file = test_path("home/.local/share/goready/env.sh");

	list_push(mem, &folders, "/z");
	test_write("home/.zshenv",
		   shell_block_reading(mem, SHELL_ZSH, env_file, test_path("home")));
	assert_string_equal("/usr/bin:/bin", new_shell("/bin/zsh"));
	test_write("home/.local/share/goready/env.sh",
		   shell_block_text(mem, SHELL_ZSH, &folders, test_path("home")));
	assert_string_equal("/z:/usr/bin:/bin", new_shell("/bin/zsh"));
}

/* The block of a shell with a piece of a line replaced by a hand, in its start file; PATH in a new one. */
static const char *edited_block(enum shell_id id, const char *file, const char *piece,
				const char *by)
{
	struct arena *mem = test_arena();
	struct names folders = { 0 };
	const char *block, *at;

	list_push(mem, &folders, "/z");
	block = shell_block_text(mem, id, &folders, test_path("home"));
	at = strstr(block, piece);
	assert_non_null(at);
	test_write(file,
		   arena_fmt(mem, "%.*s%s%s", (int)(at - block), block, by, at + strlen(piece)));
	return new_shell(arena_fmt(mem, "/bin/%s", shell_name(id)));
}

TEST(goready_block_that_sets_path_no_more_counts_for_nothing)
{
	static const char nu[] = "home/.config/nushell/config.nu";
	static const char fish[] = "home/.config/fish/conf.d/goready.fish";

	assert_string_equal("/z:/usr/bin:/bin",
			    edited_block(SHELL_ZSH, "home/.zshenv", "done", "done # x"));
	assert_string_equal("/usr/bin:/bin", edited_block(SHELL_ZSH, "home/.zshenv", "export PATH",
							  "# export PATH"));
	assert_string_equal("/usr/bin:/bin", edited_block(SHELL_FISH, fish, "set -gx PATH", "#"));
	assert_string_equal("/usr/bin:/bin", edited_block(SHELL_NU, nu, "$env.PATH = ", "# "));
}

TEST(each_block_of_a_file_counts_as_the_shell_runs_it)
{
	struct arena *mem = test_arena();
	struct names older = { 0 }, newer = { 0 };

	list_push(mem, &older, "/older");
	list_push(mem, &newer, "/newer");
	test_write("home/.zshenv",
		   arena_fmt(mem, "%sexport PATH=/mine:$PATH\n%sexport PATH=$PATH:/last\n",
			     shell_block_text(mem, SHELL_ZSH, &newer, test_path("home")),
			     shell_block_text(mem, SHELL_ZSH, &older, test_path("home"))));
	assert_string_equal("/older:/mine:/newer:/usr/bin:/bin:/last", new_shell("/bin/zsh"));
}

TEST(block_that_plan_writes_is_read_in_every_shells_syntax)
{
	const struct shell_home home = {
		.os = OS_LINUX, .home = "home", .config = "home/.config", .zdotdir = "home"
	};
	struct arena *mem = test_arena();
	struct names folders = { 0 };

	list_push(mem, &folders, test_path("home/a b"));
	list_push(mem, &folders, "/opt/c");
	for (int id = 0; id < SHELL_N; id++) {
		const struct shell_kind *kind = shell_kind((enum shell_id)id);

		test_write(path_join(mem, kind->folder(mem, &home), kind->linux_blocks[0].name),
			   shell_block_text(mem, (enum shell_id)id, &folders, test_path("home")));
		assert_string_equal(
			arena_fmt(mem, "%s:/opt/c:/usr/bin:/bin", test_path("home/a b")),
			new_shell(arena_fmt(mem, "/bin/%s", shell_name((enum shell_id)id))));
	}
}

/* ---- start files ---- */

TEST(nu_reads_its_files_below_the_folder_of_settings_in_their_order)
{
	static const char *const names[] = { "env.nu", "config.nu", "login.nu", "autoload/b.nu" };
	const struct shell *nu;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/.config/nushell/config.nu", "");
	test_write("home/.config/nushell/autoload/b.nu", "");
	test_write("home/.config/nushell/autoload/notes.txt", "");
	nu = &gather()->shell.shells[SHELL_NU];
	assert_int_equal(4, nu->files.n);
	for (size_t i = 0; i < nu->files.n; i++)
		assert_string_equal(names[i], nu->files.at[i].name);
	assert_string_equal(test_path("home/.config/nushell/config.nu"), nu->files.at[1].path);
	assert_true(nu->has_start_file);
}

TEST(on_a_mac_nu_keeps_to_the_systems_folder_unless_xdg_config_home_is_set)
{
	struct shell_home home = { .os = OS_DARWIN,
				   .home = "/Users/a",
				   .config = "/Users/a/.config" };
	const struct shell_kind *nu = shell_kind(SHELL_NU);

	assert_string_equal("/Users/a/Library/Application Support/nushell",
			    nu->folder(test_arena(), &home));
	home.config_set = true;
	assert_string_equal("/Users/a/.config/nushell", nu->folder(test_arena(), &home));
}

TEST(zdotdir_set_in_zshenv_moves_the_other_files_only)
{
	const struct facts *f;

	clean_environment("/bin/zsh", "/usr/bin:/bin");
	test_write("home/.zshenv", "export ZDOTDIR=$HOME/.config/zsh\n");
	f = gather();
	assert_string_equal(test_path("home/.zshenv"), start_file(f, SHELL_ZSH, ".zshenv")->path);
	assert_string_equal(test_path("home/.config/zsh/.zshrc"),
			    start_file(f, SHELL_ZSH, ".zshrc")->path);
	setenv("ZDOTDIR", test_path("home/z"), 1);
	test_write("home/.zshenv", "# nothing\n");
	assert_string_equal(test_path("home/z/.zshenv"),
			    start_file(gather(), SHELL_ZSH, ".zshenv")->path);
}

TEST(link_to_a_dotfiles_repository_is_followed_and_named)
{
	const struct start_file *file;

	clean_environment("/bin/zsh", "/usr/bin:/bin");
	test_write("home/dotfiles/zshrc", "# mine\n");
	assert_int_equal(0, symlink("dotfiles/zshrc", test_path("home/.zshrc")));
	assert_int_equal(0, symlink("gone", test_path("home/.zprofile")));
	file = start_file(gather(), SHELL_ZSH, ".zshrc");
	assert_true(file->exists);
	assert_true(file->writable);
	assert_string_equal(test_path("home/dotfiles/zshrc"), file->target);
	assert_bytes(BYTES("# mine\n"), file->content);
	file = start_file(gather(), SHELL_ZSH, ".zprofile");
	assert_false(file->exists);
	assert_false(file->writable);
	assert_non_null(file->why_not);
}

TEST(what_stands_in_the_place_of_a_start_file_is_named)
{
	static const struct {
		const char *name, *leads_to, *why_not;
	} cases[] = { { ".zshenv", NULL, "a pipe or a device" },
		      { ".zprofile", "fifo", "a link to a pipe or a device" },
		      { ".zshrc", "/dev/null", "a link to a pipe or a device" },
		      { ".zlogin", "folder", "a link to a folder" } };
	const struct facts *f;

	clean_environment("/bin/zsh", "/usr/bin:/bin");
	test_write("home/folder/x", "");
	assert_int_equal(0, mkfifo(test_path("home/.zshenv"), 0600));
	assert_int_equal(0, mkfifo(test_path("home/fifo"), 0600));
	for (size_t i = 1; i < 4; i++)
		assert_int_equal(
			0, symlink(cases[i].leads_to,
				   test_path(arena_fmt(test_arena(), "home/%s", cases[i].name))));
	f = gather();
	for (size_t i = 0; i < 4; i++) {
		const struct start_file *file = start_file(f, SHELL_ZSH, cases[i].name);

		assert_false(file->exists);
		assert_false(file->writable);
		assert_string_equal(cases[i].why_not, file->why_not);
	}
}

TEST(write_protected_file_is_not_writable_whoever_asks)
{
	const struct start_file *file;

	clean_environment("/bin/zsh", "/usr/bin:/bin");
	test_write_bytes("home/.zshrc", BYTES("x\n"), 0444);
	file = start_file(gather(), SHELL_ZSH, ".zshrc");
	assert_true(file->exists);
	assert_false(file->writable);
	assert_string_equal("write-protected", file->why_not);
}

TEST(own_fish_file_is_known_before_it_exists)
{
	const struct start_file *file;

	clean_environment("/usr/bin/fish", "/usr/bin:/bin");
	file = start_file(gather(), SHELL_FISH, "conf.d/goready.fish");
	assert_false(file->exists);
	assert_true(file->writable);
	assert_string_equal(test_path("home/.config/fish/conf.d/goready.fish"), file->path);
}

/* ---- tools ---- */

/* /bin/sh under protoc's name: a program of this machine that is not protoc. */
TEST(stranger_under_protocs_name_is_foreign)
{
	const struct tool *t;

	clean_environment("/bin/bash",
			  arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("bin")));
	mkdir(test_path("bin"), 0755);
	assert_int_equal(0, symlink("/bin/echo", test_path("bin/protoc")));
	t = machine_tool_at(gather(), test_path("bin/protoc"));
	assert_int_equal(FAULT_FOREIGN, t->fault);
	assert_int_equal(0, t->path_index);
}

TEST(what_exec_skips_is_skipped_and_named)
{
	const struct facts *f;
	struct arena *mem = test_arena();

	clean_environment("/bin/bash", arena_fmt(mem, "%s:%s:%s:%s:%s:/usr/bin:/bin",
						 test_path("a"), test_path("b"), test_path("c"),
						 test_path("d"), test_path("e")));
	mkdir(test_path("a"), 0755);
	mkdir(test_path("b"), 0755);
	mkdir(test_path("a/protoc-gen-go"), 0755);
	assert_int_equal(0, symlink("gone", test_path("b/protoc-gen-go")));
	test_write_bytes("c/protoc-gen-go", BYTES("#!/bin/sh\n"), 0644);
	test_write_bytes("d/protoc-gen-go", BYTES("#!/no/such/program\n"), 0755);
	test_write_bytes("e/protoc-gen-go", BYTES("#!/bin/sh\n"), 0755);
	f = gather();
	assert_int_equal(FAULT_FOLDER, machine_tool_at(f, test_path("a/protoc-gen-go"))->fault);
	assert_int_equal(FAULT_DANGLING, machine_tool_at(f, test_path("b/protoc-gen-go"))->fault);
	assert_int_equal(FAULT_NOT_EXECUTABLE,
			 machine_tool_at(f, test_path("c/protoc-gen-go"))->fault);
	assert_int_equal(FAULT_NO_INTERPRETER,
			 machine_tool_at(f, test_path("d/protoc-gen-go"))->fault);
	assert_string_equal("/no/such/program",
			    machine_tool_at(f, test_path("d/protoc-gen-go"))->fault_detail);
	assert_string_equal(test_path("e/protoc-gen-go"), facts_resolve_here(f, TOOL_GEN_GO)->path);
}

TEST(wrappers_of_protoc_alone_are_started_and_asked_their_version)
{
	const struct facts *f;
	const char *script;

	clean_environment("/bin/bash",
			  arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("bin")));
	script = arena_fmt(test_arena(), "#!/bin/sh\necho started >>%s\n", test_path("trace"));
	test_write_bytes("bin/go", bytes_of(script), 0755);
	test_write_bytes("bin/protoc", BYTES("#!/bin/sh\necho libprotoc 3.0.0\n"), 0755);
	test_write_bytes("bin/protoc-gen-go", bytes_of(script), 0755);
	f = gather();
	assert_non_null(facts_resolve_here(f, TOOL_GO));
	assert_string_equal("3.0.0", facts_resolve_here(f, TOOL_PROTOC)->version);
	assert_null(facts_resolve_here(f, TOOL_GO)->version);
	assert_int_not_equal(0, access(test_path("trace"), F_OK));
}

TEST(folder_below_home_is_written_with_home_however_both_are_spelled)
{
	static const char *const homes[] = { "/home/me", "/home/me/", "/home//./me" };
	static const char *const folders[] = { "/home/me/x/bin", "/home//me//x/bin" };
	struct arena *mem = test_arena();

	for (size_t i = 0; i < 6; i++) {
		struct names one = { 0 };

		list_push(mem, &one, folders[i / 3]);
		assert_contains(shell_block_text(mem, SHELL_ZSH, &one, homes[i % 3]),
				"\"$HOME/x/bin\"");
	}
}

TEST(wrapper_that_starts_what_is_gone_only_if_it_is_there_is_in_order)
{
	static const char *const endings[] = { "exec /bin/echo x", "exec \"$ELSEWHERE/x\"",
					       "/bin/echo x", "other_function" };
	const char *script, *gone = test_path("gone");

	clean_environment("/bin/bash",
			  arena_fmt(test_arena(), "%s:/usr/bin:/bin", test_path("bin")));
	script = arena_fmt(test_arena(), "#!/bin/sh\nexec 2>&1\nexec %s \"$@\"\n", gone);
	test_write_bytes("bin/protoc-gen-go", bytes_of(script), 0755);
	assert_int_equal(FAULT_CANNOT_RUN, facts_resolve_here(gather(), TOOL_GEN_GO)->fault);
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		script = arena_fmt(test_arena(),
				   "#!/bin/sh\nif test -x %s; then\n\texec %s \"$@\"\nfi\n%s\n",
				   gone, gone, endings[i]);
		test_write_bytes("bin/protoc-gen-go", bytes_of(script), 0755);
		assert_int_equal(FAULT_NONE, facts_resolve_here(gather(), TOOL_GEN_GO)->fault);
	}
}

TEST(project_is_read_where_there_is_a_go_mod)
{
	const struct facts *f;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("p/go.mod", "module x\n\ngo 1.26.0 // fine\n\ntoolchain go1.27.2\n\nrequire (\n"
			       "\tgoogle.golang.org/grpc v1.62.0\n"
			       "\tgoogle.golang.org/protobuf v1.34.2 // indirect\n)\n");
	f = facts_gather(test_arena(), host_real(),
			 &(struct facts_options){ .project = test_path("p") });
	assert_string_equal("1.26.0", f->project.go_line);
	assert_string_equal("go1.27.2", f->project.toolchain_line);
	assert_string_equal("v1.62.0", project_requires(&f->project, "google.golang.org/grpc"));
	assert_string_equal("v1.34.2", project_requires(&f->project, "google.golang.org/protobuf"));
	f = facts_gather(test_arena(), host_real(),
			 &(struct facts_options){ .project = test_path("home") });
	assert_null(f->project.folder);
}

TEST(login_shells_line_counts_where_two_shells_differ)
{
	test_write("home/.zshrc", "export GOPATH=$HOME/zsh\n");
	test_write("home/.bashrc", "export GOPATH=$HOME/bash\n");
	clean_environment("/bin/zsh", "/usr/bin:/bin");
	assert_string_equal(test_path("home/zsh"), facts_setting_value(gather(), "GOPATH"));
	assert_string_equal(test_path("home/zsh/bin"), gather()->places.go_bin);
	clean_environment("/bin/bash", "/usr/bin:/bin");
	assert_string_equal(test_path("home/bash"), facts_setting_value(gather(), "GOPATH"));
}

/* `goready capture` and `doctor --from` see the same machine. */
TEST(recorded_machine_gives_the_same_facts_again)
{
	struct arena *mem = test_arena();
	struct host *recorder = host_recorder(mem, host_real()), *captured;
	const struct facts *here, *there;
	struct json *capture;
	struct err e = { 0 };
	const char *text;

	clean_environment("/bin/zsh", "/usr/local/go/bin:/usr/bin:/bin");
	test_write("home/.zshrc", "export GOFLAGS=-mod=vendor\nexport SECRET=hush\n");
	test_write_bytes("home/go/bin/protoc-gen-go", BYTES("#!/bin/sh\n"), 0755);
	here = facts_gather(mem, recorder, NULL);
	text = json_print(mem, host_recorder_json(mem, recorder), true);
	assert_null(strstr(text, "hush"));
	assert_null(strstr(text, test_path("home")));
	assert_ok(json_parse(mem, bytes_of(text), &capture, &e), &e);
	assert_ok(host_captured_open(mem, capture, &captured, &e), &e);
	there = facts_gather(mem, captured, NULL);
	if (host_captured_unrecorded(captured))
		fail_msg("%s", host_captured_first_unrecorded(captured));
	assert_string_equal(json_print(mem, facts_machine_json(mem, here), true),
			    json_print(mem, facts_machine_json(mem, there), true));
	assert_int_equal(here->tools.n, there->tools.n);
	assert_string_equal("-mod=vendor", facts_setting_value(there, "GOFLAGS"));
	assert_int_equal(1, facts_setting(there, "GOFLAGS")->where->line);
}

/* It was planned as a new file, and the run failed at its end. */
TEST(start_file_that_is_too_large_is_there_and_left_alone)
{
	struct str text = { .mem = test_arena() };
	const struct start_file *file;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	while (text.n <= 4 << 20)
		str_add(&text, "alias x=y # a line of a start file that a program has written\n");
	test_write_bytes("home/.bashrc", str_bytes(&text), 0644);
	file = start_file(gather(), SHELL_BASH, ".bashrc");
	assert_true(file->exists);
	assert_false(file->writable);
	assert_string_equal("larger than 4.2 MB", file->why_not);
}

TEST(go_env_file_that_cannot_be_read_is_no_new_file)
{
	struct str text = { .mem = test_arena() };
	const struct facts *f;

	clean_environment("/bin/bash", "/usr/bin:/bin");
	while (text.n <= 1 << 20)
		str_add(&text, "GOFLAGS=-mod=mod\n");
	test_write_bytes("home/.config/go/env", str_bytes(&text), 0644);
	f = gather();
	assert_false(f->go.file_exists);
	assert_string_equal("larger than 1 MB", f->go.file_why_not);
}

TEST(home_that_is_unset_or_relative_is_refused)
{
	struct err e = { 0 };

	clean_environment("/bin/bash", "/usr/bin:/bin");
	assert_int_equal(RC_OK, facts_check_home(gather(), &e));
	setenv("HOME", "some/where", 1);
	assert_int_equal(RC_DENIED, facts_check_home(gather(), &e));
	unsetenv("HOME");
	assert_int_equal(RC_DENIED, facts_check_home(gather(), &e));
	assert_contains(e.text, "HOME");
	setenv("HOME", "//", 1); /* of a service */
	assert_int_equal(RC_DENIED, facts_check_home(gather(), &e));
	assert_contains(e.text, "nobody's home");
}

TEST(home_that_is_no_folder_is_refused)
{
	struct err e = { 0 };

	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/.bashrc", "x\n");
	setenv("HOME", test_path("home/.bashrc"), 1);
	assert_int_equal(RC_DENIED, facts_check_home(gather(), &e));
	assert_contains(e.text, "no such folder");
	assert_null(strstr(e.text, "install")); /* prove and undo say it too */
	setenv("HOME", test_path("home/not/there"), 1);
	assert_int_equal(RC_DENIED, facts_check_home(gather(), &e));
}

TEST(root_with_the_home_of_another_is_refused)
{
	struct err e = { 0 };

	if (getuid() != 0)
		skip_because("only root gives files away");
	clean_environment("/bin/bash", "/usr/bin:/bin");
	assert_int_equal(0, chown(test_path("home"), 4242, 4242));
	assert_int_equal(RC_DENIED, facts_check_home(gather(), &e));
	assert_contains(err_remedy(&e), "sudo -H goready");
}

/* Others could exchange the folder in which the rehearsal's start files lie. */
TEST(tmpdir_that_others_may_rename_in_is_not_used)
{
	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("tmp/x", "");
	setenv("TMPDIR", test_path("tmp"), 1);
	assert_int_equal(0, chmod(test_path("tmp"), 0700));
	assert_string_equal(test_path("tmp"), gather()->places.tmp);
	assert_int_equal(0, chmod(test_path("tmp"), 01777));
	assert_string_equal(test_path("tmp"), gather()->places.tmp);
	assert_int_equal(0, chmod(test_path("tmp"), 0777));
	assert_string_equal("/tmp", gather()->places.tmp);
	test_write("open/tmp/x", "");
	assert_int_equal(0, chmod(test_path("open"), 0777)); /* as bad one level up */
	setenv("TMPDIR", test_path("open/tmp"), 1);
	assert_string_equal("/tmp", gather()->places.tmp);
	unsetenv("TMPDIR");
}

TEST(home_that_cannot_be_written_is_noticed_before_anything_is_fetched)
{
	struct err e = { 0 };

	if (getuid() == 0)
		skip_because("root may write everywhere");
	clean_environment("/bin/bash", "/usr/bin:/bin");
	test_write("home/x", "");
	assert_int_equal(0, chmod(test_path("home"), 0500));
	assert_int_equal(RC_DENIED, facts_check_home(gather(), &e));
	assert_int_equal(0, chmod(test_path("home"), 0700));
	assert_contains(e.text, "cannot be written");
}

/* Its lines are gone through for each that sets PATH: what is kept of that grew with the square of them. */
static void assert_little_memory(bool in_ifs)
{
	struct arena *mem = arena_open("many lines", (size_t)48 << 20);
	struct machine *m = machine_named("debian-bare");
	struct str text = { .mem = mem };
	const struct facts *f;

	for (int i = 0; i < 1000; i++)
		str_fmt(&text,
			in_ifs ? "if [ -d /opt/x%d ]; then\n\tPATH=/opt/x%d:$PATH\nfi\n"
			       : "# %d\nPATH=/opt/x%d:$PATH\n",
			i, i);
	machine_file(m, "~/.profile", str_text(&text));
	f = facts_gather(mem, machine_host(m), NULL);
	assert_int_equal(1000, f->shell.assignments.n);
	arena_close(mem);
}

TEST(a_start_file_with_a_thousand_lines_for_path_needs_little_memory)
{
	assert_little_memory(true);
	assert_little_memory(false);
}
