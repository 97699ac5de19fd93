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
class CardLine:
    """A label and what belongs to it: a text, or quotes."""

    label: str
    text: str = ""
    quotes: tuple[Quote, ...] = ()


def card_lines_of(entry: Entry) -> Iterator[CardLine]:
    """Every line of a card; nothing is left out, and what is unknown is said to be.

    Texts are cut at `LONGEST_TEXT` characters, with a mark, since tools cut a description without a word.
    """
    return (CardLine(line.label, shortened(line.text, LONGEST_TEXT), line.quotes) for line in _card_lines(entry))


def _card_lines(entry: Entry) -> Iterator[CardLine]:
    card = entry.card
    yield CardLine("Status", status_of(entry))
    yield CardLine("Who does what", plain(card.sentence))
    yield CardLine("Direction", card.direction)
    yield CardLine("Step", entry.place or "no place on the journey")
    yield CardLine("Seen", entry.seen)
    yield CardLine("Evidence", entry.evidence)
    yield from _quoted("Supporting", entry.supporting, card.n_supporting, "the words behind it may not be shown")
    yield from _quoted("Pain point", entry.pain_points, card.n_pain_points, "")
    against = "the words may not be shown" if card.n_opposing else NOTHING_AGAINST
    yield from _quoted("Against", entry.opposing, card.n_opposing, against)
    yield CardLine("Results", plain(card.results_in_words))
    yield CardLine("Or else", plain(" ".join(card.alternatives)) or "no other explanation was found")
    yield CardLine("Question", plain(card.question))
    yield CardLine("Hypothesis", plain(card.hypothesis))
    yield CardLine("Next test", plain(card.next_test))
    yield CardLine("Metric", plain(card.metric))
    yield CardLine("Baseline", plain(card.baseline or "") or NOT_MEASURED)
    yield CardLine("Target", plain(card.target or "") or FOR_THE_TEAM)
    yield CardLine("Impact", plain(card.impact or "") or FOR_THE_TEAM)
    if entry.outcome.lagging:
        yield CardLine("Shows later", plain(entry.outcome.lagging))
    yield CardLine("From", f"outcome {entry.id}, theme {entry.outcome.theme} ({plain(card.theme_name)})")


def status_of(entry: Entry) -> str:
    """Whether somebody has accepted it."""
    return f"{entry.card.status}: nobody has accepted it yet" if entry.card.is_draft else entry.card.status


def _quoted(label: str, quotes: tuple[Quote, ...], total: int, otherwise: str) -> Iterator[CardLine]:
    if quotes:
        shown = f" ({len(quotes)} of {total})" if total > len(quotes) else ""
        yield CardLine(f"{label}{shown}", quotes=quotes)
    elif otherwise:
        yield CardLine(label, otherwise)


def lines_of(entry: Entry, escape: Callable[[str], str] = str) -> Iterator[str]:
    """The card as lines of plain text, each beginning with its label or a list mark; `escape` is for their texts."""
    for line in card_lines_of(entry):
        if line.quotes:
            yield f"{line.label}:"
            yield from (f"- {escape(said(quote))} ({escape(origin(quote))})" for quote in line.quotes)
        else:
            yield f"{line.label}: {escape(line.text)}"
