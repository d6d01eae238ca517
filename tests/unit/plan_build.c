/* What the plan holds, for machines made by hand. */
#include "test.h"

#include <stdio.h>

#include "plan/build.h"
#include "shell/block.h"
#include "plan_machine.h"
#include "wants/manifest.h"

static struct wants wants_for(const struct facts *f)
{
	struct arena *mem = test_arena();
	struct wants_options options = { .manifest = manifest_builtin(mem) };
	struct wants w;
	struct err e = { 0 };

	assert_ok(wants_make(mem, f, &options, &w, &e), &e);
	return w;
}

static struct plan plan_with(const struct facts *f, const struct wants *w,
			     const struct plan_options *o)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(plan_build(test_arena(), f, w, o, &p, &e), &e);
	return p;
}

static struct plan plan_for(const struct facts *f)
{
	struct wants w = wants_for(f);

	return plan_with(f, &w, NULL);
}

static const char *ids(const struct plan *p)
{
	struct names names = { 0 };

	for (size_t i = 0; i < p->steps.n; i++)
		list_push(test_arena(), &names, p->steps.at[i].id);
	return str_join(test_arena(), &names, " ");
}

static bool needs(const struct plan *p, const char *id, const char *needed)
{
	const struct step *s = plan_step(p, id);

	for (size_t i = 0; s && i < s->needs.n; i++) {
		if (str_equal(s->needs.at[i], needed))
			return true;
	}
	return false;
}

static const char *note_with(const struct plan *p, const char *piece)
{
	for (size_t i = 0; i < p->notes.n; i++) {
		if (strstr(p->notes.at[i], piece))
			return p->notes.at[i];
	}
	return NULL;
}

static void good_plugins(struct facts *f)
{
	machine_tool(test_arena(), f, TOOL_GEN_GO, "/opt/p/protoc-gen-go", "1.99.0", true);
	machine_tool(test_arena(), f, TOOL_GEN_GO_GRPC, "/opt/p/protoc-gen-go-grpc", "1.99.0",
		     true);
}

static void healthy(struct facts *f)
{
	machine_tool(test_arena(), f, TOOL_GO, "/usr/local/go/bin/go", "99.0", true);
	machine_tool(test_arena(), f, TOOL_PROTOC, "/opt/protoc/bin/protoc", "99.0", true);
	good_plugins(f);
}

/* ---- a bare machine ---- */

TEST(a_bare_machine_gets_everything_in_order)
{
	struct plan p = plan_for(machine_bare(test_arena()));

	assert_string_equal(
		"folder.tools folder.bin go.fetch go.unpack gofmt.link go.link "
		"protoc.fetch protoc.unpack protoc.link folder.go-bin plugin.protoc-gen-go "
		"plugin.protoc-gen-go-grpc env.sh shell.bashrc shell.profile proof",
		ids(&p));
	assert_true(needs(&p, "go.unpack", "go.fetch"));
	assert_true(needs(&p, "go.link", "go.unpack"));
	assert_true(needs(&p, "plugin.protoc-gen-go", "go.unpack"));
	assert_false(needs(&p, "plugin.protoc-gen-go", "protoc.unpack"));
	assert_true(needs(&p, "shell.bashrc", "plugin.protoc-gen-go-grpc"));
	assert_true(needs(&p, "proof", "shell.profile"));
}

TEST(every_need_is_an_earlier_step)
{
	struct plan p = plan_for(machine_bare(test_arena()));

	for (size_t i = 0; i < p.steps.n; i++) {
		for (size_t k = 0; k < p.steps.at[i].needs.n; k++) {
			const struct step *needed = plan_step(&p, p.steps.at[i].needs.at[k]);

			assert_non_null(needed);
			assert_true(needed < &p.steps.at[i]);
		}
	}
}

TEST(every_step_says_what_why_and_how_it_is_undone)
{
	struct plan p = plan_for(machine_bare(test_arena()));

	for (size_t i = 0; i < p.steps.n; i++) {
		const struct step *s = &p.steps.at[i];

		assert_true(strlen(s->summary) > 8);
		assert_true(strlen(s->why) > 8);
		if (s->undo == UNDO_STAYS)
			assert_non_null(s->stays);
	}
}

TEST(the_bytes_of_all_steps_are_added_up)
{
	struct plan p = plan_for(machine_bare(test_arena()));
	uint64_t download = 0, disk = 0;

	for (size_t i = 0; i < p.steps.n; i++) {
		download += p.steps.at[i].download;
		disk += p.steps.at[i].disk;
	}
	assert_int_equal(download, p.download);
	assert_int_equal(disk, p.disk);
	assert_true(p.disk > 300000000);
}

TEST(links_lead_from_the_bin_folder_into_the_tree_of_that_version)
{
	struct plan p = plan_for(machine_bare(test_arena()));
	const struct step *go = plan_step(&p, "go.link"), *tree = plan_step(&p, "go.unpack");

	assert_string_equal("/home/ann/.local/share/goready/bin/go", go->link.path);
	assert_true(str_starts(go->link.target, "../tools/go-1."));
	assert_true(str_ends(go->link.target, "/bin/go"));
	assert_string_equal(
		arena_fmt(test_arena(), "../tools/%s/bin/go", path_name(tree->unpack.tree)),
		go->link.target);
	assert_string_equal(plan_step(&p, "go.fetch")->fetch.staging, tree->unpack.staging);
}

TEST(plugins_are_built_by_the_new_go_in_an_environment_of_their_own)
{
	struct facts *f = machine_bare(test_arena());
	struct plan p = plan_for(f);
	const struct run_step *run = &plan_step(&p, "plugin.protoc-gen-go")->run;
	const char *env = str_join(test_arena(), &run->env, "\n");

	assert_true(str_starts(run->argv.at[0], "/home/ann/.local/share/goready/tools/go-"));
	assert_true(str_ends(run->argv.at[0], "/bin/go"));
	assert_string_equal("install", run->argv.at[1]);
	assert_true(
		str_starts(run->argv.at[2], "google.golang.org/protobuf/cmd/protoc-gen-go@v1."));
	assert_contains(env, "GOENV=off");
	assert_contains(env, "GOTOOLCHAIN=local");
	assert_contains(env, "GOBIN=/home/ann/go/bin/.goready-protoc-gen-go");
	assert_null(strstr(env, "GOFLAGS"));
	assert_string_equal("/home/ann/go/bin/.goready-protoc-gen-go/protoc-gen-go", run->result);
	assert_string_equal("/home/ann/go/bin/protoc-gen-go", run->into);
}

