"""The bills of many variations of one question at once."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from calculator.costs.after_others import case_after_others
from calculator.costs.approaches import APPROACHES
from calculator.costs.asked import PIECES
from calculator.costs.bills import bills
from calculator.costs.case import Case, Question, case_of
from calculator.costs.places import known_places
from calculator.costs.quantity import Quantity, spread_out
from calculator.costs.uncertainty import Chosen, Sample

VOLUME = "requests_per_month"
DRAWS = 16  # points of uncertainty behind the range of a break-even


@dataclass(frozen=True, slots=True)
class Variation:
    """Some answers changed, at one draw of the uncertain numbers; draw 0 is the likely case."""

    answers: Mapping[str, float] = field(default_factory=dict)
    draw: int = 0


def totals(
    question: Question,
    variations: Sequence[Variation],
    approaches: Sequence[str] = APPROACHES,
    *,
    again: bool = False,
) -> dict[str, Sequence[float]]:
    """USD over the horizon of these approaches, for each variation in order.

    Machines are chosen anew for each of them, as somebody would who had this volume.

    Args:
        again: whether the next question is asked with most of these variations as well, so that
            what came of them is worth keeping.
    """
    make = case_after_others if again else case_of
    found: dict[int, Mapping[str, float]] = {}
    for places in _alike(variations):
        priced = _together(partial(make, question), [variations[i] for i in places], approaches)
        for nth, place in enumerate(places):
            found[place] = {name: usd[nth] for name, usd in priced.items()}
    return {name: [found[i][name] for i in range(len(variations))] for name in approaches}


def _alike(variations: Sequence[Variation]) -> Iterable[list[int]]:
    """Where those stand that one kind of model can serve, with or without pieces of a kind."""
    found: dict[tuple[bool | None, ...], list[int]] = {}
    for place, each in enumerate(variations):
        some = (bool(each.answers[name]) if name in each.answers else None for name in PIECES)
        found.setdefault(tuple(some), []).append(place)
    return found.values()


def _together(
    case: Callable[[Sample, Mapping[str, Quantity]], Case],
    variations: Sequence[Variation],
    approaches: Sequence[str],
) -> dict[str, Sequence[float]]:
    changed = {input_id for variation in variations for input_id in variation.answers}
    varied = {input_id: _values(input_id, variations) for input_id in sorted(changed)}
    sample = Chosen(DRAWS, tuple(variation.draw for variation in variations))
    found = bills(case(sample, varied), approaches)
    return {name: spread_out(bill.total, len(variations)) for name, bill in found.items()}


def _values(input_id: str, variations: Sequence[Variation]) -> Quantity:
    """What an answer is changed to; NaN where it is not."""
    given = tuple([each.answers.get(input_id) for each in variations])
    places = known_places(given)
    values = (given[point] for point in places.first)
    return Quantity([math.nan if value is None else value for value in values], places)
