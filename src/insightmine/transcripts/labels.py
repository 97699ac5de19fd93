"""The head of a turn on a line: who, and when. Every shape that tools and typists use, each found in linear time."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum

from insightmine.transcripts.role_words import is_coded, is_redacted, label_key, role_of_label
from insightmine.transcripts.times import LEADING, TRAILING, is_time, seconds
from insightmine.transcripts.word_lists import listed

MAX_LABEL = 60


class Shape(Enum):
    """How a label is set off from the words: the more deliberate the shape, the less it needs to recur."""

    VOICE = "voice"  # <v Name>
    BOLD = "bold"  # **Name:** text
    TIMED = "timed"  # Name  0:05; Name [00:01:02] text; [00:01:02] Name: text
    COLON = "colon"  # Name: text
    STANDING = "standing"  # Name: on a line of its own
    TIGHT = "tight"  # Name:text
    TAB = "tab"  # Name<TAB>text
    ALONE = "alone"  # INTERVIEWER, or Interviewer, on a line of its own


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may begin a turn. `marks` are times and mark-up, `prefix` a list mark or number."""

    label: str
    shape: Shape
    text: str
    marks: str = ""
    start: float | None = None
    prefix: str = ""


_VOICE = re.compile(r"<v(?:\.[^\s>]{1,40})?\s+([^<>]{1,80})>")
_IN_BRACKETS = re.compile(r"\[[^\[\]]{1,60}\]")
_LIST_MARK = re.compile(r"(?:[-*•>]|\d{1,4}[.)])[ \t]+(?=\S)")
_LETTER = re.compile(r"([QA])[.)][ \t]{1,9}(?=\S)|(Int|Resp|Mod)\.[ \t]{1,9}(?=\S)")
_COLON = re.compile("[:：]")
_DIGITS = re.compile(r"(?<![^\W_])\d{1,3}\Z")  # before a colon and other digits: a time, unless letters precede (P1:30)
# Interviewer - text, P1 | text, Interviewer; text, Interviewer- text
_SIGNED = re.compile(r"([^-–—|;\n:()\[\]]{2,30}?)(?:[ \t]{1,9}[-–—|]|[-–—;])[ \t]{1,9}(?=\S)")
# [Interviewer] text, (P1) text, <P1> text
_ENCLOSED = re.compile(r"(?:\[([^\[\]\n]{2,30})\]|\(([^()\n]{2,30})\)|<([^<>\n]{2,30})>)[ \t]{1,9}(?=\S)")
_BOLD = re.compile(
    r"\*{2,3}([^*\n]{1,100})\*{2,3}|__([^_\n]{1,100})__|\*([^*\n]{1,80}:)\*|_([^_\n]{1,80}:)_(?![^\W_])"
    r"|\*([^*\n]{1,80})\*(?=:)|_([^_\n]{1,80})_(?=:)"
)
_LABEL_PUNCTUATION = frozenset(".'’-–|()+/&_ @#[],\"“”*")
_FIRST_PICTURE = "\U0001f300"
_EMOJI = frozenset({"So", "Sk", "Mn", "Mc", "Me", "Cf", "Sm"})
# words that occur in sentences and not in names; particles of names (de, van, von, la) are left out
_SENTENCE_WORDS = listed(
    """
    i the is are was were that this it he she they we you my your his their our to at in on for with from by as
    because if when then what how why which there here have has had do did does not no yes so but or like just
    said says say asked think thought know mean okay ok well also only very more some any thing things one two
    would could should can than about into want wanted need che è sono non perché quindi allora cosa questo
    questa il lo gli ich ist das nicht wir sie und oder aber weil was wie que es no una un el los las pero
    porque je est pas mais c'est first second third example note
    """
)
# of these, what people are called after their given name: Jennifer Lo, Minh Do, Kim So
_SURNAMES = listed("do has just lo my no on so to un")
# and what people are called before their surname: Can Yilmaz, So Young, Do Thi Lan, He Jiankui
_GIVEN_NAMES = listed("can do he in just like lo my no on she so than thing to un want will you")
_FIELD_WORDS = listed(
    """
    note notes nb ps example examples question questions answers date time times duration title subject location
    place participants attendees present recorded recording length language project version author authors
    source license licence status tip tips warning important summary conclusion result results todo agenda topic
    topics goal goals objective objectives task scenario step steps hint remark remarks transcript transcription
    transcribed transcriber interview session file name company position age gender role email e-mail phone url
    link links website re fw fwd from to cc bcc sent http https ftp mailto file www doi isbn issn instructions
    method methods description requirements expected success criteria scoring format target data your rating
    rating response score sure yes no okay ok right wait look again basically firstly secondly finally however
    actually meaning reason nein ja genau richtig naja tja oui non voilà claro bueno vale sí sì certo esatto
    """
)
_STAGE_WORDS = listed(
    """
    break intro outro music ad ads advert sponsor jingle pause silence laughter applause recording crosstalk
    noise pausa interruption
    """
)


