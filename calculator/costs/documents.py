"""Documents that fit into a prompt: a hosted model reads all of them with each question."""

from dataclasses import dataclass

from calculator.costs.case import Case
from calculator.costs.quantity import Amount, at_least, likely, most
from calculator.needs.need import Assumed
from calculator.units import HOURS_PER_MONTH, MINUTES_PER_HOUR, TOKENS_PER_MTOK

_FITS = Assumed("documents-in-a-prompt", "million tokens")
_KEPT = Assumed("prompt-cache-life", "minutes per request")


@dataclass(frozen=True, slots=True)
class Repeated:
    """What the documents add to a prompt, and how much of that comes from the cache."""

    tokens: Amount = 0.0
    cached_share: Amount = 0.0  # 0–1


NONE = Repeated()


def documents_in_prompt(case: Case) -> Repeated:
    """What a prompt is longer by because it holds all documents.

    Nothing where there are none, or too many; what the reader said of the prompt counts to it, so
    that one that is said to be longer than the documents holds them already.
    """
    corpus = case.workload.corpus_mtok
    if not case.workload.looks_up or likely(corpus) >= case.draws.assumed_estimate(_FITS).value:
        return NONE
    return case.once("documents in the prompt", lambda: _repeated(case, corpus))


def _repeated(case: Case, corpus: Amount) -> Repeated:
    """Once in the life of a cached prompt, at most, the documents are read anew."""
    longer = at_least(corpus * TOKENS_PER_MTOK - case.workload.input_tokens, 0.0)
    tokens = case.called("Documents in each prompt", "tokens", longer)
    lives = 1 / case.assumed(_KEPT) * MINUTES_PER_HOUR * HOURS_PER_MONTH
    anew = lives / most(case.workload.requests_per_month, lives)
    return Repeated(tokens, case.called("Read from the cache", "share", 1 - anew))
