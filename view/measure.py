"""The page on the reader's own data: a file in, its columns to correct, a measurement in steps.

What was read stays in the memory of this worker until the page is closed or forgets it.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.learning_curve import curve_knowledge
from calculator.measure.columns import (
    CHOOSABLE,
    FIXED,
    Column,
    Plan,
    checked,
    corrected,
    describe,
    suggest,
)
from calculator.measure.onwards import against_hosted
from calculator.measure.reading import read_file, read_text
from calculator.measure.session import measure
from calculator.measure.steps import Measurement, Steps
from calculator.measure.table import FileError, Layout, Table
from view.environment import render
from view.measure_choices import DELIMITERS, ENCODINGS, TASKS
from view.measure_result import hosted_html, report_files, result_html

type Request = Mapping[str, Any]
type Answer = dict[str, Any]

_PREVIEW_ROWS = 5
_PREVIEW_LETTERS = 80


class MeasurePage:
    """Holds one file and what was measured on it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._actions: dict[str, Callable[[Request], Answer]] = {
            "read": self._read, "plan": self._planned, "run": self._run, "step": self._step,
            "stop": self._stop, "hosted": self._hosted, "save": self._save, "forget": self._forget,
        }  # fmt: skip
        self._clear()

    def _clear(self) -> None:
        self._data: bytes | str = b""
        self._name = ""
        self._table: Table | None = None
        self._recognised: list[Column] = []
        self._columns: list[Column] = []  # as corrected
        self._plan: Plan | None = None
        self._target = ""
        self._steps: Steps[Measurement] | None = None
        self._found: Measurement | None = None

    def answer(self, request: Request) -> Answer:
        """Do what `measure` of the request names; what is wrong with a file is part of the answer.

        Args:
            request: `measure`, `today`, `root`; to read `base64` or `text` and a `name`; to plan
                and to run the `values` of the form; to step the `elapsed` milliseconds; to compare
                the `answers` of another model; to save a `format`.
        """
        try:
            return self._actions[request["measure"]](request)
        except FileError as error:
            self._steps = None
            message = render("measure_error.html.j2", message=str(error))
            return {"parts": {"errors": message}, "announce": str(error), "running": False}

    def _read(self, request: Request) -> Answer:
        self._clear()
        self._name = str(request.get("name", ""))[:80]
        if "base64" in request:
            try:
                self._data = base64.b64decode(request["base64"])
            except (binascii.Error, ValueError):
                raise FileError(
                    "The browser did not hand the file over whole; try again."
                ) from None
        else:
            self._data = str(request["text"])
        self._take(Layout())
        return self._form(request)

    def _take(self, layout: Layout) -> None:
        data = self._data
        self._table = (
            read_file(data, layout) if isinstance(data, bytes) else read_text(data, layout)
        )
        self._recognised = self._columns = describe(self._table)
        self._plan = suggest(self._table, self._columns)

    def _planned(self, request: Request) -> Answer:
        """Take what the form says; another layout reads the file anew."""
        values = request["values"]
        table = self._known_table()
        header = {"yes": True, "no": False}.get(values.get("header", ""))
        layout = Layout(
            values.get("encoding", ""),
            table.layout.format,
            DELIMITERS.get(values.get("delimiter", ""), ""),
            header,
        )
        if values and layout != table.layout and values.get("layout") == "asked":
            self._take(layout)
        else:
            self._plan = self._plan_of(values)
            self._target = values.get("target", "")
        return self._form(request)

    def _known_table(self) -> Table:
        if self._table is None:
            raise FileError("Choose a file first; what was read is gone when the page is reloaded.")
        return self._table

    def _plan_of(self, values: Mapping[str, str]) -> Plan:
        table = self._known_table()
        kinds = tuple(
            (c.name, values[f"kind.{n}"]) for n, c in enumerate(self._recognised, start=1)
            if values.get(f"kind.{n}", c.kind) != c.kind
        )  # fmt: skip
        self._columns = corrected(self._recognised, kinds)
        label = values.get("label", "")
        inputs = tuple(
            name for n, name in enumerate(table.names, start=1)
            if values.get(f"in.{n}") and name != label
        )  # fmt: skip
        time, group, second = (values.get(key, "") for key in ("time", "group", "second"))
        return Plan(values.get("task", ""), label, inputs, time, group, second, kinds)

    def _form(self, request: Request) -> Answer:
        table, plan = self._known_table(), self._plan
        rows = [
            [cells[row][:_PREVIEW_LETTERS] for cells in table.columns]
            for row in range(min(_PREVIEW_ROWS, table.rows))
        ]
        form = render(
            "measure_form.html.j2", request["root"], table=table, columns=self._columns, plan=plan,
            tasks=TASKS, encodings=ENCODINGS, delimiters=DELIMITERS, rows=rows, name=self._name,
            kinds=CHOOSABLE, fixed=FIXED, target=self._target,
        )  # fmt: skip
        said = f"{table.rows_in_file:,} rows and {len(table.names)} columns read."
        return {"parts": {"form": form, "errors": "", "answer": ""}, "announce": said,
                "running": False}  # fmt: skip

    def _run(self, request: Request) -> Answer:
        table = self._known_table()
        self._plan = checked(self._plan_of(request["values"]), table, self._columns)
        self._target = request["values"].get("target", "")
        known = curve_knowledge(self._knowledge, date.fromisoformat(request["today"]))
        self._steps = measure(table, self._plan, known, _share(self._target))
        return {
            "parts": {"errors": "", "answer": ""},
            "announce": "Measuring.",
            **_progress(0.0, 0),
        }

    def _step(self, request: Request) -> Answer:
        if self._steps is None:
            raise FileError("The measurement was stopped.")
        try:
            return _progress(next(self._steps), request.get("elapsed", 0))
        except StopIteration as end:
            self._steps, self._found = None, end.value
            return self._shown(request)

    def _shown(self, request: Request) -> Answer:
        found, table, plan = self._found, self._known_table(), self._plan
        assert found is not None
        assert plan is not None
        day = date.fromisoformat(request["today"])
        html, sentence = result_html(found, table, plan, self._knowledge, day, request["root"])
        return {"parts": {"answer": html}, "announce": sentence, "running": False}

    def _stop(self, request: Request) -> Answer:  # noqa: ARG002
        self._steps = None
        return {"parts": {}, "announce": "Stopped.", "running": False}

    def _hosted(self, request: Request) -> Answer:
        if self._found is None:
            raise FileError("Measure the baseline first.")
        answers = str(request["answers"]).strip("\n").splitlines()
        html, sentence = hosted_html(against_hosted(self._found, answers))
        return {"parts": {"hosted": html, "errors": ""}, "announce": sentence, "running": False}

    def _save(self, request: Request) -> Answer:
        if self._found is None:
            raise FileError("Measure something first.")
        files = report_files(self._found.report)
        return {"parts": {}, "announce": "", "running": False, "file": files[request["format"]]}

    def _forget(self, request: Request) -> Answer:  # noqa: ARG002
        self._clear()
        return {"parts": {"form": "", "answer": "", "errors": ""}, "announce": "Forgotten.",
                "running": False}  # fmt: skip


def _share(text: str) -> float | None:
    """A percentage as a share; None where there is none."""
    try:
        value = float(text.replace("%", "").replace(",", ".")) / 100
    except ValueError:
        return None
    return value if 0 < value < 1 else None


def _progress(done: float, elapsed: float) -> Answer:
    """How far, and how long still: as long for the rest as for what is done."""
    words = f"{done * 100:.0f}% done"
    if elapsed > 2_000 and done > 0.05:
        left = elapsed / 1000 * (1 - done) / done
        words += (
            f", about {max(1, round(left))} s left"
            if left < 90
            else f", about {left / 60:.0f} min left"
        )
    return {"parts": {}, "announce": "", "running": True, "share": done, "words": words}
