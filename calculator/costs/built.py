"""What runs today is built already, and so is its part of what would take its place."""

from calculator.costs.approaches import APPROACHES, TRAINED
from calculator.costs.case import Case
from calculator.costs.quantity import Amount
from calculator.costs.workload import Workload
from calculator.needs.need import Assumed, Over

_PARTS = {"api_rag": ("api",), "hybrid": ("api", "baseline")}  # what each is made of
_RUNS = Assumed("runs-{}", "runs", Over(names=TRAINED))


def _runs(approach: str) -> property:
    return property(lambda work: work.runs_today == approach)


# What is kept is kept by what was read: so what rests on one approach outlives a change of another.
for _name in APPROACHES:
    setattr(Workload, f"runs_{_name}", _runs(_name))


def is_built(case: Case, approach: str) -> bool:
    """Whether it does the work today: what was paid for it is spent, whatever is chosen now."""
    return bool(getattr(case.workload, f"runs_{approach}"))


def built_part(case: Case, approach: str) -> str | None:
    """The part of an approach that does the work today; None where no part of it does."""
    return next((part for part in _PARTS.get(approach, ()) if is_built(case, part)), None)


def runs_before_launch(case: Case, approach: str) -> Amount:
    """Training runs until the model is good enough; none where it is in use."""
    return 0.0 if is_built(case, approach) else case.assumed(_RUNS, approach)
