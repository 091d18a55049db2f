"""YAML text → plain values that know their place: file, line, column.

A strict reading: `true` and `false` are the only booleans, dates stay text for the record
to parse, duplicated keys and aliases are faults.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from builder.content.yaml_faults import too_deep, yaml_fault
from builder.content.yaml_loader import Loader
from builder.problems import Problem

type Steps = tuple[str | int, ...]
type Parse = Callable[[str, str], tuple["Document | None", list[Problem]]]

LARGEST_FILE_BYTES = 4_000_000
# Of no width, or turning the direction of what follows; joiners within an emoji or a word may stay.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its value, and the line and column of every key and value in it."""

    path: str
    value: Any
    places: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Steps, tuple[int, int]] = field(default_factory=dict)

    def problem(self, steps: Steps, message: str, *, at_key: bool = False) -> Problem:
        """A problem at the value (or key) that the steps lead to, or at what encloses it."""
        places = self.keys if at_key else self.places
        while steps not in places and steps:
            steps, places = steps[:-1], self.places
        line, column = places.get(steps, (1, 1))
        return Problem(self.path, line, column, message)


def read_yaml(
    file: Path, shown_path: str, parse: Parse | None = None
) -> tuple[Document | None, list[Problem]]:
    """Read one file; None when it is no YAML at all. `parse` may stand in for `parse_yaml`."""
    try:
        raw = file.read_bytes()
        if len(raw) > LARGEST_FILE_BYTES:
            limit = f"{LARGEST_FILE_BYTES:,} bytes"
            return None, [Problem(shown_path, 1, 1, f"must be at most {limit}, got {len(raw):,}")]
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        found = f"byte 0x{error.object[error.start]:02x}"
        return None, [Problem(shown_path, line, column, f"must be UTF-8 text, got {found}")]
    except OSError as error:
        return None, [Problem(shown_path, 1, 1, f"must be readable, got {error.strerror}")]
    unseen = _UNSEEN.search(text)
    if unseen:
        line = text.count("\n", 0, unseen.start()) + 1
        column = unseen.start() - text.rfind("\n", 0, unseen.start())
        found = f"U+{ord(unseen.group()):04X}"
        message = f"must hold no character that nobody sees, got {found}"
        return None, [Problem(shown_path, line, column, message)]
    return (parse or parse_yaml)(text, shown_path)


def parse_yaml(text: str, shown_path: str) -> tuple[Document | None, list[Problem]]:
    """Parse the text of one file."""
    try:
        deep = too_deep(text)
        if deep is not None:
            return None, [Problem(shown_path, *deep, "must be valid YAML: nested too deeply")]
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        place, wrong = yaml_fault(text, error)
        return None, [Problem(shown_path, *place, f"must be valid YAML: {wrong}")]
    except yaml.YAMLError as error:
        return None, [_unmarked(text, shown_path, error)]
    if node is None:
        return None, [Problem(shown_path, 1, 1, "must hold a record, got an empty file")]
    document = Document(shown_path, None)
    reader = _Reader(document)
    value = reader.read(node, ())
    return Document(shown_path, value, document.places, document.keys), reader.problems


def _unmarked(text: str, shown_path: str, error: Exception) -> Problem:
    """A reader error names a character position instead of a line."""
    position = getattr(error, "position", 0)
    before = text[: position if isinstance(position, int) else 0]
    reason = getattr(error, "reason", str(error))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Problem(shown_path, line, column, f"must be valid YAML: {reason}")


class _Reader:
    """Turns nodes into values and notes where each stood."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self._seen: set[yaml.Node] = set()

    def read(self, node: yaml.Node, steps: Steps) -> Any:
        self.document.places[steps] = _place(node)
        if node in self._seen:
            self._report(node, "must not use YAML aliases; write the value out")
            return None
        self._seen.add(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, steps))
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*steps, i)) for i, item in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode, steps: Steps) -> Iterator[tuple[str, Any]]:
        taken: set[str] = set()
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or key in taken:
                wrong = (
                    "must have plain text as key" if key is None else f"key '{key}' stands twice"
                )
                self._report(key_node, wrong)
                continue
            taken.add(key)
            self.document.keys[(*steps, key)] = _place(key_node)
            yield key, self.read(value_node, (*steps, key))

    def _scalar(self, node: yaml.Node) -> Any:
        tag = node.tag.rpartition(":")[2]
        text = node.value
        if tag == "null":
            return None
        if tag == "bool":
            return text == "true"
        if tag == "int":
            return int(text) if len(text) <= 40 else self._report(node, "must be a sensible number")
        if tag == "float":
            return float(text)
        if tag != "str":
            self._report(node, f"must not carry a YAML tag, got '{node.tag}'")
        return text

    def _report(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.document.path, *_place(node), message))


def _place(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
