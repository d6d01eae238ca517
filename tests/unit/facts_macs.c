/* Facts of captured Macs: tests/machines. */
#include "machine.h"

#include <stdio.h>

#include "capture/capture.h"
#include "facts/facts.h"

static const struct facts *mac(const char *name)
{
	return machine_gather(machine_named(name));
}

static const struct brew *brew_at(const struct facts *f, const char *prefix)
{
	for (size_t i = 0; i < f->brew.brews.n; i++)
		if (str_equal(f->brew.brews.at[i].prefix, prefix))
			return &f->brew.brews.at[i];
	fail_msg("no Homebrew was found at %s", prefix);
	return NULL;
}

static const struct keg *keg_of(const struct brew *b, const char *name)
{
	for (size_t i = 0; i < b->kegs.n; i++)
		if (str_equal(b->kegs.at[i].name, name))
			return &b->kegs.at[i];
	fail_msg("no keg of %s in %s", name, b->prefix);
	return NULL;
}

static const char *joined(const struct names *names)
{
	return str_join(test_arena(), names, ":");
}

static struct json *capture_again(struct machine *m)
{
	struct arena *mem = test_arena();
	struct host *recorder = host_recorder(mem, machine_host(m));
	struct json *again;
	struct err e = { 0 };

	facts_gather(mem, recorder, NULL);
	assert_ok(json_parse(mem,
			     bytes_of(json_print(mem, host_recorder_json(mem, recorder), true)),
			     &again, &e),
		  &e);
	return again;
}

static const char *told(const struct facts *f)
{
	struct arena *mem = test_arena();

	return arena_fmt(
		mem, "%s\n%s\n%s %d %zu", json_print(mem, facts_machine_json(mem, f), true),
		json_print(mem, facts_tools_json(mem, f), true), joined(&f->path.new_shell),
		f->machine.admin, f->brew.brews.n ? f->brew.brews.at[0].kegs.n : 0);
}

/* What `goready capture` writes on a Mac is enough to find all of it again. */
TEST(recorded_mac_gives_the_same_facts_without_an_open_question)
{
	struct names names = machine_names();
	int macs = 0;

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = machine_named(names.at[i]);
		const struct facts *before = machine_gather(m);

		if (before->machine.os != OS_DARWIN)
			continue;
		m->capture = capture_again(m);
		assert_string_equal(told(before), told(machine_gather(m)));
		macs++;
	}
	assert_true(macs >= 16);
}

/* ---- the machine ---- */

TEST(chip_comes_from_sysctl_whatever_uname_says)
{
	const struct facts *m2 = mac("m2-terminal-under-rosetta"), *intel = mac("intel-mac");

	/* its uname -m, as a translated shell sees it, is x86_64 */
	assert_int_equal(ARCH_ARM64, m2->machine.cpu);
	assert_int_equal(ARCH_ARM64, m2->machine.userland);
	assert_string_equal("Apple M2 Pro", m2->machine.cpu_title);
	assert_string_equal("macOS 15.1", m2->machine.os_title);
	assert_int_equal(ARCH_AMD64, intel->machine.cpu);
	assert_int_equal(LIBC_SYSTEM, intel->machine.libc);
	assert_false(intel->machine.translated);
}

TEST(uname_that_lies_about_a_native_machine_changes_nothing)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	machine_json(m, "system", "machine", "\"x86_64\"");
	assert_int_equal(ARCH_ARM64, machine_gather(m)->machine.cpu);
}

TEST(ancestors_are_told_from_this_process_up_to_launchd_without_it)
{
	const struct machine_facts *m = &mac("vscode-from-the-dock")->machine;

	assert_int_equal(4, m->ancestry.n);
	assert_string_equal("/bin/zsh", m->ancestry.at[1].path);
	assert_contains(m->ancestry.at[3].path, "Visual Studio Code.app");
	assert_false(m->translated);
	assert_null(m->translated_by);
}