TEST(the_block_goes_into_the_files_each_shell_reads)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_start_file(mem, f, SHELL_ZSH, ".zshenv", NULL);
	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "PROMPT=x\n");
	machine_start_file(mem, f, SHELL_FISH, "config.fish", "set -g x 1\n");
	machine_start_file(mem, f, SHELL_SH, ".profile", "umask 022\n");
	p = plan_for(f);
	assert_contains(ids(&p), "env.sh env.fish shell.zshenv shell.bashrc shell.profile "
				 "folder.shell.fish shell.fish proof");
	assert_null(strstr(ids(&p), "zshrc"));
	assert_string_equal("/home/ann/.config/fish/conf.d/goready.fish",
			    plan_step(&p, "shell.fish")->edit.path);
	assert_false(plan_step(&p, "shell.zshenv")->edit.existed);
	assert_true(str_starts(plan_step(&p, "shell.zshenv")->edit.diff, "--- /dev/null\n"));
	assert_contains(plan_step(&p, "shell.bashrc")->edit.diff,
			"@@ -1 +1,4 @@\n"
			" # mine\n"
			"+# >>> goready >>>\n"
			"+if [ -r \"$HOME/.local/share/goready/env.sh\" ]; then"
			" . \"$HOME/.local/share/goready/env.sh\"; fi\n"
			"+# <<< goready <<<\n");
	assert_true(needs(&p, "shell.bashrc", "env.sh"));
	assert_contains(plan_step(&p, "env.sh")->edit.diff,
			"+for goready_folder in \"$HOME/.local/share/goready/bin\" "
			"\"$HOME/go/bin\"; do\n");
}

TEST(nus_config_gets_a_block_in_its_own_syntax)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_start_file(mem, f, SHELL_NU, "config.nu", "alias ll = ls");
	machine_start_file(mem, f, SHELL_NU, "login.nu", "print hi\n");
	p = plan_for(f);
	assert_contains(ids(&p), "shell.config.nu");
	assert_null(strstr(ids(&p), "login"));
	assert_string_equal("/home/ann/.config/nushell/config.nu",
			    plan_step(&p, "shell.config.nu")->edit.path);
	assert_contains(plan_step(&p, "shell.config.nu")->edit.diff,
			"+\tlet goready_folders = [$\"($env.HOME)/.local/share/goready/bin\" "
			"$\"($env.HOME)/go/bin\"]\n");
}

TEST(a_bash_profile_that_hides_the_profile_is_the_one_edited)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_start_file(mem, f, SHELL_BASH, ".bash_profile", ". ~/.bashrc\n");
	p = plan_for(f);
	assert_contains(ids(&p), "shell.bashrc shell.bash_profile");
	assert_null(strstr(ids(&p), "shell.profile"));
}

TEST(on_macos_zsh_gets_it_after_path_helper)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	f->machine.os = OS_DARWIN;
	f->machine.cpu = f->machine.userland = ARCH_ARM64;
	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "PROMPT=x\n");
	p = plan_for(f);
	assert_non_null(plan_step(&p, "shell.zprofile"));
	assert_null(plan_step(&p, "shell.zshenv"));
}

/* ---- what is there stays ---- */

TEST(a_machine_that_has_everything_gets_an_empty_plan)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_GO, "/usr/local/go/bin/go", "99.0", true);
	machine_tool(mem, f, TOOL_PROTOC, "/opt/protoc/bin/protoc", "99.0", true);
	good_plugins(f);
	p = plan_for(f);
	assert_string_equal("", ids(&p));
	assert_int_equal(0, p.notes.n);
}

TEST(a_second_plan_after_the_first_is_empty)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "x=1");
	machine_start_file(mem, f, SHELL_FISH, "config.fish", "set -g x 1\n");
	p = plan_for(f);
	machine_after(mem, f, &p);
	p = plan_for(f);
	assert_string_equal("", ids(&p));
}

TEST(a_good_go_on_no_path_is_kept_and_put_on_path)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_GO, "/usr/local/go/bin/go", "99.0", false);
	p = plan_for(f);
	assert_null(strstr(ids(&p), "go.fetch"));
	assert_string_equal("/usr/local/go/bin/go",
			    plan_step(&p, "plugin.protoc-gen-go")->run.argv.at[0]);
	assert_contains(plan_step(&p, "env.sh")->edit.diff, " \"/usr/local/go/bin\"; do");
	assert_non_null(note_with(&p, "Kept: Go 99.0, /usr/local/go/bin/go"));
}

TEST(a_goready_that_bootstrap_put_in_place_comes_on_path_with_what_it_brings)
{
	struct facts *f = machine_bare(test_arena());
	struct wants w;
	struct plan p;

	machine_tool(test_arena(), f, TOOL_GO, "/opt/go/bin/go", "99.0", false);
	machine_tool(test_arena(), f, TOOL_PROTOC, "/opt/protoc/bin/protoc", "99.0", true);
	good_plugins(f);
	w = wants_for(f);
	p = plan_with(f, &w, NULL);
	assert_false(names_hold(&p.folders, f->places.bin));
	p = plan_with(f, &w, &(struct plan_options){ .own_link = true });
	assert_true(names_hold(&p.folders, f->places.bin));
}

TEST(a_goready_alone_is_no_reason_to_edit_a_start_file)
{
	struct facts *f = machine_bare(test_arena());
	struct wants w;

	healthy(f);
	w = wants_for(f);
	assert_int_equal(0, plan_with(f, &w, &(struct plan_options){ .own_link = true }).steps.n);
}

TEST(a_good_protoc_behind_a_bad_one_in_usr_bin_gets_a_link_not_all_of_usr_bin_in_front)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_PROTOC, "/usr/local/bin/protoc", "3.1", true);
	machine_tool(mem, f, TOOL_PROTOC, "/usr/bin/protoc", "99.0", true);
	p = plan_for(f);
	assert_string_equal("/usr/bin/protoc", plan_step(&p, "protoc.link")->link.target);
	assert_null(strstr(plan_step(&p, "shell.bashrc")->edit.diff, "\"/usr/bin\""));
}

TEST(an_old_go_is_replaced_on_path_and_kept_on_disk)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_GO, "/usr/bin/go", "1.19.8", true);
	p = plan_for(f);
	assert_non_null(plan_step(&p, "go.fetch"));
	assert_non_null(note_with(&p, "no longer first on PATH: Go 1.19.8, /usr/bin/go"));
}

