"""Plain methods that stand beside ours in the same run, on the same vectors; all are installed with the program."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import numpy as np
from hdbscan import HDBSCAN
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering
from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from insightmine.engines import Vectors

Groups = list[int | None]


def plain_hdbscan(vectors: Vectors) -> Groups:
    """HDBSCAN with its own defaults on the vectors as they are; `None` is noise."""
    labels = HDBSCAN(core_dist_n_jobs=1).fit_predict(np.asarray(vectors, dtype=np.float64))
    return [None if label < 0 else int(label) for label in labels]


def ward(vectors: Vectors) -> Groups:
    """Vectors centred, reduced to 60 principal components, joined by Ward's criterion to 1.2 sqrt(n) groups."""
    n = len(vectors)
    reduced = PCA(min(60, n), svd_solver="full").fit_transform(np.asarray(vectors, dtype=np.float64))
    labels = AgglomerativeClustering(n_clusters=max(2, round(1.2 * math.sqrt(n)))).fit_predict(reduced)
    return [int(label) for label in labels]


def vader(texts: Sequence[str]) -> list[float]:
    """VADER's compound score, -1 to 1 (Hutto & Gilbert 2014); 0 where it knows no word."""
    analyzer = SentimentIntensityAnalyzer()
    return [float(analyzer.polarity_scores(text)["compound"]) for text in texts]


def word_vectors(texts: Sequence[str]) -> Vectors:
    """TF-IDF of single words with scikit-learn's defaults, unit rows of shape (texts, words)."""
    return cast("Vectors", TfidfVectorizer(dtype=np.float32).fit_transform(texts).toarray())


def nearest_rows(vectors: Vectors, row: int, limit: int) -> list[int]:
    """The rows nearest to a row by cosine, itself left out, ties by row."""
    similarity = cast("NDArray[np.float32]", vectors @ vectors[row])
    order = np.argsort(-similarity, kind="stable")[: limit + 1].tolist()
    return [other for other in order if other != row][:limit]


def fused(rankings: Sequence[Sequence[int]], limit: int, constant: int = 60) -> list[int]:
    """Reciprocal rank fusion (Cormack, Clarke, Buettcher 2009), ties by row."""
    score: dict[int, float] = {}
    for ranking in rankings:
        for place, row in enumerate(ranking, 1):
            score[row] = score.get(row, 0.0) + 1 / (constant + place)
    return sorted(score, key=lambda row: (-score[row], row))[:limit]
