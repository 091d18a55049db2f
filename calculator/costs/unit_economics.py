"""Whether a bill by use has outgrown an alternative that is paid by the machine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.costs.bills import Costs
from calculator.costs.case import Case
from calculator.costs.quantity import likely
from calculator.costs.uncertainty import stable
from calculator.costs.what_if import Variation, totals
from calculator.needs.need import Assumed
from calculator.units import REQUESTS_PER_THOUSAND

_LEAST_SAVING = Assumed("least-saving-per-month", "USD per month")
_TOO_DEAR = Assumed("too-dear-margin", "ratio")
BY_USE = ("api", "api_rag")
BY_MACHINE = ("baseline", "open_as_is", "feature_extraction", "fine_tune")
_VOLUMES = tuple(10 ** (2 + step / 4) for step in range(33))  # 100 to 10 billion a month


@dataclass(frozen=True, slots=True)
class UnitEconomics:
    """A hosted approach beside one that runs on machines of one's own, over the horizon."""

    approach: str
    alternative: str
    usd: float
    alternative_usd: float
    usd_per_1000_requests: float
    alternative_usd_per_1000_requests: float
    margin: float  # how many times dearer is too dear
    too_dear: bool  # dearer by the margin, and by more than the least saving worth a move
    too_dear_from: float | None  # requests a month; None: at no volume


ALL_PAIRS = tuple((one, other) for one in BY_USE for other in BY_MACHINE)


def unit_economics(
    costs: Costs, pairs: Sequence[tuple[str, str]] = ALL_PAIRS
) -> list[UnitEconomics]:
    """Each hosted approach against each alternative, at the volume asked and at any other.

    Args:
        costs: the likely bills.
        pairs: hosted approach and alternative; leave out those that would not do the work.
    """
    if not pairs:
        return []
    volumes = [Variation({"requests_per_month": volume}) for volume in _VOLUMES]
    compared = [name for name in costs.bills if any(name in pair for pair in pairs)]
    by_volume = totals(costs.question, volumes, compared)
    return [_compared(costs, by_volume, one, other) for one, other in pairs]


@dataclass(frozen=True, slots=True)
class Bearable:
    """How much dearer an approach may be than another one before it is too dear."""

    margin: float  # times the cheaper total
    least_usd: float  # over the horizon; for less nobody moves

    def excess_usd(self, dearer: float, cheaper: float) -> float:
        """USD beyond what is put up with; not above zero where it is not too dear."""
        return dearer - max(self.margin * cheaper, cheaper + self.least_usd)

    def passed(self, dearer: float, cheaper: float) -> bool:
        """Whether the first is too dear beside the second."""
        return self.excess_usd(dearer, cheaper) > 0


def bearable(case: Case) -> Bearable:
    """The margin, and the saving over the horizon below which nobody moves."""
    assumed = case.draws.assumed_estimate
    return Bearable(assumed(_TOO_DEAR).value, assumed(_LEAST_SAVING).value * case.months)


def _first_above_zero(excess: Sequence[float]) -> float | None:
    """The volume at which the excess first rises above zero, straight between neighbours."""
    for i, now in enumerate(excess):
        if now > 0:
            if i == 0:
                return stable(_VOLUMES[0])
            before = excess[i - 1]
            step = (_VOLUMES[i] - _VOLUMES[i - 1]) * before / (before - now)
            return stable(_VOLUMES[i - 1] + step)
    return None


def _compared(
    costs: Costs, by_volume: Mapping[str, Sequence[float]], approach: str, alternative: str
) -> UnitEconomics:
    own, other, limit = costs.bills[approach], costs.bills[alternative], bearable(costs.case)
    excess = [
        limit.excess_usd(dearer, cheaper)
        for dearer, cheaper in zip(by_volume[approach], by_volume[alternative], strict=True)
    ]
    return UnitEconomics(
        approach=approach,
        alternative=alternative,
        usd=stable(likely(own.total)),
        alternative_usd=stable(likely(other.total)),
        usd_per_1000_requests=per_1000_requests(costs, likely(own.total)),
        alternative_usd_per_1000_requests=per_1000_requests(costs, likely(other.total)),
        margin=limit.margin,
        too_dear=limit.passed(likely(own.total), likely(other.total)),
        too_dear_from=_first_above_zero(excess),
    )


def per_1000_requests(costs: Costs, usd: float) -> float:
    """USD of a whole bill for a thousand requests of the horizon; 0 without requests."""
    requests = likely(costs.case.per_request(1.0).total(costs.case.months))
    return stable(REQUESTS_PER_THOUSAND * usd / requests) if requests else 0.0
