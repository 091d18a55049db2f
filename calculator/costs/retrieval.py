"""What a searchable index of one's own documents costs: making, keeping and asking it."""

from calculator.costs.case import Case
from calculator.costs.line import Line, Stream
from calculator.costs.quantity import at_least
from calculator.needs.need import Assumed
from calculator.units import BYTES_PER_GB, MONTHS_PER_YEAR, TOKENS_PER_MTOK

_EMBEDDING_PRICE = Assumed("embedding-price", "USD per million tokens")
_REFRESHES = Assumed("corpus-refresh", "times per year")
_RENT = Assumed("index-storage", "USD per GB and month")
_PASSAGE = Assumed("chunk-tokens", "tokens")
_WIDTH = Assumed("embedding-dimensions", "dimensions")
_DIMENSION_BYTES = Assumed("embedding-bytes", "bytes per dimension")
_LEAST_FEE = Assumed("index-minimum", "USD per month")


def retrieval_lines(case: Case) -> tuple[Line, Line]:
    """The searchable index: making it once and again, keeping it, and asking it."""
    return _index_line(case), _query_line(case)


def _index_line(case: Case) -> Line:
    corpus = case.workload.corpus_mtok
    vectors = corpus * TOKENS_PER_MTOK / case.assumed(_PASSAGE)
    held = vectors * case.assumed(_WIDTH) * case.assumed(_DIMENSION_BYTES) / BYTES_PER_GB
    gigabytes = case.called("Size of the index", "GB", held)
    price = corpus * case.assumed(_EMBEDDING_PRICE)
    embedding = case.called("Embedding all documents once", "USD", price)
    kept = gigabytes * case.assumed(_RENT) + case.assumed(_LEAST_FEE)
    return Line(
        id="search-index",
        group="inference",
        label="Search index: embed the documents, keep the vectors",
        once=embedding,
        monthly=Stream(kept + embedding * case.assumed(_REFRESHES) / MONTHS_PER_YEAR),
    )


def _query_line(case: Case) -> Line:
    tokens = case.workload.input_tokens
    usd = at_least(tokens * case.assumed(_EMBEDDING_PRICE) / TOKENS_PER_MTOK, 0.0)
    return Line(
        id="query-embedding",
        group="inference",
        label="Embedding of each question",
        monthly=case.per_request(usd),
    )
