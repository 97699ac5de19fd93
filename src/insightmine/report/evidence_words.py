"""What a theme rests on, in plain words: both sides, who carries it, and how new themes came."""

from __future__ import annotations

from insightmine.domain.analysis import Analysis
from insightmine.domain.ids import ParticipantId, StatementId
from insightmine.domain.new_themes import NewThemes, Run, Spread
from insightmine.domain.provenance import provenance_of
from insightmine.domain.standing import Standing, brief_words
from insightmine.domain.talkers import Talker
from insightmine.domain.theme_grades import CARRIED, Graded
from insightmine.report.wording import counted

CURVE_CAVEAT = (
    "Read it with care. The themes were found among everybody’s statements together, and each has at least two people, "
    "so whoever comes last can bring none: the curve is flatter than one of interviews that are coded one by one. It "
    "says nothing of people who were not asked, and nothing of what was not asked."
)


def sides_in_words(analysis: Analysis, standing: Standing, *, with_phrases: bool = True) -> str:
    """`6 say that it helps (“I found it at once”, P05), 3 that it hinders, 1 both; 2 take no side`, each once."""
    if not standing.takes_sides:
        return "nobody says that it helps or hinders"
    sides = [
        (len(people), f"that it {verb}", _phrase(analysis, people, said) if with_phrases else "")
        for verb, people, said in (
            ("helps", standing.helps, standing.helping),
            ("hinders", standing.hinders, standing.hindering),
        )
        if people
    ]
    sides.sort(key=lambda side: -side[0])
    if standing.both:
        sides.append((len(standing.both), "both" if sides else "that it helps and hinders", ""))
    first, *others = sides
    words = [f"{first[0]} {'says' if first[0] == 1 else 'say'} {first[1]}{first[2]}"]
    words += [f"{count} {side}{phrase}" for count, side, phrase in others]
    n_neutral = len(standing.neutral)
    neutral = f"; {n_neutral} {'takes' if n_neutral == 1 else 'take'} no side" if n_neutral else ""
    return f"{', '.join(words)}{neutral}"


def _phrase(analysis: Analysis, people: tuple[ParticipantId, ...], said: tuple[StatementId, ...]) -> str:
    """What of those who stand on this side alone was said most clearly, in their words, where that is short.

    Nothing for one person alone, and nothing of what an observer noted: that is nobody's words.
    """
    known = analysis.statement_by_id
    own = [statement for statement in said if known[statement].participant in people]
    brief = brief_words(analysis, own[:1])
    if brief is None or len(people) == 1 or provenance_of(analysis, known[brief]).is_note:
        return ""
    return f" (“{known[brief].text.strip().rstrip('.,;:')}”, {known[brief].participant})"


def reasons_in_words(graded: Graded) -> str:
    """The reasons of a grade in a line; that one person gives most of it is told apart, with who it is."""
    return "; ".join(reason for reason in graded.reasons if reason != CARRIED)


def talker_in_words(talker: Talker) -> str:
    """`P3 gives 18 of its 22 statements (82 %), 3 others the rest`."""
    share, others = round(100 * talker.share), "1 other" if talker.n_others == 1 else f"{talker.n_others} others"
    said = f"{talker.n_statements} of its {talker.n_all} statements ({share} %)"
    return f"{talker.participant} gives {said}, {others} the rest"


def study_talker_in_words(talker: Talker) -> str:
    """That one person gives much of a whole study."""
    return (
        f"{talker.participant} gives {round(100 * talker.share)} % of all statements ({talker.n_statements:,} of "
        f"{talker.n_all:,}). Counts are of people, but what the themes are is shaped by who says most."
    )


def spread_in_words(spread: Spread, unit: str = "") -> str:
    """`4 (2 to 6)`; where nothing varies, the number alone."""
    middle, low, high = (_number(value) for value in (spread.median, spread.low, spread.high))
    return f"{middle}{unit}" if low == high == middle else f"{middle}{unit} ({low} to {high}{unit})"


def percent(spread: Spread) -> Spread:
    """Shares as whole percents."""
    return Spread(*(float(round(100 * value)) for value in (spread.median, spread.low, spread.high)))


def curve_in_words(curve: NewThemes) -> str:
    """What the curve comes to, as a range over the orders."""
    of = f" of {curve.attribute} {curve.value}" if curve.value is not None else ""
    people = counted(curve.n_people, "person", "people")
    head = f"{counted(curve.n_themes, 'theme')} that several people speak of, {people}{of}"
    single = f"; {counted(curve.n_single, 'theme')} of one voice not counted" if curve.n_single else ""
    if not curve.people:
        return f"{head}{single}: too few people for a curve." if curve.n_themes else f"{head}{single}: no curve."
    if not curve.runs:
        return f"{head}{single}. Over {curve.n_orders} orders:"
    return f"{head}{single}. {_run_in_words(curve.runs[0], curve.n_orders)}"


def _run_in_words(run: Run, n_orders: int) -> str:
    low, high = _number(run.last_new.low), _number(run.last_new.high)
    brought = f"{low} to {high}" if low != high else low
    themes = "theme" if low == high == "1" else "themes"
    return (
        f"The last {run.length} people brought {brought} {themes} that nobody before had spoken of, over {n_orders} "
        f"orders; the first {run.base} had brought {spread_in_words(run.themes)} of them."
    )


def few_after_in_words(run: Run) -> str:
    """After how many people a run first brought hardly anything new, and how often none did."""
    if run.few_after is None:
        return "never"
    people = "person" if run.few_after.high == 1 else "people"
    never = f"; never in {round(100 * run.never)} % of the orders" if run.never else ""
    return f"{spread_in_words(run.few_after)} {people}{never}"


def _number(value: float) -> str:
    return f"{value:g}"
