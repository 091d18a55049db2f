"""Is a pre-trained forecaster better than last week? Compare on several days in the past."""

import csv
import sys
from pathlib import Path

import numpy as np

SEASON, HORIZON, CUTS = 7, 14, 6  # daily data: a week repeats; two weeks ahead

with Path("series.csv").open(encoding="utf-8", newline="") as opened:
    values = np.array([float(row["orders"]) for row in csv.DictReader(opened)])


def seasonal_naive(history: np.ndarray) -> np.ndarray:
    """The last season again and again."""
    return np.resize(history[-SEASON:], HORIZON)


def pretrained(history: np.ndarray) -> np.ndarray:
    """The median of Chronos-2, untrained on this series."""
    import torch
    from chronos import Chronos2Pipeline

    pipeline = Chronos2Pipeline.from_pretrained("amazon/chronos-2", device_map="cpu")
    series = [torch.tensor(history, dtype=torch.float32)]
    quantiles, _ = pipeline.predict_quantiles(series, HORIZON, quantile_levels=[0.5])
    return quantiles[0][0, :, 0].numpy()


forecasters = [seasonal_naive, *([pretrained] if "--pretrained" in sys.argv else [])]
for forecast in forecasters:
    scores = []
    for cut in range(len(values) - CUTS * HORIZON, len(values) - HORIZON + 1, HORIZON):
        history, real = values[:cut], values[cut : cut + HORIZON]
        scale = np.abs(history[SEASON:] - history[:-SEASON]).mean()  # of the past alone
        scores.append(np.abs(forecast(history) - real).mean() / scale)
    print(
        f"{forecast.__name__}: MASE {np.mean(scores):.2f}, {min(scores):.2f} to {max(scores):.2f}"
    )
