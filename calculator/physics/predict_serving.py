"""Records of serving → predictions of the metric that they name."""

from functools import partial

from calculator.estimate import Estimate
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.decoding import (
    LAYER_SPLIT,
    MOST_CACHED,
    Stream,
    decode_tokens_per_second,
)
from calculator.physics.drafting import drafting
from calculator.physics.fields import SPREAD_UNKNOWN_ACCELERATOR, Fields, PredictionError
from calculator.physics.formula import Formula
from calculator.physics.layout import chips_of_a_copy, copies, stages
from calculator.physics.pictures import picture_tokens
from calculator.physics.predict_items import SPREAD_UNKNOWN_LENGTHS, items
from calculator.physics.predict_memory import USUAL_ANSWER, weight_bits
from calculator.physics.predict_speech import audio
from calculator.physics.predict_training import SPREAD_UNKNOWN_LENGTH
from calculator.physics.prefill import (
    first_token_seconds,
    prefill_tokens_per_second,
    request_seconds,
)
from calculator.physics.reading import once
from calculator.physics.serving import (
    Load,
    fits,
    loaded_request_seconds,
    machine_tokens_per_second,
    output_tokens_per_second,
    requests_per_second,
    splits,
)
from calculator.units import MS_PER_SECOND, PARAMS_PER_BILLION

_TEXT_METRIC = "output tokens/s, all streams"
_USUAL_METRICS = {"audio": "audio seconds/s", "image": "items/s", "video": "items/s"}
_USUAL_PROMPT = Assumed("usual-prompt-tokens", "tokens")
_USUAL_HOSTED = Assumed("usual-hosted-size", "billion parameters")
_HOSTED_SPEED_EXPONENT = Assumed("hosted-speed-exponent", "exponent")
_HOSTED_TOKENS_PER_SECOND = Assumed("hosted-tokens-per-second", "tokens per second")


