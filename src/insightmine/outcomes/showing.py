"""Which statements show the behaviour that a card names, and which say that it is not done."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from insightmine.domain.content_words import stems
from insightmine.domain.gerunds import gerund_of
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import Basis, Judgement, Prompting
from insightmine.domain.speech import Statement
from insightmine.outcomes.declining import is_declined
from insightmine.outcomes.deeds import LIGHT, USING, Deed, things_done_to
from insightmine.outcomes.evidence import Study
from insightmine.outcomes.objects import is_done_to
from insightmine.outcomes.verb_phrase import VerbPhrase, phrase_of, third_person, uncapitalised

_MENTIONED = 1 / 3
_AGAIN = 3
_SEVERAL = 2
# Different verbs for one deed: what people call `checking`, others call `verifying`.
SAME_DEED = (
    "verify check validate confirm double-check cross-check doublecheck crosscheck test review inspect",
    "find search look locate seek hunt",
    "fix debug correct repair troubleshoot",
    "write draft compose note jot",
    "ask prompt query",
    "add enter insert type key",
    "edit modify change update adjust revise rewrite",
    "restore revert recover",
    "choose select pick decide",
    "buy order purchase",
    "remove delete",
    "learn study",
    "speed accelerate streamline",
    "show display",
    "open unlock",
    "read skim scan",
    "watch view",
    "send email mail post submit",
    "call phone ring",
    "take collect fetch grab",
    "return bring",
    "build create make generate produce prepare design develop",
    "run execute launch",
    "explain describe",
    "discuss talk speak",
    "teach train instruct",
    "compare contrast",
    "extend expand",
    "use utilize utilise employ apply leverage",
    "collect gather",
    "analyze analyse",
    "summarize summarise",
)

# Different words for doing something well before it is needed.
IN_GOOD_TIME = re.compile(
    r"\b(?:ahead(?: of time)?|early|in advance|beforehand|(?:days?|weeks?|months?) (?:before(?!hand)|ahead|early))\b",
    re.IGNORECASE,
)

_ADVERB = re.compile(r"(?!early\b)\w+ly", re.IGNORECASE)  # `read quickly`: the manner must be said of the deed

_SharedDeed = tuple[frozenset[str], str]  # the verbs for it, and what it is done to

_LITTLE_WORDS = (
    "the a an their its all every each any some both no up down out in on off over back away together through to at "
    "for with from by of into about after before between against across around along as"
)
_SMALL_WORDS = frozenset(_LITTLE_WORDS.split())
_DONE_BY_TOOLS = frozenset({"help", "assist", "support", "enable", "allow", "let", "aid", "facilitate"})


@dataclass(frozen=True)
class Behaviour:
    """A behaviour that can be recognised: its phrase, verbs for the same deed, and what is named with it.

    With `targets`, the verb must be done to one of them; with `complete`, all `things` must be named; with `manner`, it
    must be said to be done so.
    """

    phrase: VerbPhrase
    verbs: frozenset[str]
    things: frozenset[str]
    targets: frozenset[str]
    complete: bool
    manner: re.Pattern[str] | None = None

    @classmethod
    def of(cls, phrase: VerbPhrase) -> Behaviour:
        """What a phrase says. A verb that says little (`use`, `make`) takes its meaning from its object."""
        verb, _, rest = phrase.base.partition(" ")
        things, light = stems(rest), verb in LIGHT
        if _ADVERB.fullmatch(rest):
            near = rf"\b{verb[:3]}\w*(?:\W+\w+){{0,3}}\W+{rest}\b|\b{rest}\W+(?:\w+\W+)?{verb[:3]}"
            manner = re.compile(near, re.IGNORECASE)
            return cls(phrase, _same_deed(verb), frozenset(), frozenset(), complete=False, manner=manner)
        if IN_GOOD_TIME.fullmatch(rest):
            return cls(phrase, _same_deed(verb), frozenset(), frozenset(), complete=False, manner=IN_GOOD_TIME)
        return cls(phrase, _same_deed(verb), things, things if light else frozenset(), light)

    def is_asked_in(self, question: frozenset[str]) -> bool:
        """Whether the stems of a question name the deed, and what it is done to where that is known."""
        verb = self.phrase.base.partition(" ")[0]
        named = not self.things or bool(self.things & question)
        return named and (verb in LIGHT or bool((stems(verb) | stems(gerund_of(verb))) & question))


def showing(
    statements: Sequence[StatementId], behaving: Sequence[StatementId], behaviour: Behaviour, study: Study
) -> tuple[tuple[StatementId, ...], tuple[StatementId, ...]]:
    """Of statements, those that show this behaviour, and those that say that it is not done or was tried in vain.

    Of `behaving`, which show some behaviour, one shows this one when its speaker does what the verb says, or what
    another verb for the same deed says. Who says more often that they do not or cannot do it shows it nowhere. Nothing
    shows a behaviour whose things hardly anybody mentions in the same turn (fewer than a third of those statements): it
    may be about another object of the same verb. A theme gathers what lies near; only this is evidence for the sentence
    on the card.
    """
    verdicts = {statement: _verdict(statement, behaviour, study) for statement in statements}
    denied = tuple(s for s in statements if verdicts[s] is False and study.judgements[s].is_evidence)
    shown = tuple(statement for statement in behaving if verdicts[statement] is True)
    done, undone = (Counter(study.statements[s].participant for s in said) for said in (shown, denied))
    shown = tuple(s for s in shown if done[who := study.statements[s].participant] >= undone[who])
    things = behaviour.things
    mentioning = [s for s in shown if not things or things & study.stems_around(s)]
    if len(mentioning) < _MENTIONED * len(shown):
        return (), ()
    return shown, denied


def of_their_own_accord(
    shown: Sequence[StatementId], behaviour: Behaviour, study: Study, is_a_way: bool = False
) -> tuple[StatementId, ...]:
    """Those that show it without having been asked to: what a set task asks for is done because it was set.

    Somebody was asked to where they do in the session what was requested of them, and where the task or question that
    stands above what was observed says half of the behaviour's own words. A task asks for its result; `is_a_way`: the
    behaviour is a way of getting there, and who takes it in three turns or more does so of their own accord.
    """
    words = stems(behaviour.phrase.base)
    turns: dict[ParticipantId, set[tuple[str, int]]] = defaultdict(set)
    for said in map(study.statements.__getitem__, shown):
        if not _is_named_by_task(said, words):
            turns[said.participant].add((said.transcript, said.turn))
    again = {who for who in turns if is_a_way and len(turns[who]) >= _AGAIN}
    return tuple(
        s
        for s in shown
        if study.statements[s].participant in again or not _was_set(study.statements[s], study.judgements[s], words)
    )


def _was_set(statement: Statement, judgement: Judgement, words: frozenset[str]) -> bool:
    if judgement.basis is not Basis.OBSERVED:
        return False
    return judgement.prompting is Prompting.ASKED or _is_named_by_task(statement, words)


def _is_named_by_task(statement: Statement, words: frozenset[str]) -> bool:
    asked = stems(f"{statement.heading or ''} {statement.question or ''}")
    return bool(words) and 2 * len(words & asked) >= len(words)


def use_of_a_tool(
    statements: Sequence[StatementId], name: str, lemma_of: dict[str, str], needed: int, study: Study
) -> Behaviour | None:
    """`use the scanner for finding errors`: the tool that at least `needed` people use in the theme of this name.

    A verb that opens the name, by the members' own use in `lemma_of`, takes the form that goes with `for`.
    """
    tools: dict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, set[ParticipantId]] = defaultdict(set)
    for statement in statements:
        for deed in study.deeds(statement):
            if deed.verb in USING and deed.target and not deed.negated:
                tools[deed.target][deed.rest] += 1
                people[deed.target].add(study.statements[statement].participant)
    if " and " in name:
        return None  # two words that the theme is about, side by side: no purpose
    named = stems(name)
    fitting = [tool for tool in tools if len(people[tool]) >= needed and not named & stems(tool)]
    if not fitting:
        return None
    tool = min(fitting, key=lambda tool: (-len(people[tool]), tool))
    words = min(tools[tool], key=lambda rest: (-tools[tool][rest], len(rest), rest))
    first, _, rest = third_person(uncapitalised(name)).partition(" ")
    opening = gerund_of(first) if lemma_of.get(first) == first else first
    phrase = phrase_of("use", f"{words} for {opening} {rest}".strip())
    return Behaviour(phrase, frozenset(USING), named, stems(tool), complete=False)


def with_tool(behaviour: Behaviour, shown: Sequence[StatementId], study: Study) -> VerbPhrase | None:
    """The phrase as most of those say it who show it: `use the scanner to find errors`, if that is how they do it.

    `None` for what tools do for people (`help`, `assist`) where no tool is named: people do not `assist`, they are.
    """
    phrase = behaviour.phrase
    tools: dict[str, set[ParticipantId]] = defaultdict(set)
    for statement in shown:
        for deed in study.deeds(statement):
            if deed.tool and deed.verb in behaviour.verbs:
                tools[deed.tool].add(study.statements[statement].participant)
    best = min(tools, key=lambda tool: (-len(tools[tool]), tool), default="")
    if best and 2 * len(tools[best]) >= len(study.who(shown)) and not phrase.negated:
        return phrase_of("use", f"{best} to {phrase.base}")
    return None if phrase.base.partition(" ")[0] in _DONE_BY_TOOLS else phrase


def shared_deed(
    statements: Sequence[StatementId], near: frozenset[str], needed: int, study: Study
) -> VerbPhrase | None:
    """The verb with its object that most people name, at least `needed`; those near the theme's own words first.

    Deeds count as the same by what is done (`verify`, `check`) and the head noun, which may also stand elsewhere in
    the statement: "I check what it does to the data". The words are those that most use, the shorter of equals,
    and without details where nobody else uses them.
    """
    found: dict[_SharedDeed, list[Deed]] = defaultdict(list)
    said: list[tuple[ParticipantId, frozenset[str], frozenset[str]]] = []
    for statement in statements:
        for deed in study.deeds(statement):
            if not deed.negated and deed.verb not in LIGHT:
                who = study.statements[statement].participant
                said.append((who, _same_deed(deed.verb), study.stems_of[statement]))
                if deed.target and deed.verb != deed.target:
                    found[_same_deed(deed.verb), deed.target].append(deed)
    people = {
        (verbs, target): {who for who, same, words in said if same == verbs and stems(target) <= words}
        for verbs, target in found
    }
    shared = [deed for deed in found if len(people[deed]) >= needed]
    if not shared:
        return None
    best = min(shared, key=lambda deed: (-len(people[deed]), -bool(deed[0] & near) - (deed[1] in near), _order(deed)))
    verbs = Counter(deed.verb for deed in found[best])
    verb = min(verbs, key=lambda verb: (-verbs[verb], verb))
    words = Counter(deed.rest for deed in found[best] if deed.verb == verb)
    rest = min(words, key=lambda rest: (-words[rest], len(rest), rest))
    return phrase_of(verb, rest if words[rest] > 1 else without_details(rest))


def bare_deed(phrase: VerbPhrase, study: Study) -> Behaviour | None:
    """The deed that a theme is named after without a thing (`sorting`), with the thing that most of all name with it.

    `None` where the name says more, where the verb says little, and where no two name the same thing.
    """
    if " " in phrase.base or phrase.base in LIGHT or phrase.negated:
        return None
    people: dict[str, set[ParticipantId]] = defaultdict(set)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    naming = sorted(study.naming(stems(phrase.base) | stems(phrase.gerund)))
    for statement, annotation in _annotated(naming, study):
        for thing in things_done_to(phrase.base, statement, annotation):
            head = min(stems(thing.rpartition(" ")[2]), default="")
            people[head].add(statement.participant)
            words[head][thing] += 1
    shared = [head for head in people if head and len(people[head]) >= _SEVERAL]
    if not shared:
        return None
    said = words[min(shared, key=lambda head: (-len(people[head]), head))]
    thing = min(said, key=lambda words: (-said[words], len(words), words))
    return Behaviour(phrase_of(phrase.base, thing), frozenset({phrase.base}), frozenset(), frozenset(), complete=False)


def without_details(rest: str) -> str:
    """What one person alone calls it, without what only they say of it: `through the long literature`."""
    *before, noun = rest.split()
    return " ".join([*(word for word in before if word.casefold() in _SMALL_WORDS), noun])


def _same_deed(verb: str) -> frozenset[str]:
    """The verb and others for the same deed."""
    return frozenset({verb, *next((group.split() for group in SAME_DEED if verb in group.split()), ())})


def _order(deed: _SharedDeed) -> tuple[list[str], str]:
    return sorted(deed[0]), deed[1]


def vocabulary(statements: Sequence[StatementId], study: Study) -> tuple[dict[str, str], frozenset[str]]:
    """The verb forms of the statements with their lemmas, and the words used as nouns more than as verbs."""
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    as_noun: Counter[str] = Counter()
    for statement, annotation in _annotated(statements, study):
        for i, tag in enumerate(annotation.tags):
            word = statement.text[annotation.starts[i] : annotation.ends[i]].casefold()
            if tag.startswith("VB"):
                lemmas[word][annotation.lemmas[i].casefold()] += 1
            elif tag.startswith("NN"):
                as_noun[word] += 1
    best = {word: min(seen, key=lambda lemma: (-seen[lemma], lemma)) for word, seen in lemmas.items()}
    return best, frozenset(word for word, count in as_noun.items() if count > sum(lemmas[word].values()))


def _verdict(statement_id: StatementId, behaviour: Behaviour, study: Study) -> bool | None:
    """Whether a statement shows the behaviour; `False`: says it is not done; `None`: is about something else."""
    statement, annotation = study.statements[statement_id], study.annotations.get(statement_id)
    if annotation is None or (behaviour.complete and not behaviour.things <= stems(statement.text)):
        return None
    if behaviour.manner is not None and not behaviour.manner.search(statement.text):
        return None
    told = told_deeds(statement, study)
    fitting = [d for d in told if _fits(d, behaviour) and is_done_to(behaviour.things, d, statement, study)]
    if not fitting and is_declined(statement, behaviour.is_asked_in):
        return behaviour.phrase.negated
    return any(deed.negated == behaviour.phrase.negated for deed in fitting) if fitting else None


def is_told(statement: StatementId, study: Study) -> bool:
    """Whether it tells what happened once or usually does: `I would then read them myself` is no wish there."""
    judgement = study.judgements[statement]
    return judgement.is_behaviour and judgement.basis in {Basis.INSTANCE, Basis.HABIT}


def told_deeds(statement: Statement, study: Study) -> list[Deed]:
    """Without what somebody is told to do, but for what people say to themselves in a session, and for notes.

    In a session what is not done yet may still be: that says nothing.
    """
    deeds = study.deeds(statement.id, is_told=is_told(statement.id, study))
    if study.judgements[statement.id].basis is Basis.OBSERVED or study.is_noted(statement.id):
        return [deed for deed in deeds if not (deed.negated and deed.is_to_come)]
    return [deed for deed in deeds if not deed.is_bidden]


def _fits(deed: Deed, behaviour: Behaviour) -> bool:
    """Whether a deed is the behaviour's, done or not; who filters uses filters."""
    if deed.verb in behaviour.verbs:
        return not behaviour.targets or bool(stems(deed.target) & behaviour.targets)
    return bool(USING & behaviour.verbs) and bool(stems(deed.verb) & behaviour.targets)


def _annotated(statements: Sequence[StatementId], study: Study) -> Iterator[tuple[Statement, Annotation]]:
    for statement in statements:
        if statement in study.annotations:
            yield study.statements[statement], study.annotations[statement]
