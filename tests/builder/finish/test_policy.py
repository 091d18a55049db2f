"""The Content-Security-Policy: what it says, and that every built page carries it."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from builder.finish.policy import (
    FIRST_SCRIPT,
    embedded_headers,
    page_policy,
    secure_pages,
    site_headers,
)
from builder.problems import StepError

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"
OWN = "show()"
HASH = f"'sha256-{base64.b64encode(hashlib.sha256(OWN.encode()).digest()).decode()}'"
PAGE = f'<head><meta charset="utf-8"><script src="../{FIRST_SCRIPT}"></script></head>'
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: values for name, *values in parts}


def test_nothing_is_allowed_that_is_not_named():
    allowed = directives(page_policy(PAGE, "a.html", OWN))

    assert allowed["default-src"] == ["'none'"]
    assert allowed["style-src"] == allowed["connect-src"] == ["'self'"]
    assert "'unsafe-inline'" not in str(allowed)
    assert "'unsafe-eval'" not in str(allowed)
    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_our_inline_script_is_allowed_by_its_hash():
    allowed = directives(page_policy(f"<script>{OWN}</script>", "a.html", OWN))

    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'", HASH]


@pytest.mark.parametrize("script", ["alert(1)", f"{OWN} ", "/**/__md_scope=1", "import('x')"])
@pytest.mark.parametrize("kind", ["", ' type="module"'])
def test_any_other_inline_script_stops_the_build(script, kind):
    with pytest.raises(StepError, match=r"a\.html: no inline script but our own"):
        page_policy(f"<script{kind}>{script}</script>", "a.html", OWN)


def test_data_in_a_script_element_is_no_script():
    data = '<script id="__config" type="application/json">{"base": "."}</script>'

    assert page_policy(data, "a.html", OWN) == page_policy("", "a.html", OWN)


def test_a_page_that_runs_python_must_use_trusted_types():
    policy = page_policy("<div data-btt-calculator></div>", "a.html", OWN)

    assert directives(policy)["require-trusted-types-for"] == ["'script'"]
    assert "trusted-types" not in page_policy("<p>Reading only.</p>", "a.html", OWN)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page, with its policy."""
    (tmp_path / "assets").mkdir()
    (tmp_path / FIRST_SCRIPT).write_text(f"{OWN}\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    secure_pages(tmp_path)
    return tmp_path


def test_the_policy_stands_before_everything_that_it_governs(site):
    text = (site / "a.html").read_text(encoding="utf-8")

    assert 0 < text.index("Content-Security-Policy") < text.index("<script")


def test_our_first_script_stands_in_the_page_and_needs_no_file(site):
    assert f"<script>{OWN}</script>" in (site / "a.html").read_text(encoding="utf-8")
    assert not (site / FIRST_SCRIPT).exists()


def test_the_header_allows_the_scripts_of_all_pages_and_one_site_in_frames(site):
    policy = directives(site_headers(site)["Content-Security-Policy"])

    assert HASH in policy["script-src"]
    assert policy["frame-ancestors"] == ["'self'"]
    embedded = embedded_headers(site)["Content-Security-Policy"]
    assert directives(embedded)["frame-ancestors"] == ["*"]


def test_every_built_page_carries_the_policy_of_its_own_scripts():
    pages = sorted(SITE.rglob("*.html"))
    (own,) = INLINE.findall((SITE / "index.html").read_text(encoding="utf-8"))
    wrong = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if META.findall(text) != [page_policy(text, page.name, own)]:
            wrong.append(page.relative_to(SITE).as_posix())

    assert pages
    assert wrong == []


def test_no_built_page_has_a_handler_or_a_script_in_an_attribute():
    handler = re.compile(r"""<[a-z][^>]*\s(on[a-z]+=|(href|src|action)=["']?\s*javascript:)""")
    wrong = [p.name for p in SITE.rglob("*.html") if handler.search(p.read_text(encoding="utf-8"))]

    assert wrong == []
