"""What stands in the form as text: answers, numbers set by hand, further lines of the bill.

In the form an override has the fields `a.<name>.low`, `.likely` and `.high`, a line of one's own
`o.<n>.label`, `.usd`, `.paid` and `.approach`. The override `input:<id>` is the range of an
answer, which stands in its middle. In an address they are `a.<name>=low~likely~high`
and `o.<n>=usd~paid~approach~label`. A weight is `w.<criterion>` in both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from calculator.address import (
    DAY,
    MEASURED,
    OVERRIDE,
    OWN_LINE,
    WEIGHT,
    Address,
    to_address,
    values_with_defaults,
)
from calculator.costs.asked import INPUT
from calculator.dates import read_day
from calculator.knowledge import Knowledge
from calculator.measured import measured_parts
from calculator.number_text import as_grouped, plain
from calculator.request_parts import PAID
from calculator.scenario import UNKNOWN, Scenario
from view.entry_texts import each_written, joined, number_of, parted, usd_written, written

ENDS = ("low", "likely", "high")
PARTS = ("usd", "paid", "approach", "label")

type Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything that the reader has entered, as text."""

    inputs: Texts
    overrides: Mapping[str, Texts] = field(default_factory=dict)  # name: low, likely, high
    own_lines: Mapping[str, Texts] = field(default_factory=dict)  # number: usd, paid, …
    weights: Texts = field(default_factory=dict)  # by criterion
    measured: str = ""  # as `calculator.measured` writes it
    decimal: str = ""  # the mark that the reader's language writes; empty: not known
    day: str = ""  # whose prices count; empty: today

    @classmethod
    def of_form(cls, values: Texts, decimal: str = "") -> "Entries":
        """From the fields of the form, by name."""
        inputs: dict[str, str] = {}
        overrides: dict[str, dict[str, str]] = {}
        own_lines: dict[str, dict[str, str]] = {}
        weights: dict[str, str] = {}
        for name, value in values.items():
            key, _, part = name.rpartition(".")
            if name in (MEASURED, DAY):
                continue
            if name.startswith(OVERRIDE):
                overrides.setdefault(key.removeprefix(OVERRIDE), {})[part] = value
            elif name.startswith(OWN_LINE):
                own_lines.setdefault(key.removeprefix(OWN_LINE), {})[part] = value
            elif name.startswith(WEIGHT):
                weights[part] = value
            else:
                inputs[name] = value
        ranged = _with_answers(overrides, inputs)
        measured, day = values.get(MEASURED, ""), values.get(DAY, "")
        return cls(inputs, ranged, own_lines, weights, measured, decimal, day)

    @classmethod
    def of_address(cls, address: Address, knowledge: Knowledge) -> "Entries":
        """From an address; what it leaves out has its default."""
        inputs = {
            key: written(text) if _is_number(key, knowledge) else text
            for key, text in values_with_defaults(address, knowledge).items()
        }
        overrides = {name: each_written(parted(t, ENDS)) for name, t in address.overrides.items()}
        return cls(
            inputs,
            _with_answers(overrides, inputs),
            {
                number: usd_written(parted(text, PARTS))
                for number, text in address.own_lines.items()
            },
            {name: written(text) for name, text in address.weights.items()},
            address.measured,
            day=address.day,
        )

    def request(self) -> dict[str, Any]:
        """As `calculator.api.evaluate` takes it; what is no number stays text and is refused."""
        return {
            "inputs": {key: self._said(text) for key, text in self.inputs.items()},
            "assumptions": {
                name: [number_of(self._said(texts.get(end, ""))) for end in ENDS]
                for name, texts in self.overrides.items()
            },
            "own_lines": [self._own_line(texts) for texts in self.own_lines.values()],
            "weights": {
                name: number_of(self._said(text)) for name, text in self.weights.items() if text
            },
            **({"measured": measured_parts(self.measured)} if self.measured else {}),
            **({"as_of": self.day} if self.day else {}),
        }

    def _said(self, text: str) -> str:
        return as_grouped(text, self.decimal)

    def _own_line(self, texts: Texts) -> dict[str, Any]:
        approach = texts.get("approach", "")
        return {
            "label": texts.get("label", ""),
            "usd": number_of(self._said(texts.get("usd", ""))),
            "paid": texts.get("paid", PAID[0]),
            "approaches": [approach] if approach else [],
        }

    def address(self, scenario: Scenario, knowledge: Knowledge) -> str:
        """The canonical address of these entries; `scenario` holds the answers that were read."""
        return to_address(
            scenario,
            knowledge,
            {
                name: joined({end: self._plain(text) for end, text in texts.items()}, ENDS)
                for name, texts in self.overrides.items()
            },
            [
                joined({**texts, "usd": self._plain(texts.get("usd", ""))}, PARTS)
                for texts in self.own_lines.values()
            ],
            {
                name: self._plain(text)
                for name, text in self.weights.items()
                if number_of(text or "0")
            },
            self.measured,
            self.day if read_day(self.day) else "",
        )

    def on(self, today: date) -> date:
        """The day whose prices count."""
        return read_day(self.day) or today

    def _plain(self, text: str) -> str:
        """A number as every reader of the address reads it; what is none as it was typed."""
        number = number_of(self._said(text))
        return number if isinstance(number, str) else plain(number)

    def with_override(self, name: str, texts: Texts) -> "Entries":
        """With one more number set by hand."""
        return replace(self, overrides={**self.overrides, name: texts})

    def with_own_line(self) -> "Entries":
        """With one more line of the reader's, still empty."""
        number = str(1 + max((int(n) for n in self.own_lines if n.isdigit()), default=0))
        texts = {"usd": "", "paid": PAID[0], "approach": "", "label": ""}
        return replace(self, own_lines={**self.own_lines, number: texts})

    def without(self, field_name: str) -> "Entries":
        """Without the override, line or measurement that `a.<name>`, `o.<n>`, `measured` names."""
        if field_name == MEASURED:
            return self._unmeasured()
        gone_override, gone_line = (
            field_name.removeprefix(prefix) if field_name.startswith(prefix) else None
            for prefix in (OVERRIDE, OWN_LINE)
        )
        return replace(
            self,
            overrides={k: v for k, v in self.overrides.items() if k != gone_override},
            own_lines={k: v for k, v in self.own_lines.items() if k != gone_line},
        )

    def _unmeasured(self) -> "Entries":
        """Without the measurement; answers that still are what it gave become what they were."""
        given = measured_parts(self.measured)["filled"]
        before = {e["input"]: e["before"] for e in given if self._holds(e["input"], e["answer"])}
        return replace(self, inputs={**self.inputs, **before}, measured="")

    def _holds(self, input_id: str, answer: str) -> bool:
        text = self.inputs.get(input_id, "")
        return text == answer or number_of(self._said(text)) == number_of(answer) != answer


def _with_answers(overrides: Mapping[str, Texts], inputs: Texts) -> dict[str, Texts]:
    """The range of an answer has the answer in its middle; one that is open keeps its own."""
    return {
        name: {**texts, "likely": answer}
        if (answer := answered(name, inputs)) else texts
        for name, texts in overrides.items()
    }  # fmt: skip


def answered(name: str, inputs: Texts) -> str:
    """What was answered where a number is the range of an answer; empty where nothing was."""
    given = inputs.get(name.removeprefix(INPUT), "") if name.startswith(INPUT) else ""
    return "" if given.strip().lower() == UNKNOWN else given


def _is_number(input_id: str, knowledge: Knowledge) -> bool:
    definition = knowledge.inputs.get(input_id)
    return definition is not None and definition.kind in ("integer", "number")
