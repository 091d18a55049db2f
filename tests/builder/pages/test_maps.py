"""Maps of built pages: drawn once for a state of code and data, and anew for another."""

import dataclasses
import functools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.pages import maps
from calculator.api import evaluate
from calculator.packed import load_knowledge
from calculator.result import Result

KNOWLEDGE = load_knowledge()


@functools.cache
def result() -> Result:
    """Answered when a test asks for it, and not by every process that lists the tests."""
    return evaluate({"inputs": {}}, KNOWLEDGE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "view").mkdir()
    (tmp_path / "view" / "map.html.j2").write_text("<svg>", encoding="utf-8")
    return tmp_path


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories of the maps that were worked out."""
    found: list[str] = []
    whole_map = maps.whole_map

    def noted(asked, result, knowledge, story):
        found.append(story)
        return whole_map(asked, result, knowledge, story)

    monkeypatch.setattr(maps, "whole_map", noted)
    return found


def drawn(project: Path, story: str = "", knowledge=KNOWLEDGE) -> tuple[str, str]:
    """The picture and the places of a map, as a build would ask for them."""
    draw: dict[str, Callable[..., str]] = maps.maps(knowledge, project)
    return draw["map_html"](result(), "../", story), draw["map_data"](result(), story)


def test_the_next_build_draws_the_same_map_and_works_nothing_out(project, worked_out):
    picture, places = drawn(project)

    assert drawn(project) == (picture, places)
    assert worked_out == [""]
    assert "<svg" in picture
    assert len(json.loads(places)["places"]) > 1


def test_another_story_template_or_knowledge_is_drawn_anew(project, worked_out):
    drawn(project)
    drawn(project, "A story")
    (project / "view" / "map.html.j2").write_text("<svg >", encoding="utf-8")
    drawn(project)
    drawn(project, knowledge=dataclasses.replace(KNOWLEDGE, data_version="another"))

    assert worked_out == ["", "A story", "", ""]
