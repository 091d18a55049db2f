"""What was read of a record and said of it, kept so that one like it need not be read anew."""

import functools
from collections.abc import Callable, Mapping, Set
from typing import Any, NamedTuple, Self

from calculator.needs.need import Assumed

type _Key = tuple[Any, ...]  # a reading and its arguments
_NOTHING: frozenset[str] = frozenset()


class _Kept(NamedTuple):
    """What one reading came to, what was said with it, and what it follows from."""

    value: Any
    warnings: dict[str, None]
    widenings: dict[Assumed, None]
    says: bool  # whether it warns or widens
    fields: Set[str]  # that were looked at
    read: Set[str]  # those of them that it looked at itself
    used: Mapping[_Key, "_Kept"]  # readings within it that looked at the others, in order


class Reader:
    """Fields that were read so far, what was warned of, and spreads that unknowns add."""

    def _start(self, warnings: list[str], earlier: "Reader | None" = None, name: str = "") -> None:
        """Nothing is read yet; of an earlier record's readings those hold that a field left alone.

        The others are made anew, unless all that they follow from comes to the same.
        """
        self._warned = tuple(warnings)
        self._changed = name
        self._earlier: dict[_Key, _Kept] = earlier.kept if earlier else {}
        self.kept: dict[_Key, _Kept] = {
            key: kept for key, kept in self._earlier.items() if name not in kept.fields
        }
        self._read_anew()

    def _read_anew(self) -> None:
        self.warnings = list(self._warned)
        self.widenings: list[Assumed] = []
        self._read: set[str] = set()  # outside of readings
        self.used: dict[_Key, _Kept] = {}

    def all_read(self) -> set[str]:
        """Fields that were looked at."""
        return self._read.union(*[kept.fields for kept in self.used.values()])

    def use(self, key: _Key, reading: Callable[..., Any]) -> _Kept:
        """What a reading comes to, made at most once; what it says is said."""
        found = self.kept.get(key)
        if found is None:
            found = self._earlier.get(key)
            if found is None or not self._follows(found.read, found.used):
                found = self._made(reading, key[1:])
            self.kept[key] = found
        if found.says:
            self.warnings += [each for each in found.warnings if each not in self.warnings]
            self.widenings += [each for each in found.widenings if each not in self.widenings]
        return found

    def _follows(self, read: Set[str], used: Mapping[_Key, _Kept]) -> bool:
        """Whether the readings of which something follows come to the same, made again in order."""
        if self._changed in read:
            return False
        looking = [(key, kept) for key, kept in used.items() if self._changed in kept.fields]
        return all(_is_same(self._again(key), kept) for key, kept in looking)

    def _again(self, key: _Key) -> _Kept:
        reading, *arguments = key
        reading(self, *arguments)
        return self.kept[key]

    def _made(self, reading: Callable[..., Any], arguments: _Key) -> _Kept:
        read, used = self._read, self.used
        self._read, self.used = set(), {}
        warnings, widenings = len(self.warnings), len(self.widenings)
        try:
            value = reading(self, *arguments)
            looked_at = _NOTHING if self._changed else self.all_read()  # nobody asks again
            itself, within = self._read, self.used
        finally:
            self._read, self.used = read, used
        warned: dict[str, None] = {}
        widened: dict[Assumed, None] = {}
        if len(self.warnings) > warnings or len(self.widenings) > widenings:  # most say nothing
            warned |= dict.fromkeys(self.warnings[warnings:])
            widened |= dict.fromkeys(self.widenings[widenings:])
        for each in within.values():
            if each.says:  # some may have said it before
                warned |= each.warnings
                widened |= each.widenings
        said = bool(warned or widened)
        return _Kept(value, warned, widened, said, looked_at, itself, within)

    def reads_like(self, other: Self) -> bool:
        """Whether all comes to the same in the record with another value of a field.

        True is a proof: every reading that looked at the field comes to the same and gives the
        same warnings. False may be wrong. The other record is as if unread afterwards.
        """
        alike = self._warned == other._warned and other._follows(self._read, self.used)
        other._read_anew()
        return alike


def _is_same(found: _Kept, kept: _Kept) -> bool:
    if found is kept:
        return True
    said = found.warnings == kept.warnings and found.widenings == kept.widenings
    return said and bool(found.value == kept.value)


def once[R: Reader, *Ts, T](reading: Callable[[R, *Ts], T]) -> Callable[[R, *Ts], T]:
    """Keep what a reading comes to. It must follow from fields and arguments alone."""

    @functools.wraps(reading)
    def read(record: R, /, *arguments: *Ts) -> T:
        key = (read, *arguments)
        found = record.kept.get(key)
        if found is None or found.says:
            found = record.use(key, reading)
        record.used[key] = found
        value: T = found.value
        return value

    return read
