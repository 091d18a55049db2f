"""The folder as a web site for its author: builds again on change, reloads pages, shows faults."""

import contextlib
import errno
import functools
import http.server
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.drafts import Build, Drafts
from builder.problems import StepError

WATCHED = ("content", "calculator", "view", "builder", "site_src", "mkdocs.yml", "build.py")
IGNORED = {"__pycache__", "schemas", "knowledge.json", "third-party.txt"}
POLL_SECONDS = 0.2
LONG_POLL_SECONDS = 20
RELOADER = b"""<script type="module" src="/__reload.js"></script></body>"""
RELOAD_SCRIPT = Path(__file__).with_name("reload.mjs")
NAMES = {"127.0.0.1", "localhost"}  # by which a browser of this machine asks


def serve(root: Path, port: int, build: Build) -> None:
    """Build and serve `site/` until interrupted; a failed build leaves the last good site.

    Args:
        root: the project's folder.
        port: of this machine.
        build: makes a draft of the site; its exit code. It can be pickled.
    """
    # Started in the background of a script, a process ignores the key and hands that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    state, drafts = State(), Drafts(build)
    handler = functools.partial(Handler, state=state, directory=str(root / "site"))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        raise StepError(_port_message(error, port)) from None
    with contextlib.suppress(KeyboardInterrupt), server, contextlib.closing(drafts):
        seen = _snapshot(root)  # before the build: what changes while it runs counts
        if not drafts.make() and not (root / "site").exists():
            raise StepError("no site to serve yet; mend the content and run this again")
        state.fault = drafts.fault
        threading.Thread(target=_watch, args=(root, state, drafts, seen), daemon=True).start()
        print(f"Serving on http://127.0.0.1:{port} (Ctrl-C ends)", flush=True)
        server.serve_forever()


def _port_message(error: Exception, port: int) -> str:
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        return f"port {port} is taken; choose another: make serve PORT={port + 1}"
    return f"can't serve on port {port}: {error}; choose another: make serve PORT=8001"


class State:
    """Which build readers should see, and what keeps the next from being made."""

    def __init__(self) -> None:
        self.version = 0
        self.fault = ""
        self.changed = threading.Condition()

    def advance(self, fault: str = "") -> None:
        with self.changed:
            self.version += 1
            self.fault = fault
            self.changed.notify_all()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files, and a script in each page that waits for the next build."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, state: State, **options: Any) -> None:
        self._state = state
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if not self._is_for_us(path):
            return
        if path == "/__version":
            self._send(str(self._next_version()).encode(), "text/plain")
        elif path == "/__fault":
            self._send(self._state.fault.encode(), "text/plain; charset=utf-8")
        elif path == "/__reload.js":
            self._send(RELOAD_SCRIPT.read_bytes(), "text/javascript")
        elif (page := self._page(path)) is not None:
            self._send(page.read_bytes().replace(b"</body>", RELOADER), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        if self._is_for_us(self.path.partition("?")[0]):
            super().do_HEAD()

    def _is_for_us(self, path: str) -> bool:
        """Whether it was asked by a name of this machine, for a path that a file may have.

        Another name is that of a page elsewhere which had itself resolved to this machine.
        """
        if self.headers.get("Host", "").partition(":")[0] not in NAMES:
            self.send_error(403, "Ask by the name localhost or 127.0.0.1")
            return False
        try:
            Path(self.translate_path(path)).stat()
        except (FileNotFoundError, NotADirectoryError):
            return True  # which is answered as anywhere
        except (ValueError, OSError):  # no file can have such a name
            self.send_error(404)
            return False
        return True

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing about each file; problems of the build are what matters."""

    def _page(self, path: str) -> Path | None:
        target = Path(self.translate_path(path))
        page = target / "index.html" if target.is_dir() and path.endswith("/") else target
        return page if page.suffix == ".html" and page.is_file() else None

    def _next_version(self) -> int:
        seen = self.path.rpartition("=")[2]
        with self._state.changed:
            if seen == str(self._state.version):
                self._state.changed.wait(LONG_POLL_SECONDS)
            return self._state.version

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _watch(root: Path, state: State, drafts: Drafts, before: dict[str, int]) -> None:
    while True:
        time.sleep(POLL_SECONDS)
        now = _snapshot(root)
        if now != before:
            changed = {path for path, _ in now.items() ^ before.items()}
            before = now
            drafts.make(code_changed=any(path.endswith(".py") for path in changed))
            state.advance(drafts.fault)


def _snapshot(root: Path) -> dict[str, int]:
    """When each watched file was last written."""
    found: dict[str, int] = {}
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.name in WATCHED:
                found.update(_written(entry))
    return found


def _written(entry: "os.DirEntry[str]") -> Iterator[tuple[str, int]]:
    """The files of a folder, or the file; editors keep some that are gone the next moment."""
    if entry.name in IGNORED:
        return
    with contextlib.suppress(FileNotFoundError):
        if entry.is_dir():
            with os.scandir(entry) as entries:
                for each in entries:
                    yield from _written(each)
        else:
            yield entry.path, entry.stat().st_mtime_ns
