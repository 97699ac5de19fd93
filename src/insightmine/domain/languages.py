"""Languages by their ISO 639-1 codes, and what a study may say in which of them."""

from __future__ import annotations

ENGLISH = "en"

_LISTED = (
    "ar=Arabic bg=Bulgarian bn=Bengali ca=Catalan cs=Czech cy=Welsh da=Danish de=German el=Greek en=English "
    "es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fr=French ga=Irish he=Hebrew hi=Hindi hr=Croatian "
    "hu=Hungarian id=Indonesian is=Icelandic it=Italian ja=Japanese ko=Korean lt=Lithuanian lv=Latvian "
    "nb=Norwegian nl=Dutch nn=Norwegian no=Norwegian pl=Polish pt=Portuguese ro=Romanian ru=Russian sk=Slovak "
    "sl=Slovene sq=Albanian sr=Serbian sv=Swedish th=Thai tr=Turkish uk=Ukrainian ur=Urdu vi=Vietnamese zh=Chinese"
)
_NAMES = dict(pair.split("=") for pair in _LISTED.split())


def language_name(code: str) -> str:
    """`Italian` for `it`; the code itself where its name is not known here."""
    return _NAMES.get(code, code)


def languages_in_words(codes: list[str]) -> str:
    """`Italian and French`: the languages of these codes, each once, in alphabetical order."""
    names = sorted({language_name(code) for code in codes})
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
