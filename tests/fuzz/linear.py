"""How time and memory grow with a hostile file: `python -m tests.fuzz.linear [--megabytes 1 2 4] [FORMAT ...]`.

One small piece, repeated to the size, stands where a turn's words would; each file is read in a process of its own.
Prints CPU seconds and the largest memory (MB, with some 60 of the program itself) for each size, and marks what grows
faster than the file: four times as large in more than six times the time.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzz import seeds

from insightmine.config import InputOptions, SpeakerOptions
from insightmine.errors import InputRefused
from insightmine.transcripts import Source, assign_speakers, read_source
from insightmine.transcripts.reading import load_parsers

PIECES = {
    "spaces": " ",
    "colons": ":",
    "brackets": "[",
    "stars": "**",
    "underscores": "_a",
    "empty lines": "\n",
    "numbers": "1\n",
    "angles": "<",
    "tags": "<v Bo>",
    "blocks": "<div>",
    "references": "&amp;",
    "arrows": "-->",
    "times": "00:01 ",
    "time lines": "0:01\n",
    "comments": "<!--",
    "links": "[x](",
    "addresses": "a@b.",
    "quotes": '"',
    "commas": ",",
    "turns": "Ana: x\n",
    "bold turns": "**Ana:** x\n\n",
    "cues": "00:00:01.000 --> 00:00:02.000\nx\n\n",
    "words": "word ",
}
LABELS = "labels"  # a new one on each line


@dataclass(frozen=True)
class Shape:
    """A file into which a text is put; `wrap` writes what the format does not take as it stands."""

    file: str
    before: str
    after: str = ""
    wrap: Callable[[str], str] = str
    package: Callable[[bytes], bytes] = bytes


def _paragraphs(text: str) -> str:
    return "</w:t></w:r></w:p><w:p><w:r><w:t>".join(_escaped(text).split("\n"))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _rich(text: str) -> str:
    return text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\n", "\\par ")


SHAPES = {
    "text": Shape("talk.txt", "Interviewer: So?\nP1: I do.\nInterviewer: Why?\nP1: "),
    "webvtt": Shape("talk.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAna: "),
    "srt": Shape("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nAna: "),
    "csv": Shape("talk.csv", "participant,text\nP1,x\nP2,"),
    "whisper-tsv": Shape("talk.tsv", "start\tend\ttext\n0\t1500\tSo?\n1500\t3000\t"),
    "json": Shape("talk.json", '{"segments":[{"start":0,"end":1,"text":"', '"}]}', lambda text: json.dumps(text)[1:-1]),
    "html": Shape("talk.html", "<html><body><p>Ana: So?</p><p>Bo: ", "</p></body></html>"),
    "rtf": Shape("talk.rtf", "{\\rtf1 Ana: So?\\par Bo: ", "}", _rich),
    "docx": Shape(
        "talk.docx",
        f'<w:document xmlns:w="{seeds.WORD}"><w:body><w:p><w:r><w:t>Ana: So?</w:t></w:r></w:p><w:p><w:r><w:t>Bo: ',
        "</w:t></w:r></w:p></w:body></w:document>",
        _paragraphs,
        seeds.as_docx,
    ),
}


def file_of(shape: Shape, piece: str, size: int) -> bytes:
    """A file of the shape with a text of `size` characters."""
    if piece == LABELS:
        lines: list[str] = []
        total = 0
        while total < size:
            lines.append(f"Name{len(lines)} Hill: hello, it is me.\n")
            total += len(lines[-1])
        text = "".join(lines)
    else:
        unit = PIECES[piece]
        text = (unit * (size // len(unit) + 1))[:size]
    return shape.package(f"{shape.before}{shape.wrap(text)}{shape.after}".encode())


def measure(shape: Shape, data: bytes) -> tuple[float, float, str]:
    """CPU seconds, megabytes at the most, and what came of it; in a process of its own."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_read, args=(shape.file, data, there))
    child.start()
    seconds, megabytes, outcome = here.recv()
    child.join()
    return float(seconds), float(megabytes), str(outcome)


def _read(file: str, data: bytes, answer: Connection) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file
        path.write_bytes(data)
        started = time.process_time()
        try:
            reading = read_source(Source(file, path, True, path.parent), InputOptions(), SpeakerOptions())
            assign_speakers(reading.transcripts, SpeakerOptions(), (), ())
            outcome = "read"
        except InputRefused as refusal:
            outcome = refusal.reason
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        answer.send((time.process_time() - started, used, outcome))


def _rows(names: list[str], megabytes: list[float]) -> Iterator[bool]:
    for name in names:
        for piece in (*PIECES, LABELS):
            found = [measure(SHAPES[name], file_of(SHAPES[name], piece, int(size * 1e6))) for size in megabytes]
            faster = found[-1][0] > 0.5 + 1.5 * found[0][0] * megabytes[-1] / megabytes[0]
            times = " ".join(f"{seconds:7.2f}" for seconds, _, _ in found)
            memory = " ".join(f"{used:6.0f}" for _, used, _ in found)
            mark = "  FASTER THAN THE FILE" if faster else ""
            print(f"{name:12} {piece:12} {times} s {memory} MB  {found[-1][2][:50]}{mark}", flush=True)  # noqa: T201
            yield faster


def main() -> int:
    """Print a line for each format and piece; 1 if anything grows faster than the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.linear", description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(SHAPES)}; all without any")
    parser.add_argument("--megabytes", nargs="+", type=float, default=[1.0, 2.0, 4.0])
    arguments = parser.parse_args()
    load_parsers()
    return 1 if any(list(_rows(arguments.formats or list(SHAPES), arguments.megabytes))) else 0


if __name__ == "__main__":
    sys.exit(main())
