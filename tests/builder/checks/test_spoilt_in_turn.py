"""Each content file is deleted and spoilt in turn: where the check is silent, so is the calculator.

The content is read once; of each spoilt file only this file again.
"""

import dataclasses
import itertools
import math
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.checks.across_records import check_content
from builder.checks.asked import Asked
from builder.checks.evaluated import check_evaluated
from builder.checks.evidence import check_evidence
from builder.checks.figures import figure_problems
from builder.checks.needs import check_needs
from builder.checks.rule_problems import rule_problems
from builder.content.knowledge import knowledge_data
from builder.content.load import Content, load_file
from builder.problems import Problem
from builder.steps import build_day
from calculator.costs.bills import costs
from calculator.costs.energy import energy
from calculator.costs.quantity import likely
from calculator.costs.uncertainty import LIKELY
from calculator.decision.ladder import decide
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge
from calculator.scenario import read_scenario
from tests.built import content as project_content
from tests.mutations import File
from tests.spoilings import SPOILINGS

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "content"
# What the calculator reads of a kind: the field of its knowledge, and the kinds that fill it.
READ = {
    "assumption": ("assumptions", {"assumption"}), "input": ("inputs", {"input"}),
    "approach": ("approaches", {"approach"}), "rule": ("rules", {"rule"}),
    "accelerator": ("accelerators", {"accelerator", "rent"}),
    "rent": ("accelerators", {"accelerator", "rent"}), "scenario": ("examples", {"scenario"}),
    "architecture": ("architectures", {"architecture"}), "network": ("networks", {"network"}),
    "vocabulary": ("vocabularies", {"vocabulary"}), "tool": ("tools", {"tool"}),
    "predictor-field": ("predictor_fields", {"predictor-field"}), "life": ("lives", {"life"}),
    "notice": ("notices", {"notice"}), "price": ("hosted_models", {"price"}),
    "version": ("versions", {"version"}),
}  # fmt: skip
ALL = slice(None)
FIFTHS = tuple(slice(start, None, 5) for start in range(5))  # each file meets another fifth


@pytest.fixture(scope="module")
def sound() -> Content:
    content = project_content()
    assert content.problems == []
    return content


def without(sound: Content, file: File, root: Path) -> Content:
    """The content without what a file holds."""
    path = f"content/{file.path.relative_to(CONTENT).as_posix()}"
    kinds = {
        kind: {key: each for key, each in records.items() if each.document.path != path}
        for kind, records in sound.kinds.items()
    }
    named = {kind: set(names) for kind, names in sound.named.items()}
    named[file.kind.name].discard(file.path.stem)
    return Content(root, kinds, [], named)


def with_spoilt(sound: Content, file: File, raw: bytes, root: Path) -> Content:
    """The content with a file as it was spoilt."""
    content = without(sound, file, root)
    place = root / file.path.relative_to(CONTENT)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(raw)
    load_file(content, file.kind, place)
    place.unlink()
    return content


def told(content: Content) -> bool:
    """Whether the check says anything; its quick parts first."""
    quickly = itertools.chain(check_content(content, build_day()), check_needs(content))
    return any(True for _ in quickly) or any(True for _ in told_of_its_meaning(content))


def told_of_its_meaning(content: Content) -> Iterator[Problem]:
    data = knowledge_data(content)
    knowledge = knowledge_from_json(data)
    yield from check_evidence(content)
    yield from figure_problems(content, knowledge)
    rules = list(rule_problems(content, data))  # first, as the check does: examples rest on them
    yield from rules or check_evaluated(content, knowledge, Asked())


def as_knowledge(content: Content, kind: str, unspoilt: Knowledge) -> Knowledge:
    """What the calculator knows with spoilt records of one kind; the rest stays."""
    field, kept = READ[kind]
    kinds = {key: each if key in kept else {} for key, each in content.kinds.items()}
    part = knowledge_from_json(knowledge_data(dataclasses.replace(content, kinds=kinds)))
    return dataclasses.replace(unspoilt, **{field: getattr(part, field)})


def work_out(knowledge: Knowledge, examples: slice) -> None:
    """Worked examples: their bills, their energy, their verdict; all of them numbers."""
    for example in list(knowledge.examples.values())[examples]:
        scenario, _ = read_scenario(dict(example.inputs), knowledge)
        priced = costs(scenario, knowledge, knowledge.as_of, sample=LIKELY)
        energy(priced, 1)
        decide(scenario, knowledge, knowledge.as_of)
        assert all(math.isfinite(likely(bill.total)) for bill in priced.bills.values())


def stumbles(content: Content, kind: str, unspoilt: Knowledge, examples: slice) -> str:
    """What the calculator stumbles over where the check says nothing; "" where it does not."""
    if content.problems or kind not in READ:
        return ""
    try:
        work_out(as_knowledge(content, kind, unspoilt), examples)
    except Exception as error:
        return "" if told(content) else f"{type(error).__name__} {error}"
    return ""


def everything_spoilt(files: list[File]) -> Iterator[tuple[File, str, bytes | None]]:
    """Every file deleted, then spoilt in each way: (file, how, what is left of it)."""
    for file in files:
        yield file, "deleted", None
        for spoiling in SPOILINGS:
            raw = spoiling(file, random.Random(f"{spoiling.__name__} {file.path.name}"))
            if raw is not None:
                yield file, spoiling.__name__, raw


@pytest.mark.parametrize("every", [101, pytest.param(1, marks=pytest.mark.slow)])
def test_where_the_check_is_silent_the_calculator_does_not_stumble(sound, tmp_path, every):
    paths = sorted(CONTENT.rglob("*.yaml"))[::every]
    unspoilt, stumbled = knowledge_from_json(knowledge_data(sound)), []
    fifths = itertools.cycle(FIFTHS)
    for file, how, raw in everything_spoilt([File(path) for path in paths]):
        content = (
            without(sound, file, tmp_path / "content") if raw is None
            else with_spoilt(sound, file, raw, tmp_path / "content")
        )  # fmt: skip
        examples = ALL if raw is None else next(fifths)
        if found := stumbles(content, file.kind.name, unspoilt, examples):
            stumbled.append(f"{file.kind.name} {file.path.stem}, {how}: {found}")

    assert stumbled == []
