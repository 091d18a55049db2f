"""Two approaches head to head as a file of their own, for a slide."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from calculator.knowledge import Knowledge
from calculator.result import Result
from view import colours
from view.environment import render
from view.head_to_head import head_to_head
from view.hosted import lines


def pair_svg(
    asked: Mapping[str, Any],
    result: Result,
    knowledge: Knowledge,
    chosen: tuple[str, str],
    link: str,
) -> str:
    """A picture of 1600 by 900 that needs nothing else: finding, day, data version and link in it.

    Args:
        asked: the request that the result answers.
        result: with its bills.
        knowledge: what content brings.
        chosen: ids of the two; another text: the recommended one, and its nearest rival.
        link: leads back to the page; only its host and path are written.
    """
    short = urlsplit(link)
    made = head_to_head(asked, result, knowledge, *chosen)
    return render(
        "head_to_head_picture.svg.j2",
        pair=made,
        compared=lines(made.compared()),
        lines=colours.LIGHT,
        texts=colours.LIGHT_TEXT,
        as_of=result.as_of,
        version=result.data_version,
        link=f"{short.netloc}{short.path}",
    )
