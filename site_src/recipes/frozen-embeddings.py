"""A small model on frozen vectors: how far do few labels carry?"""

import csv
from pathlib import Path

from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

with Path("texts.csv").open(encoding="utf-8", newline="") as opened:
    rows = sorted(csv.DictReader(opened), key=lambda row: row["created"])
texts, labels = [row["ticket"] for row in rows], [row["label"] for row in rows]
cut = len(rows) * 3 // 4


def embed(texts, seen):
    """Vectors of texts; what counts as a usual word is learned from those seen, without labels.

    In earnest, of a model that was trained on far more text:
        from sentence_transformers import SentenceTransformer
        encoder = SentenceTransformer("BAAI/bge-m3", revision="...")  # pin it
        return encoder.encode(texts, normalize_embeddings=True)
    """
    counts = TfidfVectorizer(sublinear_tf=True, min_df=2)
    encoder = make_pipeline(counts, TruncatedSVD(64, random_state=0), Normalizer())
    return encoder.fit(seen).transform(texts)


vectors = embed(texts, texts[:cut])
for count in (20, 40, 80, 160, cut):
    classifier = LogisticRegression(C=10, max_iter=1000)
    classifier.fit(vectors[:count], labels[:count])
    print(f"{count} labels: {classifier.score(vectors[cut:], labels[cut:]):.1%} right")
