"""What a page may do, as a Content-Security-Policy: in every page, and for servers to send.

A page with the calculator or a part of it also has to use Trusted Types. One small script of ours
stands inline, allowed by its hash; any other inline script stops the build.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from builder.problems import StepError

FIRST_SCRIPT = "assets/scheme.js"  # runs before any style; a file of its own would hold all up
CALCULATES = "data-btt-calculator"  # the attribute that marks a page which runs Python
TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types btt-page"
OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_CHARSET = '<meta charset="utf-8">'
_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


def secure_pages(site: Path) -> None:
    """Write its policy into every page, before anything that it has to govern."""
    first = (site / FIRST_SCRIPT).read_text(encoding="utf-8").strip()
    (site / FIRST_SCRIPT).unlink()
    for page in sorted(site.rglob("*.html")):
        text = with_first_script(page.read_text(encoding="utf-8"), first)
        policy = page_policy(text, page.relative_to(site).as_posix(), first)
        element = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        if _CHARSET not in text:
            raise StepError(f"{page}: no {_CHARSET} to put the policy behind")
        text = text.replace(_CHARSET, f"{_CHARSET}\n      {element}", 1)
        page.write_text(text, encoding="utf-8", newline="\n")


def with_first_script(text: str, script: str) -> str:
    """The page with the first script in place of its address."""
    return re.sub(
        rf'<script src="[./]*{re.escape(FIRST_SCRIPT)}">', lambda _: f"<script>{script}", text
    )


def page_policy(text: str, name: str, first: str) -> str:
    """The policy of one page; `first` is the text of our inline script.

    Raises:
        StepError: the page holds another inline script.
    """
    hashes = set()
    for script in _inline_scripts(text):
        if script != first:
            start = " ".join(script.split())[:60]
            raise StepError(f"{name}: no inline script but our own, got '{start}'")
        hashes.add(_hash(script))
    policy = _policy(sorted(hashes))
    return f"{policy}; {TRUSTED_TYPES}" if CALCULATES in text else policy


def site_headers(site: Path) -> dict[str, str]:
    """Headers for every file of the site; the policy allows the inline scripts of all pages.

    `frame-ancestors` works in a header only. A page that is made to be embedded must be served
    with the value that `embedded_headers` gives.
    """
    return _headers(site, "'self'")


def embedded_headers(site: Path) -> dict[str, str]:
    """The same for pages that other sites may show in a frame."""
    return _headers(site, "*")


def _headers(site: Path, ancestors: str) -> dict[str, str]:
    pages = (page.read_text(encoding="utf-8") for page in site.rglob("*.html"))
    hashes = {_hash(script) for text in pages for script in _inline_scripts(text)}
    policy = f"{_policy(sorted(hashes))}; frame-ancestors {ancestors}"
    return {"Content-Security-Policy": policy, **OTHER_HEADERS}


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _inline_scripts(text: str) -> Iterator[str]:
    """What stands between script tags and runs; data for scripts does not."""
    for found in _INLINE.finditer(text):
        if not re.search(r"\ssrc=|application/(ld\+)?json", found["attributes"]):
            yield found["text"]


def _policy(hashes: list[str]) -> str:
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the theme's icons are data
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
