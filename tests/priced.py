"""Questions about money for tests: the project's knowledge, with the numbers pinned."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.costs.bills import Bill, Costs, costs
from calculator.costs.case import OwnLine
from calculator.costs.line import Line
from calculator.costs.quantity import likely
from calculator.estimate import Estimate, exactly
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.scenario import Scenario, read_scenario

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 20)
STEADY = {"volume_growth_per_year": 0, "horizon_months": 12}
LEVEL = {"hosted-price-decline": 0.0, "accelerator-price-decline": 0.0}


def scenario(**answers: Any) -> Scenario:
    """A scenario with these answers; growth is nil and the horizon a year unless named."""
    read, problems = read_scenario({**STEADY, **answers}, KNOWLEDGE)
    assert not problems, problems
    return read


def pinned(numbers: Mapping[str, float]) -> dict[str, Estimate]:
    """Overrides without spread; prices do not fall unless named."""
    return {name: exactly(value) for name, value in {**LEVEL, **numbers}.items()}


def priced(
    numbers: Mapping[str, float],
    own_lines: tuple[OwnLine, ...] = (),
    knowledge: Knowledge = KNOWLEDGE,
    **answers: Any,
) -> Costs:
    """The likely bills with these numbers and answers."""
    return costs(scenario(**answers), knowledge, TODAY, pinned(numbers), own_lines)


def line(found: Costs, approach: str, line_id: str) -> Line:
    """One line of a bill."""
    return next(each for each in found.bills[approach].lines if each.id == line_id)


def usd(found: Costs, approach: str, line_id: str) -> float:
    """What a line costs over the horizon."""
    return likely(line(found, approach, line_id).total(found.case.months))


def total(bill: Bill) -> float:
    """What an approach costs over the horizon."""
    return likely(bill.total)


def with_hosted_model(**prices: Any) -> Knowledge:
    """The knowledge with one hosted model of these prices in the place of the small default."""
    model = {"name": "Test model", "provider": "Nobody", "kind": "chat", "as_of": "2026-01-01"}
    return dataclasses.replace(KNOWLEDGE, hosted_models={"openai/gpt-6-luna": {**model, **prices}})
