"""By what readers look for a case like theirs: how many labels there are, and where data may go."""

from collections.abc import Callable, Iterable
from typing import Any

LABEL_SIZES = ("none", "hundreds or fewer", "thousands", "a hundred thousand or more")
_BOUNDS = (1, 1_000, 100_000)  # labels with which the next size begins
INSIDE, OUTSIDE, OPEN = "must stay inside", "may go to a provider", "not said"
DATA_PLACES = (OUTSIDE, INSIDE)
PRIVACY: dict[str, Callable[[Any], bool]] = {  # headings, and which examples stand under them
    "Data may go to a provider": lambda s: data_place(s) == OUTSIDE,
    "Data must stay inside": lambda s: data_place(s) == INSIDE,
    "Sensitive or regulated data": lambda s: s.inputs.get("regulated_or_sensitive") is True,
    "The weights must be yours to hold": lambda s: s.inputs.get("needs_weights_control") is True,
}


def label_size(scenario: Any) -> str:
    """How many labels an example has, in words; none where it does not say."""
    labels = scenario.inputs.get("labelled_examples") or 0
    return LABEL_SIZES[sum(labels >= bound for bound in _BOUNDS)]


def data_place(scenario: Any) -> str:
    """Whether an example's data may go to a provider."""
    said = scenario.inputs.get("data_may_leave_org")
    return OPEN if said is None else OUTSIDE if said else INSIDE


def by_label_size(examples: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Examples under each size, the smallest first."""
    found = list(examples)
    return [(size, [s for s in found if label_size(s) == size]) for size in LABEL_SIZES]


def by_privacy(examples: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Examples under each heading of privacy; one may stand under several."""
    found = list(examples)
    return [(heading, [s for s in found if belongs(s)]) for heading, belongs in PRIVACY.items()]
