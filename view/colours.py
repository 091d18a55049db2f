"""The one order of colours for the nine approaches, simplest first, in two schemes.

Blue to orange with rising lightness. Lines and grounds stand out 3:1 from their scheme's paper,
chips and names 4.5:1; `tests/view/test_colours.py` measures both, the distances in OKLab for four
kinds of eyes, and that the style sheet holds the same.
"""

from typing import Final

LIGHT: Final = (
    "#0d3eb7", "#4d3e9c", "#654c9b", "#7a4e7f", "#94588b", "#a3596c", "#b56459", "#c7662c",
    "#c97b04",
)  # fmt: skip
LIGHT_TEXT: Final = (*LIGHT[:5], "#a0576a", "#a1594f", "#a95725", "#9b5f03")
DARK: Final = (
    "#5376dd", "#797dd4", "#9a83c7", "#b585b4", "#c197c0", "#d995a2", "#f09285", "#f5a478",
    "#ffb361",
)  # fmt: skip
DARK_TEXT: Final = ("#7994e4", "#8d90da", "#a18ccb", "#b687b6", *DARK[4:])
ON_LIGHT, ON_DARK = "#ffffff", "#15171a"  # what is written on a chip of each scheme
PAPER: Final = "#fbfaf7"  # the ground of the light scheme
NIGHT: Final = "#15171a"  # the ground of the dark scheme


def of_order(order: int) -> str:
    """The colour of the approach with this order, 1 to 9, as the page's style sheet names it."""
    return f"var(--btt-approach-{order})"
