"""The second day: two Gos, upgrade and the way back, what is freed, and what is taken away. See second_day.sh."""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import stand_ins
from publishers import Publishers
from small_home import CHECKOUT, PROGRAM, expect, expect_same, run_all

TESTS = []


def test(function):
    TESTS.append((function.__name__.replace("_", " "), function))
    return function


def older_then_newer(h):
    """1.26.7 by apply, then 1.27.2 by upgrade; what the home held in between."""
    h.profile(go="1.26.7")
    h.applied()
    first = h.snapshot()
    h.profile(go="1.27.2")
    h.goready("upgrade", "--yes", "--keep-going", "--profile", h.profile_path)
    expect(h.status == 2 and h.link("go") == "../tools/go-1.27.2/bin/go", h.status, h.said())
    return first


@test
def upgrade_shows_its_plan_first_and_rollback_leads_back(h):
    h.profile(go="1.26.7")
    h.applied()
    first = h.snapshot()
    h.profile(go="1.27.2")
    expect(h.goready("upgrade", "go", "--profile", h.profile_path) == 2, h.said())
    expect("1.27.2" in h.out and "upgrade" in h.out and "go --yes" in h.out, h.out)
    expect_same(first, h.snapshot(), "without --yes nothing changes")
    h.goready("upgrade", "go", "--yes", "--keep-going", "--profile", h.profile_path)
    expect(h.link("go") == "../tools/go-1.27.2/bin/go", h.said())
    expect(os.path.isdir(h.tools("go-1.26.7")), "the old tree stays")
    expect(h.goready("rollback") == 2 and "go-1.27.2" in h.out, h.said())
    expect("bin/go to ../tools/go-1.26.7/bin/go again" in in_one_line(h.out), "which version comes back", h.out)
    expect(h.goready("rollback", "go", "--yes") == 0, h.said())
    expect_same(first, h.snapshot(), "after rollback")
    h.environment["PATH"] = h.path(".local/share/goready/bin") + ":/usr/bin:/bin"
    h.goready("use", "1.27.2", "--profile", h.profile_path)
    expect("In short: 1 archive that is here already" in h.out, h.said())
    h.goready("use", "1.27.2", "--yes", "--keep-going", "--profile", h.profile_path)
    expect("Working. Take Go 1.27.2 from ~/.cache/goready." in h.err, "nothing is downloaded again", h.said())
    expect(h.goready("undo", "--yes") == 0, h.said())
    expect(h.goready("rollback") == 1 and "goready undo 0001" in in_one_line(h.err), "what does it is named", h.said())
    expect(h.goready("undo", "0001", "--yes") == 0, h.said())
    expect(h.goready("rollback", "go") == 1 and "history" in h.err, h.said())


@test
def an_upgrade_whose_proof_fails_is_none(h):
    h.profile(go="1.26.7")
    h.applied()
    first = h.snapshot()
    h.profile(go="1.27.2")
    h.goready("upgrade", "--yes", "--profile", h.profile_path)
    expect(h.status == 2 and "what was there before is back" in h.err, h.status, h.said())
    expect("upgrade" in h.err and "--keep-going --yes" in h.err, "and the way on is said", h.err)
    expect_same(first, h.snapshot(), "all is as it was before")
    expect(h.goready("rollback", "--yes") == 1, "nothing to roll back", h.said())
    h.goready("upgrade", "--yes", "--json", "--profile", h.profile_path)
    last = json.loads(h.out.splitlines()[-1])
    expect(h.status == 2 and last["event"] == "result" and not last["ok"], last, h.said())
    expect('"rolled-back"' in h.out, "each step that is taken back is named", h.out[-600:])
    expect_same(first, h.snapshot(), "with --json too")


@test
def what_is_not_named_is_left_alone(h):
    h.profile(go="1.27.2")
    expect(h.goready("upgrade", "--yes", "--profile", h.profile_path) == 0, h.said())
    expect("Nothing is newer" in h.out and not os.path.exists(h.tools()), h.said())
    h.goready("install", "gopls", "--profile", h.profile_path)  # a Go that the host has in /usr/local does
    expect("goready install go" in h.err if h.status == 1 else "Go 1.27.2" not in h.out,
           "what is missing is named, and not planned", h.said())
    h.write(".bashrc", 'export GOROOT=/nowhere/go\n')
    h.goready("install", "go", "--yes", "--profile", h.profile_path)
    expect(h.status == 0 and h.link("go") == "../tools/go-1.27.2/bin/go", h.status, h.said())
    expect(os.listdir(h.tools()) == ["go-1.27.2"], "Go alone", os.listdir(h.tools()))
    expect(not os.path.exists(h.path("go/bin/protoc-gen-go")), "and no plugin")
    expect("GOROOT=/nowhere/go" in h.read(".bashrc"), "nor is anything repaired", h.read(".bashrc"))
    h.goready("use", "1.27.2", "--profile", h.profile_path)
    expect(h.status == 0 and "Go 1.27.2 is here" in h.out and "another" not in h.out, h.said())


@test
def another_version_than_the_profiles_is_neither_missing_nor_checked_by_its_checksums(h):
    h.profile(go="1.26.7")
    h.applied()
    h.profile(go="1.27.2")
    expect(h.goready("install", "protoc-gen-go@1.36.11", "--profile", h.profile_path) == 2, h.said())
    expect("no Go here works" not in h.said() and "Go 1.27.2" not in h.out, "the Go of before does", h.said())
    expect(h.goready("install", "protoc@36", "--profile", h.profile_path) == 0, "that is 36.1", h.said())
    expect(h.goready("install", "go@1.25", "--profile", h.profile_path) == 64, h.said())
    expect("no checksum is known of go 1.25" in h.err and "line" not in h.err, "it stands in no line", h.err)
    h.profile(go="1.26.7")
    expect(h.goready("use", "1.27.2", "--profile", h.profile_path) == 2, h.said())
    expect("checksum: goready's manifest" in in_one_line(h.out), "the profile has that of 1.26.7", h.out)


