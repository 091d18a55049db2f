"""The bills of a result prepared for templates: every amount in words, placed on one scale."""

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cached_property

from calculator.costs.records import KnownNumber, LineCost, StageTime
from calculator.decision.rules import OPEN
from calculator.knowledge import Approach, Knowledge
from calculator.needs.explain import Number
from calculator.result import Result
from view import formats
from view.cost_rows import GROUP_LABELS, BillLine, Given, Row, Sum
from view.formulas import exactly, in_words, with_numbers
from view.money import Money, Split, split_of
from view.scale import Scale, log_scale

_AMOUNTS = {
    "once": "Before launch, USD",
    "first_month": "First month, USD",
    "total": "In all, USD",
    "days": "Working days",
}


class CostView:
    """Everything that templates say about the costs of a result."""

    def __init__(self, result: Result, knowledge: Knowledge) -> None:
        self._result = result
        self._knowledge = knowledge
        self.costs = result.priced
        self.money = Money(self.costs.currency)
        self.months = self.costs.horizon_months

    @cached_property
    def scale(self) -> Scale:
        """One logarithmic scale for all approaches."""
        totals = [each.total for each in self.costs.approaches.values()]
        return log_scale(min(t.low for t in totals), max(t.high for t in totals))

    def split(self, approach_id: str) -> Split:
        """What the approach costs, in words that add up."""
        return split_of(self._result, approach_id)

    def headline(self, approach_id: str) -> tuple[str, str]:
        """What the approach costs, and how far it may be off: two sentences."""
        split = self.split(approach_id)
        return split.sentence, split.range_over(self.months)

    def ticks(self) -> list[tuple[float, str]]:
        """Places of the scale's marks, with words at its ends."""
        ends = (self.scale.ticks[0], self.scale.ticks[-1])
        return [
            (self.scale.percent(tick), self.money.of(tick) if tick in ends else "")
            for tick in self.scale.ticks
        ]

    def rows(self) -> Iterator[Row]:
        """All nine, the cheapest first, and last what can't do the job."""
        verdicts = {each.approach: each.verdict for each in self._result.ranking}
        usd = {key: cost.total.value for key, cost in self.costs.approaches.items()}

        def place(each: Approach) -> tuple[bool, float, int]:
            """Of equals the one with the least to build."""
            return verdicts[each.id] not in OPEN, usd[each.id], each.order

        for approach in sorted(self._knowledge.approaches.values(), key=place):
            yield self._row(approach, verdicts[approach.id])

    def _row(self, approach: Approach, verdict: str) -> Row:
        cost = self.costs.approaches[approach.id]
        total, share = cost.total, cost.cheapest_share
        low, about, high = map(self.scale.percent, (total.low, total.value, total.high))
        split = self.split(approach.id)
        return Row(
            approach=approach,
            verdict=verdict,
            about=split.total,
            range=split.range,
            once=self.money.of(cost.headline.once),
            per_month=self.money.of(cost.headline.per_month),
            per_1000=self.money.of(cost.per_1000_requests),
            chance="" if share is None else formats.chance(share),
            low_percent=low,
            about_percent=about,
            high_percent=high,
        )

    def groups(self, approach_id: str) -> list[tuple[str, str, str]]:
        """(label, amount, share of the total) of each group that costs something."""
        cost = self.costs.approaches[approach_id]
        words, whole = self.money.parts(cost.total, cost.groups), cost.total.value or 1.0
        return [
            (GROUP_LABELS[group], words[group], formats.share(usd / whole))
            for group, usd in cost.groups.items()
            if usd
        ]

    def lines(self, approach_id: str) -> Iterator[BillLine]:
        """The bill of one approach, the dearest line first."""
        cost = self.costs.approaches[approach_id]
        words = self.money.parts(cost.total, {each.id: each.total for each in cost.lines})
        for line in sorted(cost.lines, key=lambda each: -each.total):
            sums = tuple(self.sums(line))
            yield BillLine(
                id=line.id,
                label=line.label,
                group=GROUP_LABELS[line.group],
                group_id=line.group,
                total=words[line.id],
                once=self.money.of(line.once) if line.once else "",
                first_month=self.money.of(line.first_month) if line.first_month else "",
                formula=line.formula,
                note=line.note,
                given=tuple(self.all_given(line.given, sums)),
                sums=sums,
            )

    def sums(self, line: LineCost | StageTime) -> Iterator[Sum]:
        """How each amount of a line, or the days of a stage, are worked out at likely values."""
        amounts = line.likely if isinstance(line, LineCost) else {"days": line.days}
        for key, formula in line.formulas.items():
            yield self.sum_of(_AMOUNTS[key], formula, amounts[key], line.given)

    def sum_of(self, label: str, formula: str, amount: float, given: Sequence[Number]) -> Sum:
        """How an amount is worked out, in words and with the numbers put in."""
        labels = [self.costs.numbers[n.ref].label if n.ref else n.label or "" for n in given]
        numbers = with_numbers(formula, [each.value for each in given])
        return Sum(label, in_words(formula, labels), numbers, exactly(amount))

    def all_given(self, given: Sequence[Number], above: Sequence[Sum]) -> Iterator[Given]:
        """The numbers of a line; how one was worked out is not said again below the line's sums."""
        said = {(each.words, each.numbers) for each in above}
        for each in given:
            found = self.given(each)
            if each.formula:
                made = self.sum_of(found.label, each.formula, each.value, given)
                if (made.words, made.numbers) not in said:
                    found = dataclasses.replace(found, made=made)
            yield found

    def given(self, given: Number) -> Given:
        """A number of a line: a named one, or one that was worked out on the way."""
        if given.ref is None:
            words = formats.quantity(given.value, given.unit or "")
            return Given(given.label or "", words, "", "derived", "", "", (), False)
        return self.number(given.ref, given.value)

    def number(self, ref: str, value: float | None = None) -> Given:
        """A named number; `value` where the line used another than the number's own."""
        found = self.costs.numbers[ref]
        shown = found.value if value is None else value
        return Given(
            label=found.label,
            words="" if shown is None else formats.quantity(shown, found.unit),
            note=_note(found, self._knowledge),
            kind=found.kind,
            ref=ref.partition(":")[2] or ref,
            name="" if found.kind == "input" else ref,
            sources=found.sources,
            overridden=found.overridden,
        )


def _note(number: KnownNumber, knowledge: Knowledge) -> str:
    """Range, date, kind and age of a number: `610 to 900, 20 November 2026`."""
    parts = []
    found = number.estimate
    if found and found.low != found.high:
        parts.append(formats.quantity_range(found.low, found.high, number.unit))
    if number.as_of:
        parts.append(formats.iso_date(number.as_of))
    if number.own_estimate:
        alone = set(number.sources) <= set(knowledge.own_sources)
        parts.append("our own estimate" if alone else "in part our own estimate")
    if number.past_limit:
        parts.append(f"past its limit of {number.limit_days} days")
    return ", ".join(parts)