TEST(application_of_the_outermost_translated_process_is_to_blame)
{
	const struct machine_facts *m = &mac("m2-terminal-under-rosetta")->machine;

	assert_true(m->translated);
	assert_string_equal("/Applications/iTerm.app", m->translated_by);
	assert_false(m->ancestry.at[0].translated);
	m = &mac("tmux-under-rosetta")->machine;
	assert_true(m->translated);
	assert_string_equal("/usr/local/bin/tmux", m->translated_by);
}

TEST(helper_inside_an_application_belongs_to_the_application)
{
	struct machine *m = machine_named("vscode-from-the-dock");

	for (struct json *p = (struct json *)json_get(m->capture, "processes")->first; p;
	     p = p->next)
		if (json_number(p, "pid", 0) == 750)
			json_add_bool(test_arena(), p, "translated", true);
	assert_string_equal("/Applications/Visual Studio Code.app",
			    machine_gather(m)->machine.translated_by);
}

TEST(goready_that_runs_translated_itself_is_seen_by_its_own_sysctl)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct machine_facts *f;

	machine_json(m, "sysctl", "sysctl.proc_translated", "1");
	f = &machine_gather(m)->machine;
	assert_true(f->translated);
	assert_int_equal(ARCH_ARM64, f->cpu);
	assert_int_equal(ARCH_AMD64, f->userland);
	assert_true(f->ancestry.at[0].translated);
}

TEST(administrator_is_who_is_in_group_admin)
{
	assert_true(mac("m2-out-of-the-box")->machine.admin);
	assert_false(mac("m2-no-admin")->machine.admin);
	assert_true(mac("m2-no-admin")->machine.admin_known);
}

TEST(rosetta_is_its_runtime_file_and_a_virtual_machine_its_sysctl)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	assert_true(mac("m1-two-homebrews")->machine.rosetta);
	assert_false(machine_gather(m)->machine.rosetta);
	assert_false(machine_gather(m)->machine.virtual_machine);
	machine_json(m, "sysctl", "kern.hv_vmm_present", "1");
	assert_true(machine_gather(m)->machine.virtual_machine);
}

/* ---- command line tools ---- */

TEST(command_line_tools_are_known_by_their_files_and_receipt)
{
	const struct clt_facts *c = &mac("healthy-m1-homebrew")->clt;

	assert_true(c->known && c->tools);
	assert_string_equal("16.1.0.0.1.1729049160", c->version);
	assert_string_equal("/Library/Developer/CommandLineTools", c->active);
	assert_false(c->active_gone);
	assert_null(c->xcode);
	assert_false(c->licence_known);
}

TEST(stubs_in_usr_bin_are_no_command_line_tools)
{
	const struct facts *f = mac("m2-out-of-the-box");

	assert_true(f->clt.known);
	assert_false(f->clt.tools);
	assert_null(f->clt.active);
	assert_null(f->clt.version);
	assert_null(f->environment.c_compiler);
}

TEST(link_to_an_xcode_that_was_removed_is_told)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct clt_facts *c;

	machine_json(m, "files", "/private/var/db/xcode_select_link",
		     "{\"link\": \"/Applications/Xcode.app/Contents/Developer\"}");
	c = &machine_gather(m)->clt;
	assert_true(c->tools);
	assert_true(c->active_gone);
	assert_string_equal("/Applications/Xcode.app/Contents/Developer", c->active);
	assert_null(c->xcode);
}

TEST(developer_dir_that_leads_nowhere_is_no_folder_and_the_link_counts)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct clt_facts *c;

	machine_env(m, "DEVELOPER_DIR", "/Applications/Xcode-beta.app");
	c = &machine_gather(m)->clt;
	assert_string_equal("/Applications/Xcode-beta.app", c->variable_gone);
	assert_string_equal("/Library/Developer/CommandLineTools", c->active);
	assert_false(c->active_gone);
}

TEST(developer_dir_may_name_the_application)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct clt_facts *c;

	machine_env(m, "DEVELOPER_DIR", "/Applications/Xcode-16.app");
	machine_json(m, "files", "/Applications/Xcode-16.app/Contents/Developer/usr/bin/git",
		     "{\"size\": 1}");
	c = &machine_gather(m)->clt;
	assert_null(c->variable_gone);
	assert_string_equal("/Applications/Xcode-16.app/Contents/Developer", c->active);
	assert_string_equal(c->active, c->xcode);
}

