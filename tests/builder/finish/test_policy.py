"""The Content-Security-Policy: what it says, and that every built page carries it."""

import base64
import hashlib
from pathlib import Path

import pytest

from builder.built_pages import BuiltPage, read_pages, write_pages
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
META = 'meta[http-equiv="Content-Security-Policy"]'


def policy_of(text: str) -> str:
    """The policy that a page with this text gets."""
    return page_policy(BuiltPage("a.html", text), OWN)


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: values for name, *values in parts}


def test_nothing_is_allowed_that_is_not_named():
    allowed = directives(policy_of(PAGE))

    assert allowed["default-src"] == ["'none'"]
    assert allowed["style-src"] == allowed["connect-src"] == ["'self'"]
    assert "'unsafe-inline'" not in str(allowed)
    assert "'unsafe-eval'" not in str(allowed)
    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_our_inline_script_is_allowed_by_its_hash():
    allowed = directives(policy_of(f"<script>{OWN}</script>"))

    assert allowed["script-src"] == ["'self'", "'wasm-unsafe-eval'", HASH]


@pytest.mark.parametrize("script", ["alert(1)", f"{OWN} ", "/**/__md_scope=1", "import('x')"])
@pytest.mark.parametrize("kind", ["", ' type="module"'])
def test_any_other_inline_script_stops_the_build(script, kind):
    with pytest.raises(StepError, match=r"a\.html: no inline script but our own"):
        policy_of(f"<script{kind}>{script}</script>")


def test_data_in_a_script_element_is_no_script():
    data = '<script id="__config" type="application/json">{"base": "."}</script>'

    assert policy_of(data) == policy_of("")


def test_a_page_that_runs_python_must_use_trusted_types():
    policy = policy_of("<div data-btt-calculator></div>")

    assert directives(policy)["require-trusted-types-for"] == ["'script'"]
    assert "trusted-types" not in policy_of("<p>Reading only.</p>")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page, with its policy."""
    (tmp_path / "assets").mkdir()
    (tmp_path / FIRST_SCRIPT).write_text(f"{OWN}\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    pages = read_pages(tmp_path)
    secure_pages(tmp_path, pages)
    write_pages(tmp_path, pages)
    return tmp_path


def test_the_policy_stands_before_everything_that_it_governs(site):
    text = (site / "a.html").read_text(encoding="utf-8")

    assert 0 < text.index("Content-Security-Policy") < text.index("<script")


def test_our_first_script_stands_in_the_page_and_needs_no_file(site):
    assert f"<script>{OWN}</script>" in (site / "a.html").read_text(encoding="utf-8")
    assert not (site / FIRST_SCRIPT).exists()


def test_the_header_allows_the_scripts_of_all_pages_and_one_site_in_frames(site):
    policy = directives(site_headers(read_pages(site))["Content-Security-Policy"])

    assert HASH in policy["script-src"]
    assert policy["frame-ancestors"] == ["'self'"]
    embedded = embedded_headers(read_pages(site))["Content-Security-Policy"]
    assert directives(embedded)["frame-ancestors"] == ["*"]


def test_a_script_in_capitals_or_with_a_bracket_in_an_attribute_is_seen():
    for hidden in ("<SCRIPT>alert(1)</SCRIPT>", "<script data-x='>'>alert(1)</script >"):
        with pytest.raises(StepError, match="no inline script but our own"):
            policy_of(hidden)


def test_every_built_page_carries_the_policy_of_its_own_scripts():
    pages = read_pages(SITE)
    index = next(page for page in pages if page.path == "index.html")
    (own,) = [script.text() for script in index.tree.css("script:not([src], [type])")]
    wrong = [
        page.path
        for page in pages
        if [meta.attributes["content"] for meta in page.tree.css(META)] != [page_policy(page, own)]
    ]

    assert pages
    assert wrong == []


def test_no_built_page_has_a_handler_or_a_script_in_an_attribute():
    wrong = [
        (page.path, name, value)
        for page in read_pages(SITE)
        for node in page.tree.css("*")
        for name, value in node.attributes.items()
        if name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
    ]

    assert wrong == []
