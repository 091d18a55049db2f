"""How far a number set by hand may lie from what is published, so that every formula holds.

Formulas divide by speeds, shares and sizes, and take their logarithms. A price may be anything
from nothing to `LARGEST_AMOUNT`, since a bill only multiplies by it.
"""

from calculator.costs.asked import RANGED
from calculator.facts import Assumption
from calculator.knowledge import Knowledge

LARGEST_AMOUNT = 1e12
MOST_TIMES = 1000.0  # as large or as small as the published range
MOST_TIMES_AS_EXPONENT = 10.0
MOST_SHARE = 1.0
MOST_SHARE_PER_YEAR = 0.99  # a price that falls to nothing has no past


def limits(name: str, knowledge: Knowledge) -> tuple[float, float] | None:
    """The least and the largest amount of a number, in its unit; None: it can't be set.

    Args:
        name: an assumption, `accelerator:…`, `hosted:…`, `tuned:…`, or `input:…` for the range of
            an answer.
        knowledge: brings what is published.
    """
    kind, _, rest = name.partition(":")
    hosted = kind in ("hosted", "tuned") and _is_hosted_price(rest, knowledge)
    of_chip = kind in ("accelerator", "purchase") and rest in knowledge.accelerators
    if hosted or of_chip:
        return 0.0, LARGEST_AMOUNT
    if kind == "input" and rest in RANGED and rest in knowledge.inputs:
        definition = knowledge.inputs[rest]
        return definition.minimum or 0.0, definition.maximum or LARGEST_AMOUNT
    assumption = knowledge.assumptions.get(name)
    return _around(assumption) if assumption else None


def _is_hosted_price(field: str, knowledge: Knowledge) -> bool:
    """Whether some hosted model is sold at a price of this name."""
    name = field.removeprefix("batch_")
    return "_usd_per_" in name and any(name in each for each in knowledge.hosted_models.values())


def _around(assumption: Assumption) -> tuple[float, float]:
    if assumption.unit.startswith("USD "):
        return 0.0, LARGEST_AMOUNT
    newest, unit = assumption.values[0], assumption.unit
    times = MOST_TIMES_AS_EXPONENT if unit.startswith("exponent") else MOST_TIMES
    if newest.low < 0:  # an exponent with which something falls
        return newest.low * times, 0.0
    least, most = newest.low / MOST_TIMES, newest.high * times
    if unit.startswith("share"):
        most = min(most, MOST_SHARE_PER_YEAR if unit == "share per year" else MOST_SHARE)
    return least, most
