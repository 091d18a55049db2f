"""Records of training and tuning on images and other samples → hours."""

from calculator.needs.need import Assumed
from calculator.physics.constants import likely
from calculator.physics.fields import Fields
from calculator.physics.formula import Formula
from calculator.physics.image_work import learning_gflops
from calculator.physics.methods import method_kind
from calculator.physics.reading import once
from calculator.physics.vision import (
    FORWARD_AND_BACKWARD,
    SampleTraining,
    sample_training_hours,
)

HOURS = ("accelerator-hours", "h")
USUAL_COUNT = Assumed("usual-accelerators", "accelerators")
_UNITS = ("image", "image-text sample", "volume", "clip", "sample")
_KINDS = ("vision", "diffusion", "medical", "image", "video", "detection", "segmentation")
# Of networks that are no transformers, memory traffic and loading set the pace in tuning as well
_CONVOLVING = ("convolution", "depthwise", "detection", "segmentation")
_PARTS = {"full": FORWARD_AND_BACKWARD, "lora": 2, "qlora": 2, "frozen": 1}  # forward is one


@once
def is_by_sample(fields: Fields) -> bool:
    """Whether a run from scratch counts samples, not tokens."""
    unit, kind = fields.text("token_unit").lower(), fields.text("kind", "modality").lower()
    by_image = fields.number("fwd_gflops_per_sample") is not None
    named = any(mark in kind for mark in _KINDS) or fields.network() is not None
    return by_image or unit in _UNITS or (not unit and named)


@once
def tunes_by_sample(fields: Fields) -> bool:
    """Whether a tuned network is one of convolutions, and the amount of samples is known."""
    network = fields.network()
    return network is not None and network.kind in _CONVOLVING and _samples(fields) is not None


def predict_samples(fields: Fields, method: str = "full") -> tuple[str, str, Formula] | None:
    """Hours to pass so many samples; None where their number is not known."""
    samples, network = _samples(fields), fields.network()
    if samples is None:
        return None
    samples *= fields.number("frames") or 1.0  # each is read and passes like a picture
    loader = f"{fields.text('loader')} {fields.text('software')}".strip()
    if not loader:
        fields.suppose("loader is not given; ordinary code that reads and prepares files is taken")
    tuned = fields.text("base_model")
    training = SampleTraining(
        name=tuned or fields.text("name", "model"),
        kind=fields.text("kind") or (network.kind if network else ""),
        forward_gflops=learning_gflops(fields),
        accelerator=fields.accelerator(),
        accelerators=fields.number("accelerator_count")
        or (1.0 if tuned else likely(fields.constants, USUAL_COUNT)),
        precision=fields.arithmetic("fp16"),
        checkpointing="full" if checkpointing(fields) == "full" else "none",
        loader=loader,
        step_share=_PARTS[method_kind(method)] / FORWARD_AND_BACKWARD,
    )
    return *HOURS, lambda known: sample_training_hours(training, samples, known)


@once
def _samples(fields: Fields) -> float | None:
    """Samples that pass, repetitions included: given, of examples, or of steps and their batch."""
    examples, steps = fields.number("examples"), fields.number("steps")
    if examples is not None and fields.number("tokens") is None:
        return examples * (fields.number("epochs") or 1.0)
    batch = fields.number("global_batch")
    return fields.number("tokens") or (steps * batch if steps and batch else None)


@once
def checkpointing(fields: Fields) -> str:
    """none, selective, full or unknown."""
    plain = fields.text("checkpointing", "recompute").lower()
    for kind, marks in (
        ("none", ("none", "no", "off", "false")),
        ("full", ("full", "yes", "on", "true", "block")),
    ):
        if plain in marks:
            return kind
    return "selective" if plain.startswith(("sel", "part")) else "unknown"
