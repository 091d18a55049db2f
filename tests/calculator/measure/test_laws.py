"""What must hold of every measurement, by drawing data again and again."""

import random
from collections.abc import Callable

import pytest

from calculator.measure.columns import Column
from calculator.measure.learners import Learner, table_learners, text_learners, trivial_number
from calculator.measure.series import (
    forecast,
    rolling_origins,
    series_figures,
    try_methods,
    yardstick,
)
from calculator.measure.series_steps import best_series
from tests.calculator.measure.made import (
    TABLE_NAMES,
    Texts,
    days,
    measured,
    number_rows,
    table_rows,
)

FRESH = 2_000
DRAWS = 100

type Told = Callable[[str, object], None]


@pytest.fixture
def told(record_property: Told) -> Told:
    """Writes a count beside the test; `pytest --junit-xml FILE` shows it."""
    return record_property


def learners(rows: list[list[str]], texts: bool) -> tuple[list[Learner], list[int]]:
    """The models, on rows whose last cell is the label."""
    names = sorted({row[-1] for row in rows})
    labels = [names.index(row[-1]) for row in rows]
    if texts:
        return text_learners([row[0] for row in rows], labels, len(names)), labels
    columns = [(Column(str(n), "number", len(rows), len(rows)), [row[n] for row in rows])
               for n in range(len(rows[0]) - 1)]  # fmt: skip
    return table_learners(columns, [float(label) for label in labels], len(names)), labels


def score_after(
    train: list[list[str]], fresh: list[list[str]], model: str, *, texts: bool
) -> float:
    """The accuracy of a model that is trained on all of `train`."""
    found, labels = learners(train + fresh, texts)
    test = range(len(train), len(train) + len(fresh))
    by_id = {each.id: each for each in found}
    if model == "trivial":
        common = max(set(labels[: len(train)]), key=labels[: len(train)].count)
        return sum(labels[row] == common for row in test) / len(fresh)
    shares = by_id[model].learn(range(len(train)), test)
    said = (max(range(len(each)), key=each.__getitem__) for each in shares)
    return sum(one == labels[row] for one, row in zip(said, test, strict=True)) / len(fresh)


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_labels_give_the_trivial_score(seed: int) -> None:
    rng = random.Random(seed)
    rows = Texts(seed).rows(160) if seed % 2 else table_rows(160, rng)
    labels = [row[-1] for row in rows]
    rng.shuffle(labels)
    mixed = [[*row[:-1], label] for row, label in zip(rows, labels, strict=True)]
    report = measured(mixed, ["text", "label"] if seed % 2 else TABLE_NAMES).report
    best = next(each for each in report["models"] if each["model"] == report["best"])
    trivial = report["models"][0]["accuracy"]["value"]

    assert best["accuracy"]["low"] <= trivial <= best["accuracy"]["high"]


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_are_repeated_never_raise_the_score(seed: int) -> None:
    rows = Texts(seed).rows(150)
    rng = random.Random(seed)
    once = measured(rows, ["text", "label"]).report
    again = measured([*rows, *rng.choices(rows, k=150)], ["text", "label"]).report

    assert again["rows"]["measured"] == once["rows"]["measured"]
    assert again["models"] == once["models"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["texts", "table"])
def test_intervals_and_forecasts_hold_what_fresh_data_show(kind: str, told: Told) -> None:
    texts, count = kind == "texts", 150
    held = reached = 0
    for seed in range(DRAWS):
        rng, source = random.Random(seed), Texts(seed)

        def drawn(number: int, rng: random.Random = rng, source: Texts = source) -> list[list[str]]:
            return source.rows(number) if texts else table_rows(number, rng)

        rows, fresh, more = drawn(count), drawn(FRESH), drawn(3 * count)
        report = measured(rows, ["text", "label"] if texts else TABLE_NAMES).report
        best = next(each for each in report["models"] if each["model"] == report["best"])
        now = score_after(rows, fresh, report["best"], texts=texts)
        held += best["accuracy"]["low"] <= now <= best["accuracy"]["high"]
        then = score_after(rows + more, fresh, report["curve_of"], texts=texts)
        band = report["more_labels"]["at_4_times"]
        reached += band["low"] <= then <= band["high"]

    told("held", held)
    told("reached", reached)
    assert 90 <= held <= 97, (held, reached)
    assert reached >= 75, (held, reached)


def error_after(train: list[list[str]], fresh: list[list[str]], model: str) -> float:
    """The mean absolute error of a model that is trained on all of `train`."""
    rows = train + fresh
    values = [float(row[-1]) for row in rows]
    columns = [(Column(str(n), "number", len(rows), len(rows)), [row[n] for row in rows])
               for n in range(len(rows[0]) - 1)]  # fmt: skip
    test = range(len(train), len(rows))
    known = [trivial_number(values), *table_learners(columns, values, 0)]
    learn = next(each.learn for each in known if each.id == model)
    answers = learn(range(len(train)), test)
    return sum(abs(said[0] - values[row]) for said, row in zip(answers, test, strict=True)) / len(
        fresh
    )


@pytest.mark.slow
def test_intervals_and_forecasts_of_numbers_hold_what_fresh_data_show(told: Told) -> None:
    held = reached = 0
    for seed in range(DRAWS):
        rng = random.Random(seed)
        rows, fresh, more = (number_rows(count, rng) for count in (150, FRESH, 450))
        report = measured(rows, TABLE_NAMES).report
        best = next(each for each in report["models"] if each["model"] == report["best"])
        held += (
            best["mae"]["low"] <= error_after(rows, fresh, report["best"]) <= best["mae"]["high"]
        )
        missed = error_after(rows + more, fresh, report["curve_of"])
        then = 1 - missed / error_after(rows + more, fresh, "trivial")
        band = report["more_labels"]["at_4_times"]
        reached += band["low"] <= then <= band["high"]

    told("held", held)
    told("reached", reached)
    assert report["task"] == "number"
    assert 90 <= held <= 97, (held, reached)
    assert reached >= 75, (held, reached)


def later_mase(values: list[float], seen: int, method: str, season: int, horizon: int) -> float:
    """The MASE of one method over all that came after the first `seen` values."""
    scaled = []
    for origin in range(seen, len(values) - horizon, horizon + 2):
        past, then = values[:origin], values[origin : origin + horizon]
        said, unit = forecast(method, past, season, horizon), yardstick(past, season)
        scaled += [abs(one - other) / unit for one, other in zip(said, then, strict=True)]
    return sum(scaled) / len(scaled)


@pytest.mark.slow
@pytest.mark.parametrize("level", [0.0, 0.3])
def test_intervals_of_forecasts_hold_what_later_days_show(level: float, told: Told) -> None:
    count, season, held = 200, 7, 0
    horizon, _ = rolling_origins(count, season)
    for seed in range(DRAWS):
        values = days(count + 900, random.Random(seed), level=level)
        *_, tried = try_methods(values[:count], season)
        best = best_series(tried)
        found = series_figures(tried[best], horizon)["mase"]
        held += found.low <= later_mase(values, count, best, season, horizon) <= found.high

    told("held", held)
    assert 90 <= held <= 97, held
