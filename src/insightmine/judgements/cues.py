"""Grammar -> cues: who does what, when, and how real it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from insightmine.domain.grammar import Annotation
from insightmine.judgements.lexicon import word_set


class Subject(StrEnum):
    """Who a clause is about."""

    SELF = "self"  # I, we
    LISTENER = "listener"  # you: mostly "people in general"
    OTHERS = "others"  # they, people, my boss
    THING = "thing"  # it, this, the search
    EXISTENCE = "existence"  # there is
    UNSPOKEN = "unspoken"  # none: imperatives and clipped speech


class Time(StrEnum):
    """How the verb places what it tells."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    PROGRESSIVE = "progressive"
    FUTURE = "future"
    MODAL = "modal"  # would, could, might
    DUTY = "duty"  # should, must, have to
    ABILITY = "ability"  # can
    BARE = "bare"  # an imperative, or clipped speech


_SELF = frozenset({"i", "we", "myself", "ourselves", "me", "us"})
_PEOPLE = word_set(
    "they he she people person everyone everybody someone somebody user customer client colleague team boss manager "
    "employee student researcher scientist participant developer designer analyst friend company management staff "
    "coworker co-worker guy man woman member who others reviewer patient doctor engineer expert beginner executive "
    "subordinate organization organisation firm institution department university lab leader supervisor senior "
    "junior vendor stakeholder child parent teacher mother father mum mom dad sister brother son daughter husband wife "
    "girlfriend boyfriend neighbour neighbor housemate flatmate roommate mate bloke lady cousin uncle aunt grandson "
    "granddaughter volunteer nurse kid"
)
_EMPLOYED = frozenset({"in", "at", "for", "as", "from", "nights", "shifts", "part", "full", "there"})
_HYPOTHETICAL = frozenset({"would", "could", "might", "may", "'d"})
_DUTY = frozenset({"should", "must", "ought", "shall"})
_SUBJECT_RELATIONS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "nsubjpass", "oprd"})
_STATES = word_set(
    "be have seem appear feel think believe know guess suppose mean like love hate prefer want need wish hope agree "
    "disagree understand remember expect doubt assume imagine consider depend matter sound look cost contain include "
    "belong deserve lack own exist involve trust enjoy worry fear value care realize get happen become remain stay "
    "find see hear say tell start begin join grow retire graduate face absorb marry last occur live teach miss forget "
    "lose end turn fail struggle manage suffer work notice stand sit lie sleep"
    " mind mention acknowledge admit point apologize apologise repeat"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One finite (or clipped) clause."""

    verb: int
    lemma: str
    subject: Subject
    time: Time
    negated: bool
    main: bool
    passive: bool
    conditional: bool
    circumstance: bool  # "when ...", "because ...": the background of what is told
    is_action: bool  # something one does, not a state or an attitude
    on_speaker: bool  # somebody or something else acts on the speaker: "they sent me home"
    obliged: bool  # "I had to": done because there was no other way


@dataclass(frozen=True)
class Cues:
    """What the judges ask of a statement."""

    lower: str
    forms: tuple[str, ...]
    annotation: Annotation
    clauses: tuple[Clause, ...]

    @cached_property
    def main(self) -> Clause | None:
        """The clause that carries the statement: past "I think", "I guess" and the like."""
        mains = [clause for clause in self.clauses if clause.main]
        for clause in mains:
            if clause.lemma not in {"think", "guess", "believe", "mean", "suppose", "say", "feel", "know"}:
                return clause
        inner = [clause for clause in self.clauses if not clause.main and not clause.conditional]
        if mains and inner and mains[0].lemma in {"think", "guess", "believe", "mean", "suppose"}:
            return inner[0]
        return mains[0] if mains else (self.clauses[0] if self.clauses else None)

    @cached_property
    def n_words(self) -> int:
        """Words, punctuation left out."""
        return sum(1 for form in self.forms if form[0].isalnum())

    def has(self, *phrases: str) -> bool:
        """Whether one of the phrases occurs between word borders."""
        padded = self._padded
        return any(f" {phrase} " in padded for phrase in phrases)

    @cached_property
    def _padded(self) -> str:
        return " " + " ".join(form for form in self.forms if form[0].isalnum() or form[0] == "'") + " "


def read_cues(text: str, annotation: Annotation) -> Cues:
    """The cues of one statement."""
    lower = text.lower().replace("’", "'")
    forms = tuple(lower[a:b] for a, b in zip(annotation.starts, annotation.ends, strict=True))
    children: list[list[int]] = [[] for _ in forms]
    for i, head in enumerate(annotation.heads):
        if head != i:
            children[head].append(i)
    clauses = [
        _clause(i, forms, annotation, children) for i in range(len(forms)) if _heads_clause(i, annotation, children)
    ]
    return Cues(lower, forms, annotation, tuple(clauses))


def _heads_clause(i: int, annotation: Annotation, children: list[list[int]]) -> bool:
    if annotation.parts[i] not in {"VERB", "AUX"} or annotation.relations[i] in {"aux", "auxpass", "amod"}:
        return False
    has_subject = any(annotation.relations[c] in _SUBJECT_RELATIONS for c in children[i])
    return has_subject or annotation.relations[i] in {"ROOT", "conj", "ccomp", "parataxis", "advcl", "dep"}


def _clause(i: int, forms: tuple[str, ...], annotation: Annotation, children: list[list[int]]) -> Clause:
    auxiliaries = [forms[c] for c in children[i] if annotation.relations[c] in {"aux", "auxpass"}]
    marks = [forms[c] for c in children[i] if annotation.relations[c] in {"mark", "advmod"}]
    lemma = annotation.lemmas[i].lower()
    lemma, time = _settle(i, lemma, auxiliaries, annotation, children)
    subject = _subject(i, forms, annotation, children)
    return Clause(
        verb=i,
        lemma=lemma,
        subject=subject,
        time=time,
        negated=any(annotation.relations[c] == "neg" or forms[c] == "never" for c in children[i]),
        main=_is_main(i, annotation),
        passive=any(annotation.relations[c] in {"auxpass", "nsubjpass"} for c in children[i]),
        conditional=any(mark in {"if", "unless", "whether"} for mark in marks),
        circumstance=annotation.relations[i] == "advcl",
        is_action=_is_act(i, lemma, forms, annotation, children[i]),
        on_speaker=subject is not Subject.SELF and _strikes_speaker(i, forms, annotation, children),
        obliged=forms[i] == "had" and lemma != "have" and time is Time.PAST,
    )


def _strikes_speaker(i: int, forms: tuple[str, ...], annotation: Annotation, children: list[list[int]]) -> bool:
    """Whether "me" or "us" is the verb's object, or stands after its preposition: "it timed out on me"."""
    for child in children[i]:
        if annotation.relations[child] in {"dobj", "dative"} and forms[child] in {"me", "us"}:
            return True
        towards = annotation.relations[child] in {"prep", "dative"} and forms[child] in {"on", "to", "for"}
        if towards and any(forms[inner] in {"me", "us"} for inner in children[child]):
            return True
    return False


def _is_act(i: int, lemma: str, forms: tuple[str, ...], annotation: Annotation, own: list[int]) -> bool:
    """Whether it is something one does: not a state, nor "I did" for a verb left out, nor giving up."""
    if lemma == "do" and not any(annotation.relations[child] in _COMPLEMENTS for child in own):
        return False
    if lemma == "give" and any(forms[child] == "up" for child in own):
        return False
    return lemma not in _STATES or _acts_on(i, lemma, forms, annotation)


def _acts_on(i: int, lemma: str, forms: tuple[str, ...], annotation: Annotation) -> bool:
    """Whether a verb of perception is something one does: "look at", "get back to", "find a gap"."""
    if lemma == "find":
        own = {annotation.relations[j] for j, head in enumerate(annotation.heads) if head == i}
        judged = any(annotation.parts[j] == "ADJ" and head == i for j, head in enumerate(annotation.heads))
        return "dobj" in own and not judged and not own & {"oprd", "acomp", "xcomp", "ccomp", "neg"}
    following = forms[i + 1] if i + 1 < len(forms) else ""
    if lemma == "work":
        return following not in _EMPLOYED
    wanted = {"at", "for", "up", "into", "through", "over"} if lemma == "look" else {"back", "into", "rid", "in", "out"}
    return lemma in {"look", "get"} and following in wanted


def _is_main(i: int, annotation: Annotation) -> bool:
    for _ in range(10):
        if annotation.relations[i] == "ROOT" or annotation.heads[i] == i:
            return True
        # of a run-on sentence the parser makes the first clause a complement of the next
        runs_on = annotation.relations[i] == "ccomp" and i < annotation.heads[i]
        if not runs_on and annotation.relations[i] not in {"conj", "parataxis"}:
            return False
        i = annotation.heads[i]
    return False


def _settle(
    i: int, lemma: str, auxiliaries: list[str], annotation: Annotation, children: list[list[int]]
) -> tuple[str, Time]:
    """The verb that counts and its time: "have to check" is a duty to check, "going to click" a future click."""
    infinitives = [c for c in children[i] if annotation.relations[c] == "xcomp"]
    if lemma == "tend" and any(annotation.parts[c] == "AUX" for c in infinitives):
        return "be", _time(annotation.tags[i], auxiliaries)
    inner = next((c for c in infinitives if annotation.parts[c] == "VERB"), None)
    if lemma in {"have", "need"} and inner is not None and not auxiliaries:
        past = annotation.tags[i] == "VBD"
        return annotation.lemmas[inner].lower(), Time.PAST if past else Time.DUTY
    if annotation.tags[i] == "VBG" and inner is not None and lemma in {"go", "plan", "hope", "think", "look"}:
        return annotation.lemmas[inner].lower(), Time.FUTURE
    if lemma == "try" and annotation.tags[i] == "VBG":
        return "want", Time.PROGRESSIVE  # "we are trying to understand" tells an aim
    if lemma in {"use", "try", "start", "tend", "keep", "end", "begin", "continue", "let"} and inner is not None:
        return annotation.lemmas[inner].lower() if lemma != "use" else lemma, _time(annotation.tags[i], auxiliaries)
    return lemma, _time(annotation.tags[i], auxiliaries)


def _time(tag: str, auxiliaries: list[str]) -> Time:
    said = set(auxiliaries)
    for group, time in (
        (_HYPOTHETICAL, Time.MODAL),
        (_DUTY, Time.DUTY),
        ({"will", "'ll", "wo"}, Time.FUTURE),
        ({"can", "ca"}, Time.ABILITY),
        ({"did", "was", "were", "got"}, Time.PAST),
    ):
        if said & group:
            return time
    if tag == "VBN" and said & {"have", "has", "'ve", "had"}:
        return Time.PERFECT
    if tag == "VBG":
        return Time.PROGRESSIVE
    if tag == "VBD" or (tag == "VBN" and not said):
        return Time.PAST
    return Time.BARE if tag == "VB" and not said else Time.PRESENT


def _subject(i: int, forms: tuple[str, ...], annotation: Annotation, children: list[list[int]]) -> Subject:
    for _ in range(6):
        for child in children[i]:
            if annotation.relations[child] in _SUBJECT_RELATIONS:
                return _kind_of_subject(child, forms, annotation)
        if annotation.relations[i] != "conj" or annotation.heads[i] == i:
            break
        i = annotation.heads[i]
    return Subject.UNSPOKEN


def _kind_of_subject(i: int, forms: tuple[str, ...], annotation: Annotation) -> Subject:
    if annotation.relations[i] == "expl":
        return Subject.EXISTENCE
    if forms[i] in _SELF:
        return Subject.SELF
    if forms[i] in {"you", "one", "u"}:
        return Subject.LISTENER
    return Subject.OTHERS if forms[i] in _PEOPLE or annotation.lemmas[i].lower() in _PEOPLE else Subject.THING
