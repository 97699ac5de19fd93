"""The names that a study tells of itself: labels, participants.csv, file names, e-mail addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from insightmine.config import PersonRow
from insightmine.domain.identifiers import IdentifierKind
from insightmine.domain.speech import Role, Transcript
from insightmine.privacy.folding import key_of, without_possessive
from insightmine.privacy.word_lists import (
    AMBIGUOUS_NAMES,
    GIVEN_PARTICLES,
    LABEL_WORDS,
    MAILBOXES,
    NICKNAMES,
    PARTICLES,
)

_PARTS = re.compile(r"[()\[\]{}|/\\<>;+&]| [-–—] |\band\b|\bund\b")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])")
_ADDRESS = re.compile(r"([\w.+-]+)@[\w-]+\.[\w.-]+")
_CODE = re.compile(r"(?=.*\d)[A-Za-z]{0,3}[-_ #.]?\d+[A-Za-z]{0,2}|[A-Z]{1,3}|[0-9a-fA-F]{8,}|\W*")

# What the columns of participants.csv hold, by their names.
_COLUMNS: tuple[tuple[IdentifierKind, re.Pattern[str]], ...] = (
    (IdentifierKind.EMAIL, re.compile(r"e-?mail.*|mail")),
    (IdentifierKind.PHONE, re.compile(r"phone.*|tel.*|mobile|cell.*|handy")),
    (IdentifierKind.ADDRESS, re.compile(r"address|street|anschrift|adresse|indirizzo")),
    (IdentifierKind.POSTCODE, re.compile(r"post ?code|zip.*|plz|cap")),
    (IdentifierKind.BIRTH, re.compile(r"date of birth|dob|birth ?da(?:y|te)|geburtsdatum")),
    (IdentifierKind.HANDLE, re.compile(r"handle|user ?name|twitter|github|linkedin|instagram|slack|discord|login")),
    (
        IdentifierKind.ORGANISATION,
        re.compile(r"company|employer|organi[sz]ation|institution|firm|firma|arbeitgeber|azienda|school|university"),
    ),
    (IdentifierKind.PLACE, re.compile(r"city|town|village|ort|stadt|citta|ville|hometown|location")),
    (
        IdentifierKind.PERSON,
        re.compile(
            r"(?:full|real|first|last|given|family|preferred|nick|sur|maiden)?[ -]?names?|vorname|"
            r"nachname|nome|cognome|"
            r"prenom|nom|nombre|apellidos?|contact|interviewee"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody or something with all forms in which it may be named, the full one first.

    `pseudonym` is given where it has one already: the id of a participant that tells nothing.
    """

    forms: tuple[str, ...]
    kind: IdentifierKind = IdentifierKind.PERSON
    role: Role | None = None
    pseudonym: str | None = None
    reason: str = ""


def known_identities(
    transcripts: Sequence[Transcript],
    people: Sequence[PersonRow],
    is_generic: Callable[[str], bool],
    is_word: Callable[[str], bool],
) -> tuple[Identity, ...]:
    """Everybody whom labels and participants.csv name, in the order of their names.

    `is_generic` says of a label that it names a role or is a code ("Interviewer 2", "P07"), `is_word` of a folded
    word that the study uses it as a common word.
    """
    found: list[Identity] = []
    for label, (role, participant) in sorted(_labels(transcripts).items()):
        stands_for = participant if participant and not names_in(participant, is_generic, is_word) else None
        found += [
            Identity(forms_of(name), role=role, pseudonym=stands_for, reason="a speaker's label")
            for name in names_in(label, is_generic, is_word)
        ]
    for row in people:
        found += _of_row(row, is_generic, is_word)
    return tuple(sorted(set(found), key=lambda identity: (identity.forms, identity.kind, identity.reason)))


def is_code(name: str, is_generic: Callable[[str], bool]) -> bool:
    """Whether a participant's id is none that anybody is called by: `P07`, `Participant 3`, `7`, `ES1`, `JK`."""
    return is_generic(name) or _CODE.fullmatch(name.strip()) is not None


def names_in(label: str, is_generic: Callable[[str], bool], is_word: Callable[[str], bool]) -> list[str]:
    """The names of people in a label: none in "Interviewer 2", one in "Dan (Moderator)", two in "Ada + Grace"."""
    if is_code(label, is_generic) and not _PARTS.search(label):
        return []
    names = []
    for part in _PARTS.split(label):
        last, comma, first = part.partition(",")
        turned = f"{first.strip()} {last.strip()}" if comma and first.strip() else part
        name = _name_in(turned.strip(" .:-*_\"'"), is_generic, is_word)
        if name:
            names.append(name)
    return names


def _name_in(part: str, is_generic: Callable[[str], bool], is_word: Callable[[str], bool]) -> str:
    if not part or is_code(part, is_generic) or "@" in part:
        return ""
    spread = _CAMEL.sub(" ", re.sub(r"[_.]+(?=\w)", " ", part)) if " " not in part else part
    tokens = [without_possessive(token.group().rstrip(".")) for token in _TOKEN.finditer(spread)]
    kept = [token for token in tokens if _may_name(token, is_word)]
    if not any(len(token) > 1 and key_of(token) not in PARTICLES for token in kept):
        return ""
    return " ".join(kept)


