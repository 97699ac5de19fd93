"""Which names a study tells of itself, and which pseudonym each gets."""

from __future__ import annotations

import random

import pytest
from tests.unit.privacy.conftest import talk

from insightmine.config import PersonRow
from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind, Treatment
from insightmine.domain.speech import Consent
from insightmine.privacy import Finders, Replacer, find_identifiers, list_identifiers
from insightmine.privacy.known_names import forms_of, kind_of_column, names_in
from insightmine.transcripts import is_generic


def never(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("P1", []), ("P-01", []), ("Participant 3", []), ("Interviewer", []), ("SPEAKER_00", []), ("Moderator 2", []),
        ("Speaker A", []), ("Manager", []), ("Student 4", []), ("[Redacted]", []), ("JK", []), ("iPhone 12", []),
        ("Maria Rossi", ["Maria Rossi"]), ("Dan (Interviewer)", ["Dan"]), ("Rossi, Maria", ["Maria Rossi"]),
        ("maria.rossi", ["maria rossi"]), ("MariaRossi", ["Maria Rossi"]), ("Maria’s iPhone", ["Maria"]),
        ("Barnabé + Francesco", ["Barnabé", "Francesco"]), ("Dr. Ludwig van der Berg (Guest)", ["Ludwig van der Berg"]),
        ("M. Rossi", ["M Rossi"]), ("Will", ["Will"]), ("李小龙", ["李小龙"]),
    ],
)  # fmt: skip
def test_names_in_labels(label: str, names: list[str]) -> None:
    assert [name.removeprefix("Dr ") for name in names_in(label, is_generic, never)] == names


def test_forms_of_a_name() -> None:
    assert set(forms_of("Robert van der Berg")) >= {"Robert van der Berg", "Robert", "Berg", "van der Berg", "Bob"}


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("name", IdentifierKind.PERSON), ("First name", IdentifierKind.PERSON), ("e-mail", IdentifierKind.EMAIL),
        ("company", IdentifierKind.ORGANISATION), ("city", IdentifierKind.PLACE), ("segment", None), ("plan", None),
    ],
)  # fmt: skip
def test_what_columns_of_participants_hold(column: str, kind: IdentifierKind | None) -> None:
    assert kind_of_column(column) is kind


def people(*rows: tuple[str, str | None, dict[str, str]]) -> list[PersonRow]:
    return [
        PersonRow(participant, None, label, attributes, Consent.VERBATIM, line)
        for line, (participant, label, attributes) in enumerate(rows, 2)
    ]


STUDY = [
    talk(
        "one",
        ("Interviewer", "Thanks, Robert. Who is Bob Miller's manager?"),
        ("Robert Miller", "Mr Miller? They call me Bob. Anna Schmidt is, and Anna from the other team is not."),
        (
            "Robert Miller",
            "Schmidt is a common name. Anna Berg, I mean. Write to anna.schmidt@work.example, or to Sandra.",
        ),
    ),
    talk("two", ("Interviewer", "Hello Zoë."), ("Zoe Schmidt", "Hi. Zoë is fine. Robert said I should come.")),
]
ROWS = people(("P07", "Zoe Schmidt", {"city": "Leuven", "segment": "gold"}))


def listed(finders: Finders, known: tuple[Identifier, ...] = ()) -> dict[str, Identifier]:
    return {row.text: row for row in list_identifiers(STUDY, ROWS, finders, known)}


def test_one_pseudonym_an_identity_and_none_where_it_is_not_certain(finders: Finders) -> None:
    rows = listed(finders)
    participant = rows["Robert Miller"].pseudonym
    assert participant == "Participant-1"
    assert {rows[text].pseudonym for text in ("Robert", "Bob", "Bob Miller", "Miller")} == {participant}
    # the participant's own code, as it tells nothing
    assert {rows[text].pseudonym for text in ("Zoe Schmidt", "Zoe")} == {"P07"}
    # Schmidt is the name of two: of Zoe, and of whom the e-mail address names
    assert rows["Schmidt"].pseudonym not in {"P07", rows["Anna Schmidt"].pseudonym}
    assert rows["anna.schmidt@work.example"].pseudonym == "e-mail-1"


def test_no_order_changes_anything(finders: Finders) -> None:
    once = list_identifiers(STUDY, ROWS, finders)
    for seed in range(3):
        mixed, rows = list(STUDY), list(ROWS)
        random.Random(seed).shuffle(mixed)
        random.Random(seed).shuffle(rows)
        assert list_identifiers(mixed, rows, finders) == once


def test_rows_of_the_list_win_and_new_ones_go_on_counting(finders: Finders) -> None:
    known = (
        Identifier("Robert Miller", IdentifierKind.PERSON, Treatment.REPLACE, "The plumber", 0, True),
        Identifier("Bob", IdentifierKind.PERSON, Treatment.KEEP, "", 0, True),
        Identifier("leeds", IdentifierKind.PLACE, Treatment.REPLACE, "", 0, True),
        Identifier("somebody@else.example", IdentifierKind.EMAIL, Treatment.REPLACE, "e-mail-4"),
    )
    rows = listed(finders, known)
    assert [row.text for row in rows.values()][:4] == [row.text for row in known]
    assert rows["Robert"].pseudonym == "The plumber"
    assert not rows["Bob"].is_replaced
    assert (rows["Leuven"].pseudonym, rows["leeds"].pseudonym) == ("Place-1", "Place-2")
    assert rows["anna.schmidt@work.example"].pseudonym == "e-mail-5"


def test_a_label_that_looks_like_a_pseudonym_is_not_given_again(finders: Finders) -> None:
    rows = list_identifiers([*STUDY, talk("three", ("Participant 6", "Hello."))], (), finders)
    assert {row.pseudonym for row in rows if row.text == "Robert Miller"} == {"Participant-7"}


def test_ids_files_and_labels_are_hidden_and_stay_apart(finders: Finders) -> None:
    maria = talk("maria rossi", ("Maria Rossi", "I came by bus."))
    other = talk("Maria-Rossi", ("maria rossi", "I came on foot."))
    rows = list_identifiers([maria, other], (), finders)
    hidden = Replacer(rows).hide_study([maria, other], (), ("nobody goes by the label 'Maria Rossi'",))
    shown = repr(hidden.transcripts) + repr(hidden.problems)
    assert "maria" not in shown.lower()
    assert "rossi" not in shown.lower()
    assert len({transcript.id for transcript in hidden.transcripts}) == 2
    assert len({turn.participant for item in hidden.transcripts for turn in item.turns}) == 2
    assert len({turn.person_key for item in hidden.transcripts for turn in item.turns}) == 2


def test_a_file_that_is_called_like_somebody_whom_no_label_names(finders: Finders) -> None:
    rows = list_identifiers([talk("interview_tomasz_final", ("P9", "It worked."))], (), finders)
    assert [(row.text, row.pseudonym) for row in rows] == [("Tomasz", "P9")]


def test_found_places_are_those_of_the_turns(finders: Finders) -> None:
    texts = {(transcript.id, turn.index): turn.text for transcript in STUDY for turn in transcript.turns}
    found = find_identifiers(STUDY, ROWS, finders)
    said = [(item.transcript, texts[item.transcript, item.turn][item.start : item.end]) for item in found]
    assert ("one", "Mr Miller") in said
    assert ("two", "Zoë") in said
    assert ("one", "anna.schmidt@work.example") in said
    assert all(item.found_by in (FoundBy.KNOWN_NAME, FoundBy.PATTERN, FoundBy.CUE) for item in found)
    assert list(found) == sorted(found, key=lambda item: (item.transcript, item.turn, item.start))
