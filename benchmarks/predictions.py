"""How long one prediction takes: `make bench-predictions`, other records with PUBLISHED="FOLDER".

Every record of the published figures is predicted as the command line does it, warnings of fields
that change nothing included. A round goes through all records in turn; a record's time is its
median over the rounds, and the least of them shows what other work on the machine adds. The first
round, in which no name was read before, is told apart. The last line is JSON.
"""

import json
import statistics
import sys
import time
from collections.abc import Sequence

from benchmarks._published import QUANTITIES, Record, all_records, knowledge
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.physics.predict import predict_with

_ROUNDS = 9
_LIMIT_MS = 1.0
_HEAD = "kind         records   least  median     95 %   worst   first  above 1 ms"


def _ms(kind: str, record: Record, known: Knowledge, constants: Constants) -> float:
    start = time.process_time_ns()
    predict_with(kind, record, known, constants)
    return (time.process_time_ns() - start) / 1e6


def _figures(rounds: Sequence[Sequence[float]]) -> dict[str, float]:
    """Over the records: each one's median over the rounds, and the median of its least."""
    medians = sorted(statistics.median(times) for times in zip(*rounds, strict=True))
    return {
        "records": len(medians),
        "least": statistics.median(min(times) for times in zip(*rounds, strict=True)),
        "median": statistics.median(medians),
        "of_twenty_the_slowest": medians[int(0.95 * len(medians))],
        "worst": medians[-1],
        "first": statistics.median(rounds[0]),
        "above_limit": sum(each > _LIMIT_MS for each in medians),
    }


def main() -> int:
    """Print the table; 1 if a record takes longer than the limit."""
    known = knowledge()
    constants = physics_constants(known, known.as_of)
    files = {quantity.kind: quantity.file for quantity in QUANTITIES}
    summary = {}
    print(_HEAD)
    for kind, file in files.items():
        records = all_records(file)
        rounds = [[_ms(kind, each, known, constants) for each in records] for _ in range(_ROUNDS)]
        summary[kind] = found = _figures(rounds)
        shown = ("least", "median", "of_twenty_the_slowest", "worst", "first")
        times = "".join(f"{found[name]:>8.2f}" for name in shown)
        print(f"{kind:<12}{found['records']:>8}{times}{found['above_limit']:>12}", flush=True)
    print(json.dumps(summary))
    return 1 if any(found["above_limit"] for found in summary.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
