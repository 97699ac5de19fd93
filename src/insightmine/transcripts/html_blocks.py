"""A web page -> its blocks of visible text, in the order of the page; what is not shown goes to the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from insightmine.domain.speech import DropReason
from insightmine.errors import InputRefused
from insightmine.transcripts.coverage import Ledger, literal
from insightmine.transcripts.documents import Document
from insightmine.transcripts.nesting import check_tags
from insightmine.transcripts.word_lists import listed

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = listed(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul
    """
)
_CELLS = frozenset({"td", "th"})
_BOLD = frozenset({"b", "strong"})
_NOT_SHOWN = {
    "script": DropReason.SCRIPT,
    "style": DropReason.SCRIPT,
    "template": DropReason.HIDDEN,
    "noscript": DropReason.HIDDEN,
    "textarea": DropReason.HIDDEN,
    "iframe": DropReason.HIDDEN,
    "object": DropReason.HIDDEN,
    "svg": DropReason.HIDDEN,
    "title": DropReason.FRONT_MATTER,
    "nav": DropReason.NAVIGATION,
    "button": DropReason.NAVIGATION,
    "select": DropReason.NAVIGATION,
    "datalist": DropReason.NAVIGATION,
}
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_HEAVY = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_SOFT_HYPHEN = "\xad"
_NOT_BOLD = re.compile(r"[*\n\t]")
_DEEPEST = 400
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ANCHOR = re.compile(r"ts_\d+_\d+_.*")


@dataclass(slots=True)
class Piece:
    """A run of text within a block; `anchor` is the name of the anchor that it stands in, if that is a time code."""

    text: str
    anchor: str = ""
    bold: bool = False


@dataclass(slots=True)
class Block:
    """A paragraph, heading, or row of a table (a tab between its cells); `level` is 1 to 6 for a heading."""

    level: int = 0
    is_header: bool = False
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block as lines of Markdown: bold face where it begins a line, white space collapsed."""
        text = "".join(_bold(self.pieces))
        rows = (" \t ".join(" ".join(cell.split()) for cell in row.split("\t")) for row in text.split("\n"))
        return literal("\n".join(row.replace(" \t ", "\t").strip() for row in rows))


def _bold(pieces: list[Piece]) -> Iterator[str]:
    runs = [(bold, "".join(piece.text for piece in run)) for bold, run in groupby(pieces, key=lambda item: item.bold)]
    begins = True
    for index, (bold, text) in enumerate(runs):
        inner = text.strip()
        after = runs[index + 1][1][:1] if index + 1 < len(runs) else ""
        glued = text.endswith(inner) and (after.isalnum() or after == "*")  # a letter of a word, not a name
        if bold and begins and not glued and any(map(str.isalnum, inner)) and not _NOT_BOLD.search(inner):
            before, _, behind = text.partition(inner)
            yield f"{before}**{inner}**{behind}"
        else:
            yield text
        begins = text.endswith(("\n", "\t")) or (begins and not inner)


def blocks_of(document: Document, ledger: Ledger) -> list[Block]:
    """The blocks with words. Raises `InputRefused` for a page that is nested too deep."""
    check_tags(document.source, document.text, _AS_TEXT)
    walk = _Walk(document, ledger)
    root = _root(document)
    if root is not None:
        walk.visit(root, 0, "", False)
    blocks = []
    for block in walk.blocks:
        if block.is_header and block.text:
            ledger.drop(DropReason.FORMAT_HEADER, block.text)
        elif block.text:
            blocks.append(block)
    return blocks


def _root(document: Document) -> LexborNode | None:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(document.text).root


class _Walk:
    """One pass over the nodes; blocks end where an element that is a block begins or ends."""

    def __init__(self, document: Document, ledger: Ledger) -> None:
        self._document = document
        self._ledger = ledger
        self.blocks: list[Block] = [Block()]

    def visit(self, node: LexborNode, depth: int, anchor: str, bold: bool) -> None:
        """All that is below a node."""
        if depth > _DEEPEST:
            raise InputRefused(self._document.source, "its parts are nested deeper than a transcript's", hint=_AS_TEXT)
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._add(child.text_content or "", anchor, bold, keep=node.tag == "pre")
            elif tag == "-comment":
                self._drop(DropReason.COMMENT, child.comment_content or "")
            else:
                self._element(child, tag, depth, anchor, bold)

    def _element(self, node: LexborNode, tag: str, depth: int, anchor: str, bold: bool) -> None:
        reason = _reason(node)
        if reason is not None:
            self._drop(reason, _all_text(node))
            return
        attributes = node.attributes
        style = attributes.get("style") or ""
        name = attributes.get("name") or attributes.get("id") or ""
        anchor = name if tag == "a" and _ANCHOR.fullmatch(name) else anchor
        bold = bold or tag in _BOLD or bool(_HEAVY.search(style))
        if tag == "br":
            self._add("\n", anchor, False, keep=True)
        elif tag in _CELLS:
            self._cell(node, depth, anchor, bold)
        elif tag in _BLOCKS:
            in_row = tag != "tr" and self._in_row
            self._begin(tag, node, in_row)
            self.visit(node, depth + 1, anchor, bold)
            self._end(in_row)
        else:
            self.visit(node, depth + 1, anchor, bold)

    _in_row = False

    def _begin(self, tag: str, node: LexborNode, in_row: bool) -> None:
        if in_row:
            self._add(" ", "", False)
            return
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else 0
        self.blocks.append(Block(level, tag == "tr" and _is_header(node)))

    def _end(self, in_row: bool) -> None:
        if in_row:
            self._add(" ", "", False)
        else:
            self.blocks.append(Block())

    def _cell(self, node: LexborNode, depth: int, anchor: str, bold: bool) -> None:
        """A cell on its row's line; blocks within it are joined with spaces."""
        outer, self._in_row = self._in_row, True
        block = self.blocks[-1]
        if block.pieces:
            block.pieces.append(Piece("\t"))
        start = len(block.pieces)
        self.visit(node, depth + 1, anchor, bold)
        for piece in block.pieces[start:]:
            piece.text = piece.text.replace("\n", " ").replace("\t", " ")
        if node.parent is None or node.parent.tag != "tr":  # a cell in no row: what follows stands beside it
            block.pieces.append(Piece(" "))
        self._in_row = outer

    def _drop(self, reason: DropReason, text: str) -> None:
        self._ledger.drop(reason, text, unescaped=True)
        self._add(" ", "", False)

    def _add(self, text: str, anchor: str, bold: bool, keep: bool = False) -> None:
        words = text.replace(_SOFT_HYPHEN, "")
        words = words if keep else _SPACE.sub(" ", words)
        if words and (words.strip() or self.blocks[-1].pieces):
            self.blocks[-1].pieces.append(Piece(words, anchor, bold))