def predict_serving(fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """The value of the record's metric, in the metric's own unit."""
    metric = fields.text("metric").lower()
    name = metric or _USUAL_METRICS.get(fields.text("modality").lower(), _TEXT_METRIC)
    if not metric:
        metric = name
        fields.suppose(f"no metric is named; {name} is taken")
    if "audio" in metric:
        return name, "audio seconds/s", audio(fields)
    if any(mark in metric for mark in ("item", "image", "sample", "sequences", "queries")):
        return name, "items/s", items(fields)
    if "api" in metric or _is_hosted(fields):
        return name, "tokens/s", _hosted(fields)
    return name, *_text(fields, metric, constants)


def _text(fields: Fields, metric: str, constants: Constants) -> tuple[str, Formula]:
    stream = read_stream(fields)
    load = Load(
        stream=stream,
        batch=fields.number("concurrency") or fields.number("batch") or _usual_batch(metric),
        copies=copies(fields, fields.number("accelerator_count") or 1.0),
    )
    if not fits(load, constants):
        fields.warnings.append(
            f"the model does not fit on {stream.accelerators:g} × {stream.accelerator.name}"
        )
    if "prefill" in metric or "prompt" in metric:
        return "tokens/s", lambda known: prefill_tokens_per_second(stream, known)
    if any(mark in metric for mark in ("latency", "ttft", "first", " ms", "seconds per")):
        return _latency(fields, metric, load)
    if "request" in metric and "token" not in metric:
        return "requests/s", lambda known: requests_per_second(load, known)
    if "one stream" in metric or "single" in metric or _is_alone(fields, metric):
        return "tokens/s", lambda known: decode_tokens_per_second(stream, known)
    if stream.speculative:
        fields.warnings.append("a draft is not counted where many requests share each pass")
    if fields.says("offline", "scenario"):
        parts = splits(load)
        return "tokens/s", lambda known: machine_tokens_per_second(parts, known)
    return "tokens/s", lambda known: output_tokens_per_second(load, known)


@once
def _is_hosted(fields: Fields) -> bool:
    return fields.text("scenario").lower() == "api"


def _usual_batch(metric: str) -> float | None:
    return 1.0 if "batch 1" in metric or "one stream" in metric else None


def _is_alone(fields: Fields, metric: str) -> bool:
    return "decode" in metric and fields.number("batch") == 1.0


def _latency(fields: Fields, metric: str, load: Load) -> tuple[str, Formula]:
    scale, unit = (float(MS_PER_SECOND), "ms") if "ms" in metric else (1.0, "s")
    if "first" in metric or "ttft" in metric or fields.number("output_len") == 1.0:
        seconds: Formula = partial(first_token_seconds, load.stream)
    elif load.batch == 1.0 or load.batch is None:
        seconds = partial(request_seconds, load.stream)
    else:
        seconds = partial(loaded_request_seconds, load)
    return unit, lambda known: seconds(known).map(lambda value: value * scale)


def read_stream(fields: Fields) -> Stream:
    """The model, hardware, engine and lengths that a record describes."""
    params = fields.needed("params")
    known = fields.transformer(params)
    lengths = dict(_lengths(fields))
    lengths["input_tokens"] += picture_tokens(fields, known.shape)
    chip = fields.accelerator()
    span, engine = chips_of_a_copy(fields), fields.engine("scenario")
    if chips.memory_kind(chip) == "host":
        note = "no published speed of a processor is among the figures that this was fitted to"
        fields.suppose(note, SPREAD_UNKNOWN_ACCELERATOR)
    if chip.id in fields.knowledge.accelerators:
        fields.decides("accelerator")
    fields.warn_of_context(known.shape, lengths["input_tokens"] + lengths["output_tokens"])
    return Stream(
        params=params,
        active_params=min(params, fields.number("active_params") or params),
        shape=known.shape,
        accelerator=chip,
        accelerators=span,
        stages=1.0 if engine in LAYER_SPLIT else stages(fields, span),
        weight_bits=weight_bits(fields),
        engine=engine,
        cache_bits=fields.number("kv_cache_bits"),
        **drafting(fields, params),
        cached_share=_cached_share(fields),
        adapters=fields.number("adapters") or 0.0,
        **lengths,
    )


@once
def _cached_share(fields: Fields) -> float:
    """Of the prompt, what an earlier request has left in the cache."""
    share = fields.number("prefix_share")
    if share is not None and share > 1:
        raise PredictionError(f"prefix_share must be from 0 to 1, got {share:g}")
    if not fields.switch("prefix_caching"):
        return 0.0
    if share is None:
        fields.suppose(
            "prefix_share is not given; every prompt is read anew in spite of prefix caching"
        )
    return min(share or 0.0, MOST_CACHED)


@once
def _lengths(fields: Fields) -> dict[str, float]:
    """Prompt and answer; a stream that is alone has hardly a prompt unless one is given."""
    given_input, given_output = fields.number("input_len"), fields.number("output_len")
    prompt = likely(fields.constants, _USUAL_PROMPT)
    usual = likely(fields.constants, USUAL_ANSWER)
    answer = given_output or usual
    metric = fields.text("metric").lower()
    if given_input is None and ("prefill" in metric or "prompt" in metric or "first" in metric):
        fields.suppose(
            f"input_len is not given; a prompt of {prompt:,.0f} tokens is taken",
            SPREAD_UNKNOWN_LENGTH,
        )
        return {"input_tokens": prompt, "output_tokens": answer}
    if given_input is not None or _is_one_stream(fields):
        return {"input_tokens": given_input or 1.0, "output_tokens": answer}
    if given_output is not None:
        fields.suppose(
            "input_len is not given; a prompt as long as the answer is taken",
            SPREAD_UNKNOWN_LENGTH,
        )
        return {"input_tokens": answer, "output_tokens": answer}
    fields.suppose(
        f"input_len and output_len are not given; {prompt:,.0f} tokens in and "
        f"{usual:,.0f} out are taken",
        SPREAD_UNKNOWN_LENGTHS,
    )
    return {"input_tokens": prompt, "output_tokens": answer}


def _is_one_stream(fields: Fields) -> bool:
    metric = fields.text("metric").lower()
    return "one stream" in metric or "decode" in metric


def _hosted(fields: Fields) -> Formula:
    """Tokens per second of a hosted model; its hardware is not known."""
    usual = likely(fields.constants, _USUAL_HOSTED) * PARAMS_PER_BILLION
    params = fields.number("params") or usual
    fields.suppose("the provider's hardware is not known")

    def rate(known: Constants) -> Estimate:
        size = (params / usual) ** likely(known, _HOSTED_SPEED_EXPONENT)
        return estimate(known, _HOSTED_TOKENS_PER_SECOND).map(lambda speed: speed * size)

    return rate
