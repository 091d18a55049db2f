"""What was read of a record and said of it, kept so that one like it need not be read anew."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Self

from calculator.needs.need import Assumed

type _Key = tuple[Any, ...]  # a reading and its arguments


class _Kept(NamedTuple):
    """What one reading came to, what it and those within it said, and the fields they looked at."""

    value: Any
    warnings: dict[str, None]
    widenings: dict[Assumed, None]
    fields: set[str]


class Reader:
    """Fields that were read so far, what was warned of, and spreads that unknowns add."""

    def _start(self, warnings: list[str], earlier: Mapping[_Key, _Kept]) -> None:
        """Nothing is read yet; what readings came to is known from earlier where it is the same."""
        self._read: set[str] = set()  # outside of the readings under way or used
        self._used: dict[_Key, _Kept] = {}
        self._warned = tuple(warnings)
        self.warnings = warnings
        self.widenings: list[Assumed] = []
        self._earlier = earlier
        self._kept: dict[_Key, _Kept] = {}

    def all_read(self) -> set[str]:
        """Fields that were looked at."""
        return self._read.union(*(kept.fields for kept in self._used.values()))

    def use(self, key: _Key, reading: Callable[..., Any]) -> Any:
        """What a reading comes to, made at most once."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._earlier_found(key) or self._made(reading, key[1:])
        self._used[key] = found
        return found.value

    def _earlier_found(self, key: _Key) -> _Kept | None:
        found = self._earlier.get(key)
        if found is not None:
            self.warnings += [each for each in found.warnings if each not in self.warnings]
            self.widenings += [each for each in found.widenings if each not in self.widenings]
        return found

    def _made(self, reading: Callable[..., Any], arguments: _Key) -> _Kept:
        read, used = self._read, self._used
        self._read, self._used = set(), {}
        warnings, widenings = len(self.warnings), len(self.widenings)
        try:
            value = reading(self, *arguments)
            within, looked_at = self._used.values(), self.all_read()
        finally:
            self._read, self._used = read, used
        warned = dict.fromkeys(self.warnings[warnings:])
        widened = dict.fromkeys(self.widenings[widenings:])
        for each in within:  # some may have said it before
            warned |= each.warnings
            widened |= each.widenings
        return _Kept(value, warned, widened, looked_at)

    def _without(self, name: str) -> dict[_Key, _Kept]:
        """Readings that did not look at a field: another value of it leaves them as they are."""
        return {key: kept for key, kept in self._kept.items() if name not in kept.fields}

    def reads_like(self, other: Self, name: str) -> bool:
        """Whether all comes to the same in a record with another value of one field.

        True is a proof: every reading that looked at the field comes to the same and gives the
        same warnings. False may be wrong. The other record is as if unread afterwards.
        """
        if name in self._read or self._warned != other._warned:
            return False
        looking = [(key, kept) for key, kept in self._used.items() if name in kept.fields]
        alike = all(_is_same(_again(other, key), kept) for key, kept in looking)
        other._start(list(other._warned), {**other._earlier, **other._kept})
        return alike


def _is_same(found: _Kept, kept: _Kept) -> bool:
    said = found.warnings == kept.warnings and found.widenings == kept.widenings
    return said and bool(found.value == kept.value)


def _again(other: Reader, key: _Key) -> _Kept:
    reading, *arguments = key
    reading(other, *arguments)
    return other._kept[key]


def once[R: Reader, *Ts, T](reading: Callable[[R, *Ts], T]) -> Callable[[R, *Ts], T]:
    """Keep what a reading comes to. It must follow from fields and arguments alone."""

    @functools.wraps(reading)
    def read(record: R, /, *arguments: *Ts) -> T:
        found: T = record.use((read, *arguments), reading)
        return found

    return read
