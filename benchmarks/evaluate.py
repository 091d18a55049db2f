"""How long one evaluation takes: `make bench-evaluate`.

Limits: 150 ms for all nine approaches with 512 points of uncertainty, break-even and
sensitivity; 10 ms for the deterministic part. Processor time of one core, not wall time.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calculator.costs.analysis import analyse
from calculator.costs.bills import APPROACHES, costs
from calculator.costs.plain import cost_report
from calculator.costs.records import CostReport
from calculator.packed import load_knowledge
from calculator.scenario import Scenario, read_scenario

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 20)
SCENARIOS: dict[str, dict[str, Any]] = {
    "nothing known": {},
    "busy text": {"modality": "text", "requests_per_month": 2_000_000, "model_size_b": 8},
    "images": {"modality": "image", "requests_per_month": 300_000},
}
LIMITS_MS = {"bills": 10.0, "whole": 150.0}
type Benchmark = Callable[..., Any]


def _scenario(name: str) -> Scenario:
    return read_scenario(SCENARIOS[name], KNOWLEDGE)[0]


def _whole(scenario: Scenario) -> CostReport:
    found = costs(scenario, KNOWLEDGE, TODAY)
    return cost_report(found, analyse(found, APPROACHES))


@pytest.mark.parametrize("name", SCENARIOS)
def test_bills(benchmark: Benchmark, name: str) -> None:
    benchmark(costs, _scenario(name), KNOWLEDGE, TODAY)


@pytest.mark.parametrize("name", SCENARIOS)
def test_whole(benchmark: Benchmark, name: str) -> None:
    benchmark(_whole, _scenario(name))


def main() -> int:
    """Run the benchmarks; the last line is their figures as JSON. 1: over a limit."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = ["-q", "-p", "no:cacheprovider", "--benchmark-columns=min,median,rounds"]
        options += ["--benchmark-timer=time.process_time"]  # of this process, on a busy machine too
        failed = pytest.main([__file__, *options, f"--benchmark-json={report}"])
        if failed:
            return int(failed)
        measured = json.loads(report.read_text(encoding="utf-8"))["benchmarks"]
    medians = {each["name"]: round(1000 * each["stats"]["median"], 2) for each in measured}
    slow = [
        name
        for name, median in medians.items()
        if median > LIMITS_MS[name.split("[")[0].removeprefix("test_")]
    ]
    print(json.dumps({"median_ms": medians, "limits_ms": LIMITS_MS, "over_limit": slow}))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
