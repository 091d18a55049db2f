"""The samples of the page on the reader's own data, measured for its stories."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from builder.remembered import Remembered, code_in
from calculator.knowledge import Knowledge
from calculator.measure.columns import describe, suggest
from calculator.measure.judged import judged
from calculator.measure.reading import read_file
from calculator.measure.session import measure
from calculator.measure.steps import run_all

SAMPLES = ("texts", "table", "series")
_CODE = ("calculator/measure",)


class Stories:
    """Reports on the samples; measured once for one state of samples and code."""

    def __init__(self, root: Path, knowledge: Knowledge) -> None:
        self._folder = root / "site_src" / "samples"
        self._known = judged(knowledge, knowledge.as_of)
        texts = [self._file(name).read_bytes() for name in SAMPLES]
        code = code_in(*(root / each for each in _CODE))
        about = [*code, *texts, repr(self._known).encode()]
        self._remembered = Remembered(root / "build" / "stories", about)

    def report(self, sample: str, without: str = "") -> Mapping[str, Any]:
        """What is measured on a sample as the page suggests it.

        Args:
            sample: one of SAMPLES.
            without: a column that is left out of the inputs.

        Returns:
            The report, with the figures of the model that counts as `best_model` and the names of
            classes by number as `names`: the samples hold nobody's data.
        """
        name = f"{sample} {without}"
        found = self._remembered.get(name)
        if found is None:
            found = self._measured(sample, without)
            self._remembered.keep(name, found)
        return dict(found)

    def _measured(self, sample: str, without: str) -> dict[str, Any]:
        table = read_file(self._file(sample).read_bytes())
        plan = suggest(table, describe(table))
        plan = replace(plan, inputs=tuple(each for each in plan.inputs if each != without))
        done = run_all(measure(table, plan, self._known))
        by_id = {model["model"]: model for model in done.report["models"]}
        return {**done.report, "by_id": by_id, "best_model": by_id[done.report["best"]],
                "names": done.names}  # fmt: skip

    def _file(self, sample: str) -> Path:
        return self._folder / f"{sample}.csv"
