"""What the bills decided, in words: from the same amounts and draws that decided it."""

from calculator.costs.outlay import PAID_OUTSIDE
from calculator.costs.records import Currency
from calculator.decision.records import Ranked
from calculator.knowledge import Knowledge
from calculator.result import Result
from view import formats
from view.answers import value_words
from view.money import Money


def why_cheaper(result: Result, knowledge: Knowledge) -> str:
    """Both bills, how sure the difference is, and the volume at which it turns."""
    found = result.cheaper
    if found is None:
        return ""
    money = Money(_currency(result))
    usd = {key: result.headline(key) for key in (found.alternative, found.approach)}
    own, passed = (knowledge.approaches[key].name for key in (found.alternative, found.approach))
    amounts = [money.about(each.total) if each else "" for each in usd.values()]
    return (
        f"Over {formats.months(_months(result))}: {own} about {amounts[0]}, {passed} "
        f"about {amounts[1]}. The second costs at least {formats.number(found.margin)} "
        f"times as much {formats.in_draws(found.share)}.{_turn(result, own, passed)}"
    )


def why_over_budget(ranked: Ranked, result: Result, knowledge: Knowledge) -> str:
    """What must be paid before launch, against what there is."""
    if not ranked.over_budget or ranked.outlay_usd is None:
        return ""
    paid = Money(_currency(result)).of(ranked.outlay_usd)
    budget = value_words(knowledge.inputs["budget_usd"], result.inputs["budget_usd"])
    return f"Data and compute before launch come to about {paid}; the budget is {budget}."


def within_budget(result: Result, knowledge: Knowledge) -> str:
    """Whether what must be paid to others before launch fits; empty where no budget was said.

    The bills are those of the middle case, as in the rest of the card. The decision goes by
    likely values; where only these fit, both are said.
    """
    budget = result.number("budget_usd")
    ranked = next(each for each in result.ranking if each.approach == result.recommended)
    paid = ranked.outlay_usd
    if budget is None or result.costs is None or paid is None:
        return ""
    lines = result.costs.approaches[result.recommended].lines
    people = sum(line.once for line in lines if line.group not in PAID_OUTSIDE)
    money = Money(result.costs.currency)
    said = value_words(knowledge.inputs["budget_usd"], budget)
    # As the decision has it, which lets a sum pass that is too small to matter.
    fits = "Beyond" if ranked.over_budget else "Within" if paid <= budget else "Slightly beyond"
    middle = sum(line.once for line in lines if line.group in PAID_OUTSIDE)
    if paid <= budget < middle:
        words = (
            f"Within your budget of {said} only where every number takes its likely value: bills "
            f"before launch then come to about {money.of(paid)}. In the middle case, as in the "
            f"figures above, they are {money.of(middle)}, beyond the budget."
        )
    else:
        shown = middle if (middle > budget) == (paid > budget) else paid
        come = f"bills before launch come to about {money.of(shown)}."
        words = f"{fits} your budget of {said}: {come}"
    if people <= 0:
        return words
    time = f"Your own people’s time and checks before launch, {money.of(people)},"
    return f"{words} {time} come on top of it."


def why_unlikely(ranked: Ranked) -> str:
    """The chance of an approach that falls short though no rule says so."""
    chance = formats.share(ranked.chance)
    return f"The answers speak for others; the chance that this one is enough is {chance}."


def _turn(result: Result, own: str, passed: str) -> str:
    """The volume at which the two bills cross, where somebody has looked for it."""
    found = result.cheaper
    for crossing in result.break_even if found else ():
        below, above = crossing.cheaper_below, crossing.cheaper_above
        if found is None or {below, above} != {found.approach, found.alternative}:
            continue
        if crossing.at is None:
            return " At no volume do the two bills cross."
        volume = formats.number(crossing.at)
        sides = (own, passed) if below == found.alternative else (passed, own)
        return (
            f" The bills cross at about {volume} requests a month: {sides[0]} is cheaper below, "
            f"{sides[1]} above."
        )
    return ""


def _currency(result: Result) -> Currency:
    priced = result.costs or result.quick_costs
    return priced.currency if priced else Currency("usd", 1.0, None)


def _months(result: Result) -> int:
    priced = result.costs or result.quick_costs
    return priced.horizon_months if priced else int(result.number("horizon_months") or 0)
