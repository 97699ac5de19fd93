"""An outcome card as labelled lines, in the order of the card: what the description of an entry in any tool says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from insightmine.exchange.plans.plan import Entry, origin, plain, said
from insightmine.report.quotes import Quote
from insightmine.report.wording import shortened

LONGEST_TEXT = 1_000
NOT_MEASURED = "unknown; to be measured by the team"
FOR_THE_TEAM = "for the team to set"
NOTHING_AGAINST = "nothing was found that speaks against it"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what belongs to it: a text, or quotes."""

    label: str
    text: str = ""
    quotes: tuple[Quote, ...] = ()


def facts_of(entry: Entry) -> Iterator[Fact]:
    """Every line of a card; nothing is left out, and what is unknown is said to be.

    Texts are cut at `LONGEST_TEXT` characters, with a mark, since tools cut a description without a word.
    """
    return (Fact(fact.label, shortened(fact.text, LONGEST_TEXT), fact.quotes) for fact in _facts(entry))


def _facts(entry: Entry) -> Iterator[Fact]:
    card = entry.card
    yield Fact("Status", status_of(entry))
    yield Fact("Who does what", plain(card.sentence))
    yield Fact("Direction", card.direction)
    yield Fact("Step", entry.place or "no place on the journey")
    yield Fact("Seen", entry.seen)
    yield Fact("Evidence", entry.evidence)
    yield from _quoted("Supporting", entry.supporting, card.n_supporting, "the words behind it may not be shown")
    yield from _quoted("Pain point", entry.pain_points, card.n_pain_points, "")
    against = "the words may not be shown" if card.n_opposing else NOTHING_AGAINST
    yield from _quoted("Against", entry.opposing, card.n_opposing, against)
    yield Fact("Results", plain(card.results_in_words))
    yield Fact("Or else", plain("; ".join(card.alternatives)) or "no other explanation was found")
    yield Fact("Question", plain(card.question))
    yield Fact("Hypothesis", plain(card.hypothesis))
    yield Fact("Next test", plain(card.next_test))
    yield Fact("Metric", plain(card.metric))
    yield Fact("Baseline", plain(card.baseline or "") or NOT_MEASURED)
    yield Fact("Target", plain(card.target or "") or FOR_THE_TEAM)
    yield Fact("Impact", plain(card.impact or "") or FOR_THE_TEAM)
    if entry.outcome.lagging:
        yield Fact("Shows later", plain(entry.outcome.lagging))
    yield Fact("From", f"outcome {entry.id}, theme {entry.outcome.theme} ({plain(card.theme_name)})")


def status_of(entry: Entry) -> str:
    """Whether somebody has accepted it."""
    return f"{entry.card.status}: nobody has accepted it yet" if entry.card.is_draft else entry.card.status


def _quoted(label: str, quotes: tuple[Quote, ...], total: int, otherwise: str) -> Iterator[Fact]:
    if quotes:
        shown = f" ({len(quotes)} of {total})" if total > len(quotes) else ""
        yield Fact(f"{label}{shown}", quotes=quotes)
    elif otherwise:
        yield Fact(label, otherwise)


def lines_of(entry: Entry, escape: Callable[[str], str] = str) -> Iterator[str]:
    """The facts as lines of plain text, each beginning with its label or a list mark; `escape` is for their texts."""
    for fact in facts_of(entry):
        if fact.quotes:
            yield f"{fact.label}:"
            yield from (f"- {escape(said(quote))} ({escape(origin(quote))})" for quote in fact.quotes)
        else:
            yield f"{fact.label}: {escape(fact.text)}"
