"""The card: what to do, what it costs and whose money that is, how sure it is, what it rests on.

The one definition of what every form of an answer says first: page, foot of a phone's screen,
frame, print sheet, decision record, spreadsheet and terminal only lay it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.knowledge import Approach, Knowledge
from calculator.result import Result
from view import formats, sentences
from view.costs import CostView
from view.money import Money, Split
from view.money_words import within_budget
from view.own_estimates import own_share
from view.rests import Rest, rests

_PURSES = {
    "people": ("people",),
    "bills": ("compute", "inference", "operations", "own"),
    "checks": ("data", "evaluation"),
}
_PURSE_LABELS = {"people": "People", "bills": "Bills", "checks": "Labels and checks"}
_PURSE_WORDS = {
    "people": ("your own people’s time", "comes"),
    "bills": ("bills from others", "come"),
    "checks": ("labels and checks", "come"),
}
_ROOM = 0.92  # of the bar's width at the high end: its mark must not stand on the edge
_RESTS = 3
_LEAST_SHARE = 0.005  # below it no percent is left to say


@dataclass(frozen=True, slots=True)
class Span:
    """The total on a bar from zero, in percent of its width."""

    low: float
    about: float
    high: float


@dataclass(frozen=True, slots=True)
class Purse:
    """One part of the total: who gets it, and where it stands on a bar."""

    id: str
    label: str
    amount: str
    start: float  # percent
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranged:
    """What the card says once the ranges are worked out."""

    weeks: str  # `5.2 weeks`
    weeks_range: str  # `3.1 to 13 weeks`
    whose: str  # `87% of it is your own people’s time; ...`
    purses: tuple[Purse, ...]
    rests: tuple[Rest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What every form of an answer says first, in words and in this order."""

    approach: Approach
    eyebrow: str
    start: tuple[str, str]  # a few words, and a sentence
    months: int
    ready: str  # what the weeks lead to
    split: Split
    span: Span
    sure: tuple[str, str]
    ask: tuple[str, str] | None  # the open question that tells the most: its input, its words
    budget: str  # whether it fits; empty where none was said
    old: str  # which numbers are past their limit; empty where none is
    ranged: Ranged | None  # None while the ranges are being worked out

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Label and words, for forms without pictures; the name stands above them."""
        first = self.start[0].removeprefix("Start ")
        yield "Start", f"{first[0].upper()}{first[1:]} {self.start[1]}"
        yield f"Total, {formats.months(self.months)}", f"{self.split.total} ({self.split.cases})"
        yield "Before launch", self.split.once
        yield "Each month", self.split.per_month
        if self.ranged:
            in_time = f"{self.ranged.weeks} (8 in 10 cases: {self.ranged.weeks_range})"
            yield self.ready, in_time
            yield "Whose money", self.ranged.whose
        asked = (f"Ask first: {self.ask[1]}",) if self.ask else ()
        yield "How sure", " ".join([*self.sure, *asked])
        if self.ranged:
            yield "It rests on", "; ".join(map(_said, self.ranged.rests))
        if self.budget:
            yield "Budget", self.budget
        if self.old:
            yield "Old numbers", self.old


def answer_card(result: Result, knowledge: Knowledge) -> Card | None:
    """The card of a result; None where nobody asked for money."""
    priced, headline = result.costs or result.quick_costs, result.headline(result.recommended)
    if priced is None or headline is None:
        return None
    ask = result.ask_next
    total = headline.total
    end = total.high / _ROOM or 1.0
    return Card(
        approach=knowledge.approaches[result.recommended],
        eyebrow="Recommended for you" if result.qualifies else "Nothing meets every condition",
        start=sentences.start(result, knowledge),
        months=priced.horizon_months,
        ready="First test" if sentences.runs_today(result, result.recommended) else "First version",
        split=Money(priced.currency).split(headline, priced.horizon_months),
        span=Span(*(_percent(each / end) for each in (total.low, total.value, total.high))),
        sure=sentences.sureness(result, knowledge),
        ask=(ask.input, ask.question) if ask else None,
        budget=within_budget(result, knowledge),
        old=result.old_numbers,
        ranged=_ranged(result, knowledge) if result.costs else None,
    )


def _said(rest: Rest) -> str:
    return f"{rest.words} (assumed)" if rest.assumed else rest.words


def _ranged(result: Result, knowledge: Knowledge) -> Ranged:
    view = CostView(result, knowledge)
    weeks = view.costs.approaches[result.recommended].time_to_ship.weeks
    usd, amounts = _purses(view, result.recommended)
    return Ranged(
        weeks=formats.counted(formats.number(weeks.value), "weeks"),
        weeks_range=f"{formats.number_range(weeks.low, weeks.high)} weeks",
        whose=f"{_whose(usd, amounts)}{_ours(view, result.recommended, knowledge)}",
        purses=tuple(_bar(usd, amounts)),
        rests=tuple(rests(result, view, knowledge))[:_RESTS],
    )


def _purses(view: CostView, approach: str) -> tuple[dict[str, float], dict[str, str]]:
    """What each purse pays over the horizon: USD, and words in two digits."""
    cost = view.costs.approaches[approach]
    usd = {
        purse: sum(cost.groups.get(group, 0.0) for group in groups)
        for purse, groups in _PURSES.items()
    }
    usd = {purse: each for purse, each in usd.items() if each}
    return usd, {purse: view.money.of(each) for purse, each in usd.items()}


def _whose(usd: dict[str, float], amounts: dict[str, str]) -> str:
    """The largest purse by its share, the next by its amount."""
    ranked = sorted(usd, key=lambda purse: -usd[purse])
    if not ranked:
        return "Nothing has to be paid."
    first, *rest = ranked
    share = formats.share(usd[first] / sum(usd.values()))
    words = f"{share} of it is {_PURSE_WORDS[first][0]}"
    if not rest:
        return f"{words}."
    return f"{words}; {' '.join(_PURSE_WORDS[rest[0]])} to {amounts[rest[0]]}."


def _ours(view: CostView, approach: str, knowledge: Knowledge) -> str:
    """Which part of the total rests on estimates of our own; empty where none does."""
    share = own_share(view.costs, approach, knowledge)
    if share < _LEAST_SHARE:
        return ""
    return (
        f" {formats.share(share)} of it rests on our own estimates of the work: set your own days."
    )


def _bar(usd: dict[str, float], amounts: dict[str, str]) -> Iterator[Purse]:
    whole, start = sum(map(abs, usd.values())) or 1.0, 0.0
    for purse, each in usd.items():
        width = _percent(abs(each) / whole)
        yield Purse(purse, _PURSE_LABELS[purse], amounts[purse], round(start, 1), width)
        start += width


def _percent(share: float) -> float:
    return round(100 * share, 1)
