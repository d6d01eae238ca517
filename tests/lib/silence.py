"""Commands whose children and servers take long, by a clock of the test's: see silence.sh."""
import os
import re
import shutil
import sys
import time

import stand_ins
from small_home import PROGRAM, SmallHome, Wrong, archives, expect, preload_library, run_all

MOST_SILENCE = 15  # seconds
TESTS = []
SILENT = re.compile(r"silent for ([0-9.]+) s")
# Each file in it is something that takes its time; where there is no such folder nothing does.
WAITS = "%s/waits" % archives()["folder"]

SLOWLY = """slowly() {
	[ -d %s ] || return
	wait_file=%s/$1.$2.$$
	: >"$wait_file"
	while [ -e "$wait_file" ]; do sleep 0.01; done
}
""" % (WAITS, WAITS)

# What a go does whose every compile takes 40 seconds; what it was asked for decides the rest.
SLOW_GO = """#!/bin/sh
%s
case ${1:-} in
version | env) ;;
*) slowly 40 go ;;
esac
""" % SLOWLY

SLOW_PROTOC = """#!/bin/sh
%s
echo libprotoc 36.1
[ "$1" = --version ] && exit
slowly 40 protoc
exit 1
""" % SLOWLY


class Slow(stand_ins.Quiet):
    def do_GET(self):
        wait = os.path.join(WAITS, "40.server.%d" % id(self))
        if os.path.isdir(WAITS):
            with open(wait, "w", encoding="ascii"):
                pass
        while os.path.exists(wait):
            time.sleep(0.01)
        super().do_GET()


def begin():
    shutil.rmtree(WAITS, ignore_errors=True)
    os.mkdir(WAITS)


def said():
    with open(os.path.join(WAITS, "said"), encoding="utf-8", errors="replace") as file:
        return file.read()


def judge(h, words, at_least):
    """Something took its time, and there was never so long without a word."""
    text = said()
    silences = [float(s) for s in SILENT.findall(text)]
    where = text[:text.rfind("silent for %.1f s" % max(silences, default=0))][-600:]
    expect(max(silences, default=0) >= at_least, words, "nothing took long", silences, h.said(), text[-600:])
    expect(max(silences, default=0) <= MOST_SILENCE, words, max(silences, default=0), where)
    expect("Still at it after" in text or not at_least, words, text[-600:])


def one_way(h, way, words, answers):
    how = {"LD_PRELOAD": preload_library("long_waits"), "GOREADY_LONG_WAITS": WAITS}
    if way == "pipe":
        h.goready(*words, environment=how)
        return
    how["TERM"] = "xterm-256color" if way == "terminal" else "dumb"
    h.answer(*words, answers=answers, environment=how, whenever="There is more.")


def never_silent(h, *words, ways=("pipe", "terminal", "heard"), answers=(), status=None, at_least=10):
    """In a pipe, on a terminal, and where it is heard."""
    h.save()
    for way in ways:
        begin()
        h.restore()
        try:
            one_way(h, way, words, answers)
            judge(h, (way,) + words, at_least)
        finally:
            shutil.rmtree(WAITS)
        expect(status is None or h.status == status, way, words, h.status, h.said())
    h.restore()


def test(function):
    TESTS.append((function.__name__.replace("_", " "), function))
    return function


def with_a_proxy():
    """Its addresses answer."""
    for name in "google.golang.org/protobuf/@v/v1.36.12.info", "sumdb/sum.golang.org/supported":
        path = os.path.join(archives()["folder"], "proxy", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="ascii") as file:
            file.write("{}")


def with_slow_tools(h):
    """Their archives come slowly, and what they do takes forty seconds each time."""
    folder = os.path.join(archives()["folder"], "slow")
    os.makedirs(folder, exist_ok=True)
    go = SLOW_GO + stand_ins.FAKE_GO % ("1.27.2", stand_ins.GO_ARCH)
    url = stand_ins.serve(folder, Slow) + "/{file}"
    h.profile(go_from={"sha256": stand_ins.go_archive(folder, "1.27.2", go=go), "sources": [url]},
              protoc={"sha256": stand_ins.protoc_archive(folder, protoc=SLOW_PROTOC), "sources": [url]})


@test
def doctor_asks_shells_that_start_slowly(h):
    h.write(".bashrc", SLOWLY + "slowly 20 bash\n")
    never_silent(h, "doctor", "--shells", status=2)


@test
def apply_downloads_compiles_and_proves(h):
    with_slow_tools(h)
    h.write(".bashrc", SLOWLY + "slowly 20 bash\n")
    never_silent(h, "apply", "--yes", "--profile", h.profile_path, status=2)


@test
def what_is_healthy_and_slow(h):
    h.profile(go="1.26.7")
    h.applied()
    h.write(".bashrc", h.read(".bashrc") + SLOWLY + "slowly 20 bash\n")
    with_slow_tools(h)
    never_silent(h, "upgrade", "--yes", "--keep-going", "--profile", h.profile_path)
    never_silent(h, "fix", "--yes", "--profile", h.profile_path)


@test
def install_compiles_and_undo_takes_back(h):
    with_slow_tools(h)
    never_silent(h, "install", "go", "--yes", "--profile", h.profile_path)
    h.applied()
    h.write(".bashrc", h.read(".bashrc") + SLOWLY + "slowly 20 bash\n")
    os.unlink(h.path("go/bin/protoc-gen-go"))
    never_silent(h, "install", "protoc-gen-go", "--yes", "--profile", h.profile_path)


@test
def undo_and_uninstall(h):
    with_slow_tools(h)
    h.applied()
    h.write(".bashrc", h.read(".bashrc") + SLOWLY + "slowly 20 bash\n")
    never_silent(h, "undo", "--yes", at_least=0)
    never_silent(h, "uninstall", "--yes", at_least=0)
    never_silent(h, "prune", "--yes", at_least=0)
    never_silent(h, "rollback", "--yes", at_least=0)


@test
def prove_and_bench(h):
    with_slow_tools(h)
    h.applied()
    h.environment["PATH"] = h.path(".local/share/goready/bin") + ":" + h.path("go/bin") + ":/usr/bin:/bin"
    never_silent(h, "prove")
    never_silent(h, "bench", "--seconds", "1")
    never_silent(h, "list", at_least=0)
    never_silent(h, "explain", "go: command not found", at_least=0)


@test
def the_wizard_in_plain_mode(h):
    with_a_proxy()
    with_slow_tools(h)
    h.write(".bashrc", SLOWLY + "slowly 20 bash\n")
    agrees = [("Answer:", ""), ("Answer:", "yes"), ("Answer:", "quit")]
    for words in ["--plain"], ["fix", "--plain"]:
        never_silent(h, *words, "--profile", h.profile_path, ways=["heard"], answers=agrees, status=2)


if __name__ == "__main__":
    sys.exit(run_all("silence", TESTS))
