"""Which points of a sample are alike, so that a value is worked out once for all of them."""

from collections.abc import Hashable, Iterable
from functools import lru_cache

_MOST_JOINED = 100  # others that one is known together with; then it begins anew


class Places:
    """A number for each point; points with the same number are alike. The first point has 0."""

    __slots__ = ("_joined", "first", "of")

    def __init__(self, of: list[int], first: list[int]) -> None:
        self.of = of
        self.first = first  # point that has each number
        self._joined: dict[int, tuple[Places, Places]] = {}  # with others, by their identity

    def joined(self, other: "Places") -> "Places":
        """Places that tell apart whatever one of the two does; one of them where that will do."""
        if other is self:
            return self
        known = self._joined.get(id(other))  # which is held with it, so that it stays its own
        if known is None:
            found = self._joined_anew(other)
            for each in (self, other):
                if len(each._joined) > _MOST_JOINED:
                    each._joined.clear()
            self._joined[id(other)] = other, found
            other._joined[id(self)] = self, found
            return found
        return known[1]

    def _joined_anew(self, other: "Places") -> "Places":
        found = places_of(zip(self.of, other.of, strict=True))
        for one in (self, other):
            if len(found.first) == len(one.first):
                return one
        return found


@lru_cache(maxsize=64)
def known_places(what: tuple[Hashable, ...]) -> Places:
    """The places of points, which are those of the question before where all is alike."""
    return places_of(what)


def places_of(what: Iterable[Hashable]) -> Places:
    """The places of points that are alike where they are of one kind."""
    kinds = list(what)
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    points = dict(zip(reversed(kinds), range(len(kinds) - 1, -1, -1), strict=True))
    return Places([numbers[kind] for kind in kinds], [points[kind] for kind in numbers])
