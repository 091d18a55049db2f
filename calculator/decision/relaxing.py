"""What stands in the way of each approach, and what would lift it."""

from collections.abc import Iterable, Mapping

from calculator.decision.plan import Teller
from calculator.decision.records import Relaxation
from calculator.decision.rules import Standing, in_order
from calculator.knowledge import Rule


def relaxations(
    standings: Mapping[str, Standing], outlays: Mapping[str, float], told: Teller
) -> list[Relaxation]:
    """What would lift what stands against approaches, the most likely one first."""
    found = []
    for standing in sorted(standings.values(), key=lambda each: (-each.ends, each.order)):
        short, takes = standing.shortfall, {}
        if short:
            takes[short.kind] = short.takes
        if standing.over_budget:
            takes["budget"] = outlays[standing.approach]
        for kind, least in takes.items():
            lift = told.book.knowledge.notices[f"lift-{kind}"].says
            text = lift.format(takes=rounded(least))
            found.append(Relaxation(standing.approach, f"computed-{kind}", text))
        blockers: Iterable[Rule] = in_order(
            standing.rules_out + standing.insufficient + standing.doubts
        )
        found += [
            Relaxation(standing.approach, rule.id, rule.relax) for rule in blockers if rule.relax
        ]
    return found


def rounded(number: float) -> str:
    """Whole above a hundred, else two digits; more would not be known."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.2g}"
