"""What would be recommended if one answer were another, asked many times of the same scenario."""

from collections.abc import Mapping

from calculator.decision.rules import Standing, fires, recommended, stand_after, verdict_rules
from calculator.knowledge import Knowledge, Rule, Value
from calculator.scenario import Scenario
from calculator.suppositions import suppose


class Trials:
    """Tries other answers to one scenario; rules that do not ask for what moved are kept."""

    def __init__(self, scenario: Scenario, knowledge: Knowledge) -> None:
        self._scenario, self._knowledge = scenario, knowledge
        self._values = suppose(scenario, knowledge).values
        rules = verdict_rules(knowledge)
        self._fired = {rule.id: rule for rule in rules if fires(rule, self._values)}
        self._asking = _by_input(rules)

    def now(self) -> Standing:
        """The recommended approach with the answers as they are."""
        return self._recommended(self._fired)

    def with_answer(self, input_id: str, value: Value) -> Standing:
        """The recommended approach with one other answer; what is supposed follows it."""
        values = suppose(self._scenario.replace(input_id, value), self._knowledge).values
        fired = dict(self._fired)
        for moved in (name for name, was in self._values.items() if values[name] != was):
            for rule in self._asking.get(moved, ()):
                if fires(rule, values):
                    fired[rule.id] = rule
                else:
                    fired.pop(rule.id, None)
        return self._recommended(fired)

    def _recommended(self, fired: Mapping[str, Rule]) -> Standing:
        return recommended(stand_after(fired.values(), self._knowledge, self._scenario.outgrown))


def _by_input(rules: list[Rule]) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for input_id in {condition.input for condition in rule.when}:
            found.setdefault(input_id, []).append(rule)
    return found
