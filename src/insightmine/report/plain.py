"""What may not reach a page as it is: characters that reorder, hide or break the text around them."""

from __future__ import annotations

import re

_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u2060\u00ad\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb]")


def neutral(text: str) -> str:
    """The text with direction overrides made visible, invisible marks left out, control characters replaced."""
    text = _REORDERING.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)
    return _CONTROL.sub("\ufffd", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
