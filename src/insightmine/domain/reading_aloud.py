"""Where the words of a script are read out in speech: runs of its words, in its order, through slips and pauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"[^.?!:\n]+[.?!:]*")
_HESITATIONS = frozenset(
    ["um", "uh", "uhm", "umm", "uhh", "er", "erm", "eh", "ah", "hm", "hmm", "mm", "ehm", "oh", "okay", "ok"]
)
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
            "nine": "9", "ten": "10"}  # fmt: skip
_OWN = frozenset(
    ["i", "i'm", "i'll", "i'd", "i've", "we", "we're", "we'll", "let's", "me", "my", "gonna", "wanna", "gotta"]
)
_PLAIN = _set(
    "a an the and or but so of to in on at by for from with as it its is are was were be been am do does did have has "
    "had can could will would should may might must need that this these those there here you your they them their "
    "he she his her what which who how when where why not if then into up out about go i we me my"
)
_JOINING = frozenset(["and", "so", "but", "or", "then"])
_BORDER = re.compile(r"[.?!\n:\"“”]")
_CLOSES = re.compile(r"[^\w.?!\n]{0,20}(?:[.?!\n]|$)")
_LOOK_BACK = 300  # characters
_RUN = 3  # words in a row that are worth a look
_LEAST = 5  # words that show reading; two people hardly ever say the same five by chance
_LEAST_IN_OWN_SENTENCE = 10  # ... where the sentence began in own words: "so I have to ..."
_LEAST_OF_WHOLE = 3  # ... where they are a whole sentence of the script and one of the speech
_SLIP = 4  # words of speech between two runs: slips, remarks
_SKIPPED = 12  # words of the script that may be passed over between two runs
_DENSE = 0.65  # of a stretch's words that stand in the script
_WHOLE = 0.8


class Stretch(NamedTuple):
    """Characters `[start, end)` of a text in which a script is read out; `share` of its words, 0 to 1."""

    start: int
    end: int
    script: int
    share: float


class _Word(NamedTuple):
    text: str
    start: int
    end: int


class _Run(NamedTuple):
    """`length` words from word `said` of the speech on are those from word `written` of the script on."""

    said: int
    written: int
    length: int


class Scripts:
    """Texts that somebody may read aloud."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._words: list[list[str]] = []
        self._openings: list[frozenset[int]] = []
        self._where: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, text in enumerate(texts):
            words: list[str] = []
            openings = set()
            for sentence in _SENTENCE.findall(text):
                openings.add(len(words))
                words += [word.text for word in _words(sentence)]
            self._words.append(words)
            self._openings.append(frozenset(openings))
            for i in range(len(words) - _RUN + 1):
                self._where[tuple(words[i : i + _RUN])].append((number, i))

    def read_in(self, text: str) -> tuple[Stretch, ...]:
        """The stretches of the text in which one of the scripts is read out, in order and apart from each other.

        A stretch is at least five words of the script in its order, with slips between them, or a whole short sentence
        of it. Where somebody tells in the first person what they have to do, it takes ten: that is their own
        sentence. Time and memory grow with the text and with how often its words stand in the scripts.
        """
        said = _words(text)
        found = [
            stretch
            for script, chain in self._chains([word.text for word in said])
            if (stretch := self._stretch(text, said, script, chain)) is not None
        ]
        return tuple(_apart(found))

    def _chains(self, said: Sequence[str]) -> Iterator[tuple[int, list[_Run]]]:
        """Runs of each script that follow each other in the speech as in the script."""
        for script, runs in sorted(self._runs(said).items()):
            chain: list[_Run] = []
            for run in sorted(runs, key=lambda run: (run.said, -run.length, run.written)):
                last = chain[-1] if chain else None
                if last is not None and run.said < last.said + last.length:
                    continue
                if last is not None and not _goes_on(last, run):
                    yield script, chain
                    chain = []
                chain.append(run)
            if chain:
                yield script, chain

    def _runs(self, said: Sequence[str]) -> dict[int, list[_Run]]:
        open_runs: dict[tuple[int, int], _Run] = {}
        runs: defaultdict[int, list[_Run]] = defaultdict(list)
        for i in range(len(said) - _RUN + 1):
            here: dict[tuple[int, int], _Run] = {}
            for script, j in self._where.get(tuple(said[i : i + _RUN]), ()):
                before = open_runs.pop((script, j - i), None)
                run = _Run(i, j, _RUN) if before is None else before._replace(length=before.length + 1)
                here[script, j - i] = run
            for (script, _), run in open_runs.items():
                runs[script].append(run)
            open_runs = here
        for (script, _), run in open_runs.items():
            runs[script].append(run)
        return runs

    def _stretch(self, text: str, said: Sequence[_Word], script: int, chain: Sequence[_Run]) -> Stretch | None:
        first, last = chain[0].said, chain[-1].said + chain[-1].length
        matched = sum(run.length for run in chain)
        words = {said[i].text for run in chain for i in range(run.said, run.said + run.length)}
        if matched < _DENSE * (last - first) or not words - _PLAIN:
            return None
        is_own = any(word.text in _OWN for word in _words(_sentence_before(text, said[first].start)))
        enough = matched >= (_LEAST_IN_OWN_SENTENCE if is_own else _LEAST) and len(words - _PLAIN) > 1
        if not enough and not self._is_whole(text, said, script, chain):
            return None
        while said[last - 1].text in _JOINING:  # it opens one's own words as well as it goes on in the script
            last -= 1
        start, end = _with_marks(text, said[first].start, said[last - 1].end)
        return Stretch(start, end, script, min(1.0, matched / len(self._words[script])))

    def _is_whole(self, text: str, said: Sequence[_Word], script: int, chain: Sequence[_Run]) -> bool:
        """Whether a sentence of the script is read from its beginning to its end, and nothing else is said in it."""
        first, last = chain[0], chain[-1]
        end = last.written + last.length
        borders = {*self._openings[script], len(self._words[script])}
        matched = sum(run.length for run in chain)
        opens = not _words(_sentence_before(text, said[first.said].start))
        closes = _CLOSES.match(text, said[last.said + last.length - 1].end) is not None
        is_sentence = first.written in borders and end in borders
        return is_sentence and opens and closes and matched >= max(_LEAST_OF_WHOLE, _WHOLE * (end - first.written))


