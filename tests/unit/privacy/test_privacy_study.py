"""A study that is redacted: the names are nowhere but where it is said that they are."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from insightmine.cli.app import group
from insightmine.domain.decisions import Action
from insightmine.domain.ids import digest_of
from insightmine.domain.redactions import PSEUDONYM
from insightmine.domain.themes import Status
from insightmine.engines import Grammar, load_grammar
from insightmine.errors import UsageError
from insightmine.store import REDACTIONS_FILE, read_redactions
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study

QUESTIONS = (
    "How did you look for the tool the last time you needed one?",
    "What happened when you came to the desk to collect it?",
    "Tell me about bringing the tool back when you were done.",
)
SAID = {
    "Zebulon Quark": (
        "I asked Ottoline at the desk to look for the drill, since the search on the page never finds it.",
        "Ottoline Fnord gave me the wrong drill, and I work at Grumbelworth Industries, so I was late.",
        "I wrote to ottoline.fnord@tools.example that the door was closed when I brought the drill back.",
    ),
    "Xanthippe": (
        "I look for the saw on the page, and the search on the page never finds it, so I call the desk.",
        "At the desk they gave me the wrong saw, Zebulon told me that happens to him as well.",
        "The door was closed when I brought the saw back, and I carried it home again to Wibbleton.",
    ),
    "P3": (
        "The search on the page never finds the ladder, so I ask my neighbour Ottoline to look for it.",
        "They gave me the wrong ladder at the desk, and nobody there had time to look for the right one.",
        "The door was closed when I brought the ladder back, call me on 07944 123456 if you need more.",
    ),
}
PLANTED = ("zebulon", "quark", "ottoline", "fnord", "grumbelworth", "xanthippe", "07944 123456")


@pytest.fixture(scope="module")
def clear(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clear") / "study"
    (folder / "talks").mkdir(parents=True)
    for person, answers in SAID.items():
        lines = [f"Interviewer: {q}\n\n{person}: {a}\n\n" for q, a in zip(QUESTIONS, answers, strict=True)]
        name = person.lower().replace(" ", "_")
        (folder / "talks" / f"talk_{name}.txt").write_text("".join(lines), encoding="utf-8")
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "talks"])
    return folder


@pytest.fixture
def folder(clear: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "study"
    shutil.copytree(clear, copy)
    return copy


def without_sources(folder: Path) -> bytes:
    """The database with the readings of the files taken out, as it lies on disk."""
    database = folder / ".insightmine" / "study.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("UPDATE sources SET name = rowid, path = '', root = '', warnings = '[]', transcripts = '[]'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # no VACUUM: free pages have to be clean already
    return b"".join(path.read_bytes() for path in database.parent.iterdir() if path.is_file()).lower()


def planted_in(content: bytes) -> list[str]:
    return [name for name in PLANTED if name.encode() in content]


def test_the_names_are_found_before_redaction(folder: Path) -> None:
    assert {"zebulon", "ottoline", "grumbelworth"} <= set(planted_in(without_sources(folder)))


def test_no_name_is_left_in_database_caches_exports_or_reports(folder: Path, tmp_path: Path) -> None:
    with Study.open(folder) as study:
        report = study.redact()
        assert report.counts["person"][0] >= 3
        study.report(tmp_path / "report.html")
        study.report(tmp_path / "report.md")
        study.export(tmp_path / "out")
        names = {turn.speaker for transcript in study.analysis.transcripts for turn in transcript.turns}
        assert names == {"Interviewer", "Participant-1", "Participant-2", "P3"}
    written = [*(tmp_path / "out").iterdir(), tmp_path / "report.html", tmp_path / "report.md"]
    assert len(written) > 6
    for path in written:
        assert planted_in(path.read_bytes().lower()) == [], path.name
    assert planted_in(without_sources(folder)) == []
    assert "Redaction helps and does not anonymise" in (tmp_path / "report.html").read_text(encoding="utf-8")
    turns = [json.loads(line) for line in (tmp_path / "out" / "turns.jsonl").read_text(encoding="utf-8").splitlines()]
    places = [(turn["text"], item) for turn in turns for item in turn["redactions"]]
    assert len(places) >= 8
    assert all(text[item["start"] : item["end"]] == item["pseudonym"] for text, item in places)


def test_caches_hold_only_what_was_made_of_redacted_text(folder: Path) -> None:
    with Study.open(folder) as study:
        study.redact()
        statements = {digest_of(statement.text) for statement in study.analysis.statements}
        turns = {digest_of(turn.text) for item in study.analysis.transcripts for turn in item.turns}
    with closing(sqlite3.connect(folder / ".insightmine" / "study.db")) as connection:
        vectors = {key for (key,) in connection.execute("SELECT key FROM vectors")}
        annotations = {key for (key,) in connection.execute("SELECT key FROM annotations")}
    clear = {
        digest_of(text) for answers in SAID.values() for text in answers if any(n in text.lower() for n in PLANTED)
    }
    assert statements <= vectors
    assert annotations <= turns
    assert clear.isdisjoint(annotations | vectors)


def test_decisions_and_themes_survive(folder: Path) -> None:
    with Study.open(folder) as study:
        theme = study.analysis.themes[0]
        quote = next(s for s in study.analysis.statements if "Ottoline at the desk" in s.text)
        study.decide(Action.ACCEPT, [theme.id], by="me")
        study.decide(Action.RENAME, [theme.id], "What Ottoline does", by="me")
        study.decide(Action.EFFECT, [quote.id], "helps", by="me")
        ids = {item.id for item in study.analysis.themes}
        study.redact()
        analysis = study.analysis
        assert analysis.problems == ()
        assert {item.id for item in analysis.themes} == ids
        again = analysis.theme_by_id[theme.id]
        assert again.status is Status.ACCEPTED
        assert PSEUDONYM.search(again.name)
        assert not [item.name for item in analysis.themes if item.named_by == "machine" and PSEUDONYM.search(item.name)]
        judged = [j for j in analysis.judgements if j.decided_by == "me"]
        assert [analysis.statement_by_id[j.statement].turn for j in judged] == [quote.turn]
        label = next(t.speaker for i in analysis.transcripts for t in i.turns if t.speaker == "Participant-2")
        source = next(i.source for i in analysis.transcripts if label in i.participants)
        study.decide(Action.PERSON, [source, label], "P9", by="me")
        assert "P9" in {person.id for person in study.analysis.people}


@pytest.mark.slow
def test_a_person_edits_the_list_and_a_later_file_joins_it(folder: Path) -> None:
    path = folder / REDACTIONS_FILE
    with Study.open(folder) as study:
        study.redact()
    text = path.read_text(encoding="utf-8")
    rows = {row.text: row for row in read_redactions(path) or ()}
    ottoline = rows["Ottoline"].pseudonym
    path.write_text(text + "the right one,name,replace,that one,,,,\n", encoding="utf-8")
    (folder / "talks" / "talk_four.txt").write_text(
        "Interviewer: And you?\n\nP4: Ottoline and Barnaby Snood helped me to look for a hoe.\n\n", encoding="utf-8"
    )
    with Study.open(folder) as study:
        study.ingest([folder / "talks"])
        said = " ".join(turn.text for item in study.analysis.transcripts for turn in item.turns)
        assert "look for that one" in said
        assert f"{ottoline} and Person-" in said
        assert "Snood" not in said
        before = study.analysis
        assert study.ingest([folder / "talks"]).recomputed is False
        assert study.analysis == before


@pytest.mark.slow
def test_off_brings_the_clear_text_back_and_keeps_the_list(folder: Path) -> None:
    with Study.open(folder) as study:
        before = study.analysis
        study.redact()
        kept = study.stop_redacting()
        assert kept is not None
        assert kept.name == "redactions.off-1.csv"
        assert study.analysis.statements == before.statements
        assert study.analysis.redactions == ()


def test_a_dry_run_stores_nothing(folder: Path) -> None:
    with Study.open(folder) as study:
        before = study.analysis
        report = study.redact(dry_run=True)
        assert any(row.text == "Zebulon" for row in report.listed)
        assert not (folder / REDACTIONS_FILE).exists()
        assert study.analysis == before


def test_the_command_says_what_it_would_do_and_asks_before_it_turns_redaction_off(folder: Path) -> None:
    def run(*words: str) -> Result:
        return CliRunner().invoke(group, ["--study", str(folder), "redact", *words])

    looked = json.loads(run("--dry-run", "--json").stdout)
    assert looked["stored"] is False
    assert {"kind": "person", "different": 3, "places": 5} in looked["replaced"]
    assert not (folder / REDACTIONS_FILE).exists()
    said = run()
    assert said.exit_code == 0, said.output
    assert "it does not make anybody anonymous" in " ".join(said.stdout.split())
    assert "Share reports and exports, never the folder" in " ".join(said.stdout.split())
    refused = run("--off")
    assert refused.exit_code == 2
    assert (folder / REDACTIONS_FILE).exists()


def test_the_look_names_the_texts_and_there_is_a_way_to_begin_with_redaction(folder: Path, tmp_path: Path) -> None:
    def run(place: Path, *words: str) -> Result:
        return CliRunner().invoke(group, ["--study", str(place), "redact", "--dry-run", *words])

    looked = json.loads(run(folder, "--json").stdout)
    texts = {item["text"]: item for item in looked["would_replace"]}
    assert texts["Zebulon"]["pseudonym"] == texts["Zebulon Quark"]["pseudonym"] == "Participant-2"
    assert len(texts) == len(looked["would_replace"])
    assert "Grumbelworth Industries" in run(folder).stdout
    nothing = run(tmp_path)
    assert isinstance(nothing.exception, UsageError)
    assert "insightmine ingest --redact FOLDER" in str(nothing.exception.hint)


@pytest.mark.slow
def test_old_names_of_files_are_understood_and_only_files_with_names_are_named(folder: Path, tmp_path: Path) -> None:
    def run(*words: str) -> Result:
        return CliRunner().invoke(group, ["--study", str(folder), *words])

    assert run("report", "-o", str(tmp_path / "clear.html")).exit_code == 0
    first = run("redact")
    assert "clear.html" in first.stderr
    assert run("export", str(tmp_path / "out")).exit_code == 0
    assert run("report", "-o", str(tmp_path / "hidden.html")).exit_code == 0
    with (folder / REDACTIONS_FILE).open("a", encoding="utf-8") as file:
        file.write("Nowherian,name,replace,,,,,\n")
    again = run("redact")
    assert "clear.html" in again.stderr
    assert "hidden.html" not in again.stderr
    assert "out/" not in again.stderr
    assert "stand nowhere in the study: 'Nowherian'" in again.stderr
    shown = run("show", "talk_zebulon_quark.txt")
    assert shown.exit_code == 0, shown.output
    assert "Participant-2" in shown.stdout
    assert planted_in(shown.stdout.lower().encode()) == []
    assert isinstance(run("show", "talk_nobody.txt").exception, UsageError)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    from insightmine.config import ModelOptions

    return load_grammar(ModelOptions())


@pytest.mark.parametrize("name", ["Person-4", "Participant-12", "Organisation-2", "Place-7", "e-mail-1"])
def test_a_pseudonym_is_a_word_and_ends_no_sentence(grammar: Grammar, name: str) -> None:
    text = f"I asked {name} about it yesterday. Then we left for {name}."
    (annotation,) = grammar.annotate([text])
    words = [text[start:end] for start, end in zip(annotation.starts, annotation.ends, strict=True)]
    assert [words[start] for start in annotation.sentence_starts] == ["I", "Then"]
    assert words.count(name) == (2 if name[0].isupper() else 0)
