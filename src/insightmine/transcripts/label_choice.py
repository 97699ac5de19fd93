"""Which of the possible labels of a file are labels: a decision over the whole file, never over one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from insightmine.config import SpeakerOptions
from insightmine.domain.speech import Role
from insightmine.transcripts.labels import Head, Shape, is_label, is_name_like, is_stage_word
from insightmine.transcripts.role_words import is_coded, is_generic, label_key, role_of_label
from insightmine.transcripts.slips import MOST_SPEAKERS, OFTEN, SLIP_TIMES, is_slip

# in these shapes a label is set off on purpose: once one recurs, the others in that shape are labels too
_RECURS = 0.1  # of the turns set off: what stands more often before a colon is a speaker beside them
_DELIBERATE = frozenset({Shape.VOICE, Shape.BOLD, Shape.TIMED, Shape.STANDING})


def named_labels(speakers: SpeakerOptions) -> frozenset[str]:
    """The labels that the settings name, as labels are compared."""
    return frozenset(map(label_key, (*speakers.interviewers, *speakers.participants, *speakers.observers)))


def choose_labels(heads: Sequence[Head], named: Iterable[str]) -> frozenset[tuple[str, Shape]]:
    """The (label key, shape) pairs that are speakers.

    A label counts if it is named, if it matches a role or an anonymised pattern, or if it occurs at least twice
    and could be a name; a lower-case one needs three; a frequent one with a letter wrong, once. Where such a label
    is set off by bold face or a time, others set off in the same way need to occur only once.
    """
    known = frozenset(named)
    shapes: defaultdict[str, Counter[Shape]] = defaultdict(Counter)
    spelling: dict[str, str] = {}
    for head in heads:
        key = label_key(head.label)
        shapes[key][head.shape] += 1
        spelling.setdefault(key, head.label)
    chosen = {key for key in shapes if _is_speaker(key, spelling[key], shapes[key], known)}
    chosen |= _slips(chosen, shapes, spelling)
    pairs = {(key, shape) for key in chosen for shape in shapes[key] if _fits(key, spelling[key], shape, known)}
    pairs = _drop_lonely_shapes(pairs, shapes, known)
    habits = {shape for _, shape in pairs if shape in _DELIBERATE and _recurs(shape, pairs, shapes)}
    for key, counts in shapes.items():
        for shape in counts:
            if shape in habits and (is_name_like(spelling[key]) or shape is Shape.VOICE):
                pairs.add((key, shape))
    pairs -= _asides(pairs, shapes, habits, spelling, known)
    pairs |= _other_voices(heads, pairs)
    pairs = {pair for pair in pairs if not is_stage_word(pair[0])}
    if len({("q", Shape.TIGHT), ("a", Shape.TIGHT)} & pairs) == 1:  # "A. ..." without "Q. ..." is a list
        pairs -= {("q", Shape.TIGHT), ("a", Shape.TIGHT)}
    if len({key for key, _ in pairs}) == 1 and not any(
        _is_certain(spelling[key], shapes[key], known) for key, _ in pairs
    ):
        return frozenset()
    return frozenset(pairs)


def _slips(chosen: set[str], shapes: Mapping[str, Counter[Shape]], spelling: Mapping[str, str]) -> set[str]:
    """Names that stand there once, and are one that often does with a letter wrong."""
    frequent = (key for key in chosen if shapes[key].total() >= OFTEN)
    often = sorted(frequent, key=lambda key: (-shapes[key].total(), key))[:MOST_SPEAKERS]
    rare = [key for key in shapes if key not in chosen and shapes[key].total() <= SLIP_TIMES and is_name_like(key)]
    return {
        key
        for key in rare
        if any(is_slip(spelling[key], shapes[key].total(), spelling[other], shapes[other].total()) for other in often)
    }


def _asides(
    pairs: set[tuple[str, Shape]],
    shapes: Mapping[str, Counter[Shape]],
    habits: Collection[Shape],
    spelling: Mapping[str, str],
    known: frozenset[str],
) -> set[tuple[str, Shape]]:
    """Labels with a plain colon in a file that sets its speakers off otherwise: "No: it worked" is what somebody said.

    They stay where they bear a speaker's name, surely are labels, or recur as speakers do.
    """
    set_off = {key: sum(shapes[key][shape] for shape in habits if (key, shape) in pairs) for key in shapes}
    speakers = {key for key, times in set_off.items() if times}
    if len(speakers) < 2:
        return set()
    often = max(2.0, _RECURS * sum(set_off.values()))
    return {
        (key, Shape.COLON)
        for key, shape in pairs
        if shape is Shape.COLON
        and key not in speakers
        and not _is_strong(key, spelling[key], known)
        and shapes[key][Shape.COLON] <= often
    }


def _other_voices(heads: Sequence[Head], pairs: set[tuple[str, Shape]]) -> set[tuple[str, Shape]]:
    """Names that stand there once, where the only label found so far is a role: an interviewer talks with somebody.

    Beside a lone participant only a name that asks is another voice.
    """
    roles = {role_of_label(key) for key, _ in pairs}
    if len({key for key, _ in pairs}) != 1 or not roles & {Role.INTERVIEWER, Role.PARTICIPANT}:
        return set()
    shapes = {shape for _, shape in pairs}
    return {
        (label_key(head.label), head.shape)
        for head in heads
        if head.shape in shapes
        and head.label[:1].isupper()
        and is_name_like(head.label)
        and (roles == {Role.INTERVIEWER} or "?" in head.text)
    }


def _is_certain(label: str, counts: Counter[Shape], known: frozenset[str]) -> bool:
    """Whether one label alone makes a labelled text: not if it stands there once and could be a field's name."""
    return counts.total() >= 2 or label_key(label) in known or role_of_label(label) is not None


