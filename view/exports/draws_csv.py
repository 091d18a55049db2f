"""The draws behind the ranges as comma-separated values, for those who check them."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.costs.draw_table import draw_table
from calculator.knowledge import Knowledge
from calculator.request import read_question, read_request
from view.exports.measurement import measured_row


def draws_csv(asked: Mapping[str, Any], knowledge: Knowledge, today: date) -> str:
    """A row a draw: totals in USD, every uncertain number, and what holds for all rows."""
    table = draw_table(read_question(asked, knowledge, today, text=True))
    measured = read_request(asked, knowledge, text=True)[0].measured
    totals = [f"total_usd:{name}" for name in table.totals]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    same = [knowledge.data_version, today.isoformat()]
    same.append("; ".join(str(each) for each in measured_row(measured)[1:]))
    writer.writerow(["draw", *totals, *table.numbers, "data_version", "as_of", "measured"])
    columns = [*table.totals.values(), *table.numbers.values()]
    for position, row in enumerate(zip(*columns, strict=True), start=1):
        writer.writerow([position, *row, *same])
    return text.getvalue()