TEST(a_legacy_plugin_in_the_go_bin_folder_is_replaced_and_that_is_said)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_GEN_GO, "/home/ann/go/bin/protoc-gen-go", "1.3.5", true)->fault =
		FAULT_LEGACY;
	p = plan_for(f);
	assert_string_equal("/home/ann/go/bin/protoc-gen-go",
			    plan_step(&p, "plugin.protoc-gen-go")->run.into);
	assert_non_null(note_with(&p, "protoc-gen-go 1.3.5, ~/go/bin/protoc-gen-go is replaced"));
	assert_null(plan_step(&p, "folder.go-bin"));
}

TEST(a_later_run_keeps_the_folders_of_an_earlier_block)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_GO, "/usr/local/go/bin/go", "99.0", false);
	p = plan_for(f);
	machine_after(mem, f, &p);
	for (size_t i = 0; i < f->tools.n; i++) { /* somebody removed a plugin */
		if (f->tools.at[i].id == TOOL_GEN_GO)
			f->tools.at[i].fault = FAULT_DANGLING;
	}
	p = plan_for(f);
	assert_string_equal("plugin.protoc-gen-go proof", ids(&p));
}

TEST(a_kept_plugin_is_not_shadowed_by_a_worse_one_in_a_folder_that_comes_to_the_front)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_GEN_GO, "/usr/bin/protoc-gen-go", "1.99.0", true);
	machine_tool(mem, f, TOOL_GEN_GO, "/home/ann/go/bin/protoc-gen-go", "1.3.5", false)->fault =
		FAULT_LEGACY;
	p = plan_for(f);
	assert_null(plan_step(&p, "plugin.protoc-gen-go"));
	assert_string_equal("/usr/bin/protoc-gen-go",
			    plan_step(&p, "protoc-gen-go.link")->link.target);
}

static void own_link(struct facts *f, const char *name, const char *target, const char *leads_to)
{
	struct own_link *link = list_add(test_arena(), &f->own_links);

	*link = (struct own_link){ path_join(test_arena(), f->places.bin, name), target, leads_to };
}

TEST(an_upgrade_switches_the_link_and_leaves_the_shell_files)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct wants_options options = { .manifest = manifest_builtin(mem), .upgrade = true };
	struct wants w;
	struct plan p = plan_for(f);
	struct err e = { 0 };

	machine_after(mem, f, &p);
	for (size_t i = 0; i < f->tools.n; i++) {
		if (f->tools.at[i].id == TOOL_GO) {
			f->tools.at[i].version = manifest_minimum(options.manifest, TOOL_GO);
			f->tools.at[i].real_path =
				"/home/ann/.local/share/goready/tools/go-1.0/bin/go";
		}
	}
	own_link(f, "go", "../tools/go-1.0/bin/go", "/home/ann/x/tools/go-1.0/bin/go");
	own_link(f, "gofmt", "../tools/go-1.0/bin/gofmt", NULL);
	assert_ok(wants_make(mem, f, &options, &w, &e), &e);
	p = plan_with(f, &w, NULL);
	assert_string_equal("go.fetch go.unpack gofmt.link go.link proof", ids(&p));
	assert_non_null(note_with(&p, "Security: Go 1.26.0 is here, and Go 1.26.6 fixed"));
	/* The link's own text: what it leads to is said, and is nothing that can be compared. */
	assert_string_equal("../tools/go-1.0/bin/go", plan_step(&p, "go.link")->link.before);
	assert_string_equal("../tools/go-1.0/bin/gofmt", plan_step(&p, "gofmt.link")->link.before);
	assert_contains(plan_step(&p, "go.link")->why, "~/x/tools/go-1.0/bin/go");
	assert_contains(plan_step(&p, "gofmt.link")->why, "../tools/go-1.0/bin/gofmt");
}

TEST(a_gofmt_that_is_of_another_tree_than_go_is_switched)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p = plan_for(f);
	const char *tree = plan_step(&p, "go.unpack")->unpack.tree;

	machine_after(mem, f, &p);
	for (size_t i = 0; i < f->tools.n; i++)
		if (f->tools.at[i].id == TOOL_GO)
			f->tools.at[i].real_path = path_join(mem, tree, "bin/go");
	p = plan_for(f);
	assert_string_equal("../tools/go-1.27.2/bin/gofmt",
			    plan_step(&p, "gofmt.link")->link.target);
	own_link(f, "gofmt", "../tools/go-1.0/bin/gofmt", NULL);
	p = plan_for(f);
	assert_string_equal("../tools/go-1.0/bin/gofmt", plan_step(&p, "gofmt.link")->link.before);
	f->own_links.at[0].target = "/opt/mine/gofmt"; /* the user's own */
	p = plan_for(f);
	assert_null(plan_step(&p, "gofmt.link"));
}

/* Else a run that is killed between the two leaves a Go that is found good, and `fix` nothing to do. */
TEST(go_is_linked_after_all_that_is_linked_beside_it)
{
	struct plan p = plan_for(machine_bare(test_arena()));

	assert_true(needs(&p, "go.link", "gofmt.link"));
	assert_false(needs(&p, "gofmt.link", "go.link"));
}

TEST(a_link_that_leads_there_already_is_no_step)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p = plan_for(f);

	own_link(f, "go", plan_step(&p, "go.link")->link.target, NULL);
	p = plan_for(f);
	assert_null(plan_step(&p, "go.link"));
	assert_non_null(plan_step(&p, "gofmt.link"));
}

TEST(what_the_user_chooses_to_install_beside_a_good_one_is_installed)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct wants w;
	struct plan p;

	healthy(f);
	w = wants_for(f);
	assert_int_equal(METHOD_KEEP, w.tool[TOOL_GO].method);
	w.tool[TOOL_GO].method = METHOD_ARCHIVE;
	p = plan_with(f, &w, NULL);
	assert_contains(ids(&p), "go.fetch go.unpack gofmt.link go.link env.sh shell.bashrc");
	assert_null(plan_step(&p, "protoc.fetch"));
	assert_non_null(note_with(&p, "no longer first on PATH: Go 99.0, /usr/local/go/bin/go"));
}

