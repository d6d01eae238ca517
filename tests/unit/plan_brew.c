/* Homebrew as the method: which steps there are, in what order, and what they promise. */
#include "machine.h"

#include "plan/plan.h"
#include "wants/brew_environment.h"
#include "wants/formula.h"
#include "wants/go_environment.h"
#include "wants/manifest.h"
#include "wants/profile.h"

static enum rc build(struct machine *m, bool repair_only, struct plan *ret, struct err *e)
{
	machine_look(m);
	return plan_build(
		test_arena(), m->facts, &m->wants,
		&(struct plan_options){ .findings = &m->findings, .repair_only = repair_only }, ret,
		e);
}

static struct plan planned(struct machine *m)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(build(m, false, &p, &e), &e);
	return p;
}

static const char *ids(const struct plan *p)
{
	struct names all = { 0 };

	for (size_t i = 0; i < p->steps.n; i++)
		list_push(test_arena(), &all, p->steps.at[i].id);
	return str_join(test_arena(), &all, " ");
}

static const char *words(const struct names *argv)
{
	return str_join(test_arena(), argv, " ");
}

static bool needs(const struct plan *p, const char *id, const char *needed)
{
	const struct step *step = plan_step(p, id);

	for (size_t i = 0; i < step->needs.n; i++)
		if (str_equal(step->needs.at[i], needed))
			return true;
	return false;
}

TEST(a_mac_out_of_the_box_gets_password_tools_homebrew_and_four_formulae_in_this_order)
{
	struct plan p = planned(machine_named("m2-out-of-the-box"));

	assert_string_equal("homebrew.fetch sudo clt homebrew.install go.brew protoc.brew "
			    "plugin.protoc-gen-go plugin.protoc-gen-go-grpc folder.env.sh env.sh "
			    "shell.zprofile proof",
			    ids(&p));
	assert_true(p.password);
	assert_true(p.download_estimated);
	assert_true(needs(&p, "clt", "sudo"));
	assert_true(needs(&p, "homebrew.install", "clt"));
	assert_true(needs(&p, "homebrew.install", "homebrew.fetch"));
	assert_true(needs(&p, "go.brew", "homebrew.install"));
	assert_true(needs(&p, "shell.zprofile", "go.brew"));
	assert_contains(words(&plan_step(&p, "homebrew.install")->run.argv),
			"/usr/bin/arch -arm64 /bin/bash /Users/user/.cache/goready/");
	assert_string_equal("1", environment_value(&plan_step(&p, "homebrew.install")->run.env,
						   "NONINTERACTIVE"));
	assert_string_equal("/opt/homebrew/bin/brew install --formula protobuf",
			    words(&plan_step(&p, "protoc.brew")->brew.argv));
}

TEST(only_the_pinned_bytes_of_the_installer_are_run)
{
	struct machine *m = machine_named("m2-out-of-the-box");
	struct plan p = planned(m);
	const struct fetch_step *fetch = &plan_step(&p, "homebrew.fetch")->fetch;
	const struct brew_installer *pinned = manifest_brew_installer(m->manifest);

	for (size_t i = 0; i < fetch->sources->n; i++) {
		assert_string_equal(pinned->sha256, fetch->sources->at[i].parts[0].sha256);
		assert_contains(fetch->sources->at[i].parts[0].url, pinned->commit);
	}
	assert_contains(words(&plan_step(&p, "homebrew.install")->run.argv),
			fetch->source->parts[0].file);
}

TEST(a_mirror_of_the_installer_is_tried_first_and_its_checksum_stays_the_pinned_one)
{
	struct machine *m = machine_named("m2-out-of-the-box");
	struct plan p;
	const struct fetch_step *fetch;

	m->profile = "{\"homebrew\": {\"sources\": [\"https://mirror.example/{commit}.sh\", "
		     "\"official\"]}}";
	p = planned(m);
	fetch = &plan_step(&p, "homebrew.fetch")->fetch;
	assert_contains(fetch->source->parts[0].url, "https://mirror.example/2535c9bee4ce");
	assert_string_equal(manifest_brew_installer(m->manifest)->sha256,
			    fetch->source->parts[0].sha256);
	assert_int_equal(3, fetch->sources->n);
}

