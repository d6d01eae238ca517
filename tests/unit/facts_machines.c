/* Facts of captured machines: tests/machines. */
#include "machine.h"

static const struct facts *machine(const char *name)
{
	return machine_gather(machine_named(name));
}

static const struct tool *first(const struct facts *f, enum tool_id id)
{
	const struct tool *t = facts_resolve(f, id);

	if (!t)
		fail_msg("%s is not resolved", tool_name(id));
	return t;
}

static void answers_every_question(const char *name)
{
	machine(name);
}

TEST(every_captured_machine_names_its_sources_and_answers_every_question)
{
	machine_each(answers_every_question);
}

TEST(apt_go_of_ubuntu_is_followed_through_its_link_to_its_tree)
{
	const struct facts *f = machine("ubuntu-24.04-apt-go");
	const struct tool *go = first(f, TOOL_GO), *protoc = first(f, TOOL_PROTOC);

	assert_string_equal("/usr/bin/go", go->path);
	assert_string_equal("/usr/lib/go-1.22/bin/go", go->real_path);
	assert_string_equal("/usr/lib/go-1.22", go->goroot);
	assert_string_equal("1.22.2", go->version);
	assert_int_equal(ORIGIN_DISTRO, go->origin);
	assert_int_equal(FAULT_NONE, go->fault);
	assert_string_equal("3.21.12", protoc->version);
	assert_string_equal("/usr/include", protoc->includes);
	assert_string_equal("ubuntu", f->machine.os_id);
	assert_string_equal("24.04", f->machine.os_version);
	assert_int_equal(LIBC_GLIBC, f->machine.libc);
	assert_int_equal(ARCH_AMD64, f->machine.userland);
}

TEST(snap_go_is_found_behind_the_link_to_snap)
{
	const struct facts *f = machine("ubuntu-24.04-snap-go");
	const struct tool *go = first(f, TOOL_GO);

	assert_string_equal("/snap/bin/go", go->path);
	assert_string_equal("/snap/go/current", go->goroot);
	assert_int_equal(ORIGIN_SNAP, go->origin);
	assert_int_equal(FAULT_NONE, go->fault);
	assert_non_null(go->version);
}

TEST(wsl_generations_are_told_apart_by_the_kernel)
{
	assert_int_equal(1, machine("wsl1")->machine.wsl);
	assert_int_equal(2, machine("wsl2-windows-path")->machine.wsl);
	assert_int_equal(0, machine("debian-bare")->machine.wsl);
}

TEST(windows_programs_are_found_but_never_resolved)
{
	const struct facts *f = machine("wsl2-windows-path");
	size_t windows = 0;

	for (size_t i = 0; i < f->path.entries.n; i++)
		windows += f->path.entries.at[i].windows;
	assert_true(windows >= 40);
	assert_true(machine_tool_at(f, "/mnt/c/Program Files/Go/bin/go.exe")->windows);
	assert_int_equal(FAULT_WRONG_OS,
			 machine_tool_at(f, "/mnt/c/tools/protoc/bin/protoc.exe")->fault);
	assert_null(facts_resolve(f, TOOL_GO));
}

TEST(raspberry_pi_has_a_32_bit_user_land_on_a_64_bit_kernel)
{
	const struct facts *f = machine("raspberry-pi-os-32bit");

	assert_int_equal(ARCH_ARM64, f->machine.cpu);
	assert_int_equal(ARCH_ARM, f->machine.userland);
	assert_int_equal(32, f->machine.userland_bits);
	assert_string_equal("Raspberry Pi 4 Model B Rev 1.4", f->machine.cpu_title);
}

TEST(alpine_has_musl_and_a_glibc_protoc_there_lacks_its_interpreter)
{
	const struct facts *f = machine("alpine");
	const struct tool *protoc = machine_tool_at(f, "/usr/local/bin/protoc");

	assert_int_equal(LIBC_MUSL, f->machine.libc);
	assert_int_equal(FAULT_NO_INTERPRETER, protoc->fault);
	assert_string_equal("/lib64/ld-linux-x86-64.so.2", protoc->fault_detail);
	assert_null(facts_resolve(f, TOOL_PROTOC));
}

