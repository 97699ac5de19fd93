"""The documents are true: every command documented, every command line in them one that exists."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import click
import pytest

from insightmine.cli.app import group

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))

from generate_commands import PAGE, commands_page  # noqa: E402

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
LINE = re.compile(r"^\s*(?:\$ )?(insightmine (?!\d).+)$", re.MULTILINE)


def command_lines() -> list[tuple[str, str]]:
    """Every line in a code block that calls the program, with the page it stands on."""
    found = []
    for page in PAGES:
        if page == PAGE:
            continue
        for block in re.findall(r"```(?:bash|console|sh)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            found += [(page.name, line.split("  #")[0].strip()) for line in LINE.findall(block)]
    return found


def test_commands_page_is_the_help() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "run: make docs"


def test_readme_shows_command_lines() -> None:
    assert any(page == "README.md" for page, _ in command_lines())


@pytest.mark.parametrize(("page", "line"), command_lines())
def test_documented_command_line_parses(page: str, line: str) -> None:
    arguments = shlex.split(line)[1:]
    with group.make_context("insightmine", list(arguments)) as context:
        name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])
        assert command is not None
        command.make_context(str(name), list(rest), parent=context)


def test_every_command_takes_json() -> None:
    without = [name for name, command in group.commands.items() if "--json" not in _options(command)]
    assert without == []


def _options(command: click.Command) -> list[str]:
    return [option for parameter in command.params for option in parameter.opts]
