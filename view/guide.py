"""The guided path: which question comes next, and why."""

from collections.abc import Collection
from typing import Any

from calculator.result import Result
from view.environment import render
from view.render import worth


def guide(result: Result, skipped: Collection[str]) -> dict[str, Any]:
    """The next question to put to the reader.

    Args:
        result: what `calculator.api.evaluate` returned for the answers so far.
        skipped: questions that the reader has passed over.

    Returns:
        `field`, the input to ask, None at the end; `html`, one sentence above it.
    """
    open_questions = [each for each in result.questions if each.input not in skipped]
    question = open_questions[0] if open_questions else None
    return {
        "field": question.input if question else None,
        "html": render(
            "guide.html.j2",
            question=question,
            left=len(open_questions),
            worth=worth(question, result) if question else "",
        ),
    }
