"""Sort texts with word counts and a linear model; say how sure the score is."""

import csv
import math
from pathlib import Path

from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

with Path("texts.csv").open(encoding="utf-8", newline="") as opened:
    rows = sorted(csv.DictReader(opened), key=lambda row: row["created"])
seen, unique = set(), []
for row in rows:  # a text that stands in both parts would be remembered, not learned
    if row["ticket"].strip().lower() not in seen:
        seen.add(row["ticket"].strip().lower())
        unique.append(row)
cut = len(unique) * 3 // 4  # train on the older part, test on the newer
texts, labels = [row["ticket"] for row in unique], [row["label"] for row in unique]


def wilson(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 tests."""
    share, spread = right / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return middle - half, middle + half


models = {
    "most frequent class": DummyClassifier(strategy="most_frequent"),
    "word counts": make_pipeline(TfidfVectorizer(sublinear_tf=True), LogisticRegression(C=10)),
}
for name, model in models.items():
    found = model.fit(texts[:cut], labels[:cut]).predict(texts[cut:])
    right = sum(a == b for a, b in zip(found, labels[cut:], strict=True))
    low, high = wilson(right, len(found))
    print(f"{name}: {right}/{len(found)} right, {low:.1%} to {high:.1%}")
