"""What providers of hosted models promise, how long their models live, and what we say of it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.content.records.base import Covers, Day, Id, Plain, Record, SourceId

HostedId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/\S+$", max_length=120)]


class Tuning(Record):
    """How a hosted model is tuned on one's own examples."""

    methods: Annotated[
        list[Literal["supervised", "preference", "reinforcement"]], Field(min_length=1)
    ]
    anyone: bool  # false: customers of old only
    for_whom: Plain
    until: Day | None = None  # last day for new jobs
    served_until: Day | None = None
    times_base: Annotated[float, Field(ge=1)] | None = None  # price of the tuned model
    training_usd_per_mtok: Annotated[float, Field(gt=0)] | None = None
    sources: Annotated[list[SourceId], Field(min_length=1)]


class Life(Record):
    """Until when one hosted model can be called; the status follows from the dates."""

    id: HostedId
    announced: Day | None = None
    shutdown: Day | None = None
    not_before: Day | None = None
    replacement: HostedId | None = None
    replacement_name: Plain | None = None
    traced: bool = True
    tuning: Tuning | None = None
    checked: Day
    sources: Annotated[list[SourceId], Field(min_length=1)]
    covers: Covers


class Provider(Record):
    """What one provider promises: notice before an end, tuning, use of data."""

    id: Id
    name: Plain
    notice: Plain | None = None
    tuning: Plain | None = None
    data_use: Plain | None = None
    checked: Day
    sources: Annotated[list[SourceId], Field(min_length=1)]
    covers: Covers


class Notice(Record):
    """A sentence that the calculator fills in and shows among the warnings."""

    id: Id
    says: Plain  # with {places}
    sources: list[SourceId] = []
    covers: Covers
