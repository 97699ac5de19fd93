"""The heads that come with the program: the pinned file, the features of today, the same bytes in any company."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from insightmine import study
from insightmine.domain.grammar import Annotation
from insightmine.domain.ids import ParticipantId, StatementId, TranscriptId
from insightmine.domain.journeys import Journey
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.speech import Statement
from insightmine.engines import Encoder, Grammar, Vectors, weights
from insightmine.engines.weights import shipped
from insightmine.errors import ModelError
from insightmine.judgements import judge
from insightmine.judgements.cues import read_cues
from insightmine.judgements.evidence import Found, evidence
from insightmine.judgements.heads import (
    TOLD,
    Heads,
    HeadScores,
    choose_effect,
    choose_kinds,
    load_heads,
    read_heads,
    written,
)
from insightmine.judgements.judge import find
from insightmine.judgements.stacking import Numbers
from insightmine.judgements.turns import nothing_to_tell
from insightmine.resources import models_folder

TEXTS = (
    "I never found the settings.",
    "The clerk explained every step.",
    "We meet every Tuesday.",
    "Any tasks that I was unable to perform, none that I can think of.",
)


def said(texts: tuple[str, ...], grammar: Grammar) -> tuple[list[Statement], dict[StatementId, Annotation]]:
    statements = [
        Statement(StatementId(f"S{n}"), TranscriptId("t"), "t.txt", ParticipantId("P"), n, 0, len(text), text, "And?")
        for n, text in enumerate(texts)
    ]
    return statements, {s.id: a for s, a in zip(statements, grammar.annotate(texts), strict=True)}


def of_a_plain_sentence(grammar: Grammar, encoder: Encoder) -> tuple[HeadScores, Found]:
    """What the heads and the rules say of the third text."""
    statements, annotations = said(TEXTS, grammar)
    vectors = encoder.encode(TEXTS)
    found, _ = find(statements, annotations, vectors, encoder.encode, Journey())
    score = judge(statements, annotations, vectors, encoder.encode, Journey()).scores[2]
    assert score is not None
    return score, found[2]


def test_heads_know_the_features_that_are_read_today(grammar: Grammar, encoder: Encoder) -> None:
    statements, annotations = said(TEXTS, grammar)
    found, _ = find(statements, annotations, encoder.encode(TEXTS), encoder.encode, Journey())
    for statement, one in zip(statements, found, strict=True):
        assert tuple(name for name, _ in evidence(statement, one)) == load_heads().features


def test_an_altered_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "models"
    (folder / "heads").mkdir(parents=True)
    for name in ("manifest.toml", "heads/statements.json"):
        (folder / name).write_bytes((models_folder() / name).read_bytes())
    monkeypatch.setattr(weights, "models_folder", lambda: folder)
    assert shipped("heads", "heads/statements.json").is_file()
    (folder / "heads/statements.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"statements\.json"):
        shipped("heads", "heads/statements.json")


def test_heads_are_small_and_survive_being_written() -> None:
    assert (models_folder() / "heads/statements.json").stat().st_size < 1_000_000
    again = read_heads(json.loads(json.dumps(written(load_heads()))))
    assert np.array_equal(again.on_vector, load_heads().on_vector)
    assert again.thresholds == load_heads().thresholds


def test_scores_do_not_depend_on_company(grammar: Grammar, encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    statements, annotations = said(TEXTS, grammar)
    together = judge(statements, annotations, vectors, encoder.encode, Journey()).scores
    for row, statement in enumerate(statements):
        alone = judge([statement], annotations, vectors[row : row + 1], encoder.encode, Journey()).scores
        assert alone == (together[row],)


def test_vectors_of_another_encoder_leave_the_rules_alone(grammar: Grammar, encoder: Encoder) -> None:
    def turned(texts: object) -> Vectors:
        return np.ascontiguousarray(encoder.encode(texts)[:, ::-1])  # type: ignore[arg-type]

    statements, annotations = said(TEXTS, grammar)
    judged = judge(statements, annotations, turned(TEXTS), turned, Journey())
    assert judged.scores == (None,) * len(TEXTS)
    assert judged.evidence.shape == (len(TEXTS), 0)
    assert all(judgement.kinds for judgement in judged.judgements)


def test_effects_of_plain_sentences(grammar: Grammar, encoder: Encoder) -> None:
    statements, annotations = said(TEXTS, grammar)
    judged = judge(statements, annotations, encoder.encode(TEXTS), encoder.encode, Journey()).judgements
    assert [one.effect for one in judged] == [Effect.HINDERS, Effect.HELPS, Effect.NEUTRAL, Effect.NEUTRAL]


def test_what_leans_far_to_a_side_takes_one(grammar: Grammar, encoder: Encoder) -> None:
    text = ("The second shelf is above the first.",)
    statements, annotations = said(text, grammar)
    found, _ = find(statements, annotations, encoder.encode(text), encoder.encode, Journey())
    heads = load_heads()

    def chosen(lean: float) -> Effect | None:
        return choose_effect(HeadScores({}, {}, heads.thresholds[TOLD] + 0.05, lean), found[0], heads).effect

    assert [chosen(lean) for lean in (-0.8, -0.05, 0.05, 0.8)] == [
        Effect.HINDERS,
        Effect.NEUTRAL,
        Effect.NEUTRAL,
        Effect.HELPS,
    ]


def test_nothing_to_tell_is_no_pain_point(grammar: Grammar, encoder: Encoder) -> None:
    texts = (
        TEXTS[3],
        "No, none that I can think of.",
        "Nothing comes to mind.",
        "I can't really think of any.",
        "There wasn't any task that I was unable to do.",
    )
    statements, annotations = said(texts, grammar)
    for one in judge(statements, annotations, encoder.encode(texts), encoder.encode, Journey()).judgements:
        assert Kind.PAIN_POINT not in one.kinds
        assert one.effect is Effect.NEUTRAL


@pytest.mark.parametrize("text", ["Nothing works", "Nothing happens when I click.", "No results", "No way back"])
def test_a_lack_is_not_taken_for_having_nothing_to_tell(text: str, grammar: Grammar) -> None:
    assert not nothing_to_tell(read_cues(text, next(iter(grammar.annotate([text])))))


def test_an_enabler_helps_and_a_pain_point_hinders(grammar: Grammar, encoder: Encoder) -> None:
    score, found = of_a_plain_sentence(grammar, encoder)
    both = score._replace(kinds={**score.kinds, Kind.ENABLER: 0.9, Kind.PAIN_POINT: 0.9})
    sides = {Kind.ENABLER, Kind.PAIN_POINT}
    given = {effect: sides & set(choose_kinds(both, found, load_heads(), effect)) for effect in Effect}
    assert given == {
        Effect.HELPS: {Kind.ENABLER},
        Effect.HINDERS: {Kind.PAIN_POINT},
        Effect.MIXED: sides,
        Effect.NEUTRAL: set(),
    }


def test_what_is_neutral_is_no_enabler_even_where_the_rules_found_one(grammar: Grammar, encoder: Encoder) -> None:
    score, found = of_a_plain_sentence(grammar, encoder)
    low = dict.fromkeys(Kind, 0.05)

    def given(kind: Kind) -> set[Kind]:
        ruled = replace(found, kinds=low | {kind: 0.9})
        return {*choose_kinds(score._replace(kinds=low | {kind: 0.9}), ruled, load_heads(), Effect.NEUTRAL)}

    assert Kind.ENABLER not in given(Kind.ENABLER)
    assert Kind.PAIN_POINT in given(Kind.PAIN_POINT)


def test_what_is_nothing_for_certain_is_not_therefore_session_talk(grammar: Grammar, encoder: Encoder) -> None:
    score, found = of_a_plain_sentence(grammar, encoder)
    low = dict.fromkeys(Kind, 0.01)
    # above the threshold, and still too little where the rules say something else
    unsure = score._replace(kinds=low | {Kind.SESSION_TALK: load_heads().thresholds["kind session_talk"] + 0.1})

    def given(ruled: Kind) -> set[Kind]:
        rules = replace(found, kinds=low | {ruled: 0.9})
        return {*choose_kinds(unsure, rules, load_heads(), Effect.NEUTRAL)}

    assert Kind.SESSION_TALK not in given(Kind.ENABLER)
    assert given(Kind.SESSION_TALK) == {Kind.SESSION_TALK}


@pytest.mark.parametrize(
    ("kept", "beside"),
    [(Kind.WISH, Kind.GOAL), (Kind.WISH, Kind.ENABLER), (Kind.BEHAVIOUR, Kind.OPINION)],
)
def test_what_gives_way_to_another_kind(kept: Kind, beside: Kind, grammar: Grammar, encoder: Encoder) -> None:
    score, found = of_a_plain_sentence(grammar, encoder)

    def given(*kinds: Kind) -> set[Kind]:
        likely = dict.fromkeys(Kind, 0.01) | dict.fromkeys(kinds, 0.9)
        return {*choose_kinds(score._replace(kinds=likely), replace(found, kinds=likely), load_heads(), Effect.HELPS)}

    assert given(kept, beside) == {kept}
    assert given(beside) == {beside}
    assert given(kept, Kind.REASON) == {kept, Kind.REASON}


def test_a_reason_stands_beside_what_it_is_given_for(grammar: Grammar, encoder: Encoder) -> None:
    score, found = of_a_plain_sentence(grammar, encoder)

    def given(behaviour: float) -> list[Kind]:
        likely = dict.fromkeys(Kind, 0.01) | {Kind.BEHAVIOUR: behaviour, Kind.REASON: 0.7}
        ruled = replace(found, kinds=dict.fromkeys(Kind, 0.01) | {Kind.BEHAVIOUR: 0.9, Kind.REASON: 0.9})
        return [*choose_kinds(score._replace(kinds=likely), ruled, load_heads(), Effect.NEUTRAL)]

    assert given(0.7) == [Kind.BEHAVIOUR, Kind.REASON]
    assert given(0.4) == [Kind.REASON, Kind.BEHAVIOUR]


def test_changed_heads_make_results_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = study._versions.__wrapped__()
    (tmp_path / "manifest.toml").write_text("# other weights\n", encoding="utf-8")
    monkeypatch.setattr(study, "models_folder", lambda: tmp_path)
    assert study._versions.__wrapped__() != today


def test_how_much_is_found_of_a_statement_weighs_nothing_among_kinds() -> None:
    heads = load_heads()
    row = np.linspace(-1.0, 1.0, len(heads.middle))
    short, long = (_unscaled(heads, heads.middle + size * row) for size in (1.0, 3.0))
    even = heads.even > 0
    assert np.allclose(short[even], long[even], atol=1e-6)  # weights are written with six digits
    assert not np.allclose(short[~even], long[~even])
    assert {name.split()[0] for name, one in zip(heads.outputs, even, strict=True) if one} == {"kind"}


def _unscaled(heads: Heads, scaled: Numbers) -> Numbers:
    row = scaled / np.where(heads.scales == 0, 1, heads.scales)
    return heads.raw(row[: len(heads.features)], row[len(heads.features) :])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How do you make sure that the bill is right?", "I would always check it against the order first."),
        ("What is your process for a new supplier?", "Then I'll call two of their other customers and ask them."),
    ],
)
def test_what_one_always_would_do_is_a_habit(question: str, text: str, grammar: Grammar, encoder: Encoder) -> None:
    statements, annotations = said((text,), grammar)
    asked = [replace(statements[0], question=question)]
    judged = judge(asked, annotations, encoder.encode([text]), encoder.encode, Journey()).judgements[0]
    assert Kind.BEHAVIOUR in judged.kinds
    assert judged.basis not in {Basis.HYPOTHETICAL, Basis.ADVICE}