def read_head(line: str) -> Head | None:
    """The head that the line begins with, if it could be one; whether its label is one is decided over the file."""
    mark = _LIST_MARK.match(line)
    prefix = mark.group() if mark is not None else ""
    time_text, start, rest = _leading_time(line[len(prefix) :])
    rest = rest.removeprefix(">>").lstrip()
    head = _voice(rest, time_text, start) or _bold(rest, time_text, start) or _plain(rest, time_text, start)
    if head is not None and prefix:
        head = replace(head, prefix=prefix)
    if head is not None and _IN_BRACKETS.fullmatch(head.label) and not is_redacted(head.label):
        return replace(head, label=head.label[1:-1].strip())
    return head


def _leading_time(line: str) -> tuple[str, float | None, str]:
    match = LEADING.match(line)
    if match is None or not line[match.end() :].strip():
        return "", None, line.lstrip()
    return match.group(), seconds(match.group("time")), line[match.end() :].lstrip()


def split_leading_time(line: str) -> tuple[str, float | None, str]:
    """The time code that the line begins with, its seconds, and the rest; a time alone on its line counts too."""
    match = LEADING.match(line)
    if match is None:
        return "", None, line
    return match.group(), seconds(match.group("time")), line[match.end() :].lstrip()


def is_bracketed_time(time_text: str) -> bool:
    """Whether a leading time stands in brackets: then it is never part of what somebody said."""
    return time_text.lstrip("\\")[:1] in ("[", "(", "#")


def _voice(rest: str, time_text: str, start: float | None) -> Head | None:
    match = _VOICE.match(rest)
    if match is None:
        return None
    return Head(match.group(1).strip(), Shape.VOICE, rest[match.end() :].strip(), f"{time_text} v", start)


def _bold(rest: str, time_text: str, start: float | None) -> Head | None:
    match = _BOLD.match(rest)
    if match is None:
        return None
    inner = next(group for group in match.groups() if group).strip()
    after = rest[match.end() :]
    has_colon = inner.endswith(":") or after.startswith(":")
    inner, after = inner.rstrip(": "), after.removeprefix(":").lstrip()
    timed = TRAILING.search(inner)
    if timed is not None and not inner[timed.end() :].strip():
        time_text, start, inner = f"{time_text} {timed.group()}", seconds(timed.group("time")), inner[: timed.start()]
    after_time = LEADING.match(after)
    if after_time is not None and is_bracketed_time(after):
        time_text, start = f"{time_text} {after_time.group()}", seconds(after_time.group("time"))
        after = after[after_time.end() :].removeprefix(":").lstrip()
    if has_colon or start is not None or not after:
        return Head(inner.strip(), Shape.BOLD, after, time_text, start)
    # bold words open many a sentence: without a colon only a sure label is one
    return Head(inner, Shape.TIGHT, after, time_text, start) if _is_sure(inner) else None


def _plain(rest: str, time_text: str, start: float | None) -> Head | None:
    signed = _signed(rest, time_text, start)
    if signed is not None:
        return signed
    head = rest[: MAX_LABEL + 40]
    colon = _label_colon(head)
    timed = TRAILING.search(head)
    tab = head.find("\t")
    if tab > 0 and (colon < 0 or tab < colon):
        found = _tab(rest, time_text, start)
        if found is not None:
            return found
    if timed is not None and (colon < 0 or timed.start() < colon):
        found = _timed(rest, timed, time_text)
        if found is not None:
            return found
    if 0 < colon <= MAX_LABEL:
        return _colon(rest, colon, time_text, start)
    return _alone(rest, time_text, start)


def _alone(rest: str, time_text: str, start: float | None) -> Head | None:
    label = rest.strip().strip("*")
    if not label or len(label) > MAX_LABEL:
        return None
    after_time = start is not None and len(label.split()) <= 4 and not label.endswith((".", "?", "!", ","))
    return Head(label, Shape.ALONE, "", time_text, start) if after_time or _stands_alone(label) else None


def _signed(rest: str, time_text: str, start: float | None) -> Head | None:
    """`Interviewer - text`, `[P1] text`, `Q. text`: only with a label that is surely one.

    Speech is full of dashes and brackets. `Interviewer - Dan: text` is left to the colon.
    """
    letter = _LETTER.match(rest)
    if letter is not None:
        return Head(letter.group().strip(" \t.)"), Shape.TIGHT, rest[letter.end() :].strip(), time_text, start)
    match = _ENCLOSED.match(rest) or _SIGNED.match(rest)
    if match is None:
        return None
    label = next(group for group in match.groups() if group).strip()
    colon = _label_colon(rest[: MAX_LABEL + 1])
    if (
        is_time(rest[match.end() :])
        or not _is_sure(label)
        or len(label) < 2
        or (colon > 0 and is_name_like(rest[:colon].strip()))
    ):
        return None
    return Head(label, Shape.TIGHT, rest[match.end() :].strip(), time_text, start)


def _is_sure(label: str) -> bool:
    """Whether the label by itself says that it is one: a role or an id, never a name."""
    return role_of_label(label) is not None or is_coded(label)


