"""What a hosted model costs: tokens, or minutes of sound."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.costs.case import Case
from calculator.costs.line import Line
from calculator.costs.quantity import Amount, likely
from calculator.estimate import exactly
from calculator.needs.need import Assumed, Chosen
from calculator.units import MINUTES_PER_HOUR, TOKENS_PER_MTOK

HOSTED_MODEL = Chosen("hosted_model", records="hosted_models")
CONTEXT = Assumed("rag-context-tokens", "tokens per request")
MARKUP = Assumed("hosted-tuned-markup", "ratio")
IMAGE_TOKENS = Assumed("image-input-tokens", "tokens per image")
SOUND_TOKENS = Assumed("audio-input-tokens", "tokens per minute")
_DECLINE = Assumed("hosted-price-decline", "share per year")


def hosted_line(
    case: Case,
    share: Assumed | None = None,
    extra_tokens: Assumed | None = None,
    markup: Assumed | None = None,
) -> Line:
    """Tokens of a hosted model, month by month; its price falls a little every year.

    Args:
        case: the workload and its numbers.
        share: of the requests that go to the hosted model; None: all.
        extra_tokens: that the approach adds to each prompt.
        markup: on the price, for a tuned model.
    """
    key = f"hosted bill {extra_tokens.id if extra_tokens else ''}"
    extra = case.assumed(extra_tokens) if extra_tokens else 0.0
    usd = case.once(key, lambda: request_usd(case, extra))
    for factor in (share, markup):
        usd = usd * case.assumed(factor) if factor else usd
    return Line(
        id="hosted-model",
        group="inference",
        label="Hosted model, by use",
        monthly=case.per_request(usd, _DECLINE),
        note=str(hosted_model(case)["name"]),
    )


def request_usd(case: Case, extra_tokens: Amount = 0.0) -> Amount:
    """Price of one request at the list price of the chosen model.

    Args:
        case: brings tokens, images and minutes per request, and the chosen model.
        extra_tokens: input tokens that the approach adds to the reader's own.
    """
    prices = prices_on(hosted_model(case), case.today)
    by_the_hour = "audio_usd_per_hour" in prices and case.workload.medium == "audio"
    usd = _by_the_hour(case, prices) if by_the_hour else _by_the_token(case, prices, extra_tokens)
    return case.called("Price of one request", "USD per request", usd)


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


def _by_the_hour(case: Case, prices: Mapping[str, Any]) -> Amount:
    price = _price(case, "audio_usd_per_hour", prices["audio_usd_per_hour"])
    return case.workload.audio_minutes * price / MINUTES_PER_HOUR


def _by_the_token(case: Case, prices: Mapping[str, Any], extra_tokens: Amount) -> Amount:
    work = case.workload
    tokens = case.called(
        "Input tokens of one request", "tokens per request",
        work.input_tokens + extra_tokens + _media_tokens(case),
    )  # fmt: skip
    prices = at_length(prices, likely(tokens))
    now = _token_usd(case, prices, tokens, "")
    later = _token_usd(case, {**prices, **prices.get("batch", {})}, tokens, "batch_")
    return now * (1 - work.batch_share) + later * work.batch_share


def at_length(prices: Mapping[str, Any], prompt_tokens: float) -> Mapping[str, Any]:
    """The prices of a prompt of this length; crossing a tier reprices all of its tokens."""
    reached = [tier for tier in prices.get("tiers", ()) if prompt_tokens > tier["above_tokens"]]
    batch = prices.get("batch")
    found = {**prices, **reached[-1]} if reached else dict(prices)
    if batch:
        found["batch"] = at_length(batch, prompt_tokens)
    return found


def _token_usd(case: Case, prices: Mapping[str, Any], tokens: Amount, kind: str) -> Amount:
    """Fresh, cached and generated tokens, each at its price."""
    work = case.workload
    fresh = _price(case, f"{kind}input_usd_per_mtok", prices.get("input_usd_per_mtok", 0.0))
    cached_price = prices.get("cached_input_usd_per_mtok", prices.get("input_usd_per_mtok", 0.0))
    cached = _price(case, f"{kind}cached_input_usd_per_mtok", cached_price)
    output = _price(case, f"{kind}output_usd_per_mtok", prices.get("output_usd_per_mtok", 0.0))
    read = tokens * ((1 - work.cached_share) * fresh + work.cached_share * cached)
    usd = (read + work.output_tokens * output) / TOKENS_PER_MTOK
    when = "that can wait" if kind else "answered at once"
    return case.called(f"Price of one request {when}", "USD per request", usd)


def _price(case: Case, field: str, usd: float) -> Amount:
    """A list price: exact, unless the reader overrides it."""
    return case.draws.drawn(f"hosted:{field}", exactly(usd))


def _media_tokens(case: Case) -> Amount:
    """Tokens that images and sound count as."""
    work = case.workload
    amount: Amount = 0.0
    if likely(work.images):
        amount = work.images * case.assumed(IMAGE_TOKENS)
    if likely(work.audio_minutes):
        amount = amount + work.audio_minutes * case.assumed(SOUND_TOKENS)
    return amount
