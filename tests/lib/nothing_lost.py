"""Nothing lost: machines that goready was on before, and what undo gives back. See nothing_lost.sh."""
import os
import shutil
import sys

from small_home import expect, expect_same, run_all

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


if __name__ == "__main__":
    sys.exit(run_all("nothing_lost", TESTS))
