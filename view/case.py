"""Whose case is shown: an example with its story, or the reader's own; what was changed in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculator.address import EXAMPLE, answer_text, from_address, values_with_defaults
from calculator.knowledge import Example, Input, Knowledge
from calculator.scenario import UNKNOWN
from view.answers import NOT_KNOWN, value_words
from view.environment import render
from view.opening import open_address

_PLAIN = {UNKNOWN: NOT_KNOWN, "true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that is not the example's."""

    field: str
    label: str
    now: str
    was: str
    text: str  # what the example has in the field


def base_of(address: str, knowledge: Knowledge) -> str:
    """The example that an address opens; empty for a case of the reader's own."""
    if not address:
        return default_example(knowledge).id
    read = from_address(address)
    if read.example is not None and read.example in knowledge.examples:
        return read.example
    texts = values_with_defaults(read, knowledge)
    same = (each.id for each in knowledge.examples.values() if _is(each, texts, knowledge))
    return next(same, "")


def _is(example: Example, texts: Mapping[str, str], knowledge: Knowledge) -> bool:
    """Whether the answers are the example's, and none beside them."""
    return all(texts[key] == answer_text(example.inputs.get(key)) for key in knowledge.inputs)


def default_example(knowledge: Knowledge) -> Example:
    """The example whose answers the page opens with."""
    defaults = {key: each.default for key, each in knowledge.inputs.items()}
    fitting = (e for e in knowledge.examples.values() if e.inputs.items() <= defaults.items())
    return max(fitting, key=lambda each: len(each.inputs))


def case_html(texts: Mapping[str, str], base: str, knowledge: Knowledge) -> str:
    """The head of the page: what the case is called, and each answer that differs, to take back.

    Args:
        texts: what stands in the form, by input id.
        base: the example that it began with; empty for none.
        knowledge: what content brings.
    """
    example = knowledge.examples.get(base)
    changed = tuple(_changed(texts, example, knowledge)) if example else ()
    given = sum(1 for key in knowledge.inputs if _text(texts, key) != UNKNOWN)
    return render("case.html.j2", example=example, changed=changed, given=given)


def _changed(texts: Mapping[str, str], example: Example, knowledge: Knowledge) -> Iterator[Changed]:
    before = _texts_of(example, knowledge)
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        now, was = _text(texts, definition.id), _text(before, definition.id)
        if now != was:
            empty = was == UNKNOWN and definition.kind in ("integer", "number")
            yield Changed(
                field=definition.id,
                label=definition.label,
                now=_words(definition, now),
                was=_words(definition, was),
                text="" if empty else was,
            )


def _texts_of(example: Example, knowledge: Knowledge) -> Mapping[str, str]:
    """What stands in the form when the example is opened."""
    default = example.id == default_example(knowledge).id
    return open_address("" if default else f"{EXAMPLE}={example.id}", knowledge).entries.inputs


def _text(texts: Mapping[str, str], key: str) -> str:
    return texts.get(key, "").strip() or UNKNOWN


def _words(definition: Input, text: str) -> str:
    return _PLAIN.get(text) or value_words(definition, text)
