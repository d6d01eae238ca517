"""Nothing lost: machines that goready was on before, and what undo gives back. See nothing_lost.sh."""
import contextlib
import http.server
import json
import os
import re
import resource
import shutil
import sys
import threading
import time

import stand_ins
from side_by_side import start
from small_home import CHECKOUT, expect, expect_same, run_all

TESTS = []


def test(function):
    TESTS.append((function.__name__.replace("_", " "), function))
    return function


# ---- a machine that goready was on before ----

@test
def an_upgrade_of_its_own_go_switches_the_link_and_undo_brings_the_older_back(h):
    before = h.snapshot()
    h.profile(go="1.26.7")
    h.applied()
    first = h.snapshot()
    h.profile(go="1.27.2")
    h.applied("--upgrade")
    expect(h.link("go") == "../tools/go-1.27.2/bin/go", h.link("go"))
    expect(h.link("gofmt") == "../tools/go-1.27.2/bin/gofmt", h.link("gofmt"))
    expect(h.apply("--upgrade") == 0, "a second upgrade has nothing to do", h.said())
    expect(h.undo() == 0, h.said())
    expect_same(first, h.snapshot(), "after undo of the upgrade")
    expect(h.undo() == 0, h.said())
    expect_same(before, h.snapshot(), "after undo of both")


@test
def an_upgrade_and_the_way_back_leave_a_home_that_undo_all_empties(h):
    before = h.snapshot()
    for version in ("1.26.7", "1.27.2", "1.26.7", "1.27.2"):
        h.profile(go=version)
        h.applied("--upgrade")
        expect(h.link("go") == "../tools/go-%s/bin/go" % version, h.link("go"))
    expect(h.undo("--all") == 0, h.said())
    expect_same(before, h.snapshot(), "after undo --all")


@test
def a_protoc_without_its_include_folder_is_brought_anew_under_its_own_name(h):
    h.applied()
    shutil.rmtree(h.tools("protoc-36.1/include"))
    broken = h.snapshot()
    h.goready("apply", "--profile", h.profile_path)
    names = [line for line in h.out.splitlines() if line.startswith("Links:")]
    expect(not any(line.count("protoc") > 1 for line in names), "each link once", names)
    h.applied()
    expect(os.path.exists(h.tools("protoc-36.1/include/google/protobuf/descriptor.proto")))
    expect(h.link("protoc") == "../tools/protoc-36.1/bin/protoc", h.link("protoc"))
    h.goready("doctor")
    expect("+2" not in h.out and h.out.count("protoc 36.1") < 3, h.out)
    expect(h.undo() == 0, h.said())
    expect_same(broken, h.snapshot(), "undo brings the broken one back, as it was")


@test
def a_link_that_leads_to_the_users_own_by_now_stays_his(h):
    h.applied()
    link = h.path(".local/share/goready/bin/go")
    os.unlink(link)
    os.symlink("/opt/mine/go", link)
    expect(h.undo() == 0, h.said())
    expect("bin/go as it is" in h.out, h.said())
    expect(os.readlink(link) == "/opt/mine/go")


# ---- what undo cannot settle at once ----

@test
def a_damaged_marker_is_left_with_status_1_and_undone_once_it_is_mended(h):
    before = h.snapshot()
    h.applied()
    whole = h.read(".bashrc")
    h.write(".bashrc", whole.replace("# <<< goready <<<\n", ""))
    expect(h.undo() == 1, "undo left something", h.status, h.said())
    h.write(".bashrc", whole)
    expect(h.undo() == 0, h.said())
    expect_same(before, h.snapshot(), "after the second undo")


@test
def a_start_file_that_moved_into_a_folder_of_dotfiles_loses_the_block_there(h):
    before = h.read(".bashrc")
    h.applied()
    os.mkdir(h.path("dot"))
    os.rename(h.path(".bashrc"), h.path("dot/bashrc"))
    os.symlink("dot/bashrc", h.path(".bashrc"))
    expect(h.undo() == 0, h.said())
    expect(h.read("dot/bashrc") == before, h.read("dot/bashrc"))
    expect(os.readlink(h.path(".bashrc")) == "dot/bashrc")


