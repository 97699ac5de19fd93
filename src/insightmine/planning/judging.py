"""Entries of a plan -> verdicts, with the words that give them away, what they name, and the question left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from insightmine.domain.grammar import Annotation
from insightmine.domain.languages import language_name
from insightmine.domain.plans import EntryVerdict, JudgedEntry, Named, PlanEntry
from insightmine.engines import Grammar, Vectors
from insightmine.planning.clues import clues_of
from insightmine.planning.features import features
from insightmine.planning.head import Encode, Head, load_head
from insightmine.planning.naming import named_in
from insightmine.planning.patterns import Sign
from insightmine.planning.proper import as_spoken, is_only_label
from insightmine.planning.questions import question_of
from insightmine.planning.reasons import reasons_for
from insightmine.planning.signs import Reading, read_entry

_CLOSE = 0.2  # a second verdict as likely as this is told
_SURE_STORY = 0.9
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_OPEN = re.compile(
    r"\W*(?:tb[adc]|n/?a|none|nothing|to-?do|to be (?:decided|defined|discussed|announced)|x{2,}|ditto|see above)\W*",
    re.IGNORECASE,
)
TOO_LITTLE = "says too little to be judged"


@dataclass(frozen=True, slots=True)
class EntryFeatures:
    """What was seen of entries, in their order; `entries` and `leads` are vectors, `None` where no head knows them."""

    readings: tuple[Reading, ...]
    annotations: tuple[Annotation, ...]
    features: NDArray[np.float64]
    entries: Vectors | None
    leads: Vectors | None


def look(texts: Sequence[str], grammar: Grammar, encode: Encode | None) -> EntryFeatures:
    """Everything that a head weighs; each different text is parsed and encoded once, all in one go."""
    different = list(dict.fromkeys(texts))
    plain = list(grammar.annotate(different))
    spoken = list(grammar.annotate([as_spoken(text) for text in different]))
    read = [read_entry(text, *parses) for text, *parses in zip(different, plain, spoken, strict=True)]
    counted = [features(reading, parse) for reading, parse in zip(read, plain, strict=True)]
    place = {text: i for i, text in enumerate(different)}
    order = [place[text] for text in texts]
    return EntryFeatures(
        readings=tuple(read[i] for i in order),
        annotations=tuple(plain[i] for i in order),
        features=np.array([counted[i] for i in order]).reshape(len(order), -1),
        entries=None if encode is None else encode([read[i].proper for i in order]),
        leads=None if encode is None else _encoded([read[i].lead for i in order], encode),
    )


def _encoded(words: Sequence[str], encode: Encode) -> Vectors:
    different = sorted(set(words))
    place = {word: i for i, word in enumerate(different)}
    return encode(different)[[place[word] for word in words]]


def judge_entries(
    entries: Sequence[PlanEntry], languages: Sequence[str | None], grammar: Grammar, encode: Encode
) -> tuple[JudgedEntry, ...]:
    """A verdict for each entry in English that says anything, in the order of the entries.

    `languages` are ISO 639-1 codes of those in another language, `None` for the others.
    """
    head = load_head()
    judged = [i for i, entry in enumerate(entries) if languages[i] is None and _says_something(entry.text)]
    found: Mapping[int, JudgedEntry] = {}
    if judged:
        seen = look([entries[i].text for i in judged], grammar, encode if head.fits(encode) else None)
        found = dict(zip(judged, _verdicts([entries[i] for i in judged], seen, head), strict=True))
    rows = [found.get(i) or _not_judged(entry, languages[i]) for i, entry in enumerate(entries)]
    return tuple(_with_twins(rows))


def _says_something(text: str) -> bool:
    return _LETTERS.search(text) is not None and _OPEN.fullmatch(text) is None and not is_only_label(text)


def _not_judged(entry: PlanEntry, language: str | None) -> JudgedEntry:
    why = TOO_LITTLE if language is None else f"not judged: {language_name(language)}; the models read English"
    return JudgedEntry(entry, None, not_judged=why, language=language)


def _with_twins(rows: Sequence[JudgedEntry]) -> Iterator[JudgedEntry]:
    first: dict[str, str] = {}
    for row in rows:
        words = " ".join(row.entry.text.casefold().split())
        twin = first.setdefault(words, row.entry.place)
        yield row if twin == row.entry.place else replace(row, twin=twin)


def _verdicts(entries: Sequence[PlanEntry], seen: EntryFeatures, head: Head) -> Iterator[JudgedEntry]:
    shares = head.probabilities(seen.features, seen.entries, seen.leads)
    for entry, reading, annotation, share in zip(entries, seen.readings, seen.annotations, shares, strict=True):
        yield _verdict(entry, reading, annotation, share)


def _verdict(
    entry: PlanEntry, reading: Reading, annotation: Annotation, share: Mapping[EntryVerdict, float]
) -> JudgedEntry:
    weighed = settled(share, reading.signs)
    order = sorted(EntryVerdict, key=lambda verdict: (-weighed[verdict], tuple(EntryVerdict).index(verdict)))
    verdict, second = order[0], order[1]
    clues = clues_of(reading)
    also, mixed = _mixed(reading, verdict)
    named = named_in(reading, annotation) if verdict is not EntryVerdict.TASK else Named()
    if verdict is not EntryVerdict.OUTCOME and also is not EntryVerdict.OUTCOME:
        named = replace(named, behaviour=None)  # what the words of a deliverable do is nobody's behaviour
    return JudgedEntry(
        entry=entry,
        verdict=verdict,
        probability=weighed[verdict],
        second=second if weighed[second] >= _CLOSE else None,
        clues=clues,
        reasons=reasons_for(entry, verdict, clues, reading.signs),
        named=named,
        also=also,
        mixed=mixed,
        question=question_of(reading, verdict, named),
    )


def settled(share: Mapping[EntryVerdict, float], signs: frozenset[Sign]) -> dict[EntryVerdict, float]:
    """The probabilities, where the definitions leave no choice: a user story asks for an output."""
    if Sign.STORY not in signs or share[EntryVerdict.OUTPUT] >= _SURE_STORY:
        return dict(share)
    rest = 1 - share[EntryVerdict.OUTPUT]
    left = {verdict: round((1 - _SURE_STORY) * value / rest, 6) for verdict, value in share.items()}
    return left | {EntryVerdict.OUTPUT: _SURE_STORY}


def _mixed(reading: Reading, verdict: EntryVerdict) -> tuple[EntryVerdict | None, str | None]:
    """What another part of the entry says, and that part: a purpose, or the means that are settled beforehand."""
    if verdict is EntryVerdict.OUTPUT:
        purpose = reading.first(Sign.PURPOSE)
        if purpose is not None and any(
            item.sign in {Sign.PEOPLE_ACT, Sign.SOME_ACT} and item.start > purpose.start for item in reading.found
        ):
            return EntryVerdict.OUTCOME, reading.text[purpose.start :].strip(" .")
        means, impact = reading.first(Sign.MEANS), reading.first(Sign.IMPACT)
        if means is not None and impact is not None and impact.start < means.start:
            return EntryVerdict.IMPACT, reading.text[reading.begin : means.start].strip(" ,.")
    means = reading.first(Sign.MEANS)
    if verdict in {EntryVerdict.OUTCOME, EntryVerdict.IMPACT} and means is not None:
        return EntryVerdict.OUTPUT, reading.text[means.start :].strip(" .")
    return None, None
