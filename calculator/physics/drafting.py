"""What a record says of a small model that drafts the tokens of a large one."""

from typing import TypedDict

from calculator.physics.fields import Fields
from calculator.physics.models import listed_model, size_in_name
from calculator.physics.reading import once


class Drafting(TypedDict):
    """How a stream is drafted."""

    speculative: bool
    accepted_tokens: float | None
    draft_share: float | None


@once
def drafting(fields: Fields, params: float) -> Drafting:
    """Whether tokens are drafted, how many of them are kept, and how large the draft is.

    A draft that is named or sized is one, unless the record says that none is used.
    """
    name, size = fields.text("draft_model"), fields.number("draft_params")
    accepted, told = fields.number("accepted_tokens"), fields.switch("speculative")
    used = bool(name or size or accepted) if told is None else told
    if not used:
        if name or size or accepted:
            fields.warnings.append("speculative is false; what is said of a draft is not used")
        return Drafting(speculative=False, accepted_tokens=None, draft_share=None)
    if accepted is None:
        fields.suppose("accepted_tokens is not given; a usual gain of drafting is taken")
    size = size or _listed_size(name, fields)
    if size is not None and accepted is None:
        fields.suppose("the size of the draft is not counted without accepted_tokens")
    elif size is None:
        fields.suppose("the size of the draft is not known; a usual cost of drafting is taken")
    share = None if size is None else size / (fields.number("active_params") or params)
    return Drafting(speculative=True, accepted_tokens=accepted, draft_share=share)


def _listed_size(name: str, fields: Fields) -> float | None:
    """The size of a draft by its name; None where the name tells none."""
    listed, told = listed_model(name, fields.knowledge), size_in_name(name)
    if listed is not None:
        return listed.active_params or listed.params
    return told[1] if told else None
