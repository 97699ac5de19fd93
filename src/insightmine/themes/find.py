"""Statements -> themes: group, keep what was, replay what people decided, name, and count the people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from insightmine.config import ThemeOptions
from insightmine.domain.codebooks import Codebook
from insightmine.domain.decisions import Decision
from insightmine.domain.grammar import Annotation
from insightmine.domain.guides import Asked
from insightmine.domain.ids import StatementId, ThemeId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Judgement
from insightmine.domain.problems import Problem
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.theme_trees import ThemeTree
from insightmine.domain.themes import MODEL, Member, Status, Theme, ThemeMemory
from insightmine.engines import Vectors
from insightmine.engines.linear import one_thread
from insightmine.themes.asking import CachedChat
from insightmine.themes.belonging import Belonging, placed_by_people
from insightmine.themes.branches import grow_tree
from insightmine.themes.closeness import Encode, weight_of
from insightmine.themes.codes import code_drafts, rest_of
from insightmine.themes.describe import define, just_outside, main_kinds, negative_cases, neighbours_of
from insightmine.themes.drafts import Draft
from insightmine.themes.exemplars import exemplars, typicality
from insightmine.themes.identity import Identity, identify, numbered
from insightmine.themes.members import MOST_UNPLACED, first_drafts
from insightmine.themes.name import Wording, is_makeshift, is_placeholder, word_themes
from insightmine.themes.people import Questions
from insightmine.themes.proposals import propose_names
from insightmine.themes.rulings import Replay
from insightmine.themes.settle import fits_of, join_nearest
from insightmine.themes.stability import stability
from insightmine.themes.study import Material, gather

_NO_CODES = Codebook()
# So near, measured against its own statements, lies what belongs to a theme as its second.
_AS_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes, and the decisions that could not be replayed.

    First what most people speak of in one sense: by number of participants times how near they lie to each other
    (falling), size, id; what no name stands for comes last.
    """

    themes: tuple[Theme, ...]
    problems: tuple[Problem, ...]
    tree: ThemeTree = field(default_factory=ThemeTree)


def find_themes(
    statements: Sequence[Statement],
    judgements: Sequence[Judgement],
    annotations: Mapping[StatementId, Annotation],
    vectors: Vectors,
    encode: Encode,
    transcripts: Sequence[Transcript],
    options: ThemeOptions,
    history: Sequence[ThemeMemory],
    rulings: Sequence[Decision],
    asked: Sequence[Asked] = (),
    journey: Journey | None = None,
    codebook: Codebook = _NO_CODES,
    chat: CachedChat | None = None,
    heard: Sequence[Judgement] = (),
) -> Themes:
    """Group the statements of a study into themes.

    Row i of `vectors` and of `judgements` belongs to statement i; the order of the rows changes nothing. `history`
    gives ids and names; `rulings` are replayed oldest first; `asked` is what of the guide was put to
    whom, `journey` says which headings are one task or topic, `heard` are the judgements before anybody corrected any
    (in the order of `judgements`). What fits a code of the `codebook` stands in the theme of that code, the rest is
    grouped. Each statement is in one theme or in none. `chat` is asked for names where no person gave one.
    """
    material = gather(statements, judgements, annotations, vectors, transcripts, heard)
    with one_thread():
        drafts = code_drafts(material, codebook, history, rulings, encode)
        drafts += _of_the_rest(material, drafts, options.detail, history, encode)
        drafts = _without_session_talk(material, drafts)
        replay = Replay(material, drafts, history, [statement.id for statement in statements])
        for ruling in rulings:
            replay.apply(ruling)
        identities = identify(material, drafts, history)
        groups = [draft.ordered for draft in drafts]
        wordings = word_themes(material, groups, _fixed_names(drafts, identities, history), encode)
        stabilities = stability(material, groups, options.detail)
        writer = _Writer(material, encode, Questions(material, asked, journey))
        given_up = _without_subject(material, drafts, wordings)
        shown = [i for i in range(len(drafts)) if i not in given_up]
        belonging = _with_second_themes(material, [drafts[i] for i in shown], [wordings[i] for i in shown], rulings)
        ids = numbered(material, [drafts[i] for i in shown], [identities[i] for i in shown], history)
        nearest = neighbours_of(material, [groups[i] for i in shown], [wordings[i] for i in shown])
        themes = [
            writer.theme(
                theme, drafts[i], identities[i], wordings[i], stabilities[i], belonging.strengths(number),
                None if near is None else wordings[shown[near]].name,
            )
            for number, (theme, i, near) in enumerate(zip(ids, shown, nearest, strict=True))
        ]  # fmt: skip
    ranks = {theme.id: _rank(material, theme) for theme in themes}
    themes.sort(key=lambda theme: (ranks[theme.id], -len(theme.members), len(theme.id), theme.id))
    by_model = _by_model([(theme, drafts[i], identities[i]) for theme, i in zip(ids, shown, strict=True)], history)
    themes, unnamed = propose_names(material, themes, by_model, chat)
    with one_thread():
        rows = [(theme.id, sorted(material.row_of[statement] for statement in theme.statements)) for theme in themes]
        tree = grow_tree(material, rows, options.detail)
    return Themes(tuple(themes), (*replay.problems, *unnamed), tree)


