"""redactions.csv: written for its owner alone, read with a line for everything that does not fit."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind, Treatment
from insightmine.errors import ConfigError
from insightmine.store import REDACTIONS_FILE, read_redactions, set_aside, write_redactions

ROWS = (
    Identifier("Ann “Nan” O’Neil, Jr.", IdentifierKind.PERSON, Treatment.REPLACE, "P07", 3, False, FoundBy.KNOWN_NAME),
    Identifier("+49 170 1234567", IdentifierKind.PHONE, Treatment.KEEP, "", 1, True, FoundBy.PATTERN, "so; it is"),
)


def test_what_is_written_is_read_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / REDACTIONS_FILE
    assert read_redactions(path) is None
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    write_redactions(path, ROWS)
    assert read_redactions(path) == ROWS
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_row_that_a_person_adds_needs_a_text_alone(tmp_path: Path) -> None:
    path = tmp_path / REDACTIONS_FILE
    path.write_text("text;pseudonym\nour Monday club;\n", encoding="utf-8")
    assert read_redactions(path) == (
        Identifier("our Monday club", IdentifierKind.NAME, Treatment.REPLACE, "", 0, True, FoundBy.PERSON),
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("text,action\nBob,delete\n", "redactions.csv, line 2: action is 'delete'; use one of: replace, keep"),
        ("text,kind\nBob,human\n", "line 2: kind is 'human'"),
        ("text,reviewed\nBob,maybe\n", "line 2: reviewed is 'maybe'; write yes or no"),
        ("text,found_by\nBob,me\n", "line 2: found_by is 'me'"),
        ("text,count\nBob,many\n", "line 2: count is 'many'"),
        ("text,notes\nBob,hm\n", "line 2: unknown column 'notes'"),
        ("name\nBob\n", "line 1: no column 'text'"),
        ("text,kind\n,person\n", "line 2: no text"),
        ("text\nBob\nAnn\nbob\n", "line 4: the same text as in line 2"),
    ],
)
def test_what_does_not_fit_is_an_error_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / REDACTIONS_FILE
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_redactions(path)
    assert says in str(error.value)


def test_a_file_that_a_killed_run_left_empty_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / REDACTIONS_FILE).touch()
    assert read_redactions(tmp_path / REDACTIONS_FILE) == ()


def test_setting_aside_keeps_every_list(tmp_path: Path) -> None:
    path = tmp_path / REDACTIONS_FILE
    for number in (1, 2):
        write_redactions(path, ROWS)
        assert set_aside(path) == tmp_path / f"redactions.off-{number}.csv"
    assert set_aside(path) is None
