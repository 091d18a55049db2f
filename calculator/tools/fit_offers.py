"""What else fits: the largest batch and length, and the cheapest machines."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from calculator.estimate import Estimate
from calculator.facts import Accelerator, DatedEstimate
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants
from calculator.physics.fields import PredictionError
from calculator.physics.memory import usable_bytes
from calculator.physics.predict import predict_with
from calculator.physics.prediction import Refusal
from calculator.tools.fit_request import Asked, memory_record
from calculator.tools.records import FitLargest, FitOffer
from calculator.units import BYTES_PER_GIB

_COUNTS = (1, 2, 4, 8)  # chips of one machine
_OFFERS = 5  # that are named
_FRESH = timedelta(days=365)  # rents that are older are no offers any more
_LARGEST_BATCH, _LONGEST = 4096, 1 << 21


def needed(asked: Asked, knowledge: Knowledge, constants: Constants) -> Estimate:
    """GiB of one chip."""
    record = {**asked.record, **memory_record(asked)}
    found = predict_with("memory", record, knowledge, constants)
    if isinstance(found, Refusal):
        raise PredictionError(found.error)
    return found.estimate


def largest(asked: Asked, room: float, knowledge: Knowledge, constants: Constants) -> FitLargest:
    """The largest batch at this length, and the longest length at this batch, that fit."""

    def fits(**changed: Any) -> bool:
        tried = asked._replace(record={**asked.record, **changed})
        return needed(tried, knowledge, constants).value <= room

    def longer(length: int) -> bool:
        if asked.tunes:
            return fits(seq_len=length)
        return fits(input_len=max(1, length - 1), output_len=1)

    return FitLargest(
        batch=_last(lambda batch: fits(batch=batch), _LARGEST_BATCH),
        context=_last(longer, _LONGEST),
    )


def _last(holds: Any, most: int) -> int:
    """The largest whole number up to `most` for which it holds; 0 where it never does."""
    if not holds(1):
        return 0
    low, high = 1, 2
    while high < most and holds(high):
        low, high = high, high * 2
    high = min(high, most)
    if holds(high):
        return high
    while high - low > max(1, low // 64):
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def cheapest(
    asked: Asked, knowledge: Knowledge, constants: Constants, today: date
) -> Iterator[FitOffer]:
    """The cheapest machines on which it is likely to fit, by their rent on a day.

    From the cheapest chip on, until one alone costs more than the machines that were found.
    """
    rents = [(chip, chip.rent_on(today)) for chip in knowledge.accelerators.values()]
    fresh = [(chip, rent) for chip, rent in rents if rent and today - rent.as_of <= _FRESH]
    offers: list[tuple[float, Accelerator, int, DatedEstimate]] = []
    for chip, rent in sorted(fresh, key=lambda each: (each[1].value, each[0].id)):
        if len(offers) >= _OFFERS and rent.value > offers[_OFFERS - 1][0]:
            break
        count = _fewest(asked, chip, knowledge, constants)
        if count:
            offers.append((rent.value * count, chip, count, rent))
            offers.sort(key=lambda offer: (offer[0], offer[1].id))
    for _, chip, count, rent in offers[:_OFFERS]:
        yield FitOffer(
            id=chip.id, name=chip.name, count=count, as_of=rent.as_of.isoformat(),
            low=rent.low * count, value=rent.value * count, high=rent.high * count,
        )  # fmt: skip


def _fewest(
    asked: Asked, chip: Accelerator, knowledge: Knowledge, constants: Constants
) -> int | None:
    """The fewest chips of one machine on which it is likely to fit; older chips lack 16 bits."""
    if "bf16" not in chip.peak_tflops and "fp16" not in chip.peak_tflops:
        return None
    room = usable_bytes(chip, constants) / BYTES_PER_GIB
    for count in _COUNTS:
        if needed(asked.on(chip.id, count), knowledge, constants).value <= room:
            return count
    return None
