"""`content/` → records that know their place, with every problem of reading them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.content.findings import shown, validate
from builder.content.records import KINDS, Kind
from builder.content.records.base import Markdown, Record, Ref, marked
from builder.content.yaml_source import Document, Parse, Steps, read_yaml
from builder.problems import Problem


@dataclass(frozen=True)
class Loaded:
    """A record, and where it stands in which file."""

    record: Any
    document: Document
    steps: Steps

    @cached_property
    def references(self) -> list[tuple[Steps, Ref, str]]:
        """Every field that names another record: where it stands, what it refers to, the id."""
        return list(marked(self.record, Ref))

    @cached_property
    def texts(self) -> list[tuple[Steps, str]]:
        """Every field of prose: where it stands, and what it says."""
        return [(steps, text) for steps, _, text in marked(self.record, Markdown)]

    def problem(self, steps: Steps, message: str) -> Problem:
        """A problem at a field of this record."""
        return self.document.problem((*self.steps, *steps), message)


@dataclass(slots=True)
class Content:
    """All records by kind and id, in the order of their files."""

    root: Path
    kinds: dict[str, dict[str, Loaded]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def records(self, kind: str) -> dict[str, Any]:
        """The records of one kind by id."""
        return {key: loaded.record for key, loaded in self.kinds[kind].items()}

    def everything(self) -> Iterator[tuple[str, Loaded]]:
        """Every record with the name of its kind."""
        for kind, loaded in self.kinds.items():
            for item in loaded.values():
                yield kind, item


def load_content(root: Path, parse: Parse | None = None) -> Content:
    """Read every file under the content folder; problems are gathered, never raised."""
    content = Content(root)
    for kind in KINDS:
        content.kinds[kind.name] = {}
        for file in sorted((root / kind.folder).glob("*")):
            _load_file(content, kind, file, parse)
    content.problems += _stray_files(root)
    return content


def _stray_files(root: Path) -> Iterator[Problem]:
    """A file that no kind claims would be forgotten in silence."""
    folders = {kind.folder for kind in KINDS} | {"schemas"}
    for file in sorted(root.rglob("*")):
        parts = file.relative_to(root).parts
        if file.is_file() and (parts[0] not in folders or len(parts) != 2):
            expected = ", ".join(sorted(folders))
            message = f"must stand in a folder of content ({expected})"
            yield Problem(_shown_path(root, file), 1, 1, message)


def _shown_path(root: Path, file: Path) -> str:
    return (Path(root.name) / file.relative_to(root)).as_posix()


def _load_file(content: Content, kind: Kind, file: Path, parse: Parse | None) -> None:
    path = _shown_path(content.root, file)
    if file.suffix != ".yaml":
        content.problems.append(Problem(path, 1, 1, f"must end in .yaml, got {file.suffix!r}"))
        return
    document, problems = read_yaml(file, path, parse)
    content.problems += problems
    if document is not None:
        content.problems += _schema_line(kind, file, document)
        for steps, value in _values(content, kind, document):
            _add(content, kind, file, Loaded(None, document, steps), value)


def _schema_line(kind: Kind, file: Path, document: Document) -> Iterator[Problem]:
    """Editors complete and check a file only if its first line names its schema."""
    wanted = f"# yaml-language-server: $schema=../schemas/{kind.list_key or kind.name}.json"
    with file.open(encoding="utf-8") as opened:
        first = opened.readline().rstrip("\r\n")
    if first != wanted:
        yield Problem(document.path, 1, 1, f"first line must be '{wanted}', got {shown(first)}")


def _values(content: Content, kind: Kind, document: Document) -> Iterator[tuple[Steps, Any]]:
    if kind.list_key is None:
        yield (), document.value
        return
    value = document.value
    if not isinstance(value, dict) or set(value) != {kind.list_key}:
        content.problems.append(
            document.problem((), f"must be a mapping with the one key '{kind.list_key}'")
        )
    elif not isinstance(value[kind.list_key], list):
        found = shown(value[kind.list_key])
        content.problems.append(document.problem((kind.list_key,), f"must be a list, got {found}"))
    else:
        yield from (((kind.list_key, i), item) for i, item in enumerate(value[kind.list_key]))


def _add(content: Content, kind: Kind, file: Path, place: Loaded, value: Any) -> None:
    record, problems = validate(kind.model, place.document, value, place.steps)
    content.problems += problems
    if record is None:
        return
    loaded = Loaded(record, place.document, place.steps)
    content.problems += _id_faults(content, kind, file, loaded, record)
    content.kinds[kind.name].setdefault(_id(record), loaded)


def _id_faults(
    content: Content, kind: Kind, file: Path, loaded: Loaded, record: Record
) -> Iterator[Problem]:
    """An id stands once in its kind, and a file with one record is named after it."""
    known = content.kinds[kind.name].get(_id(record))
    if known is not None:
        first = f"{known.document.path}:{known.document.places[known.steps][0]}"
        yield loaded.problem(("id",), f"id '{_id(record)}' stands already at {first}")
    if kind.list_key is None and file.stem != _id(record):
        yield loaded.problem(
            ("id",), f"id must be the file's name '{file.stem}', got '{_id(record)}'"
        )


def _id(record: Record) -> str:
    return str(getattr(record, "id"))  # noqa: B009  every kind has one, the base class has not
