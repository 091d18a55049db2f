"""Icons beside the names of problems: each has one of its own, drawn into the page."""

import re

import pytest

from builder.icons import icon
from tests.built import content


def test_an_icon_is_drawn_into_the_page_and_not_read_out():
    drawn = icon("magnify")

    assert drawn.startswith('<svg class="btt-icon" aria-hidden="true" xmlns=')
    assert drawn.endswith("</svg>")


def test_every_problem_has_an_icon_of_its_own():
    problems = content().records("problem").values()
    drawn = [icon(problem.icon) for problem in problems]

    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("magnifi", "the theme has no icon 'magnifi'; did you mean 'magnify'?"),
        ("zzzzzz", "the theme has no icon 'zzzzzz'"),
    ],
)
def test_a_name_that_the_theme_does_not_know_is_no_icon(name, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        icon(name)