@test
def a_terminal_gets_a_page_with_marks_and_plain_or_a_pipe_sentences(h):
    h.profile(go="1.26.7")
    h.applied()
    h.write(".bashrc", h.read(".bashrc") + "export GOROOT=/nowhere/go\n")
    terminal = {"TERM": "xterm-256color"}
    expect(h.answer("doctor", answers=[], environment=terminal) == 2, h.said())
    expect("\033[41m \033[m \033[1mProblem\033[m  GOROOT is set" in h.out, h.out)
    h.answer("doctor", "--no-color", answers=[], environment=terminal)
    expect("\033[1mProblem" in h.out and "\033[4" not in h.out, h.out)
    h.answer("apply", "--profile", h.profile_path, answers=[], environment=terminal)
    expect("\033[1;7;31m-\033[mexport GOROOT=/nowhere/go" in h.out, "a diff with its signs marked", h.out)
    expect("\n    " + PROGRAM + " apply --profile " + h.profile_path + " --yes\n" in h.out.replace("\r", ""), "one piece", h.out)
    for words in (["history"], ["history", "0001"], ["undo"], ["list"], ["doctro"]):
        h.answer(*words, answers=[], environment=terminal)
        expect(h.out.startswith("  ") or h.out.startswith("\033"), words, h.out)
    h.answer("doctor", "--plain", answers=[], environment=terminal, whenever="There is more.")
    expect("\033" not in h.out and "Problem. GOROOT is set: [goenv.goroot]." in h.out, h.out)
    h.answer("doctor", answers=[], environment={"TERM": "dumb"})
    expect("\033" not in h.out and "Problem. GOROOT is set: [goenv.goroot]." in h.out, h.out)
    h.goready("doctor")
    expect("\033" not in h.out and "Problem. GOROOT is set: [goenv.goroot]." in h.out, h.out)


@test
def capture_without_a_file_gives_a_terminal_a_named_one(h):
    h.answer("capture", answers=[])
    h.answer("capture", answers=[])
    made = sorted(f for f in os.listdir(h.home) if f.startswith("goready-capture-"))
    expect(len(made) == 2 and h.status == 0, made, h.said())
    expect(made[1] in h.out or made[0] in h.out, "its name is said", h.out)
    for name in made:
        json.loads(h.read(name))
        h.goready("doctor", "--from", h.path(name))
        expect(h.status in (0, 2), h.said())
    h.goready("capture")
    json.loads(h.out)
    expect(h.goready("history", "1") == 64 and "There has been no run so far" in h.err, h.said())
    h.profile(go="1.26.7")
    h.applied()
    for word in ("1", "01", "0001"):
        expect(h.goready("history", word) == 0 and "0001" in h.out, word, h.said())
    for words in (["history", "1"], ["list"], ["prune"]):
        h.goready(*words, "--lang", "zh_CN")
        expect(not re.search(r", [\u4e00-\u9fff]|[\u4e00-\u9fff], |：done", h.out), "Chinese commas", h.out)


@test
def while_a_tree_is_taken_back_the_wizard_answers(h):
    hold, tree = h.path("hold"), ".local/share/goready/tools/go-1.27.2"

    def is_held():
        h.write("hold", "")

    def goes_on():
        expect(os.path.isdir(h.path(tree)), "answered while the tree is there", h.out[-600:])
        os.unlink(hold)

    held = h.environment_with(faults={"hold": hold, "below": tree})
    h.answer("--plain", "--profile", h.profile_path, environment=held, answers=[
        ("Answer", "1"), ("Answer", "no"), ("Answer", "yes"), ("Type undo for", "undo"), ("Answer", is_held),
        ("", "yes"), ("~/" + tree, "where"), ("The changes are being taken back", goes_on),
        ("Press Return for: Finish", "")])
    expect("Done. Remove ~/" + tree in in_one_line(h.out), h.out[-600:])


@test
def where_no_tool_is_found_check_has_nothing_to_compare(h):
    h.environment["PATH"] = h.path("nothing")
    expect(h.goready("upgrade", "--check") == 1 and not h.out, h.said())
    expect("none of the tools is found here" in h.err and "doctor" in h.err, h.err)
    expect(h.goready("upgrade", "--check", "--json") == 1 and json.loads(h.out)["upgrades"] == [], h.said())


@test
def check_names_what_is_newer_and_is_silent_where_nothing_is(h):
    h.profile(go="1.26.7")
    h.applied()
    before = h.snapshot()
    h.profile(go="1.27.2")
    expect(h.goready("upgrade", "--check", "--profile", h.profile_path) == 2, h.said())
    expect("Go 1.26.7: 1.27.2 is newer.\nTo see what an upgrade would do" in h.out and not h.err, h.said())
    h.goready("upgrade", "--check", "--json", "--profile", h.profile_path)
    found = {t["name"]: t for t in json.loads(h.out)["upgrades"]}
    expect(found["go"]["newer"] == "1.27.2" and found["go"]["source"] == "goready", h.out)
    expect_same(before, h.snapshot(), "checking writes nothing")
    expect(h.goready("upgrade", "protoc", "--check", "--profile", h.profile_path) == 0, h.said())
    expect(not h.out and not h.err, "nothing newer, nothing said", h.said())
    expect(h.goready("upgrade", "go", "--check", "--profile", h.profile_path) == 2, h.said())
    expect(h.out.endswith(h.profile_path + " go\n"), "what was named is named again", h.out)
    expect(h.goready("upgrade", "goo") == 64 and "Did you mean go?" in h.err, h.said())


def listed(web, go):
    """An entry of go.dev's list, with a small archive of the right shape."""
    file = "go%s.linux-%s.tar.gz" % (go, stand_ins.GO_ARCH)
    sha256 = stand_ins.go_archive(web.path("go.dev", "dl"), go)
    return {"version": "go" + go, "stable": True, "files": [
        {"filename": file, "os": "linux", "arch": stand_ins.GO_ARCH, "version": "go" + go, "sha256": sha256,
         "size": os.path.getsize(web.path("go.dev", "dl", file)), "kind": "archive"}]}


