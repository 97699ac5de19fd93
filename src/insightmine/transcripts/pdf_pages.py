"""PDF -> the text that stands on each page, with its place: read by PDFium, one document at a time.

Only the text layer is asked for. Scripts never run (no form environment is made), attachments and annotations are
never opened. What PDFium says of a page twice, character by character and as one text, is compared: characters that
do not come out of this file in equal number refuse the document.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from unicodedata import category

from insightmine.errors import InputRefused
from insightmine.transcripts.documents import Document

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MAX_PAGES = 2_000
MAX_PAGE_CHARACTERS = 400_000
MAX_CHARACTERS = 4_000_000
_ONE_AT_A_TIME = Lock()  # PDFium keeps global state
_HYPHENS = {"\ufffe": "-", "\x02": "-", "\xad": "-", "\u2010": "-"}  # the first two are PDFium's, at line ends
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_GAP = 1.2  # heights of a letter: wider than between words, even in justified text
_SHIFT = 0.6  # of a height between two baselines
_TILTED = 0.1  # radians
_UNREADABLE = 0.2
_OCR = "run OCR first, or export the transcript as text"


@dataclass(frozen=True, slots=True)
class Word:
    """An unbroken run of letters and signs; x in points."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words on one baseline without a wide gap between them; y of the baseline upwards, height of its letters."""

    words: tuple[Word, ...]
    baseline: float
    height: float

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, upright: `tilted` is text at an angle to the rest, `outside` what lies beyond the page's edges."""

    number: int
    fragments: tuple[Fragment, ...]
    tilted: tuple[str, ...] = ()
    outside: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    x: float
    right: float
    y: float
    height: float
    angle: float


def read_pages(document: Document) -> tuple[Page, ...]:
    """The pages in order. Raises `InputRefused` for damaged, locked, scanned and far too large documents.

    A document that opens without a password is read, though it may be encrypted so that others do not change it.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            pdf = pypdfium2.PdfDocument(document.data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise InputRefused(
                    document.source, "an encrypted PDF that asks for a password", hint="save it without protection"
                ) from error
            raise InputRefused(document.source, "a damaged PDF", hint=_SAVE) from error
        try:
            pages = tuple(_pages(pdf, document))
        except pypdfium2.PdfiumError as error:
            raise InputRefused(document.source, "a damaged PDF", hint=_SAVE) from error
        finally:
            pdf.close()
    if not any(page.fragments for page in pages):
        raise InputRefused(document.source, "a PDF without text, only pictures of pages", hint=_OCR)
    return pages


_SAVE = "open it in a PDF reader and save it again, or export the transcript as text"


def _pages(pdf: PdfDocument, document: Document) -> Iterator[Page]:
    if len(pdf) > MAX_PAGES:
        raise InputRefused(document.source, f"{len(pdf)} pages are more than a transcript has", hint="split the file")
    total = 0
    for index in range(len(pdf)):
        page = pdf[index]
        try:
            text_page = page.get_textpage()
            try:
                count = text_page.count_chars()
                total += count
                if count > MAX_PAGE_CHARACTERS or total > MAX_CHARACTERS:
                    raise InputRefused(document.source, "more text than a transcript has", hint="split the file")
                yield _page(page, text_page, index + 1, document)
            finally:
                text_page.close()
        finally:
            page.close()


def _page(page: PdfPage, text_page: PdfTextPage, number: int, document: Document) -> Page:
    glyphs, turned = _upright(list(_glyphs(text_page)))
    letters = [glyph for glyph in glyphs if glyph is not None]
    odd = sum(1 for glyph in letters if category(glyph.text[0]) in ("Co", "Cn", "Cc") or glyph.text == "\ufffd")
    if odd > _UNREADABLE * len(letters):
        raise InputRefused(document.source, "its fonts do not tell which letters they show", hint=_OCR)
    fragments = list(_fragments([glyph if glyph is None or not _is_tilted(glyph) else None for glyph in glyphs]))
    tilted = "".join(" " if glyph is None else glyph.text if _is_tilted(glyph) else " " for glyph in glyphs).split()
    kept = Counter("".join([*(fragment.text for fragment in fragments), *tilted]))
    if _letters(kept) != _letters(Counter(_plain(text_page.get_text_range()))):
        raise InputRefused(document.source, f"not all characters of page {number} could be read", hint=_SAVE)
    left, bottom, right, top = _turned_box(page.get_bbox(), turned)
    inside: list[Fragment] = []
    outside: list[Fragment] = []
    for fragment in fragments:
        seen = left - 1 < (fragment.left + fragment.right) / 2 < right + 1 and bottom - 1 < fragment.baseline < top + 1
        (inside if seen else outside).append(fragment)
    return Page(number, tuple(inside), tuple(tilted), tuple(outside))


def _plain(text: str) -> str:
    return "".join(_LIGATURES.get(character, character) for character in text)


def _letters(counts: Counter[str]) -> dict[str, int]:
    return {character: count for character, count in counts.items() if character.isalnum()}


def _glyphs(text_page: PdfTextPage) -> Iterator[_Glyph | None]:
    """The characters in PDFium's order; `None` where a word ends."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    high = 0
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        character = chr(code)
        if character.isspace() or code == 0:
            yield None
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        angle = raw.FPDFText_GetCharAngle(text_page, index)
        upright = abs(angle) < _TILTED or abs(angle - 2 * 3.141592653589793) < _TILTED
        height = abs(box.top - box.bottom) if upright else abs(box.right - box.left)
        text = _HYPHENS.get(character) or _LIGATURES.get(character, character)
        yield _Glyph(text, min(x.value, box.left), box.right, y.value, max(height, 0.1), 0.0 if upright else angle)


