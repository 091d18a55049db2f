"""What several files of tests need of the build, made once; and ports that nobody else has."""

import functools
import os
import socket
from pathlib import Path

from builder.atomic import only_build
from builder.content.load import Content, load_content
from builder.content.parsed import Parsed
from builder.content.yaml_source import Parse
from builder.finish.package import package
from builder.runtime.folders import build_runtime
from tests.conftest import STARTED

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


@functools.cache
def parse() -> Parse:
    """Reads the text of a file of content; what the last build has read is not read again."""
    return Parsed(ROOT / "build" / "parsed").parse


@functools.cache
def content() -> Content:
    """All content, read once in each process.

    It is the same for all, so whoever changes it works on a copy.
    """
    return load_content(ROOT / "content", parse())


def standing(site: Path) -> list[Path]:
    """The pages of a built site but old addresses, which only lead on."""
    pages = sorted(site.rglob("*.html"))
    return [page for page in pages if 'name="btt-moved"' not in page.read_text(encoding="utf-8")]


def packages() -> tuple[Path, Path]:
    """The zip and the wheel of the built site, made anew in each run of the tests."""
    started = float(os.environ[STARTED])
    with only_build(ROOT / "build"):
        made = [*DIST.glob("*-offline.zip"), *DIST.glob("*.whl")]
        if len(made) != 2 or min(file.stat().st_mtime for file in made) < started:
            made = package(ROOT)[:2]
    offline, wheel = made
    return offline, wheel


def runtime() -> Path:
    """The folder with Pyodide, our packages and the snapshot, as the built site has them."""
    target = ROOT / "build" / "runtime"
    with only_build(ROOT / "build"):
        build_runtime(ROOT, target)
    return target


def free_port() -> int:
    """A port on which nobody listens; two runs of the tests must not meet on one."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port
