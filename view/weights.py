"""The reader's own weights: their fields, and what they come to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculator.decision.weighing import CRITERIA, HEAVIEST, Hold, Weighing
from calculator.knowledge import Approach, Knowledge
from view import formats
from view.costs import CostView
from view.entries import Texts
from view.environment import render
from view.sentences import in_sentence

LABELS = {
    "cost": "Low cost over the horizon",
    "time": "A first version soon",
    "effort": "Little work to keep it running",
    "provider": "Not depending on a provider",
}
HELP = {
    "cost": "The total of the bill.",
    "time": "Working days until a first version is in use.",
    "effort": "Days a month to run it and to train it again.",
    "provider": "The share of requests that somebody else's model answers.",
}


@dataclass(frozen=True, slots=True)
class WeightField:
    """One criterion with what was typed as its weight."""

    criterion: str
    label: str
    help: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """One approach in the weighted order, in words."""

    approach: Approach
    score: str
    values: tuple[str, ...]  # in the order of CRITERIA


@dataclass(frozen=True, slots=True)
class Kept:
    """The weights of one criterion at which the winner stays."""

    label: str
    criterion: str
    weight: str
    words: str


def weights_html(given: Texts, errors: Mapping[str, str], root: str = "") -> str:
    """A field for the weight of each criterion.

    Args:
        given: what was typed, by criterion.
        errors: messages by the field that the request names, such as `weights.cost`.
        root: leads from the page to the site's root.
    """
    fields = [
        WeightField(
            each, LABELS[each], HELP[each], given.get(each, ""), errors.get(f"weights.{each}", "")
        )
        for each in CRITERIA
    ]
    return render("weights.html.j2", root, fields=fields, heaviest=f"{HEAVIEST:g}")


def weighed(weighing: Weighing, view: CostView, knowledge: Knowledge) -> Iterator[Weighed]:
    """The weighted order, best first."""
    for each in weighing.order:
        yield Weighed(
            knowledge.approaches[each.approach],
            f"{each.score * 100:.0f}",
            _values(each.values, view),
        )


def _values(values: Mapping[str, float], view: CostView) -> tuple[str, ...]:
    return (
        view.money.of(values["cost"]),
        f"{formats.number(values['time'])} days",
        f"{formats.number(values['effort'])} days a month",
        formats.share(values["provider"]),
    )


def kept(weighing: Weighing, knowledge: Knowledge) -> Iterator[Kept]:
    """For every criterion, how light and how heavy it may be before somebody else wins."""
    for hold in weighing.holds:
        yield Kept(
            label=LABELS[hold.criterion],
            criterion=hold.criterion,
            weight=f"{hold.weight:g}",
            words=_range(hold, knowledge),
        )


def _range(hold: Hold, knowledge: Knowledge) -> str:
    """`from 1.4 on; below that, fine-tuning wins`."""
    low, high, names = hold.low, hold.high, knowledge.approaches
    parts = []
    if hold.below:
        parts.append(f"below that, {in_sentence(names[hold.below].name)} wins")
    if hold.above:
        parts.append(f"above it, {in_sentence(names[hold.above].name)} wins")
    if not parts:
        return "at any weight"
    start, end = formats.number(low), None if high is None else formats.number(high)
    span = f"from {start} on" if end is None else f"from {start} to {end}"
    return "; ".join([span, *parts])


def verdict(weighing: Weighing, recommended: str, knowledge: Knowledge) -> str:
    """Who wins, and how that relates to the ladder."""
    winner = knowledge.approaches[weighing.winner]
    simplest = knowledge.approaches[recommended]
    if winner.id == recommended:
        return f"By your weights, too, {in_sentence(winner.name)} comes first."
    return (
        f"By your weights {in_sentence(winner.name)} comes first. The answer above stays "
        f"{in_sentence(simplest.name)}: weights say what you prefer, not what is likely to do "
        "the job. Both are open; the choice is yours."
    )
