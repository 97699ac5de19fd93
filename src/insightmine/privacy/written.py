"""Identifiers by their form and by what stands beside them: addresses, dates of birth, handles, case numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insightmine.domain.identifiers import Entity, IdentifierKind
from insightmine.privacy.spoken import ENDINGS
from insightmine.privacy.word_lists import STREETS

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)?[- ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    r"eighteenth|nineteenth|twentieth|thirtieth)"
)
_TENS = (
    "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_YEAR = (
    rf"(?:(?:19|20)\d\d|['’]\d\d|(?:nineteen|twenty|two thousand)(?:[ -](?:and )?(?:oh[ -])?{_TENS})?(?:[ -]{_ONES})?)"
)
_DATE = (
    rf"(?:(?:the )?{_ORDINAL}(?: of)? {_MONTH}(?:,? {_YEAR})?|{_MONTH} (?:the "
    rf")?{_ORDINAL}(?:,? {_YEAR})?|{_MONTH},? {_YEAR}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_BIRTH = re.compile(
    rf"\b(?:born|birth ?da(?:y|te)|date of birth|d\.?o\.?b\.?|geboren)\b[^.?!\n]{{0,30}}?\b({_DATE})(?!\w)",
    re.IGNORECASE,
)
# With the cue, as a year alone stands for other things too.
_BORN = re.compile(
    r"\bborn(?: and raised| here| there)?,? (?:back )?in (?:the year )?(?:19|20)\d\d(?!\w)", re.IGNORECASE
)

_NUMBERED = (
    r"(?:\d{1,5}[A-Za-z]?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- "
    r"][a-z]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_FLAT = r"(?:,? (?:[Aa]pt|[Aa]partment|[Ff]lat|[Uu]nit|[Ss]uite|[Ff]loor|#)\.? ?[\dA-Z]{1,4})?"
_SHORT_DOT = r"(?:(?:(?<=St)|(?<=Rd)|(?<=Ave)|(?<=Ln)|(?<=Sq)|(?<=Blvd))\.)?"
_STREET = "|".join(part.capitalize() for part in STREETS.split("|"))
_ADDRESSES = (
    re.compile(rf"\b(?i:{_NUMBERED}),? (?:[A-ZÀ-Þ][\w'’.]+ ){{1,3}}(?:{_STREET})\b{_SHORT_DOT}{_FLAT}"),
    re.compile(
        rf"\b\d{{1,4}}[A-Za-z]? (?:[a-z]+ ){{1,2}}(?:street|road|avenue|lane|boulevard|crescent|terrace)\b{_FLAT}"
    ),
    re.compile(
        r"\b[A-ZÀ-Þ][\wßäöüé]*(?:straße|strasse|str\.|weg|gasse|platz|allee|straat|laan|gracht|"
        r"plein|gatan|vej|gade|veien)"
        r" \d{1,4}[a-z]?\b"
    ),
    re.compile(
        r"\b(?:Via|Viale|Piazza|Corso|Largo|Rue|Avenue|Boulevard|Place|Calle|Avenida|Plaza|Rua|Paseo)"
        r" (?:(?:de|du|des|del|della|delle|dei|di|da|la|le|los|las|dell['’]|d['’]) "
        r"?)*[A-ZÀ-Þ][\w'’]+(?: [A-ZÀ-Þ][\w'’]+)?,? \d{1,4}[a-z]?\b"
    ),
    re.compile(
        r"\b\d{1,4},? (?:rue|avenue|boulevard|place) (?:(?:de|du|des|la|le|les) |de l['’]|d['’])*[A-ZÀ-Þ][\w'’-]+\b"
    ),
    re.compile(r"\bP\.?O\.? Box \d+\b", re.IGNORECASE),
)
_STREET_CUE = re.compile(
    rf"\b(?:live|lives|lived|living|house|home|flat|office|shop|moved|address)\b[^.?!\n]{{0,20}}?\b(?:on|in|at|to|is) "
    rf"((?:[A-ZÀ-Þ][\w'’]+ ){{1,3}}(?:{_STREET}))\b"
)
_POSTCODES = (
    re.compile(
        r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|"
        r"[A-HK-Y]\d[ABEHMNPRVWXY]) \d[ABD-HJLNP-UW-Z]{2})\b"
    ),
    re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d\b"),
    re.compile(
        r"\b(?:[Zz][Ii][Pp](?: code)?|post(?:al)? ?code|PLZ|Postleitzahl|CAP)\b[^.?!\n\d]{0,15}(\d{4,5}(?:-\d{4})?)\b"
    ),
    re.compile(
        r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|"
        r"RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? (\d{5}(?:-\d{4})?)\b"
    ),
    re.compile(r"\b(\d{4} [A-Z]{2})\b(?=,? [A-Z][a-z])"),
    re.compile(r"(?<![\d.,€$£] )\b((?:D-|A-|CH-|I-)?\d{5})\b(?= [A-ZÀ-Þ][a-zà-ÿ]+\b(?! ?\d))(?<=\b\d{5})"),
)
_HANDLES = (
    re.compile(r"(?<![\w@.])@[A-Za-z_][\w.\-]{1,38}\w\b"),
    re.compile(
        r"\b(?:user ?name|handle|screen ?name|login|log-in|account name|nick ?name|gamer ?tag|"
        r"skype|discord|github|gitlab|twitter|instagram|insta|telegram|reddit|tiktok|slack)\b[^.?!\n@]{0,20}?\b(?:is|was|as|under|I['’]m|it['’]s|called)"
        r"(?: just)? [\"“'‘]?((?=[\w.\-#]*[\d_#])(?=[\w.\-#]*[A-Za-z])[A-Za-z_\d][\w.\-#]{2,30}\w)\b",
        re.IGNORECASE,
    ),
)
_NUMBER = r"((?:[A-Z]{1,4}[- ]?)?\d[\dA-Z]{0,20}(?:[- ]?[A-Z]{0,3}\d[\dA-Z]{0,20}){0,8})"
_IDENTITY_CUE = (
    r"[Pp]assport(?: [Nn]umber| no\.?)?|[Ss]ocial security(?: number)?|SSN|NHS number|"
    r"[Nn]ational insurance(?: number)?|"
    r"[Dd]river['’]?s? licen[cs]e(?: number)?|[Ii][Dd] (?:card )?number|[Pp]atient (?:number|ID|id)|"
    r"(?:[Ee]mployee|[Ss]taff|[Ss]tudent|[Mm]ember(?:ship)?|[Cc]ustomer|[Cc]lient|[Pp]ersonnel) (?:number|ID|id|no\.?)|"
    r"[Tt]ax (?:ID|id|number)|[Bb]adge number|[Mm]atriculation number|[Ll]icen[cs]e plate|[Nn]umber plate|"
    r"[Rr]egistration(?: number)?|[Cc]ase number|[Pp]olicy number|[Rr]eference number|"
    r"[Bb]ooking (?:number|reference)|[Oo]rder number|[Tt]icket number"
)
_ACCOUNT_CUE = r"[Aa]ccount number|[Ss]ort code|[Rr]outing number|[Cc]ard number|[Cc]redit card(?: number)?|IBAN|BIC"
_PHONE_CUE = (
    r"[Pp]hone(?: number)?|[Mm]obile(?: number)?|[Cc]ell(?: ?phone)?(?: number)?|[Ee]xtension|[Tt]elephone|"
    r"[Ww]hats[Aa]pp"
)
_ACCOUNT_CUES: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{cue})\b[^.?!\n]{{0,25}}?\b{_NUMBER}\b"))
    for kind, cue in (
        (IdentifierKind.IDENTITY, _IDENTITY_CUE),
        (IdentifierKind.ACCOUNT, _ACCOUNT_CUE),
        (IdentifierKind.PHONE, _PHONE_CUE),
    )
)
_FEWEST_DIGITS = 4


# Also of networks of one's own and of misheard endings, which are no registered domains.
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,60}(?:\.[\w\-]{2,20}){1,4}(?![\w\-])")

_LINKS = (
    re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>\"“”]{1,300}[^\s<>\"“”.,;:!?)\]'’]"),
    re.compile(
        rf"(?<![\w@.\-])[\w\-]{{1,60}}(?:\.[\w\-]{{1,60}}){{0,3}}\.(?:{ENDINGS})(?:/[^\s<>\"“”]{{0,200}}[\w/])?(?![\w@])",
        re.IGNORECASE,
    ),
)


def find_written(text: str) -> Iterator[Entity]:
    """What has the form of an identifier; the label is an `IdentifierKind`. Spans may overlap."""
    yield from _finds(_EMAIL, text, IdentifierKind.EMAIL)
    for pattern in _LINKS:
        yield from _finds(pattern, text, IdentifierKind.LINK)
    for pattern in (_BIRTH, _BORN):
        yield from _finds(pattern, text, IdentifierKind.BIRTH)
    for pattern in (*_ADDRESSES, _STREET_CUE):
        yield from _finds(pattern, text, IdentifierKind.ADDRESS)
    for pattern in _POSTCODES:
        yield from _finds(pattern, text, IdentifierKind.POSTCODE)
    for pattern in _HANDLES:
        yield from _finds(pattern, text, IdentifierKind.HANDLE)
    if any(character.isdigit() for character in text):
        for kind, pattern in _ACCOUNT_CUES:
            for find in _finds(pattern, text, kind):
                if sum(character.isdigit() for character in text[find.start : find.end]) >= _FEWEST_DIGITS:
                    yield find


def _finds(pattern: re.Pattern[str], text: str, kind: IdentifierKind) -> Iterator[Entity]:
    """What the pattern's group holds, else the whole."""
    group = 1 if pattern.groups else 0
    for match in pattern.finditer(text):
        if match.group(group) is not None:
            yield Entity(match.start(group), match.end(group), kind.value)
