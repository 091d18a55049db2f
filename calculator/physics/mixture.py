"""Mixtures of experts: what sending each token to several experts costs beyond arithmetic."""

from calculator.facts import Shape
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely

_MIXTURE_BELOW = Assumed("mixture-below-share", "share")
_USUAL_EXPERTS = Assumed("usual-experts-used", "experts")


def is_mixture(params: float, active_params: float, constants: Constants) -> bool:
    """Whether a token passes only some of the parameters."""
    return active_params < likely(constants, _MIXTURE_BELOW) * params


def expert_numbers(shape: Shape, constants: Constants) -> float:
    """Numbers of one token that its experts take in and work on, over all layers.

    Each expert gets a copy of the token and keeps its own inner width, so many small experts
    move more memory for the same arithmetic than few large ones. Where the experts are not
    known, a usual number of them shares the inner width of a dense model of the active size.
    """
    if shape.experts_used:
        return shape.layers * shape.experts_used * (shape.d_model + shape.d_ff)
    return shape.layers * (likely(constants, _USUAL_EXPERTS) * shape.d_model + shape.d_ff)


def expert_share(shape: Shape) -> float:
    """Share of all parameters that are experts, of which a token passes only some.

    All = shared + experts; active = shared + experts · used / all of them.
    """
    if shape.active_params is None or not shape.experts:
        return 0.0
    resting = 1 - shape.active_params / shape.params
    return min(1.0, resting / (1 - (shape.experts_used or 1.0) / shape.experts))
