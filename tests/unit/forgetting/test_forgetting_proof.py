"""Somebody is forgotten, and nothing of them is anywhere: looked for here in another way than the command does."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.forgetting.conftest import SAID, as_captions, as_text, turns_of, write_study

from insightmine.domain.analysis import Analysis
from insightmine.domain.decisions import Action
from insightmine.errors import UsageError
from insightmine.search_session import SearchRequest
from insightmine.store import Store
from insightmine.study import Study

pytestmark = pytest.mark.slow  # whole runs of a study

FIVE = 5


def plain_words(text: str) -> list[str]:
    return re.sub(r"[^a-zéà0-9]+", " ", text.lower()).split()


def runs_of(person: str) -> set[bytes]:
    """Runs of five words that only this person says in the whole study, as bytes."""

    def runs(texts: list[str]) -> set[str]:
        return {
            " ".join(words[i : i + FIVE]) for words in map(plain_words, texts) for i in range(len(words) - FIVE + 1)
        }

    others = [text for name, texts in SAID.items() if name != person for text in texts]
    return {run.encode() for run in runs(list(SAID[person])) - runs(others)}


def unpacked(content: bytes) -> list[bytes]:
    """The bytes, and those of everything that is packed into them."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [part for name in archive.namelist() for part in unpacked(archive.read(name))]
    if content.startswith(b"\x1f\x8b"):
        return unpacked(gzip.decompress(content))
    return [content]


def as_plain_bytes(content: bytes) -> list[bytes]:
    """Lower case words with one blank between them, read as UTF-8 and as UTF-16, with and without tags."""
    texts = []
    for encoding in ("utf-8", "utf-16-le"):
        text = content.decode(encoding, "ignore").replace("\\n", " ")
        texts += [text, re.sub(r"<[^<>]*>", "", text), re.sub(r"<[^<>]*>", " ", text)]
    return [" ".join(plain_words(text)).encode() for text in texts]


def where(folder: Path, sought: set[bytes]) -> set[str]:
    """The files of a folder, hidden ones and those of the database included, in which any of these stands."""
    return {
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for part in unpacked(path.read_bytes())
        for text in as_plain_bytes(part)
        if any(run in text for run in sought)
    }


def spoken(analysis: Analysis) -> list[tuple[str, str, str | None]]:
    return sorted((s.participant, s.text, s.question) for s in analysis.statements)


def grouped(analysis: Analysis) -> list[tuple[str, list[str], object]]:
    """Themes by what is in them and everything that is shown of them, but for their ids."""
    found = []
    for theme in analysis.themes:
        words = sorted(analysis.statement_by_id[s].text for s in theme.statements)
        shown = (
            theme.definition, theme.kinds, theme.keyphrases, theme.participants, theme.n_opportunity, theme.interval,
            theme.stability, theme.exemplars, theme.negative_cases, tuple(m.score for m in theme.members),
        )  # fmt: skip
        found.append((theme.name, words, shown))
    return sorted(found, key=lambda item: item[1])


def judged(analysis: Analysis) -> dict[str, object]:
    return {j.statement: replace(j, statement=j.statement) for j in analysis.judgements}


@pytest.mark.parametrize(
    "person", ["Wilhelmina", *(pytest.param(name, marks=pytest.mark.slow) for name in ("Ada", "Cleo", "Dov", "Esi"))]
)
def test_nothing_of_them_is_left_and_the_others_are_as_if_they_had_never_come(
    own: Path, tmp_path: Path, person: str
) -> None:
    sought = runs_of(person)
    assert len(sought) > 15
    assert ".insightmine/study.db" in where(own, sought)
    with Study.open(own) as study:
        study.search(SearchRequest(text="closed door"))
        study.report(own / "report.html")
        study.export(own / "out")
        done = study.forget(person, by="Ann")
        after = study.analysis
    sources = {path for path in where(own, sought) if not path.startswith("talks/")}
    assert sources == set()
    assert not (own / "report.html").exists()
    assert person not in (own / "participants.csv").read_text(encoding="utf-8")
    assert done.exit_code == 3  # the source file lies there still
    assert done.sources
    assert person not in {p.id for p in after.people}
    fresh = tmp_path / "fresh"
    write_study(fresh, without=person)
    with Study.open(fresh, create=True) as study:
        study.ingest([fresh / "talks"])
        expected = study.analysis
    assert spoken(after) == spoken(expected)
    assert judged(after) == judged(expected)
    assert grouped(after) == grouped(expected)
    with Store.open(own) as store:
        assert store.check() == []


