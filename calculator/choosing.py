"""What can be chosen: the choices of an input, and the records that it stands for."""

from collections.abc import Iterator

from calculator.knowledge import Choice, Input, Knowledge


def further_choices(definition: Input, knowledge: Knowledge) -> Iterator[tuple[str, Choice]]:
    """(group, choice) of every record behind an input that is not in its short list.

    Hosted models by provider; accelerators that have a rent by maker.
    """
    listed = {choice.value for choice in definition.choices}
    if definition.more == "hosted_models":
        for key, model in knowledge.hosted_models.items():
            if key not in listed:
                yield str(model["provider"]), Choice(value=key, label=str(model["name"]))
    if definition.more == "accelerators":
        for chip in knowledge.accelerators.values():
            if chip.rents and chip.id not in listed:
                yield chip.vendor, Choice(value=chip.id, label=chip.name)


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
