"""A long sentence -> stretches of one idea each, cut where the sense survives."""

from __future__ import annotations

import re
from itertools import accumulate

from insightmine.domain.grammar import Annotation
from insightmine.statements.endings import CANNOT_END
from insightmine.statements.filler import HESITATIONS

LONG = 30  # words above which a sentence is cut at a safe border
TOO_LONG = 40  # ... at a plausible one
HARD_CAP = 60  # ... at the best there is

_SAFE, _PLAUSIBLE, _WEAK, _COMMA, _UNTIED, _ANYWHERE, _NOWHERE = 5, 4, 3, 2, 1, 0, -1
_SHORTEST = {_SAFE: 8, _PLAUSIBLE: 8, _WEAK: 8, _COMMA: 6, _UNTIED: 6, _ANYWHERE: 6}
_IN_A_WORD = re.compile(r"[A-Za-z0-9'’-]")  # "ca|n't", "well|-|known"; other scripts may do without spaces
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_LOOSE = frozenset(
    {"conj", "cc", "punct", "ccomp", "parataxis", "intj", "discourse", "ROOT", "dep", "advmod", "npadvmod", "meta"}
)
_ADDING = frozenset({"and", "so", "then", "plus"})
_LINKS = frozenset({"and", "but", "or"})
_CONTRAST_OR_CAUSE = frozenset(
    {"but", "because", "although", "though", "since", "cause", "cos", "'cause", "unless", "while", "whereas", "that"}
)
_PRONOUNS = frozenset({"i", "we", "they", "he", "she", "it", "you", "that", "this", "there", "my", "our"})
_CONDITIONS = frozenset({"if", "when", "once", "case", "unless", "until", "till", "whenever"})
_OPENING_CONDITIONS = frozenset({"if", "when", "once", "unless", "whenever"})
_BEFORE_CONDITIONS = frozenset({"", ",", ";", "and", "but", "or", "so", "because", "that", "otherwise"})
_BEFORE_MAIN_CLAUSES = frozenset({",", "then", "-", "–", "—", "--"})
_ASIDES = frozenset({"know", "mean", "think", "guess"})  # "you know", "I mean"
_DEGREES = frozenset({"much", "many", "far", "long", "often", "few", "little", "well", "fast"})
_ANNOUNCING = frozenset({"say", "said", "saying", "think", "guess", "like"})
_ASIDE = 5  # tokens of marks and hesitations
_NEAR = 45  # tokens
_MAIN = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl"})


def split_long(text: str, annotation: Annotation, tokens: range) -> list[range]:
    """Cut a range of tokens at borders of main clauses until each part has a sensible length.

    Contrast ("but", "although") and cause ("because") stay with what they belong to unless nothing else keeps a
    part under the hard cap.
    """
    words = [_is_word(text, annotation, i) for i in tokens]
    counts = [0, *accumulate(words)]
    if counts[-1] <= LONG:
        return [tokens]
    strengths = _strengths(text, annotation, tokens)
    return [range(tokens.start + a, tokens.start + b) for a, b in _cut(0, len(tokens), counts, strengths)]


def _is_word(text: str, annotation: Annotation, i: int) -> int:
    first = text[annotation.starts[i]]
    return int(first.isalnum() and (i == 0 or annotation.ends[i - 1] != annotation.starts[i]))


def _cut(first: int, last: int, counts: list[int], strengths: list[int]) -> list[tuple[int, int]]:
    """Parts of `[first, last)`, found by cutting at the best border again and again."""
    parts: list[tuple[int, int]] = []
    waiting = [(first, last)]
    while waiting:
        a, b = waiting.pop()
        border = _best_border(a, b, counts, strengths)
        if border is None:
            parts.append((a, b))
        else:
            waiting += [(border, b), (a, border)]
    return parts


