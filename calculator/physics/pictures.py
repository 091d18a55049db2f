"""Pictures that a language model sees beside its text: how many tokens they add."""

from calculator.facts import Shape
from calculator.needs.need import Assumed
from calculator.physics.constants import likely
from calculator.physics.fields import Fields
from calculator.physics.image_work import pixels_of
from calculator.physics.reading import once

_TOKEN_SIDE = Assumed("picture-token-side", "pixels")
_USUAL_SIDE = Assumed("usual-picture-side", "pixels")
_SPREAD_UNKNOWN_LENGTH = Assumed("spread-unknown-length", "factor")


def picture_tokens(fields: Fields, shape: Shape) -> float:
    """Tokens that all pictures of one request or example add; 0 where it has none.

    A sequence whose whole length is told has them in it, and a network that makes or sorts
    pictures reads no text beside them.

    A model makes each picture as many tokens as it always does, or one of each square of
    pixels: its own where that is known, else a usual one.
    """
    count = _pictures(fields)
    if count is None or fields.number("seq_len") is not None or fields.network() is not None:
        return 0.0
    each = shape.picture_tokens or _by_size(fields, shape)
    fields.suppose(f"{count:g} × {each:,.0f} tokens of images are added to the text")
    return count * each


@once
def _pictures(fields: Fields) -> float | None:
    count, size = fields.number("images"), pixels_of(fields)
    seen = size is not None or fields.says("image", "kind_of_data")
    return 1.0 if count is None and seen else count


def _by_size(fields: Fields, shape: Shape) -> float:
    side = shape.picture_token_side or likely(fields.constants, _TOKEN_SIDE)
    if not shape.picture_token_side:
        fields.suppose(
            f"how the model cuts images is not known; squares of {side:g} pixels are taken",
            _SPREAD_UNKNOWN_LENGTH,
        )
    pixels = pixels_of(fields)
    if pixels is None:
        pixels = likely(fields.constants, _USUAL_SIDE)
        fields.suppose(
            f"image_size is not given; {pixels:g} pixels are taken", _SPREAD_UNKNOWN_LENGTH
        )
    return max(1.0, (pixels / side) ** 2)
