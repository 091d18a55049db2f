"""What a page may do, as a Content-Security-Policy: in every page, and for servers to send.

A page with the calculator or a part of it also has to use Trusted Types. The theme's inline
scripts are allowed by their hash; any other inline script stops the build.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from builder.problems import StepError

CALCULATES = "data-btt-calculator"  # the attribute that marks a page which runs Python
TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types btt-page btt-theme default"
OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_CHARSET = '<meta charset="utf-8">'
_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
# How the inline scripts of the theme begin: where the site is, its palette, its tabs.
_THEME = ("__md_scope=", "var palette=__md_get(", "var target=document.getElementById(")


def secure_pages(site: Path) -> None:
    """Write its policy into every page, before anything that it has to govern."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        policy = page_policy(text, page.relative_to(site).as_posix())
        element = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        if _CHARSET not in text:
            raise StepError(f"{page}: no {_CHARSET} to put the policy behind")
        text = text.replace(_CHARSET, f"{_CHARSET}\n      {element}", 1)
        page.write_text(text, encoding="utf-8", newline="\n")


def page_policy(text: str, name: str) -> str:
    """The policy of one page, by the inline scripts in it.

    Raises:
        StepError: the page holds an inline script that is not the theme's.
    """
    policy = _policy(inline_hashes(text, name))
    return f"{policy}; {TRUSTED_TYPES}" if CALCULATES in text else policy


def site_headers(site: Path) -> dict[str, str]:
    """Headers for every file of the site; the policy allows the inline scripts of all pages.

    `frame-ancestors` works in a header only. A page that is made to be embedded must be served
    with the value that `embedded_headers` gives.
    """
    return {"Content-Security-Policy": _site_policy(site, "'self'"), **OTHER_HEADERS}


def embedded_headers(site: Path) -> dict[str, str]:
    """The same for pages that other sites may show in a frame."""
    return {"Content-Security-Policy": _site_policy(site, "*"), **OTHER_HEADERS}


def inline_hashes(text: str, name: str) -> list[str]:
    """The hash of every inline script of a page, sorted."""
    found = set()
    for script in _inline_scripts(text):
        if not script.lstrip().startswith(_THEME):
            start = " ".join(script.split())[:60]
            raise StepError(f"{name}: only the theme may have inline scripts, got '{start}'")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        found.add(f"'sha256-{digest}'")
    return sorted(found)


def _inline_scripts(text: str) -> Iterator[str]:
    """What stands between script tags and runs; data for scripts does not."""
    for found in _INLINE.finditer(text):
        if not re.search(r"\ssrc=|application/(ld\+)?json", found["attributes"]):
            yield found["text"]


def _site_policy(site: Path, ancestors: str) -> str:
    hashes: set[str] = set()
    for page in site.rglob("*.html"):
        hashes.update(inline_hashes(page.read_text(encoding="utf-8"), page.name))
    return f"{_policy(sorted(hashes))}; frame-ancestors {ancestors}"


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
