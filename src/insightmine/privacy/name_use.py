"""Is a word that may be a name used as one? `Will said`, `ask Mark`; not `it will`, `in May`, `Hope so`."""

from __future__ import annotations

import re

_TITLES = (
    "mr|mrs|ms|miss|mister|madam|dr|doctor|prof|professor|sir|dame|herr|frau|signor|signora|signore|sig|señor|señora|"
    "monsieur|madame|mme"
)
TITLE_BEFORE = re.compile(rf"\b(?:{_TITLES})\.?[ \u00a0]+$", re.IGNORECASE)

_NAME_CUE = re.compile(
    r"(?:\bname(?:'s|’s| is| was)|\bcalled|\bnamed|\bmy (?:friend|colleague|boss|manager|wife|husband|partner|son|"
    r"daughter|brother|sister|mother|father|mum|mom|dad|neighbou?r)|\bthis is|\bI am|\bI['’]m)[ ]+$",
    re.IGNORECASE,
)
_STRONG_CUE = re.compile(r"\bname(?:'s|’s| is| was)[ ]+$", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|my|your|his|her|our|their|no|any|some|which)[ ]+$", re.IGNORECASE)
_STARTS_SENTENCE = re.compile(r"(?:^|[.?!:;…\n\"“”‘(\[]|[-–—])[ \t]*[\"“‘'(]*$")
_OPENS_BY = re.compile(
    r"(?:['’]s)?[ ]+(?:and I\b|(?:said|says|told|tells|asked|asks|was|is|has|had|did|does|thinks|thought|wants|wanted|"
    r"got|gets|gave|gives|goes|went|came|comes|showed|shows|helped|helps|worked|works|knows|knew|sent|sends|made|"
    r"makes|joined|left|called|calls|wrote|writes|runs|ran|uses|used|who|from|always|also|just|never|then)\b)"
)
_DOES = re.compile(
    r"[ ]+(?:(?:and|or)[ ]I\b|(?:said|says|told|tells|asked|asks|thinks|thought|wants|"
    r"wanted|gave|gives|goes|went|came|comes|"
    r"helped|knows|knew|sent|joined|called|wrote|who)\b)"
)
_PERSON_CUE = re.compile(
    r"(?:\bname(?:'s|’s| is| was)|\b[Mm]y (?:friend|colleague|boss|manager|wife|husband|partner|son|daughter|brother|"
    r"sister|mother|father|mum|mom|dad|neighbou?r|supervisor|doctor|teacher)|\b(?:asked?|"
    r"told|tell|thanks|thank you|hi|hello|hey),?)[ ]+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:an?|each|every|another)[ ]+$", re.IGNORECASE)
_ANY_ARTICLE = re.compile(r"\b(?:an?|the|each|every|another|your)[ ]+$", re.IGNORECASE)
_SOFTWARE = re.compile(r"[ ](?:apps?|applications?|software|platforms?|plug-?ins?|extensions?|web ?site|dashboards?)\b")
_VOCATIVE = re.compile(r"[ ]*[,?]")
_POSSESSES = re.compile(r"['’]s\b")
_MONTHS = frozenset({"may", "april", "june", "august", "summer", "autumn", "january", "sunday", "monday", "friday"})
_DATE_BEFORE = re.compile(
    r"(?:\b(?:in|on|of|since|until|till|by|from|to|last|next|early|late|mid|this|every|each|before|after|through|and|"
    r"or|end of|\d{1,2}(?:st|nd|rd|th)?)|[-–])[ ]*$",
    re.IGNORECASE,
)
_DATE_AFTER = re.compile(r"[ ]*(?:\d|the \d|or (?:june|april|may)|and (?:june|april|may)|-)", re.IGNORECASE)


def is_used_as_name(text: str, start: int, end: int) -> bool:
    """Whether the word at `[start, end)`, which is an ordinary word as well, is somebody's or something's name here.

    In lower case only after "my name is" or a title. At the start of a sentence only where what follows speaks for
    it: `Mark said`, `Will, could you`, `Hope's desk`.
    """
    word, before, after = text[start:end], text[max(0, start - 40) : start], text[end : end + 30]
    if TITLE_BEFORE.search(before):
        return True
    if not word[:1].isupper():
        return bool(_STRONG_CUE.search(before))
    if _NAME_CUE.search(before):
        return True
    if word.lower() in _MONTHS and (_DATE_BEFORE.search(before) or _DATE_AFTER.match(after)):
        return False
    if _STARTS_SENTENCE.search(before):
        return bool(
            _OPENS_BY.match(after) or _VOCATIVE.match(after) or _POSSESSES.match(after) or not after.strip(" .!")
        )
    return not _DETERMINER.search(before) and not _is_shouted(text, start, end)


def acts_like_a_person(text: str, start: int, end: int) -> bool:
    """Whether the name at `[start, end)` does what people do, or is spoken to or of as somebody."""
    before = text[max(0, start - 40) : start]
    return bool(TITLE_BEFORE.search(before) or _PERSON_CUE.search(before) or _DOES.match(text, end))


def is_a_thing(text: str, start: int, end: int, *, person: bool = False) -> bool:
    """Whether the name is that of a thing: of a kind ("a WebView"), or said to be software; for a person also "the"."""
    article = _ANY_ARTICLE if person else _ARTICLE
    return bool(article.search(text[max(0, start - 12) : start]) or _SOFTWARE.match(text, end))


def starts_sentence(text: str, start: int) -> bool:
    """Whether a sentence starts here, or a quotation, a list item or a turn."""
    return bool(_STARTS_SENTENCE.search(text[max(0, start - 6) : start]))


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the word stands among words in capitals, as in a heading."""
    word = text[start:end]
    around = re.findall(r"[^\W\d_]{2,}", f"{text[max(0, start - 25) : start]} {text[end : end + 25]}")
    return word.isupper() and len(word) > 2 and bool(around) and all(item.isupper() for item in around)
