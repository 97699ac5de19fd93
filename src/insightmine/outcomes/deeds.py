"""What members say they do, from their grammar: which verb, with what, by whom, and whether at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId
from insightmine.domain.speech import NOTED_AS, Statement
from insightmine.outcomes.verb_phrase import third_person

SPEAKER = frozenset({"i", "we", "you"})
# Whom an observer's note is about: "Participant checks the template".
_OBSERVED = NOTED_AS | {"he", "she", "they"}
_US = frozenset({"us", "'s", "’s"})  # "let's try it" is what somebody does who thinks aloud
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "obj"})
_PASSES_UP = frozenset({"xcomp", "ccomp", "conj", "advcl"})
# Verbs that say how something was thought, felt, said or begun, not what was done: the verb below them counts.
_LIGHT_VERBS = (
    "be have do think know guess mean want like love hate need say see feel seem suppose believe hope wish try go "
    "start begin get let keep wonder remember happen appear become tell agree understand use make work help assist "
    "express demonstrate exhibit appreciate enjoy praise mention comment emphasize emphasise acknowledge articulate "
    "indicate experience encounter recognize recognise discover perceive comprehend interpret achieve"
)
LIGHT = frozenset(_LIGHT_VERBS.split())
USING = frozenset({"use", "utilize", "utilise", "employ"})
# What stands below these is not done: "I refuse to use it", "I consider using it a fraud".
_LEFT_UNDONE = frozenset(
    "avoid refuse stop decline hesitate quit dislike dread consider forget mean intend plan hope "  # noqa: SIM905
    "fail struggle unable".split()
)
_MEANING = frozenset({"meaning", "intention"})  # "I keep meaning to do it" has the noun below its verb
# What may or could be done, and what somebody tries or wants to do, is not done yet.
_MAY = frozenset("can may might would should".split())  # noqa: SIM905
_ATTEMPTS = frozenset("try attempt want need wish like ought".split())  # noqa: SIM905
# With these, "would" tells how it went: "I would always check it".
_REGULARLY = frozenset("then still also always usually often typically normally generally sometimes".split())  # noqa: SIM905
# Who is not sure of it, or does not remember it, says neither.
_DOUBTED = frozenset({"sure", "certain", "remember", "recall", "know"})
# "I was able to find it" says that it was found.
_ABLE = frozenset({"able", "unable"})
# "I do not think I use it" says that it is not used; "I do not know what I use" does not.
_PASSES_NOT_DOWN = frozenset("think believe suppose expect imagine guess seem feel want let".split())  # noqa: SIM905
# Who does what stands above these does what stands below them: "by sorting them I found it", "after sorting them".
_ALONG_WITH = frozenset("by after before upon on while without".split())  # noqa: SIM905
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "another", "which", "what"})
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the speaker does: verb and head of its object as lemmas, `rest` the words after the verb.

    `target` and `rest` are empty where the verb has no object in plain words; `tool` is what they use to do it; `start`
    is where the verb begins; `is_bidden`: somebody is told to do it; `is_to_come`: it is
    not done yet.
    """

    verb: str
    target: str
    rest: str
    negated: bool
    tool: str = ""
    start: int = 0
    is_bidden: bool = False
    is_to_come: bool = False


def doers(participant: ParticipantId, is_noted: bool) -> frozenset[str]:
    """The words, in lower case, for who a statement is about: `I`; of an observer's note the participant."""
    return SPEAKER | _OBSERVED | {participant.casefold()} if is_noted else SPEAKER


def deeds_of(
    statement: Statement, annotation: Annotation, is_told: bool = False, *, by: frozenset[str] = SPEAKER
) -> Iterator[Deed]:
    """What `I`, `we` or a general `you` does in a statement, or what is done by nobody named (`checking it`).

    `by`: the subjects that count (`doers`).

    What they only may, can or try to do is left out; what they cannot do is a deed that is negated. `is_told`: the
    statement tells what happened once or usually does, so that *would* can be how it went: "I would then read them".
    """
    children: dict[int, list[int]] = defaultdict(list)
    for i, head in enumerate(annotation.heads):
        if head != i:
            children[head].append(i)
    for verb in range(len(annotation)):
        if annotation.parts[verb] == "VERB" and is_done_by(by, verb, statement.text, annotation, children):
            deed = _deed(verb, statement.text, annotation, children)
            if deed.negated or not is_open(verb, annotation, children, is_told):
                yield deed