TEST(a_broken_tree_of_the_same_version_is_brought_anew_under_its_name)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p = plan_for(f);
	const char *tree = plan_step(&p, "go.unpack")->unpack.tree;
	machine_tool(mem, f, TOOL_GO, path_join(mem, tree, "bin/go"), NULL, false)->fault =
		FAULT_BROKEN_TREE;
	p = plan_for(f);
	assert_string_equal(tree, plan_step(&p, "go.unpack")->unpack.tree);
	assert_contains(plan_step(&p, "go.unpack")->why, "put aside");
	assert_true(str_ends(plan_step(&p, "go.link")->link.target, "/bin/go"));
}

TEST(a_kept_go_that_only_interactive_shells_find_is_in_the_block_too)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_GO, "/usr/local/go/bin/go", "99.0", true);
	p = plan_for(f);
	assert_contains(plan_step(&p, "env.sh")->edit.diff,
			"\"$HOME/go/bin\" \"/usr/local/go/bin\"; do");
	assert_string_equal("/usr/local/go/bin", p.tool_folder[TOOL_GO]);
}

TEST(of_two_kept_tools_neither_brings_a_worse_copy_of_the_other)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_tool(mem, f, TOOL_PROTOC, "/opt/b/bin/protoc", "99.0", true);
	machine_tool(mem, f, TOOL_GO, "/opt/a/bin/go", "99.0", true);
	machine_tool(mem, f, TOOL_PROTOC, "/opt/a/bin/protoc", "3.1", true);
	p = plan_for(f);
	assert_string_equal("/opt/b/bin/protoc", plan_step(&p, "protoc.link")->link.target);
}

/* ---- edits ---- */

static struct finding finding_unset(const struct assignment *line)
{
	struct finding found = { .level = LEVEL_PROBLEM,
				 .heal = HEAL_UNSET,
				 .tool = TOOL_N,
				 .variable = line->name,
				 .automatic = true };

	list_push(test_arena(), &found.assignments, line);
	return found;
}

TEST(a_wrong_line_and_the_block_are_one_edit_of_the_file)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct wants w;
	struct plan p;

	machine_start_file(mem, f, SHELL_ZSH, ".zshenv", "export GOROOT=/gone\nexport A=1\n");
	list_push(mem, &findings,
		  finding_unset(machine_line(mem, f, "/home/ann/.zshenv", 1, "GOROOT", "/gone",
					     "export GOROOT=/gone")));
	w = wants_for(f);
	p = plan_with(f, &w, &(struct plan_options){ .findings = &findings });
	assert_contains(plan_step(&p, "shell.zshenv")->edit.diff,
			"-export GOROOT=/gone\n export A=1\n+# >>> goready >>>\n");
	assert_contains(plan_step(&p, "shell.zshenv")->summary, "GOROOT is taken out of line 1");
}

/* The plan that puts right what was found, and nothing else. */
static struct plan repair_of(struct facts *f, const struct findings *findings)
{
	struct wants *w = ARENA_NEW(test_arena(), struct wants);

	*w = wants_for(f);
	return plan_with(f, w, &(struct plan_options){ .findings = findings, .repair_only = true });
}

TEST(fix_touches_only_what_a_finding_asks_for)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan p;

	healthy(f);
	f->go.content = BYTES("GOFLAGS=-foo\nGOPROXY=direct\n");
	f->go.file_exists = true;
	list_push(mem, &findings,
		  finding_unset(
			  machine_line(mem, f, f->go.file, 1, "GOFLAGS", "-foo", "GOFLAGS=-foo")));
	p = repair_of(f, &findings);
	assert_string_equal("env.go proof", ids(&p));
	assert_bytes(BYTES("GOPROXY=direct\n"), plan_step(&p, "env.go")->edit.after);
}

TEST(a_warning_is_repaired_by_fix_and_left_by_apply)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan_options options = { .findings = &findings };
	struct finding warning;
	struct wants w;
	struct plan p;

	healthy(f);
	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "export GOROOT=/usr/local/go\n");
	warning = finding_unset(machine_line(mem, f, "/home/ann/.zshrc", 1, "GOROOT",
					     "/usr/local/go", "export GOROOT=/usr/local/go"));
	warning.level = LEVEL_WARNING;
	list_push(mem, &findings, warning);
	w = wants_for(f);
	p = plan_with(f, &w, &options);
	assert_string_equal("", ids(&p));
	options.repair_only = true;
	p = plan_with(f, &w, &options);
	assert_string_equal("shell.zshrc proof", ids(&p));
}

TEST(fix_puts_the_folder_that_gobin_names_on_path)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan p;

	healthy(f);
	list_push(mem, &findings,
		  ((struct finding){ .level = LEVEL_WARNING,
				     .heal = HEAL_PATH,
				     .tool = TOOL_GEN_GO,
				     .value = "/home/ann/gobin",
				     .automatic = true }));
	p = repair_of(f, &findings);
	assert_string_equal("folder.env.sh env.sh shell.bashrc shell.profile proof", ids(&p));
	assert_contains(plan_step(&p, "env.sh")->edit.diff, " \"$HOME/gobin\"; do\n");
}

/* Nothing of what is to change is left but where the block stands: the line below it is the user's. */
TEST(a_block_that_does_not_hold_where_it_stands_goes_to_the_end_of_its_file)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan_options options = { .findings = &findings, .repair_only = true };
	struct start_file *bashrc;
	struct wants w;
	struct plan p;

	healthy(f);
	list_push(mem, &findings,
		  ((struct finding){ .level = LEVEL_PROBLEM,
				     .heal = HEAL_PATH,
				     .tool = TOOL_GEN_GO,
				     .value = "/home/ann/gobin",
				     .automatic = true }));
	w = wants_for(f);
	p = plan_with(f, &w, &options);
	machine_after(mem, f, &p);
	bashrc = &f->shell.shells[SHELL_BASH].files.at[0];
	bashrc->content = bytes_of(arena_fmt(mem, "%.*sexport PATH=$HOME/bin:$PATH\n",
					     (int)bashrc->content.n, bashrc->content.at));
	p = plan_with(f, &w, &options);
	assert_string_equal("shell.bashrc proof", ids(&p));
	assert_contains(arena_strndup(mem, plan_step(&p, "shell.bashrc")->edit.after.at,
				      plan_step(&p, "shell.bashrc")->edit.after.n),
			"export PATH=$HOME/bin:$PATH\n# >>> goready >>>\n");
}

