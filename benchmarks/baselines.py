"""Our baselines beside scikit-learn's with default settings, on the same folds of ten sets.

Public sets that scikit-learn ships, and made-up ones with known difficulty. Numbers are scored by
R², classes by accuracy. The last line is JSON; `--write DATE` also stores it for the page on the
reader's own data, with the date and the versions. Figures move a little between versions of
scikit-learn; ours are the same everywhere.
"""

import json
import platform
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from sklearn import datasets
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from calculator.measure.columns import Column
from calculator.measure.folds import Fold, stratified_folds
from calculator.measure.learners import table_learners, text_learners

STORED = Path(__file__).resolve().parent.parent / "site_src" / "samples" / "baselines.json"

type Rows = Sequence[Any]
type Made = tuple[str, Any, list[float]]  # kind, inputs, targets


def _shipped(name: str, kind: str = "table") -> Callable[[], Made]:
    def load() -> Made:
        found = getattr(datasets, f"load_{name}")()
        return kind, found.data, [float(each) for each in found.target]

    return load


def _made(make: Callable[..., Any], **settings: Any) -> Callable[[], Made]:
    def load() -> Made:
        inputs, targets = make(random_state=1, **settings)
        return "table", inputs, [float(each > 0) if each < 0 else float(each) for each in targets]

    return load


def _texts(classes: int, signal: float, count: int = 1_500) -> Callable[[], Made]:
    def load() -> Made:
        rng = random.Random(classes)
        words = [f"word{n}" for n in range(3_000)]
        usual = [1 / (n + 5) for n in range(3_000)]
        topics = [rng.sample(words, 80) for _ in range(classes)]
        texts, labels = [], []
        for _ in range(count):
            label = rng.randrange(classes)
            drawn = rng.choices(words, usual, k=rng.randint(6, 20))
            texts.append(" ".join(rng.choice(topics[label]) if rng.random() < signal else w
                                  for w in drawn))  # fmt: skip
            labels.append(float(label if rng.random() > 0.05 else rng.randrange(classes)))
        return "text", texts, labels

    return load


SETS: dict[str, Callable[[], Made]] = {
    "iris": _shipped("iris"),
    "wine": _shipped("wine"),
    "breast_cancer": _shipped("breast_cancer"),
    "digits": _shipped("digits"),
    "diabetes": _shipped("diabetes", "number"),
    "made, 3 classes of 20 columns": _made(
        datasets.make_classification, n_samples=1_500, n_informative=6, n_classes=3
    ),
    "made, two moons": _made(datasets.make_moons, n_samples=1_000, noise=0.3),
    "made, ten squares (Hastie)": _made(datasets.make_hastie_10_2, n_samples=3_000),
    "made, texts of 2 classes": _texts(2, 0.12),
    "made, texts of 6 classes": _texts(6, 0.25),
}


def compare(name: str) -> Iterator[dict[str, Any]]:
    """Scores of each of our models and its counterpart on a set."""
    kind, inputs, targets = SETS[name]()
    classes = 0 if kind == "number" else len(set(targets))
    ranks = sorted(range(len(targets)), key=lambda row: targets[row])
    strata = [0] * len(targets)
    for rank, row in enumerate(ranks):
        strata[row] = rank * 5 // len(targets)
    folds = stratified_folds([int(t) for t in targets] if classes else strata)
    ours = _ours(kind, inputs, targets, classes)
    for model, theirs in _counterparts(kind).items():
        own = _scored(ours[model], folds, targets, classes)
        other = _scored(_learn(theirs, inputs, targets, classes), folds, targets, classes)
        yield {"set": name, "model": model, "rows": len(targets),
               "ours": round(own, 4), "theirs": round(other, 4)}  # fmt: skip


def _ours(kind: str, inputs: Any, targets: list[float], classes: int) -> dict[str, Any]:
    if kind == "text":
        labels = [int(each) for each in targets]
        return {each.id: each.learn for each in text_learners(inputs, labels, classes)}
    columns = [
        (Column(str(n), "number", len(targets), len(targets)), [repr(float(v)) for v in cells])
        for n, cells in enumerate(np.asarray(inputs, float).T)
    ]
    return {each.id: each.learn for each in table_learners(columns, targets, classes)}


def _counterparts(kind: str) -> dict[str, Callable[[], Any]]:
    if kind == "text":
        return {"words": lambda: make_pipeline(TfidfVectorizer(), LogisticRegression())}
    if kind == "number":
        return {"linear": lambda: make_pipeline(StandardScaler(), Ridge()),
                "trees": lambda: HistGradientBoostingRegressor(random_state=0)}  # fmt: skip
    return {"linear": lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1_000)),
            "trees": lambda: HistGradientBoostingClassifier(random_state=0)}  # fmt: skip


def _learn(make: Callable[[], Any], inputs: Any, targets: list[float], classes: int) -> Any:
    taken = inputs if isinstance(inputs, list) else list(np.asarray(inputs, float))

    def learn(train: Sequence[int], test: Sequence[int]) -> list[list[float]]:
        model = make().fit([taken[row] for row in train], [targets[row] for row in train])
        said = model.predict([taken[row] for row in test])
        if not classes:
            return [[float(each)] for each in said]
        return [[float(each == k) for k in range(classes)] for each in said]

    return learn


def _scored(learn: Any, folds: list[Fold], targets: list[float], classes: int) -> float:
    right = rest = 0.0
    for fold in folds:
        for row, said in zip(fold.test, learn(fold.train, fold.test), strict=True):
            if classes:
                right += max(range(classes), key=said.__getitem__) == targets[row]
            else:
                rest += (said[0] - targets[row]) ** 2
    if classes:
        return right / len(targets)
    mean = sum(targets) / len(targets)
    return float(1 - rest / sum((each - mean) ** 2 for each in targets))


def stored(day: str, rows: Sequence[dict[str, Any]]) -> str:
    """What the page shows, as the text of its file."""
    head = {"as_of": day, "python": platform.python_version(), "scikit_learn": sklearn.__version__}
    return json.dumps({**head, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Print a table for people and a line for programs."""
    rows = []
    for name in SETS:
        for row in compare(name):
            print(f"{row['set']:32} {row['model']:8} {row['ours']:.4f} {row['theirs']:.4f}")
            rows.append(row)
    print(json.dumps(rows))
    if sys.argv[1:2] == ["--write"]:
        STORED.write_text(stored(sys.argv[2], rows), encoding="utf-8")


if __name__ == "__main__":
    main()
