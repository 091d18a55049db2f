"""How many parameters a tuning run trains, from what its record gives."""

from calculator.facts import Shape
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely
from calculator.physics.fields import Fields
from calculator.physics.memory import ADAPTER_SHARE, embedding_params
from calculator.physics.methods import method_kind

_USUAL_RANK = Assumed("usual-adapter-rank", "dimensions")


def trainable_params(
    fields: Fields, params: float, shape: Shape, method: str, constants: Constants
) -> float:
    """Given, or all, or those of the last layers, or of adapters of a rank."""
    given = fields.number("trainable_params")
    if given is not None:
        return min(given, params)
    kind = method_kind(method)
    if kind == "full":
        return params
    layers = fields.number("trained_layers") if kind == "frozen" else None
    if layers is not None:
        of_layers = max(0.0, params - embedding_params(shape))
        return of_layers * min(1.0, layers / shape.layers) or params
    rank = fields.number("lora_rank") if kind != "frozen" else None
    usual = params * likely(constants, ADAPTER_SHARE)
    return usual * rank / likely(constants, _USUAL_RANK) if rank else usual