def _is_tilted(glyph: _Glyph) -> bool:
    return glyph.angle != 0.0


_QUARTER = 1.5707963267948966


def _upright(glyphs: list[_Glyph | None]) -> tuple[list[_Glyph | None], int]:
    """The characters turned so that most stand upright, and by how many quarters of a circle that was."""
    quarters = Counter(
        round(glyph.angle / _QUARTER) % 4
        for glyph in glyphs
        if glyph is not None and abs(glyph.angle / _QUARTER - round(glyph.angle / _QUARTER)) * _QUARTER < _TILTED
    )
    turned = min(quarters, key=lambda quarter: (-quarters[quarter], quarter)) if quarters else 0
    if not turned:
        return glyphs, 0
    return [None if glyph is None else _turn(glyph, turned) for glyph in glyphs], turned


def _turn(glyph: _Glyph, quarters: int) -> _Glyph:
    """One character in the turned page; its width is taken as half of its height, as the boxes lie across."""
    x, y = _turned_point(glyph.x, glyph.y, quarters)
    angle = glyph.angle - quarters * _QUARTER
    straight = abs(angle) < _TILTED or abs(angle + 4 * _QUARTER) < _TILTED
    return _Glyph(glyph.text, x, x + glyph.height / 2, y, glyph.height, 0.0 if straight else (angle or 1.0))


def _turned_point(x: float, y: float, quarters: int) -> tuple[float, float]:
    return ((x, y), (-y, x), (-x, -y), (y, -x))[quarters]


def _turned_box(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float, float, float]:
    left, bottom = _turned_point(box[0], box[1], quarters)
    right, top = _turned_point(box[2], box[3], quarters)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _fragments(glyphs: list[_Glyph | None]) -> Iterator[Fragment]:
    """Runs on one baseline, cut at wide gaps and where the text steps back."""
    run: list[list[_Glyph]] = []
    last: _Glyph | None = None
    ended = True
    for glyph in glyphs:
        if glyph is None:
            ended = True
            continue
        if last is not None and _parts(last, glyph):
            yield _fragment(run)
            run = []
        if ended or not run:
            run.append([])
        run[-1].append(glyph)
        last, ended = glyph, False
    if run:
        yield _fragment(run)


def _parts(last: _Glyph, glyph: _Glyph) -> bool:
    height = min(last.height, glyph.height)
    if abs(last.y - glyph.y) > _SHIFT * height:
        return True
    height = max(last.height, glyph.height)
    return glyph.x - last.right > _GAP * height or last.x - glyph.x > 3 * height


def _fragment(run: list[list[_Glyph]]) -> Fragment:
    words = tuple(
        Word("".join(glyph.text for glyph in word), min(g.x for g in word), max(g.right for g in word)) for word in run
    )
    glyphs = [glyph for word in run for glyph in word]
    heights = sorted(glyph.height for glyph in glyphs)
    baselines = sorted(glyph.y for glyph in glyphs)
    return Fragment(words, baselines[len(baselines) // 2], heights[len(heights) // 2])
