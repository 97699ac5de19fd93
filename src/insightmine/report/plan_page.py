"""A checked plan in words: the summary, and each entry with what there is to say of it, for page and terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import StatementId
from insightmine.domain.plans import EntryVerdict, JudgedEntry, PlanCheck, counts_of
from insightmine.domain.provenance import provenance_of
from insightmine.domain.sharing import is_masked
from insightmine.domain.signals import Signal
from insightmine.report.markdown import escaped
from insightmine.report.wording import people_in_words

MEANINGS = {
    EntryVerdict.OUTPUT: "something that a team makes or delivers",
    EntryVerdict.OUTCOME: "a change in what people do, that can be watched and counted",
    EntryVerdict.IMPACT: "a result that comes late and has many causes: too big for one team",
    EntryVerdict.TASK: "a to-do smaller than any deliverable",
}
SIDES = (
    "Quotes are near an entry in meaning, not chosen by hand: + says that it helps, - that it hinders. A - beside an "
    "entry may speak against it, or be the very reason for it."
)
SILENCE = "nobody said anything near it: silence, not absence"
_UNADDRESSED = 12
_TITLE = "# Plan check:"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of an entry: under which word, and what. `sign` is that of a quote's side."""

    word: str
    text: str
    sign: str = ""


def summary(check: PlanCheck) -> str:
    """`14 entries: 9 outputs, 2 outcomes, 1 impact, 2 tasks`."""
    counts = counts_of(check.entries)
    total = len(check.entries)
    parts = [f"{n:,} {word}" if n == 1 or word == "not judged" else f"{n:,} {word}s" for word, n in counts.items()]
    return f"{total:,} {'entry' if total == 1 else 'entries'}: {', '.join(parts)}"


def remarks(check: PlanCheck) -> list[str]:
    """What a meeting should hear first."""
    judged = [item for item in check.entries if item.verdict is not None]
    outcomes = [item for item in judged if item.verdict is EntryVerdict.OUTCOME]
    told = []
    if judged and not outcomes:
        told.append("No entry says what people would do differently.")
    bare = [item for item in outcomes if item.named.baseline is None or item.named.target is None]
    if bare:
        told.append(f"{len(bare)} of {_counted(len(outcomes), 'outcome')} without baseline or target yet.")
    mixed = sum(item.verdict is EntryVerdict.OUTPUT and item.also is not None for item in judged)
    if mixed:
        told.append(f"{_counted(mixed, 'output')} with an outcome or impact in the same sentence: plan for that part.")
    impacts = sum(item.verdict is EntryVerdict.IMPACT for item in judged)
    if impacts:
        told.append(f"{_counted(impacts, 'impact')}: ask which behaviour moves it before a team gets one as its goal.")
    twins = sum(item.twin is not None for item in check.entries)
    if twins:
        told.append(f"{_counted(twins, 'entry', 'entries')} with the words of an earlier one.")
    return told


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def verdict_words(item: JudgedEntry) -> str:
    """`OUTPUT (or outcome?)`."""
    if item.verdict is None:
        return "NOT JUDGED"
    return item.verdict.upper() + (f" (or {item.second}?)" if item.second else "")


def lines_of(item: JudgedEntry, analysis: Analysis | None) -> Iterator[Line]:
    """Everything there is to say of an entry."""
    if item.verdict is None:
        yield Line("", item.not_judged)
        return
    if item.twin is not None:
        yield Line("Again", f"the words of {item.twin}")
    for number, reason in enumerate(item.reasons):
        yield Line("Why" if number == 0 else "", reason)
    if item.also is not None and item.mixed:
        yield Line("But also", f"an {item.also}: \u201c{item.mixed}\u201d")
    if item.verdict is not EntryVerdict.TASK:
        yield from _named(item)
    if item.question:
        yield Line("Ask", item.question)
    if item.backing is not None and analysis is not None and item.verdict is not EntryVerdict.TASK:
        yield from _evidence(item, analysis)


def _named(item: JudgedEntry) -> Iterator[Line]:
    named = item.named
    values = (
        ("who", named.who),
        ("does", named.behaviour),
        ("rate", named.rate),
        ("from", named.baseline),
        ("to", named.target),
        ("when", named.by_when),
    )
    said = [f"{word} \u201c{value}\u201d" for word, value in values if value]
    lacking = ", ".join(f"no {_LACKING[word]}" for word in item.missing)
    yield Line("Names", "; ".join(filter(None, ("; ".join(said), lacking))))


_LACKING = {
    "who": "people", "what they do": "behaviour", "a rate to count": "rate", "a baseline": "baseline",
    "a target": "target",
}  # fmt: skip


