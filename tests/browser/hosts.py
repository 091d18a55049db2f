"""Copies of the built site that a test may damage, and hosts that it may stop."""

import functools
import http.server
import os
import shutil
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.browser.conftest import SITE


def copy_of_site(target: Path) -> Path:
    """The built site again; files are shared with it until they are replaced."""
    shutil.copytree(SITE, target, copy_function=os.link)
    return target


def replace(file: Path, content: bytes) -> None:
    """Give a copied file another content; the built site keeps its own."""
    file.unlink()
    file.write_bytes(content)


def one(folder: Path, pattern: str) -> Path:
    """The only file of a pattern."""
    (found,) = folder.glob(pattern)
    return found


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is inherited
        pass

    def send_head(self) -> Any:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        return super().send_head()


class Host:
    """A plain static host, as `python -m http.server`; notes what it was asked for."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Handler, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.asked: list[str] = []
        self._server.asked = self.asked  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "Host":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """From now on nobody answers."""
        self._server.shutdown()
        self._server.server_close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()
