"""What helps readers to find: words of one meaning, places of their own, addresses that moved."""

from typing import Annotated, Literal

from pydantic import Field

from builder.content.records.base import Covers, Id, Plain, Record


class Synonyms(Record):
    """Words and phrases of one meaning for a reader who searches."""

    id: Id
    words: Annotated[list[Plain], Field(min_length=2)]


class Place(Record):
    """A part of the site that can be found by name, such as the break-even of the calculator."""

    id: Id
    kind: Literal["calculator", "guide", "evidence", "reference"]
    title: Plain
    address: Annotated[str, Field(pattern=r"^[a-z0-9/-]+\.html(#[a-z0-9=_-]+)?$")]
    text: Plain
    also_searched: list[Plain] = []
    covers: Covers


_ADDRESS = r"^[a-z0-9/-]+\.html$"


class Moved(Record):
    """An address that readers and other sites still know, and where it leads now."""

    id: Id
    old: Annotated[str, Field(pattern=_ADDRESS)]
    new: Annotated[str, Field(pattern=_ADDRESS)]
    title: Plain  # of the page that it leads to