TEST(a_machine_that_is_ready_is_proven_where_an_earlier_run_was_not)
{
	struct facts *f = machine_bare(test_arena());
	struct wants w;
	struct plan p;

	healthy(f);
	w = wants_for(f);
	p = plan_with(f, &w, &(struct plan_options){ .repair_only = true });
	assert_string_equal("", ids(&p));
	p = plan_with(f, &w, &(struct plan_options){ .repair_only = true, .unproven = true });
	assert_string_equal("proof", ids(&p));
}

/* Not that the file ~ is to be moved away. */
TEST(a_home_that_is_a_file_is_told_as_that_whatever_fails_for_it)
{
	struct facts *f = machine_bare(test_arena());
	struct wants w;
	struct plan p = { 0 };
	struct err e = { 0 };

	f->places.home_missing = true;
	f->environment.go_bin_barred.path = f->places.home;
	w = wants_for(f);
	assert_rc(RC_DENIED, plan_build(test_arena(), f, &w, NULL, &p, &e), &e);
	assert_contains(e.text, "HOME names /home/ann, and there is no such folder");
}

static void forget_step(struct plan *p, const char *id)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->steps.n; i++)
		if (!str_equal(p->steps.at[i].id, id))
			p->steps.at[kept++] = p->steps.at[i];
	assert_int_equal(p->steps.n - 1, kept);
	p->steps.n = kept;
}

/* All tools are found by the first file already, and no finding asks for the second. */
TEST(a_run_that_was_cut_off_between_two_start_files_is_gone_on_from_by_whatever_command)
{
	struct facts *f = machine_bare(test_arena());
	struct plan p = plan_for(f);
	struct wants w;

	forget_step(&p, "shell.profile");
	machine_after(test_arena(), f, &p);
	own_link(f, "gofmt", "../tools/go-1.27.2/bin/gofmt", NULL);
	w = wants_for(f);
	p = plan_with(f, &w, &(struct plan_options){ .repair_only = true });
	assert_string_equal("", ids(&p));
	p = plan_with(f, &w, &(struct plan_options){ .repair_only = true, .goes_on = true });
	assert_string_equal("shell.profile proof", ids(&p));
	p = plan_with(f, &w, &(struct plan_options){ .goes_on = true });
	assert_string_equal("shell.profile proof", ids(&p));
}

TEST(a_fix_that_leaves_tools_missing_promises_no_proof_and_says_so)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan p;

	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "export GOROOT=/gone\n");
	list_push(mem, &findings,
		  finding_unset(machine_line(mem, f, "/home/ann/.zshrc", 1, "GOROOT", "/gone",
					     "export GOROOT=/gone")));
	p = repair_of(f, &findings);
	assert_string_equal("shell.zshrc", ids(&p));
	assert_non_null(note_with(&p, "no proof at the end, since Go is missing"));
}

TEST(two_lines_of_one_file_are_repaired_whatever_their_order)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan p;
	struct finding set = {
		.heal = HEAL_SET, .tool = TOOL_N, .value = "$HOME/go/bin", .automatic = true
	};

	machine_start_file(mem, f, SHELL_ZSH, ".zshrc",
			   "export GOROOT=/gone\nx=1\n"
			   "export GOBIN=~/go/bin # mine\n");
	list_push(mem, &findings,
		  finding_unset(machine_line(mem, f, "/home/ann/.zshrc", 1, "GOROOT", "/gone",
					     "export GOROOT=/gone")));
	list_push(mem, &set.assignments,
		  (const struct assignment *)machine_line(mem, f, "/home/ann/.zshrc", 3, "GOBIN",
							  "~/go/bin",
							  "export GOBIN=~/go/bin # mine"));
	set.variable = "GOBIN";
	list_push(mem, &findings, set);
	p = repair_of(f, &findings);
	assert_bytes(BYTES("x=1\nexport GOBIN=\"$HOME/go/bin\" # mine\n"),
		     plan_step(&p, "shell.zshrc")->edit.after);
}

TEST(a_line_is_written_as_it_was_meant_with_its_carriage_return_taken_off)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan p;
	struct finding found = { .rule = rules_find("rc.bytes"),
				 .heal = HEAL_LINES,
				 .tool = TOOL_N,
				 .automatic = true };

	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "# mine\r\nexport EDITOR=vi\r\nx=1\n");
	list_push(mem, &found.changes,
		  ((struct line_change){ .line = machine_line(mem, f, "/home/ann/.zshrc", 2, "", "",
							      "export EDITOR=vi\r"),
					 .text = "export EDITOR=vi" }));
	list_push(mem, &found.changes,
		  ((struct line_change){
			  .line = machine_line(mem, f, "/home/ann/.zshrc", 1, "", "", "# mine\r"),
			  .text = "# mine" }));
	list_push(mem, &findings, found);
	p = repair_of(f, &findings);
	assert_bytes(BYTES("# mine\nexport EDITOR=vi\nx=1\n"),
		     plan_step(&p, "shell.zshrc")->edit.after);
	assert_contains(plan_step(&p, "shell.zshrc")->summary, "what rc.bytes found is put right");
}

TEST(a_line_in_utf16_is_found_by_its_bytes_and_written_in_utf8)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct findings findings = { 0 };
	struct plan p;
	struct finding found = { .rule = rules_find("rc.bytes"),
				 .heal = HEAL_LINES,
				 .tool = TOOL_N,
				 .automatic = true };

	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "# mine\n");
	((struct start_file *)facts_start_file(f, "/home/ann/.zshrc"))->content =
		BYTES("# mine\nx\0=\0001\0\r\0\n\0");
	list_push(mem, &found.changes,
		  ((struct line_change){
			  .line = machine_line(mem, f, "/home/ann/.zshrc", 2, "", "", ""),
			  .text = "x=1",
			  .was = BYTES("x\0=\0001\0\r\0") }));
	list_push(mem, &found.changes,
		  ((struct line_change){
			  .line = machine_line(mem, f, "/home/ann/.zshrc", 3, "", "", ""),
			  .text = "",
			  .was = BYTES("\0") }));
	list_push(mem, &findings, found);
	p = repair_of(f, &findings);
	assert_bytes(BYTES("# mine\nx=1\n"), plan_step(&p, "shell.zshrc")->edit.after);
}

/* What that rule finds in a .bashrc. */
static struct findings found_by(const char *id, struct facts *f, struct bytes content)
{
	struct wants w = wants_for(f);
	struct findings all, findings = { 0 };

