"""Words of plans by what they tell: what is made, what is measured at the end, who acts, what is a mere to-do."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("lexicon.json")


@cache
def lexicon() -> dict[str, Any]:
    """Words and patterns as they are written in lexicon.json."""
    content: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return content


def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon()["words"][name])


# What a team does to bring a deliverable into the world.
DELIVERING = _words("delivering")
# A to-do that somebody crosses off within the day.
TO_DO = _words("to_do")
# Only ever a to-do, whatever comes after.
PLAIN_TO_DO = _words("plain_to_do")
# More or less of something.
CHANGING = _words("changing")
CHANGED = _words("changed")
RATES = _words("rates")
# What a business or a public body is judged by in the end: no behaviour, and too big for one team.
IMPACT = _words("impact")
# Things that a team makes.
DELIVERABLES = _words("deliverables")
# Parts of a product: adding, renaming or moving one is more than a to-do.
PRODUCT_PARTS = _words("product_parts")
# Things that a to-do is about.
SMALL_THINGS = _words("small_things")
# Who can behave in some way; and plurals that end like them and cannot.
PEOPLE = _words("people")
NOT_PEOPLE = _words("not_people")
PEOPLE_ENDINGS = tuple(sorted(_words("people_endings")))
