"""A result as a table: plain records for a data frame, Markdown for notes, HTML for a notebook."""

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from calculator.dates import months

if TYPE_CHECKING:
    from calculator.result import Result

_HEADS = ("Approach", "Verdict", "About, {}", "10th percentile", "90th percentile",
          "Cheapest in", "Weeks")  # fmt: skip


def rows(result: "Result") -> list[dict[str, Any]]:
    """A record for each approach, the recommended one first; amounts in USD, unrounded.

    Without bills the amounts are None.
    """
    return [_row(result, each.approach, each.verdict) for each in result.ranking]


def _row(result: "Result", approach: str, verdict: str) -> dict[str, Any]:
    cost = result.costs.approaches[approach] if result.costs else None
    return {
        "approach": approach,
        "verdict": verdict,
        "usd": cost and cost.total.value,
        "usd_low": cost and cost.total.low,
        "usd_high": cost and cost.total.high,
        "usd_once": cost and cost.once.value,
        "usd_per_month": cost and cost.per_month.value,
        "usd_per_1000_requests": cost and cost.per_1000_requests,
        "cheapest_share": cost and cost.cheapest_share,
        "weeks": cost and cost.time_to_ship.weeks.value,
        "data_version": result.data_version,
        "as_of": result.as_of,
    }


def markdown(result: "Result", names: Mapping[str, str] | None = None) -> str:
    """The recommendation in a line, and a table of all approaches, in the reader's currency.

    Args:
        names: of approaches by id; without them the ids stand there.
    """
    table = [_heads(result), ("---",) * len(_HEADS), *_cells(result, names or {})]
    lines = (f"| {' | '.join(row)} |" for row in table)
    chosen = (names or {}).get(result.recommended, result.recommended)
    return "\n".join([f"**{chosen}** recommended. {_origin(result)}", "", *lines, ""])


def table_html(result: "Result") -> str:
    """The same as HTML."""
    head = "".join(f"<th>{html.escape(each)}</th>" for each in _heads(result))
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in _cells(result, {})
    )
    words = f"<strong>{html.escape(result.recommended)}</strong> recommended. "
    origin = html.escape(_origin(result))
    return (
        f"<p>{words}{origin}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _heads(result: "Result") -> tuple[str, ...]:
    code = result.costs.currency.code.upper() if result.costs else "USD"
    return tuple(head.format(code) for head in _HEADS)


def _origin(result: "Result") -> str:
    horizon = result.costs.horizon_months if result.costs else 0
    over = f"Over {months(horizon)}, " if horizon else ""
    day = f"prices of {result.as_of.isoformat()}, data {result.data_version}"
    old = f" {result.old_numbers}" if result.old_numbers else ""
    return f"{over}{day}.{_rate(result)} An estimate, not a quote.{old}"


def _rate(result: "Result") -> str:
    """` 1 EUR is 1.1172 USD (2026-10-30).`, or nothing where amounts are in USD."""
    if result.costs is None or result.costs.currency.ref is None:
        return ""
    currency = result.costs.currency
    day = currency.as_of.isoformat() if currency.as_of else "set by hand"
    return f" 1 {currency.code.upper()} is {currency.usd_per_unit:g} USD ({day})."


def _cells(result: "Result", names: Mapping[str, str]) -> list[tuple[str, ...]]:
    per_unit = result.costs.currency.usd_per_unit if result.costs else 1.0
    return [
        (
            names.get(row["approach"], row["approach"]),
            row["verdict"].replace("_", " "),
            *(_words(row[key], ",.0f", per_unit) for key in ("usd", "usd_low", "usd_high")),
            _words(row["cheapest_share"], ".0%"),
            _words(row["weeks"], ".1f"),
        )
        for row in rows(result)
    ]


def _words(value: float | None, form: str, per_unit: float = 1.0) -> str:
    return "" if value is None else f"{value / per_unit:{form}}"
