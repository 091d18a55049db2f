"""Every way in which the open questions may be answered, together: how often the answer stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from calculator.conditions import Answers
from calculator.decision import worlds
from calculator.decision.choice import affordable
from calculator.decision.money import Money
from calculator.decision.prospects import prospects
from calculator.decision.rulebook import Rulebook
from calculator.decision.worlds import SHAPING
from calculator.knowledge import Answer
from calculator.needs.need import Assumed
from calculator.suppositions import weighing

DRAWS = 60
_FIRM = Assumed("firm-from-share", "share")
_LIKELY = Assumed("likely-from-share", "share")
_BASES = (
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Certainty:
    """In how many ways of answering all open questions the recommendation stands."""

    level: str  # firm, likely or open, by two assumptions about the share
    share: float  # of those ways, 0–1
    otherwise: tuple[str, ...]  # what the other ways lead to, the commonest first
    open: tuple[str, ...]  # the inputs that are open


def certainty(given: Answers, now: str, book: Rulebook, money: Money | None) -> Certainty:
    """How often the recommendation stands over fixed draws of everything that is not known."""
    names = open_inputs(given, book)
    if not names:
        return Certainty("firm", 1.0, (), ())
    # the bill is the one as given
    over = money.excluded(affordable(given, book, money), book) if money else frozenset()
    found = Counter(_decided(values, over, book) for values in drawn(given, names, book))
    share = found.pop(now, 0) / DRAWS
    firm, likely = book.number(_FIRM), book.number(_LIKELY)
    level = "firm" if share >= firm else "likely" if share >= likely else "open"
    otherwise = tuple(name for name, _ in sorted(found.items(), key=lambda item: -item[1]))
    return Certainty(level, round(share, 3), otherwise, names)


def open_inputs(given: Answers, book: Rulebook) -> tuple[str, ...]:
    """Unknown inputs that some rule still waits for, what shapes the rest first."""
    waiting = {c.input for rule in book.waiting(given) for c in rule.when if c.unknown is None}
    unknown = [
        key
        for key in book.open_shares
        if given[key] is None and (key in waiting or key in SHAPING) and not foregone(key, book)
    ]
    return tuple(sorted(unknown, key=lambda key: (key not in SHAPING, key)))


def foregone(input_id: str, book: Rulebook) -> bool:
    """Whether leaving it unsaid says it: all of its shares are one value's."""
    return all(len(option.of) == 1 for option in book.open_shares[input_id])


def drawn(
    given: Answers, names: tuple[str, ...], book: Rulebook, count: int = DRAWS
) -> Iterator[dict[str, Answer]]:
    """The scenario with every open question answered, evenly over what is likely."""
    meant = worlds.worlds(given, book)
    others = [name for name in names if name not in SHAPING]
    for number in range(1, count + 1):
        world = _at(_radical_inverse(number, _BASES[0]), meant)
        values = {**given, **dict(zip(SHAPING, world or (), strict=False))}
        for base, name in zip(_BASES[1:], others, strict=False):
            found = worlds.shares(name, values, book).items()
            values[name] = _at(_radical_inverse(number, base), [(s, v) for v, s in found])
        yield values


def _at[T](place: float, shared: Iterable[tuple[float, T]]) -> T | None:
    """What lies at a place from 0 to 1 where each takes up its share."""
    found: T | None = None
    for share, each in shared:
        found, place = each, place - share
        if place < 0:
            break
    return found


def _decided(values: Answers, over_budget: frozenset[str], book: Rulebook) -> str:
    """The recommendation by chance and budget."""
    filled = weighing(values, book.guessed).values
    barred = over_budget | book.closed(book.unmet(filled))
    return prospects(filled, book, over_budget).recommended(book, barred)


@cache
def _radical_inverse(number: int, base: int) -> float:
    """The digits of a number in a base, mirrored at the point: Halton's sequence."""
    found, unit = 0.0, 1.0
    while number:
        unit /= base
        number, digit = divmod(number, base)
        found += digit * unit
    return found
