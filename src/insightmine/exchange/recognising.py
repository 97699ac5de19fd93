"""What a file that somebody wants to bring in is, by its header."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from insightmine.errors import InputRefused
from insightmine.exchange.cells import read_table

_OF_CODEBOOKS = {"code", "code_name", "path", "tag"}
_BESIDE_A_NAME = {"definition", "description", "include", "exclude", "examples", "parent"}


class Form(StrEnum):
    """What `import` can read."""

    CODING = "coding"
    CODEBOOK = "codebook"


def form_of(path: Path) -> Form:
    """A coding says of statements what they are; a codebook lists codes. Raises `InputRefused` for anything else."""
    row = next(iter(read_table(path)), None)
    header = set(getattr(row, "cells", ()))
    if row is None:
        raise InputRefused(path.name, "there is no row below the header", hint="see docs/agreement.md")
    if "statement" in header:
        return Form.CODING
    if header & _OF_CODEBOOKS or ("name" in header and header & _BESIDE_A_NAME):
        return Form.CODEBOOK
    what = "neither a coding (no column statement) nor a codebook (no column code, no definition of a name)"
    raise InputRefused(path.name, what, place="line 1", hint="say which it is: --as coding or --as codebook")
