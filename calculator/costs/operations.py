"""What runs beside the model: monitoring and logs; and the lines of the reader's own."""

from calculator.costs.case import Case, OwnLine
from calculator.costs.line import Line, Stream
from calculator.costs.quantity import Amount
from calculator.needs.need import Assumed
from calculator.units import KB_PER_GB, REQUESTS_PER_THOUSAND

STORAGE_PRICE = Assumed("object-storage", "USD per GB and month")
_FEE = Assumed("monitoring-fee", "USD per month")
_LOG_SIZE = Assumed("log-bytes", "kB per request")
_ROW_SIZE = Assumed("log-bytes-of-rows", "kB per request")
_LOG_MONTHS = Assumed("log-months", "months")


def operations_line(case: Case) -> Line:
    """Logs, dashboards, alerts, and the storage of what was asked; on devices it stays there."""
    if case.workload.on_device:
        return _line("Monitoring", case.assumed(_FEE))
    size = _ROW_SIZE if case.workload.medium in ("tabular", "time_series") else _LOG_SIZE
    kept = case.assumed(size) * case.assumed(STORAGE_PRICE) * case.assumed(_LOG_MONTHS)
    whole = case.per_request(kept / KB_PER_GB).total(case.months)
    storage = case.called("Storing logs, mean month", "USD per month", whole / case.months)
    return _line("Monitoring and storage", case.assumed(_FEE) + storage)


def _line(label: str, usd: Amount) -> Line:
    return Line(id="operations", group="operations", label=label, monthly=Stream(usd))


def own_line(case: Case, position: int, own: OwnLine) -> Line:
    """A line of the reader's own, exact."""
    streams = {
        "once": Stream(0.0),
        "per_month": Stream(own.usd),
        "per_1000_requests": case.per_request(own.usd / REQUESTS_PER_THOUSAND),
    }
    return Line(
        id=f"own-{position}",
        group="own",
        label=own.label,
        once=own.usd if own.paid == "once" else 0.0,
        monthly=streams[own.paid],
    )
