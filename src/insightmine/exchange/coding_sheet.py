"""A sheet for a second coder: statements with their context, and not a word of what anybody made of them so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from insightmine.agreement import Aspect
from insightmine.domain.analysis import Analysis
from insightmine.domain.codebooks import Codebook
from insightmine.domain.sharing import shareable, words_withheld
from insightmine.domain.speech import Statement
from insightmine.errors import NothingUsable
from insightmine.exchange.cells import table_bytes
from insightmine.exchange.coding_sample import codable, sampled
from insightmine.exchange.coding_values import COLUMNS, NO_CODES, Value, values_of
from insightmine.exchange.files import write_all

CODING = "coding"  # the name of the format
SHEET, VALUES, INSTRUCTIONS = "coding.csv", "coding-values.csv", "coding-instructions.md"
DEFAULT_SIZE = 60
CONTEXT = ("statement", "participant", "question", "before", "text", "after")
COMMENT = "comment"
_AROUND = 160  # characters of the same turn, before and after


def export(analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """A sheet of the usual size."""
    return export_coding(analysis, folder)


def export_coding(
    analysis: Analysis, folder: Path, size: int = DEFAULT_SIZE, draw: int = 1, codebook: Codebook = NO_CODES
) -> tuple[Path, ...]:
    """Write the sheet, the values with their definitions, and one page of instructions.

    Of people who may not be quoted nothing is in it. Raises `NothingUsable` where no statement may be given, or all
    were in earlier draws.
    """
    shared = shareable(analysis)
    chosen = sampled(codable(shared), size, draw)
    if not chosen:
        raise NothingUsable(
            f"there is no statement for draw {draw}"
            if draw > 1
            else "there is no statement that a second coder may read",
            hint="name a smaller --draw or --sample"
            if draw > 1
            else "see to the consent in participants.csv"
            if analysis.statements
            else "ingest interviews in which somebody says something",
        )
    values = values_of(shared, codebook)
    columns = [COLUMNS[aspect] for aspect in COLUMNS if aspect is Aspect.CODES or values[aspect]]
    rows = [_row(shared, statement) for statement in chosen]
    withheld = len(words_withheld(shared))
    return write_all(
        folder,
        {
            SHEET: table_bytes([*CONTEXT, *columns, COMMENT], rows),
            VALUES: table_bytes(["column", "value", "name", "definition", "is_not"], _value_rows(values)),
            INSTRUCTIONS: _instructions(len(chosen), len(codable(shared)), draw, withheld, values).encode("utf-8"),
        },
    )


def _row(analysis: Analysis, statement: Statement) -> dict[str, str]:
    text = analysis.turn_of(statement).text
    return {
        "statement": statement.id,
        "participant": statement.participant,
        "question": " ".join((statement.question or "").split()),
        "before": _end(text[: statement.start]),
        "text": statement.text,
        "after": _begin(text[statement.end :]),
    }


def _end(text: str) -> str:
    """The last words of what stands before."""
    folded = " ".join(text.split())
    return folded if len(folded) <= _AROUND else "... " + folded[-_AROUND:].partition(" ")[2]


def _begin(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _AROUND else folded[:_AROUND].rpartition(" ")[0] + " ..."


def _value_rows(values: Mapping[Aspect, tuple[Value, ...]]) -> Iterator[dict[str, str]]:
    for aspect, column in COLUMNS.items():
        for item in values[aspect]:
            definition = " ".join(item.definition.split())
            yield {"column": column, "value": item.value, "name": item.name, "definition": definition,
                   "is_not": item.is_not}  # fmt: skip


def _instructions(
    n_chosen: int, n_all: int, draw: int, withheld: int, values: Mapping[Aspect, tuple[Value, ...]]
) -> str:
    several = (
        "`kinds` and `codes` take several values, the main one first, with semicolons between: `behaviour; reason`."
    )
    lists = [f"- `{COLUMNS[a]}`: {', '.join(f'`{item.value}`' for item in values[a])}" for a in COLUMNS if values[a]]
    codes = (
        "`codes` takes the codes of the codebook in `coding-values.csv`."
        if values[Aspect.CODES]
        else "`codes` takes words of your own: a short name for what it is about, and the same name for the same thing."
    )
    people = "1 person" if withheld == 1 else f"{withheld} people"
    left_out = f"\nNothing is in it of {people} whose words may not be handed on.\n" if withheld else ""
    again = f", draw {draw}" if draw > 1 else ""
    return _PAGE.format(
        n=n_chosen, all=n_all, again=again, left_out=left_out, several=several, codes=codes, lists="\n".join(lists)
    )


_PAGE = """\
# Coding by a second person

`coding.csv` holds {n} of {all} statements from interviews{again}, drawn by lot from every interview and put in an order
that tells nothing. What others made of them is not in it, so that what you find is your own.
{left_out}
## What to do

1. Open `coding.csv` in a spreadsheet (UTF-8). Keep `coding-values.csv` beside it: it says what each value means.
2. Read `text`. `question` is what was asked before, `before` and `after` are the words around it: use them to
   understand the statement, and code only what `text` itself says.
3. Fill the empty columns. {several} {codes}
4. Leave a cell **empty** where you have not coded. Write `unsure` where you cannot tell, and `none` where you looked
   and no value fits: these are three different things. `comment` is yours.
5. Do not speak with the first coder about it before you are done, and do not ask what they or the program found.
6. Do not change `statement` or `text`, and never sort a single column. Rows may be in any order.
7. Save it as CSV (UTF-8) and give it back. It is read with: insightmine import coding.csv --by YOUR-NAME

## Values

{lists}
- in every column: `unsure`

Judge the statement from its own words, not from what you know of the person. The values come with no order of merit.
"""
