"""The documents are true: every command documented, every command line in them one that exists."""

from __future__ import annotations

import sys

import click
import pytest
from tests.documented import ROOT, CommandLine, command_lines

from insightmine.cli.app import group

sys.path.insert(0, str(ROOT / "docs"))

from generate_commands import PAGE, commands_page

OURS = tuple(line for line in command_lines() if line.program == "insightmine" and "--help" not in line.words)


def test_commands_page_is_the_help() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "run: make docs"


@pytest.mark.parametrize("line", OURS, ids=str)
def test_documented_command_line_parses(line: CommandLine) -> None:
    """The quick look; that each line also works is tested in tests/end_to_end/test_documented_commands.py."""
    with group.make_context("insightmine", line.words[1:]) as context:
        name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])
        assert command is not None
        command.make_context(str(name), list(rest), parent=context)


def test_every_command_takes_json() -> None:
    without = [name for name, command in group.commands.items() if "--json" not in _options(command)]
    assert without == []


def _options(command: click.Command) -> list[str]:
    return [option for parameter in command.params for option in parameter.opts]


def test_study_may_be_named_before_and_after_the_command() -> None:
    without = [name for name, command in group.commands.items() if "--study" not in _options(command)]
    assert sorted(without) == ["demo", "doctor"]