def released(web, go="1.27.9", protoc="37.2"):
    """What go.dev, GitHub and a module proxy list today."""
    os.makedirs(web.path("go.dev", "dl"))
    newest, older = listed(web, go), listed(web, "1.25.4")
    web.page("go.dev", "dl/", json.dumps([newest]))
    web.page("go.dev", "dl/all/", json.dumps([newest, older]))
    web.page("go.dev", "doc/devel/release",
             "<p id=go1.26.9>go1.26.9 (released 2026-11-20) includes a security fix to the <code>os</code> package"
             "</p><p>go%s (released 2026-11-20) includes a security fix to it</p>" % go)
    for version, name in ((protoc, "latest"), ("35.1", "tags/v35.1")):
        folder = web.path("github.com/protocolbuffers/protobuf/releases/download/v" + version)
        os.makedirs(folder)
        sha256 = stand_ins.protoc_archive(folder, version)
        archive = os.listdir(folder)[0]
        web.page("api.github.com", "repos/protocolbuffers/protobuf/releases/" + name, json.dumps(
            {"tag_name": "v" + version, "assets": [
                {"name": archive, "digest": "sha256:" + sha256,
                 "size": os.path.getsize(os.path.join(folder, archive))}]}))
    for module in ("google.golang.org/protobuf", "google.golang.org/grpc/cmd/protoc-gen-go-grpc"):
        web.page("modules.test", module + "/@v/list", "v1.5.0\nv1.6.2\n")


def used_for_latest(h, web):
    h.profile(go="1.26.7")
    h.applied()
    h.environment.update(web.environment())
    h.environment.update({"GOPROXY": "https://modules.test,off", "SHELL": "/bin/bash",
                          "PATH": h.path(".local/share/goready/bin") + ":/usr/bin:/bin"})


def with_a_home_behind_a_link(h, link, leads_to):
    """apply, upgrade, rollback, use, prune and undo, as in any other home."""
    os.makedirs(os.path.dirname(link), exist_ok=True)
    os.makedirs(leads_to, exist_ok=True)
    os.symlink(leads_to, link)
    first = h.snapshot()
    h.profile(go="1.26.7")
    h.applied()
    expect(h.goready("list") == 0 and "go, put there by goready, in use" in in_one_line(h.out), h.said())
    second = h.snapshot()
    h.profile(go="1.27.2")
    h.goready("upgrade", "--yes", "--keep-going", "--profile", h.profile_path)
    expect(h.status == 2 and h.link("go") == "../tools/go-1.27.2/bin/go", h.status, h.said())
    expect(h.goready("prune") == 2 and "go-1.26.7" in h.out and "Not in use: ~/.local/share/goready/tools/go-1.27.2"
           not in h.out, "what is in use stays", h.out)
    expect(h.goready("rollback", "--yes") == 0, h.said())
    expect_same(second, h.snapshot(), "after rollback")
    h.goready("use", "1.27.2", "--yes", "--keep-going", "--profile", h.profile_path)
    expect(h.status == 2 and h.goready("prune", "--yes") == 0, h.said())
    expect(os.path.exists(h.path(".local/share/goready/bin/go")), "the Go in use was not freed")
    expect(h.goready("undo", "--all", "--yes") == 0, h.said())
    expect_same(first, h.snapshot(), "after undo --all")


@test
def a_home_that_is_a_link_is_a_home(h):
    real = h.home + ".real"
    os.rename(h.home, real)
    with_a_home_behind_a_link(h, h.home, real)


@test
def a_folder_of_the_home_that_is_a_link_elsewhere_is_as_good(h):
    with_a_home_behind_a_link(h, h.path(".local"), h.home + ".elsewhere")


@test
def latest_names_what_the_publishers_list_and_what_is_for_security(h):
    with Publishers() as web:
        released(web)
        used_for_latest(h, web)
        before = h.snapshot()
        expect(h.goready("upgrade", "--check", "--latest") == 2 and not h.err, "cron is told nothing else", h.said())
        expect("Go 1.26.7: 1.27.9 is newer (security: Go 1.26.9 fixed security problems)" in h.out, h.out)
        expect("protoc 36.1: 37.2 is newer" in h.out and "upgrade --latest\n" in h.out, h.out)
        h.goready("upgrade", "--check", "--latest", "--json")
        found = {t["name"]: t for t in json.loads(h.out)["upgrades"]}
        expect(found["go"]["newer"] == "1.27.9" and "1.26.9" in found["go"]["security"], h.out)
        expect(found["protoc"]["newer"] == "37.2" and found["protoc"]["security"] is None, h.out)
        h.goready("upgrade", "--check", "--latest", "--lang", "zh_CN")
        expect(h.status == 2 and "安全" in h.out and "1.27.9" in h.out, h.said())
        web.asked.clear()
        expect(h.goready("upgrade", "protoc", "--check", "--latest") == 2, h.said())
        expect([a for a in web.asked if "api.github.com" not in a] == [], "nobody else is asked", web.asked)
        expect(h.goready("upgrade", "protc", "--check", "--latest") == 64 and "Did you mean protoc?" in h.err, h.said())
        expect_same(before, h.snapshot(), "checking writes nothing")


@test
def what_the_publishers_list_is_brought_and_rolled_back(h):
    with Publishers() as web:
        released(web)
        used_for_latest(h, web)
        before = h.snapshot()
        expect(h.goready("upgrade", "--latest") == 2, h.said())
        expect("Security: Go 1.26.7 is here, and Go 1.26.9 fixed security problems" in in_one_line(h.out), h.out)
        expect("go.dev's list of today" in in_one_line(h.out) and "GitHub's list of today" in in_one_line(h.out), h.out)
        h.goready("upgrade", "--latest", "--yes", "--keep-going")
        expect(h.link("go") == "../tools/go-1.27.9/bin/go", h.said())
        expect(h.link("protoc") == "../tools/protoc-37.2/bin/protoc", h.said())
        h.goready("upgrade", "--check", "--latest")
        expect(h.status == 0 and not h.out, "and now nothing is newer", h.said())
        expect(h.goready("rollback", "--yes") == 0, h.said())
        expect_same(before, h.snapshot(), "after rollback")


@test
def a_list_that_cannot_be_had_is_named_and_what_goready_knows_counts(h):
    with Publishers() as web:
        released(web)
        used_for_latest(h, web)
        shutil.rmtree(web.path("api.github.com"))
        expect(h.goready("upgrade", "--check", "--latest") == 2 and "1.27.9" in h.out, h.said())
        expect("Today's list of protoc could not be fetched" in in_one_line(h.err), h.err)
        expect("protoc" not in h.out, h.out)
        for host in ("go.dev", "modules.test"):
            shutil.rmtree(web.path(host))
        expect(h.goready("upgrade", "--check", "--latest") == 1 and "without --latest" in h.err, h.said())
        expect("(the connection to https://go.dev/" in in_one_line(h.err), "and why", h.err)


