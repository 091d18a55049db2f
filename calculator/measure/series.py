"""Forecasts of a series, tested from many starting points: what came after is never seen before."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calculator.costs.uncertainty import percentile, stable
from calculator.estimate import Estimate
from calculator.measure.scores import mean_and_error, mean_figure

_SEASONS = ((1 / 20, 24), (1.5, 7), (10, 52), (45, 12), (135, 4))  # days between values: season
_ORIGINS = 24
_GRID = (0.05, 0.15, 0.3, 0.5, 0.8)
_TRENDS = (0.0, 0.05, 0.2)
_LEAST_STRETCH = 6  # values
_SURE = 1.959963984540054  # normal score of the 97.5th percentile
_TAIL = 1.2815515655446004  # normal score of the 90th percentile
METHODS = ("last_value", "seasonal_naive", "drift", "smoothing")


@dataclass(frozen=True, slots=True)
class Tried:
    """Absolute errors in units of the yardstick, and pinball losses, of each forecast value."""

    scaled: list[float]
    pinball: list[float]
    origins: list[int]
    size: list[float]  # absolute errors in the series' own unit
    doubts: list[float]  # of each series, the relative standard error of its yardstick


def season_of(moments: Sequence[float]) -> int:
    """Values in a season, from the usual step between moments; 1: none is known."""
    steps = sorted(b - a for a, b in itertools.pairwise(moments) if b > a)
    if not steps:
        return 1
    step = steps[len(steps) // 2]
    season = next((length for most, length in _SEASONS if step <= most), 1)
    return season if len(moments) >= 3 * season else 1


def rolling_origins(count: int, season: int) -> tuple[int, list[int]]:
    """How far is looked ahead, and the starting points in the last half."""
    horizon = max(1, min(season if season > 1 else 6, count // 6))
    first, last = max(2 * season, count // 2, 4), count - horizon
    step = max(1, (last - first) // _ORIGINS)
    return horizon, list(range(first, last + 1, step))


def try_methods(values: Sequence[float], season: int) -> Iterator[dict[str, Tried]]:
    """Forecast from every starting point; what is known so far after each of them."""
    horizon, origins = rolling_origins(len(values), season)
    doubt = _doubt(values, season)
    found = {name: Tried([], [], [], [], [doubt]) for name in METHODS}
    for origin in origins:
        seen, then = values[:origin], values[origin : origin + horizon]
        # A season that repeats exactly is no yardstick: then it is the step from value to value.
        unit = yardstick(seen, season) or yardstick(seen, 1)
        for name in METHODS if unit else ():
            ahead = forecast(name, seen, season, len(then))
            spread = _residual(name, seen, season)
            for step, (said, came) in enumerate(zip(ahead, then, strict=True), start=1):
                tried = found[name]
                tried.scaled.append(abs(said - came) / unit)
                tried.size.append(abs(said - came))
                tried.origins.append(origin)
                reach = _TAIL * spread * math.sqrt(step)
                tried.pinball.append(_pinball(came, said - reach, said, said + reach) / unit)
        yield found


def yardstick(seen: Sequence[float], season: int) -> float:
    """The mean error of the seasonal naive forecast on what was seen (Hyndman, Koehler 2006)."""
    steps = [abs(a - b) for a, b in zip(seen[season:], seen, strict=False)]
    return sum(steps) / len(steps) if steps else 0.0


def _doubt(values: Sequence[float], season: int) -> float:
    """The relative standard error of the yardstick; neighbours go together, so stretches count."""
    steps = [abs(a - b) for a, b in zip(values[season:], values, strict=False)]
    stretches = itertools.batched(steps, max(_LEAST_STRETCH, 2 * season), strict=False)
    mean, error = mean_and_error([(sum(each), len(each)) for each in stretches])
    return error / mean if mean else 0.0


def _pinball(came: float, low: float, middle: float, high: float) -> float:
    total = 0.0
    for share, said in ((0.1, low), (0.5, middle), (0.9, high)):
        total += max(share * (came - said), (share - 1) * (came - said))
    return total / 3


def forecast(name: str, seen: Sequence[float], season: int, steps: int) -> list[float]:
    """The next values by one method."""
    if name == "last_value":
        return [seen[-1]] * steps
    if name == "seasonal_naive":
        return [seen[len(seen) - season + step % season] for step in range(steps)]
    if name == "drift":
        slope = (seen[-1] - seen[0]) / (len(seen) - 1)
        return [seen[-1] + slope * (step + 1) for step in range(steps)]
    return _smoothed(seen, season, steps)


def _residual(name: str, seen: Sequence[float], season: int) -> float:
    """The usual size of an error one step ahead."""
    lag = season if name == "seasonal_naive" else 1
    steps = [a - b for a, b in zip(seen[lag:], seen, strict=False)]
    if name == "smoothing" and season > 1:
        slow = [a - b for a, b in zip(seen[season:], seen, strict=False)]
        steps = min((steps, slow), key=lambda each: sum(v * v for v in each) / max(1, len(each)))
    return math.sqrt(sum(v * v for v in steps) / max(1, len(steps)))


def _smoothed(seen: Sequence[float], season: int, steps: int) -> list[float]:
    """Exponential smoothing with damped trend and additive season, set on what was seen."""
    recent = seen[-max(10 * season, 120) :]
    tries = [(alpha, beta, gamma) for alpha in _GRID for beta in _TRENDS
             for gamma in ((0.1, 0.3) if season > 1 else (0.0,))]  # fmt: skip
    best = min((_smooth(recent, season, *each) for each in tries), key=lambda found: found[0])
    _, level, trend, seasons = best
    found, damped = [], 0.0
    for step in range(steps):
        damped += 0.9 ** (step + 1) * trend
        found.append(level + damped + seasons[(len(recent) + step) % season])
    return found


def _smooth(
    seen: Sequence[float], season: int, alpha: float, beta: float, gamma: float
) -> tuple[float, float, float, list[float]]:
    """Squared errors one step ahead, then level, trend and season at the end."""
    start = seen[:season]
    level = sum(start) / season
    seasons = [value - level for value in start] if season > 1 else [0.0]
    trend = 0.0
    if len(seen) >= 2 * season:
        trend = (sum(seen[season : 2 * season]) - sum(start)) / season**2
    total = 0.0
    for place in range(season, len(seen)):
        value, of_season = seen[place], seasons[place % season]
        said = level + 0.9 * trend + of_season
        total += (value - said) ** 2
        before = level
        level = alpha * (value - of_season) + (1 - alpha) * (level + 0.9 * trend)
        trend = beta * (level - before) + (1 - beta) * 0.9 * trend
        seasons[place % season] = (
            gamma * (value - level) + (1 - gamma) * of_season if season > 1 else 0.0
        )
    return total, level, trend, seasons


def series_figures(tried: Tried, horizon: int) -> dict[str, Estimate]:
    """MASE, pinball loss and mean error with intervals.

    Starting points whose forecasts overlap share most of what came, so stretches of `horizon`
    values are drawn together. Scaled figures are as unsure as their yardstick besides.
    """
    rows = list(range(len(tried.scaled)))
    stretches = [origin // horizon for origin in tried.origins]
    doubt = math.sqrt(sum(each * each for each in tried.doubts)) / len(tried.doubts)
    return {
        "mase": _unsurer(mean_figure(tried.scaled, rows, stretches), doubt),
        "pinball": _unsurer(mean_figure(tried.pinball, rows, stretches), doubt),
        "mae": mean_figure(tried.size, rows, stretches),
    }


def _unsurer(found: Estimate, doubt: float) -> Estimate:
    """An interval with a relative standard error on top, which has nothing to do with its own."""
    more = _SURE * doubt * found.value
    low = found.value - math.hypot(found.value - found.low, more)
    high = found.value + math.hypot(found.high - found.value, more)
    return Estimate(stable(max(0.0, low)), found.value, stable(high))


def joined_tries(tries: Sequence[dict[str, Tried]]) -> dict[str, Tried]:
    """The tries of several series as one; starting points of different series stay apart."""
    found = {name: Tried([], [], [], [], []) for name in METHODS}
    for number, each in enumerate(tries):
        for name, tried in each.items():
            found[name].scaled.extend(tried.scaled)
            found[name].pinball.extend(tried.pinball)
            found[name].size.extend(tried.size)
            found[name].doubts.extend(tried.doubts)
            found[name].origins.extend(number * 1_000_000 + origin for origin in tried.origins)
    return found


def usual(values: Sequence[float]) -> float:
    """The median, to say how large values are."""
    return stable(percentile(sorted(values), 0.5))
