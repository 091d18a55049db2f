"""How sure a recommendation is, what to ask next, and which answers would change it."""

import dataclasses
from collections.abc import Generator, Mapping
from dataclasses import dataclass

from calculator.costs.deadline import DEADLINE
from calculator.decision.choice import Trials
from calculator.decision.flips import Flip, nearest_flip, other_model, whole_number
from calculator.decision.money import Money
from calculator.decision.open_questions import Certainty, certainty, foregone, open_inputs
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import KINDS, is_clue, shares
from calculator.knowledge import Input, Value
from calculator.scenario import Scenario
from calculator.work import finished

_INPUTS_AT_ONCE = 4  # that are tried in one step


@dataclass(frozen=True, slots=True)
class PossibleAnswer:
    """An answer, or a range of numbers, and the recommendation that it leads to."""

    value: Value  # of a range: its first number
    to: Value | None  # the last number of a range; None: no end, or not a range
    label: str
    recommended: str
    qualifies: bool  # False: it only falls short the least


@dataclass(frozen=True, slots=True)
class Question:
    """An unknown input worth answering: its answers lead to different recommendations."""

    input: str
    question: str
    answers: tuple[PossibleAnswer, ...]
    changes: float  # how likely the answer changes the recommendation, 0–1
    worth_usd: float | None = None  # of building the wrong thing that the answer saves, on average
    worth_weeks: float | None = None
    cheapest_test: str | None = None  # that would settle it, where there is more to do than to look


@dataclass(frozen=True)  # no slots: a result adds its fields to these
class Explanation:
    """What surrounds a recommendation."""

    certainty: Certainty
    ask_next: Question | None
    questions: tuple[Question, ...]  # all that are worth asking, the most telling first
    settled: tuple[str, ...]  # unknown inputs whose answer can no longer change anything
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class Stake:
    """What is lost when the recommended approach is built and another one was right."""

    usd: float
    weeks: float


def unexplained(
    scenario: Scenario, recommended: str, book: Rulebook, money: Money | None = None
) -> Explanation:
    """How sure a recommendation is; no other answer is tried."""
    sure = certainty(scenario.values, recommended, book, money)
    return Explanation(certainty=sure, ask_next=None, questions=(), settled=(), flips=())


def explain(
    scenario: Scenario, book: Rulebook, money: Money | None = None, stake: Stake | None = None
) -> Explanation:
    """What `unexplained` and `explaining` give, in one go."""
    recommended = Trials(scenario.values, book, money).now().approach
    unsaid = unexplained(scenario, recommended, book, money)
    return finished(explaining(scenario, book, unsaid.certainty, money, stake))


def explaining(
    scenario: Scenario,
    book: Rulebook,
    sure: Certainty,
    money: Money | None = None,
    stake: Stake | None = None,
) -> Generator[None, None, Explanation]:
    """Try every answer that the rules tell apart, one input at a time; in steps.

    Args:
        scenario: the reader's answers.
        book: the rules of the day.
        sure: how sure the recommendation is, from `unexplained`.
        money: the bills; without them budget and cost decide nothing.
        stake: what is lost with the wrong approach.
    """
    trials = Trials(scenario.values, book, money)
    now = trials.now()
    thresholds = _turns(scenario, book, money)
    open_now = {DEADLINE, *open_inputs(scenario.values, book)}  # a date may be missed
    questions, flips, settled = [], [], []
    for place, definition in enumerate(book.knowledge.inputs.values()):
        value = scenario[definition.id]
        if definition.id not in thresholds:
            continue
        if place % _INPUTS_AT_ONCE == 0:
            yield
        if value is not None:
            if definition.id not in KINDS:  # what the task is does not change
                turns = thresholds[definition.id]
                flips.append(nearest_flip(definition, value, turns, now, trials))
        elif definition.id in open_now or is_clue(definition.id, scenario.values, book):
            found = _question(definition, thresholds[definition.id], trials)
            changes = _changes(found, scenario, definition, now.approach, book)
            questions.append(_weighed(found, changes, stake))
        elif not foregone(definition.id, book):
            settled.append(definition.id)
    worth = sorted((q for q in questions if q.changes > 0), key=lambda q: -q.changes)
    settled += [q.input for q in questions if _leads_only_to(q, now.approach)]
    return Explanation(
        certainty=sure,
        ask_next=worth[0] if worth else None,
        questions=tuple(worth),
        settled=tuple(settled),
        flips=(*other_model(scenario, now, trials, book, money), *flips),
    )


def _turns(scenario: Scenario, book: Rulebook, money: Money | None) -> Mapping[str, list[float]]:
    """The thresholds of the rules, and the limits from which approaches meet them."""
    turns = dict(book.thresholds)
    for name, met in (money.met_from(scenario.values) if money else {}).items():
        turns[name] = sorted(met.union(turns.get(name, ())))
    return turns


def distinct_values(definition: Input, thresholds: list[float]) -> list[Value]:
    """Every choice, or the first number of each range that some rule tells apart."""
    if definition.kind == "boolean":
        return [True, False]
    if definition.kind == "choice":
        return [choice.value for choice in definition.choices]
    first = definition.minimum or 0
    starts = [first, *(t for t in thresholds if t > first)]
    return [whole_number(definition, start) for start in starts]


def _question(definition: Input, thresholds: list[float], trials: Trials) -> Question:
    answers: list[PossibleAnswer] = []
    numeric = definition.kind in ("integer", "number")
    for value in distinct_values(definition, thresholds):
        then = trials.with_answer(definition.id, value)
        if numeric and answers:
            if (answers[-1].recommended, answers[-1].qualifies) == (then.approach, then.qualifies):
                continue  # the same range goes on
            last = _below(definition, float(value))
            answers[-1] = dataclasses.replace(answers[-1], to=last)
        label = _label(definition, value)
        answers.append(PossibleAnswer(value, None, label, then.approach, then.qualifies))
    return Question(
        definition.id,
        definition.question,
        tuple(answers),
        0.0,
        cheapest_test=definition.cheapest_test,
    )


def _changes(
    question: Question, scenario: Scenario, definition: Input, now: str, book: Rulebook
) -> float:
    """How likely an answer is given that changes the recommendation."""
    likely = shares(definition.id, scenario.values, book)
    return round(
        sum(share for value, share in likely.items() if _leads_to(question, value) != now), 6
    )


def _leads_only_to(question: Question, now: str) -> bool:
    """Whether no answer changes the recommendation, however unlikely beside the others it is."""
    return all(each.recommended == now for each in question.answers)


def _leads_to(question: Question, value: Value) -> str:
    """What an answer leads to; of numbers, the last range that starts at or below it."""
    answers = question.answers
    if isinstance(value, bool | str):
        return next(each.recommended for each in answers if each.value == value)
    reached = [each for each in answers if float(each.value) <= value]
    return (reached or list(answers))[-1].recommended


def _weighed(question: Question, changes: float, stake: Stake | None) -> Question:
    """With what the answer saves on average: the chance that it changes what is built."""
    if stake is None:
        return dataclasses.replace(question, changes=changes)
    return dataclasses.replace(
        question,
        changes=changes,
        worth_usd=round(changes * stake.usd),
        worth_weeks=round(changes * stake.weeks, 1),
    )


def _label(definition: Input, value: Value) -> str:
    labels = {choice.value: choice.label for choice in definition.choices}
    return labels.get(value, "")


def _below(definition: Input, bound: float) -> int | float:
    """The last number under a bound."""
    return whole_number(definition, bound - 1) if definition.kind == "integer" else bound