	((struct start_file *)facts_start_file(f, "/home/ann/.bashrc"))->content = content;
	all = rules_check(&(struct rule_input){ .facts = f,
						.wants = &w,
						.manifest = manifest_builtin(test_arena()),
						.mem = test_arena() });
	for (size_t i = 0; i < all.n; i++)
		if (str_equal(all.at[i].rule->id, id))
			list_push(test_arena(), &findings, all.at[i]);
	return findings;
}

/* What `fix rc.bytes` makes of a .bashrc; NULL: nothing. */
static const char *written_anew(struct bytes content)
{
	struct facts *f = machine_bare(test_arena());
	struct findings findings = found_by("rc.bytes", f, content);
	struct plan p = repair_of(f, &findings);
	const struct step *s = plan_step(&p, "shell.bashrc");

	return s ? arena_strndup(test_arena(), s->edit.after.at, s->edit.after.n) : NULL;
}

TEST(a_file_in_the_other_order_of_bytes_is_written_in_utf8_with_its_chinese)
{
	assert_string_equal("#\u4e0a\nx=1\n",
			    written_anew(BYTES("\xfe\xff\0#\x4e\x0a\0\n\0x\0=\0001\0\n")));
}

TEST(what_is_added_in_utf8_to_a_line_in_the_other_order_stays_as_it_is)
{
	assert_string_equal("x=1export A=$HOME/go\ny=2\n",
			    written_anew(BYTES("\xfe\xff\0x\0=\0001export A=$HOME/go\ny=2\n")));
	assert_string_equal("#\u4e00export AB=$HOME/go\ny=2\n",
			    written_anew(BYTES("\xfe\xff\0#\x4e\0export AB=$HOME/go\ny=2\n")));
	assert_string_equal("x\n", written_anew(BYTES("\xfe\xff\0x\n"))); /* half a newline */
}

/* U+4E0A is 0A 4E, U+0A15 is 15 0A: a byte that looks like a newline's. */
TEST(a_character_with_the_byte_of_a_newline_stays_whole_in_utf16)
{
	assert_string_equal(
		"# \u4e0a\u6d77\nx=1\n",
		written_anew(BYTES("\xff\xfe#\0 \0\x0a\x4e\x77\x6d\r\0\n\0x\0=\0001\0\n\0")));
	assert_string_equal("# \u0a15\u4e0a\n", written_anew(BYTES("#\0 \0\x15\x0a\x0a\x4e\n\0")));
}

TEST(half_a_character_in_utf16_is_no_character)
{
	assert_string_equal("# \ufffdx\ufffd\U0001f42d\n",
			    written_anew(BYTES("#\0 \0\x3d\xd8x\0\x2d\xdc\x3d\xd8\x2d\xdc\n\0")));
	assert_string_equal("x=1\n", written_anew(BYTES("x\0=\0001\0\n"))); /* cut off */
}

TEST(what_is_added_in_utf16_to_a_line_without_an_end_leaves_that_line_as_it_is)
{
	assert_string_equal("# \u4e0ax=1\ny=2\n",
			    written_anew(BYTES("# \u4e0ax\0=\0001\0\r\0\n\0y=2\n")));
}

TEST(zeros_that_are_no_utf16_are_taken_out)
{
	assert_string_equal("x=1\n", written_anew(BYTES("x=1\n\0\0\0\0")));
	assert_string_equal("x=1", written_anew(BYTES("x=1\0\0\0\0")));
	assert_string_equal("export x=1\ny=2\n", written_anew(BYTES("exp\0ort x=1\ny=2\n")));
}

static bool is_template(const char *content)
{
	return found_by("rc.syntax", machine_bare(test_arena()), bytes_of(content)).n > 0;
}

TEST(a_template_is_told_from_what_programs_take_as_one)
{
	assert_true(is_template("{{- if eq .chezmoi.os \"linux\" }}\n"));
	assert_true(is_template("export PATH=\"{{ .chezmoi.homeDir }}/bin:$PATH\"\n"));
	assert_true(is_template("export EDITOR={{ editor }}\n"));
	assert_false(is_template("export GOVERSION=$(go list -m -f \"{{.GoVersion}}\")\n"));
	assert_false(is_template("export GODIR=$(go list -f='{{.Dir}}')\n"));
	assert_false(is_template("dip() { docker inspect --format {{.Id}} $1; }\n"));
	assert_false(is_template("dip() { docker inspect --format={{.Id}} $1; }\n"));
	assert_false(is_template("alias dps=\"docker ps --format 'table {{.Names}}'\"\n"));
	assert_false(is_template("alias x=y # {{{ aliases }}}\n"));
}

static struct plan plan_with_goproxy(const struct facts *f)
{
	struct wants w = wants_for(f);

	w.goproxy = "https://mirror.example,direct";
	w.goproxy_for_good = true;
	return plan_with(f, &w, &(struct plan_options){ .repair_only = true });
}

static struct setting *goproxy_setting(struct facts *f, enum setting_origin origin)
{
	struct setting *setting = list_add(test_arena(), &f->go.settings);

	*setting = (struct setting){ .name = "GOPROXY",
				     .value = "https://old.example",
				     .origin = origin };
	return setting;
}

TEST(that_goproxy_is_off_is_said_before_anything_is_built)
{
	struct facts *f = machine_bare(test_arena());
	struct wants w = wants_for(f);
	struct plan p = plan_with(f, &w, &(struct plan_options){ 0 });

	assert_null(note_with(&p, "GOPROXY is off"));
	w.goproxy = "off";
	p = plan_with(f, &w, &(struct plan_options){ 0 });
	assert_non_null(note_with(&p, "GOPROXY is off"));
	good_plugins(f);
	w = wants_for(f);
	w.goproxy = "off";
	p = plan_with(f, &w, &(struct plan_options){ 0 });
	assert_null(note_with(&p, "GOPROXY is off"));
}

TEST(a_goproxy_for_good_goes_into_gos_own_settings)
{
	struct facts *f = machine_bare(test_arena());
	struct plan p = plan_with_goproxy(f);

	assert_string_equal("folder.env.go env.go", ids(&p));
	assert_bytes(BYTES("GOPROXY=https://mirror.example,direct\n"),
		     plan_step(&p, "env.go")->edit.after);
	f->go.content = BYTES("GOPROXY=https://old.example\nGOFLAGS=-v");
	f->go.file_exists = true;
	goproxy_setting(f, SETTING_GO_ENV_FILE);
	p = plan_with_goproxy(f);
	assert_bytes(BYTES("GOPROXY=https://mirror.example,direct\nGOFLAGS=-v"),
		     plan_step(&p, "env.go")->edit.after);
}

