"""What a YAML parser could not read, in an author's words and at the place where it began."""

import contextlib
from typing import Any

import yaml

from builder.content.yaml_loader import Loader

type Place = tuple[int, int]  # line and column from 1
DEEPEST = 50  # no record is half as deep; the C parser itself ends at some ten thousand
_OPENERS = ("[", "{", "- ", "-\n", "? ", "?\n", ":\n")
_FEW = 4 * DEEPEST


def yaml_fault(text: str, error: yaml.MarkedYAMLError) -> tuple[Place, str]:
    """The place of a fault of syntax, and what is wrong there."""
    here = _place(error.problem_mark or error.context_mark)
    began = _place(error.context_mark or error.problem_mark)
    problem, context = str(error.problem), str(error.context)
    if "tab character" in problem or _character(text, here) == "\t":
        return here, "a tab; indent with spaces"
    if "quoted scalar" in context and "found unexpected" in problem:
        return began, "the quote that opens here is never closed"
    if "mapping values" in problem:
        return _text_before(text, here), "text with a colon and a space in it must stand in quotes"
    if "expected key" in problem or "expected ':'" in problem:
        return _around_a_key(text, here, began, problem)
    if "flow" in context:
        opened = _open_bracket(text, here) or began
        return opened, f"the '{_character(text, opened)}' that opens here is never closed"
    if "alias" in problem or "alias" in context or "start any token" in problem:
        return began, f"text that begins with '{_character(text, began)}' must stand in quotes"
    if "sequence entries" in problem:
        return here, "a list must begin on a line of its own"
    return here, problem


def too_deep(text: str) -> Place | None:
    """Where values are nested deeper than any record; composing them could end the process."""
    if sum(text.count(mark) for mark in _OPENERS) < _FEW:
        return None
    depth = 0
    with contextlib.suppress(yaml.YAMLError):  # told when the text is composed
        for event in yaml.parse(text, Loader=Loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return _place(event.start_mark)
    return None


def _around_a_key(text: str, here: Place, began: Place, problem: str) -> tuple[Place, str]:
    """A key is missing or broken; often a quote or a bracket above it is to blame."""
    before = [each for each in _tokens(text) if _place(each.end_mark) <= here]
    last = before[-1] if before else None
    quoted = next((each for each in reversed(before) if _is_quoted(each)), None)
    if quoted and quoted.start_mark.line < quoted.end_mark.line in (here[0] - 1, began[0] - 1):
        closes = f"it closes only in line {quoted.end_mark.line + 1}"
        return _place(quoted.start_mark), f"the quote that opens here lacks its end; {closes}"
    if last and _is_quoted(last) and "expected key" in problem:
        return _place(last.start_mark), "text goes on after its quote; write a quote in it twice"
    if isinstance(last, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
        return here, "text that begins with '[' or '{' must stand in quotes"
    if "':'" in problem:
        return began, "a key without a colon, or text that is not indented"
    return here, "must be a key that is indented like those above it"


def _open_bracket(text: str, place: Place) -> Place | None:
    """Where the innermost bracket opens that is still open at a place."""
    opened = []
    for token in _tokens(text):
        if _place(token.start_mark) >= place:
            break
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(_place(token.start_mark))
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
            opened.pop()
    return opened[-1] if opened else None


def _text_before(text: str, place: Place) -> Place:
    """Where the text begins that ends at a place."""
    for token in reversed(_tokens(text)):
        if isinstance(token, yaml.ScalarToken) and _place(token.end_mark) == place:
            return _place(token.start_mark)
    return place


def _tokens(text: str) -> list[yaml.Token]:
    """All tokens up to the first that can't be read."""
    found: list[yaml.Token] = []
    with contextlib.suppress(yaml.YAMLError):
        found.extend(yaml.scan(text, Loader=Loader))
    return found


def _is_quoted(token: yaml.Token) -> bool:
    return isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')


def _character(text: str, place: Place) -> str:
    lines = text.splitlines()
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    return line[place[1] - 1 : place[1]]


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