def _may_name(token: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a word of a label may be part of a name: no role, device or ordinary word of the study."""
    key = key_of(token)
    if key in PARTICLES or key in AMBIGUOUS_NAMES:
        return True
    return key not in LABEL_WORDS and not is_word(key)


def forms_of(name: str) -> tuple[str, ...]:
    """The full name, then each of its names alone, and what people make of the first: `Robert Miller`, `Bob`."""
    tokens = name.split()
    whole = [token for token in tokens if len(token) > 1]
    first = whole[:1] if whole and whole[0][0].isupper() and key_of(whole[0]) in GIVEN_PARTICLES else []
    single = [*first, *(token for token in whole[len(first) :] if key_of(token) not in PARTICLES)]
    forms = [name, *single]
    if len(single) > 1:
        last = tokens.index(single[-1])
        while last > 0 and key_of(tokens[last - 1]) in PARTICLES:
            last -= 1
        forms += [" ".join(tokens[last:]), f"{single[0]} {single[-1]}"]
    if single:
        short = NICKNAMES.get(key_of(single[0]), frozenset())
        forms += [form for nick in sorted(short) for form in _nick_forms(nick.capitalize(), single[1:])]
    return tuple(dict.fromkeys(forms))


def _nick_forms(nick: str, rest: Sequence[str]) -> list[str]:
    return [nick, f"{nick} {rest[-1]}"] if rest else [nick]


def names_of_address(local_part: str) -> tuple[str, ...]:
    """The name in the part of an e-mail address before the @, with its forms; empty where it holds none."""
    tokens = [token for token in re.split(r"[._\-+\d]+", local_part) if token]
    if any(key_of(token) in MAILBOXES for token in tokens) or not any(len(token) > 2 for token in tokens):
        return ()
    if len(tokens) < 2:
        return ()
    name = " ".join(token.capitalize() for token in tokens)
    return tuple(form for form in forms_of(name) if len(form) > 2)


def kind_of_column(column: str) -> IdentifierKind | None:
    """What a column of participants.csv holds by its name, where that would identify somebody."""
    key = key_of(column.replace("_", " "))
    return next((kind for kind, pattern in _COLUMNS if pattern.fullmatch(key)), None)


def _labels(transcripts: Iterable[Transcript]) -> Mapping[str, tuple[Role, str | None]]:
    """Each label of the study with its role and, where it is one participant everywhere, which."""
    met: defaultdict[str, set[tuple[Role, str | None]]] = defaultdict(set)
    for transcript in transcripts:
        for turn in transcript.turns:
            if turn.speaker is not None:
                met[turn.speaker].add((turn.role, turn.participant))
    labels = {}
    for label, sides in met.items():
        roles = {role for role, _ in sides}
        who = {participant for _, participant in sides}
        role = Role.PARTICIPANT if Role.PARTICIPANT in roles else min(roles, key=list(Role).index)
        labels[label] = (role, str(who.pop()) if len(who) == 1 and None not in who else None)
    return labels


def _of_row(row: PersonRow, is_generic: Callable[[str], bool], is_word: Callable[[str], bool]) -> Iterator[Identity]:
    reason = f"participants.csv, line {row.line}"
    code = row.participant if not names_in(row.participant, is_generic, is_word) else None
    for text in (row.participant, row.label or ""):
        for name in names_in(text, is_generic, is_word):
            yield Identity(forms_of(name), role=Role.PARTICIPANT, pseudonym=code, reason=reason)
    firsts = {kind_of_column(column): value for column, value in row.attributes.items() if value}
    whole = _full_name(row.attributes)
    for name in names_in(whole, is_generic, is_word):
        yield Identity(forms_of(name), role=Role.PARTICIPANT, pseudonym=code, reason=reason)
    for column, value in row.attributes.items():
        kind = kind_of_column(column)
        if not value or kind is None or kind is IdentifierKind.PERSON:
            continue
        yield Identity((value,), kind=kind, reason=reason)
        address = _ADDRESS.fullmatch(value)
        names = names_of_address(address.group(1)) if address else ()
        if names and IdentifierKind.PERSON not in firsts:
            yield Identity(names, role=Role.PARTICIPANT, pseudonym=code, reason=reason)


def _full_name(attributes: Mapping[str, str]) -> str:
    """The name that the columns for names give together, first names first."""
    named = [(key_of(column), value) for column, value in attributes.items() if value]
    cells = [(column, value) for column, value in named if kind_of_column(column) is IdentifierKind.PERSON]
    last = re.compile(r"(?:last|family|sur|maiden)[ -]?name|nachname|cognome|nom|apellidos?")
    ordered = sorted(cells, key=lambda cell: (bool(last.fullmatch(cell[0])), cell[0]))
    full = [value for column, value in ordered if " " in value and not last.fullmatch(column)]
    return full[0] if full else " ".join(value for _, value in ordered)
