"""How far a measurement is, and how long it still takes.

Work is counted by kind, in the milliseconds that it took on the machine on which it was recorded.
Another machine is faster or slower in all of it, and in some kinds more than in others. So what is
left of a kind takes as long as the same kind took so far; if none of it was done, as much longer
than recorded as everything else.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """What was done since the last step, and what is left, as it would have taken when recorded."""

    kind: str
    done: float
    left: Mapping[str, float]


_KNOWN = 0.7  # of what is left, before a time is told

type Steps[T] = Generator[Step, None, T]


@dataclass(slots=True)
class Work:
    """What there is to do, by kind; foreseen first, and foreseen better once more is known."""

    left: dict[str, float] = field(default_factory=dict)

    def foresee(self, expected: Mapping[str, float]) -> None:
        """Replace what was expected of some kinds."""
        self.left |= expected

    def did(self, kind: str, size: float) -> Step:
        """A part of a kind is done."""
        self.left[kind] = max(0.0, self.left.get(kind, 0.0) - size)
        return Step(kind, size, dict(self.left))


@dataclass(slots=True)
class Pace:
    """Learns from the times of steps how fast this machine is at each kind of work.

    The first step of a kind is slower than the next ones, because the browser still compiles what
    runs there. So a kind counts by itself from its second step on; until then all of them do.
    """

    _steps: list[tuple[str, float, float]] = field(default_factory=list)  # kind, recorded, taken
    _last: Step | None = None
    _before: float = 0.0
    _share: float = 0.0
    _sure: bool = False

    def told(self, step: Step, elapsed: float) -> tuple[float, float | None]:
        """The share of all time that is over, and the milliseconds that are left.

        These are None until most of what is left is of a kind of which something was timed.

        Args:
            step: that has just ended.
            elapsed: milliseconds from the beginning until this step began.
        """
        if self._last and self._last.done:
            taken = max(0.0, elapsed - self._before)
            self._steps.append((self._last.kind, self._last.done, taken))
        self._last, self._before = step, elapsed
        times = {kind: size * self._slowness(kind) for kind, size in step.left.items()}
        left, timed = sum(times.values()), {kind for kind, _, _ in self._steps}
        over = elapsed + step.done * self._slowness(step.kind)
        self._share = max(self._share, over / (over + left) if over else 0.0)
        known = sum(time for kind, time in times.items() if kind in timed)
        self._sure = self._sure or known >= _KNOWN * left
        return self._share, left if self._sure else None

    def _slowness(self, kind: str) -> float:
        """How many times longer than recorded a kind takes here."""
        own = [(done, taken) for name, done, taken in self._steps if name == kind][1:]
        if own:
            return sum(taken for _, taken in own) / sum(done for done, _ in own)
        return _median_ratio([(done, taken) for _, done, taken in self._steps])


def _median_ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """Of taken to recorded, where half of what was recorded lies below; 1 of none."""
    ordered = sorted((taken / done, done) for done, taken in pairs)
    half, held = sum(done for _, done in ordered) / 2, 0.0
    for ratio, done in ordered:
        held += done
        if held >= half:
            return ratio
    return 1.0
