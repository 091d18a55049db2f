"""What the size of an open model tells: the active size of the listed mixture that has it."""

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from builder.content.records.facts import Shape

_BILLION = 1e9
_SIZE = "model_size_b"
_ALIKE = 1.06  # models of one size whose active sizes are this close say the same


def told_by_size(shapes: Iterable[Shape], usual: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Suppositions about the active size, one for each size that only mixtures have.

    People name a model by its size in whole billions; below ten billion too many have the same.
    A size at which a dense model, or another mixture, is listed as well tells nothing.

    Args:
        shapes: of all listed models.
        usual: the supposition about any large model; what it says beside the size holds here too.
    """
    beside = [condition for condition in usual["when"] if condition["input"] != _SIZE]
    named = sorted((s for s in shapes if s.names and _whole(s) >= 10), key=_whole)
    found = []
    for size, group in itertools.groupby(named, key=_whole):
        alike = list(group)
        active = [each.active_params or each.params for each in alike]
        if all(each.active_params for each in alike) and max(active) / min(active) < _ALIKE:
            found.append(_told(size, alike[0], active[0], beside))
    return found


def _whole(shape: Shape) -> int:
    return round(shape.params / _BILLION)


def _told(size: int, shape: Shape, active: float, beside: list[dict[str, Any]]) -> dict[str, Any]:
    billions = float(f"{active / _BILLION:.3g}")
    between = {"input": _SIZE, "at_least": size - 0.5, "below": size + 0.5}
    whole = shape.params / _BILLION
    because = f"That of {shape.names[0]}, an open model of {whole:,.4g} billion parameters."
    return {"value": billions, "because": because, "when": [between, *beside]}
