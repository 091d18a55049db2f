"""How sure a recommendation is, what to ask next, and which answers would change it."""

import dataclasses
import math
from collections.abc import Iterator
from dataclasses import dataclass

from calculator.decision.trials import Trials
from calculator.knowledge import Condition, Input, Knowledge, Value
from calculator.scenario import Scenario


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


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest other value of a known input that changes the recommendation, if any."""

    input: str
    value: Value
    to: Value | None
    recommended: str | None
    qualifies: bool | None  # False: it only falls short the least


@dataclass(frozen=True, slots=True)
class Certainty:
    """Whether the recommendation survives every single answer to what is unknown."""

    level: str  # firm: all answers keep it; likely: at least three in four do; open: fewer
    share: float  # of the possible answers to unknown inputs that keep it
    otherwise: tuple[str, ...]  # what the other answers lead to


@dataclass(frozen=True, slots=True)
class Explanation:
    """What surrounds a recommendation."""

    certainty: Certainty
    ask_next: Question | None
    questions: tuple[Question, ...]  # all that are worth asking, the most telling first
    flips: tuple[Flip, ...]


def explain(scenario: Scenario, knowledge: Knowledge) -> Explanation:
    """Try every answer that the rules tell apart, one input at a time."""
    trials = Trials(scenario, knowledge)
    now = trials.now().approach
    thresholds = thresholds_by_input(knowledge)
    questions, flips = [], []
    for definition in sorted(knowledge.inputs.values(), key=lambda item: item.order):
        value = scenario[definition.id]
        if definition.id not in thresholds:
            continue  # no rule asks
        if value is None:
            questions.append(_question(definition, thresholds[definition.id], trials))
        else:
            candidates = _nearest_first(definition, value, thresholds[definition.id])
            flips.append(_flip(definition, value, candidates, now, trials))
    worth = sorted((q for q in questions if _tells(q, now)), key=lambda q: -_tells(q, now))
    return Explanation(
        certainty=_certainty(questions, now),
        ask_next=worth[0] if worth else None,
        questions=tuple(worth),
        flips=tuple(flips),
    )


def thresholds_by_input(knowledge: Knowledge) -> dict[str, list[float]]:
    """Where a number starts to be treated otherwise, ascending; empty for choices that matter."""
    found: dict[str, set[float]] = {}
    for condition in _conditions(knowledge):
        bounds = (condition.below, condition.at_least)
        found.setdefault(condition.input, set()).update(b for b in bounds if b is not None)
    return {input_id: sorted(bounds) for input_id, bounds in found.items()}


def _conditions(knowledge: Knowledge) -> Iterator[Condition]:
    for rule in knowledge.rules.values():
        yield from rule.when
    for definition in knowledge.inputs.values():
        for supposition in definition.if_unknown:
            yield from supposition.when


def distinct_values(definition: Input, thresholds: list[float]) -> list[Value]:
    """Every choice, or the first number of each range that some rule tells apart."""
    if definition.kind == "boolean":
        return [True, False]
    if definition.kind == "choice":
        return [choice.value for choice in definition.choices]
    first = definition.minimum or 0
    starts = [first, *(t for t in thresholds if t > first)]
    return [_number(definition, start) for start in starts]


def _number(definition: Input, value: float) -> int | float:
    return math.ceil(value) if definition.kind == "integer" else value


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
    return Question(definition.id, definition.question, tuple(answers))


def _label(definition: Input, value: Value) -> str:
    labels = {choice.value: choice.label for choice in definition.choices}
    return labels.get(value, "")


def _below(definition: Input, bound: float) -> int | float:
    """The next whole number under a bound."""
    return _number(definition, bound - 1)


def _tells(question: Question, now: str) -> float:
    """The share of the answers that would change the recommendation."""
    answers = question.answers
    return sum(answer.recommended != now for answer in answers) / len(answers)


def _nearest_first(definition: Input, value: Value, thresholds: list[float]) -> list[Value]:
    """Other values that some rule tells apart from this one, the nearest first."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        values = [choice.value for choice in definition.choices]
        place = values.index(value)
        near = sorted(range(len(values)), key=lambda i: (abs(i - place), i))
        return [values[i] for i in near if i != place]
    above = [_number(definition, t) for t in thresholds if t > value]
    below = [_below(definition, t) for t in thresholds if t <= value]
    allowed = [v for v in above + below if v >= (definition.minimum or 0)]
    return sorted(allowed, key=lambda v: abs(math.log1p(float(v)) - math.log1p(float(value))))


def _flip(
    definition: Input,
    value: Value,
    candidates: list[Value],
    now: str,
    trials: Trials,
) -> Flip:
    for candidate in candidates:
        then = trials.with_answer(definition.id, candidate)
        if then.approach != now:
            return Flip(definition.id, value, candidate, then.approach, then.qualifies)
    return Flip(definition.id, value, None, None, None)


def _certainty(questions: list[Question], now: str) -> Certainty:
    outcomes = [answer.recommended for question in questions for answer in question.answers]
    kept = sum(outcome == now for outcome in outcomes)
    share = kept / len(outcomes) if outcomes else 1.0
    level = "firm" if share == 1 else "likely" if share >= 0.75 else "open"
    return Certainty(level, round(share, 3), tuple(sorted(set(outcomes) - {now})))
