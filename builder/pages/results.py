"""What the calculator says about the worked examples, for the pages that show it."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.content.knowledge import canonical_json
from builder.content.load import Content
from builder.processes import FORKED, end_with_parent
from builder.remembered import Remembered, code_in
from calculator.address import EXAMPLE
from calculator.api import evaluate
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge
from calculator.result import Result

type Inputs = Mapping[str, Any]


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
        missing = [asked for asked in self._shown(content) if not self._known(asked.name)]
        if not missing:
            yield
            return
        workers = ProcessPoolExecutor(
            os.process_cpu_count(),
            FORKED,
            initializer=_start_worker,
            initargs=(self.knowledge,),
        )
        try:
            for asked in missing:
                self._under_way[asked.name] = workers.submit(_evaluate_in_worker, asked)
            yield
        finally:
            workers.shutdown(cancel_futures=True)

    def of(self, scenario_id: str) -> Result:
        """The result of a worked example."""
        return self._result(_Asked(dict(self.knowledge.examples[scenario_id].inputs)))

    def with_change(self, scenario_id: str, change: Inputs) -> Result:
        """The result of a worked example with some other answers; nothing is searched for it."""
        return self._result(self._changed(scenario_id, change))

    @property
    def default(self) -> Result:
        """The result that the calculator page opens with."""
        return self._result(self._defaults)

    def state_of(self, scenario_id: str) -> str:
        """A worked example as the text after `#` in the calculator's address."""
        return f"{EXAMPLE}={self.knowledge.examples[scenario_id].id}"

    def _result(self, asked: "_Asked") -> Result:
        """The result on the day of the data, so that builds repeat."""
        name = asked.name
        if not self._known(name):
            working = self._under_way.pop(name, None)
            result = working.result() if working else _evaluate(asked, self.knowledge)
            self._results[name] = result
            if self._remembered:
                self._remembered.keep(name, result.to_dict())
        return self._results[name]

    def _shown(self, content: Content) -> Iterator["_Asked"]:
        """What pages show: the page's own opening, the examples, trials of mistakes and turns."""
        yield self._defaults
        for example in self.knowledge.examples.values():
            yield _Asked(dict(example.inputs))
        for mistake in content.records("mistake").values():
            if trial := mistake.try_it:
                yield self._changed(trial.scenario, trial.change)
        for pair in content.records("comparison").values():
            if pair.scenario and pair.turn:
                yield self._changed(pair.scenario, pair.turn.change)

    def _changed(self, scenario_id: str, change: Inputs) -> "_Asked":
        inputs = {**self.knowledge.examples[scenario_id].inputs, **change}
        return _Asked(inputs, search=False)

    @property
    def _defaults(self) -> "_Asked":
        inputs = self.knowledge.inputs.items()
        return _Asked({key: definition.default for key, definition in inputs})

    def _known(self, name: str) -> bool:
        if name not in self._results and self._remembered:
            found = self._remembered.get(name)
            if found is not None:
                self._results[name] = Result.from_dict(found)
        return name in self._results


def remembered_results(root: Path, data: Mapping[str, Any]) -> Remembered:
    """The results that hold for this knowledge and this code."""
    code = code_in(root / "calculator")
    return Remembered(root / "build" / "results", [canonical_json(data).encode(), *code])


@dataclass(frozen=True)
class _Asked:
    """A question to the calculator; `search` also looks for what other answers would change."""

    inputs: Inputs
    search: bool = True

    @cached_property
    def name(self) -> str:
        return canonical_json([dict(self.inputs), self.search])


def _evaluate(asked: _Asked, knowledge: Knowledge) -> Result:
    request = {"inputs": asked.inputs}
    return evaluate(request, knowledge, knowledge.as_of, search=asked.search)


_knowledge_of_worker: Knowledge


def _start_worker(knowledge: Knowledge) -> None:
    global _knowledge_of_worker  # the one way to hand a worker what all its tasks share
    _knowledge_of_worker = knowledge
    end_with_parent()


def _evaluate_in_worker(asked: _Asked) -> Result:
    return _evaluate(asked, _knowledge_of_worker)
