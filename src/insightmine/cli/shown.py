"""How `show` prints each kind of thing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from insightmine.cli.output import counted, paragraph, say
from insightmine.cli.preview import print_role
from insightmine.cli.quote import clock, place_of, print_quote

_INDENT = " " * 11

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.domain.analysis import Analysis
    from insightmine.domain.ids import ParticipantId, StatementId
    from insightmine.domain.outcomes import Outcome
    from insightmine.domain.signals import Signal
    from insightmine.domain.speech import Statement, Transcript
    from insightmine.domain.standing import Standing
    from insightmine.domain.themes import Theme
    from insightmine.report.differing import Differing


def print_transcript(analysis: Analysis, transcript: Transcript) -> None:
    """Who is who and on what evidence, then every turn, with its statements marked."""
    from insightmine.domain.sharing import consent_mark

    said: dict[int, list[Statement]] = {}
    for statement in analysis.statements:
        if statement.transcript == transcript.id:
            said.setdefault(statement.turn, []).append(statement)
    say(f"{transcript.id}  ({transcript.source}, {transcript.format}, {transcript.language or 'language unknown'})")
    for line in _what_it_is(transcript):
        paragraph(line, "  ", "    ")
    for role in transcript.roles:
        print_role(role)
    left_out = Counter(group.reason.value for group in transcript.dropped for _ in group.words)
    for reason, words in left_out.items():
        say(f"  left out: {counted(words, 'word')}, {reason.replace('_', ' ')}")
    for warning in transcript.warnings:
        paragraph(f"note: {warning}", "  ")
    heading = None
    for turn in transcript.turns:
        if turn.heading != heading:
            heading = turn.heading
            say(f"\n## {heading}")
        when = f" {clock(turn.start_seconds)}" if turn.start_seconds is not None else ""
        mark = consent_mark(analysis, turn.participant)
        who = f"{turn.speaker or turn.participant or '(no label)'} [{turn.role}]"
        say(f"\n{turn.index}{when}  {who}{f' ({mark})' if mark else ''}")
        paragraph(turn.text, "   ")
        _print_guide(analysis, transcript, turn.index)
        for statement in said.get(turn.index, []):
            say(f"   {statement.id}  {_judged(analysis, statement)}")


def _what_it_is(transcript: Transcript) -> list[str]:
    """Whether it is anything but somebody's speech in its own language, and where its recording is."""
    lines = []
    if transcript.record.value != "speech":
        about = f" about {transcript.about}" if transcript.about and transcript.record.value == "notes" else ""
        lines.append(f"{transcript.record}{about}: {transcript.record_evidence}")
    if transcript.translation_of is not None:
        lines.append(f"translation of {transcript.translation_of}")
    if transcript.replaced_by is not None:
        lines.append(f"another version is counted for it: {transcript.replaced_by}")
    elif not transcript.in_themes:
        lines.append("read and searchable, not in the themes: its language is none that the models serve")
    if transcript.media is not None:
        offset = f", {transcript.media_offset:+g} seconds" if transcript.media_offset else ""
        lines.append(f"recording: {transcript.media}{offset}")
    return lines


def _print_guide(analysis: Analysis, transcript: Transcript, turn: int) -> None:
    """What of the guide is put in this turn."""
    here = {one.item: one.wording for one in analysis.asked if one.transcript == transcript.id and one.turn == turn}
    for item, wording in here.items():
        paragraph(f"puts {item} of the guide: {wording}", "   -> ", "      ")


def print_statement(analysis: Analysis, statement: Statement) -> None:
    """The quote, the question it answered, where it stands, and what was judged of it."""
    from insightmine.domain.provenance import provenance_of

    print_quote(analysis, statement.id, "", question=True)
    turn = analysis.turn_of(statement)
    say(f"file       {statement.source}, {turn.place}, characters {statement.start} to {statement.end} of the turn")
    origin = provenance_of(analysis, statement)
    if origin.original is not None:
        paragraph(f"{origin.original.text} (turn {origin.original.index})", "original   ", " " * 11)
    if origin.media is not None:
        at = "" if origin.media.jumps or origin.media.seconds is None else f", at {clock(origin.media.seconds)}"
        say(f"recording  {origin.media.url}{at}")
    if statement.heading:
        say(f"heading    {statement.heading}")
    say(f"judged     {_judged(analysis, statement)}")
    theme = analysis.theme_of.get(statement.id)
    say(f"theme      {f'{theme.id} {theme.name}' if theme else 'unplaced'}")


