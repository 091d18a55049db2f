"""What a page may do, as a Content-Security-Policy: in every page, and for servers to send.

A page with the calculator or a part of it also has to use Trusted Types. One small script of ours
stands inline, allowed by its hash; any other inline script stops the build.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.built_pages import BuiltPage, element
from builder.problems import StepError

FIRST_SCRIPT = "assets/scheme.js"  # runs before any style; a file of its own would hold all up
CALCULATES = "data-btt-calculator"  # the attribute that marks a page which runs Python
TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types btt-page"
OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_DATA = {"application/json", "application/ld+json"}  # no scripts: what scripts read


def secure_pages(site: Path, pages: Iterable[BuiltPage]) -> None:
    """Write its policy into every page, before anything that it has to govern."""
    first = (site / FIRST_SCRIPT).read_text(encoding="utf-8").strip()
    (site / FIRST_SCRIPT).unlink()
    for page in pages:
        for script in page.tree.css(f'script[src$="{FIRST_SCRIPT}"]'):
            del script.attrs["src"]
            script.insert_child(first)
        meta = element('<meta http-equiv="Content-Security-Policy">')
        meta.attrs["content"] = page_policy(page, first)
        charset = page.tree.css_first("head > meta[charset]")
        if charset is None:
            raise StepError(f"{page.path}: no <meta charset> to put the policy behind")
        charset.insert_after(meta)


def page_policy(page: BuiltPage, first: str) -> str:
    """The policy of one page; `first` is the text of our inline script.

    Raises:
        StepError: the page holds another inline script.
    """
    hashes = set()
    for script in _inline_scripts(page):
        if script != first:
            start = " ".join(script.split())[:60]
            raise StepError(f"{page.path}: no inline script but our own, got '{start}'")
        hashes.add(_hash(script))
    policy = _policy(sorted(hashes))
    calculates = page.tree.css_first(f"[{CALCULATES}]") is not None
    return f"{policy}; {TRUSTED_TYPES}" if calculates else policy


def site_headers(pages: Iterable[BuiltPage]) -> dict[str, str]:
    """Headers for every file of the site; the policy allows the inline scripts of all pages.

    `frame-ancestors` works in a header only. A page that is made to be embedded must be served
    with the value that `embedded_headers` gives.
    """
    return _headers(pages, "'self'")


def embedded_headers(pages: Iterable[BuiltPage]) -> dict[str, str]:
    """The same for pages that other sites may show in a frame."""
    return _headers(pages, "*")


def _headers(pages: Iterable[BuiltPage], ancestors: str) -> dict[str, str]:
    hashes = {_hash(script) for page in pages for script in _inline_scripts(page)}
    policy = f"{_policy(sorted(hashes))}; frame-ancestors {ancestors}"
    return {"Content-Security-Policy": policy, **OTHER_HEADERS}


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _inline_scripts(page: BuiltPage) -> Iterator[str]:
    """What stands between script tags and runs; data for scripts does not."""
    for script in page.tree.css("script"):
        kind = str(script.attributes.get("type") or "").strip().lower()
        if "src" not in script.attributes and kind not in _DATA:
            yield script.text()


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
