"""tls_server.py ADDRESS STATE: prints the port, then the first line of each request that comes over
TLS, with the certificate of mirror.py's state folder (which is for 127.0.0.1, ::1 and localhost)."""
import socket
import ssl
import sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2] + "/server.pem", sys.argv[2] + "/server.key")
listener = socket.create_server((sys.argv[1], 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    connection.settimeout(5)
    try:
        with context.wrap_socket(connection, server_side=True) as tls:
            line = tls.recv(4096).split(b"\r\n")[0].decode()
            tls.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    except OSError:
        continue
    if line:
        print(line, flush=True)
