"""Bad input: one clear line each, the rest of the batch done, exit codes as documented."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

GOOD = """\
Interviewer: How do you plan your week?
P1: I write a list every Sunday evening, because otherwise I forget half of it.
Interviewer: And what gets in the way?
P1: The calendar does not show the shared shifts, so I have to call my colleague each time.
Interviewer: What helps?
P1: The reminder on my phone works well, it rings an hour before.
"""

BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "only-mark.txt": b"\xef\xbb\xbf",
    "only-header.vtt": b"WEBVTT\n\n",
    "binary.txt": bytes(range(256)) * 40,
    "broken-utf8.txt": "P1: Ça va, c’est très bien, à bientôt.\n".encode() * 5
    + b"P1: half a letter \xe2\x28\n"
    + GOOD.encode(),
    "truncated.docx": b"PK\x03\x04 not really a document",
    "unbalanced.csv": b'participant,text\nP1,"I never closed this\nP2,fine\n',
}


def study_with(folder: Path, files: dict[str, bytes]) -> Path:
    transcripts = folder / "transcripts"
    transcripts.mkdir(parents=True)
    for name, content in files.items():
        (transcripts / name).write_bytes(content)
    return folder


def test_every_bad_file_is_told_with_its_reason_and_the_good_one_is_read(tmp_path: Path, run: Any) -> None:
    study_with(tmp_path, {**BAD, "good.txt": GOOD.encode()})
    ran = run("ingest", "transcripts", "--json")
    told = json.loads(ran.stdout)
    assert ran.returncode == 3, ran.stderr
    assert [row["source"] for row in told["read"]] == ["good.txt"]
    refused = {Path(item["source"]).name: item for item in told["refused"]}
    assert set(refused) == set(BAD)
    assert all(item["reason"] and item["hint"] for item in refused.values()), refused
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("name", sorted(BAD))
def test_nothing_usable_alone(name: str, tmp_path: Path, run: Any) -> None:
    study_with(tmp_path, {name: BAD[name]})
    ran = run("ingest", f"transcripts/{name}")
    assert ran.returncode == 4, ran.stdout + ran.stderr
    assert name in ran.stdout + ran.stderr


def test_nothing_of_a_refused_file_is_stored(tmp_path: Path, run: Any) -> None:
    secret = "zanzibarfalcon"
    broken = BAD["broken-utf8.txt"] + GOOD.replace("calendar", secret).encode()
    study_with(tmp_path, {"broken.txt": broken, "good.txt": GOOD.encode()})
    assert run("ingest", "transcripts").returncode == 3
    stored = [path for path in (tmp_path / ".insightmine").rglob("*") if path.is_file()]
    assert stored
    assert all(secret.encode() not in path.read_bytes() for path in stored)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Interviewer: How was it?\nInterviewer: And then?\nInterviewer: Anything else?\n", "participant"),
        ("# Notes\n\nInstall with `pip install thing`.\n\n## Licence\n\nMIT\n", "interview"),
    ],
)
def test_file_without_a_participant_is_explained(text: str, told: str, tmp_path: Path, run: Any) -> None:
    study_with(tmp_path, {"odd.txt": text.encode()})
    ran = run("ingest", "transcripts")
    assert ran.returncode == 4
    assert told in ran.stdout + ran.stderr


def test_path_that_is_not_there(tmp_path: Path, run: Any) -> None:
    study_with(tmp_path, {"good.txt": GOOD.encode()})
    ran = run("ingest", "transcripts", "nowhere")
    assert ran.returncode == 3
    assert "nowhere" in ran.stdout
    assert run("ingest", "nowhere").returncode in (0, 3)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_pipe_in_the_folder_does_not_hang(tmp_path: Path, run: Any) -> None:
    study_with(tmp_path, {"good.txt": GOOD.encode()})
    os.mkfifo(tmp_path / "transcripts" / "pipe.txt")
    ran = run("ingest", "transcripts")
    assert ran.returncode in (0, 3)
    assert "pipe.txt" in ran.stdout


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("insightmine.toml", "[themes]\ndetial = 1\n", "detail"),
        ("journey.toml", "[[step]\n", "journey.toml"),
        ("participants.csv", "who\nAnn\n", "participant"),
    ],
)
def test_unusable_settings_stop_before_anything_is_read(
    name: str, content: str, told: str, tmp_path: Path, run: Any
) -> None:
    study_with(tmp_path, {"good.txt": GOOD.encode()})
    (tmp_path / name).write_text(content, encoding="utf-8")
    ran = run("ingest", "transcripts")
    assert ran.returncode == 2
    assert name in ran.stderr
    assert told in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_participant_without_a_transcript_is_told(tmp_path: Path, run: Any) -> None:
    study_with(tmp_path, {"good.txt": GOOD.encode()})
    (tmp_path / "participants.csv").write_text(
        "participant,source,label\nP1,good.txt,P1\nP2,gone.txt,P2\n", encoding="utf-8"
    )
    ran = run("ingest", "transcripts")
    assert ran.returncode == 0
    assert "line 3" in ran.stderr


def test_no_study_and_no_such_id(tmp_path: Path, run: Any) -> None:
    ran = run("themes")
    assert ran.returncode == 2
    assert "ingest" in ran.stderr
    study_with(tmp_path, {"good.txt": GOOD.encode()})
    assert run("ingest", "transcripts").returncode == 0
    assert run("show", "T999").returncode == 2
    assert run("decide", "effect", "S999", "helps").returncode == 2
    assert run("snapshot", "Nobody").returncode == 2