@test
def the_wizard_offers_what_the_publishers_list(h):
    with Publishers() as web:
        released(web)
        used_for_latest(h, web)
        for more in ([], ["--lang", "zh_CN", "--verbose"]):  # Chinese says it when it is asked for
            h.goready("--plain", "--latest", *more)
            expect(h.status == 3 and "Go 1.27.9" in h.out and "protoc 37.2" in h.out, more, h.said())


@test
def what_people_type_in_other_tools_words_is_understood_or_answered(h):
    h.profile(go="1.26.7")
    h.applied()
    h.profile(go="1.27.2")
    for words in (["use", "go1.27.2"], ["use", "v1.27.2"], ["use", "1.27"], ["install", "go@go1.27.2"],
                  ["install", "go@v1.27.2"]):
        h.goready(*words, "--profile", h.profile_path)
        expect(h.status == 2 and "1.27.2" in h.out, words, h.said())
    for words, says in ((["install", "golang@1.26"], "Did you mean go?"),
                        (["install", "protobuf"], "Did you mean protoc?"),
                        (["install", "delve"], "Did you mean dlv?"),
                        (["upgrade", "golang"], "Did you mean go?"),
                        (["upgrade", "go@1.26"], "goready install go@1.26"),
                        (["use", "1.x"], "\"1.x\" is no version"),
                        (["use", "golang"], "\"golang\" is no version"),
                        (["install", "go@"], "\"\" is no version"),
                        (["install", "go", "1.26"], "goready install go@1.26")):
        expect(h.goready(*words) == 64 and says in in_one_line(h.err), words, h.said())
    with Publishers() as web:
        released(web)
        h.environment.update(web.environment())
        h.environment["GOPROXY"] = "https://modules.test,off"
        for words in (["upgrade", "go@latest"], ["upgrade", "latest"], ["install", "go@latest"], ["use", "latest"]):
            expect(h.goready(*words) == 2 and "1.27.9" in h.out, words, h.said())


@test
def an_older_go_that_a_project_needs_is_brought_from_the_publishers_list(h):
    with Publishers() as web:
        released(web)
        used_for_latest(h, web)
        before = h.snapshot()
        expect(h.goready("use", "1.25") == 64 and "1.27.2, 1.26.8" in h.err and "--latest" in h.err, h.said())
        expect(h.goready("use", "1.25", "--latest") == 2 and "Security" not in h.out, "that is no upgrade", h.said())
        expect(h.goready("install", "go@1.25", "--latest", "--yes") == 0, h.said())
        expect(h.link("go") == "../tools/go-1.26.7/bin/go" and os.path.isdir(h.tools("go-1.25.4")), h.said())
        expect(h.undo() == 0, h.said())
        expect_same(before, h.snapshot(), "after undo")
        expect(h.goready("install", "protoc@35.1") == 64 and "goready knows 36.1." in in_one_line(h.err), h.said())
        expect(h.goready("install", "protoc@35.1", "--latest") == 2 and "protoc 35.1 from github.com" in h.out, h.said())
        expect(h.goready("use", "1.25.99", "--latest") == 64 and "There are: 1.27.9" in h.err, h.said())


@test
def another_go_is_put_beside_the_one_in_use_and_use_switches(h):
    h.profile(go="1.26.7")
    h.applied()
    first = h.snapshot()
    h.profile(go="1.27.2")
    h.goready("install", "go@1.27.2", "--yes", "--profile", h.profile_path)
    expect(h.status == 0 and os.path.isdir(h.tools("go-1.27.2")), h.status, h.said())
    expect(h.link("go") == "../tools/go-1.26.7/bin/go", "the one in use stays", h.link("go"))
    expect(h.goready("install", "go@1.27.2", "--profile", h.profile_path) == 0, h.said())
    expect("Go 1.27.2 is here, ~/.local/share/goready/tools/go-1.27.2/bin/go" in in_one_line(h.out), h.out)
    lines = h.out.splitlines()
    expect(" use " in lines[-1] and type_words(h, lines[-1]) == 2, "the line that is printed", h.said())
    h.goready("list")
    expect("Go 1.26.7" in h.out and "in use" in h.out and "Go 1.27.2" in h.out, h.out)
    for version in ("1.27.2", "1.26.7"):
        h.goready("use", version, "--yes", "--profile", h.profile_path)
        expect(h.link("go") == "../tools/go-%s/bin/go" % version, h.link("go"), h.said())
        expect("A link in ~/.local/share/goready/bin leads to it." in in_one_line(h.out), h.out)
        expect(h.link("gofmt") == "../tools/go-%s/bin/gofmt" % version, h.link("gofmt"))
    for _ in range(3):
        expect(h.undo() == 0, h.said())
    expect_same(first, h.snapshot(), "after undo of all three")


def project(h, text, name="go.mod", go="1.26.7"):
    """A Go in use, and a project of that go.mod; what `use VERSION --here` does there."""
    if not os.path.exists(h.tools()):
        h.profile(go=go)
        h.applied()
        h.environment["PATH"] = h.path(".local/share/goready/bin") + ":/usr/bin:/bin"
        h.environment["GOTOOLCHAIN"] = "auto"
    h.write("app/" + name, text)

    def use(*words, folder="app", **environment):
        return h.goready("use", *words, "--here", folder=h.path(folder), environment=environment)
    return use


