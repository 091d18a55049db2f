"""Commands that print what answers to one or two requests say, or refuse them."""

import argparse
from datetime import date
from typing import Any

from calculator.api import evaluate
from calculator.encode import encode
from calculator.knowledge import Knowledge
from calculator.reading import shown, text_of
from calculator.request_text import InputError, Place, as_object, parsed
from calculator.tools.explanations import explanation
from calculator.tools.listings import Answered, compared


def told_of(options: argparse.Namespace, knowledge: Knowledge) -> str:
    """What the command `explain` prints."""
    today = options.today
    result = (
        _answer_of(options.file, knowledge, today).result if options.file
        else evaluate({}, knowledge, today, search=False)
    )  # fmt: skip
    return explanation(options.what, knowledge, today, result)


def side_by_side(options: argparse.Namespace, knowledge: Knowledge) -> str:
    """What the command `compare` prints."""
    one, other = (_answer_of(name, knowledge, options.today) for name in options.files)
    return compared(one, other, knowledge)


def _answer_of(name: str, knowledge: Knowledge, today: date) -> Answered:
    place = Place(shown(name))
    request = as_object(parsed(text_of(name), place), place)
    result = evaluate(request, knowledge, today, text=True, search=False)
    refuse(result.problems, place)
    return Answered(place.name, request, result)


def refuse(problems: Any, place: Place) -> None:
    """Tell what is wrong with a request, if anything is.

    Raises:
        InputError: something is.
    """
    if problems:
        raise InputError(*(f"{place}: {p['field']} {p['message']}" for p in encode(problems)))
