"""Which part of a bill rests on estimates of our own."""

from calculator.costs.records import CostReport, LineCost
from calculator.knowledge import Knowledge

# Classes of numbers that say how much work is done and what it costs.
_OF_WORK = ("price", "wage", "label", "effort")
_ADDED_UP = "days"  # of two roles, in one line


def own_share(costs: CostReport, approach: str, knowledge: Knowledge) -> float:
    """The share of a total that comes of work or prices that rest on our word, be it in part.

    How volume changes, what is logged and how fast machines are does not count.
    """
    bill = costs.approaches[approach].lines
    ours = sum(each.total * _own_part(each, costs, knowledge) for each in bill)
    return ours / (sum(each.total for each in bill) or 1.0)


def _own_part(line: LineCost, costs: CostReport, knowledge: Knowledge) -> float:
    """The part of a line that is ours: of days that are added up, ours; else all or nothing."""
    refs = {given.ref for given in line.given if given.ref}
    numbers = [costs.numbers[ref] for ref in refs if _group(ref, knowledge) in _OF_WORK]
    own = [each for each in numbers if each.own_estimate]
    if any(each.unit != _ADDED_UP for each in own):
        return 1.0
    days = [each.value or 0.0 for each in numbers if each.unit == _ADDED_UP]
    return sum(each.value or 0.0 for each in own) / (sum(days) or 1.0)


def _group(ref: str, knowledge: Knowledge) -> str:
    assumption = knowledge.assumptions.get(ref)
    return assumption.group if assumption else ""
