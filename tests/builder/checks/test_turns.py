"""The second table of a pair shows what its sentence says: the other side is cheaper there."""

from pathlib import Path

import pytest
import yaml

from calculator import evaluate, load_knowledge

CONTENT = Path(__file__).parents[3] / "content"
KNOWLEDGE = load_knowledge()
PAIRS = [yaml.safe_load(path.read_text()) for path in CONTENT.glob("comparisons/*.yaml")]
TURNING = [pair for pair in PAIRS if "turn" in pair]


def _first_is_cheaper(pair, change):
    path = CONTENT / "scenarios" / f"{pair['scenario']}.yaml"
    inputs = yaml.safe_load(path.read_text())["inputs"]
    result = evaluate({"inputs": inputs | change}, KNOWLEDGE, points=1, search=False)
    bills = result.costs.approaches
    first, second = (bills[pair[side]["approach"]].total.value for side in ("a", "b"))
    return first < second


@pytest.mark.parametrize("pair", TURNING, ids=lambda pair: pair["id"])
def test_after_the_turn_the_other_side_is_cheaper(pair):
    before = _first_is_cheaper(pair, {})

    assert _first_is_cheaper(pair, pair["turn"]["change"]) is not before


def test_both_directions_are_shown_somewhere():
    assert {pair["id"] for pair in TURNING} >= {"api-or-fine-tune", "hosted-or-self-hosted"}
