"""What can be chosen: the choices of an input, and the records that it stands for."""

from collections.abc import Iterator

from calculator.facts import Shape
from calculator.knowledge import Choice, Input, Knowledge
from calculator.units import PARAMS_PER_BILLION


def further_choices(definition: Input, knowledge: Knowledge) -> Iterator[tuple[str, Choice]]:
    """(group, choice) of every record behind an input that is not in its short list.

    Hosted models by provider; accelerators that have a rent by maker; open models by family.
    """
    listed = {choice.value for choice in definition.choices}
    records = _RECORDS[definition.more](knowledge) if definition.more else ()
    return ((group, choice) for group, choice in records if choice.value not in listed)


type _Choices = Iterator[tuple[str, Choice]]


def _hosted_models(knowledge: Knowledge) -> _Choices:
    for key, model in knowledge.hosted_models.items():
        yield str(model["provider"]), Choice(value=key, label=str(model["name"]))


def _accelerators(knowledge: Knowledge) -> _Choices:
    for chip in knowledge.accelerators.values():
        if chip.rents:
            yield chip.vendor, Choice(value=chip.id, label=chip.name)


def _open_models(knowledge: Knowledge) -> _Choices:
    for family in knowledge.architectures.values():
        for shape in filter(_is_named, family.shapes):
            yield family.name, Choice(value=model_value(shape), label=_with_sizes(shape))


_RECORDS = {
    "hosted_models": _hosted_models,
    "accelerators": _accelerators,
    "open_models": _open_models,
}


def _is_named(shape: Shape) -> bool:
    return bool(shape.names)


def model_value(shape: Shape) -> str:
    """What an open model is chosen by: its name, as in an address."""
    return shape.names[0].lower().replace(" ", "-")


def _with_sizes(shape: Shape) -> str:
    """A model's name with its parameters, and those that one token passes."""
    active = (
        f", {shape.active_params / PARAMS_PER_BILLION:.3g} active" if shape.active_params else ""
    )
    return f"{shape.names[0]} ({shape.params / PARAMS_PER_BILLION:.3g} billion parameters{active})"


def label_of(definition: Input, value: object, knowledge: Knowledge) -> str:
    """A chosen value in words."""
    for choice in definition.choices:
        if choice.value == value:
            return choice.label
    further = (choice for _, choice in further_choices(definition, knowledge))
    return next((choice.label for choice in further if choice.value == value), str(value))


def values_of(definition: Input, knowledge: Knowledge) -> tuple[object, ...]:
    """Every value that a choice input takes, the short list first."""
    short = tuple(choice.value for choice in definition.choices)
    return (*short, *(choice.value for _, choice in further_choices(definition, knowledge)))
