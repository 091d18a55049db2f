"""What the calculator says about the worked examples, for the pages that show it."""

from functools import cached_property
from typing import Any

from calculator.address import to_address
from calculator.api import evaluate
from calculator.knowledge import Knowledge
from calculator.scenario import read_scenario


class Results:
    """Results of scenarios, each worked out once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._results: dict[str, dict[str, Any]] = {}

    def of(self, scenario_id: str) -> dict[str, Any]:
        """The result of a worked example."""
        if scenario_id not in self._results:
            inputs = self.knowledge.examples[scenario_id].inputs
            self._results[scenario_id] = self.evaluate(inputs)
        return self._results[scenario_id]

    def evaluate(self, inputs: Any) -> dict[str, Any]:
        """The result for inputs, on the day of the data so that builds repeat."""
        return evaluate({"inputs": inputs}, self.knowledge, self.knowledge.as_of)

    def with_change(self, scenario_id: str, change: Any) -> dict[str, Any]:
        """The result of a worked example with some other answers."""
        return self.evaluate({**self.knowledge.examples[scenario_id].inputs, **change})

    @cached_property
    def default(self) -> dict[str, Any]:
        """The result that the calculator page opens with."""
        return self.evaluate({key: i.default for key, i in self.knowledge.inputs.items()})

    def state_of(self, scenario_id: str) -> str:
        """A worked example as the text after `#` in the calculator's address."""
        inputs, _ = read_scenario(self.knowledge.examples[scenario_id].inputs, self.knowledge)
        return to_address(inputs, self.knowledge)