def test_without_the_source_files_the_whole_folder_is_clean_name_included(tmp_path: Path) -> None:
    own = tmp_path / "study"  # not a copy: the store knows where the files lay that were read
    write_study(own)
    with Study.open(own, create=True) as study:
        study.ingest([own / "talks"])
    (own / "talks" / "two.vtt").unlink()
    with Study.open(own) as study:
        done = study.forget("Wilhelmina", by="Ann")
    assert where(own, runs_of("Wilhelmina")) == set()
    # Ben says her name: that is in his words, and reported
    assert where(own, {b"wilhelmina"}) == {".insightmine/study.db"}
    assert [(source, names) for source, _, names, _ in done.said_by_others] == [("two.vtt", 1)]
    with Study.open(own) as study:
        done = study.forget("Ben", by="Ann")
    assert where(own, runs_of("Ben") | runs_of("Wilhelmina") | {b"wilhelmina", b" ben "}) == set()
    assert (done.scanned.found, done.sources, done.said_by_others, done.exit_code) == ((), (), (), 0)
    assert done.scanned.n_files >= 4


def test_an_interviewer_who_repeats_them_is_heard_no_more_but_still_asks(own: Path) -> None:
    with Study.open(own) as study:
        before = [turn.text for t in study.analysis.transcripts if t.source == "two.vtt" for turn in t.turns]
        assert any("cracked handle, you say" in text for text in before)
        study.forget("Wilhelmina", by="Ann")
        after = [turn.text for t in study.analysis.transcripts if t.source == "two.vtt" for turn in t.turns]
    assert not any("cracked handle" in text for text in after)
    assert sum("Tell me about bringing the tool back" in text for text in after) == 1


def test_decisions_keep_what_is_about_others(own: Path) -> None:
    with Study.open(own) as study:
        hers = next(s for s in study.analysis.statements if "sleepy bumblebee" in s.text)
        closed = next(s for s in study.analysis.statements if s.participant == "Esi" and "closed early" in s.text)
        theme = study.analysis.theme_of[hers.id]
        study.decide(Action.ACCEPT, [theme.id], by="Ann", because="see the lathe that hums like a sleepy bumblebee")
        study.decide(Action.EFFECT, [hers.id], "helps", by="Ann")
        study.decide(Action.EFFECT, [closed.id], "hinders", by="Ann", because="she says so")
        study.decide(Action.RENAME, [study.analysis.theme_of[closed.id].id], "What Wilhelmina met", by="Ann")
        study.decide(Action.PERSON, ["two.vtt", "Wilhelmina"], "Wilhelmina", by="Ann")
        kept = (own / "decisions.jsonl").read_bytes().splitlines()[2]
        done = study.forget("Wilhelmina", by="Ann")
        decided = study.decisions
    assert [d.action for d in decided] == [Action.ACCEPT, Action.EFFECT]
    assert decided[0].because == ""
    assert decided[1].because == "she says so"
    assert done.plan.decisions_dropped == ("D2", "D4", "D5")
    lines = (own / "decisions.jsonl").read_bytes()
    assert kept in lines.splitlines() or b"Wilhelmina" not in kept
    assert b"bumblebee" not in lines
    assert b"Wilhelmina" not in lines


def test_they_do_not_come_back_from_their_files(own: Path, tmp_path: Path) -> None:
    with Study.open(own) as study:
        study.forget("Ada", by="Ann")
        study.forget("Wilhelmina", by="Ann")
    copy = tmp_path / "elsewhere" / "other-name.txt"
    copy.parent.mkdir()
    shutil.copy(own / "talks" / "one.txt", copy)
    (own / "talks" / "one.txt").write_text(as_text(turns_of("Ada")) + "\nAda: And goodbye.\n", encoding="utf-8")
    (own / "talks" / "two.vtt").write_text(as_captions(turns_of("Ben", "Wilhelmina")) + "\n", encoding="utf-8")
    again = tmp_path / "elsewhere" / "group again.vtt"
    again.write_text(as_captions(turns_of("Ben", "Wilhelmina")), encoding="utf-8")
    with Study.open(own) as study:
        result = study.ingest([own / "talks", copy.parent])
        assert {item.source for item in result.intake.refused} == {"one.txt", "other-name.txt"}
        assert all("was forgotten on 2" in item.reason for item in result.intake.refused)
        assert result.exit_code == 3
        assert {"Ada", "Wilhelmina"}.isdisjoint(person.id for person in study.analysis.people)
        preview = Study.preview(own, [own / "talks"])
        assert [look.outcome for look in preview.files if look.source == "one.txt"] == ["refused"]
    for file in (own / "talks" / "one.txt", own / "talks" / "two.vtt", *copy.parent.iterdir()):
        file.unlink()
    assert where(own, runs_of("Ada") | runs_of("Wilhelmina")) == set()