@test
def use_here_is_a_diff_of_one_line_and_undone_to_the_byte(h):
    for before, after in (
            ("// a\nmodule m // b\n\ngo 1.26 // c\n\nrequire (\n)",
             "// a\nmodule m // b\n\ngo 1.26 // c\n\ntoolchain go1.27.2\n\nrequire (\n)"),
            ("module m\r\ngo 1.26\r\n", "module m\r\ngo 1.26\r\n\r\ntoolchain go1.27.2\r\n"),
            ("module m", "module m\n\ntoolchain go1.27.2"),
            ("module m\ngo 1.26", "module m\ngo 1.26\n\ntoolchain go1.27.2"),
            ("module m\ngo 1.26\n\n  toolchain\tgo1.26.9 // why\r\n",
             "module m\ngo 1.26\n\n  toolchain\tgo1.27.2 // why\r\n"),
            ("module m\ngo 1.27.2\ntoolchain default\n", "module m\ngo 1.27.2\ntoolchain go1.27.2\n"),
            ("module m\ngo 1.26\ntoolchain // which?\n", "module m\ngo 1.26\ntoolchain go1.27.2 // which?\n"),
            ("module (\n\tm\n)\n", "toolchain go1.27.2\n\nmodule (\n\tm\n)\n"),
            ("module toolchain\n\nrequire (\n\ttoolchain v1.0.0\n)\ntoolchain go1.27.9\n",
             "module toolchain\n\nrequire (\n\ttoolchain v1.0.0\n)\ntoolchain go1.27.2\n")):
        use = project(h, before)
        tools = h.snapshot()
        expect(use("1.27") == 2 and "go1.27.2" in h.out, before, h.said())
        expect("use --here 1.27 --yes" in h.out and "is a minimum" in h.out, h.out)
        expect("no download, less than a minute;" in in_one_line(h.out), h.out)
        expect(use("go1.27", "--dry-run") == 0, h.said())
        expect_same(tools, h.snapshot(), "without --yes nothing changes")
        expect(use("1.27", "--yes") == 0, h.said())
        expect(h.read("app/go.mod") == after, h.read("app/go.mod"))
        expect(h.link("go") == "../tools/go-1.26.7/bin/go", "the Go in use stays", h.link("go"))
        expect(use("1.27.2") == 0 and "line" in h.out and "asks for it" in h.out, h.said())
        expect(h.undo() == 0, h.said())
        expect_same(tools, h.snapshot(), "undone to the byte")


@test
def list_says_which_go_a_project_takes(h):
    use = project(h, "module m\n\ngo 1.26\n")
    expect(use("1.27", "--yes") == 0, h.said())
    for folder, says, environment in (
            ("app", "In this folder go runs Go 1.27.2 instead: ~/app/go.mod asks for it.", {}),
            ("app", "", {"GOTOOLCHAIN": "local"}), ("", "", {}),
            ("app", "In this folder go runs Go 1.27.2 instead: ~/app/go.mod asks for it.",
             {"GOTOOLCHAIN": "go1.25.1+auto"}),
            ("app", "In this folder go runs Go 1.25.1 instead: GOTOOLCHAIN asks for it.",
             {"GOTOOLCHAIN": "go1.25.1"}),
            ("", "In this folder go runs Go 1.25.1 instead: GOTOOLCHAIN asks for it.",
             {"GOTOOLCHAIN": "go1.25.1+auto"})):
        expect(h.goready("list", folder=h.path(folder), environment=environment) == 0, h.said())
        expect(says in in_one_line(h.out) and ("instead" in h.out) == bool(says), folder, environment, h.out)


@test
def only_a_terminal_that_needs_it_is_told_to_take_the_settings(h):
    h.profile(go="1.26.7")
    expect(h.goready("install", "go", "--yes", "--profile", h.profile_path) == 0 and "env)" in h.out, h.said())
    h.profile(go="1.27.2")
    links = h.path(".local/share/goready/bin")
    for path, told in ((links + ":/usr/bin:/bin", False), (links + "/:/usr/bin:/bin", False), ("/usr/bin:/bin", True)):
        h.environment["PATH"] = path
        h.goready("use", "1.27.2", "--yes", "--profile", h.profile_path)
        expect(h.status == 0 and ("env)" in h.out) == told, path, h.said())
        expect(h.goready("undo", "--yes") == 0, h.said())


@test
def use_here_is_taken_out_of_a_go_mod_that_has_grown_since(h):
    use = project(h, "module m\n\ngo 1.26\n")
    expect(use("1.27.2", "--yes", "--json") == 0 and '"project.toolchain"' in h.out, h.said())
    h.write("app/go.mod", h.read("app/go.mod") + "\nrequire example.com/x v1.0.0\n")
    expect(h.undo() == 0, h.said())
    expect(h.read("app/go.mod") == "module m\n\ngo 1.26\n\nrequire example.com/x v1.0.0\n", h.read("app/go.mod"))


@test
def use_here_goes_by_go_work_before_go_mod(h):
    use = project(h, "module m\n\ngo 1.26\n")
    h.write("go.work", "go 1.26\n\nuse ./app\n")
    expect(use("1.27", "--yes") == 0, h.said())
    expect(h.read("go.work") == "go 1.26\n\ntoolchain go1.27.2\n\nuse ./app\n", h.read("go.work"))
    expect(h.read("app/go.mod") == "module m\n\ngo 1.26\n", h.read("app/go.mod"))
    expect(use("1.27", "--yes", GOWORK="off") == 0, h.said())
    expect("toolchain go1.27.2" in h.read("app/go.mod"), "without workspaces it is go.mod's")


