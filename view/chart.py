"""What a chart is: the specification that draws it, its words, its rows."""

from dataclasses import dataclass

from view.charts import Data


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
