"""Third parties' parsers: found by their entry point, asked first, and contained when they fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.errors import InputRefused, PluginError
from insightmine.transcripts import Source, read_source
from insightmine.transcripts.reading import load_parsers

CODE = """
from insightmine.domain.speech import Transcript, Turn
from insightmine.transcripts.documents import Parsed

class Shouts:
    def accepts(self, document):
        return document.text.startswith("SHOUT")

    def parse(self, document, options, speakers):
        if "break" in document.text:
            raise ValueError("a bug")
        text = document.text.removeprefix("lost") if "lost" not in document.text else "SHOUT"
        turns = (Turn(0, "Ana", text, "line 1"),)
        return Parsed((Transcript(document.stem, document.source, "shouts", turns),), document.text)
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "site"
    info = folder / "shouts-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouts\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[insightmine.parsers]\nshouts = shouts_parser:Shouts\n", encoding="utf-8")
    (folder / "shouts_parser.py").write_text(CODE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    load_parsers.cache_clear()
    yield folder
    load_parsers.cache_clear()


def read(folder: Path, text: str) -> str:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    return read_source(Source("a.txt", path, True, folder), InputOptions(), SpeakerOptions()).transcripts[0].format


def test_a_plugin_reads_what_it_accepts_and_the_guard_watches_it(plugin: Path, tmp_path: Path) -> None:
    assert read(tmp_path, "SHOUT once") == "shouts"
    assert read(tmp_path, "Interviewer: Hi?\nP1: Hello.") == "text"
    with pytest.raises(InputRefused, match="1 of 2 words could not be accounted for"):
        read(tmp_path, "SHOUT lost")
    with pytest.raises(InputRefused, match="the parser 'shouts' fails on it"):
        read(tmp_path, "SHOUT and break")


def test_a_plugin_that_cannot_be_loaded_is_named(plugin: Path, tmp_path: Path) -> None:
    (plugin / "shouts-1.0.dist-info" / "entry_points.txt").write_text(
        "[insightmine.parsers]\nshouts = no_such_module:Parser\n", encoding="utf-8"
    )
    with pytest.raises(PluginError, match="'shouts' cannot be loaded"):
        read(tmp_path, "SHOUT once")