TEST(licence_of_xcode_is_asked_of_its_preferences)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	machine_json(m, "files", "/private/var/db/xcode_select_link",
		     "{\"link\": \"/Applications/Xcode.app/Contents/Developer\"}");
	machine_json(m, "files", "/Applications/Xcode.app/Contents/Developer/usr/bin/git",
		     "{\"size\": 1}");
	assert_true(machine_gather(m)->clt.licence_known);
	assert_false(machine_gather(m)->clt.licence_accepted);
	machine_file(m, "/Library/Preferences/com.apple.dt.Xcode.plist",
		     "<key>IDEXcodeVersionForAgreedToGMLicense</key><string>16.1</string>");
	assert_true(machine_gather(m)->clt.licence_accepted);
	machine_file(m, "/Applications/Xcode.app/Contents/version.plist",
		     "<key>CFBundleShortVersionString</key>\n<string>16.4</string>");
	assert_true(machine_gather(m)->clt.licence_accepted);
	machine_file(m, "/Applications/Xcode.app/Contents/version.plist",
		     "<key>CFBundleShortVersionString</key>\n<string>26.0.1</string>");
	assert_false(machine_gather(m)->clt.licence_accepted);
	machine_file(m, "/Applications/Xcode.app/Contents/Resources/LicenseInfo.plist",
		     "<key>licenseID</key><string>EA1937</string>");
	assert_false(machine_gather(m)->clt.licence_accepted);
	machine_file(
		m, "/Library/Preferences/com.apple.dt.Xcode.plist",
		"bplist00 IDELastGMLicenseAgreedTo IDEXcodeVersionForAgreedToGMLicense EA1937");
	assert_true(machine_gather(m)->clt.licence_accepted);
}

/* ---- PATH ---- */

TEST(path_helper_puts_the_systems_folders_first_and_paths_d_before_what_was_there)
{
	struct machine *m = machine_named("m2-out-of-the-box");
	const struct path_facts *p;

	machine_env(m, "PATH", "/Users/user/bin:/usr/bin:/bin");
	machine_file(m, "/private/etc/paths.d/homebrew", "/opt/homebrew/bin\n");
	machine_file(m, "/private/etc/paths.d/100-late", "/late\n\n/usr/bin\n");
	machine_file(m, "/private/etc/paths.d/20-early", "/early\n");
	p = &machine_gather(m)->path;
	assert_string_equal("/usr/local/bin:/System/Cryptexes/App/usr/bin:/usr/bin:/bin:/usr/sbin:"
			    "/sbin:/early:/late:/opt/homebrew/bin:/Users/user/bin",
			    joined(&p->path_helper));
	assert_string_equal("/usr/local/bin:/System/Cryptexes/App/usr/bin:/usr/bin:/bin:/usr/sbin:"
			    "/sbin:/early:/late:/opt/homebrew/bin",
			    joined(&p->paths_d));
}

TEST(what_zshenv_puts_in_front_comes_behind_path_helpers_folders)
{
	struct machine *m = machine_named("m2-out-of-the-box");

	machine_file(m, "~/.zshenv", "export PATH=/first:$PATH\n");
	assert_true(str_starts(joined(&machine_gather(m)->path.new_shell), "/usr/local/bin:"));
	m = machine_named("m2-out-of-the-box");
	machine_file(m, "~/.zprofile", "export PATH=/first:$PATH\n");
	assert_true(
		str_starts(joined(&machine_gather(m)->path.new_shell), "/first:/usr/local/bin:"));
}

TEST(shellenv_line_puts_homebrew_in_front_for_new_shells)
{
	const struct facts *f = mac("healthy-m1-homebrew");

	assert_true(str_starts(joined(&f->path.new_shell),
			       "/Users/user/go/bin:/opt/homebrew/bin:/opt/homebrew/sbin:"));
	assert_int_equal(1, brew_at(f, "/opt/homebrew")->new_shell_index);
	f = mac("mac-fish");
	assert_true(str_starts(joined(&f->path.new_shell), "/opt/homebrew/bin:"));
}

