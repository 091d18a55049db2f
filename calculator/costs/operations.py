"""What runs beside the model: monitoring, logs, traffic; and the lines of the reader's own."""

from calculator.costs.case import Case, OwnLine
from calculator.costs.line import Line, Stream
from calculator.costs.quantity import Amount, occurs
from calculator.needs.need import Assumed
from calculator.units import KB_PER_GB, MB_PER_GB, REQUESTS_PER_THOUSAND

STORAGE_PRICE = Assumed("object-storage", "USD per GB and month")
_FEE = Assumed("monitoring-fee", "USD per month")
_LOG_SIZE = Assumed("log-bytes", "kB per request")
_LOG_MONTHS = Assumed("log-months", "months")
_EGRESS = Assumed("egress-price", "USD per GB")
_IMAGE_SIZE = Assumed("image-megabytes", "MB per image")
_SOUND_SIZE = Assumed("sound-megabytes", "MB per minute")


def operations_line(case: Case) -> Line:
    """Logs, dashboards, alerts, and the storage of what was asked."""
    kept = case.assumed(_LOG_SIZE) * case.assumed(STORAGE_PRICE) * case.assumed(_LOG_MONTHS)
    whole = case.per_request(kept / KB_PER_GB).total(case.months)
    storage = case.called("Storing logs, mean month", "USD per month", whole / case.months)
    return Line(
        id="operations",
        group="operations",
        label="Monitoring and storage",
        monthly=Stream(case.assumed(_FEE) + storage),
    )


def egress_lines(case: Case, share: Amount) -> tuple[Line, ...]:
    """Images and sound that leave the cloud: to a provider for its share, and what is made.

    Text is not counted: a million prompts of a page are five gigabytes.
    """
    work = case.workload
    images = work.images_made + work.images * share if occurs(share) else work.images_made
    minutes = work.audio_minutes * share if occurs(share) else 0.0
    if not (occurs(images) or occurs(minutes)):
        return ()
    megabytes: Amount = 0.0
    if occurs(images):
        megabytes = images * case.assumed(_IMAGE_SIZE)
    if occurs(minutes):
        megabytes = megabytes + minutes * case.assumed(_SOUND_SIZE)
    usd = megabytes * case.assumed(_EGRESS) / MB_PER_GB
    label = "Images and sound that leave your cloud"
    line = Line(id="egress", group="operations", label=label, monthly=case.per_request(usd))
    return (line,)


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
