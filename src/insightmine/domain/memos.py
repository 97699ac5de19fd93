"""memos.md -> the researcher's notes, paragraph by paragraph, with the ids that they mention."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
# A statement may be named by the first letters of its id, as people copy them: S4f2 for S4f2a9c01d7.
_ID = re.compile(r"(?<![\w/#-])(?:[TD]\d{1,6}|[SGO][0-9a-f]{3,10})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Memo:
    """A paragraph of the notes, the heading that it stands under (empty for none), and its line in the file, from 1."""

    text: str
    heading: str
    line: int

    @property
    def mentions(self) -> tuple[str, ...]:
        """The ids in it and in its heading, each once, as they are written."""
        return tuple(dict.fromkeys(_ID.findall(f"{self.heading}\n{self.text}")))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a memo's text; `id` is what it names, in full, `None` for plain words."""

    text: str
    id: str | None = None


def read_memos(text: str) -> tuple[Memo, ...]:
    """The paragraphs of a Markdown text in their order; comments of HTML are passed over, line ends may be any."""
    plain = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), "\n".join(text.splitlines()))
    memos: list[Memo] = []
    heading, begun, start = "", list[str](), 1
    for number, line in enumerate([*plain.split("\n"), ""], 1):
        title = _HEADING.fullmatch(line.strip())
        if (title or not line.strip()) and begun:
            memos.append(Memo("\n".join(begun), heading, start))
            begun = []
        if title:
            heading = title.group(1)
        elif line.strip():
            start = start if begun else number
            begun.append(line.strip())
    return tuple(memos)


def meant(name: str, known: Collection[str]) -> str | None:
    """The id that is meant: itself, or the only one that begins so; `None` where there is none, or several."""
    if name in known:
        return name
    begins = [item for item in known if item.startswith(name)] if name[0] in "SGO" else []
    return begins[0] if len(begins) == 1 else None


def pieces(text: str, known: Collection[str]) -> tuple[Piece, ...]:
    """The text in parts, so that what names something known can become a link."""
    return tuple(_pieces(text, known))


def about(memos: Sequence[Memo], name: str, known: Collection[str]) -> tuple[Memo, ...]:
    """The memos that mention a thing."""
    return tuple(memo for memo in memos if any(meant(mention, known) == name for mention in memo.mentions))


def _pieces(text: str, known: Collection[str]) -> Iterator[Piece]:
    at = 0
    for found in _ID.finditer(text):
        target = meant(found.group(), known)
        if target is not None:
            if found.start() > at:
                yield Piece(text[at : found.start()])
            yield Piece(found.group(), target)
            at = found.end()
    if at < len(text):
        yield Piece(text[at:])
