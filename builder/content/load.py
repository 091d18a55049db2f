"""`content/` → records that know their place, with every problem of reading them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.content.findings import checked_record, readable_part, shown
from builder.content.inline import marks, references
from builder.content.records import KINDS, Kind
from builder.content.records.base import Markdown, Record, Ref, marked, strings
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

    @cached_property
    def strings(self) -> list[tuple[Steps, str]]:
        """Every text, prose or not: where it stands, and what it says."""
        return list(strings(self.record))

    @cached_property
    def named(self) -> list[tuple[Steps, str, str]]:
        """Every (place, kind, id) that fields and prose name."""
        in_prose = (
            (steps, *each)
            for steps, text in self.texts
            for mark in marks(text)
            for each in references(mark)
        )
        return [*((steps, ref.kind, named) for steps, ref, named in self.references), *in_prose]

    def problem(self, steps: Steps, message: str) -> Problem:
        """A problem at a field of this record."""
        return self.document.problem((*self.steps, *steps), message)


@dataclass(slots=True)
class Content:
    """All records by kind and id, in the order of their files."""

    root: Path
    kinds: dict[str, dict[str, Loaded]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # Of files and records with faults: what they would be called, and what can be read of them.
    named: dict[str, set[str]] = field(default_factory=dict)
    parts: list[Loaded] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)  # texts of lists, by kind
    lost: set[str] = field(default_factory=set)  # kinds of which a whole list is missing

    def records(self, kind: str) -> dict[str, Any]:
        """The records of one kind by id."""
        return {key: loaded.record for key, loaded in self.kinds[kind].items()}

    def may_exist(self, kind: str, record_id: str) -> bool:
        """Whether there is such a record, or would be one if the faults of files were mended."""
        known = record_id in self.kinds[kind] or record_id in self.named[kind]
        return known or kind in self.lost or record_id in self.unread.get(kind, "")

    def is_whole(self, kind: str) -> bool:
        """Whether every list of a kind is there and could be read."""
        return kind not in self.lost and kind not in self.unread

    def keep_unread(self, kind: str, file: Path) -> None:
        """Note the text of a list that could not be read: an id that stands in it may exist.

        Where none stands in it any more, every id may have stood there.
        """
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        self.unread[kind] = self.unread.get(kind, "") + text
        if "id:" not in text:
            self.lost.add(kind)

    def file_of(self, kind: str, record_id: str) -> str:
        """Where a record would stand that has a file to itself; "" for one of a list."""
        kept = next(each for each in KINDS if each.name == kind)
        return "" if kept.list_key else f"{self.root.name}/{kept.folder}/{record_id}.yaml"

    def everything(self) -> Iterator[tuple[str, Loaded]]:
        """Every record with the name of its kind."""
        for kind, loaded in self.kinds.items():
            for item in loaded.values():
                yield kind, item


def load_content(root: Path, parse: Parse | None = None) -> Content:
    """Read every file under the content folder; problems are gathered, never raised."""
    content = Content(root)
    for kind in KINDS:
        content.kinds[kind.name], content.named[kind.name] = {}, set()
        for file in sorted((root / kind.folder).glob("*")):
            load_file(content, kind, file, parse)
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


def load_file(content: Content, kind: Kind, file: Path, parse: Parse | None = None) -> None:
    """Add what a file holds, and its problems, to the content."""
    path = _shown_path(content.root, file)
    if _leads_out(content.root, file):
        message = "must stand in content itself, got a link to a file outside"
        content.problems.append(Problem(path, 1, 1, message))
        return
    if file.suffix != ".yaml":
        content.problems.append(Problem(path, 1, 1, f"must end in .yaml, got {file.suffix!r}"))
        return
    if file.exists() and not file.is_file() and not file.is_dir():
        content.problems.append(Problem(path, 1, 1, "must be a file, got a pipe, socket or device"))
        return
    if kind.list_key is None:
        content.named[kind.name].add(file.stem)
    document, problems = read_yaml(file, path, parse)
    content.problems += problems
    faults = len(content.problems)
    if document is not None:
        content.problems += _schema_line(kind, file, document)
        for steps, value in _values(content, kind, document):
            _add(content, kind, file, *loaded_record(kind.model, document, steps, value), value)
    if kind.list_key and (document is None or len(content.problems) > faults):
        content.keep_unread(kind.name, file)


def _leads_out(root: Path, file: Path) -> bool:
    """Whether a link, of the file or of its folder, ends outside the content."""
    return not file.resolve().is_relative_to(root.resolve())


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


def loaded_record(
    model: type[Record], document: Document, steps: Steps, value: Any
) -> tuple[Loaded, list[Problem]]:
    """A value of a document as a record in its place, without one where it has problems."""
    record, problems = checked_record(model, document, value, steps)
    return Loaded(record, document, steps), problems


def _add(
    content: Content, kind: Kind, file: Path, loaded: Loaded, problems: list[Problem], value: Any
) -> None:
    content.problems += problems
    if loaded.record is None:
        _add_part(content, kind, loaded, value)
        return
    content.problems += _id_faults(content, kind, file, loaded, loaded.record)
    content.kinds[kind.name].setdefault(_id(loaded.record), loaded)


def _add_part(content: Content, kind: Kind, place: Loaded, value: Any) -> None:
    """Keep what can be read of a record with faults, for what refers to it and what it names."""
    part = readable_part(kind.model, value)
    if part is not None:
        content.parts.append(Loaded(part, place.document, place.steps))
        content.named[kind.name].add(str(getattr(part, "id", "")))


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
