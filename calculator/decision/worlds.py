"""What unsaid answers on which everything hangs may be: the others point to some of them."""

import bisect
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from calculator.conditions import Answers
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Value
from calculator.needs.need import Assumed

_WEIGHT = Assumed("weight-of-a-clue", "ratio")
_STEP = Assumed("regret-per-step", "ratio")
_LEAST = Assumed("rarest-meaning-weighed", "share")
_SELDOM = Assumed("share-of-the-unexpected", "share")
KINDS = ("modality", "output_kind")  # so much hangs on them that no single guess would do
SHAPING = (*KINDS, "data_may_leave_org")  # and on a limit that closes two approaches

type World = tuple[Value, ...]  # the answers of SHAPING
type Key = tuple[object, ...]


def shares(input_id: str, values: Answers, book: Rulebook) -> Mapping[Value, float]:
    """How often each value of an unknown input is meant beside these answers."""
    if input_id not in SHAPING:
        return book.shares(input_id, values)
    place = SHAPING.index(input_id)
    found: dict[Value, float] = {}
    for share, world in worlds(values, book):
        found[world[place]] = found.get(world[place], 0.0) + share
    return found


def is_clue(name: str, values: Answers, book: Rulebook) -> bool:
    """Whether an answer would point to the kind of data or of output, one of which is open."""
    leans = {*book.leans_on[name]} & {*SHAPING}
    return name in book.open_shares and any(values[each] is None for each in leans & {*KINDS})


def worlds(values: Answers, book: Rulebook) -> Sequence[tuple[float, World]]:
    """Every way in which these three may be meant, with its share; the shares add up to 1.

    By Bayes' rule: how common each way is, times how common every known answer is beside it.
    Answers repeat each other, so each counts by a power below 1.
    """
    return _found(values, book)[1]


def _found(values: Answers, book: Rulebook) -> tuple[Key, Sequence[tuple[float, World]]]:
    """The worlds, and what they hang on."""
    known = []  # with the kinds of data and output said, there is nothing to infer
    if any(values[name] is None for name in KINDS):
        known = [n for n in book.open_shares if n not in SHAPING and values[n] is not None]
    said = tuple((values[name], *_beside(name, values, book)) for name in SHAPING)
    key = ("worlds", said, *((name, values[name], _beside(name, values, book)) for name in known))
    return key, book.once(key, lambda: _weighed(said, known, values, book))


def _weighed(
    said: tuple[object, ...], known: Sequence[str], values: Answers, book: Rulebook
) -> list[tuple[float, World]]:
    ways = book.once(("ways", said), lambda: list(_ways(1.0, (), values, book)))
    places = [world for _, world in ways]
    weights: Iterable[float] = (share for share, _ in ways)
    for name in known:
        weights = map(operator.mul, weights, _clue(name, said, places, values, book))
    found = list(zip(weights, places, strict=True))
    least = book.number(_LEAST) * sum(weight for weight, _ in found)
    kept = [each for each in found if each[0] >= least]
    whole = sum(weight for weight, _ in kept)
    return [(weight / whole, world) for weight, world in kept]


def _beside(name: str, values: Answers, book: Rulebook) -> tuple[object, ...]:
    """The answers, other than the shaping ones, on which the shares of an input hang."""
    return tuple([values[other] for other in _others(book)[name]])


def _others(book: Rulebook) -> Mapping[str, Sequence[str]]:
    """The inputs, other than the shaping ones, that the shares of each input ask about."""
    return book.once(
        ("others",),
        lambda: {
            name: [other for other in asked if other not in SHAPING]
            for name, asked in book.leans_on.items()
        },
    )


def _ways(
    share: float, begun: World, values: Answers, book: Rulebook
) -> Iterator[tuple[float, World]]:
    """Each combination, as common as it is before the other answers are looked at."""
    if len(begun) == len(SHAPING):
        yield share, begun
        return
    name = SHAPING[len(begun)]
    possible = book.shares(name, _in(begun, name, values, book))
    said = values[name]
    if said is not None:
        possible = {said: max(possible.get(said, 0.0), book.number(_SELDOM))}
    for value, part in possible.items():
        yield from _ways(share * part, (*begun, value), values, book)


