"""`agree`: how far coders agree, with what it rests on, and where they do not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from insightmine.cli.opening import opened
from insightmine.cli.output import counted, emit_json, json_option, note, paragraph, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from insightmine.agreement import Agreement, Counterpart, Disagreement, Estimate, Grouped, Labels, Pair
    from insightmine.coders import Compared
    from insightmine.domain.analysis import Analysis

_ASPECTS = ("kind", "basis", "prompting", "effect", "step", "codes", "theme")
_GROUPS = 12
_OVER = {
    "participants": "over people: what one person said is drawn together",
    "files": "over files, since the participants are not known: what is in one file is drawn together",
    "units": "over single quotes, since neither participants nor files are known: too narrow where one person said "
    "several of them",
}


@click.command()
@click.argument("codings", metavar="CODING...", nargs=-1, required=True)
@click.option("--on", type=click.Choice(_ASPECTS), help="Only this; without it everything that two coders coded.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0), help="How many disagreements to show.")
@json_option
@click.pass_obj
def agree(folder: Path, codings: tuple[str, ...], on: str | None, limit: int, as_json: bool) -> None:
    """Agreement of two codings or groupings, with intervals.

    A CODING is a CSV or JSONL file, the name of a coder whose sheet was imported, the folder of an export or of another
    study, or one of two words: study is what holds here, program leaves out what people decided.
    """
    from insightmine.store import STORE_FOLDER

    if (folder / STORE_FOLDER).is_dir():
        with opened(folder) as study:
            _answer(study.agree(*codings, on=on), study.analysis, limit, as_json)
    else:
        from insightmine.agreement import Aspect
        from insightmine.coders import agree as compared
        from insightmine.open_study import analysis_in

        aspect = Aspect(on) if on else None
        _answer(compared(codings, folder, None, aspect, open_other=analysis_in), None, limit, as_json)


def _answer(found: Compared, analysis: Analysis | None, limit: int, as_json: bool) -> None:
    for remark in found.remarks:
        note(f"Note: {remark}")
    if as_json:
        emit_json(compared_rows(found, limit))
    else:
        print_compared(found, analysis, limit)


def compared_rows(found: Compared, limit: int) -> dict[str, object]:
    """The whole answer as plain values."""
    from insightmine.agreement import coder_row, result_row

    return {
        "coders": [coder_row(coding) for coding in found.codings],
        "comparisons": [result_row(result, limit) for result in found.results],
        "remarks": list(found.remarks),
    }


def print_compared(found: Compared, analysis: Analysis | None, limit: int) -> None:
    """Every comparison, one below the other."""
    from insightmine.agreement import SCALE, Grouped

    for number, result in enumerate(found.results):
        if number:
            say()
        if isinstance(result, Grouped):
            _print_grouped(result, "statement" if analysis is not None else "quote")
        else:
            _print_agreement(result, analysis, limit)
    if not all(isinstance(result, Grouped) for result in found.results):
        say()
        over = sorted({result.clusters for result in found.results})
        paragraph(f"{SCALE} Intervals are at 95 %, {'; '.join(_OVER[word] for word in over)}.")


def _print_agreement(result: Agreement, analysis: Analysis | None, limit: int) -> None:
    _print_title(f"{result.aspect}: {' and '.join(result.coders)}")
    noun = "statement" if analysis is not None else "quote"
    paragraph(_coverage(result, noun))
    _print_estimate("Krippendorff's alpha", result.alpha, result.aspect in ("kind", "codes") and "main value")
    if result.alpha_sets is not None:
        _print_estimate("Alpha on sets of values", result.alpha_sets, "MASI distance")
    if result.alpha_with_unsure is not None:
        _print_estimate("Alpha, unsure as a value", result.alpha_with_unsure)
    _print_pairs(result.pairs, noun)
    _print_labels(result)
    from insightmine.agreement import meaning

    paragraph(meaning(result))
    _print_disagreements(result, analysis, limit)


def _coverage(result: Agreement, noun: str) -> str:
    """On what the figures rest, and what is not in them."""
    whose = _whose(result)
    parts = [f"{counted(result.n_units, noun)}{whose} that {'both' if len(result.coders) == 2 else 'two'} coded."]
    if result.only_one:
        parts.append(f"{counted(result.only_one, noun)} that only one coded: not counted.")
    unsure = [f"{coder} {n}" for coder, n in zip(result.coders, result.unsure, strict=True) if n]
    if unsure:
        parts.append(f"Unsure: {', '.join(unsure)}; left out, but where alpha says otherwise.")
    return " ".join(parts)


def _whose(result: Agreement | Grouped) -> str:
    """` of 8 participants`; nothing where nobody knows."""
    return (
        f" of {counted(result.n_clusters, result.clusters.removesuffix('s'))}" if result.n_clusters is not None else ""
    )


def _print_pairs(pairs: Sequence[Pair], noun: str) -> None:
    """Two coders' figures as lines, those of more as a table."""
    if len(pairs) == 1:
        _print_estimate("Cohen's kappa", pairs[0].kappa)
        _print_line("Same value", f"{100 * pairs[0].agreement:.0f} %")
        return
    rows = [(pair.first, pair.second, str(pair.n_units), _figure(pair.kappa), _share(pair)) for pair in pairs]
    say()
    table(("coder", "coder", f"{noun}s", "Cohen's kappa (95 % interval)", "agreement"), rows)


