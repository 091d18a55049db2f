"""Packages → wheels with the same bytes on every machine."""

import base64
import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name
WHEEL_TAGS = b"Wheel-Version: 1.0\nGenerator: builder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
SKIPPED = {"__pycache__", "py.typed", "schemas", "third-party.txt"}  # what the page has no use for


def write_wheel(
    target: Path,
    name: str,
    version: str,
    files: Mapping[str, bytes],
    requires: tuple[str, ...] = (),
) -> Path:
    """Write a pure wheel; `files` maps a path inside it to the content there."""
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {each}\n" for each in requires)
    members = {
        **files,
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": WHEEL_TAGS,
    }
    members[f"{info}/RECORD"] = _record(members, info).encode()
    path = target / f"{name}-{version}-py3-none-any.whl"
    write_zip(path, members)
    return path


def write_zip(path: Path, members: Mapping[str, bytes], *, compressed: bool = True) -> None:
    """Write a zip file whose bytes depend on its members alone."""
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method) as archive:
        for member in sorted(members):
            entry = zipfile.ZipInfo(member, EARLIEST)
            entry.compress_type = method
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, members[member])


def package_files(folder: Path) -> dict[str, bytes]:
    """The files of an importable package, by their path inside a wheel."""
    return {
        f"{folder.name}/{file.relative_to(folder).as_posix()}": file.read_bytes()
        for file in _wanted(folder)
    }


def _wanted(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        binary = file.suffix in {".so", ".pyd", ".c", ".pyi"}
        if file.is_file() and not binary and not SKIPPED & {file.name, *file.parts}:
            yield file


def _record(members: Mapping[str, bytes], info: str) -> str:
    lines = []
    for member in sorted(members):
        digest = base64.urlsafe_b64encode(hashlib.sha256(members[member]).digest()).rstrip(b"=")
        lines.append(f"{member},sha256={digest.decode()},{len(members[member])}")
    return "\n".join([*lines, f"{info}/RECORD,,", ""])
