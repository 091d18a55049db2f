"""The words agree with the numbers: what a record's `expect` claims, the calculator says too."""

import json
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from builder.checks.asked import Asked
from builder.content.load import Content, Loaded
from builder.content.records.expected import BEFORE, RECOMMENDED, Expectation
from builder.content.yaml_source import Steps
from builder.problems import Problem
from calculator.api import evaluate_quickly
from calculator.costs.bills import Bill, Costs, bill, costs
from calculator.costs.case import Case as Drawn
from calculator.costs.case import case_of
from calculator.costs.line import GROUPS
from calculator.costs.middle import middle_of
from calculator.costs.quantity import likely
from calculator.costs.sensitivity import POINTS, drawn_points
from calculator.costs.time_to_ship import machine_hours, stages, weeks
from calculator.costs.uncertainty import LIKELY, Points, range_of
from calculator.costs.unit_economics import per_1000_requests
from calculator.knowledge import Knowledge
from calculator.result import Result
from calculator.scenario import read_scenario

_HOLDS = {
    "below": operator.lt, "above": operator.gt,
    "at least": operator.ge, "at most": operator.le,
}  # fmt: skip
_VOLUME = "requests_per_month"


@dataclass(frozen=True)
class Case:
    """A worked example, perhaps with a change, and what the calculator says about it."""

    inputs: Mapping[str, Any]
    knowledge: Knowledge
    asked: Asked
    among: dict[str, "Case"] = field(default_factory=dict)  # by their inputs: each worked out once

    @property
    def recommended(self) -> str:
        """The approach that is recommended."""
        return self._once("recommended", lambda: self._decided.recommended)

    @property
    def certainty(self) -> float:
        """How surely it is, as a share."""
        return self._once("certainty", lambda: self._decided.certainty.share)

    @cached_property
    def _decided(self) -> Result:
        request = {"inputs": dict(self.inputs)}
        return evaluate_quickly(request, self.knowledge, self.knowledge.as_of, explained=False)

    def changed(self, change: Mapping[str, Any]) -> "Case":
        """The same with some other answers."""
        inputs = {**self.inputs, **change}
        case = Case(inputs, self.knowledge, self.asked, self.among)
        return self.among.setdefault(case.name, case)

    @cached_property
    def name(self) -> str:
        """The answers as text."""
        return json.dumps(self.inputs, sort_keys=True, default=str)

    def _once[T](self, what: str, find: Callable[[], T]) -> T:
        return self.asked.once(f"{what} {self.name}", find)

    def amount(self, approach: str, part: str) -> float:
        """An amount of one approach as pages print it: USD of the middle case, median weeks."""
        return self._once(f"{approach}.{part}", lambda: self._amount(approach, part))

    def _amount(self, approach: str, part: str) -> float:
        drawn = bill(self._drawn, approach)
        middle, months = middle_of(drawn.total, POINTS), self._drawn.months
        if part in GROUPS:
            return sum(middle.of(line.total(months)) for line in drawn.lines if line.group == part)
        if part == "weeks":
            return _weeks(self._drawn, drawn)
        total, once = middle.of(drawn.total), middle.of(drawn.once())
        if part == "per_1000":
            return per_1000_requests(self._likely, total)
        return {"total": total, "once": once, "per_month": (total - once) / months}[part]

    def likely_total(self, approach: str) -> float:
        """The total at likely values, of which break-even volumes are those that are printed."""
        return self._once(f"likely {approach}", lambda: likely(self._likely.bills[approach].total))

    @cached_property
    def _likely(self) -> Costs:
        scenario, _ = read_scenario(self.inputs, self.knowledge)
        return costs(scenario, self.knowledge, self.knowledge.as_of, sample=LIKELY)

    @cached_property
    def _drawn(self) -> Drawn:
        return case_of(self._likely.question, Points(POINTS))


def _weeks(case: Drawn, drawn: Bill) -> float:
    last = stages(case, drawn.approach, machine_hours(drawn.lines))[-1]
    days = range_of(drawn_points(last.starts + last.days, POINTS))
    return weeks(days).value


def check_expected(content: Content, knowledge: Knowledge, asked: Asked) -> Iterator[Problem]:
    """Whatever `expect` says in any record is what the calculator says."""
    nothing = Case({}, knowledge, asked)
    for kind, loaded in content.everything():
        for i, wanted in enumerate(getattr(loaded.record, "expect", [])):
            for steps, message in _check(kind, loaded, wanted, nothing):
                yield loaded.problem(("expect", i, *steps), f"'{wanted.words}': {message}")


