"""Carbon intensity of electricity as a package lists it, on top of what a record has."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from builder.refresh.prices import Plain

WORLD = "world"  # its range is that of grids, not that of hours
_VALUES = "values:\n"


def seen(label: str, mix: Mapping[str, Mapping[str, Any]]) -> tuple[int, float] | None:
    """(year, g CO2e per kWh) of the place that a record's label ends with; None: not listed."""
    place = _place(label)
    if place != WORLD:
        found = next((row for row in mix.values() if row.get("country_name") == place), None)
        return (found["year"], round(found["carbon_intensity"], 1)) if found else None
    rows = [row for row in mix.values() if row.get("total_TWh")]
    if not rows:
        return None
    made = Counter[int]()  # electricity by the year that is listed of its country
    for row in rows:
        made[row["year"]] += row["total_TWh"]
    grams = sum(row["carbon_intensity"] * row["total_TWh"] for row in rows) / made.total()
    return made.most_common(1)[0][0], round(grams, 0)


def _place(label: str) -> str:
    return label.rpartition(", ")[2]


def entry(record: Plain, mix: Mapping[str, Mapping[str, Any]], today: str) -> Plain | None:
    """The entry that belongs on top of a grid's values; None where its newest one holds."""
    newest, found = record["values"][0], seen(record["label"], mix)
    if found is None:
        return None
    (year, grams), end = found, f"{found[0]}-12-31"
    if grams == newest["value"] and end <= newest["as_of"]:
        return None
    scale = 1.0 if _place(record["label"]) == WORLD else grams / newest["value"]
    return {
        # A mean that was revised holds from the day on which that was seen.
        "as_of": end if end > newest["as_of"] else today,
        "value": grams,
        "low": round(newest["low"] * scale, 1),
        "high": round(newest["high"] * scale, 1),
        "basis": re.sub(r"\b20\d\d\b", str(year), newest["basis"]),
        "sources": newest["sources"],
    }


def with_entry(text: str, new: Plain) -> str:
    """The text of a record with an entry on top of its values; all else stays as it is."""
    before, values, after = text.partition(_VALUES)
    lines = [f'{key}: "{new[key]}"' if key == "basis" else f"{key}: {new[key]}"
             for key in ("as_of", "value", "low", "high", "basis")]  # fmt: skip
    lines.append(f"sources: [{', '.join(new['sources'])}]")
    return before + values + "  - " + "\n    ".join(lines) + "\n" + after
