"""What the bills say: whom the budget does not reach, and which other approach is cheaper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from calculator.conditions import Answers
from calculator.costs.bills import Bill, Costs, bill, costs
from calculator.costs.case import OwnLine, case_of
from calculator.costs.quantity import likely
from calculator.costs.sensitivity import drawn_points
from calculator.costs.uncertainty import LIKELY, Points, stable
from calculator.costs.workload import FIELDS
from calculator.decision.rulebook import Rulebook
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.scenario import Scenario
from calculator.suppositions import suppose

BUDGET, VOLUME = "budget_usd", "requests_per_month"
_PAID_OUTSIDE = ("data", "compute", "inference", "own")  # groups: not the team's own days
_DRAWS = 64
_CHOICES_PRICED = (
    "modality", "label_kind", "data_may_leave_org", "needs_weights_control", "team_ml_expertise",
    "data_quality", "latency_ms", "hosted_model", "accelerator", "tuning_place",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cheaper:
    """Another open approach costs so much less that it takes the place of the first."""

    approach: str
    alternative: str
    usd: float  # likely total over the horizon of the one that is passed over
    alternative_usd: float
    share: float  # of the paired draws in which it is cheaper by the margin
    margin: float


@dataclass(frozen=True, slots=True)
class Purse:
    """What a request brings to its bills beside the answers."""

    knowledge: Knowledge
    today: date
    overrides: Mapping[str, Estimate]
    own_lines: tuple[OwnLine, ...] = ()


class Money:
    """The bills of a scenario, and of variations of it, made when somebody asks for them."""

    def __init__(self, purse: Purse, found: Costs | None = None, base: Answers | None = None):
        self._purse = purse
        self._bills: dict[tuple[object, ...], Costs] = {}
        self._shares: dict[tuple[object, ...], float] = {}
        if found is not None and base is not None:
            self._bills[self._key(base)] = found

    def over_budget(self, values: Answers, book: Rulebook) -> frozenset[str]:
        """Approaches whose data and compute before launch cost more than the budget.

        Sums for which nobody moves are not asked about.
        """
        budget = values[BUDGET]
        if budget is None:
            return frozenset()
        most = max(float(budget), book.number("least-saving-per-month"))
        bills = self.of(values).bills
        return frozenset(name for name, each in bills.items() if outlay_usd(each) > most)

    def cheaper(
        self, values: Answers, chosen: str, others: Sequence[str], book: Rulebook
    ) -> Cheaper | None:
        """The cheapest of the others that is cheaper by the margin in enough of the draws.

        Nothing where the volume, and so the bill, is not known.
        """
        if values[VOLUME] is None or not others:
            return None
        found = self.of(values)
        totals = {name: likely(found.bills[name].total) for name in (chosen, *others)}
        for other in sorted(others, key=lambda name: (totals[name], name)):
            if not _passes(totals[chosen], totals[other], found, book):
                return None
            share = self._share(values, chosen, other, book)
            if share >= book.number("cheaper-in-share-of-draws"):
                usd, less = stable(totals[chosen]), stable(totals[other])
                return Cheaper(chosen, other, usd, less, share, book.number("too-dear-margin"))
        return None

    def of(self, values: Answers) -> Costs:
        """The likely bills under these answers."""
        key = self._key(values)
        if key not in self._bills:
            purse = self._purse
            self._bills[key] = costs(
                Scenario(values),
                purse.knowledge,
                purse.today,
                purse.overrides,
                purse.own_lines,
                LIKELY,
            )
        return self._bills[key]

    def _key(self, values: Answers) -> tuple[object, ...]:
        filled = suppose(Scenario(values), self._purse.knowledge).values
        return tuple(
            (values[name], filled[name]) for name in (*_CHOICES_PRICED, "easy_share", *FIELDS)
        )

    def _share(self, values: Answers, chosen: str, other: str, book: Rulebook) -> float:
        """Of paired draws, those in which the other is cheaper by the margin."""
        key = (*self._key(values), chosen, other)
        if key not in self._shares:
            found = self.of(values)
            case = case_of(found.question, Points(_DRAWS))
            pairs = zip(
                drawn_points(bill(case, chosen).total, _DRAWS),
                drawn_points(bill(case, other).total, _DRAWS),
                strict=True,
            )
            won = sum(_passes(one, two, found, book) for one, two in pairs)
            self._shares[key] = won / _DRAWS
        return self._shares[key]


def outlay_usd(found: Bill) -> float:
    """What is paid to others before launch: data, compute, the reader's own lines; USD."""
    return sum(likely(line.once) for line in found.lines if line.group in _PAID_OUTSIDE)


def _passes(dearer: float, cheaper: float, found: Costs, book: Rulebook) -> bool:
    """Whether the difference is more than is put up with."""
    least = book.number("least-saving-per-month") * found.case.months
    return dearer > max(book.number("too-dear-margin") * cheaper, cheaper + least)
