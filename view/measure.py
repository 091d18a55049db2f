"""The page on the reader's own data: a file in, its columns to correct, a measurement in steps.

What was read stays in the memory of this worker until the page is closed or forgets it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.measure.columns import Column, Plan, checked, corrected, describe, suggest
from calculator.measure.judged import judged
from calculator.measure.onwards import against_hosted
from calculator.measure.progress import Pace, Step, Steps
from calculator.measure.reading import MOST_BYTES, read_file, read_text
from calculator.measure.session import measure
from calculator.measure.steps import Measurement
from calculator.measure.table import FileError, Layout, Table
from view.environment import render, say
from view.measure_form import chosen_kinds, chosen_layout, chosen_plan, form_html
from view.measure_result import Shown, hosted_html, report_files, result_html
from view.measured import WORDS

type Request = Mapping[str, Any]
type Answer = dict[str, Any]

_LONGEST_NAME = 80
_SURE_AFTER = 2_000  # milliseconds, before a time left is worth saying


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
        self._pace = Pace()
        self._found: Measurement | None = None

    def answer(self, request: Request) -> Answer:
        """Do what `measure` of the request names; what is wrong with a file is part of the answer.

        Args:
            request: `measure`, `today`, `root`, the `address` of the calculator's scenario that the
                reader came from; to read a `text`, or a `file` of `size` bytes, its `name`; to
                plan and to run the `values` of the form; to step the `elapsed` milliseconds; to
                compare the `answers` of another model; to save a `format`.
        """
        try:
            return self._actions[request["measure"]](request)
        except FileError as error:
            self._steps = None
            message = render("measure_error.html.j2", message=str(error))
            if request["measure"] == "hosted":
                return _answer(str(error), hosted=message)
            gone = dict.fromkeys(("form", "answer", "sheet"), "") if self._table is None else {}
            return _answer(str(error), errors=message, **gone)

    def _read(self, request: Request) -> Answer:
        self._clear()
        self._name = str(request.get("name", ""))[:_LONGEST_NAME]
        size = int(request.get("size", 0))
        if size > MOST_BYTES:
            raise FileError(say(WORDS, "too_large", size, MOST_BYTES))
        self._data = str(request["text"]) if "text" in request else bytes(request["file"])
        if "text" not in request and len(self._data) != size:
            raise FileError(_told("not_whole"))
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
        values, table = request["values"], self._known_table()
        layout = chosen_layout(values, table)
        if values and layout != table.layout and values.get("layout") == "asked":
            self._take(layout)
        else:
            self._plan = self._plan_of(values)
            self._target = values.get("target", "")
        return self._form(request)

    def _known_table(self) -> Table:
        if self._table is None:
            raise FileError(_told("lost_file"))
        return self._table

    def _plan_of(self, values: Mapping[str, str]) -> Plan:
        kinds = chosen_kinds(values, self._recognised)
        self._columns = corrected(self._recognised, kinds)
        return chosen_plan(values, self._known_table(), kinds)

    def _form(self, request: Request) -> Answer:
        table = self._known_table()
        form = form_html(
            table, self._columns, self._plan, self._name, self._target, request["root"]
        )
        said = say(WORDS, "file_read", table.rows_in_file, len(table.names))
        return _answer(said, form=form, errors="", answer="", sheet="")

    def _run(self, request: Request) -> Answer:
        table = self._known_table()
        self._target = request["values"].get("target", "")
        self._plan = checked(self._plan_of(request["values"]), table, self._columns)
        known = judged(self._knowledge, date.fromisoformat(request["today"]))
        self._steps = measure(table, self._plan, known, _share(self._target))
        self._pace = Pace()
        begun = _answer(_told("measuring"), errors="", answer="", sheet="")
        return {**_progress(0.0, None, 0.0), **begun, "running": True}

    def _step(self, request: Request) -> Answer:
        if self._steps is None:
            raise FileError(_told("was_stopped"))
        try:
            return self._progress(next(self._steps), request.get("elapsed", 0))
        except StopIteration as end:
            self._steps, self._found = None, end.value
            return self._shown(request)

    def _progress(self, step: Step, elapsed: float) -> Answer:
        return _progress(*self._pace.told(step, elapsed), elapsed)

    def _shown(self, request: Request) -> Answer:
        assert self._plan is not None
        day = date.fromisoformat(request["today"])
        html, sentence = result_html(
            Shown(
                self._measured(), self._known_table(), self._plan.time, _share(self._target),
                self._knowledge, day, request["root"],
                request.get("address", ""),
            )
        )  # fmt: skip
        return _answer(sentence, answer=html, sheet=self._files(day)["sheet"]["text"])

    def _files(self, day: date) -> dict[str, dict[str, str]]:
        return report_files(self._measured().report, _share(self._target), self._knowledge, day)

    def _measured(self) -> Measurement:
        if self._found is None:
            raise FileError(_told("not_measured"))
        return self._found

    def _stop(self, request: Request) -> Answer:  # noqa: ARG002
        self._steps = None
        return _answer(_told("stopped"))

    def _hosted(self, request: Request) -> Answer:
        found = self._measured()
        answers = str(request["answers"]).strip("\n").splitlines()
        compared = against_hosted(found, answers)
        found.report["compared"] = compared
        html, sentence = hosted_html(compared)
        sheet = self._files(date.fromisoformat(request["today"]))["sheet"]["text"]
        return _answer(sentence, hosted=html, errors="", sheet=sheet)

    def _save(self, request: Request) -> Answer:
        files = self._files(date.fromisoformat(request["today"]))
        return {**_answer(""), "file": files[request["format"]]}

    def _forget(self, request: Request) -> Answer:  # noqa: ARG002
        self._clear()
        return _answer(_told("forgotten"), form="", answer="", errors="", sheet="")


def _answer(announce: str, **parts: str) -> Answer:
    return {"parts": parts, "announce": announce, "running": False}


def _told(key: str) -> str:
    return say(WORDS, "tell", key)


def _share(text: str) -> float | None:
    """A percentage as a share; None where there is none.

    Raises:
        FileError: it is no percentage that can be a target.
    """
    if not text:
        return None
    try:
        value = float(text.replace("%", "").replace(",", "."))
    except ValueError:
        value = 0.0
    if not 1 <= value < 100:
        raise FileError(_told("bad_target"))
    return value / 100


def _progress(share: float, left: float | None, elapsed: float) -> Answer:
    """How far it is, and how long still where that is known."""
    seconds = None
    if left is not None and elapsed > _SURE_AFTER:
        seconds = max(1, round(left / 1000))
    words = say(WORDS, "progress", share, seconds).strip()
    return {"parts": {}, "announce": "", "running": True, "share": share, "words": words}
