"""The picture of the spectrum: what each rung costs across the worked examples."""

import math
import statistics
from dataclasses import dataclass
from typing import Any

from builder.pages.results import Results


@dataclass(frozen=True, slots=True)
class Span:
    """Likely whole costs in USD of one approach, over all worked examples."""

    approach: Any
    lowest: float
    median: float
    highest: float


@dataclass(frozen=True, slots=True)
class Spectrum:
    """All spans, and the powers of ten that the scale goes through."""

    spans: tuple[Span, ...]
    ticks: tuple[float, ...]

    def place(self, usd: float) -> float:
        """Where an amount stands on the scale: 0 at its left end, 1 at its right."""
        low, high = math.log10(self.ticks[0]), math.log10(self.ticks[-1])
        return round((math.log10(usd) - low) / (high - low), 4)


def spectrum(approaches: list[Any], results: Results) -> Spectrum:
    """The spectrum in the order of the ladder."""
    spans = tuple(_span(approach, results) for approach in approaches)
    lowest = math.floor(math.log10(min(span.lowest for span in spans)))
    highest = math.ceil(math.log10(max(span.highest for span in spans)))
    return Spectrum(spans, tuple(10.0**power for power in range(lowest, highest + 1)))


def _span(approach: Any, results: Results) -> Span:
    every = [results.of(example).priced for example in results.knowledge.examples]
    totals = [costs.approaches[approach.id].total.value for costs in every]
    return Span(approach, min(totals), statistics.median(totals), max(totals))
