"""What the calculator page asks of Python: JSON text in, JSON text out.

Every request names what to do; `today` is the reader's date, since Python here has no clock.
"""

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.result import Result
from calculator.scenario import UNKNOWN, Problem, Scenario
from view import sentences
from view.answer_card import answer_card
from view.as_built import as_built
from view.case import base_of, case_html
from view.chart_data import charts
from view.echoes import echoes
from view.entries import Entries
from view.following import filled
from view.form import choices_html, form_html, later_groups
from view.guide import guide
from view.measure import MeasurePage
from view.measured import measured_html
from view.notes import notes_html
from view.opening import Opened, on_its_day, open_address, open_file
from view.own_numbers import numbers_html, own_numbers_html, physics_html, published_texts
from view.pictures import Pictures
from view.render import errors_html, parts_html
from view.stages import FIRST, Stages
from view.takeaway import compare, export, sheet
from view.tools import tool_answer
from view.weights import weights_html

type Request = Mapping[str, Any]
type Answer = dict[str, Any]


class Page:
    """Answers the requests of one page; holds the knowledge, and a file that is measured."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._actions: dict[str, Callable[[Request], Answer]] = {
            "open": self._open,
            "answer": self._answer,
            "edit": self._edit,
            "load": self._load,
            "choices": self._choices,
            "form": self._form,
            "export": lambda asked: export(asked, self.knowledge),
            "sheet": lambda asked: sheet(asked, self.knowledge),
            "compare": lambda asked: compare(asked, self.knowledge),
            "map": lambda asked: self._pictures.map(asked),
            "sliders": lambda asked: self._pictures.sliders(asked),
            "pair": lambda asked: self._pictures.pair(asked),
        }
        self._stages = Stages(knowledge)
        self._pictures = Pictures(knowledge)
        self._measuring = MeasurePage(knowledge)

    def answer(self, request: str, file: bytes | memoryview = b"") -> str:
        """Do what the request says.

        Args:
            file: that is to be measured.
            request: JSON text with `do`, `detail` (one of `DETAILS`), `today` (ISO date),
                `root` (path to the site's root), `decimal` (the mark that the reader's
                language writes; may be missing), `base` (the example that the case began with;
                may be missing), `guided`, `passed` and `step` of the guided path, `billed`
                (approach or null), and what each needs: open an `address` (`blank`: with no
                answers but `answers`), answer `values` (`told`: problems by field that the form
                no longer shows; `steps`: little by little, `more` says to ask again), edit `values`
                (`set`, `drop` or neither: a new line), load the `text` of a file over `values`;
                `view.takeaway` says what export, sheet and compare need. To `open` with `built`
                the form and the answer are left out: the page was built with them.
        """
        asked = on_its_day(json.loads(request))
        if "measure" in asked:
            answer = self._measuring.answer({**asked, "file": file})
            return json.dumps(answer, ensure_ascii=False, allow_nan=False)
        if "tool" in asked:
            return json.dumps(tool_answer(asked, self.knowledge), ensure_ascii=False)
        return json.dumps(self._actions[asked["do"]](asked), ensure_ascii=False, allow_nan=False)

    def _open(self, request: Request) -> Answer:
        """Restore the scenario of an address: the form and the answer to it."""
        opened = open_address(request["address"], self.knowledge)
        request = on_its_day(request, opened.entries.day)
        if request.get("blank"):
            blank = dict.fromkeys(opened.entries.inputs, UNKNOWN) | request.get("answers", {})
            opened = replace(opened, entries=replace(opened.entries, inputs=blank))
        base = "" if request.get("blank") else base_of(request["address"], self.knowledge)
        found = self._opened(opened, {**request, "base": base})
        return {**found, "focus": opened.focus, "base": base}

    def _choices(self, request: Request) -> Answer:
        """Every option of a field with a long list; `field` and its present `value`."""
        definition = self.knowledge.inputs[request["field"]]
        return {"html": choices_html(definition, request["value"], self.knowledge)}

    def _form(self, request: Request) -> Answer:
        """What the page was built without, and what no answer changes: once is enough."""
        return {
            "groups": later_groups(self.knowledge, request["values"], request["root"]),
            "lists": {
                "numbers": numbers_html(self.knowledge), "physics": physics_html(self.knowledge),
            },
        }  # fmt: skip

    def _answer(self, request: Request) -> Answer:
        """Answer what stands in the form; what was wrong before the form was filled stays said."""
        told = [Problem(*each) for each in request.get("told", {}).items()]
        return self._evaluated(
            Entries.of_form(request["values"], request.get("decimal", "")), request, told
        )

    def _edit(self, request: Request) -> Answer:
        """Add a number or a line to the form, or take one away, and answer again."""
        entries = Entries.of_form(request["values"], request.get("decimal", ""))
        if request.get("drop"):
            entries = entries.without(request["drop"])
        elif request.get("set"):
            name, day = request["set"], date.fromisoformat(request["today"])
            texts = published_texts(name, entries, self.knowledge, day)
            likely = request.get("to") or texts["likely"]
            one = {**dict.fromkeys(texts, ""), "likely": likely}  # the others follow
            entries = entries.with_override(name, one)
        else:
            entries = entries.with_own_line()
        return self._with_form(entries, request)

    def _load(self, request: Request) -> Answer:
        """Restore a scenario from the text of a file; one that can't be read changes nothing."""
        opened = open_file(request["text"], self.knowledge)
        if any(problem.field == "file" for problem in opened.problems):
            opened = replace(
                opened, entries=Entries.of_form(request["values"], request.get("decimal", ""))
            )
        request = on_its_day(request, opened.entries.day)
        return {**self._opened(opened, {**request, "base": ""}), "base": ""}

    def _opened(self, opened: Opened, request: Request) -> Answer:
        work_out = self._evaluated if request.get("built") else self._with_form
        found = work_out(opened.entries, request, opened.problems)
        found["parts"]["notes"] = notes_html(opened.version, opened.moves, self.knowledge)
        return found

    def _with_form(
        self, entries: Entries, request: Request, problems: Iterable[Problem] = ()
    ) -> Answer:
        found = self._evaluated(entries, request, problems)
        wrong, root = found["problems"], request["root"]
        day = date.fromisoformat(request["today"])
        found["form"] = (
            measured_html(entries, wrong, self.knowledge, root)
            + form_html(self.knowledge, entries.inputs, wrong, root, found["idle"] or ())
            + weights_html(entries.weights, wrong, root)
            + own_numbers_html(entries, wrong, self.knowledge, day, root)
        )
        return found

    def _evaluated(
        self, entries: Entries, request: Request, problems: Iterable[Problem] = ()
    ) -> Answer:
        """The parts of the page that follow from the entries; money only where all is asked."""
        day = date.fromisoformat(request["today"])
        entries = filled(entries, self.knowledge, day)
        asked = entries.request()
        if request.get("built"):
            found = self._stages.decided(asked, day)
            return as_built(found, entries, self.knowledge) | self._pictures.keys(asked, found)
        if request.get("steps") and not self._stages.step(asked, day, request["detail"]):
            return {"more": True}
        result = self._stages.result(asked, day, request["detail"])
        if result.costs:
            self._pictures.remember(asked, result, request)
        told = dict.fromkeys([*result.problems, *problems])
        result = replace(result, problems=tuple(told))
        address = entries.address(Scenario(result.inputs), self.knowledge)
        keys = self._pictures.keys(asked, result)
        said = {**self._answered(result, request), "address": address, **keys}
        said["echoes"] = echoes(entries, result, self.knowledge)
        base = request.get("base") or ""
        said["parts"]["case"] = case_html(entries.inputs, base, self.knowledge)
        return said

    def _answered(self, result: Result, request: Request) -> Answer:
        knowledge, root = self.knowledge, request["root"]
        billed = request["billed"] if request["billed"] in knowledge.approaches else None
        drawn = charts(result, knowledge, billed) if result.costs else []
        card = answer_card(result, knowledge)
        explained = request["detail"] != FIRST
        said = parts_html(result, knowledge, root, billed, drawn, explained=explained)
        return {
            "parts": {**said, "errors": errors_html(result, knowledge)},
            "problems": {each.field: each.message for each in result.problems},
            "explained": explained,
            "idle": list(result.settled) if explained else None,
            "announce": sentences.announcement(result, knowledge),
            "recommended": result.recommended,
            "title": knowledge.approaches[result.recommended].name,
            "cost": card.split.sentence if card else "",
            "guide": guide(result, request, knowledge) if request.get("guided") else {},
            "settled": result.costs is not None,
            "charts": {each.name: each.for_script for each in drawn},
        }


def answer(request: str, file: bytes | memoryview = b"") -> str:
    """Answer a request with the knowledge that is packed beside the calculator."""
    return packed_page().answer(request, file)


@functools.cache
def packed_page() -> Page:
    """The page with the knowledge that is packed beside the calculator, read once."""
    return Page(load_knowledge())
