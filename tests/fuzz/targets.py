"""What is fuzzed: one target a format, with its seeds, the way its files are changed and how a file is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fuzz import seeds
from tests.fuzz.mutation import Mutation, by_parts, of_json

_ROWS = rb"\n"
_TAGS = rb"<"
_WORDS = rb"[\\{} ]"
_OPERATORS = rb"\n|\bBT\b"
_BYTES = rb"PK"


@dataclass(frozen=True)
class Target:
    """`file` is the name that the parser is given; `wrap` makes the file's bytes of the data that are changed."""

    name: str
    file: str
    seeds: tuple[bytes, ...]
    change: Mutation
    wrap: Callable[[bytes], bytes] = field(default=bytes)


def _target(
    name: str, file: str, given: tuple[bytes, ...], pattern: bytes, wrap: Callable[[bytes], bytes] = bytes
) -> Target:
    return Target(name, file, given, by_parts(pattern, given), wrap)


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        _target("webvtt", "talk.vtt", seeds.VTT + seeds.conformance(".vtt"), _ROWS),
        _target("srt", "talk.srt", seeds.SRT, _ROWS),
        _target("sbv", "talk.sbv", seeds.SBV, _ROWS),
        _target("text", "talk.txt", seeds.TEXT + seeds.conformance(".txt"), _ROWS),
        _target("markdown", "talk.md", seeds.TEXT, _ROWS),
        _target("csv", "talk.csv", seeds.CSV, rb"[\n,;\t]"),
        _target("whisper-tsv", "talk.tsv", seeds.TSV, rb"[\n\t]"),
        _target("docx", "talk.docx", seeds.documents(), _TAGS, seeds.as_docx),
        _target("odt", "talk.odt", seeds.open_documents(), _TAGS, seeds.as_odt),
        _target("xlsx", "talk.xlsx", seeds.sheets(), _TAGS, seeds.as_xlsx),
        _target("ods", "talk.ods", seeds.open_sheets(), _TAGS, seeds.as_ods),
        _target("rtf", "talk.rtf", seeds.RTF, _WORDS),
        _target("html", "talk.html", seeds.HTML, _TAGS),
        _target("pdf", "talk.pdf", seeds.pages(), _OPERATORS, seeds.as_pdf),
        _target("archive", "talks.zip", seeds.archives(), _BYTES),
        _target("package", "talk.docx", tuple(map(seeds.as_docx, seeds.documents()[:1])), _BYTES),
        *(
            Target(f"json-{vendor}", "talk.json", given, of_json(given))
            for vendor, given in seeds.recognisers().items()
        ),
    )
}