TEST(container_has_root_a_memory_limit_and_no_certificates)
{
	const struct facts *f = machine("container-root");

	assert_true(f->machine.root);
	assert_string_equal("docker", f->machine.container);
	assert_int_equal(536870912, f->machine.memory);
	assert_false(f->machine.ca_store);
	assert_false(f->environment.sudo);
}

TEST(stale_goroot_line_in_zshrc_is_in_effect_with_its_file_and_line)
{
	const struct facts *f = machine("goroot-stale-zshrc");
	const struct setting *s = facts_setting(f, "GOROOT");

	assert_string_equal("/usr/local/go1.19", s->value);
	assert_int_equal(SETTING_ENVIRONMENT, s->origin);
	assert_null(s->environment);
	assert_non_null(s->where);
	assert_string_equal("/home/user/.zshrc", s->where->file);
	assert_int_equal(3, s->where->line);
	assert_true(s->where->plain);
}

TEST(good_go_off_path_is_found_in_its_well_known_place)
{
	const struct facts *f = machine("go-off-path");
	const struct tool *go = machine_tool_at(f, "/usr/local/go/bin/go");

	assert_int_equal(-1, go->path_index);
	assert_int_equal(-1, go->new_shell_index);
	assert_int_equal(FAULT_NONE, go->fault);
	assert_int_equal(ORIGIN_OFFICIAL, go->origin);
	assert_null(facts_resolve(f, TOOL_GO));
}

TEST(legacy_plugin_is_known_by_its_main_package_and_never_started)
{
	const struct facts *f = machine("plugin-legacy");
	const struct tool *t = first(f, TOOL_GEN_GO);

	assert_string_equal("/usr/bin/protoc-gen-go", t->path);
	assert_int_equal(FAULT_LEGACY, t->fault);
	assert_string_equal("1.0", first(f, TOOL_GEN_GO_GRPC)->version);
}

TEST(go_env_file_has_its_settings_with_file_and_line)
{
	const struct facts *f = machine("goenv-bad-file");
	const struct setting *s = facts_setting(f, "GOFLAGS");

	assert_string_equal("-mod=vendor", s->value);
	assert_int_equal(SETTING_GO_ENV_FILE, s->origin);
	assert_string_equal("/home/user/.config/go/env", s->where->file);
	/* GOBIN in that file is relative: go refuses it, so the default place counts */
	assert_string_equal("bin", facts_setting_value(f, "GOBIN"));
	assert_string_equal("/home/user/go/bin", f->places.go_bin);
}

TEST(forced_goarch_leads_to_plugins_in_a_folder_of_their_own)
{
	const struct facts *f = machine("goarch-forced");

	assert_string_equal("arm64", facts_setting_value(f, "GOARCH"));
	assert_int_equal(FAULT_WRONG_ARCH,
			 machine_tool_at(f, "/home/user/go/bin/linux_arm64/protoc-gen-go")->fault);
}

TEST(literal_tilde_in_path_is_marked_and_not_expanded)
{
	const struct facts *f = machine("path-tilde");
	bool seen = false;

	for (size_t i = 0; i < f->path.entries.n; i++)
		if (f->path.entries.at[i].tilde)
			seen = str_equal("~/go/bin", f->path.entries.at[i].text);
	assert_true(seen);
	assert_null(facts_resolve(f, TOOL_GEN_GO));
}

TEST(healthy_machines_resolve_all_four_tools_without_fault_in_new_shells)
{
	static const char *const names[] = { "healthy-debian-amd64", "healthy-ubuntu-goready" };

	for (size_t i = 0; i < 2; i++) {
		const struct facts *f = machine(names[i]);

		required_tools_each (id) {
			assert_int_equal(FAULT_NONE, first(f, id)->fault);
			assert_non_null(first(f, id)->version);
		}
	}
}

