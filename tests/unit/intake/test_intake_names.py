"""Every file is accounted for, read once, and named in a way that no order of files changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from insightmine.config import Options
from insightmine.domain.progress import Silent
from insightmine.intake import take_in
from insightmine.readings import study_transcripts
from insightmine.store import SourceOutcome, Store

TALK = (
    "Interviewer: How do you plan?\nP1: I write {} on a list every Sunday evening.\nInterviewer: Why?\nP1: To sleep.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, word in {"a/talk.txt": "bread", "b/talk.txt": "milk", "b/other.txt": "tea", "b/copy.txt": "tea"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TALK.format(word), encoding="utf-8")
    (tmp_path / "b" / "README.md").write_text("# Read me\n\nThese are the files of the study.\n", encoding="utf-8")
    return tmp_path


def named(folder: Path, study: str, *batches: list[Path]) -> list[tuple[str, str]]:
    (folder / study).mkdir()
    with Store.open(folder / study, create=True) as store:
        for paths in batches:
            take_in(paths, Options(), store, Silent())
        return [(transcript.id, transcript.source) for transcript in study_transcripts(store)[0]]


def test_files_of_one_name_are_told_apart_in_any_order(folder: Path) -> None:
    expected = [("a/talk", "a/talk.txt"), ("b/talk", "b/talk.txt"), ("copy", "copy.txt")]
    assert named(folder, "one", [folder / "a", folder / "b"]) == expected
    assert named(folder, "two", [folder / "b"], [folder / "a"]) == expected
    assert named(folder, "three", [folder / "b" / "talk.txt"], [folder / "a", folder / "b"]) == expected


def test_same_content_counts_once_and_is_told(folder: Path) -> None:
    with Store.open(folder, create=True) as store:
        take_in([folder / "b"], Options(), store, Silent())
        _, copies = study_transcripts(store)
    assert [(copy.source, copy.reason) for copy in copies] == [("other.txt", "the same content as copy.txt")]


def test_every_file_is_read_set_aside_or_refused(folder: Path) -> None:
    (folder / "b" / "empty.txt").write_bytes(b"")
    with Store.open(folder, create=True) as store:
        intake = take_in([folder / "b", folder / "nowhere"], Options(), store, Silent())
    assert [record.outcome for record in intake.read] == [SourceOutcome.READ] * 3
    assert [item.source for item in intake.set_aside] == ["README.md"]
    assert sorted(item.source for item in intake.refused) == ["empty.txt", "nowhere"]


def test_only_what_changed_is_read_again(folder: Path) -> None:
    with Store.open(folder, create=True) as store:
        assert take_in([folder / "b"], Options(), store, Silent()).n_unchanged == 0
        (folder / "b" / "talk.txt").write_text(TALK.format("coffee"), encoding="utf-8")
        again = take_in([folder / "b"], Options(), store, Silent())
        assert again.n_unchanged == len(again.read) - 1
        (folder / "b" / "talk.txt").unlink()
        assert take_in([folder / "b"], Options(), store, Silent()).gone == ("b/talk.txt",)
        assert take_in([folder / "a"], Options(), store, Silent()).gone == ()


def test_a_corrected_copy_is_told(tmp_path: Path) -> None:
    spoken = " ".join(f"I put thing {number} on shelf {number * 7 % 31}." for number in range(60))
    (tmp_path / "talk.txt").write_text(TALK.format(spoken), encoding="utf-8")
    (tmp_path / "talk-final.txt").write_text(TALK.format(spoken.replace("thing 9 ", "box 9 ")), encoding="utf-8")
    with Store.open(tmp_path, create=True) as store:
        take_in([tmp_path], Options(), store, Silent())
        transcripts, _ = study_transcripts(store)
    assert [(item.id, [w for w in item.warnings if "nearly the same as talk;" in w] != []) for item in transcripts] == [
        ("talk", False),
        ("talk-final", True),
    ]
