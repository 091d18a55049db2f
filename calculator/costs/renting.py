"""What an accelerator costs an hour, by the way in which it is paid."""

from calculator.costs.case import Case
from calculator.costs.quantity import Amount
from calculator.facts import Accelerator
from calculator.needs.need import Assumed, Over
from calculator.units import HOURS_PER_MONTH, WATTS_PER_KW

ON_DEMAND, OWNED, PER_SECOND = "on_demand", "owned", "per_second"
BOUGHT = "bought: its wear and electricity"
_OTHER_TIERS = ("large_cloud", "marketplace", "reserved", "spot", PER_SECOND)
_RATIO = Assumed("rent-ratio-{}", "ratio", Over(names=_OTHER_TIERS))
_PRICE_IN_HOURS = Assumed("purchase-in-rent-hours", "hours")
_LIFE = Assumed("owned-life-months", "months")
_SERVER = Assumed("owned-server-share", "share")
_ELECTRICITY = Assumed("electricity-price", "USD per kWh")
_POWER_SHARE = Assumed("chip-power-share", "share")
_OVERHEAD = Assumed("power-overhead", "ratio")


def usd_per_hour(case: Case, accelerator: Accelerator) -> Amount:
    """USD per accelerator-hour on the day: rent of the chosen kind, or what owning comes to."""
    paying = case.workload.paying

    def hour() -> Amount:
        return _owned(case, accelerator) if paying == OWNED else _rent(case, accelerator, paying)

    return case.once(f"hour {accelerator.id}", hour)


def _rent(case: Case, accelerator: Accelerator, paying: str) -> Amount:
    """Rent of the kind; where the chip has no such offer, on demand times the usual ratio."""
    name = f"accelerator:{accelerator.id}"
    asked = None if paying == ON_DEMAND else paying
    entry = accelerator.rent_on(case.today, asked)
    if entry is not None:
        return case.draws.drawn(name, entry.estimate)
    usual = accelerator.rent_on(case.today)
    assert usual  # accelerators without any rent are not offered
    return case.draws.drawn(name, usual.estimate) * case.assumed(_RATIO, paying)


def _owned(case: Case, accelerator: Accelerator) -> Amount:
    """Purchase with its part of a server, spread over its life, and electricity."""
    bought = accelerator.price_on(case.today)
    if bought is not None:
        price = case.draws.drawn(f"purchase:{accelerator.id}", bought.estimate)
    else:
        price = _rent(case, accelerator, ON_DEMAND) * case.assumed(_PRICE_IN_HOURS)
    worn = price * (1 + case.assumed(_SERVER)) / (case.assumed(_LIFE) * HOURS_PER_MONTH)
    limit = f"Power limit of {accelerator.name}"
    kilowatts = case.worked_out(limit, "watts", accelerator.tdp_watts or 0.0) / WATTS_PER_KW
    power = case.assumed(_POWER_SHARE) * case.assumed(_OVERHEAD) * case.assumed(_ELECTRICITY)
    hour = worn + kilowatts * power
    return case.called(f"An hour of one's own {accelerator.name}", "USD per hour", hour)
