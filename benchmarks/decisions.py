"""The decision against expert cases: `python -m benchmarks.decisions`, or `make bench-decisions`.

`CASES` names the file; without it the file beside the checkout is taken, where there is one. A
case has `id`, `inputs` (null or "unknown": not said), `expert_answer` (acceptable approaches, best
first) and `unacceptable`.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from calculator.decision.ladder import decide
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.scenario import read_scenario

DEFAULT_CASES = Path(__file__).resolve().parents[2] / "shared" / "data" / "cases.yaml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the calculator said about one case, beside what experts said."""

    case: str
    modality: str
    contested: bool
    expected: tuple[str, ...]
    unwanted: tuple[str, ...]
    found: str
    qualifies: bool
    problems: tuple[str, ...]

    @property
    def acceptable(self) -> bool:
        """Whether an expert would accept the recommendation."""
        return self.found in self.expected

    @property
    def best(self) -> bool:
        """Whether it is the answer that experts put first."""
        return self.found == self.expected[0]

    @property
    def unacceptable(self) -> bool:
        """Whether experts call it a mistake."""
        return self.found in self.unwanted


def main() -> int:
    """Print every difference, the shares by approach and by modality, and the JSON line."""
    path = Path(os.environ.get("CASES") or DEFAULT_CASES)
    if not path.is_file():
        print(f"no cases at {path}; name the file with CASES=path", file=sys.stderr)
        return 1
    knowledge = load_knowledge()
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    outcomes = [judge(case, knowledge) for case in cases]
    for outcome in outcomes:
        _print_difference(outcome)
    _print_table("best answer", outcomes, lambda outcome: outcome.expected[0])
    _print_table("modality", outcomes, lambda outcome: outcome.modality)
    print(json.dumps(totals(outcomes)))
    return 0


def judge(case: Mapping[str, Any], knowledge: Knowledge) -> Outcome:
    """Decide one case; an answer that cannot be read counts as unknown and is reported."""
    scenario, problems = read_scenario(case["inputs"], knowledge)
    decision = decide(scenario, knowledge)
    return Outcome(
        case=case["id"],
        modality=str(case["inputs"].get("modality")),
        contested=bool(case.get("contested")),
        expected=tuple(case["expert_answer"]),
        unwanted=tuple(case.get("unacceptable") or ()),
        found=decision.recommended,
        qualifies=decision.qualifies,
        problems=tuple(f"{problem.field} {problem.message}" for problem in problems),
    )


def totals(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """The four counts that the project is judged by."""
    counted = list(outcomes)
    return {
        "cases": len(counted),
        "acceptable": sum(outcome.acceptable for outcome in counted),
        "best": sum(outcome.best for outcome in counted),
        "unacceptable": sum(outcome.unacceptable for outcome in counted),
    }


def _print_difference(outcome: Outcome) -> None:
    for problem in outcome.problems:
        print(f"{outcome.case}: {problem}")
    if not outcome.best or not outcome.qualifies:
        word = (
            "UNACCEPTABLE" if outcome.unacceptable
            else "acceptable" if outcome.acceptable
            else "neutral"
        )  # fmt: skip
        marks = ", contested" * outcome.contested + ", nothing qualifies" * (not outcome.qualifies)
        wanted = ", ".join(outcome.expected)
        print(f"{outcome.case}: {outcome.found} ({word}{marks}); experts: {wanted}")


def _print_table(name: str, outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> None:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    print(f"\n{name:20}{'cases':>7}{'acceptable':>12}{'best':>6}{'unacceptable':>14}")
    rows = [*sorted(groups.items()), ("all", [item for group in groups.values() for item in group])]
    for group, members in rows:
        counts = totals(members)
        print(
            f"{group:20}{counts['cases']:>7}{counts['acceptable']:>12}"
            f"{counts['best']:>6}{counts['unacceptable']:>14}"
        )


if __name__ == "__main__":
    sys.exit(main())
