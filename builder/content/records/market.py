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


Usd = Annotated[float, Field(ge=0)] | None


class Listed(Record):
    """List prices in USD; what a model is not sold by is left out."""

    input_usd_per_mtok: Usd = None
    output_usd_per_mtok: Usd = None
    cached_input_usd_per_mtok: Usd = None
    cache_write_usd_per_mtok: Usd = None
    input_audio_usd_per_mtok: Usd = None
    output_audio_usd_per_mtok: Usd = None
    input_image_usd_per_mtok: Usd = None
    output_image_usd_per_mtok: Usd = None
    audio_usd_per_hour: Usd = None
    usd_per_mchar: Usd = None
    usd_per_kpage: Usd = None


class Tier(Listed):
    """Prices of a prompt that is longer than so many tokens."""

    above_tokens: Annotated[int, Field(gt=0)]


class Tariff(Listed):
    """The price list of one service."""

    tiers: list[Tier] = []


class PriceEntry(Tariff):
    """What one model costs from a day on, until the entry above it."""

    since: Day | None = None  # None: nobody says since when; only of the oldest entry
    batch: Tariff | None = None
    flex: Tariff | None = None
    priority: Tariff | None = None


class HostedPrice(Record):
    """One hosted model and every price list that it has had, newest first."""

    id: HostedId
    name: Plain
    provider: Plain
    kind: Literal["chat", "embedding", "speech", "image", "document"]
    context_tokens: Annotated[int, Field(gt=0)] | None = None
    checked: Day  # the last day on which its prices were looked at
    values: Annotated[list[PriceEntry], Field(min_length=1)]


class Provider(Record):
    """What one provider promises: notice before an end, tuning, use of data."""

    id: Id
    name: Plain
    notice: Plain | None = None
    tuning: Plain | None = None
    data_use: Plain | None = None
    sells_open_models: Annotated[
        bool, Field(description="Sells open models of other makers by the call.")
    ] = False
    checked: Day
    sources: Annotated[list[SourceId], Field(min_length=1)]
    covers: Covers


class Notice(Record):
    """A sentence that the calculator fills in and shows among the warnings."""

    id: Id
    says: Plain  # with {places}
    sources: list[SourceId] = []
    covers: Covers