def _in(world: World, name: str, values: Answers, book: Rulebook) -> Answers:
    """What the shares of an input ask about, in a world that may be only begun."""
    shaped = dict(zip(SHAPING, world, strict=False))
    return {other: shaped.get(other, values[other]) for other in book.leans_on[name]}


def _clue(
    name: str, said: tuple[object, ...], ways: Sequence[World], values: Answers, book: Rulebook
) -> Sequence[float]:
    """How common a known answer is beside each of the ways."""
    answer = values[name]
    if answer is None:
        return [1.0] * len(ways)

    def found() -> list[float]:
        """Ways that agree in what the shares ask about have one clue."""
        weight, by_shares = book.number(_WEIGHT), {}
        asked = [place for place, each in enumerate(SHAPING) if each in book.leans_on[name]]
        told = [tuple([world[place] for place in asked]) for world in ways]
        for world, part in zip(ways, told, strict=True):
            if part not in by_shares:
                shares = book.shares(name, _in(world, name, values, book))
                by_shares[part] = _how_common(name, answer, shares, book) ** weight
        return [by_shares[part] for part in told]

    key = ("clue", said, name, answer, _beside(name, values, book))
    return book.once(key, found)


def _how_common(name: str, answer: Value, found: Mapping[Value, float], book: Rulebook) -> float:
    """The share of an answer; of a number, that of its range between two thresholds of rules.

    Where no share lies in that range, the last one below it counts.
    """
    if isinstance(answer, bool | str):
        return max(found.get(answer, 0.0), book.number(_SELDOM))
    bounds = book.thresholds.get(name, ())
    ranges = {value: bisect.bisect_right(bounds, float(value)) for value in found}
    here = bisect.bisect_right(bounds, float(answer))
    last = max((place for place in ranges.values() if place <= here), default=min(ranges.values()))
    return sum(share for value, share in found.items() if ranges[value] == last)


@dataclass(frozen=True, slots=True)
class Prospects:
    """Of each approach, simplest first: its chance in its turn, and that the plan ends there."""

    chances: tuple[float, ...]
    ends: tuple[float, ...]

    def recommended(self, book: Rulebook, barred: frozenset[str] = frozenset()) -> str:
        """The approach that is least regretted on average; the simpler one where two are equal.

        To be wrong costs 1, and more for each step between what was built and what was right.
        What is known to fall short is passed over while something else is left.
        """
        costs = _regrets(book)
        places = range(len(book.names))
        open_places = [i for i in places if book.names[i] not in barred] or places
        ends = self.ends
        return book.names[
            min(open_places, key=lambda i: round(sum(map(operator.mul, ends, costs[i])), 9))
        ]


def _regrets(book: Rulebook) -> Sequence[Sequence[float]]:
    """What it costs to have built each approach where each one was right."""
    step, places = book.number(_STEP), range(len(book.names))
    return book.once(
        ("regrets",),
        lambda: [
            [1 + step * abs(right - built) if right != built else 0.0 for right in places]
            for built in places
        ],
    )


def prospects(
    values: Answers, book: Rulebook, over_budget: frozenset[str] = frozenset()
) -> Prospects:
    """Chances and ends over all that may be meant."""
    key, meant = _found(values, book)
    same_in_all = book.unmet(values, _unshaped(book))
    return book.once(
        ("prospects", same_in_all, over_budget, key),
        lambda: _prospects(meant, same_in_all, over_budget, book),
    )


def _unshaped(book: Rulebook) -> frozenset[str]:
    """The inputs that mean the same in every world."""
    return book.once(("unshaped",), lambda: book.asked.difference(SHAPING))


def _prospects(
    meant: Sequence[tuple[float, World]],
    same_in_all: int,
    over_budget: frozenset[str],
    book: Rulebook,
) -> Prospects:
    chances, ends = [0.0] * len(book.names), [0.0] * len(book.names)
    for share, world in meant:
        left = 1.0
        unmet = same_in_all | _unmet(world, book)
        for i, chance in enumerate(book.chances(unmet, over_budget)):
            chances[i] += share * chance
            ends[i] += share * (left * chance)
            left *= 1 - chance
    return Prospects(tuple(chances), tuple(ends))


def _unmet(world: World, book: Rulebook) -> int:
    """The rules that what shapes a world leaves unmet."""
    answers = dict(zip(SHAPING, world, strict=True))
    return book.once(("unmet", world), lambda: book.unmet(answers, SHAPING))
