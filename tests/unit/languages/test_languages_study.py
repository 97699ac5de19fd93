"""A study in two languages, with a translation, notes, a survey and recordings: what is counted and how it is shown."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from insightmine.cli.app import group
from insightmine.domain.judgements import Basis
from insightmine.domain.speech import LeftOutReason, Record
from insightmine.search_session import SearchRequest
from insightmine.store import Store
from insightmine.study import Study
from insightmine.upkeep import IngestReport

_LINES = {
    "p01.it": (
        ("Intervistatrice", "Come ha prenotato il trapano l'ultima volta che ne ha avuto bisogno?"),
        ("P01", "Ho telefonato al banco, perché il calendario sul sito non è mai giusto e non mi fido."),
        ("Intervistatrice", "E poi che cosa è successo quando è arrivata?"),
        ("P01", "Sono arrivata e non c'era. Ho perso un'ora intera. Adesso controllo la lista la sera prima."),
    ),
    "p01.en": (
        ("Interviewer", "How did you book the drill the last time you needed one?"),
        ("P01", "I phoned the desk, because the calendar on the site is never right and I do not trust it."),
        ("Interviewer", "And what happened when you came?"),
        ("P01", "I came and the drill was not there. I lost a whole hour. Now I check the list the evening before."),
    ),
    "p02": (
        ("Interviewer", "How did you book the drill the last time?"),
        ("P02", "I ring the desk first, because the calendar on the site is often wrong. I check the list before."),
        ("Interviewer", "What helped you?"),
        ("P02", "The volunteer at the desk showed me how to start the drill, and that made it easy for me."),
    ),
    "p06": (
        ("Intervistatore", "Come ha prenotato la sega l'ultima volta?"),
        ("P06", "Ho guardato il catalogo con le fotografie e ho trovato subito la sega che cercavo per il tavolo."),
        ("Intervistatore", "Che cosa non ha funzionato?"),
        ("P06", "Il pulsante per prenotare non si vede bene sul telefono. Alla fine ho chiamato il banco."),
    ),
}  # fmt: skip
_NOTES = """# Observer notes - P03

P03 phones the desk to book the drill because the calendar on the site is wrong.

