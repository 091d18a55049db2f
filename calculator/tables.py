"""A result as a table: plain records for a data frame, Markdown for notes, HTML for a notebook."""

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from calculator.result import Result

_HEADS = ("Approach", "Verdict", "About, USD", "10th percentile", "90th percentile",
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


def markdown(result: "Result") -> str:
    """The recommendation in a line, and a table of all approaches."""
    table = [_HEADS, ("---",) * len(_HEADS), *_cells(result)]
    lines = (f"| {' | '.join(row)} |" for row in table)
    return "\n".join([f"**{result.recommended}** recommended. {_origin(result)}", "", *lines, ""])


def table_html(result: "Result") -> str:
    """The same as HTML."""
    head = "".join(f"<th>{html.escape(each)}</th>" for each in _HEADS)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in _cells(result)
    )
    words = f"<strong>{html.escape(result.recommended)}</strong> recommended. "
    origin = html.escape(_origin(result))
    return (
        f"<p>{words}{origin}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _origin(result: "Result") -> str:
    months = f"Over {result.costs.horizon_months} months, " if result.costs else ""
    day = f"prices of {result.as_of.isoformat()}, data {result.data_version}"
    return f"{months}{day}. An estimate, not a quote."


def _cells(result: "Result") -> list[tuple[str, ...]]:
    return [
        (
            row["approach"],
            row["verdict"],
            *(_words(row[key], ",.0f") for key in ("usd", "usd_low", "usd_high")),
            _words(row["cheapest_share"], ".0%"),
            _words(row["weeks"], ".1f"),
        )
        for row in rows(result)
    ]


def _words(value: float | None, form: str) -> str:
    return "" if value is None else f"{value:{form}}"
