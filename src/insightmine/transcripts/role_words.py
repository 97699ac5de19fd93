"""What a label by itself says about the role of the one who bears it, in seven languages."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from insightmine.domain.speech import Role
from insightmine.transcripts.word_lists import listed

_INTERVIEWER = listed(
    """
    interviewer interviewers interviewerin moderator moderators moderatorin mod researcher facilitator host ai
    assistant bot chatbot q question int intv iv i ir questioner befrager befragerin forscher forscherin
    intervistatore intervistatrice moderatore moderatrice ricercatore ricercatrice entrevistador entrevistadora
    moderador moderadora investigador investigadora enquêteur enquêtrice intervieweur intervieweuse animateur
    modérateur interviewster onderzoeker
    """
) | {"ux researcher", "user researcher", "test leader", "session lead", "ai interviewer"}
_PARTICIPANT = listed(
    """
    participant p interviewee user respondent r a answer subject customer client tester guest human testperson
    teilnehmer teilnehmerin interviewte interviewter interviewten interviewpartner interviewpartnerin
    gesprächspartner gesprächspartnerin resp informant befragte befragter proband probandin nutzer nutzerin kunde
    kundin partecipante
    intervistato intervistata utente rispondente participante entrevistado entrevistada usuario usuaria
    interviewé interviewée enquêté enquêtée répondant répondante utilisateur utilisatrice deelnemer geïnterviewde
    respondente
    """
) | {"test user", "test person", "research participant"}
_OBSERVER = listed(
    """
    observer notetaker notes scribe protokollant protokollantin beobachter beobachterin osservatore osservatrice
    observador observadora observateur observatrice notulist
    """
) | {"note taker"}
_NOBODY = frozenset({"unknown", "unknown speaker", "unidentified", "unidentified speaker", "unidentified male"})

# P1, P-01, p 3, ES1, S01, SPEAKER_00, Speaker A, Participant 3: ids, not names
_CODE = re.compile(r"[A-Za-z]{1,3}[-_ #.]?\d{1,4}[A-Za-z]?|\d{1,4}[A-Za-z]{1,2}")
_SPEAKER = re.compile(
    r"(?:speaker|spk|sprecher|sprecherin|voice|person|parlante|hablante|locuteur)[-_ #]?(?:\d{1,3}|[a-z])?",
    re.IGNORECASE,
)
_REDACTED = re.compile(
    r"\[(?:redacted|name|anonymi[sz]ed|anon|x{2,})[-_ ]?\d{0,3}\]|(?:redacted|anonymi[sz]ed|x{3,})[-_ ]?\d{0,3}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-_ #.]?\d{1,4}[A-Za-z]?$")
_PARTS = re.compile(r"[()\[\]|/]| [-–—] ")
_LONG_WORDS = sorted(word for word in _INTERVIEWER | _PARTICIPANT | _OBSERVER if len(word) >= 8)


@lru_cache(maxsize=8192)
def label_key(label: str) -> str:
    """The label as labels are compared: case folded, accents composed, white space and brackets put in order."""
    return " ".join(normalize("NFC", label.casefold()).replace("_", " ").split()).strip("[]*: ")


@lru_cache(maxsize=8192)
def role_of_label(label: str) -> Role | None:
    """The role that a label names ("Moderator 2", "Dan (Interviewer)", "P01", "Intervewer"); `None` for a name."""
    key = label_key(label)
    role = _role_of_word(key.strip(" .,-"))
    if role is not None or not _PARTS.search(key):
        return role or _misspelt_role(key)
    parts = [part.strip(" .,-") for part in _PARTS.split(key)]
    found = (_role_of_word(part) for part in parts if len(part) >= 3 or is_coded(part))
    return next((role for role in found if role is not None), None)


def _role_of_word(word: str) -> Role | None:
    if not word:
        return None
    if word in _NOBODY:
        return Role.UNKNOWN
    bare = _NUMBER.sub("", word).strip() or word
    bare = re.sub(r"[-\s]+", " ", bare)
    for role, words in (
        (Role.INTERVIEWER, _INTERVIEWER),
        (Role.PARTICIPANT, _PARTICIPANT),
        (Role.OBSERVER, _OBSERVER),
    ):
        if bare in words:
            return role
    return None


def _misspelt_role(word: str) -> Role | None:
    """The role word that this one is a slip of; short words are too close to names."""
    if not 7 <= len(word) <= 16 or " " in word or _role_of_word(word) is not None:
        return None
    return next((_role_of_word(known) for known in _LONG_WORDS if is_slip_of(word, known)), None)


def _is_slip(word: str, known: str) -> bool:
    if word[0] != known[0]:
        return False
    same = sum(block.size for block in SequenceMatcher(None, word, known, autojunk=False).get_matching_blocks())
    return max(len(word), len(known)) - same <= 1


def is_slip_of(label: str, other: str) -> bool:
    """Whether a label is another one with a letter wrong; digits tell people apart and must be the same."""
    one, two = label_key(label), label_key(other)
    if one == two:
        return True
    if min(len(one), len(two)) < 6 or [c for c in one if c.isdigit()] != [c for c in two if c.isdigit()]:
        return False
    return abs(len(one) - len(two)) <= 1 and _is_slip(one, two)


@lru_cache(maxsize=8192)
def is_role_word(label: str) -> bool:
    """Whether the label is spelt as a word for a role is, with or without a number, rather than nearly so."""
    return _role_of_word(label_key(label).strip(" .,-")) is not None


def is_slip_of_name(label: str, other: str) -> bool:
    """Whether a name is another one with a letter wrong within a word: Margret Hill, Margaret Hill.

    The last letter of a first or only name makes another name of it (Daniel, Daniela; Mario, Maria).
    """
    one, two = label_key(label).split(), label_key(other).split()
    wrong = [index for index, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]]
    if len(one) != len(two) or len(wrong) != 1 or is_coded(label) or is_coded(other) or not is_slip_of(label, other):
        return False
    is_surname = wrong[0] == len(one) - 1 and len(one) > 1
    return is_surname or (one[wrong[0]][-1] == two[wrong[0]][-1] and min(map(len, (one[wrong[0]], two[wrong[0]]))) >= 4)


def is_coded(label: str) -> bool:
    """Whether the label is an id or a stand-in for a name (`P01`, `ES1`, `SPEAKER_00`, `[Redacted]`)."""
    text = label.strip()
    return any(pattern.fullmatch(text.strip("[]")) for pattern in (_CODE, _SPEAKER)) or is_redacted(text)


def is_redacted(label: str) -> bool:
    """Whether the label stands where a name was taken out; its brackets belong to it."""
    return _REDACTED.fullmatch(label.strip()) is not None


def is_generic(label: str) -> bool:
    """Whether the label says what somebody is, not who ("User", "Participant 3", "Speaker 1")."""
    return role_of_label(label) is not None or is_coded(label)