TEST(a_goproxy_that_a_start_file_exports_is_changed_there)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "export GOPROXY=https://old.example\n");
	goproxy_setting(f, SETTING_ENVIRONMENT)->where =
		machine_line(mem, f, "/home/ann/.zshrc", 1, "GOPROXY", "https://old.example",
			     "export GOPROXY=https://old.example");
	p = plan_with_goproxy(f);
	assert_bytes(BYTES("export GOPROXY=\"https://mirror.example,direct\"\n"),
		     plan_step(&p, "shell.zshrc")->edit.after);
}

TEST(a_block_in_a_further_file_is_brought_up_to_date_with_the_others)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct names folders = { 0 };
	struct plan p;

	list_push(mem, &folders, "/home/ann/.local/share/goready/bin");
	machine_start_file(mem, f, SHELL_ZSH, ".zshrc",
			   shell_block_text(mem, SHELL_ZSH, &folders, "/home/ann"));
	p = plan_for(f);
	assert_contains(plan_step(&p, "shell.zshrc")->edit.diff, "-for goready_folder in");
	assert_contains(plan_step(&p, "shell.zshrc")->edit.diff, "/env.sh");
	assert_contains(plan_step(&p, "env.sh")->edit.diff, "$HOME/go/bin");
}

/* A block is judged by what it does: one whose env file is gone does nothing, and gets it again. */
TEST(an_env_file_that_is_gone_comes_back_and_the_start_files_stay)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p = plan_for(f);
	struct bytes block = plan_step(&p, "shell.bashrc")->edit.after;

	assert_int_equal(0, facts_block_folders(mem, f, SHELL_BASH, block).n);
	f->shell.shells[SHELL_BASH].files.at[0].content = block;
	p = plan_for(f);
	assert_non_null(plan_step(&p, "env.sh"));
	assert_null(plan_step(&p, "shell.bashrc"));
}

TEST(lines_of_each_shell_are_repaired_in_its_syntax)
{
	static const struct {
		enum shell_id shell;
		const char *name, *text, *value, *expected;
	} rows[] = {
		{ SHELL_BASH, "GOBIN", "\texport GOBIN=bin", "$HOME/go/bin",
		  "\texport GOBIN=\"$HOME/go/bin\"" },
		{ SHELL_BASH, "PATH", "PATH='a b':$PATH; export PATH # x", "/a b:$PATH",
		  "PATH=\"/a b:$PATH\"; export PATH # x" },
		{ SHELL_BASH, "PATH", "PATH+=:~/x", "$PATH:$HOME/x", "PATH=\"$PATH:$HOME/x\"" },
		{ SHELL_ZSH, "PATH", "path=(~/x $path) # mine", "$HOME/x:$PATH",
		  "PATH=\"$HOME/x:$PATH\" # mine" },
		{ SHELL_ZSH, "GOPATH", "typeset -gx GOPATH=\"~/go\"", "$HOME/go",
		  "typeset -gx GOPATH=\"$HOME/go\"" },
		{ SHELL_FISH, "GOBIN", "set -gx GOBIN bin", "$HOME/go/bin",
		  "set -gx GOBIN \"$HOME/go/bin\"" },
		{ SHELL_FISH, "PATH", "set -x PATH ~/x $PATH", "$HOME/x:$PATH",
		  "set -gx PATH \"$HOME/x\" $PATH" },
		{ SHELL_NU, "GOBIN", "$env.GOBIN = 'bin'", "$HOME/go/bin",
		  "$env.GOBIN = $\"($env.HOME)/go/bin\"" },
		{ SHELL_NU, "PATH", "$env.PATH = [~/x ...$env.PATH]", "/a (b):$PATH:$HOME/x",
		  "$env.PATH = ($env.PATH | split row (char esep) | prepend [\"/a (b)\"] | append [$\"($env.HOME)/x\"])" },
		{ SHELL_N, "GOBIN", "GOBIN=bin", "/home/ann/go/bin", "GOBIN=/home/ann/go/bin" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct assignment line = { .name = rows[i].name, .text = rows[i].text };

		assert_string_equal(rows[i].expected, repaired_line(test_arena(), &line,
								    rows[i].value, rows[i].shell));
	}
}

TEST(a_file_that_may_not_be_written_is_left_with_the_line_to_add)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct start_file *file;
	struct plan p;

	file = machine_start_file(mem, f, SHELL_ZSH, ".zshenv", "x=1\n");
	file->writable = false;
	file->why_not = "managed by Nix";
	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "x=1\n");
	p = plan_for(f);
	assert_null(plan_step(&p, "shell.zshenv"));
	assert_non_null(plan_step(&p, "shell.zshrc"));
	assert_contains(note_with(&p, "managed by Nix"),
			"export PATH=\"$HOME/.local/share/goready/bin:$HOME/go/bin:$PATH\"");
}

TEST(what_is_no_file_is_to_be_moved_and_no_line_is_offered_for_it)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct start_file *file = machine_start_file(mem, f, SHELL_ZSH, ".zshenv", "");
	struct plan p;

	file->exists = file->writable = false;
	file->info.type = FILE_OTHER;
	file->why_not = "a pipe or a device";
	p = plan_for(f);
	assert_non_null(note_with(&p, "(a pipe or a device). Move it out of the way"));
	assert_contains(note_with(&p, "a pipe or a device"), "mv ~/.zshenv ~/.zshenv.old");
	assert_null(strstr(note_with(&p, "a pipe or a device"), "export PATH"));
}

TEST(a_link_to_a_dotfiles_folder_is_followed_and_both_names_are_known)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	f->shell.shells[SHELL_BASH].files.at[0].target = "/home/ann/dotfiles/bashrc";
	p = plan_for(f);
	assert_string_equal("/home/ann/.bashrc", plan_step(&p, "shell.bashrc")->edit.path);
	assert_string_equal("/home/ann/dotfiles/bashrc",
			    plan_step(&p, "shell.bashrc")->edit.target);
}

/* ---- what stops a plan ---- */

static void plan_fails(const struct facts *f, enum rc rc, const char *says, const char *remedy)
{
	struct wants w = wants_for(f);
	struct plan p = { .download = 7 };
	struct err e = { 0 };

	assert_rc(rc, plan_build(test_arena(), f, &w, NULL, &p, &e), &e);
	assert_contains(e.text, says);
	assert_contains(err_remedy(&e), remedy);
	assert_int_equal(7, p.download);
}

