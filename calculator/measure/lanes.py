"""Many whole numbers side by side in one: what is added is added to all of them at once.

One number of each class would be added, taken and kept class by class; in a browser that is most
of the work. In whole numbers nothing is rounded on the way, so sums are the same in any order.
"""

import struct
from collections.abc import Sequence

ONE = 1 << 20  # what stands for 1 in a lane
_BITS = 64
_LIFT = 1 << 60  # lanes are stored above it, so that none is negative


class Lanes:
    """Packs `count` whole numbers, each between -2**59 and 2**59, sums included."""

    def __init__(self, count: int) -> None:
        self.size = count * _BITS // 8
        self.lift = sum(_LIFT << (_BITS * lane) for lane in range(count))
        self.form = struct.Struct(f"<{count}Q")

    def packed(self, values: Sequence[int]) -> int:
        """All values as one number; such numbers may be added, and multiplied by a whole one."""
        lifted = self.form.pack(*[value + _LIFT for value in values])
        return int.from_bytes(lifted, "little") - self.lift

    def lifted(self, packed: int) -> tuple[int, ...]:
        """The values, each raised by the same amount: differences are what counts."""
        found: tuple[int, ...] = self.form.unpack(
            (packed + self.lift).to_bytes(self.size, "little")
        )
        return found
