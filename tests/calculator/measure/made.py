"""Made-up data for the tests of measurements: sources that never run dry."""

import csv
import dataclasses
import io
import random

from calculator.measure.columns import describe, suggest
from calculator.measure.judged import Judged, judged
from calculator.measure.reading import read_file
from calculator.measure.session import measure
from calculator.measure.steps import Measurement, run_all
from calculator.packed import load_knowledge

KNOWN: Judged = judged(load_knowledge(), load_knowledge().as_of)


class Texts:
    """Short texts in classes that prefer some of the words; some labels are drawn by chance."""

    def __init__(self, seed: int, classes: int = 3, vocabulary: int = 1_200) -> None:
        self._rng = random.Random(seed)
        self._words = [f"word{n}" for n in range(vocabulary)]
        self._usual = [1 / (n + 4) for n in range(vocabulary)]
        self._topics = [self._rng.sample(range(vocabulary), 60) for _ in range(classes)]

    def rows(self, count: int, signal: float = 0.3, noise: float = 0.08) -> list[list[str]]:
        """Texts with their labels."""
        rng, classes = self._rng, len(self._topics)
        found = []
        for _ in range(count):
            label = rng.randrange(classes)
            words = rng.choices(self._words, self._usual, k=rng.randint(6, 16))
            mixed = [self._words[rng.choice(self._topics[label])] if rng.random() < signal else word
                     for word in words]  # fmt: skip
            given = rng.randrange(classes) if rng.random() < noise else label
            found.append([" ".join(mixed), f"class {given}"])
        return found


def table_rows(count: int, rng: random.Random) -> list[list[str]]:
    """Six numbers, of which three tell something about the class."""
    found = []
    for _ in range(count):
        values = [rng.gauss(0, 1) for _ in range(6)]
        push = 1.2 * values[0] - values[1] + 0.8 * values[2] * values[0]
        found.append([*(f"{v:.4f}" for v in values), "yes" if push + rng.gauss(0, 1) > 0 else "no"])
    return found


def number_rows(count: int, rng: random.Random) -> list[list[str]]:
    """Six numbers, of which three tell something about a seventh."""
    found = []
    for _ in range(count):
        values = [rng.gauss(0, 1) for _ in range(6)]
        wanted = 20 + 2 * values[0] - values[1] + 1.5 * values[2] * values[0] + rng.gauss(0, 2)
        found.append([*(f"{v:.4f}" for v in values), f"{wanted:.3f}"])
    return found


def days(count: int, rng: random.Random, *, level: float) -> list[float]:
    """A week's shape, noise that lasts some days, and a level that wanders by so much a day."""
    shape, lasting, height, found = (0, 1, 2, 1, 3, -4, -3), 0.0, 50.0, []
    for day in range(count):
        lasting = 0.4 * lasting + rng.gauss(0, 1)
        height += rng.gauss(0, level)
        found.append(height + 2 * shape[day % 7] + 2 * lasting)
    return found


TABLE_NAMES = ["a", "b", "c", "d", "e", "f", "label"]


def csv_bytes(rows: list[list[str]], names: list[str]) -> bytes:
    """A file."""
    file = io.StringIO()
    csv.writer(file).writerows([names, *rows])
    return file.getvalue().encode()


def measured(rows: list[list[str]], names: list[str], **changes: object) -> Measurement:
    """What the suggested plan measures."""
    table = read_file(csv_bytes(rows, names))
    plan = dataclasses.replace(suggest(table, describe(table)), **changes)
    return run_all(measure(table, plan, KNOWN))
