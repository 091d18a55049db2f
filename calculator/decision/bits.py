"""Which rules the answers of a scenario meet: a bit for each rule, so that a scenario is a few ORs.

Which rules an answer leaves unmet, and which of them it fails, is worked out once for each answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from calculator.conditions import Answers, holds
from calculator.knowledge import Answer, Condition, Rule


class Bits:
    """The conditions of rules by the input that they ask; the first rule is the lowest bit."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.everything = (1 << len(rules)) - 1
        self._conditions: dict[str, dict[Condition, int]] = {}
        for place, rule in enumerate(rules):
            for condition in rule.when:
                asking = self._conditions.setdefault(condition.input, {})
                asking[condition] = asking.get(condition, 0) | 1 << place
        self._unmet: dict[str, dict[Answer, int]] = {name: {} for name in self._conditions}
        self._failed: dict[str, dict[Answer, int]] = {name: {} for name in self._conditions}

    @cached_property
    def asked(self) -> frozenset[str]:
        """Inputs that some rule asks."""
        return frozenset(self._conditions)

    def unmet(self, values: Answers, names: Iterable[str] | None = None) -> int:
        """The rules that these answers do not meet; `names` are the inputs looked at."""
        unmet = 0
        for input_id in self._conditions if names is None else self.asked.intersection(names):
            value = values[input_id]
            found = self._unmet[input_id].get(value)
            unmet |= self._judged(input_id, value) if found is None else found
        return unmet

    def waiting(self, values: Answers) -> int:
        """The rules that no answer fails and an unknown one leaves unmet."""
        unmet = self.unmet(values)
        failed = 0
        for input_id, known in self._failed.items():
            failed |= known[values[input_id]]
        return unmet & ~failed

    def _judged(self, input_id: str, value: Answer) -> int:
        unmet = failed = 0
        for condition, rules in self._conditions[input_id].items():
            held = holds(condition, {input_id: value})
            unmet |= 0 if held else rules
            failed |= rules if held is False else 0
        self._failed[input_id][value] = failed
        self._unmet[input_id][value] = unmet
        return unmet


def places(mask: int) -> Iterator[int]:
    """Where the bits of a mask are set, from the first on."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
