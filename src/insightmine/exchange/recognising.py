"""What a file that somebody wants to bring in is, by its header."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from insightmine.errors import InputRefused
from insightmine.exchange.cells import read_table
from insightmine.exchange.codebooks import QDC
from insightmine.exchange.journeys import MERMAID_ENDINGS

_OF_CODEBOOKS = {"code", "code_name", "path", "tag"}
# Columns of measures.csv or of statements, of which a journey has none.
_OF_PEOPLE = {"participant", "measure", "text"}
_BESIDE_A_NAME = {"definition", "description", "include", "exclude", "examples", "parent"}


class Form(StrEnum):
    """What `import` can read."""

    CODING = "coding"
    CODEBOOK = "codebook"
    JOURNEY = "journey"


def form_of(path: Path) -> Form:
    """A coding says of statements what they are; a codebook lists codes, a journey steps, also as a diagram.

    Raises `InputRefused` for anything else.
    """
    if path.suffix.lower() == QDC:
        return Form.CODEBOOK
    if path.suffix.lower() in MERMAID_ENDINGS:
        return Form.JOURNEY
    row = next(iter(read_table(path)), None)
    header = set(getattr(row, "cells", ()))
    if row is None:
        raise InputRefused(
            path.name, "there is no row below the header", hint="write a line for each thing to bring in"
        )
    if "statement" in header:
        return Form.CODING
    if "step" in header and not header & _OF_PEOPLE:
        return Form.JOURNEY
    if header & _OF_CODEBOOKS or ("name" in header and header & _BESIDE_A_NAME):
        return Form.CODEBOOK
    what = "neither a coding (no column statement), nor a codebook (code, or name and definition), nor a journey (step)"
    raise InputRefused(path.name, what, place="line 1", hint="say which it is: --as coding, codebook or journey")