def test_a_new_file_of_theirs_alone_is_refused_by_who_speaks_in_it(own: Path) -> None:
    with Study.open(own) as study:
        study.forget("Ada", by="Ann")
        new = own / "talks" / "second round.txt"
        new.write_text(as_text([("Interviewer", "How was it?"), ("Ada", "I came back to say one more thing to you.")]))
        result = study.ingest([own / "talks"])
        assert "second round.txt" in {item.source for item in result.intake.refused}
        again = study.ingest([own / "talks"])
        assert "second round.txt" in {item.source for item in again.intake.refused}
        assert not again.recomputed
    new.unlink()
    (own / "talks" / "one.txt").unlink()
    assert where(own, {b"i came back to say one"}) == set()


def test_forgetting_twice_does_no_harm_and_strangers_are_named(own: Path) -> None:
    with Study.open(own) as study:
        study.forget("Ada", by="Ann")
        before = spoken(study.analysis)
        study.forget("Ada", by="Ann")
        assert spoken(study.analysis) == before
        with pytest.raises(UsageError, match="no participant is called 'Adda'"):
            study.forget("Adda", by="Ann")
        with pytest.raises(UsageError, match="names the person"):
            study.forget("Ben", by="Ann", because="Ben asked for it")


def test_a_plan_changes_nothing(own: Path) -> None:
    def everything() -> dict[str, bytes]:
        return {p.as_posix(): p.read_bytes() for p in sorted(own.rglob("*")) if p.is_file() and "-shm" not in p.name}

    with Study.open(own) as study:
        pass
    before = everything()
    with Study.open(own) as study:
        plan = study.plan_forgetting("Wilhelmina", by="Ann")
    assert everything() == before
    assert plan.n_turns == 4
    assert plan.rows == {"participants.csv": (4,)}
    assert plan.sources == ((own / "talks" / "two.vtt").resolve().as_posix(),)


def test_files_of_others_are_named_with_the_place_and_never_changed(own: Path, tmp_path: Path) -> None:
    memo = "T3 is odd.\nSee: a spokeshave with a cracked handle, for T4.\n"
    (own / "memos.md").write_text(memo, encoding="utf-8")
    (own / "notes.txt").write_bytes("\ufeffwith my old Rolleiflex, and then".encode("utf-16-le"))
    with gzip.open(own / "old.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"quote": "hums like a sleepy\nbumblebee"}, file)
    (own / "scan.pdf").write_bytes(b"%PDF-1.7 nothing to see")
    outside = tmp_path / "for the client"
    with Study.open(own) as study:
        study.export(outside)
        study.report(own / "mine.md")
        (own / "mine.md").write_text((own / "mine.md").read_text(encoding="utf-8") + "my own words", encoding="utf-8")
        done = study.forget("Wilhelmina", by="Ann")
    found = {item.path: item for item in done.scanned.found}
    assert found["memos.md"].line == 2
    assert {"notes.txt", "old.json.gz", "mine.md"} <= found.keys()
    assert (own / "memos.md").read_text(encoding="utf-8") == memo
    assert dict(done.scanned.closed).keys() == {"scan.pdf"}
    held = {Path(item.path).name for item in done.elsewhere if item.holds}
    assert {"turns.jsonl", "statements.jsonl"} <= held
    assert (outside / "turns.jsonl").exists()


def test_of_the_person_only_salted_digests_are_kept(own: Path) -> None:
    with Study.open(own) as study:
        study.forget("Ada", by="Ann", because="asked to be left out")
    with sqlite3.connect(own / ".insightmine" / "study.db") as connection:
        rows = connection.execute("SELECT digest FROM forgotten").fetchall()
    connection.close()
    assert len(rows) == 3
    assert all(re.fullmatch("[0-9a-f]{16}:[0-9a-f]{64}", digest) for (digest,) in rows)
    log = json.loads((own / ".insightmine" / "erasures.jsonl").read_text(encoding="utf-8"))
    assert (log["by"], log["because"], log["n_statements"]) == ("Ann", "asked to be left out", 4)
    assert not (own / ".insightmine" / "forgetting.json").exists()
