"""The result of one scenario: the decision, what surrounds it, and the money."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from calculator import tables
from calculator.costs.crossing import Crossing
from calculator.costs.records import CostReport, Headline, QuickCosts
from calculator.costs.unit_economics import UnitEconomics
from calculator.decision.explanation import Explanation
from calculator.decision.ladder import Decision
from calculator.decision.weighing import Weighing
from calculator.decode import decode
from calculator.encode import encode
from calculator.knowledge import Answer
from calculator.measured import Measured
from calculator.scenario import Problem

_PRICED = ("costs", "break_even", "weighing")
_QUICK = ("quick_costs",)
_CITED = ("measured",)
OPTIONAL = ("unit_economics", *_PRICED, *_QUICK, *_CITED)  # what not every result has


@dataclass(frozen=True, kw_only=True)
class Result(Explanation, Decision):
    """What the calculator answers: verdicts, plan, certainty, and with them the bills."""

    problems: tuple[Problem, ...]  # fields that could not be read; each counts as unknown
    inputs: Mapping[str, Answer]  # every answer by input id; null is unknown
    data_version: str  # names the facts that the result rests on
    as_of: date  # the day whose prices and assumptions count
    unit_economics: tuple[UnitEconomics, ...] = ()  # hosted approaches beside own machines
    costs: CostReport | None = None  # absent where no draws were asked for
    break_even: tuple[Crossing, ...] = ()  # requests a month, for each pair
    weighing: Weighing | None = None  # null without weights, or with nobody to compare
    quick_costs: QuickCosts | None = None  # of a quick answer alone
    measured: Measured | None = None  # on the reader's own data, where answers came from it

    @property
    def priced(self) -> CostReport:
        """The bills, where draws were asked for.

        Raises:
            ValueError: the result has none.
        """
        if self.costs is None:
            raise ValueError("the result was evaluated without bills")
        return self.costs

    def headline(self, approach: str) -> Headline | None:
        """What an approach costs, as it is printed everywhere; None where nobody has drawn it."""
        if self.costs:
            return self.costs.approaches[approach].headline
        return self.quick_costs.headlines.get(approach) if self.quick_costs else None

    @property
    def old_numbers(self) -> str:
        """Which numbers of the bills are past their limit, in words; empty where none is."""
        rule = "notice-past-the-limit"
        return next((each.text for each in self.warnings if each.rule == rule), "")

    def number(self, input_id: str) -> float | None:
        """A numeric answer; None where it is unknown."""
        value = self.inputs[input_id]
        return None if value is None else float(value)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; the schema of results describes them."""
        left_out = set(_QUICK) if self.quick_costs is None else {"unit_economics"}
        left_out |= set() if self.costs else set(_PRICED)
        left_out |= set() if self.measured else set(_CITED)
        return {key: value for key, value in encode(self).items() if key not in left_out}

    def to_json(self) -> str:
        """The same as one line of JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False)

    def to_rows(self) -> list[dict[str, Any]]:
        """A record for each approach, for a data frame; the recommended one first."""
        return tables.rows(self)

    def to_markdown(self, names: Mapping[str, str] | None = None) -> str:
        """The recommendation and a table of all approaches, in the currency that was asked for.

        Args:
            names: of approaches by id; without them the ids stand there.
        """
        return tables.markdown(self, names)

    def _repr_html_(self) -> str:
        """The same for a notebook."""
        return tables.table_html(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The result that `to_dict` made these values of."""
        found: Self = decode(cls, data)
        return found
