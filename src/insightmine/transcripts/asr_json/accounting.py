"""What of a JSON document is speech, what is left out and why, and what is the format's own mark-up.

Five kinds of texts stand in such a file:

* speech: at the places that the shape declares, each once. These words must all be in turns, or the file is refused;
* the same again: most formats repeat the talk as one full text, as words, as sentences. What repeats the speech is
  mark-up. Words in which a repetition differs from it ("ten", "10") are left out as an alternative;
* what else the recogniser might have heard (the second and later of `alternatives`): an alternative too;
* an assistant's prose (summaries, chapters, action items): left out as such;
* other texts of two words or more: left out as other fields. Keys, numbers, single words such as a status, addresses
  and paths are mark-up; so an address with a signature in it is kept nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from insightmine.domain.speech import DropReason
from insightmine.transcripts.asr_json.shapes import Found, Place
from insightmine.transcripts.asr_json.values import spoken
from insightmine.transcripts.coverage import unescape, words_of
from insightmine.transcripts.word_lists import listed

_STEP = re.compile(r"([^\[\].]*)((?:\[\d*\])*)")
_INDEX = re.compile(r"\[(\d*)\]")
_ALTERNATIVES = ("alternatives", "nBest")
_SAID = frozenset(
    {"text", "transcript", "word", "punctuated_word", "punct", "content", "value", "raw_text", "sentence"}
)
_SAID_LISTS = frozenset({"timestamps", "word_confidence"})  # IBM's lists of word and numbers
_PROSE = listed(
    """
    summary summaries headline gist chapters action_items overview short_overview outline short_summary
    shorthand_bullet bullet_gist keywords topics topics_discussed notes auto_highlights_result iab_categories_result
    content_safety_labels intents sentiments ai_filters meeting_type extended_sections transcript_chapters
    """
)
_LABEL = re.compile(r"^\s*(?:Speaker|Channel) \d+:", re.MULTILINE)  # Deepgram sets them into its paragraphs
_SEARCHES = 2_000  # for repetitions from the beginning of the speech: each takes time that grows with its length


@dataclass(slots=True)
class Account:
    """The texts that count as speech, and what is left out beside them, both in file order.

    `alternatives` is how many words of `left_out` some other field says instead of those in the speech.
    """

    speech: list[str]
    left_out: list[tuple[DropReason, str]] = field(default_factory=list)
    alternatives: int = 0

    @property
    def text(self) -> str:
        """The text that all words of the transcript are checked against."""
        return "\n".join([*self.speech, *(text for _, text in self.left_out)])


def account(document: object, found: Found, labels: frozenset[str]) -> Account:
    """The account of a document; `labels` are the speakers of its turns, which are texts of it as well."""
    speech = [
        ((*found.place, *place), text)
        for pattern in found.shape.patterns(found.value)
        for place, text in select(found.value, pattern)
    ]
    texts = [text for _, text in speech]
    if found.shape.glued:
        texts = ["".join(text for _, text in group) for _, group in groupby(speech, key=lambda item: item[0][:-2])]
    result = Account(texts)
    taken = {place for place, _ in speech}
    repeats = _Repeats(texts)
    unnamed = set(labels)
    views: dict[Place, list[str]] = {}
    others: dict[Place, list[tuple[Place, str]]] = {}
    for place, text in _texts(document):
        if place in taken or not words_of(text):
            continue
        other = _alternative(place)
        if other is not None:
            others.setdefault(other, []).append((place, text))
        elif _PROSE.isdisjoint(place) and (place[-1] in _SAID or not _SAID_LISTS.isdisjoint(place)):
            views.setdefault(tuple(step for step in place if isinstance(step, str)), []).append(text)
        elif spoken(text) in labels:
            if spoken(text) in unnamed:
                result.left_out.append((DropReason.SPEAKER_LABEL, text))
            unnamed.discard(spoken(text))
        else:
            reason = _reason(place, text, repeats)
            if reason is not None:
                result.left_out.append((reason, text))
    result.left_out.extend((DropReason.ALTERNATIVE, _wording(place, group)) for place, group in others.items())
    _add_differences(result, views.values(), repeats)
    return result


def _reason(place: Place, text: str, repeats: _Repeats) -> DropReason | None:
    """Why a text is left out that nobody says; `None` for mark-up."""
    if _is_address(text):
        return None
    if not _PROSE.isdisjoint(place):
        is_prose = " " in text.strip() or isinstance(place[-1], int)
        return DropReason.AI_SUMMARY if is_prose and not repeats.holds(text) else None
    return DropReason.METADATA_COLUMN if " " in text.strip() and len(words_of(text)) > 1 else None


def _wording(place: Place, group: Sequence[tuple[Place, str]]) -> str:
    """The words of an alternative: its own text, else those of its words."""
    said = [(where, text) for where, text in group if where[-1] in _SAID or not _SAID_LISTS.isdisjoint(where)]
    own = [text for where, text in said if len(where) == len(place) + 1]
    return own[0] if own else " ".join(text for _, text in said)


def _is_address(text: str) -> bool:
    return "://" in text or text.lstrip().startswith(("/", "\\", "data:")) or text.lstrip()[1:3] in (":\\", ":/")


def _alternative(place: Place) -> Place | None:
    """The alternative, other than the first, that the place lies in."""
    for index, step in enumerate(place[:-1]):
        behind = place[index + 1]
        if step in _ALTERNATIVES and isinstance(behind, int) and behind > 0:
            return place[: index + 2]
    return None


def _add_differences(result: Account, views: Iterable[Sequence[str]], repeats: _Repeats) -> None:
    """Words of repetitions that the speech does not have, each as often as the repetition that has most of it."""
    spoken_words = Counter(word.casefold() for text in result.speech for word in words_of(unescape(text)))
    listed: Counter[str] = Counter()
    for view in views:
        rest = [text for text in view if not repeats.holds(text)]
        words = [word for text in rest for word in words_of(_LABEL.sub("", unescape(text)))]
        seen: Counter[str] = Counter()
        extra: list[str] = []
        for word in words:
            key = word.casefold()
            seen[key] += 1
            if seen[key] > spoken_words[key] + listed[key]:
                listed[key] += 1
                extra.append(word)
        if extra and repeats.same("".join(words)):  # the same letters, cut into other words
            listed.subtract(word.casefold() for word in extra)
        elif extra:
            result.alternatives += len(extra)
            result.left_out.append((DropReason.ALTERNATIVE, " ".join(extra)))


class _Repeats:
    """Whether a text is a stretch of the speech: the same letters and digits, whatever stands between them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._letters = _letters(" ".join(texts))
        self._position = 0
        self._searches = _SEARCHES

    def holds(self, text: str) -> bool:
        """Only texts of three words or more: single words occur everywhere."""
        if len(words_of(text)) < 3:
            return False
        letters = _letters(_LABEL.sub("", text))
        if self._letters.startswith(letters, self._position):
            self._position += len(letters)
            return True
        if self._searches == 0:
            return False
        self._searches -= 1
        found = self._letters.find(letters)
        if found >= 0:
            self._position = found + len(letters)
        return found >= 0

    def same(self, text: str) -> bool:
        """Whether the letters are those of the whole speech."""
        return _letters(text) == self._letters


