"""What a hosted model costs: tokens, minutes of sound, pieces."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from calculator.costs.case import Case
from calculator.costs.documents import NONE, Repeated, documents_in_prompt
from calculator.costs.line import Line
from calculator.costs.listed_prices import (
    at_length,
    prices_on,
    served,
    steps_of,
)
from calculator.costs.pieces import PAGE_FIELD, SPEECH_FIELD, pieces_usd
from calculator.costs.quantity import Amount, Quantity, likely, occurs, spread_out
from calculator.costs.tokens_billed import sound_tokens, tokens_read, tokens_written
from calculator.estimate import exactly
from calculator.needs.need import Assumed
from calculator.units import MINUTES_PER_HOUR, TOKENS_PER_MTOK

CONTEXT = Assumed("rag-context-tokens", "tokens per request")
DECLINE = Assumed("hosted-price-decline", "share per year")


def hosted_line(
    case: Case,
    share: Assumed | None = None,
    extra_tokens: Assumed | None = None,
    *,
    reads_all: bool = False,
) -> Line:
    """Tokens of a hosted model, month by month; its price falls a little every year.

    Args:
        case: the workload and its numbers.
        share: of the requests that go to the hosted model; None: all.
        extra_tokens: that the approach adds to each prompt.
        reads_all: whether documents that fit are read whole with each question.
    """
    key = f"hosted bill {extra_tokens.id if extra_tokens else ''} {reads_all}"
    extra = case.assumed(extra_tokens) if extra_tokens else 0.0
    documents = documents_in_prompt(case) if reads_all else NONE
    usd = case.once(key, lambda: request_usd(case, extra, documents=documents))
    part = case.assumed(share) if share else 1.0
    read, written = request_tokens(case, extra, documents)
    tokens = read * likely(part), written * likely(part)
    usd = usd * part if share else usd
    return by_use_line(case, usd, str(hosted_model(case)["name"]), tokens)


def by_use_line(
    case: Case, usd_per_request: Amount, model: str, tokens: tuple[float, float]
) -> Line:
    """A hosted model that is paid by the request, which reads and writes so many tokens."""
    return Line(
        hosted_tokens=tokens,
        id="hosted-model",
        group="inference",
        label="Hosted model, by use",
        monthly=case.per_request(usd_per_request, DECLINE),
        note=model,
    )


def request_usd(
    case: Case,
    extra_tokens: Amount = 0.0,
    tuned: str | None = None,
    documents: Repeated = NONE,
) -> Amount:
    """Price of one request at the list price of a model.

    Args:
        case: brings tokens, images and minutes per request, and the chosen model.
        extra_tokens: input tokens that the approach adds to the reader's own.
        tuned: id of the model that is tuned, where it is not the chosen one as it is.
        documents: that are read whole with each question.
    """
    model = case.knowledge.hosted_models[tuned] if tuned else hosted_model(case)
    prices = prices_on(model, case.today)
    by_the_hour = _by_the_hour(case, prices)
    kind = "tuned" if tuned else "hosted"
    bill = Tariff(case, tuned or case.workload.hosted_model, kind, documents)
    usd = bill.by_the_hour(prices) if by_the_hour else bill.by_the_token(prices, extra_tokens)
    name = "Price of one request to the tuned model" if tuned else "Price of one request"
    return case.called(name, "USD per request", usd)


def _by_the_hour(case: Case, prices: Mapping[str, Any]) -> bool:
    """Whether a request is sold by the hour of its sound."""
    return "audio_usd_per_hour" in prices and case.workload.medium == "audio"


def request_tokens(
    case: Case, extra_tokens: Amount = 0.0, documents: Repeated = NONE
) -> tuple[float, float]:
    """Tokens that a hosted model reads and writes for one request; likely.

    Speech that is sold by the hour has none.
    """
    if _by_the_hour(case, prices_on(hosted_model(case), case.today)):
        return 0.0, 0.0
    read = tokens_read(case, case.workload.hosted_model, extra_tokens)
    return likely(read) + likely(documents.tokens), likely(tokens_written(case))


def hosted_model(case: Case) -> Mapping[str, Any]:
    """The chosen model; the usual one where the chosen is sold for what is not asked for."""
    models, work = case.knowledge.hosted_models, case.workload
    chosen = models[work.hosted_model]
    speaks = SPEECH_FIELD in chosen and occurs(work.characters_spoken) and not work.heard_first
    reads = PAGE_FIELD in chosen and occurs(work.pages)
    if work.medium == "audio" or "input_usd_per_mtok" in chosen or speaks or reads:
        return chosen
    usual = case.knowledge.inputs["hosted_model"].if_unknown[-1].value
    return models[str(usual)]


@dataclass(frozen=True, slots=True)
class Tariff:
    """The bill of one request to one model."""

    case: Case
    model: str
    kind: str  # hosted or tuned: the first half of the names of its prices
    documents: Repeated = NONE
    drawn: bool = True  # whether its prices have names; those of other lengths have none

    def by_the_hour(self, prices: Mapping[str, Any]) -> Amount:
        """A speech model that is paid by the hour of sound."""
        work, name = self.case.workload, "audio_usd_per_hour"
        now = self._price(name, served(prices, work.service)[name])
        waiting = self._price(f"batch_{name}", served(prices, "batch")[name])
        hour = now * (1 - work.batch_share) + waiting * work.batch_share
        pieces = pieces_usd(self.case, self.model, prices, self._price)
        return work.audio_minutes * hour / MINUTES_PER_HOUR + pieces

    def by_the_token(self, prices: Mapping[str, Any], extra_tokens: Amount) -> Amount:
        """Tokens in and out; the share of requests that can wait at the price of batches."""
        work, case = self.case.workload, self.case
        sound = sound_tokens(case, self.model)
        read = tokens_read(case, self.model, extra_tokens)
        if occurs(self.documents.tokens):
            read = read + self.documents.tokens
        tokens = case.called("Input tokens of one request", "tokens per request", read)
        now = self._by_length(prices, work.service, tokens, sound, "")
        waiting = self._by_length(prices, "batch", tokens, sound, "batch_")
        return now * (1 - work.batch_share) + waiting * work.batch_share

    def _by_length(
        self, prices: Mapping[str, Any], service: str, tokens: Amount, sound: Amount, when: str
    ) -> Amount:
        """Every point of a sample at the prices of its own length."""

        def usd(tariff: Tariff, length: float) -> Amount:
            listed = served(at_length(prices, length), service)
            return tariff._token_usd(listed, tokens, sound, when)

        usual = usd(self, likely(tokens))
        if not isinstance(tokens, Quantity):
            return usual
        steps = sorted(steps_of(prices))
        tiers = [bisect_left(steps, point) for point in tokens.points]
        found = {tiers[0]: usual}
        for tier, point in zip(tiers, tokens.points, strict=True):
            if tier not in found:
                found[tier] = usd(replace(self, drawn=False), point)
        if len(found) == 1:
            return usual
        columns = {tier: spread_out(each, len(tiers)) for tier, each in found.items()}
        return Quantity([columns[tier][i] for i, tier in enumerate(tiers)])

    def _token_usd(
        self, prices: Mapping[str, Any], tokens: Amount, sound: Amount, when: str
    ) -> Amount:
        """Fresh, written, cached and generated tokens, each at its price.

        Sound has a price of its own where one is published; it is not cached.
        """
        case, work = self.case, self.case.workload
        base = prices.get("input_usd_per_mtok", 0.0)
        fresh = self._price(f"{when}input_usd_per_mtok", base)
        cached = self._price(
            f"{when}cached_input_usd_per_mtok", prices.get("cached_input_usd_per_mtok", base)
        )
        usd = (1 - work.cached_share - work.written_share) * fresh + work.cached_share * cached
        if occurs(work.written_share):
            price = prices.get("cache_write_usd_per_mtok", base)
            usd = usd + work.written_share * self._price(f"{when}cache_write_usd_per_mtok", price)
        output = self._price(f"{when}output_usd_per_mtok", prices.get("output_usd_per_mtok", 0.0))
        if occurs(self.documents.tokens):
            rest = tokens - self.documents.tokens
            read = (rest - sound) * usd if occurs(sound) else rest * usd
            read = read + self._documents_usd(fresh, cached)
        else:
            read = (tokens - sound) * usd if occurs(sound) else tokens * usd
        if occurs(sound):
            price = prices.get("input_audio_usd_per_mtok", base)
            read = read + sound * self._price(f"{when}input_audio_usd_per_mtok", price)
        total = (read + tokens_written(case) * output) / TOKENS_PER_MTOK
        named = partial(self._named_price, when)
        total = total + pieces_usd(case, self.model, prices, named)
        said = "that can wait" if when else "answered at once"
        which = "to the tuned model, " if self.kind == "tuned" else ""
        return case.called(f"Price of one request {which}{said}", "USD per request", total)

    def _documents_usd(self, fresh: Amount, cached: Amount) -> Amount:
        """Documents in the prompt, for a million requests: fresh, or from the cache."""
        share = self.documents.cached_share
        return self.documents.tokens * ((1 - share) * fresh + share * cached)

    def _named_price(self, when: str, field: str, usd: float) -> Amount:
        return self._price(f"{when}{field}", usd)

    def _price(self, field: str, usd: float) -> Amount:
        """A list price: exact, unless the reader overrides it."""
        name = f"{self.kind}:{field}"
        if self.drawn:
            return self.case.draws.drawn(name, exactly(usd))
        kept = self.case.draws.overridden(name)
        return usd if kept is None else kept.value
