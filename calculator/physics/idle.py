"""Fields that are read and yet change nothing, found by giving them other values."""

from collections.abc import Callable, Iterator
from typing import Any

from calculator.physics.record import Record

_FAR = 1024  # times as much, and as little: whatever counts the number in, moves
# Whoever reads these has no answer that is the same without them; this saves reading anew
_DECISIVE = frozenset(("params", "metric", "purpose", "generations", "gflops_per_item"))
type Told = tuple[object, list[str]]  # what is told, and warnings
type Telling = Callable[[str, Any], Told | None]  # None where nothing can be told


def idle_fields(record: Record, whole: Told, told: Telling) -> Iterator[str]:
    """Fields that were read, although no other value of theirs would change what is told.

    Args:
        record: After its prediction was made.
        whole: What is told of it.
        told: What is told of the record with another value of a field.
    """
    for name in record.heeded():
        if name in _DECISIVE or name in record.decisive:
            continue
        here = _beside(name, whole)
        others = _others(record.given()[name], record.knowledge.predictor_fields[name].other)
        found = (_beside(name, told(name, other)) for other in others)
        same = all(answer in (None, here) for answer in found)
        if same and _beside(name, told(name, None)) == here:
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
        yield value / _FAR if value % 1 else max(1, value // _FAR)  # few are quicker than many
        yield value * _FAR
    elif isinstance(value, str):
        yield from (text for text in texts if text != value)
    elif isinstance(value, list):
        yield [each * 2 for each in value]
