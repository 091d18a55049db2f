"""A copy of the project's content, for tests that spoil it."""

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builder import steps
from builder.checks import markup
from builder.content import load
from builder.content.knowledge import knowledge_data
from builder.content.parsed import Parsed
from builder.problems import Problem
from builder.steps import check_meaning, sound_content

ROOT = Path(__file__).resolve().parents[3]

REMEMBERED = ("rule_checks", "asked")  # what the last build found of the same content

type Spoil = Callable[[str, str | None], None]  # the file's path in content/, and what it says now


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content, and what a build remembers of it."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / "build").mkdir()
    for name in ("builder", "calculator"):  # what is remembered holds for its code
        (folder / name).symlink_to(ROOT / name)
    for name in REMEMBERED:
        if (ROOT / "build" / name).is_dir():
            shutil.copytree(ROOT / "build" / name, folder / "build" / name)
    content = sound_content(folder)
    check_meaning(content, knowledge_data(content), folder)
    return folder


@pytest.fixture
def spoil(project: Path) -> Iterator[Spoil]:
    """Write a file of the project, or remove it; afterwards its content is as it was."""
    touched = set()

    def write(name: str, text: str | None) -> None:
        touched.add(name)
        file = project / "content" / name
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")

    yield write
    for name in touched:
        shutil.copyfile(ROOT / "content" / name, project / "content" / name)


def sound_text(name: str) -> str:
    """What a file of content says."""
    return (ROOT / "content" / name).read_text(encoding="utf-8")


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one file says is read, and looked at by itself, once for all checks of a process.

    A spoilt copy differs in one file; what is held against other records is so in every check.
    """
    monkeypatch.setattr(steps, "Parsed", _parsed)
    monkeypatch.setattr(load, "loaded_record", _loaded_record)
    monkeypatch.setattr(markup, "faults", _faults)


_parsed = functools.cache(Parsed)
_RECORDS: dict[tuple[type, str, int], tuple[object, tuple[load.Loaded, list[Problem]]]] = {}
_sound_record, _found_faults = load.loaded_record, markup.faults


def _loaded_record(model, document, place, value):
    """The record of a value that `_parsed` has given before."""
    key = (model, document.path, id(value))
    known, made = _RECORDS.get(key, (None, None))
    if known is not value:  # another, where one that is gone had been
        made = _sound_record(model, document, place, value)
        _RECORDS[key] = value, made
    return made


@functools.cache
def _faults(text: str) -> list[str]:
    return list(_found_faults(text))
