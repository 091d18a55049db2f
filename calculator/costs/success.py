"""What a request costs that was answered well enough: quality and repeated tries in the unit.

A try succeeds with the approach's share p. A model that writes is asked up to n times, so
1 - (1 - p)^n of the requests succeed, and each takes (1 - (1 - p)^n) / p tries. Tries are taken
as independent; every try costs what answering a request costs. Machines that stand idle part of
the time may take the second try for nothing, so this is an upper bound where they are rented.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from calculator.costs.approaches import APPROACHES
from calculator.costs.bills import Bill, Costs
from calculator.costs.case import Case
from calculator.costs.passing import writes_text
from calculator.costs.quantity import Amount, Quantity, at_most, occurs, plain, power, spread_out
from calculator.costs.sensitivity import Uncertainty
from calculator.costs.uncertainty import range_of
from calculator.estimate import Estimate
from calculator.needs.need import Assumed, Over
from calculator.units import REQUESTS_PER_THOUSAND

_DRAWS = 128  # of those behind the ranges; their order is mixed, so any part will do
_SHARE = Assumed("success-share-{}", "share", Over(names=APPROACHES))
_MOST_TRIES = Assumed("most-tries", "times")
ASKED_AGAIN = ("api", "api_rag", "open_as_is", "fine_tune", "heavy_fine_tune")


@dataclass(frozen=True, slots=True)
class PerSuccess:
    """USD for a thousand requests that were answered well enough, with its range."""

    usd_per_1000: Estimate | None  # None: there are no requests, or none succeeds
    success_share: float  # of requests, after all tries; likely
    tries_per_request: float  # likely


def per_success(case: Case, uncertainty: Uncertainty) -> dict[str, PerSuccess]:
    """The unit cost of success of every approach.

    Args:
        case: the question with the draws of the bills, from `calculator.costs.analysis`.
        uncertainty: of the bills.
    """
    seen = 1 + min(_DRAWS, uncertainty.points)  # the likely case and some draws
    requests = _seen(case.per_request(1.0).total(case.months), seen)
    return {name: _per_success(case, bill, requests) for name, bill in uncertainty.bills.items()}


def _per_success(case: Case, bill: Bill, requests: Sequence[float]) -> PerSuccess:
    share, most = _given(case, bill.approach)
    seen = len(requests)
    shares = _seen(share, seen)
    tries = [1.0] * seen if most is None else _seen(most, seen)
    succeeded = list(map(success_after, shares, tries))
    each = list(map(tries_per_request, shares, tries))
    found = None
    if requests[0] > 0 and shares[0] > 0:
        answering = [0.0] * seen if most is None else _answering(case, bill, seen)
        columns = zip(_seen(bill.total, seen), answering, each, requests, succeeded, strict=True)
        usd = [REQUESTS_PER_THOUSAND * (t + a * (e - 1)) / (r * s) for t, a, e, r, s in columns]
        found = range_of(usd[1:])
    return PerSuccess(found, succeeded[0], each[0])


def _answering(case: Case, bill: Bill, seen: int) -> Sequence[float]:
    """USD over the horizon for answering alone, which every try pays again."""
    usd: Amount = 0.0
    for line in bill.lines:
        if line.group == "inference":
            usd = _cut(line.monthly.total(case.months), seen) + usd
    return _seen(usd, seen)


def _cut(amount: Amount, seen: int) -> Amount:
    return Quantity(amount.points[:seen]) if isinstance(amount, Quantity) else amount


def _seen(amount: Amount, seen: int) -> Sequence[float]:
    return spread_out(amount, seen)[:seen]


def _given(case: Case, approach: str) -> tuple[Amount, Amount | None]:
    again = approach in ASKED_AGAIN and writes_text(case)
    return case.assumed(_SHARE, approach), case.assumed(_MOST_TRIES) if again else None


def traced_success(costs: Costs, approach: str) -> dict[str, Amount]:
    """The likely case made of its numbers, by field; without USD where nothing is asked."""
    case, bill = costs.case, costs.bills[approach]
    share, most = _given(case, approach)
    chance, tries = at_most(share, 1.0), 1.0 if most is None else plain(most)
    succeeded = 1 - power(1 - chance, tries)
    each = succeeded / chance if occurs(chance) else tries
    found = {"success_share": succeeded, "tries_per_request": each}
    requests = case.per_request(1.0).total(case.months)
    if not (occurs(requests) and occurs(chance)):
        return found
    usd: Amount = case.worked_out("The whole bill", "USD", bill.total)
    if most is not None:
        again = case.called("Tries after the first", "times", each - 1)
        usd = usd + case.worked_out("Answering in the bill", "USD", _answered(bill, case)) * again
    asked = case.called("Requests of all months", "requests", requests)
    good = asked * case.called("Requests that succeed in the end", "share", succeeded)
    return {**found, "usd_per_1000": usd * REQUESTS_PER_THOUSAND / good}


def _answered(bill: Bill, case: Case) -> Amount:
    usd: Amount = 0.0
    for line in bill.lines:
        if line.group == "inference":
            usd = line.monthly.total(case.months) + usd
    return usd


def success_after(share: float, tries: float) -> float:
    """Share of requests that succeed within so many tries; shares above one count as one."""
    return 1 - math.pow(1 - min(share, 1.0), tries)


def tries_per_request(share: float, tries: float) -> float:
    """Mean number of tries of a request, the successful one included.

    Of a share of zero all tries are used up.
    """
    return success_after(share, tries) / min(share, 1.0) if share > 0 else tries
