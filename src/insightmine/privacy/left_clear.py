"""What replacing left: names that are words as well, where they read as words; and files in which names still stand."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from insightmine.domain.identifiers import FoundBy, Identifier, IdentifierKind
from insightmine.domain.redactions import Redaction
from insightmine.domain.speech import Transcript
from insightmine.privacy.eponyms import within_eponym
from insightmine.privacy.folding import key_of
from insightmine.privacy.matching import Matcher

_AROUND = 30
_TAG = re.compile(r"<[^<>]{0,5000}>")
_ESCAPED_END = re.compile(r"\\[nrt]")


@dataclass(frozen=True, slots=True)
class LeftClear:
    """A name of the list that stands at `places` unreplaced, `with_capital` of them so; the first in its words."""

    text: str
    kind: IdentifierKind
    places: int
    with_capital: int
    example: str


def left_clear(
    listed: Sequence[Identifier], transcripts: Iterable[Transcript], redactions: Iterable[Redaction]
) -> tuple[LeftClear, ...]:
    """The names of redacted transcripts that were not replaced everywhere, those with most capitals first."""
    covered: defaultdict[tuple[str, int], list[Redaction]] = defaultdict(list)
    for item in redactions:
        covered[item.transcript, item.turn].append(item)
    matcher = Matcher([row for row in listed if row.is_replaced], everywhere=True)
    found: defaultdict[str, list[tuple[bool, str]]] = defaultdict(list)
    row_of = {key_of(row.text): row for row in listed}
    for transcript in sorted(transcripts, key=lambda transcript: transcript.id):
        for turn in transcript.turns:
            taken = covered.get((transcript.id, turn.index), ())
            for hit in matcher.find(turn.text):
                is_hidden = any(item.start < hit.end and hit.start < item.end for item in taken)
                if is_hidden or within_eponym(turn.text, hit.start, hit.end):
                    continue
                words = turn.text[max(0, hit.start - _AROUND) : hit.end + _AROUND]
                has_capital = turn.text[hit.end - len(hit.identifier.text) : hit.end][:1].isupper()
                found[key_of(hit.identifier.text)].append((has_capital, " ".join(words.split())))
    left = (
        LeftClear(
            row_of[key].text,
            row_of[key].kind,
            len(places),
            sum(has_capital for has_capital, _ in places),
            next((words for has_capital, words in places if has_capital), places[0][1]),
        )
        for key, places in found.items()
    )
    return tuple(sorted(left, key=lambda item: (-item.with_capital, -item.places, key_of(item.text))))


def stand_nowhere(listed: Sequence[Identifier], names: Iterable[str]) -> tuple[Identifier, ...]:
    """The rows of a person's own that replace nothing: neither in what is said, nor in the `names` of the results."""
    used = tuple(names)
    return tuple(
        row
        for row in listed
        if row.found_by is FoundBy.PERSON
        and row.is_replaced
        and not row.count
        and not any(row.pseudonym in name for name in used)
    )


def holds_names(content: bytes, matcher: Matcher) -> bool:
    """Whether something that is replaced stands in a report or an export; also where that cannot be seen."""
    if b"\0" in content:
        return True
    text = html.unescape(_TAG.sub(" ", _ESCAPED_END.sub(" ", content.decode("utf-8", "replace"))))
    return any(hit.identifier.is_replaced for hit in matcher.find(text))