TEST(without_a_shellenv_line_homebrew_comes_behind_the_system_as_paths_d_has_it)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct facts *f;

	machine_json(m, "files", "~/.zprofile", "null");
	f = machine_gather(m);
	assert_int_equal(10, brew_at(f, "/opt/homebrew")->new_shell_index);
	assert_int_equal(1, brew_at(f, "/opt/homebrew")->path_index);
}

TEST(bash_on_a_mac_reads_bashrc_only_where_its_login_file_says_so)
{
	struct machine *m = machine_named("mac-bash-profile");

	assert_null(strstr(joined(&machine_gather(m)->path.new_shell), ".cargo"));
	assert_true(str_starts(joined(&machine_gather(m)->path.new_shell), "/Users/user/go/bin:"));
	machine_file(m, "~/.profile", ". ~/.bashrc\n");
	assert_non_null(strstr(joined(&machine_gather(m)->path.new_shell), ".cargo"));
}

TEST(programs_from_the_dock_get_what_launchd_says)
{
	struct machine *m = machine_named("vscode-from-the-dock");

	assert_string_equal("/usr/bin:/bin:/usr/sbin:/sbin",
			    joined(&machine_gather(m)->path.launchd));
	for (struct json *c = json_get(m->capture, "commands")->first; c; c = c->next)
		if (str_equal(json_get(c, "argv")->first->string, "/bin/launchctl"))
			json_add_string(test_arena(), c, "out", "/opt/homebrew/bin:/usr/bin\n");
	assert_string_equal("/opt/homebrew/bin:/usr/bin", joined(&machine_gather(m)->path.launchd));
}

TEST(folders_that_a_start_files_own_lines_put_first_are_noted_expanded)
{
	const struct facts *f = mac("m2pro-migrated");
	const struct shell *zsh = &f->shell.shells[SHELL_ZSH];

	for (size_t i = 0; i < zsh->files.n; i++)
		if (str_equal(zsh->files.at[i].name, ".zshrc"))
			assert_string_equal("/Users/user/go/bin:/usr/local/go/bin",
					    joined(&zsh->files.at[i].puts_first));
}

/* The facts that the login shell's answer gives. */
static const struct facts *answered(const struct facts *f, const char *path)
{
	struct shell_matrix matrix = { 0 };

	list_push(test_arena(), &matrix,
		  ((struct resolved){ .shell = SHELL_ZSH,
				      .mode = MODE_LOGIN,
				      .asked = true,
				      .path_text = path }));
	return facts_with_shells(test_arena(), NULL, f, &matrix);
}

TEST(what_path_helper_gives_and_the_asked_shell_lacks_is_named)
{
	const struct facts *f = mac("healthy-m1-homebrew"), *asked;

	asked = answered(f, str_join(test_arena(), &f->path.new_shell, ":"));
	assert_int_equal(0, asked->path.path_helper_lost.n);
	asked = answered(f, "/usr/bin:/bin:/usr/sbin:/sbin:/opt/homebrew/bin");
	assert_true(str_starts(joined(&asked->path.path_helper_lost),
			       "/usr/local/bin:/System/Cryptexes/App/usr/bin:"));
	assert_int_equal(4, brew_at(asked, "/opt/homebrew")->new_shell_index);
	assert_int_equal(0, f->path.path_helper_lost.n); /* the older facts stay as they are */
	assert_int_not_equal(4, brew_at(f, "/opt/homebrew")->new_shell_index);
}

/* ---- Homebrew ---- */

TEST(kegs_have_their_version_link_and_whether_they_were_asked_for)
{
	const struct facts *f = mac("healthy-m1-homebrew");
	const struct brew *b = brew_at(f, "/opt/homebrew");

	assert_int_equal(ARCH_ARM64, b->arch);
	assert_string_equal("/opt/homebrew/bin/brew", b->program);
	assert_true(b->on_path && b->writable);
	assert_string_equal("you", b->owner);
	assert_int_equal(5, b->installed.n);
	assert_string_equal("1.27.2", keg_of(b, "go")->version);
	assert_string_equal("/opt/homebrew/Cellar/go/1.27.2", keg_of(b, "go")->folder);
	assert_true(keg_of(b, "go")->linked && keg_of(b, "go")->on_request);
	assert_false(keg_of(b, "abseil")->on_request);
	assert_int_equal(0, b->missing_libraries.n);
	assert_int_equal(0, b->insecure_completions.n);
	assert_int_equal(0, b->leftover_taps.n);
}

