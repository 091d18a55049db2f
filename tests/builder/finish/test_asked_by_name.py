"""What browsers and search engines ask for by name, with an address of the site and without."""

import json
import struct
from pathlib import Path

import pytest

from builder.finish.asked_by_name import write_files_asked_by_name
from builder.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
NOWHERE = Settings("Tea", "All about tea.")
KNOWN = Settings("Tea", "All about tea.", "https://tea.example/shop/")


@pytest.fixture
def site(tmp_path) -> Path:
    """A built folder with an icon and a site map, as the generator leaves it."""
    (tmp_path / "assets").mkdir()
    icon = ROOT / "site_src" / "pages" / "assets" / "favicon.svg"
    (tmp_path / "assets" / "favicon.svg").write_bytes(icon.read_bytes())
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (tmp_path / name).write_bytes(b"a map")
    return tmp_path


def test_robots_are_led_to_the_site_map_of_a_site_that_knows_its_address(site):
    write_files_asked_by_name(site, KNOWN)

    lines = (site / "robots.txt").read_text().splitlines()
    assert lines == [
        "User-agent: *", "Allow: /", "", "Sitemap: https://tea.example/shop/sitemap.xml",
    ]  # fmt: skip
    assert (site / "sitemap.xml").exists()


def test_a_site_without_an_address_has_no_site_map_and_names_none(site):
    write_files_asked_by_name(site, NOWHERE)

    assert (site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert not list(site.glob("sitemap.xml*"))


def test_the_manifest_works_under_any_path_and_its_icons_are_there(site):
    write_files_asked_by_name(site, KNOWN)
    manifest = json.loads((site / "manifest.webmanifest").read_text())

    assert manifest["name"] == "Tea"
    assert manifest["description"] == "All about tea."
    addresses = [manifest["start_url"], *(icon["src"] for icon in manifest["icons"])]
    assert not [each for each in addresses if each.startswith(("/", "http"))]
    assert all((site / icon["src"]).exists() for icon in manifest["icons"])


@pytest.mark.parametrize("size", [192, 512])
def test_an_icon_is_a_picture_of_the_size_that_it_is_said_to_be(site, size):
    write_files_asked_by_name(site, NOWHERE)
    picture = (site / "assets" / f"icon-{size}.png").read_bytes()

    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (size, size)


def test_the_colours_of_the_manifest_are_those_of_the_pages(site):
    write_files_asked_by_name(site, NOWHERE)
    manifest = json.loads((site / "manifest.webmanifest").read_text())
    tokens = (ROOT / "site_src" / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")

    assert f"--btt-paper: {manifest['background_color']};" in tokens
    assert f"--btt-accent: {manifest['theme_color']};" in tokens
