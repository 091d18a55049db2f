"""What `build.py counts` prints: how complete, dated and borne out the data of the market are."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from builder.checks.comparatives import count_compared, count_tested
from builder.checks.footnotes import footnote_lines
from builder.checks.freshness import used_numbers
from builder.content.load import Content
from calculator.age import LIMIT_DAYS, is_old
from calculator.api import evaluate
from calculator.choosing import values_of
from calculator.knowledge import Knowledge
from view.own_estimates import own_share

_WORKED = Path("tests", "data", "worked_bills.yaml")
_PRICED = ("price", "wage")  # groups of assumptions
_POINTS = 60  # draws; the share of a total hardly depends on them


def counts(content: Content, knowledge: Knowledge, root: Path, today: date) -> Iterator[str]:
    """One line for each count, on a day."""
    hosted = values_of(knowledge.inputs["hosted_model"], knowledge)
    yield f"hosted models that can be chosen: {len(hosted)}"
    rented = rented_in_date(knowledge, today)
    yield f"accelerators with a rent in date: {len(rented)} of {len(knowledge.accelerators)}"
    cited = cited_sources(content)
    told = sum(bool(source.url) for source in cited)
    yield f"sources of a price, wage or measured figure with an address: {_of(told, len(cited))}"
    shares = list(own_shares(knowledge, today).values())
    yield (
        f"share of the worked examples' totals that rests on own estimates: median "
        f"{median(shares):.0%}, {min(shares):.0%} to {max(shares):.0%}"
    )
    used = used_numbers(knowledge, today).values()
    old = sum(each.old_on(today) for each in used)
    yield f"numbers in the worked examples past their limit: {_of(old, len(used))}"
    grounds = count_compared(content)
    yield f"statements held against the calculator: {count_tested(content)}"
    yield (
        f"sentences that compare money, time or choice: {grounds.total()}, "
        f"of them tested {grounds['tested']}, cited {grounds['cited']}, neither {grounds['']}"
    )
    yield from footnote_lines(content)
    bills = yaml.safe_load((root / _WORKED).read_text("utf-8"))["bills"]
    yield f"bills worked by hand from price lists: {len(bills)}"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / (whole or 1):.0%})"


def rented_in_date(knowledge: Knowledge, today: date) -> list[str]:
    """The accelerators of which some offer was looked at within its limit."""
    limit = LIMIT_DAYS["chip price"]
    return [
        chip.id
        for chip in knowledge.accelerators.values()
        if any(not is_old(offers[0].as_of, limit, today) for offers in chip.rents.values())
    ]


def cited_sources(content: Content) -> list[Any]:
    """The sources, other than ourselves, of each price, wage and measured figure, once."""
    names: set[str] = {"cost-genai-prices"} if content.records("price") else set()
    for assumption in content.records("assumption").values():
        if assumption.group in _PRICED:
            names |= {name for entry in assumption.values for name in entry.sources}
    for rent in content.records("rent").values():
        entries = [each for tier in rent.tiers.values() for each in tier] + rent.purchase
        names |= {name for entry in entries for name in entry.sources}
    for kind in ("life", "provider"):
        names |= {name for record in content.records(kind).values() for name in record.sources}
    for page in content.records("validation").values():
        names |= {figure.source for each in page.quantities for figure in each.figures}
    sources = content.records("source")
    return [sources[name] for name in sorted(names) if sources[name].kind != "own"]


def own_shares(knowledge: Knowledge, today: date) -> dict[str, float]:
    """By worked example: the part of its recommended total that rests on our own estimates."""
    found = {}
    for name, example in knowledge.examples.items():
        request = {"inputs": example.inputs}
        result = evaluate(request, knowledge, today, points=_POINTS, search=False)
        if result.recommended:
            found[name] = own_share(result.priced, result.recommended, knowledge)
    return found
