"""Which shapes are read, asked in this order, and where the words of each stand that count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from insightmine.transcripts.asr_json import (
    amazon,
    assemblyai,
    deepgram,
    dialogue,
    editors,
    fireflies,
    google,
    ibm,
    rev,
    speechmatics,
    whisper,
)
from insightmine.transcripts.asr_json.pieces import Pieces
from insightmine.transcripts.asr_json.values import get

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One vendor's JSON.

    `speech` are the patterns of the places whose texts are what was said, each once; the guard compares them with
    what `read` makes of the value, which it finds by its own way. `glued`: the texts of one list stand without
    space between them.
    """

    name: str
    accepts: Callable[[object], bool]
    read: Callable[[object], Pieces]
    speech: tuple[str, ...] | Callable[[object], tuple[str, ...]]
    glued: bool = False

    def patterns(self, value: object) -> tuple[str, ...]:
        """Where the words stand that count in this value."""
        return self.speech if isinstance(self.speech, tuple) else self.speech(value)


SHAPES: tuple[Shape, ...] = (
    Shape("rev", rev.accepts, rev.read, ("monologues[].elements[].value",), glued=True),
    Shape("fireflies", fireflies.accepts, fireflies.read, ("sentences[].text|raw_text|sentence",)),
    Shape("fireflies", fireflies.accepts_list, fireflies.read, ("[].text|raw_text|sentence",)),
    Shape("autoedit", editors.accepts_autoedit, editors.read_autoedit, ("text[].paragraph[].line[].text",)),
    Shape("speechmatics", speechmatics.accepts, speechmatics.read, ("results[].alternatives[0].content",)),
    Shape("speechmatics", speechmatics.accepts_old, speechmatics.read_old, ("words[].name",)),
    Shape("ibm", ibm.accepts, ibm.read, ibm.speech),
    Shape("google", google.accepts, google.read, google.speech),
    Shape("amazon", amazon.accepts, amazon.read, amazon.speech),
    Shape("deepgram", deepgram.accepts, deepgram.read, deepgram.speech),
    Shape("kaldi", editors.accepts_kaldi, editors.read_kaldi, ("words[].punct",)),
    Shape("paper-edit", editors.accepts_paper_edit, editors.read_paper_edit, ("words[].text",)),
    Shape("whisper", whisper.accepts_segments, whisper.from_segments, ("segments[].text",)),
    Shape("whisper", whisper.accepts_cpp, whisper.from_cpp, ("transcription[].text",)),
    Shape("whisper", whisper.accepts_chunks, whisper.from_chunks, ("chunks[].text",)),
    Shape("assemblyai", assemblyai.accepts, assemblyai.read, assemblyai.speech),
    Shape("whisper", whisper.accepts_list, whisper.from_segments, ("[].text",)),
    Shape("turns", dialogue.accepts, dialogue.read, dialogue.speech),
    Shape("turns", dialogue.accepts_list, dialogue.read, dialogue.speech),
)

# what answers of services are wrapped in
_WRAPPERS = ("retval", "data", "transcript", "transcription", "result", "response", "output")


@dataclass(frozen=True, slots=True)
class Found:
    """A value that a shape reads, and its place in the document."""

    shape: Shape
    value: object
    place: Place


def find_shape(document: object) -> Found | None:
    """The first shape that accepts the document, or what one or two wrappers hold; `None` if it is no transcript."""
    for place in _places(document):
        value = get(document, *place)
        for shape in SHAPES:
            if isinstance(value, dict | list) and shape.accepts(value):
                return Found(shape, value, place)
    return None


def _places(document: object) -> Iterator[Place]:
    yield ()
    steps: list[str | int] = [*_WRAPPERS]
    if isinstance(document, list) and len(document) == 1:
        steps = [0]
    for outer in steps:
        yield (outer,)
        yield from ((outer, inner) for inner in _WRAPPERS)
