"""What runs today is built already, and so is its part of what would take its place."""

from calculator.costs.approaches import TRAINED
from calculator.costs.case import Case
from calculator.costs.quantity import Amount
from calculator.needs.need import Assumed, Over

_PARTS = {"api_rag": ("api",), "hybrid": ("api", "baseline")}  # what each is made of
_RUNS = Assumed("runs-{}", "runs", Over(names=TRAINED))


def is_built(case: Case, approach: str) -> bool:
    """Whether it does the work today: what was paid for it is spent, whatever is chosen now."""
    return case.workload.runs_today == approach


def built_part(case: Case, approach: str) -> str | None:
    """The part of an approach that does the work today; None where no part of it does."""
    today = case.workload.runs_today
    return today if today in _PARTS.get(approach, ()) else None


def runs_before_launch(case: Case, approach: str) -> Amount:
    """Training runs until the model is good enough; none where it is in use."""
    return 0.0 if is_built(case, approach) else case.assumed(_RUNS, approach)
