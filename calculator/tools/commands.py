"""The small calculators as commands: what answers a request, and the answer in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from calculator.knowledge import Knowledge
from calculator.request_text import InputError
from calculator.tools.fit_words import fit_words
from calculator.tools.labels import answer_labels
from calculator.tools.records import FitAnswer, LabelsAnswer, Refused, SizeAnswer
from calculator.tools.size import answer_test_size

type ToolAnswer = LabelsAnswer | SizeAnswer | FitAnswer


class ToolCommand(NamedTuple):
    """A command: its help, what answers, and what says the answer in words."""

    help: str
    answer: Callable[[Mapping[str, Any], Knowledge, date], ToolAnswer | Refused]
    words: Callable[[Any], str]  # of its own kind of answer


def _answer_fit(
    request: Mapping[str, Any], knowledge: Knowledge, today: date
) -> FitAnswer | Refused:
    """What `fit` answers; the predictors are imported with the first question."""
    from calculator.tools.fit import answer_fit  # noqa: PLC0415  at rest in the page's snapshot

    return answer_fit(request, knowledge, today)


def _labels_words(result: LabelsAnswer) -> str:
    """What `labels` prints without `--json`."""
    found = result.labels
    likely, high = (_count(each, "may never be reached") for each in (found.likely, found.high))
    lines = [
        f"labels for {result.target_accuracy:.4g}: {likely}",
        f"80% range: {_count(found.low, '')} to {high}",
        *result.notes,
    ]
    return "\n".join(lines)


def _test_size_words(result: SizeAnswer) -> str:
    """What `test-size` prints without `--json`."""
    lines = list(_test_size_lines(result))
    if not lines:
        lead = "give accuracy and" if result.accuracy is None else "beside accuracy give"
        raise InputError(f"nothing to answer: {lead} margin, test_examples or other_accuracy")
    return "\n".join(lines)


def _test_size_lines(result: SizeAnswer) -> Iterator[str]:
    interval, compare = result.interval, result.to_compare
    if interval:
        sure = f"{result.confidence:.0%} interval"
        ends = f"{interval.low:.3g} to {interval.high:.3g}"
        yield f"measured {interval.measured:.4g}, {sure} {ends}"
    if result.examples_for_margin is not None:
        yield f"examples for that margin: {result.examples_for_margin:,}"
    if compare:
        found = compare.examples
        ends = f"{found.low:,.0f} to {found.high:,.0f}"
        yield f"examples to tell the two apart: {found.value:,.0f}, {ends}"
    if result.mcnemar is not None:
        yield f"chance of such a split between equals: {result.mcnemar:.2g}"


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
        _answer_fit,
        fit_words,
    ),
}