def _label_colon(head: str) -> int:
    """Where the first colon, narrow or wide, stands that is in no time and no address; -1 if there is none."""
    for match in _COLON.finditer(head):
        position = match.start()
        digits = _DIGITS.search(head, max(0, position - 4), position)
        is_time_colon = digits is not None and head[position + 1 : position + 2].isdigit() and match.group() == ":"
        if not is_time_colon:
            return -1 if head.startswith("//", position + 1) else position
    return -1


def _timed(rest: str, timed: re.Match[str], time_text: str) -> Head | None:
    label, tail = rest[: timed.start()].strip(), rest[timed.end() :]
    after = tail.lstrip()
    in_brackets = timed.group("open") is not None and timed.group("close") is not None
    is_head = after.startswith(":") or not after or in_brackets or timed.group().startswith("\t")
    if not is_head or not label or len(label) > MAX_LABEL:
        return None
    label = label.rstrip(": |–-")
    text = after.removeprefix(":").lstrip()
    return Head(label, Shape.TIMED, text, f"{time_text} {timed.group()}", seconds(timed.group("time")))


def _colon(rest: str, colon: int, time_text: str, start: float | None) -> Head:
    label, text = rest[:colon].strip(), rest[colon + 1 :]
    tight = bool(text) and not text[0].isspace() and rest[colon] == ":"
    text = text.strip()
    after_time = LEADING.match(text)
    if after_time is not None and (is_bracketed_time(text) or is_time(text)):
        time_text, start = f"{time_text} {after_time.group()}", seconds(after_time.group("time"))
        text = text[after_time.end() :].lstrip()
    plain_shape = Shape.COLON if text else Shape.STANDING
    shape = Shape.TIGHT if tight else Shape.TIMED if time_text.strip() else plain_shape
    return Head(label, shape, text, time_text, start)


def _tab(rest: str, time_text: str, start: float | None) -> Head | None:
    label, _, text = rest.partition("\t")
    middle, tab, tail = text.strip().partition("\t")
    if tab and is_time(middle):
        time_text, text = f"{time_text} {middle}", tail
        match = LEADING.match(middle.strip())
        start = seconds(match.group("time")) if match else start
    if not label.strip() or len(label) > MAX_LABEL or not text.strip():
        return None
    return Head(label.strip(), Shape.TAB, text.strip(), time_text, start)


def _stands_alone(label: str) -> bool:
    letters = [character for character in label if character.isalpha()]
    if label.count(" ") <= 3 and label.istitle() and label.replace(" ", "").isalpha():
        return True
    in_capitals = len(letters) >= 2 and all(character.isupper() for character in letters) and len(label.split()) <= 4
    return in_capitals or (role_of_label(label) is not None and len(label.split()) <= 3) or is_coded(label)


def is_label(label: str) -> bool:
    """Whether the characters are those of a label: letters, digits and marks of any script, emoji, some signs."""
    if not 0 < len(label) <= MAX_LABEL or not any(map(_may_name, label)):
        return False
    if label_key(label) in ("http", "https", "ftp", "mailto", "file", "www") or is_time(label):
        return False
    return all(_may_stand_in_label(character) for character in label)


def _may_stand_in_label(character: str) -> bool:
    return character.isalnum() or character in _LABEL_PUNCTUATION or unicodedata.category(character) in _EMOJI


def _may_name(character: str) -> bool:
    """Letters and digits; and pictures, which some people go by."""
    return character.isalnum() or character >= _FIRST_PICTURE


def is_name_like(label: str) -> bool:
    """Whether a label could be somebody's name or id rather than the start of a sentence or a field's name."""
    if (
        not is_label(label)
        or label.rstrip()[-1] in ",-–"
        or label[0] in '"“_*'
        or not any(character.isalpha() or _may_name(character) for character in label if not character.isdigit())
    ):
        return False
    words = label_key(label).replace("|", " ").split()
    is_surname = len(words) > 1 and words[-1] in _SURNAMES and label.rsplit(maxsplit=1)[-1].istitle()
    before = words[:-1] if is_surname else words
    before = before[1:] if _opens_with_given_name(label, words) else before
    if len(words) > 6 or any(word.strip(".,()\"“”'") in _SENTENCE_WORDS for word in before):
        return False
    return not _is_field(words)


def _opens_with_given_name(label: str, words: list[str]) -> bool:
    """Whether every word has its capital, as in a name, after a word that some people are called by."""
    written = label.replace("|", " ").split()
    capitals = all(word[:1].isupper() for word in written if word[:1].isalpha())
    return 1 < len(words) <= 4 and words[0] in _GIVEN_NAMES and capitals and words[1] not in _FIELD_WORDS


def _is_field(words: list[str]) -> bool:
    return all(word.strip(".,()#") in _FIELD_WORDS or word.strip("().#").isdigit() for word in words)


def is_stage_word(label: str) -> bool:
    """Whether the "label" is a direction: break, intro, music."""
    return label_key(label) in _STAGE_WORDS
