"""Identities -> one pseudonym each, over the whole study and for good."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from insightmine.domain.identifiers import Identifier, IdentifierKind
from insightmine.domain.redactions import PSEUDONYM, pseudonym
from insightmine.domain.speech import Role
from insightmine.privacy.folding import key_of
from insightmine.privacy.known_names import Identity

_ROLES = {Role.PARTICIPANT: "Participant", Role.INTERVIEWER: "Interviewer", Role.OBSERVER: "Observer"}
_WORDS = {
    IdentifierKind.PERSON: "Person",
    IdentifierKind.ORGANISATION: "Organisation",
    IdentifierKind.PLACE: "Place",
    IdentifierKind.NAME: "Name",
}


class Pseudonyms:
    """Hands out pseudonyms: those of the list stay, new ones go on counting.

    `taken` are other words of the study that look like one (labels such as "Participant 3"), and those that were
    given before to somebody who is on the list no more.
    """

    def __init__(self, identifiers: Iterable[Identifier], taken: Iterable[str]) -> None:
        self._last: Counter[str] = Counter()
        self._of = {key_of(item.text): item.pseudonym for item in identifiers if item.pseudonym}
        for name in (*self._of.values(), *taken):
            match = re.fullmatch(r"(.*\D)[ -]?0*(\d{1,6})", name.strip())
            if match:
                word = key_of(match.group(1).rstrip(" -"))
                self._last[word] = max(self._last[word], int(match.group(2)))

    def of(self, identity: Identity) -> str:
        """The pseudonym of an identity: that of any of its forms, its own code, or the next."""
        for form in identity.forms:
            if key_of(form) in self._of:
                return self._keep(identity, self._of[key_of(form)])
        if identity.pseudonym is not None:
            return self._keep(identity, identity.pseudonym)
        word = _word_for(identity)
        self._last[key_of(word)] += 1
        return self._keep(identity, pseudonym(word, self._last[key_of(word)]))

    def _keep(self, identity: Identity, name: str) -> str:
        for form in identity.forms:
            self._of.setdefault(key_of(form), name)
        return name


def last_given(pseudonyms: Iterable[str]) -> tuple[str, ...]:
    """Of each kind the pseudonym with the highest number, in the order of the kinds; others that people wrote, none.

    What is kept of those who are forgotten: that so many there were, and so no number is ever another's.
    """
    highest: dict[str, tuple[int, str]] = {}
    for name in pseudonyms:
        if PSEUDONYM.fullmatch(name):
            word, _, number = name.rpartition("-")
            highest[word.lower()] = max(highest.get(word.lower(), (0, "")), (int(number), name))
    return tuple(highest[word][1] for word in sorted(highest))


def _word_for(identity: Identity) -> str:
    if identity.kind is IdentifierKind.PERSON and identity.role in _ROLES:
        return _ROLES[identity.role]
    return _WORDS.get(identity.kind, identity.kind.value)


def untangled(identities: Sequence[Identity]) -> list[Identity]:
    """The identities with only the forms that are theirs alone; a form of several becomes an identity of its own.

    Identities of the same full form are one. A single name is the longer one that alone holds it ("Richard" and
    "Richard Carew"), except where a participant is called so: they may be another. Known people come before others;
    then the order is that of the names.
    """
    merged: dict[tuple[str, str], Identity] = {}
    for identity in sorted(identities, key=_rank):
        merged.setdefault((key_of(identity.forms[0]), identity.kind.value), identity)
    merged = _joined(merged)
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for place, identity in merged.items():
        for form in identity.forms:
            claims[key_of(form)].add(identity.pseudonym or " ".join(place))
    full = {key for key, _ in merged}
    mine = []
    for identity in merged.values():
        own = (form for form in identity.forms[1:] if _is_own(form, claims, full))
        mine.append(replace(identity, forms=(identity.forms[0], *own)))
    owned = {key_of(form) for identity in mine for form in identity.forms}
    left: dict[str, Identity] = {}
    for identity in merged.values():
        for form in identity.forms:
            if key_of(form) not in owned:
                left.setdefault(key_of(form), Identity((form,), identity.kind, reason="the name of several people"))
    return sorted([*mine, *left.values()], key=_rank)


def _joined(identities: Mapping[tuple[str, str], Identity]) -> dict[tuple[str, str], Identity]:
    """Without the single names that are part of one longer name alone."""
    longer: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in identities.values():
        for form in identity.forms[1:]:
            longer[key_of(form)].append(identity)
    return {
        place: identity
        for place, identity in identities.items()
        if identity.role is Role.PARTICIPANT
        or identity.kind is not IdentifierKind.PERSON
        or len(longer[place[0]]) != 1
        or identity.role not in (None, longer[place[0]][0].role)
    }


def _is_own(form: str, claims: Mapping[str, set[str]], full: set[str]) -> bool:
    """Whether a part of a name belongs to one identity alone, and nobody goes by it as by a whole name."""
    key = key_of(form)
    return len(claims[key]) == 1 and key not in full


def _rank(identity: Identity) -> tuple[object, ...]:
    return (
        identity.role is None,
        list(Role).index(identity.role) if identity.role is not None else 0,
        identity.kind.value,
        key_of(identity.forms[0]),
        identity.pseudonym is None,
        identity.pseudonym or "",
        identity.reason,
    )
