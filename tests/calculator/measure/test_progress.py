"""The time that is told to be left, held against the times that steps took in Pyodide."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.measure.columns import describe, suggest
from calculator.measure.effort import FAULTS, FIGURES
from calculator.measure.progress import Pace, Step
from calculator.measure.reading import read_file
from calculator.measure.session import measure
from tests.calculator.measure.made import KNOWN, TABLE_NAMES, Texts, csv_bytes, table_rows

# As `tests/pyodide/steps.mjs` printed them on 28 November 2026: what a step did, how long it took,
# and what it left. Short ones were recorded three times, and the shortest time of a step counts.
STORED = Path(__file__).resolve().parents[2] / "data" / "measure_steps.jsonl"
RECORDED = [json.loads(line) for line in STORED.read_text(encoding="utf-8").splitlines()]

type Slowness = Callable[[str], float]


def told(run: dict[str, Any], slowness: Slowness) -> Iterator[tuple[float, float | None, float]]:
    """Of each step the share that is said, the time left that is said, and the true one."""
    times = [ms * slowness(kind) for kind, _, ms, _ in run["steps"]]
    left = sum(times) + run["last_ms"] * slowness("last")
    pace, elapsed = Pace(), 0.0
    for (kind, done, _, rest), taken in zip(run["steps"], times, strict=True):
        share, said = pace.told(Step(kind, done, rest), elapsed)
        elapsed, left = elapsed + taken, left - taken
        yield share, said, left


def fault(said: float, left: float, whole: float) -> float:
    """How far a told time is off, in what is left; a twentieth of the whole is nobody's concern."""
    return max(0.0, abs(said - left) - 0.05 * whole) / left


@pytest.mark.parametrize("run", RECORDED, ids=[run["file"] for run in RECORDED])
@pytest.mark.parametrize("slower", [0.2, 1.0, 15.0])
def test_a_time_left_is_right_within_a_quarter_on_any_machine(
    run: dict[str, Any], slower: float
) -> None:
    found = list(told(run, lambda _: slower))
    whole = slower * (sum(ms for _, _, ms, _ in run["steps"]) + run["last_ms"])

    assert [fault(said, left, whole) for _, said, left in found if said is not None
            and fault(said, left, whole) > 0.25] == []  # fmt: skip


@pytest.mark.parametrize("run", RECORDED[:-1], ids=[run["file"] for run in RECORDED[:-1]])
def test_a_time_left_is_told_before_half_is_over(run: dict[str, Any]) -> None:
    whole = sum(ms for _, _, ms, _ in run["steps"]) + run["last_ms"]

    assert next(left for _, said, left in told(run, lambda _: 1.0) if said is not None) > whole / 2


@given(st.sampled_from(RECORDED), st.integers(0, 2**32))
def test_a_machine_that_is_slow_at_some_kinds_only_is_known_by_half_time(
    run: dict[str, Any], seed: int
) -> None:
    rng = random.Random(seed)
    kinds = {kind: rng.uniform(0.6, 1.7) for kind, *_ in run["steps"]} | {"last": 1.0}
    found = list(told(run, kinds.__getitem__))
    whole = found[0][2] + run["steps"][0][2] * kinds[run["steps"][0][0]]
    late = [(said, left) for _, said, left in found if said is not None and left < whole / 2]

    assert all(fault(said, left, whole) < 0.5 for said, left in late)


@given(st.sampled_from(RECORDED), st.floats(0.1, 20), st.integers(0, 2**32))
def test_what_is_over_never_shrinks(run: dict[str, Any], slower: float, seed: int) -> None:
    rng = random.Random(seed)
    shares = [share for share, _, _ in told(run, lambda _: slower * rng.uniform(0.2, 5))]

    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize("task", ["text", "table", "number", "series"])
def test_all_that_was_foreseen_is_done_in_the_end(task: str) -> None:
    rows, names = table_rows(120, random.Random(1)), list(TABLE_NAMES)
    if task == "text":
        rows, names = Texts(1).rows(120), ["text", "label"]
    if task == "number":
        rows, names = [row[:6] for row in rows], [*TABLE_NAMES[:5], "target"]
    if task == "series":
        days = [f"2026-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(120)]
        rows, names = [[day, str(n % 7)] for n, day in enumerate(days)], ["day", "sold"]
    table = read_file(csv_bytes(rows, names))
    plan = suggest(table, describe(table))
    assert plan.task == task
    left = list(measure(table, plan, KNOWN))[-1].left

    # Figures and faults come after the last step that somebody can ask about.
    assert {kind for kind, size in left.items() if size > 1e-6} <= {FIGURES, FAULTS}
