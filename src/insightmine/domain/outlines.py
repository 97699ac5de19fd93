"""A document as a list of lines that know what they are: headings, list items, quoted text, paragraphs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One heading, list item or paragraph.

    `level` is 1 to 6 for a heading, else 0; `depth` how deep an item lies in its list, from 0, and `None` for a
    paragraph; `is_quoted`: it is set as a text to be said or shown. `place` says where it stands ("line 12").
    """

    text: str
    place: str
    level: int = 0
    depth: int | None = None
    is_quoted: bool = False