def _best_border(a: int, b: int, counts: list[int], strengths: list[int]) -> int | None:
    total = counts[b] - counts[a]
    if total <= LONG:
        return None
    lowest = _SAFE if total <= TOO_LONG else _WEAK if total <= HARD_CAP else _ANYWHERE
    best: tuple[float, int] | None = None
    for i in range(a + 1, b):
        shorter = min(counts[i] - counts[a], counts[b] - counts[i])
        if strengths[i] < lowest or shorter < _SHORTEST[strengths[i]]:
            continue
        # a border of the next strength is worth about as much as perfect balance
        worth = strengths[i] + 1.2 * shorter / total
        if best is None or worth > best[0]:
            best = (worth, i)
    return best[1] if best else None


def _strengths(text: str, annotation: Annotation, tokens: range) -> list[int]:
    """How good a cut before each token would be."""
    tight = _tight_arcs(annotation, tokens)
    hints = frozenset(annotation.sentence_starts)
    waiting = _waiting_for_a_main_clause(text, annotation, tokens)
    return [
        _NOWHERE
        if i == tokens.start or _in_a_word(text, annotation, i)
        else _strength(
            text, annotation, range(tokens.start, i), tight[i - tokens.start] > 0, i in hints, waiting[i - tokens.start]
        )
        for i in tokens
    ]


def _waiting_for_a_main_clause(text: str, annotation: Annotation, tokens: range) -> list[bool]:
    """For each token whether an "if" or "when" stands before it whose main clause has not begun."""
    waiting: list[bool] = []
    is_open, before = False, ""
    for i in tokens:
        form = _lower(text, annotation, i)
        is_open = is_open and before != ";" and not (before == "," and form == "so")
        waiting.append(is_open)
        if form in _OPENING_CONDITIONS and before in _BEFORE_CONDITIONS:
            is_open = True
        elif is_open and before in _BEFORE_MAIN_CLAUSES and annotation.relations[i] in _SUBJECTS:
            aside = i + 1 < tokens.stop and _lower(text, annotation, i + 1) in _ASIDES
            is_open = aside
        if annotation.parts[i] != "ADV" or form == "then":
            before = form
    return waiting


def _in_a_word(text: str, annotation: Annotation, i: int) -> bool:
    """Whether token `i` goes on with what is written as one word, or is the mark after it."""
    end = annotation.ends[i - 1]
    return annotation.starts[i] == end and _IN_A_WORD.match(text, end - 1) is not None


def _strength(text: str, annotation: Annotation, left: range, tight: bool, hint: bool, waiting: bool) -> int:
    """How good a cut after the tokens of `left` would be; poor where a condition is `waiting` for its main clause."""
    i = left.stop
    before, word = _lower(text, annotation, i - 1), _lower(text, annotation, i)
    after_mark = before in {",", "–", "—", "--", ":", "..."} or (before == "-" and _spaced(annotation, i))
    if before == ";" or (word == "however" and after_mark and _lower(text, annotation, i - 2) not in _LINKS):
        return _SAFE
    if _completes(text, annotation, left) or _leaves_open(text, annotation, left):
        return _ANYWHERE
    fallback = _COMMA if after_mark else _ANYWHERE if tight else _UNTIED
    torn = waiting or before in _ADDING
    if torn or word in _CONTRAST_OR_CAUSE:
        return fallback if torn or word == "that" else _COMMA
    if not tight and _opens_main_clause(text, annotation, left):
        return _SAFE if word in _ADDING else _PLAUSIBLE if hint or after_mark else fallback
    if hint and not tight:
        return _PLAUSIBLE
    return _WEAK if word in _ADDING and _pronoun_follows(text, annotation, i) else fallback


def _leaves_open(text: str, annotation: Annotation, left: range) -> bool:
    """Whether the last word before a cut, marks and hesitations passed over, calls for another: "the, um, | boxes"."""
    for i in range(left.stop - 1, max(left.start, left.stop - _ASIDE) - 1, -1):
        form = _lower(text, annotation, i)
        if form[0].isalnum() and form not in HESITATIONS:
            if form == "not" and i > left.start:
                return _lower(text, annotation, i - 1) != "or"
            return form in _ANNOUNCING or (form in CANNOT_END and annotation.relations[i] != "cc")
    return False