def _check(
    kind: str, loaded: Loaded, wanted: Expectation, nothing: Case
) -> Iterator[tuple[Steps, str]]:
    places = [steps for steps, text in loaded.texts if wanted.words in " ".join(text.split())]
    if not places:
        yield ("words",), "these words stand nowhere in the record"
        return
    table = _table_beside(loaded.record, places[0])
    example = wanted.scenario or (table and table[0]) or _own(kind, loaded.record)
    change = wanted.change or (table[1] if table else {})
    if not example or (wanted.differs and not change):
        missing = "change" if example else "scenario"
        yield (), f"{missing} is required, for the record has none of its own"
        return
    before = nothing.changed(nothing.knowledge.examples[example].inputs)
    yield from _refuted(wanted, before, before.changed(change))


def _table_beside(record: Any, place: Steps) -> tuple[str, Mapping[str, Any]] | None:
    """Scenario and change of the second table, where the words stand beside it."""
    if place[0] == "try_it":
        return record.try_it.scenario, record.try_it.change
    return (record.scenario, record.turn.change) if place[0] == "turn" else None


def _own(kind: str, record: Any) -> str | None:
    """The worked example that a record's own tables show."""
    if kind == "scenario":
        return str(record.id)
    trial = getattr(record, "try_it", None)
    return trial.scenario if trial else getattr(record, "scenario", None)


def _refuted(wanted: Expectation, before: Case, after: Case) -> Iterator[tuple[Steps, str]]:
    yield from _misjudged(wanted, after)
    for amount, bound in wanted.costs.items():
        found = _amount(amount, before, after)
        for word, figure in _bounds(bound):
            limit = _figure(figure, before, after)
            if not _HOLDS[word](found, limit):
                message = f"{amount} must be {word} {_shown(figure, limit)}, got {found:,.4g}"
                yield ("costs", amount), message
    for amount, bound in wanted.differs.items():
        old, new = _amount(amount, before, before), _amount(amount, before, after)
        for word, figure in _bounds(bound.removesuffix(" times")):
            if not _HOLDS[word](new, float(figure) * old):
                message = f"{amount} goes from {old:,.4g} to {new:,.4g}, not {bound}"
                yield ("differs", amount), message
    for pair, volumes in wanted.break_even.items():
        yield from ((("break_even", pair), text) for text in _unbroken(pair, volumes, after))


def _misjudged(wanted: Expectation, case: Case) -> Iterator[tuple[Steps, str]]:
    if wanted.recommends and case.recommended != wanted.recommends:
        message = f"the calculator recommends {case.recommended}, got {wanted.recommends}"
        yield ("recommends",), message
    if wanted.drops and case.recommended == wanted.drops:
        yield ("drops",), f"the calculator does recommend {wanted.drops}"
    for word, figure in _bounds(wanted.certainty) if wanted.certainty else ():
        if not _HOLDS[word](case.certainty, float(figure)):
            message = f"certainty must be {word} {figure}, got {case.certainty:.3g}"
            yield ("certainty",), message


def _unbroken(pair: str, volumes: str, case: Case) -> Iterator[str]:
    """Volumes at which the wrong one of a pair is the cheaper, with both bills.

    `above X` says that up to X the first is still the cheaper.
    """
    below, above = pair.split(" to ")
    ends = [float(figure) for _, figure in _bounds(volumes)]
    for volume, cheap, other in zip(ends, (below, above), (above, below), strict=False):
        there = case.changed({_VOLUME: round(volume)})
        one, two = there.likely_total(cheap), there.likely_total(other)
        if not one < two:
            bills = f"{one:,.0f} against {two:,.0f}"
            yield f"at {volume:,.0f} a month {cheap} must be the cheaper, got {bills}"


def _bounds(text: str) -> list[tuple[str, str]]:
    """A bound as (word, figure) pairs; `between` is two of them."""
    if text.startswith("between "):
        low, high = text.removeprefix("between ").split(" and ")
        return [("at least", low), ("at most", high)]
    word = next(each for each in _HOLDS if text.startswith(f"{each} "))
    return [(word, text.removeprefix(f"{word} "))]


def _figure(figure: str, before: Case, after: Case) -> float:
    factor, _, amount = figure.rpartition(" times ")
    if _is_number(amount):
        return float(amount)
    return (float(factor) if factor else 1.0) * _amount(amount, before, after)


def _amount(amount: str, before: Case, after: Case) -> float:
    case = before if amount.endswith(BEFORE) else after
    approach, part = amount.removesuffix(BEFORE).split(".")
    return case.amount(before.recommended if approach == RECOMMENDED else approach, part)


def _shown(figure: str, limit: float) -> str:
    return figure if _is_number(figure) else f"{figure} ({limit:,.4g})"


def _is_number(figure: str) -> bool:
    return re.fullmatch(r"[\d.e]+", figure) is not None
