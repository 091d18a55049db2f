"""The likely bills with their formulas, for those who want to go on calculating elsewhere."""

import dataclasses
from typing import Any

from calculator.costs.bills import Costs, bills
from calculator.costs.case import Question, case_of
from calculator.costs.traced import NAME, Traced
from calculator.costs.workload import FIELDS, Workload
from calculator.estimate import Estimate

OWN_LINE = "own:"


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """Every number at its likely value, under its name."""

    def amount(self, name: str, estimate: Estimate) -> Traced:
        """The likely value."""
        return Traced(estimate.value, NAME, name)


def traced_costs(question: Question) -> Costs:
    """The likely bills, their amounts traced back to the numbers that were put in.

    Returns:
        Bills as `calculator.costs.bills.costs` gives them. Names are those of `Given.ref`, and
        `own:<n>` for the amount of the reader's n-th line.
    """
    own_lines = tuple(
        dataclasses.replace(line, usd=Traced(line.usd, NAME, f"{OWN_LINE}{position}"))
        for position, line in enumerate(question.own_lines, start=1)
    )
    question = dataclasses.replace(question, own_lines=own_lines)
    case = case_of(question, Named())
    case = dataclasses.replace(case, workload=_named(case.workload))
    return Costs(question, case, bills(case))


def _named(workload: Workload) -> Workload:
    """The workload with a name on every number that has none yet; the horizon stays fixed."""
    named: dict[str, Any] = {}
    for input_id, field in FIELDS.items():
        value = getattr(workload, field)
        if isinstance(value, float) and not isinstance(value, Traced):
            named[field] = Traced(value, NAME, f"input:{input_id}")
    return dataclasses.replace(workload, **named)