def _without_session_talk(material: Material, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without what turned out to be talk about the session, after it was grouped with all the rest."""
    for draft in drafts:
        draft.rows -= material.session_talk
        draft.also -= material.session_talk
    return [draft for draft in drafts if draft.rows]


def _rank(material: Material, theme: Theme) -> tuple[bool, float]:
    """What comes first: themes with a subject, by people times cohesion."""
    rows = [material.row_of[statement] for statement in theme.statements]
    return not theme.has_subject, -weight_of(material, rows)


def _fixed_names(
    drafts: Sequence[Draft], identities: Sequence[Identity], history: Sequence[ThemeMemory]
) -> list[str | None]:
    """A person's name, else the one that the theme had, if that named a subject.

    A model's name comes later (`propose_names`).
    """
    models = {memory.name for memory in history if memory.named_by.startswith(MODEL)}
    return [
        draft.name or (None if is_makeshift(identity.name) or identity.name in models else identity.name)
        for draft, identity in zip(drafts, identities, strict=True)
    ]


def _by_model(
    themes: Sequence[tuple[ThemeId, Draft, Identity]], history: Sequence[ThemeMemory]
) -> dict[ThemeId, ThemeMemory]:
    """The themes that keep a name which a model gave them."""
    past = {memory.id: memory for memory in history if memory.named_by.startswith(MODEL)}
    return {
        theme: past[theme]
        for theme, draft, identity in themes
        if theme in past and draft.name is None and identity.name == past[theme].name
    }


def _without_subject(material: Material, drafts: Sequence[Draft], wordings: Sequence[Wording]) -> set[int]:
    """The groups for which no name stands, smallest first, as long as few statements are left out; never a person's."""
    if material.is_table:
        return set()
    may_leave = MOST_UNPLACED * len(material) - (len(material) - sum(len(draft.rows) for draft in drafts))
    nameless = [i for i, wording in enumerate(wordings) if is_placeholder(wording.name) and not drafts[i].is_decided]
    given_up: set[int] = set()
    for i in sorted(nameless, key=lambda i: (len(drafts[i].rows), min(drafts[i].rows))):
        if len(drafts[i].rows) <= may_leave:
            given_up.add(i)
            may_leave -= len(drafts[i].rows)
    return given_up


def _with_second_themes(
    material: Material, drafts: Sequence[Draft], wordings: Sequence[Wording], rulings: Sequence[Decision]
) -> Belonging:
    """How surely each row belongs to each of the drafts; what belongs to a second one is put into its `also`."""
    belonging = Belonging(material, [draft.ordered for draft in drafts])
    may_share = [
        draft.code is None and draft.status is not Status.REJECTED and not wording.says_nothing
        for draft, wording in zip(drafts, wordings, strict=True)
    ]
    placed = {row for draft in drafts for row in draft.rows}
    for draft, rows in zip(drafts, belonging.second(may_share, placed_by_people(material, rulings)), strict=True):
        fits = fits_of(material, draft.ordered)
        usual = float(np.median(fits[draft.ordered]))
        draft.also = ((draft.also & placed) | {row for row in rows if fits[row] >= _AS_NEAR * usual}) - draft.rows
    return belonging


class _Writer:
    """Makes themes of drafts."""

    def __init__(self, material: Material, encode: Encode, questions: Questions) -> None:
        self._material = material
        self._encode = encode
        self._questions = questions

    def theme(
        self,
        theme: ThemeId,
        draft: Draft,
        identity: Identity,
        wording: Wording,
        stable: float | None,
        strengths: NDArray[np.float64],
        neighbour: str | None,
    ) -> Theme:
        """The theme of a draft with everything that is shown of it."""
        material, rows = self._material, draft.ordered
        fits = fits_of(material, rows)
        typical = typicality(material, rows, fits, wording.name, self._encode)
        opportunity = self._questions.opportunity(rows)
        kinds = main_kinds(material, rows)
        negative = negative_cases(material, rows, fits)
        return Theme(
            id=theme,
            name=wording.name,
            definition=draft.definition or define(wording, kinds, neighbour),
            kinds=kinds,
            keyphrases=wording.keyphrases,
            held=wording.held,
            members=_members(material, rows, strengths),
            participants=material.people_of(rows),
            n_opportunity=opportunity.count,
            opportunity_basis=opportunity.basis,
            interval=opportunity.interval,
            opportunity=opportunity.people,
            stability=stable,
            exemplars=exemplars(material, rows, typical, negative),
            negative_cases=negative,
            status=draft.status,
            lineage=(*draft.lineage, *identity.events),
            named_by=draft.named_by,
            also=_members(material, sorted(draft.also), strengths),
            code=draft.code,
            just_outside=just_outside(
                material, rows, fits, {*draft.also, *(material.row_of[statement] for statement in negative)}
            ),
        )


def _of_the_rest(
    material: Material, coded: Sequence[Draft], detail: float, history: Sequence[ThemeMemory], encode: Encode
) -> list[Draft]:
    """The groups of what has no code of a codebook; what people took in joins them, so that it makes none anew."""
    placed = {row for draft in coded for row in draft.rows}
    taken_in = sorted({material.row_of[statement] for statement in material.taken_in} - placed)
    if not coded and not taken_in:
        return first_drafts(material, detail, history, encode)
    rest, rows = rest_of(material, [*coded, Draft(set(taken_in))])
    if not rows:
        return []
    drafts = first_drafts(rest, detail, [memory for memory in history if memory.code is None], encode)
    for draft in drafts:
        draft.rows = {rows[row] for row in draft.rows}
    join_nearest(material, drafts, taken_in)
    return drafts


def _members(material: Material, rows: Sequence[int], strengths: NDArray[np.float64]) -> tuple[Member, ...]:
    members = [Member(material.statements[row].id, round(float(strengths[row]), 4)) for row in rows]
    return tuple(sorted(members, key=lambda member: (-member.score, member.statement)))
