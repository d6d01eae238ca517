"""The web as goready sees it through a proxy: who publishes Go, protoc and modules, played from a folder.

    with Publishers() as web:
        web.page("go.dev", "dl/", "[...]")
        h.environment.update(web.environment())    # goready asks web, by HTTPS, and nobody else
        web.asked                                   # ["go.dev/dl/?mode=json", ...]

A host that has no page is one that nobody knows.
"""
import http.server
import os
import shutil
import ssl
import tempfile
import threading

import mirror

HOSTS = ("go.dev", "golang.google.cn", "dl.google.com", "api.github.com", "github.com", "modules.test")


class Page(http.server.SimpleHTTPRequestHandler):
    """What is inside of a tunnel."""

    def log_message(self, *_):
        pass

    def translate_path(self, path):
        if path.endswith("&include=all"):
            path = path.partition("?")[0] + "all/"
        return super().translate_path("/" + self.headers["Host"].partition(":")[0] + path)

    def do_GET(self):
        self.server.web.asked.append(self.headers["Host"].partition(":")[0] + self.path)
        super().do_GET()

    def list_directory(self, path):
        self.send_error(404)


class Proxy(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_CONNECT(self):
        web = self.server.web
        self.close_connection = True
        if not os.path.isdir(web.path(self.path.partition(":")[0])):
            self.send_error(502)
            return
        self.send_response(200)
        self.end_headers()
        try:
            with web.tls.wrap_socket(self.connection, server_side=True) as inside:
                Page(inside, self.client_address, self.server, directory=web.path())
        except OSError:
            pass  # it went away, or does not trust us


class Publishers:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="goready-publishers.")
        self.asked = []
        mirror.make_certificates(self.path(), HOSTS)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(self.path("server.pem"), self.path("server.key"))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
        self.server.daemon_threads = True
        self.server.web = self

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def page(self, host, name, text):
        """A name that ends with / is what a folder shows."""
        path = self.path(host, name + "index.html" if name.endswith("/") else name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def environment(self):
        return {"https_proxy": "http://127.0.0.1:%d" % self.server.server_address[1],
                "SSL_CERT_FILE": self.path("ca.pem")}