def things_done_to(verb: str, statement: Statement, annotation: Annotation) -> Iterator[str]:
    """What a verb is done to, by anybody, or could be: `rows` in "it is easy to sort rows", as noun phrases."""
    children: dict[int, list[int]] = defaultdict(list)
    for i, head in enumerate(annotation.heads):
        if head != i:
            children[head].append(i)
    for thing, relation in enumerate(annotation.relations):
        if relation in _OBJECTS and annotation.lemmas[annotation.heads[thing]].casefold() == verb:
            words = noun_phrase(thing, statement.text, annotation, children)
            if words is not None:
                yield words


def is_done_by(
    who: frozenset[str], verb: int, text: str, annotation: Annotation, children: dict[int, list[int]]
) -> bool:
    """Whether these (`doers`), or nobody named, do what a verb says; `children` are the tokens below each token."""
    for _ in range(len(annotation)):
        subjects = [i for i in children[verb] if annotation.relations[i] in _SUBJECTS]
        if subjects:
            first = subjects[0]
            word = text[annotation.starts[first] : annotation.ends[first]].casefold()
            return word in who or (word in _US and annotation.lemmas[annotation.heads[verb]].casefold() == "let")
        above = annotation.heads[verb]
        if annotation.relations[verb] == "pcomp" and annotation.lemmas[above].casefold() in _ALONG_WITH:
            verb = annotation.heads[above]
            continue
        if annotation.relations[verb] not in _PASSES_UP and annotation.lemmas[verb].casefold() not in _ABLE:
            return above == verb
        verb = above
    return False


def is_open(verb: int, annotation: Annotation, children: dict[int, list[int]], is_told: bool = False) -> bool:
    """Whether it only may be done, or is tried, wanted or doubted: `we can restore them`, `I am not sure I use it`.

    What stands in an `if` clause is not done either: `if I add an author`.
    """
    if any(annotation.relations[i] == "mark" and annotation.lemmas[i].casefold() == "if" for i in children[verb]):
        return True
    regularly = any(annotation.lemmas[i].casefold() in _REGULARLY for i in children[verb])
    may = _MAY - {"would"} if is_told and regularly else _MAY
    if any(annotation.tags[i] == "MD" and annotation.lemmas[i].casefold() in may for i in children[verb]):
        return True
    above = annotation.heads[verb]
    if above == verb or annotation.relations[verb] not in {"xcomp", "ccomp"}:
        return False
    around = (*children[above], *children[annotation.heads[above]])  # "not" hangs on "am" in "am not sure"
    is_doubted = any(annotation.relations[i] == "neg" for i in around)
    lemma = annotation.lemmas[above].casefold()
    is_now = lemma in _ABLE and annotation.tags[annotation.heads[above]] != "VBD"  # "I am able to": may, but need not
    return lemma in _ATTEMPTS or is_now or (lemma in _DOUBTED and is_doubted)


def _deed(verb: int, text: str, annotation: Annotation, children: dict[int, list[int]]) -> Deed:
    particle = [annotation.lemmas[i].casefold() for i in children[verb] if annotation.relations[i] == "prt"]
    target, link = _target(verb, annotation, children)
    words = None if target is None else noun_phrase(target, text, annotation, children)
    return Deed(
        verb=annotation.lemmas[verb].casefold(),
        target="" if target is None or words is None else annotation.lemmas[target].casefold(),
        rest="" if words is None else " ".join([*particle, *link, words]),
        negated=is_negated(verb, annotation, children),
        tool=_tool(verb, text, annotation, children),
        start=annotation.starts[verb],
        is_bidden=_is_bidden(verb, annotation, children),
        is_to_come=any(annotation.lemmas[i].casefold() == "yet" for i in children[verb]),
    )


def _is_bidden(verb: int, annotation: Annotation, children: dict[int, list[int]]) -> bool:
    """Whether somebody is told to do it: `ask my wife`."""
    alone = not any(annotation.relations[i] in _SUBJECTS | {"aux", "auxpass"} for i in children[verb])
    return alone and annotation.heads[verb] == verb and annotation.tags[verb] == "VB"


def _tool(verb: int, text: str, annotation: Annotation, children: dict[int, list[int]]) -> str:
    """What is used to do it: `the scanner` in `we use the scanner to find errors`."""
    above = annotation.heads[verb]
    infinitive = any(annotation.tags[i] == "TO" for i in children[verb])
    if above == verb or not infinitive or annotation.lemmas[above].casefold() not in USING:
        return ""
    target, link = _target(above, annotation, children)
    words = None if target is None or link else noun_phrase(target, text, annotation, children)
    return words or ""