@test
def use_here_says_where_it_would_do_nothing_and_what_does(h):
    use = project(h, "module m\n\ngo 1.26\n")
    before = h.snapshot()
    for words, says, environment in (
            (["1.26.7"], "is in use", {}),
            (["1.27.2"], "GOTOOLCHAIN=go1.27.2 (your environment) names it", {"GOTOOLCHAIN": "go1.27.2"})):
        expect(use(*words, **environment) == 0 and says in in_one_line(h.out), words, h.said())
        expect("Nothing is needed" in h.out, h.out)
    for words, says, way, environment in (
            (["1.27"], "GOTOOLCHAIN=local (your environment)", "Take it out there", {"GOTOOLCHAIN": "local"}),
            (["1.25"], "go.mod line 3 asks for at least Go 1.26", "go mod edit -go=1.25", {}),
            (["1.26.1"], "is a minimum", "GOTOOLCHAIN=go1.26.1 go build", {}),
            (["1.27"], "no Go here that works", "goready use 1.27.2", {"PATH": "/bin", "HOME": h.path("app")})):
        expect(use(*words, "--yes", **environment) == 1, words, h.said())
        expect(says in in_one_line(h.err) and way in in_one_line(h.err), words, h.said())
    expect(use("1.27", GOTOOLCHAIN="local+auto") == 2, "the Go in use, or a newer one: that is auto", h.said())
    expect(use("1.28", "--yes") == 1 and "Name it whole" in h.err, "go refuses a line with 1.28", h.said())
    expect(use("1.27", GOSUMDB="off") == 2 and "takes none unchecked" in in_one_line(h.out), h.said())
    expect(use("1.27", GOWORK=h.path("nowhere.work")) == 2 and "go.mod" in h.out, "as go does it", h.said())
    expect(use("1.27", folder="") == 1 and "go mod init" in h.err, "no go.mod", h.said())
    expect(use() == 64 and use("newest") == 64, h.said())
    h.write(".config/go/env", "GOTOOLCHAIN=local\n")
    h.environment.pop("GOTOOLCHAIN")
    expect(use("1.27") == 1 and "~/.config/go/env line 1" in h.err and "go env -w GOTOOLCHAIN=auto" in h.err, h.said())
    os.unlink(h.path(".config/go/env"))
    os.chmod(h.path("app/go.mod"), 0o444)
    expect(use("1.27", GOTOOLCHAIN="auto") == 1 and "write-protected" in h.err, h.said())
    os.chmod(h.path("app/go.mod"), 0o644)
    os.rmdir(h.path(".config/go"))
    expect_same(before, h.snapshot(), "and nothing was changed")


@test
def what_version_managers_keep_is_listed_and_left_alone(h):
    h.profile(go="1.26.7")
    h.applied()
    kept = {"sdk/go1.27.2": "from golang.org/dl", ".asdf/installs/golang/1.27.2/go": "managed by asdf",
            ".local/share/mise/installs/go/1.27.2": "managed by mise", ".gvm/gos/go1.27.2": "managed by gvm",
            ".goenv/versions/1.27.2": "managed by goenv"}
    for place in kept:
        shutil.copytree(h.tools("go-1.26.7"), h.path(place), symlinks=True)
    expect(h.goready("list") == 0, h.said())
    for place, owner in kept.items():
        expect("~/%s/bin/go, %s" % (place, owner) in in_one_line(h.out), place, h.out)
    expect(h.goready("list", "--json") == 0, h.said())
    sources = {tool["source"] for tool in json.loads(h.out)["tools"]}
    expect({"goready", "sdk", "asdf", "mise", "gvm", "goenv"} <= sources, sources)
    moved = {"GVM_ROOT": ("gvm", "gos/go1.27.2", "gvm"), "XDG_DATA_HOME": ("data", "mise/installs/go/1.27.2", "mise"),
             "GOENV_ROOT": ("my-goenv", "versions/1.27.2", "goenv"),
             "ASDF_DATA_DIR": ("kept", "installs/golang/1.27.2/go", "asdf")}
    for variable, (root, place, owner) in moved.items():
        shutil.copytree(h.tools("go-1.26.7"), h.path(root, place), symlinks=True)
        expect(h.goready("list", environment={variable: h.path(root)}) == 0, h.said())
        expect("~/%s/%s/bin/go, managed by %s" % (root, place, owner) in in_one_line(h.out), variable, h.out)
    h.environment["PATH"] = h.path(".goenv/versions/1.27.2/bin") + ":/usr/bin:/bin"
    h.write(".bashrc", 'export PATH="$HOME/.goenv/versions/1.27.2/bin:$PATH"\n')
    h.profile(go="1.27.2")
    expect(h.goready("upgrade", "go", "--check", "--profile", h.profile_path) == 2, h.said())
    expect("\ngoenv install 1.27.2 && goenv global 1.27.2\n" in h.out, h.out)


@test
def prune_waits_for_a_run_that_was_broken_off(h):
    h.profile(go="1.26.7")
    h.applied()
    first = h.snapshot()
    h.profile(go="1.27.2")
    count = os.path.join(h.work, "count")
    h.save()
    h.apply("--upgrade", faults={"count": count, "log": os.path.join(h.work, "log")})
    with open(count, encoding="ascii") as f:
        points = int(f.read())
    h.restore()
    h.apply("--upgrade", faults={"at": points - 7, "do": "kill"})
    expect(h.link("go") == "../tools/go-1.27.2/bin/go", "the new one is not proven yet", h.link("go"))
    expect(h.goready("prune", "--yes") == 1 and "broken off" in h.err, h.status, h.said())
    expect("goready undo" in h.err and os.path.isdir(h.tools("go-1.26.7")), h.said())
    expect(h.undo() == 0, h.said())
    expect_same(first, h.snapshot(), "the way back is there")
    expect(h.goready("prune", "--yes") == 0, h.said())
    expect_same(first, h.snapshot(), "and nothing that is in use went")


@test
def prune_names_what_is_given_up_and_leaves_what_is_in_use(h):
    before = h.snapshot()
    older_then_newer(h)
    expect(h.goready("prune") == 2 and "Given up" in h.out and "go-1.26.7" in h.out, h.said())
    expect("go-1.27.2," not in h.out and os.path.isdir(h.tools("go-1.26.7")), h.out)
    expect(h.goready("prune", "--dry-run") == 0, h.said())
    expect(h.goready("uninstall") == 3 and "what was downloaded" in h.out, h.said())
    expect(h.goready("prune", "--yes") == 0 and "free again" in h.out, h.said())
    expect(not os.path.exists(h.tools("go-1.26.7")), "the old tree is gone")
    expect(h.link("go") == "../tools/go-1.27.2/bin/go", h.link("go"))
    expect(h.goready("rollback", "--yes") == 1 and "prune" in h.err, "no way back", h.said())
    expect("goready use 1.26.7'" in in_one_line(h.err), "but one to what was there, as it is typed", h.err)
    expect(h.link("go") == "../tools/go-1.27.2/bin/go", "and nothing is broken", h.link("go"))
    expect(h.goready("prune") == 0 and "nothing to free" in h.out, h.said())
    expect(h.goready("uninstall") == 3 and "what was downloaded" not in h.out, "what is gone does not stay", h.said())
    h.profile(go="1.26.7")
    h.goready("use", "1.26.7", "--yes", "--keep-going", "--profile", h.profile_path)
    expect(h.status == 2 and h.link("go") == "../tools/go-1.26.7/bin/go", "typed, it does that", h.said())
    expect(h.undo("--all") == 0, h.said())
    expect_same(before, h.snapshot(), "after undo --all")


