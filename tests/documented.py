"""Every command line that the documents show, in the order of each page."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
PAGES = sorted([ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SHELLS = ("bash", "console", "powershell", "sh")
_PROGRAMS = "insightmine|make|pip|pipx|uv|py|python3?"
_SHOWN = re.compile(rf"^(?:\$ |PS> )?((?:{_PROGRAMS}) \S.*)$", re.MULTILINE)
_SPAN = re.compile(rf"(?<!`)`((?:{_PROGRAMS}) [^`\n]+)`(?!`)")
_INDENTED = re.compile(rf"^ {{4}}((?:{_PROGRAMS}) .*)$", re.MULTILINE)
_REMARK = re.compile(r"\s+#.*$|\s{2,}\S.*$")  # what follows a command on its line: "# why", or a second column
_EXAMPLE = re.compile(r"^ {2,}(insightmine [a-z]+ .*)$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class CommandLine:
    """A command line as a page shows it; `example` when it stands in a command's help, for itself."""

    page: str
    number: int
    text: str
    example: bool = False

    @property
    def words(self) -> list[str]:
        """The words, as a shell would split them."""
        return shlex.split(self.text)

    @property
    def program(self) -> str:
        """What is called: `py -m pip` and `python -m pip` are `pip`, and so on."""
        words = self.words
        return words[2] if words[0] in ("py", "python", "python3") and words[1] == "-m" else words[0]

    def __str__(self) -> str:
        """The page, the line, the words: how a test calls it."""
        return f"{self.page}:{self.number}: {self.text}"


def command_lines() -> tuple[CommandLine, ...]:
    """Lines of shell blocks, indented lines and `code spans` that call a program, and the examples in the help."""
    found: set[CommandLine] = set()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        name = page.relative_to(ROOT).as_posix()
        for start, line, example in _places(text, is_help=page == COMMANDS_PAGE):
            found.add(CommandLine(name, text.count("\n", 0, start) + 1, _REMARK.sub("", line).strip(), example))
    return tuple(sorted(found))


def _places(text: str, *, is_help: bool) -> Iterator[tuple[int, str, bool]]:
    """Where a command line begins, the line with its remark, and whether it is an example in the help."""
    prose = _BLOCK.sub(_blank, text)
    for pattern in (_SPAN, _INDENTED):
        yield from ((match.start(1), match[1], False) for match in pattern.finditer(prose))
    for block in _BLOCK.finditer(text):
        if block[1] in _SHELLS:
            yield from ((block.start(2) + match.start(1), match[1], False) for match in _SHOWN.finditer(block[2]))
        elif is_help:
            yield from ((block.start(2) + match.start(1), match[1], True) for match in _EXAMPLE.finditer(block[2]))


def python_snippets(page: Path) -> tuple[str, ...]:
    """The Python blocks of a page."""
    return tuple(block[2] for block in _BLOCK.finditer(page.read_text(encoding="utf-8")) if block[1] == "python")


def _blank(block: re.Match[str]) -> str:
    """As many characters and lines as the block, without words."""
    return re.sub(r"[^\n]", " ", block[0])
