"""A stand-in for a tile server: real HTTP on a loopback port, whose answers and troubles a story chooses."""

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def a_tile(grey: int = 200) -> bytes:
    """A grey PNG of 256 by 256 pixels."""
    row = b"\x00" + bytes([grey]) * 256

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 256)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


class StandIn:
    """What the server was asked, and how it answers from now on."""

    def __init__(self) -> None:
        """Answer every address with a grey tile."""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.status = 200
        self.mimetype = "image/png"
        self.body = a_tile()
        self.headers: dict[str, str] = {}
        self.go_on = threading.Event()
        self.go_on.set()
        self.url = ""

    @property
    def paths(self) -> list[str]:
        """The addresses it was asked for, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def a_tile_server() -> Iterator[StandIn]:
    """Run one while the story lasts."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand_in.asked.append((self.path, dict(self.headers)))
            stand_in.go_on.wait(10)
            self.send_response(stand_in.status)
            self.send_header("Content-Type", stand_in.mimetype)
            self.send_header("Content-Length", str(len(stand_in.body)))
            for name, value in stand_in.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # who asked may have heard enough
                self.wfile.write(stand_in.body)

        def log_message(self, *_: object) -> None:
            """Keep the story's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_address[1]}/map/{{z}}/{{x}}/{{y}}.png?key=k"
    try:
        yield stand_in
    finally:
        stand_in.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
