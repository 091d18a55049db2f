"""Chips by the names that people write: the same chip under many, other chips told apart."""

import dataclasses

import pytest

from calculator.physics.chips import find_accelerator, native_bits, peak_flops, refusal
from tests.physics import CHIP, KNOWLEDGE


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("V100-PCIe", "v100-pcie-16gb"),
        ("Tesla V100-SXM2-32GB", "v100-sxm-32gb"),
        ("MI300A", "mi300a-128gb"),
        ("MI350X", "mi350x-288gb"),
        ("NVIDIA H200 NVL", "h200-nvl-141gb"),
        ("GB300", "gb300-nvl72"),
        ("B300", "b300-sxm-270gb"),
        ("NVIDIA GeForce RTX 4090 Laptop GPU", "rtx-4090-laptop"),
        ("Intel Xeon Sapphire Rapids", "xeon-8480"),
        ("Xeon-8573C (8 threads)", "xeon-8592"),
        ("Apple M5 Max", "apple-m5-max"),
        ("MacBook Pro M4 Max", "apple-m4-max"),
        ("Raspberry Pi 5 8GB", "raspberry-pi-5"),
        ("Raspberry Pi 5", "raspberry-pi-5"),
        ("TPU v7", "tpu-v7x-192gb"),
        ("Samsung Galaxy S25 Ultra", "galaxy-s25"),
        ("Galaxy S24 Ultra", "galaxy-s24-ultra"),
        ("iPhone 16 Pro Max", "apple-a18-pro"),
        ("iPhone 17 Pro", "apple-a19-pro"),
        ("Quadro RTX 8000", "quadro-rtx-8000"),
    ],
)
def test_names_that_look_alike_are_told_apart(name: str, found: str) -> None:
    chip = find_accelerator(name, KNOWLEDGE)

    assert chip is not None
    assert chip.id == found


@pytest.mark.parametrize(
    "name", ["h999", "RTX 4090 Ti", "RTX 6000", "A100 96GB", "MI300", "L400", "RTX 3080 20GB"]
)
def test_another_chip_behind_a_known_name_is_not_known(name: str) -> None:
    assert find_accelerator(name, KNOWLEDGE) is None
    assert f"accelerator {name!r} is not known" in refusal(name, KNOWLEDGE)


def test_a_slice_has_sevenths_of_the_arithmetic_and_eighths_of_memory_and_bandwidth() -> None:
    whole, part = (find_accelerator(n, KNOWLEDGE) for n in ("A100-80GB", "A100 MIG 3g.40gb"))

    assert whole is not None
    assert part is not None
    assert part.memory_gib == 40
    assert peak_flops(part) == pytest.approx(peak_flops(whole) * 3 / 7)
    assert part.bandwidth_gb_per_s == pytest.approx(whole.bandwidth_gb_per_s * 4 / 8)


def test_a_card_with_less_memory_is_the_same_chip_with_that_memory() -> None:
    card = find_accelerator("RTX 4060 Ti 8GB", KNOWLEDGE)

    assert card is not None
    assert (card.id, card.memory_gib) == ("rtx-4060-ti", 8)


def test_no_name_means_two_chips() -> None:
    for chip in KNOWLEDGE.accelerators.values():
        for name in (chip.id, chip.name, *chip.aliases):
            found = find_accelerator(name, KNOWLEDGE)
            assert found is not None
            assert found.id == chip.id, name


def test_every_chip_has_a_peak_in_floating_point_below_what_its_year_allows() -> None:
    # 20 PFLOP/s dense is beyond any chip sold; a slip of a thousand shows here
    for chip in KNOWLEDGE.accelerators.values():
        assert 1e9 < peak_flops(chip) < 2e16, chip.id
        assert 1 < chip.memory_gib <= 6144, chip.id
        assert 10 < chip.bandwidth_gb_per_s < 25_000, chip.id


@pytest.mark.parametrize("name", ["Pixel 9 Pro", "Pixel 10", "iPhone 18"])
def test_a_phone_whose_memory_rate_is_not_published_is_refused_with_what_to_give(name: str) -> None:
    assert find_accelerator(name, KNOWLEDGE) is None
    assert "or give peak_tflops and bandwidth_gb_per_s" in refusal(name, KNOWLEDGE)


@pytest.mark.parametrize(
    ("peaks", "bits", "native"),
    [
        ({"fp8": 200.0}, 8, True),
        ({"int8": 200.0}, 8.2, True),
        ({"int8": 200.0}, 8.25, False),  # with scales of their own, which are unpacked
        ({"int8": 200.0}, 7.9, False),
        ({"fp16": 100.0}, 8, False),
    ],
)
def test_weights_of_eight_bits_are_multiplied_as_they_are_where_the_chip_can(
    peaks: dict[str, float], bits: float, native: bool
) -> None:
    assert native_bits(dataclasses.replace(CHIP, peak_tflops=peaks), bits) is native
