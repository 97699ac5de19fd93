"""Everything that people say they do, across themes -> practices: what several people do, and who says so where."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from insightmine.domain.content_words import stems
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.judgements import Basis
from insightmine.domain.speech import Statement
from insightmine.domain.themes import Status, Theme
from insightmine.outcomes.declining import declines, denied_questions, is_declined
from insightmine.outcomes.deed_words import is_empty, is_named, is_plannable, move_of
from insightmine.outcomes.deeds import LIGHT, USING, Deed
from insightmine.outcomes.evidence import Study, is_behaviour
from insightmine.outcomes.frames import FRAMES, Frame
from insightmine.outcomes.practice import Practice, counts, forms_of
from insightmine.outcomes.showing import IN_GOOD_TIME, is_told, told_deeds, without_details
from insightmine.outcomes.tool_use import Use, uses_of
from insightmine.outcomes.verb_phrase import VerbPhrase, phrase_of

# The verb may stand so many characters before the words that tell the practice: "do it all step by step".
_BEFORE = 25
_BY_HAND = re.compile(r"\b(?:by hand|manually)\b", re.IGNORECASE)
_PEOPLE = 2
_FEW = 5
# How many things are named as examples, and what would be no example.
_NAMES = 2
_NAMED_BY = 1 / 3
_NO_NAME = frozenset({"importance", "accuracy", "validity", "correctness", "reliability"})


def practices(themes: Sequence[Theme], needed: int, study: Study) -> list[Practice]:
    """The practices that at least `needed` people show; they overlap.

    What one person alone tells is no practice of people, however small the study; see `_alone`.

    A practice may run through several themes, and through statements in none: themes group by subject, and one deed is
    done to several things. What lies in a rejected theme is left out.
    """
    rejected = {s for theme in themes if theme.status is Status.REJECTED for s in theme.statements}
    told = [
        statement
        for statement in sorted(study.statements.values(), key=lambda s: (s.transcript, s.turn, s.start, s.id))
        if statement.id in study.annotations and statement.id not in rejected
    ]
    deeds = {s.id: tuple(told_deeds(s, study)) for s in told}
    found = [
        *_framed(told, deeds, study),
        *_by_hand(told, deeds, study),
        *_in_good_time(told, deeds, study),
        *_for_a_purpose(told, study),
        *_done_to_something(told, deeds, study),
    ]
    declining = [s for s in told if study.judgements[s.id].is_evidence and (declines(s) or denied_questions(s))]
    return [
        practice
        for practice in (_by_doers(_with_declined(practice, declining), study) for practice in found)
        if plainly(practice, study) >= max(needed, _PEOPLE) or _alone(practice, study)
    ]


def _with_declined(practice: Practice, declining: Sequence[Statement]) -> Practice:
    """With those who say that they do not do it where the question, or they themselves, name it."""
    held = {*practice.shown, *practice.denied}
    more = tuple(s.id for s in declining if s.id not in held and _is_declined(practice, s))
    return replace(practice, denied=(*practice.denied, *more)) if more else practice


def _is_declined(practice: Practice, statement: Statement) -> bool:
    if practice.says is None:
        return is_declined(statement, practice.is_asked_in)
    is_named = practice.says.search(statement.question or "") or practice.says.search(statement.text)
    says_no = any(practice.says.match(asked) is not None for asked in denied_questions(statement))
    return says_no or (declines(statement) and is_named is not None)


def _by_doers(practice: Practice, study: Study) -> Practice:
    """Without what is said by those who say more often that they do not do it: they show it nowhere."""
    done, undone = (
        Counter(study.statements[s].participant for s in said) for said in (practice.shown, practice.denied)
    )
    shown = tuple(s for s in practice.shown if done[who := study.statements[s].participant] >= undone[who])
    return practice if shown == practice.shown else replace(practice, shown=shown)


def _alone(practice: Practice, study: Study) -> bool:
    """In a study of few, one person seen to work around something is a beginning."""
    seen = [s for s in practice.shown if study.judgements[s].basis is Basis.OBSERVED]
    return practice.unwanted and len(study.people) <= _FEW and bool(seen)


def plainly(practice: Practice, study: Study) -> int:
    """How many people show it in a statement that is judged a behaviour."""
    plain = [s for s in practice.shown if is_behaviour(study.judgements[s], study.is_noted(s))]
    return len(study.who(plain))


def _framed(told: Sequence[Statement], deeds: dict[StatementId, tuple[Deed, ...]], study: Study) -> Iterator[Practice]:
    for frame in FRAMES:
        shown, denied, objects, done = [], [], Counter[str](), []
        for statement in told:
            said = frame.says.search(statement.text)
            fitting = [d for d in deeds[statement.id] if _is_in(d, frame, said)] if said else []
            if said is None or not fitting:
                continue
            if any(not deed.negated for deed in fitting):
                if counts(statement, study):
                    shown.append(statement.id)
                    done += [(statement.participant, deed) for deed in fitting if not deed.negated]
                    objects.update(
                        {word for word in said.group().casefold().split() if _singular(word) in frame.objects}
                    )
            elif study.judgements[statement.id].is_evidence:
                denied.append(statement.id)
        named = _named(done) if frame.of_anything else []
        if frame.with_thing and named:
            shown = [statement for statement in shown if stems(named[0]) & study.stems_around(statement)]
        if shown and (named or not frame.says_little):
            yield _of_frame(frame, shown, denied, objects, named)


def _named(done: Sequence[tuple[ParticipantId, Deed]]) -> list[str]:
    """What a third, and at least two, name as what they do it to, in the words of most: `code`, `sources`."""
    people: dict[str, set[ParticipantId]] = defaultdict(set)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for who, deed in done:
        *before, word = deed.rest.casefold().split() or [""]
        if word in _NO_NAME and before:
            word = before[-1]  # `by feature importance`
        if word not in _NO_NAME and is_named(word) and is_named(deed.target):
            stem = min(stems(word))
            people[stem].add(who)
            words[stem][word] += 1
    enough = max(2, _NAMED_BY * len({who for who, _ in done}))
    named = sorted((s for s in people if len(people[s]) >= enough), key=lambda stem: (-len(people[stem]), stem))[
        :_NAMES
    ]
    return [min(words[stem], key=lambda word: (-words[stem][word], word)) for stem in named]


def _is_in(deed: Deed, frame: Frame, said: re.Match[str]) -> bool:
    """Whether it is the deed that the words tell of, and not another in the same sentence."""
    return said.start() - _BEFORE <= deed.start <= said.end() and (not frame.verbs or deed.verb in frame.verbs)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _of_frame(
    frame: Frame, shown: list[StatementId], denied: list[StatementId], objects: Counter[str], named: list[str]
) -> Practice:
    best = min(objects, key=lambda word: (-objects[word], word), default="")
    phrase = frame.phrase
    if best and 2 * objects[best] >= len(shown) and objects[best] > 1:
        article = "an" if best[0] in "aeiou" else "a"
        phrase = phrase_of(phrase.base.partition(" ")[0], f"{article} {_singular(best)}")
    things = stems(phrase.base) if best else frozenset[str]()
    said = frame.with_thing.format(*named[:1]).partition(" ") if frame.with_thing and named else None
    return Practice(
        phrase, tuple(shown), tuple(denied), things, frame.unwanted, frame.says, frame.is_safeguard,
        such_as="" if best or said else " and ".join(named),
        named=phrase_of(said[0], said[2]) if said else None,
    )  # fmt: skip


def _for_a_purpose(told: Sequence[Statement], study: Study) -> Iterator[Practice]:
    """`use the scanner to find parcels`, by tool and any word of the purpose."""
    found: dict[tuple[str, str], list[tuple[StatementId, Use]]] = defaultdict(list)
    for statement in told:
        if counts(statement, study):
            for use in uses_of(
                statement,
                study.annotations[statement.id],
                is_told(statement.id, study),
                by=study.doers(statement.id),
            ):
                for word in use.words:
                    if word not in _EMPTY_PURPOSES and stems(word) and not stems(word) & stems(use.tool):
                        found[use.head, min(stems(word))].append((statement.id, use))
    for key in sorted(found):
        shown = tuple(dict.fromkeys(statement for statement, _ in found[key]))
        best = _purpose(key[1], [use for _, use in found[key]])
        yield Practice(phrase_of("use", best), shown, (), frozenset({key[1]}), about=(stems(key[0]), forms_of(key[1])))


def _purpose(word: str, uses: Sequence[Use]) -> str:
    """The words of most for one tool and one word of its purpose: a verb with what most do it to, or a thing.

    Where the thing is shared and no verb is, no verb is told: some produce code with it, others debug it.
    """
    verbs = Counter(use.words[0] for use in uses if use.is_verb)
    things = Counter(use.words[-1] for use in uses)
    is_thing = all(word in stems(use.words[-1]) for use in uses)
    if is_thing and verbs and len(uses) > max(verbs.values()) == 1:
        thing = min(things, key=lambda name: (-things[name], name))
        bare = [use.purpose.rpartition(" ")[2] for use in uses if use.words[-1] == thing]
        return f"{uses[0].tool} for {min(bare, key=lambda name: (-bare.count(name), name))}"
    phrases = Counter(
        (f"{use.tool} to {use.purpose}" if use.is_verb else f"{use.tool} for {use.purpose}", things[use.words[-1]])
        for use in uses
    )
    return min(phrases, key=lambda said: (-phrases[said], -said[1], " to " not in said[0], len(said[0]), said[0]))[0]


_EMPTY_PURPOSES = frozenset(
    "process provide identify create develop part project suggestion make find give get do part thing way purpose "  # noqa: SIM905
    "most time work help example method initial small particular other".split()
)


def _done_to_something(
    told: Sequence[Statement], deeds: dict[StatementId, tuple[Deed, ...]], study: Study
) -> Iterator[Practice]:
    """The same move, made with the same thing."""
    done: dict[tuple[frozenset[str], str], list[tuple[StatementId, Deed]]] = defaultdict(list)
    denied: dict[tuple[frozenset[str], str], list[StatementId]] = defaultdict(list)
    for statement in told:
        for deed in deeds[statement.id]:
            if not deed.target or not is_plannable(deed) or _is_the_subject(deed, study.subjects):
                continue
            key = move_of(deed.verb), min(stems(deed.target))
            if deed.negated and study.judgements[statement.id].is_evidence:
                denied[key].append(statement.id)
            elif not deed.negated and counts(statement, study):
                done[key].append((statement.id, deed))
    for key in sorted(done, key=lambda key: (sorted(key[0]), key[1])):
        phrase = _phrase([deed for _, deed in done[key]])
        shown = tuple(dict.fromkeys(statement for statement, _ in done[key]))
        undone = tuple(s for s in dict.fromkeys(denied[key]) if s not in shown)
        named = frozenset().union(*(forms_of(verb) for verb in key[0] if verb in {d.verb for _, d in done[key]}))
        yield Practice(
            phrase, shown, undone, frozenset({key[1]}),
            about=(frozenset({key[1]}),) if key[0] & USING else (frozenset({key[1]}), named),
        )  # fmt: skip


def _by_hand(told: Sequence[Statement], deeds: dict[StatementId, tuple[Deed, ...]], study: Study) -> Iterator[Practice]:
    """The same thing done by hand, which nobody sets out to do so."""
    found: dict[str, list[tuple[StatementId, Deed]]] = defaultdict(list)
    for statement in told:
        said = _BY_HAND.search(statement.text)
        done = [d for d in deeds[statement.id] if said and not d.negated and d.start < said.end()]
        if (
            done and done[-1].target and counts(statement, study)
        ):  # "I print it and tick it off by hand" prints nothing so
            found[min(stems(done[-1].target), default=done[-1].target)].append((statement.id, done[-1]))
    for thing in sorted(found):
        phrase = _phrase([deed for _, deed in found[thing]])
        shown = tuple(dict.fromkeys(statement for statement, _ in found[thing]))
        verb, _, rest = phrase.base.partition(" ")
        yield Practice(phrase_of(verb, f"{rest} by hand"), shown, (), frozenset({thing}), unwanted=True, says=_BY_HAND)


def _in_good_time(
    told: Sequence[Statement], deeds: dict[StatementId, tuple[Deed, ...]], study: Study
) -> Iterator[Practice]:
    """The same move, made well before it is needed: `book ahead`."""
    found: dict[frozenset[str], list[tuple[StatementId, Deed]]] = defaultdict(list)
    for statement in told:
        if IN_GOOD_TIME.search(statement.text) and counts(statement, study):
            for deed in deeds[statement.id]:
                if deed.verb not in LIGHT and not is_empty(deed.verb):
                    found[move_of(deed.verb)].append((statement.id, deed))
    for move in sorted(found, key=sorted):
        done = [statement for statement, deed in found[move] if not deed.negated]
        verbs = Counter(deed.verb for _, deed in found[move])
        verb = min(verbs, key=lambda verb: (-verbs[verb], verb))
        undone = [statement for statement, deed in found[move] if deed.negated and statement not in done]
        if done:
            yield Practice(
                phrase_of(verb, "ahead of time"), tuple(dict.fromkeys(done)), tuple(dict.fromkeys(undone)),
                frozenset(), about=(frozenset().union(*map(forms_of, verbs)), _EARLY),
            )  # fmt: skip


_EARLY = stems("early earlier ahead advance beforehand")


def _is_the_subject(deed: Deed, subjects: frozenset[str]) -> bool:
    """Whether it says no more than that people use what the study is about."""
    return (
        bool(deed.tool) or stems(deed.target) <= subjects or (deed.verb in USING and bool(stems(deed.rest) & subjects))
    )


def _phrase(deeds: Sequence[Deed]) -> VerbPhrase:
    """In the words that most use: the shortest of those that are used equally often."""
    verbs = Counter(deed.verb for deed in deeds)
    verb = min(verbs, key=lambda verb: (-verbs[verb], verb))
    rests = Counter(deed.rest for deed in deeds if deed.verb == verb)
    rest = min(rests, key=lambda rest: (-rests[rest], len(rest.split()), rest))
    return phrase_of(verb, rest if rests[rest] > 1 or not rest else without_details(rest))
