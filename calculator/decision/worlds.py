"""What an unsaid kind of data or of output may be: each possibility counts by its share."""

from collections.abc import Iterator, Sequence

from calculator.conditions import Answers, all_hold
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Input, Value

_LEAST = 0.02  # rarer possibilities change nothing and cost time
SHAPING = ("modality", "output_kind")  # so much hangs on them that no single guess would do


def worlds(values: Answers, book: Rulebook) -> Iterator[tuple[float, Answers]]:
    """Every way in which these two may be meant, with its share; the shares add up to 1."""
    found = list(_filled(1.0, values, SHAPING, book))
    kept = [(share, world) for share, world in found if share >= _LEAST] or found
    total = sum(share for share, _ in kept)
    for share, world in kept:
        yield share / total, world


def shares(definition: Input, values: Answers, book: Rulebook) -> dict[Value, float]:
    """How often each value of an unknown input is meant beside these answers."""
    for each in book.open_shares.get(definition.id, ()):
        if all_hold(each.when, values):
            return {_value(definition, text): share for text, share in each.of.items()}
    return {}


def _filled(
    share: float, values: Answers, names: tuple[str, ...], book: Rulebook
) -> Iterator[tuple[float, Answers]]:
    if not names:
        yield share, values
        return
    first, rest = names[0], names[1:]
    if values[first] is not None:
        yield from _filled(share, values, rest, book)
        return
    for value, part in shares(book.knowledge.inputs[first], values, book).items():
        yield from _filled(share * part, {**values, first: value}, rest, book)


def _value(definition: Input, text: str) -> Value:
    if definition.kind == "boolean":
        return text == "true"
    return text if definition.kind == "choice" else float(text)


def ends(values: Answers, book: Rulebook, over_budget: frozenset[str] = frozenset()) -> list[float]:
    """Where the plan ends, simplest approach first, over all that may be meant."""
    found = [0.0] * len(book.names)
    for share, world in worlds(values, book):
        for place, end in enumerate(book.ends(world, over_budget)):
            found[place] += share * end
    return found


def most_likely(found: Sequence[float], book: Rulebook) -> str:
    """Where the plan most likely ends; the simpler one where two are equal."""
    rounded = [round(end, 9) for end in found]
    return book.names[rounded.index(max(rounded))]
