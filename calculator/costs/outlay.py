"""What is paid to others before launch, without the rest of a bill."""

from calculator.costs.approaches import TRAINED
from calculator.costs.bills import own_lines
from calculator.costs.case import Case
from calculator.costs.line import Line
from calculator.costs.passing import keeps_vectors, looks_up
from calculator.costs.quantity import likely
from calculator.costs.retrieval import index_line, retrieval_lines
from calculator.costs.trained import paid_to_train

PAID_OUTSIDE = ("data", "compute", "inference", "own")  # groups: not the team's own days


def outlay_usd(case: Case, approach: str, *, tuned_on_own: bool) -> float:
    """What is paid to others before launch: data, compute, the reader's own lines; likely, USD.

    The team's own days are no outlay; `tunes_on_own` says where it is fine-tuned.
    """
    lines: list[Line] = []
    if approach in TRAINED:
        lines += paid_to_train(case, approach, tuned_on_own=tuned_on_own)
    elif approach == "api_rag" or looks_up(case, approach):
        lines += retrieval_lines(case)
    if keeps_vectors(case, approach):
        lines.append(index_line(case))
    paid = [*lines, *own_lines(case, approach)]
    return sum(likely(line.once) for line in paid if line.group in PAID_OUTSIDE)
