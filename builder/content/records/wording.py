"""Which words the site's prose avoids, and the plain ones that stand for them."""

from typing import Annotated

from pydantic import Field

from builder.content.records.base import Covers, Id, Plain, Record


class Wording(Record):
    """Words that readers should not meet, and what to write."""

    id: Id
    avoid: Annotated[list[Plain], Field(min_length=1)]  # whole words or phrases, in any case
    instead: Plain
    covers: Covers
