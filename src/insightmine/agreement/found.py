"""What the program found, and what people decided in it, as the coding of one more coder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from insightmine.agreement.values import Aspect, Coding, Labels
from insightmine.domain.analysis import Analysis
from insightmine.domain.judgements import MACHINE, Judgement
from insightmine.domain.themes import Theme

_Values = Callable[[Judgement], Iterable[str]]

_JUDGED: Mapping[Aspect, _Values] = {
    Aspect.KIND: lambda j: (kind.value for kind in j.kinds),
    Aspect.BASIS: lambda j: [j.basis.value] if j.basis is not None else [],
    Aspect.PROMPTING: lambda j: [j.prompting.value] if j.prompting is not None else [],
    Aspect.EFFECT: lambda j: [j.effect.value] if j.effect is not None else [],
    Aspect.STEP: lambda j: [j.step] if j.step is not None else [],
}


def coding_found(analysis: Analysis, coder: str, codes: Mapping[str, str], *, undecided: bool = False) -> Coding:
    """The judgements and themes of a study. A theme is a group, and a code where `codes` has its id (-> the code).

    Where the program does not know it is unsure. `undecided` leaves out the judgements that a person made.
    """
    judged = [j for j in analysis.judgements if not (undecided and j.decided_by != MACHINE)]
    labels: dict[Aspect, dict[str, Labels]] = {}
    unsure: dict[Aspect, frozenset[str]] = {}
    for aspect, values in _JUDGED.items():
        said: dict[str, Labels] = {j.statement: tuple(values(j)) for j in judged}
        labels[aspect] = {key: value for key, value in said.items() if value}
        unsure[aspect] = frozenset(key for key, value in said.items() if not value)
    labels[Aspect.THEME] = _themes(analysis, {str(theme.id): str(theme.id) for theme in analysis.themes})
    if codes:
        labels[Aspect.CODES] = _themes(analysis, codes)
    names = {str(theme.id): f"{theme.id} {theme.name}" for theme in analysis.themes}
    return Coding(coder, {a: found for a, found in labels.items() if found}, unsure, names)


def _themes(analysis: Analysis, codes: Mapping[str, str]) -> dict[str, Labels]:
    """The codes of every statement that could have one: its theme first, then others that it belongs to as well."""
    in_themes = {transcript.id for transcript in analysis.transcripts if transcript.in_themes}
    found: defaultdict[str, list[str]] = defaultdict(list)
    used: list[Theme] = [theme for theme in analysis.themes if theme.id in codes]
    for theme, members in (*((t, t.members) for t in used), *((t, t.also) for t in used)):
        for member in members:
            found[member.statement].append(codes[theme.id])
    return {s.id: tuple(dict.fromkeys(found[s.id])) for s in analysis.statements if s.transcript in in_themes}
