"""What templates are given about costs: rows, lines and sums, every amount in words."""

from dataclasses import dataclass

from calculator.knowledge import Approach

GROUP_LABELS = {
    "data": "Data and labels",
    "compute": "Training compute",
    "people": "People",
    "inference": "Answering requests",
    "evaluation": "Evaluation",
    "operations": "Operation",
    "own": "Your own lines",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One approach in the table of costs."""

    approach: Approach
    verdict: str
    about: str  # the headline
    range: str
    once: str
    per_month: str
    per_1000: str
    chance: str  # of being the cheapest that qualifies; empty where it does not qualify
    low_percent: float  # places on the scale, 0 to 100
    about_percent: float
    high_percent: float


@dataclass(frozen=True, slots=True)
class Sum:
    """How an amount was worked out: in words, and again with the reader's numbers."""

    label: str
    words: str
    numbers: str
    amount: str  # with all the digits that are kept


@dataclass(frozen=True, slots=True)
class Given:
    """A number that went into a line, said with its unit, range and date."""

    label: str
    words: str
    note: str  # range and date
    kind: str  # assumption, price, input or derived
    ref: str
    name: str  # to set it by; empty where that is not possible
    sources: tuple[str, ...]
    overridden: bool
    made: Sum | None = None  # how it was worked out


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line of a bill, in words."""

    id: str
    label: str
    group: str
    group_id: str
    total: str
    once: str
    first_month: str
    formula: str
    note: str
    given: tuple[Given, ...]
    sums: tuple[Sum, ...] = ()

    @property
    def text(self) -> str:
        """The trace as text to copy: every formula in words and in numbers."""
        made = [given.made for given in self.given if given.made]
        return "\n".join(
            f"{each.label} = {each.words}\n  = {each.numbers}\n  = {each.amount}"
            for each in (*self.sums, *made)
        )
