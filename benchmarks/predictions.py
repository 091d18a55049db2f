"""How long one prediction takes: `make bench-predictions`, other records with PUBLISHED="FOLDER".

Every record of the published figures is predicted as the command line does it, warnings of fields
that change nothing included. A round goes through all records in turn, in processor time. A
record's time is its least over the rounds, because other work on the machine only ever adds; what
it added to the medians is shown beside it. The first round, in which no name was read before, is
told apart. The last line is JSON.
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

_ROUNDS = 15
_LIMIT_MS = 1.0
_HEAD = "kind         records  median     95 %   worst   added   first  above 1 ms"


def _ms(kind: str, record: Record, known: Knowledge, constants: Constants) -> float:
    start = time.process_time_ns()
    predict_with(kind, record, known, constants)
    return (time.process_time_ns() - start) / 1e6


def _figures(rounds: Sequence[Sequence[float]]) -> dict[str, float]:
    """Over the records: each one's least over the rounds, and what others' work added to it."""
    times = sorted(min(each) for each in zip(*rounds, strict=True))
    medians = [statistics.median(each) for each in zip(*rounds, strict=True)]
    return {
        "records": len(times),
        "median": statistics.median(times),
        "of_twenty_the_slowest": times[int(0.95 * len(times))],
        "worst": times[-1],
        "added": statistics.median(medians) - statistics.median(times),
        "first": statistics.median(rounds[0]),
        "above_limit": sum(each > _LIMIT_MS for each in times),
    }


def main() -> int:
    """Print the table; 1 if a record takes longer than the limit."""
    known = knowledge()
    constants = physics_constants(known, known.as_of)
    records = {quantity.kind: all_records(quantity.file) for quantity in QUANTITIES}
    times: dict[str, list[list[float]]] = {kind: [] for kind in records}
    for _ in range(_ROUNDS):
        for kind, all_of in records.items():
            times[kind].append([_ms(kind, each, known, constants) for each in all_of])
    summary = {}
    print(_HEAD)
    for kind, rounds in times.items():
        summary[kind] = found = _figures(rounds)
        shown = ("median", "of_twenty_the_slowest", "worst", "added", "first")
        columns = "".join(f"{found[name]:>8.2f}" for name in shown)
        print(f"{kind:<12}{found['records']:>8}{columns}{found['above_limit']:>12}", flush=True)
    print(json.dumps(summary))
    return 1 if any(found["above_limit"] for found in summary.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
