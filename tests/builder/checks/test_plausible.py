"""A number that is out of all proportion shows at its own record."""

import pytest

from builder.checks.plausible import PLAUSIBLE, check_plausible
from builder.checks.unit_words import Unit, read_unit
from builder.content.load import Content, Loaded
from tests.built import content

ENDS = ("low", "value", "high")


def spoilt(kind: str, record: object, loaded: Loaded) -> Content:
    """The content with one record in another shape."""
    kinds = dict(content().kinds)
    kinds[kind] = {loaded.record.id: Loaded(record, loaded.document, loaded.steps)}
    return Content(content().root, kinds)


def scaled(entries, times):
    """Dated numbers, all in the same other proportion."""
    return [
        each.model_copy(update={end: getattr(each, end) * times for end in ENDS})
        for each in entries
    ]


def told(changed: Content) -> list[str]:
    return [str(each) for each in check_plausible(changed)]


def test_the_content_is_plausible():
    assert told(content()) == []


@pytest.mark.parametrize("times", [1000, 0.001])
@pytest.mark.parametrize("group", ["wage", "price", "energy"])
def test_a_whole_record_in_another_proportion_is_told_whatever_is_paid_for(group, times):
    for loaded in content().kinds["assumption"].values():
        record = loaded.record
        unit = read_unit(record.unit)
        if record.group == group and unit.per and record.unit in PLAUSIBLE:
            values = scaled(record.values, times)
            changed = spoilt("assumption", record.model_copy(update={"values": values}), loaded)
            (message,) = told(changed)
            assert message.startswith(f"content/assumptions/{record.id}.yaml:")


@pytest.mark.parametrize("times", [1000, 0.001])
def test_a_chip_of_any_speed_that_rents_for_another_proportion_is_told(times):
    for loaded in content().kinds["rent"].values():
        tiers = {tier: scaled(found, times) for tier, found in loaded.record.tiers.items()}
        changed = spoilt("rent", loaded.record.model_copy(update={"tiers": tiers}), loaded)
        (message,) = told(changed)
        assert message.startswith(f"content/rents/{loaded.record.id}.yaml:")


def test_every_unit_of_money_is_known_to_the_check():
    units = {each.record.unit for each in content().kinds["assumption"].values()}
    money = {unit for unit in map(read_unit, units) if isinstance(unit, Unit)}

    assert {each for each in money if each.measure == "USD"} <= set(map(read_unit, PLAUSIBLE))
    assert "USD per day" in units
