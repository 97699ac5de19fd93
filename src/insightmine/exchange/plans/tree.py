"""An opportunity tree: outcomes, and below them opportunities in the words of participants. Solutions are the team's.

As Markdown of ost-builder (github.com/thim81/ost-builder), and as nodes of the strict_ost schema of structured-context
(github.com/mindsocket/structured-context). An opportunity is what gets in the way of an outcome: its pain points, what
speaks against doing more of it, or why people do what they should do less of; then the blockers of its step, each under
the first outcome of that step.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insightmine.domain.ids import StatementId
from insightmine.domain.outcomes import Direction
from insightmine.domain.signals import SignalEffect
from insightmine.exchange.files import write_all
from insightmine.exchange.plans.card_lines import lines_of
from insightmine.exchange.plans.plan import Entry, Plan, origin, plain, said
from insightmine.report.quotes import Quote
from insightmine.report.wording import shortened

MARKDOWN, NODES = "opportunity-tree.md", "opportunity-tree.json"
_MOST = 6
_LONGEST_TITLE = 160
_STATUS = "identified"  # of strict_ost; "active" is for a team to say, of one outcome at a time
_LINK_MARKS = re.compile(r"[\[\]|#^{}]")
_STATUS_TAG = re.compile(r"@(?=(?:on-track|at-risk|next|done|none)$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Opportunity:
    title: str
    quote: Quote
    why: str


def export(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write opportunity-tree.md and opportunity-tree.json."""
    tree = list(_tree(plan))
    nodes = [node for entry, found in tree for node in _nodes(entry, found)]
    text = json.dumps(nodes, ensure_ascii=False, indent=2) + "\n"
    page = "\n".join(_page(plan, tree)).rstrip() + "\n"
    return write_all(
        folder,
        {MARKDOWN: page.encode("utf-8", "backslashreplace"), NODES: text.encode("utf-8", "backslashreplace")},
    )


def _tree(plan: Plan) -> Iterator[tuple[Entry, tuple[_Opportunity, ...]]]:
    """Every outcome with its opportunities; a quote stands in the tree once."""
    taken: set[StatementId] = set()
    for entry in plan.entries:
        yield entry, tuple(_opportunities(plan, entry, taken))


def _opportunities(plan: Plan, entry: Entry, taken: set[StatementId]) -> Iterator[_Opportunity]:
    outcome = entry.outcome
    own = outcome.opposing if outcome.direction is Direction.MORE else outcome.supporting
    why = "speaks against it" if outcome.direction is Direction.MORE else "why people do it"
    sources = [("pain point", outcome.pain_points, _MOST), (why, own, _MOST)]
    if plan.entries_at(entry.step)[0] == entry:
        sources += [
            (f"blocker at this step ({signal.theme}, {signal.id})", signal.supporting, 1)
            for signal in plan.signals_at(entry.step)
            if signal.effect is SignalEffect.BLOCKER
        ]
    for reason, statements, most in sources:
        for quote in plan.quotes([item for item in statements if item not in taken], most):
            taken.add(quote.id)
            yield _Opportunity(_title(said(quote), quote.id), quote, reason)


def _title(text: str, identity: str) -> str:
    """A title that is one of its kind, and holds nothing that a link or a heading would take for its own."""
    words = shortened(_LINK_MARKS.sub("", text), _LONGEST_TITLE).replace("[…]", "…")
    return f"{words} ({identity})"


def _nodes(entry: Entry, found: tuple[_Opportunity, ...]) -> Iterator[dict[str, Any]]:
    title = _title(entry.headline, entry.id)
    yield {
        "type": "outcome",
        "title": title,
        "status": _STATUS,
        "metric": plain(entry.card.metric),
        "summary": plain(entry.card.question),
        "content": "\n".join(lines_of(entry)),
        "tags": [entry.card.status, *([entry.place] if entry.place else [])],
    }
    for item in found:
        yield {
            "type": "opportunity",
            "title": item.title,
            "status": _STATUS,
            "parent": f"[[{title}]]",
            "source": origin(item.quote),
            "content": f"{said(item.quote)}\n{item.why}",
            "tags": [entry.card.status],
        }


def _page(plan: Plan, tree: list[tuple[Entry, tuple[_Opportunity, ...]]]) -> Iterator[str]:
    yield from (f"# {_heading(plan.title or 'Opportunity tree')}", "")
    if not tree:
        yield "There is no outcome to plan for yet."
    for entry, found in tree:
        yield f"## [Outcome] {_heading(_title(entry.title.replace('[candidate]', 'Candidate:'), entry.id))}"
        yield from lines_of(entry, _body)
        yield ""
        for item in found:
            yield f"### [Opportunity] {_heading(item.title)}"
            yield from (
                f"Words: {_body(said(item.quote))}",
                f"Source: {_body(origin(item.quote))}",
                f"Here because: {item.why}",
                "",
            )


def _heading(text: str) -> str:
    """Text of a heading: no mark at its end that would be read as a status."""
    return _STATUS_TAG.sub("@ ", _body(text))


def _body(text: str) -> str:
    """Words that no page takes for HTML. Other marks stay: a tree shows them as they are."""
    return text.replace("<", "&lt;")
