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
    if approach == "fine_tune":
        return _tuned(case)
    label = "Open model" if approach == "open_as_is" else "Tuned model"
    return ServedModel("open", label, case.workload.model_size_b, writes=writes_text(case))


def _tuned(case: Case) -> ServedModel:
    """The model that was fine-tuned: an encoder, or one that writes as the open one does."""
    work, sorts = case.workload, is_encoder(case)
    same = work.tuned_model_size_b is work.model_size_b and not sorts
    shares = work.variants > 1 and not sorts  # adapters share a base; an encoder is tuned in full
    key = TUNED if shares else "open" if same else "tuned alone"
    writes = writes_text(case) and not sorts
    return ServedModel(key, "Tuned model", work.tuned_model_size_b, writes=writes)


def is_encoder(case: Case) -> bool:
    """Whether what is fine-tuned need not write and is too small to: it answers in one pass."""
    size = likely(case.workload.tuned_model_size_b)
    return case.workload.sorts and size < constant(case.constants, _WRITES_FROM)


def backbone(case: Case, label: str) -> ServedModel:
    """A small model that answers in one pass."""
    return ServedModel("backbone", label, case.assumed(_BACKBONE_SIZE), writes=False)
