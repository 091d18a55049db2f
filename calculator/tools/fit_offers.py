"""What else fits: the largest batch and length, and the cheapest machines."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from calculator.estimate import Estimate
from calculator.facts import Accelerator, DatedEstimate
from calculator.knowledge import Knowledge
from calculator.physics import chips
from calculator.physics.constants import Constants
from calculator.physics.fields import PredictionError
from calculator.physics.memory import usable_bytes
from calculator.physics.predict import predict_with
from calculator.physics.prediction import Refusal
from calculator.physics.words import narrowest, words_in
from calculator.tools.fit_request import Asked, memory_record, speed_records
from calculator.tools.records import FitLargest, FitOffer
from calculator.units import BYTES_PER_GIB

_COUNTS = (1, 2, 4, 8)  # chips of one machine
_JOINED_BY_BOARD = 4  # cards without fast links between them, that serve one copy
_OFFERS = 5  # that are named
_FRESH = timedelta(days=365)  # rents that are older are no offers any more
_HOLDING = 2  # of these, where most chips only hold weights of such a width
_NARROW = ("fp8", "fp4", "int8")
type Offer = tuple[float, Accelerator, int, DatedEstimate]
_LARGEST_BATCH, _LONGEST = 4096, 1 << 21


def needed(asked: Asked, knowledge: Knowledge, constants: Constants) -> Estimate:
    """GiB of one chip."""
    record = {**asked.record, **memory_record(asked)}
    found = predict_with("memory", record, knowledge, constants, idle=False)
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

    Most of them multiply weights as narrow as asked; a few may only hold them, and say so.
    """
    able = [
        each for each in knowledge.accelerators.values() if not held_alone(asked, each, knowledge)
    ]
    rest = [each for each in knowledge.accelerators.values() if each not in able]
    holding = _cheapest_of(rest, _HOLDING, asked, knowledge, constants, today)
    offers = _cheapest_of(able, _OFFERS - len(holding), asked, knowledge, constants, today)
    for _, chip, count, rent in sorted([*offers, *holding], key=_by_price):
        yield FitOffer(
            id=chip.id, name=chip.name, count=count, as_of=rent.as_of.isoformat(),
            low=rent.low * count, value=rent.value * count, high=rent.high * count,
            speed=pace(asked.on(chip.id, count), knowledge, constants),
            note=held_alone(asked, chip, knowledge),
        )  # fmt: skip


def _by_price(offer: Offer) -> tuple[float, str]:
    return offer[0], offer[1].id


def _cheapest_of(
    chosen: list[Accelerator],
    most: int,
    asked: Asked,
    knowledge: Knowledge,
    constants: Constants,
    today: date,
) -> list[Offer]:
    """So many of the cheapest machines of some chips.

    From the cheapest chip on, until one alone costs more than the machines that were found.
    """
    rents = [(chip, chip.rent_on(today)) for chip in chosen]
    fresh = [(chip, rent) for chip, rent in rents if rent and today - rent.as_of <= _FRESH]
    offers: list[Offer] = []
    for chip, rent in sorted(fresh, key=lambda each: (each[1].value, each[0].id)):
        if len(offers) >= most and rent.value > offers[most - 1][0]:
            break
        count = _fewest(asked, chip, knowledge, constants)
        if count:
            offers.append((rent.value * count, chip, count, rent))
            offers.sort(key=_by_price)
    return offers[:most]


def pace(asked: Asked, knowledge: Knowledge, constants: Constants) -> float:
    """Tokens a second of all answers together, or of tuning, likely value."""
    command, record = dict(speed_records(asked))["pace" if asked.tunes else "together"]
    found = predict_with(command, record, knowledge, constants, idle=False)
    if isinstance(found, Refusal):
        raise PredictionError(found.error)
    return found.likely


def held_alone(asked: Asked, chip: Accelerator, knowledge: Knowledge) -> str:
    """What is said of a chip that holds such narrow weights, and can't multiply them."""
    words = words_in(knowledge.vocabularies["precision"], asked.record["precision"]).words
    word = narrowest(words)
    kind = word.arithmetic if word is not None else None
    if asked.tunes or kind not in _NARROW or kind in chip.peak_tflops:
        return ""
    return f"holds the weights so narrow, but has no {kind.upper()} arithmetic and computes wider"


def _fewest(
    asked: Asked, chip: Accelerator, knowledge: Knowledge, constants: Constants
) -> int | None:
    """The fewest chips of one machine on which it is likely to fit; older chips lack 16 bits.

    Cards that only the board joins serve no copy over more than a few of them.
    """
    if "bf16" not in chip.peak_tflops and "fp16" not in chip.peak_tflops:
        return None
    room = usable_bytes(chip, constants) / BYTES_PER_GIB
    most = _JOINED_BY_BOARD if chips.memory_kind(chip) == "gddr" else _COUNTS[-1]
    for count in (each for each in _COUNTS if each <= most):
        if needed(asked.on(chip.id, count), knowledge, constants).value <= room:
            return count
    return None
