"""From tokens to a month's bill, with the prompt cache, hidden thinking and batches."""

from dataclasses import dataclass, replace

MILLION = 1_000_000


@dataclass(frozen=True)
class Use:
    """What one request sends and gets, on average; prices in dollars per million tokens."""

    requests: int = MILLION  # a month
    prompt: int = 3000  # tokens, the cacheable ones included
    cacheable: int = 0  # tokens at the start that are the same each time
    hits: float = 0.0  # share of requests that still find them in the cache
    answer: int = 200  # tokens that are read
    thinking: int = 0  # tokens that nobody sees
    retries: float = 0.0  # further requests for each one
    batch: bool = False  # may wait some hours, at half the price
    input_price: float = 2.0
    output_price: float = 10.0
    cache_read: float = 0.05  # of the input price; see the provider's list
    cache_write: float = 1.25


def dollars(use: Use) -> float:
    """A month's calls."""
    cached = use.cacheable * (use.hits * use.cache_read + (1 - use.hits) * use.cache_write)
    sent = (use.prompt - use.cacheable + cached) * use.input_price
    written = (use.answer + use.thinking) * use.output_price
    return use.requests * (1 + use.retries) * (sent + written) / MILLION * (0.5 if use.batch else 1)


plain = Use()
print(f"no cache: ${dollars(plain):,.0f}")
print(f"90% hits: ${dollars(replace(plain, cacheable=2500, hits=0.9)):,.0f}")
print(f"10% hits: ${dollars(replace(plain, cacheable=2500, hits=0.1)):,.0f}")
print(f"thinking: ${dollars(replace(plain, cacheable=2500, hits=0.9, thinking=1000)):,.0f}")
print(f"as batch: ${dollars(replace(plain, batch=True)):,.0f}")
