"""What `--help` of a predictor lists: its fields, from their one definition."""

import textwrap
from collections.abc import Iterator

from calculator.knowledge import Knowledge
from calculator.vocabulary import PredictorField

_WIDTH = 96


def fields_of(command: str, knowledge: Knowledge) -> list[PredictorField]:
    """The fields that a command reads, in the order of the content."""
    return [each for each in knowledge.predictor_fields.values() if command in each.commands]


def fields_text(command: str, knowledge: Knowledge) -> str:
    """Fields with unit and help, then the words of its vocabularies, as text."""
    fields = fields_of(command, knowledge)
    kinds = dict.fromkeys(each.kind for each in fields)
    lines = ["fields of a record (JSON):", *(line for each in fields for line in _lines(each))]
    for name in (kind for kind in kinds if kind in knowledge.vocabularies):
        words = ", ".join(word.id for word in knowledge.vocabularies[name].words)
        lines += ["", *_wrapped(f"{knowledge.vocabularies[name].label.lower()}: {words}", "  ")]
    return "\n".join(lines)


def _lines(field: PredictorField) -> Iterator[str]:
    unit = f" ({field.unit})" if field.unit else ""
    yield f"  {field.id}{unit}"
    yield from _wrapped(field.help, "      ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
