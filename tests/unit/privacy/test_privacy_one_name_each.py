"""A pseudonym is one person's, for good, and everything that people are shown with is hidden."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.unit.privacy.conftest import talk

from insightmine.cli.app import group
from insightmine.domain.decisions import Action
from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind, Treatment
from insightmine.domain.redactions import PSEUDONYM
from insightmine.domain.sharing import MASK
from insightmine.errors import ConfigError
from insightmine.privacy import Finders, Replacer, common_words, find_identifiers, last_given, list_identifiers
from insightmine.store import REDACTIONS_FILE, read_given, read_redactions, write_redactions
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study

ANSWERS = {
    "Quirin Falke": "I look for the drill on the page, and the search on the page never finds it for me.",
    "Ottilie Specht": "The door was closed when I brought the saw back, so I carried it home again.",
    "Leberecht Zeisig": "They gave me the wrong ladder at the desk, and nobody had time to look for another.",
}


def write_talk(folder: Path, name: str, speaker: str, said: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"Interviewer: What happened the last time you came?\n\n{speaker}: {said}\n\n"
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def redacted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("redacted") / "study"
    for number, (speaker, said) in enumerate(ANSWERS.items()):
        write_talk(folder / "talks", f"interview_{number}.txt", speaker, said)
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "talks"], redact=True)
    return folder


@pytest.fixture
def folder(redacted: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "study"
    shutil.copytree(redacted, copy)
    return copy


def row(text: str, name: str, kind: IdentifierKind = IdentifierKind.PERSON) -> Identifier:
    return Identifier(text, kind, Treatment.REPLACE, name, found_by=FoundBy.KNOWN_NAME)


def shown(study: Study, word: str) -> str:
    """What the one is called who says a word."""
    (name,) = {s.participant for s in study.analysis.statements if word in s.text}
    return str(name)


def test_cells_of_participants_that_nobody_says_are_hidden_in_reports_and_exports(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    write_talk(folder / "talks", "talk.txt", "P07", ANSWERS["Quirin Falke"])
    (folder / "participants.csv").write_text(
        "participant,first_name,name,employer,phone,email,segment\n"
        "P07,Cosima,Cosima Uhu,Acme Widgets,+49 170 5551234,cosima.uhu@acmewidgets.example,gold\n",
        encoding="utf-8",
    )
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "talks"], redact=True)
        (person,) = study.analysis.people
        study.report(tmp_path / "report.html")
        study.report(tmp_path / "report.md")
        study.export(tmp_path / "out")
    kinds = {row.text: row.pseudonym for row in read_redactions(folder / REDACTIONS_FILE) or ()}
    assert kinds["Acme Widgets"] == person.attributes["employer"] == "Organisation-1"
    assert (person.attributes["phone"], person.attributes["segment"]) == ("phone-number-1", "gold")
    written = [path for path in tmp_path.rglob("*") if path.is_file() and folder not in path.parents]
    assert len(written) >= 8
    assert "gold" in (tmp_path / "report.html").read_text(encoding="utf-8")
    for path in written:
        content = path.read_bytes().lower()
        for clear in (b"acme", b"5551234", b"cosima", b"uhu"):
            assert clear not in content, (path.name, clear)


def test_a_cell_that_no_row_stands_for_is_masked_and_one_that_a_person_keeps_stays() -> None:
    kept = Identifier("Leuven", IdentifierKind.PLACE, Treatment.KEEP, "", reviewed=True)
    doubtful = Identifier("Ghent", IdentifierKind.PLACE, Treatment.KEEP, "")
    replacer = Replacer([kept, doubtful, row("Cosima Uhu", "P07")])
    cells = [("city", "Leuven"), ("city", "Ghent"), ("city", "Bruges"), ("name", "Dr. Cosima Uhu"), ("name", "Uhu, C.")]
    assert [replacer.hide_cell(*cell) for cell in cells] == ["Leuven", MASK, MASK, "P07", MASK]
    assert replacer.hide_cell("segment", "Bruges") == "Bruges"


def test_two_names_that_differ_by_a_sharp_s_are_two_rows_that_can_be_read_again(
    tmp_path: Path, finders: Finders
) -> None:
    lines = [("Anna Weiß", "Frau Weiß am I."), ("Tom Weiss", "I am Mr Weiss, and Anna Weiß is another.")]
    rows = list_identifiers([talk(f"t{number}", line) for number, line in enumerate(lines)], (), finders)
    assert {"Weiß", "Weiss"} <= {row.text for row in rows}
    path = tmp_path / REDACTIONS_FILE
    write_redactions(path, rows)
    assert read_redactions(path) == rows


def test_spellings_that_the_list_takes_for_one_are_one_row(tmp_path: Path) -> None:
    path = tmp_path / REDACTIONS_FILE
    path.write_text("text\nJosé\nAnn\nJOSE\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 4: the same text as in line 2"):
        read_redactions(path)


def test_two_participants_under_one_pseudonym_are_refused_with_their_lines(folder: Path) -> None:
    path = folder / REDACTIONS_FILE
    listed = list(read_redactions(path) or ())
    names = {row.text: row.pseudonym for row in listed}
    path.write_text(
        path.read_text(encoding="utf-8").replace(names["Ottilie Specht"], names["Quirin Falke"]), encoding="utf-8"
    )
    lines = sorted(2 + [row.text for row in listed].index(text) for text in ("Quirin Falke", "Ottilie Specht"))
    with Study.open(folder) as study, pytest.raises(ConfigError) as error:
        study.redact()
    assert f"{REDACTIONS_FILE}, line {lines[0]} and line {lines[1]}: two participants would be called" in str(
        error.value
    )
    assert "Quirin" not in str(error.value)
    write_redactions(path, [*listed, row("Quirin", names["Quirin Falke"])])  # spellings of one person may share it
    with Study.open(folder) as study:
        study.redact()
        assert len(study.analysis.people) == 3


def test_a_ruling_means_the_participant_whose_pseudonym_it_names(folder: Path) -> None:
    write_talk(
        folder / "talks", "interview_9.txt", "Guest", "The ladder stood in the rain, and the wood was wet and grey."
    )
    with Study.open(folder) as study:
        study.ingest([folder / "talks"])
        hers = shown(study, "carried it home")
        before = {person.id for person in study.analysis.people}
        study.decide(Action.PERSON, ["interview_9.txt", "Guest"], hers, by="me")
        assert shown(study, "wet and grey") == hers == shown(study, "carried it home")
        assert {person.id for person in study.analysis.people} == before - {"Guest"}


def test_the_pseudonym_of_somebody_forgotten_is_never_given_to_another(folder: Path) -> None:
    path = folder / REDACTIONS_FILE
    assert "Participant-3" in read_given(folder)
    with Study.open(folder) as study:
        assert "Participant-3" in {person.id for person in study.analysis.people}
        study.forget("Participant-3", by="me")
    write_redactions(path, [row for row in read_redactions(path) or () if row.pseudonym != "Participant-3"])
    write_talk(
        folder / "talks", "interview_9.txt", "Hedwig Amsel", "The hoe was rusty, and I sent it back to the desk."
    )
    with Study.open(folder) as study:
        study.ingest([folder / "talks"])
        assert shown(study, "rusty") == "Participant-4"


def test_of_each_kind_the_last_is_remembered_and_nothing_that_a_person_wrote() -> None:
    names = ["Person-9", "Person-10", "participant-2", "Jonas-12", "the plumber", "P07", "", "e-mail-3"]
    assert last_given(names) == ("e-mail-3", "participant-2", "Person-10")
    assert last_given([*last_given(names), "Person-11"]) == ("e-mail-3", "participant-2", "Person-11")


def test_a_new_pseudonym_comes_after_those_that_were_given(finders: Finders) -> None:
    rows = list_identifiers([talk("one", ("Quirin Falke", "I do."))], (), finders, (), ("Participant-7",))
    assert {row.pseudonym for row in rows if row.text == "Quirin Falke"} == {"Participant-8"}


def test_the_name_of_a_sheet_is_hidden_where_turns_say_where_they_stand() -> None:
    study = talk("one", ("Interviewer", "And then?"), ("Quirin Row", "I left."), ("Interviewer", "Why?"))
    places = ("sheet 'Quirin Row', row 2", 'sheet "quirin row\'s", row 3', "page 1, line 4")
    placed = replace(study, turns=tuple(replace(turn, place=p) for turn, p in zip(study.turns, places, strict=True)))
    rows = [row("Quirin Row", "Participant-1"), row("Row", "Participant-1"), row("Page", "Person-1")]
    (hidden,) = Replacer(rows).hide_study([placed], (), ()).transcripts
    assert [turn.place for turn in hidden.turns][::2] == ["sheet 'Participant-1', row 2", "page 1, line 4"]
    assert hidden.turns[1].place == 'sheet "Participant-1", row 3'


def test_what_is_measured_is_what_is_replaced(finders: Finders) -> None:
    lines = [(name, f"I asked {name.split()[0]} of it, on 07944 123456. {said}") for name, said in ANSWERS.items()]
    study = [talk(f"t{number}", line) for number, line in enumerate(lines)]
    listed = list_identifiers(study, (), finders)
    hidden = Replacer(listed, common_words(study)).hide_study(study, (), ())
    replaced = [(r.transcript, r.turn, r.original_start, r.original_end, r.kind) for r in hidden.redactions]
    found = find_identifiers(study, (), finders)
    assert len(replaced) >= 6
    assert [(f.transcript, f.turn, f.start, f.end, f.kind.value) for f in found] == replaced


def test_themes_and_decisions_are_hidden_as_the_transcripts_are(folder: Path) -> None:
    """A name that the study also writes small is replaced only where it is used as one, in all of them."""
    from insightmine.config import Options
    from insightmine.redacting import redactor_for
    from insightmine.transcripts import Cast

    said = "I drink the cosma, and a cosma is cold, so the cosma at the desk helps. Cosma is cold as well."
    path = folder / REDACTIONS_FILE
    write_redactions(path, [row("Cosma", "Person-1")])
    redactor = redactor_for(folder, Options())
    assert redactor is not None
    redactor.is_current = True
    study = talk("one", ("P1", said))
    (hidden,) = redactor.redact(Cast((study,), (), ())).transcripts
    assert "the cosma at the desk" in hidden.turns[0].text
    assert redactor.hide(said) == hidden.turns[0].text


def test_turning_redaction_off_names_the_decisions_that_are_lost(folder: Path) -> None:
    path = folder / REDACTIONS_FILE
    write_redactions(path, [*(read_redactions(path) or ()), row("Friedelind", "Person-1")])
    said = "Friedelind has a key to the shed, and the door of the shed was open when I came."
    write_talk(folder / "talks", "interview_9.txt", "P9", said)
    with Study.open(folder) as study:
        study.ingest([folder / "talks"])
        quote = next(s for s in study.analysis.statements if s.participant == "P9")
        assert PSEUDONYM.search(quote.text)
        lost = study.decide(Action.EFFECT, [quote.id], "helps", by="me")
        assert study.analysis.problems == ()
    off = CliRunner().invoke(group, ["--study", str(folder), "redact", "--off", "--yes"])
    assert off.exit_code == 0, off.output
    with Study.open(folder) as study:
        assert [problem.about for problem in study.analysis.problems] == [lost.id]
    assert f"no longer find what they are about: 1 ({lost.id})" in " ".join(off.stderr.split())