TEST(json_lists_every_homebrew_with_its_formulae)
{
	const struct facts *f = mac("m1-two-homebrews");
	const struct json *list = facts_brew_json(test_arena(), f), *intel = list->first->next;

	assert_int_equal(2, json_count(list));
	assert_string_equal("/usr/local", json_string(intel, "prefix"));
	assert_string_equal("amd64", json_string(intel, "arch"));
	assert_true(json_bool(intel, "on_path", false));
	assert_string_equal("go", json_string(json_get(intel, "formulae")->first, "name"));
	assert_string_equal("1.20.5", json_string(json_get(intel, "formulae")->first, "version"));
}

TEST(prefix_tells_what_a_homebrew_was_built_for)
{
	const struct facts *f = mac("m1-two-homebrews");

	assert_int_equal(2, f->brew.brews.n);
	assert_int_equal(ARCH_ARM64, brew_at(f, "/opt/homebrew")->arch);
	assert_int_equal(ARCH_AMD64, brew_at(f, "/usr/local")->arch);
	assert_true(brew_at(f, "/usr/local")->new_shell_index <
		    brew_at(f, "/opt/homebrew")->new_shell_index);
	assert_string_equal("/usr/local/bin/go", facts_resolve(f, TOOL_GO)->path);
}

TEST(newest_keg_counts_where_none_is_linked)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct keg *k;

	machine_json(m, "files", "/opt/homebrew/opt/go", "null");
	machine_json(m, "files", "/opt/homebrew/Cellar/go/1.9.7", "{\"folder\": true}");
	k = keg_of(brew_at(machine_gather(m), "/opt/homebrew"), "go");
	assert_false(k->linked);
	assert_string_equal("1.27.2", k->version);
}

TEST(folders_that_are_not_the_users_are_listed_with_their_owner)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct brew *b;

	machine_json(m, "files", "/opt/homebrew", "{\"folder\": true, \"uid\": 0}");
	machine_json(m, "files", "/opt/homebrew/Cellar", "{\"folder\": true, \"uid\": 0}");
	b = brew_at(machine_gather(m), "/opt/homebrew");
	assert_false(b->writable);
	assert_string_equal("root", b->owner);
	assert_string_equal("/opt/homebrew:/opt/homebrew/Cellar", joined(&b->unwritable));
	machine_json(m, "files", "/opt/homebrew", "{\"folder\": true, \"uid\": 502}");
	assert_string_equal("another user", brew_at(machine_gather(m), "/opt/homebrew")->owner);
}

TEST(usr_local_itself_need_not_be_the_users)
{
	const struct brew *b = brew_at(mac("intel-mac"), "/usr/local");

	assert_true(b->writable);
	assert_string_equal("you", b->owner);
}

TEST(completion_folders_that_others_may_write_to_are_found)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	machine_json(m, "files", "/opt/homebrew/share/zsh",
		     "{\"folder\": true, \"uid\": 501, \"mode\": \"0775\"}");
	assert_string_equal(
		"/opt/homebrew/share/zsh",
		joined(&brew_at(machine_gather(m), "/opt/homebrew")->insecure_completions));
}

TEST(tap_of_old_advice_is_found)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	machine_json(m, "files", "/opt/homebrew/Library/Taps/homebrew/homebrew-core-arm64",
		     "{\"folder\": true}");
	assert_string_equal("homebrew/core-arm64",
			    joined(&brew_at(machine_gather(m), "/opt/homebrew")->leftover_taps));
}