def killed_within_the_tree(h, tree, *arguments):
    """goready is killed when it has removed two files of the tree and is about to go on."""
    log = os.path.join(h.work, "log")
    h.save()
    h.goready(*arguments, faults={"count": os.path.join(h.work, "count"), "log": log})
    with open(log, encoding="utf-8") as f:
        points = [line.split()[0] for line in f if "/" + tree + "/" in line and " unlink " in line]
    h.restore()
    h.goready(*arguments, faults={"at": points[2], "do": "kill"})
    expect(h.status == -9 and os.path.isdir(h.tools(tree)), "half of it is gone", h.status, h.said())


@test
def what_a_prune_that_was_killed_left_of_a_tree_is_no_tool(h):
    before = h.snapshot()
    older_then_newer(h)
    whole = h.tools("go-1.26.7/misc/protoc-gen-go")
    killed_within_the_tree(h, "go-1.26.7", "prune", "--yes")
    expect(not os.path.exists(whole), "half of it is gone")
    half = h.snapshot()
    expect(h.goready("rollback", "--yes") == 1 and "prune" in h.err, "no way back to a half", h.said())
    h.profile(go="1.26.7")
    h.goready("use", "1.26.7", "--yes", "--profile", h.profile_path)
    expect(h.link("go") == "../tools/go-1.26.7/bin/go" and os.path.exists(whole), "it is brought anew", h.said())
    expect(h.undo() == 0, h.said())
    expect_same(half, h.snapshot(), "undo leaves the half, which is none again")
    expect(h.goready("prune", "--yes") == 0 and not os.path.exists(h.tools("go-1.26.7")), h.said())
    expect(h.undo("--all") == 0, h.said())
    expect_same(before, h.snapshot(), "after undo --all")


@test
def uninstall_takes_the_downloads_of_a_run_that_was_broken_off(h):
    before = h.snapshot()
    used_machine(h)
    journal = ".local/state/goready/runs/0001/journal.jsonl"
    h.write(journal, "".join(h.read(journal).splitlines(keepends=True)[:-1]))
    h.answer("uninstall", answers=[(q, "yes") for q in QUESTIONS])
    expect(h.status == 0, h.status, h.said())
    expect(not stays_of(h), "each was asked for, and went", stays_of(h), h.said())
    expect_same(before, h.snapshot(), "after uninstall")


@test
def uninstall_asks_and_end_of_input_is_no(h):
    before = h.snapshot()
    older_then_newer(h)
    installed = h.snapshot()
    expect(h.goready("uninstall") == 3, h.said())
    expect_same(installed, h.snapshot(), "no answer is no")
    expect(h.goready("uninstall", "--yes") == 0, h.said())
    expect_same(before, h.snapshot(), "after uninstall")
    expect(os.listdir(h.path(".cache/goready")), "what was not asked about stays")


def used_machine(h):
    """Goready's tools, seen from a new terminal, and projects that have filled Go's two caches."""
    h.applied()
    h.environment["PATH"] = h.path(".local/share/goready/bin") + ":/usr/bin:/bin"
    h.write("go/pkg/mod/example.com/m@v1.0.0/m.go", "package m\n")
    h.write(".cache/go-build/00/00-d", "compiled\n")


def stays_of(h):
    places = {"downloads": ".cache/goready", "modules": "go/pkg/mod", "builds": ".cache/go-build"}
    return {name for name, place in places.items()
            if os.path.isdir(h.path(place)) and os.listdir(h.path(place))}


QUESTIONS = ["Do all this?", "Remove goready's downloads", "go clean -modcache", "go clean -cache"]


@test
def uninstall_asks_for_each_thing_and_takes_yes_for_yes(h):
    before = h.snapshot()
    used_machine(h)
    expect(stays_of(h) == {"downloads", "modules", "builds"}, stays_of(h))
    h.answer("uninstall", answers=[(q, "yes") for q in QUESTIONS])
    expect(h.status == 0, h.status, h.said())
    expect(not stays_of(h), "each was asked for, and went", stays_of(h), h.said())
    expect_same(before, h.snapshot(), "after uninstall")