TEST(a_checksum_in_the_profile_counts_and_is_said)
{
	struct machine *m = machine_named("m2-out-of-the-box");
	const struct source *source;
	struct plan p;

	m->profile = "{\"homebrew\": {\"sha256\": "
		     "\"d0f743b33e8d8945e6b1f432edd15785c70507121d6e2a723b21285eddf8b57b\"}}";
	p = planned(m);
	source = plan_step(&p, "homebrew.fetch")->fetch.source;
	assert_string_equal("your profile", source->checksum_from);
	assert_int_equal(0, source->parts[0].size);
}

TEST(under_rosetta_brew_is_started_natively)
{
	struct plan p = planned(machine_named("m2-terminal-under-rosetta"));

	assert_string_equal("/usr/bin/arch -arm64 /opt/homebrew/bin/brew install --formula go",
			    words(&plan_step(&p, "go.brew")->brew.argv));
}

TEST(undo_is_promised_as_it_is)
{
	struct plan p = planned(machine_named("m2-out-of-the-box"));

	assert_int_equal(UNDO_COMMAND, plan_step(&p, "go.brew")->undo);
	assert_int_equal(UNDO_STAYS, plan_step(&p, "homebrew.install")->undo);
	assert_contains(plan_step(&p, "homebrew.install")->stays, "Homebrew itself");
	assert_int_equal(UNDO_STAYS, plan_step(&p, "clt")->undo);
}

TEST(a_broken_keg_is_installed_anew)
{
	struct plan p = planned(machine_named("m1-broken-dylibs"));
	const struct step *step = plan_step(&p, "protoc.brew");

	assert_int_equal(BREW_REINSTALL, step->brew.verb);
	assert_int_equal(UNDO_STAYS, step->undo);
	assert_null(plan_step(&p, "sudo"));
	assert_null(plan_step(&p, "shell.zprofile")); /* it is on PATH already */
}

TEST(fix_mends_a_broken_keg_where_it_is_whatever_the_method)
{
	struct machine *m = machine_named("m1-broken-dylibs");
	struct plan p = { 0 };
	struct err e = { 0 };

	m->profile = "{\"method\": \"archive\"}";
	assert_ok(build(m, true, &p, &e), &e);
	assert_non_null(plan_step(&p, "protoc.brew"));
	assert_null(plan_step(&p, "protoc.fetch"));
}

TEST(a_keg_without_links_is_linked)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	struct plan p;

	machine_gone(m, "/opt/homebrew/bin/protoc");
	p = planned(m);
	assert_string_equal("/opt/homebrew/bin/brew link protobuf",
			    words(&plan_step(&p, "protoc.brew")->brew.argv));
	assert_int_equal(UNDO_COMMAND, plan_step(&p, "protoc.brew")->undo);
}

TEST(a_link_that_somebody_removed_takes_a_reinstall)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	struct plan p;

	machine_gone(m, "/opt/homebrew/bin/protoc");
	machine_json(m, "files", "/opt/homebrew/var/homebrew/linked/protobuf",
		     "{\"link\": \"../../../Cellar/protobuf/36.1\"}");
	p = planned(m);
	assert_int_equal(BREW_REINSTALL, plan_step(&p, "protoc.brew")->brew.verb);
}

TEST(a_missing_keg_is_installed)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	struct plan p;

	machine_gone(m, "/opt/homebrew/bin/protoc-gen-go");
	machine_gone(m, "/opt/homebrew/opt/protoc-gen-go");
	machine_gone(m, "/opt/homebrew/Cellar/protoc-gen-go");
	p = planned(m);
	assert_int_equal(BREW_INSTALL, plan_step(&p, "plugin.protoc-gen-go")->brew.verb);
}

