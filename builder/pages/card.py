"""The picture that other sites show beside a link to this one: the ladder and the name."""

import functools
from html import escape

import vl_convert

from view.colours import LIGHT

_WIDTH, _HEIGHT = 1200, 630
_SHORTEST, _STEP = 120, 62


@functools.cache
def card_png(name: str) -> bytes:
    """The card as PNG; text in a font that the converter brings along."""
    return bytes(vl_convert.svg_to_png(card_svg(name), scale=1))


def card_svg(name: str) -> str:
    """The card as SVG: nine bars from cheap to costly under the name of the site."""
    bars = "".join(_bar(i, colour) for i, colour in enumerate(LIGHT))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fbfaf7"/>'
        f'<g font-family="Liberation Sans, Arial, sans-serif" fill="#1d1f22">'
        f'<text x="80" y="150" font-size="76" font-weight="700">{escape(name)}</text>'
        f'<text x="80" y="216" font-size="38" fill="#55585d">'
        "Where should our model come from, and what will it cost?</text></g>"
        f"{bars}</svg>"
    )


def _bar(i: int, colour: str) -> str:
    width = _SHORTEST + _STEP * i
    return f'<rect x="80" y="{286 + 32 * i}" width="{width}" height="22" fill="{colour}"/>'
