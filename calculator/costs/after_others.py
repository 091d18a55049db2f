"""The case of a question that begins with what is the same as in the question before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from calculator.costs.case import Case, Question, case_of
from calculator.costs.kept_work import Keeper, Watched, kept_of
from calculator.costs.quantity import Quantity
from calculator.costs.uncertainty import Sample
from calculator.costs.workload import Workload


def case_after_others(
    question: Question, sample: Sample, varied: Mapping[str, Quantity] | None = None
) -> Case:
    """The case of a question, as `case_of` gives it; what is kept for it is not made again."""
    case = case_of(question, sample, varied)
    of = sample, question.today, question.physics, question.own_lines
    keeper = Keeper(case.workload, case.draws, kept_of(question.knowledge, of))
    watched = cast(Workload, Watched(case.workload, keeper))
    return replace(case, workload=watched, keeper=keeper)