static void gives(struct machine *m, const char *name, const char *version, bool bottled)
{
	list_push(test_arena(), &m->observed.formulae,
		  ((struct formula){ .name = name, .version = version, .bottled = bottled }));
}

static enum rc plan_with_formula(const char *profile, const char *version, struct plan *ret,
				 struct err *e)
{
	struct machine *m = machine_named("m2-out-of-the-box");
	struct wants_options o = { .observed = &m->observed };

	machine_look(m);
	gives(m, "go", version, true);
	o.manifest = m->manifest;
	if (profile)
		assert_ok(profile_parse(test_arena(), bytes_of(profile), "profile", &o.profile, e),
			  e);
	assert_ok(wants_make(test_arena(), m->facts, &o, &m->wants, e), e);
	return plan_build(test_arena(), m->facts, &m->wants, NULL, ret, e);
}

TEST(what_the_formula_gives_is_said_before)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(plan_with_formula(NULL, "1.27.4", &p, &e), &e);
	assert_contains(plan_step(&p, "go.brew")->summary, "go 1.27.4");
	assert_null(plan_step(&p, "go.brew")->brew.version);
}

TEST(an_exact_version_that_the_formula_does_not_give_is_refused_with_a_way_out)
{
	static const char profile[] =
		"{\"go\": {\"version\": \"1.27.2\", \"method\": \"homebrew\"}}";
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_rc(RC_UNSUPPORTED, plan_with_formula(profile, "1.27.4", &p, &e), &e);
	assert_contains(e.text, "exactly 1.27.2");
	assert_contains(err_remedy(&e), "archive");
	assert_ok(plan_with_formula(profile, "1.27.2", &p, &e), &e);
	assert_string_equal("1.27.2", plan_step(&p, "go.brew")->brew.version);
}

static struct plan upgraded(const char *gives_version)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	struct wants_options o = { .upgrade = true, .observed = &m->observed };
	struct plan p = { 0 };
	struct err e = { 0 };

	machine_look(m);
	gives(m, "go", gives_version, true);
	o.manifest = m->manifest;
	m->facts->tools.at[0].version =
		"1.26.0"; /* older than the manifest's: --upgrade wants more */
	assert_int_equal(TOOL_GO, m->facts->tools.at[0].id);
	assert_ok(wants_make(test_arena(), m->facts, &o, &m->wants, &e), &e);
	assert_ok(plan_build(test_arena(), m->facts, &m->wants, NULL, &p, &e), &e);
	return p;
}

TEST(upgrade_of_what_came_from_homebrew_is_brew_s_and_has_no_way_back)
{
	struct plan p = upgraded("1.27.9");
	const struct step *step = plan_step(&p, "go.brew");

	assert_string_equal("/opt/homebrew/bin/brew upgrade --formula go", words(&step->brew.argv));
	assert_contains(step->summary, "go 1.27.9");
	assert_int_equal(UNDO_STAYS, step->undo);
	p = upgraded("1.26.0");
	assert_null(plan_step(&p, "go.brew")); /* nothing newer is to be had */
}

TEST(what_is_older_than_what_works_comes_as_an_archive)
{
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(plan_with_formula(NULL, "1.22.0", &p, &e), &e);
	assert_null(plan_step(&p, "go.brew"));
	assert_non_null(plan_step(&p, "go.fetch"));
}

TEST(the_block_holds_the_shellenv_line_and_the_go_bin_folder)
{
	struct plan p = planned(machine_named("m2-out-of-the-box"));
	const char *diff = plan_step(&p, "env.sh")->edit.diff;

	assert_contains(diff,
			"eval \"$(\"/opt/homebrew/bin/brew\" shellenv \"${ZSH_VERSION:+z}sh\")\"");
	assert_contains(diff, "for goready_folder in \"/opt/homebrew/bin\" "
			      "\"/opt/homebrew/sbin\" \"$HOME/go/bin\"; do");
}

