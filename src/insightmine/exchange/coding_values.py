"""What a coder may write in which column, and what it means: the definitions by which the program judges too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from insightmine.agreement import Aspect
from insightmine.domain.analysis import Analysis
from insightmine.domain.codebooks import Codebook
from insightmine.domain.judgements import Basis, Effect, Kind
from insightmine.domain.themes import Status, Theme

NO_CODES = Codebook()
COLUMNS: Mapping[Aspect, str] = {
    Aspect.KIND: "kinds",
    Aspect.BASIS: "basis",
    Aspect.EFFECT: "effect",
    Aspect.STEP: "step",
    Aspect.CODES: "codes",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One allowed value: what is written, another name for it, what it is, and what it is not."""

    value: str
    name: str
    definition: str
    is_not: str = ""


_KINDS = {
    Kind.GOAL: ("what somebody wants to achieve, needs, or has to get done", "how a product should change (wish)"),
    Kind.BEHAVIOUR: (
        "what somebody does or did: an action, habit or practice, also a negated one (I don't measure it); in a "
        "session also acting in the product",
        "what somebody would do",
    ),
    Kind.WORKAROUND: (
        "behaviour that makes up for something missing or broken",
        "an ordinary fix or a choice among good ways",
    ),
    Kind.PAIN_POINT: (
        "something that hinders, costs, confuses, fails, worries, annoys; a question that itself shows confusion",
        "a mere wish",
    ),
    Kind.ENABLER: ("something that helps, works well, pleases, makes easier", "praise of the session"),
    Kind.WISH: ("what somebody would like to have, or suggests", ""),
    Kind.REASON: ("gives the cause or motive of what was said", ""),
    Kind.OPINION: (
        "a judgement or belief that is none of the above; a guess about what the screen means",
        "a worry of one's own (pain_point)",
    ),
    Kind.CONTEXT: (
        "facts about person, organisation, domain; a plain description of what is on the screen",
        "",
    ),
    Kind.SESSION_TALK: (
        "the interview itself, greetings, fillers, fragments without content, reading the task aloud, plain questions "
        "to the moderator",
        "",
    ),
}
_BASES = {
    Basis.OBSERVED: ("it happens in the session", "comes before all others"),
    Basis.INSTANCE: ("one past occasion", ""),
    Basis.SECOND_HAND: ("about others", ""),
    Basis.ADVICE: ("what one should or has to do", ""),
    Basis.HYPOTHETICAL: ("would, could, if; predictions", ""),
    Basis.HABIT: ("what is usually done or the case", ""),
    Basis.NONE: ("detached opinions and filler", ""),
}
_EFFECTS = {
    Effect.HELPS: ("it says that something helped the person, or those spoken of, in what they do or want", ""),
    Effect.HINDERS: ("it says that something hindered them", ""),
    Effect.MIXED: ("it says both", ""),
    Effect.NEUTRAL: ("neither", "wishes and forecasts are neutral, unless their words evaluate"),
}


def values_of(analysis: Analysis, codebook: Codebook) -> dict[Aspect, tuple[Value, ...]]:
    """The allowed values of each column; no codes where there are none yet: coders write their own then."""
    return {
        Aspect.KIND: tuple(Value(kind, kind.replace("_", " "), *text) for kind, text in _KINDS.items()),
        Aspect.BASIS: tuple(Value(basis, basis.replace("_", " "), *text) for basis, text in _BASES.items()),
        Aspect.EFFECT: tuple(Value(effect, effect.value, *text) for effect, text in _EFFECTS.items()),
        Aspect.STEP: tuple(Value(step.id, step.name, step.description) for step in analysis.journey.steps),
        Aspect.CODES: tuple(_codes(analysis, codebook)),
    }


def codes_in_use(analysis: Analysis) -> tuple[Theme, ...]:
    """The themes that stand for a code: of the researcher's codebook, or accepted by a person. By name of the code."""
    used = [theme for theme in analysis.themes if theme.code or theme.status is Status.ACCEPTED]
    return tuple(sorted(used, key=lambda theme: (code_of(theme).casefold(), theme.id)))


def code_of(theme: Theme) -> str:
    """What a theme is called as a code: by the codebook, else by its id, which outlives its name."""
    return theme.code or theme.id


def _codes(analysis: Analysis, codebook: Codebook) -> Iterator[Value]:
    """The codebook as it stands, then themes that were accepted; without examples, which may quote people."""
    for code in codebook.codes:
        above = f"{code.parent}: " if code.parent else ""
        yield Value(
            code.name, f"{above}{code.name}", "; ".join(filter(None, (code.definition, code.include))), code.exclude
        )
    known = {code.name for code in codebook.codes}
    for theme in codes_in_use(analysis):
        if code_of(theme) not in known:
            yield Value(code_of(theme), theme.name, theme.definition)
