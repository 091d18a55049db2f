"""What one decision map is made of: samples, result, and the two scales."""

from functools import cached_property

from calculator.decision.rules import OPEN
from calculator.knowledge import Approach, Knowledge
from calculator.result import Result
from view.decision_map.axis import Axis
from view.decision_map.sampling import Sampled
from view.decision_map.upright import Upright, upright_for
from view.money import Money


class Sheet:
    """Of these samples and this result; `story` is what an example is called."""

    def __init__(
        self, found: Sampled, result: Result, knowledge: Knowledge, story: str = ""
    ) -> None:
        self.found, self.result, self.knowledge, self.story = found, result, knowledge, story
        self.money = Money(result.priced.currency)

    @property
    def axis(self) -> Axis:
        """The horizontal scale."""
        return self.found.axis

    @cached_property
    def shown(self) -> list[str]:
        """Approaches that are drawn strongly: recommended somewhere, or open in the case."""
        able = [each.approach for each in self.result.ranking if each.verdict in OPEN]
        return list(dict.fromkeys([*self.found.recommended, self.result.recommended, *able]))

    @cached_property
    def up(self) -> Upright:
        """A vertical scale that holds every line, every band and the case with its range."""
        ends = [usd for each in self.found.likely.values() for usd in each]
        for name in self.shown:
            ranges = self.found.ranges.get(name, {}).values()
            ends += [end for each in ranges for end in (each.low, each.high)]
            total = self.result.priced.approaches[name].total
            ends += [total.low, total.high]
        return upright_for([end for end in ends if end > 0])

    def approach(self, approach_id: str) -> Approach:
        """The record of an approach."""
        return self.knowledge.approaches[approach_id]
