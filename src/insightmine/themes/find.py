"""Statements -> themes: group, keep what was, replay what people decided, name, and count the people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from insightmine.config import ThemeOptions
from insightmine.domain.decisions import Decision, DecisionProblem
from insightmine.domain.grammar import Annotation
from insightmine.domain.guides import Asked
from insightmine.domain.ids import StatementId
from insightmine.domain.judgements import Judgement
from insightmine.domain.speech import Statement, Transcript
from insightmine.domain.themes import Member, Theme, ThemeMemory
from insightmine.engines import Vectors
from insightmine.engines.linear import one_thread
from insightmine.themes.closeness import Encode, weight_of
from insightmine.themes.describe import define, exemplars, main_kinds, negative_cases, typicality
from insightmine.themes.drafts import Draft
from insightmine.themes.identity import Identity, identify
from insightmine.themes.members import MOST_UNPLACED, first_drafts
from insightmine.themes.name import Wording, is_placeholder, word_themes
from insightmine.themes.people import Questions
from insightmine.themes.rulings import Replay
from insightmine.themes.settle import fits_of
from insightmine.themes.stability import stability
from insightmine.themes.study import Material, gather


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes, and the decisions that could not be replayed.

    First what most people speak of in one sense: by number of participants times how near they lie to each other
    (falling), size, id; what no name stands for comes last.
    """

    themes: tuple[Theme, ...]
    problems: tuple[DecisionProblem, ...]


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
) -> Themes:
    """Group the statements of a study into themes.

    Row i of `vectors` and of `judgements` belongs to statement i; the order of the rows changes nothing. `history`
    gives ids and names; `rulings` are replayed oldest first; `asked` is what of the guide was put to
    whom. Each statement is in one theme or in none.
    """
    material = gather(statements, judgements, annotations, vectors, transcripts)
    with one_thread():
        drafts = first_drafts(material, options.detail, history, encode)
        replay = Replay(material, drafts, history)
        for ruling in rulings:
            replay.apply(ruling)
        identities = identify(material, drafts, history)
        groups = [draft.ordered for draft in drafts]
        wordings = word_themes(material, groups, _fixed_names(drafts, identities), encode)
        stabilities = stability(material, groups, options.detail)
        writer = _Writer(material, encode, asked)
        found = list(zip(drafts, identities, wordings, stabilities, strict=True))
        given_up = _without_subject(material, drafts, wordings)
        themes = [writer.theme(*parts) for i, parts in enumerate(found) if i not in given_up]
    ranks = {theme.id: _rank(material, theme) for theme in themes}
    themes.sort(key=lambda theme: (ranks[theme.id], -len(theme.members), len(theme.id), theme.id))
    return Themes(tuple(themes), tuple(replay.problems))


def _rank(material: Material, theme: Theme) -> tuple[bool, float]:
    """What comes first: themes with a subject, by people times cohesion."""
    rows = [material.row_of[statement] for statement in theme.statements]
    return not theme.has_subject, -weight_of(material, rows)


def _fixed_names(drafts: Sequence[Draft], identities: Sequence[Identity]) -> list[str | None]:
    """A person's name, else the one that the theme had, if it had one."""
    return [
        draft.name or (None if is_placeholder(identity.name) else identity.name)
        for draft, identity in zip(drafts, identities, strict=True)
    ]


def _without_subject(material: Material, drafts: Sequence[Draft], wordings: Sequence[Wording]) -> set[int]:
    """The groups for which no name stands, smallest first, as long as few statements are left out; never a person's."""
    if material.is_table:
        return set()
    may_leave = MOST_UNPLACED * len(material) - (len(material) - sum(len(draft.rows) for draft in drafts))
    nameless = [i for i, wording in enumerate(wordings) if wording.says_nothing and not drafts[i].is_decided]
    given_up: set[int] = set()
    for i in sorted(nameless, key=lambda i: (len(drafts[i].rows), min(drafts[i].rows))):
        if len(drafts[i].rows) <= may_leave:
            given_up.add(i)
            may_leave -= len(drafts[i].rows)
    return given_up


class _Writer:
    """Makes themes of drafts."""

    def __init__(self, material: Material, encode: Encode, asked: Sequence[Asked]) -> None:
        self._material = material
        self._encode = encode
        self._questions = Questions(material, asked)

    def theme(self, draft: Draft, identity: Identity, wording: Wording, stable: float | None) -> Theme:
        """The theme of a draft with everything that is shown of it."""
        material, rows = self._material, draft.ordered
        fits = fits_of(material, rows)
        typical = typicality(material, rows, fits, wording.name, self._encode)
        opportunity = self._questions.opportunity(rows)
        kinds = main_kinds(material, rows)
        negative = negative_cases(material, rows, fits)
        return Theme(
            id=identity.id,
            name=wording.name,
            definition=define(wording, kinds),
            kinds=kinds,
            keyphrases=wording.keyphrases,
            members=_members(material, rows, fits),
            participants=material.people_of(rows),
            n_opportunity=opportunity.count,
            opportunity_basis=opportunity.basis,
            interval=opportunity.interval,
            stability=stable,
            exemplars=exemplars(material, rows, typical, negative),
            negative_cases=negative,
            status=draft.status,
            lineage=(*draft.lineage, *identity.events),
            named_by=draft.named_by,
        )


def _members(material: Material, rows: Sequence[int], fits: NDArray[np.float64]) -> tuple[Member, ...]:
    members = [Member(material.statements[row].id, round(float(fits[row]), 4)) for row in rows]
    return tuple(sorted(members, key=lambda member: (-member.score, member.statement)))
