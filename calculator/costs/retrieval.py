"""What a searchable index of one's own documents costs: making, keeping and asking it."""

from calculator.costs.approaches import APPROACHES
from calculator.costs.built import is_built
from calculator.costs.case import Case
from calculator.costs.line import Line, Stream
from calculator.costs.passing import keeps_vectors, looks_up
from calculator.costs.quantity import Amount, at_least, most
from calculator.needs.need import Assumed
from calculator.units import BYTES_PER_GB, MONTHS_PER_YEAR, READS_PER_MILLION, TOKENS_PER_MTOK

_EMBEDDING_PRICE = Assumed("embedding-price", "USD per million tokens")
_REFRESHES = Assumed("corpus-refresh", "times per year")
_RENT = Assumed("index-storage", "USD per GB and month")
_PASSAGE = Assumed("chunk-tokens", "tokens")
_WIDTH = Assumed("embedding-dimensions", "dimensions")
_DIMENSION_BYTES = Assumed("embedding-bytes", "bytes per dimension")
_LEAST_FEE = Assumed("index-minimum", "USD per month")
_READ = Assumed("index-read-price", "USD per million read units")
_UNITS_PER_GB = Assumed("index-read-units", "read units per GB and request")
_LEAST_UNITS = Assumed("index-least-read-units", "read units per request")
_RERANK = Assumed("rerank-price", "USD per request")


def retrieval_lines(case: Case) -> tuple[Line, ...]:
    """The searchable index: making it once and again, keeping it, and asking it."""
    lines = index_line(case), _query_line(case)
    return (*lines, _reranking_line(case)) if case.workload.reranked else lines


def index_line(case: Case) -> Line:
    """The vectors of a collection: making them once and again, keeping and asking them."""
    corpus = case.workload.corpus_mtok
    vectors = corpus * TOKENS_PER_MTOK / case.assumed(_PASSAGE)
    held = vectors * case.assumed(_WIDTH) * case.assumed(_DIMENSION_BYTES) / BYTES_PER_GB
    gigabytes = case.called("Size of the index", "GB", held)
    price = corpus * case.assumed(_EMBEDDING_PRICE)
    embedding = case.called("Embedding all documents once", "USD", price)
    used = gigabytes * case.assumed(_RENT) + _reads(case, gigabytes)
    kept = most(used, case.assumed(_LEAST_FEE))
    return Line(
        id="search-index",
        group="inference",
        label="Search index: embed the documents, keep and ask the vectors",
        once=0.0 if _is_made(case) else embedding,
        monthly=Stream(kept + embedding * case.assumed(_REFRESHES) / MONTHS_PER_YEAR),
    )


def _is_made(case: Case) -> bool:
    """Whether what runs today has an index, which goes along to whatever follows."""
    return any(_has_index(case, each) and is_built(case, each) for each in APPROACHES)


def _has_index(case: Case, approach: str) -> bool:
    return approach == "api_rag" or looks_up(case, approach) or keeps_vectors(case, approach)


def _reads(case: Case, gigabytes: Amount) -> Amount:
    """USD of the mean month for asking the index; a question costs more the more it searches."""
    units = most(gigabytes * case.assumed(_UNITS_PER_GB), case.assumed(_LEAST_UNITS))
    whole = case.per_request(units * case.assumed(_READ) / READS_PER_MILLION).total(case.months)
    return case.called("Asking the index, mean month", "USD per month", whole / case.months)


def _reranking_line(case: Case) -> Line:
    return Line(
        id="re-ranking",
        group="inference",
        label="Re-ranking of what the search finds",
        monthly=case.per_request(case.assumed(_RERANK)),
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