@test
def a_tree_whose_list_is_gone_is_not_called_undone(h):
    h.applied()
    kept = h.path(".local/state/goready/runs/0001/kept")
    for name in os.listdir(kept):
        if name.endswith(".files"):
            os.unlink(os.path.join(kept, name))
    expect(h.undo() == 1, h.status, h.said())
    expect(h.undo() == 1, "still to be undone", h.status, h.said())
    shutil.rmtree(h.tools())
    expect(h.undo() == 0, "removed by hand", h.said())


@test
def what_was_written_into_the_block_and_beside_it_stays(h):
    h.applied()
    text = h.read(".bashrc")
    h.write(".bashrc", "mine=1\n" + text.replace("# <<< goready <<<\n",
                                                 "export TOKEN=2\n# <<< goready <<<\n"))
    expect(h.undo() == 0, h.said())
    expect(h.read(".bashrc") == 'mine=1\nalias ll="ls -l"\nexport TOKEN=2\n', h.read(".bashrc"))


# ---- exact ----

@test
def a_replaced_program_has_its_owner_times_and_attributes_again(h):
    os.makedirs(h.path("go/bin"))
    program = h.path("go/bin/protoc-gen-go")
    with open(program, "wb") as f:
        f.write(stand_ins.plugin("protoc-gen-go", "v1.30.10"))
    os.chmod(program, 0o750)
    os.utime(program, (1500000000, 1500000000))
    if os.getuid() == 0:
        os.chown(program, 4242, 4343)
    with contextlib.suppress(OSError):  # not every file system has them
        os.setxattr(program, "user.note", b"mine")

    def look():
        info = os.stat(program)
        return [str(x) for x in (info.st_ino, oct(info.st_mode), info.st_uid, info.st_gid,
                                 info.st_mtime, os.listxattr(program))]
    before = look()
    h.applied()
    expect(look() != before, "it was replaced")
    expect(h.undo() == 0, h.said())
    expect_same(before, look(), "after undo")


@test
def a_mode_that_was_tightened_since_stays_and_two_names_are_one_file_again(h):
    os.mkdir(h.path("dot"))
    os.link(h.path(".bashrc"), h.path("dot/bashrc"))
    h.goready("apply", "--profile", h.profile_path)
    expect("another name (a hard link)" in " ".join(h.out.split()), h.said())
    h.applied()
    os.chmod(h.path(".profile"), 0o600)
    expect(h.undo() == 0, h.said())
    expect(os.stat(h.path(".profile")).st_mode & 0o777 == 0o600)
    expect(os.path.samefile(h.path(".bashrc"), h.path("dot/bashrc")))


# ---- what it is told to write ----

@test
def a_device_a_pipe_or_a_folder_is_never_written_over_nor_waited_for(h):
    os.mkfifo(h.path("pipe.md"))
    os.mkdir(h.path("folder.md"))
    os.symlink("/dev/null", h.path("null.md"))
    os.symlink("loop.md", h.path("loop.md"))
    before = h.snapshot()
    trace = ("apply", "--yes", "--profile", h.profile_path, "--trace")
    for command in (("doctor", "--report"), ("capture",), ("bench", "--svg"), ("bench", "--json"), trace):
        for name in ("pipe.md", "folder.md", "null.md", "loop.md"):
            expect(h.goready(*command, h.path(name)) == 1, command[0], name, h.said())
            said = h.err + h.out
            expect("no file" in said or "leads nowhere" in said, command[0], name, h.said())
            expect("Move" not in said and "remove" not in said, "nobody moves a device away", said)
            expect_same(before, h.snapshot(), command[0] + " " + name)


