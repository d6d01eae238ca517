"""A loopback HTTPS mirror with faults, for tests. Python's standard library and openssl only.

usage: mirror.py --root DIR --state DIR [--port N] [--http] [--fault 'PATH=FAULT'] ...

Serves the files below DIR with ETag, Last-Modified, Range and If-Range, under a certificate of an
authority made at the start. When it is ready it writes into the state folder:
    port, url (https://127.0.0.1:PORT), ca.pem (the authority), pid, and bundle.pem (the machine's
    own authorities and this one, for programs that take a single file)
and from then on requests.jsonl: one object a request with method, path, range, if_range, status,
sent (bytes of body), fault.

Faults, for a path (with * as in shell patterns); several are given by several --fault, and the file
faults in the state folder, when there is one, adds lines of the same form at any time:
    cut:N       the connection breaks after the N-th byte of the file, every time
    cut-once:N  the first time only
    html        a login page instead, status 200
    html-named  the same bytes, called application/gzip
    empty       status 200 and no bytes
    later:N     status 503, and Retry-After: N
    later-date:N  the same as a date, by a clock that is a year ahead
    old         the bytes without any head, as HTTP/0.9 has it
    future      an answer of a version that nobody knows
    weak        an ETag that begins with W/, and no Last-Modified
    status:N    this status, every time;  status-once:N: the first time only
    wrong       one byte in the middle is changed
    no-range    Range is ignored
    no-etag     no ETag and no Last-Modified
    changed     another ETag each time (the file was replaced)
    slow:N      N bytes a second, each connection
    link:N      N bytes a second, all connections together
    late:MS     the answer begins so many milliseconds later
    redirect:U  302 to U
    silent      accepts, and never answers
"""
import argparse
import fnmatch
import hashlib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CHUNK = 64 * 1024
PAGE = b"<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>Log in.</body></html>\n"
STORES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")


def openssl(*arguments):
    subprocess.run(("openssl",) + arguments, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def make_certificates(state, names=()):
    """An authority, and a certificate for this computer's own names, that of connect_proxy.py, and `names`."""
    def at(name):
        return os.path.join(state, name)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", at("ca.key"), "-out", at("ca.pem"), "-days", "30",
            "-subj", "/CN=goready test authority", "-addext", "basicConstraints=critical,CA:TRUE",
            "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", at("server.key"), "-out", at("server.csr"), "-subj", "/CN=localhost")
    with open(at("server.ext"), "w") as f:
        f.write("subjectAltName=DNS:localhost,DNS:mirror.test,IP:127.0.0.1,IP:::1%s\n"
                % "".join(",DNS:" + name for name in names) +
                "extendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", at("server.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"),
            "-set_serial", str(time.time_ns()), "-days", "30", "-extfile", at("server.ext"),
            "-out", at("server.pem"))
    with open(at("bundle.pem"), "wb") as out:
        for store in STORES:
            if os.path.exists(store):
                with open(store, "rb") as f:
                    out.write(f.read())
                break
        with open(at("ca.pem"), "rb") as f:
            out.write(f.read())


class Faults:
    def __init__(self, lines, state):
        self.lines = lines
        self.path = os.path.join(state, "faults")
        self.used = set()
        self.lock = threading.Lock()

    def all(self):
        lines = list(self.lines)
        if os.path.exists(self.path):
            with open(self.path) as f:
                lines += [line.strip() for line in f if line.strip()]
        return lines

    def find(self, path):
        """{kind: argument} of the faults that hold for this request."""
        found = {}
        for line in self.all():
            pattern, _, fault = line.partition("=")
            if not fnmatch.fnmatchcase(path, pattern):
                continue
            kind, _, argument = fault.partition(":")
            if kind.endswith("-once"):
                with self.lock:
                    if line in self.used:
                        continue
                    self.used.add(line)
                kind = kind[:-len("-once")]
            found[kind] = argument
        return found


class Link:
    """A line that all connections share: who wants to send waits until what is before has gone."""

    def __init__(self):
        self.free = 0.0
        self.lock = threading.Lock()

    def send(self, n, rate):
        with self.lock:
            now = time.monotonic()
            self.free = max(self.free, now) + n / rate
            wait = self.free - now
        time.sleep(wait)


