"""The Content-Security-Policy: what it says, and that every built page carries it."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from builder.policy import embedded_headers, page_policy, secure_pages, site_headers
from builder.problems import StepError

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
PALETTE = 'var palette=__md_get("__palette")'
PAGE = '<head><meta charset="utf-8"><script>{}</script></head>'
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: values for name, *values in parts}


def test_nothing_is_allowed_that_is_not_named():
    allowed = directives(page_policy(PAGE.format(PALETTE), "a.html"))

    assert allowed["default-src"] == ["'none'"]
    assert allowed["style-src"] == allowed["connect-src"] == ["'self'"]
    assert "'unsafe-inline'" not in str(allowed)
    assert "'unsafe-eval'" not in str(allowed)


def test_an_inline_script_of_the_theme_is_allowed_by_its_hash():
    allowed = directives(page_policy(PAGE.format(PALETTE), "a.html"))
    digest = base64.b64encode(hashlib.sha256(PALETTE.encode()).digest()).decode()

    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'", f"'sha256-{digest}'"]


@pytest.mark.parametrize(
    "script", ["alert(1)", " var x = 1; " + PALETTE, "/**/__md_scope=1", "import('x')"]
)
def test_an_inline_script_that_is_not_the_theme_s_stops_the_build(script):
    with pytest.raises(StepError, match=r"a\.html: only the theme may have inline scripts"):
        page_policy(PAGE.format(script), "a.html")


def test_data_in_a_script_element_is_no_script():
    data = '<script id="__config" type="application/json">{"base": "."}</script>'

    assert "sha256" not in page_policy(data, "a.html")


def test_a_page_that_runs_python_must_use_trusted_types():
    policy = page_policy("<div data-btt-calculator></div>", "a.html")

    assert directives(policy)["require-trusted-types-for"] == ["'script'"]
    assert "trusted-types" not in page_policy("<p>Reading only.</p>", "a.html")


def test_the_policy_stands_before_everything_that_it_governs(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format(PALETTE), encoding="utf-8")

    secure_pages(tmp_path)

    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 0 < text.index("Content-Security-Policy") < text.index("<script")


def test_the_header_allows_the_scripts_of_all_pages_and_one_site_in_frames(tmp_path):
    for i in range(2):
        script = f"__md_scope={i}"
        (tmp_path / f"{i}.html").write_text(PAGE.format(script), encoding="utf-8")
    policy = directives(site_headers(tmp_path)["Content-Security-Policy"])

    assert len([value for value in policy["script-src"] if "sha256" in value]) == 2
    assert policy["frame-ancestors"] == ["'self'"]
    embedded = embedded_headers(tmp_path)["Content-Security-Policy"]
    assert directives(embedded)["frame-ancestors"] == ["*"]


def test_every_built_page_carries_the_policy_of_its_own_scripts():
    pages = sorted(SITE.rglob("*.html"))
    wrong = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found = META.findall(text)
        if found != [page_policy(text, page.name)]:
            wrong.append(page.relative_to(SITE).as_posix())

    assert pages
    assert wrong == []


def test_no_built_page_has_a_handler_or_a_script_in_an_attribute():
    handler = re.compile(r"""<[a-z][^>]*\s(on[a-z]+=|(href|src|action)=["']?\s*javascript:)""")
    wrong = [p.name for p in SITE.rglob("*.html") if handler.search(p.read_text(encoding="utf-8"))]

    assert wrong == []