TEST(mirrors_in_brew_env_are_read_with_file_and_line)
{
	const struct brew_facts *f = &mac("mac-behind-proxy")->brew;

	assert_string_equal("/Users/user/.homebrew/brew.env", f->env_file);
	assert_int_equal(3, f->env.n);
	assert_string_equal("HOMEBREW_API_DOMAIN", f->env.at[1].name);
	assert_string_equal("https://artifacts.corp.example/homebrew-api", f->env.at[1].value);
	assert_int_equal(2, f->env.at[1].line);
	assert_string_equal("https_proxy", f->env.at[2].name);
}

TEST(homebrew_on_linux_has_its_kegs_too)
{
	const struct facts *f = mac("healthy-linuxbrew");
	const struct brew *b = brew_at(f, "/home/linuxbrew/.linuxbrew");

	assert_true(b->writable);
	assert_int_equal(4, b->installed.n);
	assert_string_equal("35.1", keg_of(b, "protobuf")->version);
	assert_int_equal(0, b->missing_libraries.n);
	assert_false(f->clt.known);
	assert_int_equal(0, f->path.launchd.n);
}

/* ---- programs ---- */

TEST(libraries_that_an_upgrade_took_away_are_named_for_tool_and_keg)
{
	const struct facts *f = mac("m1-broken-dylibs");
	const struct tool *t = machine_tool_at(f, "/opt/homebrew/bin/protoc");
	const struct brew *b = brew_at(f, "/opt/homebrew");

	assert_int_equal(FAULT_NO_LIBRARY, t->fault);
	assert_string_equal("/opt/homebrew/opt/abseil/lib/libabsl_log_initialize.2508.0.0.dylib "
			    "does not exist",
			    t->missing_libraries.at[0]);
	/* what only protoc's own libraries need is missing as well */
	assert_int_equal(3, t->missing_libraries.n);
	assert_true(b->missing_libraries.n >= 3);
	assert_true(str_starts(b->missing_libraries.at[0], "protoc"));
	assert_string_equal("35.1", t->version); /* by its keg; it was not started */
}

TEST(library_for_another_cpu_is_named_with_it)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	const struct tool *t;

	machine_json(
		m, "files", "/opt/homebrew/Cellar/protobuf/36.1/lib/libprotoc.36.1.0.dylib",
		"{\"binary\": {\"format\": \"macho\", \"os\": \"darwin\", \"arch\": \"amd64\"}}");
	t = machine_tool_at(machine_gather(m), "/opt/homebrew/bin/protoc");
	assert_int_equal(FAULT_NO_LIBRARY, t->fault);
	assert_string_equal(
		"/opt/homebrew/Cellar/protobuf/36.1/lib/libprotoc.36.1.0.dylib is built for amd64",
		t->fault_detail);
}

TEST(nothing_is_said_of_a_library_whose_cpu_the_capture_does_not_say)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	machine_json(m, "files", "/opt/homebrew/Cellar/protobuf/36.1/lib/libprotoc.36.1.0.dylib",
		     "{\"binary\": {\"format\": \"macho\", \"os\": \"darwin\"}}");
	assert_int_equal(FAULT_NONE,
			 machine_tool_at(machine_gather(m), "/opt/homebrew/bin/protoc")->fault);
}

TEST(libraries_beside_the_program_are_found_as_dyld_does)
{
	struct machine *m = machine_named("m1-protoc-3.20");
	const char *head = "{\"binary\": {\"format\": \"macho\", \"os\": \"darwin\", \"arch\": "
			   "\"arm64\", \"needs\": [\"@rpath/liba.dylib\", "
			   "\"@executable_path/../lib/libb.dylib\", \"/usr/lib/libz.1.dylib\"]";
	const struct tool *t;

	machine_json(m, "files", "/usr/local/bin/protoc",
		     arena_fmt(test_arena(), "%s, \"rpaths\": [\"@loader_path/../lib\"]}}", head));
	machine_json(m, "files", "/usr/local/lib/libb.dylib",
		     "{\"binary\": {\"format\": \"fat\", \"os\": \"darwin\", \"arch\": "
		     "[\"amd64\", \"arm64\"]}}");
	t = machine_tool_at(machine_gather(m), "/usr/local/bin/protoc");
	assert_int_equal(1, t->missing_libraries.n);
	assert_string_equal("@rpath/liba.dylib does not exist", t->missing_libraries.at[0]);
}

