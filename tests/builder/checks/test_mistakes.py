"""Mistakes that authors make: `build.py check` ends with 1, in a few words that name the file.

Of other kinds than in `tests/mutations.py`, which spoils the form of a file: here each file could
be sound by itself.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from builder.problems import FEW
from tests.builder.checks.conftest import sound_text

MOST = 6  # messages for one mistake

# Mistake: the file, what stands in it, what stands there instead; no file any more where nothing.
MISTAKES = {
    "an assumption that a formula reads is gone": ("assumptions/log-bytes.yaml", "", ""),
    "an input that a formula asks for is gone": ("inputs/horizon_months.yaml", "", ""),
    "an input that only the decision asks for is gone": ("inputs/budget_usd.yaml", "", ""),
    "an accelerator that a rent is of is gone": ("accelerators/l40s-48gb.yaml", "", ""),
    "a rent of what is no accelerator": (
        "rents/l40s-48gb.yaml", "accelerator: l40s-48gb", "accelerator: l40s-84gb"),
    "a unit of another dimension": (
        "assumptions/log-bytes.yaml", "unit: kB per request", "unit: USD per day"),
    "a unit a thousand times smaller": (
        "assumptions/log-bytes.yaml", "unit: kB per request", "unit: bytes per request"),
    "a misspelt unit": (
        "assumptions/software-engineer-day.yaml", "unit: USD per day", "unit: USD per dya"),
    "a wage in another currency": (
        "assumptions/software-engineer-day.yaml", "unit: USD per day", "unit: EUR per day"),
    "a choice without a record": (
        "inputs/electricity_grid.yaml", "{value: brazil,", "{value: brasil,"),
    "a choice that no formula knows": (
        "inputs/modality.yaml", "choices:\n",
        "choices:\n  - {value: point_cloud, label: Point clouds}\n"),
    "a group that no form has": ("inputs/data_quality.yaml", "group: data", "group: dada"),
    "a place that another input has": ("inputs/data_quality.yaml", "order: 50", "order: 231"),
    "shares that do not add up": (
        "inputs/data_quality.yaml", "of: {poor: 0.1,", "of: {poor: 0.4,"),
    "a supposition that is no choice": (
        "inputs/electricity_grid.yaml", "- {value: world, because", "- {value: mars, because"),
    "another answer than the calculator's": (
        "scenarios/brand-voice-catalogue.yaml", "answer: fine_tune", "answer: from_scratch"),
    "an answer that its input does not take": (
        "scenarios/brand-voice-catalogue.yaml", "labelled_examples: 1500",
        "labelled_examples: -3"),
    "a rule that can never fire": (
        "rules/constraints.yaml",
        "when:\n      - {input: needs_weights_control, equals: true}\n    rules_out",
        ("when:\n      - {input: labelled_examples, below: 5}\n"
        "      - {input: labelled_examples, at_least: 9}\n    rules_out")),
    "a rule that both judges and advises": (
        "rules/constraints.yaml", "    rules_out: [api, api_rag]\n    reason: Whoever",
        "    rules_out: [api, api_rag]\n    warns: true\n    reason: Whoever"),
    "an older price on top": (
        "assumptions/software-engineer-day.yaml", "values:\n",
        ("values:\n  - {as_of: 2020-01-01, value: 800, low: 700, high: 900, basis: A guess.,"
        " sources: [cost-own-estimate]}\n")),
    "an entry eleven times the one below it": (
        "assumptions/software-engineer-day.yaml", "value: 810", "value: 8100"),
    "an end of a range with three zeros too many": (
        "assumptions/labels-needed-fine-tune.yaml", "high: 10000", "high: 10000000"),
    "a hosted price with three zeros too many": (
        "prices/anthropic.yaml", "input_usd_per_mtok: 8", "input_usd_per_mtok: 8000"),
    "a price from the future": (
        "rents/l40s-48gb.yaml", "as_of: 2026-09-25", "as_of: 2031-09-25"),
    "a model looked at in the future": (
        "models/alphaearth.yaml", "checked: 2026-11-21", "checked: 2031-11-21"),
    "a price that will hold in decades": (
        "prices/google.yaml", "since: 2027-01-01", "since: 2072-01-01"),
    "an end in decades": ("lives/anthropic.yaml", "shutdown: 2026", "shutdown: 2076"),
    "an end that is announced in the future": (
        "lives/anthropic.yaml", "announced: 2026", "announced: 2027"),
    "a context a thousand times as long": (
        "prices/anthropic.yaml", "context_tokens: 200000", "context_tokens: 200000000"),
    "a chip that rents for nothing": ("rents/l40s-48gb.yaml", "low: 1.09", "low: 0"),
    "a constant of physics that is 0": (
        "assumptions/activation-bytes-per-width.yaml", "low: 14.9", "low: 0"),
    "a range that does not hold its value": (
        "rents/l40s-48gb.yaml", "low: 1.09", "low: 1.59"),
    "a figure without evidence": (
        "approaches/api.yaml", "a prototype takes days,", "a prototype takes 3 days,"),
    "a mistyped citation": (
        "terms/moat.yaml", "[@source:ev-gpt4-finance]", "[@source:ev-gpt4-finanz]"),
    "a successor without a price": (
        "lives/anthropic.yaml", "replacement: anthropic/claude-opus-4-8\n",
        "replacement: anthropic/claude-opus-48\n"),
    "a term that sees itself": (
        "terms/moat.yaml", "see_also: [api-wrapper", "see_also: [moat"),
    "an input whose answer hangs on itself": (
        "inputs/labelled_examples.yaml", "if_unknown:\n",
        ("if_unknown:\n  - {value: 5, because: So it is.,"
        " when: [{input: labelled_examples, below: 5}]}\n")),
    "a name that another record has": ("terms/moat.yaml", "term: Moat", "term: Prompt"),
    "a bound that most answers pass": (
        "inputs/labelled_examples.yaml", "maximum: 10000000000", "maximum: 100"),
    "bounds that have changed places": (
        "inputs/labelled_examples.yaml", "minimum: 0\nmaximum: 10000000000",
        "minimum: 10000000000\nmaximum: 0"),
    "a number that is asked for as a truth": (
        "inputs/labelled_examples.yaml", "kind: integer", "kind: boolean"),
    "a default that its input does not take": (
        "inputs/labelled_examples.yaml", "default: 2000", "default: -5"),
    "a choice that many records name is gone": (
        "inputs/modality.yaml", "  - {value: image, label: Images,", "  # {value: image,"),
    "a choice in capitals": ("inputs/modality.yaml", "{value: image,", "{value: Image,"),
    "a choice that stands twice": (
        "inputs/data_quality.yaml", "choices:\n",
        "choices:\n  - {value: high, label: Very high}\n"),
    "a share of what is no choice": (
        "inputs/data_quality.yaml", "of: {poor: 0.1, ok: 0.5", "of: {poor: 0.1, okay: 0.5"),
    "a share in percent": (
        "assumptions/denoising-convolution-share.yaml", "value: 0.", "value: "),
    "a place in an order that another record has": (
        "tasks/tasks.yaml", "id: documents, order: 2", "id: documents, order: 1"),
    "a second example that the page opens with": (
        "scenarios/brand-voice-catalogue.yaml", "answer: fine_tune",
        "default: true\nanswer: fine_tune"),
    "a rule that speaks for what it rules out": (
        "rules/constraints.yaml", "    rules_out: [api,",
        "    supports: {api: 1}\n    rules_out: [api,"),
    "a name that stands twice in a list": (
        "rules/constraints.yaml", "rules_out: [api,", "rules_out: [api, api,"),
    "a condition that asks nothing": (
        "rules/constraints.yaml", "{input: needs_weights_control, equals: true}",
        "{input: needs_weights_control}"),
    "a source from the future": (
        "sources/ev-bloomberggpt.yaml", "published: ", "published: 2999 # "),
    "a source that is cited is gone": ("sources/ev-bloomberggpt.yaml", "", ""),
    "a list of rules that nothing else names is gone": ("rules/plan.yaml", "", ""),
    "a list of rules that ask what only they ask is gone": ("rules/data.yaml", "", ""),
    "a list of hosted prices is gone": ("prices/anthropic.yaml", "", ""),
    "an address that moved to nowhere": (
        "moved/addresses.yaml", "new: glossary/index.html", "new: glossary/indecks.html"),
    "an address that moved and did not": (
        "moved/addresses.yaml", "old: glossary/a.html", "old: glossary/index.html"),
    "an address that moved twice": (
        "moved/addresses.yaml", "old: glossary/b.html", "old: glossary/a.html"),
    "a moved address with another title": (
        "moved/addresses.yaml", "title: Glossary}", "title: Words}"),
    "a place on no page": (
        "places/evidence.yaml", "address: ", "address: nowhere/"),
    "a transformer with a thousand times the layers": (
        "architectures/deberta.yaml", "layers: ", "layers: 1000"),
    "a sentence of the calculator under another id": (
        "notices/limits.yaml", "id: no-machine-for-latency", "id: no-machine-for-latencies"),
    "a sentence with a name that nothing fills in": (
        "notices/limits.yaml", "{takes} ms on", "{time} ms on"),
    "a chip of a year that has not come": (
        "accelerators/l40s-48gb.yaml", "year: 20", "year: 2099 # 20"),
    "a chip with a thousand times the power": (
        "accelerators/l40s-48gb.yaml", "tdp_watts: 350", "tdp_watts: 350000"),
    "a memory in another unit": (
        "accelerators/l40s-48gb.yaml", "memory_gib: 48", "memory_gib: 48000"),
    "a model from the future": (
        "models/alphaearth.yaml", "released: ", "released: 2099 # "),
    "a memory bandwidth in another unit": (
        "accelerators/l40s-48gb.yaml", "bandwidth_gb_per_s: 864", "bandwidth_gb_per_s: 864000"),
    "a trait that no physics knows": (
        "accelerators/l40s-48gb.yaml", "memory: gddr", "memory: gdr"),
    "a family that no chip is of": ("accelerators/l40s-48gb.yaml", "family: ada", "family: adda"),
    "a peak in another unit": ("accelerators/l40s-48gb.yaml", "fp8: 7", "fp8: 70000"),
    "a name that another chip has": (
        "accelerators/l40s-48gb.yaml", "aliases: [", "aliases: [H100-PCIe, "),
    "a name that another term has": ("terms/a-b-test.yaml", "aliases: [", "aliases: [prompt, "),
    "an approach that stands twice on a ladder": (
        "problems/agents-and-workflow.yaml", "approach: api_rag", "approach: api"),
    "an approach without a cell in the great table": (
        "aspects/advantage.yaml", "  hybrid:\n    text: The joined data and the product around it.",
        ""),
    "a comparison of an approach with itself": (
        "comparisons/api-or-baseline.yaml", "approach: api\n", "approach: baseline\n"),
    "an icon that the theme does not have": (
        "problems/agents-and-workflow.yaml", "icon: robot-outline", "icon: robot-outlin"),
    "a table with a cell of dashes too few": (
        "guides/baseline-first.yaml", "|---|---|---|", "|---|---|"),
    "a model that takes its own place": (
        "lives/anthropic.yaml", "replacement: anthropic/claude-opus-4-8",
        "replacement: anthropic/claude-2"),
    "a figure on a chip that nobody knows": (
        "validation/decode.yaml", "accelerator: RTX-4090", "accelerator: RTX-4900"),
    "a figure in another unit": (
        "validation/decode.yaml", "measured: 257\n", "measured: 257000\n"),
    "a figure that is predicted after all": (
        "validation/decode.yaml", "        measured: 257\n",
        "        predicted: false\n        measured: 257\n"),
}  # fmt: skip


@pytest.fixture
def check(project: Path, read_once, monkeypatch, capsys) -> Callable[[], tuple[int, list[str]]]:
    """`build.py check` on the copy of the content."""
    monkeypatch.setattr(build, "ROOT", project)

    def run() -> tuple[int, list[str]]:
        code = build.main(["check"])
        return code, capsys.readouterr().err.splitlines()

    return run


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_ends_the_check_in_a_few_words_that_name_the_file(check, spoil, mistake):
    name, good, bad = MISTAKES[mistake]
    text = sound_text(name)
    assert good in text
    spoil(name, text.replace(good, bad, 1) if good else None)

    code, (*told, last) = check()

    assert code == 1
    assert last.endswith("in content; nothing was written")
    assert 1 <= len(told) <= MOST
    assert all(line.startswith("content/") for line in told)
    assert any(name in line for line in told)


def test_a_number_that_refutes_many_pages_is_told_in_few_words(check, spoil):
    name = "assumptions/software-engineer-day.yaml"
    spoil(name, scaled(sound_text(name), 5))  # as dear as wages can be, but no more than that

    code, (*told, _) = check()

    assert code == 1
    assert len(told) == FEW + 1
    assert re.search(r"\(and \d+ more, perhaps from one mistake\)", "\n".join(told))


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("assumptions/software-engineer-day.yaml", 1000),
        ("assumptions/software-engineer-day.yaml", 0.001),
        ("assumptions/electricity-price.yaml", 1000),
        ("rents/l40s-48gb.yaml", 1000),
    ],
)
def test_a_number_out_of_proportion_is_told_once_and_at_its_own_file(check, spoil, name, times):
    spoil(name, scaled(sound_text(name), times))

    code, (*told, _) = check()

    assert code == 1
    assert len(told) == 1
    assert told[0].startswith(f"content/{name}:")
    assert told[0].endswith("is the unit another, or a digit too many?")


def scaled(text: str, times: float) -> str:
    """A file with all its dated numbers in another proportion."""
    number = re.compile(r"\b(low|value|high): ([\d.]+)")
    return number.sub(lambda found: f"{found[1]}: {float(found[2]) * times:g}", text)


def test_no_example_to_open_with_is_told(check, spoil):
    name = "scenarios/support-ticket-routing.yaml"
    spoil(name, sound_text(name).replace("default: true\n", ""))

    code, told = check()

    assert code == 1
    assert told[0].endswith("default must be true in one scenario, and is in none")


def test_the_sound_content_gives_no_message(check):
    assert check() == (0, [])


def test_a_check_writes_nothing(check, project):
    before = written(project)
    check()

    assert written(project) == before


def written(folder: Path) -> dict[Path, int]:
    """Every file and folder with the moment at which it was last changed."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
