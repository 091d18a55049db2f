"""Another generator makes the same pages of the same Markdown."""

import subprocess
import sys
from pathlib import Path

import pytest

from builder.built_pages import BuiltPage
from tools.check_generators import differences, words

ROOT = Path(__file__).resolve().parents[2]


def page(body: str) -> BuiltPage:
    return BuiltPage("a.html", f"<nav>Menu</nav><article>{body}</article><p>Foot")


def test_only_the_words_of_the_main_part_count():
    assert words(page("One <b>two</b><script>no</script> three")) == ["One", "two", "three"]


def test_a_page_that_differs_or_is_missing_is_told_with_its_first_words():
    ours = {"a.html": page("one two three"), "b.html": page("here")}

    assert list(differences(ours, {"a.html": page("one three")})) == [
        "b.html: only one of the two has it",
        "a.html: 'two three' and 'three'",
    ]


@pytest.mark.slow
@pytest.mark.browser
def test_other_generators_make_the_same_pages_and_the_calculator_works_there():
    done = subprocess.run(
        [sys.executable, "-m", "tools.check_generators"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "zensical: the calculator is live, the search finds" in done.stdout
