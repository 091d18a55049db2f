"""Rents of accelerators: which offer counts on which day."""

from datetime import date

from calculator.facts import Accelerator, DatedEstimate
from calculator.packed import load_knowledge


def entry(day: str, usd: float) -> DatedEstimate:
    return DatedEstimate(
        as_of=date.fromisoformat(day), low=usd, value=usd, high=usd, basis="", sources=()
    )


def chip(**rents: tuple[DatedEstimate, ...]) -> Accelerator:
    return Accelerator(
        id="c", name="C", vendor="V", year=2024, memory_gib=80, bandwidth_gb_per_s=1,
        peak_tflops={"bf16": 1}, rents=rents,
    )  # fmt: skip


def test_a_specialist_counts_before_a_large_cloud_once_its_price_is_in_force():
    both = chip(large_cloud=(entry("2026-01-01", 9.0),), specialist=(entry("2026-06-01", 3.0),))

    assert both.rent_on(date(2026, 5, 31)) == entry("2026-01-01", 9.0)
    assert both.rent_on(date(2026, 6, 1)) == entry("2026-06-01", 3.0)


def test_before_the_first_price_the_oldest_one_counts():
    assert chip(list=(entry("2025-01-01", 2.0), entry("2024-01-01", 4.0))).rent_on(
        date(2020, 1, 1)
    ) == entry("2024-01-01", 4.0)


def test_a_kind_of_offer_that_a_chip_has_not_gives_nothing():
    assert chip(spot=(entry("2026-01-01", 1.0),)).rent_on(date(2026, 6, 1)) is None
    assert chip(spot=(entry("2026-01-01", 1.0),)).rent_on(date(2026, 6, 1), "spot")


def test_thirty_accelerators_have_a_rent_of_the_last_half_year():
    known = load_knowledge()
    rents = [each.rent_on(known.as_of) for each in known.accelerators.values()]
    fresh = [rent for rent in rents if rent and (known.as_of - rent.as_of).days <= 180]

    assert len(fresh) >= 30


def test_an_h100_rents_for_what_specialists_ask_and_cost_more_on_the_lists_of_2025():
    h100 = load_knowledge().accelerators["h100-sxm-80gb"]
    now, then = h100.rent_on(date(2026, 11, 27)), h100.rent_on(date(2025, 6, 1))

    assert now
    assert then
    assert (now.low, now.value, now.high) == (2.96, 3.85, 6.16)
    assert then.value == 6.64