A volunteer shows P03 how to start the drill at the desk, which helps a lot.
"""
_SURVEY = """respondent,question,answer
P04,How did you book the drill?,I phoned the desk because the calendar on the site is not right.
P04,What helped you?,The volunteer at the desk showed me how to start the drill.
P05,How did you book the drill?,I phoned the desk first. I check the list the evening before I go.
P05,What helped you?,The photographs on the site are good and I found the drill at once.
"""
_ROWS = """source,record,participant,media,media_offset,language,translation_of
p01.en.vtt,,,https://youtu.be/abc123,0:10,,p01.it.vtt
p02.vtt,,,media/p 02.mp4,,,
p06.vtt,,,https://firm.zoom.us/rec/x,,,
"""


def vtt(lines: tuple[tuple[str, str], ...]) -> str:
    cues = [
        f"{i + 1}\n00:00:{10 * i:02}.000 --> 00:00:{10 * i + 9:02}.000\n{label}: {text}\n"
        for i, (label, text) in enumerate(lines)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, IngestReport]:
    folder = tmp_path_factory.mktemp("languages") / "study"
    (folder / "media").mkdir(parents=True)
    (folder / "talks").mkdir()
    (folder / "media" / "p 02.mp4").write_bytes(b"0000ftyp")
    for name, lines in _LINES.items():
        (folder / "talks" / f"{name}.vtt").write_text(vtt(lines), encoding="utf-8")
    (folder / "talks" / "P03 notes.md").write_text(_NOTES, encoding="utf-8")
    (folder / "talks" / "survey.csv").write_text(_SURVEY, encoding="utf-8")
    (folder / "transcripts.csv").write_text(_ROWS, encoding="utf-8")
    with Study.open(folder, create=True) as study:
        return folder, study.ingest([folder / "talks"])


@pytest.fixture
def folder(made: tuple[Path, IngestReport], tmp_path: Path) -> Path:
    copy = tmp_path / "study"
    shutil.copytree(made[0], copy)
    return copy


def output(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(group, ["--study", str(folder), *arguments])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_all_is_read_and_nobody_is_counted_twice(made: tuple[Path, IngestReport]) -> None:
    analysis = made[1].analysis
    assert made[1].exit_code == 0
    assert [person.id for person in analysis.people] == ["P01", "P02", "P03", "P04", "P05", "P06"]
    assert analysis.people_in_themes == {"P01", "P02", "P03", "P04", "P05"}
    assert {s.transcript for s in analysis.statements if s.participant == "P01"} == {"p01.en"}
    originals = [part for part in analysis.left_out if part.transcript == "p01.it"]
    assert {part.reason for part in originals} == {LeftOutReason.TRANSLATED}
    assert [part.turn for part in originals] == [1, 3]


def test_another_language_is_found_and_in_no_theme(made: tuple[Path, IngestReport]) -> None:
    folder, done = made
    analysis = done.analysis
    italian = [s for s in analysis.statements if s.transcript == "p06"]
    assert len(italian) == 3
    for statement in italian:
        judgement = analysis.judgement_by_id[statement.id]
        assert (judgement.kinds, judgement.basis, judgement.prompting, judgement.effect, judgement.step) == (
            (), None, None, None, None,
        )  # fmt: skip
        assert statement.id not in analysis.theme_of
        assert analysis.turn_of(statement).text[statement.start : statement.end] == statement.text
    assert analysis.themes
    assert all("P06" not in theme.participants and theme.n_opportunity <= 5 for theme in analysis.themes)
    assert all("P06" not in outcome.seen.opportunity for outcome in analysis.outcomes)
    assert not set(analysis.unplaced) & set(italian)
    with Study.open(folder) as study:
        by_meaning = study.search(SearchRequest(text="ho trovato la sega nel catalogo", limit=1))
        assert analysis.statement_by_id[by_meaning.hits[0].statement].transcript == "p06"
        by_word = study.search(SearchRequest(text="fotografie", limit=1))
        assert by_word.hits[0].words_matched
        missing = study.search(SearchRequest(text="phoned the desk", missing=True)).missing
        assert missing is not None
        assert "P06" not in missing.silent
        assert "in a language that the model serves" in missing.basis


def test_every_command_says_what_is_not_in_the_themes(folder: Path) -> None:
    said = "1 of 6 transcripts is in Italian: read and searchable, not in the themes, steps or outcomes."
    for command in ("themes", "journey", "outcomes"):
        assert said in output(folder, command), command
    assert "1 of 6 transcripts is in Italian: search in that language too" in output(folder, "search", "desk")
    output(folder, "report", "-o", str(folder / "r.html"))
    assert said in (folder / "r.html").read_text(encoding="utf-8")


def test_notes_count_and_are_never_shown_as_quotes(folder: Path, made: tuple[Path, IngestReport]) -> None:
    analysis = made[1].analysis
    noted = [s for s in analysis.statements if s.participant == "P03"]
    assert len(noted) == 2
    assert {analysis.judgement_by_id[s.id].basis for s in noted} == {Basis.SECOND_HAND}
    assert {analysis.judgement_by_id[s.id].prompting for s in noted} == {None}
    assert any(s.id in analysis.theme_of for s in noted)
    html, markdown = folder / "r.html", folder / "r.md"
    shown = [
        output(folder, "report", "-o", str(html)) and html.read_text(encoding="utf-8"),
        output(folder, "report", "-o", str(markdown)) and markdown.read_text(encoding="utf-8"),
        *(output(folder, *command) for command in (
            ("themes", "--all", "--quotes", "9"), ("journey", "--all"), ("outcomes",), ("snapshot", "P03"),
            ("search", "phones the desk"), ("show", noted[0].id), *(("show", theme.id) for theme in analysis.themes),
            *(("show", signal.id) for signal in analysis.signals),
        )),
    ]  # fmt: skip
    n_found = 0
    for text in shown:
        flat = " ".join(re.sub(r"<[^>]*>", "¦", text).split())
        for statement in noted:
            beginning = re.escape(statement.text[:30])
            n_found += len(re.findall(f"note:[ ¦]*{beginning}", flat))
            assert not re.search(rf"[\"“>][ ¦]*{beginning}", flat)
    assert n_found >= 8
    assert "blockquote><bdi>P03 phones" not in shown[0]


def test_what_was_written_and_what_was_translated_say_so(folder: Path) -> None:
    found = output(folder, "search", "phoned the desk")
    assert '"I phoned the desk because the calendar on the site is not right." (written)' in found
    assert 'I do not trust it." (translated from Italian)' in found
    with Study.open(folder) as study:
        quote = next(s for s in study.analysis.statements if s.text.startswith("I phoned the desk, because"))
    detail = output(folder, "show", quote.id)
    assert "original Ho telefonato al banco, perché il calendario" in detail
    assert "recording https://youtu.be/abc123?t=20s" in detail
    output(folder, "report", "-o", str(folder / "r.html"))
    html = (folder / "r.html").read_text(encoding="utf-8")
    assert '<bdi lang="it">Ho telefonato al banco' in html
    assert '<a href="https://youtu.be/abc123?t=20s" rel="noreferrer">recording</a>' in html
    assert '<a href="media/p%2002.mp4#t=10" rel="noreferrer">recording</a>' in html
    assert str(folder) not in html


def test_the_export_carries_origins(folder: Path) -> None:
    output(folder, "export", str(folder / "out"), "--format", "jsonl")
    rows = [json.loads(line) for line in (folder / "out" / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
    by_person = {
        person: [row for row in rows if row["participant"] == person] for person in ("P01", "P03", "P04", "P06")
    }
    assert {(r["record"], r["translated_from"], r["original_transcript"]) for r in by_person["P01"]} == {
        ("speech", "it", "p01.it")
    }
    assert [r["original_turn"] for r in by_person["P01"]] == [r["turn"] for r in by_person["P01"]]
    assert {(r["record"], r["media"], r["media_url"]) for r in by_person["P03"]} == {("notes", None, None)}
    assert {r["record"] for r in by_person["P04"]} == {"written"}
    assert {r["media_url"] for r in by_person["P06"]} == {"https://firm.zoom.us/rec/x"}
    text = (folder / "out" / "transcripts.jsonl").read_text(encoding="utf-8")
    transcripts = {row["id"]: row for row in map(json.loads, text.splitlines())}
    assert (transcripts["p01.it"]["replaced_by"], transcripts["p01.it"]["in_themes"]) == ("p01.en", False)
    assert (transcripts["p01.en"]["translation_of"], transcripts["p01.en"]["translated_from"]) == ("p01.it", "it")
    turns = (folder / "out" / "turns.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["role"] for line in turns if '"P03 notes"' in line} == {"observer"}


def test_who_allows_no_quotation_is_not_heard_either(folder: Path) -> None:
    (folder / "participants.csv").write_text("participant,consent\nP01,paraphrase\nP02,internal\n", encoding="utf-8")
    with Study.open(folder) as study:
        study.ingest([folder / "talks"])
    output(folder, "report", "-o", str(folder / "r.html"))
    output(folder, "export", str(folder / "out"), "--format", "jsonl")
    html = (folder / "r.html").read_text(encoding="utf-8")
    exported = "".join(path.read_text(encoding="utf-8") for path in (folder / "out").iterdir())
    for text in (html, exported):
        assert "youtu.be" not in text
        assert "p%2002" not in text
        assert "p 02.mp4" not in text
        assert "Ho telefonato" not in text


def test_dry_run_tells_language_record_and_translation(folder: Path) -> None:
    told = output(folder, "ingest", "--dry-run", str(folder / "talks"))
    for words in (
        "note: notes about P03, never shown as quotes (its name says so;",
        "note: written by the participants (its column 'answer' holds answers, without times;",
        "note: a translation of p01.it",
        "note: counted in another version, p01.en: it gives no statements",
        "note: read and searchable, but not in the themes: see docs/languages.md",
        "note: its recording is media/p 02.mp4",
    ):
        assert words in told, words
    result = CliRunner().invoke(group, ["--study", str(folder), "ingest", "--dry-run", "--json", str(folder / "talks")])
    files = {row["source"]: row for row in json.loads(result.stdout)["files"]}
    assert files["p06.vtt"]["languages"][0]["found"] == [{"language": "it", "share": 1.0}]
    assert files["survey.csv"]["records"][0]["record"] == Record.WRITTEN


def test_a_study_in_another_language_alone_is_read_and_says_why_it_has_no_themes(tmp_path: Path) -> None:
    for name, lines in (("p01", _LINES["p01.it"]), ("p06", _LINES["p06"])):
        (tmp_path / f"{name}.vtt").write_text(vtt(lines), encoding="utf-8")
    told = output(tmp_path, "ingest", str(tmp_path))
    assert "2 of 2 transcripts are in Italian: read and searchable" in told
    assert "So there are no themes." in told
    assert "Found: 0 themes" in told
    assert "Ho guardato il catalogo" in output(tmp_path, "search", "catalogo con le fotografie")
    assert "Ho guardato il catalogo" in output(tmp_path, "snapshot", "P06")
    for command in ("themes", "journey", "outcomes"):
        assert "are in Italian" in output(tmp_path, command)
    for name in ("r.html", "r.md"):
        output(tmp_path, "report", "-o", str(tmp_path / name))
        assert "So there are no themes." in (tmp_path / name).read_text(encoding="utf-8")
    output(tmp_path, "export", str(tmp_path / "out"))


def test_languages_of_ones_own_encoder_are_in_themes_by_meaning(made: tuple[Path, IngestReport]) -> None:
    folder, _ = made
    with Study.open(folder) as study, Store.open(folder) as store:
        from insightmine.domain.progress import Silent
        from insightmine.pipeline import Engines, analyse
        from insightmine.readings import study_transcripts
        from insightmine.report.language_notes import language_notes

        models = replace(study.options.models, languages=("en", "it"))
        options = replace(study.options, models=models)
        engines = Engines(study._grammar, store, study._encoder)
        analysis = analyse(study_transcripts(store)[0], options, (), (), engines, Silent())
    assert "P06" in analysis.people_in_themes
    assert {s.transcript for s in analysis.for_themes} >= {"p06"}
    assert any("P06" in theme.participants for theme in analysis.themes)
    assert all("P06" not in (*signal.participants, *signal.opponents) for signal in analysis.signals)
    assert any("in the themes by meaning alone" in note for note in language_notes(analysis))


def test_reports_beside_the_transcripts_are_not_read_as_interviews(folder: Path) -> None:
    for name in ("r.html", "r.md"):
        output(folder, "report", "-o", str(folder / "talks" / name))
    told = output(folder, "ingest", str(folder / "talks"))
    assert "r.html, r.md: a report that insightmine wrote" in told


@pytest.mark.parametrize(("person", "words"), [("P01", "telefonato al banco"), ("P03", "phones the desk to book")])
def test_who_is_forgotten_is_gone_from_both_versions_and_from_notes(folder: Path, person: str, words: str) -> None:
    result = CliRunner().invoke(group, ["--study", str(folder), "forget", person, "--yes"])
    assert result.exit_code == 3, result.output  # the files themselves are left to the researcher
    for path in (folder / ".insightmine").rglob("*"):
        assert path.is_dir() or words.encode() not in path.read_bytes(), path.name
    with Study.open(folder) as study:
        assert person not in [known.id for known in study.analysis.people]
        assert all(person not in theme.participants for theme in study.analysis.themes)