def print_theme(analysis: Analysis, theme: Theme) -> None:
    """The theme with all of its statements: what helps, what hinders, the rest; each side clearest first."""
    from insightmine.cli.evidence import print_grade
    from insightmine.cli.gaps import where_on_the_journey
    from insightmine.domain.standing import standing_of
    from insightmine.report.evidence_words import sides_in_words
    from insightmine.report.wording import share_of_people

    standing = standing_of(analysis, theme)
    say(f"{theme.id}  {theme.name}  [{theme.status}, named by {theme.named_by}]")
    paragraph(theme.definition)
    share = share_of_people(len(theme.participants), theme.n_opportunity, theme.opportunity_basis)
    paragraph(f"{share}: {sides_in_words(analysis, standing, with_phrases=False)}", "people     ", _INDENT)
    for name, people in standing.lists.items():
        if people:
            paragraph(f"{name}: {', '.join(people)}", _INDENT, _INDENT + "  ")
    place = where_on_the_journey(analysis, theme)
    if place:
        paragraph(place, "journey    ", _INDENT)
    print_grade(analysis, theme, "", "evidence   ", _INDENT)
    low, high = theme.interval
    stable = "too few people to say" if theme.stability is None else f"{theme.stability:.2f}"
    say(f"method     95 % interval {low:.2f} to {high:.2f}; found again when people are left out: {stable}")
    for event in theme.lineage:
        say(f"history    {event}")
    _print_sides(analysis, theme, standing)


def _print_sides(analysis: Analysis, theme: Theme, standing: Standing) -> None:
    """All statements, each side under its heading, with how many of their people stand elsewhere."""
    taken = {*standing.helping, *standing.hindering}
    rest = tuple(statement for statement in theme.statements if statement not in taken)
    nobody: frozenset[ParticipantId] = frozenset()
    opposite = ("mostly says the opposite", "mostly say the opposite")
    elsewhere = ("takes one in others", "take one in others")
    for title, quotes, others, words in (
        ("It helps", standing.helping, frozenset(standing.hinders), opposite),
        ("It hinders", standing.hindering, frozenset(standing.helps), opposite),
        ("Taking no side", rest, frozenset(theme.participants) - frozenset(standing.neutral), elsewhere),
        ("Against", theme.negative_cases, nobody, opposite),
        ("Just outside", theme.just_outside, nobody, opposite),
    ):
        if quotes:
            said_by = {analysis.statement_by_id[statement].participant for statement in quotes}
            say(f"\n{title}: {counted(len(quotes), 'statement')} of {_who(len(said_by), len(said_by & others), words)}")
        for statement_id in quotes:
            print_quote(analysis, statement_id)


def _who(n_people: int, n_others: int, words: tuple[str, str]) -> str:
    """`3 people, of whom 1 mostly says the opposite`: with those who stand elsewhere than the heading says."""
    who = "1 person" if n_people == 1 else f"{n_people} people"
    if not n_others:
        return who
    verb = words[0] if n_others == 1 else words[1]
    return f"{who}, who {verb}" if n_people == 1 else f"{who}, of whom {n_others} {verb}"


def print_signal(analysis: Analysis, signal: Signal) -> None:
    """The signal with the evidence for and against."""
    from insightmine.report.wording import people_in_words

    theme = analysis.theme_by_id[signal.theme]
    step = analysis.journey.step(signal.step).name if signal.step else "no step"
    about = f" ({signal.about})" if signal.about else ""
    say(f"{signal.id}  {signal.effect} candidate [{signal.status}]: {theme.id} {theme.name}{about}, {step}")
    people = people_in_words(len(signal.participants))
    say(f"strength   {signal.strength:.2f}, {people} for, {len(signal.opponents)} against")
    print_measured(signal)
    for title, quotes in (("For", signal.supporting), ("Against", signal.opposing)):
        if quotes:
            say(f"\n{title}")
        for statement_id in quotes:
            print_quote(analysis, statement_id)


def print_measured(signal: Signal) -> None:
    """What those people did and how it ended, by each measure, and whether it speaks against what they said."""
    from insightmine.report.association_words import NOT_A_CAUSE, conflict_in_words, measured_in_words

    for line in measured_in_words(signal):
        _card_line("Measured", line)
    against = conflict_in_words(signal)
    if against is not None:
        _card_line("Conflict", against)
    if signal.associations:
        _card_line("", NOT_A_CAUSE)


