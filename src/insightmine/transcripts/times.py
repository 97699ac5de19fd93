"""Time codes as tools write them."""

from __future__ import annotations

import re

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_LOOSE = r"\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,7})?"  # 0:0:5.1, only with an arrow, as older Teams documents have it
_SPAN = (
    rf"(?P<time>{_LOOSE}(?=\s{{0,3}}-->)|{TIME})"
    rf"(?:\s{{0,3}}-->\s{{0,3}}(?:{_LOOSE}|{TIME})|\s{{0,3}}[-–—]\s{{0,3}}{TIME})?"
)

# [00:01:02], \[01:02\], (0:05), 00:01:02, #00:01:02-3#, [00:00.000 --> 00:05.000]
LEADING = re.compile(
    rf"(?P<open>\\?[\[(#])?{_SPAN}(?:-\d)?(?![^\W_]|:\d)(?P<close>\\?[\])#])?[ \t]{{0,20}}(?:[-–—|][ \t]{{1,20}})?"
)
TRAILING = re.compile(rf"[ \t]+(?P<open>\\?[\[(#])?{_SPAN}(?![^\W_]|:\d)(?P<close>\\?[\])#])?")
ONLY = re.compile(rf"\\?[\[(#]?{_SPAN}(?:-\d)?\\?[\])#]?")


def seconds(text: str) -> float:
    """Seconds of `h:mm:ss.fff`, `mm:ss` or `m:ss,f`, negative with a sign before it."""
    total = 0.0
    for part in text.lstrip("-").replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(-total if text.startswith("-") else total, 3)


def is_time(text: str) -> bool:
    """Whether the text is a time code, or a span of two, and nothing else."""
    return ONLY.fullmatch(text.strip()) is not None