@test
def where_files_may_not_grow_a_run_is_taken_back_with_a_sentence(h):
    before = h.snapshot()
    for most in (0, 1000, 4096, 8192):
        h.apply(at_first=lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
        expect(h.status == 1 and "File too large" in h.err, "of %d" % most, h.status, h.said())
        expect_same(before, h.snapshot(), "of %d" % most)


# ---- bytes that nobody has checked ----

@test
def what_stands_in_a_scratch_folder_is_no_tool(h):
    before = h.snapshot()
    scratch = h.tools(".staging-go-1.27.2")
    os.makedirs(os.path.join(scratch, "bin"))
    with open(os.path.join(scratch, "bin/go"), "w", encoding="ascii") as f:
        f.write("#!/bin/sh\necho forged >>\"$HOME/forged\"\n")
    os.chmod(os.path.join(scratch, "bin/go"), 0o755)
    h.applied()
    expect(h.link("go") == "../tools/go-1.27.2/bin/go", h.link("go"))
    expect(not os.path.exists(h.path("forged")) and not os.path.exists(scratch), h.said())
    expect(h.undo() == 0, h.said())
    kept = [".local", ".local/share", ".local/share/goready", ".local/share/goready/tools"]
    expect_same(before, [line for line in h.snapshot() if line.split()[-1] not in kept],
                "nothing but the folders that were there")


# ---- runs that were broken off ----

@test
def copies_of_start_files_do_not_outlive_a_killed_goready(h):
    folder = os.path.join(h.tmp, "goready-rehearsal.999999.abcdef")
    os.mkdir(folder)
    with open(os.path.join(folder, ".bashrc"), "w", encoding="ascii") as f:
        f.write("export API_TOKEN=hunter2\n")
    alive = os.path.join(h.tmp, "goready-shells.%d.abcdef" % os.getpid())
    os.mkdir(alive)
    h.undo()
    expect(h.tmp_left() == [os.path.basename(alive)], h.tmp_left())


@test
def a_run_folder_that_cannot_be_read_stands_in_nobodys_way(h):
    before = h.snapshot()
    os.makedirs(h.path(".local/state/goready/runs/0001"))
    h.write(".local/state/goready/runs/0001/journal.jsonl", "no journal\nat all\n")
    h.applied()
    expect(h.goready("history") == 0 and "cannot be read" in h.out, h.said())
    expect(h.undo() == 0, h.said())
    expect_same(before, h.snapshot(), "after undo")
    expect(h.undo("--all") == 1 and "Keep the folder" in h.err, h.said())


@test
def without_its_journal_undo_does_not_say_that_there_is_nothing_to_undo(h):
    expect(h.undo() == 0 and "nothing to undo" in h.out, h.said())
    h.applied()
    applied = h.snapshot()
    shutil.rmtree(h.path(".local/state/goready"))
    for words in (["undo"], ["undo", "--all", "--yes"]):
        expect(h.goready(*words) == 1 and "~/.bashrc" in h.err and "XDG_STATE_HOME" in h.err, h.said())
    expect(h.goready("uninstall", "--yes") == 1 and "~/.bashrc" in h.err, h.said())
    expect_same(applied, h.snapshot(), "nothing is changed")


@test
def going_on_after_a_kill_is_one_run_with_the_first(h):
    before = h.snapshot()
    h.apply(faults={"at": 200, "do": "kill"})
    expect(h.status == -9, "killed", h.status)
    h.goready("doctor", "--plain")
    expect("Run 0001 was broken off" in h.out and "goready undo" in h.out, h.said())
    h.applied()
    h.goready("doctor", "--plain")
    expect("was broken off" not in h.out, h.said())
    expect(h.undo() == 0, h.said())
    expect_same(before, h.snapshot(), "one undo takes both back")
    expect(h.undo() == 0 and "nothing to undo" in h.out, h.said())


@test
def what_was_killed_before_its_proof_is_proven_when_it_goes_on(h):
    count = os.path.join(h.work, "count")
    h.save()
    h.apply(faults={"count": count, "log": os.path.join(h.work, "log")})
    with open(count, encoding="ascii") as f:
        points = int(f.read())
    for before_the_end in (3, 5, 7):  # in the proof, or ahead of it
        h.restore()
        h.apply(faults={"at": points - before_the_end, "do": "kill"})
        journal = h.read(".local/state/goready/runs/0001/journal.jsonl")
        expect(h.status == -9 and '"end"' not in journal, h.status, journal[-200:])
        expect(h.goready("apply", "--profile", h.profile_path) == 2 and "Prove it" in h.out,
               "the proof alone is planned", h.said())
        h.applied()
        journal = h.read(".local/state/goready/runs/0002/journal.jsonl")
        expect('"goes-on"' in journal and '"step":"proof","state":"started"' in journal, journal)
        h.goready("history")
        expect("0001" in h.out and "broken off, and left so" in h.out, h.said())


# ---- two goreadys ----

def an_apply_that_is_overtaken(h, while_it_looks):
    """It looks at the machine, and its first shell waits; the other acts; then it goes on. What it said."""
    h.write(".bashrc", h.read(".bashrc") + """if mkdir ~/waits 2>/dev/null; then
	while [ ! -e ~/go-on ]; do sleep 0.02; done
fi
""")
    before = h.snapshot()
    with start(h, "apply", "--yes", "--profile", h.profile_path) as slow:
        until = time.time() + 60
        while not os.path.exists(h.path("waits")) and time.time() < until:
            time.sleep(0.02)
        while_it_looks()
        h.write("go-on", "")
        said = slow.communicate(timeout=120)[0].decode("utf-8", "replace")
    expect("Another goready was at work meanwhile" in said, said[-600:])
    os.rmdir(h.path("waits"))
    os.unlink(h.path("go-on"))
    return before, said, slow.returncode


@test
def an_apply_planned_before_another_had_ended_finds_nothing_left_to_do(h):
    before, said, _ = an_apply_that_is_overtaken(h, h.applied)
    expect("Done. Taken" not in said and "Done. Go 1.27.2" not in said, said[-600:])
    expect(not [name for name in os.listdir(h.tools()) if name.startswith(".")], os.listdir(h.tools()))
    expect(len(os.listdir(h.path(".local/state/goready/runs"))) == 1)
    expect(h.undo() == 0, h.said())
    expect_same(before, h.snapshot(), "after undo")


@test
def an_apply_planned_before_an_undo_does_what_is_needed_after_it(h):
    h.applied()
    h.profile(go="1.26.7")  # what is there is another version than it will want

    def taken_back():
        expect(h.undo() == 0, h.said())

    _, said, status = an_apply_that_is_overtaken(h, taken_back)
    expect(status == 2 and h.link("go") == "../tools/go-1.26.7/bin/go", status, said[-600:])
    expect(os.path.exists(h.path(".local/share/goready/bin/protoc")), said[-600:])


# ---- public mirrors ----

class Silent(http.server.BaseHTTPRequestHandler):
    """A proxy behind which nobody answers, that keeps in mind who was asked for."""
    asked = set()

    def do_CONNECT(self):
        self.asked.add(self.path.rpartition(":")[0])
        self.send_error(502)

    def log_message(self, *args):
        pass


def asked_by(h, *arguments):
    Silent.asked.clear()
    h.goready(*arguments)
    return set(Silent.asked)


def public_mirrors():
    with open(os.path.join(CHECKOUT, "assets/manifest.json"), encoding="utf-8") as f:
        manifest = json.load(f)
    listed = json.dumps([manifest["mirrors"]["goproxies"], manifest["homebrew"]["mirrors"],
                         manifest["mirrors"]["maven_repositories"]])
    return set(re.findall("https://([^/\"]+)", listed))


@test
def no_public_mirror_hears_of_a_machine_unasked_where_everything_else_is_silent(h):
    server = stand_ins.Server(("127.0.0.1", 0), Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    h.environment["https_proxy"] = "http://127.0.0.1:%d" % server.server_address[1]
    mirrors = public_mirrors()
    for unasked in (("doctor", "--network"), ("apply",), ("apply", "--yes"), ("fix", "--yes")):
        asked = asked_by(h, *unasked)
        expect(len(asked) >= 2 or unasked[0] == "fix", "the usual addresses are tried", unasked, asked)
        expect(not asked & mirrors, unasked, asked & mirrors)
    expect(asked_by(h, "doctor", "--mirrors") & mirrors, "they are tried where that was asked for")
    server.shutdown()


if __name__ == "__main__":
    sys.exit(run_all("nothing_lost", TESTS))
