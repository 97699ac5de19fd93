"""How deep the parts of a document lie within one another: readers go down by recursion, parsers of HTML by search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from insightmine.errors import InputRefused
from insightmine.transcripts.word_lists import listed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST = 200  # of the XML of word processors; a table in a table in a text box in a table has some 40
_DEEPEST_TAGS = 5_000  # of HTML, before it is parsed: for each tag that opens, parsers look through all that are open
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,15})", re.IGNORECASE)
# elements without an end, and those that end by themselves where the next one begins
_NEVER_OPEN = listed(
    """
    area base br col embed hr img input link meta source track wbr p li dt dd td th tr tbody thead tfoot option optgroup
    colgroup rt rp
    """
)


def check_depth(source: str, root: Element, hint: str) -> None:
    """Raise `InputRefused` if elements lie deeper within one another than any word processor puts them."""
    pending = [(root, 1)]
    while pending:
        element, depth = pending.pop()
        if depth > DEEPEST:
            raise _too_deep(source, hint)
        pending += [(child, depth + 1) for child in element]


def check_tags(source: str, text: str, hint: str) -> None:
    """Raise `InputRefused` for a page with thousands of tags open at once: to parse it takes time with their square."""
    depth = 0
    for match in _TAG.finditer(text):
        if match.group(2).lower() not in _NEVER_OPEN:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
            if depth > _DEEPEST_TAGS:
                raise _too_deep(source, hint)


def _too_deep(source: str, hint: str) -> InputRefused:
    return InputRefused(source, "its parts are nested deeper than a transcript's", hint=hint)