@test
def uninstall_takes_a_line_as_one_answer_whatever_stands_in_it(h):
    h.applied()
    installed = h.snapshot()
    for line in ("yes\0no\n", "n" * 63 + "yes\n", "yes please\n", "\x1b[1;2Ryes\n"):
        done = subprocess.run([PROGRAM, "uninstall"], env=h.environment_with(), input=line.encode(), check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        expect(done.returncode == 3, repr(line), done.stdout.decode())
        expect_same(installed, h.snapshot(), repr(line))


@test
def uninstall_leaves_what_was_not_answered_with_yes(h):
    before = h.snapshot()
    used_machine(h)
    installed = h.snapshot()
    h.answer("uninstall", answers=[(QUESTIONS[0], "y es")])
    expect(h.status == 3 and "Nothing was changed" in h.out, h.status, h.said())
    expect_same(installed, h.snapshot(), "only the word itself is consent")
    h.answer("uninstall", answers=list(zip(QUESTIONS, ["yes", "", "no", "yes"])))
    expect(h.status == 0, h.status, h.said())
    expect(stays_of(h) == {"downloads", "modules"}, stays_of(h), h.said())
    expect_same(before, h.snapshot(), "after uninstall")


@test
def what_undo_leaves_is_named_with_its_folder(h):
    h.profile(go="1.26.7")
    h.applied()
    h.write(".local/share/goready/tools/mine", "of the user")
    expect(h.goready("undo") == 2, h.said())
    expect("did not make it: ~/.local/share/goready/tools/mine" in in_one_line(h.out), h.out)


MOST_CELLS, MOST_LINES = 460, 20  # espeak-ng needs 45 seconds for that, of what is full of paths
MOST_AT_THE_END = 660  # nothing is asked there, and the line to be typed next stands there
MORE = {"en": "There is more.", "zh_CN": "还有更多。"}


def cells(text):
    return sum(2 if ord(c) > 0x2e80 else 1 for c in text)


def hears(h, *words, language="en", answers=()):
    """Of a command, as who listens to it reads it page by page: what comes before anything is asked for."""
    h.answer(*words, "--plain", "--lang", language, answers=answers, whenever=MORE[language],
             environment={"TERM": "xterm"})
    text = h.out
    for question in [MORE[language], *(q for q, _ in answers)]:
        text = text.replace(question, "\f" + question)
    pages = text.split("\f")
    for page in pages:
        most = MOST_CELLS if page is not pages[-1] else MOST_AT_THE_END
        expect(cells(page) <= most and page.count("\n") <= MOST_LINES, words, language,
               "%d cells, %d lines" % (cells(page), page.count("\n")), page)
    return pages


@test
def a_download_that_fails_names_the_option_for_another_address_and_the_tool(h):
    h.profile(go="1.26.7")
    with open(h.profile_path, encoding="utf-8") as f:
        profile = json.load(f)
    profile["go"]["sources"] = ["http://127.0.0.1:9/{file}"]
    with open(h.profile_path, "w", encoding="utf-8") as f:
        json.dump(profile, f)
    h.apply()
    expect(h.status == 1 and "add --source go=ADDRESS to the command" in h.err, h.status, h.said())
    expect(h.err.count("--source") == 1, "the remedy itself names no option", h.err)


@test
def what_a_command_says_is_heard_page_by_page(h):
    h.profile(go="1.26.7")
    h.applied()
    h.profile(go="1.27.2")
    for language in MORE:
        hears(h, "upgrade", "go", "--profile", h.profile_path, language=language)
        expect("--yes" in h.out, h.out)
        expect(len(hears(h, "prove", "--list", language=language)) > 2, h.out)
        expect("gateway" in h.out, h.out)
    h.goready("upgrade", "--yes", "--keep-going", "--profile", h.profile_path)
    for language in MORE:
        for words in (["undo"], ["undo", "--all"], ["rollback"], ["prune"], ["list"], ["history"], ["doctor"]):
            hears(h, *words, language=language)
    first = hears(h, "prune")[0].split("\n")
    expect(first[0].startswith("Together: ") and "/" not in "".join(first[:-3]), "names, without their folders", first)
    expect(re.match(r"\d+ problems?, ", hears(h, "doctor")[0]), "what it comes to is heard first", h.out)
    expect(all(len(line) < 80 or line.startswith("/") for line in h.out.split("\n")), "lines are broken", h.out)
    h.answer("undo", "--all", "--plain", answers=[(MORE["en"], "stop")], environment={"TERM": "xterm"})
    expect("Remove ~/.local/share/goready/tools/go-1.26.7" not in h.out and "--yes" in h.out, "stop goes to the end",
           h.out)
    expect(h.goready("undo", "--all", "--plain") == 2 and "go-1.26.7" in h.out, "a pipe is never asked", h.out)
    expect(MORE["en"] not in h.out, h.out)


@test
def an_undo_that_was_agreed_to_is_heard_in_short(h):
    older_then_newer(h)
    h.save()
    for language, end in (("en", "is undone."), ("zh_CN", "已撤销。")):
        for words in (["undo", "--all"], ["rollback"], ["undo"]):
            h.restore()
            pages = hears(h, *words, "--yes", language=language)
            expect(h.status == 0 and len(pages) == 1 and pages[0].rstrip().endswith(end), words, h.out)
    h.restore()
    h.goready("undo", "--all", "--yes")
    expect("Done. Remove ~/.local/share/goready/tools/go-1.26.7." in in_one_line(h.err), "a log has each of them", h.out)


@test
def uninstall_is_heard_in_short_and_in_full_on_request(h):
    older_then_newer(h)
    installed = h.snapshot()
    for language, question in (("en", "Do all this?"), ("zh_CN", "全部执行吗？")):
        pages = hears(h, "uninstall", language=language, answers=[(question, "details"), (question, "no")])
        expect(h.status == 3 and "go-1.27.2" not in pages[0] and "go-1.27.2" in h.out, h.out)
    expect_same(installed, h.snapshot(), "no is no")


def proof_passed(h):
    """The record of a proof that passed, which the stand-ins' proof cannot."""
    expect(h.goready("capture") == 0, h.said())
    h.write(".local/state/goready/proven.json", json.dumps(
        {"schema": 1, "proven_at": 1788000000, "machine": json.loads(h.out)}))


def in_one_line(text):
    return " ".join(text.split())


def type_words(h, line):
    words = shlex.split(line)
    expect(words[0] in ("goready", PROGRAM), line)
    return h.goready(*words[1:])


@test
def what_changed_since_the_proof_is_told_by_the_line_that_doctor_prints(h):
    used_machine(h)
    expect(h.goready("doctor", "--since") == 1 and "no proof has passed here" in h.err, h.said())
    proof_passed(h)
    expect(h.goready("doctor", "--since") == 0, h.said())
    expect("nothing that goready looks at is different" in in_one_line(h.out), h.out)
    h.write(".bashrc", h.read(".bashrc") + "export GOROOT=/gone\n")
    for asked in ([], ["goenv.goroot"]):
        expect(h.goready("doctor", *asked) == 2, "doctor", asked, h.said())
        lines = h.out.splitlines()
        at = [i for i, text in enumerate(lines) if "What is different since the proof passed" in text]
        expect(len(at) == 1, asked, h.out)
        expect(type_words(h, lines[at[0] + 1]) == 0, lines[at[0] + 1], h.said())
        expect("has a new line: export GOROOT=/gone" in in_one_line(h.out), h.out)


@test
def what_the_readme_tells_to_type_is_understood(h):
    with open(os.path.join(CHECKOUT, "README.md"), encoding="utf-8") as f:
        text = f.read().split("And later:", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]
    lines = [line.split("#")[0].split()[1:] for line in text.splitlines()]
    expect(len(lines) > 8, lines)
    h.applied()
    for words in lines:
        with_profile = words[0] in ("upgrade", "install", "use")
        h.goready(*words, *(["--profile", h.profile_path] if with_profile else []))
        expect(h.status in (0, 1, 2, 3), "understood: goready " + " ".join(words), h.said())


if __name__ == "__main__":
    sys.exit(run_all("second_day", TESTS))