_AS_TEXT = "save its text as .txt or .docx"


def _is_header(row: LexborNode) -> bool:
    """Whether all cells of a row are header cells, and there is more than one."""
    cells = [cell.tag for cell in row.iter() if cell.tag in _CELLS]
    return len(cells) > 1 and all(tag == "th" for tag in cells)


def _reason(node: LexborNode) -> DropReason | None:
    """Why what is below an element is not shown, or no text of the page; `None` if it is."""
    reason = _NOT_SHOWN.get(node.tag or "")
    if reason is not None:
        return reason
    attributes = node.attributes
    return DropReason.HIDDEN if "hidden" in attributes or _HIDING.search(attributes.get("style") or "") else None


def _all_text(node: LexborNode) -> str:
    """All text below a node, comments too, with spaces around what stands apart; without recursion."""
    pieces: list[str] = []
    pending = _children(node)
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif item.tag == "-text":
            pieces.append(item.text_content or "")
        elif item.tag == "-comment":
            pieces.append(f" {item.comment_content or ''} ")
        elif item.tag in _BLOCKS or item.tag in _CELLS or item.tag == "br" or _reason(item) is not None:
            pieces.append(" ")
            pending += [" ", *_children(item)]
        else:
            pending += _children(item)
    return "".join(pieces).replace(_SOFT_HYPHEN, "")


def _children(node: LexborNode) -> list[LexborNode | str]:
    """The nodes below a node, the last one first."""
    return list(reversed(list(node.iter(include_text=True))))


def text_of(document: Document) -> str:
    """All text of the page, found without regard to what is shown: what the turns are checked against."""
    root = _root(document)
    return "" if root is None else literal(_all_text(root))
