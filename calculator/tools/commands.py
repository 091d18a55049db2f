"""The small calculators as commands: what answers a request, and the answer in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from calculator.knowledge import Knowledge
from calculator.tools.fit import answer_fit
from calculator.tools.fit_words import fit_words
from calculator.tools.labels import answer_labels
from calculator.tools.size import answer_test_size

type Result = Mapping[str, Any]


class ToolCommand(NamedTuple):
    """A command: its help, what answers, and what says the answer in words."""

    help: str
    answer: Callable[[Mapping[str, Any], Knowledge, date], dict[str, Any]]
    words: Callable[[Result, Knowledge], str]


def _labels_words(result: Result, _: Knowledge) -> str:
    """What `labels` prints without `--json`."""
    found = result["labels"]
    likely, high = (_count(found[key], "may never be reached") for key in ("likely", "high"))
    lines = [
        f"labels for {result['target_accuracy']:.4g}: {likely}",
        f"80% range: {_count(found['low'], '')} to {high}",
        *result["notes"],
    ]
    return "\n".join(lines)


def _test_size_words(result: Result, _: Knowledge) -> str:
    """What `test-size` prints without `--json`."""
    return "\n".join(_test_size_lines(result)) or "nothing to answer: give an accuracy"


def _test_size_lines(result: Result) -> Iterator[str]:
    interval, compare = result["interval"], result["to_compare"]
    if interval:
        sure = f"{result['confidence']:.0%} interval"
        yield f"measured {interval['measured']:.4g}, {sure} {_ends(interval, '.3g')}"
    if result["examples_for_margin"] is not None:
        yield f"examples for that margin: {result['examples_for_margin']:,}"
    if compare:
        likely = compare["examples"]["value"]
        yield f"examples to tell the two apart: {likely:,.0f}, {_ends(compare['examples'], ',.0f')}"
    if result["mcnemar"] is not None:
        yield f"chance of such a split between equals: {result['mcnemar']:.2g}"


def _ends(found: Mapping[str, float], form: str) -> str:
    return f"{found['low']:{form}} to {found['high']:{form}}"


def _count(value: float | None, otherwise: str) -> str:
    return otherwise if value is None else f"{float(f'{value:.2g}'):,.0f}"


TOOLS = {
    "labels": ToolCommand(
        "labels that a target accuracy needs, from pilot measurements",
        answer_labels,
        _labels_words,
    ),
    "test-size": ToolCommand(
        "test examples for an exact result, and to tell two models apart",
        lambda request, _, __: answer_test_size(request),
        _test_size_words,
    ),
    "fit": ToolCommand(
        "whether a model fits on some chips, how fast it is, how long tuning takes",
        answer_fit,
        fit_words,
    ),
}
