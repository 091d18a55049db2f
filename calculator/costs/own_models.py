"""Which model each approach runs on machines of one's own."""

from calculator.costs.case import Case
from calculator.costs.model_work import TUNED, ServedModel
from calculator.costs.passing import looks_up, writes_text
from calculator.costs.quantity import likely
from calculator.needs.need import Assumed
from calculator.physics.constants import likely as constant

_BACKBONE_SIZE = Assumed("backbone-params-b", "billion parameters")
_WRITES_FROM = Assumed("writes-from-size", "billion parameters")


def served_model(case: Case, approach: str) -> ServedModel:
    """The model that an approach runs on machines of one's own."""
    if approach == "feature_extraction":
        return backbone(case, "Frozen backbone")
    if approach == "from_scratch":
        size = case.workload.own_model_size_b
        writes = writes_text(case) and likely(size) >= constant(case.constants, _WRITES_FROM)
        return ServedModel("scratch", "Model of your own", size, writes=writes)
    if looks_up(case, approach):
        return ServedModel("look-up", "Open model", case.workload.model_size_b, True, looks_up=True)
    label = "Open model" if approach == "open_as_is" else "Tuned model"
    shared = approach == "fine_tune" and case.workload.variants > 1
    key = TUNED if shared else "open"
    return ServedModel(key, label, case.workload.model_size_b, writes=writes_text(case))


def backbone(case: Case, label: str) -> ServedModel:
    """A small model that answers in one pass."""
    return ServedModel("backbone", label, case.assumed(_BACKBONE_SIZE), writes=False)
