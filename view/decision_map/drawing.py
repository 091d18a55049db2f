"""A decision map as a picture: in the page, and what its script needs to move the dot."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from calculator.knowledge import Knowledge
from calculator.result import Result
from view import colours
from view.decision_map.records import DecisionMap, Line, Place
from view.environment import render, say

# What the script sets when the dot moves, by the names that it knows.
_SET = (
    "volume", "words", "x", "y", "top", "bottom", "order", "lead", "range", "say", "width",
    "shift", "drop", "ground", "stop", "back", "on", "covers", "covers_narrow",
)  # fmt: skip


def map_html(made: DecisionMap, knowledge: Knowledge, root: str) -> str:
    """The map for a page.

    Args:
        made: the map.
        knowledge: names of the approaches.
        root: leads from the page to the site's root.
    """
    approaches = list(knowledge.approaches.values())
    return render("decision_map.html.j2", root, map=made, approaches=approaches)


def picture_svg(made: DecisionMap, result: Result, link: str) -> str:
    """The map as a file of 1600 by 900 that needs nothing else: finding, sources and link in it.

    Args:
        made: the map.
        result: what it was made of; its day and data version are named.
        link: leads back to the page; only its host and path are written, as short as that is.
    """
    short = urlsplit(link)
    return render(
        "decision_map_picture.svg.j2",
        map=made,
        lines=colours.LIGHT,
        texts=colours.LIGHT_TEXT,
        as_of=result.as_of,
        version=result.data_version,
        link=f"{short.netloc}{short.path}",
    )


def for_script(made: DecisionMap) -> dict[str, Any]:
    """The dot at every stop, the case, and why each line is open or not."""
    return {
        "places": [_place(each) for each in made.places],
        "case": _place(made.case),
        "ways": {each.order: way_words(each) for each in made.lines},
    }


def way_words(line: Line) -> str:
    """What a reader hears who points at a line."""
    return say("decision_map_words.html.j2", "way", line)


def _place(place: Place) -> dict[str, Any]:
    found = asdict(place)
    return {name: found[name] for name in _SET}
