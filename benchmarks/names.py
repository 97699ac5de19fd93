"""Can the members of a theme be picked out by its name alone? Ours beside the labels of BERTopic and of KeyBERT.

All methods name the same groups: the themes that the program finds. Each theme is named from what half of its people
said, and the statements of the other half are to be picked: a name that is one person's detail picks nobody else's. A
statement goes to the theme whose name lies nearest to it (cosine of the default encoder, which ours and KeyBERT's
names were chosen with as well: the figures compare names, they say nothing of the encoder).

The peers are written out here with scikit-learn: class-based tf-idf (Grootendorst 2022, section 3.3), whose three top
words are what BERTopic calls a topic by default, and, as KeyBERT does, the phrase of one to three words that lies
nearest to all that was said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import roc_auc_score

from benchmarks.data import DataAbsent
from benchmarks.sample import analyse_sample
from benchmarks.scoring import mean
from benchmarks.studies import read_study
from benchmarks.workbench import Workbench
from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import digest_of
from insightmine.embedding import in_context
from insightmine.statements import annotate_texts
from insightmine.themes.name import word_themes
from insightmine.themes.study import Material, gather

OURS, WORDS, PHRASE = "insightmine", "BERTopic's words (c-TF-IDF)", "KeyBERT's phrase"
# No set here is a clean test: weights were chosen on the first two, and what the others gave was looked at meanwhile.
TUNED = {
    "sample": "weights chosen on it",
    "heritrace, English": "weights chosen on it",
    "pdpilot": "names and figures seen meanwhile",
    "estr-managers": "names seen meanwhile",
    "scientists, the first 30": "names and figures seen meanwhile",
}
STUDIES = ("heritrace, English", "pdpilot", "estr-managers", "scientists, the first 30")
_SMALLEST = 4  # statements on either side
_TOP = 30
Groups = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Named:
    """One method on one study.

    `picked`: the share of held-out statements that lie nearest to their own theme's name; `by_chance` what a blind
    pick gives; `auc`: how often a held-out member lies nearer to the name than a statement of another theme.
    `words` a name, and the share of names that are one word, and of those with a comma.
    """

    data: str
    method: str
    themes: int
    statements: int
    picked: float
    by_chance: float
    auc: float
    words: float
    one_word: float
    lists: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class NameFigures:
    """Section "names"."""

    names: tuple[Named, ...]
    absent: tuple[str, ...]


def measure() -> NameFigures:
    """The sample and all studies that are there."""
    bench = Workbench()
    rows: list[Named] = []
    absent: list[str] = []
    for study in ("sample", *STUDIES):
        try:
            analysis = analyse_sample() if study == "sample" else bench.analyse(read_study(study))
        except DataAbsent:
            absent.append(study)
            continue
        rows += _compared(study, analysis, bench)
    return NameFigures(tuple(rows), tuple(absent))


def material_of(analysis: Analysis, bench: Workbench) -> Material:
    """What the naming of themes works on, as the pipeline makes it."""
    texts = [statement.text for statement in analysis.statements]
    grammar_of = annotate_texts(texts, bench.grammar, bench.memory)
    encode = bench.encoder.encode
    return gather(
        analysis.statements,
        analysis.judgements,
        {statement.id: grammar_of[statement.text] for statement in analysis.statements},
        in_context(analysis.statements, encode(texts), encode),
        analysis.transcripts,
    )


def _compared(study: str, analysis: Analysis, bench: Workbench) -> list[Named]:
    material = material_of(analysis, bench)
    shown, held = halves(material, [_rows(material, theme.statements) for theme in analysis.themes])
    said = bench.encoder.encode([statement.text for statement in material.statements])
    methods: dict[str, Callable[[], list[str]]] = {
        OURS: lambda: [w.name for w in word_themes(material, shown, [None] * len(shown), bench.encoder.encode)],
        WORDS: lambda: top_words(_texts(material, shown)),
        PHRASE: lambda: nearest_phrases(_texts(material, shown), bench.encoder.encode),
    }
    return [_scored(study, method, make(), held, said, bench) for method, make in methods.items()]


def _scored(
    study: str, method: str, names: list[str], held: Groups, said: NDArray[np.float32], bench: Workbench
) -> Named:
    vectors = bench.encoder.encode(names)
    rows = [row for group in held for row in group]
    theme_of = np.array([theme for theme, group in enumerate(held) for _ in group])
    near = np.round(said[rows] @ vectors.T, 6)
    areas = [float(roc_auc_score(theme_of == theme, near[:, theme])) for theme in range(len(names))]
    return Named(
        data=study,
        method=method,
        themes=len(names),
        statements=len(rows),
        picked=float((near.argmax(axis=1) == theme_of).mean()),
        by_chance=1 / len(names),
        auc=mean(areas),
        words=mean([len(name.split()) for name in names]),
        one_word=mean([float(" " not in name) for name in names]),
        lists=mean([float("," in name) for name in names]),
        tuned_on=TUNED.get(study, "") if method == OURS else "",
    )


def _rows(material: Material, statements: Sequence[str]) -> list[int]:
    known = {str(name): row for name, row in material.row_of.items()}
    return sorted(known[statement] for statement in statements if statement in known)


def halves(material: Material, groups: Groups) -> tuple[list[list[int]], list[list[int]]]:
    """Each theme's rows by one half of its people and by the other; themes with too little on a side are left out.

    The people of a theme stand by digest, and every second one is held out.
    """
    shown, held = [], []
    for rows in groups:
        people = sorted(material.people_of(rows), key=lambda person: digest_of("names", person))
        out = set(people[1::2])
        sides = [[row for row in rows if (material.participants[row] in out) is held_out] for held_out in (False, True)]
        if min(len(side) for side in sides) >= _SMALLEST:
            shown.append(sides[0])
            held.append(sides[1])
    return shown, held


def _texts(material: Material, groups: Groups) -> list[list[str]]:
    return [[material.statements[row].text for row in rows] for rows in groups]


def class_tf_idf(groups: Sequence[Sequence[str]], longest: int) -> tuple[NDArray[np.float64], NDArray[np.object_]]:
    """Weights of shape (groups, terms) and the terms of up to `longest` words.

    The share of a term in a group's words, times log(1 + mean words a group / how often it is said in all).
    """
    reader = CountVectorizer(stop_words="english", ngram_range=(1, longest))
    counts = reader.fit_transform([" ".join(texts) for texts in groups]).toarray().astype(np.float64)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    rarity = np.log(1 + counts.sum(axis=1).mean() / counts.sum(axis=0))
    return np.round(shares * rarity, 9), reader.get_feature_names_out()


def top_words(groups: Sequence[Sequence[str]], count: int = 3) -> list[str]:
    """The words with the highest class-based tf-idf: `save, button, click`."""
    weights, terms = class_tf_idf(groups, 1)
    return [", ".join(terms[np.argsort(-row, kind="stable")[:count]]) for row in weights]


def nearest_phrases(
    groups: Sequence[Sequence[str]], encode: Callable[[Sequence[str]], NDArray[np.float32]]
) -> list[str]:
    """Of the terms with the highest weights the one nearest to the centre of what was said, phrases first."""
    weights, terms = class_tf_idf(groups, 3)
    found = []
    for row, texts in zip(weights, groups, strict=True):
        best = [str(term) for term in terms[np.argsort(-row, kind="stable")[:_TOP]]]
        phrases = [term for term in best if " " in term] or best
        near = np.round(encode(phrases) @ encode(list(texts)).mean(axis=0), 6)
        found.append(phrases[int(np.argmax(near))])
    return found
