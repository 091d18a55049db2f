"""Files that browsers, shelves of applications and search engines ask for by a fixed name."""

import json
from pathlib import Path

import vl_convert

from builder.settings import Settings

SIZES = (192, 512)  # pixels a side: what browsers want of an application that is put on a screen
_DRAWN = 24  # pixels a side that the icon is drawn on
_GROUND, _ACCENT = "#fbfaf7", "#0d5c63"


def write_files_asked_by_name(site: Path, settings: Settings) -> None:
    """Write robots.txt, the manifest and its icons; a site map without addresses goes."""
    icon = (site / "assets" / "favicon.svg").read_text(encoding="utf-8")
    for size in SIZES:
        drawn = icon.replace("<svg ", f'<svg width="{_DRAWN}" height="{_DRAWN}" ', 1)
        picture = bytes(vl_convert.svg_to_png(drawn, scale=size / _DRAWN))
        (site / "assets" / f"icon-{size}.png").write_bytes(picture)
    _write(site / "manifest.webmanifest", json.dumps(_manifest(settings), indent=1))
    lines = ["User-agent: *", "Allow: /"]
    if settings.site_url:
        lines += ["", f"Sitemap: {settings.absolute('sitemap.xml')}"]
    else:
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / name).unlink(missing_ok=True)
    _write(site / "robots.txt", "\n".join(lines))


def _manifest(settings: Settings) -> dict[str, object]:
    """All addresses relative: the site may stand anywhere."""
    icons = [
        {"src": f"assets/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in SIZES
    ]
    icons.append({"src": "assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"})
    return {
        "name": settings.site_name,
        "short_name": settings.site_name,
        "description": settings.description,
        "lang": "en-GB",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": _GROUND,
        "theme_color": _ACCENT,
        "icons": icons,
    }


def _write(target: Path, text: str) -> None:
    target.write_text(f"{text}\n", encoding="utf-8", newline="\n")
