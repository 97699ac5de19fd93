"""Whether a stretch of speech stops where no sentence can end, as speech-to-text does at a pause."""

from __future__ import annotations

from collections.abc import Sequence

from insightmine.domain.grammar import Annotation


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CANNOT_END = _set("a an the or if because my your our their its than and but whether which every 'm 're 've 'll")
_SUBJECT_FORMS = _set("i we they he she")
_BEFORE_SUBJECT = _set("do does did am are is was were than and or as should can could have has not")
PREPOSITIONS = _set(
    "of to with for from as in on at by about between "
    "through during without within towards around over under against per via onto into upon"
)
_BEFORE_THAT = _set("is was are were be 's think thought feel felt say said says mean means know knew so guess believe")
_BEFORE_WHAT = _set("know guess so tell say for")
_BEFORE_LIKE = _set("look looks looked looking sound sounds sounded feel feels felt seem seems")
_BEFORE_LIKING = _set("i you we they would 'd really n't not don't")
_LINKING = _set("is are was were be 's 're 'm")
_BREAKS_OFF_AFTER = {  # last word -> the one before
    "then": _set("and but or"),
    "it": _set("then that because if when so but where"),
    "not": _set("but like"),
    **dict.fromkeys(("probably", "just", "really", "very", "maybe", "basically", "mostly", "actually"), _LINKING),
}
_BEFORE_CLAUSES = _set("because if which")  # "because ultimately"
_POSSESSING = _set("have has had")
_ELLIPSIS = _set("as than like same not n't never but")  # "more than we have", "mine was not slow but yours was"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_AFTER_AN = _set("few little bit lot while must first second third good bad")  # "a few": no noun is missing
_SOME = 5  # words from which what stops at a verb is no bare answer ("I have.")


def stops_short(forms: Sequence[str], annotation: Annotation, tokens: range, words: Sequence[int]) -> bool:
    """Whether the last word calls for another: "the", "of", "the problem is that".

    `forms`: the tokens of the range in lower case; `words`: the numbers of those that are words, at least one.
    """
    last = words[-1]
    form = forms[last - tokens.start]
    before = forms[last - tokens.start - 1] if last > tokens.start else ""
    kind = (annotation.tags[last], annotation.relations[last])
    if form in CANNOT_END or kind == ("DT", "det") or (form == "'s" and kind[0] == "VBZ"):
        return True
    if before in _BREAKS_OFF_AFTER.get(form, ()) or (before in _BEFORE_CLAUSES and kind[0] == "RB"):
        return True
    if form in _SUBJECT_FORMS:
        return before not in _BEFORE_SUBJECT or (before == "and" and form in {"we", "they"})
    if form in {"that", "what"}:
        return _opens_a_clause(form, before, annotation, last, tokens)
    if form in _LINKING or form in _POSSESSING:
        return len(words) >= _SOME and _misses_what_it_tells(forms, annotation, tokens, words)
    return _misses_its_noun(forms, annotation, tokens, last) or _misses_its_object(
        forms, annotation, tokens, words, before
    )


def _opens_a_clause(form: str, before: str, annotation: Annotation, last: int, tokens: range) -> bool:
    """Whether "that" or "what" at the end begins a clause: "I think that", "some features that"."""
    if form == "what":
        return before not in _BEFORE_WHAT
    return before in _BEFORE_THAT or (last > tokens.start and annotation.parts[last - 1] in _NOUNS)


def _misses_what_it_tells(forms: Sequence[str], annotation: Annotation, tokens: range, words: Sequence[int]) -> bool:
    """Whether "the value is" or "for most cases we have" breaks off, unlike "where it is" and "all we have"."""
    last = words[-1]
    if _is_explained(forms, annotation, tokens, words):
        return False
    if forms[last - tokens.start] in _POSSESSING:
        return annotation.tags[last] != "VB"  # "a nice thing to have"
    return any(
        annotation.heads[i] == last
        and annotation.relations[i] in _SUBJECTS
        and (annotation.parts[i] in _NOUNS or forms[i - tokens.start] == "one")
        for i in words[:-1]
    )


def _is_explained(forms: Sequence[str], annotation: Annotation, tokens: range, words: Sequence[int]) -> bool:
    """Whether a word before, or an ellipsis, explains that nothing follows."""
    last = words[-1]
    return any(
        forms[i - tokens.start] in _ELLIPSIS
        or (_leaves_a_gap(annotation, i) and (annotation.tags[i] != "WRB" or annotation.heads[i] == last))
        for i in words
    )


def _misses_its_noun(forms: Sequence[str], annotation: Annotation, tokens: range, last: int) -> bool:
    """Whether an adjective ends it that "a" promised a noun for, or "is the most": "it is just a small"."""
    number = last - tokens.start
    if forms[number] == "most":
        return number > 1 and forms[number - 1] == "the" and forms[number - 2] in _LINKING
    if annotation.tags[last] != "JJ" or forms[number] in _AFTER_AN:
        return False
    while number and annotation.tags[tokens.start + number - 1] in {"JJ", "RB"}:
        number -= 1
        if forms[number] in _AFTER_AN:
            return False
    return number > 0 and forms[number - 1] in {"a", "an"}


def _misses_its_object(
    forms: Sequence[str], annotation: Annotation, tokens: range, words: Sequence[int], before: str
) -> bool:
    """Whether a preposition at the end, or "like", is not one that a word before explains ("what I look for")."""
    last = words[-1]
    form = forms[last - tokens.start]
    if form == "like":
        compares = any(_leaves_a_gap(annotation, i) for i in words[:-1]) or "as" in forms or "than" in forms
        return before not in _BEFORE_LIKE and not (compares and before in _BEFORE_LIKING)
    if form not in PREPOSITIONS or annotation.tags[last] not in {"IN", "TO"} or annotation.relations[last] == "advmod":
        return _misses_its_verb(annotation, words)
    if before == "from" or (last > tokens.start and annotation.tags[last - 1] == "VBN"):
        return False  # "from within", "to be dealt with"
    asks_for = any(_leaves_a_gap(annotation, i) for i in words[:-1])
    is_infinitive = any(annotation.tags[i] == "TO" and annotation.relations[i] == "aux" for i in words[:-1])
    return not asks_for and not is_infinitive


def _misses_its_verb(annotation: Annotation, words: Sequence[int]) -> bool:
    """Whether a clause that "that" opens has only a noun: "I imagine that the list which you keep"."""
    for i in reversed(words):
        if annotation.relations[i] != "mark" or annotation.tags[i] != "IN":
            continue
        head = annotation.heads[i]
        return annotation.relations[head] == "ccomp" and annotation.parts[head] in {"NOUN", "PROPN", "ADP"}
    return False


def _leaves_a_gap(annotation: Annotation, i: int) -> bool:
    """Whether a word explains a preposition at the end: "what I look for"."""
    return annotation.tags[i] in {"WP", "WDT", "WRB"} or annotation.relations[i] == "relcl"
