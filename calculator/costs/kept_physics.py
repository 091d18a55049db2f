"""What the physics gave, kept for the next who asks: it rests on few of a reader's answers."""

from collections import deque
from collections.abc import Callable, Hashable
from typing import Any, cast

from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants

_MOST_KEPT = 20_000  # results, a few megabytes; then it begins anew


class KeptPhysics:
    """Results under one set of constants, by all else that they were worked out from."""

    def __init__(self, knowledge: Knowledge, constants: Constants) -> None:
        self.knowledge, self.constants = knowledge, constants
        self._found: dict[Hashable, Any] = {}

    def once[T](self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` gives, worked out for the first who asks; the key says from what."""
        try:
            return cast(T, self._found[key])
        except KeyError:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            result = self._found[key] = work_out()
            return result


_kept: deque[KeptPhysics] = deque(maxlen=2)


def physics_of(knowledge: Knowledge, constants: Constants) -> KeptPhysics:
    """What is known under these constants; most requests have the published ones."""
    for kept in _kept:
        if kept.knowledge is knowledge and kept.constants == constants:
            return kept
    _kept.append(KeptPhysics(knowledge, constants))
    return _kept[-1]


def forget() -> None:
    """Begin anew, as for a memory snapshot, which every reader fetches."""
    _kept.clear()
