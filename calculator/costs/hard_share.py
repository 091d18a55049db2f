"""Where a combination sends the requests that its small models find hard."""

from calculator.costs.case import Case
from calculator.costs.quantity import likely
from calculator.needs.need import Assumed

HOSTED_CALL = Assumed("latency-of-a-hosted-call", "ms")
_IN_NO_LANGUAGE_MODEL = ("graph", "scientific")
_ROWS = ("tabular", "time_series")


def may_be_hosted(case: Case) -> bool:
    """Whether a hosted model can take them: not where the same answer finds one of no use.

    Language models were not trained on rows, readings, links and instruments.
    """
    work = case.workload
    known = work.modality not in _IN_NO_LANGUAGE_MODEL
    told = known and not (work.modality in _ROWS and work.sorts)
    return told and work.data_may_leave and not work.kept_by_owner


def is_hosted(case: Case) -> bool:
    """Whether a hosted model takes them: where it can, and a call is no longer than the wait."""
    limit = case.workload.latency_ms
    in_time = limit is None or limit >= likely(case.assumed(HOSTED_CALL))
    return in_time and may_be_hosted(case)
