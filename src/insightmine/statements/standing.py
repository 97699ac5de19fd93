"""Whether a stretch of speech can stand alone: it has a main clause, and it begins and ends where one can."""

from __future__ import annotations

from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.statements.endings import stops_short
from insightmine.statements.filler import HESITATIONS, words_of
from insightmine.statements.openings import CONDITIONS, LINKS, REASONS, carries_on, past_links


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TRAILS = _set("and but or")
_OPENERS = (
    "for example", "for instance", "first of all", "first", "firstly", "second", "secondly", "third", "thirdly",
    "finally", "in addition", "in other cases", "in some cases", "in that case", "in this case", "in general",
    "on the other hand", "on the one hand", "at the same time", "other than that", "apart from that", "besides",
    "of course", "by the way", "in other words", "in the end", "at the moment", "at first", "all in all",
)  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAIN = frozenset({"conj", "ccomp", "parataxis", "dep"})
_LOOSE_START = frozenset({"CCONJ", "ADV", "INTJ", "PUNCT", "SCONJ", "PART", "SPACE"})


class Standing(NamedTuple):
    """What a stretch of speech needs around it.

    `complete`: it has a main clause, or gives an order; `clause`: it has a finite verb at all. `unfinished`: it stops
    where no sentence can end. `leads`: what follows completes it ("If I click here."). `follows`: it completes what
    was said before ("Because it was late."). `tied`: it is the rest of what was said before, however long ("Would make
    it easier.").
    """

    complete: bool
    clause: bool
    unfinished: bool
    leads: bool = False
    follows: bool = False
    tied: bool = False


def standing_of(text: str, annotation: Annotation, tokens: range) -> Standing:
    """How the tokens of a range stand, by the parse of the turn that they lie in."""
    forms = [text[annotation.starts[i] : annotation.ends[i]].lower().replace("’", "'") for i in tokens]
    words = [i for i in tokens if forms[i - tokens.start][0].isalnum() or forms[i - tokens.start][0] == "'"]
    while words and forms[words[-1] - tokens.start] in HESITATIONS:
        words.pop()
    if not words:
        return Standing(complete=False, clause=False, unfinished=False)
    said = text[annotation.starts[tokens.start] : annotation.ends[tokens.stop - 1]]
    asks = said.endswith(("?", "!"))
    unfinished = not asks and stops_short(forms, annotation, tokens, words)
    if _opens(said):
        return Standing(complete=False, clause=False, unfinished=unfinished, leads=True)
    main = asks or _has_main_clause(forms, annotation, tokens)
    clause = main or any(annotation.tags[i] in _FINITE for i in tokens)
    tied = not asks and carries_on(forms, annotation, tokens, main, clause)
    if main and not asks and _only_thinks(forms, annotation, tokens):
        return Standing(False, True, unfinished, leads=True)
    if main:
        trails_off = said.endswith(("..", "…")) and forms[words[-1] - tokens.start] in _TRAILS
        return Standing(complete=True, clause=True, unfinished=unfinished and not trails_off, tied=tied)
    leads = _is_condition(forms, annotation, tokens) if clause else _sets_out(forms, annotation, tokens)
    first = _first_word(forms)
    follows = not leads and (first in REASONS or not clause)
    tied = tied and not leads
    complete = not leads and not follows and not tied
    return Standing(complete, clause, unfinished, leads=leads, follows=follows or tied, tied=tied)


def _only_thinks(forms: list[str], annotation: Annotation, tokens: range) -> bool:
    """Whether somebody thinks a thing and says nothing about it yet: "I think the colours."."""
    verbs = [i for i in tokens if annotation.tags[i] in _FINITE]
    if len(verbs) != 1 or forms[verbs[0] - tokens.start] not in {"think", "guess"}:
        return False
    return any(
        annotation.heads[i] == verbs[0]
        and annotation.relations[i] == "dobj"
        and annotation.parts[i] in {"NOUN", "PROPN"}
        for i in tokens
    )


def _first_word(forms: list[str]) -> str:
    """The first word that is more than a link or a hesitation."""
    number, _ = past_links(forms)
    return forms[number] if number < len(forms) else ""


def _opens(said: str) -> bool:
    """Whether this only announces something: "For example.", "But in other cases.", the number of a list."""
    words = words_of(said)
    while words and words[0] in LINKS:
        words = words[1:]
    return " ".join(words) in _OPENERS or (len(words) == 1 and words[0].isdecimal() and said.rstrip().endswith("."))


def _is_condition(forms: list[str], annotation: Annotation, tokens: range) -> bool:
    """Whether it begins with "if" or "when" and has no second clause that could be the main one."""
    first = _first_word(forms)
    opens = first in CONDITIONS or (first == "because" and "if" in forms[:5])
    subjects = sum(annotation.relations[i] in _SUBJECTS for i in tokens)
    return opens and not (subjects > 1 and "," in forms)


def _sets_out(forms: list[str], annotation: Annotation, tokens: range) -> bool:
    """Whether it has no verb and goes from a link into a circumstance: "But in the end.", "And after an hour."."""
    linked = False
    for i, form in zip(tokens, forms, strict=True):
        if form in LINKS:
            linked = linked or form in {"and", "but", "so", "then"}
        elif form[0].isalnum() and form not in HESITATIONS:
            return linked and annotation.parts[i] == "ADP" and form not in {"like", "of"}
    return False


def _has_main_clause(forms: list[str], annotation: Annotation, tokens: range) -> bool:
    """Whether a verb with its subject, or a finite one without, is more than part of a subordinate clause."""
    for i in tokens:
        if annotation.relations[i] in _SUBJECTS:
            verb = annotation.heads[i]
            if verb in tokens and _is_main(forms, annotation, tokens, verb):
                return True
        elif annotation.heads[i] == i and _acts(annotation, tokens, i) and _is_main(forms, annotation, tokens, i):
            return True
    return False


def _acts(annotation: Annotation, tokens: range, root: int) -> bool:
    """Whether a root without subject is finite ("Depends on the day"), or an order or a doing told as it happens."""
    if annotation.tags[root] in _FINITE:
        return True
    before = range(tokens.start, root)
    opens = all(annotation.parts[j] in _LOOSE_START and annotation.tags[j] != "TO" for j in before)
    return (opens and annotation.tags[root] in {"VB", "VBG"}) or any(
        annotation.heads[j] == root and annotation.tags[j] in _FINITE and annotation.relations[j] in _AUXILIARY
        for j in tokens
    )


def _is_main(forms: list[str], annotation: Annotation, tokens: range, verb: int) -> bool:
    for _ in range(12):
        if _is_marked(forms, annotation, tokens, verb):
            return False
        head, relation = annotation.heads[verb], annotation.relations[verb]
        if head == verb:
            return True
        if relation not in _MAIN:
            return False
        if head not in tokens:
            return True
        verb = head
    return False


def _is_marked(forms: list[str], annotation: Annotation, tokens: range, verb: int) -> bool:
    """Whether "because", "if", "when" or "which" makes the clause of a verb a part of another."""
    return any(
        annotation.heads[j] == verb
        and (
            (annotation.relations[j] == "mark" and forms[j - tokens.start] in CONDITIONS | REASONS)
            or (annotation.tags[j] == "WRB" and forms[j - tokens.start] in {"when", "whenever"})
            or (annotation.tags[j] == "WDT")
        )
        for j in range(tokens.start, min(verb, tokens.stop))
    )