def _share(pair: Pair) -> str:
    return f"{100 * pair.agreement:.0f} %" if pair.n_units else "-"


def _print_labels(result: Agreement) -> None:
    last = "kappa" if len(result.coders) == 2 else "alpha"
    together = "both" if len(result.coders) == 2 else "all"
    rows = [
        (
            item.label,
            *map(str, item.counts),
            str(item.all_of_them),
            _figure(item.kappa),
            f"{100 * item.agreement:.0f} %",
        )
        for item in result.labels
    ]
    say()
    table(("value", *result.coders, together, f"{last} (95 % interval)", "agreement"), rows)
    if any(item.kappa.value is not None and item.kappa.interval is None for item in result.labels):
        paragraph("A figure without interval: too few, too rare, or no difference to draw from (--json says which).")
    say()


def _print_disagreements(result: Agreement, analysis: Analysis | None, limit: int) -> None:
    n = len(result.disagreements)
    if not n or not limit:
        return
    shown = f", the first {limit}" if n > limit else ""
    say(f"They differ on {n}{shown}:")
    for item in result.disagreements[:limit]:
        print_disagreement(item, result.coders, analysis)


def print_disagreement(item: Disagreement, coders: Sequence[str], analysis: Analysis | None) -> None:
    """A quote with its place, what each said of it, and what hangs on it."""
    said = "; ".join(f"{coder}: {_said(labels)}" for coder, labels in zip(coders, item.said, strict=True))
    from insightmine.cli.quote import print_quote
    from insightmine.domain.ids import StatementId

    if analysis is not None and item.unit.key in analysis.statement_by_id:
        print_quote(analysis, StatementId(item.unit.key))
    else:
        paragraph(f'"{item.unit.text}"' if item.unit.text else item.unit.key, "  ", "   ")
        place = ", ".join(part for part in (item.unit.participant, item.unit.source, item.unit.place) if part)
        paragraph(place, "    - ", "      ")
    paragraph(f"{said}. {item.why[:1].upper()}{item.why[1:]}.", "    ")


def _said(labels: Labels | None) -> str:
    return "-" if labels is None else ", ".join(labels) or "none"


def _print_grouped(result: Grouped, noun: str) -> None:
    from insightmine.agreement import meaning

    what = " against ".join(dict.fromkeys(result.aspects))
    _print_title(f"{what}, as groups without common names: {' and '.join(result.coders)}")
    whose = _whose(result)
    paragraph(f"{counted(result.n_units, noun)}{whose} that both placed.")
    for coder, n, out, more in zip(result.coders, result.n_groups, result.unplaced, result.several, strict=True):
        several = f"; {counted(more, noun)} in several, taken by the first" if more else ""
        say(f"  {coder}: {counted(n, 'group')}, {counted(out, noun)} in none{several}")
    _print_estimate("Adjusted Rand index", result.ari, "kappa over pairs")
    _print_estimate("Adjusted mutual info.", result.ami, why=result.ami.why != result.ari.why)
    _print_estimate(
        "  with those in none", result.ami_with_unplaced, why=result.ami_with_unplaced.why != result.ari.why
    )
    _print_estimate("Alpha over pairs", result.alpha_pairs, why=result.alpha_pairs.why != result.ari.why)
    paragraph(meaning(result))
    _print_counterparts(result.coders[0], result.coders[1], result.forward)
    _print_counterparts(result.coders[1], result.coders[0], result.backward)


def _print_counterparts(here: str, there: str, items: Sequence[Counterpart]) -> None:
    rows = [
        (
            item.group,
            str(item.n),
            item.nearest or "(none)",
            str(item.n_nearest),
            str(item.shared),
            f"{item.jaccard:.2f}",
        )
        for item in items[:_GROUPS]
    ]
    say()
    table((f"group of {here}", "n", f"nearest of {there}", "n", "shared", "Jaccard"), rows)
    if len(items) > _GROUPS:
        say(f"and {len(items) - _GROUPS} smaller (all of them with --json)")


def _print_title(text: str) -> None:
    say(text)
    say("-" * len(text))


def _print_line(name: str, figure: str) -> None:
    say(f"  {name:<26}{figure}")


def _print_estimate(name: str, estimate: Estimate, remark: str | bool = "", *, why: bool = True) -> None:
    _print_line(name, f"{_figure(estimate)}{f'  ({remark})' if remark else ''}")
    if why and estimate.why:
        paragraph(estimate.why, " " * 28)


def _figure(estimate: Estimate) -> str:
    if estimate.value is None:
        return "not defined"
    if estimate.interval is None:
        return f"{estimate.value:.2f}"
    return f"{estimate.value:.2f} ({estimate.interval[0]:.2f} to {estimate.interval[1]:.2f})"
