"""`search` and `show`: quotes like this one, and where anything came from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import emit_json, json_option, paragraph, say
from insightmine.cli.quote import print_quote

if TYPE_CHECKING:
    from insightmine.search_session import SearchAnswer


@click.command()
@click.argument("words", metavar="[TEXT]", nargs=-1)
@click.option("--like", metavar="ID", help="Quotes like this statement.")
@click.option("--opposite", is_flag=True, help="Only quotes that take the other side.")
@click.option("--missing", is_flag=True, help="Also who said nothing like it.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many quotes.")
@click.option("--step", help="Only at this journey step.")
@click.option("--participant", help="Only by this participant.")
@click.option("--effect", type=click.Choice(["helps", "hinders", "mixed", "neutral"]), help="Only of this effect.")
@click.option("--theme", help="Only in this theme.")
@click.option("--where", multiple=True, metavar="KEY=VALUE", help="Only people with this attribute (participants.csv).")
@json_option
@click.pass_obj
def search(
    folder: Path,
    words: tuple[str, ...],
    like: str | None,
    opposite: bool,
    missing: bool,
    limit: int,
    step: str | None,
    participant: str | None,
    effect: str | None,
    theme: str | None,
    where: tuple[str, ...],
    as_json: bool,
) -> None:
    """Quotes like this one in meaning and in words, best first; what is far is marked, not hidden."""
    from insightmine.domain.judgements import Effect
    from insightmine.domain.languages import language_name
    from insightmine.report.language_notes import search_notes
    from insightmine.search_session import SearchRequest

    request = SearchRequest(
        text=" ".join(words) or None, like=like, opposite=opposite, missing=missing, limit=limit, step=step,
        participant=participant, effect=Effect(effect) if effect else None, theme=theme, where=_attributes(where),
    )  # fmt: skip
    with opened(folder) as study:
        answer = study.search(request)
        if as_json:
            emit_json({"results": study.search_rows(answer), **_missing_rows(answer)})
            return
        if answer.nothing_like_it:
            say("Nothing like this was said. What comes nearest:" if answer.hits else "Nothing was found.")
        for hit in answer.hits:
            mark = " - far from what was asked" if hit.below_cutoff else ""
            transcript = study.analysis.transcript_by_id[study.analysis.statement_by_id[hit.statement].transcript]
            if not transcript.in_themes:
                mark = f" - in {language_name(transcript.read_as)}, which the model hardly knows"
            say(f"similarity in meaning {hit.similarity:.2f}{mark}")
            print_quote(study.analysis, hit.statement, question=True)
        for text in search_notes(study.analysis):
            paragraph(text)
        if answer.missing:
            silent = ", ".join(answer.missing.silent) or "nobody"
            counted = f"{len(answer.missing.silent)} of {answer.missing.counted}, {answer.missing.basis}"
            paragraph(
                f"Said nothing like it ({counted}): {silent}. Silence is not absence: they may not have been asked."
            )


def _attributes(pairs: tuple[str, ...]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"{pair!r} is not KEY=VALUE", param_hint="--where")
    return dict(pair.split("=", 1) for pair in pairs)


def _missing_rows(answer: SearchAnswer) -> dict[str, Any]:
    if answer.missing is None:
        return {}
    missing = answer.missing
    return {"missing": {"spoke": list(missing.spoke), "silent": list(missing.silent), "basis": missing.basis}}


@click.command()
@click.argument("name", metavar="FILE|ID")
@json_option
@click.pass_obj
def show(folder: Path, name: str, as_json: bool) -> None:
    """A transcript with its statements, or anything by its id, with where it came from."""
    from insightmine.cli import shown
    from insightmine.cli.told import decided_row, notes_row, print_decided, print_notes_on
    from insightmine.domain.outcomes import Outcome
    from insightmine.domain.signals import Signal
    from insightmine.domain.speech import Statement, Transcript

    with opened(folder) as study:
        ruling = next((item for item in study.decided() if item.decision.id == name), None)
        if ruling is not None:
            emit_json({"found": [decided_row(ruling)]}) if as_json else print_decided(ruling)
            return
        found = study.show(name)
        if as_json:
            emit_json({"found": [row | notes_row(study, row["id"]) for row in study.shown_rows(found)]})
            return
        for item in found:
            if isinstance(item, Transcript):
                shown.print_transcript(study.analysis, item)
            elif isinstance(item, Statement):
                shown.print_statement(study.analysis, item)
                shown.print_differences(study.analysis, item.id)
            elif isinstance(item, Signal):
                shown.print_signal(study.analysis, item)
            elif isinstance(item, Outcome):
                shown.print_card(study.analysis, item, study.analysis.outcomes.index(item) + 1)
                shown.print_rank(item)
            else:
                shown.print_theme(study.analysis, item)
            print_notes_on(study, item.id)
