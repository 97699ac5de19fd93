"""How wide a text will be, without a font at hand: a safe estimate for the sans-serif fonts of today's systems."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,:;'’!|()[]{}-/ ")
_WIDE = frozenset("mwMW@%&—…")


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The estimated width at a font size, in the units of the size."""
    width = sum(_character_width(character) for character in text)
    return width * size * (1.13 if bold else 1.0)


def wrapped(text: str, width: float, size: float, most_lines: int, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `width`; words too long are cut, and so is what does not fit, with a mark."""
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, width, size, bold):
            if lines and text_width(f"{lines[-1]} {piece}", size, bold) <= width:
                lines[-1] = f"{lines[-1]} {piece}"
            else:
                lines.append(piece)
    if len(lines) <= most_lines:
        return tuple(lines)
    last = lines[most_lines - 1]
    while last and text_width(f"{last}…", size, bold) > width:
        last = last[:-1].rstrip()
    return (*lines[: most_lines - 1], f"{last}…")


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    if text_width(word, size, bold) <= width:
        return [word]
    pieces, piece = [], ""
    for character in word:
        if piece and text_width(piece + character, size, bold) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]


def _character_width(character: str) -> float:
    """In shares of the font size."""
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.92
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    if character.isupper():
        return 0.69
    return 0.56
