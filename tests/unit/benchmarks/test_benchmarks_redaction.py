"""Redaction's figures by hand, and that the planted interviews are what their labels and their card say."""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks.data import DataAbsent
from benchmarks.peers.identifiers import patterns
from benchmarks.planted import (
    FOLDER,
    QUASI,
    Place,
    Planted,
    RedactedStudy,
    Tempting,
    digests,
    frozen_digests,
    planted_study,
    read_planted,
    read_tempting,
)
from benchmarks.redaction_real import Drawn, Judged, as_judged, drawn, judged_parts, replacements, shown
from benchmarks.replaced import (
    Found,
    Replaced,
    false_alarms,
    hidden_share,
    known_and_others,
    passes,
    precisions,
    recalls,
    temptations,
)

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@pytest.fixture(scope="module")
def study() -> RedactedStudy:
    return planted_study()


def test_labels_are_exact(study: RedactedStudy) -> None:
    texts = study.texts
    labels: list[Planted | Tempting] = [*read_planted(), *read_tempting()]
    assert [item for item in labels if texts[item.place][item.start : item.end] != item.text] == []


def test_no_label_lies_on_another() -> None:
    labels: list[Planted | Tempting] = [*read_planted(), *read_tempting()]
    by_place: dict[Place, list[Planted | Tempting]] = {}
    for item in labels:
        by_place.setdefault(item.place, []).append(item)
    for items in by_place.values():
        items.sort(key=lambda item: item.start)
        assert all(first.end <= second.start for first, second in pairwise(items))


def test_the_set_is_the_frozen_one_and_as_large_as_its_card_says(study: RedactedStudy) -> None:
    assert digests() == frozen_digests()
    assert set(frozen_digests()) == {"identifiers.jsonl", "not_identifiers.jsonl", "participants.csv", "transcripts"}
    planted = read_planted()
    types, levels = Counter(item.type for item in planted), Counter(item.difficulty for item in planted)
    card = " ".join((FOLDER / "README.md").read_text(encoding="utf-8").split())
    assert all(f"{'url' if name == 'url' else name} ({count}" in card for name, count in types.items())
    assert f"*Easy* ({levels['easy']})" in card
    assert f"*Hard* ({levels['hard']})" in card
    assert f"{len(planted) - types[QUASI]} identifiers and {types[QUASI]} quasi-identifiers" in card
    assert f"{len(read_tempting())} places that tempt" in card
    assert f"{study.n_words:,} words" in card


def test_known_is_what_labels_names_and_addresses_hold(study: RedactedStudy) -> None:
    generic = {"interviewer", "moderator", "facilitator", "speaker", "agent", "dr", "i", "jkowalczyk"}
    labels = {turn.speaker or "" for transcript in study.transcripts for turn in transcript.turns}
    people = [row.attributes for row in study.people]
    held = [*labels, *(row.get("name", "") for row in people), *(row.get("email", "").split("@")[0] for row in people)]
    words = {word.casefold() for text in held for word in _WORD.findall(text)} - generic
    names = {word for word in words if len(word) > 1 and not any(sign.isdigit() for sign in word)}
    for item in read_planted():
        found = [word.casefold() for word in _WORD.findall(item.text)]
        assert item.known == (item.type == "person" and bool(found) and set(found) <= names), item.place


def _planted(start: int, end: int, text: str, kind: str = "person", *, known: bool = False) -> Planted:
    return Planted("a.txt", 0, start, end, text, kind, "", None if kind == QUASI else "easy", known)


def _found(*spans: tuple[int, int, str, str]) -> Found:
    return {("a.txt", 0): [Replaced(*span) for span in spans]}


# "I am Ann Lee of Leeds, the only harpist": Ann Lee 5-12, Leeds 16-21, the only harpist 23-39
ANN, LEEDS, HARPIST = (
    _planted(5, 12, "Ann Lee", known=True),
    _planted(16, 21, "Leeds", "place"),
    _planted(23, 39, "the only harpist", QUASI),
)


def test_an_identifier_is_hidden_by_its_letters_and_digits() -> None:
    assert hidden_share(ANN, [Replaced(5, 8, "person", "a"), Replaced(9, 12, "person", "b")]) == 1
    assert hidden_share(ANN, [Replaced(0, 8, "person", "a")]) == 0.5
    assert hidden_share(ANN, [Replaced(12, 21, "person", "a")]) == 0


