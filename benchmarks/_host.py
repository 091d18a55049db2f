"""A static host for measurements: packed on the wire, as fast or as slow as asked."""

import contextlib
import functools
import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHUNK_BYTES = 16_384
PACKED = {".bin", ".whl", ".zip", ".png", ".gz", ".br"}  # another gzip would gain nothing


@dataclass
class Link:
    """What lies between host and browser, and what went over it."""

    bits_per_second: float = 0.0  # 0: as fast as it goes
    round_trip_seconds: float = 0.0
    encoding: str = "br"  # the best that the host sends: br, gzip or plain
    sent_bytes: int = 0
    _free_at: float = field(default=0.0, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def pace(self, size: int) -> None:
        """Wait as long as the line is busy with so many bytes; all connections share it."""
        with self._lock:
            self.sent_bytes += size
            if not self.bits_per_second:
                return
            start = max(self._free_at, time.monotonic())
            self._free_at = start + 8 * size / self.bits_per_second
            wait = self._free_at - time.monotonic()
        time.sleep(max(0.0, wait))


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, link: Link, **options: Any) -> None:
        self._link = link
        super().__init__(*arguments, **options)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is inherited
        pass

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # the browser was closed meanwhile
            super().handle()

    def do_GET(self) -> None:
        time.sleep(self._link.round_trip_seconds)
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body, encoding = _body(path, path.stat().st_mtime_ns, self._link.encoding)
        if f'"{path.stat().st_mtime_ns}"' == self.headers.get("If-None-Match"):
            self.send_response(304)
            self.end_headers()
            return
        self._head(path, body, encoding)
        for start in range(0, len(body), CHUNK_BYTES):
            chunk = body[start : start + CHUNK_BYTES]
            self._link.pace(len(chunk))
            self.wfile.write(chunk)

    def _head(self, path: Path, body: bytes, encoding: str) -> None:
        kept = "assets" in path.parts or path.suffix in {".wasm", ".zip", ".whl"}
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=31536000" if kept else "no-cache")
        self.send_header("ETag", f'"{path.stat().st_mtime_ns}"')
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()


@functools.cache
def _body(path: Path, _changed: int, encoding: str) -> tuple[bytes, str]:
    """A file as it is sent: the brotli copy beside it, else with gzip where that gains."""
    copy = path.with_name(f"{path.name}.br")
    if encoding == "br" and copy.exists():
        return copy.read_bytes(), "br"
    if encoding == "plain" or path.suffix in PACKED:
        return path.read_bytes(), ""
    return gzip.compress(path.read_bytes(), 9, mtime=0), "gzip"


@contextlib.contextmanager
def host(folder: Path, link: Link) -> Iterator[str]:
    """Serve a folder; gives the address of its root."""
    handler = functools.partial(_Handler, link=link, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