TEST(nothing_is_planned_into_a_folder_that_is_closed_to_its_owner)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);

	list_push(mem, &f->environment.closed,
		  ((struct closed_path){ .path = "/home/ann/go", .mode = 0600, .by_mode = true }));
	plan_fails(f, RC_DENIED, "~/go/bin: its permissions keep you out",
		   "'goready fix' opens it. By hand: chmod u+rwx ~/go");
}

static struct plan plan_opening_link(struct facts *f, bool repair_only, const char *leads_to)
{
	struct arena *mem = test_arena();
	struct findings findings = { 0 };
	struct wants w;

	list_push(mem, &f->environment.closed,
		  ((struct closed_path){ .path = "/home/ann/go/bin",
					 .mode = 0600,
					 .by_mode = true,
					 .leads_to = leads_to }));
	list_push(mem, &findings,
		  ((struct finding){ .level = LEVEL_PROBLEM,
				     .heal = HEAL_MODE,
				     .tool = TOOL_N,
				     .automatic = true }));
	w = wants_for(f);
	return plan_with(
		f, &w, &(struct plan_options){ .findings = &findings, .repair_only = repair_only });
}

static struct plan plan_opening(struct facts *f, bool repair_only)
{
	return plan_opening_link(f, repair_only, NULL);
}

/* Permissions of a link mean nothing, and the run would refuse to change them through it. */
TEST(where_a_link_leads_to_a_closed_folder_that_is_opened)
{
	struct plan p = plan_opening_link(machine_bare(test_arena()), false, "/data/ann/bin");
	const struct step *open = plan_step(&p, "open./data/ann/bin");

	assert_non_null(open);
	assert_string_equal("/data/ann/bin", open->mode.path);
	assert_null(plan_step(&p, "plugin.protoc-gen-go"));
	assert_non_null(plan_step(&p, "proof"));
}

TEST(a_closed_folder_is_opened_and_what_may_lie_in_it_is_left_to_the_proof)
{
	struct facts *f = machine_bare(test_arena());
	const struct step *open;
	struct plan p;

	machine_tool(test_arena(), f, TOOL_GO, "/usr/local/go/bin/go", "99.0", true);
	machine_tool(test_arena(), f, TOOL_PROTOC, "/opt/protoc/bin/protoc", "99.0", true);
	p = plan_opening(f, true);
	assert_string_equal("open.~/go/bin proof", ids(&p));
	open = plan_step(&p, "open.~/go/bin");
	assert_int_equal(0600, open->mode.before);
	assert_int_equal(0700, open->mode.after);
	assert_int_equal(UNDO_EXACT, open->undo);
	assert_contains(open->summary, "0600 become 0700");
	assert_non_null(note_with(&p, "~/go/bin is opened to you: 0600 becomes 0700."));
}

TEST(a_set_up_opens_the_folder_and_puts_nothing_over_what_may_lie_in_it)
{
	struct plan p = plan_opening(machine_bare(test_arena()), false);

	assert_true(str_starts(ids(&p), "open.~/go/bin folder.tools "));
	assert_non_null(plan_step(&p, "go.link"));
	assert_null(plan_step(&p, "plugin.protoc-gen-go"));
	assert_non_null(plan_step(&p, "proof"));
}

TEST(a_start_file_with_another_name_is_said_to_become_two)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p = plan_for(f);

	assert_null(note_with(&p, "another name"));
	for (size_t i = 0; i < f->shell.shells[SHELL_BASH].files.n; i++)
		f->shell.shells[SHELL_BASH].files.at[i].info.names = 2;
	p = plan_for(f);
	assert_non_null(note_with(&p, "~/.bashrc has another name (a hard link)"));
}

TEST(damaged_markers_stop_the_plan_and_name_the_line)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);

	f->shell.shells[SHELL_BASH].files.at[0].content = BYTES("x\n# <<< goready <<<\n");
	plan_fails(f, RC_MARKERS, "~/.bashrc line 2", "by hand");
}

TEST(too_little_space_stops_the_plan_and_says_how_much_is_missing)
{
	struct facts *f = machine_bare(test_arena());

	f->environment.home_disk.free_bytes = 100000000;
	plan_fails(f, RC_NO_SPACE, "100 MB are free", "XDG_DATA_HOME");
}

TEST(nothing_is_unpacked_where_no_program_runs)
{
	struct facts *f = machine_bare(test_arena());

	f->environment.home_disk.noexec = true;
	plan_fails(f, RC_DENIED, "noexec", "XDG_DATA_HOME");
}

TEST(a_folder_with_a_colon_cannot_be_on_path)
{
	struct facts *f = machine_bare(test_arena());

	f->places.bin = "/home/a:nn/bin";
	plan_fails(f, RC_UNSUPPORTED, "colon", "XDG_DATA_HOME");
}

TEST(a_text_file_with_a_nul_byte_is_refused)
{
	struct facts *f = machine_bare(test_arena());

	f->shell.shells[SHELL_BASH].files.at[0].content = BYTES("a\0b\n");
	plan_fails(f, RC_SYNTAX, "NUL", "put it right");
}

/* ---- never a remedy ---- */

static void no_plan_says(const struct plan *p, const char *what)
{
	const char *text = json_print(test_arena(), plan_json(test_arena(), p), true);

	if (strstr(text, what))
		fail_msg("the plan holds \"%s\":\n%s", what, text);
}

TEST(no_plan_holds_what_is_never_a_remedy)
{
	static const char *const never[] = { "GOSUMDB=off", "GONOSUMDB", "GOINSECURE", "curl",
					     "| sh",        "chown",     "xattr",      "rm -rf",
					     "GOROOT",      "GOOS",      "GOARCH",     "uninstall",
					     "sudo",        "GOFLAGS=",  "-insecure" };
	struct arena *mem = test_arena();
	struct facts *machines[] = { machine_bare(mem), machine_bare(mem), machine_bare(mem) };

	machine_tool(mem, machines[1], TOOL_GO, "/usr/local/go/bin/go", "99.0", false);
	machine_tool(mem, machines[2], TOOL_PROTOC, "/usr/bin/protoc", "3.21.12", true);
	machine_start_file(mem, machines[2], SHELL_FISH, "config.fish", "x\n");
	for (size_t m = 0; m < 3; m++) {
		struct plan p = plan_for(machines[m]);

		assert_true(p.steps.n > 0);
		for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
			no_plan_says(&p, never[i]);
	}
}