def test_recall_by_hand() -> None:
    rows = recalls([ANN, LEEDS, HARPIST], _found((5, 8, "person", "a"), (16, 21, "person", "a")), "m")
    figures = {(row.type, row.difficulty): (row.n, row.recall, row.partial) for row in rows}
    assert figures == {
        ("person", "easy"): (1, 0, 1),
        ("person", "both"): (1, 0, 1),
        ("place", "easy"): (1, 1, 0),
        ("place", "both"): (1, 1, 0),
        ("all", "easy"): (2, 0.5, 0.5),
        ("all", "both"): (2, 0.5, 0.5),
        ("quasi (not counted)", "-"): (1, 0, 0),
    }
    assert [(row.persons, row.recall) for row in known_and_others([ANN, LEEDS], _found((5, 12, "x", "a")), "m")] == [
        ("known", 1.0)
    ]


def test_precision_and_false_alarms_by_hand() -> None:
    # one on Leeds under a wrong name, one on the harpist alone, one on nothing
    found = _found((16, 21, "person", "a"), (27, 39, "person", "a"), (0, 4, "place", "b"))
    rows = {
        row.called: (row.replaced, row.precision, row.of_this_type)
        for row in precisions([ANN, LEEDS, HARPIST], found, "m")
    }
    assert rows == {"person": (1, 1, 0), "place": (1, 0, 0), "all": (2, 0.5, 0)}
    assert false_alarms([ANN, LEEDS, HARPIST], found) == 1


def test_passes_by_hand() -> None:
    found = _found((5, 12, "person", "names"), (16, 18, "place", "entities"), (18, 21, "place", "names"))
    rows = {
        row.found_by: (row.replaced, row.precision, row.identifiers, row.recall) for row in passes([ANN, LEEDS], found)
    }
    assert rows == {"names": (2, 1, 1, 0.5), "entities": (1, 1, 0, 0)}


def test_temptations_by_hand() -> None:
    tempting = [Tempting("a.txt", 0, 0, 4, "Word", "product"), Tempting("a.txt", 0, 6, 9, "May", "month")]
    rows = temptations(tempting, _found((3, 5, "x", "a")), "m", least=1)
    assert [(row.kind, row.n, row.touched) for row in rows] == [("month", 1, 0), ("product", 1, 1), ("all", 2, 0.5)]
    assert [row.kind for row in temptations(tempting, {}, "m")] == ["others", "all"]


def test_real_replacements_are_counted_drawn_and_judged_without_their_text() -> None:
    texts = {"study": {("a.txt", 0): "I am Ann Lee of Leeds"}}
    found = {"study": _found((5, 12, "person", "names"), (16, 21, "place", "entities"))}
    assert [
        (row.called, row.replaced, row.per_1000_words) for row in replacements("study", 500, "m", found["study"])
    ] == [
        ("person", 1, 2),
        ("place", 1, 2),
        ("all", 2, 4),
    ]
    sample = drawn(found, texts)
    assert sample == [
        Drawn("study", ("a.txt", 0), span, "I am Ann Lee of Leeds") for span in found["study"][("a.txt", 0)]
    ]
    assert next(iter(shown(sample))) == "0 person, names: I am [[Ann Lee]] of Leeds"
    judged = [as_judged(sample[0], "identifier"), as_judged(sample[1], "false alarm")]
    assert "Ann" not in repr(judged)
    rows = judged_parts(judged, texts, {"study": _found((5, 8, "person", "names"))})
    assert [(r.by, r.name, r.precision, r.identifiers_still, r.false_alarms_still) for r in rows] == [
        ("study", "study", 0.5, 1, 0),
        ("type", "person", 1, 1, 0),
        ("type", "place", 0, 0, 0),
        ("all", "all", 0.5, 1, 0),
    ]


def test_a_verdict_on_another_text_is_refused() -> None:
    judged = Judged("study", "a.txt", 0, 0, 3, "0" * 64, "person", "identifier")
    with pytest.raises(DataAbsent):
        judged_parts([judged], {"study": {("a.txt", 0): "Ann"}}, {"study": {}})
    assert judged_parts([judged], {}, {}) == []


def test_presidios_patterns_ask_no_network() -> None:
    """Sockets are closed in every test."""
    found, nothing = patterns(["write to ann@example.org or ring (410) 555-0147", "I will hope so"])
    assert {(span.start, span.end, span.type) for span in found} >= {(9, 24, "e-mail"), (33, 47, "phone")}
    assert nothing == []
