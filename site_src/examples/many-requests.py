"""Answer a folder of requests, one JSON object to a line, on as many processors as there are.

usage: python many-requests.py REQUESTS ANSWERS

REQUESTS holds files named *.jsonl; ANSWERS gets one file for each of them. On a cluster, make a
`dask.distributed.Client` with its address first: nothing else changes.
"""

import json
import sys
from datetime import date

from dask import bag

from borrow_tune_or_train import evaluate, load_knowledge

DAY = date(2026, 11, 28)  # whose prices count: the same day gives the same bytes


def answer(line: str) -> str:
    """The recommendation for one request; one that cannot be read stops no other."""
    try:
        result = evaluate(json.loads(line), load_knowledge(), DAY, points=0)
    except (ValueError, TypeError) as error:
        return json.dumps({"error": str(error)})
    problems = [f"{each.field} {each.message}" for each in result.problems]
    return json.dumps({"recommended": result.recommended, "problems": problems})


if __name__ == "__main__":
    requests, answers = sys.argv[1:]
    lines = bag.read_text(f"{requests}/*.jsonl").filter(str.strip)
    lines.map(answer).to_textfiles(f"{answers}/*.jsonl")
