"""What befell somebody, by who acts on whom: "they sent me home" hinders, whatever its words weigh one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.judgements.lexicon import word_set

_SUFFERERS = word_set("me us you him her them people everybody everyone somebody someone")
_SUFFERERS_AS_SUBJECT = word_set("i we you he she they who people everybody everyone somebody someone")
_SPEAKER = word_set("i we")
_HARMS = word_set(
    "charge fine refuse reject overcharge block ban ignore interrupt blame accuse mislead disconnect force nag bombard "
    "disturb evict exclude overwhelm abandon"
)
# with one of these words beside it, the verb says that somebody was hindered
_HARMS_WITH = {
    "send": word_set("home away back"),
    "turn": word_set("away down off back"),
    "lock": word_set("out"),
    "kick": word_set("out off"),
    "throw": word_set("out off"),
    "cut": word_set("off"),
    "shut": word_set("out"),
    "log": word_set("out off"),
    "sign": word_set("out"),
    "hold": word_set("up"),
    "put": word_set("off"),
    "slow": word_set("down"),
}
_FAILS_WITH = {
    "run": word_set("out"),
    "time": word_set("out"),
    "sell": word_set("out"),
    "break": word_set("down off"),
    "fall": word_set("apart off over"),
    "come": word_set("off loose apart"),
    "wear": word_set("out"),
}
_ANSWERS = word_set("answer reply respond help know tell come show explain listen notice pick care understand warn say")
_TELLS = word_set("say tell show mention explain indicate state describe specify list remind")
_TEACHES = word_set("tell show explain teach advise")
_WORKS = word_set("open load fit connect sync match unlock")
_BRINGS = word_set("come arrive deliver ship")
_VERBS = _HARMS | _HARMS_WITH.keys() | _FAILS_WITH.keys() | _WORKS | _BRINGS | _ANSWERS | _TELLS | _TEACHES
_FORMS = frozenset({"gone", "late"})
_PARTS = frozenset({"VERB", "AUX", "ADJ"})
_NOBODY = word_set("nobody none no-one noone")
_OBJECTS = frozenset({"dobj", "dative"})

_HARMED, _FAILED, _DESERTED, _UNTOLD, _LATE = -0.7, -0.6, -0.7, -0.55, -0.5
_SPARED, _TAUGHT, _WORKED = 0.45, 0.45, 0.35


class Happening(NamedTuple):
    """A token and what it weighs: negative hinders."""

    token: int
    weight: float


def happenings(forms: list[str], annotation: Annotation) -> list[Happening]:
    """The happenings of a statement, by token: at most one a verb."""
    telling = [
        i
        for i, part in enumerate(annotation.parts)
        if part in _PARTS and (annotation.lemmas[i].lower() in _VERBS or forms[i] in _FORMS)
    ]
    if not telling:
        return []
    children: list[list[int]] = [[] for _ in forms]
    for i, head in enumerate(annotation.heads):
        if head != i:
            children[head].append(i)
    weights = [(i, _weight(_Verb(i, forms, annotation, children[i]))) for i in telling]
    return [Happening(i, weight) for i, weight in weights if weight]


class _Verb(NamedTuple):
    """A verb with the tokens that hang on it."""

    i: int
    forms: list[str]
    annotation: Annotation
    own: list[int]

    @property
    def lemma(self) -> str:
        """The dictionary form."""
        return self.annotation.lemmas[self.i].lower()

    def related(self, *relations: str) -> list[str]:
        """The forms of the children in one of these relations."""
        return [self.forms[j] for j in self.own if self.annotation.relations[j] in relations]

    @property
    def subjects(self) -> list[str]:
        """The forms of its subjects."""
        return self.related("nsubj", "nsubjpass", "expl")

    @property
    def about_things(self) -> bool:
        """Whether it has a subject, and that is no person."""
        return bool(self.subjects) and not set(self.subjects) & _SUFFERERS_AS_SUBJECT

    @property
    def negated(self) -> bool:
        """Whether "not" or "never" stands by it."""
        return any(self.annotation.relations[j] == "neg" for j in self.own) or "never" in self.related("advmod")


def _weight(verb: _Verb) -> float:
    """The first that applies; 0 where none does."""
    return next((weight for judge in _JUDGES if (weight := judge(verb))), 0.0)


def _harm(verb: _Verb) -> float:
    if not _is_harm(verb):
        return 0.0
    return _SPARED if verb.negated else _HARMED


def _failure(verb: _Verb) -> float:
    """What runs out, breaks down, comes without a part or is gone; and what opens and fits."""
    if set(verb.related("prt", "advmod", "acomp", "prep")) & _FAILS_WITH.get(verb.lemma, frozenset()):
        return 0.0 if verb.related("dobj") else _SPARED if verb.negated else _FAILED
    if not verb.about_things:
        return 0.0
    if verb.lemma in _WORKS and verb.related("nsubj") and not verb.related("dobj"):
        return _FAILED if verb.negated else _WORKED
    if verb.lemma in _BRINGS and "without" in verb.related("prep"):
        return _FAILED
    is_gone = verb.forms[verb.i] == "gone" and not verb.negated
    return _HARMED if is_gone and (verb.related("aux", "auxpass") or verb.annotation.parts[verb.i] == "ADJ") else 0.0


def _silence(verb: _Verb) -> float:
    """Where nobody answered."""
    return _DESERTED if verb.lemma in _ANSWERS and set(verb.subjects) & _NOBODY else 0.0


def _is_harm(verb: _Verb) -> bool:
    """Whether another harms a person, or a person is harmed in the passive."""
    lemma = verb.lemma
    beside = set(verb.related("prt", "advmod", "prep"))
    if lemma not in _HARMS and not beside & _HARMS_WITH.get(lemma, frozenset()):
        return False
    if set(verb.related("nsubjpass")) & _SUFFERERS_AS_SUBJECT:
        return True
    agents = verb.related("nsubj")
    return bool(set(verb.related(*_OBJECTS)) & _SUFFERERS) and not set(agents) & _SPEAKER


def _told(verb: _Verb) -> float:
    """What is said to nobody hinders ("it does not say when"), what is explained helps ("she tells me which one")."""
    lemma = verb.lemma
    if (
        lemma in _TELLS
        and verb.negated
        and set(verb.subjects) & {"it", "that", "this", "which", "app", "page", "listing"}
    ):
        return _UNTOLD
    if lemma not in _TEACHES or set(verb.subjects) & _SPEAKER or verb.negated:
        return 0.0
    listeners = set(verb.related(*_OBJECTS)) & {"me", "us", "you"}
    asked = any(tag in {"WDT", "WP", "WRB"} for tag in verb.annotation.tags[verb.i + 1 : verb.i + 4])
    return _TAUGHT if listeners and asked and verb.subjects else 0.0


def _late(verb: _Verb) -> float:
    """Being late, or coming late; not "the late eighties"."""
    if verb.forms[verb.i] != "late" or verb.annotation.relations[verb.i] not in {"acomp", "advmod"}:
        return 0.0
    head = verb.annotation.heads[verb.i]
    own = [j for j, h in enumerate(verb.annotation.heads) if h == head]
    subjects = {verb.forms[j] for j in own if verb.annotation.relations[j] == "nsubj"}
    if verb.annotation.lemmas[head].lower() == "be" and not subjects & _SUFFERERS_AS_SUBJECT:
        return 0.0  # "it's late"
    negated = any(verb.annotation.relations[j] == "neg" or verb.forms[j] == "never" for j in own)
    return _SPARED if negated else _LATE


_JUDGES: tuple[Callable[[_Verb], float], ...] = (_harm, _failure, _silence, _told, _late)
