"""The decision against expert cases: `python -m benchmarks.decisions`, or `make bench-decisions`.

`CASES` names one or several files, apart by spaces; without it the file beside the checkout is
taken, where there is one. A case has `id`, `inputs` (null or "unknown": not said), `expert_answer`
(acceptable approaches, best first) and `unacceptable`. Every case is decided once more with a third
and with two thirds of its answers withheld, in five fixed ways each.
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from calculator.decision.ladder import Decision, decide
from calculator.decision.money import Money
from calculator.decision.priced import Purse
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.scenario import read_scenario

DEFAULT_CASES = Path(__file__).resolve().parents[2] / "shared" / "data" / "cases.yaml"
WITHHELD = (1 / 3, 2 / 3)
DRAWS = 5
UNSAID = (None, "unknown")

type Case = Mapping[str, Any]


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
    start: str
    climbs: tuple[str, ...]
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


class Bench:
    """Decides cases with the rules and the bills of the newest day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._book = Rulebook(knowledge)

    def judge(self, case: Case, inputs: Mapping[str, Any]) -> Outcome:
        """Decide one case; an answer that cannot be read counts as unknown and is reported."""
        scenario, problems = read_scenario(inputs, self._knowledge)
        money = Money(Purse(self._knowledge, self._knowledge.as_of, {}))
        decision = decide(scenario, self._knowledge, book=self._book, money=money)
        return _outcome(case, decision, [f"{each.field} {each.message}" for each in problems])


def main() -> int:
    """Print every difference, the shares by file, approach and modality, and the JSON line."""
    paths = [Path(each) for each in (os.environ.get("CASES") or str(DEFAULT_CASES)).split()]
    missing = [path for path in paths if not path.is_file()]
    if missing:
        print(f"no cases at {missing[0]}; name the files with CASES=path", file=sys.stderr)
        return 1
    bench = Bench(load_knowledge())
    files = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}
    by_file = {
        name: [bench.judge(case, case["inputs"]) for case in cases] for name, cases in files.items()
    }
    outcomes = [outcome for found in by_file.values() for outcome in found]
    for outcome in outcomes:
        _print_difference(outcome)
    _print_table("best answer", _grouped(outcomes, lambda outcome: outcome.expected[0]))
    _print_table("modality", _grouped(outcomes, lambda outcome: outcome.modality))
    _print_table("file", by_file)
    every = [case for cases in files.values() for case in cases]
    _print_table("answers withheld", dict(_sparse(bench, every)), totals_row=False)
    print(json.dumps(totals(outcomes)))
    return 0


def withheld(case: Case, share: float, draw: int) -> dict[str, Any]:
    """The inputs of a case without a share of its answers; the same ones every time."""
    said = sorted(key for key, value in case["inputs"].items() if value not in UNSAID)
    dice = random.Random(f"{case['id']}/{share}/{draw}")
    dropped = set(dice.sample(said, round(len(said) * share)))
    return {key: value for key, value in case["inputs"].items() if key not in dropped}


def totals(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """The counts that the project is judged by."""
    counted = list(outcomes)
    return {
        "cases": len(counted),
        "acceptable": sum(outcome.acceptable for outcome in counted),
        "best": sum(outcome.best for outcome in counted),
        "unacceptable": sum(outcome.unacceptable for outcome in counted),
        "bad_starts": sum(outcome.start in outcome.unwanted for outcome in counted),
        "bad_climbs": sum(to in outcome.unwanted for outcome in counted for to in outcome.climbs),
        "climbs": sum(len(outcome.climbs) for outcome in counted),
    }


def _outcome(case: Case, decision: Decision, problems: Iterable[str]) -> Outcome:
    return Outcome(
        case=case["id"],
        modality=str(case["inputs"].get("modality")),
        contested=bool(case.get("contested")),
        expected=tuple(case["expert_answer"]),
        unwanted=tuple(case.get("unacceptable") or ()),
        found=decision.recommended,
        qualifies=decision.qualifies,
        start=decision.start_with,
        climbs=tuple(climb.to for climb in decision.plan.climb),
        problems=tuple(problems),
    )


def _sparse(bench: Bench, cases: Iterable[Case]) -> Iterator[tuple[str, list[Outcome]]]:
    counted = list(cases)
    for share in WITHHELD:
        found = [
            bench.judge(case, withheld(case, share, draw))
            for case in counted
            for draw in range(DRAWS)
        ]
        yield f"{share:.0%}", found


def _print_difference(outcome: Outcome) -> None:
    for problem in outcome.problems:
        print(f"{outcome.case}: {problem}")
    wanted = ", ".join(outcome.expected)
    if not outcome.best or not outcome.qualifies:
        word = (
            "UNACCEPTABLE" if outcome.unacceptable
            else "acceptable" if outcome.acceptable
            else "neutral"
        )  # fmt: skip
        marks = ", contested" * outcome.contested + ", nothing qualifies" * (not outcome.qualifies)
        print(f"{outcome.case}: {outcome.found} ({word}{marks}); experts: {wanted}")
    for place, there in (("start", outcome.start), *(("then", to) for to in outcome.climbs)):
        if there in outcome.unwanted:
            print(f"{outcome.case}: {place} {there} is a mistake; experts: {wanted}")


def _grouped(
    outcomes: Iterable[Outcome], key: Callable[[Outcome], str]
) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return dict(sorted(groups.items()))


def _print_table(
    name: str, groups: Mapping[str, list[Outcome]], *, totals_row: bool = True
) -> None:
    heads = ("cases", "acceptable", "best", "unacceptable", "bad_starts", "bad_climbs", "climbs")
    print(f"\n{name:20}" + "".join(f"{head:>14}" for head in heads))
    rows = [*groups.items()]
    if totals_row:
        rows.append(("all", [item for group in groups.values() for item in group]))
    for group, members in rows:
        counts = totals(members)
        print(f"{group:20}" + "".join(f"{counts[head]:>14}" for head in heads))


if __name__ == "__main__":
    sys.exit(main())
