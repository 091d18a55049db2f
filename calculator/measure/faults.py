"""What is wrong with the data: columns that give the answer away, suspects, drift, weak groups."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from calculator.costs.uncertainty import stable
from calculator.measure.cells import missing
from calculator.measure.columns import Column
from calculator.measure.encoding import bins_of
from calculator.measure.scores import Tested
from calculator.measure.text_features import words
from calculator.sample_size import wilson_interval

_MOST_SHOWN = 20
_MOST_LEVELS = 12


def column_faults(columns: Sequence[Column], rows: int) -> list[dict[str, Any]]:
    """Columns that tell nothing: empty, constant, or another value in every row."""
    return [
        {"column": place, "fault": column.kind, "filled": stable(column.filled / rows)}
        for place, column in enumerate(columns, start=1)
        if column.kind in ("empty", "constant", "id") or column.filled < 0.5 * rows
    ]


def giveaways(
    columns: Iterable[tuple[int, Column, Sequence[str]]],
    labels: Sequence[int],
    classes: int,
    least: float,
) -> list[dict[str, Any]]:
    """Columns from which alone the class of unseen rows follows in a share of at least `least`."""
    common = max(Counter(labels).values()) / len(labels)
    found = []
    for place, column, cells in columns:
        if column.kind in ("empty", "constant", "id"):
            continue
        right = _alone(column, cells, labels, classes)
        if right >= max(least, common + 0.5 * (1 - common)) and right > common:
            found.append({"column": place, "right": stable(right), "trivial": stable(common)})
    return found


def _alone(column: Column, cells: Sequence[str], labels: Sequence[int], classes: int) -> float:
    """The share of every second row that is answered from the others by this column alone."""
    if column.kind == "text":
        cells = [" ".join(words(cell)[:1]) for cell in cells]
        keys: Sequence[object] = cells
    else:
        keys = bins_of(column, cells)
    held: dict[object, list[int]] = {}
    for key, label in list(zip(keys, labels, strict=True))[::2]:
        held.setdefault(key, [0] * classes)[label] += 1
    best = {key: counts.index(max(counts)) for key, counts in held.items()}
    asked = list(zip(keys, labels, strict=True))[1::2]
    return sum(best.get(key, -1) == label for key, label in asked) / max(1, len(asked))


def named_in_text(
    texts: Sequence[str], names: Sequence[str], labels: Sequence[int]
) -> list[dict[str, Any]]:
    """Classes whose name stands in most of their own texts and in few others."""
    found = []
    lowered = [text.lower() for text in texts]
    for number, name in enumerate(names):
        if len(name) < 3:
            continue
        held = [name.lower() in text for text in lowered]
        own = [has for has, label in zip(held, labels, strict=True) if label == number]
        rest = len(held) - len(own)
        others = (sum(held) - sum(own)) / rest if rest else 1.0
        if own and sum(own) / len(own) > 0.8 and others < 0.1:
            found.append(
                {"number": number + 1, "own": stable(sum(own) / len(own)), "others": stable(others)}
            )
    return found


def rare_classes(labels: Sequence[int], classes: int, rare: float) -> list[dict[str, Any]]:
    """Classes with fewer rows than `rare`: nothing can be said of them."""
    sizes = Counter(labels)
    return [{"number": k + 1, "rows": sizes[k]} for k in range(classes) if sizes[k] < rare]


def suspects(tested: Tested, classes: int, doubted: float) -> list[tuple[int, int]]:
    """Rows whose label is likely wrong, the surest first: the row, and the class that fits better.

    As in confident learning: another class is at least as likely as it usually is for its own
    rows, and the given label has less than the share `doubted` of its usual chance.
    Source: C. G. Northcutt, L. Jiang, I. L. Chuang, Confident learning, JAIR 2021.
    """
    own: list[list[float]] = [[] for _ in range(classes)]
    for label, shares in zip(tested.labels, tested.shares, strict=True):
        own[label].append(shares[label])
    usual = [sum(each) / len(each) if each else 1.0 for each in own]
    found = []
    for row, label, shares in zip(tested.rows, tested.labels, tested.shares, strict=True):
        other = max(range(classes), key=shares.__getitem__)
        doubtful = shares[label] < usual[label] * doubted
        if other != label and doubtful and shares[other] >= usual[other]:
            found.append((stable(shares[label] - shares[other]), row, other))
    return [(row, other) for _, row, other in sorted(found)]


def drift(
    order: Sequence[int], labels: Sequence[int], right: dict[int, bool], classes: int
) -> dict[str, Any]:
    """Whether classes and scores of the newer half differ from those of the older half."""
    half = len(order) // 2
    halves = (order[:half], order[half:])
    counts = [Counter(labels[row] for row in part) for part in halves]
    chi = sum(
        (counts[0][k] - counts[1][k]) ** 2 / (counts[0][k] + counts[1][k])
        for k in range(classes) if counts[0][k] + counts[1][k]
    )  # fmt: skip
    limit = (classes - 1) + 3 * math.sqrt(2 * (classes - 1))
    tested = [[right[row] for row in part if row in right] for part in halves]
    shares = [stable(sum(part) / len(part)) if part else None for part in tested]
    moved = max(
        range(classes),
        key=lambda k: abs(counts[0][k] / max(1, half) - counts[1][k] / max(1, len(halves[1]))),
    )
    return {
        "classes_moved": chi > limit, "number": moved + 1,
        "before": stable(counts[0][moved] / max(1, half)),
        "after": stable(counts[1][moved] / max(1, len(halves[1]))),
        "score_before": shares[0], "score_after": shares[1],
    }  # fmt: skip


def _by_score(found: dict[str, Any]) -> float:
    return float(found["score"])


def weak_groups(
    columns: Iterable[tuple[int, Column, Sequence[str]]], rows: Sequence[int], right: Sequence[bool]
) -> list[dict[str, Any]]:
    """Values of a category for which the score is lower than chance among so many explains."""
    whole = sum(right) / len(right)
    found: list[dict[str, Any]] = []
    for place, column, cells in columns:
        if column.kind != "category" or column.distinct > _MOST_LEVELS:
            continue
        held: dict[str, list[bool]] = {}
        for row, good in zip(rows, right, strict=True):
            held.setdefault(cells[row].strip(), []).append(good)
        for name, answers in held.items():
            if len(answers) >= 20 and not missing(name):
                interval = wilson_interval(sum(answers), len(answers), 0.999)
                if interval.high < whole:
                    found.append({"column": place, "value": name, "rows": len(answers),
                                  "score": interval.value, "high": interval.high})  # fmt: skip
    return sorted(found, key=_by_score)[:_MOST_SHOWN]
