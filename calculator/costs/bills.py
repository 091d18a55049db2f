"""The bill of every approach over the horizon: what is paid before launch, and every month."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calculator.costs.after_others import case_after_others
from calculator.costs.approaches import APPROACHES, TRAINED
from calculator.costs.case import Case, OwnLine, Question, case_of, question_of
from calculator.costs.hard_share import is_hosted
from calculator.costs.hosted import CONTEXT, hosted_line
from calculator.costs.hosting import hosting_line, processors_line, served_lines
from calculator.costs.line import Line, Stream
from calculator.costs.operations import operations_line, own_line
from calculator.costs.own_models import backbone, served_model
from calculator.costs.passing import keeps_vectors, looks_up
from calculator.costs.people import evaluation_line, people_lines
from calculator.costs.quantity import Amount, occurs
from calculator.costs.retrieval import index_line, retrieval_lines
from calculator.costs.traffic import HYBRID_SHARE, egress_lines
from calculator.costs.trained import served, trained_lines
from calculator.costs.uncertainty import NAMED, Sample
from calculator.costs.voice import voice_lines
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.scenario import Scenario

BEFORE_LAUNCH, FIRST_MONTH_PAID = "Before launch", "First month"


@dataclass(frozen=True, slots=True)
class Bill:
    """The lines of one approach and their sum over the horizon, in USD."""

    approach: str
    lines: tuple[Line, ...]
    total: Amount

    def once(self) -> Amount:
        """What is paid before launch."""
        once: Amount = 0.0
        for line in self.lines:
            once = line.once + once
        return once


@dataclass(frozen=True, slots=True)
class Costs:
    """The bills of all approaches, with every number at its likely value."""

    question: Question
    case: Case
    bills: Mapping[str, Bill]
    drawn: tuple[str, ...] = ()  # names of the uncertain numbers in the bills


def costs(
    scenario: Scenario,
    knowledge: Knowledge,
    today: date,
    overrides: Mapping[str, Estimate] | None = None,
    own_lines: tuple[OwnLine, ...] = (),
    sample: Sample = NAMED,
) -> Costs:
    """The likely bill of every approach.

    Args:
        scenario: the reader's answers.
        knowledge: assumptions, accelerators and hosted models.
        today: the day whose prices count.
        overrides: estimates by the name of a number: an assumption's id, `accelerator:<id>`
            (USD per hour) or `hosted:<field>` (USD per million tokens or per hour).
        own_lines: further lines of the reader.
        sample: `NAMED` traces the amounts to their numbers; `LIKELY` is faster.
    """
    question = question_of(scenario, knowledge, today, overrides or {}, own_lines)
    return costs_of(question, sample)


def costs_of(question: Question, sample: Sample = NAMED) -> Costs:
    """The likely bill of every approach, as `costs` gives it."""
    case = case_after_others(question, sample) if sample.traced else case_of(question, sample)
    made = bills(case)
    return Costs(question, case, made, tuple(case.draws.estimates))


def bills(case: Case, approaches: Sequence[str] = APPROACHES) -> dict[str, Bill]:
    """The bill of each approach; what the amounts hold is up to the case's sample."""
    return {approach: bill(case, approach) for approach in approaches}


def bill(case: Case, approach: str) -> Bill:
    """The bill of one approach."""
    return case.kept(f"bill {approach}", lambda: _bill(case, approach))


def _bill(case: Case, approach: str) -> Bill:
    groups = (
        _summed(case, "people", people_lines, approach),
        _summed(case, "trained", _trained_lines, approach),
        _summed(case, "inference", _inference_lines, approach),
        case.kept("shared", lambda: _with_totals(case, shared_lines(case))),
        _summed(case, "voice", voice_lines, approach),
        _summed(case, "egress", egress_lines, approach),
        _summed(case, "own", own_lines, approach),
    )
    total: Amount = 0.0
    for _, usd in (each for group in groups for each in group):
        total = usd + total
    return Bill(approach, tuple(line for group in groups for line, _ in group), total)


type Summed = list[tuple[Line, Amount]]  # each line with its sum over the horizon, in USD


def _summed(
    case: Case, kind: str, make: Callable[[Case, str], Sequence[Line]], approach: str
) -> Summed:
    return case.kept((kind, approach), lambda: _with_totals(case, make(case, approach)))


def _with_totals(case: Case, lines: Sequence[Line]) -> Summed:
    """The lines with the names of what is paid, and their sums."""
    named = [_named(case, line) for line in lines]
    return [(line, line.total(case.months)) for line in named]


def _named(case: Case, line: Line) -> Line:
    """The line with names for what is paid; what changes by whole machines has them already."""
    monthly = line.monthly
    once = case.called(BEFORE_LAUNCH, "USD", line.once) if occurs(line.once) else line.once
    if isinstance(monthly, Stream) and occurs(monthly.first):
        first = case.called(FIRST_MONTH_PAID, "USD per month", monthly.first)
        same = first is monthly.first
        monthly = monthly if same else Stream(first, monthly.ratio, monthly.horizon_sum)
    unchanged = once is line.once and monthly is line.monthly
    return line if unchanged else dataclasses.replace(line, once=once, monthly=monthly)


def _trained_lines(case: Case, approach: str) -> list[Line]:
    return trained_lines(case, approach) if approach in TRAINED else []


def shared_lines(case: Case) -> tuple[Line, ...]:
    """The lines that are the same for all approaches."""
    return evaluation_line(case), operations_line(case)


def own_lines(case: Case, approach: str) -> list[Line]:
    """What the reader adds for this approach."""
    return [
        own_line(case, position, own)
        for position, own in enumerate(case.own_lines, start=1)
        if not own.approaches or approach in own.approaches
    ]


def _inference_lines(case: Case, approach: str) -> list[Line]:
    lines = _answering_lines(case, approach)
    return [*lines, index_line(case)] if keeps_vectors(case, approach) else lines


def _answering_lines(case: Case, approach: str) -> list[Line]:
    if approach == "baseline":
        return [processors_line(case)]
    if approach == "api":
        return [hosted_line(case, reads_all=True)]
    if approach == "api_rag":
        return [hosted_line(case, extra_tokens=CONTEXT), *retrieval_lines(case)]
    if approach == "hybrid":
        return _hybrid_lines(case)
    if looks_up(case, approach):
        return [*served(case, approach), *retrieval_lines(case)]
    return [] if approach == "fine_tune" else served(case, approach)


def _hybrid_lines(case: Case) -> list[Line]:
    """A small tuned model answers everything first; a large one takes the hard share.

    It is a hosted one, or one of your own where a hosted one is out.
    """
    own = hosting_line(case, backbone(case, "Small models"))
    if is_hosted(case):
        return [own, hosted_line(case, share=HYBRID_SHARE)]
    large, *kept = served_lines(case, served_model(case, "open_as_is"), HYBRID_SHARE)
    return [own, dataclasses.replace(large, id="hosting-large"), *kept]
