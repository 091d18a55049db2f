"""What the calculator says about the worked examples, for the pages that show it."""

import contextlib
import json
import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.knowledge import canonical_json
from builder.load import Content
from builder.remembered import Remembered, code_in
from calculator.address import to_address
from calculator.api import evaluate
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge
from calculator.scenario import read_scenario

# They begin with all that is loaded, also where this process came from `make serve`. Threads of
# the caller have to wait until `ahead` has begun: a fork in the midst of their work may hang.
_FORKED = multiprocessing.get_context("fork")
type Inputs = Mapping[str, Any]
type Result = dict[str, Any]


class Results:
    """Results of scenarios, each worked out once, and only if no earlier build did."""

    def __init__(self, data: Mapping[str, Any], remembered: Remembered | None = None) -> None:
        """Work with the knowledge in `data`, in its JSON form."""
        self.knowledge = knowledge_from_json(data)
        self._remembered = remembered
        self._results: dict[str, Result] = {}
        self._under_way: dict[str, Future[Result]] = {}

    @contextlib.contextmanager
    def ahead(self, content: Content) -> Iterator[None]:
        """Work out what pages will show, on all cores, while the caller does something else."""
        missing = {name: inputs for name, inputs in self._shown(content) if not self._known(name)}
        if not missing:
            yield
            return
        workers = ProcessPoolExecutor(
            os.process_cpu_count(),
            _FORKED,
            initializer=_start_worker,
            initargs=(self.knowledge,),
        )
        try:
            for name, inputs in missing.items():
                self._under_way[name] = workers.submit(_evaluate_in_worker, inputs)
            yield
        finally:
            workers.shutdown(cancel_futures=True)

    def of(self, scenario_id: str) -> Result:
        """The result of a worked example."""
        return self.evaluate(self.knowledge.examples[scenario_id].inputs)

    def with_change(self, scenario_id: str, change: Inputs) -> Result:
        """The result of a worked example with some other answers."""
        return self.evaluate(self._changed(scenario_id, change))

    @property
    def default(self) -> Result:
        """The result that the calculator page opens with."""
        return self.evaluate(self._defaults)

    def evaluate(self, inputs: Inputs) -> Result:
        """The result for inputs, on the day of the data so that builds repeat."""
        name = _name(inputs)
        if not self._known(name):
            working = self._under_way.pop(name, None)
            result = working.result() if working else _evaluate(inputs, self.knowledge)
            self._results[name] = result
            if self._remembered:
                self._remembered.keep(name, result)
        return self._results[name]

    def state_of(self, scenario_id: str) -> str:
        """A worked example as the text after `#` in the calculator's address."""
        inputs, _ = read_scenario(self.knowledge.examples[scenario_id].inputs, self.knowledge)
        return to_address(inputs, self.knowledge)

    def _shown(self, content: Content) -> Iterator[tuple[str, Inputs]]:
        """What pages show: the page's own opening, the examples, and the trials of mistakes."""
        yield _name(self._defaults), self._defaults
        for example in self.knowledge.examples.values():
            yield _name(example.inputs), dict(example.inputs)
        for mistake in content.records("mistake").values():
            if trial := mistake.try_it:
                inputs = self._changed(trial.scenario, trial.change)
                yield _name(inputs), inputs

    def _changed(self, scenario_id: str, change: Inputs) -> Inputs:
        return {**self.knowledge.examples[scenario_id].inputs, **change}

    @cached_property
    def _defaults(self) -> Inputs:
        return {key: definition.default for key, definition in self.knowledge.inputs.items()}

    def _known(self, name: str) -> bool:
        if name not in self._results and self._remembered:
            found = self._remembered.get(name)
            if found is not None:
                self._results[name] = found
        return name in self._results


def remembered_results(root: Path, data: Mapping[str, Any]) -> Remembered:
    """The results that hold for this knowledge and this code."""
    code = code_in(root / "calculator")
    return Remembered(root / "build" / "results", [canonical_json(data).encode(), *code])


def _name(inputs: Inputs) -> str:
    return canonical_json(dict(inputs))


def _evaluate(inputs: Inputs, knowledge: Knowledge) -> Result:
    """A result as JSON has it, so that a remembered one is not another kind of thing."""
    result: Result = json.loads(
        canonical_json(evaluate({"inputs": inputs}, knowledge, knowledge.as_of))
    )
    return result


_knowledge_of_worker: Knowledge


def _start_worker(knowledge: Knowledge) -> None:
    global _knowledge_of_worker  # the one way to hand a worker what all its tasks share
    _knowledge_of_worker = knowledge


def _evaluate_in_worker(inputs: Inputs) -> Result:
    return _evaluate(inputs, _knowledge_of_worker)