def print_card(analysis: Analysis, outcome: Outcome, number: int) -> None:
    """An outcome card; the JSON and the report have all of its quotes."""
    from insightmine.domain.provenance import provenance_of
    from insightmine.report.outcome_views import card_of
    from insightmine.report.quotes import QuoteBook

    card = card_of(analysis, outcome, number, QuoteBook(analysis))
    head = f"{card.status.upper()} {number} - {card.direction} - evidence {card.grade.upper()}"
    reasons = f" ({'; '.join(card.grade_reasons)})" if card.grade_reasons else ""
    paragraph(f"{head}{reasons}  [{outcome.id}]", hanging="  ")
    paragraph(f"{card.sentence}{f'  Step: {card.step}' if card.step else ''}")
    seen = [f"{part.name} {part.count}{f' ({part.people})' if part.people else ''}" for part in card.seen]
    _card_line("Seen", "; ".join(seen))
    values = (card.baseline or "unknown", card.target or "(team)", card.impact or "(team)")
    _card_line("Baseline", "{}      Target  {}      Impact  {}".format(*values))
    if card.lagging:
        _card_line("", f"the impact shows later in: {card.lagging}")
    quotes = (
        ("For", outcome.supporting),
        ("Pain point", outcome.pain_points),
        ("Why", outcome.reasons),
        ("Against", outcome.opposing),
    )
    for label, statements in quotes:
        if statements:
            statement = analysis.statement_by_id[statements[0]]
            words = provenance_of(analysis, statement).quoted(statement.text)
            more = f" (and {len(statements) - 1} more)" if len(statements) > 1 else ""
            _card_line(label, f"{words} - {place_of(analysis, statements[0])} [{statements[0]}]{more}")
        elif label == "Against":
            _card_line(label, card.against_none)
    print_differing(card.differs)
    _card_line("Results", card.results_in_words)
    for label, text in (
        ("Or else", " ".join(card.alternatives)),
        ("Metric", card.metric),
        ("Question", card.question),
        ("Hypothesis", card.hypothesis),
        ("Next test", card.next_test),
    ):
        if text:
            _card_line(label, text)
    say()


def print_rank(outcome: Outcome) -> None:
    """What the card's place among the others is made of."""
    from insightmine.report.rank_words import PARTS, rank_in_words, rank_parts

    words = rank_in_words(rank_parts(outcome))
    if words:
        _card_line("Rank", words)
        _card_line("", "; ".join(f"{name}: {meaning}" for name, meaning in PARTS))


def print_differences(analysis: Analysis, statement: StatementId | None = None) -> None:
    """Where what people say and what they do differ: of one statement, else of the study under a title."""
    from insightmine.report.differing import EXPLAINED, TITLE, differing_of
    from insightmine.report.quotes import QuoteBook

    wanted = [each for each in analysis.contradictions if statement is None or statement in (each.said, each.shown)]
    if wanted and statement is None:
        paragraph(f"{TITLE}: {EXPLAINED[0].lower()}{EXPLAINED[1:]}")
    print_differing(differing_of(analysis, wanted, QuoteBook(analysis)))


def print_differing(found: Sequence[Differing]) -> None:
    """What somebody says of themselves, and what another passage of theirs, or a measure, shows."""
    for each in found:
        shown = f", turn {each.shown.turn}: {each.shown.quoted()} [{each.shown.id}]" if each.shown is not None else ""
        said = f"{each.participant} turn {each.said.turn} {each.said.quoted()} [{each.said.id}]"
        _card_line("Differs", f"{said} ({each.difference}{shown})")


def _card_line(label: str, text: str) -> None:
    paragraph(text, f"{label:<11}", " " * 11)


def _judged(analysis: Analysis, statement: Statement) -> str:
    judgement = analysis.judgement_by_id[statement.id]
    kinds = ", ".join(judgement.kinds) or "kind unsure"
    step = f"step {judgement.step}" if judgement.step else "no step"
    parts = [kinds, judgement.basis or "basis unsure", judgement.prompting or "prompting unsure"]
    parts += [judgement.effect or "effect unsure", step]
    signed = "" if judgement.decided_by == "machine" else f" (decided by {judgement.decided_by})"
    return "; ".join(parts) + signed
