"""How a stretch of speech begins: as the rest of what was said before, or with a turn to something new."""

from __future__ import annotations

import re
from collections.abc import Sequence

from insightmine.domain.grammar import Annotation
from insightmine.statements.filler import HESITATIONS, words_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LINKS = _set("and but or so then yeah well like just also even only now especially")
REASONS = _set("because cause 'cause cos coz cuz which whose unless until than whereas whether")
_HALVES = _set("is are was were would could might should will")  # verbs that no sentence begins with but a question
CONDITIONS = _set("if when whenever once while although though since as after before")
_ALTERNATIVES = _set("or like")
_UNHEARD = _set("unintelligible inaudible crosstalk")
_LEADING_TO_REASONS = _set("probably mostly mainly partly simply maybe perhaps primarily")
_BRIEF = 10  # words of an alternative or an example that is part of what it belongs to
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEAR = 8  # tokens
_PHRASE = 6  # tokens
_OPENING = 60  # characters
_TURN = re.compile(
    r"\s*(?:(?:okay|ok|alright|all right|aha|oh|now)\b|next,|(?:so|and|well),?\s+(?:okay|now|next|let's)\b)",
    re.IGNORECASE,
)


def turns_to_something_new(text: str, start: int) -> bool:
    """Whether the "okay" or "now" with which people turn to the next thing stands here."""
    return _TURN.match(text, start) is not None


def gives_a_reason(said: str) -> bool:
    """Whether "because", "which" or the like is the first word that is more than a link or a hesitation."""
    words = words_of(said[:_OPENING])
    number, _ = past_links(words)
    return number < len(words) and words[number] in REASONS


def carries_on(forms: Sequence[str], annotation: Annotation, tokens: range, main: bool, finite: bool) -> bool:
    """Whether its first words are the rest of the sentence before: "would make it easier", "to see the orders".

    `forms`: the tokens of the range in lower case; `main`: it has a main clause; `finite`: it has a finite verb.
    """
    number, passed = past_links(forms)
    if number == len(forms):
        return False
    first = tokens.start + number
    form = forms[number]
    if form in _HALVES:
        return not _subject_follows(annotation, tokens, first)
    if form == "that" and annotation.relations[first] == "mark":
        return forms[number + 1 : number + 2] != ["that"]
    if (
        _relates(forms, annotation, tokens, number)
        or ("then" not in passed and _tells_what_for(forms, annotation, first))
        or _gives_an_example(form, passed, len(tokens) - number)
    ):
        return True
    acts = annotation.tags[first].startswith("VB") or not finite
    if "then" in passed and acts and not any(annotation.relations[i] in _SUBJECTS for i in tokens):
        return True
    return not main and _is_part(forms, annotation, tokens, number, passed, finite)


def _gives_an_example(form: str, passed: Sequence[str], length: int) -> bool:
    """Whether "like if" opens it, or "like" or "or" and it is brief."""
    link = passed[0] if passed else ""
    return (link == "like" and form in CONDITIONS) or (link in _ALTERNATIVES and length <= _BRIEF)


def _tells_what_for(forms: Sequence[str], annotation: Annotation, first: int) -> bool:
    """Whether an infinitive governs it all: "to see which came back". After a comma a main clause may follow."""
    verb = annotation.heads[first]
    return annotation.tags[first] == "TO" and annotation.heads[verb] == verb and "," not in forms


def _relates(forms: Sequence[str], annotation: Annotation, tokens: range, number: int) -> bool:
    """Whether it begins with "which", or with "in which", "in the absence of which"."""
    if forms[number] in {"which", "whose"}:
        return annotation.relations[tokens.start + number] not in {"det", "ROOT"}
    if annotation.tags[tokens.start + number] != "IN":
        return False
    near = forms[number + 1 : number + _PHRASE]
    return "which" in near and annotation.tags[tokens.start + number + near.index("which")] == "IN"


def past_links(forms: Sequence[str]) -> tuple[int, list[str]]:
    """The number of the first word that is more than a link or a hesitation (or how many there are), and the links."""
    passed = []
    for number, form in enumerate(forms):
        if form in LINKS:
            passed.append(form)
        elif form[0].isalnum() and form not in HESITATIONS and form not in _UNHEARD:
            return number, passed
    return len(forms), passed


def _is_part(
    forms: Sequence[str], annotation: Annotation, tokens: range, number: int, passed: Sequence[str], finite: bool
) -> bool:
    """Whether what has no main clause begins with a preposition, an infinitive, a reason or a contrast."""
    first = tokens.start + number
    if forms[number] in CONDITIONS or "yeah" in passed:
        return False
    if annotation.tags[first] in {"IN", "TO"} and "even" not in passed:
        relation = annotation.relations[first]
        hidden = finite and "," in forms  # after a comma a main clause may follow that the parser did not see
        if relation == "mark" or (relation in {"prep", "pcomp"} and not hidden):
            return True
        if relation in {"ROOT", "aux"} and not finite:
            return True
    if forms[number] in _LEADING_TO_REASONS and gives_a_reason(" ".join(forms[number + 1 :])):
        return True
    return any(link in {"but", "like"} for link in passed) and not (finite and _tells(annotation, tokens))


def _tells(annotation: Annotation, tokens: range) -> bool:
    """Whether a finite verb stands outside of relative clauses."""
    for i in tokens:
        if annotation.tags[i] in _FINITE:
            verb = annotation.heads[i] if annotation.relations[i] in {"aux", "auxpass"} else i
            if annotation.relations[verb] != "relcl":
                return True
    return False


def _subject_follows(annotation: Annotation, tokens: range, first: int) -> bool:
    """Whether the subject comes after the verb, as in a question."""
    return any(
        annotation.relations[i] in _SUBJECTS and annotation.heads[i] in {first, annotation.heads[first]}
        for i in range(first + 1, min(first + _NEAR, tokens.stop))
    )
