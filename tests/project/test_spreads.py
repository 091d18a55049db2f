"""The spreads and constants in content are those that the benchmark works out."""

import re
from pathlib import Path

import pytest

from benchmarks._fitted import GROUPS, PRIORS
from benchmarks._published import all_records, knowledge
from benchmarks._spreads import half_width
from benchmarks.fit_physics import LeftOut, Sample
from benchmarks.store_constants import accuracies, worked_out
from calculator.estimate import exactly
from calculator.physics.constants import physics_constants
from tests.built import content as project_content

CONTENT = Path(__file__).resolve().parent.parent.parent / "content"


@pytest.fixture(autouse=True)
def _pages_alone(monkeypatch):
    monkeypatch.delenv("PUBLISHED", raising=False)


def apart(source: str, error: float) -> LeftOut:
    """A left-out record of a source with its error."""
    sample = Sample(None, {}, source, lambda _: exactly(1.0), 1.0, ())
    return LeftOut(sample, {}, error)


def test_stored_spreads_and_constants_are_what_left_out_sources_say():
    stored = physics_constants(knowledge(), knowledge().as_of)

    constants, held = worked_out(stored)

    for name, found in constants.items():
        assert stored[name].value == pytest.approx(min(found.value, stored[name].value), rel=0.03)
        if name.startswith("spread-"):
            assert stored[name].high == pytest.approx(found.high, rel=0.03), name
            assert stored[name].low == pytest.approx(found.low, rel=0.03), name
    told = {
        quantity.id: quantity.left_out
        for page in project_content().records("validation").values()
        for quantity in page.quantities
        if quantity.left_out
    }
    for name, line in accuracies(held).items():
        factor = float(re.search(r"factor: ([\d.]+)", line)[1])
        assert told[name].factor == pytest.approx(factor, rel=0.03), name


def test_four_fifths_and_a_little_more_of_equal_sources_lie_within_the_half_width():
    errors = [apart(f"source {i}", 0.1 * (i + 1)) for i in range(10)]

    # 0.8 × 11 / 10 = 0.88 of ten: the ninth
    assert half_width(errors) == pytest.approx(0.9)


def test_a_large_table_weighs_as_the_square_root_of_its_rows():
    table = [apart("table", 0.1)] * 100
    others = [apart(f"source {i}", 1.0) for i in range(10)]

    assert half_width(table + others) == pytest.approx(1.0)  # 10 of 20 lie within 0.1


def test_every_fitted_constant_has_a_prior_and_none_stands_far_from_it():
    stored = physics_constants(knowledge(), knowledge().as_of)

    for group in GROUPS.values():
        for name in group.constants:
            prior = PRIORS[name]
            middle = prior.middle if isinstance(prior.middle, float) else stored[prior.middle].value
            assert 1 / 6 < stored[name].value / middle < 6, name


def test_the_pages_hold_more_than_seven_hundred_figures():
    files = ("training_runs", "training_throughput", "finetune_runs", "memory", "serving")

    assert sum(len(all_records(name)) for name in files) > 700
