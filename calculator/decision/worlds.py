"""What unsaid answers on which much hangs may be: what was said points to some of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from calculator.conditions import Answers
from calculator.decision.odds import share_of
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Answer, Value
from calculator.needs.need import Assumed

_WEIGHT = Assumed("weight-of-a-clue", "ratio")
_LEAST = Assumed("rarest-meaning-weighed", "share")
_SELDOM = Assumed("share-of-the-unexpected", "share")
KINDS = ("modality", "output_kind")  # so much hangs on them that no single guess would do
# What is always one way or the other, told or not; the shares of each ask only about those before
# it. Results of tests are left out: how a test would end is what the chances say.
SHAPING = (
    *KINDS, "data_may_leave_org", "team_ml_expertise", "compute", "unlabelled_data",
    "knowledge_changes_often", "answers_from_documents", "combines_modalities", "quality_target",
)  # fmt: skip

type World = tuple[Answer, ...]  # the answers of SHAPING
type Way = tuple[float, tuple[Value, ...], int]  # weight, what is open so far, rules that it fails
type _Beside = tuple[Answer, ...]  # the answers that the shares of an input ask about
type _Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """What the open ones among SHAPING may be, and the answers on which that hangs."""

    key: _Key
    names: tuple[str, ...]
    ways: Sequence[Way]


_SAID = Meant((), (), [(1.0, (), 0)])  # nothing is open


def shares(input_id: str, values: Answers, book: Rulebook) -> Mapping[Value, float]:
    """How often each value of an unknown input is meant beside these answers."""
    if input_id not in SHAPING:
        return book.shares(input_id, values)
    said = values[input_id]
    if said is not None:
        return {said: 1.0}
    open_now = meant(values, book)
    place = open_now.names.index(input_id)
    found: dict[Value, float] = {}
    for share, way, _ in open_now.ways:
        found[way[place]] = found.get(way[place], 0.0) + share
    return found


def is_clue(name: str, values: Answers, book: Rulebook) -> bool:
    """Whether an answer would point to something open that shapes the rest."""
    still_open = {each for each in SHAPING if values[each] is None}
    points = name in book.open_shares and not still_open.isdisjoint(book.leans_on[name])
    return points or any(name in book.leans_on[each] for each in still_open)


def worlds(values: Answers, book: Rulebook) -> Sequence[tuple[float, World]]:
    """Every way in which these answers may be meant, with its share; the shares add up to 1.

    By Bayes' rule: how common each way is, times how common every known answer is beside it.
    Answers repeat each other, so each counts by a power below 1.
    """
    found = meant(values, book)
    known = {name: values[name] for name in SHAPING}
    return [
        (share, tuple({**known, **dict(zip(found.names, way, strict=True))}.values()))
        for share, way, _ in found.ways
    ]


def meant(values: Answers, book: Rulebook, last: int = len(SHAPING) - 1) -> Meant:
    """What the first ones among SHAPING, up to the last of them, may be.

    Answers on which only later ones hang leave it as it is, so it is kept.
    """
    if all(values[name] is not None for name in SHAPING[: last + 1]):
        return _SAID
    key = ("worlds", last, *[values[name] for name in _hang_on(last, book)])

    def found() -> Meant:
        before = meant(values, book, last - 1) if last else _SAID
        return _next(key, before, last, values, book)

    return book.once(key, found)


def _hang_on(last: int, book: Rulebook) -> Sequence[str]:
    """The inputs on which the first ones among SHAPING hang."""

    def found() -> list[str]:
        names = [*SHAPING[: last + 1], *(n for each in _clues(book)[: last + 1] for n in each)]
        told = [(name, *book.leans_on[name]) for name in names]
        return [*dict.fromkeys(other for each in told for other in each)]

    return book.once(("hang on", last), found)


def _next(key: _Key, before: Meant, place: int, values: Answers, book: Rulebook) -> Meant:
    """With one more of SHAPING, and what points to it."""
    name, names, ways = SHAPING[place], before.names, before.ways
    least = book.number(_LEAST) if place >= len(KINDS) else 0.0  # the kinds are weighed first
    if values[name] is None:
        ways = _grown(ways, names, name, least, values, book)
        names = (*names, name)
    pointing = _clues(book)[place]
    for clue in (name, *pointing) if name in KINDS else pointing:
        if values[clue] is not None and not {*names}.isdisjoint(book.leans_on[clue]):
            ways = _pointed(ways, names, clue, values, book)
    if place + 1 == len(KINDS):
        ways = _common(ways, book.number(_LEAST))
    elif ways is before.ways:
        return before
    elif place >= len(KINDS):
        ways = _common(ways, 0.0)
    return Meant(key, names, ways)


def _common(ways: Sequence[Way], least: float) -> list[Way]:
    """Without what hardly anybody means; the weights add up to 1 again."""
    bound = least * sum([weight for weight, _, _ in ways])
    kept = [way for way in ways if way[0] >= bound]
    whole = sum([weight for weight, _, _ in kept])
    return [(weight / whole, world, unmet) for weight, world, unmet in kept]


def _clues(book: Rulebook) -> Sequence[Sequence[str]]:
    """The inputs, but for the kinds, by the last shaping one that their shares ask about."""

    def found() -> list[list[str]]:
        by_place: list[list[str]] = [[] for _ in SHAPING]
        for name in book.open_shares:
            places = [SHAPING.index(other) for other in book.leans_on[name] if other in SHAPING]
            if name not in KINDS and places:
                by_place[max(places)].append(name)
        return by_place

    return book.once(("clues",), found)


def _grown(
    ways: Sequence[Way],
    names: Sequence[str],
    name: str,
    least: float,
    values: Answers,
    book: Rulebook,
) -> list[Way]:
    """Each way with each answer that this input may have; common ones stand for rare ones."""
    picked, beside = _beside(name, names, values, book)
    told: dict[object, list[tuple[float, Value, int]]] = {}
    grown: list[Way] = []
    for weight, world, unmet in ways:
        open_ones = picked(world)
        options = told.get(open_ones)
        if options is None:
            others = beside(world)
            key = ("options", name, *others)
            options = told[open_ones] = book.once(key, partial(_options, name, others, book))
        if weight * options[-1][0] < least:  # the rarest
            common = [each for each in options if weight * each[0] >= least] or options[:1]
            weight /= sum([share for share, _, _ in common])
            options = common
        grown += [
            (weight * share, (*world, value), unmet | failed) for share, value, failed in options
        ]
    return grown


def _options(name: str, others: _Beside, book: Rulebook) -> list[tuple[float, Value, int]]:
    """The answers that an input may have, the commonest first, and the rules that each fails."""
    found = book.shares(name, dict(zip(book.leans_on[name], others, strict=True)))
    options = [(share, value, book.unmet({name: value}, (name,))) for value, share in found.items()]
    return sorted(options, key=lambda each: -each[0])


def _pointed(
    ways: Sequence[Way], names: Sequence[str], clue: str, values: Answers, book: Rulebook
) -> list[Way]:
    """Each way, weighed by how common a known answer is beside it."""
    answer = values[clue]
    if answer is None:
        return []
    picked, beside = _beside(clue, names, values, book)
    told: dict[object, float] = {}
    for _, world, _ in ways:
        open_ones = picked(world)
        if open_ones not in told:
            others = beside(world)
            key = ("how common", clue, answer, *others)
            told[open_ones] = book.once(key, partial(_how_common, clue, answer, others, book))
    return [(weight * told[picked(world)], world, unmet) for weight, world, unmet in ways]


def _beside(
    name: str, names: Sequence[str], values: Answers, book: Rulebook
) -> tuple[Callable[[Sequence[Value]], object], Callable[[Sequence[Value]], _Beside]]:
    """From a way to what the shares of an input ask about; some of what is open is settled.

    The first function gives only those of them that are open: where they are equal, all are.
    """
    leans = book.leans_on[name]
    said = tuple(values[other] for other in leans)
    places = [(i, names.index(other)) for i, other in enumerate(leans) if other in names]
    if not places:
        return lambda _: None, lambda _: said

    def found(world: Sequence[Value]) -> _Beside:
        others = [*said]
        for i, place in places:
            others[i] = world[place]
        return tuple(others)

    return itemgetter(*(place for _, place in places)), found


def _how_common(name: str, answer: Value, others: _Beside, book: Rulebook) -> float:
    """How much an answer weighs: its share, by the power of a clue."""
    found = book.shares(name, dict(zip(book.leans_on[name], others, strict=True)))
    share = share_of(answer, found, book.thresholds.get(name, ()))
    if isinstance(answer, bool | str):
        share = max(share, book.number(_SELDOM))
    return share ** (1 if name in KINDS else book.number(_WEIGHT))
