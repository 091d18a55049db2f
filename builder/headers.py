"""What a host should send with each file, in the form that Netlify and Cloudflare Pages read."""

from collections.abc import Iterator
from pathlib import Path

from builder.hashing import LENGTH, RUNTIME_FOLDERS
from builder.policy import site_headers

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"


def write_headers(site: Path) -> None:
    """Write `_headers`: the policy for all, long lives for what never changes under its name."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in site_headers(site).items())]
    lines.append(f"  Cache-Control: {ASK_FIRST}")
    for path in _lasting(site):
        lines += [path, "  ! Cache-Control", f"  Cache-Control: {FOR_EVER}"]
    (site / "_headers").write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def _lasting(site: Path) -> Iterator[str]:
    """Addresses with a digest in them."""
    yield from (f"/assets/{folder}-*" for folder in RUNTIME_FOLDERS)
    for file in sorted((site / "assets").iterdir()):
        if file.suffix in {".js", ".css"} and len(file.stem.rpartition(".")[2]) == LENGTH:
            yield f"/assets/{file.name}"
