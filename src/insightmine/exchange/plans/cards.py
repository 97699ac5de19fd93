"""Cards for a workshop: four to a printed page, A4 or Letter, to be cut apart; one HTML file, no script, no request."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from insightmine.domain.ids import StatementId
from insightmine.domain.signals import Signal, SignalEffect
from insightmine.exchange.files import write_all
from insightmine.exchange.plans.plan import Entry, Plan, plain, said
from insightmine.report.quotes import Quote
from insightmine.report.text_width import wrapped
from insightmine.report.wording import people_in_words, shortened, titled

if TYPE_CHECKING:
    from jinja2 import Template

FILE = "cards.html"
A_PAGE = 4
_FOR, _AGAINST = 2, 1
_TEMPLATES = Path(__file__).parents[1] / "templates"
_WIDTH = 232.0  # points: the inside of a card, as in the style sheet
_ENDLESS = 10_000
# Name in the style sheet, size in points, and lines that there is room for.
_SIZES = (("large", 18.0, 7), ("medium", 13.0, 11), ("small", 9.5, 15))


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """What somebody said, at a size that fits; `side` says of what it is evidence."""

    side: str
    effect: str
    status: str
    words: str
    size: str
    who: str
    theme: str
    people: str
    step: str


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """The change in behaviour, cut to the lines of a card; baseline and target are lines to write on."""

    status: str
    grade: str
    headline: str
    step: str
    facts: tuple[tuple[str, str], ...]
    id: str


def export(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write cards.html: outcomes by rank, then quotes of boosters and blockers from step to step."""
    cards = (*map(_outcome_card, plan.entries), *_quote_cards(plan))
    pages = [cards[first : first + A_PAGE] for first in range(0, len(cards), A_PAGE)]
    style = (_TEMPLATES / "cards.css").read_text(encoding="utf-8").strip()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    html = _template().render(title=plan.title or "Cards", pages=pages, style=style, policy=policy)
    return write_all(folder, {FILE: html.encode("utf-8", "backslashreplace")})


def _outcome_card(entry: Entry) -> OutcomeCard:
    card = entry.card
    facts = (
        ("Seen", _fitting(entry.seen, 9.0, 4)),
        ("Question", _fitting(plain(card.question), 9.0, 3)),
        ("Next test", _fitting(plain(card.next_test), 9.0, 4)),
        ("Metric", _fitting(plain(card.metric), 9.0, 4)),
        ("Impact", _fitting(plain(card.impact or ""), 9.0, 2)),
        ("Baseline", plain(card.baseline or "")),
        ("Target", plain(card.target or "")),
    )
    return OutcomeCard(
        card.status, card.grade, _fitting(entry.headline, 14.0, 4), _fitting(entry.place, 9.0, 1), facts, entry.id
    )


def _quote_cards(plan: Plan) -> Iterator[QuoteCard]:
    """Of each signal two quotes, and one that says the opposite; the same words on one card only."""
    taken: set[StatementId] = set()
    for step in plan.places:
        for signal in plan.signals_at(step):
            for statements, most, is_against in (
                (signal.supporting, _FOR, False),
                (signal.opposing, _AGAINST, True),
            ):
                for quote in plan.quotes([item for item in statements if item not in taken], most):
                    taken.add(quote.id)
                    yield _quote_card(plan, signal, quote, plain(step.name) if step else "", is_against)


def _quote_card(plan: Plan, signal: Signal, quote: Quote, step: str, is_against: bool) -> QuoteCard:
    effect = "blocker" if signal.effect is SignalEffect.BLOCKER else "booster"
    words, size = _sized(said(quote))
    people = people_in_words(len(signal.participants))
    says = f"{people}: {'gets in the way' if effect == 'blocker' else 'helps'}"
    if signal.opponents:
        says += f"; {len(signal.opponents)} otherwise"
    return QuoteCard(
        side=f"Against a {effect}" if is_against else effect.capitalize(),
        effect=effect,
        status=signal.status.value,
        words=words,
        size=size,
        who=_fitting(f"{plain(quote.participant)} · {quote.id}", 9.0, 1),
        theme=_fitting(titled(plain(plan.theme(signal.theme).name), signal.about), 10.0, 2),
        people=says,
        step=_fitting(step, 9.0, 1),
    )


def _sized(words: str) -> tuple[str, str]:
    """The words, and the largest size at which they fit; cut at the smallest, with a mark."""
    for name, size, lines in _SIZES:
        if len(wrapped(words, _WIDTH, size, _ENDLESS)) <= lines:
            return words, name
    name, size, lines = _SIZES[-1]
    return _fitting(words, size, lines), name


def _fitting(text: str, size: float, lines: int) -> str:
    """The text, cut between two words until it takes no more lines; within a word where there is only one."""
    limit = min(len(text), int(lines * _WIDTH / size * 4))
    while len(wrapped(shortened(text, limit), _WIDTH, size, _ENDLESS)) > lines:
        limit = limit * 9 // 10
    return shortened(text, limit) if " " in text[:limit] or len(text) <= limit else f"{text[:limit]} […]"


@cache
def _template() -> Template:
    """Every text that it prints is escaped. Jinja2 is loaded when the first cards are written."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template("cards.html.jinja")
