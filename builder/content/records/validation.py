"""Published figures that the cost model is measured against: what was known before, what came."""

from typing import Annotated, Literal

from pydantic import Field

from builder.content.records.base import Covers, Id, Plain, Prose, Record, SourceId

Positive = Annotated[float, Field(gt=0)]


class Inputs(Record):
    """What a planner knows beforehand; fields as `calculator.physics.predict` reads them."""

    model: Plain | None = None
    base_model: Plain | None = None
    kind: Plain | None = None
    params: Positive | None = None
    active_params: Positive | None = None
    trainable_params: Positive | None = None
    arch: dict[str, Positive] | None = None
    tokens: Positive | None = None
    token_unit: Plain | None = None
    examples: Positive | None = None
    epochs: Positive | None = None
    steps: Positive | None = None
    train_flops: Positive | None = None
    fwd_gflops_per_sample: Positive | None = None
    gflops_per_item: Positive | None = None
    accelerator: Plain | None = None
    accelerator_count: Positive | None = None
    precision: Plain | None = None
    fp8_recipe: Plain | None = None
    kv_cache_bits: Positive | None = None
    weight_bits: Positive | None = None
    seq_len: Positive | None = None
    input_len: Positive | None = None
    output_len: Positive | None = None
    batch: Positive | None = None
    micro_batch: Positive | None = None
    global_batch: Positive | None = None
    tp: Positive | None = None
    pp: Positive | None = None
    cp: Positive | None = None
    vp: Positive | None = None
    ep: Positive | None = None
    parallelism: Plain | None = None
    concurrency: Positive | None = None
    speculative: bool | None = None
    draft_model: Plain | None = None
    image_size: Positive | None = None
    guidance: bool | None = None
    software: Plain | None = None
    network: Plain | None = None
    loader: Plain | None = None
    method: Plain | None = None
    lora_rank: Positive | None = None
    attention: Plain | None = None
    objective: Plain | None = None
    purpose: Plain | None = None
    optimizer: Plain | None = None
    sharding: Plain | None = None
    loss: Plain | None = None
    checkpointing: Plain | None = None
    recompute: Plain | None = None
    engine: Plain | None = None
    scenario: Plain | None = None
    metric: Plain | None = None


class Figure(Record):
    """One published value beside what was known before it was measured."""

    id: Id
    name: Plain
    inputs: Inputs
    predicted: bool = True  # false: what is known before says too little
    measured: Positive
    unit: Literal["h", "tokens/s", "items/s", "audio seconds/s", "ms", "GiB"]
    source: SourceId
    where: Plain | None = None  # place in the source
    note: Plain | None = None  # how the value was printed, where it had to be converted
    weak: Plain | None = None  # why it is listed and not scored


class LeftOut(Record):
    """What predictions are off by on sources that the fit has not seen; from the benchmark."""

    factor: Annotated[float, Field(ge=1)]  # median error, either way
    inside: Annotated[float, Field(ge=0, le=1)]  # of the published values in the 80 % range
    width: Annotated[float, Field(ge=1)]  # of a middling range, from low to high
    sources: Annotated[int, Field(ge=1)]


class ValidatedQuantity(Record):
    """Figures of one quantity, all predicted by one formula."""

    id: Id
    title: Plain
    predicts: Literal["train", "finetune", "throughput", "memory", "serve"]
    left_out: LeftOut | None = None
    given: Inputs = Inputs()  # what is the same for all of its figures
    figures: Annotated[list[Figure], Field(min_length=1)]


class Validation(Record):
    """A page of predictions beside published values."""

    id: Id
    title: Plain
    order: int
    summary: Prose
    badly: Prose  # what is predicted badly, and why
    quantities: Annotated[list[ValidatedQuantity], Field(min_length=1)]
    covers: Covers