def holds_together(heads: Sequence[int], weights: Sequence[int], sure: bool) -> bool:
    """Whether lines with these numbers carry a conversation: fields in a monologue come late and seldom.

    `weights` are the words of each line of the file; `sure`: some label is a role, an id or named.
    """
    if not heads:
        return False
    filled = sum(1 for weight in weights if weight)
    before = sum(weights[: heads[0]])
    if sure:
        return before <= 0.5 * sum(weights) or len(heads) >= 4
    opens = before <= 0.05 * sum(weights)
    return before <= 0.3 * sum(weights) and (opens or len(heads) >= 6 or len(heads) >= 0.2 * filled)


def _is_strong(key: str, label: str, known: frozenset[str]) -> bool:
    if key in known or is_coded(label):
        return True
    return is_label(label) and role_of_label(label) is not None and (len(key.split()) <= 2 or is_name_like(label))


def _is_speaker(key: str, label: str, counts: Counter[Shape], known: frozenset[str]) -> bool:
    if _is_strong(key, label, known):
        return True
    if Shape.VOICE in counts:
        return True
    if not is_name_like(label):
        return False
    times = counts.total()
    return times >= (3 if label[:1].islower() else 2)


def _fits(key: str, label: str, shape: Shape, known: frozenset[str]) -> bool:
    """Whether this label may stand in this shape: without a space after the colon only a sure label counts."""
    return shape is not Shape.TIGHT or _is_strong(key, label, known)


def _drop_lonely_shapes(
    pairs: set[tuple[str, Shape]], shapes: dict[str, Counter[Shape]], known: frozenset[str]
) -> set[tuple[str, Shape]]:
    """Without the labels alone on a line and before a tab, where only one label does so: that is a title, a table."""
    kept = set(pairs)
    for shape in (Shape.ALONE, Shape.TAB):
        keys = {key for key, found in pairs if found is shape}
        elsewhere = {key for key, found in pairs if found not in (Shape.ALONE, Shape.TAB)}
        times = sum(shapes[key][shape] for key in keys)
        roles = {role_of_label(key) for key in keys} & {Role.INTERVIEWER, Role.PARTICIPANT}
        all_generic = len(keys) >= 2 and all(map(is_generic, keys))
        if (len(keys) < 2 or times < 3) and not all_generic and len(roles) < 2 and not keys & (elsewhere | known):
            kept -= {(key, shape) for key in keys}
    return kept


def _recurs(shape: Shape, pairs: set[tuple[str, Shape]], shapes: dict[str, Counter[Shape]]) -> bool:
    return sum(shapes[key][shape] for key, found in pairs if found is shape) >= 2
