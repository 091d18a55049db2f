"""Does the search find what the answer needs? Measure it apart from the answer."""

import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

passages = json.loads(Path("passages.json").read_text(encoding="utf-8"))  # id: text
questions = json.loads(Path("questions.json").read_text(encoding="utf-8"))  # [{text, relevant}]
ids = list(passages)


def bm25(texts: list[str], k1: float = 1.5, b: float = 0.75):
    """A keyword search; put your own beside it, with the same questions."""
    counter = CountVectorizer(token_pattern=r"(?u)\b\w+\b")
    counts = counter.fit_transform(texts).toarray()
    lengths = counts.sum(axis=1, keepdims=True)
    found_in = (counts > 0).sum(axis=0)
    rarity = np.log(1 + (len(texts) - found_in + 0.5) / (found_in + 0.5))
    weights = rarity * counts * (k1 + 1) / (counts + k1 * (1 - b + b * lengths / lengths.mean()))
    return lambda query: weights @ (counter.transform([query]).toarray()[0] > 0)


score = bm25(list(passages.values()))
for k in (1, 3, 5, 10):
    shares, hits = [], 0
    for question in questions:
        scores = score(question["text"])
        ranked = [ids[i] for i in np.argsort(-scores, kind="stable") if scores[i] > 0][:k]
        found = set(ranked) & set(question["relevant"])
        shares.append(len(found) / len(question["relevant"]))
        hits += bool(found)
    print(f"k = {k}: recall {np.mean(shares):.1%}, at least one in {hits}/{len(questions)}")
