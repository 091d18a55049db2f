"""One mistake in content gives a few messages, all of them true, the first where to mend it."""

from pathlib import Path

import pytest

from builder.problems import ContentError
from builder.steps import checked_content
from tests.builder.checks.conftest import sound_text

pytestmark = pytest.mark.usefixtures("read_once")

MOST = 6

# Mistake: the file, what stands in it, what stands there instead, and the first message.
EDITS = {
    "a mistyped key of an approach that all pages name": (
        "approaches/api.yaml", "\nsummary:", "\nsumary:",
        ":6:1: unknown key 'sumary'; did you mean 'summary'?",
    ),
    "a mistyped key of a source that many records cite": (
        "sources/dec-our-reasoning.yaml", "\ntitle:", "\ntitel:",
        ":3:1: unknown key 'titel'; did you mean 'title'?",
    ),
    "a key that only another mapping has": (
        "inputs/modality.yaml", "{value: text, label: Text,", "{value: text, lable: Text,",
        ":13:19: unknown key 'lable'; did you mean 'label'?",
    ),
    "a key in the wrong mapping": (
        "inputs/modality.yaml", "if_unknown:\n  - {value", "if_unknown:\n  - {label: x, value",
        ":24:6: unknown key 'label'",
    ),
    "a quote that is never closed": (
        "terms/moat.yaml", "term: Moat", 'term: "Moat',
        ":3:7: must be valid YAML: the quote that opens here is never closed",
    ),
    "an apostrophe in quotes": (
        "terms/moat.yaml", "term: Moat", "term: 'A castle's moat'",
        ":3:7: must be valid YAML: text goes on after its quote; write a quote in it twice",
    ),
    "a chip with less than no memory, which is a choice": (
        "accelerators/l40s-48gb.yaml", "memory_gib: 48", "memory_gib: -48",
        ":6:13: memory_gib must be above 0.0, got -48",
    ),
    "a brace of a sentence that is not closed": (
        "notices/limits.yaml", "{takes} ms on", "{takes ms on",
        ":5:11: each brace must open or close a name, such as {takes}, and nothing else",
    ),
    "a name of a sentence with a form that its text can't have": (
        "notices/limits.yaml", "{takes} ms on", "{takes:.2f} ms on",
        ":5:11: each brace must open or close a name, such as {takes}, and nothing else",
    ),
    "a small calculator that opens with what it refuses": (
        "tools/fit.yaml", "default: serve", "default: bake",
        ":27:14: use must be one of serve, tune or unknown, got 'bake'",
    ),
    "a choice that its small calculator refuses": (
        "tools/fit.yaml", "{value: tune, label", "{value: tunes, label",
        ":30:17: use must be serve or tune",
    ),
    "a field that its small calculator does not know": (
        "tools/fit.yaml", "- id: quantisation\n", "- id: quantization\n",
        ":33:9: 'quantization' is no field of 'fit'; did you mean 'quantisation'?",
    ),
    "a tab": (
        "terms/moat.yaml", "  An advantage", "\tAn advantage",
        ":6:1: must be valid YAML: a tab; indent with spaces",
    ),
    "a colon in plain words": (
        "terms/moat.yaml", "term: Moat", "term: Moat: a ditch",
        ":3:7: must be valid YAML: text with a colon and a space in it must stand in quotes",
    ),
    "text that begins with a sign": (
        "terms/moat.yaml", "term: Moat", "term: @moat",
        ":3:7: must be valid YAML: text that begins with '@' must stand in quotes",
    ),
    "a list of claims that cannot be read": (
        "claims/figures.yaml", "claims:\n", "claims: [\n",
        ":2:9: must be valid YAML: the '[' that opens here is never closed",
    ),
    "a list of claims that holds something else": (
        "claims/figures.yaml", None, "- a\n- b\n",
        ":2:1: must be a mapping with the one key 'claims'",
    ),
    "a list of claims under another name": (
        "claims/figures.yaml", "claims:\n", "claim:\n",
        ":2:1: must be a mapping with the one key 'claims'",
    ),
    "a scenario that answers with what is no approach": (
        "scenarios/brand-voice-catalogue.yaml", "answer: fine_tune", "answer: finetune",
        ":27:9: unknown approach 'finetune'; did you mean 'fine_tune'?",
    ),
    "an input of which nothing may be supposed at last": (
        "inputs/modality.yaml", "because: Text is",
        "when: [{input: compute, equals: none}], because: Text is",
        ":24:3: if_unknown needs a last entry without conditions (`when`)",
    ),
}  # fmt: skip


def messages(project: Path) -> list[str]:
    """What is wrong with the content of a project, in the order in which it is printed."""
    try:
        checked_content(project)
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize("mistake", EDITS)
def test_a_mistake_is_told_at_its_place_and_in_few_words(project, spoil, mistake):
    name, good, bad, first = EDITS[mistake]
    text = sound_text(name)
    if good is None:  # what stands below the line that names the schema
        good = text.partition("\n")[2]
    assert good in text
    spoil(name, text.replace(good, bad, 1))

    found = messages(project)

    assert found[0].startswith(f"content/{name}{first}"), found
    assert len(found) <= MOST
    assert {line.partition(":")[0] for line in found} == {f"content/{name}"}


def test_a_missing_file_that_all_pages_name_is_one_mistake(project, spoil):
    spoil("approaches/api.yaml", None)

    found = messages(project)

    assert 1 < len(found) <= MOST
    assert all("unknown approach 'api'" in line for line in found)
    assert any("content/approaches/api.yaml is missing" in line for line in found)


def test_faults_of_records_come_before_those_of_references(project, spoil):
    term, approach = "terms/moat.yaml", "approaches/api.yaml"
    spoil(term, sound_text(term).replace("\nterm:", "\ntrem:"))
    spoil(approach, sound_text(approach).replace("[[prompt]]", "[[promt]]"))

    found = messages(project)

    assert len(found) == 2
    assert found[0].startswith("content/terms/moat.yaml:3:1: unknown key 'trem'")
    assert found[1].startswith("content/approaches/api.yaml:")
    assert "unknown term 'promt'; did you mean 'prompt'?" in found[1]


def test_a_record_with_a_fault_still_tells_of_the_wrong_names_in_it(project, spoil):
    term = "terms/moat.yaml"
    text = sound_text(term).replace("\nterm:", "\ntrem:")
    spoil(term, text.replace("@source:ev-gpt4-finance]", "@source:ev-gpt4-financex]"))

    found = messages(project)

    assert [line.partition(": ")[2] for line in found] == [
        "unknown key 'trem'; did you mean 'term'?",
        "unknown source 'ev-gpt4-financex'; did you mean 'ev-gpt4-finance'?",
    ]
