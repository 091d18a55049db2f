"""A `.gz` and a `.br` beside every file that gains by it; nothing is packed twice."""

import gzip
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]

SUFFIXES = {
    ".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".wasm", ".xml",
}  # fmt: skip
SMALLEST = 600  # bytes; below it a copy saves next to nothing
THOROUGH = 11
QUICK = 9  # for pages, of which every build makes many
GZIP_LEVEL = 9


def compress(site: Path, store: Path) -> None:
    """Write the copies; `store` keeps them by the digest of what was packed."""
    store.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.process_cpu_count()) as pool:
        used = set().union(*pool.map(lambda file: set(_pack(file, store)), list(_wanted(site))))
    for old in set(store.iterdir()) - used:
        old.unlink()


def write_sizes(site: Path, target: Path) -> None:
    """Write a table of the pages, largest first: bytes as stored and as sent packed."""
    rows = []
    for page in site.rglob("*.html"):
        copies = [page, page.with_name(f"{page.name}.gz"), page.with_name(f"{page.name}.br")]
        sizes = [each.stat().st_size if each.exists() else page.stat().st_size for each in copies]
        rows.append((sizes, page.relative_to(site).as_posix()))
    lines = [",".join([name, *map(str, sizes)]) for sizes, name in sorted(rows, reverse=True)]
    target.write_text("\n".join(["page,bytes,gzip,brotli", *lines, ""]), encoding="utf-8")


def _wanted(site: Path) -> Iterator[Path]:
    for file in sorted(site.rglob("*")):
        if file.suffix in SUFFIXES and file.is_file() and file.stat().st_size >= SMALLEST:
            yield file


def _pack(file: Path, store: Path) -> Iterator[Path]:
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    quality = THOROUGH if file.suffix in {".js", ".css", ".wasm"} else QUICK
    ways: dict[str, Callable[[], bytes]] = {
        ".gz": lambda: gzip.compress(content, GZIP_LEVEL, mtime=0),
        ".br": lambda: bytes(brotli.compress(content, quality=quality)),
    }
    for suffix, pack in ways.items():
        kept = store / f"{digest}{suffix}"
        if not kept.exists():
            kept.write_bytes(pack())
        shutil.copyfile(kept, file.with_name(file.name + suffix))
        yield kept
