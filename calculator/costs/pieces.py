"""What is sold by the piece: images that are made, text that is read out, pages that are read.

A model that sells it itself is paid by its own list; otherwise a service beside it does the work.
"""

from collections.abc import Callable, Mapping
from typing import Any

from calculator.costs.case import Case
from calculator.costs.listed_prices import MADE_TOKENS, made_rule
from calculator.costs.passing import characters_spoken
from calculator.costs.quantity import Amount, occurs
from calculator.needs.need import Assumed
from calculator.units import CHARACTERS_PER_MCHAR, PAGES_PER_KPAGE, TOKENS_PER_MTOK

_IMAGE_PRICE = Assumed("generated-image-price", "USD per image")
_SPEECH_PRICE = Assumed("speech-price", "USD per million characters")
_PAGE_PRICE = Assumed("document-page-price", "USD per page")
_SOUND_OF_CHARACTER = Assumed("spoken-tokens-per-character", "tokens per character")
IMAGE_FIELD, SPEECH_FIELD, PAGE_FIELD = (
    "output_image_usd_per_mtok", "usd_per_mchar", "usd_per_kpage",
)  # fmt: skip
SOUND_FIELD = "output_audio_usd_per_mtok"

type Price = Callable[[str, float], Amount]  # field of a list, USD → the amount to count with


def pieces_usd(case: Case, model: str, prices: Mapping[str, Any], price: Price) -> Amount:
    """USD for the pieces of one request; 0 where there are none.

    Args:
        case: brings how many of each one request has.
        model: id of the hosted model.
        prices: its list for the service and the length of prompt.
        price: gives a list price its name in the bill.
    """
    work = case.workload
    usd: Amount = 0.0
    if occurs(work.images_made):
        usd = usd + work.images_made * _image_usd(case, model, prices, price)
    spoken = characters_spoken(case)
    if occurs(spoken) and (speaks_itself(prices) or not work.heard_first):
        usd = usd + spoken * _speech_usd(case, prices, price)
    if occurs(work.pages):
        usd = usd + work.pages * _page_usd(case, prices, price)
    return usd


def _image_usd(case: Case, model: str, prices: Mapping[str, Any], price: Price) -> Amount:
    """One image: so many tokens by the rule of the model, at its price of image tokens."""
    rule = made_rule(case.knowledge, model)
    listed = prices.get(IMAGE_FIELD, prices.get("output_usd_per_mtok"))
    if not rule or listed is None:
        return case.assumed(_IMAGE_PRICE)
    return case.assumed(MADE_TOKENS, rule) * price(IMAGE_FIELD, listed) / TOKENS_PER_MTOK


def _speech_usd(case: Case, prices: Mapping[str, Any], price: Price) -> Amount:
    """One character of text that is read out: by the character, or by its tokens of sound."""
    if SPEECH_FIELD in prices:
        return price(SPEECH_FIELD, prices[SPEECH_FIELD]) / CHARACTERS_PER_MCHAR
    if SOUND_FIELD in prices:
        usd = price(SOUND_FIELD, prices[SOUND_FIELD]) / TOKENS_PER_MTOK
        return case.assumed(_SOUND_OF_CHARACTER) * usd
    return speech_service_usd(case)


def speaks_itself(prices: Mapping[str, Any]) -> bool:
    """Whether a model's list has a price for speech."""
    return SPEECH_FIELD in prices or SOUND_FIELD in prices


def speech_service_usd(case: Case) -> Amount:
    """One character that a usual service reads out."""
    return case.assumed(_SPEECH_PRICE) / CHARACTERS_PER_MCHAR


def _page_usd(case: Case, prices: Mapping[str, Any], price: Price) -> Amount:
    """One page that is turned into text."""
    if PAGE_FIELD in prices:
        return price(PAGE_FIELD, prices[PAGE_FIELD]) / PAGES_PER_KPAGE
    return case.assumed(_PAGE_PRICE)