TEST(block_puts_goready_folders_in_front_for_new_shells_before_they_are_asked)
{
	const struct facts *f = machine("healthy-ubuntu-goready");

	assert_string_equal("/home/user/.local/share/goready/bin", f->path.new_shell.at[0]);
	assert_string_equal("/home/user/go/bin", f->path.new_shell.at[1]);
	assert_string_equal("/home/user/.local/share/goready/bin/go", first(f, TOOL_GO)->path);
	assert_int_equal(ORIGIN_GOREADY, first(f, TOOL_GO)->origin);
	assert_int_equal(ORIGIN_GOREADY, first(f, TOOL_PROTOC)->origin);
	/* a terminal from before the change: only new shells have them */
	assert_null(facts_resolve_here(f, TOOL_GEN_GO));
}

TEST(translated_terminal_above_a_native_goready_is_found)
{
	const struct facts *f = machine("m2-terminal-under-rosetta");

	assert_int_equal(ARCH_ARM64, f->machine.cpu);
	assert_int_equal(ARCH_ARM64, f->machine.userland);
	assert_true(f->machine.translated);
	assert_string_equal("15.1", f->machine.os_version);
	assert_int_equal(LIBC_SYSTEM, f->machine.libc);
}

TEST(mixed_and_broken_trees_say_what_differs)
{
	const struct tool *t = first(machine("go-mixed-tree"), TOOL_GO);

	assert_int_equal(FAULT_MIXED_TREE, t->fault);
	assert_string_equal("1.27.2", t->tree_version);
	assert_string_equal("1.21.3", t->compiler_version);
	t = first(machine("go-broken-tree"), TOOL_GO);
	assert_int_equal(FAULT_BROKEN_TREE, t->fault);
	assert_string_equal("/usr/local/go/pkg/tool/linux_amd64/compile", t->fault_detail);
}

TEST(version_managers_shims_are_named_and_never_started)
{
	const struct facts *f = machine("version-managers");

	assert_int_equal(ORIGIN_ASDF, machine_tool_at(f, "/home/user/.asdf/shims/go")->origin);
	assert_int_equal(ORIGIN_MISE,
			 machine_tool_at(f, "/home/user/.local/share/mise/shims/protoc")->origin);
	/* one version is installed of each: that is the one behind the shim */
	assert_string_equal("1.22.5", first(f, TOOL_GO)->version);
	assert_string_equal("/home/user/.asdf/installs/golang/1.22.5/go",
			    first(f, TOOL_GO)->goroot);
	assert_string_equal("36.1", first(f, TOOL_PROTOC)->version);
	assert_non_null(first(f, TOOL_PROTOC)->includes);
}

TEST(homebrew_tools_have_their_versions_from_the_cellar_or_by_asking)
{
	const struct facts *f = machine("healthy-linuxbrew");

	assert_string_equal("35.1", first(f, TOOL_PROTOC)->version);
	assert_string_equal("1.36.12", first(f, TOOL_GEN_GO)->version);
	assert_int_equal(ORIGIN_HOMEBREW, first(f, TOOL_GO)->origin);
	assert_string_equal("/home/linuxbrew/.linuxbrew", f->brew.brews.at[0].prefix);
	assert_true(f->brew.brews.at[0].on_path);
}

TEST(library_path_that_breaks_protoc_is_kept_when_it_is_asked)
{
	const struct tool *t = first(machine("library-path-foreign"), TOOL_PROTOC);

	assert_int_equal(FAULT_NO_LIBRARY, t->fault);
	assert_contains(t->fault_detail, "undefined symbol");
}

TEST(caches_that_belong_to_root_are_named)
{
	const struct facts *f = machine("disk-full-noexec-foreign");

	assert_int_equal(3, f->environment.foreign_owned.n);
	assert_true(f->environment.tmp_disk.noexec);
	assert_int_equal(209715200, f->environment.home_disk.free_bytes);
}

TEST(json_has_null_for_what_is_unknown)
{
	const struct facts *f = machine("debian-bare");
	const char *text = json_print(test_arena(), facts_machine_json(test_arena(), f), false);

	assert_contains(text, "\"container\":null");
	assert_contains(text, "\"os\":\"linux\"");
	assert_string_equal("[]",
			    json_print(test_arena(), facts_tools_json(test_arena(), f), false));
}
