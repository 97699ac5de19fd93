"""Codebooks of other people and programs -> codes, and codes -> the codebook.csv of a study."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from insightmine.config import load_codebook
from insightmine.config.codebook_file import COLUMNS
from insightmine.domain.codebooks import Code, Codebook
from insightmine.errors import ConfigError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

QDC = ".qdc"
_MOST_BYTES = 20_000_000
_SPACE = "{urn:QDA-XML:codebook:1.0}"
_HINT = "export it once more as a REFI-QDA codebook, or as CSV"


def read_codebook(path: Path) -> Codebook:
    """The codes of a CSV or of a REFI-QDA codebook (.qdc); columns that are not known are passed over.

    Raises `ConfigError` naming file and line where it cannot be used, or holds no code.
    """
    codebook = _read_qdc(path) if path.suffix.lower() == QDC else load_codebook(path, foreign=True)
    if not codebook:
        raise ConfigError(f"{path.name}: there is no code in it", hint="each row gives a code and what it means")
    return codebook


def codebook_csv(codebook: Codebook) -> str:
    """The codebook as the codebook.csv of a study."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for code in codebook.codes:
        examples = "; ".join(code.examples)
        writer.writerow([code.name, code.definition, code.include, code.exclude, examples, code.parent or ""])
    return text.getvalue()


def _read_qdc(path: Path) -> Codebook:
    """REFI-QDA 1.5 (2019), codebook: codes within codes. Codes that may not be coded with are groups of others."""
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415

    from defusedxml.common import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ConfigError(f"{path.name}: larger than any codebook", hint=_HINT)
        root: Element = fromstring(path.read_bytes(), forbid_dtd=True)
    except OSError as error:
        raise ConfigError(f"{path.name}: cannot be read ({error.strerror})", hint="see to its permissions") from error
    except DefusedXmlException as error:
        raise ConfigError(f"{path.name}: its XML declares a document type", hint=_HINT) from error
    except ParseError as error:
        line, column = error.position
        raise ConfigError(f"{path.name}, line {line}, column {column}: not XML", hint=_HINT) from error
    found = [code for top in root.iter(f"{_SPACE}Codes") for code in _codes(top, None)]
    if root.tag != f"{_SPACE}CodeBook":
        raise ConfigError(f"{path.name}: no REFI-QDA codebook", hint=_HINT)
    return Codebook(tuple(_apart(found)))


def _codes(above: Element, parent: str | None) -> Iterator[Code]:
    for element in above.findall(f"{_SPACE}Code"):
        name = " ".join((element.get("name") or "").split())
        if not name:
            raise ConfigError("a code of the codebook has no name", hint=_HINT)
        if element.get("isCodable", "true").lower() not in ("false", "0"):
            said = element.findtext(f"{_SPACE}Description") or ""
            yield Code(name, definition=" ".join(said.split()), parent=parent)
        yield from _codes(element, name)


def _apart(codes: list[Code]) -> Iterator[Code]:
    """Codes of one name under different parents, each with its parent's name before its own; further ones numbered."""
    times = Counter(code.name.casefold() for code in codes)
    given: Counter[str] = Counter()
    for code in codes:
        name = f"{code.parent}: {code.name}" if code.parent and times[code.name.casefold()] > 1 else code.name
        given[name.casefold()] += 1
        number = given[name.casefold()]
        numbered = name if number == 1 else f"{name} ({number})"
        yield Code(numbered, definition=code.definition, parent=code.parent)
