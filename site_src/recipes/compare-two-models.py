"""Two models on the same cases: score by a rubric, then ask whether the lead is luck."""

import csv
from collections import defaultdict
from pathlib import Path

from scipy.stats import binomtest

# Marks of people or of a judge: case, model (a or b), criterion, and 1 or 0.
RUBRIC = {"correct": True, "complete": True, "source_named": True, "polite": False}  # required?

marks = defaultdict(dict)
with Path("marks.csv").open(encoding="utf-8", newline="") as opened:
    for row in csv.DictReader(opened):
        marks[row["case"], row["model"]][row["criterion"]] = row["met"] == "1"


def passes(case: str, model: str) -> bool:
    """An answer passes when it meets every criterion that is required."""
    return all(marks[case, model][name] for name, required in RUBRIC.items() if required)


cases = sorted({case for case, _ in marks})
pairs = [(passes(case, "a"), passes(case, "b")) for case in cases]
only_a = sum(a and not b for a, b in pairs)
only_b = sum(b and not a for a, b in pairs)
for name, i in (("a", 0), ("b", 1)):
    right = sum(pair[i] for pair in pairs)
    low, high = binomtest(right, len(pairs)).proportion_ci(0.95, method="wilson")
    print(f"model {name}: {right}/{len(pairs)} pass, {low:.1%} to {high:.1%}")
if only_a + only_b:  # McNemar's exact test: only cases on which they differ tell anything
    p = binomtest(only_a, only_a + only_b, 0.5).pvalue
    print(f"only a {only_a}, only b {only_b}: p = {p:.4f}")
else:
    print("no case tells them apart")
