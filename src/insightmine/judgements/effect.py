"""Whether a statement says, in its own words, that something helped or hindered."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import NamedTuple

from insightmine.domain.grammar import Annotation
from insightmine.domain.judgements import Effect
from insightmine.judgements.happenings import happenings
from insightmine.judgements.implicatives import Came, outcomes
from insightmine.judgements.lexicon import EffectLexicon, load_lexicon, word_set
from insightmine.judgements.negation import CLAUSE_BORDERS, is_negated
from insightmine.judgements.shifters import asked_from, denied_until, is_quoted, is_utmost, measured

_CONTRAST = re.compile(
    r"(?:^|[\s,;.–—-])(but|however|although|though|whereas|except|despite|even though|on the other hand)\b"
)
_DISAGREES = re.compile(r"(?<!n't )(?<!not )\bdisagree\b")
_NEGATION = re.compile(r"n't\b|\b(?:not|no|never|cannot|without|nothing|nobody|hardly|barely|unable|less)\b")
_UNREAL_BEFORE = re.compile(r"\b(?:would|should|if|hopefully|wish)\b|'d\b")
_TURNED = re.compile(
    r"(?:\bnot|n't|\bnever|\bhardly|\bbarely|\brarely|\bseldom|\bno longer|\banything but|\bfar from)(?: \w+)? $"
)
_PERSONS = frozenset({"i", "we", "they", "he", "she", "you", "who", "people"})
_SOMEBODY = word_set(
    "person man woman guy lady gentleman girl boy friend neighbour neighbor fellow bloke lad kid child son daughter "
    "brother sister mother father mum mom dad wife husband uncle aunt cousin engineer teacher doctor nurse colleague "
    "boss manager designer developer student scientist professor"
)
_NEVER_MISSED = word_set(
    "difference doubt question one matter need change pressure compulsion limit cost "
    "substitute idea longer more thanks questions reason cause objection"
)
_RESOLVING = frozenset(
    {
        "fix",
        "solve",
        "avoid",
        "prevent",
        "reduce",
        "catch",
        "correct",
        "eliminate",
        "resolve",
        "cut",
        "stop",
        "end",
        "survive",
    }
)
_MENDING = frozenset({"fix", "solve", "resolve", "correct", "catch", "prevent", "eliminate"})
_KEEPING = frozenset({"keep", "save", "stop", "prevent", "protect", "spare"})
_DOWNTONERS = frozenset({"bit", "little", "slightly", "somewhat", "kind", "kinda", "sort", "fairly", "maybe"})
_BOOSTERS = frozenset({"very", "really", "extremely", "super", "so", "totally", "absolutely", "incredibly", "highly"})
_BEING = frozenset({"be", "been", "is", "was", "are", "were", "am", "'s", "'re", "'m"})
_DOUBTED = frozenset({"if", "whether", "unless", "might", "may"})
_UNREAL = frozenset({"would", "should", "might", "'d", "if", "wish", "hope", "hopefully", "ideally"})

UNSURE = 0.12  # below, nothing is said either way
CLEAR = 0.32  # above, the verdict is given
_OBVIOUS = 0.55  # above, it is given even where the words alone do not carry it
_SAID = 0.3  # what the words alone must weigh for a verdict
_MIXED = 0.45  # what each side of a contrast must weigh
_NEXT_STEP = re.compile(r"(?:i|we) have to (?!keep\b|repeat|wait|always|constantly|manually|re-?(?:do|type|enter)\b)")
_AXIS, _AXIS_MOST = 0.5, 0.35  # share of the encoder's axis in the score, and the most it can add
_UNREAL_GOOD = -0.3  # praise of what is not there yet
_ABSENT = -0.6
_CLOSE_BEFORE = 25  # characters
_BLIND = 0.1  # the axis hardly sees negation: its share where there is one
_NEGATED_GOOD, _NEGATED_BAD = -0.9, -0.7
_READ_OUT = 0.4  # what is quoted evaluates less: it may be read out
_CAME = {
    Came.ABLE: 0.0,
    Came.ACHIEVED: 0.2,
    Came.THWARTED: -0.4,
    Came.HARMED: -0.3,
    Came.SPARED: 0.4,
    Came.LOST: -0.2,
    Came.BURDENED: 0.0,
    Came.RELIEVED: 0.4,
}
_TURNING = frozenset({Came.THWARTED, Came.SPARED, Came.LOST, Came.RELIEVED})


class EffectScore(NamedTuple):
    """`score` from -1 to 1; `None` for the effect means unsure."""

    effect: Effect | None
    score: float


class EffectWeights(NamedTuple):
    """What the words weigh: before and after the first contrast, and all that is good and bad in it.

    `turned`: a negation governs an evaluation, or stands in the statement; `unreal`: the only evaluation is of
    something that is not there yet.
    """

    before: float
    after: float
    good: float
    bad: float
    turned: bool
    unreal: bool


class _Hit(NamedTuple):
    start: int
    weight: float
    turned: bool = False  # by negation, or because it was fixed or avoided
    unreal: bool = False  # praise of what is not there yet


def judge_effect(text: str, annotation: Annotation, leaning: float, told: bool = True) -> EffectScore:
    """Words and phrases weighed under negation, with the encoder's leaning as a second opinion.

    `told`: it is told as something that was or is so; advice ("be patient") evaluates nothing that happened, and
    its words count half.
    """
    return decide_effect(weigh_effect(text, annotation), leaning, told)


def weigh_effect(text: str, annotation: Annotation, thinks_aloud: bool = False) -> EffectWeights:
    """What the words and phrases of a statement weigh, negation and contrast taken in.

    `thinks_aloud`: said while doing something, where "I have to go to the list" is no burden but what comes next.
    """
    lower = text.lower().replace("’", "'")
    hits = _hits(lower, annotation, load_lexicon())
    if thinks_aloud:
        hits = [hit for hit in hits if not _NEXT_STEP.match(lower, hit.start)]
    asked, denied = asked_from(lower), denied_until(lower)
    # whether something is good is a question, that something is wrong often an answer
    hits = [hit._replace(weight=0.3 * hit.weight) if hit.weight > 0 and hit.start >= asked else hit for hit in hits]
    hits = [hit._replace(weight=_turned_round(hit.weight), turned=True) if hit.start < denied else hit for hit in hits]
    hits = [hit._replace(weight=_READ_OUT * hit.weight) if is_quoted(hit.start, lower) else hit for hit in hits]
    before, after = _sides(lower, hits)
    good, bad = sum(hit.weight for hit in hits if hit.weight > 0), sum(hit.weight for hit in hits if hit.weight < 0)
    if _DISAGREES.search(lower):
        # what is disagreed with is turned round: "too complex? I strongly disagree"
        before, after, good, bad = -before, -after, -bad, -good
    turned = any(hit.turned for hit in hits) or _NEGATION.search(lower) is not None
    against = [hit for hit in hits if hit.weight < 0]
    return EffectWeights(before, after, good, bad, turned, bool(against) and all(hit.unreal for hit in against))


def _turned_round(weight: float) -> float:
    return weight * (_NEGATED_GOOD if weight > 0 else _NEGATED_BAD)


def decide_effect(weights: EffectWeights, leaning: float, told: bool = True) -> EffectScore:
    """Weights and leaning -> a score, and a verdict where they are clear enough."""
    share = 1.0 if told else 0.5
    before, after = share * weights.before, share * weights.after
    said = before + after
    second = max(-_AXIS_MOST, min(_AXIS_MOST, (_BLIND if weights.turned else _AXIS) * leaning))
    score = math.tanh(said + second)
    if min(abs(before), abs(after)) >= _MIXED and before * after < 0:
        return EffectScore(Effect.MIXED, round(0.6 * score, 6))
    effect = _verdict(score, said)
    if effect is not Effect.HELPS and weights.unreal:
        # "I would love a search" evaluates nothing that is there; the score keeps the hint of a lack
        effect = Effect.NEUTRAL
    return EffectScore(effect, round(score, 6))


def _verdict(score: float, said: float) -> Effect | None:
    if abs(score) >= _OBVIOUS or (abs(score) >= CLEAR and score * said > 0 and abs(said) >= _SAID):
        return Effect.HELPS if score > 0 else Effect.HINDERS
    if abs(score) < UNSURE or said == 0:
        return Effect.NEUTRAL
    return None


def _sides(lower: str, hits: list[_Hit]) -> tuple[float, float]:
    """The weight before and after the first contrast; what follows "but" counts more than what precedes it."""
    contrast = next((m for m in _CONTRAST.finditer(lower)), None)
    if contrast is None:
        return sum(hit.weight for hit in hits), 0.0
    border = contrast.start()
    if not lower[:border].strip():
        # "Although it was slow, ...": the first side ends at the comma
        comma = lower.find(",")
        border = comma if comma >= 0 else border
    before = sum(hit.weight for hit in hits if hit.start < border)
    after = sum(hit.weight for hit in hits if hit.start >= border)
    if contrast.group(1) == "but":
        return 0.8 * before, 1.2 * after
    return before, after


def _hits(lower: str, annotation: Annotation, lexicon: EffectLexicon) -> list[_Hit]:
    """Phrases first, longest first at each place; then the words that no phrase has taken."""
    taken = [False] * len(lower)
    hits: list[_Hit] = []
    came = dict(
        outcomes(forms := [lower[a:b] for a, b in zip(annotation.starts, annotation.ends, strict=True)], annotation)
    )
    found = [(m, phrase.weight) for phrase in lexicon.phrases for m in phrase.pattern.finditer(lower)]
    for match, weight in sorted(found, key=lambda f: (f[0].start() - f[0].end(), f[0].start(), f[1])):
        if not any(taken[match.start() : match.end()]):
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            turned = _TURNED.search(lower, 0, match.start()) is not None
            factor = 1.0 if not turned else _NEGATED_GOOD if weight > 0 else _NEGATED_BAD
            before = max(0, match.start() - _CLOSE_BEFORE)
            unreal = weight > 0 and not turned and bool(_UNREAL_BEFORE.search(lower, before, match.start()))
            hits.append(_Hit(match.start(), (_UNREAL_GOOD if unreal else factor) * weight, turned, unreal))
    for i, form in enumerate(forms):
        if taken[annotation.starts[i]]:
            continue
        weight = lexicon.weight(form, annotation.lemmas[i].lower(), annotation.parts[i])
        if weight and not _is_idle(i, forms, annotation):
            placed = _in_context(weight, i, forms, annotation, lower, came.get(i))
            unreal = placed * weight < 0 and not is_negated(i, forms, annotation) and weight > 0
            hits.append(_Hit(annotation.starts[i], placed, placed * weight < 0, unreal))
    hits += [_Hit(annotation.starts[i], _ABSENT, True) for i in _absences(forms, annotation, taken, lexicon)]
    weighed = {hit.start for hit in hits}
    for i, weight in happenings(forms, annotation):
        start = annotation.starts[i]
        if not taken[start] and start not in weighed:
            befell = _NEGATED_BAD * weight if weight < 0 and came.get(i) is Came.SPARED else weight
            hits.append(_Hit(start, _told_weight(befell, i, forms), befell > 0))
    weighed = {hit.start for hit in hits}
    hits += [_Hit(start, weight) for start, weight in measured(lower) if not taken[start] and start not in weighed]
    hits += [
        _Hit(annotation.starts[i], _CAME[what], what in _TURNING)
        for i, what in came.items()
        if _CAME[what] and not taken[annotation.starts[i]] and annotation.starts[i] not in weighed
    ]
    return sorted(hits)


def _told_weight(weight: float, i: int, forms: list[str]) -> float:
    """A happening that "would" or "if" makes unreal weighs half."""
    return 0.5 * weight if _is_unreal(i, forms) else weight


def _absences(forms: list[str], annotation: Annotation, taken: list[bool], lexicon: EffectLexicon) -> list[int]:
    """The places of "no" before something that is wanted: "there is no undo", "no field for the date"."""
    return [
        i
        for i, form in enumerate(forms)
        if form == "no"
        and annotation.relations[i] == "det"
        and _is_offered(annotation.heads[i], annotation)
        and not taken[annotation.starts[i]]
        and annotation.lemmas[annotation.heads[i]].lower() not in _NEVER_MISSED
        and not lexicon.weight(forms[annotation.heads[i]], annotation.lemmas[annotation.heads[i]].lower(), "NOUN")
    ]


def _is_idle(i: int, forms: list[str], annotation: Annotation) -> bool:
    """Whether the word evaluates nothing where it stands: "Right, ...", "let's", "like, ...", "error message"."""
    form, relation = forms[i], annotation.relations[i]
    following = forms[i + 1] if i + 1 < len(forms) else ""
    if form in {"right", "alright", "okay", "fine", "cool", "great", "well"} and relation in {"intj", "advmod"}:
        return (form == "right" and not (i > 0 and forms[i - 1] in _BEING)) or following == ","
    if form == "let":
        return following in {"'s", "us", "s"} or (following == "me" and i == 0)
    if form == "odd" and relation == "amod" and i > 0 and forms[i - 1] == "the":
        return True  # "the odd letter": one now and then
    if relation == "compound" and following.startswith(("message", "report", "code", "tracker", "bar")):
        return True
    return _is_about_somebody(i, forms, annotation) or _is_idle_verb(i, forms, annotation)


def _is_idle_verb(i: int, forms: list[str], annotation: Annotation) -> bool:
    """Whether "find", "work" or "like" evaluates nothing: "I find it slow", "I work in sales", "like, an hour"."""
    own = _children(i, forms, annotation)
    if annotation.lemmas[i] == "find":
        if annotation.tags[i] == "VBG" and annotation.relations[i] in {"pcomp", "csubj"}:
            return True  # "methods of finding patterns"
        return any(child in {"ccomp", "oprd", "acomp", "xcomp"} for child, _ in own)
    if annotation.lemmas[i] == "work":
        return not any(child == "nsubj" and word not in _PERSONS for child, word in own)
    return forms[i] == "like" and not any(child in {"nsubj", "neg"} for child, _ in own)


def _is_about_somebody(i: int, forms: list[str], annotation: Annotation) -> bool:
    """Whether it praises or blames a person ("a lovely man"), or tells what somebody else likes ("she likes me")."""
    head = annotation.heads[i]
    if annotation.relations[i] == "amod":
        return annotation.lemmas[head].lower() in _SOMEBODY
    subjects = {word for child, word in _children(i, forms, annotation) if child == "nsubj"}
    return annotation.lemmas[i] in {"like", "love", "enjoy"} and bool(subjects & {"he", "she"})


def _children(i: int, forms: list[str], annotation: Annotation) -> list[tuple[str, str]]:
    """Relation and form of each token that hangs on token `i`."""
    return [(annotation.relations[j], forms[j]) for j, head in enumerate(annotation.heads) if head == i and j != i]


def _is_offered(noun: int, annotation: Annotation) -> bool:
    """Whether the noun is what there is, what one has or gets, or stands alone."""
    relation, verb = annotation.relations[noun], annotation.lemmas[annotation.heads[noun]].lower()
    if relation in {"attr", "dobj", "nsubjpass"}:
        return verb in {"be", "have", "see", "find", "get", "offer", "provide", "give", "receive", "show"}
    return relation in {"ROOT", "npadvmod", "dep", "conj", "appos"}


def _in_context(
    weight: float, i: int, forms: list[str], annotation: Annotation, lower: str, came: Came | None
) -> float:
    near = forms[max(0, i - 3) : i]
    if any(form in _BOOSTERS for form in near):
        weight *= 1.3
    if any(form in _DOWNTONERS for form in near):
        weight *= 0.7
    if is_utmost(i, forms, annotation, lower):
        weight *= 1.4
    elif weight < 0 and _is_left(i, annotation):
        return weight
    elif came in _TURNING or is_negated(i, forms, annotation):
        weight *= _NEGATED_GOOD if weight > 0 else _NEGATED_BAD
    elif weight < 0 and (_is_resolved(i, annotation) or _is_avoided(i, forms, annotation)):
        weight *= _NEGATED_BAD
    elif weight < 0 and any(form in _DOUBTED for form in forms[max(0, i - 6) : i]):
        weight *= 0.5
    elif weight > 0 and _is_unreal(i, forms):
        weight *= _UNREAL_GOOD
    elif weight > 0:
        weight *= _part_played(i, annotation)
    return weight


def _is_unreal(i: int, forms: list[str]) -> bool:
    """Whether "would", "if" or "could be" stands close before."""
    before = forms[max(0, i - 5) : i]
    could_be = any(pair in {("could", "be"), ("can", "be"), ("may", "be")} for pair in pairwise(before))
    return could_be or any(form in _UNREAL for form in before)


def _part_played(i: int, annotation: Annotation) -> float:
    """How much of its praise a word keeps: "to help" is an aim, "a strong team" only names a team."""
    if annotation.parts[i] == "VERB" and any(
        head == i and annotation.tags[j] == "TO" for j, head in enumerate(annotation.heads)
    ):
        return 0.4
    noun = annotation.heads[i]
    if annotation.relations[i] == "acomp" and any(
        head == noun and annotation.tags[j] == "TO" for j, head in enumerate(annotation.heads)
    ):
        return 0.4
    if annotation.relations[i] == "amod" and annotation.relations[noun] not in {"attr", "ROOT", "dobj"}:
        return 0.5
    return 1.0


def _is_resolved(i: int, annotation: Annotation) -> bool:
    """Whether it is the object of "fix" or "avoid", and that is done: not in "it does not solve the problem"."""
    verb = annotation.heads[i]
    if annotation.relations[i] == "nsubj" and annotation.lemmas[verb] in {
        "stop",
        "end",
        "vanish",
        "disappear",
        "cease",
    }:
        return not any(
            head == verb and annotation.relations[j] in {"neg", "dobj"} for j, head in enumerate(annotation.heads)
        )
    done = not any(head == verb and annotation.relations[j] == "neg" for j, head in enumerate(annotation.heads))
    return done and annotation.relations[i] == "dobj" and annotation.lemmas[verb] in _RESOLVING


def _is_left(i: int, annotation: Annotation) -> bool:
    """Whether it is the object of "fix" or "solve", and that was not done."""
    verb = annotation.heads[i]
    denied = any(head == verb and annotation.relations[j] == "neg" for j, head in enumerate(annotation.heads))
    return denied and annotation.relations[i] == "dobj" and annotation.lemmas[verb] in _MENDING


def _is_avoided(i: int, forms: list[str], annotation: Annotation) -> bool:
    """Whether "instead of", "rather than" or "kept me from" opened the phrase that the word stands in."""
    for j in range(i - 1, max(0, i - 10), -1):
        if forms[j] in CLAUSE_BORDERS:
            return False
        if (forms[j - 1], forms[j]) in {("instead", "of"), ("rather", "than")}:
            return True
        if forms[j] == "from" and j > 1 and annotation.lemmas[j - 2].lower() in _KEEPING:
            return True
    return False
