"""The published figures of a validation page beside their predictions."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builder.pages.charts import chart_svg
from builder.pages.validation_chart import validation_chart
from builder.validation.compared import Row, compared_rows
from builder.validation.rules_of_thumb import rule_words
from builder.validation.scoring import factors, figures
from calculator.knowledge import Knowledge

_FAR = math.log(2)
_FEWEST_MARKS = 5  # of a chart; the table says as much about fewer


@dataclass(frozen=True)
class ComparedQuantity:
    """All figures of one quantity, compared."""

    quantity: Any
    rows: tuple[Row, ...]

    @property
    def scored(self) -> list[Row]:
        """What counts."""
        return [r for r in self.rows if not r.figure.weak and r.comparison.error is not None]

    @property
    def unpredicted(self) -> list[Row]:
        """What could not be predicted."""
        return [r for r in self.rows if r.comparison.error is None]

    @property
    def weak(self) -> list[Row]:
        """What is listed and not scored, because of the figure and not of the prediction."""
        return [r for r in self.rows if r.figure.weak and r.comparison.error is not None]

    @property
    def far(self) -> list[Row]:
        """Scored figures that are off by more than a factor of two, the worst first."""
        found = [row for row in self.scored if abs(row.error) > _FAR]
        return sorted(found, key=lambda row: -abs(row.error))

    @cached_property
    def figures(self) -> dict[str, Any]:
        """Median factor and shares of the scored figures."""
        return figures([row.comparison for row in self.scored])

    @cached_property
    def rule_figures(self) -> dict[str, Any] | None:
        """The same of the rule of thumb, on the figures where it says something."""
        errors = [
            math.log(row.rule / row.figure.measured) for row in self.scored if row.rule is not None
        ]
        return {"covered": len(errors), **factors(errors)} if errors else None

    @property
    def rule(self) -> str | None:
        """The rule of thumb in words."""
        metric = str(self.rows[0].inputs.get("metric", ""))
        return rule_words(self.quantity.predicts, metric)

    @property
    def one_table(self) -> str | None:
        """The source that holds more than half of the scored figures, if one does."""
        counts = Counter(str(row.figure.source) for row in self.scored)
        source, most = max(counts.items(), key=lambda each: each[1], default=("", 0))
        return source if 2 * most > len(self.scored) else None

    @property
    def units(self) -> list[str]:
        """The units that occur, in order."""
        return list(dict.fromkeys(row.figure.unit for row in self.scored))

    def by_source(self, rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
        """Rows under the source that published them."""
        ordered = sorted(rows, key=lambda row: str(row.figure.source))
        groups = itertools.groupby(ordered, key=lambda row: str(row.figure.source))
        return [(source, list(members)) for source, members in groups]

    def charts(self) -> Iterator[str]:
        """A chart for each unit."""
        for unit in self.units:
            rows = [row for row in self.scored if row.figure.unit == unit]
            if len(rows) < _FEWEST_MARKS:
                continue
            yield chart_svg(
                validation_chart([row.comparison for row in rows], unit),
                f"chart-{self.quantity.id}-{self.units.index(unit)}",
                f"{self.quantity.title}: predicted against published, {unit}",
                "Each mark is a published figure; on the diagonal the prediction is right. "
                "The bands hold errors within ×1.25 and ×2. The table below has the numbers.",
            )


class Validated:
    """Compared quantities, each worked out once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._found: dict[str, list[ComparedQuantity]] = {}

    def of(self, validation: Any) -> list[ComparedQuantity]:
        """The quantities of a page, with predictions as of the day of the data."""
        if validation.id not in self._found:
            self._found[validation.id] = [self._compared(each) for each in validation.quantities]
        return self._found[validation.id]

    def rules(self, pages: Iterable[Any]) -> dict[str, list[str]]:
        """The rules of thumb in words, and the titles of the pages where each is compared."""
        found: dict[str, list[str]] = {}
        for page in pages:
            for rule in dict.fromkeys(each.rule for each in self.of(page)):
                if rule is not None:
                    found.setdefault(rule, []).append(page.title)
        return found

    def _compared(self, quantity: Any) -> ComparedQuantity:
        return ComparedQuantity(quantity, tuple(compared_rows(quantity, self._knowledge)))
