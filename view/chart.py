"""What a chart is: the specification that draws it, its words, its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from view.charts import Data

type Link = Mapping[str, str]  # `field` of the form, number to `set`, or `bill` and its `group`


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: which specification draws it, its words, its rows."""

    name: str
    kind: str  # curves or bars
    title: str
    reading: str
    data: Data
    table: list[list[str]]  # the same in words; heads first
    rows: int = 0  # of a chart of bars
    links: list[list[Link | None]] = field(default_factory=list)  # of the table's cells, if any

    @property
    def for_script(self) -> dict[str, Any]:
        """What the page's script needs to draw it."""
        return {"kind": self.kind, "rows": self.rows, "title": self.title, "data": self.data}


def cell_links(chart: Chart, row: int) -> list[Link | None]:
    """Where the cells of a row of the table lead, the head of the row first."""
    return chart.links[row] if chart.links else [None] * len(chart.table[0])
