"""In which order somebody is asked: the one definition, for the page and for a terminal.

First what nobody can leave out, in a person's words and always in this order; then whatever could
still change the answer, the most telling question first.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from calculator.costs.what_if import VOLUME
from calculator.result import Result

TASK = "task"  # the step whose tiles answer several inputs at once


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask: a few inputs that belong together."""

    id: str
    inputs: tuple[str, ...]


FIRST = (
    Step(TASK, ("modality",)),
    Step("output_kind", ("output_kind",)),
    Step("task_novelty", ("task_novelty",)),
    Step("data_may_leave_org", ("data_may_leave_org",)),
    Step(VOLUME, (VOLUME,)),
    Step("labelled_examples", ("labelled_examples",)),
    Step("limits", ("budget_usd", "time_to_ship_weeks")),
)


def step_of(step_id: str) -> Step:
    """A step by its id; one that is not of the first is a single input."""
    return next((step for step in FIRST if step.id == step_id), Step(step_id, (step_id,)))


def steps(result: Result, asked: Collection[str] = ()) -> Iterator[Step]:
    """Everything worth asking, in order; `asked` are inputs that were put already."""
    yield from FIRST
    first = {name for step in FIRST for name in step.inputs}
    further = (each.input for each in result.questions)
    yield from (step_of(name) for name in further if name not in first and name not in asked)


def next_step(result: Result, passed: Collection[str]) -> Step | None:
    """What to ask next; None where nothing more changes the answer.

    Args:
        result: of the answers so far.
        passed: ids of steps that were answered or skipped.
    """
    return next((step for step in steps(result) if step.id not in passed), None)


def next_input(result: Result, asked: Collection[str]) -> str | None:
    """The same for who is asked one input at a time; `asked` are those that were put already."""
    names = (name for step in steps(result, asked) for name in step.inputs)
    return next((name for name in names if name not in asked), None)
