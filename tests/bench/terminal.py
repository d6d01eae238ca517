"""The full screen's figures, on a terminal of 80 by 24: first paint, key to paint, doing nothing.

usage: terminal.py PROGRAM FOLDER

Prints a line a measurement: name, tab, value. FOLDER gets an empty home.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

TIMES = 9
KEYS = 200
IDLE_SECONDS = 30
QUIET_MS = 300  # nothing more is painted then


def start(program, home):
    begin = time.monotonic()
    pid, fd = pty.fork()
    if pid == 0:
        env = {"HOME": home, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        os.execve(program, [program], env)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return pid, fd, begin


def wait_for_output(fd, seconds):
    ready, _, _ = select.select([fd], [], [], seconds)
    return os.read(fd, 65536) if ready else b""


def drain(fd):
    total = 0
    while True:
        data = wait_for_output(fd, QUIET_MS / 1000)
        if not data:
            return total
        total += len(data)


def cpu_ms(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def stop(pid, fd):
    os.kill(pid, 15)
    os.close(fd)
    os.waitpid(pid, 0)


def say(name, value):
    print(f"{name}\t{value:.2f}", flush=True)


def main(program, folder):
    home = os.path.join(folder, "terminal-home")
    os.makedirs(home, exist_ok=True)
    for _ in range(TIMES):
        pid, fd, begin = start(program, home)
        # The first bytes set the terminal up; the screen is there when its title is.
        seen = b""
        while b"goready" not in seen and time.monotonic() - begin < 10:
            seen += wait_for_output(fd, 10)
        say("first paint, ms", (time.monotonic() - begin) * 1000)
        drain(fd)
        stop(pid, fd)
    pid, fd, _ = start(program, home)
    drain(fd)
    late = []
    for i in range(KEYS):
        begin = time.monotonic()
        os.write(fd, b"\x1b[A" if i % 2 else b"\x1b[B")
        if wait_for_output(fd, 0.5):  # at an end of the list nothing changes
            late.append((time.monotonic() - begin) * 1000)
        time.sleep(0.005)
    late.sort()
    say("key to paint, p99, ms", late[int(len(late) * 0.99) - 1])
    drain(fd)
    before = cpu_ms(pid)
    time.sleep(IDLE_SECONDS)
    say("idle for 30 s, CPU ms", cpu_ms(pid) - before)
    stop(pid, fd)


if __name__ == "__main__":
    main(*sys.argv[1:])