TEST(quarantined_protoc_is_marked_and_not_started)
{
	struct machine *m = machine_named("m1-protoc-3.20");
	const struct tool *t;

	machine_json(m, "files", "/usr/local/bin/protoc",
		     "{\"binary\": {\"format\": \"macho\", \"os\": \"darwin\", \"arch\": "
		     "\"arm64\"}, \"xattrs\": [\"com.apple.quarantine\"]}");
	t = machine_tool_at(machine_gather(m), "/usr/local/bin/protoc");
	assert_true(t->quarantined);
	assert_null(t->version);
}

TEST(program_for_a_newer_macos_says_which)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	assert_null(machine_tool_at(machine_gather(m), "/opt/homebrew/bin/go")->needs_os);
	machine_json(m, "sysctl", "kern.osproductversion", "\"14.7.1\"");
	assert_string_equal("15.0",
			    machine_tool_at(machine_gather(m), "/opt/homebrew/bin/go")->needs_os);
}

TEST(every_go_program_in_the_go_bin_folder_is_listed_with_version_and_cpu)
{
	const struct tools *t = &mac("m2pro-migrated")->go_tools;

	assert_int_equal(2, t->n);
	assert_string_equal("/Users/user/go/bin/dlv", t->at[0].path);
	assert_string_equal("1.8.2", t->at[0].version);
	assert_string_equal("github.com/go-delve/delve/cmd/dlv", t->at[0].binary.go->main);
	assert_int_equal(ARCH_AMD64, t->at[0].binary.archs[0]);
	assert_int_equal(FAULT_WRONG_ARCH, t->at[1].fault);
}

TEST(file_name_that_says_aarch_64_is_not_believed)
{
	const struct tool *t = machine_tool_at(mac("m1-protoc-3.20"), "/usr/local/bin/protoc");

	assert_int_equal(FAULT_WRONG_ARCH, t->fault);
	assert_string_equal("amd64", t->fault_detail);
}

/* ---- terminals that bring their own start files ---- */

TEST(a_terminals_own_folder_of_start_files_is_not_taken_for_the_users)
{
	static const char *const machines[][2] = {
		{ "vscode-nonlogin-zdotdir-in-tmp", "/Users/user" },
		{ "mac-ghostty-fresh-sequoia", "/Users/user" },
		{ "mac-jetbrains-go-pkg-and-brew", "/Users/user" },
		{ "mac-theia-goroot-of-old-keg", "/Users/user" },
		{ "mac-wezterm-zoo", "/Users/user" },
		{ "healthy-warp", "/Users/user" },
		{ "mac-kitty-zdotdir", "/Users/user/.config/zsh" },
		{ "mac-zdotdir-in-dotfiles", "/Users/user/.config/zsh" },
	};

	for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++)
		assert_string_equal(machines[i][1], mac(machines[i][0])->places.zdotdir);
}

/* ---- a first start ---- */

static enum rc (*answers)(struct host *, struct arena *, const struct command *,
			  struct command_result *, struct err *);
static int slow_until, tries;

/* XProtect looks at protoc for longer than the first time limit. */
static enum rc run_slowly(struct host *h, struct arena *mem, const struct command *command,
			  struct command_result *ret, struct err *e)
{
	if (!str_equal(path_name(command->argv.at[0]), "protoc"))
		return answers(h, mem, command, ret, e);
	tries++;
	if (command->seconds >= slow_until)
		return answers(h, mem, command, ret, e);
	*ret = (struct command_result){ .timed_out = true };
	return RC_OK;
}

static const struct tool *protoc_that_is_slow(const char *machine, int seconds)
{
	struct host *host = machine_host(machine_named(machine));

	answers = host->run;
	host->run = run_slowly;
	slow_until = seconds;
	tries = 0;
	return facts_resolve(facts_gather(test_arena(), host, NULL), TOOL_PROTOC);
}

