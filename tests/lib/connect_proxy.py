"""A proxy for tests: tunnels to mirror.test, a name that nobody resolves, end at a loopback mirror.

usage: connect_proxy.py MIRROR-PORT LOG

Prints its own port. LOG gets a line a tunnel: the host that was asked for. All other hosts are reached as
this machine reaches them.
"""
import socket
import sys
import threading


def pump(one, other):
    try:
        while data := one.recv(65536):
            other.sendall(data)
    except OSError:
        pass
    finally:
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def tunnel(client, mirror_port, log):
    words = client.makefile("rb", 0).readline().split()
    # the rest of the head, to the empty line
    head = b""
    while not head.endswith(b"\r\n\r\n") and head != b"\r\n":
        head += client.recv(1)
    if len(words) < 2 or words[0] != b"CONNECT":
        client.sendall(b"HTTP/1.1 405 tunnels only\r\nContent-Length: 0\r\n\r\n")
        client.close()
        return
    host, _, port = words[1].decode().rpartition(":")
    with open(log, "a", encoding="utf-8") as out:
        out.write(host + "\n")
    at = ("127.0.0.1", mirror_port) if host == "mirror.test" else (host, int(port))
    try:
        there = socket.create_connection(at, 20)
    except OSError:
        client.sendall(b"HTTP/1.1 502 no\r\nContent-Length: 0\r\n\r\n")
        client.close()
        return
    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    threading.Thread(target=pump, args=(there, client), daemon=True).start()
    pump(client, there)


def main():
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    while True:
        client = server.accept()[0]
        threading.Thread(target=tunnel, args=(client, int(sys.argv[1]), sys.argv[2]),
                         daemon=True).start()


main()
