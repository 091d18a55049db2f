"""Old links and files keep working, and say what has moved."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from calculator.address import from_address
from calculator.knowledge import Knowledge, Moved, Version
from calculator.moves import earlier_defaults, up_to_date
from calculator.scenario import read_scenario
from tests.answers import answer
from view.entries import Entries
from view.notes import notes_html
from view.opening import open_address, open_file
from view.page import packed_page

DAY = date(2026, 11, 21)
LINKS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "stored_links.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
LATER = Version(
    id="later",
    as_of=date(2027, 3, 1),
    summary="Prices of spring.",
    moved=(
        Moved(kind="input", was="labels", now="labelled_examples", why="One name for it."),
        Moved(kind="input", was="mood", why="It changed nothing."),
        Moved(kind="number", was="gpu-hour", now="vcpu-hour", why="Renamed."),
        Moved(kind="choice", of="modality", was="pictures", now="image", why="Plain word."),
    ),
    defaults={"labelled_examples": 300},
)


@pytest.fixture(scope="module")
def today() -> Knowledge:
    return packed_page().knowledge


@pytest.fixture(scope="module")
def later(today: Knowledge) -> Knowledge:
    return dataclasses.replace(today, versions={**today.versions, "later": LATER})


@pytest.mark.parametrize(("link", "says"), LINKS)
def test_a_stored_link_opens_without_a_problem_and_says_what_it_said(today, link, says):
    opened = open_address(link, today)
    scenario, problems = read_scenario(opened.entries.inputs, today, text=True)
    found = from_address(opened.entries.address(scenario, today))
    if says.startswith("EXAMPLE "):
        example, _ = read_scenario(today.examples[says.split()[1]].inputs, today)
        assert scenario == example
        return
    wanted = from_address(says)

    assert (list(opened.problems), problems) == ([], [])
    assert (found.values, found.overrides) == (wanted.values, wanted.overrides)
    assert found.own_lines == wanted.own_lines
    assert answer(opened.entries.request(), today, DAY, text=True, points=0)["problems"] == []


def test_a_renamed_input_number_and_choice_arrive_under_their_new_names(later):
    request = {"inputs": {"labels": 5, "modality": "pictures"}, "assumptions": {"gpu-hour": 2}}
    found, moves = up_to_date(request, later)

    assert found == {
        "inputs": {"labelled_examples": 5, "modality": "image"},
        "assumptions": {"vcpu-hour": 2},
    }
    assert [(move.field, move.kept) for move in moves] == [
        ("labels", True),
        ("gpu-hour", True),
        ("modality", True),
    ]


def test_a_request_in_todays_names_is_left_alone(later):
    request = {"inputs": {"labelled_examples": 5}, "own_lines": []}

    assert up_to_date(request, later) == (request, [])


def test_where_old_and_new_name_are_given_the_new_one_counts(later):
    found, _ = up_to_date({"inputs": {"labels": 5, "labelled_examples": 7}}, later)

    assert found["inputs"] == {"labelled_examples": 7}


def test_the_command_line_takes_old_names_and_refuses_what_is_gone(later):
    result = answer({"inputs": {"labels": 5, "mood": 1}}, later, DAY, points=0)

    assert result["inputs"]["labelled_examples"] == 5
    assert result["problems"] == [{"field": "mood", "message": "is gone: It changed nothing."}]


def test_a_link_from_before_a_new_default_keeps_the_old_one(later):
    old = open_address("modality=image&v=2026-11-21.2ab5ca20", later).entries
    new = open_address("modality=image&v=2027-03-02.2ab5ca20", later).entries
    default = later.inputs["labelled_examples"].default

    assert old.inputs["labelled_examples"] == "300"
    assert new.inputs["labelled_examples"] == str(default)


def test_the_oldest_of_several_old_defaults_counts(later):
    second = dataclasses.replace(
        LATER, id="x", as_of=date(2027, 9, 1), defaults={"labelled_examples": 400, "modality": "x"}
    )
    knowledge = dataclasses.replace(later, versions={"x": second, "later": LATER})

    assert earlier_defaults("2027-01-01.a", knowledge) == {
        "labelled_examples": 300,
        "modality": "x",
    }
    assert earlier_defaults("2027-04-01.a", knowledge)["labelled_examples"] == 400
    assert earlier_defaults(None, knowledge) == {}


def test_the_note_says_how_old_the_data_were_what_followed_and_what_moved(later):
    opened = open_address("mood=1&gpu-hour=2&a.gpu-hour=1~2~3&v=2026-11-02.2ab5ca20", later)
    html = notes_html(opened.version, opened.moves, later)

    assert "Made with data of 2 November 2026; figures may have moved since." in html
    assert "Prices of spring." in html
    assert "“mood” is gone. It changed nothing." in html
    assert f"“gpu-hour” is now “{later.assumptions['vcpu-hour'].label}”" in html


def test_a_link_of_today_needs_no_note(today):
    assert notes_html(today.data_version, [], today) == ""
    assert notes_html(None, [], today) == ""


@pytest.mark.parametrize("version", ["<b>", "yesterday", "9999-99-99.x", "1" * 5000, "."])
def test_a_version_that_is_none_is_not_repeated(today, version):
    html = notes_html(open_address(f"v={version}", today).version, [], today)

    assert "Made with other data" in html
    assert version not in html or version == "."


def test_a_file_brings_its_data_version_and_its_old_names(today):
    text = {
        "inputs": {"labelled_examples": 5},
        "assumptions": {"scratch-params-b": [0.1, 0.2, 0.3], "tuning-efficiency": 1},
        "data_version": "2026-11-20.5b0e9d11",
    }
    opened = open_file(json.dumps(text), today)

    assert opened.version == "2026-11-20.5b0e9d11"
    assert opened.entries.inputs["own_model_size_b"] == "0.2"
    assert opened.entries.overrides == {}
    assert [move.kept for move in opened.moves] == [True, False]


@pytest.mark.parametrize(
    "wild",
    [
        {"inputs": {"labels": []}, "assumptions": []},
        {"inputs": {}, "assumptions": {"scratch-params-b": []}, "data_version": 7},
        {"inputs": {"__proto__": {"a": 1}, "modality": {"a": [1]}}, "own_lines": [[], {"usd": {}}]},
        {"inputs": {"labelled_examples": 10**400}, "assumptions": {"vcpu-hour": ["a", None, {}]}},
    ],
)
def test_a_hostile_file_is_harmless(today, wild):
    opened = open_file(json.dumps(wild), today)
    result = answer(opened.entries.request(), today, DAY, text=True, points=0)

    assert isinstance(opened.entries, Entries)
    assert result["recommended"] in today.approaches
