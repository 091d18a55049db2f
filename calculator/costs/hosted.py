"""What a hosted model costs: tokens, minutes of audio, retrieval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.costs.case import Case, derived
from calculator.costs.line import Given, Line, Stream
from calculator.costs.quantity import Amount, at_least, likely
from calculator.estimate import exactly
from calculator.units import BYTES_PER_GB, MONTHS_PER_YEAR, TOKENS_PER_MTOK

_MINUTES_PER_HOUR = 60
_BYTES_PER_DIMENSION = 4  # a 32-bit float


@dataclass(frozen=True, slots=True)
class HostedBill:
    """USD per request of a hosted model, and the numbers behind it."""

    usd_per_request: Amount
    given: tuple[Given, ...]


def hosted_line(
    case: Case,
    share_of_requests: Given | None = None,
    extra_tokens: Given | None = None,
    markup: Given | None = None,
) -> Line:
    """Tokens of a hosted model, month by month; its price falls a little every year.

    Args:
        case: the workload and its numbers.
        share_of_requests: that go to the hosted model; None: all.
        extra_tokens: that the approach adds to each prompt.
        markup: on the price, for a tuned model.
    """
    extra = extra_tokens.amount if extra_tokens else 0.0
    key = f"hosted bill {extra_tokens.ref if extra_tokens else ''}"
    bill = case.once(key, lambda: hosted_bill(case, extra))
    decline = case.assumed("hosted-price-decline")
    usd = bill.usd_per_request
    for factor in (share_of_requests, markup):
        usd = usd * factor.amount if factor else usd
    extras = tuple(number for number in (share_of_requests, extra_tokens, markup) if number)
    return Line(
        id="hosted-model",
        group="inference",
        label="Hosted model, by use",
        formula="requests × (fresh input tokens × price + cached input tokens × price "
        "+ output tokens × price)",
        given=(
            case.asked("requests_per_month"),
            *bill.given,
            *extras,
            decline,
        ),
        monthly=case.per_request(usd, decline),
        note=str(hosted_model(case)["name"]),
    )


def hosted_bill(case: Case, extra_tokens: Amount = 0.0) -> HostedBill:
    """Price of one request at the list price of the chosen model.

    Args:
        case: brings tokens, images and minutes per request, and the chosen model.
        extra_tokens: input tokens that the approach adds to the reader's own.
    """
    prices = prices_on(hosted_model(case), case.today)
    if "audio_usd_per_hour" in prices and case.workload.medium == "audio":
        return _by_the_hour(case, prices)
    return _by_the_token(case, prices, extra_tokens)


def hosted_model(case: Case) -> Mapping[str, Any]:
    """The chosen model; the usual one where the chosen is sold for sound and there is none."""
    models = case.knowledge.hosted_models
    chosen = models[case.workload.hosted_model]
    if case.workload.medium == "audio" or "input_usd_per_mtok" in chosen:
        return chosen
    usual = case.knowledge.inputs["hosted_model"].if_unknown[-1].value
    return models[str(usual)]


def prices_on(model: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """The prices of a hosted model that are in force on a day, batch prices included."""
    dated = [
        entry
        for entry in model.get("dated", ())
        if entry["from"] is None or date.fromisoformat(entry["from"]) <= today
    ]
    return {**model, **dated[-1]} if dated else model


def _by_the_hour(case: Case, prices: Mapping[str, Any]) -> HostedBill:
    price = _price(case, "audio_usd_per_hour", prices["audio_usd_per_hour"])
    minutes = case.workload.audio_minutes
    usd = minutes * price.amount / _MINUTES_PER_HOUR
    return HostedBill(usd, (case.asked("audio_minutes_per_request"), price))


def _by_the_token(case: Case, prices: Mapping[str, Any], extra_tokens: Amount) -> HostedBill:
    work = case.workload
    media = _media_tokens(case)
    tokens = work.input_tokens + extra_tokens + media.amount
    prices = at_length(prices, likely(tokens))
    now = _token_usd(case, prices, tokens, "")
    later = _token_usd(case, {**prices, **prices.get("batch", {})}, tokens, "batch_")
    usd = now.usd_per_request * (1 - work.batch_share) + later.usd_per_request * work.batch_share
    return HostedBill(usd, (case.asked("input_tokens_per_request"), media, *now.given))


def at_length(prices: Mapping[str, Any], prompt_tokens: float) -> Mapping[str, Any]:
    """The prices of a prompt of this length; crossing a tier reprices all of its tokens."""
    reached = [tier for tier in prices.get("tiers", ()) if prompt_tokens > tier["above_tokens"]]
    batch = prices.get("batch")
    found = {**prices, **reached[-1]} if reached else dict(prices)
    if batch:
        found["batch"] = at_length(batch, prompt_tokens)
    return found


def _token_usd(case: Case, prices: Mapping[str, Any], tokens: Amount, kind: str) -> HostedBill:
    """Fresh, cached and generated tokens, each at its price."""
    work = case.workload
    fresh = _price(case, f"{kind}input_usd_per_mtok", prices.get("input_usd_per_mtok", 0.0))
    cached_price = prices.get("cached_input_usd_per_mtok", prices.get("input_usd_per_mtok", 0.0))
    cached = _price(case, f"{kind}cached_input_usd_per_mtok", cached_price)
    output = _price(case, f"{kind}output_usd_per_mtok", prices.get("output_usd_per_mtok", 0.0))
    read = tokens * ((1 - work.cached_share) * fresh.amount + work.cached_share * cached.amount)
    usd = (read + work.output_tokens * output.amount) / TOKENS_PER_MTOK
    given = (
        fresh,
        cached,
        output,
        case.asked("cached_input_share"),
        case.asked("output_tokens_per_request"),
        case.asked("batch_share"),
    )
    return HostedBill(usd, given)


def _price(case: Case, field: str, usd: float) -> Given:
    """A list price: exact, unless the reader overrides it."""
    return Given(f"hosted:{field}", case.draws.drawn(f"hosted:{field}", exactly(usd)))


def _media_tokens(case: Case) -> Given:
    """Tokens that images and sound count as."""
    work = case.workload
    per_image, per_minute = "image-input-tokens", "audio-input-tokens"
    amount: Amount = 0.0
    if likely(work.images):
        amount = work.images * case.draws.assumed(per_image)
    if likely(work.audio_minutes):
        amount = amount + work.audio_minutes * case.draws.assumed(per_minute)
    return derived("Tokens for images and sound", amount, "tokens per request")


def retrieval_lines(case: Case) -> tuple[Line, Line]:
    """The searchable index: making it once and again, keeping it, and asking it."""
    return _index_line(case), _query_line(case)


def _index_line(case: Case) -> Line:
    corpus, price = case.workload.corpus_mtok, case.assumed("embedding-price")
    refresh, rent = case.assumed("corpus-refresh"), case.assumed("index-storage")
    chunk, width = case.assumed("chunk-tokens"), case.assumed("embedding-dimensions")
    floor = case.assumed("index-minimum")
    vectors = corpus * TOKENS_PER_MTOK / chunk.amount
    gigabytes = vectors * width.amount * _BYTES_PER_DIMENSION / BYTES_PER_GB
    embedding = corpus * price.amount
    monthly = gigabytes * rent.amount + floor.amount + embedding * refresh.amount / MONTHS_PER_YEAR
    return Line(
        id="search-index",
        group="inference",
        label="Search index: embed the documents, keep the vectors",
        formula="corpus × embedding price, then each month: GB of vectors × storage price "
        "+ least fee + corpus × embedding price × refreshes per year / 12",
        given=(case.asked("corpus_mtok"), price, chunk, width, rent, floor, refresh),
        once=embedding,
        monthly=Stream(monthly),
    )


def _query_line(case: Case) -> Line:
    price = case.assumed("embedding-price")
    tokens = case.workload.input_tokens
    usd = at_least(tokens * price.amount / TOKENS_PER_MTOK, 0.0)
    return Line(
        id="query-embedding",
        group="inference",
        label="Embedding of each question",
        formula="requests × input tokens × embedding price",
        given=(
            case.asked("requests_per_month"),
            case.asked("input_tokens_per_request"),
            price,
        ),
        monthly=case.per_request(usd),
    )
