"""Requests that nobody means well: each is refused, and the server goes on for everybody else."""
import base64
import os
import socket
import struct
import time
import urllib.error
import urllib.parse
import urllib.request


class Server:
    """The address of a lab, and raw connections to it."""

    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.host, self.port, self.token = parts.netloc, parts.port, parts.fragment.removeprefix("token=")

    def connect(self, seconds=5):
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def status(self, target=None, host=None, origin=None, more=(), method="GET"):
        """The status of a request; 0 where the connection is closed without one."""
        lines = [f"{method} {target or f'/{self.token}/'} HTTP/1.1", f"Host: {host or self.host}", *more]
        if origin:
            lines.append(f"Origin: {origin}")
        with self.connect() as connection:
            connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            return status(received(connection))

    def works(self):
        return self.status() == 200

    def handshake(self, origin=None):
        connection = self.connect()
        key = base64.b64encode(os.urandom(16)).decode()
        connection.sendall((
            f"GET /{self.token}/socket HTTP/1.1\r\nHost: {self.host}\r\nOrigin: {origin or f'http://{self.host}'}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n\r\n").encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            part = connection.recv(1)
            if not part:
                break
            head += part
        return connection, status(head)


def status(answer):
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 2 and words[0].startswith(b"HTTP/") else 0


def received(connection):
    answer = b""
    try:
        while len(answer) < 1 << 20:
            part = connection.recv(1 << 16)
            if not part:
                break
            answer += part
    except (TimeoutError, ConnectionError):
        pass
    return answer


def text_frame(payload, first=0x81):
    length = len(payload)
    head = bytes([first, 0x80 | length]) if length < 126 else (
        bytes([first, 0x80 | 126]) + struct.pack(">H", length) if length < 1 << 16
        else bytes([first, 0x80 | 127]) + struct.pack(">Q", length))
    return head + b"\0\0\0\0" + payload


def memory(identifier):
    """The resident memory of a process, in MiB."""
    with open(f"/proc/{identifier}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def closes(connection, seconds=20):
    """Whether the other side ends the connection in time."""
    connection.settimeout(seconds)
    try:
        while connection.recv(1 << 16):
            pass
        return True
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def check(address, identifier, expect):
    """Makes every hostile request; `expect(name, is_well)` takes what came of it."""
    server = Server(address)
    wrong = ("0" if server.token[0] != "0" else "1") + server.token[1:]
    expect("the page itself is served", server.works())
    expect("no token: nothing but the door", server.status("/") == 200 and server.status("/index.html") == 404)
    expect("a wrong token: nothing", server.status(f"/{wrong}/") == 404)
    for host in ("evil.example", f"evil.example:{server.port}", "0.0.0.0"):
        expect(f"host {host}: refused", server.status(host=host) == 403)
    for origin in ("https://evil.example", "null", f"http://127.0.0.1:{server.port + 1}"):
        connection, answer = server.handshake(origin)
        connection.close()
        expect(f"socket from {origin}: refused", answer == 403)
    for path in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "....//etc/passwd", ".", "main.js/../../x", "%00"):
        expect(f"path {path}: nothing", server.status(f"/{server.token}/{path}") in (400, 404))
    for method in ("POST", "PUT", "DELETE", "TRACE", "OPTIONS"):
        expect(f"{method}: refused", server.status(method=method) == 405)
    expect("a body: refused", server.status(more=("Content-Length: 5",)) == 400)
    expect("from another site: refused", server.status(f"/{server.token}/main.js", more=("Sec-Fetch-Site: cross-site",)) == 403)
    malformed(server, expect)
    large(server, identifier, expect)
    many(server, expect)
    expect("the page is served still", server.works())


def malformed(server, expect):
    for name, sent in {
        "random bytes": os.urandom(300) + b"\r\n\r\n", "no version": b"GET /\r\n\r\n", "an endless header": b"GET / HTTP/1.1\r\nA: " + b"a" * 40_000,
    }.items():
        with server.connect() as connection:
            try:
                connection.sendall(sent)
            except ConnectionError:
                pass
            expect(f"{name}: refused", status(received(connection)) in (0, 400, 431))
    for name, sent in {
        "text that is no JSON": text_frame(b"{"), "another kind": text_frame(b'{"id":1,"kind":"shell"}'),
        "nested deeply": text_frame(b"[" * 100_000), "a maze of nothing": text_frame(b'{"id":1,"kind":"field","maze":""}'),
        "a maze of one wall": text_frame(b'{"id":1,"kind":"field","maze":"#"}'),
        "a model that is not there": text_frame(b'{"id":1,"kind":"field","maze":".","model":9}'),
        "a huge level": text_frame(b'{"id":1,"kind":"maze","level":99999999999}'),
        "half a million controls": text_frame(b'{"id":1,"kind":"nulls","maze":"..C\\n.##\\nM..","draws":500000}'),
    }.items():
        connection, answer = server.handshake()
        with connection:
            connection.recv(1 << 20)
            connection.sendall(sent)
            connection.settimeout(5)
            expect(f"message, {name}: answered", answer == 101 and faults_come(connection))
    for name, sent in {
        "without a mask": b"\x81\x02hi", "binary": text_frame(b"hi", 0x82), "reserved bits": text_frame(b"hi", 0xF1),
        "no UTF-8": text_frame(b"\xff\xfe"), "a part of nothing": text_frame(b"hi", 0x80),
    }.items():
        connection, _ = server.handshake()
        with connection:
            connection.sendall(sent)
            expect(f"frame, {name}: the socket ends", closes(connection))


def faults_come(connection):
    got = b""
    end = time.monotonic() + 10
    while b"\"faults\"" not in got and time.monotonic() < end:
        try:
            part = connection.recv(1 << 20)
        except (TimeoutError, ConnectionError):
            return False
        if not part:
            return False
        got += part
    return b"\"faults\"" in got


def large(server, identifier, expect):
    before = memory(identifier)
    connection, _ = server.handshake()
    with connection:
        connection.sendall(b"\x81\xff" + struct.pack(">Q", 100 << 20) + b"\0\0\0\0")
        sent = 0
        try:
            while sent < 100 << 20:
                connection.sendall(b"a" * (1 << 20))
                sent += 1 << 20
        except OSError:
            pass
        expect(f"a message of 100 MB: ended after {sent >> 20} MB", sent < 100 << 20)
    connection, _ = server.handshake()
    with connection:
        try:
            for number in range(200):
                connection.sendall(text_frame(b"a" * 60_000, 0x01 if number == 0 else 0x00))
            ended = closes(connection)
        except OSError:
            ended = True
        expect("a message of endless parts: ended", ended)
    for _ in range(20):
        connection, _ = server.handshake()
        connection.sendall(text_frame(b'{"id":1,"kind":"effects"')[:-3])
        connection.close()
    time.sleep(0.5)
    grown = memory(identifier) - before
    expect(f"memory grew by {grown:.0f} MiB meanwhile", grown < 60)


def many(server, expect):
    connections = []
    for _ in range(200):
        try:
            connections.append(server.connect())
        except OSError:
            break
    began = time.monotonic()
    refused = 0
    for connection in connections:
        connection.settimeout(0.01)
        try:
            refused += status(connection.recv(200)) == 503
        except OSError:
            pass
    expect(f"200 connections: {refused} refused", refused > 100)
    while not server.works() and time.monotonic() - began < 15:
        time.sleep(0.2)
    expect(f"silent connections give way: the page is served after {time.monotonic() - began:.1f} s", server.works())
    for connection in connections:
        connection.close()
