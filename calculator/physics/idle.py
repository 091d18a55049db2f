"""Fields that are read and yet change nothing, found by giving them other values."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from calculator.physics.record import Record

_FAR = 1024  # times as much, and as little: whatever counts the number in, moves
# Whoever reads these has no answer that is the same without them; this saves reading anew
_DECISIVE = frozenset(("params", "metric", "purpose", "generations", "gflops_per_item"))
type Told = tuple[object, list[str]]  # what is told, and warnings; None where nothing can be
type Telling = Callable[[Mapping[str, Any]], Told | None]


def idle_fields(record: Record, told: Telling) -> Iterator[str]:
    """Fields that were read, although no other value of theirs would change what is told.

    Args:
        record: After its prediction was made.
        told: What is predicted of a record.
    """
    given = record.given()
    asked = [name for name in record.heeded() if name not in _DECISIVE]
    whole = told(given) if asked else None
    for name in asked:
        here = _beside(name, whole)
        others = _others(given[name], record.knowledge.predictor_fields[name].other)
        found = (_beside(name, told({**given, name: other})) for other in others)
        same = all(answer in (None, here) for answer in found)
        if same and _beside(name, told({**given, name: None})) == here:
            yield name


def _beside(name: str, answer: Told | None) -> Told | None:
    """An answer without warnings of the field itself, which say that its value is odd."""
    if answer is None:
        return None
    return answer[0], [each for each in answer[1] if not each.startswith(f"{name} ")]


def _others(value: Any, texts: tuple[str, ...]) -> Iterator[Any]:
    """Other values than the one that is given; those of whole numbers stay whole."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value * _FAR
        yield value / _FAR if value % 1 else max(1, value // _FAR)
    elif isinstance(value, str):
        yield from (text for text in texts if text != value)
    elif isinstance(value, list):
        yield [each * 2 for each in value]