class Log:
    def __init__(self, state):
        self.file = open(os.path.join(state, "requests.jsonl"), "a", buffering=1)
        self.lock = threading.Lock()

    def add(self, **fields):
        with self.lock:
            self.file.write(json.dumps(fields) + "\n")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 120

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        path = self.asked = urllib.parse.unquote(self.path.partition("?")[0])
        self.faults = self.server.faults.find(path)
        self.status, self.sent, self.logged = 0, 0, False
        try:
            self.answer(path)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True
        self.log()

    def log(self):
        """Before an answer's last byte leaves: who has it all may count requests at once."""
        if self.logged:
            return
        self.logged = True
        self.server.log.add(method=self.command, path=self.asked, range=self.headers.get("Range"),
                            if_range=self.headers.get("If-Range"), status=self.status,
                            sent=self.sent, fault=self.faults or None)

    def answer(self, path):
        faults = self.faults
        if "late" in faults:
            time.sleep(int(faults["late"]) / 1000)
        if "silent" in faults:
            time.sleep(60)
            self.break_off()
        elif "status" in faults:
            self.small(int(faults["status"]), b"no\n", "text/plain")
        elif "later" in faults:
            self.begin(503, 0, [("Retry-After", faults["later"])])
        elif "later-date" in faults:
            self.date_time_string = lambda: formatdate(now, usegmt=True)
            now = time.time() + 365 * 86400
            later = formatdate(now + int(faults["later-date"]), usegmt=True)
            self.begin(503, 0, [("Retry-After", later)])
        elif "old" in faults:
            self.wfile.write(b"not a head\n" * 40)
            self.close_connection = True
        elif "future" in faults:
            self.wfile.write(b"HTTP/9.9 200 OK\r\n\r\n")
            self.close_connection = True
        elif "redirect" in faults:
            self.begin(302, 0, [("Location", faults["redirect"])])
        elif "html" in faults:
            self.small(200, PAGE, "text/html; charset=utf-8")
        elif "html-named" in faults:
            self.small(200, PAGE, "application/gzip")
        elif "empty" in faults:
            self.small(200, b"", "application/gzip")
        else:
            self.file(path)

    def begin(self, status, length, headers):
        self.status = status
        if length == 0 and self.command == "GET":
            self.log()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def small(self, status, body, kind):
        self.begin(status, len(body), [("Content-Type", kind)])
        if self.command != "HEAD":
            self.sent = len(body)
            self.log()
            self.wfile.write(body)

    def locate(self, path):
        full = os.path.realpath(os.path.join(self.server.root, path.lstrip("/")))
        inside = os.path.commonpath([full, self.server.root]) == self.server.root
        # Links in the root may lead out of it (to the cache): only climbing names are refused.
        if not inside and ".." in path.split("/"):
            return None
        return full if os.path.isfile(full) else None

    def validators(self, full):
        if "no-etag" in self.faults:
            return None, None
        st = os.stat(full)
        text = f"{st.st_size}-{st.st_mtime_ns}"
        if "changed" in self.faults:
            text += f"-{time.time_ns()}"
        if "weak" in self.faults:
            return 'W/"%s"' % st.st_mtime_ns, None
        return '"%s"' % hashlib.sha256(text.encode()).hexdigest()[:24], formatdate(
            st.st_mtime, usegmt=True)

    def range_of(self, size, etag, modified):
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
        if not asked or "no-range" in self.faults:
            return None
        condition = self.headers.get("If-Range")
        if condition and condition not in (etag, modified):
            return None
        return int(asked.group(1))

    def file(self, path):
        full = self.locate(path)
        if not full:
            self.small(404, b"not found\n", "text/plain")
            return
        size = os.path.getsize(full)
        etag, modified = self.validators(full)
        start = self.range_of(size, etag, modified)
        headers = [("Content-Type", "application/octet-stream")]
        if etag:
            headers.append(("ETag", etag))
        if modified:
            headers.append(("Last-Modified", modified))
        if "no-range" not in self.faults:
            headers.append(("Accept-Ranges", "bytes"))
        if start is not None and start >= size:
            self.begin(416, 0, headers + [("Content-Range", f"bytes */{size}")])
            return
        if start is not None:
            headers.append(("Content-Range", f"bytes {start}-{size - 1}/{size}"))
        self.begin(206 if start is not None else 200, size - (start or 0), headers)
        if self.command != "HEAD":
            self.body(full, start or 0, size)

    def body(self, full, at, size):
        end = int(self.faults["cut"]) if "cut" in self.faults else None
        rate = int(self.faults["slow"]) if "slow" in self.faults else None
        link = int(self.faults["link"]) if "link" in self.faults else None
        wrong = size // 2 if "wrong" in self.faults else None
        chunk = max(1, min(CHUNK, (rate or link) // 10)) if rate or link else CHUNK
        with open(full, "rb") as f:
            f.seek(at)
            while at < size:
                n = min(chunk, size - at)
                if end is not None:
                    n = min(n, end - at)
                if n <= 0:
                    self.break_off()
                    return
                data = f.read(n)
                if wrong is not None and at <= wrong < at + len(data):
                    i = wrong - at
                    data = data[:i] + bytes([data[i] ^ 1]) + data[i + 1:]
                if link:
                    self.server.link.send(len(data), link)
                at += len(data)
                self.sent += len(data)
                if at == size:
                    self.log()
                self.wfile.write(data)
                if rate:
                    time.sleep(len(data) / rate)

    def break_off(self):
        """As a cable that is pulled: no TLS farewell."""
        self.log()
        self.wfile.flush()
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address, options):
        super().__init__(address, Handler)
        self.root = os.path.realpath(options.root)
        self.faults = Faults(options.fault, options.state)
        self.log = Log(options.state)
        self.link = Link()

    def finish_request(self, request, client_address):
        # The handshake belongs to the connection's own thread: one that hangs stops no other.
        if self.tls:
            request.settimeout(30)
            try:
                request = self.tls.wrap_socket(request, server_side=True)
            except (OSError, ssl.SSLError):
                return
        super().finish_request(request, client_address)
        if self.tls:
            request.close()

    def handle_error(self, *_):
        pass


def write(state, name, text):
    with open(os.path.join(state, name + ".new"), "w") as f:
        f.write(text + "\n")
    os.rename(os.path.join(state, name + ".new"), os.path.join(state, name))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True)
    parser.add_argument("--state", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--http", action="store_true", help="without TLS")
    parser.add_argument("--fault", action="append", default=[])
    options = parser.parse_args()
    os.makedirs(options.state, exist_ok=True)
    server = Server(("127.0.0.1", options.port), options)
    server.tls = None
    if not options.http:
        make_certificates(options.state)
        server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.tls.load_cert_chain(os.path.join(options.state, "server.pem"),
                                   os.path.join(options.state, "server.key"))
    port = server.server_address[1]
    scheme = "http" if options.http else "https"
    write(options.state, "pid", str(os.getpid()))
    write(options.state, "port", str(port))
    write(options.state, "url", f"{scheme}://127.0.0.1:{port}")
    print(f"{scheme}://127.0.0.1:{port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
