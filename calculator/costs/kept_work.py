"""Amounts of the question before, given again where all that they were made of is the same.

Who drags a dot changes one answer, and most lines of a bill do not rest on it. So what a line reads
of the workload is noted beside it, with the uncertain numbers that it draws and what the reader set
them to; where the next question agrees in that, the line is the same.
"""

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.costs.draws import Draws
from calculator.costs.quantity import Quantity
from calculator.costs.workload import Workload
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.needs.traced import Traced, key_of

_SAMPLES = 6  # that something is kept for
_MOST = 2_000  # results of one of them; then it begins anew


@dataclass(frozen=True, slots=True)
class _Made:
    """A result, the fields of the workload that were read for it, and the numbers asked for."""

    result: Any
    read: Mapping[str, Any]
    drawn: Mapping[str, Estimate]
    told: Mapping[str, Estimate | None]  # what the reader set them to


class Kept:
    """What was made with one sample of the numbers, the newest under each key."""

    def __init__(self, knowledge: Knowledge, of: Sequence[object]) -> None:
        self.knowledge, self.of = knowledge, of
        self.made: dict[Hashable, _Made] = {}


class Keeper:
    """Notes what is read in one case, and knows what was made in the one before."""

    def __init__(self, workload: Workload, draws: Draws, kept: Kept) -> None:
        self._workload, self._draws, self._kept = workload, draws, kept
        self._here: dict[Hashable, _Made] = {}
        self.read: dict[str, Any] = {}

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What is made for the first in this case who asks."""
        made = self._here.get(key)
        if made is None:
            made = self._here[key] = self._watched(make)
        return self._noted(made)

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The same for the first in this and the cases that follow; the key says of what."""
        made = self._here.get(key)
        if made is None:
            made = self._kept.made.get(key)
            if made is None or not self._holds(made):
                made = self._kept.made[key] = self._watched(make)
            else:
                for name, estimate in made.drawn.items():
                    self._draws.drawn(name, estimate)
            self._here[key] = made
        return self._noted(made)

    def _holds(self, made: _Made) -> bool:
        workload, now = self._workload, self._draws.overridden
        return all(now(name) == own for name, own in made.told.items()) and all(
            _same(getattr(workload, name), value) for name, value in made.read.items()
        )

    def _noted(self, made: _Made) -> Any:
        self.read.update(made.read)
        self._draws.noted.update(made.drawn)
        self._draws.told.update(made.told)
        return made.result

    def _watched(self, make: Callable[[], Any]) -> _Made:
        draws = self._draws
        around = self.read, draws.noted, draws.told
        self.read, draws.noted, draws.told = {}, {}, {}
        try:
            return _Made(make(), self.read, draws.noted, draws.told)
        finally:
            self.read, draws.noted, draws.told = around


class Watched:
    """A workload whose keeper is told what is read of it."""

    def __init__(self, workload: Workload, keeper: Keeper) -> None:
        self._workload, self._keeper = workload, keeper

    def __getattr__(self, name: str) -> Any:
        value = self._keeper.read[name] = getattr(self._workload, name)
        return value


def _same(one: Any, other: Any) -> bool:
    """Whether two fields are made alike, so that whatever is made of them is."""
    if one is other:
        return True
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.places is other.places and one.values == other.values
    if isinstance(one, Traced) or isinstance(other, Traced):
        return bool(key_of(one) == key_of(other))
    return bool(one == other)


_kept: deque[Kept] = deque(maxlen=_SAMPLES)


def kept_of(knowledge: Knowledge, of: Sequence[object]) -> Kept:
    """What is kept for a sample and all that is not noted, which `of` tells from others."""
    found = next((each for each in _kept if each.knowledge is knowledge and each.of == of), None)
    if found is None:
        found = Kept(knowledge, of)
    else:
        _kept.remove(found)  # it is the newest again
    if len(found.made) > _MOST:
        found.made.clear()
    _kept.append(found)
    return found


def forget() -> None:
    """Begin anew, as for a memory snapshot, which every reader fetches."""
    _kept.clear()
