"""Whether a stretch of speech can stand alone: it has a main clause, and it begins and ends where one can."""

from __future__ import annotations

from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.statements.filler import HESITATIONS, words_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CANNOT_END = _set("a an the or if because my your our their its than and but whether which 'm 're 've 'll")
_TRAILS = _set("and but or")
_SUBJECT_FORMS = _set("i we they he she")
_BEFORE_SUBJECT = _set("do does did am are is was were than and or as should can could have has not")
_PREPOSITIONS = _set(
    "of to with for from as in on at by about between "
    "through during without within towards around over under against per via onto into upon"
)
_BEFORE_THAT = _set("is was are were be 's think thought feel felt say said says mean means know knew so guess believe")
_BEFORE_WHAT = _set("know guess so tell say for")
_BEFORE_LIKE = _set("look looks looked looking sound sounds sounded feel feels felt seem seems")
_BEFORE_LIKING = _set("i you we they would 'd really n't not don't")
_FORWARD = _set("if when whenever once while although though since as after before")
_BACKWARD = _set("because cause 'cause cos coz cuz which whose unless until than whereas")
_LINKS = _set("and but or so then yeah well like just also even only now especially")
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
    was said before ("Because it was late.").
    """

    complete: bool
    clause: bool
    unfinished: bool
    leads: bool = False
    follows: bool = False


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
    unfinished = not asks and _stops_short(forms, annotation, tokens, words)
    if _opens(said):
        return Standing(complete=False, clause=False, unfinished=unfinished, leads=True)
    if asks or _has_main_clause(forms, annotation, tokens):
        trails_off = said.endswith(("..", "…")) and forms[words[-1] - tokens.start] in _TRAILS
        return Standing(complete=True, clause=True, unfinished=unfinished and not trails_off)
    clause = any(annotation.tags[i] in _FINITE for i in tokens)
    leads = _is_condition(forms, annotation, tokens) if clause else _sets_out(forms, annotation, tokens)
    first = _first_word(forms)
    follows = not leads and (first in _BACKWARD or not clause)
    return Standing(
        complete=not leads and not follows, clause=clause, unfinished=unfinished, leads=leads, follows=follows
    )


def _first_word(forms: list[str]) -> str:
    """The first word that is more than a link or a hesitation."""
    for form in forms:
        if form[0].isalnum() and form not in _LINKS and form not in HESITATIONS:
            return form
    return ""


def _opens(said: str) -> bool:
    """Whether this only announces something: "For example.", "But in other cases.", the number of a list."""
    words = words_of(said)
    while words and words[0] in _LINKS:
        words = words[1:]
    return " ".join(words) in _OPENERS or (len(words) == 1 and words[0].isdecimal() and said.rstrip().endswith("."))


def _stops_short(forms: list[str], annotation: Annotation, tokens: range, words: list[int]) -> bool:
    """Whether the last word calls for another: "the", "of", "the problem is that"."""
    last = words[-1]
    form = forms[last - tokens.start]
    before = forms[last - tokens.start - 1] if last > tokens.start else ""
    if form in _CANNOT_END or (annotation.tags[last] == "DT" and annotation.relations[last] == "det"):
        return True
    if form in _SUBJECT_FORMS:
        return before not in _BEFORE_SUBJECT or (before == "and" and form in {"we", "they"})
    if form in {"that", "what"}:
        return (before in _BEFORE_THAT) if form == "that" else before not in _BEFORE_WHAT
    return _misses_its_object(forms, annotation, tokens, words, before)


def _misses_its_object(forms: list[str], annotation: Annotation, tokens: range, words: list[int], before: str) -> bool:
    """Whether a preposition at the end, or "like", is not one that a word before explains ("what I look for")."""
    last = words[-1]
    form = forms[last - tokens.start]
    asks_for = any(_leaves_a_gap(annotation, i) for i in words[:-1])
    if form == "like":
        compares = asks_for or "as" in forms or "than" in forms
        return before not in _BEFORE_LIKE and not (compares and before in _BEFORE_LIKING)
    is_infinitive = any(annotation.tags[i] == "TO" and annotation.relations[i] == "aux" for i in words[:-1])
    is_preposition = form in _PREPOSITIONS and annotation.tags[last] in {"IN", "TO"}
    return is_preposition and annotation.relations[last] != "advmod" and not asks_for and not is_infinitive


def _leaves_a_gap(annotation: Annotation, i: int) -> bool:
    """Whether a word explains a preposition at the end: "what I look for"."""
    return annotation.tags[i] in {"WP", "WDT", "WRB"} or annotation.relations[i] == "relcl"


def _is_condition(forms: list[str], annotation: Annotation, tokens: range) -> bool:
    """Whether it begins with "if" or "when" and has no second clause that could be the main one."""
    first = _first_word(forms)
    opens = first in _FORWARD or (first == "because" and "if" in forms[:5])
    subjects = sum(annotation.relations[i] in _SUBJECTS for i in tokens)
    return opens and not (subjects > 1 and "," in forms)


def _sets_out(forms: list[str], annotation: Annotation, tokens: range) -> bool:
    """Whether it has no verb and goes from a link into a circumstance: "But in the end.", "And after an hour."."""
    linked = False
    for i, form in zip(tokens, forms, strict=True):
        if form in _LINKS:
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
    opens = all(annotation.parts[j] in _LOOSE_START for j in range(tokens.start, root))
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
            (annotation.relations[j] == "mark" and forms[j - tokens.start] in _FORWARD | _BACKWARD)
            or (annotation.tags[j] == "WRB" and forms[j - tokens.start] in {"when", "whenever"})
            or (annotation.tags[j] == "WDT")
        )
        for j in range(tokens.start, min(verb, tokens.stop))
    )
