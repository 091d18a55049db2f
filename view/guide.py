"""The guided path: the next question, the answers so far, and one message at the end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.address import answer_text
from calculator.api import evaluate_quickly
from calculator.costs.what_if import VOLUME
from calculator.knowledge import Knowledge, Task
from calculator.result import Result
from view.answers import value_words
from view.environment import render
from view.questions import FIRST, TASK, Step, next_step, step_of
from view.render import worth


@dataclass(frozen=True, slots=True)
class Given:
    """One step that was answered or skipped, as the reader sees it again."""

    step: str
    label: str
    words: str


def guide(result: Result, asked: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """What the guided path shows.

    Args:
        result: what `calculator.api.evaluate` returned for the answers so far.
        asked: `passed`, ids of steps answered or skipped; `step`, the one to show, None for the
            next.
        knowledge: names of inputs and tasks.

    Returns:
        `step`, None at the end; `fields`, the inputs it asks; `html` above them; `given`, HTML of
        the answers so far; `later`, whether money has to wait for the volume.
    """
    passed: Sequence[str] = asked["passed"]
    step = step_of(asked["step"]) if asked["step"] else next_step(result, passed)
    question = next((each for each in result.questions if step and each.input == step.id), None)
    left = len([each for each in result.questions if each.input not in passed])
    return {
        "step": step.id if step else None,
        "fields": list(step.inputs) if step else [],
        "html": render(
            "guide.html.j2",
            step=step,
            number=FIRST.index(step) + 1 if step in FIRST else None,
            first=FIRST,
            passed=passed,
            left=left,
            worth=worth(question, result) if question else "",
            tasks=_tiles(result, knowledge),
        ),
        "given": render("guide_given.html.j2", given=list(_given(result, passed, knowledge))),
        "later": result.inputs[VOLUME] is None and VOLUME not in passed,
    }


def first_step_html(knowledge: Knowledge) -> str:
    """The first question with nothing answered, as a page is built with it."""
    result = evaluate_quickly({"inputs": {}}, knowledge, explained=False)
    return str(guide(result, {"passed": (), "step": TASK}, knowledge)["html"])


def _tiles(result: Result, knowledge: Knowledge) -> list[tuple[Task, dict[str, str], bool]]:
    """Each task, its answers as the form writes them, and whether it is what was chosen."""
    chosen = _task(result, knowledge)
    tasks = sorted(knowledge.tasks.values(), key=lambda task: task.order)
    return [
        (task, {name: answer_text(value) for name, value in task.inputs.items()}, task is chosen)
        for task in tasks
    ]


def _task(result: Result, knowledge: Knowledge) -> Task | None:
    """The task that says most of what was answered."""
    fitting = [
        task for task in knowledge.tasks.values() if task.inputs.items() <= result.inputs.items()
    ]
    return max(fitting, key=lambda task: len(task.inputs), default=None)


def _given(result: Result, passed: Sequence[str], knowledge: Knowledge) -> Iterator[Given]:
    for step in map(step_of, passed):
        label, words = _words(step, result, knowledge)
        yield Given(step.id, label, words)


def _words(step: Step, result: Result, knowledge: Knowledge) -> tuple[str, str]:
    task = _task(result, knowledge) if step.id == TASK else None
    if task:
        return "What you build", task.label
    asked = [knowledge.inputs[name] for name in step.inputs]
    words = [value_words(each, result.inputs[each.id]) for each in asked]
    return " and ".join(each.label for each in asked), " and ".join(dict.fromkeys(words))
