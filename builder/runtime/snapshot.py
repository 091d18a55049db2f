"""The memory of a started Python, saved at build time so that no page has to start it again."""

import gzip
import sys
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from builder.processes import run

SNAPSHOT = "snapshot.bin"  # holds gzip; a name in .gz would make some hosts unpack it on the way
LEVEL = 9
QUALITY = 10  # a tenth less than 9, for fourteen seconds whenever the code changes; 11 takes thirty
WINDOW_BITS = 24  # the widest: what repeats in memory often stands far apart


def write_bytecode(source: Path, target: Path, *, strip: bool) -> None:
    """Compile a zip file of modules, in a process of its own; see `builder/runtime/bytecode.py`."""
    program = Path(__file__).with_name("bytecode.py")
    mode = "strip" if strip else "keep"
    run([sys.executable, "-I", "-S", program, source, target, mode], source.parent, "bytecode")


def write_snapshot(root: Path, served: Path, library: Path, packages: Path, target: Path) -> None:
    """Start Python on Node, warm it and save what differs from a fresh start, compressed.

    Args:
        root: the project's folder.
        served: the folder with Pyodide as the page gets it.
        library: zip file of the standard library's bytecode.
        packages: zip file of the bytecode of our packages and what they import.
        target: the folder that gets `snapshot.bin`, and beside it a copy for hosts that send
            brotli: of what was packed, for another packing on top would gain nothing.
    """
    plain = packages.with_name("snapshot.plain")
    script = root / "builder" / "runtime" / "make_snapshot.mjs"
    node = root / ".venv" / "bin" / "node"
    pyodide = root / "node_modules" / "pyodide"
    run([node, script, pyodide, served, library, packages, plain], root, "snapshot")
    content = plain.read_bytes()
    (target / SNAPSHOT).write_bytes(gzip.compress(content, LEVEL, mtime=0))
    copy = brotli.compress(content, quality=QUALITY, lgwin=WINDOW_BITS)
    (target / f"{SNAPSHOT}.br").write_bytes(copy)
