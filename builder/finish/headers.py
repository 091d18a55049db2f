"""What a host should send with each file, in the forms that hosts read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.built_pages import BuiltPage
from builder.finish.hashing import LENGTH, RUNTIME_FOLDERS
from builder.finish.policy import embedded_headers, site_headers

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"


def write_headers(site: Path, pages: Sequence[BuiltPage]) -> None:
    """Write what to send, for three kinds of host; see docs/hosting/.

    `_headers` is read by Netlify and Cloudflare Pages. nginx and Caddy include the others, which
    hold the policy alone.
    """
    policy = site_headers(pages)
    lines = ["/*", *(f"  {name}: {value}" for name, value in policy.items())]
    lines.append(f"  Cache-Control: {ASK_FIRST}")
    embedded = embedded_headers(pages)["Content-Security-Policy"]
    name = "Content-Security-Policy"
    lines += ["/embed/*", f"  ! {name}", f"  {name}: {embedded}"]
    for path in _lasting(site):
        lines += [path, "  ! Cache-Control", f"  Cache-Control: {FOR_EVER}"]
    _write(site / "_headers", lines)
    _write(site / "_headers.nginx", [f'add_header {k} "{v}" always;' for k, v in policy.items()])
    _write(site / "_headers.caddy", [f'header {k} "{v}"' for k, v in policy.items()])


def _write(target: Path, lines: list[str]) -> None:
    target.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def _lasting(site: Path) -> Iterator[str]:
    """Addresses with a digest in them."""
    yield from (f"/assets/{folder}-*" for folder in RUNTIME_FOLDERS)
    for file in sorted((site / "assets").iterdir()):
        if file.suffix in {".js", ".css"} and len(file.stem.rpartition(".")[2]) == LENGTH:
            yield f"/assets/{file.name}"
