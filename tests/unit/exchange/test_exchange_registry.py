from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders import tool_library

from insightmine.errors import PluginError, StoreError, UsageError
from insightmine.exchange import EXPORTERS, FILES, export_to, schema_of

PLUGIN = """
from insightmine.errors import StoreError

def good(analysis, folder):
    path = folder / "count.txt"
    path.write_text(str(len(analysis.statements)))
    return [path]

def raises(analysis, folder):
    raise RuntimeError(analysis.statements[0].text)

def expected(analysis, folder):
    raise StoreError("no room")

def nonsense(analysis, folder):
    return 3
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed package, as pip would have left it."""
    site = tmp_path / "site"
    metadata = site / "speech_to_go-1.0.dist-info"
    metadata.mkdir(parents=True)
    (site / "speech_to_go.py").write_text(PLUGIN)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: speech-to-go\nVersion: 1.0\n")
    names = ("good", "raises", "expected", "nonsense", "absent", "jsonl")
    lines = "".join(f"{name} = speech_to_go:{name}\n" for name in names)
    (metadata / "entry_points.txt").write_text(f"[insightmine.exporters]\n{lines}")
    monkeypatch.syspath_prepend(site)
    yield
    sys.modules.pop("speech_to_go", None)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_built_in_writes_files_into_the_folder(name: str, tmp_path: Path) -> None:
    paths = export_to(name, tool_library(), tmp_path)
    assert paths
    assert all(path.parent == tmp_path and path.stat().st_size for path in paths)


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    known = ", ".join(sorted(EXPORTERS))
    with pytest.raises(UsageError, match=f"no export format is called 'pdf'; use one of: {known}"):
        export_to("pdf", tool_library(), tmp_path)


@pytest.mark.usefixtures("plugin")
def test_another_packages_exporter_is_found_and_offered(tmp_path: Path) -> None:
    (path,) = export_to("good", tool_library(), tmp_path)
    assert path.read_text() == "41"
    known = ", ".join(sorted({*EXPORTERS, "absent", "expected", "good", "nonsense", "raises"}))
    with pytest.raises(UsageError, match=f"use one of: {known}"):
        export_to("pdf", tool_library(), tmp_path)


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "kind"), [("raises", "RuntimeError"), ("absent", "AttributeError"), ("nonsense", "TypeError")]
)
def test_a_broken_exporter_is_named_without_the_words_of_the_interview(name: str, kind: str, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=f"exporter '{name}' of speech-to-go failed \\({kind}\\)") as caught:
        export_to(name, tool_library(), tmp_path)
    assert tool_library().statements[0].text not in str(caught.value)


@pytest.mark.usefixtures("plugin")
def test_an_expected_error_of_an_exporter_passes_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no room"):
        export_to("expected", tool_library(), tmp_path)


@pytest.mark.usefixtures("plugin")
def test_a_built_in_cannot_be_taken_over(tmp_path: Path) -> None:
    assert len(export_to("jsonl", tool_library(), tmp_path)) == len(FILES)


def test_there_is_no_schema_of_a_file_that_is_not_exported() -> None:
    with pytest.raises(FileNotFoundError):
        schema_of("memos")
