from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insightmine.domain.decisions import Action, Anchor, Decision
from insightmine.domain.ids import StatementId
from insightmine.errors import ConfigError
from insightmine.store import append_decision, effective, read_decisions

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)
ANCHORS = st.builds(Anchor, TEXTS.map(StatementId), TEXTS, TEXTS)
DECISIONS = st.builds(
    Decision,
    id=TEXTS,
    action=st.sampled_from(Action),
    targets=st.lists(TEXTS, max_size=3).map(tuple),
    value=st.none() | TEXTS,
    by=TEXTS,
    because=TEXTS,
    at=TEXTS,
    anchors=st.lists(st.lists(ANCHORS, max_size=2).map(tuple), max_size=2).map(tuple),
)
LINE = b'{"id":"D1","action":"rename","targets":["T1"],"value":"Lids","by":"Kim","because":"","at":"2026-05-01"}\n'


def decision(action: Action = Action.RENAME, *targets: str, number: int = 0) -> Decision:
    return Decision(f"D{number}", action, targets, None, "Kim", "", "2026-05-01")


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.jsonl") == ()


@given(st.lists(DECISIONS, max_size=4))
@settings(max_examples=30, deadline=None)
def test_what_is_added_is_read_with_ids_in_order(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("decisions") / "decisions.jsonl"
    added = tuple(append_decision(path, one) for one in wanted)
    assert [one.id for one in added] == [f"D{number}" for number in range(1, len(wanted) + 1)]
    assert read_decisions(path) == added


def test_what_a_person_wrote_by_hand_stays_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    by_hand = b"\xef\xbb\xbf\r\n" + LINE.replace(b"D1", b"D7").replace(b":", b" : ").rstrip(b"\n")
    path.write_bytes(by_hand)
    assert append_decision(path, decision()).id == "D8"
    assert path.read_bytes().startswith(by_hand + b"\n")
    assert [one.id for one in read_decisions(path)] == ["D7", "D8"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"rename T1", "not a JSON object"),
        (b"[]", "array"),
        (b"\xff\xfe{}", "line 3"),
        (LINE.replace(b"rename", b"renam").replace(b"D1", b"D5"), "renam"),
        (LINE.replace(b'"by":"Kim",', b"").replace(b"D1", b"D5"), "by"),
        (LINE.replace(b'"by"', b'"bye":"","by"').replace(b"D1", b"D5"), "unknown key 'bye'"),
        (LINE.replace(b'["T1"]', b'"T1"').replace(b"D1", b"D5"), "targets"),
        (LINE, "'D1' is used twice"),
        (b'{"id":"D5","action":', "not a JSON object"),
    ],
)
def test_a_bad_line_is_named_and_stops_adding(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(LINE + b"\n" + line)
    with pytest.raises(ConfigError, match="line 3") as caught:
        read_decisions(path)
    assert message in caught.value.message
    assert caught.value.hint
    with pytest.raises(ConfigError):
        append_decision(path, decision())
    assert path.read_bytes() == LINE + b"\n" + line


def test_an_unknown_action_is_answered_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(LINE.replace(b"rename", b"delete"))
    with pytest.raises(ConfigError) as caught:
        read_decisions(path)
    assert "rename, merge" in caught.value.hint


def test_an_undo_takes_back_and_an_undone_undo_gives_back() -> None:
    first, second = decision(number=1), decision(Action.ACCEPT, "T1", number=2)
    undo = decision(Action.UNDO, "D1", number=3)
    again = decision(Action.UNDO, "D3", number=4)
    once_more = decision(Action.UNDO, "D4", number=5)
    assert effective((first, second)) == (first, second)
    assert effective((first, second, undo)) == (second,)
    assert effective((first, second, undo, again)) == (first, second)
    assert effective((first, second, undo, again, once_more)) == (second,)


def test_an_undo_reaches_back_only_and_may_name_several() -> None:
    early = decision(Action.UNDO, "D2", "D3", number=1)
    first, second = decision(number=2), decision(number=3)
    assert effective((early, first, second)) == (first, second)
    assert effective((first, second, decision(Action.UNDO, "D2", "D3", "D99", number=4))) == ()
