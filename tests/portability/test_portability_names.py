"""One file has one name: however a system spells it, however it was typed, whichever way the slashes lean."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from unicodedata import normalize

import pytest
from tests.builders import tool_library

from insightmine.cli.output import quoted
from insightmine.config import InputOptions, Options, PersonRow, SpeakerOptions
from insightmine.domain.analysis import Analysis
from insightmine.domain.deciding import new_decision
from insightmine.domain.decisions import Action, Decision
from insightmine.domain.file_names import as_text, legible, name_key, storable
from insightmine.domain.ids import TranscriptId
from insightmine.domain.progress import Silent
from insightmine.domain.speech import Consent, Transcript, Turn
from insightmine.engines.weights import folder_digest
from insightmine.errors import InputRefused, UsageError
from insightmine.intake import Intake, take_in
from insightmine.readings import study_transcripts
from insightmine.showing import find
from insightmine.store import SourceOutcome, SourceRecord, Store
from insightmine.transcripts import Source, assign_speakers, find_sources, place_of, read_source
from insightmine.transcripts.people import called
from insightmine.transcripts.role_words import label_key

TALK = "Interviewer: How do you plan?\nP1: I write {} on a list every Sunday.\nInterviewer: Why?\nP1: To sleep.\n"
COMPOSED, DECOMPOSED = normalize("NFC", "Zoë"), normalize("NFD", "Zoë")


def talk(path: Path, word: str = "bread") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TALK.format(word), encoding="utf-8")
    return path


def ingest(study: Path, *paths: Path) -> tuple[Intake, list[Transcript]]:
    with Store.open(study, create=True) as store:
        return take_in(paths, Options(), store, Silent()), list(study_transcripts(store)[0])


def row(participant: str, source: str | None) -> PersonRow:
    return PersonRow(participant, source, None, {}, Consent.VERBATIM, 2)


def test_names_are_compared_in_one_spelling() -> None:
    assert DECOMPOSED != COMPOSED
    assert legible(DECOMPOSED) == COMPOSED == legible(COMPOSED)
    assert name_key(f"Transcripts\\{DECOMPOSED}.VTT") == f"transcripts/{COMPOSED.lower()}.vtt"
    assert name_key("straße/ΣΊΣΥΦΟΣ") == name_key("STRASSE\\Σίσυφος")
    assert label_key(f"[{DECOMPOSED}]:") == label_key(COMPOSED)


def test_names_that_are_no_text_are_told_and_never_stored() -> None:
    lone = "half\ud800.txt"
    assert as_text(lone) is None
    assert storable(lone) == r"half\ud800.txt"
    assert as_text("plain é.txt") == "plain é.txt"


def test_a_decomposed_name_on_disk_is_the_composed_one_that_people_write(tmp_path: Path) -> None:
    talk(tmp_path / "transcripts" / f"{DECOMPOSED}.txt")
    _, transcripts = ingest(tmp_path, tmp_path / "transcripts")
    assert [(item.id, item.source) for item in transcripts] == [(COMPOSED, f"{COMPOSED}.txt")]
    cast = assign_speakers(transcripts, SpeakerOptions(), (row("P07", f"{COMPOSED}.txt"),), ())
    assert [person.id for person in cast.people] == ["P07"]
    assert not cast.problems


@pytest.mark.parametrize("typed", [f"{DECOMPOSED}.txt", "ZOË", f"transcripts\\{COMPOSED}.TXT"])
def test_participants_csv_may_spell_a_file_in_any_way(typed: str) -> None:
    turns = tuple(
        Turn(
            i,
            ("Interviewer", "P1")[i % 2],
            ("How do you plan?", "I write a list, and then I do what it says.")[i % 2],
            "",
        )
        for i in range(6)
    )
    source = "transcripts/Zoë.txt" if "\\" in typed else "Zoë.txt"
    transcript = Transcript(TranscriptId("Zoë"), source, "text", turns)
    cast = assign_speakers([transcript], SpeakerOptions(), (row("P07", typed),), ())
    assert [person.id for person in cast.people] == ["P07"]
    assert not cast.problems


def test_of_two_files_that_differ_in_case_the_exact_one_is_meant() -> None:
    upper, lower = (Transcript(TranscriptId(name), f"{name}.txt", "text", ()) for name in ("Kim", "kim"))
    assert called([upper, lower], "kim.txt") == [lower]
    assert called([upper, lower], "Kim.txt") == [upper]
    assert called([upper, lower], "KIM.txt") == [upper, lower]
    assert called([upper, lower], "Kate.txt") == []


@pytest.mark.skipif(os.path.normcase("A") == "a", reason="here such files cannot lie side by side")
def test_files_that_differ_in_case_or_spelling_only_stay_two(tmp_path: Path) -> None:
    names = ["kim.txt", "Kim.TXT", f"{COMPOSED}.txt", f"{DECOMPOSED}.txt"]
    for name in names:
        talk(tmp_path / "transcripts" / name, word=f"{len(os.listdir(tmp_path))} {name.encode().hex()}")  # noqa: PTH208
    if len(list((tmp_path / "transcripts").iterdir())) < len(names):
        pytest.skip("here such files cannot lie side by side")
    intake, transcripts = ingest(tmp_path, tmp_path / "transcripts")
    assert len(intake.read) == 4
    assert len({item.id for item in transcripts}) == len({item.source for item in transcripts}) == 4


def test_a_file_typed_in_another_case_is_the_one_that_is_listed(
    tmp_path: Path, forgiving: Callable[[Path, Path], None]
) -> None:
    listed = talk(tmp_path / "transcripts" / "Kim.VTT")
    forgiving(listed, tmp_path / "transcripts" / "kim.vtt")
    forgiving(tmp_path / "transcripts", tmp_path / "TRANSCRIPTS")
    folders = [tmp_path / name for name in ("transcripts", "TRANSCRIPTS")]
    assert [place_of(folder / name) for folder in folders for name in ("Kim.VTT", "kim.vtt")] == [listed] * 4
    assert [source.name for source in find_sources([*folders, folders[1] / "kim.vtt"])] == ["Kim.VTT"]


def test_an_edited_file_given_in_another_case_is_not_counted_twice(
    tmp_path: Path, forgiving: Callable[[Path, Path], None]
) -> None:
    path = talk(tmp_path / "study" / "transcripts" / f"{DECOMPOSED}.txt")
    ingest(tmp_path / "study", tmp_path / "study" / "transcripts")
    forgiving(path, path.with_name(f"{COMPOSED}.txt"))
    forgiving(path.parent, path.parent.with_name("Transcripts"))
    forgiving(tmp_path / "study", tmp_path / "Study")
    talk(path, "milk")
    for study, given in (("study", "Transcripts"), ("Study", "transcripts"), ("Study", f"Transcripts/{COMPOSED}.txt")):
        intake, transcripts = ingest(tmp_path / study, tmp_path / study / given)
        assert [transcript.source for transcript in transcripts] == [f"{COMPOSED}.txt"]
        assert intake.gone == ()
    path.unlink()
    path.with_name(f"{COMPOSED}.txt").unlink()
    intake, transcripts = ingest(tmp_path / "study", tmp_path / "study" / "Transcripts")
    assert intake.gone == (f"transcripts/{DECOMPOSED}.txt",)
    assert transcripts == []


def test_two_dots_lead_to_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk(tmp_path / "study" / "transcripts" / "a.txt")
    monkeypatch.chdir(tmp_path / "study")
    for given in (Path("transcripts"), Path("../study/transcripts"), Path("transcripts/../transcripts/a.txt")):
        ingest(Path(), given)
    with Store.open(Path()) as store:
        assert [record.name for record in store.readings()] == ["transcripts/a.txt"]


@pytest.mark.parametrize(
    "home", [r"C:\Users\Kim\Interviews", r"\\server\share\Interviews", r"\\?\C:\long\Interviews"], ids=str
)
def test_sources_of_windows_have_slashes_that_lean_one_way(tmp_path: Path, home: str) -> None:
    """Names as Windows makes them for files outside the study folder; people see the shortest ends."""
    names = [PureWindowsPath(home, "one", "P01.vtt").as_posix(), PureWindowsPath(home, "two", "P01.vtt").as_posix()]
    with Store.open(tmp_path, create=True) as store:
        for name in names:
            turns = (Turn(0, None, name, "line 1"),)
            spoken = Transcript(TranscriptId("P01"), name, "text", turns)
            store.put_reading(SourceRecord(name, name, home, name, "5", "o", SourceOutcome.READ, transcripts=(spoken,)))
        transcripts, copies = study_transcripts(store)
    assert [(item.id, item.source) for item in transcripts] == [("one/P01", "one/P01.vtt"), ("two/P01", "two/P01.vtt")]
    assert copies == ()


def test_show_and_decide_take_a_path_as_this_system_writes_it() -> None:
    analysis = tool_library(["P01", "P02"])
    exact = find(analysis, "interviews/p01.vtt")
    for typed in (r".\interviews\P01.vtt", "interviews/P01.VTT", r"C:\Studies\interviews\p01.vtt", "P01.vtt"):
        assert find(analysis, typed) == exact
    with pytest.raises(UsageError):
        find(analysis, "01.vtt")
    decision = new_decision(analysis, Action.ROLE, (r"Interviews\P01.VTT", "P01"), "observer", "Kim", "", "now")
    assert decision.targets == (r"Interviews\P01.VTT", "P01")
    cast = assign_speakers(analysis.transcripts, SpeakerOptions(), (), (replace(decision, id="D1"),))
    assert {role.label: role.decided_by for role in cast.transcripts[0].roles}["P01"] == "Kim"


LEFT_BEHIND = {
    "._P01.vtt": bytes.fromhex("00051607") + b"\0" * 80,
    ".DS_Store": b"\0\0\0\1Bud1",
    "Thumbs.db": bytes.fromhex("d0cf11e0a1b11ae1"),
    "desktop.ini": "[.ShellClassInfo]\r\nIconResource=C:\\x.ico\r\n".encode("utf-16"),
    ".P02.vtt.icloud": b"bplist00",
    "~$P01.docx": b"\x05Lead" + b"\0" * 150,
}


def test_what_systems_and_office_leave_is_set_aside_with_a_reason(tmp_path: Path) -> None:
    talk(tmp_path / "transcripts" / "P01.txt")
    for name, content in LEFT_BEHIND.items():
        (tmp_path / "transcripts" / name).write_bytes(content)
    found = sorted((tmp_path / "transcripts").iterdir())
    for paths in ([tmp_path / "transcripts"], found):  # as a folder, and as `*` on a command line
        intake, transcripts = ingest(tmp_path, *paths)
        assert {item.source for item in intake.set_aside} == set(LEFT_BEHIND)
        assert all(item.reason for item in intake.set_aside)
        assert intake.refused == ()
        assert [item.source for item in transcripts] == ["P01.txt"]


def test_a_recycle_bin_and_a_folder_nobody_may_enter_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk(tmp_path / "$RECYCLE.BIN" / "S-1-5" / "gone.txt")
    talk(tmp_path / "talks" / "P01.txt")
    monkeypatch.setattr(Path, "is_dir", _denied)
    monkeypatch.setattr(Path, "is_file", _denied)
    assert [source.name for source in find_sources([tmp_path])] == ["talks/P01.txt"]


def _denied(path: Path, **_: object) -> bool:
    raise PermissionError(13, "Access is denied", str(path))


@pytest.mark.skipif(os.name == "nt", reason="names of bytes")
def test_a_name_in_another_encoding_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    talk(tmp_path / "transcripts" / "P01.txt")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path / "transcripts" / "caf") + b"\xe9.txt")).write_bytes(b"P1: hello")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    intake, transcripts = ingest(tmp_path, tmp_path / "transcripts")
    assert [(item.source, item.hint) for item in intake.refused] == [(r"caf\udce9.txt", "rename it")]
    assert [item.source for item in transcripts] == ["P01.txt"]
    with Store.open(tmp_path) as store:
        assert store.check(full=True) == []


def test_a_device_of_windows_is_refused_like_any_other_that_is_no_file(tmp_path: Path) -> None:
    device = Path(os.devnull)  # `NUL` there: it opens, and is no regular file
    with pytest.raises(InputRefused, match="not a regular file"):
        read_source(Source("aux.vtt", device, True, tmp_path), InputOptions(), SpeakerOptions())


def test_a_digest_of_a_folder_does_not_follow_the_order_of_this_system(tmp_path: Path) -> None:
    """Windows sorts paths without regard to case: `B` after `a` there, before it here."""
    for name in ("a.safetensors", "B.safetensors", "a/x.safetensors", "Z/x.safetensors"):
        path = tmp_path / "weights" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    from hashlib import sha256

    order = ["B.safetensors", "Z/x.safetensors", "a.safetensors", "a/x.safetensors"]
    expected = sha256("".join(sha256(name.encode()).hexdigest() for name in order).encode()).hexdigest()[:12]
    assert folder_digest(tmp_path / "weights", "*.safetensors") == expected


def test_a_path_is_quoted_as_the_shell_of_the_system_wants_it() -> None:
    assert quoted(PureWindowsPath(r"C:\Users\Kim\My Study"), for_windows=True) == r'"C:\Users\Kim\My Study"'
    assert quoted(PureWindowsPath(r"C:\Study"), for_windows=True) == r"C:\Study"
    assert quoted(PureWindowsPath("it's"), for_windows=True) == '"it\'s"'
    assert quoted(Path("My Study"), for_windows=False) == "'My Study'"
    assert quoted("Kim / round 2", for_windows=True) == '"Kim / round 2"'


def test_nothing_is_lost_for_an_analysis_without_transcripts() -> None:
    with pytest.raises(UsageError, match="nothing goes by"):
        find(Analysis(), r"x\y.txt")


def test_a_ruling_on_a_file_in_another_spelling_holds() -> None:
    turns = tuple(Turn(i, ("Dan", DECOMPOSED)[i % 2], f"So it is, number {i}.", "") for i in range(6))
    transcript = Transcript(TranscriptId(COMPOSED), f"{COMPOSED}.txt", "text", turns)
    ruling = Decision("D1", Action.ROLE, (f"{DECOMPOSED}.TXT", COMPOSED), "participant", "Kim", "", "now")
    cast = assign_speakers([transcript], SpeakerOptions(), (), (ruling,))
    assert {role.label: role.decided_by for role in cast.transcripts[0].roles}[DECOMPOSED] == "Kim"
