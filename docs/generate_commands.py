"""Write docs/commands.md from the commands' own help, so that the two never differ."""

from __future__ import annotations

from pathlib import Path

import click

from insightmine.cli.app import group

PAGE = Path(__file__).with_name("commands.md")

_HEAD = """\
# Commands

Generated from `insightmine COMMAND --help` by `make docs`.

Data goes to stdout, messages to stderr; there is no colour and no progress bar where they are not a terminal.
Every command takes `--json`: one object with `schema_version` on stdout. Where a command cannot go on, the object says
why (`error`), and names the file that cannot be read (`refused`). What is wrong with the command line itself, such
as an option that there is not, is told on stderr alone.

| exit code | means |
|---|---|
| 0 | done |
| 1 | a bug: a log file is named |
| 2 | usage, a settings file, or model weights that are missing |
| 3 | done, some inputs were refused (listed, also in the JSON) |
| 4 | nothing usable |
| 5 | another process works on this study |
| 6 | the store is damaged: `insightmine check` says where |
| 7 | the study was written by a newer version |
| 130 | interrupted |
"""


def commands_page() -> str:
    """The page as it should be."""
    with click.Context(group, info_name="insightmine", terminal_width=100, **group.context_settings) as context:
        parts = [_HEAD, _section("insightmine", group.get_help(context))]
        for name in group.list_commands(context):
            command = group.commands[name]
            with click.Context(command, info_name=name, parent=context, terminal_width=100) as inner:
                parts.append(_section(f"insightmine {name}", command.get_help(inner)))
    return "\n".join(parts)


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n```text\n{text.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8", newline="\n")
