"""How old the numbers are that the worked examples rest on: `build.py check --today DATE`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from calculator.age import is_old
from calculator.costs.bills import costs
from calculator.costs.numbers import described
from calculator.knowledge import Knowledge
from calculator.scenario import read_scenario

MOST_OLD_SHARE = 0.05  # of the numbers that the worked examples use


@dataclass(frozen=True, slots=True)
class Used:
    """A dated number that a worked example uses."""

    name: str
    as_of: date
    limit_days: int

    def old_on(self, today: date) -> bool:
        """Whether it is past the limit of its class on a day."""
        return is_old(self.as_of, self.limit_days, today)


def used_numbers(knowledge: Knowledge, today: date) -> dict[str, Used]:
    """Every dated number that the bills of the worked examples draw, by name."""
    found: dict[str, Used] = {}
    for example in knowledge.examples.values():
        scenario, _ = read_scenario(example.inputs, knowledge)
        priced = costs(scenario, knowledge, today)
        for name in priced.drawn:
            number = described(name, priced)
            if name not in found and number.as_of and number.limit_days:
                as_of = date.fromisoformat(number.as_of)
                found[name] = Used(name, as_of, number.limit_days)
    return found


def too_old(knowledge: Knowledge, today: date) -> Iterator[str]:
    """What is past its limit, the oldest first, and whether that is more than may be."""
    used = used_numbers(knowledge, today)
    old = sorted((each for each in used.values() if each.old_on(today)), key=lambda u: u.as_of)
    for each in old:
        days = (today - each.as_of).days
        yield f"{each.name}: of {each.as_of}, {days} days old, limit {each.limit_days}"
    share = len(old) / len(used) if used else 0.0
    said = f"{len(old)} of {len(used)} numbers that the worked examples use are past their limit"
    yield f"{said} on {today}: {'more' if share > MOST_OLD_SHARE else 'no more'} than may be"


def is_too_old(knowledge: Knowledge, today: date) -> bool:
    """Whether more of the used numbers than a twentieth are past their limit."""
    used = used_numbers(knowledge, today).values()
    return sum(each.old_on(today) for each in used) > MOST_OLD_SHARE * len(used)
