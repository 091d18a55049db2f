"""What a request costs that was answered well enough: quality and repeated tries in the unit.

A try succeeds with the approach's share p. A model that writes is asked up to n times, so
1 - (1 - p)^n of the requests succeed, and each takes (1 - (1 - p)^n) / p tries. Tries are taken
as independent; every try costs what answering a request costs. Machines that stand idle part of
the time may take the second try for nothing, so this is an upper bound where they are rented.
"""

import math
from dataclasses import dataclass

from calculator.costs.bills import Bill
from calculator.costs.case import Case
from calculator.costs.line import Given
from calculator.costs.quantity import Amount, lift, likely
from calculator.costs.sensitivity import Uncertainty, drawn_points, without_ends
from calculator.costs.uncertainty import range_of
from calculator.estimate import Estimate
from calculator.physics.model_work import writes_text

ASKED_AGAIN = ("api", "api_rag", "open_as_is", "fine_tune", "heavy_fine_tune")


@dataclass(frozen=True, slots=True)
class PerSuccess:
    """USD for a thousand requests that were answered well enough, and what it rests on."""

    usd_per_1000: Estimate | None  # None: there are no requests, or none succeeds
    success_share: float  # of requests, after all tries; likely
    tries_per_request: float  # likely
    given: tuple[Given, ...]


def per_success(case: Case, uncertainty: Uncertainty) -> dict[str, PerSuccess]:
    """The unit cost of success of every approach.

    Args:
        case: the question with the draws of the bills, from `calculator.costs.analysis`.
        uncertainty: of the bills.
    """
    requests = case.per_request(1.0).total(case.months)
    return {
        name: _per_success(case, bill, requests, uncertainty.points)
        for name, bill in uncertainty.bills.items()
    }


def _per_success(case: Case, bill: Bill, requests: Amount, points: int) -> PerSuccess:
    share, most = _given(case, bill.approach)
    tries = most.amount if most else 1.0
    succeeded = lift(success_after, share.amount, tries)
    each = lift(tries_per_request, share.amount, tries)
    answering: Amount = 0.0
    for line in bill.lines:
        if line.group == "inference":
            answering = line.monthly.total(case.months) + answering
    usd = without_ends(bill.total, points) + without_ends(answering, points) * (each - 1.0)
    good = requests * succeeded * (1 / 1000)
    possible = likely(requests) > 0 and likely(share.amount) > 0
    found = lift(_ratio, usd, good) if possible else None
    return PerSuccess(
        None if found is None else range_of(drawn_points(found, points), likely(found)),
        likely(succeeded),
        likely(each),
        (share, most) if most else (share,),
    )


def _given(case: Case, approach: str) -> tuple[Given, Given | None]:
    share = case.assumed(f"success-share-{approach.replace('_', '-')}")
    again = approach in ASKED_AGAIN and writes_text(case)
    return share, case.assumed("most-tries") if again else None


def success_after(share: float, tries: float) -> float:
    """Share of requests that succeed within so many tries; shares above one count as one."""
    return 1 - math.pow(1 - min(share, 1.0), tries)


def tries_per_request(share: float, tries: float) -> float:
    """Mean number of tries of a request, the successful one included.

    Of a share of zero all tries are used up.
    """
    return success_after(share, tries) / min(share, 1.0) if share > 0 else tries


def _ratio(usd: float, good: float) -> float:
    return usd / good
