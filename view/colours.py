"""The one order and colour scale of the nine approaches, cheap to costly.

Blue to orange with slowly rising lightness: equal steps in OKLab, told apart with any kind of
colour blindness, and at least 3:1 against both grounds. `tests/view/test_colours.py` measures all
three.
"""

from typing import Final

APPROACHES: Final = (
    "#4e64c9",
    "#5b6cb4",
    "#6a71a0",
    "#80738f",
    "#997280",
    "#ac6f69",
    "#be6a4d",
    "#cd6825",
    "#cc7800",
)
PAPER: Final = "#fbfaf7"  # the ground of the light scheme
NIGHT: Final = "#15171a"  # the ground of the dark scheme


def of_order(order: int) -> str:
    """The colour of the rung with this order, 1 to 9."""
    return APPROACHES[order - 1]
