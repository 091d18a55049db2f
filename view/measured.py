"""A measurement cited beside a decision, and the answers that it fills into the calculator."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from calculator.address import answer_text
from calculator.knowledge import Answer, Knowledge
from calculator.measured import (
    FIGURES,
    TRIVIAL,
    Filled,
    Measured,
    Score,
    measured_parts,
    measured_text,
    read_measured,
)
from calculator.request import read_request
from calculator.scenario import UNKNOWN
from view.answers import value_words
from view.entries import Entries
from view.environment import render, say
from view.opening import open_address

WORDS = "measure_words.txt.j2"


@dataclass(frozen=True, slots=True)
class FilledField:
    """An answer of a measurement, and whether it still stands."""

    input: str
    label: str
    measured: str
    before: str
    stands: bool


def cited(found: Measured) -> str:
    """What was measured, when and on how many rows, its score and interval, in a sentence."""
    return say(WORDS, "cited", found, FIGURES[found.task]).strip()


def citation(report: Mapping[str, Any], target: float | None, day: date) -> Measured:
    """What a decision says of a report.

    Args:
        report: of `calculator.measure`.
        target: that the reader has set, 0 to 1.
        day: of the measurement.
    """
    figure = FIGURES[report["task"]]
    best = next(each for each in report["models"] if each["model"] == report["best"])
    ends = {end: float(best[figure][end]) for end in ("low", "value", "high")}
    return Measured(
        task=report["task"], model=report["best"], score=Score(**ends),
        trivial=float(report["models"][0][figure]["value"]), rows=report["rows"]["measured"],
        on=day, target=target,
    )  # fmt: skip


def beaten(report: Mapping[str, Any]) -> bool:
    """Whether the model that counts is more than the trivial answer."""
    return report["best"] not in TRIVIAL


def filled_in(
    found: Measured, answers: Mapping[str, Answer], address: str, knowledge: Knowledge
) -> tuple[Entries, Measured]:
    """The calculator's entries with the answers of a measurement on top, and its citation.

    Args:
        found: the measurement.
        answers: that it gives, by input.
        address: of the scenario that the reader came from; empty where there is none.
        knowledge: brings the inputs.
    """
    blank = Entries(dict.fromkeys(knowledge.inputs, UNKNOWN))
    entries = open_address(address, knowledge).entries.without("measured") if address else blank
    texts = {key: answer_text(value) for key, value in answers.items()}
    filled = tuple(
        Filled(input=key, answer=text, before=entries.inputs.get(key, UNKNOWN))
        for key, text in texts.items()
    )
    whole = replace(found, filled=filled)
    inputs = {**entries.inputs, **texts}
    return replace(entries, inputs=inputs, measured=measured_text(whole)), whole


def address_of(entries: Entries, knowledge: Knowledge) -> str:
    """The address of entries."""
    read, _ = read_request(entries.request(), knowledge, text=True)
    return entries.address(read.scenario, knowledge)


def fields(found: Measured, entries: Entries, knowledge: Knowledge) -> list[FilledField]:
    """The answers that a measurement gave, in words."""
    read, _ = read_request(entries.request(), knowledge, text=True)
    return [
        FilledField(
            each.input, knowledge.inputs[each.input].label,
            _words(each.input, each.answer, knowledge), _words(each.input, each.before, knowledge),
            answer_text(read.scenario[each.input]) == each.answer,
        )
        for each in found.filled
    ]  # fmt: skip


def _words(input_id: str, text: str, knowledge: Knowledge) -> str:
    read, _ = read_request({"inputs": {input_id: text}}, knowledge, text=True)
    return value_words(knowledge.inputs[input_id], read.scenario[input_id])


def measured_html(
    entries: Entries, errors: Mapping[str, str], knowledge: Knowledge, root: str = ""
) -> str:
    """The part of the form that says what a measurement filled in, with the way to take it back."""
    if not entries.measured:
        return ""
    found = read_measured(measured_parts(entries.measured), knowledge)
    known = found if isinstance(found, Measured) else None
    return render(
        "measured.html.j2", root, text=entries.measured, error=errors.get("measured", ""),
        cited=cited(known) if known else "",
        fields=fields(known, entries, knowledge) if known else [],
    )  # fmt: skip