def _evidence(item: JudgedEntry, analysis: Analysis) -> Iterator[Line]:
    backing = item.backing
    assert backing is not None
    if backing.is_empty:
        yield Line("Study", nothing_near(analysis))
        return
    themes = [
        f"{theme.id} {theme.name} ({_counted(len(theme.participants), 'person', 'people')})"
        for theme in map(analysis.theme_by_id.__getitem__, backing.themes)
    ]
    names = {step.id: step.name for step in analysis.journey.steps}
    places = " and ".join(f"\u201c{names[step]}\u201d" for step in backing.steps if step in names)
    at = f" at {places}" if places else ""
    yield Line("Study", (", ".join(themes) or "no theme, single statements") + at)
    for sign, group in (("+", backing.helping), ("-", backing.hindering), (" ", backing.neutral)):
        for evidence in group:
            yield Line("", quoted(analysis, evidence.statement), sign)


def nothing_near(analysis: Analysis) -> str:
    """That nobody said anything near an entry, or that it is not judged whether they did."""
    others = analysis.not_judged
    if not others:
        return SILENCE
    if not analysis.for_themes:
        return f"not judged: {others.not_counted('')}"
    return f"{SILENCE}; what {others.n_people} said {others.tongue} is not counted"


def no_blockers(analysis: Analysis | None) -> str:
    """What stands where no strong blocker is left: none, or that no statement is judged."""
    if analysis is not None and analysis.not_judged and not analysis.for_themes:
        return f"Not judged: {analysis.not_judged.not_counted('')}."
    return "None."


def quoted(analysis: Analysis, key: StatementId) -> str:
    """The exact words with who said them and where; that they are withheld, where they may not be shown."""
    statement = analysis.statement_by_id[key]
    withheld = is_masked(statement.text)
    words = "(words withheld)" if withheld else provenance_of(analysis, statement).quoted(statement.text)
    return f"{words} - {statement.participant}, {statement.source}, turn {statement.turn} [{statement.id}]"


def unaddressed_lines(check: PlanCheck, analysis: Analysis | None) -> list[str]:
    """The strong blockers that no entry is near, strongest first; a question, not a demand."""
    if not check.unaddressed or analysis is None:
        return []
    names = {step.id: step.name for step in analysis.journey.steps}
    found = []
    for key in check.unaddressed[:_UNADDRESSED]:
        signal = analysis.signal_by_id[key]
        at = f" at \u201c{names[signal.step]}\u201d" if signal.step is not None and signal.step in names else ""
        people = people_in_words(len(signal.participants))
        against = f", {len(signal.opponents)} the opposite" if signal.opponents else ""
        about = f" ({signal.about})" if signal.about else ""
        name = f"{analysis.theme_by_id[signal.theme].name}{about}"
        found.append(
            f"{signal.theme} {name}{at}: {people} held up{against}. {quoted(analysis, _shown(analysis, signal))}"
        )
    left = len(check.unaddressed) - len(found)
    return [*found, *([f"and {left} more"] if left else [])]


def _shown(analysis: Analysis, signal: Signal) -> StatementId:
    """The first of its statements whose words may be shown, if there is one."""
    open_to_all = (key for key in signal.supporting if not is_masked(analysis.statement_by_id[key].text))
    return next(open_to_all, signal.supporting[0])


def is_plan_page(content: bytes) -> bool:
    """Whether a file is such a page, which may be replaced by another; an empty file may, too."""
    return not content.strip() or content.startswith(_TITLE.encode())


def plan_markdown(check: PlanCheck, analysis: Analysis | None) -> str:
    """The whole check as a page; every entry is on it."""
    parts = [f"{_TITLE} {escaped(check.plan.source)}", "", f"**{summary(check)}**", ""]
    parts += [f"- {escaped(text)}" for text in (*remarks(check), *check.plan.notes)]
    parts += ["", *(f"- *{verdict.capitalize()}*: {MEANINGS[verdict]}" for verdict in EntryVerdict), ""]
    section = None
    for number, item in enumerate(check.entries, 1):
        if item.entry.section != section and item.entry.section:
            parts += [f"## {escaped(item.entry.section)}", ""]
        section = item.entry.section
        parts += [
            f"### {number}. {escaped(item.entry.text)}",
            "",
            f"**{verdict_words(item)}** ({escaped(item.entry.place)})",
            "",
        ]
        parts += [_bullet(line) for line in lines_of(item, analysis)] + [""]
    missing = unaddressed_lines(check, analysis)
    if check.unaddressed is not None:
        parts += [
            "## Strong blockers that no entry is near",
            "",
            *(_listed(missing) or [no_blockers(analysis)]),
            "",
            SIDES,
            "",
        ]
    return "\n".join(parts)


def _listed(missing: Sequence[str]) -> list[str]:
    return [f"- {escaped(text)}" for text in missing]


def _bullet(line: Line) -> str:
    mark = f"{line.sign.strip()} " if line.sign.strip() else ""
    return f"- {f'**{line.word}** ' if line.word else ''}{mark}{escaped(line.text)}"