def _letters(text: str) -> str:
    return "".join(words_of(unescape(text))).casefold()


def _texts(document: object) -> Iterator[tuple[Place, str]]:
    """All texts of the document with their places, in file order; without recursion, however deep it is."""
    pending: list[tuple[Place, object]] = [((), document)]
    while pending:
        place, value = pending.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, Mapping):
            pending.extend(((*place, str(key)), value[key]) for key in reversed(list(value)))
        elif isinstance(value, list):
            pending.extend(((*place, index), value[index]) for index in range(len(value) - 1, -1, -1))


def select(value: object, pattern: str) -> Iterator[tuple[Place, str]]:
    """The texts at the places of a pattern, in file order.

    `results[].alternatives[0].word|text`: in each result, of the first alternative, `word` or else `text`.
    """
    states: list[tuple[Place, object]] = [((), value)]
    for step in pattern.split("."):
        match = _STEP.fullmatch(step)
        assert match is not None, pattern
        names, indices = match.groups()
        states = [state for item in states for state in _member(item, names)]
        for index in _INDEX.findall(indices):
            states = [state for item in states for state in _elements(item, index)]
    yield from ((place, item) for place, item in states if isinstance(item, str))


def _member(state: tuple[Place, object], names: str) -> Iterator[tuple[Place, object]]:
    place, value = state
    if not names:
        yield state
    elif isinstance(value, Mapping):
        several = names.split("|")
        for name in several:
            item = value.get(name)
            if name in value and (len(several) == 1 or (isinstance(item, str) and item.strip())):
                yield (*place, name), item
                return


def _elements(state: tuple[Place, object], index: str) -> Iterator[tuple[Place, object]]:
    place, value = state
    if isinstance(value, list):
        numbers = range(len(value)) if index == "" else range(int(index), min(int(index) + 1, len(value)))
        yield from (((*place, number), value[number]) for number in numbers)