def _target(verb: int, annotation: Annotation, children: dict[int, list[int]]) -> tuple[int | None, list[str]]:
    """The object of a verb, else that of its first preposition, which comes with it."""
    for i in sorted(children[verb]):
        if annotation.relations[i] in _OBJECTS:
            return i, []
    for i in sorted(children[verb]):
        inner = [j for j in children[i] if annotation.relations[j] == "pobj"]
        if annotation.relations[i] == "prep" and inner:
            return inner[0], [annotation.lemmas[i].casefold()]
    return None, []


def is_negated(verb: int, annotation: Annotation, children: dict[int, list[int]]) -> bool:
    """Whether a verb, or one above it up to its subject, is negated: `I have not tried to export it`."""
    for _ in range(len(annotation)):
        if any(annotation.relations[i] == "neg" for i in children[verb]) or _is_regret(verb, annotation, children):
            return True
        means_to = any(annotation.lemmas[i].casefold() in _MEANING for i in children[verb])
        if means_to or annotation.lemmas[verb].casefold() in _LEFT_UNDONE:
            return True
        if _is_without(verb, annotation):
            return not _is_denied(annotation.heads[annotation.heads[verb]], annotation, children)
        infinitive = any(annotation.tags[i] == "TO" for i in children[verb])
        climbs = (
            annotation.relations[verb] in {"xcomp", "ccomp"}
            or annotation.lemmas[verb].casefold() in _ABLE
            or (annotation.relations[verb] == "advcl" and infinitive)
            or _is_other_choice(verb, annotation, children)
        )
        if not climbs or annotation.heads[verb] == verb:
            return False
        is_clause = annotation.relations[verb] == "ccomp"
        verb = annotation.heads[verb]
        if is_clause and annotation.lemmas[verb].casefold() not in _PASSES_NOT_DOWN | _LEFT_UNDONE:
            return False
    return False


def _is_regret(verb: int, annotation: Annotation, children: dict[int, list[int]]) -> bool:
    """`I should have taken a photo`: it was not taken."""
    auxiliaries = {annotation.lemmas[i].casefold() for i in children[verb] if annotation.relations[i] == "aux"}
    is_past = not auxiliaries.isdisjoint({"have", "'ve", "’ve"}) and annotation.tags[verb] in {"VBN", "VBD"}
    return is_past and "should" in auxiliaries


def _is_without(verb: int, annotation: Annotation) -> bool:
    """`I left without taking a photo`."""
    above = annotation.heads[verb]
    return annotation.relations[verb] == "pcomp" and annotation.lemmas[above].casefold() == "without"


def _is_denied(verb: int, annotation: Annotation, children: dict[int, list[int]]) -> bool:
    """Whether a verb or one that it is joined to is negated: `I never take it and use it without checking`."""
    while annotation.relations[verb] == "conj" and not is_negated(verb, annotation, children):
        verb = annotation.heads[verb]
    return is_negated(verb, annotation, children)


def _is_other_choice(verb: int, annotation: Annotation, children: dict[int, list[int]]) -> bool:
    """Whether it shares the negation of the verb before it: `I did not check it or take a photo`."""
    if annotation.relations[verb] != "conj" or any(annotation.relations[i] in _SUBJECTS for i in children[verb]):
        return False
    before = (*children[annotation.heads[verb]], *children[verb])
    return any(annotation.relations[i] == "cc" and annotation.lemmas[i].casefold() in {"or", "nor"} for i in before)


def noun_phrase(noun: int, text: str, annotation: Annotation, children: dict[int, list[int]]) -> str | None:
    """The noun with what stands before it, as said of several people; `None` where it is no plain phrase."""
    if annotation.parts[noun] not in {"NOUN", "PROPN"}:
        return None
    first = noun
    for i in sorted(children[noun], reverse=True):
        if i < first and annotation.relations[i] in _BEFORE_NOUN:
            first = min([i, *children[i]])
    if noun - first >= _LONGEST:
        return None
    words = text[annotation.starts[first] : annotation.ends[noun]].split()
    if words and words[0].casefold() in _DEMONSTRATIVES:
        words[0] = "the"
    phrase = third_person(" ".join(words))
    return phrase if all(word.replace("-", "").replace("’", "").isalnum() for word in phrase.split()) else None
