"""Can the members of a theme be picked out by its name alone? Ours beside the labels of BERTopic and of KeyBERT.

All methods name the same groups: the themes that the program finds. Each theme is named from what half of its people
said, and the statements of the other half are to be picked: a name that is one person's detail picks nobody else's. A
statement goes to the theme whose name lies nearest to it, for two readers: the default encoder (cosine; ours and
KeyBERT's names were chosen with it as well), and one that knows words only (tf-idf of words and pairs of words; what
shares no word with any name goes nowhere). The figures compare names, they say nothing of the readers.

The peers are written out here with scikit-learn: class-based tf-idf (Grootendorst 2022, section 3.3), whose four top
words are what BERTopic calls a topic by default, and, as KeyBERT does, the phrase of one to three words that lies
nearest to all that was said (maximal marginal relevance begins with it, whatever the diversity).

`preferred` are verdicts of judges who saw two names without knowing whose they are (benchmarks/name_pairs.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import roc_auc_score

from benchmarks.data import DataAbsent
from benchmarks.name_pairs import OURS, Preferred, preferred
from benchmarks.results import Bar, bar
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

WORDS, PHRASE = "BERTopic's words (c-TF-IDF)", "KeyBERT's phrase"
FLOOR, GOAL = 0.65, 0.85
# The weights were fitted on what one reader marked in all five studies that are picked from: none is a clean test.
_FITTED = "weights fitted on it"
TUNED = {
    "sample": _FITTED,
    "heritrace, English": _FITTED,
    "pdpilot": _FITTED,
    "estr-managers": _FITTED,
    "scientists, the first 30": _FITTED,
    "scientists, interviews 31 to 60": "not read before its names were frozen; others of this study were",
    "scientists, interviews 61 to 90": "not read before its names were frozen; others of this study were",
    "scientists, interviews 91 to 120": "not read before its names were frozen; others of this study were",
    "changelog, the first 3": "not read before its names were frozen",
    "changelog, the first 9, interviews 4 to 6": "not read before its names were frozen; others of this study were",
}
STUDIES = ("heritrace, English", "pdpilot", "estr-managers", "scientists, the first 30")
_SMALLEST = 4  # statements on either side
Groups = Sequence[Sequence[int]]
Reader = Callable[[Sequence[str], Sequence[int]], NDArray[np.float64]]  # names, rows -> nearness of shape (rows, names)


@dataclass(frozen=True, slots=True)
class Named:
    """One method on one study.

    `picked`: the share of held-out statements that lie nearest to their own theme's name, for the encoder, and
    `picked_by_words` for tf-idf; `by_chance` what a blind pick gives; `auc`: how often a held-out member lies nearer to
    the name than a statement of another theme (the encoder). `words` a name, and the share of names that are one word.
    """

    data: str
    method: str
    themes: int
    statements: int
    picked: float
    picked_by_words: float
    by_chance: float
    auc: float
    words: float
    one_word: float
    tuned_on: str


@dataclass(frozen=True, slots=True)
class NameFigures:
    """Section "names"."""

    names: tuple[Named, ...]
    preferred: tuple[Preferred, ...]
    bars: tuple[Bar, ...]
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
    judged = tuple(preferred(TUNED))
    last = max((row.round for row in judged), default=0)
    of_all = [row for row in judged if (row.round, row.data, row.judge) == (last, "all", "all judges")]
    bars = tuple(bar(f"names preferred, against {row.against}", row.preferred, FLOOR, GOAL) for row in of_all)
    return NameFigures(tuple(rows), judged, bars, tuple(absent))


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
    if not held:
        return []  # nothing that two halves of its people speak of
    by_words = _tf_idf_reader([statement.text for statement in material.statements])
    return [_scored(study, method, make(), held, said, bench, by_words) for method, make in methods.items()]


def _scored(
    study: str,
    method: str,
    names: list[str],
    held: Groups,
    said: NDArray[np.float32],
    bench: Workbench,
    by_words: Reader,
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
        picked_by_words=_picked(by_words(names, rows), theme_of),
        by_chance=1 / len(names),
        auc=mean(areas),
        words=mean([len(name.split()) for name in names]),
        one_word=mean([float(" " not in name) for name in names]),
        tuned_on=TUNED.get(study, "") if method == OURS else "",
    )


def _tf_idf_reader(texts: Sequence[str]) -> Reader:
    """How near each of some rows is to each name, by the words that they share, of shape (rows, names)."""
    reader = TfidfVectorizer(stop_words="english", ngram_range=(1, 2), sublinear_tf=True)
    said = reader.fit_transform(texts)

    def near(names: Sequence[str], rows: Sequence[int]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.round((said[list(rows)] @ reader.transform(names).T).toarray(), 9)
        return found

    return near


def _picked(near: NDArray[np.float64], theme_of: NDArray[np.int64]) -> float:
    """The share of rows whose own name is nearest; of rows that share no word with any name, none."""
    right = (near.argmax(axis=1) == theme_of) & (near.max(axis=1) > 0)
    return float(right.mean())


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


def top_words(groups: Sequence[Sequence[str]], count: int = 4) -> list[str]:
    """The words with the highest class-based tf-idf: `save button click page` (BERTopic: 0_save_button_click_page)."""
    weights, terms = class_tf_idf(groups, 1)
    return [" ".join(terms[np.argsort(-row, kind="stable")[:count]]) for row in weights]


def nearest_phrases(
    groups: Sequence[Sequence[str]], encode: Callable[[Sequence[str]], NDArray[np.float32]]
) -> list[str]:
    """Of all runs of one to three words, without stop words, the one nearest to the centre of what was said."""
    found = []
    for texts in groups:
        reader = CountVectorizer(stop_words="english", ngram_range=(1, 3))
        phrases = [str(term) for term in reader.fit(texts).get_feature_names_out()]
        near = np.round(encode(phrases) @ encode(list(texts)).mean(axis=0), 6)
        found.append(phrases[int(np.argmax(near))])
    return found