TEST(a_program_that_is_slow_at_its_first_start_is_asked_once_more_with_twenty_seconds)
{
	const struct tool *t = protoc_that_is_slow("conda-base", 20);

	assert_int_equal(FAULT_NONE, t->fault);
	assert_string_equal("25.3", t->version);
	assert_int_equal(2, tries);
}

TEST(a_program_that_never_answers_is_told_with_the_longer_time)
{
	const struct tool *t = protoc_that_is_slow("conda-base", 3600);

	assert_int_equal(FAULT_CANNOT_RUN, t->fault);
	assert_contains(t->fault_detail, "20 seconds");
	assert_int_equal(2, tries);
}

TEST(elsewhere_a_program_is_asked_once)
{
	(void)protoc_that_is_slow("healthy-debian-amd64", 3600);
	assert_int_equal(1, tries);
}

/* ---- what System Settings say ---- */

/* `scutil --proxy` with these lines in its dictionary. */
static const struct facts *with_settings(const char *lines)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	machine_json(m, "files", "/usr/sbin/scutil", "{\"size\": 100000, \"mode\": \"0755\"}");
	machine_command(m, arena_fmt(test_arena(),
				     "{\"argv\": [\"/usr/sbin/scutil\", \"--proxy\"], \"out\": "
				     "[\"<dictionary> {\", %s, \"}\"]}",
				     lines));
	return machine_gather(m);
}

#define EXCEPTIONS(list) "\"  ExceptionsList : <array> {\", " list ", \"  }\", "
#define HTTPS_PROXY                                       \
	"\"  HTTPSEnable : 1\", \"  HTTPSPort : 8080\", " \
	"\"  HTTPSProxy : proxy.example.com\""

TEST(proxy_of_system_settings_is_read_with_what_goes_without_it)
{
	const struct facts *f = with_settings(
		EXCEPTIONS("\"    0 : *.local\", \"    1 : 169.254/16\"") HTTPS_PROXY);
	const struct facts *with = facts_with_system_proxy(test_arena(), f);

	assert_string_equal("http://proxy.example.com:8080", f->environment.system_proxy);
	assert_string_equal(".local,169.254.0.0/16", f->environment.system_no_proxy);
	assert_false(facts_proxy_is_set(f));
	assert_true(facts_proxy_is_set(with));
	assert_ptr_equal(with, facts_with_system_proxy(test_arena(), with));
}

TEST(exceptions_of_system_settings_are_said_as_variables_say_them)
{
	const struct facts *f = with_settings(EXCEPTIONS(
		"\"    0 : 10.*\", \"    1 : 192.168.*\", \"    2 : intranet\", \"    3 : a*b\", "
		"\"    4 : *corp.example\", \"    5 : 172.16.0.0/12\", \"    6 : *.*\"")
						      HTTPS_PROXY);

	assert_string_equal("10.0.0.0/8,192.168.0.0/16,intranet,corp.example,172.16.0.0/12",
			    f->environment.system_no_proxy);
}

TEST(a_proxy_that_nothing_goes_through_is_none)
{
	const struct facts *f = with_settings(EXCEPTIONS("\"    0 : *\"") HTTPS_PROXY);

	assert_null(f->environment.system_proxy);
	assert_null(f->environment.system_no_proxy);
}

TEST(a_socks_proxy_of_system_settings_resolves_names_itself)
{
	const struct facts *f = with_settings(
		"\"  SOCKSEnable : 1\", \"  SOCKSPort : 1080\", \"  SOCKSProxy : 10.0.0.9\"");

	assert_string_equal("socks5h://10.0.0.9:1080", f->environment.system_proxy);
}

TEST(a_proxy_that_is_switched_off_or_a_file_that_decides_is_no_address)
{
	const struct facts *f =
		with_settings("\"  HTTPSEnable : 0\", \"  HTTPSProxy : old.example.com\", "
			      "\"  ProxyAutoConfigEnable : 1\", "
			      "\"  ProxyAutoConfigURLString : http://wpad.example.com/proxy.pac\"");

	assert_null(f->environment.system_proxy);
	assert_string_equal("http://wpad.example.com/proxy.pac", f->environment.system_proxy_file);
}
