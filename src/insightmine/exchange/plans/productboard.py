"""Notes for Productboard: every outcome, and every quote that speaks for or against one, without anybody's address."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from insightmine.exchange.cells import grid_bytes
from insightmine.exchange.files import write_all
from insightmine.exchange.plans.card_lines import card_lines_of
from insightmine.exchange.plans.plan import Entry, Plan, origin, plain, said
from insightmine.report.quotes import Quote
from insightmine.report.wording import heading, shortened

FILE = "productboard.csv"
ORIGIN = "insightmine"
_COLUMNS = ("title", "content", "tags", "source_origin", "source_record_id", "display_url")
_LONGEST_TITLE, _LONGEST_TAG = 255, 60
_EVERY_QUOTE = 1_000_000


def export(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write productboard.csv. A record's id is the outcome's or the statement's, so that it is one note for ever."""
    return write_all(folder, {FILE: grid_bytes([_COLUMNS, *_rows(plan)], mark=False)})


def _rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    for entry in plan.entries:
        tags = (entry.card.status, entry.card.direction, entry.place, f"evidence {entry.card.grade}")
        title = shortened(entry.title, _LONGEST_TITLE - 4)
        yield (title, _card(entry), _tags(*tags), ORIGIN, entry.id, "")
    seen: set[str] = set()
    for entry in plan.entries:
        outcome = entry.outcome
        for side, ids in (
            ("supporting", outcome.supporting),
            ("against", outcome.opposing),
            ("pain point", outcome.pain_points),
        ):
            for quote in plan.quotes(ids, _EVERY_QUOTE):
                if quote.id not in seen:
                    seen.add(quote.id)
                    yield _note(entry, side, quote)


def _note(entry: Entry, side: str, quote: Quote) -> tuple[str, ...]:
    theme = heading(plain(entry.card.theme_name))
    asked = f"<p>Asked: {_text(quote.question)}</p>" if quote.question else ""
    where = f"<p>{_text(origin(quote))}</p><p>{_text(side)}: {_text(entry.title)} ({_text(entry.id)})</p>"
    title = shortened(f"{theme} ({plain(quote.participant)})", _LONGEST_TITLE - 4)
    tags = _tags(entry.card.status, side, theme, entry.place, entry.id)
    url = quote.media.url if quote.media and quote.media.url.startswith(("https://", "http://")) else ""
    return (title, f"<p>{_text(said(quote))}</p>{asked}{where}", tags, ORIGIN, quote.id, url)


def _card(entry: Entry) -> str:
    return "".join(
        f"<p><b>{_text(line.label)}</b></p><ul>{''.join(f'<li>{_quoted(quote)}</li>' for quote in line.quotes)}</ul>"
        if line.quotes
        else f"<p><b>{_text(line.label)}</b>: {_text(line.text)}</p>"
        for line in card_lines_of(entry)
    )


def _quoted(quote: Quote) -> str:
    return f"{_text(said(quote))} ({_text(origin(quote))})"


def _text(text: str) -> str:
    return escape(plain(text))


def _tags(*tags: str) -> str:
    """One cell with commas between; no two that differ only in case, which Productboard takes for one."""
    kept = {tag.casefold(): tag for raw in reversed(tags) if (tag := shortened(raw.replace(",", " "), _LONGEST_TAG))}
    return ", ".join(reversed(kept.values()))
