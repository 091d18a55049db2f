"""Typed records of what the predictors read: fields, their words, and image networks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One thing with every name that people write for it."""

    id: str
    names: tuple[str, ...]
    bits: float | None = None  # of one weight, scales included
    whole: bool = False  # the bits are a file's over all weights, embeddings included
    arithmetic: str | None = None  # the type that is multiplied: bf16, fp8, …
    counts_as: str | None = None  # the word whose measured constants serve it


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of one field; the first that a text contains is meant."""

    id: str
    label: str
    words: tuple[Word, ...]
    beside: tuple[str, ...] = ()  # may stand beside a word and add nothing to it


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictorField:
    """One field of the records that the predictors read: its only definition."""

    id: str
    label: str
    help: str
    kind: str  # number, text, switch, shape, or a vocabulary: precision, engine, method, chip
    commands: tuple[str, ...] = ()  # that read it; empty: a published remark or result
    unit: str = ""
    role: str = "input"  # input; hint, read where it helps; result, only checked; or remark
    choices: tuple[str, ...] = ()  # marks, one of which a text must contain
    also: tuple[str, ...] = ()  # other names that engines give it
    other: tuple[str, ...] = ()  # texts for it that differ in what they mean: one at least counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """An image network: arithmetic of one forward pass."""

    id: str
    names: tuple[str, ...]
    params: float
    gflops: float  # of one image at `pixels`; a multiplication and an addition are two
    pixels: float  # side of the square image that the figure holds for
    kind: str  # convolution, …, segmentation; denoising-convolution or denoising-attention
    attention_gflops: float = 0  # of `gflops`, what grows with the square of the positions
    steps: float | None = None  # usual ones until an image is done; None: makes no images
    guided: bool = False  # passes twice a step, with the text and without
    decoder_gflops: float = 0  # from the last step to the image
    encoder_gflops: float = 0  # from an image to what is learnt from

    @property
    def denoises(self) -> bool:
        """Whether it makes images of noise."""
        return self.kind.startswith("denoising")