def _apart(found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches in order, of those that overlap the longest."""
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda one: (one.start - one.end, one.start, one.script)):
        place = bisect_left(kept, stretch)
        is_free = place == 0 or kept[place - 1].end <= stretch.start
        if is_free and (place == len(kept) or stretch.end <= kept[place].start):
            kept.insert(place, stretch)
    return kept


def _goes_on(last: _Run, run: _Run) -> bool:
    """Whether the reading goes on here, perhaps after some words that were passed over or are read once more."""
    apart = run.said - (last.said + last.length)
    skipped = run.written - (last.written + last.length)
    return apart <= _SLIP and -_SKIPPED <= skipped <= _SKIPPED


def _words(text: str) -> list[_Word]:
    """The words that count: without hesitations, and a word that is said twice in a row once."""
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        word = _NUMBERS.get(word, word)
        if word in _HESITATIONS or (words and words[-1].text == word):
            continue
        words.append(_Word(word, *match.span()))
    return words


def _sentence_before(text: str, start: int) -> str:
    """What stands before this place in its sentence; a quotation is one of its own."""
    return _BORDER.split(text[max(0, start - _LOOK_BACK) : start])[-1]


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation mark before it and the marks that close it."""
    while start and text[start - 1] in "\"“”'‘’«(":
        start -= 1
    while end < len(text) and text[end] in ".,;:?!…\"“”'’»)":
        end += 1
    return start, end
