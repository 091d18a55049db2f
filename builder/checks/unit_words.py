"""Units read whole: what is counted, and per what; a word that nobody knows is a fault.

`USD per GB and month` is USD over GB and month; what stands behind `of` or a comma only says more.
"""

import difflib
from dataclasses import dataclass

# What can be counted, in the singular. A new one is added here.
MEASURES = frozenset({
    "FLOP", "FLOP/s", "GB", "GFLOP", "GFLOP/s", "GiB", "MB", "USD", "accelerator",
    "billion parameter", "bit", "byte", "candidate", "cell", "character", "copy", "day",
    "dimension", "e-fold", "epoch", "example", "expert", "exponent", "factor", "g", "hour",
    "image", "item", "kg", "label", "labeller", "layer", "letter", "litre", "million character",
    "million read unit", "million token", "million training token", "minute", "month", "ms",
    "multiple", "number", "page", "parameter", "pass", "person", "piece", "pixel", "position",
    "processor-hour", "ratio", "read unit", "request", "row", "run", "sample", "search", "second",
    "sequence", "share", "standard deviation", "thousand page", "thousand request", "time",
    "token", "trainable parameter", "tree", "unit", "virtual processor", "vocabulary entry",
    "watt", "week", "width", "window", "working day", "year", "g CO2e", "kB", "kW", "kWh",
})  # fmt: skip
# Plain proportions: what counts in one may be given in another.
_PROPORTIONS = {"ratio", "multiple", "factor", "time"}
_LABELLED = {"label", "example"}  # an example that helps is one with a label
_PLURALS = {
    "people": "person",
    "copies": "copy",
    "passes": "pass",
    "searches": "search",
    "vocabulary entries": "vocabulary entry",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure, and the measures that it is per."""

    measure: str
    per: tuple[str, ...] = ()

    def same_as(self, other: "Unit") -> bool:
        """Whether numbers in both mean the same."""
        plain = not self.per and not other.per
        both = {self.measure, other.measure}
        return self == other or (plain and (both <= _PROPORTIONS or both <= _LABELLED))


def read_unit(text: str) -> Unit | str:
    """The unit that a text names, or the part of it that is no unit."""
    parts = text.split(" per ")
    words = [parts[0], *(word for part in parts[1:] for word in _listed(part))]
    found = []
    for word in words:
        measure = _measure(word)
        if measure not in MEASURES:
            return word
        found.append(measure)
    return Unit(found[0], tuple(sorted(found[1:])))


def _listed(text: str) -> list[str]:
    """`layer, width and token` as three."""
    return [each for part in text.split(", ") for each in part.split(" and ")]


def _measure(word: str) -> str:
    """What is counted, in the singular and without what is only said beside it."""
    bare = word.partition(" of ")[0].partition(",")[0].partition(" from ")[0].strip()
    if bare in MEASURES or bare in _PLURALS:
        return _PLURALS.get(bare, bare)
    return bare.removesuffix("s")


def hint(word: str) -> str:
    """What may have been meant."""
    close = difflib.get_close_matches(_measure(word), MEASURES, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