TEST(brew_is_told_to_do_no_more_than_it_is_asked)
{
	struct machine *m = machine_named("healthy-m1-homebrew");
	struct names env, shown;

	machine_env(m, "HOMEBREW_BOTTLE_DOMAIN", "https://user:secret@mirror.example/bottles");
	machine_env(m, "HOMEBREW_GITHUB_API_TOKEN", "ghp_secret");
	machine_env(m, "HOMEBREW_PREFIX", "/usr/local");
	machine_look(m);
	env = brew_environment(test_arena(), m->facts, &m->wants, "/opt/homebrew");
	assert_string_equal("1", environment_value(&env, "HOMEBREW_NO_ASK"));
	assert_string_equal("1", environment_value(&env, "HOMEBREW_NO_AUTOREMOVE"));
	assert_string_equal("1", environment_value(&env, "HOMEBREW_NO_INSTALL_UPGRADE"));
	assert_string_equal("ghp_secret", environment_value(&env, "HOMEBREW_GITHUB_API_TOKEN"));
	assert_null(environment_value(&env, "HOMEBREW_PREFIX"));
	assert_contains(environment_value(&env, "PATH"), "/opt/homebrew/bin:");
	shown = brew_environment_shown(test_arena(), &env);
	assert_null(strstr(words(&shown), "secret"));
	assert_contains(words(&shown), "HOMEBREW_GITHUB_API_TOKEN=(hidden)");
	assert_contains(words(&shown), "HOMEBREW_BOTTLE_DOMAIN=https://mirror.example/bottles");
}

/* ---- what the API says ---- */

static struct formula read_formula(const char *machine, const char *json)
{
	struct machine *m = machine_named(machine);
	struct formula formula = { 0 };
	struct err e = { 0 };

	machine_look(m);
	assert_ok(formula_read(test_arena(), bytes_of(json), m->facts, &formula, &e), &e);
	return formula;
}

static const char go_json[] =
	"{\"name\": \"go\", \"versions\": {\"stable\": \"1.27.4\"}, \"revision\": 0, \"bottle\": "
	"{\"stable\": {\"files\": {\"arm64_tahoe\": {}, \"arm64_sequoia\": {}, \"arm64_sonoma\": "
	"{}, "
	"\"x86_64_linux\": {}}}}}";

TEST(a_bottle_of_this_or_an_older_macos_serves)
{
	assert_string_equal("1.27.4", read_formula("m2-out-of-the-box", go_json).version);
	assert_true(read_formula("m2-out-of-the-box", go_json).bottled);
	assert_false(read_formula("intel-mac", go_json).bottled);
	assert_false(read_formula("air-macos12", go_json).bottled);
	assert_true(read_formula("healthy-linuxbrew", go_json).bottled);
	assert_false(read_formula("debian-arm64", go_json).bottled);
}

TEST(an_answer_that_is_no_formula_is_refused)
{
	static const char *const wrong[] = { "",
					     "<html>",
					     "[]",
					     "{}",
					     "{\"name\": \"go\"}",
					     "{\"versions\": {\"stable\": \"1\"}}" };
	struct machine *m = machine_named("m2-out-of-the-box");
	struct formula formula;

	machine_look(m);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_not_equal(RC_OK, formula_read(test_arena(), bytes_of(wrong[i]), m->facts,
							 &formula, NULL));
}

TEST(brew_env_goes_before_the_environment)
{
	struct machine *m = machine_named("healthy-m1-homebrew");

	machine_env(m, "HOMEBREW_API_DOMAIN", "https://one.example/api");
	machine_look(m);
	assert_string_equal("https://one.example/api", formula_api(m->facts, "https://usual"));
	machine_file(m, "~/.homebrew/brew.env", "HOMEBREW_API_DOMAIN=https://two.example/api\n");
	machine_look(m);
	assert_string_equal("https://two.example/api", formula_api(m->facts, "https://usual"));
}