def _completes(text: str, annotation: Annotation, left: range) -> bool:
    """Whether "then" comes after "if ...", or "so I can", "so that": what stands before needs it, or is its purpose."""
    i = left.stop
    word = _lower(text, annotation, i)
    if word == "then" or (word in _ADDING and _lower(text, annotation, i + 1) == "then"):
        return any(_lower(text, annotation, j) in _CONDITIONS for j in range(max(left.start, i - _NEAR), i))
    if word == "so" and annotation.relations[i] == "advmod" and annotation.heads[i] == i + 1:
        return annotation.parts[i + 1] == "ADJ" or _lower(text, annotation, i + 1) in _DEGREES
    if word != "so" or i + 2 >= len(annotation):
        return False
    after = _lower(text, annotation, i + 1)
    return after == "that" or (after in _PRONOUNS and _lower(text, annotation, i + 2) in {"can", "could", "may"})


def _pronoun_follows(text: str, annotation: Annotation, i: int) -> bool:
    """Whether "i" or "they" comes next: in speech without punctuation the parser loses its way, this does not."""
    for j in range(i + 1, min(i + 4, len(annotation))):
        if _lower(text, annotation, j) in _PRONOUNS:
            return True
        if annotation.parts[j] not in {"ADV", "ADP", "SCONJ", "CCONJ", "INTJ"} or annotation.tags[j].startswith("W"):
            return _lower(text, annotation, j) in {"that", "this"}
    return False


def _spaced(annotation: Annotation, i: int) -> bool:
    """Whether the mark before token `i` stands free, unlike the hyphen of a compound or of a broken line."""
    return (
        i >= 2 and annotation.ends[i - 2] < annotation.starts[i - 1] and annotation.ends[i - 1] < annotation.starts[i]
    )


def _opens_main_clause(text: str, annotation: Annotation, left: range) -> bool:
    """Whether a clause with a subject of its own begins here, connector and adverbs allowed before the subject."""
    i = left.stop
    for j in range(i, min(i + 4, len(annotation))):
        if annotation.relations[j] in _SUBJECTS:
            verb = annotation.heads[j]
            return verb >= left.start and _is_main(annotation, verb) and not _marked(text, annotation, i, j)
        if annotation.parts[j] not in {"CCONJ", "ADV", "DET", "INTJ", "ADJ", "SCONJ", "PRON"}:
            return False
    return False


def _marked(text: str, annotation: Annotation, i: int, subject: int) -> bool:
    """Whether "because", "if" or "which" stands between the border and the subject."""
    return any(
        annotation.relations[j] == "mark"
        or annotation.tags[j] in {"WDT", "WP", "WRB"}
        or _lower(text, annotation, j) in _CONTRAST_OR_CAUSE
        for j in range(i, subject)
    )


def _is_main(annotation: Annotation, verb: int) -> bool:
    for _ in range(12):
        relation = annotation.relations[verb]
        if relation == "ROOT" or annotation.heads[verb] == verb:
            return True
        if relation not in _MAIN or relation == "advcl":
            return False
        verb = annotation.heads[verb]
    return False


def _tight_arcs(annotation: Annotation, tokens: range) -> list[int]:
    """How many close grammatical ties a cut before each token would tear."""
    steps = [0] * (len(tokens) + 1)
    for i in tokens:
        head = annotation.heads[i]
        if head in tokens and annotation.relations[i] not in _LOOSE:
            low, high = sorted((i - tokens.start, head - tokens.start))
            steps[low + 1] += 1
            steps[high + 1] -= 1
    return list(accumulate(steps))


def _lower(text: str, annotation: Annotation, i: int) -> str:
    if i >= len(annotation):
        return ""
    return text[annotation.starts[i] : annotation.ends[i]].lower()
